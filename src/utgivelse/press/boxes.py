"""Boxes: the page's boxes as a print shop reads them.

Laws: the media box is the bleed box and begins at 0 0, since programs at print shops shift pages whose
media box begins elsewhere; the trim box lies inside it by the bleed (ISO 15930-7; ISO 32000-2, 14.11.2). How
far the bleed goes is read from the media box: the page engine caps its bleed box at 10 pt. A unit is a
point: a page in a unit of its own is scaled.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name

from utgivelse.findings import Finding, Place, said, warning
from utgivelse.pdf.placements import POINT, Matrix

Box = tuple[float, float, float, float]
SLACK = 0.05
"""Millimetres that rounding may take from a bleed."""


def mend_boxes(page: pikepdf.Page, number: int, bleed: float) -> tuple[Matrix, list[Finding]]:
    """Write a page's boxes anew; the way its content must move, and a finding where bleed is missing."""
    unit = float(page.obj.get("/UserUnit", 1))
    media, trim = _box(page.mediabox, unit), _box(page.trimbox, unit)
    wide = bleed / POINT
    wanted = trim[0] - wide, trim[1] - wide, trim[2] + wide, trim[3] + wide
    whole = max(wanted[0], media[0]), max(wanted[1], media[1]), min(wanted[2], media[2]), min(wanted[3], media[3])
    dx, dy = -whole[0], -whole[1]
    for key in ("/CropBox", "/ArtBox", "/UserUnit"):
        if key in page.obj:
            del page.obj[key]
    page.obj[Name.MediaBox] = page.obj[Name.BleedBox] = _moved(whole, dx, dy)
    page.obj[Name.TrimBox] = _moved(trim, dx, dy)
    least = min(trim[0] - whole[0], trim[1] - whole[1], whole[2] - trim[2], whole[3] - trim[3]) * POINT
    return (unit, 0.0, 0.0, unit, dx, dy), [_short(number, least, bleed)] if least < bleed - SLACK else []


def _box(array: object, unit: float) -> Box:
    """The corners in points, the lower left one first, whichever two are given (ISO 32000-2, 7.9.5)."""
    x, y, z, w = (float(part) * unit for part in array)  # type: ignore[attr-defined]
    return min(x, z), min(y, w), max(x, z), max(y, w)


def _moved(box: Box, dx: float, dy: float) -> Array:
    return Array([round(box[0] + dx, 4), round(box[1] + dy, 4), round(box[2] + dx, 4), round(box[3] + dy, 4)])


def _short(number: int, found: float, expected: float) -> Finding:
    return warning(
        "K03",
        said(
            "the page has {found} mm of bleed, expected {expected}", found=round(found, 2), expected=round(expected, 2)
        ),
        said("let the theme's `@page` have `bleed: {expected}mm`", expected=round(expected, 2)),
        Place(page=number),
    )
