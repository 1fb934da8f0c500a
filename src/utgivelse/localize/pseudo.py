"""The pseudo-translation of a project: every message accented and longer, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from utgivelse.inline import Icon, Inline, Inlines, Span, Text
from utgivelse.language import PSEUDO
from utgivelse.localize.texts import VARIABLE, with_children
from utgivelse.markdown import parse_inlines, write_inlines
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.pseudo import lengthened


def pseudo_translation(messages: Iterable[Message], source_language: str) -> Translation:
    """A translation into the language that no one reads."""
    texts = {message.key: Translated(_pseudo(message, source_language), State.TRANSLATED) for message in messages}
    return Translation(PSEUDO, texts)


def _pseudo(message: Message, source: str) -> str:
    if message.plain:
        return _held(message.text)
    return write_inlines(_strange(parse_inlines(message.text), source))


def _strange(inlines: Inlines, source: str) -> Inlines:
    return tuple(_part(part, source) for part in inlines)


def _part(part: Inline, source: str) -> Inline:
    match part:
        case Text():
            return Text(lengthened(part.text))
        case Icon():
            return replace(part, alt=_held(part.alt))
        case Span() if part.language not in ("", source):
            return part
        case _:
            return with_children(part, lambda children: _strange(children, source))


def _held(text: str) -> str:
    """A plain text with its variables kept."""
    pieces = VARIABLE.split(text)
    return "".join("{$" + piece + "}" if number % 2 else lengthened(piece) for number, piece in enumerate(pieces))
