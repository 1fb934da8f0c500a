"""Wanted: a word or a name found in a text, with what its language puts before and behind it.

Laws:
- What has capitals throughout, or is short and has one, is found with its capitals, and so are the words
  beside it: «NAV» is not in «navnet».
- Short words take the endings of their language only, where those are known; others any few letters.
- Scripts without blanks have no bounds of words: what stands in the text stands there.
"""

from __future__ import annotations

import re
from functools import cache

from utgivelse.language import language
from utgivelse.proofreading.sizes import UNSPACED
from utgivelse.writing_rules import rules

_UNPARTED = UNSPACED - {"Kore"}
"""Korean has blanks; its endings are those of any word."""
_LATIN = "[A-Za-zÀ-ɏ]"
_SHORT = 4


@cache
def pattern(words: str, tag: str, cut: int = 0, strict: bool = False, cased: bool = False) -> re.Pattern[str]:
    """These words with their endings; of long ones, `cut` letters at the end may be others.

    `strict` takes only endings that the language is known to have, `cased` wants the letters' case as it is.
    """
    bound = _LATIN if language(tag).script in _UNPARTED else r"\w"
    parts = (_part(word, tag, cut, strict) for word in words.split())
    flags = re.NOFLAG if cased or any(map(_is_cased, words.split())) else re.IGNORECASE
    return re.compile(f"(?<!{bound})" + "[ \u00a0]".join(parts) + f"(?!{bound})", flags)


def _is_cased(word: str) -> bool:
    return word.isupper() or (len(word) <= _SHORT and word != word.lower())


def _part(word: str, tag: str, cut: int, strict: bool) -> str:
    known = rules(tag).endings if strict or len(word) <= _SHORT else ""
    ending = f"(?:{known})?" if known else r"\w{0,5}"
    stem = re.escape(word[: len(word) - cut] if len(word) > cut + 3 else word)
    before = f"(?:{rules(tag).prefixes})?" if rules(tag).prefixes else ""
    return before + stem + ending
