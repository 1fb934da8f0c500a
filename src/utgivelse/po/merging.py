"""Merging: what becomes of translations when the source texts change.

In this order, and each old entry is given out once:
1. the same context and text: all stays; also when the entry was obsolete;
2. the same but for white space: all stays;
3. another text in the same place (same role and file, between the same unchanged neighbours),
   with something in common: its translation becomes fuzzy;
4. a similar text among the entries that nobody uses any more: its translation becomes fuzzy.

A text that is still in use never lends its translation: «søker ikke» would get that of «søker».
A fuzzy entry keeps in `#| msgid` the text that its translation was made for. What is left over
and holds a human's word stays as obsolete.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from utgivelse.po.entry import Entry, PoFile, Previous

_ALIKE = 0.6
_SHORT_ALIKE = 0.8
_IN_PLACE = 0.3
_SHORT = 5
_CANDIDATES = 12
_OTHER_ROLE = 0.9


class _Pair(NamedTuple):
    """A guess; sorted, the best comes first, then by reading order."""

    distance: float
    new: int
    old: int


def merge(old: PoFile, wanted: Sequence[Entry], forms: int) -> tuple[Entry, ...]:
    """`wanted` with the translations of `old`, then what became obsolete."""
    merger = _Merger(old, wanted)
    merger.take_exact()
    merger.take_respaced()
    merger.take_in_place()
    merger.take_similar()
    return merger.result(forms)


class _Merger:
    """Which old entry each new one gets; `olds` are those in use, then the obsolete."""

    def __init__(self, old: PoFile, wanted: Sequence[Entry]) -> None:
        self.olds = (*old.active, *old.obsolete)
        self.active = len(old.active)
        self.wanted = wanted
        self.given: dict[int, int] = {}
        self.used: set[int] = set()
        self.changed: set[int] = set()

    def _give(self, new: int, old: int, changed: bool) -> None:
        self.given[new] = old
        self.used.add(old)
        if changed:
            self.changed.add(new)

    def _free(self) -> Iterator[int]:
        return (number for number in range(len(self.olds)) if number not in self.used)

    def _open(self) -> Iterator[int]:
        return (number for number in range(len(self.wanted)) if number not in self.given)

    def take_exact(self) -> None:
        """The same key, rather from an entry in use than from an obsolete one, rather the newest."""
        places: dict[tuple[str, str], int] = {}
        for number, entry in enumerate(self.olds):
            if entry.key not in places or places[entry.key] >= self.active:
                places[entry.key] = number
        for new, entry in enumerate(self.wanted):
            if entry.key in places:
                self._give(new, places[entry.key], changed=False)

    def take_respaced(self) -> None:
        """The same but for white space."""
        places = {_respaced(self.olds[number]): number for number in reversed(list(self._free()))}
        for new in list(self._open()):
            old = places.pop(_respaced(self.wanted[new]), None)
            if old is not None:
                self._give(new, old, changed=False)

    def take_in_place(self) -> None:
        """Another text of the same role and file between the same neighbours."""
        matcher = SequenceMatcher(
            None,
            [entry.key for entry in self.olds[: self.active]],
            [entry.key for entry in self.wanted],
            autojunk=False,
        )
        for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            olds = [number for number in range(old_from, old_to) if number not in self.used and self._lends(number)]
            news = [number for number in range(new_from, new_to) if number not in self.given]
            self._settle(
                _Pair(1 - likeness, new, old)
                for new in news
                for old in olds
                if _same_role(self.wanted[new], self.olds[old])
                and (likeness := _likeness(self.wanted[new].text, self.olds[old].text)) >= _IN_PLACE
            )

    def take_similar(self) -> None:
        """A text like one that nobody uses any more."""
        self._settle(self._guesses())

    def _guesses(self) -> Iterator[_Pair]:
        index: dict[str, list[int]] = defaultdict(list)
        for old in self._free():
            if self._lends(old):
                for word in dict.fromkeys(_words(self.olds[old].text)):
                    index[word].append(old)
        for new in self._open():
            entry = self.wanted[new]
            for old in _candidates(entry.text, index):
                likeness = _likeness(entry.text, self.olds[old].text)
                least = (
                    _ALIKE if min(len(_words(entry.text)), len(_words(self.olds[old].text))) >= _SHORT else _SHORT_ALIKE
                )
                if likeness >= least:
                    role = 1 if entry.context == self.olds[old].context else _OTHER_ROLE
                    yield _Pair(1 - likeness * role, new, old)

    def _lends(self, old: int) -> bool:
        return self.olds[old].begun

    def _settle(self, pairs: Iterable[_Pair]) -> None:
        for pair in sorted(pairs):
            if pair.new not in self.given and pair.old not in self.used:
                self._give(pair.new, pair.old, changed=True)

    def result(self, forms: int) -> tuple[Entry, ...]:
        """The new entries, then the obsolete ones in their old order and the newly obsolete."""
        entries = tuple(self._entry(number, entry, forms) for number, entry in enumerate(self.wanted))
        left = sorted(self._free(), key=lambda number: (number < self.active, number))
        obsolete = (_retired(self.olds[number]) for number in left if self.olds[number].begun)
        return (*entries, *obsolete)

    def _entry(self, number: int, entry: Entry, forms: int) -> Entry:
        if number not in self.given:
            return replace(entry, strings=("",) * (forms if entry.plural else 1))
        return _carried(self.olds[self.given[number]], entry, number in self.changed, forms)


def _carried(old: Entry, new: Entry, changed: bool, forms: int) -> Entry:
    """The new entry with the old one's translation, comments and flags."""
    strings = _fitted(old.strings, forms if new.plural else 1)
    spoken = any(string.strip() for string in strings)
    doubtful = spoken and (changed or old.fuzzy or (bool(old.plural) != bool(new.plural)))
    flags = tuple(flag for flag in old.flags if flag not in ("fuzzy", "python-format", "python-brace-format"))
    previous = (
        old.previous if old.fuzzy and old.previous else Previous(old.text, old.context, old.plural) if changed else None
    )
    return replace(
        new,
        strings=strings,
        comments=old.comments,
        flags=("fuzzy", *flags) if doubtful else flags,
        previous=previous if doubtful and previous and (previous.context, previous.text) != new.key else None,
    )


def _fitted(strings: tuple[str, ...], forms: int) -> tuple[str, ...]:
    return (*strings, *("",) * forms)[: max(forms, 1)]


def _retired(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, extracted=(), references=())


def _respaced(entry: Entry) -> tuple[str, str]:
    return entry.context, " ".join(entry.text.split())


def _same_role(one: Entry, other: Entry) -> bool:
    return one.context == other.context and bool(set(one.references) & set(other.references))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text.lower())


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: by words; by letters where there are few words."""
    words, others = _words(one), _words(other)
    if min(len(words), len(others)) < _SHORT:
        return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _candidates(text: str, index: dict[str, list[int]]) -> list[int]:
    """The old entries that share the rarest words with `text`."""
    shared: Counter[int] = Counter()
    for word in sorted(set(_words(text)) & index.keys(), key=lambda word: (len(index[word]), word))[:16]:
        for old in index[word]:
            shared[old] += 1
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [old for old, _ in ranked[:_CANDIDATES]]
