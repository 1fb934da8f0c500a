"""Leftovers: words of the source that were left standing in the middle of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair
from utgivelse.writing_rules import are_near

_ROW = 4


def read(pair: Pair) -> Iterator[Doubt]:
    """Four words of the source in a row, with two small ones among them that the language itself has not."""
    common = frozenset(pair.source.rules.common.split()) - frozenset(pair.target.rules.common.split())
    if not common or are_near(pair.source.tag, pair.target.tag) or pair.target.prose == pair.source.prose:
        return
    words = [word.casefold() for word in pair.target.words]
    if sum(word in common for word in words) < 2:
        return
    source = f" {' '.join(word.casefold() for word in pair.source.words)} "
    for start in range(len(words) - _ROW + 1):
        row = words[start : start + _ROW]
        if sum(word in common for word in row) > 1 and f" {' '.join(row)} " in source:
            yield Doubt("M58", said("words of the source stand in it: «{words}»", words=" ".join(row)))
            return


PROOFREADER = Proofreader("leftovers", Severity.WARNING, read)
