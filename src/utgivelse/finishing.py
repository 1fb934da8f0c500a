"""Finishing: a manuscript becomes editions; steps 6 and 7 of the walk.

Laws:
- A manuscript is laid out at most once, only when a format that is asked for needs it, or names its pages.
- A failed write costs one edition, a failed layout both PDFs, never the EPUB: that comes out without pages.
- Files are finished in the place given; nothing is moved to where readers look.
- What each edition depended on is recorded for itself: the text, then the layout if it has one,
  then what its format read.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import utgivelse
from utgivelse import confirmation, plugins
from utgivelse.edition import Artifact, Book, Edition, Product
from utgivelse.files import PRIVATE, Files, Record, sha256, shipped, unwritable, write_out
from utgivelse.findings import Failure, Finding, Place, ProjectError, Severity, ToolError, error, said, traced, warning
from utgivelse.place_file import SUFFIX
from utgivelse.plugins import Format, Workshop

if TYPE_CHECKING:
    from utgivelse.places import PlaceMap
    from utgivelse.proofreading.fit import Entries
    from utgivelse.publication import Confirmation, Project
    from utgivelse.taken import Taken
    from utgivelse.typeset import Layout

TOOLS = ("weasyprint", "ebooklib", "pikepdf", "pillow", "babel", "jinja2", "markdown-it-py", "fonttools")


@dataclass(frozen=True)
class Step:
    """How far a job is: the number of its step, and whose it is."""

    number: int
    subject: str = ""


@dataclass(frozen=True)
class Made:
    """What came of one edition of a job: its artifact, and the finished file, if there is one.

    `companions` are the finished files that lie beside it, each with the path where it is to lie.
    """

    wish: Edition
    artifact: Artifact
    partial: str
    record: Record
    title: str = ""
    companions: tuple[tuple[str, str], ...] = ()
    tools: dict[str, str] = field(default_factory=dict)
    taken: Taken | None = None


@dataclass(frozen=True)
class Manuscript:
    """A publication's text in one language, ready for every format; no book when the gate is closed.

    `content` is the hash of what readers meet in it, `confirmed` what a person answers for of exactly that,
    `let_out` whose word let it past the gate, `taken` what it took of the language's catalog.
    """

    book: Book | None
    files: Files
    title: str
    findings: tuple[Finding, ...]
    content: str = ""
    confirmed: Confirmation | None = None
    let_out: Mapping[str, str | int] = field(default_factory=dict)
    taken: Taken | None = None
    entries: Entries = field(default_factory=dict)
    """Where each text of a translated edition stands in its catalog."""


# ── 6 produce, 7 preflight ───────────────────────────────────────────────────────────────────


class Printer:
    """Lays a manuscript out when a format first asks, and remembers the layout or its failure."""

    def __init__(self, project: Project, manuscript: Manuscript) -> None:
        self.project = project
        self.manuscript = manuscript
        self._files = manuscript.files.part()
        self._layout: Layout | Failure | None = None
        self._findings: tuple[Finding, ...] = ()

    def lay_out(self, book: Book) -> tuple[Layout, tuple[Finding, ...]]:
        """The layout that all paged formats share; it fails for all of them or for none."""
        if self._layout is None:
            try:
                self._layout, findings = _lay_out(self.project, book, self._files)
                self._findings = self.told(findings, self._layout.places)
            except Exception as failure:
                self._layout = ProjectError(*as_findings(failure, self.project.root))
        if isinstance(self._layout, Failure):
            raise self._layout
        return self._layout, self._findings

    def told(self, findings: tuple[Finding, ...], places: PlaceMap | None) -> tuple[Finding, ...]:
        """What was found on pages, with the lines of the catalog that it concerns."""
        from utgivelse.proofreading import fit

        entries = self.manuscript.entries
        return (*fit.with_entries(findings, places, entries), *fit.grown(findings, entries))

    def places(self, form: Format) -> PlaceMap | None:
        """What stands where in the layout that this format was made from."""
        is_laid_out = form.needs == "layout" and self._layout and not isinstance(self._layout, Failure)
        return self._layout.places if is_laid_out else None  # type: ignore[union-attr]

    def wants_layout(self, form: Format) -> bool:
        """Whether a format is made from the layout, or names the pages of one that the publication comes in."""
        book = self.manuscript.book
        return form.needs == "layout" or bool(book and form.pages_of in book.publication.formats)

    def record(self, form: Format | None, own: Record) -> Record:
        """What an edition of this format depended on."""
        text = self.manuscript.files.record
        return text | self._files.record | own if form and self.wants_layout(form) else text | own


def _lay_out(project: Project, book: Book, files: Files) -> tuple[Layout, tuple[Finding, ...]]:
    from utgivelse import design, fonts, render, typeset

    os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig_file(files))
    pages, findings = render.render_pages(book, design.load_design(files, book.publication, book.brand), files)
    stop_at_errors(findings)
    layout = typeset.lay_out(pages, files)
    stop_at_errors(layout.findings)
    of_pages = (*typeset.page_findings(layout, book.publication), *typeset.text_findings(layout))
    return layout, (*findings, *layout.findings, *(traced(finding, layout.places) for finding in of_pages))


def stop_at_errors(findings: tuple[Finding, ...]) -> None:
    """ProjectError with all of them when one is an error."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ProjectError(*findings)


