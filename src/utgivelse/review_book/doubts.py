"""Doubts: the findings that belong to a message, whoever had them.

A finding is a message's when it was found in its translation, when it points at its line in the catalog or
at the only block of an article that it stands in, or at a rectangle of a page that is the message's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from utgivelse import proofreading
from utgivelse.findings import Finding
from utgivelse.localize import Occurrence
from utgivelse.message import Key, Message, Translation
from utgivelse.places import PlaceMap


def in_translation(
    messages: Sequence[Message], translation: Translation, catalog: str, brief: proofreading.Brief
) -> Mapping[Key, tuple[Finding, ...]]:
    """What is to be said of each translation."""
    lines = {translation.find(*message.key).line: message.key for message in messages}
    found: defaultdict[Key, list[Finding]] = defaultdict(list)
    for finding in proofreading.proofread(messages, translation, catalog, brief):
        if finding.place.line and (key := lines.get(finding.place.line)):
            found[key].append(finding)
    return {key: tuple(some) for key, some in found.items()}


def on_pages(
    findings: Iterable[Finding], places: PlaceMap, lines: Mapping[tuple[str, int], Key]
) -> Mapping[Key, tuple[Finding, ...]]:
    """What was found when the edition was made, by the message that it concerns.

    `lines` are the lines of files that belong to one message alone.
    """
    found: defaultdict[Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        place = finding.place
        stands = places.find(place.page, place.area) if place.page and place.area else None
        key = (stands.message if stands else None) or lines.get((place.file, place.line))
        if key:
            found[key].append(finding)
    return {key: tuple(dict.fromkeys(some)) for key, some in found.items()}


def own_lines(used: Iterable[Occurrence], entries: Mapping[Key, int], catalog: str) -> dict[tuple[str, int], Key]:
    """The lines that belong to one message alone: its entry's, and those of articles that no other text shares."""
    sharing: defaultdict[tuple[str, int], set[Key]] = defaultdict(set)
    for one in used:
        sharing[one.file, one.spot.line].add(one.key)
    lines = {place: next(iter(keys)) for place, keys in sharing.items() if len(keys) == 1 and place[1]}
    return lines | {(catalog, line): key for key, line in entries.items() if line}
