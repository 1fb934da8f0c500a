"""Direction: marks that turn the direction of reading are closed again (UAX #9: isolates, embeddings)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_CONTROLS = re.compile("[\u2066-\u2069\u202c]")
_MARKS = re.compile("[\u200e\u200f\u061c]")


def read(pair: Pair) -> Iterator[Doubt]:
    """Isolates without an end, ends without a beginning, and marks where everything runs one way."""
    depth = 0
    for sign in _CONTROLS.findall(pair.target.text):
        depth += 1 if sign in "\u2066\u2067\u2068" else -1
        if depth < 0:
            break
    if depth:
        told = said("what turns the direction of reading is not closed, or closed twice")
        yield Doubt("M54", told, said("type the place again"))
    elif pair.target.language.direction == "ltr" and _MARKS.search(pair.target.text):
        yield Doubt("M54", said("it has a mark of direction, which nothing here needs"), severity=Severity.NOTE)


PROOFREADER = Proofreader("direction", Severity.ERROR, read)
