"""Receiving: what came back, held against what went out and what the catalog says today.

Three texts are known of each unit: the one that went out (by its seal), the one that came back, and the
catalog's. Laws:
- Only the file changed: it is taken. Only the catalog changed: it stays. Both: the catalog's stays, and the
  other one stands beside it as a comment until somebody chooses.
- A person's words are nowhere lost: what came for a text that is no more is kept as obsolete, and offered
  as fuzzy to a new text like it.
- Nothing from outside approves or accepts anything; a fuzzy text comes back as fuzzy.
- Receiving the same file again changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from utgivelse.consignment import (
    Back,
    Pieces,
    Returned,
    Stage,
    codes_of,
    is_blank,
    sealed,
    unit_id,
    unwrapped,
    words_of,
)
from utgivelse.findings import Finding, Place, Said, error, note, said, warning
from utgivelse.message import Key, seal
from utgivelse.notes import beside, with_notes
from utgivelse.packing import IsPlain, source_of, stage_of
from utgivelse.po.carrying import settled
from utgivelse.po.entry import Entry, PoFile, Previous
from utgivelse.po.merging import merge
from utgivelse.po.remarks import bind
from utgivelse.protection import lost, protect, restore, thinner
from utgivelse.returns import check_encoding, is_filled, settled_places, squeezed, untouched


class Fate(StrEnum):
    """What became of a unit."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    STALE = "stale"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Received:
    """The catalog as it is after a file came in, how many units met which fate, and why."""

    catalog: PoFile
    fates: Mapping[Fate, int]
    findings: tuple[Finding, ...] = ()


def receive(catalog: PoFile, returned: Returned, file: str, by: str, is_plain: IsPlain) -> Received:
    """Put what came back in `file` into the catalog; `by` is who is named beside what could not be taken."""
    desk = _Desk(catalog, file, by, is_plain, returned.indented)
    desk.check_sources(returned)
    for units in _alike(settled_places(returned.units, file)):
        desk.take_in(units)
    return Received(desk.finished(), Counter(desk.fates), tuple(sorted(desk.findings, key=lambda f: f.place.line)))


def knows_any(catalog: PoFile, returned: Returned) -> bool:
    """Whether the catalog has, or had, any of these texts."""
    known = dict(_spots(catalog.entries))
    return any(unit.id in known for unit in returned.units)


def _alike(units: Iterable[Back]) -> Iterable[list[Back]]:
    """The units of each id; one without an id is like no other."""
    found: dict[str | int, list[Back]] = defaultdict(list)
    for number, unit in enumerate(units):
        found[unit.id or number].append(unit)
    return found.values()


@dataclass(frozen=True)
class _Spot:
    """Where a unit belongs: the place of its entry, and which of its forms it is."""

    place: int
    form: int | None = None
    previous: bool = False


