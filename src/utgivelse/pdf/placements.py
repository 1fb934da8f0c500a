"""Placements: where a PDF puts its pictures, and how many pixels an inch they have there.

Law: the walk follows what a reader would draw: pages, forms, tiling patterns and soft masks, each in
its own coordinates. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Name

from utgivelse.images.origins import of_comment
from utgivelse.places import Area

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
POINT = 25.4 / 72
"""Millimetres."""
DEEPEST = 24


@dataclass(frozen=True)
class PlacedImage:
    """A picture as it stands on a page: millimetres, pixels, and the lower of its two resolutions.

    `object` is its number in the file, (0, 0) for one inside a content stream, `name` what the content calls
    it; `source` names the picture of the project when the file itself tells it; `area` is where it stands,
    from the trim's corner.
    """

    page: int
    width: float
    height: float
    pixels: tuple[int, int]
    object: tuple[int, int] = (0, 0)
    source: str = ""
    area: Area | None = None
    name: str = ""

    @property
    def ppi(self) -> float:
        """Pixels an inch at this size."""
        if not (self.width and self.height):
            return float("inf")
        return min(self.pixels[0] / self.width, self.pixels[1] / self.height) * 25.4


def placements(pdf: pikepdf.Pdf) -> tuple[PlacedImage, ...]:
    """Every picture of an open file, in painting order; stencil masks too, soft masks not."""
    return survey(pdf)[0]


def survey(pdf: pikepdf.Pdf) -> tuple[tuple[PlacedImage, ...], dict[tuple[int, int], float]]:
    """Every picture, and the largest scale at which each form, tile or mask is drawn anywhere, by object number."""
    scales: dict[tuple[int, int], float] = {}
    placed: list[PlacedImage] = []
    for number, page in enumerate(pdf.pages, 1):
        walk = _Walk(number, page, scales)
        placed += walk.content(page.obj, page.resources, IDENTITY, 0)
    return tuple(placed), scales


def largest(placed: tuple[PlacedImage, ...]) -> dict[tuple[int, int], tuple[float, float]]:
    """The largest width and height, in millimetres, at which each picture object stands anywhere."""
    sizes: dict[tuple[int, int], tuple[float, float]] = {}
    for image in placed:
        width, height = sizes.get(image.object, (0.0, 0.0))
        sizes[image.object] = max(width, image.width), max(height, image.height)
    return sizes


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer` (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def matrix_of(value: object) -> Matrix:
    """A PDF array of six numbers, or the identity when there is none."""
    if not isinstance(value, pikepdf.Array):
        return IDENTITY
    a, b, c, d, e, f = (float(part) for part in value)
    return a, b, c, d, e, f


class _Walk:
    """The drawing of one page."""

    def __init__(self, number: int, page: pikepdf.Page, scales: dict[tuple[int, int], float]) -> None:
        self.page, self.unit, self.scales = number, float(page.obj.get("/UserUnit", 1)), scales
        x, y, z, w = (float(part) for part in page.trimbox)
        self.corner = min(x, z), max(y, w)
        self.tiled: set[tuple[int, int]] = set()

    def content(
        self, stream: pikepdf.Object, resources: pikepdf.Object, base: Matrix, depth: int
    ) -> Iterator[PlacedImage]:
        if depth > DEEPEST:
            return
        stack: list[Matrix] = []
        ctm = base
        for instruction in pikepdf.parse_content_stream(stream, "q Q cm Do gs scn SCN BI ID EI"):
            operator = str(instruction.operator)
            operands: Any = instruction.operands
            if operator == "q":
                stack.append(ctm)
            elif operator == "Q":
                ctm = stack.pop() if stack else ctm
            elif operator == "cm":
                ctm = times(matrix_of(pikepdf.Array(operands)), ctm)
            elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image = instruction.iimage
                yield self._placed(ctm, (image.width, image.height), (0, 0))
            else:
                yield from self._resource(operator, operands, resources, (ctm, base), depth)

    def _resource(
        self,
        operator: str,
        operands: Any,
        resources: pikepdf.Object,
        matrices: tuple[Matrix, Matrix],
        depth: int,
    ) -> Iterator[PlacedImage]:
        ctm, base = matrices
        kind = {"Do": "/XObject", "gs": "/ExtGState", "scn": "/Pattern", "SCN": "/Pattern"}[operator]
        name = operands[-1] if len(operands) else None
        if not isinstance(name, Name) or str(name) not in resources.get(kind, {}):
            return
        found = resources[kind][str(name)]
        if kind == "/XObject":
            yield from self._x_object(found, str(name), resources, (ctm, depth))
        elif kind == "/Pattern" and found.get("/PatternType") == 1 and found.objgen not in self.tiled:
            self.tiled.add(found.objgen)
            yield from self._form(found, resources, base, depth)
        elif kind == "/ExtGState" and isinstance(found.get("/SMask"), pikepdf.Dictionary):
            yield from self._form(found.SMask.G, resources, ctm, depth)

    def _x_object(
        self, found: pikepdf.Object, name: str, resources: pikepdf.Object, where: tuple[Matrix, int]
    ) -> Iterator[PlacedImage]:
        ctm, depth = where
        if found.get("/Subtype") == Name.Image:
            placed = self._placed(ctm, (int(found.Width), int(found.Height)), found.objgen)
            origin = of_comment(comment_of(found))
            yield replace(placed, name=name, source=origin.src if origin else "")
        elif found.get("/Subtype") == Name.Form:
            yield from self._form(found, resources, ctm, depth)

    def _form(self, form: pikepdf.Object, resources: pikepdf.Object, ctm: Matrix, depth: int) -> Iterator[PlacedImage]:
        inner = times(matrix_of(form.get("/Matrix")), ctm)
        scale = self.unit * max(hypot(inner[0], inner[1]), hypot(inner[2], inner[3]))
        self.scales[form.objgen] = max(self.scales.get(form.objgen, 0.0), scale)
        yield from self.content(form, form.get("/Resources", resources), inner, depth + 1)

    def _placed(self, ctm: Matrix, pixels: tuple[int, int], number: tuple[int, int]) -> PlacedImage:
        a, b, c, d, _, _ = ctm
        scale = self.unit * POINT
        area = self._area(ctm)
        return PlacedImage(self.page, hypot(a, b) * scale, hypot(c, d) * scale, pixels, number, area=area)

    def _area(self, ctm: Matrix) -> Area:
        """The box around the unit square, in which every picture is drawn (ISO 32000-2, 8.9.5)."""
        a, b, c, d, e, f = ctm
        x, y = sorted((e, e + a, e + c, e + a + c)), sorted((f, f + b, f + d, f + b + d))
        scale = self.unit * POINT
        left, top = (x[0] - self.corner[0]) * scale, (self.corner[1] - y[-1]) * scale
        return Area(left, top, (x[-1] - x[0]) * scale, (y[-1] - y[0]) * scale)


def comment_of(image: pikepdf.Object) -> str:
    """The comment of a JPEG as far as it stands in its first bytes; empty for all else."""
    if image.get("/Filter") != Name.DCTDecode:
        return ""
    head = image.read_raw_bytes()[:4096]
    start = head.find(b"\xff\xfe")
    if start < 0:
        return ""
    length = int.from_bytes(head[start + 2 : start + 4], "big") - 2
    return head[start + 4 : start + 4 + length].decode("utf-8", "replace")
