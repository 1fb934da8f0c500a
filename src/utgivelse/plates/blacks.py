"""Blacks: even areas of black, alone or with colour under it.

Laws:
- An area is even where a cell of a millimetre has one colour: shadows of photographs are no areas.
- Black is 90 % of the black plate or more. It is *rich* with 10 % or more of other inks under it, *flat*
  with less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from utgivelse.places import Area
from utgivelse.plates.plate import Plate, Plates, Sum, of_percent, percent
from utgivelse.plates.regions import CELL, groups, window_of

EVEN = 3
"""Of 255: how far the pixels of an even cell may differ."""
BLACK = 90.0
RICH = 10.0


@dataclass(frozen=True, slots=True)
class Black:
    """An even black area: where, how many square millimetres, how much ink in all (%), of what; rich or flat."""

    area: Area
    square: float
    total: float
    mixture: str
    rich: bool


def blacks(plates: Plates, least: float) -> tuple[Black, ...]:
    """The even black areas of at least so many square millimetres, the one with the most ink first."""
    if "Black" not in plates.inks:
        return ()
    size, total = plates.pixels(CELL), plates.total()
    low, high = _cells(plates.plate("Black"), size)
    total_low, total_high = _cells(total, size)
    even = (high - low <= EVEN) & (total_high - total_low <= EVEN) & (low >= of_percent(BLACK))
    rich = total_low - high >= of_percent(RICH)
    found = [
        black
        for mask, is_rich in ((even & rich, True), (even & ~rich, False))
        for group in groups(np.asarray(mask))
        if (black := _black(plates, total, group, is_rich)).square >= least
    ]
    return tuple(sorted(found, key=lambda black: (-black.total, -black.square, black.area)))


def _cells(plate: Plate | Sum, size: int) -> tuple[Sum, Sum]:
    """The least and the most of each whole cell."""
    rows, columns = (length // size * size for length in plate.shape)
    cells = plate[:rows, :columns].astype(np.int32).reshape(rows // size, size, columns // size, size)
    return cells.min(axis=(1, 3)), cells.max(axis=(1, 3))


def _black(plates: Plates, total: Sum, group: list[tuple[int, int]], rich: bool) -> Black:
    size = plates.pixels(CELL)
    row, column = max(((row * size, column * size) for row, column in group), key=lambda spot: (int(total[spot]), spot))
    square = len(group) * size * size * plates.square
    area = plates.area(*window_of(group, size))
    return Black(area, round(square, 1), percent(total[row, column]), plates.mixture(row, column), rich)
