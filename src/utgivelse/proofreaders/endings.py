"""Endings: a text ends with the same sign as its source: a full stop, a question, an exclamation or a colon.

Each script has its own (؟ ። 。); headings, labels and cells have none; an abbreviation ends with a point of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import GAP, Pair

_UNSIGNED = frozenset(["heading", "title", "kicker", "label", "cell", "publication"])
_SAME = {
    **dict.fromkeys(".。।۔።．｡", "."),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("?؟？;፧", "?"),
    **dict.fromkeys(":：፡፦", ":"),
    "…": "…",
}
_CLOSING = "»«“”„‘’\"')]}*_ \u00a0\u202f›‹」』）\u200f\u200e\u2069"
_ABBREVIATED = re.compile(
    r"(?:[^\W\d_]{1,4}\.[\s\u00a0]?){2,}$|(?<!\w)(?:osv|etc|kr|mv|mm|nr|ca|mill|mrd|tlf|resp|bzw|usw|itd|itp|тис|год)\.$",
    re.IGNORECASE,
)
_MAY_ASK = re.compile(r"か[。．]$")
"""A Japanese sentence that may be a question by its last word."""
_WITHOUT = frozenset(["Thai", "Laoo", "Khmr"])


def read(pair: Pair) -> Iterator[Doubt]:
    """Two ends that differ."""
    if pair.role in _UNSIGNED or pair.target.language.script in _WITHOUT:
        return
    mine, theirs = _end(pair.source.prose, pair.source.tag), _end(pair.target.prose, pair.target.tag)
    if mine is None or theirs is None or mine == theirs or {mine, theirs} == {"…", "."}:
        return
    if mine and theirs:
        yield Doubt("M44", said("it ends with «{found}», its source with «{sign}»", found=theirs, sign=mine))
    elif mine:
        yield Doubt("M44", said("it ends without «{sign}»", sign=mine))
    else:
        yield Doubt("M44", said("it ends with «{found}», its source without a sign", found=theirs))


def _end(text: str, tag: str) -> str | None:
    """The sign at the end in its plain form, empty where there is none; None where nobody can tell."""
    text = text.rstrip(_CLOSING)
    if not text or text[-1] == GAP or _ABBREVIATED.search(text[-16:]) or _MAY_ASK.search(text):
        return None
    if text.endswith("..."):
        return "…"
    return "" if text[-1] == ";" and not tag.startswith("el") else _SAME.get(text[-1], "")


PROOFREADER = Proofreader("endings", Severity.WARNING, read)
