"""Keeping: what a catalog's people approved, and what others bring, put into a memory.

Own units come first, by their text, then the others as they stood: the same approvals give the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from utgivelse.memory.matching import places_of
from utgivelse.message import State, Translated
from utgivelse.po import PoFile
from utgivelse.po.remarks import read_remarks
from utgivelse.tmx import Unit, foreign


def approved(catalog: PoFile) -> Iterator[Unit]:
    """The translations that somebody stands by, as the catalog has them in use."""
    entries = catalog.active
    places = places_of([(entry.text, next(iter(entry.references), "")) for entry in entries])
    for entry, place in zip(entries, places, strict=True):
        found = Translated(entry.strings[0], State.TRANSLATED, remarks=read_remarks(entry.comments))
        approval = found.remarks.approval
        if approval and entry.done and not entry.fuzzy and found.is_approved(entry.key):
            yield Unit(entry.text, found.text, entry.context, place, approval.by, approval.day, own=True)


def remembered(units: Sequence[Unit], new: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units with these approved ones; of a message that was approved before, the newer takes its place."""
    before: dict[tuple[str, str], Unit] = {}
    for unit in units:
        if unit.own:
            before.setdefault(_key(unit), unit)
    now = {**before, **{_key(unit): before[_key(unit)] if before.get(_key(unit)) == unit else unit for unit in new}}
    again = (unit for unit in units if unit.own and before[_key(unit)] is not unit)
    return (*(now[key] for key in sorted(now)), *again, *(unit for unit in units if not unit.own))


def _key(unit: Unit) -> tuple[str, str]:
    return unit.source, unit.context


def added(units: Sequence[Unit], others: Iterable[Unit], origin: Path) -> tuple[Unit, ...]:
    """The units with those of somebody else's file; a pair that is there already is not doubled."""
    known = {(unit.source, unit.target, unit.context) for unit in units}
    result = list(units)
    for unit in others:
        pair = (unit.source, unit.target, unit.context)
        if unit.source.strip() and unit.target.strip() and pair not in known:
            known.add(pair)
            result.append(foreign(unit, origin.name))
    return tuple(result)
