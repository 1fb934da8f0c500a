"""Exchange: files for translators go out, and come back into the catalogs.

Laws:
- Nothing goes out of a catalog that does not know today's articles; no file is written over another.
- A returned file that cannot be read with certainty, or is of another project or language, changes nothing.
- A catalog is replaced whole or not at all, and only when something in it changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.asked import asked_languages, due_messages, read_articles, translated_languages
from utgivelse.consignment import Consignment, Returned, Unit
from utgivelse.files import Files, rewrite, write_atomically
from utgivelse.findings import Failure, Finding, Place, ProjectError, error, nearest, said, warning
from utgivelse.language import is_same_writing, normalise_tag
from utgivelse.message import Key
from utgivelse.plugins import Exchange, load, names
from utgivelse.publication import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from utgivelse.message import Message
    from utgivelse.receiving import Fate

_HEAD = 4096


@dataclass(frozen=True)
class Order:
    """What is to be sent: `only` missing, fuzzy or open ones, of one publication, of so many words; `to` a file."""

    kind: str = "xliff"
    publication: str = ""
    only: str = ""
    words: int = 0
    to: Path | None = None


@dataclass(frozen=True)
class Sent:
    """A file for a translator: how many texts are in it, and how many words of the source."""

    file: Path
    language: str
    texts: int
    words: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What became of a returned file; `catalog` is empty when nothing of it could be read."""

    file: str
    catalog: str = ""
    language: str = ""
    fates: Mapping[Fate, int] | None = None
    is_changed: bool = False
    findings: tuple[Finding, ...] = ()


# ── out ──────────────────────────────────────────────────────────────────────────────────────


def send(project: Project, language: str, order: Order = Order()) -> Sent:
    """Write a file for whoever translates into `language`."""
    from utgivelse import packing, po

    asked_languages(project, (language,))
    exchange: Exchange = load("exchanges", order.kind)
    files = Files(project.root)
    messages, wanted = _wanted(files, project, language, order.publication)
    path = po.find_catalog(files, project.domain, language)
    if path is None:
        raise ProjectError(_behind(language, len(messages), Place()))
    catalog = po.read_catalog(files.read(path), Place(path.as_posix()), language)
    entries = {entry.key for entry in catalog.active}
    if lacking := sum(message.key not in entries for message in messages):
        raise ProjectError(_behind(language, lacking, Place(path.as_posix())))
    only = "done" if exchange.memory else order.only
    units = packing.pack(catalog, plainness(messages), packing.Choice(only, wanted, order.words))
    fit, findings = _writable(units, path.as_posix())
    if not fit:
        raise ProjectError(error("M79", said("there is nothing to send"), _wider(order)), *findings)
    data = exchange.write(Consignment(project.domain, project.source_language, language, fit))
    target = order.to or Path(_file_name(project, language, order, exchange))
    _write_new(target, data)
    return Sent(target, language, len(fit), sum(unit.words for unit in fit), findings)


def _wanted(
    files: Files, project: Project, language: str, publication: str
) -> tuple[tuple[Message, ...], Collection[Key] | None]:
    """Today's messages of a language, and the keys of those that one publication needs."""
    from utgivelse import localize

    articles = read_articles(files, project)
    messages = localize.extract_project(project, articles, language)
    if not publication:
        return messages, None
    found = next((one for one in project.publications if one.id == publication), None)
    if found is None or language not in localize.spoken(found.languages):
        raise ProjectError(_unpublished(project, language, publication))
    return messages, {message.key for message in due_messages(project, (found,), articles, language)}


def _unpublished(project: Project, language: str, publication: str) -> Finding:
    return error(
        "U02",
        said("there is no publication «{name}» in {language}", name=publication, language=language),
        nearest(publication, (one.id for one in project.publications)),
    )


def _behind(language: str, count: int, place: Place) -> Finding:
    return error(
        "M79",
        said("the catalog does not know {count} of today's messages", count=count),
        said("`utgivelse update {language}` first", language=language),
        place,
    )


def _wider(order: Order) -> str:
    if order.only or order.publication or order.kind == "tmx":
        return said("what was asked for is done, or not begun; ask for more: leave `--only` or `--publication` out")
    return said("`utgivelse update` first")


def plainness(messages: Sequence[Message]) -> Callable[[Key], bool]:
    """Whether a message can have no markup; for one that is gone, what those of its role are."""
    known = {message.key: message.plain for message in messages}
    roles: dict[str, bool] = {}
    for message in messages:
        roles[message.context] = roles.get(message.context, True) and message.plain
    return lambda key: known.get(key, roles.get(key[0], False))


def _writable(units: Sequence[Unit], catalog: str) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """The units without characters that no format can hold (XML 1.0, 2.2), and a finding for each other."""
    from utgivelse.foreign.xml import ILLEGAL

    bad = {unit.id: found[0] for unit in units if (found := ILLEGAL.search(_everything(unit)))}
    findings = tuple(
        warning(
            "M79",
            said(
                "the text {unit} was left out: it has the control character {sign}",
                unit=unit,
                sign=f"U+{ord(sign):04X}",
            ),
            said("take the character out of the catalog or the article"),
            Place(catalog),
        )
        for unit, sign in bad.items()
    )
    return tuple(unit for unit in units if unit.id not in bad), findings


