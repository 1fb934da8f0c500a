"""Merging: what becomes of translations when the source texts change.

In this order, and each old entry is given out once:
1. a text that comes back: what was carried from it to another text, and touched by nobody, is its again;
2. the same context and text: all stays; also when the entry was obsolete;
3. the same but for white space: all stays;
4. another text in the same place (same role and file, between the same neighbours), with something in
   common: its translation is carried over, fuzzy;
5. the same text in another role, then a similar text among those that nobody uses any more: likewise.

Laws:
- A text that is still in use lends its translation only to the very same text in another role:
  «søker ikke» would get that of «søker».
- A carried translation keeps in `#| msgid` the text that it was made for, and its seal beside it
  (`# carried: […]`) until somebody decides: so what nobody touched can go back, byte for byte.
- A text that stood there without a translation gets none but that of the very same text: otherwise what
  it gets would hang on the order in which texts came and went.
- What is left over and holds a human's word stays as obsolete, in the order of its texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from utgivelse.message import seal
from utgivelse.po.entry import Entry, Key, PoFile, Previous
from utgivelse.po.matching import Index, Pair, is_alike, likeness, settle
from utgivelse.po.remarks import bind, carried, carried_seal, is_carried

_IN_PLACE = 0.3
_CROWD = 40
"""Between the same neighbours, more changed texts than this are matched by likeness alone."""
_OTHER_ROLE = 0.9
_FORMATS = ("python-format", "python-brace-format")


def merge(old: PoFile, wanted: Sequence[Entry], forms: int) -> tuple[Entry, ...]:
    """`wanted` with the translations of `old`, then what became obsolete."""
    merger = _Merger(old, wanted)
    merger.take_back()
    merger.take_exact()
    merger.take_respaced()
    merger.take_in_place()
    merger.take_other_roles()
    merger.take_similar()
    return merger.result(forms)


class _Merger:
    """Which old entry each new one gets, and how; `olds` are those in use, then the obsolete."""

    def __init__(self, old: PoFile, wanted: Sequence[Entry]) -> None:
        self.olds = _without_copies((*old.active, *old.obsolete))
        self.active = len(old.active)
        self.wanted = wanted
        self.stood = {entry.key for entry in old.active}
        self.given: dict[int, Entry] = {}
        self.origins: dict[int, int] = {}
        self.used: set[int] = set()

    def _give(self, new: int, old: int, entry: Entry) -> None:
        self.given[new] = entry
        self.origins[new] = old
        self.used.add(old)

    def _free(self) -> Iterator[int]:
        return (number for number, entry in enumerate(self.olds) if number not in self.used and entry.begun)

    def _open(self) -> list[int]:
        return [number for number in range(len(self.wanted)) if number not in self.given]

    def _fresh(self) -> list[int]:
        return [number for number in self._open() if self.wanted[number].key not in self.stood]

    def take_back(self) -> None:
        """A text whose translation was carried to another one, and that nobody touched."""
        known = {entry.key for entry in self.olds if entry.begun}
        places: dict[Key, int] = {}
        for number, entry in enumerate(self.olds):
            if _is_untouched(entry) and (origin := _origin(entry)) not in known:
                places.setdefault(origin, number)
        for new, entry in enumerate(self.wanted):
            if (old := places.get(entry.key)) is not None:
                self._give(new, old, _returned(self.olds[old], entry))

    def take_exact(self) -> None:
        """The same key, rather from an entry in use than from an obsolete one, rather the newest."""
        places: dict[Key, int] = {}
        for number in self._free():
            key = self.olds[number].key
            if key not in places or places[key] >= self.active:
                places[key] = number
        for new in self._open():
            if (old := places.get(self.wanted[new].key)) is not None:
                self._give(new, old, _kept(self.olds[old], self.wanted[new]))

    def take_respaced(self) -> None:
        """The same but for white space."""
        places = {_respaced(self.olds[number]): number for number in reversed(list(self._free()))}
        for new in self._fresh():
            old = places.pop(_respaced(self.wanted[new]), None)
            if old is not None:
                self._give(new, old, _kept(self.olds[old], self.wanted[new]))

    def take_in_place(self) -> None:
        """Another text of the same role and file between the same neighbours."""
        for olds, news in self._gaps():
            if len(olds) * len(news) <= _CROWD * _CROWD:
                self._settle(
                    Pair(1 - found, new, old)
                    for new in news
                    for old in olds
                    if _same_role(self.wanted[new], self.olds[old])
                    and (found := likeness(self.wanted[new].text, self.olds[old].text)) >= _IN_PLACE
                )

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is free on either side between texts that kept their order; also the old texts that have nothing.

        An edited text without a translation is itself again, and takes none from its neighbour.
        """
        stands = {entry.key: number for number, entry in enumerate(self.olds[: self.active])}
        origins = ((new, self.origins.get(new, stands.get(entry.key, -1))) for new, entry in enumerate(self.wanted))
        kept = [(new, old) for new, old in origins if 0 <= old < self.active]
        taken, fresh = self.used | {old for _, old in kept}, set(self._fresh())
        last_new = last_old = -1
        for new, old in (*_in_order(kept), (len(self.wanted), self.active)):
            olds = [number for number in range(last_old + 1, old) if number not in taken]
            news = [number for number in range(last_new + 1, new) if number in fresh]
            if olds and news:
                yield olds, news
            last_new, last_old = new, old

    def take_other_roles(self) -> None:
        """The very same text in another role: rather of one in use, rather of the first role by name."""
        in_use, free = self._in_use(), self._out_of_use()
        for new in self._open():
            entry = self.wanted[new]
            if lender := in_use.get(entry.text):
                self.given[new] = _lent(lender, entry)
            elif (old := free.pop(entry.text, None)) is not None:
                self._give(new, old, _carried(self.olds[old], entry))

    def _in_use(self) -> dict[str, Entry]:
        """A finished translation for each text that has one, of the first role by name."""
        given = [entry for entry in self.given.values() if entry.done and not entry.fuzzy]
        return {entry.text: entry for entry in sorted(given, key=lambda entry: entry.key, reverse=True)}

    def _out_of_use(self) -> dict[str, int]:
        free = [old for old in self._free() if self.olds[old].done and not self.olds[old].fuzzy]
        return {self.olds[old].text: old for old in sorted(free, key=lambda old: self.olds[old].key, reverse=True)}

    def take_similar(self) -> None:
        """A text like one that nobody uses any more."""
        index = Index()
        for old in sorted(self._free(), key=lambda number: self.olds[number].key):
            if _lends(self.olds[old], is_obsolete=old >= self.active):
                index.add(old, _origin(self.olds[old])[1])
        self._settle(
            Pair(1 - found * (1 if self.wanted[new].context == self.olds[old].context else _OTHER_ROLE), new, old)
            for new in self._fresh()
            for old, found in index.alike(self.wanted[new].text)
        )

    def _settle(self, pairs: Iterable[Pair]) -> None:
        for pair in settle(pairs):
            if _is_worded(self.olds[pair.old]):
                self._give(pair.new, pair.old, _carried(self.olds[pair.old], self.wanted[pair.new]))

    def result(self, forms: int) -> tuple[Entry, ...]:
        """The new entries, then the obsolete ones by their texts."""
        entries = tuple(
            _fitted(self.given.get(number, entry), entry, forms) for number, entry in enumerate(self.wanted)
        )
        known = {entry.key for entry in (*entries, *self.olds)}
        left = (_retired(self.olds[number], known) for number in self._free())
        return (*entries, *sorted(left, key=lambda entry: (entry.key, entry.strings)))


