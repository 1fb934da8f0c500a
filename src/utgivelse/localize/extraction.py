"""Extraction: the messages of articles and of the configuration.

Laws:
- One block is one message; the key is (context, text); equal keys are one message with all its
  comments and references; the order is the reading order.
- Comments name role and article, never a page or a line, so that moving text changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from utgivelse.article import Article, Only, walk_blocks
from utgivelse.findings import ProjectError, Severity
from utgivelse.localize.numbers import find_number
from utgivelse.localize.texts import is_wordless, write
from utgivelse.localize.walk import Spot, Words, walk
from utgivelse.message import Key, Message
from utgivelse.publication import Brand, Project, Publication

CONFIGURATION = "utgivelse.toml"
NUMERIC = ("cell", "label")
_SPEECH = "direct speech; English: ‘…’ round the spoken words only, no dash"


def extract_messages(value: Any, file: str, language: str = "", source: str = "nb") -> tuple[Message, ...]:
    """The messages of an article, publication or brand in `file`; `language` leaves out what is not due there."""
    return merge_equal(_message(text, spot, file) for text, spot in _found(value, language, source))


def _found(value: Any, language: str, source: str) -> list[tuple[Words, Spot]]:
    found: list[tuple[Words, Spot]] = []

    def collect(text: Words, spot: Spot) -> Words:
        if is_message(text, spot, source):
            found.append((text, spot))
        return text

    walk(value, collect, language)
    return found


@dataclass(frozen=True)
class Occurrence:
    """One place where a message is used: the file, and what is known of the spot."""

    key: Key
    file: str
    spot: Spot


def occurrences(
    publication: Publication, brand: Brand, articles: Sequence[Article], language: str
) -> Iterator[Occurrence]:
    """Every place where one publication uses a message that is due in a language, in reading order."""
    parts = ((brand, CONFIGURATION), (publication, CONFIGURATION), *((a, f"articles/{a.source}") for a in articles))
    for value, file in parts:
        source = value.language if isinstance(value, Article) else "nb"
        for text, spot in _found(value, language, source):
            yield Occurrence((spot.context, write(text).text), file, spot)


def is_message(text: Words, spot: Spot, source: str) -> bool:
    """Whether there is something to translate."""
    return not is_wordless(text) and not (
        spot.context.split("/")[0] in NUMERIC and find_number(text, source) is not None
    )


def _message(value: Words, spot: Spot, file: str) -> Message:
    written = write(value)
    comments = (
        f"{spot.noun} in {spot.owner}" if spot.owner else spot.noun,
        *((_SPEECH,) if spot.context.split("/")[0] == "dialogue" else ()),
        *((f"only for {', '.join(spot.languages)}",) if spot.languages else ()),
        *(f"#{number} = {address}" for number, address in enumerate(written.addresses, 1)),
        *spot.comment.splitlines(),
    )
    return Message(written.text, spot.context, comments, (file,), spot.line, isinstance(value, str))


def merge_equal(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Each key once, where it stands first, with every comment and reference."""
    merged: dict[Key, Message] = {}
    for message in messages:
        first = merged.get(message.key, message)
        merged[message.key] = replace(
            first,
            comments=tuple(dict.fromkeys((*first.comments, *message.comments))),
            references=tuple(dict.fromkeys((*first.references, *message.references))),
            plain=first.plain and message.plain,
        )
    return tuple(merged.values())


def messages_of(
    publication: Publication, brand: Brand, articles: Sequence[Article], language: str
) -> tuple[Message, ...]:
    """What one publication needs in one language: for its gate and its counts."""
    return with_articles(publication, brand, (_of_articles(articles, language),), language)


def with_articles(
    publication: Publication, brand: Brand, articles: Iterable[Iterable[Message]], language: str
) -> tuple[Message, ...]:
    """The same, when the messages of each article are known."""
    return merge_equal(
        (
            *extract_messages(brand, CONFIGURATION, language),
            *extract_messages(publication, CONFIGURATION, language),
            *(message for found in articles for message in found),
        )
    )


def of_article(article: Article, language: str) -> tuple[Message, ...]:
    """The messages of an article that are due in a language; all of them where none is named."""
    return tuple(_of_articles((article,), language))


def is_for_all(article: Article) -> bool:
    """Whether every language gets all of an article."""
    return not any(isinstance(block, Only) for block in walk_blocks(article.blocks))


def extract_project(project: Project, articles: Sequence[Article], language: str = "") -> tuple[Message, ...]:
    """Every message of a project; with a language, only what is due there."""
    found = {article.source: of_article(article, language) for article in articles}
    return join_messages(project, found, language)


def join_messages(
    project: Project, articles: Mapping[str, Sequence[Message]], language: str = ""
) -> tuple[Message, ...]:
    """Every message of a project, when those of each article are known by the article's name."""
    publications = tuple(p for p in project.publications if not language or language in spoken(p.languages))
    due = {name for publication in publications for name in publication.articles}
    return merge_equal(
        (
            *extract_messages(project.brand, CONFIGURATION, language),
            *(m for publication in publications for m in extract_messages(publication, CONFIGURATION, language)),
            *(m for name, found in articles.items() if not language or name in due for m in found),
        )
    )


def spoken(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages by themselves: `nb+se` is both."""
    return tuple(dict.fromkeys(part for language in languages for part in language.split("+")))


def _of_articles(articles: Iterable[Article], language: str) -> Iterator[Message]:
    for article in articles:
        yield from extract_messages(article, f"articles/{article.source}", language, article.language)


# ── pybabel ──────────────────────────────────────────────────────────────────────────────────


def babel_extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: dict[str, Any]
) -> Iterator[tuple[int, str | None, Any, list[str]]]:
    """Babel's extractor for article files: `[utgivelse: articles/**.md]`, option `language` (else nb)."""
    from utgivelse.markdown import read_article

    source = str(options.get("language", "nb"))
    name = str(getattr(fileobj, "name", "article.md")).replace("\\", "/").rpartition("articles/")[2]
    article, findings = read_article(fileobj.read().decode("utf-8-sig"), name, source)
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise ProjectError(*errors)
    for message in extract_messages(article, f"articles/{name}", source=source):
        comments = list(message.comments)
        if message.context:
            yield message.line, "pgettext", (message.context, message.text), comments
        else:
            yield message.line, None, message.text, comments
