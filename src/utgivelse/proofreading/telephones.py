"""Telephones: the numbers to call of a text and of its translation, and other long rows of digits.

Laws:
- The same digits in the same order are the same number, however they are grouped. A country's code may be added or
  left out, never exchanged; with it goes the nought before a national number.
- No digit stands beside a number that does not stand in the other text, but in «24 hours» and «7 days».
- A row that the other text has by its value («900 million»), or each number of it for itself, is none to call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from utgivelse.proofreading.pair import GAP

GROUPED = re.compile(r"\d{1,3}(?:[\s\u00a0.,’']\d{3})+")
_SPACE = r"[\s\u00a0]"
_PHONE = re.compile(
    rf"(?<![\w.,])(?<!\d[\s\u00a0])(?:(?:\+|00)\d{{1,3}}{_SPACE}?\(?\d[\d()\s\u00a0-]{{5,14}}\d|\d\d(?:{_SPACE}\d\d){{3}}"
    rf"|[489]\d\d{_SPACE}\d\d{_SPACE}\d\d\d|[89]\d\d{_SPACE}\d\d\d{_SPACE}\d\d\d|\d{{8,12}}|0\d{{4}})(?!\w|[.,]\d)"
)
_RUN = re.compile(r"\d[\d\s\u00a0()./,’-]*\d|\d")
_DIGITS = re.compile("[0-9]+")
_CODES = r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}"
"""The countries' codes of ITU-T E.164: all that begin otherwise have three digits."""
_ABROAD = re.compile(rf"(?:\+|00)({_CODES})0?(\d+)")
_LEFT_CODE = re.compile(rf"\+\d{{1,3}}{_SPACE}?{GAP}")
_BETWEEN = r"[\s\u00a0()./,’-]{0,2}"
_BEFORE = re.compile(rf"(\+?)(\d+){_SPACE}\(?$")
_AFTER = re.compile(rf"{_SPACE}(\d+)(?![\d:.–-]*\d)")
_ROUND_THE_CLOCK = frozenset(["24", "7"])


@dataclass(frozen=True)
class Telephone:
    """A number with its country's code, where it has one, and as it is shown."""

    code: str
    core: str
    shown: str

    def in_text(self) -> re.Pattern[str]:
        """How a text may write it."""
        return _pattern(self.code, self.core)


@cache
def _pattern(code: str, core: str) -> re.Pattern[str]:
    national = core.removeprefix("0")
    abroad = rf"(?:\+|00){_SPACE}?(?:{code or _CODES}){_BETWEEN}0?{_BETWEEN}{_BETWEEN.join(national)}"
    at_home = ("0?" if code else "") + _BETWEEN.join(core)
    return re.compile(rf"(?<![\d+])\(?(?:{abroad}|{at_home})(?!\d)")


def telephones(text: str) -> list[Telephone]:
    """The numbers of a text."""
    return [_read(found.group()) for found in _PHONE.finditer(text)]


def _read(shown: str) -> Telephone:
    digits = "".join(sign for sign in shown if sign.isdigit() or sign == "+")
    if found := _ABROAD.fullmatch(digits):
        return Telephone(found[1], found[2], shown.strip())
    return Telephone("", digits, shown.strip())


@dataclass(frozen=True)
class Called:
    """The numbers that one text lacks and the other has not, and both texts without any number to call."""

    lost: tuple[Telephone, ...]
    strange: tuple[Telephone, ...]
    texts: tuple[str, str]


def compare_telephones(source: str, target: str, has_value: Callable[[bool, int], bool]) -> Called:
    """What differs; `has_value` says whether the target (else the source) has a number of this value."""
    mine, theirs = telephones(source), telephones(target)
    if not (mine or theirs):
        return Called((), (), (source, target))
    lost = tuple(_missing(mine, target, source))
    strange = tuple(_missing(theirs, source, target))
    plain = {one for one in lost if _is_told_otherwise(one, target, lambda value: has_value(True, value))}
    plain |= {one for one in strange if _is_told_otherwise(one, source, lambda value: has_value(False, value))}
    lost, strange = (tuple(one for one in side if one not in plain) for side in (lost, strange))
    patterns = [one.in_text() for one in dict.fromkeys((*mine, *theirs)) if one not in plain]
    texts = tuple(_without(text, patterns, bool(lost or strange)) for text in (source, target))
    return Called(lost, strange, (texts[0], texts[1]))


def _missing(numbers: list[Telephone], text: str, own: str) -> Iterator[Telephone]:
    known = {*_DIGITS.findall(own)} | _ROUND_THE_CLOCK
    for one in numbers:
        if not any(_stands_alone(found, known) for found in one.in_text().finditer(text)):
            yield one


def _stands_alone(found: re.Match[str], known: set[str]) -> bool:
    """Whether no digits stand beside it but those that the other text has too."""
    before = _BEFORE.search(found.string[max(0, found.start() - 16) : found.start()])
    after = _AFTER.match(found.string, found.end())
    return not (before and (before[1] or before[2] not in known)) and not (after and after[1] not in known)


def _is_told_otherwise(one: Telephone, text: str, has_value: Callable[[int], bool]) -> bool:
    if one.code or one.core.startswith("0"):
        return False
    parts, there = _DIGITS.findall(one.shown), _DIGITS.findall(text)
    if len(parts) > 1 and any(there[at : at + len(parts)] == parts for at in range(len(there))):
        return not one.in_text().search(text)
    return (len(parts) == 1 or bool(GROUPED.fullmatch(one.shown))) and has_value(int(one.core))


def _without(text: str, patterns: list[re.Pattern[str]], is_broken: bool) -> str:
    """The text with gaps for these numbers; and, where one is broken, for what is left of it."""
    for pattern in sorted(patterns, key=lambda pattern: len(pattern.pattern), reverse=True):
        text = pattern.sub(GAP, text)
    if is_broken:
        text = _LEFT_CODE.sub(GAP, text)
        text = _RUN.sub(lambda run: run[0] if GROUPED.fullmatch(run[0]) or len(run[0].split()) < 3 else GAP, text)
    return text
