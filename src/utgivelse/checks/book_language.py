"""Language of a book: every file names its own, and it is the one that the package names (WCAG 2.2, 3.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.ebook import Ebook, language_of
from utgivelse.ebook.elements import line_of
from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """Files without a language, and files in another than the book's."""
    return tuple(_languages(subject.ebook)) if subject.ebook else ()


def _languages(book: Ebook) -> Iterator[Finding]:
    hint = said("write `lang` and `xml:lang` on `html`: a screen reader pronounces by them")
    known = {(element.text or "").strip().lower() for element in book.root.iter("{*}language")}
    for path, root in book.documents():
        own, place = language_of(root), Place(path, line_of(root))
        if own.lower() in ("", "und", "zxx"):
            yield error(
                "E03", said("the file names no language, expected «{language}»", language=book.language), hint, place
            )
        elif known and own.lower() not in known:
            text = said("the file is in «{found}», the book in «{expected}»", found=own, expected=book.language)
            yield warning("E04", text, hint, place)


CHECK = Check("book_language", ("application/epub+zip",), run)
