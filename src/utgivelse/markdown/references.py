"""References: what leads from one place of a publication to another.

Laws: a note reference has its note, `#anchor` is in the same article, and `other.md#anchor` in an
article of the same publication; what leads nowhere is an error that names the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Any

from utgivelse.addresses import article_target
from utgivelse.article import Article, walk_blocks
from utgivelse.findings import Finding, nearest, said
from utgivelse.inline import Link, NoteReference
from utgivelse.markdown.report import Report


def inlines_in(value: object, line: int = 0) -> Iterator[tuple[Any, int]]:
    """Every part of every text in a tree, with the line of what holds it."""
    line = getattr(value, "line", line) or line
    if isinstance(value, tuple):
        for item in value:
            yield from inlines_in(item, line)
    elif is_dataclass(value):
        if not hasattr(value, "line") and not isinstance(value, Article):
            yield value, line
        for field in fields(value):
            yield from inlines_in(getattr(value, field.name), line)


def check_notes(article: Article, report: Report) -> None:
    """Say which notes are missing, and which nothing refers to."""
    known = [note.label for note in article.notes]
    used: set[str] = set()
    for part, line in inlines_in(article):
        if isinstance(part, NoteReference):
            used.add(part.label)
            if part.label not in known:
                report.error(
                    "A25",
                    line,
                    said("there is no note «{label}»", label=part.label),
                    said(
                        "write `[^{label}]: …` after a blank line; {hint}",
                        label=part.label,
                        hint=nearest(part.label, known),
                    ),
                )
    for note in article.notes:
        if note.label not in used:
            report.warning(
                "A25",
                note.line,
                said("nothing refers to the note «{label}»", label=note.label),
                said("write `[^{label}]` where it belongs", label=note.label),
            )


def anchors_of(article: Article) -> tuple[str, ...]:
    """Every anchor of an article."""
    blocks = (*article.blocks, *(block for note in article.notes for block in note.blocks))
    return tuple(block.anchor for block in walk_blocks(blocks) if block.anchor)


def check_own_links(article: Article, report: Report) -> None:
    """Say which links inside an article lead to an anchor that it has not."""
    known = anchors_of(article)
    for (file, anchor), line in _inner_links(article):
        if not file and anchor not in known:
            hint = get_close_matches(anchor, known, 1)
            report.error(
                "A37",
                line,
                said("there is no anchor «{anchor}» in this article", anchor=anchor),
                said("did you mean «{name}»?", name=hint[0]) if hint else "",
            )


def check_cross_references(articles: Sequence[Article]) -> tuple[Finding, ...]:
    """What is wrong with the links between the articles of one publication."""
    anchors = {article.source: anchors_of(article) for article in articles}
    findings: list[Finding] = []
    for article in articles:
        report = Report(f"articles/{article.source}")
        for (file, anchor), line in _inner_links(article):
            if file and file not in anchors:
                _report_missing(report, line, file, anchors)
            elif file and anchor and anchor not in anchors[file]:
                hint = nearest(anchor, anchors[file])
                report.error(
                    "A37", line, said("there is no anchor «{anchor}» in {file}", anchor=anchor, file=file), hint
                )
        findings += report.findings
    return tuple(findings)


def _report_missing(report: Report, line: int, file: str, known: dict[str, tuple[str, ...]]) -> None:
    report.error(
        "A37",
        line,
        said("the link leads to {file}, which is no article of this publication", file=file),
        nearest(file, known) or said("write its path below articles/"),
    )


def _inner_links(article: Article) -> Iterator[tuple[tuple[str, str], int]]:
    for part, line in inlines_in(article):
        if isinstance(part, Link) and (target := article_target(part.target)) and any(target):
            yield target, line
