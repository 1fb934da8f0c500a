"""Quotes: quotation marks are the language's own, as many open as close, and none is lost.

Of a language whose marks are not known, only partners are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair, Side

_MARKS = re.compile("[«»„“”\"‟‚‘‛’'‹›「」『』]")
_APOSTROPHE = re.compile(
    r"(?<=[א-ת])[\"”״](?=[א-ת])|(?<=\w)[’'‘](?=\w)|(?<=[^\W\d_])[’'](?!\w)|(?<!\w)[’'](?=\d\d|n\b|t\b|s\b|em\b)|(?<=\d)[\"'″′]"
)
_TURNED = re.compile("[«»]")
_DOUBLE = re.compile('[«»„“”"‟「」『』‹›]')


def read(pair: Pair) -> Iterator[Doubt]:
    """Marks of another language, marks without partner, quotation that is gone."""
    if not (_MARKS.search(pair.source.prose) or _MARKS.search(pair.target.prose)):
        return
    mine, theirs = (_APOSTROPHE.sub("", side.prose) for side in (pair.source, pair.target))
    allowed = _allowed(pair.target)
    known = pair.target.language.has_quotes or bool(pair.target.rules.marks)
    found = sorted(set(_MARKS.findall(theirs)) - allowed - (set("\"'") & set(mine)))
    pairs = ", ".join(f"{opening}…{closing}".replace("\u00a0", "") for opening, closing in pair.target.language.quotes)
    if not found and (first := _TURNED.search(theirs)) and first.group() not in _openers(pair.target):
        found = [first.group()]
    if found and known:
        told = said("the marks {signs} are not those of {language}", signs=" ".join(found), language=pair.target.tag)
        yield Doubt("M51", told, said("quotation marks here: {pairs}", pairs=pairs))
    elif len(_DOUBLE.findall(theirs)) % 2 and not len(_DOUBLE.findall(mine)) % 2:
        yield Doubt("M51", said("a quotation mark has no partner"), said("quotation marks here: {pairs}", pairs=pairs))
    elif len(_DOUBLE.findall(mine)) > 1 and not _MARKS.search(theirs) and pair.role != "dialogue":
        yield Doubt("M51", said("the quotation marks are gone"), severity=Severity.NOTE)


def _openers(side: Side) -> str:
    return "".join(opening for opening, _ in side.language.quotes) + side.rules.marks[::2]


def _allowed(side: Side) -> frozenset[str]:
    own = {sign for couple in side.language.quotes for mark in couple for sign in mark}
    return frozenset(own | set(side.rules.marks.replace('"', "").replace("'", "")))


PROOFREADER = Proofreader("quotes", Severity.WARNING, read)
