"""A walker of its own through all that a PDF paints with: for tests, so that no room judges itself.

It visits page contents, forms, tiling patterns, shading patterns, shadings and their functions, pictures,
inline pictures, soft masks, drawn glyphs and transparency groups, and lists each colour space and each
colour operator with the numbers given to it. `mask` is set inside a soft mask, which is light, not paint.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

OPERATORS = {
    "g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK",
}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """One use of colour: where in the file, by what (`k`, `image`, `shading`, `group`, …), which space, numbers."""

    where: str
    by: str
    space: str
    numbers: tuple[float, ...] = ()
    mask: bool = False


def colour_uses(data: bytes) -> tuple[Use, ...]:
    """Every use of colour in a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(use for number, page in enumerate(pdf.pages, 1) for use in _Page(number).all(page))


def spaces(data: bytes, *, mask: bool | None = None) -> set[str]:
    """The colour spaces that a file uses; inside soft masks, outside them, or both."""
    return {use.space for use in colour_uses(data) if mask is None or use.mask is mask}


class _Page:
    def __init__(self, number: int) -> None:
        self.number = number
        self.seen: set[tuple[object, ...]] = set()

    def all(self, page: pikepdf.Page) -> Iterator[Use]:
        where = f"page {self.number}"
        if "/Group" in page.obj:
            yield from self.space(page.obj.Group.get("/CS"), where, "group", False)
        yield from self.content(page.obj, page.resources, where, False)
        yield from self.resources(page.resources, where, False)
        for annotation in page.obj.get("/Annots", Array()):
            yield Use(where, "annotation", str(annotation.get("/Subtype")))

    def first(self, obj: Object, *key: object) -> bool:
        name = (obj.objgen, *key)
        if obj.objgen != (0, 0) and name in self.seen:
            return False
        self.seen.add(name)
        return True

    def content(self, stream: Object, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield from self.image(instruction.iimage.obj, f"{where} inline", mask)
            elif operator in OPERATORS:
                yield Use(where, operator, OPERATORS[operator], _numbers(instruction.operands), mask)
            elif operator in ("cs", "CS"):
                named = resources.get("/ColorSpace", Dictionary()).get(str(instruction.operands[0]))
                yield from self.space(named or instruction.operands[0], where, operator, mask)
            elif operator in ("sc", "SC", "scn", "SCN"):
                yield Use(where, operator, "current", _numbers(instruction.operands), mask)

    def resources(self, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        if not self.first(resources, "resources", mask):
            return
        for name, one in resources.get("/XObject", Dictionary()).items():
            yield from self.x_object(one, resources, f"{where} {name}", mask)
        for name, one in resources.get("/Pattern", Dictionary()).items():
            yield from self.pattern(one, resources, f"{where} {name}", mask)
        for name, one in resources.get("/Shading", Dictionary()).items():
            yield from self.shading(one, f"{where} {name}", mask)
        for name, one in resources.get("/ColorSpace", Dictionary()).items():
            yield from self.space(one, f"{where} {name}", "resource", mask)
        for name, one in resources.get("/ExtGState", Dictionary()).items():
            if isinstance(one.get("/SMask"), Dictionary):
                yield from self.form(one.SMask.G, resources, f"{where} {name} mask", True)
        for name, one in resources.get("/Font", Dictionary()).items():
            if one.get("/Subtype") == Name.Type3:
                yield from self.type3(one, resources, f"{where} {name}", mask)

    def x_object(self, one: Object, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        if one.get("/Subtype") == Name.Image:
            yield from self.image(one, where, mask)
        else:
            yield from self.form(one, resources, where, mask)

    def form(self, one: Object, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        if not self.first(one, "form", mask):
            return
        if "/Group" in one:
            yield from self.space(one.Group.get("/CS"), where, "group", mask)
        own = one.get("/Resources", resources)
        yield from self.content(one, own, where, mask)
        yield from self.resources(own, where, mask)

    def pattern(self, one: Object, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        if one.get("/PatternType") == 1:
            yield from self.form(one, resources, where, mask)
        else:
            yield from self.shading(one.Shading, where, mask)

    def shading(self, one: Object, where: str, mask: bool) -> Iterator[Use]:
        yield from self.space(one.ColorSpace, where, "shading", mask)
        for end in _ends(one.Function):
            yield Use(where, "function", f"{len(end)} parts", end, mask)

    def image(self, one: Object, where: str, mask: bool) -> Iterator[Use]:
        if "/SMask" in one:
            yield from self.image(one.SMask, f"{where} alpha", True)
        if bool(one.get("/Interpolate", False)):
            yield Use(where, "interpolate", "-")
        if not bool(one.get("/ImageMask", False)):
            yield from self.space(one.get("/ColorSpace"), where, "image", mask)

    def type3(self, font: Object, resources: Object, where: str, mask: bool) -> Iterator[Use]:
        own = font.get("/Resources", resources)
        for name, glyph in font.CharProcs.items():
            yield from self.content(glyph, own, f"{where} glyph {name}", mask)
        yield from self.resources(own, where, mask)

    def space(self, value: object, where: str, by: str, mask: bool) -> Iterator[Use]:
        if isinstance(value, Array):
            yield Use(where, by, str(value[0]).lstrip("/"), mask=mask)
            for inner in value:
                if isinstance(inner, Array) or (isinstance(inner, Name) and str(inner).startswith("/Device")):
                    yield from self.space(inner, where, by, mask)
        elif value is not None:
            yield Use(where, by, str(value).lstrip("/"), mask=mask)


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(part) for part in operands if not isinstance(part, (Name, str)))


def _ends(function: Object) -> Iterator[tuple[float, ...]]:
    """The first and last value of each simplest part of a function."""
    if isinstance(function, Array):
        for part in function:
            yield from _ends(part)
        return
    kind = int(function.FunctionType)
    if kind == 3:
        for part in function.Functions:
            yield from _ends(part)
    elif kind == 2:
        yield _numbers(function.get("/C0", Array([0])))
        yield _numbers(function.get("/C1", Array([1])))
    elif isinstance(function, Stream):
        width, depth = len(function.Range) // 2, int(function.BitsPerSample) // 8
        data = function.read_bytes()
        for row in (data[: width * depth], data[-width * depth :]):
            yield tuple(
                int.from_bytes(row[i : i + depth], "big") / (256**depth - 1) for i in range(0, width * depth, depth)
            )
