"""Hairlines: no line is thinner than the press can hold, drawn as a line, a thin shape, or the outline of text."""

from __future__ import annotations

from utgivelse.findings import Finding, Measure, said, warning
from utgivelse.pdf.painting import Painted, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 0.99


def run(subject: Subject) -> tuple[Finding, ...]:
    """A warning for each page with lines or filled shapes thinner than the profile's thinnest."""
    if subject.press is None:
        return ()
    least = subject.press.line
    thin = [one for one in subject.painting.printed if _is_line(one) and one.width < least * SLACK]

    def finding(worst: Painted, count: int) -> Finding:
        found = round(worst.width, 3)
        values = {"found": f"{found:g}", "least": f"{least:g}", "count": count}
        text = said("a line is {found} pt thin, expected at least {least} pt ({count} such on the page)", **values)
        return warning("K51", text, said("make it thicker"), measure=Measure(found, least, "pt"))

    return told(thin, lambda one: -one.width, finding)


def _is_line(one: Painted) -> bool:
    """Whether it is drawn as a line, a shape, a stencil, or text by its outline alone."""
    if one.text is not None:
        return one.stroked and one.text.rendering in (1, 5)
    return one.kind in ("stroke", "fill", "stencil")


CHECK = Check("hairlines", ("application/pdf",), run, press=True)
