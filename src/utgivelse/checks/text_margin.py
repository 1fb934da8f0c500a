"""Text margin: no text stands where the knife may take it.

Law: a letter's area is that of its kind (with or without descender), so that a line's slack is not text.
"""

from __future__ import annotations

from utgivelse.findings import Finding, Measure, error, said, warning
from utgivelse.pdf.painting import Painted, Painting, overlap, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 0.1
"""Millimetres."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """A warning for each page with text too near the trim, an error where the trim cuts through text."""
    if subject.press is None:
        return ()
    painting, safe = subject.painting, subject.press.safe
    near = [
        one for one in painting.printed if one.text and _is_on(one, painting) and _gap(one, painting) < safe - SLACK
    ]

    def finding(worst: Painted, count: int) -> Finding:
        found = round(_gap(worst, painting), 2)
        if found < -SLACK:
            text = said("text is cut by the trim ({count} such on the page)", count=count)
            hint = said("move it inside the page")
            return error("K53", text, hint, measure=Measure(found, safe, "mm"))
        values = {"found": found, "least": f"{safe:g}", "count": count}
        text = said("text stands {found} mm from the trim, expected {least} mm ({count} such on the page)", **values)
        return warning("K53", text, said("move it inwards: a knife is not exact"), measure=Measure(found, safe, "mm"))

    return told(near, lambda one: -_gap(one, painting), finding)


def _is_on(one: Painted, painting: Painting) -> bool:
    return one.area is not None and overlap(one.area, painting.page(one.page).trim)


def _gap(one: Painted, painting: Painting) -> float:
    """How far it is from the nearest edge; negative when it goes over."""
    area, trim = one.area, painting.page(one.page).trim
    if area is None:
        return float("inf")
    return min(area.x - trim.x, area.y - trim.y, trim.right - area.right, trim.bottom - area.bottom)


CHECK = Check("text_margin", ("application/pdf",), run, press=True)
