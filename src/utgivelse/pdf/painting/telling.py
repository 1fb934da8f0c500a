"""Telling: many of one kind become one finding a page, at the worst of them, so that nobody drowns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from utgivelse.findings import Finding, Place, said
from utgivelse.pdf.painting.facts import Painted

MOST_PAGES = 12
"""Pages that one kind of finding is told of by itself; the others are counted."""


def told(
    found: Iterable[Painted], badness: Callable[[Painted], float], finding: Callable[[Painted, int], Finding]
) -> tuple[Finding, ...]:
    """One finding for each page: `finding(the worst, how many)`, placed on it; the greatest badness is the worst."""
    pages: dict[int, list[Painted]] = {}
    for one in found:
        pages.setdefault(one.page, []).append(one)
    all_told = [_placed(max(here, key=badness), len(here), finding) for _, here in sorted(pages.items())]
    if len(all_told) <= MOST_PAGES:
        return tuple(all_told)
    rest = all_told[MOST_PAGES:]
    numbers = ", ".join(str(one.place.page) for one in rest[:40])
    text = said("the same on {count} more pages: {pages}", count=len(rest), pages=numbers)
    return (*all_told[:MOST_PAGES], replace(rest[0], message=text, place=Place(page=rest[0].place.page), measure=None))


def _placed(worst: Painted, count: int, finding: Callable[[Painted, int], Finding]) -> Finding:
    place = Place(page=worst.page, area=worst.area, object=worst.called)
    return replace(finding(worst, count), place=place)
