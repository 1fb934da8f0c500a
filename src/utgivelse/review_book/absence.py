"""Absence: why a message is on no page, as the finished files tell it.

Law: each reason is looked up in a file: the alternative texts of its tags, its own description, its letters,
the book of the same publication. Only what is found nowhere is said to be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from utgivelse.findings import said
from utgivelse.outline import smooth
from utgivelse.pdf import painting
from utgivelse.pdf.painting.words import Words

CERTAIN = 12
"""Letters that a text must have to be known again within a longer one."""

HEARD = said("It is read aloud in place of a picture, and not printed.")
TOLD = said("It stands only in what the file says of itself, for title bars and catalogues.")
NOT_DUE = said("It is not in this language: it was written for others.")
ONLY_BOOK = said("It stands only in the EPUB.")
NOWHERE = said("It was found in none of the files: the theme leaves it out, or gives it another form.")
DECORATION = said("It is not in the file: its picture counts as decoration, or the theme leaves it out.")


class Witness:
    """What one edition's files know of texts that its map has no place for."""

    def __init__(self, file: Path, books: Sequence[Path] = ()) -> None:
        self.file, self.books = file, books

    def why(self, text: str, *, is_alternative: bool) -> str:
        """Why this text, as it is shown in the edition, is on no page."""
        wanted = _solid(text)
        if wanted in self._heard:
            return HEARD
        if wanted in self._told:
            return TOLD
        if page := self._page_with(wanted):
            return said("It stands on page {page}, put there by the style sheet, which does not say where.", page=page)
        if any(_is_there(wanted, letters) for letters in self._books):
            return ONLY_BOOK
        return DECORATION if is_alternative else NOWHERE

    def _page_with(self, wanted: str) -> int:
        """The page of the smallest thing that has these letters; 0 where nothing has."""
        found = ((len(letters), page) for page, letters in self._pages if _is_there(wanted, letters))
        return min(found, default=(0, 0))[1]

    @cached_property
    def _painting(self) -> painting.Painting:
        return painting.read(self.file.read_bytes())

    @cached_property
    def _heard(self) -> frozenset[str]:
        return frozenset(_solid(tag.alt) for tag in self._painting.structure.walk() if tag.alt)

    @cached_property
    def _told(self) -> frozenset[str]:
        catalog = self._painting.catalog
        return frozenset(_solid(value) for _, value in (*catalog.info, *catalog.xmp))

    @cached_property
    def _pages(self) -> tuple[tuple[int, str], ...]:
        """The letters of each tag and of each artifact, with their page."""
        words = Words(self._painting)
        tags = ((words.place(tag)[0], words.inside(tag)) for tag in self._painting.structure.walk())
        marks: dict[tuple[int, int], str] = {}
        for one in self._painting.painted:
            if one.text is not None and one.mark is not None and one.mark.artifact:
                at = one.page, one.mark.sequence
                marks[at] = marks.get(at, "") + one.text.characters
        return tuple((page, _solid(text)) for page, text in (*tags, *((at[0], text) for at, text in marks.items())))

    @cached_property
    def _books(self) -> tuple[str, ...]:
        """The letters of each line of the books."""
        from utgivelse.outline.epub import read_epub

        return tuple(_solid(line.text) for book in self.books for line in read_epub(book.read_bytes()))


def _is_there(wanted: str, letters: str) -> bool:
    """A short text must be all that stands there: «Søk» is in many words."""
    return wanted == letters or (len(wanted) >= CERTAIN and wanted in letters)


def _solid(text: str) -> str:
    """The letters alone, so that a line's end neither brings nor takes one."""
    return "".join(letter for letter in smooth(text).casefold() if letter.isalnum())
