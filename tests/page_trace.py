"""Page traces: what stands where on every page, as text that a person can compare.

A line a page with its boxes, then a line a run of text: x and y of its top left corner from the trim
in millimetres, font, size in points, words.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
Character = tuple[str, str, float, float, float]


def trace(path: Path) -> str:
    """The trace of a PDF whose pages are cropped to the trim."""
    document = pypdfium2.PdfDocument(path)
    return "".join(f"{line}\n" for number, page in enumerate(document, 1) for line in _page(number, page))


def _page(number: int, page: pypdfium2.PdfPage) -> Iterator[str]:
    width, height = page.get_width(), page.get_height()
    yield f"page {number}: {width * MM:.1f} × {height * MM:.1f} mm"
    for (font, size, y), run in groupby(_characters(page, height), key=lambda each: each[1:4]):
        characters = list(run)
        words = "".join(character[0] for character in characters).strip()
        if words:
            yield f"  {characters[0][4]:6.1f} {y:6.1f}  {font} {size:g}  {words}"


def _characters(page: pypdfium2.PdfPage, height: float) -> Iterator[Character]:
    """Every visible character with its font, size, baseline and left edge.

    PDFium makes a plain space of a no-break one, and a sign of its own of a soft hyphen that is seen.
    """
    text = page.get_textpage()
    last: Character | None = None
    for index in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        if pdfium.FPDFText_IsGenerated(text, index):
            if sign == " " and last:
                yield (sign, *last[1:])
            continue
        if sign in "\r\n":
            continue
        if pdfium.FPDFText_IsHyphen(text, index):
            sign = "-"
        x, y, scale = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, scale)
        size = round(pdfium.FPDFText_GetFontSize(text, index) * scale.a, 2)
        last = sign, _font(text, index), size, round((height - y.value) * MM, 1), x.value * MM
        yield last


def _font(text: pypdfium2.PdfTextPage, index: int) -> str:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return name.value.decode().split("+")[-1].rstrip(",")
