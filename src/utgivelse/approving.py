"""Approving: somebody stands by the translations of a language.

Laws:
- Only what is finished and has no error is approved; what is held back is counted and told.
- An approval is bound to the source and the translation: when one of them changes, by whatever tool, it is void.
- Nothing else of the catalog changes, and it is written in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utgivelse.asked import asked_languages, asked_publications, due_messages, read_articles
from utgivelse.files import Files, rewrite
from utgivelse.findings import Finding, Place, ProjectError, Severity, error, nearest, said
from utgivelse.message import Message, State, Translation
from utgivelse.remembering import forget

if TYPE_CHECKING:
    from utgivelse.proofreading import Brief
    from utgivelse.publication import Project


@dataclass(frozen=True)
class Approval:
    """Who stands by what: a language, publications (all, when none is named), and the day it is dated with (ISO 8601).

    With `withdraw` the approvals are taken back instead. `articles` are files below `articles/`: nothing else is
    approved then.
    """

    language: str
    by: str
    day: str
    publications: tuple[str, ...] = ()
    withdraw: bool = False
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Approved:
    """What came of it: how many messages are newly approved, how many were held back, and why.

    `warned` are those of all that are approved that a check doubts.
    """

    path: str
    approved: int = 0
    held: int = 0
    withdrawn: int = 0
    warned: int = 0
    findings: tuple[Finding, ...] = ()


def approve(project: Project, asked: Approval) -> Approved:
    """Put a name beside every finished translation; ProjectError when there is no catalog or nobody is named."""
    from utgivelse import po, proofreading

    _check(project, asked)
    files = Files(project.root)
    path = po.find_catalog(files, project.domain, asked.language)
    if path is None:
        raise ProjectError(_no_catalog(asked.language))
    place = Place(path.as_posix())
    data = before = files.read(path)
    catalog = po.read_catalog(data, place, asked.language)
    translation = po.translation_of(catalog, asked.language)
    messages = _messages(files, project, asked)
    if asked.withdraw:
        data, count = po.withdraw(data, place, {message.key for message in messages})
        done = Approved(place.file, withdrawn=count)
    else:
        brief = proofreading.brief_of(files, project, asked.language)
        good, warned, findings = _good(messages, translation, place.file, brief)
        data, count = po.approve(data, place, {message.key for message in good}, asked.by.strip(), asked.day)
        done = Approved(place.file, count, len(messages) - len(good), warned=warned, findings=findings)
    rewrite(project.root / path, before, data)
    if asked.withdraw:
        forget(files, project, asked.language, catalog, po.read_catalog(data, place))
    return done


def _good(
    messages: Sequence[Message], translation: Translation, catalog: str, brief: Brief
) -> tuple[tuple[Message, ...], int, tuple[Finding, ...]]:
    """The messages with a finished translation that nothing forbids, how many are doubted, what forbids the others."""
    from utgivelse import proofreading

    finished = [message for message in messages if translation.find(*message.key).state is State.TRANSLATED]
    found = [one for one in proofreading.doubts(finished, translation, brief) if not one.accepted]
    forbidden = {one.message.key for one in found if one.severity is Severity.ERROR}
    wrong = proofreading.proofread([m for m in finished if m.key in forbidden], translation, catalog, brief)
    good = tuple(message for message in finished if message.key not in forbidden)
    doubted = {one.message.key for one in found if one.severity is Severity.WARNING} - forbidden
    return good, len(doubted), tuple(finding for finding in wrong if finding.severity is Severity.ERROR)


def _messages(files: Files, project: Project, asked: Approval) -> tuple[Message, ...]:
    chosen = asked_publications(project, asked.publications)
    messages = due_messages(project, chosen, read_articles(files, project), asked.language)
    own = {f"articles/{name}" for name in asked.articles}
    return tuple(message for message in messages if not own or own.intersection(message.references))


def _check(project: Project, asked: Approval) -> None:
    asked_languages(project, (asked.language,))
    chosen = asked_publications(project, asked.publications)
    articles = [name for one in chosen for name in one.articles]
    for name in asked.articles:
        if name not in articles:
            text = said("the article articles/{name} is not among those that are to be approved", name=name)
            raise ProjectError(error("M27", text, nearest(name, articles)))
    if not asked.withdraw and (not asked.by.strip() or {*asked.by} & {*"[]\n"}):
        text = said("«{name}» is no name to stand beside a translation", name=asked.by)
        raise ProjectError(error("M25", text, said('write `--by "Kari Nes"`, without brackets')))


def _no_catalog(language: str) -> Finding:
    return error(
        "M26", said("there is no catalog yet"), said("`utgivelse update {language}`", language=language), Place()
    )
