"""Packing: a catalog's entries as the units of a consignment.

Laws:
- The order is the catalog's, which is the reading order; a message is never cut by a word limit.
- What people wrote beside a translation goes along; approvals and what the program wrote stay at home.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from utgivelse.consignment import Stage, Unit, unit_id
from utgivelse.localize.words import count_words
from utgivelse.message import Key, Message, State, Translated
from utgivelse.notes import notes_of
from utgivelse.po.entry import Entry, PoFile
from utgivelse.po.remarks import read_remarks
from utgivelse.protection import protect

IsPlain = Callable[[Key], bool]
"""Whether a message can have no markup."""

_OPEN = {
    "": (*Stage,),
    "missing": (Stage.NEW,),
    "fuzzy": (Stage.FUZZY,),
    "open": (Stage.NEW, Stage.FUZZY),
    "done": (Stage.TRANSLATED, Stage.APPROVED),
}


@dataclass(frozen=True)
class Choice:
    """What is to go out: units `only` of this kind, of these messages (all, when None), `words` at most (0: any)."""

    only: str = ""
    keys: Collection[Key] | None = None
    words: int = 0


def pack(catalog: PoFile, is_plain: IsPlain, choice: Choice = Choice()) -> tuple[Unit, ...]:
    """The units of the entries in use that are chosen."""
    entries = (entry for entry in catalog.active if choice.keys is None or entry.key in choice.keys)
    wanted = ((entry, stage_of(entry)) for entry in entries)
    chosen = [entry for entry, stage in wanted if stage in _OPEN[choice.only]]
    return tuple(
        unit for entry in _limited(chosen, is_plain, choice.words) for unit in units_of(entry, is_plain(entry.key))
    )


def _limited(entries: Iterable[Entry], is_plain: IsPlain, words: int) -> Iterator[Entry]:
    """The first of them that have so many words together; one at least."""
    total = 0
    for entry in entries:
        own = _words(entry, is_plain(entry.key))
        total += own
        if words and total > words and total > own:
            return
        yield entry


def _words(entry: Entry, is_plain: bool) -> int:
    return count_words(Message(entry.text, plain=is_plain))


def stage_of(entry: Entry) -> Stage:
    """How far an entry has come."""
    if not entry.done:
        return Stage.NEW
    if entry.fuzzy:
        return Stage.FUZZY
    translated = Translated(entry.strings[0], State.TRANSLATED, remarks=read_remarks(entry.comments))
    return Stage.APPROVED if translated.is_approved(entry.key) else Stage.TRANSLATED


def units_of(entry: Entry, is_plain: bool) -> tuple[Unit, ...]:
    """One unit, or one for each plural form."""
    if not entry.plural:
        return (_unit(entry, is_plain, None),)
    return tuple(_unit(entry, is_plain, form) for form in range(len(entry.strings)))


def source_of(entry: Entry, form: int | None) -> str:
    """What a form is translated from."""
    return entry.plural if form else entry.text


def _unit(entry: Entry, is_plain: bool, form: int | None) -> Unit:
    source = protect(source_of(entry, form), is_plain)
    previous = entry.previous if entry.fuzzy else None
    old = (previous.plural if form else previous.text) if previous else ""
    return Unit(
        unit_id(entry.context, entry.text, form),
        source,
        protect(entry.strings[form or 0], is_plain, source),
        stage_of(entry),
        entry.context,
        (*entry.extracted, *(() if form is None else (f"plural form {form + 1} of {len(entry.strings)}",))),
        tuple(notes_of(entry.comments)),
        entry.references,
        protect(old, is_plain, source),
        0 if form else _words(entry, is_plain),
    )
