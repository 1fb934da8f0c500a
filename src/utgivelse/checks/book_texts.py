"""Texts of a book: no file of the reading order is empty, and nothing in it waits to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.ebook import SVG, XHTML, Ebook
from utgivelse.ebook.elements import line_of, words
from utgivelse.findings import Finding, Place, error, said
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

VARIABLE = re.compile(r"\{\$[\w.-]+\}|\{\{[^{}\n]{1,60}\}\}")
READ = ("alt", "title", "aria-label")
AS_TYPED = (f"{XHTML}code", f"{XHTML}pre", f"{XHTML}script", f"{XHTML}style")
SHOWN = (f"{XHTML}img", f"{SVG}svg", f"{XHTML}video", f"{XHTML}audio", f"{XHTML}object", f"{XHTML}hr")


def run(subject: Subject) -> tuple[Finding, ...]:
    """Empty files, and variables that were not put in."""
    return (*_empty(subject.ebook), *_waiting(subject.ebook)) if subject.ebook else ()


def _empty(book: Ebook) -> Iterator[Finding]:
    hint = said("fill it, or take it out of the spine")
    for path in dict.fromkeys(book.spine):
        root = book.tree(path) if path in book.entries else None
        body = root.find(f"{XHTML}body") if root is not None else None
        if path.endswith((".xhtml", ".html", ".htm", ".xml")) and (
            body is None or not (words(body) or next(body.iter(*SHOWN), None) is not None)
        ):
            yield error(
                "E25", said("the file has nothing in it"), hint, Place(path, line_of(root) if root is not None else 1)
            )


def _waiting(book: Ebook) -> Iterator[Finding]:
    hint = said("put its value in")
    for path, root in ((book.package, book.root), *book.documents()):
        for element in root.iter():
            if not isinstance(element.tag, str) or element.tag in AS_TYPED:
                continue
            texts = (element.text, *(child.tail for child in element), *(element.get(name) for name in READ))
            for found in {name for text in texts if text for name in VARIABLE.findall(text)}:
                yield error("E26", said("{name} was not replaced", name=found), hint, Place(path, line_of(element)))


CHECK = Check("book_texts", ("application/epub+zip",), run)
