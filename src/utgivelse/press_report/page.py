"""The report as one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from utgivelse import page_pictures
from utgivelse.findings import said
from utgivelse.language import format_number
from utgivelse.pdf.painting import Page
from utgivelse.places import Area
from utgivelse.preflight import Subject
from utgivelse.press_report.model import PressReport, ReportedFinding, ReportedPage

Say = Callable[[str], str]
TEMPLATE = "report.html.j2"
MOST_FRAMES = 40
"""On one page: more hide it."""
MOST_PICTURES = 64
"""Pages with a picture; on others the frames stand on white paper."""
PICTURE_SIZE = ("-scale-to", 900)

LIGHTS = {
    "red": (said("Not ready for print"), said("at least one error: mend it before the file goes to press")),
    "yellow": (said("Look at this first"), said("no errors, but something that somebody should decide")),
    "general": (said("Look at this first"), said("held against no press profile: nothing says that it prints well")),
    "green": (said("Ready"), said("nothing was found that speaks against it")),
}
LABELS = {
    "report": said("Preflight report"),
    "summary": said("What was found"),
    "facts": said("The file"),
    "ink": said("Most ink on one spot, page by page"),
    "pages": said("Pages with findings"),
    "others": said("Pages without findings"),
    "notes": said("Notes"),
    "page": said("Page"),
    "place": said("Place"),
    "what": said("What"),
    "object": said("Object"),
    "found": said("Measured"),
    "limit": said("Limit"),
    "source": said("Source"),
    "trim": said("Trim"),
    "bleed": said("Bleed"),
    "count": said("Pages"),
    "claim": said("Claims"),
    "intent": said("Output intent"),
    "inks": said("Inks"),
    "fonts": said("Fonts"),
    "most": said("Most ink"),
    "profile": said("Held against"),
    "plates": said("Plates"),
    "sum": said("SHA-256"),
    "whole": said("whole file"),
    "none": said("none"),
    "unmeasured": said("not measured"),
    "unknown": said("source unknown"),
    "mixed": said("pages of several sizes"),
    "not_embedded": said("not embedded"),
    "general": said("no press profile: only looked at in general"),
    "drawn": said("drawn with overprint at {ppi} pixels an inch").template,
    "limits": said("at most {ink} % of ink, {bleed} mm of bleed, pictures of {ppi} ppi").template,
    "error": said("error"),
    "warning": said("warning"),
    "note": said("note"),
    "errors": said("errors"),
    "warnings": said("warnings"),
    "note_count": said("notes"),
    "process": said("process"),
    "spot": said("spot"),
    "technical": said("technical, not printed"),
    "legend": said("Places are millimetres from the top left corner of the trimmed page; bleed is negative."),
    "edges": said("Solid: trim. Dashed: bleed."),
    "judge": said("No free PDF/X validator judged this file; what stands here was measured by the program itself."),
}


@dataclass(frozen=True)
class Frame:
    """A rectangle on a page's picture, in per cent of it."""

    left: float
    top: float
    width: float
    height: float
    number: int = 0
    severity: str = ""


@dataclass(frozen=True)
class Card:
    """A page of the report: the page's facts, its picture, the frames on it, and what was found there."""

    page: ReportedPage
    ratio: float
    picture: str
    trim: Frame
    bleed: Frame
    frames: tuple[Frame, ...]
    findings: tuple[ReportedFinding, ...]


def write_html(report: PressReport, subject: Subject | None, say: Say, language: str) -> bytes:
    """The report as one file, its words by `say`, which speaks `language`."""
    number = partial(_number, language=language)
    cards = tuple(_cards(report, subject)) if subject else ()
    text: str = _template(number).render(
        r=report,
        t={name: say(text) for name, text in LABELS.items()},
        light=tuple(map(say, LIGHTS[_light(report)])),
        language=language,
        marked=[card for card in cards if card.findings],
        clean=[card for card in cards if not card.findings],
        counts={kind: sum(one.severity == kind for one in report.findings) for kind in ("error", "warning", "note")},
        place=lambda found: _place(found, number),
        trims=sorted({(page.width, page.height) for page in report.pages}),
        bleeds=[min(page.bleed[side] for page in report.pages) for side in range(4)] if report.pages else [],
        most=max((page.ink for page in report.pages if page.ink is not None), default=None),
    )
    return text.encode()


def _light(report: PressReport) -> str:
    """Which words go with the light."""
    is_general = report.light == "yellow" and report.profile is None
    return "general" if is_general and not any(one.severity == "warning" for one in report.findings) else report.light


def _template(number: Callable[[float], str]) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["number"] = number
    return environment.get_template(TEMPLATE)


def _number(value: float, language: str) -> str:
    return format_number(round(value, 2), language)


def _place(found: ReportedFinding, number: Callable[[float], str]) -> str:
    """`12 × 40 mm at 20, 30`, in figures alone."""
    if found.area is None:
        return ""
    left, top, width, height = (number(round(length, 1)) for length in found.area)
    return f"{width} × {height} mm ({left} · {top})"


def _cards(report: PressReport, subject: Subject) -> Iterator[Card]:
    found: dict[int, list[ReportedFinding]] = {}
    for one in report.findings:
        if one.severity != "note" or one.area:
            found.setdefault(one.page, []).append(one)
    numbers = sorted(page.number for page in report.pages)
    wanted = [*(number for number in numbers if number in found), *(one for one in numbers if one not in found)]
    drawn = page_pictures.draw(subject.path, wanted[:MOST_PICTURES], PICTURE_SIZE)
    for reported, page in zip(report.pages, subject.painting.pages, strict=True):
        yield _card(reported, page, drawn.get(page.number, ""), tuple(found.get(page.number, ())))


def _card(reported: ReportedPage, page: Page, picture: str, findings: tuple[ReportedFinding, ...]) -> Card:
    media = page.media
    placed = [one for one in findings if one.area is not None][:MOST_FRAMES]
    return Card(
        reported,
        round(media.width / media.height, 4) if media.height else 1,
        picture,
        _frame(page.trim, media),
        _frame(page.bleed, media),
        tuple(_frame(Area(*one.area), media, one) for one in placed if one.area),
        findings,
    )


def _frame(area: Area, media: Area, finding: ReportedFinding | None = None) -> Frame:
    """The area on the picture; what was found gets a little room around it, so that a dot is seen."""
    room = 0.6 if finding else 0.0
    width, height = max(media.width, 1.0), max(media.height, 1.0)
    left, top = max(area.x - room, media.x), max(area.y - room, media.y)
    right, bottom = min(area.right + room, media.right), min(area.bottom + room, media.bottom)
    shares = ((left - media.x) / width, (top - media.y) / height, (right - left) / width, (bottom - top) / height)
    on_page = Area(*(round(max(0.0, share) * 100, 2) for share in shares))
    return Frame(*on_page, finding.number, finding.severity) if finding else Frame(*on_page)
