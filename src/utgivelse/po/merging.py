"""Merging: what becomes of translations when the source texts change.

First every translation that an earlier update lent to another text is given back (`carrying`). So the result
hangs on what people wrote and on today's texts, not on the way here: what an update did, the next one undoes.
Then, in this order:
1. the same context and text: all stays; also when the entry was obsolete;
2. the same but for white space: all stays;
3. the same text in another role: its translation, fuzzy;
4. a text that is like one that nobody uses any more, or a part of it (`matching`): its translation, fuzzy.

Laws:
- A text that is still in use lends its translation only to the very same text: «søker ikke» would get that
  of «søker».
- A fuzzy entry keeps in `#| msgid` the text that its translation was made for.
- What is left over and holds a human's word stays as obsolete, in the order of its texts, so that it does not
  tell when it went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from utgivelse.figures import changed_figures
from utgivelse.message import seal
from utgivelse.po.carrying import given_back, marked, way_of, without_fuzzy
from utgivelse.po.entry import Entry, Key, PoFile, Previous
from utgivelse.po.matching import Lenders, Text
from utgivelse.po.remarks import bind

_FORMATS = frozenset(("python-format", "python-brace-format"))
"""What other programs think of «10 % i dag»."""


def merge(old: PoFile, wanted: Sequence[Entry], forms: int) -> tuple[Entry, ...]:
    """`wanted` with the translations of `old`, then what became obsolete."""
    merger = _Merger(_own_words(old), wanted, forms)
    merger.take_exact()
    merger.take_respaced()
    merger.retire()
    merger.take_same_text()
    merger.take_similar()
    return merger.result()


# ── what people wrote ────────────────────────────────────────────────────────────────────────


def _own_words(old: PoFile) -> dict[Key, Entry]:
    """Every entry that holds a human's word, with the text that it was made for; those in use first."""
    found: dict[Key, Entry] = {}
    lent: dict[str, list[Entry]] = {"moved": [], "copied": []}
    for entry in (*old.active, *old.obsolete):
        if way := way_of(entry):
            lent[way].append(entry)
        elif entry.begun:
            _add(found, _plain(entry))
    for entry in lent["moved"]:
        _give_back(entry, found)
    held = {entry.strings for entry in found.values()}
    for entry in lent["copied"]:
        if entry.comments or entry.strings not in held:
            _add(found, _plain(entry))
    return found


def _add(found: dict[Key, Entry], entry: Entry) -> None:
    found[entry.key] = _united(found[entry.key], entry) if entry.key in found else entry


def _give_back(entry: Entry, found: dict[Key, Entry]) -> None:
    """Moved words go to their text; where that has others now, they stay with the one that had them on loan."""
    back = given_back(entry)
    known = found.get(back.key)
    if known and known.worded and known.strings != back.strings:
        _add(found, entry)
    else:
        _add(found, back)


def _united(first: Entry, second: Entry) -> Entry:
    """Two entries of one text: the words of the first that has any, the comments of both."""
    worded = first if first.worded or not second.worded else second
    return replace(worded, comments=tuple(dict.fromkeys((*first.comments, *second.comments))))


def _plain(entry: Entry) -> Entry:
    """The entry without what says nothing: a doubt about no words, an earlier text of words that are in no doubt.

    Where there is no doubt, acceptances are bound to what they accept.
    """
    if not (entry.flags or entry.comments or entry.previous):
        return entry
    flags = tuple(flag for flag in without_fuzzy(entry.flags) if flag not in _FORMATS)
    if entry.fuzzy and entry.worded:
        return replace(entry, flags=("fuzzy", *flags))
    comments = bind(entry.comments, seal(*entry.key, entry.strings[0])) if entry.done else entry.comments
    return replace(entry, flags=flags, previous=None, comments=comments)


# ── who gets them ────────────────────────────────────────────────────────────────────────────


