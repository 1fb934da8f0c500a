"""Wording: the texts of an article one by one, as a reader meets them, each with its line.

Laws:
- Every text that is for readers is among them once, in the order in which the article is written;
  what `only` keeps for one language knows that language.
- `text` holds the words in the wording's own language: what is marked as another language, and code,
  stands in it as one sign that is no letter (`ELSEWHERE`), so that no rule for words looks into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from utgivelse.article import Article, Only, walk_blocks
from utgivelse.inline import Code, Icon, Inline, Inlines, LineBreak, Link, NoteReference, Span, Text, Variable
from utgivelse.localize.walk import Spot, Visit, Words, walk

ELSEWHERE = "\ufffc"
"""U+FFFC, «object replacement character»."""
NUMBER = "0"
"""What stands for a variable, whose value is a date, a number or a name."""


@dataclass(frozen=True)
class Wording:
    """One text: what it is for readers (`noun`), its role, its language, and for whom it is kept."""

    words: Words
    noun: str
    role: str
    line: int
    language: str
    readers: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words in its own language."""
        return self.words if isinstance(self.words, str) else own_words(self.words, self.language)

    @cached_property
    def unlinked(self) -> str:
        """The same without what is a link: a link says where it leads by leading there."""
        return self.words if isinstance(self.words, str) else own_words(self.words, self.language, links=False)

    def is_for(self, language: str) -> bool:
        """Whether readers of this language get to see it."""
        return not self.readers or language in self.readers

    def links(self) -> Iterator[Link]:
        """The links in it, in its own language or another."""
        yield from (part for part in parts_of(self.words) if isinstance(part, Link))

    def icons(self) -> Iterator[Icon]:
        """The small pictures in it."""
        yield from (part for part in parts_of(self.words) if isinstance(part, Icon))


def parts_of(words: Words) -> Iterator[Inline]:
    """Every part of a text, parents before their children."""
    for part in () if isinstance(words, str) else words:
        yield part
        yield from parts_of(getattr(part, "children", ()))


def own_words(inlines: Inlines, language: str, *, links: bool = True) -> str:
    """The characters that are in this language."""
    return "".join(_own(part, language, links) for part in inlines).replace("\u00ad", "")


def _own(part: Inline, language: str, links: bool) -> str:
    match part:
        case Text(text=text):
            return text
        case Icon(alt=alt):
            return alt
        case LineBreak():
            return " "
        case Variable():
            return NUMBER
        case NoteReference():
            return ""
        case Code():
            return ELSEWHERE
        case Span(language=other) if other and other != language:
            return ELSEWHERE
        case Link() if not links:
            return ELSEWHERE
        case _:
            return own_words(part.children, language, links=links)


def wordings_of(article: Article) -> tuple[Wording, ...]:
    """Every text of an article; those written for one language alone come last."""
    found: list[Wording] = []
    walk(article, _collecting(found, article.language, ()))
    for only in walk_blocks(article.blocks):
        if isinstance(only, Only) and only.written:
            for block in only.blocks:
                walk(block, _collecting(found, only.written, (only.written,)))
    return tuple(found)


def _collecting(found: list[Wording], language: str, readers: tuple[str, ...]) -> Visit:
    def collect(words: Words, spot: Spot) -> Words:
        role = spot.context.split("/")[0]
        found.append(Wording(words, spot.noun, role, spot.line, language, readers or spot.languages))
        return words

    return collect
