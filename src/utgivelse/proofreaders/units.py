"""Units: what is paid in kroner stays in kroner, and kilometres stay kilometres.

A sign counts like its word, in CLDR's words and these. Only what stands beside a number is asked for, and only in a
language or a script of which either knows a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from utgivelse.findings import Severity, said
from utgivelse.language import language, unit_words
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair, Side

_MONEY = {
    "NOK": (
        r"kr\b|kr\.|nok\b|kron\w*|koron\w*|krón\w*|крон\w*|كرون\w*|کرون\w*|couronne\w*|coron\w*|ክሮነ\w*|"
        r"kroon\w*|โครน\w*|,-"
    ),
    "SEK": r"sek\b|kr\b|kron\w*|koron\w*|krón\w*|крон\w*|كرون\w*|کرون\w*|couronne\w*|coron\w*|skr\b",
    "DKK": r"dkk\b|kr\b|kron\w*|koron\w*|krón\w*|крон\w*|كرون\w*|کرون\w*|couronne\w*|coron\w*|dkr\b",
    "EUR": r"€|eur\b|euro\w*|євро|евро|يورو|یورو|ዩሮ|yuuro",
    "USD": r"\$|usd\b|dol+ar\w*|dól\w*|долар\w*|доллар\w*|دولار\w*|دلار|ዶላር|doolar\w*",
    "GBP": r"£|gbp\b|pounds?|pund|pfund|funt\w*|фунт\w*|livres?|libras?|جنيه\w*",
}
_MEASURES = {
    "%": (
        r"%|٪|pct|prosent\w*|per\s?cent\w*|percent\w*|prozent\w*|procent\w*|pour\s?cent\w*|"
        r"por\s?ciento|por\s?cento|процент\w*|відсот\w*|بالمئة|بالمائة|في\sالمئة|في\sالمائة|"
        r"درصد|ሚእታዊት|boqolkiiba"
    ),
    "km": (
        r"km\b|kilomet\w*|kilómet\w*|kilomèt\w*|км|кілометр\w*|километр\w*|كم\b|كيلومتر\w*|"
        r"کیلومتر\w*|ኪሎ\s?ሜትር\w*|kiiloomitir\w*"
    ),
    "kg": r"kg\b|kilo\w*|кг|кілограм\w*|килограмм\w*|كجم|كغ|كيلو\w*|کیلو\w*|ኪሎ\w*",
    "°C": r"°\s?c|℃|grad\w*|degr\w*|stopni\w*|градус\w*|درج\w*|°\s?с",
    "kWh": r"kwh|кіловат\w*|квт\w*|kilowatt\w*|كيلوواط\w*",
}
_SCRIPTS = frozenset(["Latn", "Cyrl", "Arab"])
"""The scripts of these words."""
_SIZE = r"(?:[\s\u00a0\u202f]?(?:tusen|thousand|mill?i?\w*\.?|mrd\.?|billion\w*))?"
_BESIDE = re.compile(
    rf"\d(?:[\d\s.,\u00a0\u202f]*\d)?{_SIZE}[\s\u00a0\u202f]?(?P<after>kr\b|kroner|kronor|NOK|SEK|DKK|€|EUR|euros?|\$"
    r"|USD|dollars?|£|GBP|%|prosent|percent|per cent|km|kilometer|kg|°C|kWh|,-)(?!\w)"
    r"|(?P<before>kr\.?|NOK|SEK|DKK|€|EUR|\$|USD|£|GBP)[\s\u00a0]?\d"
)
_NAMES = {
    "kr": "NOK", "kroner": "NOK", "kronor": "NOK", ",-": "NOK", "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD",
    "dollar": "USD", "dollars": "USD", "£": "GBP", "prosent": "%", "percent": "%", "per cent": "%", "kilometer": "km",
}  # fmt: skip


@cache
def _known(tag: str) -> dict[str, re.Pattern[str]]:
    """How a language writes each unit; one of which it has no word is not asked for."""
    own, patterns = unit_words(tag), {}
    for unit, words in (_MONEY | _MEASURES).items():
        named = [re.escape(_stem(word)) + (r"\w*" if len(word) > 3 else "") for word in own.get(unit, ()) if word]
        if named or language(tag).script in _SCRIPTS:
            patterns[unit] = re.compile("|".join((words, *named)), re.IGNORECASE)
    return patterns


def _stem(word: str) -> str:
    """A word without the vowel that its language may exchange."""
    return word[:-1] if len(word) > 4 and word[-1] in "aeiouăąęаеиіуыяαο" else word


def read(pair: Pair) -> Iterator[Doubt]:
    """Each currency or unit that the translation does not have, and each currency that it has instead."""
    wanted = _units(pair.source)
    if not wanted or (pair.message.plain and pair.role == "label"):
        return
    text, known = pair.target.addressless, _known(pair.target.tag)
    for unit in sorted(wanted & known.keys()):
        if known[unit].search(text) or (unit == "km" and unit in _units(pair.target)):
            continue
        if instead := sorted((_units(pair.target) & _MONEY.keys()) - wanted) if unit in _MONEY else ():
            yield Doubt("M37", said("it has {found} where the source has {unit}", found=", ".join(instead), unit=unit))
        else:
            yield Doubt("M37", said("it lacks {unit} beside its number", unit=unit))


def _units(side: Side) -> frozenset[str]:
    text = side.addressless
    found = (match["after"] or match["before"].rstrip(".") for match in _BESIDE.finditer(text))
    units = frozenset(_NAMES.get(name, name) for name in found)
    if side.rules.mile and re.search(rf"\d[\s\u00a0](?:{side.rules.mile})(?!\w)", text):
        units |= {"km"}
    return units


PROOFREADER = Proofreader("units", Severity.WARNING, read)
