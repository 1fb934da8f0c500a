"""Glossary: a term of the source is translated as the project's glossary says.

A term and its translations are found with any ending; a letter more or less at the end is the language's.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.glossary import Term
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair
from utgivelse.proofreading.wanted import pattern


def read(pair: Pair) -> Iterator[Doubt]:
    """Terms whose translation is not among the allowed, or is among the forbidden."""
    for term in pair.brief.terms:
        if pattern(term.source, pair.source.tag).search(pair.source.prose):
            yield from _judged(term, pair)


def _judged(term: Term, pair: Pair) -> Iterator[Doubt]:
    cut = 2 if pair.target.rules.inflects else 0
    text, tag = pair.target.prose, pair.target.tag
    wrong = [word for word in term.forbidden if pattern(word, tag, strict=True).search(text)]
    if wrong:
        told = said("«{source}» is not to be «{found}»", source=term.source, found=", ".join(wrong))
        yield Doubt("M43", told, _hint(term))
    elif term.allowed and not any(pattern(word, tag, cut).search(text) for word in term.allowed):
        yield Doubt("M43", said("it has no word of the glossary for «{source}»", source=term.source), _hint(term))


def _hint(term: Term) -> str:
    return said("the glossary has: {words}", words=", ".join(term.allowed)) if term.allowed else ""


PROOFREADER = Proofreader("glossary", Severity.WARNING, read)
