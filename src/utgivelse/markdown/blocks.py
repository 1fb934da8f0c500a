"""Blocks: the tokens of an article's body → its tree.

Laws:
- Every token becomes a block, an attribute or a finding; what stands where it does not belong
  follows its container as blocks of its own, so that no word is lost.
- A figure is a paragraph that begins with a picture; direct speech one that begins with a dash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from utgivelse.addresses import ANCHOR
from utgivelse.article import (
    Base,
    Block,
    Blocks,
    DefinitionList,
    Dialogue,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Rule,
    Table,
)
from utgivelse.findings import said
from utgivelse.inline import Emphasis, Inlines, plain
from utgivelse.markdown import block_rules
from utgivelse.markdown.attributes import Attributes
from utgivelse.markdown.figures import read_figure
from utgivelse.markdown.inlines import inline_tokens, tree_of
from utgivelse.markdown.report import Report
from utgivelse.markdown.tables import check_numbers, read_definitions, read_table

Kind = TypeVar("Kind", bound=Base)
SPEECH = re.compile(r"[–—][ \u00a0]")
_COMMENT = re.compile(r"(translators|context):\s*(.*)", re.DOTALL)


class Pending:
    """What was said before a block and is still waiting for it: attributes and comments."""

    def __init__(self) -> None:
        self.attributes = Attributes()
        self.comments: list[str] = []
        self.context = ""
        self.line = 0

    def __bool__(self) -> bool:
        return bool(self.line)

    def take(self, name: str) -> str:
        """The value of an attribute, which is then used up."""
        values = dict(self.attributes.values)
        value = values.pop(name, "")
        self.attributes = replace(self.attributes, values=values)
        return value


ReadDirective: TypeAlias = "Callable[[Reader, SyntaxTreeNode], Sequence[Block]]"
"""What turns a directive into blocks; `directives.read_directive`."""


class Reader:
    """Turns the nodes of one article into blocks; notes are collected beside them."""

    def __init__(self, report: Report, env: dict[str, Any], directive: ReadDirective) -> None:
        self.report = report
        self.directive = directive
        self.references: dict[str, Any] = env.get("references", {})
        self.excess = dict(env.get("excess cells", ()))
        self.notes: list[Note] = []
        self.used: set[str] = set()

    # ── places and texts ──

    def line(self, node: SyntaxTreeNode) -> int:
        """The line of the file where a node begins."""
        while node.map is None and node.parent is not None:
            node = node.parent
        return (node.map[0] if node.map else 0) + 1 + self.report.offset

    def inlines(self, text: str, line: int) -> Inlines:
        """The tree of a text that stands on this line."""
        return tree_of(self.tokens(text), self.report, line)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text; the reference definitions that it uses are remembered."""
        tokens = inline_tokens(text, self.references)
        for token in tokens:
            if label := token.meta.get("label"):
                self.used.add(label)
        return tokens

    def text(self, node: SyntaxTreeNode) -> str:
        """The source text of a paragraph, heading, term or cell."""
        return "".join(child.content for child in node.children if child.type == "inline")

    # ── sequences of blocks ──

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        """The blocks of some nodes, with what was said before each."""
        made: list[Block] = []
        pending = Pending()
        for node in nodes:
            if node.type == "attribute_line":
                pending.attributes = pending.attributes.merged(node.meta["attributes"])
                pending.line = pending.line or self.line(node)
            elif node.type == "comment":
                self._comment(node, pending)
            else:
                made.extend(self._with(pending, node))
                pending = Pending()
        self._leftover(pending)
        self._captions_meant(made)
        return tuple(made)

    def _comment(self, node: SyntaxTreeNode, pending: Pending) -> None:
        found = _COMMENT.fullmatch(node.content)
        if not found:
            self.report.error(
                "A29",
                self.line(node),
                said("a comment says what it is for, found «{text}»", text=node.content),
                said("write `<!-- translators: … -->` or `<!-- context: word -->`"),
            )
            return
        pending.line = pending.line or self.line(node)
        if found[1] == "translators":
            pending.comments.append(found[2])
            return
        if pending.context:
            self.report.error(
                "A29", self.line(node), said("two contexts for one block: «{text}»", text=pending.context)
            )
        pending.context = found[2]

    def _with(self, pending: Pending, node: SyntaxTreeNode) -> Sequence[Block]:
        anchor, line = pending.attributes.anchor, self.line(node)
        comment = "\n".join(pending.comments)
        made = list(self._block(node, pending))
        self._unused(pending, line, said("a block such as this"))
        if anchor and not ANCHOR.fullmatch(anchor):
            self.report.error(
                "A24",
                line,
                said("the anchor «{anchor}» is not made of letters a–z, digits, `-`, `_` and `.`", anchor=anchor),
            )
            anchor = ""
        if made:
            made[0] = self.joined(
                made[0], Paragraph(line=line, anchor=anchor, comment=comment, context=pending.context)
            )
        elif pending and node.type != "footnote_reference":
            self._leftover(pending)
        return made

    def joined(self, block: Kind, other: Block) -> Kind:
        """The block with the anchor, comment and context of another as well; two anchors are one too many."""
        for mine, other_s in ((block.anchor, other.anchor), (block.context, other.context)):
            if mine and other_s:
                self.report.error(
                    "A24",
                    other.line,
                    said("two anchors or contexts for one block: «{first}» and «{second}»", first=mine, second=other_s),
                )
        comment = "\n".join(filter(None, (other.comment, block.comment)))
        return replace(
            block, anchor=block.anchor or other.anchor, comment=comment, context=block.context or other.context
        )

    def _unused(self, pending: Pending, line: int, what: str) -> None:
        attributes = pending.attributes
        for name in (*attributes.values, *attributes.flags, *attributes.doubled):
            self.report.error(
                "A12",
                line,
                said(
                    "{what} has no attribute «{name}», or has it already ({value})",
                    what=what,
                    name=name,
                    value=attributes.values.get(name, "–"),
                ),
                said(
                    'before a block stands `{#anchor}`, before a quotation `{by="…"}`; others follow what they describe'
                ),
            )

    def _leftover(self, pending: Pending) -> None:
        if not pending:
            return
        attributes = pending.attributes
        parts = (attributes.anchor, *attributes.flags, *attributes.doubled)
        values = (f"{name}={value}" for name, value in attributes.values.items())
        found = " ".join(filter(None, (*parts, *values, *pending.comments, pending.context)))
        if found:
            self.report.error(
                "A30",
                pending.line,
                said("no block follows what was said for one: «{text}»", text=found),
                said("move it before the block, with no blank text between"),
            )

    def _captions_meant(self, made: Sequence[Block]) -> None:
        for figure, after in pairwise(made):
            match figure, after:
                case Figure(caption=()), Paragraph(text=(Emphasis() as stressed,)) if len(plain((stressed,))) < 200:
                    self.report.warning(
                        "A32",
                        after.line,
                        said(
                            "a picture, then a short paragraph in emphasis: is it a caption? «{text}»",
                            text=plain((stressed,)),
                        ),
                        said("a caption follows the picture without a blank line"),
                    )

    # ── one block ──

    def _block(self, node: SyntaxTreeNode, pending: Pending) -> Sequence[Block]:
        line = self.line(node)
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return (self._heading(node),)
            case "blockquote":
                by = self.inlines(pending.take("by"), line)
                return (Quotation(line=line, blocks=self.blocks(node.children), by=by),)
            case "bullet_list" | "ordered_list":
                return (self._list(node),)
            case "table":
                return (read_table(self, node),)
            case "dl":
                return (read_definitions(self, node),)
            case "fence" | "code_block" | "too_deep":
                return (self._preformatted(node),)
            case "hr":
                return (Rule(line=line),)
            case "footnote_reference":
                self._note(node, pending)
                return ()
            case "container" | "leaf":
                return self.directive(self, node)
            case "stray_fence":
                self.report.error(
                    "A20",
                    line,
                    said("a closing fence `:::`, but nothing is open here"),
                    said("take it away, or give the container around it a longer fence: `::::`"),
                )
                return ()
            case _:
                raise AssertionError(node.type)

    def _paragraph(self, node: SyntaxTreeNode) -> Sequence[Block]:
        raw, line = self.text(node), self.line(node)
        tokens = self.tokens(raw)
        for number, later in enumerate(raw.split("\n")[1:], 1):
            if SPEECH.match(later.lstrip()):
                self.report.warning(
                    "A31",
                    line + number,
                    said("a line inside a paragraph begins with a dash: «{text}»", text=later.strip()[:60]),
                    said("direct speech is a paragraph of its own: put a blank line before it"),
                )
        if tokens and tokens[0].type == "image":
            return (read_figure(tokens, self.report, line),)
        text = tree_of(tokens, self.report, line)
        if not text:
            return ()
        return (Dialogue(line=line, text=text) if SPEECH.match(raw) else Paragraph(line=line, text=text),)

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        line, level = self.line(node), int(node.tag[1])
        text = self.inlines(self.text(node), line)
        if not text:
            self.report.warning("A38", line, said("a heading without text"), said("write it, or take it away"))
        if level > 4:
            self.report.warning(
                "A08",
                line,
                said("a heading of level {level}, expected 2, 3 or 4: «{text}»", level=level, text=plain(text)),
            )
        return Heading(line=line, level=min(level, 4), text=text)

    def _preformatted(self, node: SyntaxTreeNode) -> Preformatted:
        line = self.line(node)
        if node.type == "too_deep":
            self.report.error(
                "A23",
                line,
                said("more than {most} levels of lists and quotations in each other", most=block_rules.DEEPEST),
                said("write it simpler"),
            )
        elif node.type == "fence":
            self._fence(node, line)
        return Preformatted(line=line, text=node.content.removesuffix("\n"))

    def _fence(self, node: SyntaxTreeNode, line: int) -> None:
        assert node.map
        if node.info.strip():
            self.report.warning(
                "A26", line, said("«{text}» after the opening fence is shown nowhere", text=node.info.strip())
            )
        content = node.content.count("\n") + (not node.content.endswith("\n") and bool(node.content))
        if node.map[1] - node.map[0] < content + 2:
            self.report.error(
                "A19",
                line,
                said("the fence «{fence}» that opens here is never closed", fence=node.markup),
                said("close it with `{fence}` on a line of its own", fence=node.markup),
            )

    # ── lists, tables, notes ──

    def _list(self, node: SyntaxTreeNode) -> List:
        ordered, start = node.type == "ordered_list", int(node.attrs.get("start", 1))
        if ordered:
            check_numbers(self, node, start)
        paragraphs = [child for item in node.children for child in item.children if child.type == "paragraph"]
        items = tuple(self.item(item) for item in node.children)
        tight = all(child.hidden for child in paragraphs) or (len(items) == 1 and len(items[0].blocks) < 2)
        tight = tight and not any(_parted(item.blocks) for item in items)
        tight = tight or not any(
            isinstance(block, Paragraph | Dialogue | Figure) for item in items for block in item.blocks
        )
        return List(line=self.line(node), items=items, ordered=ordered, start=start, tight=tight)

    def item(self, node: SyntaxTreeNode) -> ListItem:
        """One item of a list."""
        return ListItem(line=self.line(node), blocks=self.blocks(node.children))

    def _note(self, node: SyntaxTreeNode, pending: Pending) -> None:
        label, line, blocks = node.meta["label"], self.line(node), self.blocks(node.children)
        if blocks:
            comment = "\n".join(pending.comments)
            before = Paragraph(line=line, anchor=pending.attributes.anchor, comment=comment, context=pending.context)
            blocks = (self.joined(blocks[0], before), *blocks[1:])
        else:
            self._leftover(pending)
        if any(note.label == label for note in self.notes):
            self.report.error("A25", line, said("the note «{label}» is written twice", label=label))
        self.notes.append(Note(line=line, label=label, blocks=blocks))


def _parted(blocks: Blocks) -> bool:
    """Whether a paragraph, or the anchor of a heading, follows what would swallow it without a blank line between."""
    running, greedy = Paragraph | Dialogue | Figure, Quotation | List | DefinitionList | Table
    return any(isinstance(a, running | greedy) and isinstance(b, running | Heading) for a, b in pairwise(blocks))
