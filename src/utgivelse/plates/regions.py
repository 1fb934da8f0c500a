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


def regions(plates: Plates, mask: Mask, total: Sum) -> tuple[Region, ...]:
    """The connected areas of a mask, that with the most ink first."""
    if not mask.any():
        return ()
    size = plates.pixels(CELL)
    cells = counted(mask, size)
    inked = np.where(mask, total, 0)
    found = [_region(plates, inked, group, size) for group in groups(cells > 0)]
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


def _region(plates: Plates, inked: Sum, group: list[tuple[int, int]], size: int) -> Region:
    """The pixels of a group of cells that carry ink."""
    rows, columns = window_of(group, size)
    own = np.zeros_like(inked[rows, columns])
    for row, column in group:
        down, aside = row * size - rows.start, column * size - columns.start
        cell = slice(down, down + size), slice(aside, aside + size)
        own[cell] = inked[rows, columns][cell]
    row, column = (int(part) for part in np.unravel_index(int(own.argmax()), own.shape))
    down, aside = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    return Region(
        plates.area(_extent(down, rows.start), _extent(aside, columns.start)),
        round(int(np.count_nonzero(own)) * plates.square, 2),
        percent(own[row, column]),
        plates.mixture(rows.start + row, columns.start + column),
    )


def _extent(found: NDArray[np.int64], start: int) -> slice:
    return slice(start + int(found[0]), start + int(found[-1]) + 1)
