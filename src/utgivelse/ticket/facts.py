"""What a ticket says of an edition: from the configuration, the press PDF and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from utgivelse.edition import Artifact
from utgivelse.language import language
from utgivelse.pdf import painting
from utgivelse.pdf.painting import PROCESS, Painting
from utgivelse.publication import Brand, Project, Publication
from utgivelse.ticket.model import (
    Edge,
    Ticket,
    TicketFile,
    TicketFont,
    TicketInk,
    TicketPreflight,
    TicketPress,
    TicketSheet,
    TicketSignature,
)

READY = "press-ready"
"""The claim of an edition whose every check was made and found no error."""

PROCESS_RGB = dict(zip(PROCESS, ("#009fe3", "#e6007e", "#ffed00", "#1d1d1b"), strict=True))
SLACK = 0.1
"""Millimetres by which pages of one size may differ."""


@dataclass(frozen=True)
class Parcel:
    """What is to be delivered: an edition's press PDF, its title, the files of the bundle, and who signed for it."""

    artifact: Artifact
    data: bytes
    title: str
    files: tuple[TicketFile, ...] = ()
    signed_off: str = ""


def fill_in(project: Project, parcel: Parcel) -> Ticket:
    """The ticket of one edition."""
    edition, spoken = parcel.artifact.edition, language(parcel.artifact.edition.language, project.source_language)
    publication = project.publication(edition.publication)
    found, job = painting.read(parcel.data), publication.job
    return Ticket(
        publication=publication.id,
        language=spoken.tag,
        language_name=spoken.name,
        title=parcel.title,
        date=publication.date,
        client=project.brand.organisation,
        contact=job.contact,
        quantity=job.quantity or None,
        paper=job.paper,
        finishing=job.finishing,
        binding=job.binding or _binding(len(found.pages), spoken.direction),
        binding_is_given=bool(job.binding),
        note=job.note,
        sheet=_sheet(found),
        inks=(*_process(found), *_spots(found, project.brand)),
        fonts=tuple(TicketFont(name=font.name.rstrip(","), embedded=font.embedded) for font in found.fonts),
        press=_press(publication),
        preflight=_preflight(parcel.artifact),
        signed_off=_signature(parcel.signed_off),
        languages=publication.languages,
        shared_plates=publication.shared_plates,
        files=parcel.files,
    )


def _binding(pages: int, direction: str) -> Edge:
    """Where the back is: a loose sheet has none, and what is read from right to left opens the other way."""
    if pages <= 2:
        return "none"
    return "right" if direction == "rtl" else "left"


def _sheet(found: Painting) -> TicketSheet:
    first = found.pages[0].trim
    alike = all(
        abs(page.trim.width - first.width) < SLACK and abs(page.trim.height - first.height) < SLACK
        for page in found.pages
    )
    bleed = min(edge for page in found.pages for edge in page.bleeds)
    return TicketSheet(
        width=round(first.width, 2),
        height=round(first.height, 2),
        bleed=round(max(0.0, bleed), 2),
        pages=len(found.pages),
        alike=alike,
    )


def _process(found: Painting) -> Iterator[TicketInk]:
    """The process inks that something is painted in; what a picture or a shading needs is taken to be all four."""
    used = {name for one in found.printed for name, _ in one.colour.plates}
    varied = any(
        not one.colour.values and one.colour.space.family in ("cmyk", "icc", "devicen") for one in found.printed
    )
    for name, rgb in PROCESS_RGB.items():
        if varied or name in used:
            yield TicketInk(name=name, kind="process", step="", rgb=rgb)


def _spots(found: Painting, brand: Brand) -> Iterator[TicketInk]:
    known = {ink.spot: ink for ink in brand.colours.values() if ink.spot}
    for name, technical in sorted(found.inks.items()):
        ink = known.get(name)
        step = ink.technical if ink else ""
        kind: Literal["technical", "spot"] = "technical" if step or technical else "spot"
        yield TicketInk(name=name, kind=kind, step=step, rgb=ink.rgb if ink else "")


def _press(publication: Publication) -> TicketPress:
    press = publication.press
    return TicketPress(
        profile=press.name,
        condition=press.condition,
        registry=press.registry,
        title=press.title,
        ink_limit=press.ink_limit,
    )


def _preflight(artifact: Artifact) -> TicketPreflight:
    count = Counter(str(finding.severity.value) for finding in artifact.findings)
    return TicketPreflight(
        press_ready=READY in artifact.claims,
        claims=tuple(claim for claim in artifact.claims if claim != READY),
        errors=count["error"],
        warnings=count["warning"],
        notes=count["note"],
    )


def _signature(text: str) -> TicketSignature | None:
    name, _, reason = text.partition(":")
    return TicketSignature(name=name.strip(), reason=reason.strip()) if text else None
