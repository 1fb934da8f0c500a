"""Inspection: any files, looked at one by one, whoever made them.

Laws:
- A file that cannot be read costs only its own answer, and is said to be so once, not by every check.
- A PDF's subject is handed back with its findings, so that a report can show its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import preflight, sources
from utgivelse.files import write_atomically
from utgivelse.findings import Failure, Finding, Place, ProjectError, error, note, said
from utgivelse.preflight import Subject
from utgivelse.publication import Project

if TYPE_CHECKING:
    from utgivelse.outline import Line
    from utgivelse.press_report import PressReport

Say = Callable[[str], str]


@dataclass(frozen=True)
class Wanted:
    """How files are to be looked at: in which project, by which press profile, how finely."""

    root: Path | None = None
    press: str = ""
    thorough: bool = False


@dataclass(frozen=True)
class Inspected:
    """A file and what was found in it; `subject` is a PDF that opened, None for all else."""

    path: Path
    findings: tuple[Finding, ...]
    subject: Subject | None = None


def inspect(paths: Sequence[Path], wanted: Wanted = Wanted()) -> tuple[Inspected, ...]:
    """Look at files: articles, catalogs, EPUBs, PDFs. ProjectError for a press profile that is not known."""
    project = _project(wanted.root)
    return tuple(_inspect(path, project, wanted) for path in paths)


def _inspect(path: Path, project: Project | None, wanted: Wanted) -> Inspected:
    if path.suffix.lower() != ".pdf":
        return Inspected(path, sources.check_files((path,), project))
    try:
        subject = _opened(path)
        if findings := preflight.unreadable(subject):
            return Inspected(path, findings)
    except Failure as failure:
        return Inspected(path, failure.findings)
    subject = preflight.subject_of(path, project, wanted.press)
    if wanted.thorough:
        from utgivelse import plates

        subject = replace(subject, ppi=plates.THOROUGH)
    return Inspected(path, (*_held_against(subject), *preflight.examine(subject)), subject)


def _opened(path: Path) -> Subject:
    subject = Subject(path, preflight.MEDIA_TYPES[".pdf"])
    try:
        assert subject.data is not None
    except FileNotFoundError as problem:
        raise ProjectError(error("F02", said("{file} does not exist", file=path), place=Place(str(path)))) from problem
    except OSError as problem:
        text = said("{file} cannot be read: {why}", file=path, why=problem.strerror)
        raise ProjectError(error("F04", text, place=Place(str(path)))) from problem
    return subject


def _held_against(subject: Subject) -> tuple[Finding, ...]:
    """Which profile the file was held against, or that it was against none."""
    hint = said("name another with `--press PROFILE`")
    if subject.press is None:
        text = said("the file says nothing of a printing condition: what only matters in print was not looked at")
    else:
        text = said("held against the press profile «{name}»", name=subject.press.name)
    return (note("K80", text, hint),)


def _project(root: Path | None) -> Project | None:
    """The project around, if it can be read: another file's check does not wait for it."""
    from utgivelse.project import load_project

    try:
        return load_project(root) if root else None
    except Failure:
        return None


# ── outlines ─────────────────────────────────────────────────────────────────────────────────


def outlined(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that an outline is asked of. ProjectError when none is named, or one is neither PDF nor EPUB."""
    hint = said("name one: `check --outline FILE`")
    if not paths:
        raise ProjectError(error("R70", said("there is no file to go through"), hint))
    for path in paths:
        if path.suffix.lower() not in preflight.MEDIA_TYPES:
            raise ProjectError(error("R70", said("{file} is neither a PDF nor an EPUB", file=path), hint))
    return tuple(paths)


def outline(path: Path) -> tuple[Line, ...]:
    """What a screen reader goes through in a PDF or EPUB. ProjectError when it cannot be read."""
    from utgivelse import ebook
    from utgivelse.outline import epub, pdf

    subject = _opened(path)
    if path.suffix.lower() == ".pdf":
        if findings := preflight.unreadable(subject):
            raise ProjectError(*findings)
        return pdf.read_pdf(subject.data)
    try:
        return epub.read_epub(subject.data)
    except ebook.Unreadable as problem:
        text = said("the file is no EPUB: {why}", why=str(problem))
        raise ProjectError(error("R70", text, said("export it anew"), Place(str(path)))) from problem


# ── reports ──────────────────────────────────────────────────────────────────────────────────


def report_of(one: Inspected, say: Say) -> PressReport:
    """What is reported of a PDF, as data."""
    from utgivelse import press_report

    return press_report.report_of(one.path, one.subject, one.findings, say)


def write_reports(found: Sequence[Inspected], target: Path, say: Say, language: str) -> tuple[Path, ...]:
    """A report for each PDF that is there: data for `.json`, else a page; of several each has its file's name in it.

    ProjectError when nothing can be reported, ToolError when it can't be written.
    """
    pdfs = [one for one in found if one.path.suffix.lower() == ".pdf" and one.path.is_file()]
    if not pdfs:
        raise ProjectError(error("K82", said("there is no PDF to report on"), said("name one: `check FILE.pdf`")))
    written = []
    for one in pdfs:
        path = target if len(pdfs) == 1 else target.with_name(f"{target.stem}-{one.path.stem}{target.suffix}")
        write_atomically(path.absolute(), _report(one, path.suffix.lower(), say, language), durable=False)
        written.append(path)
    return tuple(written)


def _report(one: Inspected, suffix: str, say: Say, language: str) -> bytes:
    from utgivelse import press_report

    report = report_of(one, say)
    if suffix == ".json":
        return press_report.write_json(report)
    return press_report.write_html(report, one.subject, say, language)
