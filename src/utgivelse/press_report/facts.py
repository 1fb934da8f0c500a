"""Facts: a subject and its findings become a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from utgivelse import __version__, plates
from utgivelse.files import sha256
from utgivelse.findings import Finding, Severity
from utgivelse.pdf.painting import Page
from utgivelse.preflight import Subject
from utgivelse.press_report.model import (
    Light,
    PressReport,
    Profile,
    ReportedFile,
    ReportedFinding,
    ReportedFont,
    ReportedInk,
    ReportedMeasure,
    ReportedPage,
)
from utgivelse.publication import PressProfile

Say = Callable[[str], str]
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
LIGHTS: dict[Severity, Light] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "green"}


def report_of(path: Path, subject: Subject | None, findings: Iterable[Finding], say: Say) -> PressReport:
    """The report of a PDF; `subject` is None for one that doesn't open."""
    ordered = sorted(findings, key=lambda one: (WEIGHT[one.severity], one.place.page, one.code))
    data = path.read_bytes()
    about = PressReport(
        program=f"utgivelse {__version__}",
        light=_light(ordered),
        file=ReportedFile(name=path.name, bytes=len(data), sha256=sha256(data)),
        profile=None,
        measured=None,
        findings=tuple(_finding(number, one, say) for number, one in enumerate(ordered, 1)),
    )
    if subject is None:
        return about
    # green is only for what was measured
    light = "yellow" if about.light == "green" and not subject.press else about.light
    return about.model_copy(update={"light": light, **_facts(subject)})


def _light(findings: list[Finding]) -> Light:
    """The colour of the worst; the first is the worst."""
    return LIGHTS[findings[0].severity] if findings else "green"


def _facts(subject: Subject) -> dict[str, object]:
    painting = subject.painting
    ink = _most_ink(subject) if subject.press else {}
    return {
        "profile": _profile(subject.press),
        "measured": subject.plates.ppi if ink else None,
        "standard": painting.catalog.pdfx,
        "conditions": tuple(dict.fromkeys(one.condition for one in painting.catalog.intents)),
        "inks": _inks(subject),
        "fonts": tuple(ReportedFont(name=one.name, kind=one.kind, embedded=one.embedded) for one in painting.fonts),
        "pages": tuple(_page(page, ink.get(page.number)) for page in painting.pages),
    }


def _most_ink(subject: Subject) -> dict[int, float]:
    return {page.page: plates.most_ink(page) for page in subject.plates}


def _profile(press: PressProfile | None) -> Profile | None:
    if press is None:
        return None
    return Profile(
        name=press.name, condition=press.condition, ink_limit=press.ink_limit, bleed=press.bleed, ppi=press.ppi
    )


def _inks(subject: Subject) -> tuple[ReportedInk, ...]:
    """The process inks that are used, then the spot inks."""
    used = {name for page in subject.plates for name in page.inks} if subject.press else set()
    process = tuple(ReportedInk(name=name, kind="process") for name in plates.PROCESS if name in used)
    spots = subject.painting.inks.items()
    return (*process, *(ReportedInk(name=name, kind="technical" if step else "spot") for name, step in spots))


def _page(page: Page, ink: float | None) -> ReportedPage:
    left, top, right, bottom = (round(length, 2) for length in page.bleeds)
    return ReportedPage(
        number=page.number,
        width=round(page.trim.width, 2),
        height=round(page.trim.height, 2),
        bleed=(left, top, right, bottom),
        ink=ink,
    )


def _finding(number: int, finding: Finding, say: Say) -> ReportedFinding:
    place = finding.place
    return ReportedFinding(
        number=number,
        code=finding.code,
        severity=finding.severity.value,
        message=say(finding.message),
        hint=say(finding.hint),
        page=place.page,
        area=place.area,
        object=say(place.object),
        block=place.block,
        file=place.file,
        line=place.line,
        measure=ReportedMeasure(**asdict(finding.measure)) if finding.measure else None,
    )
