"""Slots: the places in a theme's word that the program fills, `%(name)s`, held against those of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Finding, Place, error, said
from utgivelse.po.entry import Entry, PoFile

_SLOT = re.compile(r"%\((\w+)(?:\.\w+)?\)s")
_PER_CENT = re.compile(r"%%|" + _SLOT.pattern)


def faults(catalog: PoFile, path: str) -> Iterator[Finding]:
    """Every finished word with other slots than its source, or with a sign of per cent that is none of them."""
    for entry in catalog.active:
        if entry.done and not entry.fuzzy and (wrong := next(filter(None, _wrong(entry)), "")):
            told = said(
                "the word «{word}» is translated with other places to fill: {wrong}", word=entry.text, wrong=wrong
            )
            hint = said("keep every `%(…)s` as it is, and write `%%` for a sign of per cent")
            yield error("M99", told, hint, Place(path, entry.line))


def _wrong(entry: Entry) -> Iterator[str]:
    wanted = set(_SLOT.findall(entry.text)) | set(_SLOT.findall(entry.plural))
    for text in entry.strings:
        given = set(_SLOT.findall(text))
        lost = set() if entry.plural else wanted - given
        yield ", ".join(sorted(lost | (given - wanted)))
        if wanted and "%" in _PER_CENT.sub("", text):
            yield text
