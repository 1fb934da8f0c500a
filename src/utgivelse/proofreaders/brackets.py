"""Brackets: each that opens is closed, in the right order; `a)` in a list and a smiley are no brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（"}
_ANY = re.compile(r"[()\[\]{}（）]")
_SMILEY = re.compile(r"[:;]-?[()]")
_LISTED = re.compile(r"(?<!\w)(?:\d{1,2}|[^\W\d_])$")


def read(pair: Pair) -> Iterator[Doubt]:
    """The first bracket without its partner; what the source leaves open, the translation may."""
    if _ANY.search(pair.target.prose) and (odd := _odd(pair.target.prose)) and not _odd(pair.source.prose):
        yield Doubt("M46", said("the bracket «{sign}» has no partner", sign=odd))


def _odd(text: str) -> str:
    opened: list[str] = []
    text = _SMILEY.sub("", text)
    for found in _ANY.finditer(text):
        sign = found.group()
        if sign not in _PAIRS:
            opened.append(sign)
        elif not opened and _LISTED.search(text[: found.start()]):
            continue
        elif not opened or opened.pop() != _PAIRS[sign]:
            return sign
    return opened[-1] if opened else ""


PROOFREADER = Proofreader("brackets", Severity.WARNING, read)
