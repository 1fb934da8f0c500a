"""Likeness: how much of two texts is the same, in whole per cent.

By words and signs, from five words on; by letters below that. What both have in the same order is
counted twice and divided by all there is. Laws: 100 only for the same text (white space apart); the same
words with other markup are 99; it is symmetrical.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from utgivelse.tmx import bare

LEAST = 75
"""What is less like than this is new."""

SHORT = 5
_TOKEN = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words and signs of a text, without its markup."""
    return tuple(_TOKEN.findall(bare(text)))


def respaced(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def likeness(one: str, other: str) -> int:
    """From 0 to 100."""
    if respaced(one) == respaced(other):
        return 100
    mine, theirs = tokens(one), tokens(other)
    if not (mine and theirs):
        return 0
    if min(len(mine), len(theirs)) < SHORT:
        return min(_share(" ".join(mine), " ".join(theirs)), 99)
    return min(_share(mine, theirs), 99)


def at_most(size: int, other: int) -> int:
    """The most that texts of so many tokens can be alike."""
    return 200 * min(size, other) // (size + other)


def _share(one: Sequence[str], other: Sequence[str]) -> int:
    """Twice what both have in the same order, through all there is."""
    return 200 * LCSseq.similarity(one, other) // (len(one) + len(other))
