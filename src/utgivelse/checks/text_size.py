"""Text size: nothing is set smaller than can be printed and read."""

from __future__ import annotations

from utgivelse.findings import Finding, Measure, said, warning
from utgivelse.pdf.painting import Painted, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 0.99


def run(subject: Subject) -> tuple[Finding, ...]:
    """A warning for each page with text below the profile's smallest."""
    if subject.press is None:
        return ()
    least = subject.press.text
    small = [one for one in subject.painting.printed if one.text and one.text.size < least * SLACK]

    def finding(worst: Painted, count: int) -> Finding:
        found = round(worst.text.size if worst.text else 0.0, 2)
        values = {"found": f"{found:g}", "least": f"{least:g}", "count": count}
        text = said("text is set in {found} pt, expected at least {least} pt ({count} such on the page)", **values)
        return warning("K52", text, said("set it larger"), measure=Measure(found, least, "pt"))

    return told(small, lambda one: -one.text.size if one.text else 0.0, finding)


CHECK = Check("text_size", ("application/pdf",), run, press=True)
