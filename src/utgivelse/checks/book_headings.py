"""Headings of a book: within a file no level is left out on the way down (WCAG 2.2, 1.3.1 and 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.ebook import Ebook
from utgivelse.ebook.elements import headings, line_of, words
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """Headings that are more than one level below the one before, and headings without words."""
    return tuple(_headings(subject.ebook)) if subject.ebook else ()


def _headings(book: Ebook) -> Iterator[Finding]:
    for path, root in book.documents():
        before = 0
        for level, heading in headings(root):
            place, text = Place(path, line_of(heading)), words(heading)
            if before and level > before + 1:
                skipped = said(
                    "the heading «{words}» is of level {found}, expected at most {expected}",
                    words=text[:80],
                    found=level,
                    expected=before + 1,
                )
                yield warning(
                    "E20", skipped, said("let levels follow the order of the text, and sizes the style sheet"), place
                )
            before = level


CHECK = Check("book_headings", ("application/epub+zip",), run)
