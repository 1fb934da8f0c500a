"""Resources of a book: it brings all that it shows, and asks nobody for it while it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.ebook import SVG, XHTML, Ebook
from utgivelse.ebook.elements import line_of
from utgivelse.findings import Finding, Place, error, said
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SHOWN = {
    "img": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "script": ("src",),
    "object": ("data",),
    "link": ("href",),
}
OUTSIDE = re.compile(r"\s*(?:https?:)?//", re.I)
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)", re.I)


def run(subject: Subject) -> tuple[Finding, ...]:
    """Addresses outside of the book from which something is to be fetched; links that one follows are none."""
    return tuple(_outside(subject.ebook)) if subject.ebook else ()


def _outside(book: Ebook) -> Iterator[Finding]:
    for path, line, address in _addresses(book):
        text = said("the book fetches {address} from outside", address=address[:120])
        yield error("E24", text, said("put the file into the book"), Place(path, line))


def _addresses(book: Ebook) -> Iterator[tuple[str, int, str]]:
    for path, root in book.documents():
        for element in root.iter():
            name = str(element.tag)
            shown = SHOWN.get(name.removeprefix(XHTML), ()) if name.startswith(XHTML) else ()
            names = ("href", "{http://www.w3.org/1999/xlink}href") if name in (f"{SVG}image", f"{SVG}use") else shown
            found = (element.get(attribute, "") for attribute in names)
            yield from ((path, line_of(element), address) for address in found if OUTSIDE.match(address))
    for item in book.items:
        if OUTSIDE.match(item.path):
            yield book.package, item.line, item.path
        if item.media_type == "text/css":
            text = book.bytes_of(item.path).decode("utf-8", "replace")
            yield from ((item.path, text.count("\n", 0, one.start()) + 1, one[1]) for one in IN_STYLE.finditer(text))


CHECK = Check("book_resources", ("application/epub+zip",), run)
