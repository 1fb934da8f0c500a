"""Glossary: a term of the source is translated as the project's glossary says.

A term and its translations are found with any ending; a letter more or less at the end is the language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from utgivelse.findings import Severity, said
from utgivelse.glossary import Term
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair


def read(pair: Pair) -> Iterator[Doubt]:
    """Terms whose translation is not among the allowed, or is among the forbidden."""
    for term in pair.brief.terms:
        if _pattern(term.source, 0).search(pair.source.prose):
            yield from _judged(term, pair)


def _judged(term: Term, pair: Pair) -> Iterator[Doubt]:
    cut = 2 if pair.target.rules.inflects else 0
    text = pair.target.prose
    wrong = [word for word in term.forbidden if _pattern(word, 0).search(text)]
    if wrong:
        told = said("«{source}» is not to be «{found}»", source=term.source, found=", ".join(wrong))
        yield Doubt("M43", told, _hint(term))
    elif term.allowed and not any(_pattern(word, cut).search(text) for word in term.allowed):
        yield Doubt("M43", said("it has no word of the glossary for «{source}»", source=term.source), _hint(term))


def _hint(term: Term) -> str:
    return said("the glossary has: {words}", words=", ".join(term.allowed)) if term.allowed else ""


@cache
def _pattern(words: str, cut: int) -> re.Pattern[str]:
    """These words with any endings; of long ones, `cut` letters at the end may be others."""
    parts = (re.escape(word[: len(word) - cut] if len(word) > cut + 3 else word) + r"\w{0,5}" for word in words.split())
    return re.compile("(?<!\\w)" + "[ \u00a0]".join(parts) + "(?!\\w)", re.IGNORECASE)


PROOFREADER = Proofreader("glossary", Severity.WARNING, read)
