"""Figures: what a reader of a source text acts on, each as one word however it is written.

A number however it is grouped, in digits or letters; a fraction; a month, a day of the week, a time of day,
«tomorrow»; a Roman numeral; with a number the unit or currency beside it. Laws:
- Two figures that change places are a change.
- In doubt something is a figure: what changed may not be printed unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from utgivelse.language import time_words

# fmt: off
_NUMERALS: Mapping[str, str] = {
    "nb": "null én to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "nn": "null éin to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen",
}
_ORDINALS: Mapping[str, str] = {
    "nb": "nulte første - tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte",
    "nn": "nulte fyrste - tredje fjerde femte sjette sjuande åttande niande tiande ellevte tolvte",
    "en": "- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
}
_TENS: Mapping[str, str] = {
    "nb": "tjue tretti førti femti seksti sytti åtti nitti",
    "nn": "tjue tretti førti femti seksti sytti åtti nitti",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_OTHERS: Mapping[str, str] = {
    "nb": "halv hundre tusen million milliard dusin neste forrige morgen formiddag ettermiddag kveld natt "
          "annenhver hver",
    "nn": "halv hundre tusen million milliard dusin neste førre morgon føremiddag ettermiddag kveld natt "
          "annakvar kvar",
    "en": "half hundred thousand million billion dozen next last today tomorrow yesterday tonight morning afternoon "
          "evening night noon midnight fortnight",
}
_SAME = {
    "syv": "sju", "tyve": "tjue", "tredve": "tretti", "syvende": "sjuende", "halve": "halv", "halvt": "halv",
    "ett": "én", "eitt": "éin", "ein": "éin", "annethvert": "annenhver", "annahvert": "annakvar",
}
_UNITS: Mapping[str, str] = {
    "kr": "kroner", "kroner": "kroner", "krone": "kroner", "nok": "kroner", "€": "euro", "euro": "euro",
    "$": "dollar", "dollar": "dollar", "£": "pund", "pund": "pund", "%": "prosent", "prosent": "prosent",
    "km": "kilometer", "kilometer": "kilometer", "mil": "mil", "m": "meter", "meter": "meter", "cm": "cm", "mm": "mm",
    "kg": "kilo", "kilo": "kilo", "g": "gram", "gram": "gram", "l": "liter", "liter": "liter", "dl": "dl",
    "time": "timer", "timer": "timer", "timar": "timer", "min": "minutter", "minutter": "minutter",
    "minutt": "minutter", "sekunder": "sekunder", "dag": "dager", "dager": "dager", "dagar": "dager",
    "uke": "uker", "uker": "uker", "veke": "uker", "veker": "uker", "måned": "måneder", "måneder": "måneder",
    "månad": "måneder", "månader": "måneder", "år": "år",
}
_BRIEF: Mapping[str, str] = {
    "jan": "januar", "feb": "februar", "febr": "februar", "apr": "april", "jun": "juni", "jul": "juli",
    "aug": "august", "sep": "september", "sept": "september", "okt": "oktober", "nov": "november", "des": "desember",
    "man": "mandag", "mån": "måndag", "tir": "tirsdag", "tirs": "tirsdag", "tys": "tysdag", "ons": "onsdag",
    "tor": "torsdag", "tors": "torsdag", "fre": "fredag", "lør": "lørdag", "laur": "laurdag", "søn": "søndag",
}
# fmt: on
"""Also without their full stop, where a number or a dash stands beside them: «man» is a word, too."""
_ENDINGS = ("", "er", "en", "ene", "ar", "ane", "s")
"""What a name of a day, or a numeral that is a noun, may end in; «toer» and «toene» are other words."""
_LONG = 5
_AGED = re.compile(r"(?:år|time|dag|uke|veke|måned|månad|rom|mann|hundre|tusen|kant|sifr|s?kveld|s?morg|smiddag|snatt)")
_DAYS = "|".join(word for word in _BRIEF if _BRIEF[word].endswith("dag"))
_FIGURE = re.compile(
    r"(?:(?<![\w)])[−-])?\d+(?:[.,:\u00a0\u202f ]\d+)*"
    r"|[¼-¾⅐-⅞]"
    r"|\bi\s+(?:dag|morg[eo]n|overmorg[eo]n|går|kveld|natt|år|fjor)\b"
    r"|\bkvart(?:er)?\s+(?:over|på)\b"
    rf"|(?P<brief>\b(?:{_DAYS})\b(?=\.?\s*[–-]\s*(?:{_DAYS})|\.?\s+\d)|(?<=[–-])\s*\b(?:{_DAYS})\b"
    rf"|(?<=\d[. \u00a0])\s*\b(?:{'|'.join(_BRIEF)})\b)"
    r"|[^\W\d_]+\.?|[€$£%]",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_HOUSE = re.compile(r"[^\W\d_]\b")


def changed_figures(old: str, new: str, language: str = "nb") -> bool:
    """Whether a number, a date, a time or a unit is another in the new text, or stands at another's place."""
    return old != new and figures(old, language) != figures(new, language)


