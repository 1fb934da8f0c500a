"""Annotations: nothing is laid over what is printed.

Law: an annotation lies wholly outside the bleed box, but for printer's marks and traps (ISO 15930-7).
"""

from __future__ import annotations

from utgivelse.findings import Finding, Place, error, said
from utgivelse.pdf.painting import Annotation, overlap
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

ALLOWED = ("PrinterMark", "TrapNet", "Popup")


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each page with annotations inside its bleed."""
    painting = subject.painting
    pages: dict[int, list[Annotation]] = {}
    for one in painting.annotations:
        if one.subtype not in ALLOWED and overlap(one.area, painting.page(one.page).bleed):
            pages.setdefault(one.page, []).append(one)
    return tuple(_finding(here) for here in pages.values())


def _finding(here: list[Annotation]) -> Finding:
    first = here[0]
    kinds = ", ".join(sorted({one.subtype or "?" for one in here}))
    text = said("{count} annotations lie on the printed page: {kinds}", count=len(here), kinds=kinds)
    place = Place(page=first.page, area=first.area, object=f"annotation {first.subtype}")
    return error("K45", text, said("flatten them into the page, or remove them"), place)


CHECK = Check("annotations", ("application/pdf",), run, press=True)