def make_edition(place: Path, printer: Printer, wish: Edition, tell: Callable[[Step], None]) -> Made:
    """One edition, finished in `place`, or the reason why there is none."""
    manuscript, files = printer.manuscript, printer.manuscript.files.part()
    form: Format | None = None
    finished: _Finished | None = None
    findings = manuscript.findings
    try:
        form = plugins.load("formats", wish.format)
        if manuscript.book:
            product, found = _produce(printer, form, manuscript.book, files)
            findings = (*_on_pages(printer, form), *found, *product.findings)
            tell(Step(7, f"{wish.publication} {wish.language} {wish.format}"))
            finished = _finish(place, printer, form, wish, product)
            findings = (*findings, *finished.findings)
            stop_at_errors(findings)
    except Exception as failure:
        # what was found until then may stand in the failure as well
        finished = None
        findings = tuple(dict.fromkeys((*findings, *as_findings(failure, files.root, form))))
    _witness(files, form)
    artifact = _artifact(wish, form, manuscript, finished, findings)
    return Made(
        wish,
        artifact,
        str(finished.path) if finished else "",
        printer.record(form, files.record),
        manuscript.title,
        tuple((finished.places, path) for path in artifact.companions) if finished else (),
        tool_versions(),
        manuscript.taken,
    )


def _on_pages(printer: Printer, form: Format) -> tuple[Finding, ...]:
    """What was said of the manuscript, with the pages on which its translations stand."""
    from utgivelse.proofreading import fit

    return fit.on_pages(printer.manuscript.findings, printer.places(form), printer.manuscript.entries)


def _produce(printer: Printer, form: Format, book: Book, files: Files) -> tuple[Product, tuple[Finding, ...]]:
    layout, findings = _layout_for(printer, form, book)
    confirmed = printer.manuscript.confirmed if form.attests else None
    return form.produce(book, Workshop(printer.project, files, layout, confirmed)), findings


def _layout_for(printer: Printer, form: Format, book: Book) -> tuple[Layout | None, tuple[Finding, ...]]:
    """The layout, and what is to be said of it to whoever wants this format."""
    if not printer.wants_layout(form):
        return None, ()
    if form.needs == "layout":
        return printer.lay_out(book)
    try:
        return printer.lay_out(book)[0], ()
    except Failure as failure:
        why = failure.findings[0].message if failure.findings else str(failure)
        text = said("no page is marked, since the pages could not be laid out: {why}", why=why)
        return None, (warning("E02", text, said("mend what the PDFs of this language say, then build again")),)


@dataclass(frozen=True)
class _Finished:
    """A product as a file, what the checks say of it, and the file of its layout's places (and that file's hash)."""

    path: Path
    product: Product
    findings: tuple[Finding, ...]
    places: str = ""
    places_hash: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """What the file may be called: ready for the press only when its plates were measured."""
        is_measured = not any(finding.code in UNMEASURED for finding in self.findings)
        is_press = any(claim.startswith("PDF/X") for claim in self.product.claims)
        return (*self.product.claims, *(("press-ready",) if is_press and is_measured else ()))


UNMEASURED = ("K70", "X06")
"""A check that could not be put: what it would have found is not known."""


