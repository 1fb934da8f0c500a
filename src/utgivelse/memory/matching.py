"""Matching: the best unit of a memory for a message.

An index answers without comparing everything: the candidates are the units that share most of the sixteen
rarest pairs of words of a text, of a short one the rarest triples of letters. It may miss a like text in
which all of these differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from heapq import nsmallest
from itertools import islice, pairwise

from utgivelse.memory.likeness import LEAST, SHORT, at_most, likeness, respaced, tokens
from utgivelse.message import Key
from utgivelse.rare_parts import RareParts
from utgivelse.tmx import Unit

_CANDIDATES = 12
_ENOUGH = 2000


@dataclass(frozen=True)
class Match:
    """A unit, how like its source is, and whether it is the approved text of this role and place."""

    unit: Unit
    percent: int
    in_context: bool = False


class Memory:
    """The units of one pair of languages; indexed when first asked."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.units = tuple(unit for unit in units if unit.source.strip() and unit.target.strip())

    def exact(self, key: Key, place: str = "") -> Match | None:
        """The same text: the approved one of this role and place, else the best of the others."""
        found = self._by_text.get(respaced(key[1]), ())
        if not found:
            return None
        number = min(found, key=lambda number: (_rank(self.units[number], key, place), number))
        return Match(self.units[number], 100, _rank(self.units[number], key, place) == 0)

    def near(self, text: str, least: int = LEAST) -> Match | None:
        """The unit most like this text; among equals an own one, then the first."""
        best: tuple[int, bool, int] | None = None
        for number in self._candidates(text):
            unit = self.units[number]
            if (percent := likeness(text, unit.source)) >= least:
                found = (-percent, not unit.own, number)
                best = min(best, found) if best else found
        return Match(self.units[best[2]], -best[0]) if best else None

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.units):
            index[respaced(unit.source)].append(number)
        return dict(index)

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(tokens(unit.source)) for unit in self.units]

    @cached_property
    def _features(self) -> RareParts:
        index = RareParts()
        for number, (unit, size) in enumerate(zip(self.units, self._sizes, strict=True)):
            pairs = _pairs(unit.source) if size >= SHORT else ()
            triples = _triples(unit.source) if size < 2 * SHORT else ()
            index.add(number, dict.fromkeys((*pairs, *triples)))
        return index

    def _candidates(self, text: str) -> list[int]:
        """The units of a fitting length that share most of the text's rarest features, until there is enough."""
        size, sizes = len(tokens(text)), self._sizes
        features = sorted({*(_pairs(text) if size >= SHORT else _triples(text))})
        shared = self._features.sharing(features, _ENOUGH)
        best = nsmallest(4 * _CANDIDATES, ((-count, number) for number, count in shared.items()))
        fitting = (number for _, number in best if size < SHORT or at_most(size, sizes[number]) >= LEAST)
        return list(islice(fitting, _CANDIDATES))


def _rank(unit: Unit, key: Key, place: str) -> int:
    """How near a unit with the same text is: approved here, approved in this role, approved, others' in this role."""
    same_role, same_text = unit.context == key[0], unit.source == key[1]
    if unit.own:
        return 0 if same_role and same_text and place and unit.place == place else 1 if same_role else 2
    return 3 if same_role else 4


def _pairs(text: str) -> Iterator[str]:
    lowered = [token.lower() for token in tokens(text)]
    return (f"{one} {other}" for one, other in pairwise(lowered))


def _triples(text: str) -> Iterator[str]:
    padded = f"  {' '.join(tokens(text)).lower()}  "
    return (f"\0{padded[start : start + 3]}" for start in range(len(padded) - 2))


def places_of(entries: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The seal of each text's neighbours; `entries` are (text, file), in reading order."""
    padded = (("", ""), *entries, ("", ""))
    return tuple(
        sha256("\0".join(text if file == here else "" for text, file in (before, after)).encode()).hexdigest()[:12]
        for before, (_, here), after in zip(padded, padded[1:], padded[2:], strict=False)
    )
