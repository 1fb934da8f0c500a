"""Sizes: the word behind a number that makes it greater («tusen», «mill.», 万), by the rules of its language.

CLDR has the words; what stands here are abbreviations and inflected beginnings that it lacks, and the scripts that
put no blank between words. «Billion» is each language's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from utgivelse.language import language, size_words

UNSPACED = frozenset(["Hans", "Hant", "Jpan", "Kore", "Thai", "Khmr", "Laoo", "Mymr"])
"""Scripts in which letters stand close beside a figure or a word that is not theirs."""
_ALSO = (
    (10**9, r"milli?ard|mrd|mld|mlrd|bn(?!\w)|млрд|мільярд|миллиард|مليار"),
    (10**6, r"mill(?!\w)|millio|milio|mio(?!\w)|mln(?!\w)|млн|мільйон|миллион|مليون|ملايين"),
    (10**3, r"tusen|thousand|tausend|tsd|tys|tuhan|ezr|тис|тыс|ألف|آلاف"),
)
_SPACE = r"[\s\u00a0]?"


@dataclass(frozen=True)
class Sizes:
    """The words of one language; `is_known` says whether CLDR has any."""

    is_known: bool
    patterns: tuple[tuple[int, re.Pattern[str]], ...]

    def after(self, rest: str) -> int:
        """By how much what follows a number makes it greater: 1 if by nothing."""
        return next((size for size, pattern in self.patterns if pattern.match(rest)), 1)


@cache
def sizes(tag: str) -> Sizes:
    """What is known of a language."""
    words = size_words(tag)
    is_unspaced = language(tag).script in UNSPACED
    rows = [(words[word], _word(word, is_unspaced)) for word in sorted(words, key=len, reverse=True)]
    also = [] if is_unspaced else list(_ALSO)
    return Sizes(
        bool(words), tuple((size, re.compile(_SPACE + f"(?:{row})", re.IGNORECASE)) for size, row in (*rows, *also))
    )


def _word(word: str, is_unspaced: bool) -> str:
    """A word with the endings that it may have; a short one or an abbreviation has none."""
    row = re.escape(word.rstrip(".")).replace(r"\ ", r"[\s\u00a0]")
    if is_unspaced:
        return row
    return row + (r"\w{0,4}(?!\w)" if len(word) > 3 and not word.endswith(".") else r"(?!\w)")
