"""Passages: whole sentences, or several words, in another language of the same script that nobody marked.

Laws: names, titles and single words of another language always pass. Told is a sentence of five words
or more of which a third are small words of one other language, one of those that make a sentence among
them («is», «we»), and none is a small word of the article's own; a quotation of up to seven words may
be a title; and a sentence with two words in small letters that have letters which the article's
language never writes («łąka», «čáppa»). Danish and Swedish are too near Norwegian to be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from utgivelse.accessibility.lix import RUNNING
from utgivelse.accessibility.sentences import sentences_of
from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.vocabulary import VOCABULARIES, vocabulary_of
from utgivelse.accessibility.wording import Wording
from utgivelse.findings import Finding, Said, said

LEAST_WORDS = 5
LONGEST_TITLE = 7
LEAST_SMALL = 3
SHARE = 0.3
MOST_SMALL = 0.75
"""So many words of a sentence begin with a small letter; a title or a name has more capitals."""
SMALL = {"de": 0.5}
"""The same for languages that give capitals to more words."""
_NORDIC = frozenset(("nb", "nn", "da", "sv"))
_OWN_LETTERS = {"nb": "æøå", "nn": "æøå", "en": ""}
_BORROWED = frozenset("éèêëóòôàâáäöüûîïíçñú")
"""Letters of words that are at home in Norwegian and English by now («idé», «fête», «naïve»)."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"[«»“”„\"()]|(?<=\s)[–—](?=\s)")


def ask(subject: Subject) -> Iterator[Finding]:
    """Which sentences are in another language."""
    for wording in subject.wordings:
        if wording.noun in RUNNING and wording.language.split("-")[0] in _OWN_LETTERS:
            yield from _of_wording(subject, wording)


def _of_wording(subject: Subject, wording: Wording) -> Iterator[Finding]:
    for sentence in sentences_of(wording.text):
        for place, part in enumerate(_QUOTED.split(sentence)):
            if found := _foreign(part, wording.language.split("-")[0], may_be_title=place > 0):
                yield subject.doubt(
                    "A61",
                    wording.line,
                    said("«{text}» {why}, and its language is not marked", text=quoted(part), why=found),
                    said(
                        "write `[the words]{lang=…}` with the tag of their language: they are read aloud by its rules"
                    ),
                )
                return


def _foreign(part: str, own: str, *, may_be_title: bool) -> Said | None:
    """Why this is in another language; None where it is not, or cannot be told."""
    words = _WORD.findall(part)
    strange = [word for word in words if word[0].islower() and _has_strange_letter(word, own)]
    if len(strange) >= 2:
        return said(
            "has letters that «{language}» is never written with ({words})", language=own, words=", ".join(strange)
        )
    if may_be_title and len(words) <= LONGEST_TITLE:
        return None
    tag = _language_of(words, own)
    return said("seems to be in «{language}»", language=tag) if tag else None


def _has_strange_letter(word: str, own: str) -> bool:
    home = {*_OWN_LETTERS[own], *_BORROWED}
    composed = unicodedata.normalize("NFC", word.casefold())
    return any(_is_latin(letter) and letter not in home for letter in composed if not letter.isascii())


def _is_latin(letter: str) -> bool:
    """Whether words are written with this letter of the Latin script; phonetic signs (U+0250 to U+02AF) are none."""
    is_phonetic = "\u0250" <= letter <= "\u02af"
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ") and not is_phonetic


def _language_of(words: list[str], own: str) -> str:
    """The language that these words are surely in; empty where none is."""
    small = [word for word in words if word[0].islower() or word == words[0]]
    if len(words) < LEAST_WORDS:
        return ""
    folded = [word.casefold() for word in words]
    lower = [word.casefold() for word in small]
    found = next((tag for tag in _candidates(own) if _is_in(tag, own, folded, lower)), "")
    return found if len(small) >= SMALL.get(found, MOST_SMALL) * len(words) else ""


def _is_in(tag: str, own: str, words: list[str], small: list[str]) -> bool:
    theirs, mine = vocabulary_of(tag).function, vocabulary_of(own).function
    found = [word for word in small if word in theirs - mine]
    is_many = len(found) >= LEAST_SMALL and len({*found}) >= 2 and len(found) >= SHARE * len(words)
    is_clause = any(word in vocabulary_of(tag).clause for word in small)
    return is_many and is_clause and not any(word in mine - theirs for word in words)


def _candidates(own: str) -> Iterator[str]:
    near = _NORDIC if own in _NORDIC else {own}
    yield from (tag for tag, vocabulary in VOCABULARIES.items() if vocabulary.function and tag not in near)
