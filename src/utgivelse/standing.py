"""Standing: whether it can go to print on Thursday, and who is late.

Laws:
- Shares count words of the source, not messages; a hundred per cent is only what is wholly there.
- Days are counted to the day that is asked about; nothing here looks at the clock.
- What stops an edition is asked as a build asks it: the articles, the gate, the checks on translations, the
  theme's words. One bad file costs the rows that need it, not the table.
- A row is worked out once, and again when something that it depends on has changed (`answers`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse.answers import Answers
from utgivelse.asked import unknown_publications
from utgivelse.edition import PSEUDO
from utgivelse.files import Files, Record
from utgivelse.findings import Finding, ProjectError, Said, Severity, error, said
from utgivelse.freshness import settings_hash, text_data, text_of
from utgivelse.gate import Asked as AskedOfGate
from utgivelse.gate import Lacking, counted, judge, lacking_of
from utgivelse.message import Message, Translation
from utgivelse.production import import_file
from utgivelse.publication import Project, Publication, Translator

if TYPE_CHECKING:
    from utgivelse.article import Article
    from utgivelse.proofreading import Brief


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
    source's `words` that is translated. `errors` are findings that stop the edition. `why` says what keeps it
    from print; `is_open` that it is the language's to mend. `days_left` counts to `due`; `days_late` is positive
    when that day is over and something is open. `lix` is None where the measure says nothing.
    """

    publication: str
    language: str
    messages: int = 0
    approved: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    void: int = 0
    words: int = 0
    words_left: int = 0
    per_cent: int = 100
    theme_words_missing: int = 0
    errors: int = 0
    may_be_printed: bool = True
    why: str = ""
    is_open: bool = False
    due: datetime.date | None = None
    days_left: int | None = None
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
    desk, answers = _Desk(project), Answers(project.root, "standings")
    rows = [
        (publication, _row(desk, answers, publication, language))
        for publication in project.publications
        if not asked.publications or publication.id in asked.publications
        for language in publication.languages
        if not asked.languages or language in asked.languages
    ]
    answers.save({_name(one, tag) for one in project.publications for tag in one.languages})
    return tuple(_dated(project, publication, row, asked.on) for publication, row in rows)


def _unknown(project: Project, asked: Asked) -> Iterator[Finding]:
    yield from unknown_publications(project, asked.publications)
    languages = {language for publication in project.publications for language in publication.languages}
    for name in sorted({*asked.languages} - languages):
        known = ", ".join(sorted(languages))
        yield error("U01", said("no publication is in «{name}»; there is {known}", name=name, known=known))


def _dated(project: Project, publication: Publication, row: Standing, on: datetime.date | None) -> Standing:
    """The row with what changes from day to day, and who is asked."""
    due, person = publication.due.get(row.language), project.translators.get(row.language, Translator())
    left = (due - on).days if due and on else None
    late = -left if row.is_open and left is not None and left < 0 else 0
    return replace(row, due=due, days_left=left, days_late=late, translator=person.name, contact=person.contact)


# ── a row, remembered or worked out ──────────────────────────────────────────────────────────


def _name(publication: Publication, language: str) -> str:
    return f"{publication.id} {language}"


def _row(desk: _Desk, answers: Answers, publication: Publication, language: str) -> Standing:
    own = replace(publication, due={}, line=0, confirmed=())
    settings = settings_hash(own, replace(desk.project, root=Path(), output=Path(), publications=(), translators={}))
    name = _name(publication, language)
    if (kept := answers.find(name, settings)) is not None:
        return _row_of(kept)
    row, record = desk.standing(publication, language)
    answers.keep(name, settings, record, _data_of(row))
    return row


def _data_of(row: Standing) -> dict[str, Any]:
    return {**asdict(row), "why": text_data(row.why), "band": text_data(row.band)}


