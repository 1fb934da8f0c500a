"""Inlines: the text of one block ↔ a small tree.

Laws:
- `parse_inlines(write_inlines(tree)) == tree` for every normalised tree, and `parse_inlines` gives
  normalised trees only.
- Nothing is dropped: what is not allowed stays as text and is named in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from utgivelse.addresses import picture_fault, target_fault
from utgivelse.findings import Said, said
from utgivelse.inline import (
    Code,
    Emphasis,
    Icon,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    Span,
    Strong,
    Text,
    Variable,
    plain,
)
from utgivelse.markdown import inline_rules
from utgivelse.markdown.attributes import Attributes
from utgivelse.markdown.normal import normalised
from utgivelse.markdown.report import Report

_INSTEAD = {
    "b": "`**words**`",
    "strong": "`**words**`",
    "i": "`*words*`",
    "em": "`*words*`",
    "a": "`[words](https://…)`",
    "br": "a backslash at the end of the line",
    "img": "`![alternative text](images/name.jpg)`",
    "figure": "`![alternative text](images/name.jpg)`",
    "code": "backticks",
    "span": "`[words]{lang=se}`",
    "blockquote": "`> words`",
    "q": "quotation marks",
    "hr": "`***`",
    "table": "a table with `|`",
    "ul": "`- item`",
    "ol": "`1. item`",
    "li": "`- item`",
    "dl": "a term, and `: explanation` on the next line",
    "div": "`:::factbox[title]`",
    "aside": "`:::factbox[title]`",
    "section": "`:::factbox[title]`",
    "details": "`:::factbox[title]`",
    "button": '`:::cta[words]{url="https://…"}`',
    "iframe": '`::qr[words]{url="https://…"}`',
    "video": '`::qr[words]{url="https://…"}`',
    "audio": '`::qr[words]{url="https://…"}`',
    "svg": '`::chart[alternative text]{src="images/name.svg"}`',
    "sup": "a footnote, `[^1]`",
    "pre": "three backticks before and after",
    "p": "a blank line between paragraphs",
}


def make_parser() -> MarkdownIt:
    """CommonMark with tables, without HTML, and with this program's inlines; addresses are left as written."""
    md = _Parser("commonmark", {"html": False, "maxNesting": 10_000, "store_labels": True}).enable("table")
    md.disable(["html_block", "html_inline"])
    inline_rules.install(md)
    return md


class _Parser(MarkdownIt):
    """Leaves addresses as they are written: what is wrong with one is a finding, not a text."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


_MD = make_parser()


@lru_cache(maxsize=4096)
def parse_inlines(text: str) -> Inlines:
    """The tree of a message's text; what is not allowed in an article stays as text."""
    return read_inlines(text, Report(""), 0)


def read_inlines(text: str, report: Report, line: int, references: dict[str, Any] | None = None) -> Inlines:
    """The tree of the text that begins on this line; what is wrong with it goes to the report."""
    return normalised(_tree(inline_tokens(text, references), report, line))


def inline_tokens(text: str, references: dict[str, Any] | None = None) -> list[Token]:
    """The tokens of a block's text."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return _MD.inline.parse(clean, _MD, {"references": references or {}}, [])


def tree_of(tokens: Sequence[Token], report: Report, line: int) -> Inlines:
    """The normalised tree of some of a block's tokens."""
    return normalised(_tree(tokens, report, line))


# ── tokens → tree ────────────────────────────────────────────────────────────────────────────


@dataclass
class _Open:
    """A construct whose end has not been seen."""

    token: Token | None = None
    parts: list[Inline] = field(default_factory=list)


def _tree(tokens: Iterable[Token], report: Report, line: int) -> Inlines:
    stack, flat = [_Open()], 0
    for token in tokens:
        if token.nesting > 0 and len(stack) > inline_rules.DEEPEST:
            flat += 1
            _too_deep(token, report, line)
        elif token.nesting > 0:
            stack.append(_Open(token))
        elif token.nesting < 0 and flat:
            flat -= 1
        elif token.nesting < 0:
            done = stack.pop()
            stack[-1].parts.extend(_wrapped(done, report, line))
        else:
            stack[-1].parts.extend(_LEAVES.get(token.type, _text)(token, report, line))
            line += token.type in ("softbreak", "hardbreak")
    return tuple(stack[0].parts)


def _too_deep(token: Token, report: Report, line: int) -> None:
    report.error(
        "A23",
        line,
        said(
            "more than {most} levels of markup in each other: «{text}»", most=inline_rules.DEEPEST, text=_shown(token)
        ),
        said("write it simpler"),
    )


def _shown(token: Token) -> str:
    return " ".join(str(value) for value in (token.content, *token.attrs.values()) if value) or token.type


def _wrapped(done: _Open, report: Report, line: int) -> Inlines:
    token, children = done.token, tuple(done.parts)
    assert token
    match token.type:
        case "em_open":
            return (Emphasis(children),)
        case "strong_open":
            return (Strong(children),)
        case "link_open":
            return (_link(token, children, report, line),)
        case "span_open":
            return _span(token.meta["attributes"], children, report, line)
        case _:
            return children


