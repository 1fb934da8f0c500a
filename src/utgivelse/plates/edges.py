"""Edges: where the bleed is not filled, though print reaches the trim.

Laws:
- What reaches the trim must reach the bleed's edge too: the knife is up to a millimetre off, and what ends
  there shows a line, white or in the colour of the ground.
- White page edges are fine. What ends before the trim is no matter of bleed.
- A plate knows steps, not things: a step within an inked bleed may be a picture's own, and only who knows
  what is painted can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from utgivelse.places import Area
from utgivelse.plates.ink import TRACE
from utgivelse.plates.plate import INCH, Mask, Plate, Plates, Sum

Side = Literal["left", "top", "right", "bottom"]
SIDES: tuple[Side, ...] = ("left", "top", "right", "bottom")
REACHES = 0.35
"""What is inked so far inside the trim, mm, reaches it."""
OUTER = 0.5
"""So much along the bleed's edge, mm, must not be empty."""
STEP = 5
"""Of 255: two pixels that differ by more on a plate are of two colours."""
SHORTEST = 1.0
"""Gaps shorter than this, mm, are the ends of letters and lines."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A length of one side where print reaches the trim, but not the bleed's edge.

    `length` and `filled`, how far the print goes over the trim, are millimetres; `area` is the empty
    part of the bleed, `inside` the strip within the trim that it belongs to.
    """

    side: Side
    length: float
    filled: float
    area: Area
    inside: Area


def gaps(plates: Plates) -> tuple[Gap, ...]:
    """Every gap of a page, side by side."""
    total = plates.covered()
    return tuple(gap for side in SIDES for gap in _along(plates, total, side))


def _along(plates: Plates, total: Sum, side: Side) -> Iterator[Gap]:
    """The gaps of one side; `band` has the bleed's edge in row 0, and the trim in row `depth`."""
    band, depth, first = _turned(plates, total, side)
    inked = np.asarray(band >= TRACE)
    reaches, is_open = _reaching(plates, inked, depth), _open(plates, inked, depth)
    for run in _runs(np.asarray(reaches & is_open), plates.pixels(SHORTEST)):
        filled = _filled(inked[:depth, run]) if depth > plates.pixels(OUTER) + 1 else 0.0
        yield _gap(plates, side, _shifted(run, first), filled * INCH / plates.ppi)


def _reaching(plates: Plates, inked: Mask, depth: int) -> Mask:
    """Along which of its length print reaches the trim."""
    start = depth + 1  # the trim's own pixel may belong to either
    return np.asarray(inked[start : start + plates.pixels(REACHES)].all(axis=0))


def _open(plates: Plates, inked: Mask, depth: int) -> Mask:
    """Along which of its length the bleed's edge is empty."""
    outer = plates.pixels(OUTER)
    return np.asarray(~inked[1 : 1 + outer].any(axis=0)) if depth > outer + 1 else np.ones(inked.shape[1], np.bool_)


def steps(plates: Plates) -> tuple[Gap, ...]:
    """Where print reaches the trim and the bleed is inked, but the colour changes in a line along the edge.

    `filled` is how far from the trim the line lies. What ends there is for the caller to find.
    """
    total = plates.covered()
    printing = [plate for name, plate in plates.inks.items() if name not in plates.technical]
    return tuple(gap for side in SIDES for gap in _stepping(plates, total, printing, side))


def _stepping(plates: Plates, total: Sum, printing: list[Plate], side: Side) -> Iterator[Gap]:
    band, depth, first = _turned(plates, total, side)
    inked = np.asarray(band >= TRACE)
    fitting = _reaching(plates, inked, depth) & ~_open(plates, inked, depth)
    if not fitting.any():
        return
    change = np.zeros((depth + 1, band.shape[1]), np.int16)
    for plate in printing:
        rows = _turned(plates, plate, side)[0][: depth + 2].astype(np.int16)
        np.maximum(change, abs(np.diff(rows, axis=0)), out=change)
    for row in range(1, depth + 1):
        for run in _runs(np.asarray(fitting & (change[row] > STEP)), plates.pixels(SHORTEST)):
            filled = max(0.0, (depth - row - 1) * INCH / plates.ppi)
            yield _gap(plates, side, _shifted(run, first), filled)


def _shifted(run: slice, first: int) -> slice:
    return slice(run.start + first, run.stop + first)


def _turned(plates: Plates, total: NDArray[Any], side: Side) -> tuple[NDArray[Any], int, int]:
    """The page turned so that `side` is up, within the trim's length; the bleed's depth and the length's start."""
    rows, columns = plates.window(plates.trim)
    height, width = plates.shape
    match side:
        case "top":
            return total[:, columns], rows.start, columns.start
        case "bottom":
            return total[::-1, columns], height - min(rows.stop, height), columns.start
        case "left":
            return total[rows].T, columns.start, rows.start
        case "right":
            return total[rows].T[::-1], width - min(columns.stop, width), rows.start


def _runs(line: Mask, least: int) -> Iterator[slice]:
    """The stretches of a line that are set, for at least so many pixels."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if stop - start >= least:
            yield slice(int(start), int(stop))


def _filled(bleed: Mask) -> float:
    """How many pixels over the trim are inked, in the middle of all columns; the trim is below."""
    upwards = bleed[::-1]
    counts = np.where(upwards.all(axis=0), len(upwards), upwards.argmin(axis=0))
    return float(np.median(counts))


def _gap(plates: Plates, side: Side, run: slice, filled: float) -> Gap:
    bleed, trim, scale = plates.bleed, plates.trim, INCH / plates.ppi
    length = (run.stop - run.start) * scale
    if side in ("top", "bottom"):
        x = bleed.x + run.start * scale
        outside = Area(x, bleed.y, length, trim.y - filled - bleed.y)
        inside = Area(x, trim.y, length, REACHES)
        if side == "bottom":
            outside = Area(x, trim.bottom + filled, length, bleed.bottom - trim.bottom - filled)
            inside = Area(x, trim.bottom - REACHES, length, REACHES)
    else:
        y = bleed.y + run.start * scale
        outside = Area(bleed.x, y, trim.x - filled - bleed.x, length)
        inside = Area(trim.x, y, REACHES, length)
        if side == "right":
            outside = Area(trim.right + filled, y, bleed.right - trim.right - filled, length)
            inside = Area(trim.right - REACHES, y, REACHES, length)
    return Gap(side, round(length, 1), round(filled, 1), _rounded(outside), _rounded(inside))


def _rounded(area: Area) -> Area:
    x, y, width, height = area
    return Area(round(x, 1), round(y, 1), round(max(0.0, width), 1), round(max(0.0, height), 1))
