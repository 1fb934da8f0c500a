"""Offering: what a memory has for the messages of a catalog that have nothing.

Exact texts come before the merge, as if the catalog had once had them; like ones after it, for what is
still empty. `# memory: …` says whose words they are. What was approved here and stands empty in the catalog was
emptied by somebody: it comes back as fuzzy only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from utgivelse.memory.matching import Match, Memory, places_of
from utgivelse.message import Message
from utgivelse.po import Entry, PoFile
from utgivelse.po.entry import Previous
from utgivelse.tmx import Unit

ORIGIN = "# memory: "
MACHINE = "# machine: "


def with_exact(catalog: PoFile, wanted: Sequence[Message], memory: Memory) -> PoFile:
    """The catalog, with the memory's exact texts for wanted messages of which it has nothing."""
    spoken = _spoken(catalog)
    places = places_of([(message.text, next(iter(message.references), "")) for message in wanted])
    active = {entry.key: entry for entry in catalog.active}
    filled: dict[tuple[str, str], Entry] = {}
    for message, place in zip(wanted, places, strict=True):
        entry = active.get(message.key, Entry(message.text, message.context, obsolete=True))
        if message.key in spoken or is_refused(entry):
            continue
        if match := memory.exact(message.key, place):
            was_emptied = not entry.obsolete and match.unit.own
            filled[message.key] = _filled(entry, replace(match, in_context=match.in_context and not was_emptied))
    kept = tuple(entry if entry.obsolete else filled.pop(entry.key, entry) for entry in catalog.entries)
    return replace(catalog, entries=(*kept, *filled.values()))


def _spoken(catalog: PoFile) -> set[tuple[str, str]]:
    """The messages that have words in the catalog, also those whose words serve another now."""
    worded = [entry for entry in catalog.entries if any(text.strip() for text in entry.strings)]
    lent = {(entry.previous.context, entry.previous.text) for entry in worded if entry.fuzzy and entry.previous}
    return {entry.key for entry in worded} | lent


def with_similar(catalog: PoFile, memory: Memory) -> PoFile:
    """The catalog, with fuzzy texts from the memory where there still is nothing."""
    return replace(catalog, entries=tuple(_similar(entry, memory) for entry in catalog.entries))


def _similar(entry: Entry, memory: Memory) -> Entry:
    is_open = not (entry.obsolete or entry.plural or any(text.strip() for text in entry.strings))
    match = memory.near(entry.text) if is_open and not is_refused(entry) else None
    return _filled(entry, match) if match else entry


def is_refused(entry: Entry) -> bool:
    """Whether somebody emptied what had been offered."""
    is_empty = not any(text.strip() for text in entry.strings)
    return is_empty and any(line.startswith((ORIGIN, MACHINE)) for line in entry.comments)


def _filled(entry: Entry, match: Match) -> Entry:
    unit = match.unit
    previous = Previous(unit.source, unit.context)
    is_same = (unit.context, unit.source) == entry.key
    return replace(
        entry,
        strings=(unit.target,),
        comments=(*entry.comments, ORIGIN + ", ".join(_whose(unit))),
        flags=entry.flags if match.in_context else tuple(dict.fromkeys(("fuzzy", *entry.flags))),
        previous=None if match.in_context or is_same else previous,
    )


def _whose(unit: Unit) -> Iterator[str]:
    said = [part for part in (unit.by, unit.day, unit.origin) if part.strip()]
    yield from (" ".join(part.split()) for part in said or ("?",))
