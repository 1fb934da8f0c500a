"""Confirming: a person says that everyone can read a publication, and what that person had before the eyes.

Laws:
- Only what is finished can be confirmed: every edition for the screen is up to date, no draft, without errors.
- What is written down is the hash that the editions were built with, never one that is computed afterwards.
- The machine tells what it has asked, and what it cannot ask: for that the person answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import plugins
from utgivelse.edition import PSEUDO, Artifact, Edition
from utgivelse.findings import Failure, Finding, ProjectError, Severity, error, said

if TYPE_CHECKING:
    from utgivelse.freshness import Request
    from utgivelse.publication import Confirmation, Project


@dataclass(frozen=True)
class Assurance:
    """What a person says: who, when, how it was looked at, and where more stands."""

    by: str
    date: datetime.date
    note: str = ""
    credential: str = ""
    report: str = ""


@dataclass(frozen=True)
class Confirmed:
    """What was written down: of which files, what the machine had asked of them, and what it had found."""

    publication: str
    confirmation: Confirmation
    files: tuple[Path, ...]
    checks: tuple[str, ...]
    findings: tuple[Finding, ...]


def is_for_paper(name: str) -> bool:
    """Whether this format is to be printed; one that can't be loaded is told of elsewhere."""
    form = _format(name)
    return form is not None and form.press


def attests(name: str) -> bool:
    """Whether a file of this format says who confirmed it."""
    form = _format(name)
    return form is not None and form.attests


def _format(name: str) -> plugins.Format | None:
    try:
        found: plugins.Format = plugins.load("formats", name)
    except Failure:
        return None
    return found


def formats_on_screen(project: Project, publications: tuple[str, ...], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The formats of what is to be confirmed that are read on a screen; ProjectError when there are none."""
    for publication in project.publications:
        if publication.id in publications:
            _check_languages(publication.id, publication.languages, languages)
            if found := tuple(name for name in publication.formats if not is_for_paper(name)):
                return found
            text = said("nothing of {publication} is read on a screen", publication=publication.id)
            hint = said("add `pdf-screen` or `epub` to the publication's `formats`, and build")
            raise ProjectError(error("U32", text, hint))
    return ()


def _check_languages(publication: str, known: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    for language in wanted:
        if language == PSEUDO or language not in known:
            text = said("{publication} is not in the language «{language}»", publication=publication, language=language)
            raise ProjectError(error("U32", text, said("known here: {names}", names=", ".join(known))))


def confirm(
    project: Project, request: Request, standings: Mapping[Edition, Artifact], assurance: Assurance
) -> Confirmed:
    """Write the assurance into the configuration; ProjectError when an edition is not fit for it."""
    from utgivelse import preflight
    from utgivelse.project import set_confirmation
    from utgivelse.publication import Confirmation

    if not assurance.by.strip():
        raise ProjectError(error("U31", said("nobody is named who confirms"), said('write `--by "Kari Nes"`')))
    if unfit := tuple(_unfit(request, standings)):
        raise ProjectError(*unfit)
    artifacts = tuple(standings[wish] for wish in request.wishes)
    edition, output = artifacts[0].edition, Path(request.output)
    confirmation = Confirmation(
        language=edition.language,
        by=assurance.by.strip(),
        date=assurance.date,
        content=artifacts[0].content,
        note=assurance.note.strip(),
        credential=assurance.credential.strip(),
        report=assurance.report.strip(),
    )
    set_confirmation(project.root, edition.publication, confirmation)
    asked = (name for artifact in artifacts for name in preflight.asked(artifact.media_type))
    found = (finding for artifact in artifacts for finding in artifact.findings if finding.code != "R60")
    return Confirmed(
        publication=edition.publication,
        confirmation=confirmation,
        files=tuple(output / artifact.path for artifact in artifacts),
        checks=tuple(dict.fromkeys(asked)),
        findings=tuple(dict.fromkeys(found)),
    )


def _unfit(request: Request, standings: Mapping[Edition, Artifact]) -> Iterator[Finding]:
    """Why these editions can't be confirmed."""
    for wish in request.wishes:
        name = f"{wish.publication} {wish.language} {wish.format}"
        line = f"utgivelse build {wish.publication} -l {wish.language}"
        if (why := _fault(wish, standings)) is not None:
            text = said("{edition} cannot be confirmed: {why}", edition=name, why=why)
            yield error("U30", text, said("`{line}`, look at what comes out, then confirm it", line=line))


def _fault(wish: Edition, standings: Mapping[Edition, Artifact]) -> str | None:
    standing = standings.get(wish)
    if standing is None:
        draft = standings.get(Edition(wish.publication, wish.language, wish.format, draft=True))
        return said("it is a draft") if draft and draft.state == "draft" else said("it has not been built")
    if standing.state != "current":
        return standing.reason or said("it is not up to date")
    if any(finding.severity is Severity.ERROR for finding in standing.findings):
        return said("it has errors")
    return None if standing.content else said("it has not been built")