@dataclass
class _Desk:
    """One file on its way into a catalog."""

    catalog: PoFile
    file: str
    by: str
    is_plain: IsPlain
    indented: bool
    fates: list[Fate] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    late: list[tuple[Entry, Back]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entries = list(self.catalog.entries)
        self.spots = dict(_spots(self.entries))
        self.stages: dict[int, dict[int, bool]] = defaultdict(dict)
        self.taken: set[int] = set()

    def check_sources(self, units: Iterable[Back]) -> None:
        """ProjectError when a source shows that every word of the file may be another."""
        for unit in units:
            if unit.source and (spot := self.spots.get(unit.id)):
                check_encoding(unit, self._protected(spot), self.file)

    # ── one unit ──

    def take_in(self, units: list[Back]) -> None:
        """A unit; several of one id only when they say the same."""
        if len({(unit.target, unit.stage) for unit in units}) > 1:
            for unit in units:
                self._refuse("M73", unit, said("the message stands in the file twice, translated in two ways"))
            return
        unit = units[0]
        spot = self.spots.get(unit.id)
        if spot is None:
            self._homeless(unit)
        elif unit.source and self._has_other_source(unit, spot):
            self._refuse(
                "M72",
                unit,
                said("its source is not that of its id: were columns sorted apart, or the source edited?"),
                said("put every source and translation back beside its id, as they went out"),
            )
        else:
            self._located(unit, spot)

    def _has_other_source(self, unit: Back, spot: _Spot) -> bool:
        return squeezed(unit.source) != squeezed(self._protected(spot))

    def _protected(self, spot: _Spot) -> Pieces:
        entry = self.entries[spot.place]
        return protect(self._source(entry, spot), self._plain(entry))

    def _plain(self, entry: Entry) -> bool:
        return self.is_plain(entry.key)

    def _located(self, unit: Back, spot: _Spot) -> None:
        entry = self.entries[spot.place]
        self.entries[spot.place] = replace(entry, comments=with_notes(entry, unit.notes))
        texts = (self._source(entry, spot), entry.strings[spot.form or 0])
        if not (self._plain(entry) and any("\n" in text for text in texts)):
            unit = replace(unit, target=unwrapped(unit.target, indented=self.indented))
        if unit.faults:
            self._refuse("M74", unit, unit.faults[0], _AS_SENT)
        elif spot.previous or entry.obsolete:
            self._stale(unit, spot)
        else:
            self._merge(unit, spot)

    def _merge(self, unit: Back, spot: _Spot) -> None:
        entry = self.entries[spot.place]
        current = self._current(entry, spot)
        now = sealed(current, entry.fuzzy and entry.done)
        fuzzy = _is_fuzzy(unit, entry)
        came = sealed(unit.target, fuzzy)
        if unit.stage is Stage.APPROVED and stage_of(entry) is not Stage.APPROVED:
            self._tell(note("M78", _about(unit, _NO_APPROVAL), _APPROVE, self._place(unit)))
        if came == now:
            self._end(Fate.UNCHANGED, spot, fuzzy)
        elif came[:12] == now[:12] and unit.seal not in ("", now):
            self._end(Fate.UNCHANGED)
        elif is_blank(unit.target) or (is_blank(current) and is_filled(unit)):
            self._emptied(unit, current)
        elif came == unit.seal:
            self._end(Fate.KEPT)
        elif is_blank(current) or now == unit.seal:
            self._take(unit, spot, fuzzy)
        else:
            self._conflict(unit, spot)

    def _current(self, entry: Entry, spot: _Spot) -> Pieces:
        is_plain = self._plain(entry)
        return protect(entry.strings[spot.form or 0], is_plain, protect(self._source(entry, spot), is_plain))

    def _emptied(self, unit: Back, current: Pieces) -> None:
        if is_blank(current) or unit.seal == sealed(()):
            self._end(Fate.KEPT)
            return
        self._tell(
            warning(
                "M76",
                _about(unit, said("it came back without its translation; the catalog's stays")),
                said("take it out in the catalog if that was meant"),
                self._place(unit),
            )
        )
        self._end(Fate.CONFLICT)

    def _take(self, unit: Back, spot: _Spot, fuzzy: bool) -> None:
        text = self._restored(unit, spot)
        if text is None:
            return
        entry = self.entries[spot.place]
        doubt = unit.doubt or self._thinned(unit, spot) or self._untouched(unit, spot)
        if doubt:
            self._tell(warning("M77", _about(unit, doubt), _AS_FUZZY, self._place(unit)))
        elif fuzzy:
            what = said("the file says that it needs review")
            self._tell(note("M77", _about(unit, what), _AS_FUZZY, self._place(unit)))
        comments = bind(entry.comments, seal(*entry.key, entry.strings[0]))
        strings = _with_form(entry.strings, spot.form or 0, text)
        self.entries[spot.place] = replace(entry, strings=strings, comments=comments)
        self.taken.add(spot.place)
        self._end(Fate.TAKEN, spot, fuzzy or bool(doubt))

    def _restored(self, unit: Back, spot: _Spot) -> str | None:
        """The text for the catalog; None when it was refused."""
        entry = self.entries[spot.place]
        is_plain, source = self._plain(entry), self._source(entry, spot)
        pieces = protect(source, is_plain)
        sent = self._current(entry, spot)
        codes = codes_of(sent) | codes_of(unit.target) | codes_of(pieces)
        restored = restore(unit.target, codes, is_plain)
        problem = restored.problem or lost(restored.text, source, is_plain)
        if problem:
            self._refuse("M74", unit, problem, _AS_SENT)
            return None
        return restored.text

    def _source(self, entry: Entry, spot: _Spot) -> str:
        if spot.previous and entry.previous:
            return entry.previous.plural if spot.form else entry.previous.text
        return source_of(entry, spot.form)

    def _thinned(self, unit: Back, spot: _Spot) -> Said | None:
        gone = thinner(unit.target, self._protected(spot), self._current(self.entries[spot.place], spot))
        return said("the markup of the source is gone: {codes}", codes=", ".join(map(str, gone))) if gone else None

    def _untouched(self, unit: Back, spot: _Spot) -> Said | None:
        return untouched(unit) if is_blank(self._current(self.entries[spot.place], spot)) else None

    def _conflict(self, unit: Back, spot: _Spot) -> None:
        text = self._restored(unit, spot)
        if text is None:
            return
        self._put_beside(spot.place, text)
        self._tell(
            warning(
                "M76",
                _about(unit, said("both the file and the catalog were edited since it was sent; the catalog's stays")),
                said("choose in the catalog: the other text stands there as a comment"),
                self._place(unit),
            )
        )
        self._end(Fate.CONFLICT)

    def _put_beside(self, place: int, text: str) -> None:
        entry = self.entries[place]
        self.entries[place] = replace(entry, comments=beside(entry.comments, self.by, text))

    # ── what has no place any more ──

    def _stale(self, unit: Back, spot: _Spot) -> None:
        """Its source was changed or taken out; what stands there was made for it, or is newer."""
        entry = self.entries[spot.place]
        current = self._current(entry, spot)
        came = sealed(unit.target)
        doubtful = _is_fuzzy(unit, entry) or bool(unit.doubt or self._thinned(unit, spot))
        if is_blank(unit.target) or came in (unit.seal[:12], sealed(current)):
            self._end(Fate.UNCHANGED)
            return
        text = self._restored(unit, spot)
        if text is None:
            return
        if not unit.seal or sealed(current) != unit.seal[:12]:
            self._put_beside(spot.place, text)
            self._tell_stale(unit, said("its source has changed since, and so has the catalog's text, which stays"))
        else:
            strings = _with_form(entry.strings, spot.form or 0, text)
            self.entries[spot.place] = _flagged(replace(entry, strings=strings), doubtful)
            self._tell_stale(unit, _KEPT if entry.obsolete else _OFFERED)
        self._end(Fate.STALE)

    def _homeless(self, unit: Back) -> None:
        """Ours if its id is the hash of what the file says its source was; else nobody knows what it is."""
        restored = restore(unit.source, {}, is_plain=False)
        is_ours = bool(unit.id) and restored.text and unit_id(unit.context, restored.text) == unit.id
        if not is_ours:
            plain = restore(unit.source, {}, is_plain=True)
            is_ours = bool(plain.text) and unit_id(unit.context, plain.text) == unit.id
            restored = plain if is_ours else restored
        if not is_ours:
            if not is_blank(unit.target) or unit.faults:
                self._refuse(
                    "M72",
                    unit,
                    said("no message has the id «{id}»", id=unit.id or "–"),
                    said("leave out what was added, and put the ids back as they went out"),
                )
            return
        self._keep_late(unit, restored.text)

    def _keep_late(self, unit: Back, source: str) -> None:
        if is_blank(unit.target):
            self._end(Fate.UNCHANGED)
            return
        is_plain = self.is_plain((unit.context, source))
        pieces = protect(source, is_plain)
        restored = restore(unit.target, codes_of(unit.target) | codes_of(pieces), is_plain)
        problem = next(iter(unit.faults), None) or restored.problem or lost(restored.text, source, is_plain)
        if problem:
            self._refuse("M74", unit, problem, _AS_SENT)
            return
        doubtful = _is_fuzzy(unit, None) or bool(unit.doubt or thinner(unit.target, pieces, ()))
        entry = _flagged(Entry(source, unit.context, strings=(restored.text,), obsolete=True), doubtful)
        self.late.append((replace(entry, comments=with_notes(entry, unit.notes)), unit))
        self._end(Fate.STALE)

    # ── the end ──

    def _end(self, fate: Fate, spot: _Spot | None = None, fuzzy: bool = False) -> None:
        self.fates.append(fate)
        if spot is not None:
            self.stages[spot.place][spot.form or 0] = fuzzy

    def finished(self) -> PoFile:
        """The catalog with all that was taken, and with what came too late."""
        for place in self.taken:
            self.entries[place] = _staged(self.entries[place], self.stages[place])
        catalog = replace(self.catalog, entries=tuple(self.entries))
        return self._with_late(catalog) if self.late else catalog

    def _with_late(self, catalog: PoFile) -> PoFile:
        """What came too late is offered to the texts that have nothing; the rest is kept as obsolete."""
        late = {entry.key: (entry, unit) for entry, unit in self.late}
        lacking = [entry for entry in catalog.active if not any(map(str.strip, entry.strings)) and not entry.plural]
        offers = merge(PoFile(catalog.header, tuple(entry for entry, _ in late.values())), lacking, 1)
        news = {entry.key: entry for entry in offers if not entry.obsolete}
        entries = tuple(
            _offered(entry, news[entry.key]) if not entry.obsolete and entry.key in news else entry
            for entry in catalog.entries
        )
        left = tuple(entry for entry in offers if entry.obsolete)
        kept = {entry.key for entry in left}
        for key, (_, unit) in late.items():
            self._tell_stale(unit, _KEPT if key in kept else _OFFERED)
        return replace(catalog, entries=(*entries, *left))

    def _tell_stale(self, unit: Back, what: Said) -> None:
        self._tell(
            warning(
                "M75",
                _about(unit, what),
                said("send the new text to be translated: `utgivelse send --only open`"),
                self._place(unit),
            )
        )

    def _refuse(self, code: str, unit: Back, why: Said, hint: Said | None = None) -> None:
        hint = hint or said("settle it in the file and receive it again")
        self._tell(error(code, _about(unit, why), hint, self._place(unit)))
        self._end(Fate.REFUSED)

    def _tell(self, finding: Finding) -> None:
        self.findings.append(finding)

    def _place(self, unit: Back) -> Place:
        return Place(self.file, unit.line)


_AS_SENT = said("put every mark back as it went out: none missing, none from elsewhere, each closed where it opens")
_AS_FUZZY = said("it was taken as fuzzy: look at it in the catalog")
_NO_APPROVAL = said("an approval from outside is not taken; it counts as translated")
_APPROVE = said("whoever stands by it types `utgivelse approve LANG --by NAME`")
_OFFERED = said("its source has changed since; it stands as fuzzy at the text of today")
_KEPT = said("its source is no longer in the project; it is kept as obsolete")


def _spots(entries: Iterable[Entry]) -> Iterator[tuple[str, _Spot]]:
    """Where each id is; the entries in use last, so that they count."""
    numbered = list(enumerate(entries))
    for place, entry in numbered:
        if entry.obsolete:
            yield from ((unit_id(*entry.key, form), _Spot(place, form)) for form in _forms(entry))
    for place, entry in numbered:
        if not entry.obsolete and entry.fuzzy and entry.previous:
            old: Key = (entry.previous.context, entry.previous.text)
            yield from ((unit_id(*old, form), _Spot(place, form, previous=True)) for form in _forms(entry))
    for place, entry in numbered:
        if not entry.obsolete:
            yield from ((unit_id(*entry.key, form), _Spot(place, form)) for form in _forms(entry))


def _forms(entry: Entry) -> tuple[int | None, ...]:
    return tuple(range(len(entry.strings))) if entry.plural else (None,)


def _is_fuzzy(unit: Back, entry: Entry | None) -> bool:
    """What the file says; where it says nothing, what went out."""
    if is_blank(unit.target):
        return False
    if unit.stage is not None:
        return unit.stage in (Stage.FUZZY, Stage.NEW)
    return unit.seal.endswith("f") and len(unit.seal) > 12 if unit.seal else bool(entry and entry.fuzzy and entry.done)


def _with_form(strings: tuple[str, ...], form: int, text: str) -> tuple[str, ...]:
    return (*strings[:form], text, *strings[form + 1 :])


def _staged(entry: Entry, stages: Mapping[int, bool]) -> Entry:
    """The entry as fuzzy as its forms came: one is enough, and all must have come to make it finished."""
    fuzzy = any(stages.values()) or (entry.fuzzy and len(stages) < len(entry.strings))
    if fuzzy == entry.fuzzy:
        return entry
    return _flagged(entry, fuzzy) if fuzzy else settled(entry)


def _flagged(entry: Entry, fuzzy: bool) -> Entry:
    """The entry, fuzzy if that is so; what is fuzzy already stays as it is."""
    return replace(entry, flags=("fuzzy", *entry.flags)) if fuzzy and not entry.fuzzy else entry


def _offered(entry: Entry, offer: Entry) -> Entry:
    if not any(map(str.strip, offer.strings)):
        return entry
    previous = offer.previous or Previous("")
    return replace(
        entry,
        strings=offer.strings,
        flags=offer.flags,
        previous=previous if previous.text else None,
        extracted=offer.extracted,
        comments=(*entry.comments, *(line for line in offer.comments if line not in entry.comments)),
    )


def _about(unit: Back, what: Said) -> Said:
    text = words_of(unit.source) or unit.id
    short = text if len(text) <= 50 else text[:49].rstrip() + "…"
    return said("«{text}»: {what}", text=short, what=what)
