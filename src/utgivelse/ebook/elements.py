"""What checks look for in the files of an EPUB: headings, pictures, notes, page marks, links.

Law: what is hidden from a screen reader is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from utgivelse.ebook import SVG, TYPE, XHTML, Ebook, Item, resolve, types_of

HEADING = re.compile(r"h[1-6]")
NOTES = frozenset(("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"))
NOTE_MARKS = frozenset(("noteref", "doc-noteref"))
PAGE_MARKS = frozenset(("pagebreak", "doc-pagebreak"))
APART = (f"{SVG}svg", f"{XHTML}rt", f"{XHTML}rp")


def name_of(element: Any) -> str:
    """The local name of an XHTML element; nothing for all else."""
    tag = str(element.tag)
    return tag.removeprefix(XHTML) if tag.startswith(XHTML) else ""


def line_of(element: Any) -> int:
    """The line of its file that an element begins on."""
    return int(element.sourceline or 0)


def elements(root: Any, *names: str) -> Iterator[Any]:
    """The elements of these names that are not hidden, in order."""
    for element in root.iter(*(XHTML + name for name in names)):
        if not any(_is_hidden(one) for one in (element, *element.iterancestors())):
            yield element


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def typed(root: Any, words: frozenset[str]) -> Iterator[Any]:
    """The elements that say to be one of these, by `epub:type` or `role`, in order."""
    for element in root.iter():
        if isinstance(element.tag, str) and (element.get(TYPE) or element.get("role")) and types_of(element) & words:
            yield element


def headings(root: Any) -> Iterator[tuple[int, Any]]:
    """Every heading with its level."""
    for element in elements(root, "h1", "h2", "h3", "h4", "h5", "h6"):
        yield int(name_of(element)[1]), element


def words(element: Any) -> str:
    """The words of an element, without note marks, page marks and what stands in drawings."""
    if element.tag in APART or types_of(element) & (NOTE_MARKS | PAGE_MARKS):
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [words(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join("".join(parts).replace("\u00ad", "").split())


def by_id(root: Any, name: str) -> Any:
    """The element of this id, or None."""
    return next((element for element in root.iter() if element.get("id") == name), None) if root is not None else None


def links(book: Ebook, path: str, root: Any) -> Iterator[tuple[Any, str, str]]:
    """Every link with the file that it leads to, and the id there."""
    for link in root.iter(f"{XHTML}a"):
        address = link.get("href")
        if address is not None:
            file, _, fragment = address.partition("#")
            yield link, resolve(path, file) if file else path, fragment


def nav_lists(book: Ebook, kind: str) -> Iterator[tuple[Any, str, str]]:
    """The links of one kind of list (`toc`, `page-list`) in the navigation document."""
    root = book.tree(book.nav) if book.nav else None
    if root is None:
        return
    for nav in root.iter(f"{XHTML}nav"):
        if kind in types_of(nav):
            yield from links(book, book.nav, nav)


def pictures(book: Ebook) -> Iterator[tuple[str, Any]]:
    """Every picture of the spine's files with its file."""
    for path, root in book.documents():
        yield from ((path, picture) for picture in pictures_in(root))


def pictures_in(root: Any) -> Iterator[Any]:
    """Every picture of a file: `img`, drawings, and what stands for one, with all that is in it."""
    for element in root.iter():
        is_picture = element.tag in (f"{XHTML}img", f"{SVG}svg") or element.get("role") == "img"
        if is_picture and not any(one.get("role") == "img" for one in element.iterancestors()):
            yield element


def description(picture: Any) -> str | None:
    """What is said of a picture in words: nothing for a decorative one, None for one that nobody described."""
    if picture.get("role") in ("presentation", "none"):
        return ""
    if picture.get("aria-hidden") == "true" or picture.get("alt") == "":
        return ""
    if label := next(filter(None, (picture.get(name) for name in ("alt", "aria-label", "aria-labelledby"))), ""):
        return str(label)
    title = picture.find(f"{SVG}title")
    return (words(title) or None) if title is not None else None


def is_front(root: Any) -> bool:
    """Whether a file is the book's cover or title page."""
    fronts = frozenset(("cover", "titlepage", "doc-cover", "halftitlepage"))
    return next(typed(root, fronts), None) is not None


def media(book: Ebook) -> Iterator[Item]:
    """The pictures among the files."""
    return (item for item in book.items if item.media_type.startswith("image/"))
