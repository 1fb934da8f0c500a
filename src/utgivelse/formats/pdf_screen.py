"""The PDF for a screen: PDF/UA-1 and PDF/A-2a, in sRGB, cut to the page, with live links and bookmarks."""

from __future__ import annotations

from utgivelse import fonts, pdf, typeset
from utgivelse.edition import Book, Product
from utgivelse.plugins import Format, Workshop


def produce(book: Book, workshop: Workshop) -> Product:
    """The laid-out pages as a reader at a screen wants them."""
    layout = workshop.layout
    assert layout is not None, "this format needs a layout"
    findings = fonts.font_findings(book, layout.fonts, workshop.files)
    pages = typeset.write(layout, "screen")
    findings += fonts.stray_fonts(pages, layout.fonts)
    small = pdf.shrink_pictures(pdf.crop_to_trim(pages), workshop.files)
    described = pdf.describe(book, FORMAT.name, layout.places.layout)
    data = pdf.set_metadata(small, described, packed=True, srgb=typeset.srgb_profile())
    return Product(data, pages=layout.pages, claims=pdf.READER_STANDARDS, findings=findings)


FORMAT = Format("pdf-screen", "pdf", "application/pdf", "layout", produce)
