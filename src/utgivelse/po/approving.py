"""Approving: a person's name beside each translation that they stand by.

Laws:
- Lines are put in and taken out where they stand; no other byte of the file changes, whoever wrote it.
- What is approved already keeps its line: who approved first stays.
- An approval that went void gives way to the new one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from utgivelse.findings import Place
from utgivelse.message import Approval, seal
from utgivelse.po.entry import Entry, Key
from utgivelse.po.reading import read_catalog
from utgivelse.po.remarks import approved, is_approval, read_remarks


@dataclass(frozen=True)
class _Change:
    """The lines before an entry's text, from `start` on, and what is to stand there."""

    start: int
    end: int
    lines: tuple[str, ...]


def approve(data: bytes, place: Place, keys: Container[Key], by: str, day: str) -> tuple[bytes, int]:
    """The catalog with these messages approved, and how many were not before."""

    def line_of(entry: Entry) -> str | None:
        own = seal(*entry.key, entry.strings[0])
        before = read_remarks(entry.comments).approval
        is_settled = entry.fuzzy or not entry.done or (before and before.seal == own)
        return None if is_settled else approved(Approval(by, day, own))

    chosen = {entry.line: line for entry in _entries(data, place, keys) if (line := line_of(entry))}
    return _changed(data, chosen)


def withdraw(data: bytes, place: Place, keys: Container[Key]) -> tuple[bytes, int]:
    """The catalog without the approvals of these messages, and how many there were."""
    return _changed(data, {e.line: "" for e in _entries(data, place, keys) if any(map(is_approval, e.comments))})


def _entries(data: bytes, place: Place, keys: Container[Key]) -> Iterator[Entry]:
    return (entry for entry in read_catalog(data, place).active if entry.key in keys and not entry.plural)


def _changed(data: bytes, chosen: dict[int, str]) -> tuple[bytes, int]:
    """The file with this approval (an empty one: none) before the text that begins in each of these lines."""
    lines = data.decode().split("\n")
    for number, approval in sorted(chosen.items(), reverse=True):
        change = _around(lines, number - 1, approval)
        lines[change.start : change.end] = change.lines
    return "\n".join(lines).encode(), len(chosen)


def _around(lines: list[str], text: int, approval: str) -> _Change:
    """The comments of the entry whose text begins at `text`, with no approval but this one."""
    start = text
    while start and _is_before_a_text(lines[start - 1]):
        start -= 1
    kept = [line for line in lines[start:text] if not is_approval(line.strip())]
    place = max((number + 1 for number, line in enumerate(kept) if _is_persons(line)), default=_first(kept))
    end = "\r" if lines[text].endswith("\r") else ""
    new = (approval + end,) if approval else ()
    return _Change(start, text, (*kept[:place], *new, *kept[place:]))


def _is_before_a_text(line: str) -> bool:
    return not line.strip() or (line.startswith("#") and not line.startswith("#~"))


def _is_persons(line: str) -> bool:
    """Whether this is a translator's comment."""
    return line.startswith("#") and line[1:2] not in (".", ":", ",", "|", "~")


def _first(lines: list[str]) -> int:
    """Where the comments begin, after empty lines."""
    return next((number for number, line in enumerate(lines) if line.strip()), len(lines))
