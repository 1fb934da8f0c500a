"""The PDF for the print shop: PDF/X-4, with bleed, without anything for a screen."""

from __future__ import annotations

from utgivelse import fonts, pdf, press, typeset
from utgivelse.edition import Book, Product
from utgivelse.plugins import Format, Workshop


def produce(book: Book, workshop: Workshop) -> Product:
    """The laid-out pages as ink. ProjectError when a font or the press profile is missing."""
    layout = workshop.layout
    assert layout is not None, "this format needs a layout"
    findings = fonts.font_findings(book, layout.fonts, workshop.files)
    pages = typeset.write(layout, "press")
    findings += fonts.stray_fonts(pages, layout.fonts)
    inked, of_ink = press.to_ink(pages, layout.colours, book.publication.press, workshop.files)
    if book.publication.press.marks:
        inked = press.add_marks(inked, book.publication.press.marks)
    data = pdf.set_metadata(inked, pdf.describe(book, FORMAT.name, layout.places.layout), press=True)
    return Product(data, pages=layout.pages, claims=(pdf.STANDARD,), findings=(*findings, *of_ink))


FORMAT = Format("pdf-print", "print.pdf", "application/pdf", "layout", produce, press=True)
