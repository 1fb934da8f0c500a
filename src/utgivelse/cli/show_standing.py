"""How far each language is, as a table for people: what is left, whether it may be printed, who is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from utgivelse.findings import said
from utgivelse.tongues import tongue

if TYPE_CHECKING:
    from utgivelse.approving import Approved
    from utgivelse.cli.show import Page
    from utgivelse.standing import SourceNote, Standing

_HEADS = (
    said("publication"),
    said("language"),
    said("translated"),
    said("words left"),
    said("fuzzy"),
    said("missing"),
    said("approved"),
    said("void"),
    said("errors"),
    said("theme words"),
    said("due"),
    said("days"),
    said("translator"),
    said("LIX"),
    said("may be printed"),
)
_ALWAYS = 5
"""So many columns stand there even if they say nothing; «words left», «fuzzy» and «missing» are good news."""
_NOTHING = ("0", "–", "")


def standings(page: Page, found: Sequence[Standing]) -> None:
    """The table, then who is late and what translators say of the source."""
    page.put("status", [{**asdict(one), "why": page.say(one.why), "band": page.say(one.band)} for one in found])
    page.table(_telling([[page.say(head) for head in _HEADS], *(_row(page, one) for one in found)]))
    for one in found:
        _late(page, one)
    for note in dict.fromkeys(note for one in found for note in one.notes):
        _note(page, note)


def _telling(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The table without the columns in which nothing stands."""
    columns = zip(*rows, strict=True)
    told = [column for place, column in enumerate(columns) if place <= _ALWAYS or not {*column[1:]} <= {*_NOTHING}]
    return [list(row) for row in zip(*told, strict=True)]


def _row(page: Page, one: Standing) -> list[str]:
    may = said("yes") if one.may_be_printed else said("no: {why}", why=one.why)
    return [
        one.publication,
        f"{one.language} {page.say(tongue(one.language))}",
        f"{one.per_cent} %",
        str(one.words_left),
        str(one.fuzzy),
        str(one.missing),
        f"{one.approved}/{one.messages}",
        str(one.void),
        str(one.errors),
        str(one.theme_words_missing),
        one.due.isoformat() if one.due else "–",
        str(one.days_left) if one.is_open and one.days_left is not None else "–",
        one.translator or "–",
        "–" if one.lix is None else f"{one.lix} ({page.say(one.band)})",
        page.say(may),
    ]


def _late(page: Page, one: Standing) -> None:
    if one.days_late:
        who = ", ".join(part for part in (one.translator, one.contact) if part) or said("nobody is named")
        words = {"publication": one.publication, "language": tongue(one.language), "due": one.due, "who": who}
        page.line(said("late, due on {due}: {publication} in {language}: {who}", **words), "31;1")


def _note(page: Page, note: SourceNote) -> None:
    place = f"{note.file}:{note.line}" if note.line else note.file
    page.line(said("{place}: a translator says: {note}", place=place, note=note.note), "33")


def under(page: Page, found: Iterable[Standing], per_cent: float) -> bool:
    """Whether a language has less of its words translated than this, which is then told."""
    below = [one for one in found if 100 * (one.words - one.words_left) < per_cent * one.words]
    page.put("under", [{"publication": one.publication, "language": one.language} for one in below])
    for one in below:
        words = {"publication": one.publication, "language": tongue(one.language), "found": one.per_cent}
        page.line(said("{publication} in {language}: {found} % is under {asked:g} %", asked=per_cent, **words), "31;1")
    return bool(below)


def approved(page: Page, done: Approved) -> None:
    """How many texts somebody stands by now, and which were left out."""
    page.put("approved", asdict(done))
    page.findings(done.findings)
    words = {"path": done.path, "count": done.approved, "held": done.held, "withdrawn": done.withdrawn}
    if done.withdrawn:
        page.line(said("{path}: approvals taken back: {withdrawn}", **words), "32")
    else:
        page.line(said("{path}: {count} approved, {held} held back", **words), "32")
        if done.warned:
            page.line(said("warnings on {count} of the approved texts; `utgivelse check` says them", count=done.warned))
