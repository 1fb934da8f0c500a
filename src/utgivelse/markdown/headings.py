"""Headings: whether they go down one level at a time, for every reader.

Law: what `only` keeps for some languages is there for them and not for others, so the order of levels
is looked at once as each of them gets it; what is wrong for several is said once.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.article import Blocks, Heading, Only, walk_blocks
from utgivelse.findings import said
from utgivelse.inline import plain
from utgivelse.markdown.report import Report

OTHERS = ""
"""Readers of a language that no `only` names."""


def check_headings(blocks: Blocks, report: Report) -> None:
    """Say which headings are of level 1, and which skip a level."""
    for block in walk_blocks(blocks):
        if isinstance(block, Heading) and block.level == 1:
            report.warning(
                "A07",
                block.line,
                said("a second heading of level 1: «{text}»", text=plain(block.text)),
                said("the title is level 1; write `##`"),
            )
    for reader in (OTHERS, *sorted(_named(blocks))):
        _check_levels(_headings(blocks, reader), report)


def _check_levels(headings: Iterator[Heading], report: Report) -> None:
    level = 1
    for heading in headings:
        now = max(heading.level, 2)
        if now > level + 1:
            report.warning(
                "A08",
                heading.line,
                said(
                    "a heading of level {level} follows one of level {before}: «{text}»",
                    level=now,
                    before=level,
                    text=plain(heading.text),
                ),
                said("go down one level at a time"),
            )
        level = now


def _named(blocks: Blocks) -> set[str]:
    """The languages that something is kept for."""
    kept = [block for block in walk_blocks(blocks) if isinstance(block, Only)]
    return {tag for only in kept for tag in (*only.languages, only.written) if tag}


def _headings(blocks: Blocks, reader: str) -> Iterator[Heading]:
    """The headings that readers of this language get."""
    hidden: set[int] = set()
    for block in walk_blocks(blocks):
        if isinstance(block, Only) and not _is_for(block, reader):
            hidden |= {id(inner) for inner in walk_blocks(block.blocks)}
        elif isinstance(block, Heading) and id(block) not in hidden:
            yield block


def _is_for(only: Only, reader: str) -> bool:
    return reader != OTHERS and reader in (*only.languages, only.written)