def _link(token: Token, children: Inlines, report: Report, line: int) -> Link:
    target = str(token.attrs.get("href", ""))
    if fault := target_fault(target):
        report.error("A15", line, fault, said("write the address in full, or take the link away"))
    if not normalised(children):
        report.error(
            "A38", line, said("the link to «{target}» has no text", target=target), said("write what is behind it")
        )
    _title(token, report, line)
    return Link(target, children)


def _title(token: Token, report: Report, line: int) -> None:
    if title := token.attrs.get("title"):
        report.warning(
            "A26",
            line,
            said("the title «{title}» of a link or picture is shown nowhere", title=title),
            said("write it in the text, or take it away"),
        )


def _span(attributes: Attributes, children: Inlines, report: Report, line: int) -> Inlines:
    language = attributes.values.get("lang", "")
    known = {"lang", "emphasis", "strong"}
    for name in (*attributes.values, *attributes.flags, *attributes.doubled, attributes.anchor):
        if name and name not in known:
            value = attributes.values.get(name, "")
            report.error(
                "A12",
                line,
                said("a span has no attribute «{name}» ({value})", name=name, value=value or "–"),
                said("expected `[words]{lang=se}`, once"),
            )
    if language:
        report.tag(language, line)
    if not normalised(children):
        report.error("A38", line, said("a span without text: {value}", value=language or "–"), said("take it away"))
    spanned = (Span(children, language),) if language else children
    if "strong" in attributes.flags:
        spanned = (Strong(spanned),)
    return (Emphasis(spanned),) if "emphasis" in attributes.flags else spanned


def _text(token: Token, report: Report, line: int) -> Inlines:
    return (Text(token.content),)


def _icon(token: Token, report: Report, line: int) -> Inlines:
    src = str(token.attrs.get("src", ""))
    if fault := picture_fault(src):
        report.error("A16", line, fault, said("put the picture into the project and write its path from the root"))
    if "attributes" in token.meta:
        report.error(
            "A12",
            line,
            said("a picture inside a line takes no attributes: {names}", names=_listed(token.meta["attributes"])),
            said("let the picture begin a paragraph of its own"),
        )
    _title(token, report, line)
    return (Icon(src, alt_of(token, report, line)),)


def _listed(attributes: Attributes) -> str:
    values = (f"{name}={value}" for name, value in attributes.values.items())
    return " ".join((attributes.anchor, *attributes.flags, *values)).strip()


def alt_of(token: Token, report: Report, line: int) -> str:
    """The alternative text of a picture: words only, with variables."""
    tree = normalised(_tree(token.children or (), Report(""), line))
    if any(not isinstance(part, Text | Variable) for part in tree):
        report.warning(
            "A26",
            line,
            said("the markup in the alternative text «{text}» is not kept", text=token.content),
            said("write plain words"),
        )
    return plain(tree)


def _braces(token: Token, report: Report, line: int) -> Inlines:
    report.error("A11", line, said("«{text}» is neither attributes nor a variable", text=token.content), _braces_hint())
    return (Text(token.content),)


def _braces_hint() -> Said:
    return said(
        "a variable is `{$name}`; attributes stand right behind a picture or span, "
        "those of a block on a line of their own before it; a brace as such is `\\{`"
    )


def _html(token: Token, report: Report, line: int) -> Inlines:
    name = re.match(r"</?([A-Za-z][A-Za-z0-9-]*)", token.content)
    instead = _INSTEAD.get(name[1].lower() if name else "", "")
    hint = (
        said("write {instead}", instead=instead)
        if instead
        else said("write it in Markdown, or as a directive such as `:::factbox[title]`")
    )
    if token.content.startswith("<!--"):
        hint = said("a comment stands on a line of its own before a block: `<!-- translators: … -->`")
    report.error("A10", line, said("HTML is not allowed in an article: «{html}»", html=token.content), hint)
    return (Text(token.content),)


def _suspect(token: Token, report: Report, line: int) -> Inlines:
    report.error(
        "A14",
        line,
        said("this looks like a link or a picture, but «{target}» is no address or path", target=token.info),
        said("write one with spaces in angle brackets: `(<my picture.jpg>)`; a bracket as such is `\\[`"),
    )
    return (Text(token.content),)


def _deep_text(token: Token, report: Report, line: int) -> Inlines:
    _too_deep(token, report, line)
    return (Text(token.content),)


_Leaf = Callable[[Token, Report, int], Inlines]
_LEAVES: dict[str, _Leaf] = {
    "code_inline": lambda token, report, line: (Code(token.content),),
    "softbreak": lambda token, report, line: (Text(" "),),
    "hardbreak": lambda token, report, line: (LineBreak(),),
    "variable": lambda token, report, line: (Variable(token.content),),
    "note_reference": lambda token, report, line: (NoteReference(token.content),),
    "image": _icon,
    "braces": _braces,
    "html": _html,
    "suspect": _suspect,
    "too_deep": _deep_text,
}
