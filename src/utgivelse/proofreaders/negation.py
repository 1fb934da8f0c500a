"""Negation: a source that denies something, and a translation in which no word does.

Experimental, and never more than a note: a language may deny by a prefix, by an ending, or by saying it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """A word that denies without its like."""
    mine, theirs = pair.source.rules, pair.target.rules
    if not (mine.no and theirs.no):
        return
    found = _pattern(mine.no).search(pair.source.prose)
    if found and not _pattern("|".join(filter(None, (theirs.no, theirs.unlike)))).search(pair.target.prose):
        yield Doubt("M55", said("the source has «{word}»; nothing denies in the translation", word=found.group()))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


PROOFREADER = Proofreader("negation", Severity.NOTE, read)
