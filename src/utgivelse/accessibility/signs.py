"""Signs: emoji and drawings made of characters that stand in place of words.

Laws: a screen reader says the name of each sign in turn, in its own words, or skips it. One beside
words passes; told are a text of nothing else, three in a row, and lines that are a drawing. A dash or
dots in a table's cell mean that nothing is there, and pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.wording import ELSEWHERE
from utgivelse.article import Preformatted, walk_blocks
from utgivelse.findings import Finding, said

_EMOJI = "[\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
_ROW = re.compile(rf"(?:{_EMOJI}[\ufe0f\u200d]*\s?){{3,}}")
_SIGN = re.compile(_EMOJI)
_NOTHING = frozenset(" \t\u00a0.…–—-?!,:;*/")
LEAST_DRAWN = 20
"""So many signs on at least three lines, and fewer letters than signs, are a drawing."""


def ask(subject: Subject) -> Iterator[Finding]:
    """Which texts have signs in place of words."""
    for wording in subject.wordings:
        if signs := signs_alone(wording.text):
            yield subject.doubt(
                "A65",
                wording.line,
                said("signs stand in place of words: «{text}»", text=quoted(signs)),
                said("write what they mean: «yes» and «no» in a table, a word in a sentence"),
            )
    for block in walk_blocks(subject.article.blocks):
        if isinstance(block, Preformatted) and _is_drawn(block.text):
            yield subject.doubt(
                "A65",
                block.line,
                said("a drawing made of characters"),
                said("make it a picture with an alternative text, or a table"),
            )


def signs_alone(text: str) -> str:
    """The signs that stand for words; empty when there are none."""
    if row := _ROW.search(text):
        return row.group().strip()
    has_words = any(letter.isalnum() for letter in text) or ELSEWHERE in text
    meaning = [sign for sign in text if sign not in _NOTHING]
    is_sign = _SIGN.search(text) or len(meaning) >= 3
    return text.strip() if meaning and is_sign and not has_words else ""


def _is_drawn(text: str) -> bool:
    seen = [sign for sign in text if not sign.isspace()]
    signs = sum(not sign.isalnum() for sign in seen)
    return text.count("\n") >= 2 and signs >= LEAST_DRAWN and signs * 2 > len(seen)
