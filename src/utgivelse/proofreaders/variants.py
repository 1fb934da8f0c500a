"""Variants: the same words of the source, translated otherwise elsewhere in the project."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """Other translations of this text; where the author parts two uses by a context of their own, none is meant."""
    if "/" in pair.message.context or not pair.others:
        return
    mine = _bare(pair.target.text)
    if different := [text for text in pair.others if _bare(text) != mine]:
        yield Doubt("M57", said("elsewhere the same text is «{text}»", text=different[0][:60]))


def _bare(text: str) -> str:
    return " ".join(text.casefold().strip(" .!?:…").split())


PROOFREADER = Proofreader("variants", Severity.NOTE, read)
