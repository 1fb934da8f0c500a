"""Links: each stands once, on the words that it belongs to, and no two have changed their numbers.

Which words belong to a link is known where both languages share them: numbers, names, addresses, code. Without
such a trace the order of links is the language's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from utgivelse.findings import Severity, said
from utgivelse.inline import Link
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.figure_patterns import european
from utgivelse.proofreading.pair import GAP, Pair, Side

_MOST, _LEAST = 0.75, 0.3


def read(pair: Pair) -> Iterator[Doubt]:
    """Links that are doubled, empty, exchanged, or on other words."""
    if "](" not in pair.target.text:
        return
    mine, theirs = _anchors(pair.source), _anchors(pair.target)
    counts = [Counter(target for target, _ in side) for side in (mine, theirs)]
    if doubled := sorted(target for target, count in counts[1].items() if count > counts[0][target] > 0):
        yield Doubt("M38", said("the link {links} stands twice", links=", ".join(doubled)))
    if empty := sorted(target for target, words in theirs if not any(sign.isalnum() or sign == GAP for sign in words)):
        yield Doubt("M38", said("the link {links} stands on no words", links=", ".join(empty)))
    elif not doubled and not pair.problems:
        yield from _moved(dict(mine), dict(theirs), pair)


def _anchors(side: Side) -> list[tuple[str, str]]:
    links = (part for part in side.parts if isinstance(part, Link))
    return [(link.target, Side("", side.tag, link.children).prose) for link in links]


def _moved(mine: Mapping[str, str], theirs: Mapping[str, str], pair: Pair) -> Iterator[Doubt]:
    if exchanged := _exchanged(mine, theirs):
        told = said(
            "the links {links} have changed places: «{words}»", links=", ".join(exchanged[:2]), words=exchanged[2]
        )
        yield Doubt("M38", told)
        return
    for target, words in mine.items():
        if target not in theirs:
            continue
        outside = _traces(pair.source.prose.replace(words, " "))
        strayed = sorted((_traces(theirs[target]) & outside) - _traces(words))
        if strayed := [word for word in strayed if pair.source.prose.count(word) == 1 == pair.target.prose.count(word)]:
            told = said("the link {link} stands on other words: «{words}»", link=target, words=", ".join(strayed))
            yield Doubt("M38", told)
        elif _share(theirs[target], pair.target.prose) > _MOST and _share(words, pair.source.prose) < _LEAST:
            yield Doubt("M38", said("the link {link} stands on nearly the whole text", link=target))


def _exchanged(mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Two links of which each stands on what the other stood on."""
    for one in mine:
        for other in mine:
            if one < other and one in theirs and other in theirs:
                own = _alike(mine[one], theirs[one]) + _alike(mine[other], theirs[other])
                crossed = _alike(mine[one], theirs[other]) + _alike(mine[other], theirs[one])
                if crossed > own + 0.5:
                    return one, other, theirs[one]
    return ()


def _alike(one: str, other: str) -> float:
    """How much two texts share: their traces, else the beginnings of their words."""
    traces = _traces(one), _traces(other)
    if traces[0] and traces[1]:
        return len(traces[0] & traces[1]) / len(traces[0] | traces[1])
    stems = [{word[:4].casefold() for word in re.findall(r"[^\W\d_]{4,}", text)} for text in (one, other)]
    return len(stems[0] & stems[1]) / max(1, len(stems[0] | stems[1]))


def _traces(text: str) -> frozenset[str]:
    """What is the same in every language: numbers and words with a capital inside or after a small letter."""
    found = re.findall(r"\d+|(?<=[^\W\d_] )[A-ZÆØÅÄÖ][a-zæøåäöé]{2,}|[A-Z]{2,}|\w+@[\w.]+", european(text))
    return frozenset(found)


def _share(words: str, text: str) -> float:
    return len(words) / max(1, len(text))


PROOFREADER = Proofreader("links", Severity.WARNING, read)
