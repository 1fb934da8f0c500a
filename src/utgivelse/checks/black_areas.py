"""Black areas: large blacks that are not deep enough, or wetter than they need be.

Laws:
- An even area of at least 25 mm² with colour under black is named with its mixture. It needs no more ink
  than 20 points below the profile's limit: more dries slowly and rubs off on the next sheet.
- An even area of black alone looks grey beside it from about the size of a matchbox.
- Shadows of photographs are no areas.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse import plates
from utgivelse.findings import Finding, Measure, Place, note, said, warning
from utgivelse.pdf.painting import Painted
from utgivelse.plates import Black, Plates
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

LEAST = 25.0
LARGE = 1500.0
"""Square millimetres."""
HEADROOM = 20.0


def run(subject: Subject) -> tuple[Finding, ...]:
    """Rich black with its ink, as a note or, when it is wet, a warning; large flat black as a note."""
    if subject.press is None:
        return ()
    limit = subject.press.ink_limit - HEADROOM
    return tuple(finding for page in subject.plates for finding in _page(page, subject, limit))


def _page(page: Plates, subject: Subject, limit: float) -> Iterator[Finding]:
    images = [one for one in subject.painting.on(page.page) if one.visible and one.kind == "image"]
    for black in plates.blacks(page, LEAST):
        if any(_within(black, image) for image in images):
            continue
        if black.rich:
            yield _rich(page, black, limit)
        elif black.square >= LARGE:
            yield _flat(page, black)


def _within(black: Black, image: Painted) -> bool:
    area = image.area
    return area is not None and black.area.shared(area) >= 0.9 * black.area.width * black.area.height


def _rich(page: Plates, black: Black, limit: float) -> Finding:
    kind, hint = (warning, WET) if black.total > limit else (note, "")
    text = said("a black area of {square} mm² is printed as {mixture}", square=black.square, mixture=black.mixture)
    return kind("K74", text, hint, _place(page, black), Measure(black.total, limit, "%"))


WET = said("C 60 M 40 Y 40 K 100 is as deep, and dries")


def _flat(page: Plates, black: Black) -> Finding:
    text = said("a black area of {square} mm² is printed in black alone", square=black.square)
    hint = said("C 40 under it makes it deep; leave it where it carries small white text")
    return note("K75", text, hint, _place(page, black))


def _place(page: Plates, black: Black) -> Place:
    return Place(page=page.page, area=black.area, object=black.mixture)


CHECK = Check("black_areas", ("application/pdf",), run, press=True)
