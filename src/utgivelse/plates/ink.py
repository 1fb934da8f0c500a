"""Ink: how much of it lies on one spot of paper."""

from __future__ import annotations

import numpy as np

from utgivelse.plates.plate import Plates, of_percent, percent
from utgivelse.plates.regions import Region, regions

TRACE = 3
"""Of 255: less is no ink, but a conversion's rounding."""


def most_ink(plates: Plates) -> float:
    """The most ink that any pixel of a page carries, in per cent."""
    total = plates.total()
    return percent(total.max()) if total.size else 0.0


def heavy(plates: Plates, limit: float) -> tuple[Region, ...]:
    """The areas that carry more ink than `limit` per cent, the worst first."""
    total = plates.total()
    return regions(plates, np.asarray(total > of_percent(limit)), total)


def is_blank(plates: Plates) -> bool:
    """Whether nothing is printed within the trim."""
    return not bool((plates.total()[plates.window(plates.trim)] >= TRACE).any())
