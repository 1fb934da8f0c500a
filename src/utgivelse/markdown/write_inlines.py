"""Writing inlines: the small tree of a block's text as Markdown.

Laws: `parse_inlines(write_inlines(tree)) == tree` for every normalised tree. Emphasis is written
with asterisks where CommonMark reads them back so, and else as `[words]{.emphasis}`, which has
no conditions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
)
from utgivelse.markdown.attributes import write_attributes
from utgivelse.markdown.inline_rules import VARIABLE
from utgivelse.markdown.inlines import parse_inlines
from utgivelse.markdown.normal import normalised

_ACTIVE = re.compile(r"[\\`*\[\]{]|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|(?<![^\W_])_|_(?![^\W_])|^\^")
_IN_TARGET = re.compile(r"[\\`()\[\]<>{|]|&(?=[#A-Za-z])")


def write_inlines(inlines: Inlines) -> str:
    """The text that `parse_inlines` gives this tree back for (in its normal form)."""
    tree = normalised(inlines)
    pretty = _written(tree, "**")
    if not any(_stressed(part) for part in tree):
        return pretty
    wanted = _undrafted(tree)
    for written in (pretty, _written(tree, "*_")):
        if parse_inlines(written) == wanted:
            return written
    return _written(tree, "")


def _stressed(part: Inline) -> bool:
    match part:
        case Emphasis() | Strong():
            return True
        case Link(children=children) | Span(children=children):
            return any(_stressed(child) for child in children)
        case _:
            return False


def _undrafted(tree: Inlines) -> Inlines:
    """The tree without marks of drafts, which are never written."""

    def one(part: Inline) -> Inline:
        match part:
            case Span(children=children, language=language):
                return Span(_undrafted(children), language)
            case Emphasis(children=children):
                return Emphasis(_undrafted(children))
            case Strong(children=children):
                return Strong(_undrafted(children))
            case Link(target=target, children=children):
                return Link(target, _undrafted(children))
            case _:
                return part

    return normalised(one(part) for part in tree) if any(isinstance(part, Span) for part in _all(tree)) else tree


def _all(tree: Inlines) -> list[Inline]:
    return [found for part in tree for found in (part, *_all(getattr(part, "children", ())))]


def _written(tree: Sequence[Inline], marks: str) -> str:
    """The Markdown of some parts; `marks` are the one for stress here and the one for stress inside it.

    Without marks stress takes the form that has no conditions.
    """
    done: list[str] = []
    for number, part in enumerate(tree):
        before = tree[number - 1] if number else None
        here = marks[::-1] if isinstance(before, Emphasis | Strong) and done[-1].endswith(marks[:1] or " ") else marks
        after = tree[number + 1] if number + 1 < len(tree) else None
        done.append(_one(part, here, before, after))
    return "".join(done)


def _one(part: Inline, marks: str, before: Inline | None, after: Inline | None) -> str:
    match part:
        case Text(text=text):
            return _text(text, before, after)
        case Code(text=text):
            return _code(text)
        case LineBreak():
            return "\\\n"
        case Variable(name=name):
            return "{$" + name + "}"
        case NoteReference(label=label):
            return f"[^{label}]"
        case Icon(src=src, alt=alt):
            return f"![{write_plain(alt)}]({write_target(src)})"
        case Emphasis(children=children):
            return _stress(children, marks, 1, "emphasis")
        case Strong(children=children):
            return _stress(children, marks, 2, "strong")
        case Link(target=target, children=children):
            return f"[{_written(children, marks)}]({write_target(target)})"
        case Span(children=children, language=language):
            inner = _written(children, marks)
            return f"[{inner}]{write_attributes(values={'lang': language})}" if language else inner


def _stress(children: Inlines, marks: str, size: int, name: str) -> str:
    if marks:
        return marks[0] * size + _written(children, marks[::-1]) + marks[0] * size
    return f"[{_written(children, '')}]{{.{name}}}"


def _text(text: str, before: Inline | None, after: Inline | None) -> str:
    escaped = _ACTIVE.sub(r"\\\g<0>", text)
    if isinstance(before, NoteReference) and escaped.startswith(":"):
        escaped = "\\" + escaped
    if escaped.endswith("!") and isinstance(after, Link | Span | NoteReference | Emphasis | Strong):
        escaped = escaped[:-1] + "\\!"
    return escaped


def write_plain(text: str) -> str:
    """Words without markup, such as an alternative text; variables stay variables."""
    pieces = VARIABLE.split(text)
    words = (
        "{$" + piece + "}" if number % 2 else _ACTIVE.sub(r"\\\g<0>", piece) for number, piece in enumerate(pieces)
    )
    return "".join(words)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = next("`" * size for size in range(1, longest + 2) if not re.search(rf"(?<!`)`{{{size}}}(?!`)", text))
    spaced = text.strip(" ") and ((text[0] in "` " and text[-1] in "` ") or "`" in (text[0], text[-1]))
    return f"{fence} {text} {fence}" if spaced else f"{fence}{text}{fence}"


def write_target(target: str) -> str:
    """Where a link leads or a picture lies, as it stands between the parentheses."""
    escaped = _IN_TARGET.sub(r"\\\g<0>", target)
    return f"<{escaped}>" if any(character.isspace() for character in target) else escaped
