"""Geometry: rectangles round shapes, and how thin a shape is. All of it in the page's millimetres.

A shape is a list of parts, a part a list of points; curves are cut into `STEPS` straight pieces.
"""

from __future__ import annotations

from math import hypot, sqrt

from utgivelse.pdf.placements import Matrix
from utgivelse.places import Area

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Shape = list[list[Point]]
EVERYWHERE: Bounds = (-1e9, -1e9, 1e9, 1e9)
POINT = 25.4 / 72
STEPS = 6
MOST_PARTS = 400


def at(matrix: Matrix, x: float, y: float) -> Point:
    """A point, through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box(matrix: Matrix, bounds: Bounds) -> Bounds:
    """The rectangle along the axes round a rectangle that went through a matrix."""
    left, top, right, bottom = bounds
    return around([at(matrix, x, y) for x in (left, right) for y in (top, bottom)])


def around(points: list[Point]) -> Bounds:
    """The rectangle round some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def within(bounds: Bounds, clip: Bounds) -> Bounds | None:
    """What two rectangles share; None where that is nothing (a line without width may lie on an edge)."""
    left, top = max(bounds[0], clip[0]), max(bounds[1], clip[1])
    right, bottom = min(bounds[2], clip[2]), min(bounds[3], clip[3])
    wide = right > left + 1e-6 or (right >= left - 1e-6 and bounds[2] - bounds[0] < 1e-6)
    high = bottom > top + 1e-6 or (bottom >= top - 1e-6 and bounds[3] - bounds[1] < 1e-6)
    return (left, top, right, bottom) if wide and high else None


def grown(bounds: Bounds, by: float) -> Bounds:
    """A rectangle with a margin round it."""
    return bounds[0] - by, bounds[1] - by, bounds[2] + by, bounds[3] + by


def area_of(bounds: Bounds) -> Area:
    """Bounds as an area."""
    return Area(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1])


def thinner(matrix: Matrix) -> float:
    """The smaller of the two scales of a matrix: what becomes of a line in its worst direction."""
    a, b, c, d, _, _ = matrix
    total, det = a * a + b * b + c * c + d * d, a * d - b * c
    large = (total + sqrt(max(total * total - 4 * det * det, 0))) / 2
    return abs(det) / sqrt(large) if large > 0 else 0.0


def wider(matrix: Matrix) -> float:
    """The larger of the two scales."""
    a, b, c, d, _, _ = matrix
    total, det = a * a + b * b + c * c + d * d, a * d - b * c
    return sqrt((total + sqrt(max(total * total - 4 * det * det, 0))) / 2)


def curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """A Bézier curve as straight pieces, without its start."""
    found = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        u = 1 - t
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        found.append(
            (
                p * start[0] + q * one[0] + r * two[0] + s * end[0],
                p * start[1] + q * one[1] + r * two[1] + s * end[1],
            )
        )
    return found


def is_upright(shape: Shape) -> bool:
    """Whether a shape is one rectangle along the axes."""
    parts = [part for part in shape if len(part) > 1]
    if len(parts) != 1:
        return False
    corners = parts[0][:-1] if parts[0][0] == parts[0][-1] else parts[0]
    if len(corners) != 4:
        return False
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    turns = [abs(x1 - x0) < 1e-6 if abs(y1 - y0) > 1e-6 else None for (x0, y0), (x1, y1) in sides]
    level = [turn is None for turn in turns]
    return all(turn is not False for turn in turns) and level in ([True, False] * 2, [False, True] * 2)


def thin_side(shape: Shape, *, even_odd: bool) -> float:
    """How thin the thinnest piece of a filled shape is: the short side of the rectangle that has its area and outline.

    A hole belongs to the part round it, so that a frame is as thin as its rim.
    """
    parts = [(_area(part), _outline(part), around(part)) for part in shape[:MOST_PARTS] if len(part) > 2]
    parts.sort(key=lambda part: -abs(part[0]))
    whole: list[tuple[float, float, Bounds]] = []
    for area, outline, bounds in parts:
        outer = next((index for index, piece in enumerate(whole) if _holds(piece[2], bounds)), None)
        if outer is None:
            whole.append((area, outline, bounds))
        elif even_odd or area * whole[outer][0] < 0:
            held, length, edge = whole[outer]
            rim = length + outline - 2 * _touching(edge, bounds)
            whole[outer] = (abs(held) - abs(area)) * (1 if held >= 0 else -1), rim, edge
    return min((_short(abs(area), outline) for area, outline, _ in whole), default=0.0)


def _touching(outer: Bounds, inner: Bounds) -> float:
    """How long the sides are that a hole shares with what it is cut from: there is no rim."""
    wide, high = inner[2] - inner[0], inner[3] - inner[1]
    lengths = (high, wide, high, wide)
    return sum(length for one, two, length in zip(outer, inner, lengths, strict=True) if abs(one - two) < 1e-3)


def _short(area: float, outline: float) -> float:
    half = outline / 2
    rest = half * half - 4 * max(area, 0)
    return (half - sqrt(rest)) / 2 if rest > 0 else half / 2


def _area(part: list[Point]) -> float:
    total, (x0, y0) = 0.0, part[-1]
    for x, y in part:
        total += x0 * y - x * y0
        x0, y0 = x, y
    return total / 2


def _outline(part: list[Point]) -> float:
    total, (x0, y0) = 0.0, part[-1]
    for x, y in part:
        total += hypot(x - x0, y - y0)
        x0, y0 = x, y
    return total


def _holds(outer: Bounds, inner: Bounds) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
