"""Shadings: gradients, whose functions give colours, as functions that give paint.

Laws: a stitching function keeps its bounds, so a hard stop stays hard. A part whose ends are known is
sampled at 256 points with 16 bits each; its first and last sample are exactly the flat colours. A gradient
has one space for all its parts: that of the fewest inks that make them all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object

from utgivelse.findings import said
from utgivelse.press.functions import SAMPLES, array, evaluate, numbers, sampled, unknown
from utgivelse.press.ink import Paint, Target, Unit
from utgivelse.press.separations import Basis, Separations, basis_of
from utgivelse.press.spaces import Space, space_of

_ONE_DIMENSION = (2, 3)
"""Axial and radial; the others are shapes that no style sheet makes."""


class Shadings:
    """Converts shadings for one target."""

    def __init__(self, pdf: pikepdf.Pdf, target: Target, separations: Separations) -> None:
        self.pdf, self.target, self.separations = pdf, target, separations

    def convert(self, shading: Object, resources: Object) -> Object:
        """The same gradient in paint. ProjectError for one that is neither axial nor radial."""
        space = space_of(shading.get("/ColorSpace"), resources)
        if space.family == "kept":
            return self._kept(shading, space)
        runs, ground = self._runs(shading, space)
        basis = basis_of([*(paint for run in runs for paint in run), *ground])
        made = Dictionary({key: value for key, value in shading.items() if key != "/ColorSpace"})
        made.ColorSpace = self.separations.space(basis)
        if ground:
            made.Background = array(basis.numbers(ground[0]))
        made.Function = self._function(shading.Function, _interval(shading), (iter(runs), basis))
        return self.pdf.make_indirect(made)

    def step(self, shading: Object, resources: Object) -> str:
        """The step of the work that a gradient belongs to: when every ink in it is of that step."""
        space = space_of(shading.get("/ColorSpace"), resources)
        if space.family == "kept" or not self.target.spots:
            return ""
        runs, ground = self._runs(shading, space)
        steps = {self.separations.step(paint) for run in [*runs, ground] for paint in run}
        return steps.pop() if len(steps) == 1 else ""

    def _kept(self, shading: Object, space: Space) -> Object:
        if not isinstance(space.obj, Array):
            return shading
        made = Dictionary(dict(shading.items()))
        made.ColorSpace = self.separations.kept(space.obj)
        return self.pdf.make_indirect(made)

    def _runs(self, shading: Object, space: Space) -> tuple[list[list[Paint]], list[Paint]]:
        """The paints of each part in order, and the background when there is one."""
        if int(shading.get("/ShadingType", 0)) not in _ONE_DIMENSION:
            raise unknown(said("a shading of type {type}", type=int(shading.get("/ShadingType", 0))))
        runs = [self._run(part, interval, space) for part, interval in _parts(shading.Function, _interval(shading))]
        ground = [space.paint(numbers(shading.Background), self.target)] if "/Background" in shading else []
        return runs, ground

    def _function(
        self, function: Object, interval: tuple[float, float], made: tuple[Iterator[list[Paint]], Basis]
    ) -> Object:
        """A function over `interval`, in the inks of a basis; `made` are its runs in the order of `_parts`."""
        runs, basis = made
        if not _is_stitched(function):
            return sampled(self.pdf, [basis.numbers(paint) for paint in next(runs)], interval)
        encode = numbers(function.Encode)
        parts = [
            self._function(part, (encode[2 * place], encode[2 * place + 1]), made)
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

    def _run(self, function: Object, interval: tuple[float, float], space: Space) -> list[Paint]:
        low, high = min(interval), max(interval)
        values = [evaluate(function, low + (high - low) * step / (SAMPLES - 1)) for step in range(SAMPLES)]
        if space.family == "rgb":
            colours: list[Unit] = [(value[0], value[1], value[2]) for value in values]
        elif space.family == "grey":
            colours = [(value[0], value[0], value[0]) for value in values]
        else:
            return [space.paint(value, self.target) for value in values]
        return self.target.between(colours)


def _interval(shading: Object) -> tuple[float, float]:
    low, high = numbers(shading.get("/Domain", Array([0, 1])))
    return low, high


def _is_stitched(function: Object) -> bool:
    return not isinstance(function, Array) and int(function.get("/FunctionType", -1)) == 3


def _parts(function: Object, interval: tuple[float, float]) -> Iterator[tuple[Object, tuple[float, float]]]:
    """The simplest parts of a function, each with the interval it is asked for."""
    if not _is_stitched(function):
        yield function, interval
        return
    encode = numbers(function.Encode)
    for place, part in enumerate(function.Functions):
        yield from _parts(part, (encode[2 * place], encode[2 * place + 1]))
