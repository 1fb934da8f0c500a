"""Regions: connected areas of pixels, found on a grid of cells of about a millimetre.

Law: pixels belong together when their cells touch, also over a corner. So the letters of a line are one
region, and a page full of noise costs no more than its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utgivelse.places import Area
from utgivelse.plates.plate import Mask, Plates, Sum, percent

CELL = 1.0
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Region:
    """A connected area: the rectangle around it, its own square millimetres, its most ink (%) and of what."""

    area: Area
    square: float
    most: float
    mixture: str


def regions(plates: Plates, mask: Mask, total: Sum, technical: frozenset[str] = frozenset()) -> tuple[Region, ...]:
    """The connected areas of a mask, that with the most ink first."""
    if not mask.any():
        return ()
    size = plates.pixels(CELL)
    cells = counted(mask, size)
    found = [_region(plates, mask, np.where(mask, total, 0), (group, size, technical)) for group in groups(cells > 0)]
    return tuple(sorted(found, key=lambda region: (-region.most, -region.square, region.area)))


def counted(mask: Mask, size: int) -> NDArray[np.int64]:
    """How many pixels of each cell are set."""
    rows, columns = (np.arange(0, length, size) for length in mask.shape)
    return np.add.reduceat(np.add.reduceat(mask.astype(np.int64), rows, axis=0), columns, axis=1)


def groups(cells: Mask) -> Iterator[list[tuple[int, int]]]:
    """The cells that are set, those that touch together."""
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    while left:
        waiting, group = [left.pop()], []
        while waiting:
            row, column = waiting.pop()
            group.append((row, column))
            near = {(row + down, column + aside) for down in (-1, 0, 1) for aside in (-1, 0, 1)} & left
            left -= near
            waiting.extend(near)
        yield group


def window_of(group: list[tuple[int, int]], size: int) -> tuple[slice, slice]:
    """The rows and columns of pixels around a group of cells."""
    rows, columns = zip(*group, strict=True)
    return (
        slice(min(rows) * size, (max(rows) + 1) * size),
        slice(min(columns) * size, (max(columns) + 1) * size),
    )


def _region(plates: Plates, mask: Mask, total: Sum, where: tuple[list[tuple[int, int]], int, frozenset[str]]) -> Region:
    group, size, technical = where
    own = np.zeros_like(mask[window_of(group, size)])
    top, left = min(row for row, _ in group), min(column for _, column in group)
    for row, column in group:
        cell = (
            slice((row - top) * size, (row - top + 1) * size),
            slice((column - left) * size, (column - left + 1) * size),
        )
        own[cell] = True
    own &= mask[window_of(group, size)]
    inked = np.where(own, total[window_of(group, size)], 0)
    row, column = (int(part) for part in np.unravel_index(int(inked.argmax()), inked.shape))
    rows, columns = (_extent(own.any(axis=axis), start * size) for axis, start in ((1, top), (0, left)))
    return Region(
        plates.area(rows, columns),
        round(int(own.sum()) * plates.square, 2),
        percent(inked[row, column]),
        plates.mixture(top * size + row, left * size + column, technical),
    )


def _extent(line: Mask, start: int) -> slice:
    set_ = np.flatnonzero(line)
    return slice(start + int(set_[0]), start + int(set_[-1]) + 1)
