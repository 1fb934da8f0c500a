"""Proofreading: what is to be said of translations before anybody prints them.

Every translation is put to every proofreader (wing `proofreaders/`); what they doubt becomes findings with
the place in the catalog, and beside it that of the message in its article. `pair` lays a text and its
translation open, `figures` reads numbers, dates, times and telephone numbers out of both. Laws:
- Only what is translated is read: what is missing or fuzzy is the gate's.
- What a translator accepted is not said, but counted; an acceptance whose texts changed is void, and said so.
- An error stops the edition. What is `final` cannot be accepted: the source text would be printed instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from utgivelse import plugins
from utgivelse.findings import Finding, Place, Severity, nearest, note, said, warning
from utgivelse.glossary import Term
from utgivelse.language import PSEUDO
from utgivelse.message import Message, State, Translated, Translation, seal
from utgivelse.names import load_names
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading.pair import Brief, Pair, lay_open
from utgivelse.publication import Project

if TYPE_CHECKING:
    from utgivelse.files import Files

__all__ = [
    "Brief",
    "Doubted",
    "Pair",
    "Term",
    "brief_of",
    "count_errors",
    "doubts",
    "has_errors",
    "lay_open",
    "proofread",
    "proofreaders",
    "source_of",
]


@dataclass(frozen=True)
class Doubted:
    """What one proofreader says of one message's translation, and whether that was accepted as it is."""

    message: Message
    translated: Translated
    proofreader: Proofreader
    doubt: Doubt
    accepted: bool = False

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.doubt.severity or self.proofreader.severity


@cache
def proofreaders() -> tuple[Proofreader, ...]:
    """Every one that is installed; PluginError names a broken one."""
    return tuple(plugins.load("proofreaders", name) for name in plugins.names("proofreaders"))


def doubts(
    messages: Sequence[Message],
    translation: Translation,
    brief: Brief = Brief(),
    readers: Sequence[Proofreader] | None = None,
) -> Iterator[Doubted]:
    """What these readers (all, when none are named) say of each translation, in order; what was accepted as well."""
    readers = proofreaders() if readers is None else readers
    for message, translated, pair in _pairs(messages, translation, brief):
        for reader in readers:
            for doubt in reader.read(pair):
                accepted = not reader.final and translated.accepts(message.key, reader.name)
                yield Doubted(message, translated, reader, doubt, accepted)


def _pairs(
    messages: Sequence[Message], translation: Translation, brief: Brief
) -> Iterator[tuple[Message, Translated, Pair]]:
    if translation.language in (PSEUDO, brief.source_language):
        return
    done = [(message, translation.find(*message.key)) for message in messages]
    done = [(message, found) for message, found in done if found.state is State.TRANSLATED]
    elsewhere: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for message, found in done:
        elsewhere[message.text][found.text] = None
    for message, found in done:
        others = tuple(text for text in elsewhere[message.text] if text != found.text)
        yield message, found, lay_open(message, found.text, translation.language, brief, others)


def proofread(
    messages: Sequence[Message], translation: Translation, catalog: str, brief: Brief = Brief()
) -> tuple[Finding, ...]:
    """Everything to be said of these messages' translations; an error is to stop the edition."""
    found = tuple(doubts(messages, translation, brief))
    accepted = Counter(one.proofreader.name for one in found if one.accepted)
    return (
        *(_finding(one, catalog) for one in found if not one.accepted),
        *(one for message in messages for one in _remarked(message, translation.find(*message.key), catalog)),
        *_counted(accepted, catalog),
    )


def count_errors(messages: Sequence[Message], translation: Translation, brief: Brief = Brief()) -> int:
    """How many findings on these translations stop an edition: only those are asked that can."""
    strict = tuple(reader for reader in proofreaders() if reader.severity is Severity.ERROR)
    found = doubts(messages, translation, brief, strict)
    return sum(one.severity is Severity.ERROR and not one.accepted for one in found)


def _finding(one: Doubted, catalog: str) -> Finding:
    told = said(
        "the translation of «{text}» ({context}): {problem}",
        text=_shortened(one.message.text),
        context=one.message.context or "–",
        problem=one.doubt.message,
    )
    accept = said("mend it, or write above it why it is right: `# accepted: {name}: …`", name=one.proofreader.name)
    hint = one.doubt.hint or ("" if one.proofreader.final else accept)
    place = Place(catalog, one.translated.line)
    return Finding(one.doubt.code, one.severity, told, hint, place, beside=source_of(one.message))


def source_of(message: Message) -> Place | None:
    """Where a message stands first in the project's own texts."""
    return Place(message.references[0], message.line) if message.references else None


def _shortened(text: str) -> str:
    return text if len(text) <= 50 else text[:49].rstrip() + "…"


# ── what people wrote beside a translation ───────────────────────────────────────────────────


def _remarked(message: Message, found: Translated, catalog: str) -> Iterator[Finding]:
    """Remarks that cannot be read, and acceptances that hold for nothing."""
    place = Place(catalog, found.line)
    for line in found.remarks.unread:
        text = said("the remark «{line}» cannot be read", line=line)
        yield warning("M60", text, said("write `# accepted: numbers: why it is right`"), place)
    if found.state is not State.TRANSLATED:
        return
    names = {reader.name: reader for reader in proofreaders()}
    for acceptance in found.remarks.acceptances:
        if acceptance.check not in names:
            text = said("there is no check «{name}» that could be accepted", name=acceptance.check)
            yield warning("M62", text, nearest(acceptance.check, names), place)
        elif names[acceptance.check].final:
            text = said("what the check «{name}» says cannot be accepted", name=acceptance.check)
            yield warning("M62", text, said("mend the translation and take the line out"), place)
        elif acceptance.seal not in ("", seal(*message.key, found.text)):
            text = said(
                "«{name}» was accepted for other texts: source or translation has changed", name=acceptance.check
            )
            yield note("M61", text, said("take the line out, or the seal in its brackets if it still holds"), place)


def _counted(accepted: Counter[str], catalog: str) -> Iterator[Finding]:
    if accepted:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(accepted.items()))
        text = said("accepted as they are, by check: {counts}", counts=counts)
        yield note("M63", text, place=Place(catalog))


def brief_of(files: Files, project: Project, language: str) -> Brief:
    """What a project tells its proofreaders of a language; ProjectError when its glossary or names can't be read."""
    from utgivelse.glossary import load_glossary

    if language in (PSEUDO, project.source_language):
        return Brief(project.source_language)
    known = load_names(files, language)
    names = {name: tuple(sorted(known.every(name))) if name in known.forms else () for name in project.names}
    given = {name: tuple(sorted(known.every(name))) for name in known.forms}
    return Brief(project.source_language, {**given, **names}, load_glossary(files).of(language))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them stops an edition."""
    return any(finding.severity is Severity.ERROR for finding in findings)
