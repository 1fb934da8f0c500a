"""Units: what is paid in kroner stays in kroner, and kilometres stay kilometres.

A sign counts like its word. Only what stands beside a number is asked for, and only what this table knows in the
translation's script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_MONEY = {
    "NOK": (
        r"kr\b|kr\.|nok\b|kron\w*|koron\w*|krón\w*|крон\w*|كرون\w*|کرون\w*|couronne\w*|coron\w*|ክሮነ\w*|"
        r"kroon\w*|,-"
    ),
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
_KNOWN = {name: re.compile(words, re.IGNORECASE) for name, words in (_MONEY | _MEASURES).items()}
_BESIDE = re.compile(
    r"\d(?:[\d\s.,\u00a0\u202f]*\d)?[\s\u00a0\u202f]?(?P<after>kr\b|kroner|kronor|NOK|€|EUR|euro|\$|USD|£|GBP"
    r"|%|prosent|percent|per cent|km|kilometer|kg|°C|kWh)(?!\w)|(?P<before>kr\.?|NOK|€|EUR|\$|USD|£|GBP)[\s\u00a0]?\d"
)
_NAMES = {
    "kr": "NOK", "kroner": "NOK", "kronor": "NOK", "€": "EUR", "euro": "EUR", "$": "USD", "£": "GBP",
    "prosent": "%", "percent": "%", "per cent": "%", "kilometer": "km",
}  # fmt: skip


def read(pair: Pair) -> Iterator[Doubt]:
    """Each currency or unit that the translation does not have, and each currency that it has instead."""
    wanted = _units(pair.source.addressless)
    if not wanted or (pair.message.plain and pair.role == "label"):
        return
    text = pair.target.addressless
    for unit in sorted(wanted):
        if _KNOWN[unit].search(text):
            continue
        if instead := sorted((_units(text) & _MONEY.keys()) - wanted) if unit in _MONEY else ():
            yield Doubt("M37", said("it has {found} where the source has {unit}", found=", ".join(instead), unit=unit))
        else:
            yield Doubt("M37", said("it lacks {unit} beside its number", unit=unit))


def _units(text: str) -> frozenset[str]:
    found = (match["after"] or match["before"].rstrip(".") for match in _BESIDE.finditer(text))
    return frozenset(_NAMES.get(name, name) for name in found)


PROOFREADER = Proofreader("units", Severity.WARNING, read)
