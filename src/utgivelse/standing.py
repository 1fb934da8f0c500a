"""Standing: whether it can go to print on Thursday, and who is late.

Laws:
- Shares count words of the source, not messages; a hundred per cent is only what is wholly there.
- Days are counted to the day that is asked about; nothing here looks at the clock.
- What stops an edition is asked as a build asks it: the gate, the checks on translations, the theme's words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from utgivelse.edition import PSEUDO
from utgivelse.files import Files
from utgivelse.findings import Finding, ProjectError, Said, Severity, error, said
from utgivelse.gate import Asked as AskedOfGate
from utgivelse.gate import Lacking, counted, judge, lacking_of
from utgivelse.message import Message, Translation
from utgivelse.production import po_path
from utgivelse.publication import Project, Publication, Translator
from utgivelse.translators import read_articles

if TYPE_CHECKING:
    from utgivelse.article import Article


@dataclass(frozen=True)
class Asked:
    """What is asked about: publications and languages (all, when none is named), and the day (none: no counting)."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    on: datetime.date | None = None


@dataclass(frozen=True)
class SourceNote:
    """What a translator says of a mistake in the source, with the text it is in and where that stands."""

    note: str
    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Standing:
    """How far a publication is in one language, whose it is, and how hard its text is to read there.

    Counts are of messages; `translated` are those with a finished translation, `approved` those of them that
    somebody stands by, `void` those whose approval is of an older text. `per_cent` is the share of the
    source's words that is translated. `why` says what keeps it from print. `days_late` is positive when the
    day asked about lies behind `due` and it may not be printed. `lix` is None where the measure says nothing.
    """

    publication: str
    language: str
    messages: int = 0
    approved: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    void: int = 0
    words_left: int = 0
    per_cent: int = 100
    theme_words_missing: int = 0
    errors: int = 0
    may_be_printed: bool = True
    why: str = ""
    due: datetime.date | None = None
    days_late: int = 0
    translator: str = ""
    contact: str = ""
    lix: int | None = None
    band: str = ""
    notes: tuple[SourceNote, ...] = field(default=())


def status(project: Project, asked: Asked = Asked()) -> tuple[Standing, ...]:
    """How far every publication asked about is in every language asked about; ProjectError for unknown ones."""
    if unknown := tuple(_unknown(project, asked)):
        raise ProjectError(*unknown)
    desk = _Desk(project, asked.on)
    return tuple(
        desk.standing(publication, language)
        for publication in project.publications
        if not asked.publications or publication.id in asked.publications
        for language in publication.languages
        if not asked.languages or language in asked.languages
    )


def _unknown(project: Project, asked: Asked) -> Iterator[Finding]:
    publications = {publication.id for publication in project.publications}
    languages = {language for publication in project.publications for language in publication.languages}
    for name in sorted({*asked.publications} - publications):
        known = ", ".join(sorted(publications))
        yield error("U01", said("there is no publication «{name}»; there is {known}", name=name, known=known))
    for name in sorted({*asked.languages} - languages):
        known = ", ".join(sorted(languages))
        yield error("U01", said("no publication is in «{name}»; there is {known}", name=name, known=known))