# ── how a translation comes to a new text ────────────────────────────────────────────────────


def _kept(old: Entry, new: Entry) -> Entry:
    """The same text: everything stays."""
    decided = not old.fuzzy
    return replace(
        new,
        strings=old.strings,
        comments=_comments(old, new, keep_seal=not decided),
        flags=_flags(old),
        previous=None if decided or _names(old.previous, new) else old.previous,
    )


def _returned(old: Entry, new: Entry) -> Entry:
    """What was carried from this text, and nobody touched: finished again."""
    flags = tuple(flag for flag in _flags(old) if flag != "fuzzy")
    return replace(new, strings=old.strings, comments=_comments(old, new, keep_seal=False), flags=flags)


def _carried(old: Entry, new: Entry) -> Entry:
    """A translation of another text: somebody has to look at it."""
    if old.fuzzy:  # it was made for an earlier text still
        previous = old.previous or Previous(old.text, old.context, old.plural)
        own = None if _names(previous, new) else previous
        comments = _comments(old, new, keep_seal=True)
        return replace(new, strings=old.strings, comments=comments, flags=_flags(old), previous=own)
    mark = carried(seal(*old.key, old.strings[0]))
    return replace(
        new,
        strings=old.strings,
        comments=(*_without_seal(old.comments), mark),
        flags=("fuzzy", *_flags(old)),
        previous=Previous(old.text, old.context, old.plural),
    )