def _row_of(data: dict[str, Any]) -> Standing:
    notes = tuple(SourceNote(**note) for note in data["notes"])
    return Standing(**{**data, "why": text_of(data["why"]), "band": text_of(data["band"]), "notes": notes})


@dataclass(frozen=True)
class _Imported:
    """An article, None when it cannot be read; what is wrong with it, and what was read for it."""

    article: Article | None
    errors: tuple[Finding, ...]
    record: Record


@dataclass(frozen=True)
class _Catalog:
    """A language's translation, and what it is held against: nothing, with the faults, where one cannot be read.

    `is_read` says that the translation could be.
    """

    translation: Translation
    record: Record
    brief: Brief | None = None
    faults: tuple[Finding, ...] = ()
    is_read: bool = True


@dataclass(frozen=True)
class _Gaps:
    """The words of a theme that a language lacks, and what is wrong with those that it has."""

    words: tuple[str, ...]
    faults: tuple[Finding, ...]
    record: Record


class _Desk:
    """What all rows of one project share: its articles, catalogs and themes, each read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.files = Files(project.root)
        self.imported = cache(self._imported)
        self.catalog = cache(self._catalog)
        self.gaps = cache(self._gaps)
        self.messages = cache(self._messages)

    def standing(self, publication: Publication, language: str) -> tuple[Standing, Record]:
        """A row, and all that was read for it."""
        from utgivelse import localize

        imported = [self.imported(name) for name in publication.articles]
        articles = tuple(one.article for one in imported if one.article)
        gaps = self.gaps(publication.theme, language, "epub" in publication.formats)
        records = [*(one.record for one in imported), gaps.record]
        own = (self.messages(name, self._due(name, language)) for name in publication.articles)
        messages = localize.with_articles(publication, self.project.brand, own, language)
        row = Standing(
            publication.id, language, len(messages), words=_words(messages), theme_words_missing=len(gaps.words)
        )
        if language == self.project.source_language:
            row = replace(row, approved=len(messages), translated=len(messages))
            row = _measured(row, articles)
        else:
            catalog = self.catalog(language)
            records.append(catalog.record)
            row = self._translated(row, publication, messages, catalog)
            row = self._measured(row, articles, catalog) if catalog.brief else _unreadable(row, catalog)
        broken = [finding for one in imported for finding in one.errors]
        why = _why_of_faults(broken) or row.why or _why_of_faults(gaps.faults) or _why_of_theme(gaps.words)
        row = replace(row, why=why, may_be_printed=not why, errors=row.errors + len(broken) + len(gaps.faults))
        return row, reduce(or_, records)

    def _translated(
        self, row: Standing, publication: Publication, messages: tuple[Message, ...], catalog: _Catalog
    ) -> Standing:
        translation = catalog.translation
        lacking = lacking_of(translation, messages, self.project.source_language)
        left = _words(lacking.missing) + _words(lacking.fuzzy)
        errors = self._errors(messages, catalog)
        why = _why(publication, AskedOfGate(translation.language, "", lacking), errors)
        finished = len(messages) - len(lacking.missing) - len(lacking.fuzzy)
        return replace(
            row,
            approved=finished - len(lacking.unapproved),
            translated=finished,
            fuzzy=len(lacking.fuzzy),
            missing=len(lacking.missing),
            void=sum(_is_void(message, translation) for message in messages),
            words_left=left,
            per_cent=100 * (row.words - left) // row.words if row.words else 100,
            errors=errors,
            why=why,
            is_open=bool(why),
            notes=tuple(_notes(messages, translation)),
        )

    def _errors(self, messages: Sequence[Message], catalog: _Catalog) -> int:
        """How many findings on these translations stop an edition."""
        from utgivelse import proofreading

        if catalog.brief is None:
            return 0
        return proofreading.count_errors(messages, catalog.translation, catalog.brief)

    def _measured(self, row: Standing, articles: Sequence[Article], catalog: _Catalog) -> Standing:
        from utgivelse import localize
        from utgivelse.accessibility import lix

        translation = catalog.translation
        if translation.language not in lix.MEASURED:
            return row
        source = self.project.source_language
        return _measured(row, [localize.localize(one, translation, source, draft=False) for one in articles])

    # ── what is read once ──

    def _due(self, name: str, language: str) -> str:
        """The language that an article's messages are asked for in; none where all languages get the same."""
        from utgivelse import localize

        article = self.imported(name).article
        return "" if article and localize.is_for_all(article) else language

    def _messages(self, name: str, language: str) -> tuple[Message, ...]:
        from utgivelse import localize

        article = self.imported(name).article
        return localize.of_article(article, language) if article else ()

    def _imported(self, name: str) -> _Imported:
        files = self.files.part()
        try:
            article, findings = import_file(files, self.project, name)
        except ProjectError as failure:
            return _Imported(None, failure.findings, files.record)
        errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        return _Imported(article, errors, files.record)

    def _catalog(self, language: str) -> _Catalog:
        from utgivelse import po, proofreading

        files = self.files.part()
        translation = None
        try:
            translation = po.load_translation(files, self.project, language)
            brief = proofreading.brief_of(files, self.project, language)
        except ProjectError as failure:
            known = translation or Translation(language)
            return _Catalog(known, files.record, faults=failure.findings, is_read=translation is not None)
        return _Catalog(translation, files.record, brief)

    def _gaps(self, theme: str, language: str, in_book: bool) -> _Gaps:
        from utgivelse import po

        files = self.files.part()
        try:
            found = po.find_gaps(files, theme, language, files.root, in_book=in_book)
        except ProjectError as failure:
            return _Gaps((), failure.findings, files.record)
        return _Gaps(found if language != PSEUDO else (), (), files.record)


