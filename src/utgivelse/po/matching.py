"""Matching: which old text a new one was made of, among those that nobody uses any more.

Laws:
- Likeness is of words (Indel, as rapidfuzz counts it), of letters where there are fewer than five words.
- Each old text is given out once, the likeliest pair first, then in reading order: the result is stable.
- Only those that share a rare part with the new text are compared: pairs of words, or three letters of
  short ones. Cost grows with the number of changed texts, not with their square.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from utgivelse.rare_parts import RareParts

ALIKE = 0.6
SHORT_ALIKE = 0.75
SHORT = 5
"""How few words make a text short."""
_CANDIDATES = 12
_WORD = re.compile(r"\w+|[^\w\s]")


class Pair(NamedTuple):
    """A guess; sorted, the likeliest comes first, then by reading order."""

    distance: float
    new: int
    old: int


def words_of(text: str) -> list[str]:
    """The words and signs of a text, as they are compared."""
    return _WORD.findall(text.lower())


def likeness(one: str, other: str) -> float:
    """From 0 to 1."""
    words, others = words_of(one), words_of(other)
    if min(len(words), len(others)) < SHORT:
        return Indel.normalized_similarity(one.lower(), other.lower())
    return Indel.normalized_similarity(words, others)


def is_alike(one: str, other: str) -> bool:
    """Whether one may have been made of the other."""
    return _score(words_of(one), words_of(other), one.lower(), other.lower()) > 0


def settle(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs that are given out, each side once."""
    news: set[int] = set()
    olds: set[int] = set()
    for pair in sorted(pairs):
        if pair.new not in news and pair.old not in olds:
            news.add(pair.new)
            olds.add(pair.old)
            yield pair


@dataclass
class Index:
    """Old texts by their rare parts."""

    texts: dict[int, str] = field(default_factory=dict)
    _words: dict[int, list[str]] = field(default_factory=dict)
    _parts: RareParts = field(default_factory=RareParts)

    def add(self, number: int, text: str) -> None:
        """Take a text in under this number."""
        self.texts[number] = text
        self._words[number] = words = words_of(text)
        self._parts.add(number, _parts(words, text))

    def alike(self, text: str) -> Iterator[tuple[int, float]]:
        """The numbers of the texts that this one may have been made of, and how like they are."""
        words, lowered = words_of(text), text.lower()
        for number in self._candidates(words, text):
            score = _score(words, self._words[number], lowered, self.texts[number].lower())
            if score:
                yield number, score

    def _candidates(self, words: list[str], text: str) -> Sequence[int]:
        shared = self._parts.sharing(_parts(words, text))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, _ in ranked[:_CANDIDATES]]


def _score(words: list[str], others: list[str], one: str, other: str) -> float:
    """How like two texts are; 0 when they are not like enough."""
    if min(len(words), len(others)) < SHORT:
        return Indel.normalized_similarity(one, other, score_cutoff=SHORT_ALIKE)
    return Indel.normalized_similarity(words, others, score_cutoff=ALIKE)


def _parts(words: list[str], text: str) -> dict[Hashable, None]:
    """What a text is found by: pairs of neighbouring words; of short texts, three letters in a row, too."""
    pairs: dict[Hashable, None] = dict.fromkeys(pairwise(words))
    if len(words) <= 2 * SHORT:
        lowered = f" {text.lower()} "
        pairs |= dict.fromkeys(lowered[start : start + 3] for start in range(len(lowered) - 2))
    return pairs
