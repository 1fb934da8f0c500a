"""Returns: what a returned file tells of itself, before it is held against a catalog.

Laws:
- What nobody says is translated, and is its source word for word, is a gap that a program or a copied column
  filled; a name may well stay as it is, and waits for somebody to look at it.
- A file that a program read in another encoding is not taken in part: what looks right in it is not.
- Texts that went out under other ids than they came back under prove that a column was sorted by itself: of
  such a file nothing is certain. Two that changed places may have been mended so: somebody looks at them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from utgivelse.consignment import Back, Mark, Pieces, Stage, is_blank, joined, sealed, words_of
from utgivelse.findings import Place, ProjectError, Said, error, said
from utgivelse.foreign.refusal import unreadable

_UNTOUCHED = said("it is its source word for word, and the file does not say that it is translated")
_WORD = re.compile(r"[^\W\d_]{2,}")

_SWAPPED = said("what came back for it is what went out for another text")
_SORTED = 3
"""Different texts under others' ids: fewer may be a mistake that was mended."""


def settled_places(units: Sequence[Back], file: str) -> tuple[Back, ...]:
    """The units, two that changed places as doubtful; ProjectError when a column was sorted by itself."""
    moved = _moved(units)
    if len({sealed(unit.target) for unit in moved}) >= _SORTED:
        raise ProjectError(
            error(
                "M72",
                said(
                    "{count} translations stand beside other ids than they went out with: columns were sorted apart",
                    count=len(moved),
                ),
                said(
                    "put each translation back beside its id, or move it in the catalog if that was meant; "
                    "nothing was taken"
                ),
                Place(file, moved[0].line),
            )
        )
    doubtful = {unit.id for unit in moved} if len(moved) > 1 else set()
    return tuple(replace(unit, doubt=unit.doubt or _SWAPPED) if unit.id in doubtful else unit for unit in units)


def _moved(units: Sequence[Back]) -> list[Back]:
    """Units with a target that went out for another one, which has come back with another."""
    changed = [unit for unit in units if unit.seal and sealed(unit.target) != unit.seal[:12]]
    owners: dict[str, set[str]] = defaultdict(set)
    for unit in changed:
        owners[unit.seal[:12]].add(unit.id)
    return [
        unit for unit in changed if not is_blank(unit.target) and owners.get(sealed(unit.target), set()) - {unit.id}
    ]


def check_encoding(unit: Back, source: Pieces, file: str) -> None:
    """ProjectError when the source proves that a program read the file in another encoding and saved it so."""
    came = squeezed(unit.source)
    if came == squeezed(source) or squeezed(tuple(map(_as_utf_8, unit.source))) != squeezed(source):
        return
    raise unreadable(
        said(
            "a program read it in another encoding: «{found}» was «{sent}»", found=came[:30], sent=squeezed(source)[:30]
        ),
        said("ask for the workbook (.xlsx), or for the file before it was opened and saved; nothing was taken"),
        file,
        unit.line,
    )


def _as_utf_8(piece: str | Mark) -> str | Mark:
    """Words that were read as Windows-1252 or Latin-1, as they were; others as they are."""
    if isinstance(piece, Mark):
        return piece
    try:
        return b"".join(map(_byte, piece)).decode()
    except UnicodeError:
        return piece


def _byte(sign: str) -> bytes:
    """The five that Windows-1252 leaves out are those of Latin-1, as browsers and Excel read them."""
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252")


def squeezed(pieces: Pieces) -> str:
    """The source without white space, to which programs do what they like."""
    marks = (piece if isinstance(piece, str) else f"[{piece.number}{piece.shape}]" for piece in joined(pieces))
    return "".join("".join(marks).split())


def is_filled(unit: Back) -> bool:
    """Whether a gap holds its source: one the file calls unfinished, or words that cannot be a name."""
    if not _is_untouched(unit):
        return False
    return unit.stage in (Stage.FUZZY, Stage.NEW) or (unit.stage is None and _is_prose(unit))


def untouched(unit: Back) -> Said | None:
    """Why a text that stays as it is wants a look: it has words, and nobody says that it is translated."""
    is_doubtful = unit.stage is None and _is_untouched(unit) and _WORD.search(words_of(unit.target))
    return _UNTOUCHED if is_doubtful else None


def _is_untouched(unit: Back) -> bool:
    return squeezed(unit.target) == squeezed(unit.source) and not is_blank(unit.target)


def _is_prose(unit: Back) -> bool:
    """Whether it has what few names have: a word among others that begins small."""
    words = _WORD.findall(words_of(unit.source))
    return len(words) > 1 and any(word[0].islower() for word in words)
