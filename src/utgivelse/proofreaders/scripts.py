"""Scripts: letters of one alphabet inside a word of another, and texts in another script than the language's.

A Cyrillic «а» in a Latin word looks right and is read, searched and spelt wrong. A brand's own mixture can be
accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair
from utgivelse.tongues import tongue

_RANGES = {
    "Latn": "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ",
    "Cyrl": "Ѐ-ԯ",
    "Grek": "Ͱ-Ͽἀ-῾",
    "Arab": "ء-يٮ-ۓۺ-ۿݐ-ݿ",
    "Hebr": "א-ת",
    "Ethi": "ሀ-፿ᎀ-᎟ⶀ-⷟",
    "Hans": "㐀-鿿",
    "Hant": "㐀-鿿",
    "Jpan": "ぁ-ヿ㐀-鿿",
    "Kore": "가-힣ㄱ-ㆎ",
    "Thai": "ก-๛",
    "Deva": "ऀ-ॿ",
}
_LETTERS = {name: re.compile(f"[{signs}]") for name, signs in _RANGES.items()}
_MIXED = re.compile(
    "|".join(
        f"[{_RANGES[one]}](?=[{_RANGES[other]}])"
        for one in ("Latn", "Cyrl", "Grek")
        for other in ("Latn", "Cyrl", "Grek")
        if one != other
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(r"(?<![^\W\d_])[kMGm]?[μΩ](?:[gmlsLAVFWH]|mol|Sv)?(?![^\W\d_])")
"""Micro and ohm, which NFKC writes with Greek letters."""
_LOOK_ALIKE = frozenset("асеорхуіјѕԁһАВЕКМНОРСТХІЈЅ")
_ENDED = re.compile(r"[A-Z]{2,}[а-ԯ]{1,4}")
"""A Latin abbreviation with a Cyrillic ending: «SMSку»."""
_FEW = 12


def read(pair: Pair) -> Iterator[Doubt]:
    """Mixed words, words of look-alikes, and the whole in the wrong script."""
    text, script = pair.target.addressless, pair.target.language.script
    mixed = _mixed(text, script) if not text.isascii() else []
    mixed = [word for word in mixed if word not in pair.source.prose]
    if mixed:
        told = said("letters of two alphabets look alike in «{words}»", words=", ".join(dict.fromkeys(mixed)))
        yield Doubt("M52", told, said("type the word again with the keyboard of one language"))
    elif script in _RANGES and (foreign := _foreign(pair, script)):
        told = said("it is not in the script of {language}: «{words}»", language=tongue(pair.target.tag), words=foreign)
        yield Doubt("M52", told, said("translate it again, or put it into the catalog of its own language"))


def _mixed(text: str, script: str) -> list[str]:
    """Words of two alphabets; in Latin text, words of Cyrillic letters that look Latin as well."""
    text = _UNIT.sub("", text)
    words = _WORD.findall(text) if _MIXED.search(text) else []
    found = [word for word in words if _MIXED.search(word) and not _ENDED.fullmatch(word)]
    if script == "Latn" and _LETTERS["Cyrl"].search(text):
        found += [word for word in _WORD.findall(text) if len(word) > 1 and _LOOK_ALIKE.issuperset(word)]
    return found


def _foreign(pair: Pair, script: str) -> str:
    """The words in another script, where they are more than half of the text and not the source's own."""
    if script == "Latn" and pair.target.addressless.isascii():
        return ""
    words = [word for word in pair.target.words if not _LETTERS[script].search(word)]
    new = [word for word in words if word.casefold() not in pair.known_words]
    letters = sum(map(len, new))
    if letters < _FEW:
        return ""
    own = len(_LETTERS[script].findall(pair.target.addressless)) / min(1, pair.target.rules.length)
    return " ".join(new[:5]) if letters > own and len(new) * 2 > len(words) else ""


PROOFREADER = Proofreader("scripts", Severity.ERROR, read)
