"""Positions: «the picture on the right», where the place on the page is all that tells which one is meant.

Laws: a figure stands elsewhere in every edition: over the next page on paper, behind the paragraph on
a telephone, nowhere for who listens (WCAG 1.3.3). A link passes, for it leads there. «Over» and
«under» are told only where no other noun can follow: a map «over» a town is a map of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from utgivelse.accessibility.sentences import sentences_of
from utgivelse.accessibility.subject import Subject
from utgivelse.accessibility.vocabulary import vocabulary_of
from utgivelse.accessibility.wording import Wording
from utgivelse.findings import Finding, said

_SILENT = frozenset(("alternative text", "title", "kicker", "byline"))


@cache
def pattern_of(language: str) -> re.Pattern[str]:
    """How a position is told in this language; nothing matches where no words are known."""
    known = vocabulary_of(language)
    if not known.shows:
        return re.compile(r"(?!)")
    shows, beside, around, look, moves = (
        f"(?:{'|'.join(words)})" for words in (known.shows, known.beside, known.around, known.look, known.moves)
    )
    goes_on = rf"(?=\s*(?:[.,;:)!?]|$)|\s+(?:{'|'.join(known.follows)})\b)"
    moved = rf"\b{moves}\s+(?:\w+\s+)?{shows}\s+{beside}"  # matched first, so that it is not taken for the rest
    return re.compile(
        rf"{moved}|\b(?P<told>{shows}\s+{beside}\b|{shows}\s+{around}\b{goes_on}|{look}\b(?=\s*(?:[.,;:)!?]|$)))"
    )


def ask(subject: Subject) -> Iterator[Finding]:
    """Which sentences point at something by its place on the page."""
    for wording in subject.wordings:
        if wording.noun not in _SILENT:
            yield from _of_wording(subject, wording)


def _of_wording(subject: Subject, wording: Wording) -> Iterator[Finding]:
    for sentence in sentences_of(wording.unlinked):
        if found := place_alone(sentence, wording.language.split("-")[0]):
            yield subject.doubt(
                "A63",
                wording.line,
                said("«{text}» tells what is meant by its place on the page alone", text=found),
                said("say what it shows («the picture of the bridge»), or make it a link: `[the table](#anchor)`"),
            )


def place_alone(sentence: str, language: str) -> str:
    """The words that tell something by its place; empty when there are none."""
    places = pattern_of(language).finditer(" ".join(sentence.casefold().split()))
    return next((found["told"] for found in places if found["told"]), "")
