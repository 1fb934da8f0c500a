"""What a ticket says of an edition: from the configuration, the press PDF and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from utgivelse import pdf
from utgivelse.edition import Artifact
from utgivelse.language import language
from utgivelse.pdf.sheets import PROCESS, sheets, spot_inks
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
    found, job = sheets(parcel.data), publication.job
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
        binding=job.binding or _binding(found.pages, spoken.direction),
        binding_is_given=bool(job.binding),
        note=job.note,
        sheet=TicketSheet(
            width=found.width, height=found.height, bleed=found.bleed, pages=found.pages, alike=found.alike
        ),
        inks=tuple(_inks(parcel.data, project.brand)),
        fonts=tuple(TicketFont(name=font.name, embedded=font.embedded) for font in pdf.fonts(parcel.data)),
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


def _inks(data: bytes, brand: Brand) -> Iterator[TicketInk]:
    for name, rgb in zip(PROCESS, ("#009fe3", "#e6007e", "#ffed00", "#1d1d1b"), strict=True):
        yield TicketInk(name=name, kind="process", step="", rgb=rgb)
    known = {ink.spot: ink for ink in brand.colours.values() if ink.spot}
    for name in spot_inks(data):
        ink = known.get(name)
        step = ink.technical if ink else ""
        yield TicketInk(name=name, kind="technical" if step else "spot", step=step, rgb=ink.rgb if ink else "")


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