@dataclass
class _Merger:
    """Which of the words each new entry gets.

    `words` are at first all there are, then what is not in use; `taken` are those of them that were given away;
    `given` is by the number of the new entry.
    """

    words: Mapping[Key, Entry]
    wanted: Sequence[Entry]
    forms: int
    given: dict[int, Entry] = field(default_factory=dict)
    taken: set[Key] = field(default_factory=set)

    def _open(self) -> list[tuple[int, Entry]]:
        return [(number, entry) for number, entry in enumerate(self.wanted) if number not in self.given]

    def _free(self) -> Iterator[Entry]:
        return (entry for entry in self.words.values() if entry.key not in self.taken)

    def _take(self, number: int, source: Entry, given: Entry) -> None:
        self.taken.add(source.key)
        self.given[number] = given

    def take_exact(self) -> None:
        """The same key."""
        for number, entry in enumerate(self.wanted):
            if source := self.words.get(entry.key):
                self._take(number, source, _kept(source, entry, self.forms))

    def take_respaced(self) -> None:
        """The same but for white space: of a text that went, else a copy."""
        free: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for source in sorted(filter(_lends, self._free()), key=_bare_last):
            free[_respaced(source)].append(source)
        used = {_respaced(entry): entry for entry in reversed(list(self.given.values())) if _lends(entry)}
        for number, entry in self._open():
            if sources := free.get(_respaced(entry)):
                source = sources.pop(0)
                self._take(number, source, _kept(source, entry, self.forms))
                used.setdefault(_respaced(entry), source)
            elif found := used.get(_respaced(entry)):
                self.given[number] = _kept(replace(found, comments=(), flags=()), entry, self.forms)

    def retire(self) -> None:
        """What is not in use any more, less what only repeats a text in use but for white space."""
        self.words = {entry.key: entry for entry in _retired(self._free(), tuple(self.given.values()))}
        self.taken = set()

    def take_same_text(self) -> None:
        """The same text in another role: of one that nobody uses any more, else a copy."""
        free: dict[str, list[Entry]] = defaultdict(list)
        for source in filter(_lends, sorted(self.words.values(), key=_by_key)):
            free[source.text].append(source)
        used = sorted(filter(_lends, self.given.values()), key=_by_key, reverse=True)
        known = {**{text: found[0] for text, found in free.items()}, **{_spaced(entry.text): entry for entry in used}}
        for number, entry in self._open():
            if sources := free.get(_spaced(entry.text)):
                self._lend(number, sources.pop(0))
            elif found := known.get(_spaced(entry.text)):
                self._copy(number, found)

    def take_similar(self) -> None:
        """A text like one that nobody uses any more, or a part of it."""
        sources = sorted((entry for entry in self._free() if entry.worded), key=_by_key)
        news = self._open()
        if not (sources and news):
            return
        lenders = Lenders([Text(source.text, source.context) for source in sources])
        texts = [Text(entry.text, entry.context) for _, entry in news]
        for pair in lenders.match(texts):
            self._lend(news[pair.new][0], sources[pair.old])
        for (number, _), text in zip(news, texts, strict=True):
            if number not in self.given and (whole := lenders.whole_of(text)) is not None:
                self._copy(number, sources[whole])

    def _lend(self, number: int, source: Entry) -> None:
        """Words that leave their text; what was in doubt there already stays there as well."""
        entry = self.wanted[number]
        if source.fuzzy or bool(source.plural) != bool(entry.plural):
            self._copy(number, source)
            return
        strings, comments = _fitted(source, entry, self.forms)
        lent = replace(entry, strings=strings, comments=comments, flags=source.flags)
        self._take(number, source, marked(lent, _origin(source), "moved"))

    def _copy(self, number: int, source: Entry) -> None:
        """Words that stay where they are as well."""
        entry = self.wanted[number]
        strings, _ = _fitted(source, entry, self.forms)
        self.given[number] = marked(replace(entry, strings=strings), _made_for(source, entry), "copied")

    def result(self) -> tuple[Entry, ...]:
        """The new entries, then the obsolete ones."""
        entries = tuple(
            self.given[number] if number in self.given else self._empty(entry)
            for number, entry in enumerate(self.wanted)
        )
        return (*entries, *sorted(self._free(), key=_by_key))

    def _empty(self, entry: Entry) -> Entry:
        return replace(entry, strings=("",) * (self.forms if entry.plural else 1))


def _retired(left: Iterable[Entry], entries: Sequence[Entry]) -> Iterator[Entry]:
    """What is left, as obsolete, less a bare translation that stands elsewhere for the same but for white space.

    Their texts have single spaces, so that it does not tell which of two such texts went last.
    """
    held = {(_respaced(entry), entry.strings) for entry in entries if not entry.fuzzy}
    going = sorted(left, key=_bare_last)
    keys = {entry.key for entry in (*entries, *going)}
    for entry in going:
        if _is_bare(entry) and (_respaced(entry), entry.strings) in held:
            continue
        text = entry.text
        if _lends(entry):
            held.add((_respaced(entry), entry.strings))
            text = text if (entry.context, _spaced(text)) in keys else _spaced(text)
            keys.add((entry.context, text))
        yield replace(entry, text=text, obsolete=True, extracted=(), references=())


# ── an entry with another's words ────────────────────────────────────────────────────────────


def _kept(source: Entry, entry: Entry, forms: int) -> Entry:
    """The new entry with the words that were made for it."""
    strings, comments = _fitted(source, entry, forms)
    is_fuzzy = source.fuzzy or (source.worded and bool(source.plural) != bool(entry.plural))
    previous = source.previous if is_fuzzy and source.previous and _key(source.previous) != entry.key else None
    flags = (*(("fuzzy",) if is_fuzzy else ()), *without_fuzzy(source.flags))
    return replace(entry, strings=strings, comments=comments, flags=flags, previous=previous)


def _fitted(source: Entry, entry: Entry, forms: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The translations in as many forms as the new entry has; what has no place becomes a comment."""
    count = forms if entry.plural else 1
    rest = tuple(
        f"# msgstr[{form}]: {' '.join(text.split())}"
        for form, text in enumerate(source.strings)
        if form >= count and text.strip()
    )
    strings = (*source.strings[:count], *("",) * (count - len(source.strings)))
    return strings, (*source.comments, *(line for line in rest if line not in source.comments))


def _made_for(source: Entry, entry: Entry) -> Previous:
    """The text that words were made for; where they are in doubt already, it may be either of two.

    Then it is rather the one with other figures than the new text has: what is printed unread may not be wrong.
    """
    earlier = source.previous if source.fuzzy else None
    if earlier is None or _key(earlier) == entry.key:
        return _origin(source)
    return _origin(source) if changed_figures(source.text, entry.text) else earlier


def _origin(entry: Entry) -> Previous:
    return Previous(entry.text, entry.context, entry.plural)


def _key(previous: Previous) -> Key:
    return previous.context, previous.text


def _lends(entry: Entry) -> bool:
    return entry.worded and not entry.fuzzy


def _is_bare(entry: Entry) -> bool:
    """Whether there is nothing but a finished translation."""
    return not (entry.fuzzy or entry.comments or entry.flags)


def _by_key(entry: Entry) -> tuple[str, str]:
    return entry.text, entry.context


def _bare_last(entry: Entry) -> tuple[bool, str, str]:
    return _is_bare(entry), entry.text, entry.context


def _respaced(entry: Entry) -> tuple[str, ...]:
    return entry.context, *map(_spaced, (entry.text, entry.plural))


def _spaced(text: str) -> str:
    return " ".join(text.split())
