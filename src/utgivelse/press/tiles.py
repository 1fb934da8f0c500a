"""Tiles: small pattern cells, drawn large.

Law: a cell of a unit or so, as the page engine writes for the gradients of a drawing, is left out by
some renderers (poppler among them), which round its step. It is written a thousand times larger, under
a matrix a thousand times smaller: the same paint in the same places. Such a cell fills its shape at once;
its neighbours are moved away, or the far end of the gradient would show as a hair along the edge.
"""

from __future__ import annotations

from decimal import Decimal
from math import hypot

import pikepdf
from pikepdf import Array, Dictionary, Object

from utgivelse.pdf.placements import matrix_of
from utgivelse.press.functions import number

SMALL = 2.0
LARGER = 1000
ALONE = 10.0
"""Points on paper from which a cell of so few units stands alone; a smaller one may be meant to repeat."""


def enlarge(tile: Object) -> None:
    """Write a small cell large, in place.

    One that itself paints with patterns is left alone: theirs would be a thousand times too small.
    """
    assert isinstance(tile, pikepdf.Stream)
    has_patterns = bool(len(tile.get("/Resources", Dictionary()).get("/Pattern", Dictionary()).keys()))
    if has_patterns or min(abs(float(tile[key])) for key in ("/XStep", "/YStep")) >= SMALL:
        return
    a, b, c, d, e, f = matrix_of(tile.get("/Matrix"))
    tile.Matrix = Array([*(Decimal(f"{part / LARGER:.9f}") for part in (a, b, c, d)), number(e), number(f)])
    apart = 2 if min(hypot(a, b), hypot(c, d)) >= ALONE else 1
    for key in ("/XStep", "/YStep"):
        tile[key] = number(float(tile[key]) * LARGER * apart)
    tile.BBox = Array([number(float(part) * LARGER) for part in tile.BBox])
    tile.write(f"{LARGER} 0 0 {LARGER} 0 0 cm\n".encode() + tile.read_bytes())
