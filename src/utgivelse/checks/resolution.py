"""Resolution: pictures have enough pixels at the size they are printed in, and not needlessly many.

Law: the worse of the two directions decides. A picture of up to four pixels is a flat colour.
"""

from __future__ import annotations

from utgivelse.findings import Finding, Measure, error, note, said, warning
from utgivelse.pdf.painting import Painted, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject
from utgivelse.publication import PressProfile

LINE_ART = 550
"""Pixels an inch below which the steps of a picture of one bit are seen."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """Too coarse: an error or a warning by the profile; too fine: a note; coarse line art: a warning."""
    press = subject.press
    if press is None:
        return ()
    pictures = [one for one in subject.painting.printed if one.image and one.image.pixels[0] * one.image.pixels[1] > 4]
    toned = [one for one in pictures if not _is_line_art(one)]
    coarse = [one for one in toned if _ppi(one) < press.least_ppi - 0.5]
    fine = [one for one in toned if _ppi(one) > press.most_ppi + 0.5]
    line_art = [one for one in pictures if _is_line_art(one) and _ppi(one) < LINE_ART - 0.5]
    return (
        *told(coarse, lambda one: -_ppi(one), lambda worst, count: _coarse(worst, count, press)),
        *told(line_art, lambda one: -_ppi(one), _line_art),
        *told(fine, _ppi, lambda worst, count: _fine(worst, count, press)),
    )


def _ppi(one: Painted) -> float:
    return min(one.image.ppi) if one.image else 0.0


def _is_line_art(one: Painted) -> bool:
    return one.image is not None and one.image.bits == 1


def _coarse(worst: Painted, count: int, press: PressProfile) -> Finding:
    found = round(_ppi(worst))
    values = {"ppi": found, "least": press.least_ppi, "count": count}
    text = said("a picture prints at {ppi} pixels an inch, expected {least} ({count} such on the page)", **values)
    hint = said("fetch the original in a larger size, or place it smaller")
    limit = press.worst_ppi if found < press.worst_ppi else press.least_ppi
    tell = error if found < press.worst_ppi else warning
    return tell("K48", text, hint, measure=Measure(found, limit, "ppi"))


def _line_art(worst: Painted, count: int) -> Finding:
    found = round(_ppi(worst))
    values = {"ppi": found, "least": LINE_ART, "count": count}
    text = said("line art prints at {ppi} pixels an inch, expected {least} ({count} such on the page)", **values)
    hint = said("scan it finer, or draw it as lines")
    return warning("K50", text, hint, measure=Measure(found, LINE_ART, "ppi"))


def _fine(worst: Painted, count: int, press: PressProfile) -> Finding:
    found = round(_ppi(worst))
    values = {"ppi": found, "most": press.most_ppi, "count": count}
    text = said("a picture prints at {ppi} pixels an inch, more than {most} ({count} such on the page)", **values)
    hint = said("scale it down: the pixels only make the file larger")
    return note("K49", text, hint, measure=Measure(found, press.most_ppi, "ppi"))


CHECK = Check("resolution", ("application/pdf",), run, press=True)
