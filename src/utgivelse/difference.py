"""Difference: what changed from one text to another, word by word.

Laws:
- The parts that are kept and added, joined, are the new text; those kept and removed the old one.
- A link's number, a variable, a code and a mark of emphasis are one word each: nobody is shown half of one.
- A word or a blank that was kept between two larger changes is no news: «a b» → «c d» is one change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

_WORD = re.compile(r"\]\(#\d+\)|\{\$[\w-]+\}|`[^`]*`|\[\^[^\]]*\]|\*{1,3}|\w+(?:[-’']\w+)*|\s+|.", re.S)


class Part(NamedTuple):
    """A stretch of words."""

    kind: Literal["kept", "removed", "added"]
    text: str


class _Span(NamedTuple):
    """What stood here, and what stands here now; the same where it was kept."""

    is_kept: bool
    old: str
    new: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """What was kept, removed and added, in reading order; what was removed stands before what took its place."""
    from rapidfuzz.distance import Indel

    olds, news = _WORD.findall(old), _WORD.findall(new)
    spans = (
        _Span(
            code.tag == "equal",
            "".join(olds[code.src_start : code.src_end]),
            "".join(news[code.dest_start : code.dest_end]),
        )
        for code in Indel.opcodes(olds, news)
    )
    return tuple(_parts(_without_islands(_joined(spans))))


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """Changes that touch are one."""
    found: list[_Span] = []
    for span in spans:
        if found and found[-1].is_kept is span.is_kept:
            last = found[-1]
            found[-1] = _Span(span.is_kept, last.old + span.old, last.new + span.new)
        else:
            found.append(span)
    return found


def _without_islands(spans: list[_Span]) -> list[_Span]:
    around = zip((None, *spans), spans, (*spans[1:], None), strict=False)
    return _joined(
        span._replace(is_kept=span.is_kept and not (before and after and _is_island(before, span, after)))
        for before, span, after in around
    )


def _is_island(before: _Span, span: _Span, after: _Span) -> bool:
    word = span.old.strip()
    room = min(max(len(beside.old), len(beside.new)) for beside in (before, after))
    return not word or (span.old == f" {word} " and " " not in word and len(word) <= room)


def _parts(spans: Iterable[_Span]) -> Iterator[Part]:
    for is_kept, old, new in spans:
        if is_kept:
            yield Part("kept", old)
            continue
        if old:
            yield Part("removed", old)
        if new:
            yield Part("added", new)


# ── in one line ──────────────────────────────────────────────────────────────────────────────

_AROUND = 3
"""So many words of what was kept are shown on either side of a change."""
_LONGEST = 240
_MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}"}


def in_short(old: str, new: str) -> str:
    """The difference in one line: `Den er [-lang-]{+ganske lang+}.`, with what did not change cut short."""
    parts = difference(" ".join(old.split()), " ".join(new.split()))
    last = len(parts) - 1
    line = "".join(
        _MARKS[part.kind].format(part.text) if part.kind in _MARKS else _cut(part.text, place == 0, place == last)
        for place, part in enumerate(parts)
    ).strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    words = re.findall(r"\s*\S+\s*$|\s*\S+", text) or [text]
    before, after = 0 if is_first else _AROUND, 0 if is_last else _AROUND
    if len(words) <= before + after + 1:
        return text
    return "".join(words[:before]) + " … " + "".join(words[len(words) - after :]).lstrip()
