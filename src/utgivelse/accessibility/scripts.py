"""Scripts: words in another script than the language's that nobody has marked, or marked wrongly.

Laws: a screen reader spells them, or is silent, until it is told their language (WCAG 3.1.2). Latin
letters pass everywhere: names and addresses are written in them. A Greek letter or two are a sign of
mathematics. Alternative texts pass, for no part of one can be marked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.wording import Wording
from utgivelse.findings import Finding, said
from utgivelse.inline import Inlines, Span, Text
from utgivelse.language import language

LETTERS = {
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Grek": ("GREEK",),
    "Hebr": ("HEBREW",),
    "Ethi": ("ETHIOPIC",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Guru": ("GURMUKHI",),
    "Taml": ("TAMIL",),
    "Thai": ("THAI",),
    "Khmr": ("KHMER",),
    "Mymr": ("MYANMAR",),
    "Tibt": ("TIBETAN",),
    "Sinh": ("SINHALA",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"),
}
"""The letters of a script (ISO 15924), by the first word of their names in Unicode."""
_FOREIGN = frozenset(name for names in LETTERS.values() for name in names)
_LEAST = {"GREEK": 3, "CJK": 1}
LEAST = 2
"""So many letters of a script are words of it."""


def ask(subject: Subject) -> Iterator[Finding]:
    """Which words are written in letters that their language does not have."""
    for wording in subject.wordings:
        if not isinstance(wording.words, str):
            yield from _of_wording(subject, wording)


def _of_wording(subject: Subject, wording: Wording) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for text, tag in _texts(wording.words, wording.language):  # type: ignore[arg-type]
        for letters, passage in strange_passages(text, tag):
            if (letters, tag) not in told:
                told.add((letters, tag))
                yield _strange(subject, wording, passage, tag)


def _strange(subject: Subject, wording: Wording, passage: str, tag: str) -> Finding:
    if tag == wording.language:
        message = said("«{text}» is in another script, and its language is not marked", text=quoted(passage))
    else:
        message = said("«{text}» is marked as «{tag}», which has another script", text=quoted(passage), tag=tag)
    hint = said("write `[{text}]{{lang=…}}` with the tag of its language", text=quoted(passage, 30))
    return subject.doubt("A60", wording.line, message, hint)


def _texts(inlines: Inlines, tag: str) -> Iterator[tuple[str, str]]:
    """The characters of a text, each part with the language that it is marked with."""
    for part in inlines:
        if isinstance(part, Text):
            yield part.text, tag
        else:
            inner = part.language or tag if isinstance(part, Span) else tag
            yield from _texts(getattr(part, "children", ()), inner)


def strange_passages(text: str, tag: str) -> Iterator[tuple[str, str]]:
    """The passages in letters that this language is not written in: (name of the letters, passage)."""
    if text.isascii():
        return
    allowed = LETTERS.get(language(tag).script, ())
    runs = [(name, "".join(run)) for name, run in groupby(text, key=_letters_of)]
    for name, run in _joined(runs):
        if name in _FOREIGN and name not in allowed and _length(run) >= _LEAST.get(name, LEAST):
            yield name, run.strip()


def _joined(runs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The runs, those of one script with only spaces and marks between them as one."""
    name, passage, between = "", "", ""
    for kind, run in runs:
        if not kind:
            between += run
        elif kind == name:
            passage, between = passage + between + run, ""
        else:
            yield name, passage
            name, passage, between = kind, run, ""
    yield name, passage


def _length(run: str) -> int:
    return sum(letter.isalpha() for letter in run)


@cache
def _letters_of(sign: str) -> str:
    """The first word of a letter's name; empty for what is no letter."""
    return unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""
