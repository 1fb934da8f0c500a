"""Bands: which of them an open message falls into.

In this order: a text approved in this role and place, or one that the catalog had under the same key
(context); a text that stands among the open ones already (repetition); the same text anywhere (100);
a like one, by `memory.likeness`; else new. What a fuzzy message was translated for counts as a like text.
A text that stands in several articles is one message, and is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from utgivelse.localize.words import count_words
from utgivelse.memory import Memory, places_of
from utgivelse.memory.likeness import respaced
from utgivelse.message import Message, State, Translation
from utgivelse.tmx import Unit

Band = Literal["repetition", "context", "100", "95-99", "85-94", "75-84", "new"]
BANDS: tuple[Band, ...] = ("repetition", "context", "100", "95-99", "85-94", "75-84", "new")
_LEAST: tuple[tuple[int, Band], ...] = ((100, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"))


@dataclass(frozen=True)
class Sorted:
    """An open message, its words, its band, and how like the best match is (0: there is none)."""

    message: Message
    words: int
    band: Band
    percent: int


def sort_out(messages: Sequence[Message], translation: Translation, units: Iterable[Unit]) -> tuple[Sorted, ...]:
    """Every open message in its band, in reading order; `units` are the memory's."""
    known = Memory((*units, *_of_catalog(translation)))
    places = places_of([(message.text, next(iter(message.references), "")) for message in messages])
    seen: set[str] = set()
    found = []
    for message, place in zip(messages, places, strict=True):
        if translation.find(*message.key).state is not State.TRANSLATED:
            band, percent = _band(message, place, known, translation, seen)
            seen.add(respaced(message.text))
            found.append(Sorted(message, count_words(message), band, percent))
    return tuple(found)


def _of_catalog(translation: Translation) -> Iterator[Unit]:
    """The pairs that the catalog has: translated, once translated, and those that fuzzy ones were made for."""
    for (context, text), found in translation.texts.items():
        if found.state is State.TRANSLATED:
            yield Unit(text, found.text, context)
        elif found.previous:
            yield Unit(found.previous[1], found.text, found.previous[0])
    for (context, text), target in translation.obsolete.items():
        yield Unit(text, target, context)


def _band(message: Message, place: str, known: Memory, translation: Translation, seen: set[str]) -> tuple[Band, int]:
    exact = known.exact(message.key, place)
    if (exact and exact.in_context) or translation.obsolete.get(message.key, "").strip():
        return "context", 100
    if respaced(message.text) in seen:
        return "repetition", 100
    match = exact or known.near(message.text)
    percent = match.percent if match else 0
    return next((band for least, band in _LEAST if percent >= least), "new"), percent


def words_in(found: Iterable[Sorted]) -> Mapping[Band, tuple[int, int]]:
    """How many messages and words are in each band."""
    counts: dict[Band, tuple[int, int]] = dict.fromkeys(BANDS, (0, 0))
    for one in found:
        messages, words = counts[one.band]
        counts[one.band] = messages + 1, words + one.words
    return counts
