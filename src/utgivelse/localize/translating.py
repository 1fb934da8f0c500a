"""Translating: an article, publication or brand in another language.

Laws:
- Same type in and out. With an identity catalog the same value comes out.
- What is missing, and a translation that lost or invented a link, variable, footnote or code, shows
  the source text; nothing is dropped silently: the proofreader `structure` names each such message.
- In a draft, text that is missing or fuzzy is marked; otherwise source text that stands in for it
  carries its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from utgivelse.article import Article
from utgivelse.inline import Passage, Span, Untranslated, instead
from utgivelse.localize.extraction import NUMERIC
from utgivelse.localize.numbers import find_number, replace_number
from utgivelse.localize.texts import Read, is_wordless, read, redirect, write
from utgivelse.localize.walk import Spot, Visit, Words, walk
from utgivelse.message import Key, Message, State, Translation

T = TypeVar("T")


def localize(value: T, translation: Translation, source_language: str, *, draft: bool = True) -> T:
    """`value` in the translation's language, `Only` blocks resolved and the language's own addresses in it."""
    target = translation.language
    visit = _Visit(translation, source_language, draft) if target != source_language else _unchanged
    localized = walk(value, _remembering(visit), target)
    if not isinstance(localized, Article):
        return localized
    addressed: Any = _readdressed(localized, localized.links.get(target, {}))
    return replace(addressed, language=target)  # type: ignore[no-any-return]


def _remembering(visit: Visit) -> Visit:
    """The same, but running text remembers which message it came from."""

    def remember(value: Words, spot: Spot) -> Words:
        done = visit(value, spot)
        if isinstance(done, str) or isinstance(value, str):
            return done
        key = None if is_wordless(value) else (spot.context, write(value).text)
        return Passage(done, key, spot.noun, spot.line)

    return remember


def _unchanged(value: Words, _: Spot) -> Words:
    return value


@dataclass(frozen=True)
class _Visit:
    """What takes the place of each text."""

    translation: Translation
    source: str
    draft: bool
    read: dict[tuple[str, str], Read] = field(default_factory=dict)

    def __call__(self, value: Words, spot: Spot) -> Words:
        if is_wordless(value):
            return value
        if spot.context.split("/")[0] in NUMERIC and (number := find_number(value, self.source)):
            return replace_number(value, number, self.translation.language, self.source)
        return self._translated(value, spot)

    def _translated(self, value: Words, spot: Spot) -> Words:
        written = write(value)
        found = self.translation.find(spot.context, written.text)
        if found.state is State.MISSING or (found.state is State.FUZZY and not self.draft):
            return self._source(value)
        back = read(found.text, written.text, isinstance(value, str))
        if back.problems:
            return self._source(value)
        if isinstance(back.value, str):
            return back.value
        tree = redirect(back.value, lambda number: written.addresses[int(number[1:]) - 1])
        return (Span(tree, draft="fuzzy"),) if found.state is State.FUZZY else tree

    def _source(self, value: Words) -> Words:
        if isinstance(value, str):
            return value
        return (Span(value, self.source, "missing" if self.draft else None),)


def untranslated(messages: Iterable[Message], translation: Translation, *, draft: bool) -> dict[str, Untranslated]:
    """The texts without markup that stand untranslated in an edition, as they are shown there, and how."""
    shown: dict[str, Untranslated] = {}
    for message in messages:
        found = translation.find(*message.key)
        if found.state is State.FUZZY and draft:
            shown[found.text] = "fuzzy"
        elif found.state is not State.TRANSLATED:
            shown[message.text] = "missing"
    return shown


def shown(messages: Iterable[Message], translation: Translation, *, draft: bool) -> dict[str, Key]:
    """The texts without markup as they stand in an edition, each with its message."""
    standing: dict[str, Key] = {}
    for message in messages:
        found = translation.find(*message.key)
        is_used = found.state is State.TRANSLATED or (draft and found.state is State.FUZZY)
        standing[found.text if is_used else message.text] = message.key
    return standing


# ── a language's own addresses ───────────────────────────────────────────────────────────────


def _readdressed(node: Any, addresses: Mapping[str, str]) -> Any:
    """The tree with the addresses that the author gave for this language."""
    if not addresses:
        return node
    if isinstance(node, tuple):
        return instead((_readdressed(part, addresses) for part in node), node)
    if not is_dataclass(node):
        return node
    changes: dict[str, Any] = {}
    for name in (item.name for item in fields(node)):
        value = getattr(node, name)
        if name in ("target", "url", "qr") and isinstance(value, str):
            changes[name] = addresses.get(value, value)
        elif isinstance(value, tuple) or is_dataclass(value):
            changes[name] = _readdressed(value, addresses)
    return replace(node, **changes)  # type: ignore[type-var]
