"""Boxes: every page says where it is trimmed and how far it bleeds, and all pages are alike.

Laws:
- A trim box or an art box, one of them; trim within bleed within media (ISO 15930-7).
- Sizes are compared as the pages are seen, to a tenth of a millimetre.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from utgivelse.findings import Finding, Measure, Place, error, said, warning
from utgivelse.pdf.painting import Page
from utgivelse.places import Area
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 0.02
"""Millimetres."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """What is wrong with the pages' boxes, their bleed, their likeness and their number."""
    pages = subject.painting.pages
    if subject.press is None or not pages:
        return ()
    bleed = subject.press.bleed
    found = [finding for page in pages for finding in (*_boxes(page), *_bleed(page, bleed))]
    return (*found, *_unlike(pages), *_number(len(pages), subject.press.multiple))


def _boxes(page: Page) -> Iterator[Finding]:
    place = Place(page=page.number, area=page.trim, object="page boxes")
    if page.broken:
        text = said("the page's {names} is no box", names=", ".join(page.broken))
        yield error("K41", text, said("write the page boxes anew"), place)
    if "TrimBox" not in page.given and "ArtBox" not in page.given:
        hint = said("export again with trim and bleed boxes: without them nobody knows where to cut")
        yield error("K41", said("the page has no trim box"), hint, place)
    if {"TrimBox", "ArtBox"} <= page.given:
        yield error("K41", said("the page has a trim box and an art box, expected one"), said("remove one"), place)
    anew = said("write the page boxes anew")
    if not _holds(page.bleed, page.trim):
        yield error("K41", said("the trim box reaches out of the bleed box"), anew, place)
    if not _holds(page.media, page.bleed):
        yield error("K41", said("the bleed box reaches out of the media box"), anew, place)
    if any(abs(edge) > 0.01 for edge in page.origin):
        x, y = (round(edge, 2) for edge in page.origin)
        text = said("the media box begins at {x} {y}, expected 0 0", x=x, y=y)
        yield warning("K41", text, said("some programs shift such pages: export again"), place)


def _holds(outer: Area, inner: Area) -> bool:
    return (
        outer.x <= inner.x + SLACK
        and outer.y <= inner.y + SLACK
        and outer.right >= inner.right - SLACK
        and outer.bottom >= inner.bottom - SLACK
    )


def _bleed(page: Page, least: float) -> Iterator[Finding]:
    found = max(min(page.bleeds), 0.0)
    if found < least - SLACK:
        text = said("the page has {found} mm bleed, expected {least} mm", found=round(found, 2), least=f"{least:g}")
        place = Place(page=page.number, area=page.bleed, object="bleed box")
        hint = said("export with more bleed, and draw what touches the edge out to it")
        yield error("K42", text, hint, place, Measure(round(found, 2), least, "mm"))


def _unlike(pages: tuple[Page, ...]) -> Iterator[Finding]:
    sizes = [(round(page.trim.width, 1), round(page.trim.height, 1)) for page in pages]
    usual, _ = Counter(sizes).most_common(1)[0]
    turned, _ = Counter(page.rotate for page in pages).most_common(1)[0]
    for page, size in zip(pages, sizes, strict=True):
        place = Place(page=page.number, area=page.trim, object="trim box")
        if max(abs(size[0] - usual[0]), abs(size[1] - usual[1])) > 0.11:
            values = {"width": size[0], "height": size[1], "usual": f"{usual[0]} × {usual[1]}"}
            text = said("the page is {width} × {height} mm, most are {usual} mm", **values)
            yield error("K43", text, said("give all pages of one piece of work one size"), place)
        elif page.rotate != turned:
            text = said("the page is turned by {found}°, most by {usual}°", found=page.rotate, usual=turned)
            yield warning("K43", text, said("export all pages the same way up"), place)


def _number(pages: int, multiple: int) -> Iterator[Finding]:
    if multiple > 1 and pages % multiple:
        text = said("the file has {pages} pages, expected a multiple of {multiple}", pages=pages, multiple=multiple)
        hint = said("add or take away pages, or choose another binding")
        yield error("K44", text, hint, Place(page=pages), Measure(pages, multiple, said("pages")))


CHECK = Check("boxes", ("application/pdf",), run, press=True)
