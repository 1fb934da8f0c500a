"""Spaces: what the numbers of a colour space mean.

Law: every space is one of a few families. A calibrated or ICC-based space of three parts is taken for
sRGB, since that is all a theme can say; `kept` are inks of their own (Separation, DeviceN).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from utgivelse.press.ink import Paint, Target

Family = Literal["rgb", "grey", "cmyk", "lab", "indexed", "pattern", "kept"]

_NAMES: dict[str, Family] = {
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceGray": "grey",
    "/G": "grey",
    "/CalGray": "grey",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Indexed": "indexed",
    "/I": "indexed",
    "/Pattern": "pattern",
}
_BY_PARTS: dict[int, Family] = {1: "grey", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True)
class Space:
    """A colour space: its family, what it is built on, and the colours of an indexed one."""

    family: Family
    base: Space | None = None
    colours: bytes = b""
    obj: Object | None = None

    @property
    def parts(self) -> int:
        """How many numbers make a colour."""
        return {"rgb": 3, "lab": 3, "cmyk": 4, "grey": 1, "indexed": 1}.get(self.family, 0)

    def paint(self, numbers: Sequence[float], target: Target) -> Paint:
        """What these numbers become."""
        return _PAINTERS[self.family](self, numbers, target)

    def initial(self) -> tuple[float, ...]:
        """The colour that choosing this space sets (ISO 32000-2, 8.6.8)."""
        return (0.0, 0.0, 0.0, 1.0) if self.family == "cmyk" else (0.0,) * self.parts


RGB_SPACE, GREY_SPACE, CMYK_SPACE = Space("rgb"), Space("grey"), Space("cmyk")


def space_of(value: Object | None, resources: Object | None = None) -> Space:
    """The space that an object or a name stands for; a name may be one of the resources."""
    if isinstance(value, Name):
        named = (resources or Dictionary()).get("/ColorSpace", Dictionary())
        if str(value) in _NAMES:
            return Space(_NAMES[str(value)])
        return space_of(named[str(value)]) if str(value) in named else Space("kept", obj=value)
    if not isinstance(value, Array) or len(value) == 0:
        return Space("kept", obj=value)
    kind = str(value[0])
    if kind == "/ICCBased":
        return Space(_BY_PARTS.get(int(value[1].get("/N", 3)), "rgb"))
    if kind in ("/Indexed", "/I"):
        return Space("indexed", space_of(value[1], resources), _bytes(value[3]))
    if kind == "/Pattern":
        return Space("pattern", space_of(value[1], resources) if len(value) > 1 else None)
    return Space(_NAMES.get(kind, "kept"), obj=value)


def _bytes(value: Object) -> bytes:
    return value.read_bytes() if isinstance(value, pikepdf.Stream) else bytes(value)


def _paint_rgb(_: Space, numbers: Sequence[float], target: Target) -> Paint:
    return target.rgb((numbers[0], numbers[1], numbers[2]))


def _paint_grey(_: Space, numbers: Sequence[float], target: Target) -> Paint:
    return target.grey(numbers[0])


def _paint_cmyk(_: Space, numbers: Sequence[float], target: Target) -> Paint:
    return target.cmyk((numbers[0], numbers[1], numbers[2], numbers[3]))


def _paint_lab(_: Space, numbers: Sequence[float], target: Target) -> Paint:
    return target.rgb(from_lab(numbers[0], numbers[1], numbers[2]))


def _paint_indexed(space: Space, numbers: Sequence[float], target: Target) -> Paint:
    base = space.base or RGB_SPACE
    start = int(numbers[0]) * base.parts
    parts = space.colours[start : start + base.parts].ljust(base.parts, b"\x00")
    return base.paint([part / 255 for part in parts], target)


def _paint_kept(_: Space, numbers: Sequence[float], __: Target) -> Paint:
    return Paint(tuple(numbers))


_PAINTERS: dict[Family, Callable[[Space, Sequence[float], Target], Paint]] = {
    "rgb": _paint_rgb,
    "grey": _paint_grey,
    "cmyk": _paint_cmyk,
    "lab": _paint_lab,
    "indexed": _paint_indexed,
    "pattern": _paint_kept,
    "kept": _paint_kept,
}


def from_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE L*a*b* as sRGB, clipped (IEC 61966-2-1; the white point is taken for the space's own)."""
    fy = (lightness + 16) / 116
    x, y, z = (_unlab(fy + a / 500) * 0.95047, _unlab(fy), _unlab(fy - b / 200) * 1.08883)
    return (
        _gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
        _gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
        _gamma(0.0557 * x - 0.2040 * y + 1.0570 * z),
    )


def _unlab(value: float) -> float:
    return float(value**3) if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)


def _gamma(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
