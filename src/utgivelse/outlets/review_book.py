"""The review book of each language that a publication is translated into: one HTML file that works offline.

Law: it is made from what was built, drafts as well; without the edition in the source language there is none,
since nobody can review half of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from utgivelse import page_pictures, review_book
from utgivelse.edition import Edition
from utgivelse.files import hash_of, write_atomically
from utgivelse.findings import Finding, error, note, said, warning
from utgivelse.place_file import read_places
from utgivelse.plugins import Delivered, Delivery, Outlet, Ready, build_line
from utgivelse.review_book import Book, Edited, Manuscript

SCREEN, EPUB = "pdf-screen", "epub"
PPI, COARSEST = 110, 50
MOST_PIXELS = 120e6
"""Of all pages together; of larger publications the pictures are coarser."""
INCH = 25.4


def deliver(delivery: Delivery) -> Delivered:
    """One file for each translated edition; ToolError when the folder can't be written to."""
    files: list[Path] = []
    findings: list[Finding] = []
    for ready in delivery.ready:
        edition = ready.artifact.edition
        if edition.language == delivery.project.source_language:
            continue
        source = _source(delivery, edition)
        pages = _edited(source) if source else None, _edited(ready)
        if pages[0] is None or pages[1] is None:
            findings.append(_lacking(delivery, edition, has_target=pages[1] is not None))
            continue
        book = _with_pictures(review_book.gather(_manuscript(delivery, edition), pages[0], pages[1]))
        path = delivery.folder / f"{edition.publication}.{edition.language}.review.html"
        write_atomically(path, review_book.write_html(book, delivery.say, delivery.language))
        files.append(path)
        findings += _told(book)
    return Delivered(tuple(files), tuple(dict.fromkeys((*findings, *_nothing_to_review(delivery)))))


def _source(delivery: Delivery, edition: Edition) -> Ready | None:
    """The same publication as it was written."""
    wanted = edition.publication, delivery.project.source_language, SCREEN
    every = (one.artifact.edition for one in (*delivery.ready, *delivery.beside))
    found = dict(zip(every, (*delivery.ready, *delivery.beside), strict=True))
    return next((one for key, one in found.items() if (key.publication, key.language, key.format) == wanted), None)


def _manuscript(delivery: Delivery, edition: Edition) -> Manuscript:
    publication = delivery.project.publication(edition.publication)
    books = {
        one.artifact.edition.language: one.file
        for one in delivery.beside
        if (one.artifact.edition.publication, one.artifact.edition.format) == (publication.id, EPUB)
    }
    return Manuscript(delivery.project, publication, delivery.articles(publication), books)


def _edited(ready: Ready) -> Edited | None:
    """The edition with the map that was written beside it; None when that is gone or another one's."""
    for path, sum_ in ready.artifact.companions.items():
        file = ready.file.with_name(path.rpartition("/")[2])
        places = read_places(file.read_bytes()) if file.is_file() and hash_of(file) == sum_ else None
        if places:
            edition = ready.artifact.edition
            return Edited(
                ready.file, ready.title, edition.language, edition.draft, places, tuple(ready.artifact.findings)
            )
    return None


def _lacking(delivery: Delivery, edition: Edition, *, has_target: bool) -> Finding:
    source = replace(edition, language=delivery.project.source_language, draft=False)
    wanted = source if has_target else edition
    text = said(
        "there is no review book of {publication} in {language}: the {format} in {needed} with the map of its layout "
        "is not there, or not up to date",
        publication=edition.publication,
        language=edition.language,
        format=edition.format,
        needed=wanted.language,
    )
    return error("M85", text, said("`{line}`", line=build_line(wanted, drafts=has_target is False)))


def _nothing_to_review(delivery: Delivery) -> Iterator[Finding]:
    """Who asks for the language that everything is written in is told."""
    source = delivery.project.source_language
    if delivery.ready and all(one.artifact.edition.language == source for one in delivery.ready):
        for publication in dict.fromkeys(one.artifact.edition.publication for one in delivery.ready):
            text = said(
                "{publication} is written in {language}: there is nothing to review",
                publication=publication,
                language=source,
            )
            yield note("M86", text, said("name a language that it is translated into: `-l en`"))


def _told(book: Book) -> Iterator[Finding]:
    if not book.pictures:
        text = said("the review book of {publication} has no pictures of its pages", publication=book.publication)
        yield warning("M87", text, said("`utgivelse doctor` says what to install; then deliver again"))


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def _with_pictures(book: Book) -> Book:
    sides = {"source": book.source, "target": book.target}
    ppi = _affordable(sides.values())
    pictures = {}
    for name, edited in sides.items():
        pages = range(1, len(edited.places.pages) + 1)
        drawn = page_pictures.draw(edited.file, pages, ("-r", ppi))
        pictures.update({(name, page): data for page, data in drawn.items()})
    return replace(book, pictures=pictures)


def _affordable(editions: Iterable[Edited]) -> int:
    """Pixels an inch at which all pages together stay within their limit."""
    sheets = (sheet for edited in editions for sheet in edited.places.pages)
    inches = sum(sheet.width * sheet.height for sheet in sheets) / INCH**2
    return max(COARSEST, min(PPI, int((MOST_PIXELS / inches) ** 0.5)))


OUTLET = Outlet("review-book", (SCREEN,), deliver, drafts=True)
