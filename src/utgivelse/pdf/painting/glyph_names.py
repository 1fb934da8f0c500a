"""Glyph names: what character a simple font's code stands for, by its encoding (ISO 32000-2, annex D).

Law: Python's own code pages are the tables where they agree with the standard; a glyph's name is read by
the rules for names (`uni0041`, `A.alt`) and by Unicode's own names of letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

PAGES = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}

SIGNS = {
    "space": " ", "exclam": "!", "quotedbl": '"', "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
    "quotesingle": "'", "quoteright": "’", "quoteleft": "‘", "parenleft": "(", "parenright": ")", "asterisk": "*",
    "plus": "+", "comma": ",", "hyphen": "-", "period": ".", "slash": "/", "colon": ":", "semicolon": ";", "less": "<",
    "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": "\\",
    "bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|",
    "braceright": "}", "asciitilde": "~", "bullet": "•", "endash": "–", "emdash": "—", "ellipsis": "…",
    "guillemotleft": "«", "guillemotright": "»", "quotedblleft": "“", "quotedblright": "”", "quotedblbase": "„",
    "Euro": "€", "section": "§", "copyright": "©", "degree": "°", "fi": "ﬁ", "fl": "ﬂ", "nbspace": " ",
    "aring": "å", "Aring": "Å", "oslash": "ø", "Oslash": "Ø", "ae": "æ", "AE": "Æ", "germandbls": "ß",
}  # fmt: skip
DIGITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))  # noqa: SIM905 - a row of words
MARKS = {"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303"}
MARKS |= {"cedilla": "\u0327", "caron": "\u030c"}
_UNI = re.compile(r"(?:uni|u)([0-9A-F]{4,6})")


@cache
def character(name: str) -> str:
    """The character of a glyph's name, empty when the name tells none."""
    stem = name.partition(".")[0]
    if len(stem) == 1:
        return stem
    if found := SIGNS.get(stem) or DIGITS.get(stem):
        return found
    if (match := _UNI.fullmatch(stem)) and int(match[1], 16) < 0x110000:
        return chr(int(match[1], 16))
    mark = MARKS.get(stem[1:], "")
    return unicodedata.normalize("NFC", stem[0] + mark) if mark else ""


@cache
def _base(encoding: str) -> tuple[tuple[int, str], ...]:
    page = PAGES.get(encoding, "cp1252")
    codes = range(32, 256) if encoding in PAGES else range(32, 127)
    return tuple((code, bytes([code]).decode(page, "replace")) for code in codes)


def names_of(encoding: str) -> dict[int, str]:
    """Code → glyph name (a character is its own name) of a base encoding; letters and signs for an unknown one."""
    return {code: text for code, text in _base(encoding) if text != "�"}
