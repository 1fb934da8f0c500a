"""Glyphs: every character that is shown has one; .notdef prints as a box or as nothing."""

from __future__ import annotations

from utgivelse.findings import Finding, Measure, error, said
from utgivelse.pdf.painting import Painted, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each page with text that has no glyphs."""
    lacking = [one for one in subject.painting.painted if one.visible and one.text and one.text.missing]
    return told(lacking, lambda one: float(one.text.missing if one.text else 0), _finding)


def _finding(worst: Painted, count: int) -> Finding:
    missing = worst.text.missing if worst.text else 0
    values = {"missing": missing, "font": worst.text.font if worst.text else "", "count": count}
    text = said("{missing} characters have no glyph in «{font}» ({count} such texts on the page)", **values)
    hint = said("choose a font that has them, and export again")
    return error("K68", text, hint, measure=Measure(missing, 0, said("glyphs")))


CHECK = Check("glyphs", ("application/pdf",), run)
