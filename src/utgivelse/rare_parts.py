"""Rare parts: texts found by what few others have, so that only likely ones are compared.

Laws:
- Of a text the sixteen rarest parts count; among equally rare ones the first of those given.
- What a part is, is the caller's: pairs of words, or a few letters in a row.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

RAREST = 16


@dataclass
class RareParts:
    """Where every part stands, by the numbers of the texts."""

    places: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, parts: Iterable[Hashable]) -> None:
        """Take a text in under this number; its parts each once."""
        for part in parts:
            self.places[part].append(number)

    def sharing(self, parts: Iterable[Hashable], enough: int = sys.maxsize) -> Counter[int]:
        """How many of these parts, each once, the texts share, until `enough` texts were counted."""
        known = (part for part in parts if part in self.places)
        shared: Counter[int] = Counter()
        for part in sorted(known, key=lambda part: len(self.places[part]))[:RAREST]:
            if enough <= 0:
                break
            enough -= len(self.places[part])
            shared.update(self.places[part])
        return shared
