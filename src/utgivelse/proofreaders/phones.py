"""Phones: telephone numbers, and other long rows of digits, digit for digit; a country's code may be added."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.figures import called
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """The numbers that one side lacks."""
    found = called(pair)
    for figure in found.lost:
        told = said("the telephone number {number} is not in it, digit for digit", number=figure.shown)
        yield Doubt("M36", told, said("copy the number from the source"))
    for figure in found.strange if not found.lost else ():
        told = said("the telephone number {number} is not in the source", number=figure.shown)
        yield Doubt("M36", told, said("copy the number from the source"))


PROOFREADER = Proofreader("phones", Severity.ERROR, read)
