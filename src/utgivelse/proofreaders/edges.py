"""Edges: no space before the first word or after the last, unless the source has it."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """A blank at an end."""
    source, text = pair.message.text, pair.target.text
    if text[:1].isspace() and not source[:1].isspace():
        yield Doubt("M49", said("it begins with a blank"))
    if text[-1:].isspace() and not source[-1:].isspace():
        yield Doubt("M49", said("it ends with a blank"))


PROOFREADER = Proofreader("edges", Severity.WARNING, read)
