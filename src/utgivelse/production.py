"""Production: one job, from articles to finished files; steps 2, 4, 6 and 7 of the walk.

Laws:
- The articles are read, localized and composed once for a job, and laid out at most once, only
  when a format that is asked for needs it.
- A failed write costs one edition, a failed layout both PDFs, never the EPUB. Every failure comes
  back as a finding of the edition it cost, so a job always answers.
- Files are finished in the place given; nothing is moved to where readers look.
- What each edition depended on is recorded for itself: the text, then the layout if it has one,
  then what its format read.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import utgivelse
from utgivelse import plugins
from utgivelse.edition import PSEUDO, Artifact, Book, Edition, Job, Product
from utgivelse.files import PRIVATE, Files, Record, sha256, shipped, unwritable, write_out
from utgivelse.findings import Failure, Finding, Place, PluginError, ProjectError, Severity, ToolError, error, said
from utgivelse.plugins import Format, Workshop

if TYPE_CHECKING:
    from utgivelse.article import Article
    from utgivelse.gate import Verdict
    from utgivelse.message import Message, Translation
    from utgivelse.publication import Project, Publication
    from utgivelse.typeset import Layout

TOOLS = ("weasyprint", "ebooklib", "pikepdf", "pillow", "babel", "jinja2", "markdown-it-py", "fonttools")


@dataclass(frozen=True)
class Step:
    """How far a job is: the number of its step, and whose it is."""

    number: int
    subject: str = ""


@dataclass(frozen=True)
class Made:
    """What came of one edition of a job: its artifact, and the finished file, if there is one."""

    wish: Edition
    artifact: Artifact
    partial: str
    record: Record
    title: str = ""
    tools: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manuscript:
    """A publication's text in one language, ready for every format; no book when the gate is closed."""

    book: Book | None
    files: Files
    title: str
    findings: tuple[Finding, ...]


def build_job(place: Path, project: Project, job: Job, tell: Callable[[Step], None]) -> tuple[Made, ...]:
    """Make the editions of one job, as far as they can be made; their files are finished in `place`."""
    files = Files(project.root)
    subject = f"{job.publication} {job.language}"
    try:
        manuscript = prepare(files, project, job, lambda number: tell(Step(number, subject)))
    except Exception as failure:
        manuscript = Manuscript(None, files, "", _findings(failure, project.root))
    printer = Printer(project, manuscript)
    tell(Step(6, subject))
    return tuple(_make(place, printer, wish, tell) for wish in job.editions())


# ── 2 import, 4 localize ─────────────────────────────────────────────────────────────────────


def prepare(files: Files, project: Project, job: Job, step: Callable[[int], None]) -> Manuscript:
    """The text of a publication in the job's language, if the gate lets it out."""
    from utgivelse import localize

    publication = project.publication(job.publication)
    step(2)
    articles, findings = import_articles(files, project, publication)
    step(4)
    messages = localize.messages_of(publication, project.brand, articles, job.language)
    translation = translate(files, project, job.language, messages)
    catalog = po_path(project, job.language)
    wrong = localize.check_translation(messages, translation, catalog)
    _stop_at_errors((*findings, *wrong))
    verdict = _verdict(project, publication, job, messages, translation)
    findings = (*findings, *wrong, *verdict.findings)
    if verdict.lets_out == "nothing":
        return Manuscript(None, files, publication.title, findings)
    book = compose(project, publication, articles, translation, draft=verdict.lets_out == "draft")
    return Manuscript(book, files, book.publication.title, findings)


