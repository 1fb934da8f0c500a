"""Wording: a message with its inline markup as something to read, and as plain words.

Law: everything that a translator or an author wrote is escaped; a text whose markup cannot be read stands as
it was typed.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from utgivelse import inline
from utgivelse.inline import Inline, Inlines
from utgivelse.language import language
from utgivelse.localize import read_text

_VARIABLE = re.compile(r"(\{\$[\w-]+\})")


def marked(text: str, source: str, *, plain: bool) -> Markup:
    """The text as HTML; `source` is the message's own text."""
    if plain:
        parts = _VARIABLE.split(text)
        return Markup("").join(_sign("var", part) if number % 2 else part for number, part in enumerate(parts))
    found = read_text(text, source, plain)
    return Markup("{}").format(text) if found.problems or isinstance(found.value, str) else _all(found.value)


def smooth(text: str, *, plain: bool) -> str:
    """The words alone, on one line; as typed where the markup cannot be read."""
    found = read_text(text, text, plain)
    words = found.value if isinstance(found.value, str) else inline.plain(found.value)
    return " ".join((text if found.problems else words).split())


def _all(parts: Inlines) -> Markup:
    return Markup("").join(map(_one, parts))


def _one(part: Inline) -> Markup:
    match part:
        case inline.Text(text=text):
            return Markup("{}").format(text)
        case inline.Code(text=text):
            return Markup("<code>{}</code>").format(text)
        case inline.LineBreak():
            return Markup("<br>")
        case inline.Variable(name=name):
            return _sign("var", "{$" + name + "}")
        case inline.NoteReference(label=label):
            return _sign("ref", f"[^{label}]")
        case inline.Icon(src=src, alt=alt):
            return _sign("ref", f"![{alt}]({src})")
        case inline.Emphasis(children=children):
            return Markup("<em>{}</em>").format(_all(children))
        case inline.Strong(children=children):
            return Markup("<strong>{}</strong>").format(_all(children))
        case inline.Link(target=target, children=children):
            return Markup('<u>{}</u><sup class="sign">{}</sup>').format(_all(children), target)
        case inline.Span(children=children, language=tag):
            return _span(children, tag)


def _span(children: Inlines, tag: str) -> Markup:
    if not tag:
        return _all(children)
    return Markup('<i class="foreign" lang="{}" dir="{}">{}</i>').format(tag, language(tag).direction, _all(children))


def _sign(kind: str, text: str) -> Markup:
    return Markup('<code class="sign {}" dir="ltr">{}</code>').format(kind, text)
