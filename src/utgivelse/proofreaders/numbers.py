"""Numbers: those of the source are in the translation, and no others.

A number counts by its value, written as its language writes it; to twelve it may be a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.figure_patterns import Figure
from utgivelse.proofreading.figures import compare
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """The numbers that one side lacks."""
    found = compare(pair).of("number")
    if found.lost:
        yield Doubt("M34", said("it lacks the number {numbers}", numbers=_listed(found.lost)))
    if found.strange:
        yield Doubt("M34", said("the source has no number {numbers}", numbers=_listed(found.strange)))


def _listed(figures: tuple[Figure, ...]) -> str:
    return ", ".join(sorted({figure.shown for figure in figures}))


PROOFREADER = Proofreader("numbers", Severity.WARNING, read)
