"""Room: how much of a text's last line is left, as the layout has it.

Laws:
- Lengths are taken from the map: from the last word to the edge of the text's block, less what stands
  beside it; where a text has no block of its own, to the edge of the page's text.
- A block's inner margin at a line's start counts at its end as well, so that nobody is promised too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from utgivelse.places import Area, Placed, PlaceMap
from utgivelse.review_book.framing import PICTURES
from utgivelse.review_book.model import Room

NEAR = 0.5
"""Millimetres by which letters may overhang their block."""


class Ruler:
    """What is measured in one map; `rtl` when its lines run to the left."""

    def __init__(self, places: PlaceMap, *, rtl: bool = False) -> None:
        self.places, self.rtl = places, rtl

    def measure(self, texts: Sequence[Placed]) -> dict[int, tuple[int, Room | None]]:
        """By the page on which each appearance of a text ends: its lines, and what is left in the last one.

        None where nothing tells; of several that end on one page the first counts.
        """
        found: dict[int, tuple[int, Room | None]] = {}
        for own in _appearances(texts):
            rows = [row for row in _lines(own) if row.width > 0]
            found.setdefault(own[-1].page, (len(rows), self._left(own, rows)))
        return found

    def _left(self, own: Sequence[Placed], rows: Sequence[Area]) -> Room | None:
        letters = sum(len(" ".join(one.words.split())) for one in own)
        if not rows or not letters:
            return None
        last = own[-1]
        start, end = self._edges(own, last)
        width = max(0.0, last.area.x - start if self.rtl else end - last.area.right)
        return Room(round(width, 1), int(width * letters / sum(row.width for row in rows)))

    def _edges(self, own: Sequence[Placed], last: Placed) -> tuple[float, float]:
        """From where to where the last line could run."""
        block = self._block(last)
        column = [one for one in own if one.page == last.page and _is_in(one.area, block)] if block else []
        start, end = (block.x, block.right) if block else self._page
        if block and column:
            inset = min(one.area.x for one in column) - start
            inset = end - max(one.area.right for one in column) if self.rtl else inset
            start, end = start + max(0.0, inset), end - max(0.0, inset)
        for one in self.places.on(last.page):
            if one.words and one not in own and _is_level(one.area, last.area):
                if one.area.x >= last.area.right:
                    end = min(end, one.area.x)
                elif one.area.right <= last.area.x:
                    start = max(start, one.area.right)
        return start, end

    def _block(self, text: Placed) -> Area | None:
        """The smallest block of the same file around a line."""
        around = [
            one.area
            for one in self.places.on(text.page)
            if not one.words and one.block not in PICTURES and one.file == text.file and _is_in(text.area, one.area)
        ]
        return min(around, key=lambda area: area.width * area.height, default=None)

    @cached_property
    def _page(self) -> tuple[float, float]:
        """From where to where text runs on the pages of this map."""
        areas = [one.area for one in self.places.placed if one.block not in PICTURES]
        return min(area.x for area in areas), max(area.right for area in areas)


def _appearances(texts: Sequence[Placed]) -> list[list[Placed]]:
    """The rectangles by appearance: where a text begins anew, it stands there once more."""
    found: list[list[Placed]] = []
    reached = 0
    for one in texts:
        start, end = one.characters or (reached, reached)
        if not found or start < reached:
            found.append([])
        found[-1].append(one)
        reached = end
    return found


def _lines(texts: Iterable[Placed]) -> list[Area]:
    """The lines that rectangles form: what stands level on one page is one."""
    rows: list[tuple[int, Area]] = []
    for one in texts:
        if rows and rows[-1][0] == one.page and _is_level(rows[-1][1], one.area):
            before = rows[-1][1]
            left, right = min(before.x, one.area.x), max(before.right, one.area.right)
            rows[-1] = one.page, Area(left, before.y, right - left, before.height)
        else:
            rows.append((one.page, one.area))
    return [area for _, area in rows]


def _is_in(inner: Area, outer: Area) -> bool:
    return (
        inner.x >= outer.x - NEAR
        and inner.right <= outer.right + NEAR
        and inner.y >= outer.y - NEAR
        and inner.bottom <= outer.bottom + NEAR
    )


def _is_level(one: Area, other: Area) -> bool:
    """Whether two rectangles share more than half of a line's height."""
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared > 0.5 * min(one.height, other.height)
