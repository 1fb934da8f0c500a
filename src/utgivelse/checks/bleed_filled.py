"""Bleed filled: what reaches the trim runs on to the bleed's edge, measured on the plates.

Laws:
- Bleed is what is printed, not what a box says.
- A picture's or a gradient's own white is no gap: where one of them covers the edge, the bleed is filled.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse import plates
from utgivelse.findings import Finding, Measure, Place, error, said
from utgivelse.pdf.painting import Painted
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
"""Millimetres by which a picture may miss the bleed's edge."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each length of an edge where print ends short of the bleed's edge."""
    return tuple(finding for page in subject.plates for finding in _page(page, subject))


def _page(page: Plates, subject: Subject) -> Iterator[Finding]:
    varying = [one for one in subject.painting.on(page.page) if _varies(one)]
    found = [gap for gap in plates.gaps(page) if not any(_covers(one, gap) for one in varying)]
    for side, name in SIDES.items():
        if here := [gap for gap in found if gap.side == side]:
            yield _gap(page, here, name, subject.press.bleed if subject.press else 0)


def _varies(one: Painted) -> bool:
    """Whether its colours vary, white among them."""
    return one.visible and (one.kind in ("image", "shading") or bool(one.colour.pattern))


def _covers(one: Painted, gap: Gap) -> bool:
    """Whether it lies under the whole width of the bleed, somewhere along the gap."""
    if one.area is None:
        return False
    left, top = min(gap.area.x, gap.inside.x), min(gap.area.y, gap.inside.y)
    right, bottom = max(gap.area.right, gap.inside.right), max(gap.area.bottom, gap.inside.bottom)
    over = one.area
    if gap.side in ("top", "bottom"):
        return over.y <= top + SLACK and over.bottom >= bottom - SLACK and over.x <= right and over.right >= left
    return over.x <= left + SLACK and over.right >= right - SLACK and over.y <= bottom and over.bottom >= top


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
