"""Markup: signs of markup that stand in the translation as readers would see them.

`**` without its partner, a link that is none, a directive's colons: what the source has itself is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Severity, said
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import GAP, Pair

_RAW = re.compile(
    r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|\]\(#?\w*|\]\s\((?:#\w*|\d+\)|https?:)|\]\[|"
    r"\[\^|:{3,}|`|(?:^|\n)(?:#{1,6} |> |```)|\{[#.:%]"
)
_ANY = re.compile(r"[*_\]\[:`#>{&<]")
_STAR = re.compile(rf"(?<![\w*\d]|{GAP})\*(?=\w)|(?<=[\w.!?])\*(?![\w*\d]|{GAP})")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]*)?/?>")


def read(pair: Pair) -> Iterator[Doubt]:
    """The signs that the translation shows and the source does not."""
    if not _ANY.search(pair.target.prose):
        return
    found = {sign.strip() for sign in _signs(pair.target.prose)}
    if pair.message.plain:
        found |= set(_TAG.findall(pair.target.prose))
    raw = sorted(sign for sign in found if sign not in pair.source.prose)
    if raw:
        told = said("it shows marks that are no text: {signs}", signs=" ".join(raw))
        yield Doubt("M40", told, said("close what is open, or take the marks out: `**words**`, `[words](#1)`"))


def _signs(text: str) -> Iterator[str]:
    for pattern in (_RAW, _STAR, _ENTITY):
        yield from pattern.findall(text)


PROOFREADER = Proofreader("markup", Severity.ERROR, read)
