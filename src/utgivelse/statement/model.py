"""The statement as data. Texts are in the language `spoken`, but for what an outside judge said."""

from __future__ import annotations

import datetime
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["full", "partial", "not-assessed", "paper"]
Outcome = Literal["passed", "failed", "not-run"]
Answer = Literal["holds", "lapsed", "nobody"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Model):
    """A text of the publisher's, and the language that it is in."""

    text: str
    language: str = Field(description="BCP 47")


class StatedFile(_Model):
    """The file that the statement is about, and no other."""

    name: str
    media_type: str
    bytes: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class StatedCheck(_Model):
    """A check of the program's own that was put to the edition."""

    name: str
    asked: str = Field(description="what it asks, in words")


class StatedFinding(_Model):
    """Something that a check of the program's own found."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    file: str = ""
    line: int = 0
    page: int = Field(default=0, description="0 when it concerns the whole file")


class Objection(_Model):
    """Something that an outside judge found, in its own words, which are English."""

    text: str
    place: str = ""


class StatedJudge(_Model):
    """An outside program that was to judge the file when this statement was made."""

    name: str
    standard: str
    version: str = Field(description="empty when it was not run")
    optional: bool = Field(default=False, description="whether its absence weighs nothing")
    outcome: Outcome
    reason: str = Field(default="", description="why it was not run")
    objections: tuple[Objection, ...] = ()


class StatedPerson(_Model):
    """What a person answers for."""

    answer: Answer = Field(description="holds: of exactly this content; lapsed: of other content; nobody: not at all")
    by: str = ""
    date: datetime.date | None = None
    note: str = Field(default="", description="how it was looked at")
    credential: str = ""
    report: str = ""
    content: str = Field(default="", description="the hash of what was looked at")


class StatedContact(_Model):
    """Where readers turn to."""

    name: Wording
    address: Wording
    phone: str
    mail: str


class Statement(_Model):
    """How far everyone can read one edition."""

    version: Literal[1] = 1
    program: str
    publication: str
    language: str = Field(description="of the edition, BCP 47")
    spoken: str = Field(description="the language of this statement: the edition's, where the program speaks it")
    format: str
    title: Wording
    publisher: Wording
    url: str
    date: datetime.date = Field(description="the publication's date")
    file: StatedFile
    content: str = Field(description="the hash of what readers meet in it, which a confirmation is bound to")
    status: Status
    claims: tuple[str, ...] = Field(description="standards that the file says it conforms to")
    checks: tuple[StatedCheck, ...]
    findings: tuple[StatedFinding, ...]
    judges: tuple[StatedJudge, ...]
    by_hand: tuple[str, ...] = Field(description="what no machine can tell, and a person who confirms says")
    person: StatedPerson
    limits: tuple[str, ...] = Field(description="what every edition of this format lacks")
    contact: StatedContact


def statement_schema() -> bytes:
    """The JSON Schema of a statement, as it is published."""
    return _dump({"$schema": "https://json-schema.org/draft/2020-12/schema", **Statement.model_json_schema()})


def write_json(statement: Statement) -> bytes:
    """The statement for programs."""
    return _dump(statement.model_dump(mode="json"))


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
