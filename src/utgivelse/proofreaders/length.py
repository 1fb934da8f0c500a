"""Length: a translation far longer or shorter than its source lost a sentence, or got another's text."""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_FEW = 20
_MOST, _LEAST = 2.5, 0.4


def read(pair: Pair) -> Iterator[Doubt]:
    """A text out of proportion; short ones may be."""
    mine, theirs = len(pair.source.prose.strip()), len(pair.target.prose.strip())
    usual = pair.target.rules.length / pair.source.rules.length
    if mine <= _FEW and theirs <= _FEW * _MOST:
        return
    ratio = theirs / (max(mine, 1) * usual)
    if ratio > _MOST or ratio < _LEAST:
        per_cent = round(100 * theirs / max(mine, 1))
        yield Doubt("M56", said("it has {percent} % of its source's length", percent=per_cent))


PROOFREADER = Proofreader("length", Severity.WARNING, read)
