"""Delivery: which editions may be handed on, and how an outlet is asked to do it.

Laws:
- Nothing is made here. What is not up to date is named with the line that makes it so, and holds
  back no other edition.
- A draft and an old file never leave the house; no signature changes that. A signature (`Name: reason`)
  lets out what is up to date but not proven, and the outlet writes it down. Only an outlet whose papers
  stay in the house (`Outlet.drafts`) is given drafts.
- Each outlet has a folder of its own, `delivery/<outlet>/` of the output folder, unless another is named.
  What lies there is no edition: a build neither lists nor prunes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import speech
from utgivelse.edition import PSEUDO, Artifact, Edition
from utgivelse.files import Files
from utgivelse.findings import ExitCode, Finding, ProjectError, Severity, error, said
from utgivelse.plugins import Delivery, Outlet, Ready, build_line
from utgivelse.signature import read_signature

if TYPE_CHECKING:
    from utgivelse.article import Article
    from utgivelse.freshness import Memory, Request
    from utgivelse.publication import Project, Publication

FOLDER = "delivery"


@dataclass(frozen=True)
class Order:
    """How editions are to be delivered: where to, who lets out what is not proven, in which language papers are.

    An empty `to` is a folder of the outlet's own below the output folder; an empty language the terminal's.
    """

    to: str = ""
    signed_off: str = ""
    language: str = ""

    def folder(self, outlet: str, output: str) -> Path:
        """Where the outlet is to write."""
        return Path(self.to).absolute() if self.to else Path(output) / FOLDER / outlet


@dataclass(frozen=True)
class Handed:
    """What a delivery came to: the files that were written, in `folder`, and what is to be said."""

    folder: Path
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> ExitCode:
        """Whether every edition asked for was handed on."""
        is_well = not any(finding.severity is Severity.ERROR for finding in self.findings)
        return ExitCode.OK if is_well else ExitCode.REFUSED


def check_order(project: Project, outlet: Outlet, publications: tuple[str, ...], signed_off: str) -> tuple[str, ...]:
    """The formats that are asked for; ProjectError when there are none, or nobody stands behind the signature."""
    read_signature(signed_off)
    wanted = {*publications} or {publication.id for publication in project.publications}
    there = {name for publication in project.publications if publication.id in wanted for name in publication.formats}
    known = {publication.id for publication in project.publications}
    if wanted <= known and not there.intersection(outlet.formats):
        takes = ", ".join(outlet.formats)
        text = said("nothing here is for the outlet «{name}», which takes {formats}", name=outlet.name, formats=takes)
        hint = said("add `{format}` to the publication's `formats`, and build", format=outlet.formats[0])
        raise ProjectError(error("U20", text, hint))
    every = {name for publication in project.publications for name in publication.formats}
    return tuple(name for name in outlet.formats if name in every)


@dataclass(frozen=True)
class Stock:
    """What there is of what was asked for: every edition as it stands, by its wish."""

    request: Request
    standings: Mapping[Edition, Artifact]
    memory: Memory

    def find(self, wish: Edition, *, drafts: bool) -> Ready | None:
        """The edition if it is up to date, else its draft where drafts are taken."""
        kinds = {"current": replace(wish, draft=False), **({"draft": replace(wish, draft=True)} if drafts else {})}
        for state, edition in kinds.items():
            found = self.standings.get(edition)
            if found and found.state == state:
                return Ready(found, Path(self.request.output) / found.path, self.memory.editions[edition].title)
        return None


def sort_out(stock: Stock, outlet: Outlet) -> tuple[tuple[Ready, ...], tuple[Finding, ...]]:
    """The wishes whose files the outlet may have, and a finding for each of the others."""
    ready, findings = [], []
    for wish in stock.request.wishes:
        found = stock.find(wish, drafts=outlet.drafts) if wish.language != PSEUDO else None
        if found:
            ready.append(found)
        else:
            findings.append(_held_back(wish, stock, outlet))
    return tuple(ready), tuple(findings)


def _held_back(wish: Edition, stock: Stock, outlet: Outlet) -> Finding:
    standing, draft = stock.standings.get(wish), stock.standings.get(replace(wish, draft=True))
    name = f"{wish.publication} {wish.language} {wish.format}"
    line = build_line(wish, drafts=outlet.drafts)
    if wish.language == PSEUDO:
        return error("U21", said("{edition} is not delivered: it is a language that no one reads", edition=name))
    if draft and draft.state == "draft":
        hint = said("translate what is missing (`utgivelse status`), then `{line}`", line=line)
        return error("U21", said("{edition} is not delivered: it is a draft", edition=name), hint)
    tried = (draft if outlet.drafts else None) or standing
    why = tried.reason if tried else said("it has not been built")
    return error("U21", said("{edition} is not delivered: {why}", edition=name, why=why), said("`{line}`", line=line))


def _beside(stock: Stock, outlet: Outlet, ready: tuple[Ready, ...]) -> Iterator[Ready]:
    """The other editions of the same publications that the outlet may look into."""
    given = {one.artifact.edition for one in ready}
    publications = {edition.publication for edition in given}
    for edition in stock.request.settings:
        if edition.publication in publications and edition.language != PSEUDO:
            found = stock.find(edition, drafts=outlet.drafts)
            if found and found.artifact.edition not in given:
                yield found


def hand_over(outlet: Outlet, delivery: Delivery, findings: tuple[Finding, ...]) -> Handed:
    """Let the outlet do its work; what held editions back comes first."""
    done = outlet.deliver(delivery)
    return Handed(delivery.folder, done.files, (*findings, *done.findings))


def pack(project: Project, ready: tuple[Ready, ...], folder: Path, order: Order) -> Delivery:
    """What the outlet is told."""
    return Delivery(
        project=project,
        ready=ready,
        folder=folder,
        say=speech.speaker(order.language or None),
        language=speech.spoken(order.language or None),
        signed_off=order.signed_off.strip(),
    )


def with_stock(delivery: Delivery, outlet: Outlet, stock: Stock) -> Delivery:
    """The same, with what the outlet may look into beside: other editions, and the articles themselves."""
    beside = tuple(_beside(stock, outlet, delivery.ready))
    return replace(delivery, beside=beside, articles=partial(_articles, delivery.project))


def _articles(project: Project, publication: Publication) -> tuple[Article, ...]:
    from utgivelse.production import import_articles

    return import_articles(Files(project.root), project, publication)[0]
