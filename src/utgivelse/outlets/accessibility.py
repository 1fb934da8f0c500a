"""The accessibility statement of each edition: a page for people and the same as data.

Laws:
- Outside judges are asked when the statement is made, of the file that lies there; one that is missing is
  told, and nothing is said in its place.
- A print edition's statement says that it is for paper, and nothing else of it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from utgivelse import statement
from utgivelse.files import write_atomically
from utgivelse.findings import Finding, note, said, warning
from utgivelse.plugins import Delivered, Delivery, Outlet, Ready
from utgivelse.speech import speaker
from utgivelse.statement import Judged, Statement

PAPER = ("pdf-print",)


def deliver(delivery: Delivery) -> Delivered:
    """Two files for each edition; ToolError when the folder can't be written to."""
    files: list[Path] = []
    findings: list[Finding] = []
    for ready in delivery.ready:
        made = _statement(ready, delivery)
        path = delivery.folder / f"{ready.file.name}.accessibility"
        html = statement.write_html(made, delivery.project.source_language)
        for suffix, data in ((".html", html), (".json", statement.write_json(made))):
            target = path.with_name(path.name + suffix)
            write_atomically(target, data)
            files.append(target)
        findings += _told(ready, made)
    return Delivered(tuple(files), tuple(dict.fromkeys(findings)))


def _statement(ready: Ready, delivery: Delivery) -> Statement:
    artifact = ready.artifact
    is_for_paper = artifact.edition.format in PAPER
    say = speaker(artifact.edition.language)
    judges = () if is_for_paper else statement.judge(ready.file, artifact.media_type, artifact.claims, say)
    return statement.fill_in(delivery.project, Judged(artifact, ready.title, judges, is_for_paper))


def _told(ready: Ready, made: Statement) -> Iterator[Finding]:
    """What whoever publishes the statement should know: a confirmation that lapsed, a judge that was missing."""
    yield from (finding for finding in ready.artifact.findings if finding.code == "R60")
    yield from _unasked(made)


def _unasked(made: Statement) -> Iterable[Finding]:
    for judge in made.judges:
        if judge.outcome == "not-run":
            severity = note if judge.optional else warning
            text = said("{name} was not run, and the statement says so", name=judge.name)
            yield severity("R61", text, said("`utgivelse doctor` says what to install; then deliver again"))


OUTLET = Outlet("accessibility", ("pdf-screen", "epub", "pdf-print"), deliver)
