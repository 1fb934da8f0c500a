"""Operators of paths: building them, painting them, clipping with them (ISO 32000-2, 8.5)."""

from __future__ import annotations

from math import hypot
from typing import Any

from utgivelse.pdf.painting.geometry import (
    EVERYWHERE,
    POINT,
    Bounds,
    Point,
    around,
    at,
    curve,
    grown,
    is_upright,
    thin_side,
    thinner,
    wider,
    within,
)
from utgivelse.pdf.painting.graphics import Operands, Operator
from utgivelse.pdf.painting.objects import operand
from utgivelse.pdf.painting.run import Run
from utgivelse.pdf.placements import Matrix

MOST_POINTS = 400_000
NOWHERE: Bounds = (-2e9, -2e9, -2e9, -2e9)


def _points(run: Run, operands: Operands, count: int) -> list[Point]:
    values = [operand(part) for part in operands[: 2 * count]]
    matrix = run.state.matrix
    return [at(matrix, values[2 * index], values[2 * index + 1]) for index in range(count)]


def _add(run: Run, points: list[Point]) -> None:
    run.points += len(points)
    if run.points > MOST_POINTS:
        run.trouble("size", "path")
        return
    if not run.shape:
        run.shape.append([])
    run.shape[-1] += points


def move(run: Run, operands: Operands) -> None:
    """M."""
    start = _points(run, operands, 1)
    run.shape.append([])
    _add(run, start)


def line(run: Run, operands: Operands) -> None:
    """L."""
    _add(run, _points(run, operands, 1))


def curve_full(run: Run, operands: Operands) -> None:
    """C."""
    one, two, end = _points(run, operands, 3)
    _add(run, curve(_here(run), one, two, end))


def curve_first(run: Run, operands: Operands) -> None:
    """V."""
    two, end = _points(run, operands, 2)
    _add(run, curve(_here(run), _here(run), two, end))


def curve_last(run: Run, operands: Operands) -> None:
    """Y."""
    one, end = _points(run, operands, 2)
    _add(run, curve(_here(run), one, end, end))


def close(run: Run, _: Operands) -> None:
    """H."""
    if run.shape and run.shape[-1]:
        start = run.shape[-1][0]
        _add(run, [start])
        run.shape.append([start])


def rectangle(run: Run, operands: Operands) -> None:
    """Re."""
    x, y, width, height = (operand(part) for part in operands)
    matrix = run.state.matrix
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    run.shape.append([])
    _add(run, [at(matrix, *corner) for corner in corners])
    run.shape.append([at(matrix, x, y)])


def _here(run: Run) -> Point:
    return run.shape[-1][-1] if run.shape and run.shape[-1] else (0.0, 0.0)


def _bounds(run: Run) -> Bounds | None:
    points = [point for part in run.shape if len(part) > 1 for point in part]
    return around(points) if points else None


def clip(run: Run, _: Operands) -> None:
    """W W*."""
    run.clipping = True


def paint(*, fill: bool = False, stroke: bool = False, closes: bool = False, even_odd: bool = False) -> Operator:
    """The painting operators, f to b*, and n."""

    def act(run: Run, operands: Operands) -> None:
        if closes:
            close(run, operands)
        bounds = _bounds(run)
        if bounds and fill:
            _fill(run, bounds, even_odd=even_odd)
        if bounds and stroke:
            _stroke(run, bounds)
        if run.clipping:
            _clip(run, bounds)
        run.shape, run.points, run.clipping = [], 0, False

    return act


def _clip(run: Run, bounds: Bounds | None) -> None:
    run.state.ragged = run.state.ragged or not is_upright(run.shape)
    run.state.clip = within(bounds, run.state.clip) or NOWHERE if bounds else run.state.clip


def _fill(run: Run, bounds: Bounds, *, even_odd: bool) -> None:
    thin = thin_side(run.shape, even_odd=even_odd)
    left = within(bounds, run.state.clip)
    if left and run.state.clip != EVERYWHERE and thin:  # what is left of it may be thinner than it was
        thin = min([thin, *(side for side in _cut_sides(bounds, left) if side > 0)])
    kind = "shading" if run.state.fill.pattern == "shading" else "fill"
    _patterned(run, kind, bounds, flat=is_upright(run.shape), width=thin / POINT)


def _cut_sides(before: Bounds, after: Bounds) -> list[float]:
    sides = []
    for low, high in ((0, 2), (1, 3)):
        if after[high] - after[low] < before[high] - before[low] - 1e-6:
            sides.append(after[high] - after[low])
    return sides


def _stroke(run: Run, bounds: Bounds) -> None:
    matrix, width = run.state.matrix, run.state.width
    normal = _normal(run)
    if normal is None:
        outer, thin = grown(bounds, width * wider(matrix) / 2), width * thinner(matrix)
    else:
        thin = width * _across(matrix, normal)
        u, v = (abs(part) * thin / 2 for part in normal)
        across, down = (u + v, u + v) if run.state.cap else (u, v)
        outer = (bounds[0] - across, bounds[1] - down, bounds[2] + across, bounds[3] + down)
    left = within(outer, run.state.clip)
    if left and normal and run.state.clip != EVERYWHERE:
        thin = min([thin, *(side for side in _cut_sides(outer, left) if side > 0)])
    _patterned(run, "stroke", outer, stroked=True, width=thin / POINT)


def _normal(run: Run) -> Point | None:
    """The direction across the shape where it is one straight line, else None."""
    parts = [part for part in run.shape if len(part) > 1]
    if len(parts) != 1 or len(parts[0]) != 2:
        return None
    (x0, y0), (x1, y1) = parts[0]
    length = hypot(x1 - x0, y1 - y0)
    return (-(y1 - y0) / length, (x1 - x0) / length) if length > 1e-9 else None


def _across(matrix: Matrix, normal: Point) -> float:
    """How much a matrix scales a line's width, measured along its normal on the page."""
    a, b, c, d, _, _ = matrix
    u, v = normal
    return hypot(a * u + b * v, c * u + d * v)


def _patterned(run: Run, kind: Any, bounds: Bounds, **facts: Any) -> None:
    from utgivelse.pdf.painting.objects_drawn import draw_tiles

    run.paint(kind, bounds, **facts)
    draw_tiles(run, bounds, stroked=facts.get("stroked", False))


SHAPES: dict[str, Operator] = {
    "m": move,
    "l": line,
    "c": curve_full,
    "v": curve_first,
    "y": curve_last,
    "h": close,
    "re": rectangle,
    "W": clip,
    "W*": clip,
    "n": paint(),
    "f": paint(fill=True),
    "F": paint(fill=True),
    "f*": paint(fill=True, even_odd=True),
    "S": paint(stroke=True),
    "s": paint(stroke=True, closes=True),
    "B": paint(fill=True, stroke=True),
    "B*": paint(fill=True, stroke=True, even_odd=True),
    "b": paint(fill=True, stroke=True, closes=True),
    "b*": paint(fill=True, stroke=True, closes=True, even_odd=True),
}
