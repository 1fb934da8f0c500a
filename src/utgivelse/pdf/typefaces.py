"""Typefaces: which fonts a finished file uses, by what the file itself says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Object

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True)
class UsedFont:
    """A font of a file: its name without the subset's letters, its family, and the first page that has it."""

    name: str
    family: str
    embedded: bool
    page: int


def fonts(data: bytes) -> tuple[UsedFont, ...]:
    """Every font that the pages name, each once, by first page."""
    found: dict[str, UsedFont] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for font in page.resources.get("/Font", Dictionary()).values():
                for used in _used(font, number):
                    found.setdefault(used.name, used)
    return tuple(found.values())


def _used(font: Object, page: int) -> Iterator[UsedFont]:
    if font.get("/Subtype") == Name.Type0:
        for inner in font.DescendantFonts:
            yield from _used(inner, page)
        return
    name = str(font.get("/BaseFont", "/")).lstrip("/").rpartition("+")[2]
    descriptor = font.get("/FontDescriptor", Dictionary())
    drawn = font.get("/Subtype") == Name.Type3
    embedded = drawn or any(key in descriptor for key in FONT_FILES)
    yield UsedFont(name, str(descriptor.get("/FontFamily", name)), embedded, page)
