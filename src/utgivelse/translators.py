"""Translators: step 3 of the walk, and the way back: texts out, catalogs brought up to date, how far they are.

Laws:
- Nothing changed, nothing rewritten: a file is written only when its bytes differ.
- A catalog that cannot be read with certainty is refused and left as it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.article import Article
from utgivelse.files import Files, write_atomically
from utgivelse.findings import Finding, Place, ProjectError, Severity, error, said
from utgivelse.gate import judge
from utgivelse.message import State
from utgivelse.production import import_file
from utgivelse.publication import Project, Publication

if TYPE_CHECKING:
    from utgivelse.message import Translation


@dataclass(frozen=True)
class Catalog:
    """A file of messages as it was left: how many, and whether this run changed it."""

    path: str
    messages: int
    is_changed: bool
    language: str = ""
    missing: int = 0
    fuzzy: int = 0


@dataclass(frozen=True)
class Standing:
    """How far a publication is in one language, and how hard its text is to read there.

    `lix` is None where the measure says nothing (see `accessibility.lix`); `band` says it in a word.
    """

    publication: str
    language: str
    translated: int
    fuzzy: int
    missing: int
    words_left: int
    may_be_printed: bool
    lix: int | None = None
    band: str = ""
    due: datetime.date | None = None


def read_articles(files: Files, project: Project, names: Sequence[str] = ()) -> tuple[Article, ...]:
    """The project's articles, each once, in the order of its publications; ProjectError when one has errors."""
    every = dict.fromkeys(name for publication in project.publications for name in publication.articles)
    imported = [import_file(files, project, name) for name in names or every]
    errors = [finding for _, found in imported for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise ProjectError(*errors)
    return tuple(article for article, _ in imported)


def extract(project: Project) -> Catalog:
    """Write the template of all messages: what there is to translate."""
    return _extract(project, read_articles(Files(project.root), project))


def _extract(project: Project, articles: Sequence[Article]) -> Catalog:
    from utgivelse import localize, po

    messages = localize.extract_project(project, articles)
    path = po.template_path(project.domain)
    is_changed = _write_if_changed(project.root / path, po.write_pot(messages, project.name))
    return Catalog(path.as_posix(), len(messages), is_changed)


def update(project: Project, languages: Sequence[str] = ()) -> tuple[Catalog, ...]:
    """Bring the template and the catalogs of these languages (of all, when none is named) up to date."""
    known = translated_languages(project)
    for language in languages:
        if language not in known:
            raise ProjectError(_unknown(language, known))
    files = Files(project.root)
    articles = read_articles(files, project)
    template = _extract(project, articles)
    return (template, *(_update_one(files, project, language, articles) for language in languages or known))


def translated_languages(project: Project) -> tuple[str, ...]:
    """The languages that the project is translated into, in order of appearance."""
    spoken = (part for publication in project.publications for tag in publication.languages for part in tag.split("+"))
    return tuple(dict.fromkeys(tag for tag in spoken if tag != project.source_language))


def status(project: Project) -> tuple[Standing, ...]:
    """How far every publication is in every language it is published in."""
    files = Files(project.root)
    articles = {article.source: article for article in read_articles(files, project)}
    translations = {tag: _translation(files, project, tag) for tag in translated_languages(project)}
    return tuple(
        _standing(project, publication, language, articles, translations.get(language))
        for publication in project.publications
        for language in publication.languages
    )


def _update_one(files: Files, project: Project, language: str, articles: Sequence[Article]) -> Catalog:
    """A language's catalog asks for what is due in that language, and for nothing else."""
    from utgivelse import localize, po

    messages = localize.extract_project(project, articles, language)
    found = po.find_catalog(files, project.domain, language)
    path = found or po.catalog_path(project.domain, language)
    place = Place(path.as_posix())
    data = po.update_po(files.read(path) if found else None, messages, language, project.name, place)
    counts = po.read_translation(data, language, place).count(messages)
    return Catalog(
        path.as_posix(),
        len(messages),
        _write_if_changed(project.root / path, data),
        language,
        counts[State.MISSING],
        counts[State.FUZZY],
    )


def _translation(files: Files, project: Project, language: str) -> Translation:
    from utgivelse import po

    return po.load_translation(files, project, language)


def _standing(
    project: Project,
    publication: Publication,
    language: str,
    articles: dict[str, Article],
    translation: Translation | None,
) -> Standing:
    from utgivelse import localize, proofreading

    own = tuple(articles[name] for name in publication.articles)
    messages = tuple(localize.messages_of(publication, project.brand, own, language))
    lix, band = _ease(project, own, language, translation)
    if translation is None:
        done = len(messages)
        return Standing(publication.id, language, done, 0, 0, 0, may_be_printed=True, lix=lix, band=band)
    counts = translation.count(messages)
    wrong = proofreading.proofread(messages, translation, "", proofreading.brief_of(project))
    is_let_out = judge(publication.gate, translation, messages, "", draft=False).lets_out == "edition"
    left = [message for message in messages if translation.find(*message.key).state is not State.TRANSLATED]
    return Standing(
        publication=publication.id,
        language=language,
        translated=counts[State.TRANSLATED],
        fuzzy=counts[State.FUZZY],
        missing=counts[State.MISSING],
        words_left=sum(len(message.text.split()) for message in left),
        may_be_printed=is_let_out and not proofreading.has_errors(wrong),
        lix=lix,
        band=band,
        due=publication.due.get(language),
    )


def _ease(
    project: Project, articles: Sequence[Article], language: str, translation: Translation | None
) -> tuple[int | None, str]:
    """LIX of the articles in a language, and its name; nothing where it says nothing."""
    from utgivelse import localize
    from utgivelse.accessibility import lix

    if language not in lix.MEASURED:
        return None, ""
    if translation is not None:
        articles = [
            localize.localize(article, translation, project.source_language, draft=False) for article in articles
        ]
    found = lix.lix_of(lix.readable(articles), language)
    return (found.score, found.band) if found else (None, "")


def _write_if_changed(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomically(path, data)
    return True


def _unknown(language: str, known: Sequence[str]) -> Finding:
    return error(
        "U02",
        said(
            "the project is not translated into «{language}»; it is into {known}",
            language=language,
            known=", ".join(known) or "–",
        ),
        said("add it to `languages` of a publication in `utgivelse.toml`"),
    )
