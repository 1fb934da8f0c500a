"""Fit: what pages say of translations, and where on the pages a translation is doubted.

Layout and preflight find text that runs off its page or over other text, and pages too many. Here each such
finding in a translated edition gets the line of the catalog, and how much longer than its source the text is; a
proofreader's finding gets the page and the rectangle where its message stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from utgivelse.findings import Finding, Place, note, said
from utgivelse.message import Key, Message, State, Translation
from utgivelse.places import PlaceMap

_PAGES = ("L03", "L04")
_CROWDED = ("L06", "L07")
_MOST = 3


@dataclass(frozen=True)
class Entry:
    """A translation in its catalog, and how many per cent longer than its source it is."""

    place: Place
    text: str
    growth: int


Entries = Mapping[Key, Entry]


def entries_of(messages: Iterable[Message], translation: Translation, catalog: str) -> dict[Key, Entry]:
    """Where each of these messages is translated."""
    found = ((message.key, translation.find(*message.key)) for message in messages)
    return {
        key: Entry(Place(catalog, one.line), one.text, round(100 * (len(one.text) - len(key[1])) / max(1, len(key[1]))))
        for key, one in found
        if one.state is not State.MISSING
    }


def with_entries(findings: Iterable[Finding], places: PlaceMap | None, entries: Entries) -> tuple[Finding, ...]:
    """Findings on pages, each with the catalog's line of what stands there; crowded ones with how long it is."""
    return tuple(_with_entry(finding, places, entries) for finding in findings)


def _with_entry(finding: Finding, places: PlaceMap | None, entries: Entries) -> Finding:
    place = finding.place
    if places is None or place.area is None or finding.beside:
        return finding
    found = places.find(place.page, place.area)
    entry = entries.get(found.message) if found and found.message else None
    if entry is None:
        return finding
    if finding.code not in _CROWDED:
        return replace(finding, beside=entry.place)
    hint = said("{hint}; it has {percent} % more characters than its source", hint=finding.hint, percent=entry.growth)
    return replace(finding, beside=entry.place, hint=hint if entry.growth > 0 else finding.hint)


def on_pages(findings: Iterable[Finding], places: PlaceMap | None, entries: Entries) -> tuple[Finding, ...]:
    """Findings on lines of the catalog, each with the page where that message stands first."""
    if places is None:
        return tuple(findings)
    keys = {entry.place: key for key, entry in entries.items()}
    return tuple(_on_page(finding, keys.get(finding.place), places) for finding in findings)


def _on_page(finding: Finding, key: Key | None, places: PlaceMap) -> Finding:
    placed = next(places.texts(key), None) if key and finding.beside else None
    if placed is None or finding.beside is None:
        return finding
    return replace(finding, beside=replace(finding.beside, page=placed.page, area=placed.area))


def grown(findings: Sequence[Finding], entries: Entries) -> Iterator[Finding]:
    """Where the number of pages is wrong in a translated edition: its texts that grew most, by their characters."""
    if not entries or not any(finding.code in _PAGES for finding in findings):
        return
    by_signs = sorted(entries.items(), key=lambda one: len(one[0][1]) - len(one[1].text))[:_MOST]
    for (_, source), entry in by_signs:
        if entry.growth > 0:
            yield note(
                "M64",
                said("«{text}» is {percent} % longer than its source", text=source[:50], percent=entry.growth),
                said("shorten the translation, if that can be done without loss"),
                entry.place,
            )
