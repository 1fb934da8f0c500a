"""Dialogue: direct speech is marked as the language marks it, by a dash or by quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """A paragraph of direct speech without its mark."""
    language = pair.target.language
    if pair.role != "dialogue" or language.opens_dialogue(pair.target.text):
        return
    if language.dialogue == "dash":
        yield Doubt("M33", said("direct speech begins with a dash in {language}", language=language.tag))
    else:
        yield Doubt("M33", said("direct speech stands in quotation marks in {language}", language=language.tag))


PROOFREADER = Proofreader("dialogue", Severity.WARNING, read)
