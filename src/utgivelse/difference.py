"""Difference: what changed from one text to another, word by word.

Laws:
- The parts that are kept and added, joined, are the new text; those kept and removed the old one.
- A link's number, a variable, a code and a mark of emphasis are one word each.
- A figure is what a reader acts on: a number however it is grouped, a numeral, a month, a day of the week,
  «tomorrow». Two that change places are a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

from utgivelse.language import time_words

_WORD = re.compile(r"\]\(#\d+\)|\{\$[\w-]+\}|`[^`]*`|\[\^[^\]]*\]|\*{1,3}|\w+(?:[-’']\w+)*|\s+|.", re.S)
_FIGURE = re.compile(
    r"(?:(?<![\w)])[−-])?\d+(?:[.,:\u00a0\u202f ]\d+)*"
    r"|\bi\s+(?:dag|morg[eo]n|overmorg[eo]n|går|kveld|natt|år|fjor)\b"
    r"|[^\W\d_]+\.?",
    re.IGNORECASE,
)
# fmt: off
_COUNTED: Mapping[str, str] = {
    "nb": "null én ett to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten "
          "nitten halv hundre tusen million milliard dusin første tredje fjerde femte sjette sjuende åttende niende "
          "tiende ellevte tolvte neste forrige",
    "nn": "null éin eitt to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten "
          "nitten halv hundre tusen million milliard dusin fyrste tredje fjerde femte sjette sjuande åttande niande "
          "tiande ellevte tolvte neste førre",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen half hundred thousand million billion dozen first second third fourth fifth "
          "sixth seventh eighth ninth tenth next last today tomorrow yesterday tonight",
}
_TENS: Mapping[str, str] = {
    "nb": "tjue tretti førti femti seksti sytti åtti nitti",
    "nn": "tjue tretti førti femti seksti sytti åtti nitti",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
# fmt: on
_SAME = {"syv": "sju", "tyve": "tjue", "tredve": "tretti", "syvende": "sjuende", "halve": "halv", "halvt": "halv"}
_ENDINGS = ("", "er", "en", "ene", "ar", "ane", "s")
"""What a name of a day, or a numeral that is a noun, may end in; «toer» and «toene» are other words."""
_SHORT = 5


class Part(NamedTuple):
    """A stretch of words."""

    kind: Literal["kept", "removed", "added"]
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """What was kept, removed and added, in reading order; what was removed stands before what took its place."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    return tuple(_parts(olds, news))


def _parts(olds: list[str], news: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Part("kept", "".join(news[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Part("removed", "".join(olds[old_from:old_to]))
        if new_to > new_from:
            yield Part("added", "".join(news[new_from:new_to]))


def changed_figures(old: str, new: str, language: str = "nb") -> bool:
    """Whether a number, a date or a time is another in the new text, or stands at another's place."""
    return figures(old, language) != figures(new, language)


def figures(text: str, language: str = "nb") -> tuple[str, ...]:
    """What a reader acts on, in reading order, each as one word however it is written."""
    known = _known(language)
    read = (_figure(found, known) for found in _FIGURE.findall(text))
    return tuple(figure for figure in read if figure)


def _figure(found: str, known: Mapping[str, str]) -> str:
    if any(letter.isdecimal() for letter in found):
        return re.sub(r"[^\d.,:−-]", "", found).rstrip(".,:").replace("−", "-")
    word = " ".join(found.lower().split())
    if word.startswith("i "):
        return word.replace("morgon", "morgen")
    return known.get(word) or known.get(word.rstrip("."), "")


@cache
def _known(language: str) -> Mapping[str, str]:
    """Every spelling of a numeral, a month or a day, and the one that stands for all of them."""
    base = language.split("-", maxsplit=1)[0]
    counted, tens = _COUNTED.get(base, "").split(), _TENS.get(base, "").split()
    numerals = {*counted, *tens, *(ten + one for ten in tens for one in ("en", "ett", "ein", *counted[3:11]))}
    numerals |= {f"{one}og{ten}" for ten in tens for one in ("en", *counted[3:11])}
    known = {word + ending: word for word in sorted(numerals) if len(word) >= _SHORT for ending in _ENDINGS}
    known |= {word: word for word in numerals}
    known |= {word: known[same] for word, same in _SAME.items() if same in known}
    return {**known, **{word + ending: name for word, name in time_words(language).items() for ending in _ENDINGS}}
