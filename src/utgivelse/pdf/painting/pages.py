"""Pages: boxes in the page's own millimetres, and the matrix that leads there from its content."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf

from utgivelse.pdf.painting.geometry import POINT, Bounds, area_of, box
from utgivelse.pdf.painting.objects import entry, number, numbers
from utgivelse.pdf.painting.page_facts import Page
from utgivelse.pdf.placements import Matrix
from utgivelse.places import Area

A4: Bounds = (0.0, 0.0, 595.276, 841.89)
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
INHERITED = ("/MediaBox", "/CropBox")
MOST_PARENTS = 50


def read_page(page: pikepdf.Object, number_here: int) -> tuple[Page, Matrix]:
    """A page's facts, and the matrix from its user space to millimetres from its trim's corner, as seen."""
    rotate = int(number(inherited(page, "/Rotate"))) % 360
    rotate = rotate if rotate % 90 == 0 else 0
    unit = number(entry(page, "/UserUnit"), 1.0)
    unit = unit if unit > 0 else 1.0
    written = {key: _bounds(inherited(page, key) if key in INHERITED else entry(page, key)) for key in BOXES}
    media = written["/MediaBox"] or A4
    crop = written["/CropBox"] or media
    trim = written["/TrimBox"] or written["/ArtBox"] or crop
    matrix = _to_seen(trim, rotate, unit * POINT)
    boxes = (media, crop, written["/BleedBox"] or crop, trim, written["/ArtBox"] or crop)
    broken = tuple(
        key.removeprefix("/")
        for key in BOXES
        if written[key] is None and (entry(page, key) is not None or key == "/MediaBox")
    )
    given = frozenset(key.removeprefix("/") for key in BOXES if written[key])
    seen = _Boxes(*(area_of(box(matrix, one)) for one in boxes))
    return Page(number_here, *seen, given, media[:2], rotate, unit, broken), matrix


class _Boxes(NamedTuple):
    media: Area
    crop: Area
    bleed: Area
    trim: Area
    art: Area


def inherited(page: object, key: str) -> object:
    """What a page or the nearest of its parents has under a key."""
    for _ in range(MOST_PARENTS):
        if (found := entry(page, key)) is not None:
            return found
        page = entry(page, "/Parent")
        if page is None:
            return None
    return None


def _bounds(value: object) -> Bounds | None:
    found = numbers(value)
    if len(found) != 4:
        return None
    left, right = sorted((found[0], found[2]))
    bottom, top = sorted((found[1], found[3]))
    return (left, bottom, right, top) if right > left and top > bottom else None


def _to_seen(trim: Bounds, rotate: int, scale: float) -> Matrix:
    left, bottom, right, top = (edge * scale for edge in trim)
    return {
        0: (scale, 0.0, 0.0, -scale, -left, top),
        90: (0.0, scale, scale, 0.0, -bottom, -left),
        180: (-scale, 0.0, 0.0, scale, right, -bottom),
        270: (0.0, -scale, -scale, 0.0, top, right),
    }[rotate]
