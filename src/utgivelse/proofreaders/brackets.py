"""Brackets: each that opens is closed, in the right order; `a)` in a list and a smiley are no brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（"}
_ANY = re.compile(r"[()\[\]{}（）]")
_NONE = re.compile(r"[:;]-?[()]|(?:^|(?<=[.,;:] ))(?:\d{1,2}|[^\W\d_])\)")


def read(pair: Pair) -> Iterator[Doubt]:
    """The first bracket without its partner; what the source leaves open, the translation may."""
    if _ANY.search(pair.target.prose) and (odd := _odd(pair.target.prose)) and not _odd(pair.source.prose):
        yield Doubt("M46", said("the bracket «{sign}» has no partner", sign=odd))


def _odd(text: str) -> str:
    opened: list[str] = []
    for sign in _ANY.findall(_NONE.sub("", text)):
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return sign
    return opened[-1] if opened else ""


PROOFREADER = Proofreader("brackets", Severity.WARNING, read)
