"""Unchanged: a translation that is its source, letter for letter.

Names, numbers, addresses, code and what the glossary keeps are the same everywhere, and many a sentence is in
languages near each other: there, a letter or a small word that the other has not says that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair
from utgivelse.writing_rules import are_near

_LONG = 8


def read(pair: Pair) -> Iterator[Doubt]:
    """The same text, with something in it that could be translated."""
    if pair.target.prose.strip() != pair.source.prose.strip():
        return
    words = [word for word in pair.source.words if len(word) > 1 and not _stays(word, pair)]
    small = [word for word in words if word[0].islower()]
    if are_near(pair.source.tag, pair.target.tag):
        if len(small) > 1 and _is_the_sources(pair):
            yield Doubt("M50", said("it is the same as its source"))
        elif len(small) >= _LONG:
            yield Doubt("M50", said("it is the same as its source"), severity=Severity.NOTE)
    elif len(small) > 1 or (len(small) == 1 and len(words) > 1):
        yield Doubt("M50", said("it is the same as its source"))
    elif len(words) == 1 and len(words[0]) > 3 and not words[0].isupper():
        yield Doubt("M50", said("it is the same as its source"), severity=_weight(words[0], pair))


def _stays(word: str, pair: Pair) -> bool:
    kept = {part for name in pair.brief.names for part in name.split()}
    kept |= {part for term in pair.brief.terms if term.source in term.allowed for part in term.source.split()}
    return word.isupper() or word in kept or word.casefold() in {one.casefold() for one in kept}


def _is_the_sources(pair: Pair) -> bool:
    """Whether words of it are no words of the other language: small ones, or such as have letters that it has not."""
    mine, theirs = pair.source.rules, pair.target.rules
    foreign = set(mine.common.split()) - set(theirs.common.split()) if theirs.common else set()
    small = [word for word in pair.target.words if word.islower() and not _stays(word, pair)]
    return any(word in foreign or not set(theirs.strange).isdisjoint(word) for word in small)


def _weight(word: str, pair: Pair) -> Severity:
    """A word with letters that the language has not («Lærer» in English) is hardly its own."""
    own = pair.target.rules.letters
    foreign = [letter for letter in word.lower() if not letter.isascii() and letter not in own]
    return Severity.WARNING if foreign else Severity.NOTE


PROOFREADER = Proofreader("unchanged", Severity.WARNING, read)
