"""Places on paper: where on a page something stands, and whose words they are.

A `PlaceMap` is what one layout put where. Preflight, copyfitting, page lists and translators'
pictures read it, and nothing else of the layout.

Laws:
- All lengths are millimetres from the top left corner of the trimmed page, y downwards; what lies
  in the bleed has negative coordinates or exceeds the sheet. An `Area` is a rectangle along the
  page's edges: of what is turned, the one around it.
- A text has one `Placed` for each line (or part of a line) that it takes; a block has one for each
  page and column that it reaches into. They stand in reading order.
- `layout` names the layout by its content. Both PDFs carry it, so that a file and a map that do not
  belong together are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Area(NamedTuple):
    """A rectangle in millimetres from the trim's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def shared(self, other: Area) -> float:
        """How many square millimetres the two have in common; for lines without area, their length counts."""
        width = min(self.right, other.right) - max(self.x, other.x)
        height = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(width, 0.001) * max(height, 0.001) if width >= 0 and height >= 0 else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is trimmed: its size, and the number that is printed on it, if one is."""

    width: float
    height: float
    folio: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something in a layout comes from: a block of a file, or a text of it with its message.

    `file` is relative to the project; `block` is the block's kind, or what the text is for readers;
    `message` is (context, source text).
    """

    file: str
    line: int
    block: str
    message: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One rectangle of a block or of a text.

    `file` is relative to the project, `line` is the block's in it; `block` is its kind. For a text,
    `message` is its (context, source text) and `characters` are the first and the last but one of the
    text as readers see it; both are empty for the block itself and for words that the theme added.
    """

    page: int
    area: Area
    file: str
    line: int
    block: str
    language: str = ""
    words: str = ""
    message: tuple[str, str] | None = None
    characters: tuple[int, int] | None = None


@dataclass(frozen=True)
class PlaceMap:
    """What a layout put where; `pages` in order, the first is page 1."""

    layout: str
    language: str
    pages: tuple[Sheet, ...]
    placed: tuple[Placed, ...]

    @cached_property
    def _by_page(self) -> dict[int, list[Placed]]:
        found: dict[int, list[Placed]] = {}
        for one in self.placed:
            found.setdefault(one.page, []).append(one)
        return found

    def on(self, page: int) -> tuple[Placed, ...]:
        """Everything on a page."""
        return tuple(self._by_page.get(page, ()))

    def find(self, page: int, area: Area) -> Placed | None:
        """What stands in this area: the smallest thing of those that fill most of it; None where nothing does."""
        candidates = [(one.area.shared(area), one) for one in self._by_page.get(page, ())]
        most = max((share for share, _ in candidates), default=0.0)
        if not most:
            return None
        fitting = [one for share, one in candidates if share >= 0.9 * most]
        return min(fitting, key=lambda one: one.area.width * one.area.height)

    def texts(self, message: tuple[str, str]) -> Iterator[Placed]:
        """Every rectangle of one message."""
        return (one for one in self.placed if one.message == message)
