"""Pieces: an article as a theme lays it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from utgivelse.article import Article, Block, Figure, Note, PageBreak, Statistics
from utgivelse.inline import NoteReference, Text, plain
from utgivelse.markup import Writer


@dataclass(frozen=True)
class Plate:
    """A picture that fills a page or a spread, with the key figures that follow it in the source."""

    figure: Figure
    statistics: Statistics | None = None


@dataclass(frozen=True)
class Piece:
    """An article as a theme lays it out: running blocks, and the plates that close it."""

    article: Article
    id: str
    flow: tuple[Block, ...]
    plates: tuple[Plate, ...]
    writer: Writer

    @property
    def parts(self) -> tuple[tuple[Block, ...], ...]:
        """What flows, parted where the author ended a page; no part is empty."""
        parts: list[list[Block]] = [[]]
        for block in self.flow:
            if isinstance(block, PageBreak):
                parts.append([])
            else:
                parts[-1].append(block)
        return tuple(tuple(part) for part in parts if part)

    @property
    def is_plain(self) -> bool:
        """Whether the title is words alone, so that its lines may be broken anew."""
        return all(isinstance(part, Text) for part in self.article.title)

    @property
    def heading(self) -> str:
        """The title without markup."""
        return plain(self.article.title)


def notes_in_order(article: Article) -> dict[str, Note]:
    """The notes as their numbers run: in the order in which the text first refers to them."""
    notes = {note.label: note for note in article.notes}
    return {label: notes[label] for label in dict.fromkeys(_references(article)) if label in notes}


def _references(node: Any) -> Iterable[str]:
    if isinstance(node, NoteReference):
        yield node.label
    elif isinstance(node, tuple):
        for part in node:
            yield from _references(part)
    elif is_dataclass(node) and not isinstance(node, Note):
        for each in fields(node):
            yield from _references(getattr(node, each.name))


def compose(article: Article) -> tuple[tuple[Block, ...], tuple[Plate, ...]]:
    """Part an article into what flows and what fills pages.

    A `page` or `spread` figure closes its article; key figures that stand directly behind it go
    with it. `place=here` keeps it where it stands.
    """
    flow: list[Block] = []
    plates: list[Plate] = []
    blocks = list(article.blocks)
    while blocks:
        block = blocks.pop(0)
        if isinstance(block, Figure) and block.size in ("page", "spread") and not block.here:
            companion = blocks.pop(0) if blocks and isinstance(blocks[0], Statistics) else None
            plates.append(Plate(block, companion if isinstance(companion, Statistics) else None))
        else:
            flow.append(block)
    return tuple(flow), tuple(plates)
