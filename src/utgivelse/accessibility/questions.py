"""Questions: the table of them, and how they are put to an article or to its translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from utgivelse.accessibility import (
    alternatives,
    capitals,
    colours,
    lettering,
    links,
    passages,
    positions,
    scripts,
    signs,
    tables,
)
from utgivelse.accessibility.subject import Ask, Subject
from utgivelse.article import Article
from utgivelse.findings import Finding, said
from utgivelse.inline import Text
from utgivelse.publication import Publication

if TYPE_CHECKING:
    from utgivelse.files import Files


@dataclass(frozen=True)
class Question:
    """A question; `of_translation` says that a translator's words can be the answer."""

    ask: Ask
    of_translation: bool = True


QUESTIONS = (
    Question(alternatives.ask),
    Question(tables.ask),
    Question(links.ask),
    Question(lettering.ask, of_translation=False),
    Question(scripts.ask),
    Question(passages.ask, of_translation=False),
    Question(colours.ask),
    Question(positions.ask),
    Question(capitals.ask),
    Question(signs.ask),
)


def examine(article: Article, file: str, files: Files | None = None) -> tuple[Finding, ...]:
    """What is to be said of an article as it was written; `file` is where it stands."""
    subject = Subject(article, file, files)
    found = (finding for question in QUESTIONS for finding in question.ask(subject))
    return _in_order(found)


def examine_cover(publication: Publication, language: str, files: Files) -> tuple[Finding, ...]:
    """What is to be said of the cover's picture, which is asked like one at the head of an article."""
    if publication.cover is None:
        return ()
    image = replace(publication.cover, line=publication.line)
    opener = Article(slug=publication.id, language=language, title=(Text(publication.title),), image=image)
    return examine(opener, "utgivelse.toml", files)


def examine_translation(source: Article, localized: Article, catalog: str) -> tuple[Finding, ...]:
    """What is to be said of an article's translation and not of its source; the place is the source's.

    `catalog` is the file in which it can be mended.
    """
    file = f"articles/{source.source}"
    known = {(finding.code, finding.place.line) for finding in examine(source, file)}
    subject = Subject(localized, file)
    found = (finding for question in QUESTIONS if question.of_translation for finding in question.ask(subject))
    return tuple(
        _of_translation(finding, localized.language, catalog)
        for finding in _in_order(found)
        if (finding.code, finding.place.line) not in known
    )


def _of_translation(finding: Finding, language: str, catalog: str) -> Finding:
    message = said("in the translation into «{language}»: {what}", language=language, what=finding.message)
    hint = said("{hint}; the translation stands in {catalog}", hint=finding.hint, catalog=catalog)
    return replace(finding, message=message, hint=hint)


def _in_order(found: Iterator[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(sorted(found, key=lambda finding: finding.place.line)))
