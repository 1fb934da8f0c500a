"""Notes of a book: from each one leads back to where it is referred to, and to no other place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from utgivelse.ebook import Ebook, types_of
from utgivelse.ebook.elements import NOTE_MARKS, NOTES, by_id, line_of, links, typed
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """Notes without a way back, and ways back that lead elsewhere."""
    return tuple(_notes(subject.ebook)) if subject.ebook else ()


def _notes(book: Ebook) -> Iterator[Finding]:
    hint = said('end the note with a link to its mark in the text, `role="doc-backlink"`')
    for path, root in book.documents():
        for note in typed(root, NOTES):
            name, place = note.get("id", ""), Place(path, line_of(note))
            back = [found for found in links(book, path, note) if found[1] in book.entries and found[2]]
            if not back:
                yield warning("E11", said("the note «{name}» has no link back to the text", name=name), hint, place)
            elif not any(_refers(book, file, fragment, (path, name)) for _, file, fragment in back):
                text = said("the link back of the note «{name}» leads to «{target}»", name=name, target=back[-1][2])
                yield warning(
                    "E12", text, said("let it lead to the mark of this note"), Place(path, line_of(back[-1][0]))
                )


def _refers(book: Ebook, file: str, fragment: str, note: tuple[str, str]) -> bool:
    """Whether a mark of this note stands at this place."""
    place = by_id(book.tree(file), fragment)
    return place is not None and any(_leads(book, file, mark, note) for mark in _marks(place))


def _marks(place: Any) -> Iterator[Any]:
    yield from typed(place, NOTE_MARKS)
    yield from (around for around in place.iterancestors() if types_of(around) & NOTE_MARKS)


def _leads(book: Ebook, file: str, mark: Any, note: tuple[str, str]) -> bool:
    return any((target, fragment) == note for _, target, fragment in links(book, file, mark))


CHECK = Check("book_notes", ("application/epub+zip",), run)
