"""Overprint: what may be printed on top of what lies there, and the states that say so.

Laws:
- Text in the black ink in full prints over, at any size: a letter that knocks out shows paper at its rim
  when a plate is a tenth of a millimetre off. So do lines of full black that are no thicker than `THIN`;
  a larger black area knocks out, else what lies under it would shine through.
- Technical inks print over always. Nothing else does: a tint, grey or white that overprints takes on or
  leaves standing what is under it (ISO 32000-2, 8.6.7). Black that is see-through or masked is no full black.
- `OPM` is 1 only where something prints over.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf
from typing import Any, NamedTuple

from pikepdf import ContentStreamInstruction, Dictionary, Name

from utgivelse.pdf.placements import IDENTITY, Matrix
from utgivelse.press.ink import Paint
from utgivelse.press.spaces import GREY_SPACE, Space

THIN = 1.0
"""Points: what is no thicker than this is a line."""
FILL, STROKE = 0, 1
Box = tuple[float, float, float, float]


class Over(NamedTuple):
    """Whether what is filled and what is stroked prints over."""

    fill: bool
    stroke: bool

    @property
    def name(self) -> str:
        """What its state is called among the resources."""
        return {(True, True): "Over", (False, False): "Knock"}.get(self, "OverFill" if self.fill else "OverStroke")

    def state(self) -> Dictionary:
        """The graphics state that sets it (ISO 32000-2, 8.4.5)."""
        return Dictionary(Type=Name.ExtGState, OP=self.stroke, op=self.fill, OPM=int(self.fill or self.stroke))


PRINTS_OVER, KNOCKS_OUT = Over(True, True), Over(False, False)


@dataclass(frozen=True, slots=True)
class Graphics:
    """What a stream paints with at one moment; two values stand for filling and stroking.

    A paint is None when the stream took it over from whoever painted it, and so is `over`.
    """

    paints: tuple[Paint | None, Paint | None] = (None, None)
    spaces: tuple[Space, Space] = (GREY_SPACE, GREY_SPACE)
    steps: tuple[str, str] = ("", "")
    alphas: tuple[float, float] = (1.0, 1.0)
    masked: bool = False
    blended: bool = False
    over: Over | None = None
    mode: int = 0
    line: float = 1.0
    matrix: Matrix = IDENTITY
    clip: float = inf

    @property
    def is_mixed(self) -> bool:
        """Whether what is painted is mixed with what is under it in another way than by covering it."""
        return self.masked or self.blended


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a stream begins: with the page's own state (`is_fresh` says black), or with one nobody knows.

    `is_glyph` streams are text; `scale` is the largest at which the stream is painted anywhere.
    """

    is_fresh: bool = False
    over: Over | None = None
    is_glyph: bool = False
    scale: float = 1.0
    paint: Paint | None = None

    def graphics(self) -> Graphics:
        """The state before the first operator."""
        return Graphics(
            paints=(self.paint, self.paint), over=self.over, matrix=(self.scale, 0.0, 0.0, self.scale, 0.0, 0.0)
        )


def scale_of(matrix: Matrix) -> float:
    """The larger of the two scales of a matrix."""
    return max(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))


def thickness(path: list[ContentStreamInstruction], matrix: Matrix) -> float:
    """How thick the thickest part of a filled path is, in points; of a frame, its sides."""
    wide, high = hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3])
    shapes = [[(x * wide, y * high) for x, y in points] for points in _shapes(path)]
    if len(shapes) == 2 and (frame := _frame(_box(shapes[0]), _box(shapes[1]))) is not None:
        return frame
    return max((_thick(points) for points in shapes), default=0.0)


def _shapes(path: list[ContentStreamInstruction]) -> list[list[tuple[float, float]]]:
    shapes: list[list[tuple[float, float]]] = []
    for instruction in path:
        numbers = _numbers(instruction)
        if str(instruction.operator) == "re" and len(numbers) == 4:
            x, y, width, height = numbers
            shapes.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        elif str(instruction.operator) == "m" or (numbers and not shapes):
            shapes.append(_points(numbers))
        elif numbers:
            shapes[-1] += _points(numbers)
    return [shape for shape in shapes if len(shape) > 1]


def _numbers(instruction: ContentStreamInstruction) -> list[float]:
    operands: Any = instruction.operands
    return [float(part) for part in operands]


def _points(numbers: list[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _box(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _frame(one: Box, other: Box) -> float | None:
    """The widest side between two boxes of which one lies inside the other."""
    sides = [other[0] - one[0], other[1] - one[1], one[2] - other[2], one[3] - other[3]]
    if all(side >= 0 for side in sides) or all(side <= 0 for side in sides):
        return max(map(abs, sides))
    return None


def _thick(points: list[tuple[float, float]]) -> float:
    """The narrower side of what surrounds a shape, or its area spread along its diagonal."""
    left, low, right, top = _box(points)
    ahead = [*points[1:], points[0]]
    area = abs(sum(x * w - z * y for (x, y), (z, w) in zip(points, ahead, strict=True))) / 2
    return min(right - left, top - low, area / (hypot(right - left, top - low) or 1.0))
