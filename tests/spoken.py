"""What a reader is to hear: a localized article as the shipped theme sets it, block by block.

The words that are none of the article's are the ones written here: quotation marks, labels of lists and notes,
«Photo:», «Source:», the address behind a link, the page of a cross-reference (as `#`). All else is the article's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from utgivelse.article import (
    Article,
    Block,
    CallToAction,
    Contact,
    DefinitionList,
    Dialogue,
    Drawing,
    FactBox,
    Figure,
    Gallery,
    Heading,
    List,
    Only,
    PageBreak,
    Paragraph,
    Preformatted,
    PullQuote,
    QRCode,
    Quotation,
    Rule,
    Statistics,
    Steps,
    Table,
)
from utgivelse.inline import Inlines, LineBreak, Link, NoteReference, plain
from utgivelse.language import format_date, language
from utgivelse.markup import short_address
from utgivelse.render.pieces import compose, notes_in_order

PAGE = re.compile(r"(see page|se side) \d+")


def smooth(text: str) -> str:
    """As texts are compared: composed, without soft hyphens, one space between words."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    return PAGE.sub(r"\1 #", re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


@dataclass(frozen=True)
class Words:
    """The theme's words in a language."""

    photo: str
    source: str
    code: str
    page: str


WORDS = {
    "nb": Words("Foto: {}", "Kilde: {}", "QR-kode til {}", "se side #"),
    "en": Words("Photo: {}", "Source: {}", "QR code for {}", "see page #"),
}


class Speech:
    """Speaks one article."""

    def __init__(self, article: Article, tag: str, credit: Callable[[Figure], str]) -> None:
        self.article, self.tag, self.words, self.credit = article, tag, WORDS[tag], credit
        self.quotes = language(tag, "nb").quotes[0]
        self.notes = list(notes_in_order(article))

    def all(self, opener: str) -> Iterator[str]:
        """Every block; `opener` is the shape that the theme gives the article's first page."""
        article = self.article
        flow, plates = compose(article)
        yield self.text(article.kicker)
        yield self.text(article.title)
        yield self.text(article.lead)
        date = format_date(article.date, self.tag) if article.date else ""
        yield ", ".join(filter(None, [self.text(article.byline), date]))
        if article.image and opener != "b":
            yield from self._picture(article.image)
        for block in flow:
            yield from self.block(block)
        for number, label in enumerate(self.notes, 1):
            note = next(note for note in article.notes if note.label == label)
            yield str(number)
            yield " ".join(self.text(block.text) for block in note.blocks if isinstance(block, Paragraph))
        for plate in plates:
            yield from self._plate(plate.figure, plate.statistics)

    def _plate(self, figure: Figure, statistics: Statistics | None) -> Iterator[str]:
        yield f"[{figure.alt}]"
        items = statistics.items if statistics else ()
        yield self._caption(figure)
        for item in items:
            yield from (self.text(item.value), self.text(item.label))
        if statistics and statistics.source:
            yield self.words.source.format(self.text(statistics.source))

    def _picture(self, figure: Figure) -> Iterator[str]:
        if not figure.decorative:
            yield f"[{figure.alt}]"
        yield self._caption(figure)

    def _caption(self, figure: Figure) -> str:
        name = self.credit(figure)
        return " ".join(filter(None, [self.text(figure.caption), name and self.words.photo.format(name)]))

    def text(self, inlines: Inlines) -> str:
        """An inline text as it is heard."""
        return "".join(map(self._part, inlines))

    def _part(self, part: Any) -> str:
        if isinstance(part, NoteReference):
            return str(self.notes.index(part.label) + 1)
        if isinstance(part, LineBreak):
            return " "
        if isinstance(part, Link):
            return self._link(part)
        children = getattr(part, "children", None)
        return self.text(children) if children is not None else plain((part,))

    def _link(self, link: Link) -> str:
        words = self.text(link.children)
        if link.target.startswith("#") or ".md" in link.target:
            return f"{words} ({self.words.page})"
        shown = short_address(link.target)
        return words if shown == words.strip() else f"{words} {shown}"

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """The blocks of text that one block of the article becomes."""
        match block:
            case Heading() | Paragraph() | Dialogue():
                yield self.text(block.text)
            case PullQuote():
                yield f"{self.quotes[0]}{self.text(block.text)}{self.quotes[1]}"
                yield self.text(block.by)
            case Quotation():
                yield from self._quotation(block)
            case Preformatted():
                yield block.text
            case FactBox():
                yield self.text(block.title)
                yield from self.blocks(block.blocks)
            case Only():
                yield from self.blocks(block.blocks)
            case Rule() | PageBreak():
                pass
            case _:
                yield from self._lists(block)

    def _lists(self, block: Block) -> Iterator[str]:
        match block:
            case List():
                yield from self._list(block)
            case Steps():
                yield self.text(block.title)
                for number, item in enumerate(block.items, 1):
                    yield str(number)
                    yield from self.blocks(item.blocks)
            case DefinitionList():
                for term in block.items:
                    yield self.text(term.term)
                    yield from self.blocks(term.blocks)
            case Statistics():
                yield self.text(block.title)
                for figure in block.items:
                    yield from (self.text(figure.value), self.text(figure.label))
                if block.source:
                    yield self.words.source.format(self.text(block.source))
            case Table():
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield self.text(cell.text)
            case _:
                yield from self._pictures(block)

    def _pictures(self, block: Block) -> Iterator[str]:
        match block:
            case Figure():
                yield from self._picture(block)
            case Gallery():
                yield from self.blocks(block.figures)
                yield self.text(block.caption)
            case Drawing():
                yield f"[{block.alt}]"
                yield " ".join(filter(None, [self.text(block.caption), block.credit]))
            case QRCode():
                yield f"[{self.words.code.format(short_address(block.url))}]"
                yield " ".join(filter(None, [self.text(block.caption), short_address(block.url)]))
            case Contact():
                yield from (self.text(block.name), self.text(block.role))
                yield from (self.text(line.text) for line in block.lines)
                yield from (block.phone, block.mail, short_address(block.url))
                if block.qr:
                    yield f"[{self.words.code.format(short_address(block.qr))}]"
            case CallToAction():
                yield self.text(block.text)
                yield f"{self.text(block.button)} {short_address(block.url)}"
                if block.qr:
                    yield f"[{self.words.code.format(short_address(block.url))}]"
            case _:
                raise AssertionError(f"how is a {block.kind} heard?")

    def _quotation(self, block: Quotation) -> Iterator[str]:
        inner = block.blocks
        for at, one in enumerate(inner):
            if isinstance(one, Paragraph):
                is_last = at + 1 == len(inner) or not isinstance(inner[at + 1], Paragraph)
                yield f"{self.quotes[0]}{self.text(one.text)}{self.quotes[1] * is_last}"
            else:
                yield from self.block(one)
        yield self.text(block.by)

    def _list(self, block: List) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            yield f"{number}" if block.ordered else "–"
            yield from self.blocks(item.blocks)