def figures(text: str, language: str = "nb") -> tuple[str, ...]:
    """What a reader acts on, in reading order."""
    return tuple(_figures(text, _known(language)))


def _figures(text: str, known: Mapping[str, str]) -> Iterator[str]:
    end = -1
    for found in _FIGURE.finditer(text):
        word = found[0].strip()
        unit = _UNITS.get(word.lower().rstrip("."))
        if found.lastgroup:
            yield _BRIEF[word.lower()]
        elif unit:
            if 0 <= found.start() - end <= 1:
                yield unit
        elif figure := _number(word) if not word[0].isalpha() else _word(word, known):
            end = found.end()
            letter = _HOUSE.match(text, end)
            yield figure + (letter[0].lower() if letter and letter[0].lower() not in _UNITS else "")


def _number(found: str) -> str:
    if (value := unicodedata.numeric(found, None) if len(found) == 1 else None) is not None:
        return f"{value:g}"
    return re.sub(r"[^\d.,:−-]", "", found).rstrip(".,:").replace("−", "-")


def _word(found: str, known: Mapping[str, str]) -> str:
    word = found.lower()
    if word in known:
        return known[word]
    bare = word.rstrip(".")
    if bare in known:
        return known[bare]
    if " " in word or "\u00a0" in word:
        return " ".join(word.split()).replace("morgon", "morgen").replace("kvarter", "kvart")
    return found if _ROMAN.fullmatch(found) else _beginning(word, known)


def _beginning(word: str, known: Mapping[str, str]) -> str:
    """The figure that a compound begins with: «tolvåringer», «mandagskveld», «tohundre»."""
    for found in _AGED.finditer(word, 2):
        head = known.get(word[: found.start()].rstrip("s"), "")
        if head[:1].isdigit() or head.endswith("dag"):
            return f"{head} {found[0]}"
    return ""


@cache
def _known(language: str) -> Mapping[str, str]:
    """Every spelling of a numeral, a month or a day, and the one that stands for all of them."""
    base = language.split("-", maxsplit=1)[0]
    numerals, tens = _NUMERALS.get(base, "").split(), _TENS.get(base, "").split()
    counted = {word: str(number) for number, word in enumerate(numerals)}
    counted |= {word: str(number) for number, word in enumerate(_ORDINALS.get(base, "").split()) if word != "-"}
    ones = {"en": "1", "ett": "1", "ein": "1"} | {word: str(number) for number, word in enumerate(numerals[2:10], 2)}
    for place, ten in enumerate(tens, 2):
        counted[ten] = f"{place}0"
        counted |= {ten + one: f"{place}{digit}" for one, digit in ones.items()}
        counted |= {f"{one}og{ten}": f"{place}{digit}" for one, digit in ones.items()}
        counted |= {f"{ten}-{one}": f"{place}{digit}" for one, digit in ones.items()}
    counted |= {word: word for word in _OTHERS.get(base, "").split()}
    known = {word + ending: value for word, value in counted.items() if len(word) >= _LONG for ending in _ENDINGS}
    known |= counted
    known |= {word: known[same] for word, same in _SAME.items() if same in known}
    return {**known, **{word + ending: name for word, name in time_words(language).items() for ending in _ENDINGS}}
