"""Sentences: where one ends in running text.

Laws: a sentence ends at `.`, `!`, `?` or `:` before a space, and at the end of its text. A full stop
ends none in a number or a time («09.30»), behind a number before a small letter («1. mai»), behind an
initial («A. Hansen») or an abbreviation («kl.», «bl.a.», «f.eks.»), unless the abbreviation is one
that sentences end with («osv.») and a capital follows. Three dots end one before a capital.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?:\.\.\.|[.!?:…]+)[»”\"’')\]]*(?=\s|$)")
_BEFORE = re.compile(r"([^\s(«“\"/]+)$")
# fmt: off
ABBREVIATIONS = frozenset((
    # Norwegian
    "adr", "alm", "ang", "apr", "aug", "avd", "avg", "bl", "bl.a", "bnr", "ca", "d.e", "d.v.s", "d.y", "des", "dir",
    "div", "dr", "dvs", "e.kr", "e.l", "eks", "ekskl", "etc", "ev", "evt", "f.eks", "f.kr", "f.o.m", "feb", "fhv", "fl",
    "forts", "fv", "gj.sn", "gnr", "hhv", "hr", "ifm", "ift", "iht", "inkl", "innst", "jan", "jf", "jfr", "jul", "jun",
    "kap", "kgl", "kgl.res", "kl", "kr", "kst", "lnr", "m.a", "m.a.o", "m.fl", "m.m", "m.o.h", "m.v", "mag", "maks",
    "meld", "mht", "mill", "moh", "mrd", "mv", "nov", "nr", "o.a", "o.l", "okt", "osv", "ot.prp", "p.g.a", "pga", "pkt",
    "pr", "prof", "prp", "ref", "s.k", "sen", "sep", "sept", "sml", "st", "st.meld", "stk", "t.d", "t.o.m", "tils",
    "tlf", "u.a", "vedr", "vs", "årg", "årh",
    # Swedish and Danish
    "fr.o.m", "mia", "mio", "o.s.v", "sid", "t.ex",
    # English
    "approx", "e.g", "i.e", "mr", "mrs", "ms",
))
# fmt: on
CLOSING = frozenset(
    ("osv", "etc", "mv", "m.v", "m.m", "m.fl", "o.l", "e.l", "o.a", "o.s.v", "d.y", "moh", "m.o.h", "kr")
)
"""Abbreviations that stand at the end of a sentence more often than not."""


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the space around them."""
    ends = [found.end() for found in _END.finditer(text) if _is_end(text, found)]
    starts = [0, *ends]
    parts = (text[start:end].strip() for start, end in zip(starts, [*ends, len(text)], strict=True))
    return tuple(part for part in parts if any(letter.isalnum() for letter in part))


def _is_end(text: str, found: re.Match[str]) -> bool:
    sign, following = found.group(), text[found.end() :].lstrip(" \u00a0\n«“\"'(–—-")
    is_capital = following[:1].isupper() or not following
    if sign.startswith(("...", "…")):
        return is_capital
    if not sign.startswith(".") or not following:
        return True
    word = _BEFORE.search(text[: found.start()])
    return _ends_behind(word[1] if word else "", following[:1], is_capital)


def _ends_behind(word: str, following: str, is_capital: bool) -> bool:
    """Whether the full stop behind this word ends a sentence."""
    bare = word.casefold()
    if bare in ABBREVIATIONS:
        return bare in CLOSING and is_capital
    if len(word) == 1 and word.isalpha():
        return False
    return not (word.isdecimal() and (following.islower() or following.isdecimal()))
