"""Bleed filled: what reaches the trim runs on to the bleed's edge, measured on the plates.

Laws:
- Bleed is what is printed, not what a box says.
- A picture's or a gradient's own white, or its own lines, are no gap: where one of them covers the edge, and
  nothing that ends there lies over it, the bleed is filled.
- Where the bleed has a ground, what lies on it must reach the edge as well: a panel that ends at the trim
  shows a line of the ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from utgivelse import plates
from utgivelse.findings import Finding, Measure, Place, error, said
from utgivelse.pdf.painting import Painted
from utgivelse.places import Area
from utgivelse.plates import Gap, Plates
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SIDES = {
    "left": said("on the left"),
    "top": said("at the top"),
    "right": said("on the right"),
    "bottom": said("at the bottom"),
}
SLACK = 0.4
"""Millimetres by which a picture may miss the bleed's edge, and a thing the line where it is seen to end."""
SHORTEST = 1.0
"""Millimetres of an edge that must be left uncovered to be a gap."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each length of an edge where print ends short of the bleed's edge."""
    return tuple(finding for page in subject.plates for finding in _page(page, subject))


def _page(page: Plates, subject: Subject) -> Iterator[Finding]:
    things = [one for one in subject.painting.printed if one.page == page.page and one.kind != "text"]
    edges = {side: _Edge(side, page) for side in SIDES}
    found = [gap for gap in plates.gaps(page) if not edges[gap.side].is_covered(gap, things)]
    found += [gap for gap in plates.steps(page) if edges[gap.side].is_end(gap, things)]
    for side, name in SIDES.items():
        if here := [gap for gap in found if gap.side == side]:
            yield _gap(page, here, name, subject.press.bleed if subject.press else 0)


def _varies(one: Painted) -> bool:
    """Whether its colours vary, white among them."""
    return one.kind in ("image", "shading") or bool(one.colour.pattern)


def _is_white_panel(one: Painted) -> bool:
    """Whether it paints paper over what lies under its whole rectangle."""
    return one.kind == "fill" and one.colour.is_white and not one.overprint and one.flat


@dataclass(frozen=True)
class _Edge:
    """One side of a page: where things lie along it, and how far they reach over the trim."""

    side: str
    page: Plates

    def along(self, area: Area) -> tuple[float, float]:
        """From where to where on the side."""
        return (area.x, area.right) if self.side in ("top", "bottom") else (area.y, area.bottom)

    def reach(self, area: Area) -> float:
        """How many millimetres the outermost of an area lies outside the trim."""
        trim = self.page.trim
        return {
            "left": trim.x - area.x,
            "top": trim.y - area.y,
            "right": area.right - trim.right,
            "bottom": area.bottom - trim.bottom,
        }[self.side]

    def is_from_inside(self, area: Area) -> bool:
        """Whether the innermost of it lies within the trim."""
        opposite = {"left": "right", "top": "bottom", "right": "left", "bottom": "top"}[self.side]
        trim = self.page.trim
        across = trim.width if self.side in ("left", "right") else trim.height
        return -_Edge(opposite, self.page).reach(area) < across - SLACK

    def is_covered(self, gap: Gap, things: list[Painted]) -> bool:
        """Whether a picture or a gradient is what the whole gap shows."""
        covers = [
            self.along(one.area)
            for index, one in enumerate(things)
            if one.area and _varies(one) and self._spans(one.area) and not self._hidden(gap, things[index + 1 :])
        ]
        return _uncovered(self.along(gap.inside), covers) < SHORTEST

    def _spans(self, area: Area) -> bool:
        return self.reach(area) >= self._depth - SLACK and self.is_from_inside(area)

    @property
    def _depth(self) -> float:
        return self.reach(self.page.bleed)

    def _hidden(self, gap: Gap, above: list[Painted]) -> bool:
        """Whether what lies above ends at the gap, or is white over the bleed."""
        return any(self._is_short(one, gap) or self._is_white(one, gap) for one in above if one.area)

    def _is_short(self, one: Painted, gap: Gap) -> bool:
        assert one.area is not None
        is_end = abs(self.reach(one.area) - gap.filled) <= SLACK and self.is_from_inside(one.area)
        return is_end and not one.colour.is_white and self._is_beside(one.area, gap)

    def _is_white(self, one: Painted, gap: Gap) -> bool:
        assert one.area is not None
        return _is_white_panel(one) and self._spans(one.area) and self._is_beside(one.area, gap)

    def _is_beside(self, area: Area, gap: Gap) -> bool:
        """Whether it lies along a part of the gap that can be seen."""
        (start, stop), (first, last) = self.along(area), self.along(gap.inside)
        return min(stop, last) - max(start, first) >= SHORTEST - SLACK

    def is_end(self, gap: Gap, things: list[Painted]) -> bool:
        """Whether a thing from within ends at this line, with no picture over it whose own line it could be."""
        for one in reversed(things):
            if one.area is None or not self._is_beside(one.area, gap):
                continue
            if _varies(one) and self._spans(one.area):
                return False
            if self._is_short(one, gap):
                return True
        return False


def _uncovered(whole: tuple[float, float], covers: list[tuple[float, float]]) -> float:
    """How much of a length no cover lies on."""
    at, left = whole[0], 0.0
    for start, stop in sorted(covers):
        left += max(0.0, min(start, whole[1]) - at)
        at = max(at, stop)
    return left + max(0.0, whole[1] - at)


def _gap(page: Plates, gaps: list[Gap], side: str, bleed: float) -> Finding:
    """One finding for all the gaps of a side, at the longest of them."""
    worst = max(gaps, key=lambda gap: gap.length)
    text = said(
        "the bleed is not filled {side}: print goes {filled} mm over the trim along {length} mm, expected {bleed} mm",
        side=side,
        filled=f"{worst.filled:g}",
        length=round(sum(gap.length for gap in gaps), 1),
        bleed=f"{bleed:g}",
    )
    hint = said("draw what touches the edge of the page out to the edge of the bleed")
    place = Place(page=page.page, area=worst.area)
    return error("K73", text, hint, place, Measure(worst.filled, bleed, "mm"))


CHECK = Check("bleed_filled", ("application/pdf",), run, press=True)