def _everything(unit: Unit) -> str:
    pieces = (*unit.source, *unit.target, *unit.previous)
    words = (piece if isinstance(piece, str) else piece.code.value if piece.code else "" for piece in pieces)
    return "".join((*words, unit.context, *unit.comments, *unit.notes, *unit.references))


def _file_name(project: Project, language: str, order: Order, exchange: Exchange) -> str:
    parts = (project.domain, order.publication, language, exchange.suffix)
    return ".".join(part for part in parts if part)


def _write_new(path: Path, data: bytes) -> None:
    """A file with other content may be the translator's own, returned: it is never written over."""
    if path.exists() and (not path.is_file() or path.read_bytes() != data):
        raise ProjectError(
            error(
                "M79",
                said("there is already another file of this name"),
                said("move it away, or name another one with `--to FILE`"),
                Place(str(path)),
            )
        )
    write_atomically(path, data)


# ── in ───────────────────────────────────────────────────────────────────────────────────────


def receive(project: Project, files: Sequence[Path], by: str = "", *, dry: bool = False) -> tuple[Receipt, ...]:
    """Put what came back into the catalogs, one file after the other; `dry` says what would happen."""
    return tuple(_receive_one(project, path, by or path.name, dry) for path in files)


def _receive_one(project: Project, path: Path, by: str, dry: bool) -> Receipt:
    try:
        returned = _read(path)
        language = _language(project, returned, str(path))
        return _put_in(project, language, returned, path, (by, dry))
    except Failure as failure:
        return Receipt(str(path), findings=failure.findings)


def _read(path: Path) -> Returned:
    from utgivelse.foreign.refusal import LARGEST, unreadable

    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as failure:
        why = said("the file cannot be read: {why}", why=failure.strerror or "–")
        raise unreadable(why, said("name the file that came back"), str(path)) from None
    exchange = _exchange_of(data, str(path))
    if exchange.memory:
        raise unreadable(
            said("this is a memory, not a file that went out: nothing of it goes into a catalog"),
            said("ask for the XLIFF file or the workbook that was sent"),
            str(path),
        )
    return exchange.read(data, str(path))


def _exchange_of(data: bytes, name: str) -> Exchange:
    """The kind of a file, by its suffix; where several share one, by how it begins."""
    from utgivelse.foreign.refusal import unreadable

    every: list[Exchange] = [load("exchanges", one) for one in names("exchanges")]
    head = data[:_HEAD].replace(b"\0", b"").decode("utf-8", "replace")
    fitting = [one for one in every if name.lower().endswith(one.suffixes)]
    marked = [one for one in fitting if one.mark and one.mark in head]
    found = marked or [one for one in fitting if not one.mark] or fitting
    if not found:
        known = sorted({suffix for one in every for suffix in one.suffixes})
        raise unreadable(
            said("no format is known by the name of this file; known are {suffixes}", suffixes=", ".join(known)),
            said("export it again as XLIFF 1.2, 2.1, XLSX or CSV"),
            name,
        )
    return found[0]


def _language(project: Project, returned: Returned, name: str) -> str:
    """The project's language that the file is in; `en-GB` may be what a program made of `en`."""
    if returned.domain and returned.domain != project.domain:
        raise ProjectError(
            error(
                "M71",
                said(
                    "the file is of the project «{found}», expected «{expected}»",
                    found=returned.domain,
                    expected=project.domain,
                ),
                said("receive it in its own project; nothing was taken"),
                Place(name),
            )
        )
    known = translated_languages(project)
    tag = normalise_tag(returned.language)
    same = [language for language in known if language == tag] or [
        language for language in known if is_same_writing(language, tag)
    ]
    if len(same) != 1:
        raise ProjectError(
            error(
                "M71",
                said(
                    "the file is in «{found}», the project is translated into {known}",
                    found=returned.language or "–",
                    known=", ".join(known) or "–",
                ),
                said("mend the language in the file if it is wrong there; nothing was taken"),
                Place(name),
            )
        )
    return same[0]


def _put_in(project: Project, language: str, returned: Returned, path: Path, how: tuple[str, bool]) -> Receipt:
    from utgivelse import po
    from utgivelse.receiving import knows_any
    from utgivelse.receiving import receive as put

    by, dry = how
    files = Files(project.root)
    messages, _ = _wanted(files, project, language, "")
    place = po.find_catalog(files, project.domain, language)
    if place is None:
        raise ProjectError(_behind(language, len(messages), Place(str(path))))
    before = files.read(place)
    catalog = po.read_catalog(before, Place(place.as_posix()), language)
    if not returned.domain and not knows_any(catalog, returned):
        raise ProjectError(
            error(
                "M71",
                said("the file does not say whose it is, and this project has none of its texts"),
                said("receive it in its own project; nothing was taken"),
                Place(str(path)),
            )
        )
    received = put(catalog, returned, str(path), by, plainness(messages))
    is_changed = received.catalog != catalog
    if is_changed and not dry:
        rewrite(project.root / place, before, po.write_catalog(received.catalog))
    return Receipt(str(path), place.as_posix(), language, received.fates, is_changed, received.findings)
