"""Structure: links, variables, footnotes, code and pictures that a translation lost or invented; and HTML in it."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_HINT = said("put the numbers, variables and code of the source into the translation as they are there: `[text](#1)`")


def read(pair: Pair) -> Iterator[Doubt]:
    """Every difference that would lose something in print; the source text would be printed instead."""
    return (Doubt("M31", problem, _HINT) for problem in pair.problems)


PROOFREADER = Proofreader("structure", Severity.ERROR, read, final=True)
