"""Dates: days, months and times of day are the source's, however the language writes them."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.figures import compare
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """The dates and times that one side lacks."""
    found = compare(pair).of("date", "time")
    for figure in found.lost:
        yield Doubt("M35", said("it lacks «{figure}»", figure=figure.shown))
    for figure in found.strange:
        yield Doubt("M35", said("«{figure}» is not in the source", figure=figure.shown))


PROOFREADER = Proofreader("dates", Severity.WARNING, read)
