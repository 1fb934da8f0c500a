"""The normal form of a text's tree: one tree for one text.

Laws: no empty or neighbouring texts; one space for any run of white space, none at the outer
edges or beside a line break; no line break at the edges; no link in a link. `normalised` changes
nothing in a tree that is in this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from utgivelse.inline import Code, Emphasis, Icon, Inline, Inlines, LineBreak, Link, Span, Strong, Text

_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def normalised(inlines: Iterable[Inline]) -> Inlines:
    """The same text in its one normal form (see the laws above)."""
    parts = list(_spaced(_merged(_kept(inlines))))
    while parts and _blank(parts[0]):
        del parts[0]
    while parts and _blank(parts[-1]):
        del parts[-1]
    if parts and isinstance(parts[0], Text):
        parts[0] = Text(parts[0].text.lstrip(" "))
    if parts and isinstance(parts[-1], Text):
        parts[-1] = Text(parts[-1].text.rstrip(" "))
    return tuple(parts)


def _blank(part: Inline) -> bool:
    return isinstance(part, LineBreak) or part == Text(" ")


def _kept(inlines: Iterable[Inline], linked: bool = False) -> Iterable[Inline]:
    """The parts that hold something; inside a link, an inner one leaves its words."""
    for part in inlines:
        match part:
            case Text(text="") | Code(text=""):
                pass
            case Code(text=text):
                yield Code(text.replace("\n", " "))
            case Icon(src=src, alt=alt):
                yield Icon(_SPACE.sub(" ", src).strip(" "), _SPACE.sub(" ", alt).strip(" "))
            case Link(children=children) if linked:
                yield from _kept(children, linked)
            case Link(target=target, children=children):
                yield Link(_SPACE.sub(" ", target).strip(" "), _inner(children, True))
            case Span(children=children, language="", draft=None):
                yield from _kept(children, linked)
            case Emphasis(children=children) | Strong(children=children) | Span(children=children):
                if inner := _inner(children, linked):
                    yield replace(part, children=inner)
            case _:
                yield part


def _inner(children: Inlines, linked: bool) -> Inlines:
    return tuple(_spaced(_merged(_kept(children, linked))))


def _merged(inlines: Iterable[Inline]) -> Iterable[Inline]:
    last: Inline | None = None
    for part in inlines:
        if isinstance(last, Text) and isinstance(part, Text):
            last = Text(last.text + part.text)
        elif isinstance(last, Code) and isinstance(part, Code):
            last = Code(last.text + part.text)
        else:
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last


def _spaced(inlines: Iterable[Inline]) -> Iterable[Inline]:
    parts = list(inlines)
    for number, part in enumerate(parts):
        if not isinstance(part, Text):
            yield part
            continue
        text = _SPACE.sub(" ", part.text)
        if number and isinstance(parts[number - 1], LineBreak):
            text = text.lstrip(" ")
        if number + 1 < len(parts) and isinstance(parts[number + 1], LineBreak):
            text = text.rstrip(" ")
        if text:
            yield Text(text)
