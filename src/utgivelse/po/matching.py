"""Matching: which of the old texts that nobody uses any more a new text is most like.

Laws:
- Each old text is given out once, to the new text that is most like it, then in reading order; only where a
  text was split, its other parts get it as well. Nothing depends on the order in which the old ones stood.
- Only those that share a rare part with the new text are compared: words and pairs of words, or three letters
  of short ones. Cost grows with the number of changed texts, not with their square.

Likeness is Indel's (Levenshtein without substitutions: twice what both have, by what they have together), of
words and of letters. An unrelated text of the same language shares about half of its letters in order, so
letters say something above that only; where words are few, they must have one in common, or nearly all letters.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice, pairwise
from typing import NamedTuple

from utgivelse.rare_parts import RareParts

ALIKE = 0.5
SHORT_ALIKE = 0.62
WORDLESS_ALIKE = 0.8
SHORT = 5
"""How few words make a text short."""
_BY_CHANCE = 0.5
_OTHER_ROLE = 0.95
_CANDIDATES = 12
_ENOUGH = 400
"""When so many places were counted, what a text is found by is not rare any more."""
_LENGTHS = 3
_PART = 0.8
_PARTS = 8
_INSIDE = 90
_STRANGE = 0.3
"""A part of a text has at most this share of words that the whole has not."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Text:
    """A text with the role it plays."""

    text: str
    context: str = ""

    @cached_property
    def letters(self) -> str:
        """The text as it is compared by letters."""
        return " ".join(self.text.lower().split())

    @cached_property
    def words(self) -> list[str]:
        """The text as it is compared by words."""
        return _WORD.findall(self.letters)

    @cached_property
    def names(self) -> set[str]:
        """The words that are more than a letter or a sign."""
        return {word for word in self.words if len(word) > 1}

    @cached_property
    def parts(self) -> dict[Hashable, None]:
        """What it is found by: its words and pairs of them; where these are few, three letters in a row, too."""
        found: dict[Hashable, None] = dict.fromkeys((*self.words, *pairwise(self.words)))
        if len(self.words) < 2 * SHORT:
            padded = f" {self.letters} "
            found |= dict.fromkeys(("", padded[at : at + 3]) for at in range(len(padded) - 2))
        return found


class Pair(NamedTuple):
    """A guess; sorted, the likeliest comes first, then by reading order."""

    distance: float
    new: int
    old: int


class Lenders:
    """The old texts, and an index of what they may be found by."""

    def __init__(self, olds: Sequence[Text]) -> None:
        self._olds = olds
        self._parts = RareParts()
        for number, old in enumerate(olds):
            self._parts.add(number, old.parts)

    def match(self, news: Sequence[Text]) -> Iterator[Pair]:
        """The pairs that belong together, each text in one at most."""
        taken_news: set[int] = set()
        taken_olds: set[int] = set()
        for pair in sorted(self._guesses(news)):
            if pair.new not in taken_news and pair.old not in taken_olds:
                taken_news.add(pair.new)
                taken_olds.add(pair.old)
                yield pair

    def whole_of(self, new: Text) -> int | None:
        """The old text that `new` is a part of: a paragraph was split, or shortened."""
        if len(new.words) <= SHORT:
            return None
        likely = self._candidates(new, shortest=1 / _PART, longest=_PARTS)
        return next((old for old in likely if _is_part(new, self._olds[old])), None)

    def _guesses(self, news: Sequence[Text]) -> Iterator[Pair]:
        for number, new in enumerate(news):
            for old in self._candidates(new, shortest=1 / _LENGTHS, longest=_LENGTHS):
                if score := likeness(new, self._olds[old]):
                    yield Pair(1 - score, number, old)

    def _candidates(self, new: Text, *, shortest: float, longest: float) -> Iterator[int]:
        """The old texts that share the most of the rarest parts with the new one, of a length that may be."""
        shared = self._parts.sharing(new.parts, _ENOUGH)
        ranked = nsmallest(2 * _CANDIDATES, ((-count, old) for old, count in shared.items()))
        length = len(new.letters) or 1
        fitting = (old for _, old in ranked if shortest < len(self._olds[old].letters) / length < longest)
        return islice(fitting, _CANDIDATES)


def likeness(one: Text, other: Text) -> float:
    """From 0 to 1; 0 also where it is too little to be of use to anybody."""
    from rapidfuzz.distance import Indel

    by_words = Indel.normalized_similarity(one.words, other.words)
    by_letters = Indel.normalized_similarity(one.letters, other.letters)
    if min(len(one.words), len(other.words)) < SHORT:
        is_alike = by_letters >= (SHORT_ALIKE if one.names & other.names else WORDLESS_ALIKE)
    else:
        is_alike = max(by_words, (by_letters - _BY_CHANCE) / (1 - _BY_CHANCE)) >= ALIKE
    role = 1 if one.context == other.context else _OTHER_ROLE
    return role * (by_words + by_letters) / 2 if is_alike else 0


def _is_part(new: Text, old: Text) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    if len(new.names - old.names) > _STRANGE * len(new.names):
        return False
    return partial_ratio(new.letters, old.letters, score_cutoff=_INSIDE) > 0
