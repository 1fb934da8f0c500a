"""Contents of a book: what has a heading is found in them, and by the heading's own words.

Laws:
- Cover and title page need no entry; nor does a heading of level 2 in a box of its own (a note, an aside).
- A number before the words may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from utgivelse.ebook import Ebook
from utgivelse.ebook.elements import by_id, headings, is_front, line_of, name_of, nav_lists, words
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

BOXES = ("aside", "figure", "blockquote", "table", "section", "nav")


def run(subject: Subject) -> tuple[Finding, ...]:
    """Headings that are not in the contents, and entries with other words; nothing of a book without contents."""
    book = subject.ebook
    entries = list(nav_lists(book, "toc")) if book else []
    return (*_missing(book, entries), *_other_words(book, entries)) if book and entries else ()


def _missing(book: Ebook, entries: list[tuple[Any, str, str]]) -> Iterator[Finding]:
    targets = {(file, fragment) for _, file, fragment in entries}
    for path, root in book.documents():
        if path == book.nav or is_front(root):
            continue
        for number, (level, heading) in enumerate(headings(root)):
            is_listed = (number == 0 and (path, "") in targets) or any((path, one) in targets for one in _ids(heading))
            if not is_listed and (level == 1 or (level == 2 and not _is_in_a_box(heading))):
                text = said("the heading «{words}» is not in the contents", words=words(heading)[:80])
                yield warning(
                    "E05", text, said("give it an `id`, and an entry that leads there"), Place(path, line_of(heading))
                )


def _ids(heading: Any) -> Iterator[str]:
    """The ids that lead to a heading: its own, and that of what it is the head of."""
    for element in (heading, *heading.iterancestors()):
        if element.get("id"):
            yield element.get("id")
        if element is not heading and name_of(element) in ("section", "article", "body"):
            return


def _is_in_a_box(heading: Any) -> bool:
    around = [element for element in heading.iterancestors() if name_of(element) in BOXES]
    return len(around) > 1 or (bool(around) and name_of(around[0]) != "section")


def _other_words(book: Ebook, entries: list[tuple[Any, str, str]]) -> Iterator[Finding]:
    for link, file, fragment in entries:
        root = book.tree(file) if file in book.entries else None
        target = by_id(root, fragment) if fragment else root
        found = next((heading for _, heading in headings(target)), None) if target is not None else None
        if found is not None and _plain(words(found)) != _plain(words(link)):
            text = said(
                "the contents say «{entry}», the heading «{heading}»", entry=words(link)[:80], heading=words(found)[:80]
            )
            hint = said("use the heading's own words: who follows the entry looks for them")
            yield warning("E06", text, hint, Place(book.nav, line_of(link)))


def _plain(text: str) -> str:
    return re.sub(r"^[\W\d]+|\W+$", "", text).casefold() or text


CHECK = Check("book_contents", ("application/epub+zip",), run)
