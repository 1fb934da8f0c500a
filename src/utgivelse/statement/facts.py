"""Facts: an edition, its findings and its judges become a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from utgivelse import __version__, localize, po, preflight
from utgivelse.confirmation import QUESTIONS, confirmation_of
from utgivelse.edition import Artifact
from utgivelse.files import Files
from utgivelse.findings import Finding, said
from utgivelse.publication import Brand, Project, Publication
from utgivelse.speech import speaker, spoken
from utgivelse.statement import checks
from utgivelse.statement.model import (
    StatedCheck,
    StatedContact,
    StatedFile,
    StatedFinding,
    StatedJudge,
    StatedPerson,
    Statement,
    Wording,
)
from utgivelse.statement.rules import STATUS, machines

Say = Callable[[str], str]
LAPSED = "R60"
"""Told as what it is: nobody answers for this content."""

LIMITS = {
    "application/pdf": (
        said("A PDF keeps its pages: its text does not flow anew on a narrow screen, or when it is enlarged."),
        said("How a PDF is read aloud depends on the program that reads it; not every program uses its tags."),
    ),
    "application/epub+zip": (said("How a book looks and is read aloud depends on the program that shows it."),),
}
SILENT = said("The file has neither sound nor sign language.")
FLOWING = said("The same publication comes as an EPUB, whose text flows.")


@dataclass(frozen=True)
class Judged:
    """An edition, its title in its own language, what outside judges said of its file, and whether it is for paper."""

    artifact: Artifact
    title: str
    judges: tuple[StatedJudge, ...] = ()
    is_for_paper: bool = False


def fill_in(project: Project, judged: Judged) -> Statement:
    """The statement on one edition, in its language."""
    artifact, edition = judged.artifact, judged.artifact.edition
    publication = project.publication(edition.publication)
    say, words = speaker(edition.language), _Words(project, publication, edition.language)
    findings = () if judged.is_for_paper else tuple(_findings(artifact.findings, say))
    person = _person(publication, edition.language, artifact.content)
    status = STATUS[machines(findings, judged.judges), person.answer]
    return Statement(
        program=f"utgivelse {__version__}",
        publication=publication.id,
        language=edition.language,
        spoken=spoken(edition.language),
        format=edition.format,
        title=words.of(judged.title),
        publisher=words.of(words.brand.organisation or words.brand.contact.name),
        url=project.brand.url,
        date=publication.date,
        file=StatedFile(
            name=artifact.path.rpartition("/")[2],
            media_type=artifact.media_type,
            bytes=artifact.bytes,
            sha256=artifact.sha256,
        ),
        content=artifact.content,
        status="paper" if judged.is_for_paper else status,
        claims=tuple(claim for claim in artifact.claims if claim != "press-ready"),
        checks=() if judged.is_for_paper else tuple(_checks(artifact.media_type, say)),
        findings=findings,
        judges=judged.judges,
        by_hand=tuple(say(text) for text in QUESTIONS.values()),
        person=person,
        limits=() if judged.is_for_paper else tuple(_limits(artifact.media_type, publication, say)),
        contact=StatedContact(
            name=words.of(words.brand.contact.name),
            address=words.of(words.brand.contact.address),
            phone=words.brand.contact.phone,
            mail=words.brand.contact.mail,
        ),
    )


def _checks(media_type: str, say: Say) -> Iterator[StatedCheck]:
    for name in (checks.SOURCES, *preflight.asked(media_type)):
        yield StatedCheck(name=name, asked=say(checks.asked(name)))


def _findings(found: tuple[Finding, ...], say: Say) -> Iterator[StatedFinding]:
    for finding in dict.fromkeys(found):
        if finding.code != LAPSED:
            yield StatedFinding(
                code=finding.code,
                severity=finding.severity.value,
                message=say(finding.message),
                file=finding.place.file,
                line=finding.place.line,
                page=finding.place.page,
            )


def _person(publication: Publication, language: str, content: str) -> StatedPerson:
    found = confirmation_of(publication, language)
    if found is None:
        return StatedPerson(answer="nobody")
    return StatedPerson(
        answer="holds" if content and found.content == content else "lapsed",
        by=found.by,
        date=found.date,
        note=found.note,
        credential=found.credential,
        report=found.report,
        content=found.content,
    )


def _limits(media_type: str, publication: Publication, say: Say) -> Iterator[str]:
    yield from map(say, LIMITS.get(media_type, ()))
    if media_type == "application/pdf" and "epub" in publication.formats:
        yield say(FLOWING)
    yield say(SILENT)


class _Words:
    """The publisher's own words in the edition's language, each with the language that it is in."""

    def __init__(self, project: Project, publication: Publication, language: str) -> None:
        self.language, self.source = language, project.source_language
        translation = po.load_translation(Files(project.root), project, language)
        own = localize.messages_of(publication, project.brand, (), language)

        def filled(value: str) -> str:
            return localize.put_variables(value, project.variables, language, project.source_language)

        is_source = language == project.source_language
        lacking = {} if is_source else localize.untranslated(own, translation, draft=False)
        self._untranslated = {filled(text) for text in lacking}
        localized = localize.localize(project.brand, translation, project.source_language, draft=False)
        self.brand: Brand = localize.put_variables(localized, project.variables, language, project.source_language)

    def of(self, text: str) -> Wording:
        """A text with its language."""
        return Wording(text=text, language=self.source if text in self._untranslated else self.language)
