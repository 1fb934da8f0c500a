"""Tables of a book: each has heads, by which a screen reader says what a cell is about (WCAG 2.2, 1.3.1)."""

from __future__ import annotations

from utgivelse.ebook import XHTML
from utgivelse.ebook.elements import elements, line_of
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """Tables without heads; those that only lay out (`role="presentation"`) need none."""
    hint = said("make the cells that name columns or rows `th`, with `scope`")
    return tuple(
        warning("E21", said("a table without heads"), hint, Place(path, line_of(table)))
        for path, root in (subject.ebook.documents() if subject.ebook else ())
        for table in elements(root, "table")
        if table.get("role") not in ("presentation", "none") and next(table.iter(f"{XHTML}th"), None) is None
    )


CHECK = Check("book_tables", ("application/epub+zip",), run)
