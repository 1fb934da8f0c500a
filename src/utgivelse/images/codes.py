"""Codes: an address as a QR code that prints in one ink.

Law: one filled path in one colour (so the press sets it in K alone), four modules of quiet zone,
error level M (ISO/IEC 18004).
"""

from __future__ import annotations

from itertools import groupby

import segno
from segno.encoder import DataOverflowError

from utgivelse.findings import ProjectError, error, said

QUIET = 4


def qr_svg(data: str, colour: str = "#000000") -> str:
    """The code as an SVG without a size of its own. ProjectError when the text is too long for one."""
    try:
        code = segno.make_qr(data, error="m", boost_error=False)
    except (DataOverflowError, ValueError) as problem:
        raise ProjectError(
            error(
                "I20",
                said("«{text}» does not fit into a QR code", text=data[:60] + "…" * (len(data) > 60)),
                said("give a shorter address"),
            )
        ) from problem
    rows = [list(row) for row in code.matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(_row(y + QUIET, row) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="{colour}" d="{path}"/></svg>'
    )


def _row(y: int, row: list[int]) -> str:
    """The dark runs of a row, each a rectangle; neighbours in a column touch without a seam in one path."""
    parts, x = [], QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
