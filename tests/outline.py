"""An article as an indented outline: what cases of the article format expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from utgivelse.article import Article
from utgivelse.markdown import write_inlines

HIDDEN = ("kind", "line", "blocks", "items", "figures", "rows", "head", "lines")


def outline(article: Article) -> str:
    """Every field that is not empty, every block on a line of its own."""
    return "\n".join([*_front(article), *_blocks(article.blocks, ""), *_notes(article)])


def _front(article: Article) -> Iterator[str]:
    for name in ("kicker", "title", "lead", "byline"):
        if text := getattr(article, name):
            yield f"{name}: {write_inlines(text)}"
    for name in ("date", "fixed", "links"):
        if value := getattr(article, name):
            yield f"{name}: {value}"
    if article.image:
        yield f"image: {_values(article.image)}"


def _notes(article: Article) -> Iterator[str]:
    for note in article.notes:
        yield f"note {note.label}"
        yield from _blocks(note.blocks, "  ")


def _blocks(blocks: Iterable[Any], indent: str) -> Iterator[str]:
    for block in blocks:
        yield f"{indent}{getattr(block, 'kind', 'item')} {_values(block)}".rstrip()
        inner = indent + "  "
        yield from _blocks(getattr(block, "blocks", ()), inner)
        yield from _blocks(getattr(block, "items", ()), inner)
        yield from _blocks(getattr(block, "figures", ()), inner)
        yield from (f"{inner}line {write_inlines(line.text)}" for line in getattr(block, "lines", ()))
        for row in (getattr(block, "head", ()), *getattr(block, "rows", ())):
            if row:
                yield f"{inner}row {' | '.join(write_inlines(cell.text) for cell in row)}"


def _values(block: Any) -> str:
    defaults = {field.name: field.default for field in fields(block)}
    values = ((name, getattr(block, name)) for name in defaults if name not in HIDDEN)
    return " ".join(f"{name}={_shown(value)}" for name, value in values if value != defaults[name] or name == "level")


def _shown(value: Any) -> str:
    if isinstance(value, tuple) and value and hasattr(value[0], "kind"):
        return f"«{write_inlines(value)}»"
    return f"«{value}»" if isinstance(value, str) else str(value)
