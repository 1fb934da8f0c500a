"""Colours: «the red fields», «marked in green», where the colour is all that tells them apart.

Laws: who sees no colours, prints in grey or listens gets nothing of it (WCAG 1.4.1). Told is a colour
of what stands on a page and nowhere else, or of what may stand in the world as well when its sentence
speaks of the page too, or the neighbour is a table or a drawing. A sentence about roads, walks,
houses and the like passes, and so does one that names another mark beside the colour. Alternative
texts pass: to tell colours is their work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from utgivelse.accessibility.sentences import sentences_of
from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.vocabulary import vocabulary_of
from utgivelse.accessibility.wording import Wording
from utgivelse.article import Blocks, Drawing, Table, walk_blocks
from utgivelse.findings import Finding, said

_SILENT = frozenset(("alternative text", "title", "kicker", "byline"))
_BESIDE = frozenset(("caption", "footnote", "table cell"))
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Patterns:
    """The expressions of one language; `certain` need no context."""

    certain: re.Pattern[str]
    doubtful: re.Pattern[str]
    page: re.Pattern[str]
    elsewhere: re.Pattern[str]


@cache
def patterns_of(language: str) -> Patterns:
    """What a colour alone is told by in this language; nothing matches where no words are known."""
    known = vocabulary_of(language)
    if not known.colours:
        return Patterns(_NEVER, _NEVER, _NEVER, _NEVER)
    colours, inked = _any(known.colours), _any(known.in_colour)
    tinted = _any(known.tinted).replace("{colours}", "|".join(known.colours))
    things, doubtful = _any(known.things), _any((*known.doubtful, *known.things))
    return Patterns(
        certain=_compiled(rf"{colours} {things}|{_any(known.shown)} {inked}|{tinted}"),
        doubtful=_compiled(rf"{colours} {doubtful}|{_any(known.marked)} {inked}"),
        page=_compiled(rf"{_any(known.page)}|{_any((*known.doubtful, *known.things))} {_any(known.naming)}"),
        elsewhere=_compiled(_any((*known.outside, *known.cues))),
    )


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})" if words else "(?:(?!))"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def ask(subject: Subject) -> Iterator[Finding]:
    """Which sentences tell things apart by their colour alone."""
    beside = frozenset(_lines_beside(subject.article.blocks))
    for wording in subject.wordings:
        if wording.noun not in _SILENT:
            is_beside = wording.noun in _BESIDE or wording.line in beside
            yield from _of_wording(subject, wording, is_beside)


def _of_wording(subject: Subject, wording: Wording, is_beside: bool) -> Iterator[Finding]:
    for sentence in sentences_of(wording.text):
        if found := colour_alone(sentence, wording.language.split("-")[0], is_beside):
            yield subject.doubt(
                "A62",
                wording.line,
                said("«{text}» is told by its colour alone", text=quoted(found)),
                said("name another mark beside the colour: a word, a number, a shape, the place in the row"),
            )


def colour_alone(sentence: str, language: str, is_beside: bool = False) -> str:
    """The words that name a colour as the only mark; empty when there are none."""
    patterns, folded = patterns_of(language), " ".join(sentence.casefold().split())
    found = patterns.certain.search(folded)
    if not found and (maybe := patterns.doubtful.search(folded)):
        found = maybe if is_beside or patterns.page.search(_without(folded, maybe)) else None
    return found.group() if found and not patterns.elsewhere.search(_without(folded, found)) else ""


def _without(sentence: str, found: re.Match[str]) -> str:
    return f"{sentence[: found.start()]} … {sentence[found.end() :]}"


def _lines_beside(blocks: Blocks) -> Iterator[int]:
    """The lines of the blocks before and behind a table or drawing, in the same container."""
    for container in (blocks, *(getattr(block, "blocks", ()) for block in walk_blocks(blocks))):
        for place, block in enumerate(container):
            if isinstance(block, Table | Drawing):
                yield from (other.line for other in container[max(place - 1, 0) : place + 2])
