"""Estimating: what there is to translate into each language, in bands, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utgivelse.asked import asked_languages, asked_publications, due_messages, read_articles
from utgivelse.files import Files
from utgivelse.findings import Finding
from utgivelse.remembering import load_units

if TYPE_CHECKING:
    from utgivelse.article import Article
    from utgivelse.estimate import Band, Fee
    from utgivelse.message import Message
    from utgivelse.publication import Project, Rates


@dataclass(frozen=True)
class Estimate:
    """The open messages and words of one language in each band; what they cost, where rates are given."""

    language: str
    bands: Mapping[Band, tuple[int, int]]
    rates: Rates | None = None
    fee: Fee | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> int:
        """All open words."""
        return sum(words for _, words in self.bands.values())

    @property
    def messages(self) -> int:
        """All open messages."""
        return sum(messages for messages, _ in self.bands.values())


def estimate(project: Project, languages: Sequence[str] = (), publication: str = "") -> tuple[Estimate, ...]:
    """The estimate of each language (of all, when none is named), of one publication or of the whole project."""
    asked = asked_languages(project, languages)
    files = Files(project.root)
    articles = read_articles(files, project)
    return tuple(
        _estimate(files, project, language, messages_asked(project, articles, language, publication))
        for language in asked
    )


def messages_asked(
    project: Project, articles: Sequence[Article], language: str, publication: str
) -> tuple[Message, ...]:
    """What is to be translated into a language: of one publication, or of the whole project."""
    from utgivelse import localize

    if not publication:
        return localize.extract_project(project, articles, language)
    return due_messages(project, asked_publications(project, (publication,)), articles, language)


def _estimate(files: Files, project: Project, language: str, messages: Sequence[Message]) -> Estimate:
    from utgivelse import estimate as room
    from utgivelse import po

    memory, findings = load_units(files, project, language)
    found = room.sort_out(messages, po.load_translation(files, project, language), memory.units)
    bands = room.words_in(found)
    rates = rates_for(project, language)
    fee = room.fee_of({band: words for band, (_, words) in bands.items()}, rates) if rates else None
    return Estimate(language, bands, rates, fee, findings)


def rates_for(project: Project, language: str) -> Rates | None:
    """The rates of a language's translator, else the project's."""
    translator = project.translators.get(language)
    return translator.rates if translator else project.rates
