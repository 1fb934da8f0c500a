"""Inline text: what stands inside a line, as a small tree.

Laws: every value is frozen and compares by content; `kind` names it in JSON; U+00A0 and U+00AD stand
as themselves. A foreign passage and an untranslated one are the same thing, a `Span`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Untranslated = Literal["missing", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; U+00A0 and U+00AD stand as themselves."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that are never translated, hyphenated or given typographic marks."""

    text: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""

    kind: Literal["break"] = "break"


@dataclass(frozen=True, slots=True)
class Variable:
    """`{$name}`: replaced by its value, in the language's own form, after localization."""

    name: str
    kind: Literal["variable"] = "variable"


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to the note with this label."""

    label: str
    kind: Literal["note-reference"] = "note-reference"


@dataclass(frozen=True, slots=True)
class Icon:
    """A small picture inside a line."""

    src: str
    alt: str = ""
    kind: Literal["icon"] = "icon"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: Inlines
    kind: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    children: Inlines
    kind: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an address, `other.md#anchor` or `#anchor`."""

    target: str
    children: Inlines
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language than their surroundings, or (in a draft) not yet translated."""

    children: Inlines
    language: str = ""
    draft: Untranslated | None = None
    kind: Literal["span"] = "span"


Inline = Text | Code | LineBreak | Variable | NoteReference | Icon | Emphasis | Strong | Link | Span
Inlines = tuple[Inline, ...]


class Passage(tuple[Inline, ...]):
    """Inline text that still knows where it came from: its message, what it is for readers, its line.

    It compares as the tuple that it is. `message` is (context, source text), None where there was nothing
    to translate.
    """

    message: tuple[str, str] | None
    noun: str
    line: int

    def __new__(cls, parts: Iterable[Inline], message: tuple[str, str] | None, noun: str, line: int) -> Passage:
        """These parts, from there."""
        self = super().__new__(cls, parts)
        self.message, self.noun, self.line = message, noun, line
        return self

    def __reduce__(self) -> tuple[type[Passage], tuple[Inlines, tuple[str, str] | None, str, int]]:
        return Passage, (tuple(self), self.message, self.noun, self.line)


def instead(parts: Iterable[Inline], of: Inlines) -> Inlines:
    """Parts that take the place of others, and keep where those came from."""
    return Passage(parts, of.message, of.noun, of.line) if isinstance(of, Passage) else tuple(parts)


def plain(inlines: Iterable[Inline]) -> str:
    """The characters a reader sees; a variable stands as `{$name}`, a line break as a space."""
    return "".join(_plain(part) for part in inlines)


def _plain(part: Inline) -> str:
    match part:
        case Text(text=text) | Code(text=text):
            return text
        case LineBreak():
            return " "
        case Variable(name=name):
            return "{$" + name + "}"
        case Icon(alt=alt):
            return alt
        case NoteReference():
            return ""
        case Emphasis() | Strong() | Link() | Span():
            return plain(part.children)