def _lent(old: Entry, new: Entry) -> Entry:
    """The same from an entry that keeps it; its comments are about that one."""
    return _carried(replace(old, comments=(), flags=()), new)


def _fitted(entry: Entry, wanted: Entry, forms: int) -> Entry:
    """The entry with as many strings as it has forms; a text that got or lost its plural is fuzzy."""
    count = forms if wanted.plural else 1
    strings = (*entry.strings, *("",) * count)[: max(count, 1)]
    spoken = any(string.strip() for string in strings)
    lost_form = entry is not wanted and spoken and len(entry.strings) != count and len(entry.strings) > 0
    flags = entry.flags if spoken or "fuzzy" not in entry.flags else tuple(f for f in entry.flags if f != "fuzzy")
    if lost_form and "fuzzy" not in flags and (len(entry.strings) == 1) != (count == 1):
        flags = ("fuzzy", *flags)
    return replace(entry, strings=strings, flags=flags, previous=entry.previous if spoken else None)


def _comments(old: Entry, new: Entry, *, keep_seal: bool) -> tuple[str, ...]:
    seals = tuple(line for line in old.comments if keep_seal and is_carried(line))
    comments = (*_without_seal(old.comments), *seals)
    return bind(comments, seal(*new.key, old.strings[0])) if old.done and not old.fuzzy else comments


def _without_seal(comments: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in comments if not is_carried(line))


def _flags(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag not in _FORMATS)


def _names(previous: Previous | None, entry: Entry) -> bool:
    return previous is not None and (previous.context, previous.text) == entry.key


def _is_untouched(entry: Entry) -> bool:
    """Whether this is a carried translation just as it was carried."""
    if not (entry.fuzzy and entry.previous):
        return False
    made_for = seal(entry.previous.context, entry.previous.text, entry.strings[0])
    return carried_seal(entry.comments) == made_for


def _origin(entry: Entry) -> Key:
    """What the translation was made for: of what was carried and not touched, the earlier text."""
    return (entry.previous.context, entry.previous.text) if entry.previous and _is_untouched(entry) else entry.key


def _lends(entry: Entry, *, is_obsolete: bool) -> bool:
    """Whether a translation can be given to a text like its own: what is doubtful would only be more so."""
    return entry.done and (not entry.fuzzy or (_is_untouched(entry) and not is_obsolete))


def _is_worded(entry: Entry) -> bool:
    """Whether there are words to carry; a remark alone is about its own text."""
    return any(string.strip() for string in entry.strings)


def _retired(entry: Entry, known: Container[Key]) -> Entry:
    """The entry out of use; a carried translation that would be found again goes back to what it was made for."""
    if _is_untouched(entry) and _origin(entry) not in known and is_alike(entry.text, _origin(entry)[1]):
        context, text = _origin(entry)
        plural = entry.previous.plural if entry.previous else ""
        entry = replace(_returned(entry, entry), context=context, text=text, plural=plural, previous=None)
    comments = entry.comments if entry.fuzzy else _without_seal(entry.comments)
    return replace(entry, obsolete=True, extracted=(), references=(), comments=comments)


def _without_copies(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those empty that only repeat, untouched, what stands under the text that it was made for."""
    known = {entry.key: entry.strings for entry in entries if entry.done}
    return tuple(
        replace(
            entry, strings=("",) * len(entry.strings), comments=_without_seal(entry.comments), flags=(), previous=None
        )
        if _is_untouched(entry) and known.get(_origin(entry)) == entry.strings
        else entry
        for entry in entries
    )


# ── places ───────────────────────────────────────────────────────────────────────────────────


def _respaced(entry: Entry) -> Key:
    return entry.context, " ".join(entry.text.split())


def _same_role(one: Entry, other: Entry) -> bool:
    return one.context == other.context and bool(set(one.references) & set(other.references))


def _in_order(pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The longest run of pairs (by `new`) whose `old` rises as well: what did not move."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, (_, old) in enumerate(pairs):
        length = bisect_left(ends, old)
        before.append(tails[length - 1] if length else -1)
        if length == len(ends):
            ends.append(old)
            tails.append(number)
        else:
            ends[length], tails[length] = old, number
    run: list[tuple[int, int]] = []
    number = tails[-1] if tails else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
