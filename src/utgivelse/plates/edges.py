"""Edges: where the bleed is not filled, though print reaches the trim.

Laws:
- What reaches the trim must reach the bleed's edge too: the knife is up to a millimetre off, and what ends
  there shows a white line.
- White page edges are fine. What ends before the trim is no matter of bleed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from utgivelse.places import Area
from utgivelse.plates.ink import TRACE
from utgivelse.plates.plate import INCH, Mask, Plates, Sum

Side = Literal["left", "top", "right", "bottom"]
SIDES: tuple[Side, ...] = ("left", "top", "right", "bottom")
REACHES = 0.35
"""What is inked so far inside the trim, mm, reaches it."""
OUTER = 0.5
"""So much along the bleed's edge, mm, must not be empty."""
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
    total = plates.total()
    return tuple(gap for side in SIDES for gap in _along(plates, total, side))


def _along(plates: Plates, total: Sum, side: Side) -> Iterator[Gap]:
    """The gaps of one side; `band` has the bleed's edge in row 0, and the trim in row `depth`."""
    band, depth, first = _turned(plates, total, side)
    inked = np.asarray(band >= TRACE)
    reach, outer = plates.pixels(REACHES), plates.pixels(OUTER)
    start = depth + 1  # the trim's own pixel may belong to either
    reaches = inked[start : start + reach].all(axis=0)
    is_open = ~inked[1 : 1 + outer].any(axis=0) if depth > outer + 1 else np.ones_like(reaches)
    for run in _runs(np.asarray(reaches & is_open), plates.pixels(SHORTEST)):
        filled = _filled(inked[:depth, run]) if depth > outer + 1 else 0.0
        yield _gap(plates, side, slice(run.start + first, run.stop + first), filled * INCH / plates.ppi)


def _turned(plates: Plates, total: Sum, side: Side) -> tuple[Sum, int, int]:
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
