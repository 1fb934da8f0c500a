"""Pages of a book: the list of printed pages names every mark once, in order, and the package says whose they are.

EPUB Accessibility 1.1, 4: a list without marks leads nowhere, marks without a list are not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from utgivelse.ebook import NAMES, Ebook
from utgivelse.ebook.elements import PAGE_MARKS, line_of, nav_lists, typed, words
from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

Mark = tuple[str, str]
"""The file of a page mark and its id."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """Entries that lead to no page, pages out of order, twice or unlisted, and claims without a list."""
    book = subject.ebook
    if book is None:
        return ()
    marks = {(path, mark.get("id", "")): mark for path, root in book.documents() for mark in typed(root, PAGE_MARKS)}
    listed = list(nav_lists(book, "page-list"))
    of_list = (*_broken(book, listed, marks), *_order(book, listed, marks), *_twice(book, listed)) if listed else ()
    return (*of_list, *_unlisted(listed, marks), *_claims(book, bool(listed), bool(marks)))


def _broken(book: Ebook, listed: list[tuple[Any, str, str]], marks: dict[Mark, Any]) -> Iterator[Finding]:
    for link, file, fragment in listed:
        if (file, fragment) not in marks:
            text = said("the page «{label}» of the list leads to no page mark", label=words(link))
            yield error("E16", text, said("let it lead to the mark of that page"), Place(book.nav, line_of(link)))


def _order(book: Ebook, listed: list[tuple[Any, str, str]], marks: dict[Mark, Any]) -> Iterator[Finding]:
    order = {mark: number for number, mark in enumerate(marks)}
    known = [(link, order[file, fragment]) for link, file, fragment in listed if (file, fragment) in order]
    for (_, before), (link, after) in pairwise(known):
        if after < before:
            text = said("the page «{label}» of the list is out of order", label=words(link))
            yield error("E17", text, said("list the pages as they stand in the book"), Place(book.nav, line_of(link)))


def _twice(book: Ebook, listed: list[tuple[Any, str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for link, _, _ in listed:
        label = words(link)
        if label in seen:
            text = said("two pages of the list are called «{label}»", label=label)
            yield warning("E18", text, said("name each page once"), Place(book.nav, line_of(link)))
        seen.add(label)


def _unlisted(listed: list[tuple[Any, str, str]], marks: dict[Mark, Any]) -> Iterator[Finding]:
    named = {(file, fragment) for _, file, fragment in listed}
    for (path, name), mark in marks.items():
        if (path, name) not in named:
            text = said(
                "the page mark «{label}» is in no list of pages",
                label=mark.get("aria-label") or mark.get("title") or name,
            )
            yield warning(
                "E19", text, said('list every page in `nav` of `epub:type="page-list"`'), Place(path, line_of(mark))
            )
            if not listed:
                return


def _claims(book: Ebook, has_list: bool, has_marks: bool) -> Iterator[Finding]:
    features = book.metadata("schema:accessibilityFeature")
    claims = (("pageNavigation", has_list), ("pageBreakMarkers", has_marks), ("printPageNumbers", has_marks))
    place = Place(book.package, line_of(book.root))
    for name, is_so in claims:
        if name in features and not is_so:
            text = said("the package says `{name}`, and there is none", name=name)
            yield warning("E27", text, said("take `{name}` out", name=name), place)
    has_source = any(book.metadata("pageBreakSource")) or book.root.find(".//dc:source", NAMES) is not None
    if has_list and not has_source:
        hint = said("name the printed edition's identifier in `pageBreakSource`")
        yield warning("E27", said("the package does not say whose pages are listed"), hint, place)


CHECK = Check("book_pages", ("application/epub+zip",), run)