# ── what a row says ──────────────────────────────────────────────────────────────────────────


def _measured(row: Standing, articles: Sequence[Article]) -> Standing:
    """The row with the LIX of these articles; as it was where that says nothing."""
    from utgivelse.accessibility import lix

    found = lix.lix_of(lix.readable(articles), row.language) if row.language in lix.MEASURED else None
    return replace(row, lix=found.score, band=found.band) if found else row


def _words(messages: Iterable[Message]) -> int:
    from utgivelse.localize.words import count_words

    return sum(map(count_words, messages))


def _is_void(message: Message, translation: Translation) -> bool:
    found = translation.find(*message.key)
    return found.remarks.approval is not None and not found.is_approved(message.key)


def _notes(messages: Iterable[Message], translation: Translation) -> Iterator[SourceNote]:
    for message in messages:
        for note in translation.find(*message.key).notes(message.key):
            yield SourceNote(note, message.text, next(iter(message.references), ""), message.line)


def _why(publication: Publication, asked: AskedOfGate, errors: int) -> str:
    """What the gate or the checks keep back; the gate speaks first, as in a build."""
    if judge(publication.gate, asked, draft=False).lets_out != "edition":
        return counted(asked.lacking, _kept(publication, asked.lacking))
    return said("errors in the translation: {count}", count=errors) if errors else ""


def _kept(publication: Publication, lacking: Lacking) -> Sequence[Message]:
    return lacking.unapproved if publication.gate.unapproved == "refuse" else ()


def _unreadable(row: Standing, catalog: _Catalog) -> Standing:
    """The row of a language whose catalog cannot be read: nothing is known of it; or what it is held against."""
    is_open = row.is_open or not catalog.is_read
    return replace(row, why=_told(catalog.faults[0]), is_open=is_open, errors=len(catalog.faults))


def _why_of_faults(errors: Sequence[Finding]) -> Said | str:
    return _told(errors[0]) if errors else ""


def _told(finding: Finding) -> Said:
    return said("{place}: {fault}", place=str(finding.place), fault=finding.message)


def _why_of_theme(gaps: tuple[str, ...]) -> Said | str:
    return said("words of the theme without a translation: {count}", count=len(gaps)) if gaps else ""