def _finish(place: Path, printer: Printer, form: Format, wish: Edition, product: Product) -> _Finished:
    from utgivelse import place_file, preflight

    path = place / Path(wish.path(form.suffix)).name
    beside = place / f"{path.name}.{place_file.SUFFIX}"
    places = printer.places(form)
    told = place_file.write_places(places) if places else b""
    try:
        write_out(path, product.data)
        if told:
            write_out(beside, told)
    except OSError as failure:
        raise ToolError(unwritable(path, failure)) from failure
    publication = printer.project.publication(wish.publication)
    profile = publication.press if form.press else None
    icc = preflight.icc_of(profile, printer.manuscript.files.part()) if profile else b""
    subject = preflight.Subject(path, form.media_type, profile, icc, places, contrast=publication.contrast)
    found = printer.told(preflight.unsaid(preflight.examine(subject), product.findings), places)
    return _Finished(path, product, found, str(beside), sha256(told) if told else "")


def _artifact(
    wish: Edition,
    form: Format | None,
    manuscript: Manuscript,
    finished: _Finished | None,
    findings: tuple[Finding, ...],
) -> Artifact:
    is_draft = manuscript.book.draft if manuscript.book else wish.draft
    edition = replace(wish, draft=is_draft)
    path, media_type = (edition.path(form.suffix), form.media_type) if form else ("", "")
    if finished is None:
        reason = next((f.message for f in findings if f.severity is Severity.ERROR), "")
        return Artifact(edition, path, media_type, "refused", findings=findings, reason=reason)
    return Artifact(
        edition=edition,
        path=path,
        media_type=media_type,
        state="draft" if is_draft else "current",
        sha256=sha256(finished.product.data),
        bytes=len(finished.product.data),
        pages=finished.product.pages,
        claims=finished.claims,
        findings=findings,
        companions={edition.path(SUFFIX): finished.places_hash} if finished.places_hash else {},
        content=manuscript.content,
        confirmed=confirmation.as_data(manuscript.confirmed) if form and form.attests else {},
        let_out=manuscript.let_out,
    )


# ── what else an edition depends on ──────────────────────────────────────────────────────────


def _witness(files: Files, form: Format | None) -> None:
    for path in _libraries():
        files.witness(path)
    if form and (module := sys.modules.get(form.produce.__module__)) and module.__file__:
        files.witness(Path(module.__file__))
    for path in files.listing(shipped("fonts"), "*.[ot]tf"):
        files.read(path)


@cache
def _libraries() -> tuple[Path, ...]:
    """The text libraries of the system that are loaded: another version may break lines elsewhere."""
    try:
        maps = Path("/proc/self/maps").read_text()
    except OSError:
        return ()
    names = {line.split(maxsplit=5)[5] for line in maps.splitlines() if ".so" in line}
    return tuple(sorted(Path(name) for name in names if any(part in name for part in ("libpango", "libharfbuzz"))))


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    from importlib.metadata import PackageNotFoundError, version

    found = [("python", platform.python_version()), ("utgivelse", utgivelse.__version__)]
    for name in TOOLS:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def tool_versions() -> dict[str, str]:
    """The versions of what editions are made with."""
    return dict(_versions())


# ── failures ─────────────────────────────────────────────────────────────────────────────────


def as_findings(failure: Exception, root: Path, form: Format | None = None) -> tuple[Finding, ...]:
    """A failure as findings; one that nobody foresaw leaves its traceback in the project's private folder."""
    if isinstance(failure, Failure):
        return failure.findings
    if isinstance(failure, MemoryError):
        return (error("X15", said("there was not enough memory"), said("look for a picture that is too large")),)
    return (unforeseen(failure, root, form.name if form else ""),)


def unforeseen(failure: BaseException, root: Path, who: str = "") -> Finding:
    """The finding for our own bug, or a plug-in's."""
    import traceback

    report = "".join(traceback.format_exception(failure))
    path = root / PRIVATE / "tracebacks" / f"{sha256(report.encode())[:12]}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report)
    except OSError:
        path = Path(report)
    what = (
        said("{who} fails: {why}", who=who, why=repr(failure))
        if who
        else said("internal error: {why}", why=repr(failure))
    )
    hint = said("send `{path}` to whoever maintains it", path=path)
    return error("X05", what, hint, Place())
