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
from utgivelse.asked import read_articles
from utgivelse.estimating import messages_asked
from utgivelse.files import Files, rewrite
from utgivelse.findings import Finding, Place, Said, error, said, warning
from utgivelse.translators import update

if TYPE_CHECKING:
    from utgivelse.masking import Protected
    from utgivelse.message import Key, Message
    from utgivelse.po import Entry, PoFile
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
    texts: dict[Key, str] = field(default_factory=dict)
    lost: dict[Key, Said] = field(default_factory=dict)
    failure: Said | None = None


def pretranslate(project: Project, order: Order) -> Pretranslated:
    """Fill what is missing in a language with a machine's guesses, after bringing its catalog up to date."""
    from utgivelse import po

    machine: plugins.Machine = plugins.load("machines", order.machine)
    _, done = update(project, (order.language,))
    place = Place(done.path)
    files = Files(project.root)
    before = files.read(done.path)
    catalog = po.read_catalog(before, place, order.language)
    missing = {entry.key for entry in catalog.active if _is_missing(entry)}
    articles = read_articles(files, project)
    messages = messages_asked(project, articles, order.language, order.publication)
    wanted = [message for message in messages if message.key in missing]
    work = _Work(machine, (project.source_language, order.language))
    try:
        _translate(work, wanted)
    finally:
        data = po.write_catalog(_with(catalog, work, order.machine))
        rewrite(project.root / done.path, before, data)
    findings = (*done.findings, *_findings(work, order.machine, po.read_catalog(data), place))
    return Pretranslated(done.path, order.language, order.machine, len(work.texts), len(wanted), findings)


def _findings(work: _Work, name: str, catalog: PoFile, place: Place) -> Iterator[Finding]:
    """What is to be told, with the lines that the catalog has now."""
    for entry in catalog.active:
        if why := work.lost.get(entry.key):
            told = said("the machine's translation of «{text}» was not taken: {why}", text=entry.text[:50], why=why)
            yield warning("M95", told, said("translate it by hand"), Place(place.file, entry.line))
    if work.failure:
        yield _failed(work.failure, name, place)


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


def _translate(work: _Work, messages: Sequence[Message]) -> None:
    from utgivelse import masking, tmx

    ready = [masking.protect(message) for message in messages if tmx.is_held(message.text)]
    work.lost |= {
        one.key: said("its source has a sign that XML cannot hold") for one in messages if not tmx.is_held(one.text)
    }
    size = max(1, work.machine.batch)
    for start in range(0, len(ready), size):
        batch = ready[start : start + size]
        try:
            answers = _asked(work, batch)
        except _Failed as failure:
            work.failure = failure.why
            return
        for protected, answer in zip(batch, answers, strict=True):
            _take(work, protected, answer)


def _take(work: _Work, protected: Protected, answer: str) -> None:
    from utgivelse import masking

    try:
        work.texts[protected.message.key] = masking.unprotect(protected, answer)
    except masking.Lost as lost:
        work.lost[protected.message.key] = lost.why


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
