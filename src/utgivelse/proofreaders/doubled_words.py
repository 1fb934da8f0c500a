"""Doubled words: «the the». Some languages double on purpose, and some words may follow themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_DOUBLE = re.compile(r"(?<![\w’'-])([^\W\d_]+)[ \u00a0]+\1(?![\w’'-]|\.\w)", re.IGNORECASE)


def read(pair: Pair) -> Iterator[Doubt]:
    """The words that stand twice in a row, and do not so in the source."""
    if pair.target.rules.repeats or _DOUBLE.search(pair.source.prose):
        return
    allowed = pair.target.rules.twice.split()
    found = (match[1] for match in _DOUBLE.finditer(pair.target.prose))
    if words := sorted({word for word in found if word.lower() not in allowed}):
        yield Doubt("M47", said("a word stands twice in a row: «{words}»", words=", ".join(words)))


PROOFREADER = Proofreader("doubled-words", Severity.NOTE, read)
