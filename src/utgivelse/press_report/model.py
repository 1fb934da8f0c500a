"""The report as data. Lengths are millimetres, ink is per cent of full cover."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Box = tuple[float, float, float, float]
Light = Literal["red", "yellow", "green"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportedFile(_Model):
    """What was looked at."""

    name: str
    bytes: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Profile(_Model):
    """The press profile that the file was held against."""

    name: str
    condition: str
    ink_limit: float
    bleed: float
    ppi: int


class ReportedInk(_Model):
    """An ink that the file prints with; a technical one is a step of the work, not a colour."""

    name: str
    kind: Literal["process", "spot", "technical"]


class ReportedFont(_Model):
    """A font that text is set in."""

    name: str
    kind: str
    embedded: bool


class ReportedPage(_Model):
    """A page as it is trimmed."""

    number: int
    width: float
    height: float
    bleed: Box = Field(description="how far the bleed box reaches over the trim: left, top, right, bottom")
    ink: float | None = Field(description="the most ink on one spot within the bleed; null when not measured")


class ReportedMeasure(_Model):
    """What was measured, and the limit it was held against."""

    found: float
    limit: float
    unit: str


class ReportedFinding(_Model):
    """One thing that was found; `number` is the one on the page's picture."""

    number: int
    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str = ""
    page: int = Field(default=0, description="0 when it concerns the whole file")
    area: Box | None = Field(
        default=None, description="left, top, width and height from the trimmed page's top left corner"
    )
    object: str = ""
    block: str = Field(default="", description="the kind of the article's block that stands there; empty when unknown")
    file: str = ""
    line: int = 0
    measure: ReportedMeasure | None = None


class PressReport(_Model):
    """What the preflight found in one PDF, and what the file is."""

    version: Literal[1] = 1
    program: str
    light: Light
    file: ReportedFile
    profile: Profile | None = Field(description="null when the file was only looked at in general")
    measured: float | None = Field(description="pixels an inch of the plates that were measured; null when none were")
    standard: str = Field(default="", description="the PDF/X version that the file claims")
    conditions: tuple[str, ...] = Field(default=(), description="printing conditions of its output intents")
    inks: tuple[ReportedInk, ...] = ()
    fonts: tuple[ReportedFont, ...] = ()
    pages: tuple[ReportedPage, ...] = ()
    findings: tuple[ReportedFinding, ...] = ()


def report_schema() -> bytes:
    """The JSON Schema of the report, as it is published."""
    return _dump({"$schema": "https://json-schema.org/draft/2020-12/schema", **PressReport.model_json_schema()})


def write_json(report: PressReport) -> bytes:
    """The report as a file for programs."""
    return _dump(report.model_dump(mode="json"))


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
