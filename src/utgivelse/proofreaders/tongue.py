"""Tongue: a text in a third language, put into the catalog of this one by mistake.

A language is known by its small words. Only those that one of two languages has and the other has not tell them
apart; words of the source do not count, since it may quote the third language itself. The source's own language is a
warning, as is a text that is its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from utgivelse.findings import Severity, said
from utgivelse.language import language
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair
from utgivelse.tongues import tongue
from utgivelse.writing_rules import are_near, known_languages, rules

_FEWEST, _FEWEST_NEAR, _DISTINCT = 3, 5, 2
_SHARE = 9
"""Small words are every third word or so of a text in most languages; every ninth at least."""
_OWN = 4
"""So many of the other language stand against one of this."""
_LONG = 8


def read(pair: Pair) -> Iterator[Doubt]:
    """The small words of another language, and next to none of this one's."""
    words = [word.casefold() for word in pair.target.words]
    if len(words) < _FEWEST or pair.target.prose == pair.source.prose:
        return
    new = [word for word in words if word not in pair.known_words]
    counts = {
        other: _hits(words if are_near(other, pair.source.tag) else new, words, mark)
        for other, mark in _rivals(pair.target.tag).items()
    }
    if any(counts.values()):
        other = max(counts, key=counts.__getitem__)
        told = said("it reads as {other}, not as {language}", other=tongue(other), language=tongue(pair.target.tag))
        hint = said("translate it again, or put it into the catalog of its own language")
        sure = len(words) >= _LONG and not are_near(other, pair.source.tag)
        yield Doubt("M59", told, hint, severity=Severity.ERROR if sure else Severity.WARNING)


def _hits(new: list[str], words: list[str], rival: Rival) -> int:
    """How many words only the other language has; none where they are too few to tell."""
    found = [word for word in new if word in rival.theirs]
    own = sum(word in rival.own for word in words)
    enough = len(found) >= max(rival.fewest, own * _OWN) and len(found) * _SHARE >= len(words)
    return len(found) if enough and len({*found}) >= _DISTINCT else 0


@dataclass(frozen=True)
class Rival:
    """Another language: the small words that only it has, and those that only the catalog's language has."""

    theirs: frozenset[str]
    own: frozenset[str]
    fewest: int


@cache
def _rivals(tag: str) -> Mapping[str, Rival]:
    """The other languages in this one's script; none where this one's small words are not known."""
    own = frozenset(rules(tag).common.split())
    others = {
        other: frozenset(rules(other).common.split())
        for other in known_languages()
        if own and other != tag.split("-", maxsplit=1)[0] and language(other).script == language(tag).script
    }
    return {
        other: Rival(words - own, own - words, _FEWEST_NEAR if are_near(other, tag) else _FEWEST)
        for other, words in others.items()
    }


PROOFREADER = Proofreader("tongue", Severity.ERROR, read)
