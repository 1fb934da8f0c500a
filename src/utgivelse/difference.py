"""Difference: what changed from one text to another, word by word.

Laws:
- The parts that are kept and added, joined, are the new text; those kept and removed the old one.
- A link's number, a variable, a code and a mark of emphasis are one word each.
- A figure is a number however it is grouped, a numeral, a month or a day of the week: what a reader acts on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

from utgivelse.language import time_words

_WORD = re.compile(r"\]\(#\d+\)|\{\$[\w-]+\}|`[^`]*`|\[\^[^\]]*\]|\*{1,3}|\w+(?:[-’']\w+)*|\s+|.", re.S)
_FIGURE = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")
# fmt: off
_NUMERALS = frozenset((
    "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni", "ti", "elleve", "tolv", "tjue", "tretti",
    "hundre", "tusen", "million", "millioner", "halv", "halve", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "twenty", "hundred", "thousand", "half",
))
# fmt: on
_TO_NUMBER = {"syv": "sju", "halve": "halv", "millioner": "million"}


class Part(NamedTuple):
    """A stretch of words."""

    kind: Literal["kept", "removed", "added"]
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """What was kept, removed and added, in reading order; what was removed stands before what took its place."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    return tuple(_parts(olds, news))


def _parts(olds: list[str], news: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Part("kept", "".join(news[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Part("removed", "".join(olds[old_from:old_to]))
        if new_to > new_from:
            yield Part("added", "".join(news[new_from:new_to]))


def changed_figures(old: str, new: str, language: str = "nb") -> bool:
    """Whether a number, a date or a time of day is another in the new text."""
    return Counter(_figures(old, language)) != Counter(_figures(new, language))


def _figures(text: str, language: str) -> Iterator[str]:
    for found in _FIGURE.findall(text):
        yield re.sub(r"[^\d.,:]", "", found).rstrip(".,:")
    words, stems = re.findall(r"[^\W\d_]+", text.lower()), _stems(language)
    yield from (_TO_NUMBER.get(word, word) for word in words if word in stems)


@cache
def _stems(language: str) -> frozenset[str]:
    """Numerals, and the names of months and days; «to» is a numeral in Norwegian only."""
    numerals = _NUMERALS - {"to", "ti"} if language.startswith("en") else _NUMERALS
    return frozenset(numerals | {word.lower() for word in time_words(language)})
