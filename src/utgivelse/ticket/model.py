"""The shape of a ticket, as it is published."""

from __future__ import annotations

import datetime
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Edge = Literal["left", "right", "top", "none"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TicketSheet(_Model):
    """The pages of the press PDF, in millimetres."""

    width: float = Field(description="width of the trimmed page")
    height: float = Field(description="height of the trimmed page")
    bleed: float = Field(description="the least bleed of any page and edge")
    pages: int = Field(ge=1)
    alike: bool = Field(description="whether every page has this trimmed size")


class TicketInk(_Model):
    """An ink that the file names. A technical one is a step of the work and is not printed as a colour."""

    name: str
    kind: Literal["process", "spot", "technical"]
    step: str = Field("", description="of a technical ink: cutting, varnish, white …")
    rgb: str = Field("", description="how it looks on a screen, like #0a5c5f, where that is known")


class TicketFont(_Model):
    """A font that the file names."""

    name: str
    embedded: bool


class TicketPress(_Model):
    """The printing condition that the file was made for."""

    profile: str = Field(description="the name in the publisher's configuration")
    condition: str = Field(description="the characterised printing condition, e.g. FOGRA39")
    registry: str
    title: str
    ink_limit: float = Field(description="the most ink in any spot, in per cent")


class TicketPreflight(_Model):
    """What the checks before delivery came to."""

    press_ready: bool = Field(description="whether every check was made and none found an error")
    claims: tuple[str, ...] = Field(description="standards that the press PDF says it conforms to")
    errors: int
    warnings: int
    notes: int


class TicketSignature(_Model):
    """Who let the edition out although it was not proven press-ready, and why."""

    name: str
    reason: str


class TicketFile(_Model):
    """A file of the bundle; the ticket itself and the list of checksums are not among them."""

    path: str
    role: Literal["press", "proof", "preflight"]
    media_type: str
    bytes: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Ticket(_Model):
    """One edition on its way to a print shop."""

    version: Literal[1] = 1
    publication: str = Field(description="the publication's name in the publisher's configuration")
    language: str = Field(description="BCP 47")
    language_name: str
    title: str
    date: datetime.date = Field(description="the publication's date")
    client: str = Field(description="who publishes")
    contact: str = Field(description="who answers questions; empty: not given")
    quantity: int | None = Field(description="copies of this language; null: not given")
    paper: str = Field(description="empty: not given")
    finishing: str = Field(description="empty: not given")
    binding: Edge = Field(description="the bound edge of the front page")
    binding_is_given: bool = Field(description="false: it follows from the direction in which the language is read")
    note: str
    sheet: TicketSheet
    inks: tuple[TicketInk, ...]
    fonts: tuple[TicketFont, ...]
    press: TicketPress
    preflight: TicketPreflight
    signed_off: TicketSignature | None
    languages: tuple[str, ...] = Field(description="every language of the publication, this one among them")
    shared_plates: bool = Field(description="whether only the black plate differs between the languages")
    files: tuple[TicketFile, ...]


def ticket_schema() -> bytes:
    """The JSON Schema of a ticket, as it is published."""
    return _dump({"$schema": "https://json-schema.org/draft/2020-12/schema", **Ticket.model_json_schema()})


def write_ticket(ticket: Ticket) -> bytes:
    """The ticket for machines."""
    return _dump(ticket.model_dump(mode="json"))


def _dump(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
