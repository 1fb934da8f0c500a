"""Difference: what changed from one text to another, word by word.

Laws:
- The parts that are kept and added, joined, are the new text; those kept and removed the old one.
- A link's number, a variable, a code and a mark of emphasis are one word each: nobody is shown half of one.
- A word or a blank that was kept between two larger changes is no news: «a b» → «c d» is one change.
- A figure is what a reader acts on: a number however it is grouped, a numeral, a month, a day of the week,
  «tomorrow». Two that change places are a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


class _Span(NamedTuple):
    """What stood here, and what stands here now; the same where it was kept."""

    is_kept: bool
    old: str
    new: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """What was kept, removed and added, in reading order; what was removed stands before what took its place."""
    from rapidfuzz.distance import Indel

    olds, news = _WORD.findall(old), _WORD.findall(new)
    spans = (
        _Span(
            code.tag == "equal",
            "".join(olds[code.src_start : code.src_end]),
            "".join(news[code.dest_start : code.dest_end]),
        )
        for code in Indel.opcodes(olds, news)
    )
    return tuple(_parts(_without_islands(_joined(spans))))


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """Changes that touch are one."""
    found: list[_Span] = []
    for span in spans:
        if found and found[-1].is_kept is span.is_kept:
            last = found[-1]
            found[-1] = _Span(span.is_kept, last.old + span.old, last.new + span.new)
        else:
            found.append(span)
    return found


def _without_islands(spans: list[_Span]) -> list[_Span]:
    around = zip((None, *spans), spans, (*spans[1:], None), strict=False)
    return _joined(
        span._replace(is_kept=span.is_kept and not (before and after and _is_island(before, span, after)))
        for before, span, after in around
    )


def _is_island(before: _Span, span: _Span, after: _Span) -> bool:
    word = span.old.strip()
    room = min(max(len(beside.old), len(beside.new)) for beside in (before, after))
    return not word or (span.old == f" {word} " and " " not in word and len(word) <= room)


def _parts(spans: Iterable[_Span]) -> Iterator[Part]:
    for is_kept, old, new in spans:
        if is_kept:
            yield Part("kept", old)
            continue
        if old:
            yield Part("removed", old)
        if new:
            yield Part("added", new)


# ── in one line ──────────────────────────────────────────────────────────────────────────────

_AROUND = 3
"""So many words of what was kept are shown on either side of a change."""
_LONGEST = 240
_MARKS = {"removed": "[-{}-]", "added": "{{+{}+}}"}


def in_short(old: str, new: str) -> str:
    """The difference in one line: `Den er [-lang-]{+ganske lang+}.`, with what did not change cut short."""
    parts = difference(" ".join(old.split()), " ".join(new.split()))
    last = len(parts) - 1
    line = "".join(
        _MARKS[part.kind].format(part.text) if part.kind in _MARKS else _cut(part.text, place == 0, place == last)
        for place, part in enumerate(parts)
    ).strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    words = re.findall(r"\s*\S+\s*$|\s*\S+", text) or [text]
    before, after = 0 if is_first else _AROUND, 0 if is_last else _AROUND
    if len(words) <= before + after + 1:
        return text
    return "".join(words[:before]) + " … " + "".join(words[len(words) - after :]).lstrip()


# ── figures ──────────────────────────────────────────────────────────────────────────────────


def changed_figures(old: str, new: str, language: str = "nb") -> bool:
    """Whether a number, a date or a time is another in the new text, or stands at another's place."""
    return figures(old, language) != figures(new, language)


def figures(text: str, language: str = "nb") -> tuple[str, ...]:
    """What a reader acts on, in reading order, each as one word however it is written."""
    known = _known(language)
    read = (_figure(found, known) for found in _FIGURE.findall(text))
    return tuple(figure for figure in read if figure)


def _figure(found: str, known: Mapping[str, str]) -> str:
    if not found[0].isalpha():
        return re.sub(r"[^\d.,:−-]", "", found).rstrip(".,:").replace("−", "-")
    word = found.lower()
    if word in known:
        return known[word]
    if word[-1] == ".":
        return known.get(word[:-1], "")
    return " ".join(word.split()).replace("morgon", "morgen") if word[1:2].isspace() else ""


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
