"""Total ink: no spot of paper carries more than the profile allows, measured on the plates.

Laws:
- Process and printing spot inks are summed within the bleed box, after overprint and transparency; marks
  and technical inks are no print.
- The limit is the profile's and one point of slack, for rounding to 8 bits on every plate.
- A connected area of a square millimetre or more is an error: it stays wet, sets off, or shows through.
  Less is dust in a picture: a warning, one a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse import plates
from utgivelse.findings import Finding, Measure, Place, error, said, warning
from utgivelse.plates import Plates, Region
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 1.0
AREA = 1.0
"""Square millimetres."""
MOST = 5
"""So many areas of a page are named, the worst first."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """What carries too much ink; K70 where that could not be measured."""
    press = subject.press
    if press is None:
        return ()
    found = [finding for page in subject.plates for finding in _page(page, press.ink_limit)]
    return (*found, *((subject.plates.problem,) if subject.plates.problem else ()))


def _page(page: Plates, limit: float) -> Iterator[Finding]:
    regions = plates.heavy(page, limit + SLACK)
    large = [region for region in regions if region.square >= AREA]
    small = [region for region in regions if region.square < AREA]
    for region in large[:MOST]:
        yield error("K71", *_told(region, limit), *_where(page, region, limit))
    if large[MOST:]:
        text = said("{count} more areas carry more than {limit} % of ink", count=len(large) - MOST, limit=_plain(limit))
        yield error("K71", text, REMEDY, *_where(page, large[MOST], limit))
    if small:
        text = said(
            "single spots carry up to {found} % of ink, expected at most {limit} %; there are {count}",
            count=len(small),
            found=_plain(small[0].most),
            limit=_plain(limit),
        )
        yield warning("K72", text, DUST, *_where(page, small[0], limit))


REMEDY = said("reduce colour under black, or convert the picture again through the profile of the print shop")
DUST = said("a shop's own software may refuse the file all the same: convert the picture with a little head-room")


def _told(region: Region, limit: float) -> tuple[str, str]:
    text = said(
        "an area of {square} mm² carries up to {found} % of ink, expected at most {limit} %",
        square=_plain(region.square),
        found=_plain(region.most),
        limit=_plain(limit),
    )
    return text, REMEDY


def _where(page: Plates, region: Region, limit: float) -> tuple[Place, Measure]:
    return Place(page=page.page, area=region.area, object=region.mixture), Measure(region.most, limit, "%")


def _plain(number: float) -> str:
    return f"{number:.10g}"


CHECK = Check("total_ink", ("application/pdf",), run, press=True)
