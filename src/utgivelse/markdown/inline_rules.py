"""Inline rules: what the article format adds to CommonMark's inlines.

Variables, note references, spans, attributes of pictures, and tokens for what is *not* allowed
(HTML, stray braces, a link that could not be read), so that it can be named instead of lost.

Laws: every rule either leaves the text alone or makes a token that still holds it.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import StateInline, image, link

from utgivelse.markdown.attributes import read_attributes

DEEPEST = 40
"""Levels of brackets in brackets, and of emphasis in emphasis."""

VARIABLE = re.compile(r"\{\$([^\W\d][\w-]*)\}")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_NOTE = re.compile(r"\[\^([^\s\[\]\\^`]+)\]")
_HTML = re.compile(r"<!--.*?-->|<!--|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<[?!][A-Za-z][^<>]*>", re.DOTALL)
_LINKS = "links found"


def install(md: MarkdownIt) -> None:
    """Put these rules among CommonMark's own."""
    own: Any = SimpleNamespace(
        parseLinkLabel=_label_end,
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    md.helpers = own
    md.inline.ruler.before("text", "too_deep", _too_deep)
    md.inline.ruler.before("link", "note_reference", _note_reference)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.inline.ruler.after("autolink", "html", _html)
    md.inline.ruler.push("braces", _braces)


def _label_end(state: StateInline, start: int, without_links: bool = False) -> int:
    """Where the label that opens at `start` ends, or -1.

    CommonMark's own forbids every construct with brackets inside a link; here only a link is, so
    that a foreign passage may be one.
    """
    before, depth, end = state.pos, 1, -1
    state.pos = start + 1
    while state.pos < state.posMax:
        position, mark = state.pos, state.src[state.pos]
        if mark == "]":
            depth -= 1
            if not depth:
                end = position
                break
        state.md.inline.skipToken(state)
        if mark == "[":
            if state.pos == position + 1:
                depth += 1
            elif without_links and (state.src, position) in state.env.get(_LINKS, ()):
                break
    state.pos = before
    return end


def _too_deep(state: StateInline, silent: bool) -> bool:
    if state.level < DEEPEST:
        return False
    if not silent:
        state.push("too_deep", "", 0).content = state.src[state.pos : state.posMax]
    state.pos = state.posMax
    return True


def _note_reference(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos, state.posMax)
    return bool(found) and _take(state, silent, "note_reference", found)


def _take(state: StateInline, silent: bool, name: str, found: re.Match[str] | None) -> bool:
    assert found
    if not silent:
        state.push(name, "", 0).content = found[found.re.groups]
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, last = state.pos + 1, state.posMax
    close = _label_end(state, state.pos)
    read = read_attributes(state.src, close + 1, last) if close >= 0 else None
    if not read:
        return False
    if not silent:
        state.push("span_open", "", 1).meta["attributes"] = read[0]
        state.pos, state.posMax = start, close
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.posMax = last
    state.pos = read[1]
    return True


def _link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if link(state, silent):
        state.env.setdefault(_LINKS, set()).add((state.src, start))
        return True
    state.pos = start
    return _suspect(state, silent, start, "[")


def _image(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    if not image(state, silent):
        state.pos = start
        return _suspect(state, silent, start + 1, "![")
    if read := read_attributes(state.src, state.pos, state.posMax):
        state.pos = read[1]
        if not silent:
            state.tokens[-1].meta["attributes"] = read[0]
    return True


def _suspect(state: StateInline, silent: bool, bracket: int, opening: str) -> bool:
    """Take the opening of what looks like a link with an unreadable address; the rest stays text."""
    if silent or not state.src.startswith("[", bracket):
        return False
    close = _label_end(state, bracket)
    target = re.compile(r"\([^()\n]*\)").match(state.src, close + 1, state.posMax) if close >= 0 else None
    if not target or (opening == "[" and not re.search(r"[/.#@:]", target[0])):
        return False
    token = state.push("suspect", "", 0)
    token.content, token.info = opening, target[0][1:-1]
    state.pos += len(opening)
    return True


def _html(state: StateInline, silent: bool) -> bool:
    found = _HTML.match(state.src, state.pos, state.posMax)
    return bool(found) and _take(state, silent, "html", found)


def _braces(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    if found := VARIABLE.match(state.src, state.pos, state.posMax):
        return _take(state, silent, "variable", found)
    found = _BRACES.match(state.src, state.pos, state.posMax)
    return bool(found) and _take(state, silent, "braces", found)
