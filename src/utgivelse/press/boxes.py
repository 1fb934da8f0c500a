"""Boxes: the page's boxes as a print shop reads them.

Law: the media box is the bleed box and begins at 0 0, since programs at print shops shift pages whose
media box begins elsewhere; the trim box lies inside it by the bleed (ISO 15930-7, 6.10).
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name

from utgivelse.findings import Finding, Place, said, warning
from utgivelse.pdf.placements import POINT

Box = tuple[float, float, float, float]
SLACK = 0.05
"""Millimetres that rounding may take from a bleed."""


def mend_boxes(page: pikepdf.Page, number: int, bleed: float) -> tuple[tuple[float, float], list[Finding]]:
    """Write a page's boxes anew; the way its content must move, and a finding where bleed is missing."""
    media, trim = _box(page.mediabox), _box(page.trimbox)
    wide = bleed / POINT
    wanted = trim[0] - wide, trim[1] - wide, trim[2] + wide, trim[3] + wide
    whole = max(wanted[0], media[0]), max(wanted[1], media[1]), min(wanted[2], media[2]), min(wanted[3], media[3])
    dx, dy = -whole[0], -whole[1]
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
    page.obj[Name.MediaBox] = page.obj[Name.BleedBox] = _moved(whole, dx, dy)
    page.obj[Name.TrimBox] = _moved(trim, dx, dy)
    least = min(trim[0] - whole[0], trim[1] - whole[1], whole[2] - trim[2], whole[3] - trim[3]) * POINT
    return (dx, dy), [_short(number, least, bleed)] if least < bleed - SLACK else []


def _box(array: object) -> Box:
    left, bottom, right, top = (float(part) for part in array)  # type: ignore[attr-defined]
    return left, bottom, right, top


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
