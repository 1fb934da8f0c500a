"""Spacing: one space between words, none before a sign, one after it; French sets a no-break space before some."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_DOUBLE = re.compile(r"\S[ \u00a0]{2,}\S")
_BEFORE = re.compile(r"(?<=[^\W_])[ \u00a0\u202f]+([,.;:!?؟،؛።])(?=[\s»”\"')]|$)(?<!\.\.\.)")
_BEFORE_SPACED = re.compile(r"(?<=[^\W_])[ \u00a0\u202f]+([,.])(?=[\s»”\"')]|$)")
_AFTER = re.compile(r"[^\W\d_]{2}([,;!?؟،؛])(?=[^\W\d_]{2})")
_UNSPACED = re.compile(r"[^\W_]([!?;])(?=\s|$)|[^\W\d_](:)(?=\s|$)|(«)(?=[^\s\u00a0\u202f])")


def read(pair: Pair) -> Iterator[Doubt]:
    """Spaces too many, or too few, where the source has none of it."""
    source, text = pair.source.addressless, pair.target.addressless
    is_spaced = pair.target.rules.spaced_signs and pair.target.tag != "fr-CH"
    if _DOUBLE.search(pair.target.text) and not _DOUBLE.search(pair.message.text):
        yield Doubt("M48", said("two spaces stand in a row"))
    before = _BEFORE_SPACED if is_spaced else _BEFORE
    if (found := before.search(text)) and not _BEFORE.search(source):
        yield Doubt("M48", said("a space stands before «{sign}»", sign=found[1]))
    if (found := _AFTER.search(text)) and not _AFTER.search(source):
        yield Doubt("M48", said("no space stands after «{sign}»", sign=found[1]))
    if is_spaced and (found := _UNSPACED.search(text)):
        sign = found[1] or found[2] or found[3]
        yield Doubt("M48", said("a no-break space belongs between the word and «{sign}»", sign=sign))


PROOFREADER = Proofreader("spacing", Severity.WARNING, read)
