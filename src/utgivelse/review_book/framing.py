"""Framing: where a message stands on the pages, and the part of a page that shows it large enough to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from utgivelse.localize import Occurrence
from utgivelse.message import Key
from utgivelse.places import Area, Placed, PlaceMap, Sheet
from utgivelse.review_book.model import Shot

AROUND = 7.0
"""Millimetres of the page that are seen around a text."""
WIDEST, LOWEST = 86.0, 24.0
"""What a window is at least, in millimetres: a column's width, and some lines."""
PICTURES = frozenset(("figure", "gallery", "map", "chart", "qr"))


def shots(placed: Iterable[Placed], places: PlaceMap) -> tuple[Shot, ...]:
    """The pages on which these things stand, each with all their rectangles."""
    by_page: defaultdict[int, list[Area]] = defaultdict(list)
    for one in placed:
        by_page[one.page].append(one.area)
    return tuple(
        Shot(page, tuple(areas), window(areas, places.pages[page - 1])) for page, areas in sorted(by_page.items())
    )


def window(areas: Iterable[Area], sheet: Sheet) -> Area:
    """The part of a sheet around these rectangles, neither too narrow nor too low to be of use."""
    within = tuple(areas)
    left, right = _stretch(min(area.x for area in within), max(area.right for area in within), WIDEST, sheet.width)
    top, bottom = _stretch(min(area.y for area in within), max(area.bottom for area in within), LOWEST, sheet.height)
    return Area(*(round(edge, 2) for edge in (left, top, right - left, bottom - top)))


def _stretch(start: float, end: float, least: float, limit: float) -> tuple[float, float]:
    """From start to end with some room, at least so long, inside of 0 and the limit."""
    start, end = start - AROUND, end + AROUND
    if end - start < least:
        middle = (start + end) / 2
        start, end = middle - least / 2, middle + least / 2
    if start < 0:
        start, end = 0.0, end - start
    if end > limit:
        start, end = max(0.0, start - (end - limit)), limit
    return start, end


def pictures_of(used: Iterable[Occurrence], places: PlaceMap) -> tuple[Placed, ...]:
    """The pictures that a text was written for: those of the same block of the same file."""
    spots = {(one.file, one.spot.line) for one in used if one.spot.line}
    return tuple(
        one for one in places.placed if not one.words and one.block in PICTURES and (one.file, one.line) in spots
    )


def neighbours(places: PlaceMap, key: Key) -> tuple[Key | None, Key | None]:
    """The messages before and after this one, where it first stands; only those on the same page."""
    own = next((one.page for one in places.placed if one.message == key), 0)
    order = list(dict.fromkeys(one.message for one in places.on(own) if one.message))
    if key not in order:
        return None, None
    at = order.index(key)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def by_message(places: PlaceMap) -> Mapping[Key, tuple[Placed, ...]]:
    """Every rectangle of every message, in reading order."""
    found: defaultdict[Key, list[Placed]] = defaultdict(list)
    for one in places.placed:
        if one.message:
            found[one.message].append(one)
    return {key: tuple(placed) for key, placed in found.items()}


def apart(areas: Sequence[Area]) -> tuple[Area, ...]:
    """The rectangles as they are drawn: lines that are set closer than they are high meet halfway."""
    drawn = list(areas)
    for upper in range(len(drawn) - 1):
        above, below = drawn[upper], drawn[upper + 1]
        if above.y < below.y < above.bottom < below.bottom and _is_above(above, below):
            middle = round((below.y + above.bottom) / 2, 2)
            drawn[upper] = above._replace(height=round(middle - above.y, 2))
            drawn[upper + 1] = below._replace(y=middle, height=round(below.bottom - middle, 2))
    return tuple(drawn)


def _is_above(one: Area, other: Area) -> bool:
    return min(one.right, other.right) > max(one.x, other.x)
