"""Reading an article: front matter and body → `Article`, with every finding.

Laws:
- `read_article` never raises for what somebody wrote; what is wrong is a finding with its line.
- Every character of the source ends in the tree, in an attribute or in a finding.
- Every heading has an anchor: the author's, or one made from the source heading; each is ASCII
  and there once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from pathlib import PurePosixPath
from typing import Any, cast

from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from utgivelse.article import BLOCK_TYPES, Article, Block, Blocks, Heading, walk_blocks
from utgivelse.findings import Finding, said
from utgivelse.inline import Inlines, plain
from utgivelse.markdown import block_rules, frontmatter
from utgivelse.markdown.blocks import Reader
from utgivelse.markdown.directives import read_directive
from utgivelse.markdown.headings import check_headings
from utgivelse.markdown.inlines import make_parser
from utgivelse.markdown.references import check_notes, check_own_links
from utgivelse.markdown.report import Report

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ŧ": "t",
        "ŋ": "n",
        "ł": "l",
        "œ": "oe",
        "ı": "i",
    }
)


def _make_blocks() -> Any:
    md = make_parser()
    md.use(deflist_plugin)
    md.block.ruler.before("reference", "note", footnote_def, {"alt": ["paragraph", "reference"]})
    block_rules.install(md)
    md.core.ruler.enableOnly(["block"])
    return md


_MD = _make_blocks()


def slugged(text: str) -> str:
    """Lower-case ASCII words with hyphens between them; empty when there is nothing left of the text."""
    plainer = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(character for character in plainer if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def slug_of(source: str) -> str:
    """The slug of an article whose front matter gives none: from the path below `articles/`."""
    return slugged(str(PurePosixPath(source).with_suffix("")) if source else "") or "article"


def read_article(text: str, source: str, language: str) -> tuple[Article, tuple[Finding, ...]]:
    """The article of this file (`source` is its path below `articles/`), and what is wrong with it."""
    report = Report(f"articles/{source}")
    clean = _cleaned(text, report)
    head, body, report_offset = frontmatter.split(clean, report)
    front = frontmatter.read_front_matter(head, report)
    report.offset = report_offset
    blocks, reader = _body(body, report)
    title, blocks = _title(front.texts.get("title", ()), blocks, report)
    if not title and not _unreadable(front, report):
        report.error("A06", 1, said("the article has no title"), said("write `title: …` in the front matter"))
    article = Article(
        slug=front.slug or slug_of(source),
        language=language,
        source=source,
        kicker=front.texts.get("kicker", ()),
        title=title,
        lead=front.texts.get("lead", ()),
        byline=front.texts.get("byline", ()),
        date=front.date,
        image=front.image,
        blocks=anchored(blocks, report),
        notes=tuple(reader.notes),
        links=front.links,
        fixed=front.fixed,
        lines=front.lines,
    )
    check_notes(article, report)
    check_own_links(article, report)
    return article, report.sorted()


def _cleaned(text: str, report: Report) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for found in _CONTROL.finditer(text):
        report.error(
            "A09",
            text.count("\n", 0, found.start()) + 1,
            said("a control character that nobody sees: U+{number}", number=f"{ord(found[0]):04X}"),
            said("delete it: it was probably pasted with the text"),
        )
    return _CONTROL.sub("", text)


def _body(body: str, report: Report) -> tuple[Blocks, Reader]:
    env: dict[str, Any] = {}
    tokens = _MD.parse(body, env)
    reader = Reader(report, env, read_directive)
    blocks = reader.blocks(SyntaxTreeNode(tokens).children)
    _check_references(env, reader)
    return blocks, reader


def _check_references(env: dict[str, Any], reader: Reader) -> None:
    unused = [(label, found) for label, found in env.get("references", {}).items() if label not in reader.used]
    for label, found in (*unused, *((found["label"], found) for found in env.get("duplicate_refs", ()))):
        reader.report.warning(
            "A33",
            found["map"][0] + 1 + reader.report.offset,
            said(
                "this line gives «{label}» an address that no link uses: {address} {title}",
                label=label.lower(),
                address=found["href"],
                title=found["title"],
            ),
            said("take it away, or write `\\[` if it is text"),
        )


def _unreadable(front: frontmatter.FrontMatter, report: Report) -> bool:
    """Whether there may be a title that could not be read, which is said already."""
    line = front.lines.get("title")
    return any(found.code == "A01" or (found.code == "A03" and found.place.line == line) for found in report.findings)


def _title(title: Inlines, blocks: Blocks, report: Report) -> tuple[Inlines, Blocks]:
    """The title, and the blocks with their headings in order under it."""
    if not title and blocks and isinstance(first := blocks[0], Heading) and first.level == 1:
        title, blocks = first.text, blocks[1:]
        if first.anchor or first.comment or first.context:
            report.error(
                "A24",
                first.line,
                said(
                    "the title takes no anchor, comment or context: {text}",
                    text=" ".join((first.anchor, first.comment, first.context)).strip(),
                ),
            )
    return title, blocks


# ── anchors ──────────────────────────────────────────────────────────────────────────────────


def anchored(blocks: Blocks, report: Report) -> Blocks:
    """The blocks with an anchor for every heading, and no heading above level 2."""
    check_headings(blocks, report)
    taken: set[str] = set()
    for block in walk_blocks(blocks):
        if block.anchor in taken:
            report.error(
                "A24",
                block.line,
                said("the anchor «{anchor}» is there twice", anchor=block.anchor),
                said("give each its own"),
            )
        taken |= {block.anchor} - {""}
    return tuple(_anchored(block, taken) for block in blocks)


def _anchored(block: Block, taken: set[str]) -> Block:
    if isinstance(block, Heading):
        anchor = block.anchor or _free(anchor_of(block), taken)
        taken.add(anchor)
        return replace(block, anchor=anchor, level=max(block.level, 2))
    changed: dict[str, Any] = {
        field.name: _inside(getattr(block, field.name), taken)
        for field in fields(block)
        if field.name in ("blocks", "items")
    }
    return replace(block, **changed) if changed else block


def _inside(values: tuple[Any, ...], taken: set[str]) -> tuple[Any, ...]:
    return tuple(_anchored_inside(value, taken) for value in values)


def _anchored_inside(value: Any, taken: set[str]) -> Any:
    if isinstance(value, BLOCK_TYPES):
        return _anchored(cast("Block", value), taken)
    return replace(value, blocks=_inside(value.blocks, taken)) if hasattr(value, "blocks") else value


def anchor_of(heading: Heading) -> str:
    """The anchor that a heading has when nobody else has it."""
    return slugged(plain(heading.text)) or "section"


def _free(anchor: str, taken: set[str]) -> str:
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free
