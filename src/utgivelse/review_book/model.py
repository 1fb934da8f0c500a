"""The review book as values: what stands in it, before anybody writes HTML."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from utgivelse.findings import Finding
from utgivelse.localize import Occurrence
from utgivelse.message import Message, Translated
from utgivelse.places import Area, PlaceMap


class Stage(StrEnum):
    """How far a translation is, for whoever reviews it."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    APPROVED = "approved"


@dataclass(frozen=True)
class Edited:
    """An edition with its map: the pages that are shown."""

    file: Path
    title: str
    language: str
    draft: bool
    places: PlaceMap
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What is left in a text's last line: millimetres, and about how many characters."""

    width: float
    characters: int


@dataclass(frozen=True, slots=True)
class Shot:
    """One page with the rectangles of a message on it, and the part of the page that is worth seeing.

    Where the text ends on this page, `lines` are all that it takes, and `room` is left in the last one.
    """

    page: int
    areas: tuple[Area, ...]
    window: Area
    lines: int = 0
    room: Room | None = None


@dataclass(frozen=True)
class Side:
    """A message in one of the two editions.

    `why` says why it is on no page; the rectangles are then those of what it describes, if anything.
    """

    shots: tuple[Shot, ...] = ()
    why: str = ""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which something is framed."""
        return tuple(shot.page for shot in self.shots)


@dataclass(frozen=True)
class Card:
    """All that is to be seen of one message; `before` and `after` are the numbers of its neighbours on the page."""

    number: int
    message: Message
    used: tuple[Occurrence, ...]
    translated: Translated
    stage: Stage
    source: Side
    target: Side
    line: int = 0
    comments: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Book:
    """A publication in one language, for whoever translates and reads it."""

    publication: str
    source: Edited
    target: Edited
    catalog: str
    cards: tuple[Card, ...]
    due: datetime.date | None = None
    pictures: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Addresses that hold a page's picture, by («source» or «target», page)."""