def import_articles(
    files: Files, project: Project, publication: Publication
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """The publication's articles in the source language; ProjectError when one has errors."""
    from utgivelse import markdown

    imported = [import_file(files, project, name) for name in publication.articles]
    articles = tuple(article for article, _ in imported)
    findings = tuple(finding for _, found in imported for finding in found)
    findings = (*findings, *markdown.check_cross_references(articles))
    _stop_at_errors(findings)
    return articles, findings


def import_file(files: Files, project: Project, name: str) -> tuple[Article, tuple[Finding, ...]]:
    """One article of the project, by its path below `articles/`."""
    importer = find_importer(Path(name).suffix)
    found = importer.read(files.read(Path("articles") / name), name, project.source_language)
    return found.article, found.findings


def find_importer(suffix: str) -> plugins.Importer:
    """The importer for files of this suffix; ProjectError when no plug-in reads them."""
    suffixes: dict[str, plugins.Importer] = {}
    broken: list[Finding] = []
    for name in plugins.names("importers"):
        try:
            importer: plugins.Importer = plugins.load("importers", name)
        except PluginError as failure:  # it stops only what nothing else reads
            broken += failure.findings
            continue
        for known in importer.suffixes:
            suffixes.setdefault(known, importer)
    if suffix.lower() not in suffixes:
        known_suffixes = ", ".join(sorted(suffixes))
        raise ProjectError(
            error(
                "U10",
                said("nothing here reads «{suffix}» files; known are {known}", suffix=suffix, known=known_suffixes),
                said("save the text as one of these"),
            ),
            *broken,
        )
    return suffixes[suffix.lower()]


def translate(files: Files, project: Project, language: str, messages: tuple[Message, ...]) -> Translation:
    """The translation of a project into a language; the pseudo one is made up."""
    from utgivelse import localize, po

    if language == PSEUDO:
        return localize.pseudo_translation(messages, project.source_language)
    return po.load_translation(files, project, language)


def _verdict(
    project: Project, publication: Publication, job: Job, messages: tuple[Message, ...], translation: Translation
) -> Verdict:
    from utgivelse.gate import Verdict, judge

    if job.language in (project.source_language, PSEUDO):
        return Verdict("edition")
    return judge(publication.gate, translation, messages, po_path(project, job.language), draft=job.draft)


def po_path(project: Project, language: str) -> str:
    """Where the catalog of a language is to lie, as it is shown to people."""
    from utgivelse import po

    return po.catalog_path(project.domain, language).as_posix()


def compose(
    project: Project, publication: Publication, articles: tuple[Article, ...], translation: Translation, *, draft: bool
) -> Book:
    """The publication wholly in one language, its variables put in."""
    from utgivelse import localize

    def filled(value: Any) -> Any:
        return localize.put_variables(value, project.variables, translation.language, project.source_language)

    def in_language(value: Any) -> Any:
        return filled(localize.localize(value, translation, project.source_language, draft=draft))

    own = localize.messages_of(publication, project.brand, (), translation.language)
    is_source = translation.language == project.source_language
    untranslated = {} if is_source else localize.untranslated(own, translation, draft=draft)
    return Book(
        publication=in_language(publication),
        brand=in_language(project.brand),
        articles=tuple(in_language(article) for article in articles),
        language=translation.language,
        source_language=project.source_language,
        draft=draft,
        untranslated={filled(text): state for text, state in untranslated.items()},
    )


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
                self._layout, self._findings = _lay_out(self.project, book, self._files)
            except Exception as failure:
                self._layout = ProjectError(*_findings(failure, self.project.root))
        if isinstance(self._layout, Failure):
            raise self._layout
        return self._layout, self._findings

    def record(self, form: Format | None, own: Record) -> Record:
        """What an edition of this format depended on."""
        text = self.manuscript.files.record
        return text | self._files.record | own if form and form.needs == "layout" else text | own


def _lay_out(project: Project, book: Book, files: Files) -> tuple[Layout, tuple[Finding, ...]]:
    from utgivelse import design, fonts, render, typeset

    os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig_file(files))
    pages, findings = render.render_pages(book, design.load_design(files, book.publication, book.brand), files)
    _stop_at_errors(findings)
    layout = typeset.lay_out(pages, files)
    _stop_at_errors(layout.findings)
    return layout, (
        *findings,
        *layout.findings,
        *typeset.page_findings(layout, book.publication),
        *typeset.text_findings(layout),
    )


def _stop_at_errors(findings: tuple[Finding, ...]) -> None:
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ProjectError(*findings)


def _make(place: Path, printer: Printer, wish: Edition, tell: Callable[[Step], None]) -> Made:
    manuscript, files = printer.manuscript, printer.manuscript.files.part()
    form: Format | None = None
    partial, product = "", None
    findings = manuscript.findings
    try:
        form = plugins.load("formats", wish.format)
        if manuscript.book:
            product, found = _produce(printer, form, manuscript.book, files)
            tell(Step(7, f"{wish.publication} {wish.language} {wish.format}"))
            partial, examined = _finish(place, form, wish, product)
            findings = (*findings, *found, *product.findings, *examined)
            _stop_at_errors(findings)
    except Exception as failure:
        # what was found until then may stand in the failure as well
        partial, product = "", None
        findings = tuple(dict.fromkeys((*findings, *_findings(failure, files.root, form))))
    _witness(files, form)
    artifact = _artifact(wish, form, manuscript, product, findings)
    return Made(wish, artifact, partial, printer.record(form, files.record), manuscript.title, tool_versions())


def _produce(printer: Printer, form: Format, book: Book, files: Files) -> tuple[Product, tuple[Finding, ...]]:
    layout, findings = printer.lay_out(book) if form.needs == "layout" else (None, ())
    return form.produce(book, Workshop(printer.project, files, layout)), findings


def _finish(place: Path, form: Format, wish: Edition, product: Product) -> tuple[str, tuple[Finding, ...]]:
    from utgivelse import preflight

    path = place / Path(wish.path(form.suffix)).name
    try:
        write_out(path, product.data)
    except OSError as failure:
        raise ToolError(unwritable(path, failure)) from failure
    return str(path), preflight.examine(preflight.Subject(path, form.media_type))


def _artifact(
    wish: Edition, form: Format | None, manuscript: Manuscript, product: Product | None, findings: tuple[Finding, ...]
) -> Artifact:
    is_draft = manuscript.book.draft if manuscript.book else wish.draft
    edition = replace(wish, draft=is_draft)
    path, media_type = (edition.path(form.suffix), form.media_type) if form else ("", "")
    if product is None:
        reason = next((f.message for f in findings if f.severity is Severity.ERROR), "")
        return Artifact(edition, path, media_type, "refused", findings=findings, reason=reason)
    return Artifact(
        edition=edition,
        path=path,
        media_type=media_type,
        state="draft" if is_draft else "current",
        sha256=sha256(product.data),
        bytes=len(product.data),
        pages=product.pages,
        claims=product.claims,
        findings=findings,
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


def _findings(failure: Exception, root: Path, form: Format | None = None) -> tuple[Finding, ...]:
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
