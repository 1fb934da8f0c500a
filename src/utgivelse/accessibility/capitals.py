"""Capitals: text that is typed in them.

Laws: a screen reader may spell it, and words lose the outline that readers with dyslexia know them by;
a theme can set capitals without their being typed. Abbreviations and names of a word or two pass
(«NAV», «NATO», «NRK P1»), and so do several with commas between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.findings import Finding, said

LEAST_WORDS = 3
LEAST_LETTERS = 13
"""Three abbreviations side by side are shorter."""
_SHORTEST_WHOLE = 10
_CAPITALS = re.compile(r"(?<![\w-])[^\W\d_a-zæøå]{2,}(?:[ \u00a0!:.–-]+[^\W\d_a-zæøå]+)+(?![\w-])")


def ask(subject: Subject) -> Iterator[Finding]:
    """Which texts are typed in capitals."""
    for wording in subject.wordings:
        if shouted := capitals_in(wording.text):
            yield subject.doubt(
                "A64",
                wording.line,
                said("typed in capitals: «{text}»", text=quoted(shouted)),
                said("write it in small letters, and `**bold**` where it is important"),
            )


def capitals_in(text: str) -> str:
    """The first words of a text that are typed in capitals; empty when none are."""
    for found in _CAPITALS.finditer(text):
        words = re.findall(r"[^\W\d_]+", found.group())
        letters = sum(map(len, words))
        is_whole = letters == sum(letter.isalpha() for letter in text) and letters >= _SHORTEST_WHOLE
        is_upper = all(word.isupper() for word in words)
        if is_upper and (is_whole or (len(words) >= LEAST_WORDS and letters >= LEAST_LETTERS)):
            return found.group().strip()
    return ""
