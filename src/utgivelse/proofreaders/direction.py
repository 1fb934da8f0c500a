"""Direction: marks that turn the direction of reading are closed again (UAX #9: isolates, embeddings)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_ENDS = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069", "\u202a": "\u202c", "\u202b": "\u202c"}
_CONTROLS = re.compile("[\u2066-\u2069\u202a-\u202c]")
_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202c]")


def read(pair: Pair) -> Iterator[Doubt]:
    """Isolates and embeddings without an end, ends without a beginning, and marks where everything runs one way."""
    if not _is_closed(_CONTROLS.findall(pair.target.text)):
        told = said("what turns the direction of reading is not closed, or closed twice")
        yield Doubt("M54", told, said("type the place again"))
    elif pair.target.language.direction == "ltr" and _MARKS.search(pair.target.text):
        yield Doubt("M54", said("it has a mark of direction, which nothing here needs"), severity=Severity.NOTE)


def _is_closed(signs: list[str]) -> bool:
    ends: list[str] = []
    for sign in signs:
        if sign in _ENDS:
            ends.append(_ENDS[sign])
        elif not ends or ends.pop() != sign:
            return False
    return not ends


PROOFREADER = Proofreader("direction", Severity.ERROR, read)
