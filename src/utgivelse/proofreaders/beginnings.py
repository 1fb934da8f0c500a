"""Beginnings: a text whose source begins with a capital letter does so as well, where the script has any."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_OPENING = "«»“”„‘’‚\"'([–—-¿¡…· \u00a0"


def read(pair: Pair) -> Iterator[Doubt]:
    """A small letter at the beginning; a word that the source has as well («iPhone») keeps its own."""
    mine, theirs = (side.prose.lstrip(_OPENING) for side in (pair.source, pair.target))
    small = theirs[:1] != theirs[:1].title()  # not `islower`: Georgian is, and writes no sentence otherwise
    if not (mine[:1].isupper() and small) or mine[1:2].isupper():
        return
    first = theirs.split(maxsplit=1)[0]
    if first[1:].islower() and first.strip(".,:;!?") not in pair.source.prose:
        yield Doubt("M45", said("it begins with a small letter: «{word}»", word=first))


PROOFREADER = Proofreader("beginnings", Severity.NOTE, read)
