"""Block rules: what the article format adds to CommonMark's blocks.

Directives, lines of attributes, comments for translators, and two guards against silent loss:
a block that is nested too deeply is kept as text, and the cells that a table has no column for
are remembered.

Laws: rules only make tokens; what is wrong with them is said where they are turned into blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine

from utgivelse.markdown.attributes import Attributes, label_end, read_attributes

DEEPEST = 40
"""Levels of blocks in blocks; beyond it markdown-it would drop the text without a word."""

_FENCE = re.compile(r"(:{2,})[ ]*([^\W\d][\w-]*)(?=[\[{\s]|$)")
_CLOSING = re.compile(r"(:{3,})[ \t]*$")
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@dataclass(frozen=True)
class Head:
    """The first line of a directive: `:::name[label]{attributes}`; `rest` could not be read."""

    fence: int
    name: str
    label: str | None = None
    attributes: Attributes = Attributes()
    rest: str = ""


def install(md: MarkdownIt) -> None:
    """Put these rules before CommonMark's own."""
    md.block.ruler.before("table", "too_deep", _too_deep)
    md.block.ruler.after("too_deep", "comment", _comment, _INTERRUPTS)
    md.block.ruler.after("comment", "directive", _directive, _INTERRUPTS)
    md.block.ruler.after("directive", "attribute_line", _attribute_line)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < DEEPEST or silent:
        return False
    line = start
    while line < min(end, state.lineMax) and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push("too_deep", "", 0)
    token.content = state.getLines(start, line, state.blkIndent, False)
    token.map = [start, line]
    state.line = line
    return True


def _stretch(state: StateBlock, start: int, end: int) -> str:
    """The lines from `start` to the next blank one, without their indentation."""
    line = start
    while line < min(end, state.lineMax) and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return state.getLines(start, line, state.sCount[start], False)


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not getLine(state, start).startswith("<!--"):
        return False
    line, last = start, min(end, state.lineMax)
    while line < last and "-->" not in getLine(state, line):
        line += 1
    if line >= last or not getLine(state, line).rstrip().endswith("-->"):
        return False
    text = state.getLines(start, line + 1, state.sCount[start], False).strip()
    if text.index("-->", 4) != len(text) - 3:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content = text[4:-3].strip()
        token.map = [start, line + 1]
        state.line = line + 1
    return True


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not getLine(state, start).startswith("{"):
        return False
    text = _stretch(state, start, end)
    read = read_attributes(text)
    if not read or text[read[1] :].partition("\n")[0].strip():
        return False
    if not silent:
        token = state.push("attribute_line", "", 0)
        token.meta["attributes"] = read[0]
        state.line = start + text.count("\n", 0, read[1]) + 1
        token.map = [start, state.line]
    return True


def read_head(text: str) -> tuple[Head, int] | None:
    """The head at the start of `text`, and the number of lines it takes; None when there is none."""
    fence = _FENCE.match(text)
    if not fence:
        return None
    position, label, attributes = fence.end(), None, Attributes()
    if text.startswith("[", position) and (close := label_end(text, position)) >= 0:
        label, position = text[position + 1 : close], close + 1
    if read := read_attributes(text, position):
        attributes, position = read
    rest = text[position:].partition("\n")[0].strip()
    return Head(len(fence[1]), fence[2], label, attributes, rest), text.count("\n", 0, position) + 1


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = getLine(state, start)
    if state.is_code_block(start) or not line.startswith("::"):
        return False
    if _CLOSING.match(line):
        if not silent:
            state.push("stray_fence", "", 0).map = [start, start + 1]
            state.line = start + 1
        return True
    found = read_head(_stretch(state, start, end))
    if not found:
        return False
    if not silent:
        head, lines = found
        if head.fence == 2:
            token = state.push("leaf", "", 0)
            token.meta["head"], token.map = head, [start, start + lines]
            state.line = start + lines
        else:
            _container(state, head, start, start + lines, min(end, state.lineMax))
    return True


def _container(state: StateBlock, head: Head, start: int, first: int, end: int) -> None:
    close, after = _closing_line(state, head.fence, first, end)
    token = state.push("container_open", "", 1)
    token.meta.update(head=head, closed=close >= 0)
    token.map = [start, after]
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", close if close >= 0 else after
    state.md.block.tokenize(state, first, state.lineMax)
    state.parentType, state.lineMax = parent, last
    state.push("container_close", "", -1)
    state.line = after


def _closing_line(state: StateBlock, fence: int, first: int, end: int) -> tuple[int, int]:
    """The line of the closing fence (-1 when there is none), and the first line after the directive."""
    for line in range(first, end):
        if state.sCount[line] < state.blkIndent:
            if state.isEmpty(line):
                continue
            return -1, line
        closing = _CLOSING.match(getLine(state, line))
        if closing and len(closing[1]) >= fence and not state.is_code_block(line):
            return line, line + 1
    return -1, end


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not table(state, start, end, silent):
        return False
    if not silent:
        columns = len(_cells(getLine(state, start)))
        for line in range(start + 2, state.line):
            excess = _cells(getLine(state, line))[columns:]
            if excess:
                state.env.setdefault("excess cells", []).append((line, excess))
    return True


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip(" \t"))
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells
