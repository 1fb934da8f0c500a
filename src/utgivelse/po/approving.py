"""Approving: a person's name beside each translation that they stand by.

Laws:
- What is approved already keeps its line: who approved first stays.
- An approval that went void gives way to the new one; nothing else of the entry changes.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from utgivelse.message import Approval, seal
from utgivelse.po.entry import Entry, Key, PoFile
from utgivelse.po.remarks import approved, is_approval, read_remarks


def approve(catalog: PoFile, keys: Container[Key], by: str, day: str) -> tuple[PoFile, int]:
    """The catalog with these messages approved, and how many were not before."""

    def change(entry: Entry) -> Entry:
        own = seal(*entry.key, entry.strings[0])
        before = read_remarks(entry.comments).approval
        if entry.fuzzy or not entry.done or (before and before.seal == own):
            return entry
        return replace(entry, comments=(*_others(entry), approved(Approval(by, day, own))))

    return _changed(catalog, keys, change)


def withdraw(catalog: PoFile, keys: Container[Key]) -> tuple[PoFile, int]:
    """The catalog without the approvals of these messages, and how many there were."""
    return _changed(catalog, keys, lambda entry: replace(entry, comments=_others(entry)))


def _others(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.comments if not is_approval(line))


def _changed(catalog: PoFile, keys: Container[Key], change: Callable[[Entry], Entry]) -> tuple[PoFile, int]:
    entries = tuple(
        change(entry) if entry.key in keys and not entry.obsolete and not entry.plural else entry
        for entry in catalog.entries
    )
    count = sum(new != old for new, old in zip(entries, catalog.entries, strict=True))
    return replace(catalog, entries=entries), count
