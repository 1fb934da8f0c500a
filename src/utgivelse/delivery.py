"""Delivery: which editions may be handed on, and how an outlet is asked to do it.

Laws:
- Nothing is made here. What is not up to date is named with the line that makes it so, and holds
  back no other edition.
- A draft and an old file never leave the house; no signature changes that. A signature (`Name: reason`)
  lets out what is up to date but not proven, and the outlet writes it down.
- Each outlet has a folder of its own, `delivery/<outlet>/` of the output folder, unless another is named.
  What lies there is no edition: a build neither lists nor prunes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import speech
from utgivelse.edition import PSEUDO, Artifact, Edition
from utgivelse.findings import ExitCode, Finding, ProjectError, Severity, error, said
from utgivelse.plugins import Delivery, Outlet, Ready
from utgivelse.signature import read_signature

if TYPE_CHECKING:
    from utgivelse.freshness import Memory, Request
    from utgivelse.publication import Project

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


def sort_out(
    request: Request, standings: Mapping[Edition, Artifact], memory: Memory
) -> tuple[tuple[Ready, ...], tuple[Finding, ...]]:
    """The wishes whose files are up to date, and a finding for each of the others."""
    ready, findings = [], []
    for wish in request.wishes:
        standing = standings.get(wish)
        if standing and standing.state == "current" and wish.language != PSEUDO:
            ready.append(Ready(standing, Path(request.output) / standing.path, memory.editions[wish].title))
        else:
            findings.append(_held_back(wish, standing, standings.get(replace(wish, draft=True))))
    return tuple(ready), tuple(findings)


def _held_back(wish: Edition, standing: Artifact | None, draft: Artifact | None) -> Finding:
    name = f"{wish.publication} {wish.language} {wish.format}"
    line = f"utgivelse build {wish.publication} -l {wish.language} -f {wish.format}"
    if wish.language == PSEUDO:
        return error("U21", said("{edition} is not delivered: it is a language that no one reads", edition=name))
    if draft and draft.state == "draft":
        hint = said("translate what is missing (`utgivelse status`), then `{line}`", line=line)
        return error("U21", said("{edition} is not delivered: it is a draft", edition=name), hint)
    why = standing.reason if standing else said("it has not been built")
    return error("U21", said("{edition} is not delivered: {why}", edition=name, why=why), said("`{line}`", line=line))


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
