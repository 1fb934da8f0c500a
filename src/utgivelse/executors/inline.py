"""Inline: jobs run here, one after the other. For tests, debuggers and machines without processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from utgivelse.edition import Job
from utgivelse.findings import Failure
from utgivelse.plugins import Executor, Work
from utgivelse.publication import Project


def run(
    work: Work, project: Project, jobs: tuple[Job, ...], workers: int, tell: Callable[[Any], None]
) -> Iterator[tuple[Job, Any]]:
    """Do each job and give its answer; `workers` is of no importance here."""
    for job in jobs:
        try:
            yield job, work(project, job, tell)
        except Failure as failure:
            yield job, failure


EXECUTOR = Executor("inline", run)
