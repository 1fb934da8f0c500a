"""Numbers that stand alone: read by the source language's rule, written by the target's.

Laws:
- A cell, a key figure or a label that is one number, with at most a unit or a currency, is nobody's
  to translate. Years (four digits in a row), telephone numbers and long rows of digits stay as
  they are. Anything else is a message: «ca. 10», «10–20», «50 000 innbyggere».
- As many decimals are written as were read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from utgivelse.inline import Inline, Inlines, Text
from utgivelse.language import PSEUDO, format_money, format_number, format_per_cent, own_currency, separators
from utgivelse.localize.texts import flatten, rebuild
from utgivelse.pseudo import accented
from utgivelse.publication import Amount

_SPACES = "[ \u00a0\u202f\u2009]"
# fmt: off
_UNITS = (
    "%", "‰", "°", "°C", "km", "m", "dm", "cm", "mm", "km²", "m²", "cm²", "km2", "m2", "m³", "m3", "ha", "kg", "g",
    "mg", "l", "dl", "cl", "ml", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "V", "A", "Hz", "dB", "km/h",
    "m/s", "kB", "MB", "GB", "TB", "Mbit/s", "Gbit/s", "px", "ppi",
)
# fmt: on
_CURRENCIES = ["kr", "kr.", "NOK", "SEK", "DKK", "EUR", "USD", "GBP", "CHF", "PLN", "zł", "€", "£"]
_YEAR = re.compile(r"\d{4}")
_TELEPHONE = re.compile(rf"\+?[\d()]+({_SPACES}?[\d()]+)*")
_HELPLINE = re.compile(rf"116{_SPACES}\d{{3}}")
_LONG = re.compile(r"\d{8,}|0\d+")


@dataclass(frozen=True)
class Number:
    """What a text that is one number says; `text` is it as typed when it must stay so."""

    text: str
    value: Decimal = Decimal(0)
    decimals: int = 0
    unit: str = ""
    currency: str = ""
    plus: bool = False
    stays: bool = False


@cache
def _pattern(source: str) -> re.Pattern[str]:
    group, point = separators(source)
    between = _SPACES if group.isspace() else re.escape(group)
    units, signs = ("|".join(sorted(map(re.escape, names), key=len, reverse=True)) for names in (_UNITS, _CURRENCIES))
    return re.compile(
        rf"(?P<sign>[-−–+]?){_SPACES}?(?:(?P<before>{signs}){_SPACES}?)?"
        rf"(?P<whole>\d{{1,3}}(?:{between}\d{{3}})+|\d+)(?:{re.escape(point)}(?P<part>\d+)|(?P<even>,[-–]))?"
        rf"(?:{_SPACES}?(?:(?P<unit>{units})|(?P<after>{signs})))?"
    )


def read_number(text: str, source: str) -> Number | None:
    """The number that `text` is, or None when it is more or less than one."""
    text = text.strip()
    if _YEAR.fullmatch(text) or _LONG.fullmatch(text) or _HELPLINE.fullmatch(text):
        return Number(text, stays=True)
    found = _pattern(source).fullmatch(text)
    if not found or (found["before"] and found["after"]):
        return Number(text, stays=True) if _TELEPHONE.fullmatch(text) else None
    currency = own_currency(found["before"] or found["after"] or "", source)
    if not currency and (found["before"] or found["after"] or found["even"]):
        return None
    part = found["part"] or ""
    value = Decimal("".join(re.findall(r"\d", found["whole"])) + ("." + part if part else ""))
    negative = found["sign"] in ("-", "−", "–")
    return Number(
        text, -value if negative else value, len(part), found["unit"] or "", currency, plus=found["sign"] == "+"
    )


def write_number(number: Number, language: str, source: str) -> str:
    """The number as it is written in `language`."""
    if number.stays:
        return number.text
    text = _written(number, language, source)
    return accented(text) if language == PSEUDO else ("+" if number.plus else "") + text


def _written(number: Number, language: str, source: str) -> str:
    if number.currency:
        amount = Amount(amount=float(number.value), currency=number.currency)
        return format_money(amount, language, number.decimals, source)
    if number.unit == "%":
        return format_per_cent(number.value, language, number.decimals, source)
    text = format_number(number.value, language, number.decimals, source)
    return text + ("" if number.unit in ("", "°") else "\u00a0") + number.unit


def find_number(value: Inlines | str, source: str) -> Number | None:
    """The number that a field is, emphasized or not."""
    if isinstance(value, str):
        return read_number(value, source)
    leaves = [part for part in flatten(value) if not getattr(part, "children", ())]
    if (
        len(leaves) != 1
        or not isinstance(leaves[0], Text)
        or any(part.kind in ("link", "span") for part in flatten(value))
    ):
        return None
    return read_number(leaves[0].text, source)


def replace_number(value: Inlines | str, number: Number, language: str, source: str) -> Inlines | str:
    """The field with its number in another language's writing."""
    text = write_number(number, language, source)
    if isinstance(value, str):
        return text

    def change(part: Inline) -> Inline:
        return Text(text) if isinstance(part, Text) else part

    return rebuild(value, change)
