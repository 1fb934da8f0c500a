"""Characters: signs that nobody sees, or that are what is left of a broken file.

U+200C and U+200D join or part letters in scripts that have joining ones, and signs in emoji; U+200B shows where a line
may break in scripts without blanks; a soft hyphen and a
no-break space are an author's to set; marks of direction and paired isolates are `direction`'s to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Pair

_STRANGE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202d\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffd]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = frozenset(["Arab", "Syrc", "Mong", "Deva", "Beng", "Guru", "Gujr", "Taml", "Telu", "Knda", "Mlym", "Sinh"])

_BREAKING = frozenset(["Khmr", "Thai", "Laoo", "Mymr"])


def read(pair: Pair) -> Iterator[Doubt]:
    """The signs, by their numbers."""
    text = pair.target.text
    found = set(_STRANGE.findall(text))
    if pair.target.language.script not in _JOINING:
        found |= {sign for sign in _JOINERS.findall(text) if "\ufe0f" not in text and max(text) < "\U0001f000"}
    if pair.target.language.script in _BREAKING:
        found -= {"\u200b"}
    if strange := sorted(f"U+{ord(sign):04X}" for sign in found - set(pair.source.text)):
        told = said("it has the invisible or broken character {signs}", signs=", ".join(strange))
        yield Doubt("M32", told, said("type the place again"))


PROOFREADER = Proofreader("characters", Severity.ERROR, read)
