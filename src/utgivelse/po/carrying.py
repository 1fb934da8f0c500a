"""Carrying: words that an update lent to another text, and the mark by which it knows them again.

A translation that was made for another text is fuzzy, names that text in `#| msgid`, and has a line among the
program's own comments that shows a translator what changed, with a seal:

    #. changed: Den er {+ganske +}lang. [3f9c2a10b4d7]

Laws:
- As long as the seal holds nobody touched the words, and they are given back to the text that they were made
  for when it returns, or when this one goes: what updates did, updates undo.
- A translator who changes them, takes the flag away or accepts something breaks the seal; then they are this
  text's own.
- `MOVED` words stand nowhere else; `COPIED` ones are another entry's too, and are dropped when not needed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from utgivelse.difference import in_short
from utgivelse.figures import changed_figures
from utgivelse.po.entry import Entry, Previous
from utgivelse.po.remarks import has_unbound

Way = Literal["moved", "copied"]

_MARK = re.compile(r"(?:changed(?:, with a number or a date)?: .*|the same text in another place) \[([0-9a-f]{12})\]")


def way_of(entry: Entry) -> Way | None:
    """How an update put these words here; nothing when they are this text's own."""
    if entry.obsolete or not (entry.fuzzy and entry.previous) or has_unbound(entry.comments):
        return None
    seals = {found[1] for line in entry.extracted if (found := _MARK.fullmatch(line))}
    ways: tuple[Way, ...] = ("moved", "copied")
    return next((way for way in ways if _seal(entry, entry.previous, way) in seals), None) if seals else None


def given_back(entry: Entry) -> Entry:
    """Lent words as they stood before, with the text that they were made for."""
    before = entry.previous or Previous("")
    return replace(
        entry,
        text=before.text,
        context=before.context,
        plural=before.plural,
        flags=without_fuzzy(entry.flags),
        previous=None,
        extracted=(),
        references=(),
    )


def marked(entry: Entry, previous: Previous, way: Way) -> Entry:
    """The entry, which has its words already, as one that they were not made for."""
    lent = replace(entry, flags=("fuzzy", *without_fuzzy(entry.flags)), previous=previous)
    mark = f"{_said(previous, entry)} [{_seal(lent, previous, way)}]"
    return replace(lent, extracted=(*entry.extracted, mark))


def settled(entry: Entry) -> Entry:
    """The entry in no doubt, without what says that its words were made for another text."""
    return replace(entry, flags=without_fuzzy(entry.flags), previous=None, extracted=unmarked(entry.extracted))


def unmarked(extracted: Iterable[str]) -> tuple[str, ...]:
    """The program's comments without its marks."""
    return tuple(line for line in extracted if not _MARK.fullmatch(line))


def without_fuzzy(flags: Iterable[str]) -> tuple[str, ...]:
    """The flags but the one that asks somebody to look."""
    return tuple(flag for flag in flags if flag != "fuzzy")


def _said(previous: Previous, entry: Entry) -> str:
    if previous.text.split() == entry.text.split():
        return "the same text in another place"
    figures = ", with a number or a date" if changed_figures(previous.text, entry.text) else ""
    return f"changed{figures}: {in_short(previous.text, entry.text)}"


def _seal(entry: Entry, previous: Previous, way: Way) -> str:
    known = (way, entry.key, (previous.context, previous.text, previous.plural), entry.strings)
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:12]
