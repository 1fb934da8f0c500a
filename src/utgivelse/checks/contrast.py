"""Contrast: every text stands out from its ground as far as WCAG 2.2 asks.

Laws:
- 4.5 to 1, or 3 to 1 for large text (1.4.3); 7 and 4.5 to 1 where the publication asks for high contrast (1.4.6).
- Only files for a screen are asked: what ink on paper looks like is another matter.
- Lines of one text in the same two colours are one finding, at the worst of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from utgivelse import contrast, grounds
from utgivelse.colour import RGB
from utgivelse.findings import Finding, Measure, Place, note, said, warning
from utgivelse.grounds import Standing, Unmeasured
from utgivelse.places import Area, PlaceMap
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

MOST = 40
"""Findings of a file that are told one by one; the others are counted."""
LEADING = 1.0
"""How far below a line the next of the same text may begin, of that line's height."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """A warning for each text that is too faint on its ground, a note for what could not be measured."""
    if subject.press is not None:
        return ()
    standing, problem = grounds.read(subject.path, subject.painting)
    faint = [one for one in standing if one.ratio < _least(subject, one)]
    told = [_finding(subject, group) for group in _grouped(faint, subject.places)]
    return (*told[:MOST], *_rest(told[MOST:]), *([_unmeasured(problem)] if problem else []))


def _least(subject: Subject, one: Standing) -> float:
    assert one.text.text is not None
    return contrast.least(subject.contrast, one.text.text.size, bold=_is_bold(one.text.text.font))


def _is_bold(font: str) -> bool:
    """Whether a font is bold by its name; a semibold one is not counted as such."""
    name = font.casefold().replace("-", "").replace(" ", "")
    heavy = any(weight in name for weight in ("bold", "black", "heavy"))
    return heavy and not any(weight in name for weight in ("semibold", "demibold"))


# ── lines of one text ────────────────────────────────────────────────────────────────────────


def _grouped(faint: Iterable[Standing], places: PlaceMap | None) -> list[list[Standing]]:
    groups: list[list[Standing]] = []
    for one in faint:
        if groups and _goes_on(groups[-1][-1], one, places):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _goes_on(before: Standing, one: Standing, places: PlaceMap | None) -> bool:
    if (before.text.page, before.varied) != (one.text.page, one.varied):
        return False
    if not one.varied and (before.colour, before.ground) != (one.colour, one.ground):
        return False
    above, area = before.text.area, one.text.area
    if above is None or area is None or _source(before, places) != _source(one, places):
        return False
    return area.y - above.bottom <= LEADING * max(above.height, area.height) and above.y - area.bottom <= 0


def _source(one: Standing, places: PlaceMap | None) -> tuple[str, int]:
    found = places.find(one.text.page, one.text.area) if places and one.text.area else None
    return (found.file, found.line) if found else ("", 0)


def _around(group: list[Standing]) -> Area:
    areas = [one.text.area for one in group if one.text.area is not None]
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return Area(*(round(edge, 2) for edge in (left, top, right - left, bottom - top)))


# ── what is said ─────────────────────────────────────────────────────────────────────────────


def _finding(subject: Subject, group: list[Standing]) -> Finding:
    worst = min(group, key=lambda one: one.ratio)
    assert worst.text.text is not None
    limit = _least(subject, worst)
    found = contrast.shown(worst.ratio)
    values = {
        "size": f"{round(worst.text.text.size, 1):g}",
        "found": f"{found:g}",
        "limit": f"{limit:g}",
        "colour": _hex(worst.colour),
        "ground": _hex(worst.ground),
    }
    code, text, hint = _words(subject, worst)
    place = Place(page=worst.text.page, area=_around(group), object=worst.text.called)
    return warning(code, said(text, **values), hint, place, Measure(found, limit, ":1"))


FLAT = said("text of {size} pt in {colour} on {ground} has a contrast of {found} to 1, expected at least {limit}")
VARIED = said(
    "text of {size} pt has a contrast of {found} to 1 at the worst place of what lies under it "
    "({colour} on {ground}), expected at least {limit}"
)
HIGH = said(
    "text of {size} pt in {colour} on {ground} has a contrast of {found} to 1, expected at least {limit} "
    "for high contrast"
)


def _words(subject: Subject, one: Standing) -> tuple[str, str, str]:
    if one.varied:
        return "R42", VARIED.template, said("move it off the picture, or lay an even field under it")
    is_dark = contrast.luminance(one.colour) < contrast.luminance(one.ground)
    hint = (
        said("make the text darker, or its ground lighter")
        if is_dark
        else said("make the text lighter, or its ground darker")
    )
    return ("R41", HIGH.template, hint) if subject.contrast == "high" else ("R40", FLAT.template, hint)


def _hex(rgb: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _rest(findings: list[Finding]) -> Iterable[Finding]:
    if findings:
        pages = ", ".join(str(page) for page in sorted({one.place.page for one in findings})[:40])
        text = said("{count} more texts are too faint, on these pages: {pages}", count=len(findings), pages=pages)
        yield replace(findings[0], message=text, place=Place(page=findings[0].place.page), measure=None)


def _unmeasured(problem: Unmeasured) -> Finding:
    pages = ", ".join(map(str, problem.pages[:40]))
    text = said("the contrast of texts on pictures was not measured on these pages: {pages}: {why}", pages=pages,
                why=problem.why)  # fmt: skip
    return note("R43", text, problem.hint, Place(page=problem.pages[0]))


CHECK = Check("contrast", ("application/pdf",), run)
