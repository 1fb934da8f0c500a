"""Small documents on small pages, written by the engine alone and by us."""

from __future__ import annotations

import datetime
from pathlib import Path

from utgivelse import pdf, typeset
from utgivelse.colour import ColourTable
from utgivelse.files import Files
from utgivelse.typeset import Layout

CSS = """
@page { size: 100mm 70mm; margin: 10mm; bleed: 3mm; @bottom-center { content: counter(page) " Bunnlinje" } }
body { font: 400 10pt/14pt "Literata"; hyphens: auto } .fn { float: footnote } h1 { font-family: "Source Sans 3" }
"""
METADATA = pdf.Metadata(title="Prøve", language="nb", date=datetime.date(2026, 11, 1), layout="urn:uuid:0")
FONTS = Path(typeset.__file__).parents[1] / "fonts"
FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url("{(FONTS / file).as_uri()}") }}\n'
    for family, file in (("Literata", "Literata_400Regular.ttf"), ("Source Sans 3", "SourceSans3_400Regular.ttf"))
)


def lay_out(body: str, css: str = "", tag: str = "nb") -> Layout:
    """The body of a document, laid out."""
    html = f'<!DOCTYPE html><html lang="{tag}"><head><title>Prøve</title></head><body>{body}</body></html>'
    return typeset.lay_out(typeset.Pages(html, (FACES + CSS + css,), ColourTable(()), (), tag), Files(FONTS.parents[2]))


def by_engine(layout: Layout) -> bytes:
    """The file as the engine tags it."""
    return _finished(layout.document.write_pdf(pdf_tags=True, pdf_identifier=b"utgivelse"))


def by_us(layout: Layout) -> bytes:
    """The file as the program writes it."""
    return _finished(typeset.write(layout, "screen"))


def _finished(data: bytes) -> bytes:
    small = pdf.shrink_pictures(pdf.crop_to_trim(data), Files(FONTS.parents[2]))
    return pdf.set_metadata(small, METADATA, packed=True, srgb=typeset.srgb_profile())
