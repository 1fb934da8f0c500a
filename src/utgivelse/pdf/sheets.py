"""Sheets: the size of a print PDF's pages and the inks it names, read from the file alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from utgivelse.pdf.placements import POINT

NO_INK = ("All", "None")
"""Names of /Separation that are no ink (ISO 32000-2, 8.6.6.4)."""
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True)
class Sheets:
    """A file's pages: how many, the first one's trimmed size, the least bleed (mm), and whether all are of one size."""

    pages: int
    width: float
    height: float
    bleed: float
    alike: bool


def sheets(data: bytes) -> Sheets:
    """The pages of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = [_sizes(page) for page in pdf.pages]
    width, height, _ = sizes[0]
    alike = all(abs(one[0] - width) < 0.1 and abs(one[1] - height) < 0.1 for one in sizes)
    return Sheets(len(sizes), width, height, min(one[2] for one in sizes), alike)


def _sizes(page: pikepdf.Page) -> tuple[float, float, float]:
    scale = POINT * float(page.obj.get("/UserUnit", 1))
    trim, bleed = ([float(part) * scale for part in box] for box in (page.trimbox, page.bleedbox))
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return round(width, 2), round(height, 2), round(max(0.0, least), 2)


def spot_inks(data: bytes) -> tuple[str, ...]:
    """The names of the inks beside cyan, magenta, yellow and black, in the order of the alphabet."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {name for number in pdf.objects for name in _names(number, 0)}
    return tuple(sorted(found - {*NO_INK, *PROCESS}))


def _names(value: Object, depth: int) -> Iterator[str]:
    """The colorants of every colour space in an object, without following references."""
    if isinstance(value, Array):
        parts = list(value)
        if len(parts) > 3 and parts[0] == Name.Separation and isinstance(parts[1], Name):
            yield _plain(parts[1])
        elif len(parts) > 3 and parts[0] == Name.DeviceN and isinstance(parts[1], Array):
            yield from (_plain(name) for name in parts[1])
    elif isinstance(value, Dictionary | pikepdf.Stream):
        parts = [part for _, part in value.items()]
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect and depth < 12:
            yield from _names(part, depth + 1)


def _plain(name: Object) -> str:
    return str(name).removeprefix("/")
