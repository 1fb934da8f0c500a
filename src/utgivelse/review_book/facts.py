"""Facts: two editions, their articles and a catalog become a review book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from utgivelse import localize, po, proofreading
from utgivelse.article import Article
from utgivelse.files import Files
from utgivelse.findings import Finding, Place
from utgivelse.language import language
from utgivelse.localize import Occurrence
from utgivelse.message import Key, Message, State, Translated
from utgivelse.places import Placed
from utgivelse.publication import Project, Publication
from utgivelse.review_book import doubts
from utgivelse.review_book.absence import NOT_DUE, Witness
from utgivelse.review_book.framing import by_message, neighbours, pictures_of, shots
from utgivelse.review_book.model import Book, Card, Edited, Shot, Side, Stage
from utgivelse.review_book.room import Ruler
from utgivelse.review_book.wording import smooth

STAGES = {State.MISSING: Stage.MISSING, State.FUZZY: Stage.FUZZY, State.TRANSLATED: Stage.TRANSLATED}


@dataclass(frozen=True)
class Manuscript:
    """What the pages were made from: the publication and its articles in the source language.

    `books` are its EPUBs that are up to date, by language.
    """

    project: Project
    publication: Publication
    articles: tuple[Article, ...]
    books: Mapping[str, Path]

    def used(self, tag: str) -> dict[Key, tuple[Occurrence, ...]]:
        """Where each message that is due in a language is used, in reading order."""
        found: defaultdict[Key, list[Occurrence]] = defaultdict(list)
        for one in localize.occurrences(self.publication, self.project.brand, self.articles, tag):
            found[one.key].append(one)
        return {key: tuple(places) for key, places in found.items()}

    def messages(self, tag: str) -> tuple[Message, ...]:
        """The messages that are due in a language, in reading order."""
        return localize.messages_of(self.publication, self.project.brand, self.articles, tag)


def gather(manuscript: Manuscript, source: Edited, target: Edited) -> Book:
    """Everything that is to be seen of each message that is due in the target's language, in reading order."""
    catalog = _Catalog(manuscript.project, target.language)
    desk = _Desk(manuscript, catalog, _View(manuscript, source), _View(manuscript, target))
    cards = tuple(desk.card(number, message) for number, message in enumerate(desk.messages, 1))
    due = manuscript.publication.due.get(target.language)
    return Book(manuscript.publication.id, source, target, catalog.path, tuple(_beside(cards, target, source)), due)


def _beside(cards: tuple[Card, ...], *editions: Edited) -> Iterator[Card]:
    """The cards, each with the numbers of those that stand before and after it on its page."""
    numbers = {card.message.key: card.number for card in cards}
    for card in cards:
        around = (neighbours(edition.places, card.message.key) for edition in editions)
        before, after = next((both for both in around if any(both)), (None, None))
        yield replace(card, before=numbers.get(before, 0), after=numbers.get(after, 0))  # type: ignore[arg-type]


class _Catalog:
    """A language's catalog: its translations, and where each entry stands with what people wrote beside it."""

    def __init__(self, project: Project, tag: str) -> None:
        files = Files(project.root)
        found = po.find_catalog(files, project.domain, tag)
        self.path = (found or po.catalog_path(project.domain, tag)).as_posix()
        self.translation = po.load_translation(files, project, tag)
        active = po.read_catalog(files.read(found), Place(self.path), tag).active if found else ()
        self.lines = {entry.key: entry.line for entry in active}
        self.brief = proofreading.brief_of(files, project, tag)
        self.comments = {entry.key: tuple(_own(entry.comments)) for entry in active}


def _own(comments: tuple[str, ...]) -> Iterator[str]:
    """What translators wrote that is no remark of ours."""
    for line in comments:
        if not po.is_remark(line) and (text := line.lstrip("#").strip()):
            yield text


class _View:
    """One edition, and what its map tells of each message."""

    def __init__(self, manuscript: Manuscript, edited: Edited) -> None:
        self.manuscript, self.edited = manuscript, edited
        self.placed = by_message(edited.places)
        self.ruler = Ruler(edited.places, rtl=language(edited.language).direction == "rtl")
        book = manuscript.books.get(edited.language)
        self.witness = Witness(edited.file, (book,) if book else ())

    @cached_property
    def due(self) -> frozenset[Key]:
        """The messages that this edition was to have."""
        return frozenset(message.key for message in self.manuscript.messages(self.edited.language))

    def side(self, message: Message, used: tuple[Occurrence, ...], text: str) -> Side:
        """Where the message stands; `text` is what stands there."""
        placed = self.placed.get(message.key, ())
        if placed:
            return Side(tuple(self._measured(placed)))
        if message.key not in self.due:
            return Side(why=NOT_DUE)
        pictures = pictures_of(used, self.edited.places) if _is_alternative(used) else ()
        why = self.witness.why(self._filled(text, message), is_alternative=_is_alternative(used))
        return Side(shots(pictures, self.edited.places), why=why)

    def _measured(self, placed: tuple[Placed, ...]) -> Iterator[Shot]:
        found = self.ruler.measure(placed)
        for shot in shots(placed, self.edited.places):
            lines, room = found.get(shot.page, (0, None))
            yield replace(shot, lines=lines, room=room)

    def _filled(self, text: str, message: Message) -> str:
        project = self.manuscript.project
        words = smooth(text, plain=message.plain)
        return localize.put_variables(words, project.variables, self.edited.language, project.source_language)


def _is_alternative(used: tuple[Occurrence, ...]) -> bool:
    return any(one.spot.noun.startswith("alternative text") for one in used)


@dataclass(frozen=True)
class _Desk:
    """All that a card is made from."""

    manuscript: Manuscript
    catalog: _Catalog
    source: _View
    target: _View

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        return self.manuscript.messages(self.target.edited.language)

    @cached_property
    def used(self) -> dict[Key, tuple[Occurrence, ...]]:
        return self.manuscript.used(self.target.edited.language)

    @cached_property
    def findings(self) -> tuple[Mapping[Key, tuple[Finding, ...]], ...]:
        catalog, edited = self.catalog, self.target.edited
        every = (one for places in self.used.values() for one in places)
        lines = doubts.own_lines(every, catalog.lines, catalog.path)
        return (
            doubts.in_translation(self.messages, catalog.translation, catalog.path, catalog.brief),
            doubts.on_pages(edited.findings, edited.places, lines),
        )

    def card(self, number: int, message: Message) -> Card:
        """All that is to be seen of one message."""
        key, used = message.key, self.used[message.key]
        found = self.catalog.translation.find(*key)
        stage = Stage.APPROVED if found.is_approved(key) else STAGES[found.state]
        return Card(
            number,
            message,
            used,
            found,
            stage,
            self.source.side(message, used, message.text),
            self.target.side(message, used, self._standing(message, found)),
            self.catalog.lines.get(key, 0),
            self.catalog.comments.get(key, ()),
            tuple(dict.fromkeys(finding for some in self.findings for finding in some.get(key, ()))),
        )

    def _standing(self, message: Message, found: Translated) -> str:
        """The text that stands in the target's edition."""
        is_used = found.state is State.TRANSLATED or (found.state is State.FUZZY and self.target.edited.draft)
        return found.text if is_used else message.text