class _Desk:
    """What all answers about one project share: its articles and catalogs, each read once."""

    def __init__(self, project: Project, on: datetime.date | None) -> None:
        self.project, self.on = project, on
        self.files = Files(project.root)
        self.articles = {article.source: article for article in read_articles(self.files, project)}
        self.translations: dict[str, Translation] = {}
        self.gaps: dict[tuple[str, str, bool], tuple[str, ...]] = {}

    def standing(self, publication: Publication, language: str) -> Standing:
        from utgivelse import localize

        own = tuple(self.articles[name] for name in publication.articles)
        messages = localize.messages_of(publication, self.project.brand, own, language)
        gaps = self._theme_gaps(publication, language)
        if language == self.project.source_language:
            return self._source(publication, own, len(messages), gaps)
        return self._translated(publication, own, messages, self._translation(language), gaps)

    def _source(
        self, publication: Publication, articles: Sequence[Article], count: int, gaps: tuple[str, ...]
    ) -> Standing:
        language = self.project.source_language
        lix, band = _ease(articles, language)
        done = Standing(publication.id, language, messages=count, approved=count, translated=count, lix=lix, band=band)
        return replace(done, theme_words_missing=len(gaps), may_be_printed=not gaps, why=_why_of_theme(gaps))

    def _translated(
        self,
        publication: Publication,
        articles: Sequence[Article],
        messages: tuple[Message, ...],
        translation: Translation,
        gaps: tuple[str, ...],
    ) -> Standing:
        from utgivelse import proofreading

        language, lacking = translation.language, lacking_of(translation, messages, self.project.source_language)
        brief = proofreading.brief_of(self.files, self.project, language)
        found = proofreading.proofread(messages, translation, po_path(self.project, language), brief)
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        why = self._why(publication, AskedOfGate(language, "", lacking), errors, gaps)
        due, person = publication.due.get(language), self.project.translators.get(language, Translator())
        left = _words(lacking.missing) + _words(lacking.fuzzy)
        lix, band = self._ease(articles, translation)
        return Standing(
            publication=publication.id,
            language=language,
            messages=len(messages),
            approved=_finished(messages, lacking) - len(lacking.unapproved),
            translated=_finished(messages, lacking),
            fuzzy=len(lacking.fuzzy),
            missing=len(lacking.missing),
            void=sum(_is_void(message, translation) for message in messages),
            words_left=left,
            per_cent=_per_cent(left, _words(messages)),
            theme_words_missing=len(gaps),
            errors=errors,
            may_be_printed=not why,
            why=why,
            due=due,
            days_late=max(0, (self.on - due).days) if why and due and self.on else 0,
            translator=person.name,
            contact=person.contact,
            lix=lix,
            band=band,
            notes=tuple(_notes(messages, translation)),
        )

    def _why(self, publication: Publication, asked: AskedOfGate, errors: int, gaps: tuple[str, ...]) -> str:
        if judge(publication.gate, asked, draft=False).lets_out != "edition":
            kept = asked.lacking.unapproved if publication.gate.unapproved == "refuse" else ()
            return counted(asked.lacking, kept)
        if errors:
            return said("{count} errors in the translation", count=errors)
        return _why_of_theme(gaps)

    def _translation(self, language: str) -> Translation:
        from utgivelse import po

        if language not in self.translations:
            self.translations[language] = po.load_translation(self.files, self.project, language)
        return self.translations[language]

    def _theme_gaps(self, publication: Publication, language: str) -> tuple[str, ...]:
        from utgivelse import po

        in_book = "epub" in publication.formats
        key = (publication.theme, language, in_book)
        if key not in self.gaps:
            found = po.find_gaps(self.files, publication.theme, language, self.files.root, in_book=in_book)
            self.gaps[key] = found if language != PSEUDO else ()
        return self.gaps[key]

    def _ease(self, articles: Sequence[Article], translation: Translation) -> tuple[int | None, str]:
        from utgivelse import localize
        from utgivelse.accessibility import lix

        if translation.language not in lix.MEASURED:
            return None, ""
        source = self.project.source_language
        own = [localize.localize(article, translation, source, draft=False) for article in articles]
        return _ease(own, translation.language)


def _ease(articles: Sequence[Article], language: str) -> tuple[int | None, str]:
    """LIX of the articles, and its name; nothing where it says nothing."""
    from utgivelse.accessibility import lix

    found = lix.lix_of(lix.readable(articles), language) if language in lix.MEASURED else None
    return (found.score, found.band) if found else (None, "")


def _words(messages: Iterable[Message]) -> int:
    return sum(len(message.text.split()) for message in messages)


def _per_cent(left: int, words: int) -> int:
    return 100 * (words - left) // words if words else 100


def _finished(messages: Sequence[Message], lacking: Lacking) -> int:
    return len(messages) - len(lacking.missing) - len(lacking.fuzzy)


def _is_void(message: Message, translation: Translation) -> bool:
    found = translation.find(*message.key)
    return found.remarks.approval is not None and not found.is_approved(message.key)


def _notes(messages: Iterable[Message], translation: Translation) -> Iterator[SourceNote]:
    """What translators say of the source; a note on a text that has changed since speaks of no mistake there."""
    for message in messages:
        found = translation.find(*message.key)
        if not found.previous:
            for note in found.remarks.source:
                yield SourceNote(note, message.text, next(iter(message.references), ""), message.line)


def _why_of_theme(gaps: tuple[str, ...]) -> Said | str:
    return said("{count} of the theme's own words have no translation", count=len(gaps)) if gaps else ""
