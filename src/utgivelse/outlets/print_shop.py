"""The bundle for a print shop: one zip for each edition that is to be printed.

One edition, one zip: a print shop's upload takes one job at a time, a corrected language is sent again
alone, and what was refused in one language can't change what is sent in another.

Laws:
- The press PDF is handed on byte for byte as it was built and checked.
- Without proof (the claim `press-ready`) nothing leaves, unless somebody signs with name and reason;
  ticket and machine file then say so.
- A zip of an edition that is held back stays as it was delivered before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from utgivelse import bundle, preflight, press, press_report
from utgivelse import pdf as bench
from utgivelse.files import hash_of, sha256, write_atomically
from utgivelse.findings import Finding, Place, ToolError, error, said, warning
from utgivelse.pdf.proof import as_proof
from utgivelse.plugins import Delivered, Delivery, Outlet, Ready
from utgivelse.publication import PrintJob, Publication
from utgivelse.ticket import Parcel, TicketFile, fill_in, write_page, write_ticket
from utgivelse.ticket.facts import READY

MARKS = ("crop", "registration", "bar")
ROLES = {"print.pdf": "press", "proof.pdf": "proof", "preflight.html": "preflight", "preflight.json": "preflight"}
TYPES = {"pdf": "application/pdf", "html": "text/html", "json": "application/json"}
ASKED = {"quantity": "quantity = 1000", "contact": 'contact = "Kari Nes, 32 00 00 00, kari@example.no"'}
"""Keys of the job without which a print shop can't begin, and a line that gives them."""


def deliver(delivery: Delivery) -> Delivered:
    """One zip for each edition that may leave; ToolError when the folder can't be written to."""
    files: list[Path] = []
    findings: list[Finding] = []
    for ready in delivery.ready:
        held = _held_back(ready, delivery)
        if held is None:
            path = delivery.folder / f"{_stem(ready, delivery)}.zip"
            write_atomically(path, _bundle(ready, delivery))
            files.append(path)
        findings += _told(ready, delivery) if held is None else (held,)
    return Delivered(tuple(files), tuple(dict.fromkeys(findings)))


# ── what may leave ───────────────────────────────────────────────────────────────────────────


def _held_back(ready: Ready, delivery: Delivery) -> Finding | None:
    name = _name(ready)
    if hash_of(ready.file) != ready.artifact.sha256:
        text = said("{edition} is not delivered: its file is not the one that was checked", edition=name)
        return error("K86", text, said("`utgivelse build`, then deliver again"))
    if READY in ready.artifact.claims or delivery.signed_off:
        return None
    return error(
        "K85",
        said("{edition} is not delivered: it is not proven ready for the press", edition=name),
        said(
            "mend what `utgivelse check {file}` finds; or let somebody answer for it: "
            '`--signed-off "Kari Nes: the reason"`',
            file=ready.file,
        ),
    )


def _told(ready: Ready, delivery: Delivery) -> Iterator[Finding]:
    """What whoever sends the bundle should know."""
    publication = delivery.project.publication(ready.artifact.edition.publication)
    for key, line in ASKED.items():
        if getattr(publication.job, key) == getattr(PrintJob(), key):
            yield _unsaid(publication, key, line)
    if READY not in ready.artifact.claims:
        text = said("{edition} leaves unproven, signed off by {who}", edition=_name(ready), who=delivery.signed_off)
        yield warning("K88", text)


def _unsaid(publication: Publication, key: str, line: str) -> Finding:
    return warning(
        "K87",
        said("the job of {publication} has no {key}: the print shop will ask", publication=publication.id, key=key),
        said("add `{line}` below `[publication.job]` in `utgivelse.toml`", line=line),
        Place("utgivelse.toml", publication.line),
    )


# ── what leaves ──────────────────────────────────────────────────────────────────────────────


def _bundle(ready: Ready, delivery: Delivery) -> bytes:
    data, stem = ready.file.read_bytes(), _stem(ready, delivery)
    made = {"print.pdf": data, "proof.pdf": _proof(ready, delivery, data), **_preflight(ready, delivery)}
    listed = tuple(_listed(f"{stem}.{end}", end, made[end]) for end in ROLES)
    signed = "" if READY in ready.artifact.claims else delivery.signed_off
    ticket = fill_in(delivery.project, Parcel(ready.artifact, data, ready.title, listed, signed))
    made["ticket.html"] = write_page(ticket, delivery.say, delivery.language)
    made["ticket.json"] = write_ticket(ticket)
    return bundle.pack(stem, {f"{stem}.{end}": content for end, content in made.items()}, ticket.date)


def _proof(ready: Ready, delivery: Delivery, data: bytes) -> bytes:
    """The press PDF made small, with marks around it, and with a title that says what it is."""
    edition = ready.artifact.edition
    publication = delivery.project.publication(edition.publication)
    metadata = bench.Metadata(
        title=delivery.say(said("Proof, not for printing: {title}", title=ready.title)),
        language=edition.language,
        date=publication.date,
        author=delivery.project.brand.organisation,
        identifier=bench.identifier(edition.publication, edition.language, "proof"),
    )
    small = as_proof(data)
    return bench.set_metadata(small if publication.press.marks else press.add_marks(small, MARKS), metadata)


def _preflight(ready: Ready, delivery: Delivery) -> dict[str, bytes]:
    """What the checks found when the edition was built, as it is read by people and by programs."""
    say, path = delivery.say, ready.file
    subject = preflight.subject_of(path, delivery.project)
    try:
        report = press_report.report_of(path, subject, ready.artifact.findings, say)
    except ToolError:  # no plates here: what was found stands all the same
        subject = replace(subject, press=None)
        report = press_report.report_of(path, subject, ready.artifact.findings, say)
    name = f"{_stem(ready, delivery)}.print.pdf"
    report = report.model_copy(update={"file": report.file.model_copy(update={"name": name})})
    return {
        "preflight.html": press_report.write_html(report, subject, say, delivery.language),
        "preflight.json": press_report.write_json(report),
    }


def _listed(path: str, end: str, data: bytes) -> TicketFile:
    return TicketFile(
        path=path,
        role=ROLES[end],  # type: ignore[arg-type]
        media_type=TYPES[end.rpartition(".")[2]],
        bytes=len(data),
        sha256=sha256(data),
    )


def _stem(ready: Ready, delivery: Delivery) -> str:
    """The edition's name in the bundle; two publications that differ in capitals alone are told apart."""
    edition = ready.artifact.edition
    alike = [one.id for one in delivery.project.publications if one.id.lower() == edition.publication.lower()]
    mark = "" if alike[0] == edition.publication else sha256(edition.publication.encode())[:6]
    return bundle.safe_stem(edition.publication, mark, edition.language)


def _name(ready: Ready) -> str:
    edition = ready.artifact.edition
    return f"{edition.publication} {edition.language} {edition.format}"


OUTLET = Outlet("print-shop", ("pdf-print",), deliver)
