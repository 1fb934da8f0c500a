"""Local: one child process per job, `workers` of them at a time; nothing a job does stops the others.

A child that was killed from outside gets a second chance; one that ran out of time, memory or luck
is named, and its editions are the only ones that suffer.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

from utgivelse.children import LOST, Child, Limits, Nursery
from utgivelse.edition import Job
from utgivelse.findings import Finding, ToolError, error, said
from utgivelse.plugins import Executor, Work, declared
from utgivelse.publication import Project

PRELOAD = ("utgivelse.pipeline", "utgivelse.localize", "utgivelse.po", "utgivelse.importers.markdown")
"""What every job needs; the modules of the formats that are asked for come on top."""

_FROM_OUTSIDE = (LOST, -signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP, -signal.SIGINT)


def run(
    work: Work, project: Project, jobs: tuple[Job, ...], workers: int, tell: Callable[[Any], None]
) -> Iterator[tuple[Job, Any]]:
    """Do the jobs in children and give each answer as it comes; a job that failed gives a `ToolError`."""
    waiting, tries = list(jobs), dict.fromkeys(jobs, 0)
    running: dict[int, Job] = {}
    late: set[int] = set()
    with Nursery((*PRELOAD, *_modules(jobs)), Limits.from_environment(os.environ)) as nursery:
        while waiting or running:
            while waiting and len(running) < workers:
                job = waiting.pop(0)
                tries[job] += 1
                running[nursery.start((work, project, job)).number] = job
            for child in nursery.hear(0.05, tell):
                job = running.pop(child.number)
                is_late = child.number in late
                if not child.answered and not is_late and child.status in _FROM_OUTSIDE and tries[job] == 1:
                    waiting.append(job)
                    child.bury()
                else:
                    answer = (
                        child.answer if child.answered else ToolError(_obituary(job, child, is_late, nursery.limits))
                    )
                    child.bury()
                    yield job, answer
            for child in nursery.late():
                late.add(child.number)
                nursery.kill(child)


def _modules(jobs: tuple[Job, ...]) -> tuple[str, ...]:
    wanted = {name for job in jobs for name in job.formats}
    return tuple(dict.fromkeys(point.module for point in declared("formats") if point.name in wanted))


def _obituary(job: Job, child: Child, is_late: bool, limits: Limits) -> Finding:
    who = f"{job.publication} {job.language}"
    smaller = said("look for a picture, a table or a style rule that is too large")
    if is_late:
        return error("X11", said("{job} exceeded its time of {seconds:g} s", job=who, seconds=limits.deadline), smaller)
    if child.status == -signal.SIGXCPU:
        return error("X12", said("{job} used up its processor time", job=who), smaller)
    if child.status in _FROM_OUTSIDE:
        return error(
            "X13",
            said("{job} was killed from outside, twice", job=who),
            said("see whether the machine has run out of memory, then build again with `-j 1`"),
        )
    return error("X14", said("{job} died: {how}", job=who, how=_how(child)), smaller)


def _how(child: Child) -> str:
    status = child.status or 0
    name = signal.Signals(-status).name if status < 0 else f"status {status}"
    return ", ".join(filter(None, (name, child.last_words())))


EXECUTOR = Executor("local", run)
