"""Findings and failures: what the program has to say about somebody's work.

Laws:
- A *finding* is a value; it is collected, counted, shown, written to the manifest. A *failure*
  is an exception that carries findings and stops one edition, or the command when it concerns
  the whole project. Anything else that is raised is our own bug and keeps its traceback.
- A message is lower case, names what was expected and what was found, and has no full stop at
  its end. The hint says what to do, commands in backticks.
- Texts are made with `said("… {name} …", name=…)`: English inside the program, translated only
  at a door (`Said.template` is the msgid, `Said.values` are put in afterwards).
- `code` is a family letter and two digits: P project, A article, M catalog and message,
  F font and file, I image, T theme and template, L layout, K print, E epub, R reading, X plug-in
  and tool, U the command as typed. Every code has one line in docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import IntEnum, StrEnum

from utgivelse.places import Area, PlaceMap


class Said(str):
    """An English sentence that still knows its template and the values put into it."""

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, values: dict[str, object]) -> Said:
        """The sentence with `values` put into `template`."""
        self = super().__new__(cls, template.format_map(values) if values else template)
        self.template = template
        self.values = values
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, dict[str, object]]]:
        return Said, (self.template, self.values)


def said(template: str, /, **values: object) -> Said:
    """The text of a finding or of the interface: `template` is the msgid of its translation."""
    return Said(template, values)


class Severity(StrEnum):
    """How much a finding weighs: an error stops its edition, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: a source file and line, a page of an output and a rectangle on it, or both.

    `file` is relative to the project (or as the user gave it), `line` counts from 1, 0 is unknown;
    `page` counts from 1, 0 is no page. `area` is in millimetres from the trimmed page's top left
    corner; `object` says what was looked at (`text «Kom hit»`, `image 12`); `block` is the kind of the
    article's block that stands there, empty where that is unknown.
    """

    file: str = ""
    line: int = 0
    page: int = 0
    area: Area | None = None
    object: str = ""
    block: str = ""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.page and f"p{self.page}") if part)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, and the limit it was held against, in the same unit (`mm`, `pt`, `ppi`, `%`)."""

    found: float
    limit: float
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing, and what to do about it.

    `beside` is the other end of what is translated: where `place` is a catalog's, the article's line and what is
    known of the page; where `place` is an article's or a page's, the catalog's line.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place = Place()
    measure: Measure | None = None
    beside: Place | None = None


class ExitCode(IntEnum):
    """What a command answers to the shell."""

    OK = 0
    REFUSED = 1
    WRONG = 2
    MISSING = 3
    INTERRUPTED = 130


class Failure(Exception):
    """Something outside the program is wrong; the findings say what, where and what to do."""

    exit_code = ExitCode.WRONG

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{f.place}: {f.message}" if str(f.place) else f.message for f in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[Failure], tuple[Finding, ...]]:
        return type(self), self.findings


class ProjectError(Failure):
    """A file of the user's is wrong: configuration, article, catalog, picture, template."""


class ToolError(Failure):
    """A program or library outside is missing or failed."""

    exit_code = ExitCode.MISSING


class PluginError(Failure):
    """A plug-in is missing, doubled, or broke its contract."""

    exit_code = ExitCode.MISSING


def error(code: str, message: str, hint: str = "", place: Place = Place(), measure: Measure | None = None) -> Finding:
    """A finding that stops its edition."""
    return Finding(code, Severity.ERROR, message, hint, place, measure)


def warning(code: str, message: str, hint: str = "", place: Place = Place(), measure: Measure | None = None) -> Finding:
    """A finding that somebody should look at; the edition comes out."""
    return Finding(code, Severity.WARNING, message, hint, place, measure)


def note(code: str, message: str, hint: str = "", place: Place = Place(), measure: Measure | None = None) -> Finding:
    """A finding that only informs."""
    return Finding(code, Severity.NOTE, message, hint, place, measure)


def traced(finding: Finding, places: PlaceMap | None) -> Finding:
    """A finding with an area, and with the source of what stands there, where the map knows it."""
    place = finding.place
    if places is None or place.area is None or place.block:
        return finding
    found = places.find(place.page, place.area)
    if found is None:
        return finding
    return replace(finding, place=replace(place, file=found.file, line=found.line, block=found.block))


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like this one, or all of them; empty when there are none."""
    words = tuple(known)
    if found := get_close_matches(name, words, 1):
        return said("did you mean «{name}»?", name=found[0])
    return said("known here: {names}", names=", ".join(words)) if words else ""
