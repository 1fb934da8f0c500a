"""Claims of a book: what its package says of how it can be read is there, and true (EPUB Accessibility 1.1, 2).

Law: readers choose by these words; one that is not true is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.ebook import NAMES, Ebook
from utgivelse.ebook.elements import description, line_of, pictures
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

NEEDED = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")


def run(subject: Subject) -> tuple[Finding, ...]:
    """What is not said, and what is said and not so."""
    return tuple(_claims(subject.ebook)) if subject.ebook else ()


def _claims(book: Ebook) -> Iterator[Finding]:
    place = _place(book)
    missing = [name for name in NEEDED if not any(book.metadata(f"schema:{name}"))]
    if missing:
        text = said("the package does not say {names}", names=", ".join(f"schema:{name}" for name in missing))
        yield warning("E15", text, said("say how the book can be read: shops and libraries show it"), place)
    modes, features = book.metadata("schema:accessMode"), book.metadata("schema:accessibilityFeature")
    told = [words for _, picture in pictures(book) if (words := description(picture)) != ""]
    if told and modes and "visual" not in modes:
        text = said("`schema:accessMode` does not say `visual`; pictures in the book: {count}", count=len(told))
        yield warning("E13", text, said("say `visual` as well"), place)
    if not told:
        for name, found in (("visual", modes), ("alternativeText", features)):
            if name in found:
                yield warning(
                    "E14", said("the package says `{name}`, and there is no picture", name=name), _take(name), place
                )
    if None in told:
        sufficient = "textual" in book.metadata("schema:accessModeSufficient")
        for name, is_said in (("alternativeText", "alternativeText" in features), ("textual", sufficient)):
            if is_said:
                text = said(
                    "the package says `{name}`; pictures without a text: {count}", name=name, count=told.count(None)
                )
                yield warning("E14", text, said("describe them, or take the claim out"), place)


def _take(name: str) -> str:
    return said("take `{name}` out", name=name)


def _place(book: Ebook) -> Place:
    metadata = book.root.find("o:metadata", NAMES)
    return Place(book.package, line_of(metadata) if metadata is not None else 0)


CHECK = Check("book_claims", ("application/epub+zip",), run)
