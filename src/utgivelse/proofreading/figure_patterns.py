"""Figure patterns: the figures of one text, read by the rules of its language.

Months, and the signs between thousands and before decimals, are CLDR's; what stands beside a time of day, and
numbers in words, are in `writing_rules`. Figures that are part of a word («H2O») are nobody's to compare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from utgivelse.language import day_names, language, month_names, separators
from utgivelse.proofreading.pair import GAP
from utgivelse.proofreading.sizes import UNSPACED, Sizes, sizes
from utgivelse.proofreading.telephones import GROUPED
from utgivelse.writing_rules import Rules, rules

Kind = Literal["phone", "date", "time", "number"]
Key = tuple[str | int, ...]
SMALL = 12
_JOIN = r"(?:\s?[-–—]\s?|\s(?:og|and|und|et|y|i|та|і|и|to|til|bis|do|a|à|al|و|إلى)\s)"
_NUMERIC_DATE = re.compile(
    r"(?<![\d.,/-])(?P<a>\d{1,2})(?P<s>[./-])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<y>\d{4})(?!\d)"
    r"|(?<![\d-])(?P<y2>\d{4})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)"
)
_TO_SIZED = re.compile(_JOIN + r"\d[\d.,]*")
_BELOW = re.compile(r"(?:^|[^\d\s\ufffc][\s\u00a0]|\()[−–-]$")
_MINUS = re.compile(
    r"(?<!\w)(?:mi+nus|mínusz?|moins|menos|meno|eksi|мінус|минус|ناقص|zero|null|zéro|cero|zera|ноля|нуля|нижче|ниже|تحت)(?!\w)"
    r"|[−–-][\s\u00a0]?\d|\d[−-](?!\w)|kulde|[零负負マ영]",
    re.IGNORECASE,
)
"""What says that a number is below zero."""
_MEASURE = re.compile(
    r"[\s\u00a0]?(?:%|,-|[€$£°]|(?:kr|kroner|NOK|EUR|euro|km|kilometer|kg|prosent|percent|per cent)(?!\w))"
)
_MONEY = re.compile(r"(?:[€$£]|(?<!\w)(?:kr\.?|NOK|EUR|USD|GBP))[\s\u00a0]?$")
_NOON: frozenset[Key] = frozenset([("time", 0), ("time", 12 * 60)])
_VOWELS = frozenset("aeiouyąęаеиіоуяю")
_FLEETING = re.compile(r"(?:e|о|і)[kcцк]$")
_SURE = (":", "时", "時", "點", "点", "시")
_DIGIT = re.compile("[0-9½¼¾⅓⅔]")
_LISTED = re.compile(r"(?=(?<!\d)(\d+,\d{1,2})(?!\d))")
_CENTURY = re.compile(r"(?:-|\u2011)?(?:tal|årene|åra|s\b|е|ті|er|er\b|luku)|[’']s\b")


@dataclass(frozen=True)
class Figure:
    """One figure: what it may mean, and how it is shown.

    `parts` are a date's day and month for themselves. `small` ones may be words; `worded` ones are; `measured` ones
    stand beside a unit. `soft` ones may be said otherwise: centuries, noon.
    """

    kind: Kind
    keys: frozenset[Key]
    shown: str
    parts: tuple[Key, ...] = ()
    small: bool = False
    worded: bool = False
    measured: bool = False
    soft: bool = False


@dataclass
class Reading:
    """The figures of a text; `also` is what it says besides, without that being a figure to miss."""

    text: str
    figures: list[Figure] = field(default_factory=list)
    also: set[Key] = field(default_factory=set)
    months: dict[int, str] = field(default_factory=dict)
    """Months without a day, as they are written."""
    days: dict[int, str] = field(default_factory=dict)
    """Days of the week, as they are written."""
    knows_noon: bool = False
    """Whether it is known how the language says noon and midnight without a figure."""

    def take(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Figure | None]) -> None:
        """Every figure that `read` makes of a match; its signs are out of the text then."""
        pieces, last = [], 0
        for found in pattern.finditer(self.text):
            if figure := read(found):
                self.figures.append(figure)
                pieces += [self.text[last : found.start()], GAP]
                last = found.end()
        self.text = "".join((*pieces, self.text[last:])) if pieces else self.text

    def take_months(self, patterns: _Patterns) -> None:
        """Every name of a month without a day; figures in it («11月») are out of the text then."""
        for found in patterns.months_alone.finditer(self.text):
            self.months[patterns.month(found.group())] = found.group()
        self.text = patterns.months_alone.sub(lambda found: _DIGIT.sub(GAP, found.group()), self.text)


def european(text: str) -> str:
    """The text with European digits and separators instead of Arabic and other ones."""
    return text if text.isascii() else text.translate(_EUROPEAN)


_EUROPEAN: dict[int, str | int] = {
    **{number: str(unicodedata.digit(chr(number))) for number in range(128, 0x11000) if chr(number).isdecimal()},
    **dict(zip(map(ord, "\u066b\u066c\u202f\u2009\u2011"), ".,\u00a0\u00a0-", strict=True)),
}


def read_figures(text: str, tag: str, *, is_source: bool = False) -> Reading:
    """The figures of a text in the language `tag`; digits are European already.

    Only a source tells that «1,2» are two pages: where it has decimal points, no comma of its own is one.
    """
    patterns = _patterns(tag)
    reading = Reading(text, knows_noon=bool(patterns.own.noon))
    if is_source and patterns.point == ".":
        reading.also.update(("listed", row) for row in _LISTED.findall(text))
    if _DIGIT.search(text):
        reading.take(_NUMERIC_DATE, patterns.numeric_date)
        reading.take(patterns.day_month, patterns.date)
        if patterns.month_day:
            reading.take(patterns.month_day, patterns.date)
        reading.take_months(patterns)
        reading.take(patterns.time, lambda found: patterns.clock(found, is_source))
        reading.take(patterns.number, patterns.value)
        if _MINUS.search(text):
            reading.figures = list(map(_with_below, reading.figures))
    else:
        reading.take_months(patterns)
    reading.days = {patterns.day(found.group()): found.group() for found in patterns.days.finditer(text)}
    reading.also.update(("month", month) for month in reading.months)
    if reading.knows_noon and patterns.noon.search(reading.text):
        reading.also |= _NOON
    if patterns.words:
        reading.figures += map(patterns.worded, patterns.words.finditer(reading.text.casefold()))
    for figure in reading.figures:
        reading.also.update(figure.parts)
    return reading


# ── one language ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Patterns:
    """How one language writes figures."""

    own: Rules
    months: dict[str, int]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str] | None
    months_alone: re.Pattern[str]
    days: re.Pattern[str]
    day_stems: dict[str, int]
    noon: re.Pattern[str]
    time: re.Pattern[str]
    number: re.Pattern[str]
    words: re.Pattern[str] | None
    word_values: dict[str, int]
    sizes: Sizes
    group: str
    point: str

    def numeric_date(self, found: re.Match[str]) -> Figure | None:
        """A date in figures, day or month first."""
        if found["y2"]:
            day, month, year = int(found["d2"]), int(found["m2"]), int(found["y2"])
        else:
            day, month, year = int(found["a"]), int(found["b"]), int(found["y"])
            if self.own.month_first:
                day, month = month, day
        return _date(day, month, found.group(), year) if 1 <= month <= 12 and 1 <= day <= 31 else None

    def date(self, found: re.Match[str]) -> Figure | None:
        """A day with the name of its month; the year stays a number of its own."""
        day, month = int(found["d"]), self.month(found["m"])
        figure = _date(day, month, found.group().strip()) if 1 <= day <= 31 else None
        if figure and found["e"]:
            return Figure("date", figure.keys, figure.shown, (*figure.parts, ("number", found["e"])))
        return figure

    def month(self, name: str) -> int:
        """The number of the month that this name, with whatever ending, means."""
        name = name.casefold()
        if name in self.months:
            return self.months[name]
        return next(number for stem, number in self.months.items() if name.startswith(stem))

    def day(self, name: str) -> int:
        """The number of the day of the week that this name, with whatever ending, means."""
        name = name.casefold()
        return next(number for stem, number in self.day_stems.items() if name.startswith(stem))

    def clock(self, found: re.Match[str], is_source: bool) -> Figure | None:
        """A time of day; where nothing says that it is one, it may be a number as well.

        What a source says to be late («kl. 7 om kvelden») may be said otherwise; of a translation it is believed.
        """
        hour, minute = int(found["h"]), int(found["m"] or 0)
        before = (found["before"] or "").casefold()
        is_late = found["pm"] or (before and re.fullmatch(self.own.evening, before))
        half = is_late or found["am"] or (before and re.fullmatch(self.own.morning, before))
        is_late = is_late or found["late"]
        is_sure = before or found["after"] or half or found["s"] in _SURE or (found["late"] and not self.own.clock)
        is_sure = is_sure or found["till"]  # «6–8 pm»
        if hour > 24 or not (is_sure or (found["s"] == "." and found["m"])):
            return None
        hours = {hour % 12 + (12 if is_late else 0)} if half or (is_late and hour <= 12) else {hour % 24}
        is_open = is_source if found["late"] else bool(self.own.evening or self.own.morning)
        if not half and is_open and 0 < hour < 12:
            hours |= {hour, hour + 12}
        keys: set[Key] = {("time", one * 60 + minute) for one in hours}
        if not is_sure and self.point == ".":
            keys.add(("number", _plain(Decimal(f"{hour}.{found['m']}"))))
        if not is_sure:
            keys.add(("literal", f"{found['h']}.{found['m']}"))
        is_marked = before or found["after"] or found["s"] in _SURE or not self.own.clock
        if not minute and not (is_sure and is_marked):
            keys.add(("number", str(hour)))
        is_noon = minute == 0 and hour in (0, 12, 24)
        return Figure("time", frozenset(keys), found.group().strip(), soft=is_noon)

    def value(self, found: re.Match[str]) -> Figure | None:
        """A number as it stands; a row of figures with points («3.11.7») is compared as it is written."""
        if (dotted := found["dotted"]) and not GROUPED.fullmatch(dotted):
            return Figure("number", frozenset([("literal", dotted)]), dotted)
        if shown := found["vulgar"]:
            number = Decimal(shown[:-1].strip() or 0) + Decimal(str(unicodedata.numeric(shown[-1])))
            keys = self._sized(number, found.string[found.end() : found.end() + 40])
            return Figure("number", frozenset(keys), shown, small=True)
        return self._number(found, found["whole"] or dotted, found["part"])

    def _number(self, found: re.Match[str], whole: str, part: str | None) -> Figure:
        plain = re.sub(r"[^\d]", "", whole) if GROUPED.fullmatch(whole) else whole
        number = Decimal(f"{plain}.{part}" if part else plain)
        rest = found.string[found.end() : found.end() + 40]
        if _BELOW.search(found.string[max(0, found.start() - 3) : found.start()]):
            return Figure("number", frozenset([("number", _plain(-number))]), f"−{plain}", small=number <= SMALL)
        keys = self._sized(number, rest)
        if plain.startswith("0") and len(plain) > 1 and not part:
            keys.add(("literal", plain))
        if number == int(number) and number <= 24 and ("number", _plain(number)) in keys:
            keys.add(("time", int(number) % 24 * 60))
        literal = f"{plain}.{part}" if part and self.point == "." else ""
        if literal:
            keys.add(("literal", literal))
        if part and self.point == ",":
            keys.add(("listed", f"{plain},{part}"))
        soft = not part and plain.endswith("0") and len(plain) == 4 and bool(_CENTURY.match(rest))
        if soft:
            keys.add(("number", str(int(plain[:2]) + 1) if plain.endswith("00") else plain[2:]))
        is_small = number <= SMALL and number == int(number)
        is_measured = number > 1 and bool(_MEASURE.match(rest) or _MONEY.search(found.string[: found.start()][-5:]))
        shown = plain + (self.point + part if part else "")
        return Figure("number", frozenset(keys), shown, small=is_small, soft=soft, measured=is_measured)

    def _sized(self, number: Decimal, rest: str) -> set[Key]:
        """The number by the word that follows it; in «2–3 millioner» the first may be both."""
        values, size = {number}, self.sizes.after(rest)
        if size > 1:
            values = {number * size} if self.sizes.is_known else {number, number * size}
        elif to := _TO_SIZED.match(rest):
            values.add(number * self.sizes.after(rest[to.end() :]))
        if self.own.mile and re.match(rf"[\s\u00a0](?:{self.own.mile})(?!\w)", rest):
            values.add(number * 10)
        return {("number", _plain(value)) for value in values}

    def worded(self, found: re.Match[str]) -> Figure:
        """A number in words."""
        value = self.word_values[found.group()]
        keys = self._sized(Decimal(value), found.string[found.end() : found.end() + 40])
        keys |= {("time", hour * 60) for hour in (value, (value + 12) % 24)}
        return Figure("number", frozenset(keys), str(value), small=True, worded=True, soft=True)


def _date(day: int, month: int, shown: str, year: int = 0) -> Figure:
    parts: tuple[Key, ...] = (("month", month), ("number", str(day)))
    years: tuple[Key, ...] = (("number", str(year)),) if year else ()
    return Figure("date", frozenset([("date", day, month)]), shown, (*parts, *years))


def _with_below(figure: Figure) -> Figure:
    """The number as one below zero too: the text says so in words."""
    below = {("number", f"-{key[1]}") for key in figure.keys if key[0] == "number"}
    return replace(figure, keys=figure.keys | below)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@cache
def _patterns(tag: str) -> _Patterns:
    own, (group, point) = rules(tag), separators(tag)
    is_unspaced = language(tag).script in UNSPACED
    begins, ends = (r"(?<![A-Za-z0-9])", "") if is_unspaced else (r"(?<!\w)", r"(?!\w)")
    full, short = _months(tag, own.inflects)
    every = {**short, **full}
    names = "|".join(_name(name, own.inflects) for name in sorted(every, key=len, reverse=True)) or r"(?!)"
    stems = {name for name in short if is_unspaced or (own.inflects and any(one.startswith(name) for one in full))}
    named = "|".join(
        _name(name, own.inflects) for name in sorted(every, key=len, reverse=True) if not name[0].isdigit()
    )
    alone = "|".join(_name(name, own.inflects) for name in sorted({*full, *stems}, key=len, reverse=True)) or r"(?!)"
    days = _days(tag, own.inflects)
    weekday = "|".join(map(re.escape, days)) or r"(?!)"
    ordinal = r"(?:\.|º|ª|st|nd|rd|th|er|re|-?[^\W\d_]{1,3}(?=\s))?"
    between = r"(?:[\s\u00a0]|[\s\u00a0](?:de|of|d[’']|من|ta|tal)[\s\u00a0])?"
    first = rf"(?:(?P<e>\d{{1,2}}){ordinal}{_JOIN})?"
    return _Patterns(
        own,
        every,
        re.compile(
            rf"(?<![\d.,:])({first}(?P<d>\d{{1,2}}){ordinal}{between}(?P<m>{named or '(?!)'})){ends}", re.IGNORECASE
        ),
        re.compile(
            rf"{begins}(?P<m>{names})\.?[\s\u00a0]?(?:(?P<e>\d{{1,2}}){ordinal}{_JOIN})?"
            rf"(?P<d>\d{{1,2}})(?!\d|[.,:]\d|%|[\s\u00a0]%){ordinal}",
            re.IGNORECASE,
        ),
        re.compile(rf"{begins}(?:{alone}){ends}", re.IGNORECASE),
        re.compile(rf"{begins}(?:{weekday})" + ("" if is_unspaced else rf"\w{{0,8}}{ends}"), re.IGNORECASE),
        days,
        re.compile(rf"{begins}(?:{own.noon}){ends}", re.IGNORECASE),
        _time(own, begins, ends),
        _number(group, point, r"(?<![A-Za-z0-9])" if is_unspaced else r"(?<![^\W_])"),
        *_words(own.numbers),
        sizes(tag),
        group,
        point,
    )


def _days(tag: str, inflects: bool) -> dict[str, int]:
    """The beginnings of the names of the days of the week, the longest first."""
    names = {name.casefold(): number for number, forms in enumerate(day_names(tag)) for name in forms}
    names = {name: number for name, number in names.items() if len(name) > 2}
    if inflects:  # «środa, środę», «wtorek, wtorku»
        names = {name[:-1] if name[-1] in _VOWELS else _FLEETING.sub("", name): at for name, at in names.items()}
    return {name: names[name] for name in sorted(names, key=len, reverse=True)}


def _months(tag: str, inflects: bool) -> tuple[dict[str, int], dict[str, int]]:
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    for number, (wide, brief) in enumerate(month_names(tag), 1):
        full |= {name.casefold(): number for name in wide}
        short |= {name.casefold(): number for name in brief}
        if inflects and len(stem := _beginning(name.casefold() for name in wide)) > 3:
            short[stem] = number
    return full, {name: number for name, number in short.items() if len(name) > 1}


def _beginning(names: Iterable[str]) -> str:
    """What all of them begin with."""
    first, *others = names
    length = next((at for at in range(len(first)) if any(other[at : at + 1] != first[at] for other in others)), None)
    return first[:length]


def _name(name: str, inflects: bool) -> str:
    return re.escape(name) + (r"[^\W\d_]{0,3}" if inflects and len(name) > 3 else "")


def _time(own: Rules, begins: str, ends: str) -> re.Pattern[str]:
    before, after, late = own.clock or r"(?!)", own.hours or r"(?!)", own.late or r"(?!)"
    morning, evening = own.morning or r"(?!)", own.evening or r"(?!)"
    space = r"[\s\u00a0]"
    digits = rf"(?P<h>\d{{1,2}})(?:{space}?(?P<s>[:.h时時點点시]){space}?(?P<m>[0-5]\d)分?)?(?![.,:]?\d)"
    return re.compile(
        rf"(?:(?P<before>{begins}(?:{before})){space}*|{begins}(?<![.,:]))(?<!\d){digits}"
        rf"(?:{space}*(?:(?P<am>{morning})|(?P<pm>{evening})|(?P<after>{after})){ends})?"
        rf"(?:{space}+(?P<late>{late}){ends})?"
        rf"(?:(?=(?P<till>{_JOIN}\d{{1,2}}(?:[:.]\d\d)?{space}?(?:{evening}))))?",
        re.IGNORECASE,
    )


def _number(group: str, point: str, begins: str) -> re.Pattern[str]:
    between = rf"[\s\u00a0’'{re.escape(group)}]" if not group.isspace() else r"[\s\u00a0’']"
    if group.isspace() and point == ",":
        between = r"[\s\u00a0’'.]"
    dots = 1 if point == "," else 2
    return re.compile(
        rf"{begins}(?P<vulgar>(?:\d{{1,2}}[\s\u00a0]?)?[½¼¾⅓⅔])|{begins}(?P<dotted>\d+(?:\.\d+){{{dots},}})(?![\d])"
        rf"|{begins}(?P<whole>\d{{1,3}}(?:{between}\d{{3}})+(?!\d)|\d+)(?:{re.escape(point)}(?P<part>\d+))?"
    )


def _words(table: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    forms = [(form, number) for number, words in enumerate(table.split(), 2) for form in words.split("|")]
    values = {word: number for form, number in forms for word in _spellings(form)}
    if not values:
        return None, {}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, values), key=len, reverse=True))})(?!\w)"), values


def _spellings(form: str) -> Iterator[str]:
    """`п[’']ять` in each of its spellings."""
    found = re.fullmatch(r"(.*)\[(.+)\](.*)", form)
    if found:
        yield from (found[1] + sign + found[3] for sign in found[2])
    else:
        yield form
