"""Pretranslating: a machine's guess for what has no translation, for a person to begin from.

Laws:
- Only missing messages are touched. What a machine made is fuzzy and says so in a comment, `# machine: NAME`: it
  is printed, approved and remembered only after a person has taken it for their own.
- What came back without a code of its source stays missing, and is told.
- Where a machine fails, it is named with its distribution, and what it had made until then is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from utgivelse import plugins
from utgivelse.estimating import messages_asked
from utgivelse.files import Files, write_if_changed
from utgivelse.findings import Finding, Place, Said, error, said, warning
from utgivelse.translators import update

if TYPE_CHECKING:
    from utgivelse.message import Key, Message
    from utgivelse.po import Entry, PoFile
    from utgivelse.protection import Protected
    from utgivelse.publication import Project


@dataclass(frozen=True)
class Order:
    """Which machine is to translate into which language, for one publication or (empty) for all."""

    language: str
    machine: str
    publication: str = ""


@dataclass(frozen=True)
class Pretranslated:
    """What came of it: how many messages have a guess now, and how many were missing before."""

    path: str
    language: str
    machine: str
    made: int
    missing: int
    findings: tuple[Finding, ...] = ()


@dataclass
class _Work:
    """What is done so far; it is written whatever happens."""

    machine: plugins.Machine
    languages: tuple[str, str]
    place: Place
    lines: dict[Key, int]
    texts: dict[Key, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def pretranslate(project: Project, order: Order) -> Pretranslated:
    """Fill what is missing in a language with a machine's guesses, after bringing its catalog up to date."""
    from utgivelse import po

    machine: plugins.Machine = plugins.load("machines", order.machine)
    _, done = update(project, (order.language,))
    place = Place(done.path)
    files = Files(project.root)
    catalog = po.read_catalog(files.read(done.path), place, order.language)
    missing = {entry.key: entry.line for entry in catalog.active if _is_missing(entry)}
    messages = messages_asked(files, project, order.language, order.publication)
    work = _Work(machine, (project.source_language, order.language), place, missing)
    wanted = [message for message in messages if message.key in missing]
    try:
        _translate(work, order.machine, wanted)
    finally:
        write_if_changed(project.root / done.path, po.write_catalog(_with(catalog, work, order.machine)))
    return Pretranslated(
        done.path, order.language, order.machine, len(work.texts), len(wanted), (*done.findings, *work.findings)
    )


def _is_missing(entry: Entry) -> bool:
    from utgivelse.memory import is_refused

    return not entry.plural and not any(text.strip() for text in entry.strings) and not is_refused(entry)


def _with(catalog: PoFile, work: _Work, name: str) -> PoFile:
    from utgivelse.memory import MACHINE

    def filled(entry: Entry) -> Entry:
        if entry.obsolete or entry.key not in work.texts:
            return entry
        flags = tuple(dict.fromkeys(("fuzzy", *entry.flags)))
        return replace(entry, strings=(work.texts[entry.key],), flags=flags, comments=(*entry.comments, MACHINE + name))

    return replace(catalog, entries=tuple(map(filled, catalog.entries)))


def _translate(work: _Work, name: str, messages: Sequence[Message]) -> None:
    from utgivelse import protection

    ready = [protection.protect(message) for message in messages]
    size = max(1, work.machine.batch)
    for start in range(0, len(ready), size):
        batch = ready[start : start + size]
        try:
            answers = _asked(work, batch)
        except _Failed as failure:
            work.findings.append(_failed(failure.why, name, work.place))
            return
        for protected, answer in zip(batch, answers, strict=True):
            _take(work, protected, answer)


def _take(work: _Work, protected: Protected, answer: str) -> None:
    from utgivelse import protection

    key = protected.message.key
    try:
        work.texts[key] = protection.unprotect(protected, answer)
    except protection.Lost as lost:
        text = protected.message.text[:50]
        told = said("the machine's translation of «{text}» was not taken: {why}", text=text, why=lost.why)
        hint = said("translate it by hand")
        work.findings.append(warning("M95", told, hint, Place(work.place.file, work.lines[key])))


class _Failed(Exception):
    """The machine broke its contract; `why` says how."""

    def __init__(self, why: Said) -> None:
        super().__init__(why)
        self.why = why


def _asked(work: _Work, batch: Sequence[Protected]) -> Sequence[str]:
    sentences = tuple(plugins.Sentence(p.xml, p.message.context, p.message.comments) for p in batch)
    try:
        answers: Any = work.machine.translate(sentences, *work.languages)
        given = list(answers) if not isinstance(answers, str | bytes) else answers
    except (Exception, SystemExit) as failure:
        raise _Failed(said("it raised {failure}", failure=repr(failure)[:200])) from failure
    for why in _wrong(given, len(batch)):
        raise _Failed(why)
    return list(given)


def _wrong(given: Any, asked: int) -> Iterator[Said]:
    """How an answer breaks the contract."""
    if isinstance(given, str | bytes):
        yield said("it gave a {found}, expected a list of texts", found=type(given).__name__)
    elif len(given) != asked:
        yield said("it gave {found} texts for {asked}", found=len(given), asked=asked)
    else:
        for odd in given:
            if not isinstance(odd, str):
                yield said("it gave a {found} among the texts", found=type(odd).__name__)


def _failed(why: Said, name: str, place: Place) -> Finding:
    names = {"name": name, "origin": plugins.origin("machines", name)}
    return error(
        "M94",
        said("the machine «{name}» of {origin} failed: {why}", why=why, **names),
        said("what it had made until then is kept; tell whoever made the plug-in, or try again"),
        place,
    )
