"""Returns: what a returned file tells of itself, before it is held against a catalog.

Laws:
- What nobody says is translated, and is its source word for word, is a gap that a program or a copied column
  filled; a name may well stay as it is, and waits for somebody to look at it.
"""

from __future__ import annotations

import re

from utgivelse.consignment import Back, Pieces, Stage, is_blank, joined, words_of
from utgivelse.findings import Said, said

_UNTOUCHED = said("it is its source word for word, and the file does not say that it is translated")
_WORD = re.compile(r"[^\W\d_]{2,}")


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
    """Whether it has what no name has: words that begin small."""
    words = _WORD.findall(words_of(unit.source))
    return sum(word[0].islower() for word in words) > (len(words) < 2)
