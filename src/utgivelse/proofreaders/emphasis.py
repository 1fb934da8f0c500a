"""Emphasis: words that the source stresses are stressed in the translation; scripts without italics may leave them.

A star inside a word («Lehrer*innen und Schüler*innen») is hardly meant as stress, but read as one and gone in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.inline import Emphasis, Strong
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair, Side

_INSIDE = re.compile(r"[^\W\d_]\*[^\W\d_]")
_UPRIGHT = frozenset(["Arab", "Ethi", "Hebr", "Hans", "Hant", "Jpan", "Kore", "Thai"])


def read(pair: Pair) -> Iterator[Doubt]:
    """All stress lost, of one kind or of both; stars inside words that became stress."""
    if _INSIDE.search(pair.target.text) and _count(pair.target, Emphasis) > _count(pair.source, Emphasis):
        told = said("stars inside words are read as stress and gone in print")
        yield Doubt("M41", told, said("write `\\*` for a star that readers are to see"), severity=Severity.WARNING)
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
