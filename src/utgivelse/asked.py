"""Asked: which languages and publications somebody means, and the messages that are due in them.

Law: whoever names what is not there hears what is; every verb of translators says it alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from utgivelse.article import Article
from utgivelse.files import Files
from utgivelse.findings import Finding, ProjectError, Severity, error, said
from utgivelse.message import Key, Message
from utgivelse.production import import_file
from utgivelse.publication import Project, Publication


def translated_languages(project: Project) -> tuple[str, ...]:
    """The languages that the project is translated into, in order of appearance."""
    spoken = (part for publication in project.publications for tag in publication.languages for part in tag.split("+"))
    return tuple(dict.fromkeys(tag for tag in spoken if tag != project.source_language))


def asked_languages(project: Project, languages: Sequence[str]) -> tuple[str, ...]:
    """These languages, all when none is named; ProjectError for one that the project is not translated into."""
    known = translated_languages(project)
    for language in languages:
        if language not in known:
            raise ProjectError(_unknown_language(language, known))
    return tuple(languages) or known


def _unknown_language(language: str, known: Sequence[str]) -> Finding:
    return error(
        "U02",
        said(
            "the project is not translated into «{language}»; it is into {known}",
            language=language,
            known=", ".join(known) or "–",
        ),
        said("add it to `languages` of a publication in `utgivelse.toml`"),
    )


def unknown_publications(project: Project, names: Iterable[str]) -> Iterator[Finding]:
    """A finding for every name that no publication has."""
    there = sorted({publication.id for publication in project.publications})
    for name in sorted({*names} - {*there}):
        yield error(
            "U01", said("there is no publication «{name}»; there is {known}", name=name, known=", ".join(there))
        )


def asked_publications(project: Project, names: Sequence[str]) -> tuple[Publication, ...]:
    """These publications, all when none is named; ProjectError for one that is not there."""
    for unknown in unknown_publications(project, names):
        raise ProjectError(unknown)
    return tuple(one for one in project.publications if not names or one.id in names)


def read_articles(files: Files, project: Project, names: Sequence[str] = ()) -> tuple[Article, ...]:
    """The project's articles, each once, in the order of its publications; ProjectError when one has errors."""
    every = dict.fromkeys(name for publication in project.publications for name in publication.articles)
    imported = [import_file(files, project, name) for name in names or every]
    errors = [finding for _, found in imported for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise ProjectError(*errors)
    return tuple(article for article, _ in imported)


def due_messages(
    project: Project, publications: Iterable[Publication], articles: Iterable[Article], language: str
) -> tuple[Message, ...]:
    """What these publications need in a language that they come in, each message once."""
    from utgivelse import localize

    own = {article.source: article for article in articles}
    found: dict[Key, Message] = {}
    for one in publications:
        if language in localize.spoken(one.languages):
            messages = localize.messages_of(one, project.brand, [own[name] for name in one.articles], language)
            found |= {message.key: message for message in messages}
    return tuple(found.values())
