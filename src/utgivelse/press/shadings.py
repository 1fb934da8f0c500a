"""Shadings: gradients, whose functions give colours, as functions that give paint.

Laws: a stitching function keeps its bounds, so a hard stop stays hard. A part whose ends are known is
sampled at 256 points with 16 bits each; its first and last sample are exactly the flat colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Object

from utgivelse.findings import Place, ProjectError, error, said
from utgivelse.press.ink import Paint, Target, Unit
from utgivelse.press.spaces import Space, space_of
from utgivelse.press.streams import number

SAMPLES = 256
DEEP = 65535
_ONE_DIMENSION = (2, 3)
"""Axial and radial; the others are shapes that no style sheet makes."""


class Shadings:
    """Converts shadings for one target."""

    def __init__(self, pdf: pikepdf.Pdf, target: Target) -> None:
        self.pdf, self.target = pdf, target

    def convert(self, shading: Object, resources: Object) -> Object:
        """The same gradient in paint. ProjectError for one that is neither axial nor radial."""
        space = space_of(shading.get("/ColorSpace"), resources)
        if space.family == "kept":
            return shading
        if int(shading.get("/ShadingType", 0)) not in _ONE_DIMENSION:
            raise _unknown(said("a shading of type {type}", type=int(shading.get("/ShadingType", 0))))
        made = Dictionary({key: value for key, value in shading.items() if key != "/ColorSpace"})
        made.ColorSpace = self.target.space
        if "/Background" in shading:
            made.Background = self._array(space.paint(numbers(shading.Background), self.target))
        low, high = numbers(shading.get("/Domain", Array([0, 1])))
        made.Function = self._function(shading.Function, (low, high), space)
        return self.pdf.make_indirect(made)

    def _function(self, function: Object, interval: tuple[float, float], space: Space) -> Object:
        """A function over `interval`, in paint."""
        if isinstance(function, Array) or int(function.get("/FunctionType", -1)) != 3:
            return self._sampled(function, interval, space)
        encode = numbers(function.Encode)
        parts = [
            self._function(part, (encode[2 * place], encode[2 * place + 1]), space)
            for place, part in enumerate(function.Functions)
        ]
        return self.pdf.make_indirect(
            Dictionary(
                FunctionType=3,
                Domain=function.Domain,
                Bounds=function.Bounds,
                Encode=function.Encode,
                Functions=Array(parts),
            )
        )

    def _sampled(self, function: Object, interval: tuple[float, float], space: Space) -> Object:
        low, high = min(interval), max(interval)
        points = [low + (high - low) * step / (SAMPLES - 1) for step in range(SAMPLES)]
        paints = self._run([evaluate(function, point) for point in points], space)
        samples = b"".join(
            round(min(1.0, max(0.0, part)) * DEEP).to_bytes(2, "big") for paint in paints for part in paint
        )
        made = self.pdf.make_stream(samples)
        made.FunctionType, made.Size, made.BitsPerSample = 0, Array([SAMPLES]), 16
        made.Domain = self._array((low, high if high > low else low + 1))
        made.Range = Array([0, 1] * self.target.width)
        return self.pdf.make_indirect(made)

    def _run(self, values: list[tuple[float, ...]], space: Space) -> list[Paint]:
        colours: list[Unit] = []
        for value in values:
            if space.family == "rgb":
                colours.append((value[0], value[1], value[2]))
            elif space.family == "grey":
                colours.append((value[0], value[0], value[0]))
            else:
                return [space.paint(value, self.target) for value in values]
        return self.target.between(colours)

    @staticmethod
    def _array(values: Sequence[float]) -> Array:
        return Array([number(value) for value in values])


def numbers(value: Object) -> list[float]:
    """A PDF array as floats."""
    return [float(part) for part in value]


def evaluate(function: Object, x: float) -> tuple[float, ...]:
    """The value of a function of one number (ISO 32000-2, 7.10). ProjectError for a calculator function."""
    if isinstance(function, Array):
        return tuple(evaluate(part, x)[0] for part in function)
    low, high = numbers(function.Domain)
    x = min(max(x, low), high) if low < high else x
    kind = int(function.FunctionType)
    if kind == 2:
        return _exponential(function, x)
    if kind == 3:
        return _stitched(function, x)
    if kind == 0:
        return _looked_up(function, x)
    raise _unknown(said("a function of type {type}", type=kind))


def _exponential(function: Object, x: float) -> tuple[float, ...]:
    first = numbers(function.get("/C0", Array([0])))
    last = numbers(function.get("/C1", Array([1])))
    exponent = float(function.N)
    share = x if exponent == 1 else max(0.0, x) ** exponent
    return tuple(start + share * (end - start) for start, end in zip(first, last, strict=True))


def _stitched(function: Object, x: float) -> tuple[float, ...]:
    low, high = numbers(function.Domain)
    encode = numbers(function.Encode)
    edges = [low, *numbers(function.Bounds), high]
    parts = list(function.Functions)
    place = next((i for i, (_, right) in enumerate(pairwise(edges)) if x < right), len(parts) - 1)
    left, right = edges[place], edges[place + 1]
    share = (x - left) / (right - left) if right > left else 0.0
    start, end = encode[2 * place], encode[2 * place + 1]
    return evaluate(parts[place], start + share * (end - start))


def _looked_up(function: Object, x: float) -> tuple[float, ...]:
    low, high = numbers(function.Domain)
    size, bits = int(function.Size[0]), int(function.BitsPerSample)
    spans = numbers(function.get("/Decode", function.Range))
    width = len(spans) // 2
    place = (x - low) / (high - low) * (size - 1)
    before = min(int(place), max(0, size - 2))
    data = int.from_bytes(function.read_bytes(), "big")
    total = len(function.read_bytes()) * 8

    def sample(row: int, part: int) -> float:
        shift = total - ((row * width + part) + 1) * bits
        share = ((data >> shift) & ((1 << bits) - 1)) / ((1 << bits) - 1)
        return spans[2 * part] + share * (spans[2 * part + 1] - spans[2 * part])

    after = min(before + 1, size - 1)
    return tuple(
        sample(before, part) + (place - before) * (sample(after, part) - sample(before, part)) for part in range(width)
    )


def _unknown(what: str) -> ProjectError:
    return ProjectError(
        error(
            "K11",
            said("the pages have {what}, which cannot be turned into ink", what=what),
            said("draw it otherwise: as a plain or gradient area, or as a picture"),
            Place(),
        )
    )
