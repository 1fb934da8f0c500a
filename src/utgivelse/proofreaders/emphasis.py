"""Emphasis: words that the source stresses are stressed in the translation; scripts without italics may leave them."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.inline import Emphasis, Strong
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair, Side

_UPRIGHT = frozenset(["Arab", "Ethi", "Hebr", "Hans", "Hant", "Jpan", "Kore", "Thai"])


def read(pair: Pair) -> Iterator[Doubt]:
    """All stress lost, of one kind or of both."""
    if "*" not in pair.message.text and "_" not in pair.message.text:
        return
    if _count(pair.source, Strong) and not (_count(pair.target, Strong) or _count(pair.target, Emphasis)):
        yield Doubt("M41", said("nothing is strong in it; the source has `**…**`"))
    elif pair.target.language.script in _UPRIGHT:
        return
    elif _count(pair.source, Emphasis) and not (_count(pair.target, Strong) or _count(pair.target, Emphasis)):
        yield Doubt("M41", said("nothing is stressed in it; the source has `*…*`"))


def _count(side: Side, kind: type) -> int:
    return sum(isinstance(part, kind) for part in side.parts)


PROOFREADER = Proofreader("emphasis", Severity.NOTE, read)
