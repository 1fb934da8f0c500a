"""Executors: every job answers or is named, and no job's mishap reaches another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import mishaps
from utgivelse import plugins
from utgivelse.edition import Job
from utgivelse.executors import inline, local
from utgivelse.findings import Failure


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "PRELOAD", ("utgivelse.edition",))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ["PYTHONPATH"]]))
    monkeypatch.setenv("UTGIVELSE_DEADLINE", "4")
    monkeypatch.setenv("UTGIVELSE_CPU", "1")


def run(folder: Path, *names: str, workers: int = 2, told: list[Any] | None = None) -> dict[str, Any]:
    jobs = tuple(Job(name, "nb", ("plain",)) for name in names)
    hear = told.append if told is not None else lambda _: None
    answers = local.run(partial(mishaps.work, folder), None, jobs, workers, hear)  # type: ignore[arg-type]
    return {job.publication: answer for job, answer in answers}


def code(answer: Any) -> str:
    assert isinstance(answer, Failure), answer
    return answer.findings[0].code


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_every_job_answers_or_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setenv("UTGIVELSE_START", start)
    told: list[Any] = []
    names = ("one", "sleep", "abort", "spin", "raise", "memory", "killed", "killed-once", "much", "two")
    answers = run(tmp_path, *names, workers=3, told=told)
    assert answers.pop("one") == "oneone"
    assert answers.pop("two") == "twotwo"
    assert answers.pop("killed-once") == "killed-once" * 2
    assert len(answers.pop("much")) == 5_000_000
    assert {name: code(answer) for name, answer in answers.items()} == {
        "sleep": "X11",
        "spin": "X12",
        "killed": "X13",
        "abort": "X14",
        "raise": "X14",
        "memory": "X14",
    }
    assert {*told} == {*names}
    assert told.count("killed") == told.count("killed-once") == 2
    assert "what nobody foresaw" in answers["raise"].findings[0].message


def test_no_more_than_the_workers_run_at_a_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    answers = run(tmp_path, "sleep", "one", "two", "three", workers=1)
    assert list(answers) == ["sleep", "one", "two", "three"]
    assert time.monotonic() - begun < 10


def test_children_end_when_nobody_waits_any_more(tmp_path: Path) -> None:
    answers = local.run(partial(mishaps.work, tmp_path), None, (Job("one", "nb", ()), Job("sleep", "nb", ())), 2, print)  # type: ignore[arg-type]
    next(answers)
    pid = read_pid(tmp_path / "sleep.pid")
    answers.close()  # type: ignore[attr-defined]
    assert_gone(pid)


def test_children_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import mishaps, sys; from functools import partial; from pathlib import Path\n"
        "from utgivelse.edition import Job; from utgivelse.executors import local\n"
        "local.PRELOAD = ()\n"
        f"list(local.run(partial(mishaps.work, Path({str(tmp_path)!r})), None, (Job('sleep', 'nb', ()),), 1, print))"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL)
    pid = read_pid(tmp_path / "sleep.pid")
    parent.kill()
    parent.wait()
    assert_gone(pid)


def test_inline_does_the_same_work(tmp_path: Path) -> None:
    jobs = (Job("one", "nb", ()), Job("two", "nb", ()))
    answers = inline.run(partial(mishaps.work, tmp_path), None, jobs, 1, print)  # type: ignore[arg-type]
    assert [answer for _, answer in answers] == ["oneone", "twotwo"]


def test_both_are_declared() -> None:
    assert plugins.load("executors", "local") is local.EXECUTOR
    assert plugins.load("executors", "inline") is inline.EXECUTOR


def read_pid(path: Path) -> int:
    for _ in range(200):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(path)


def assert_gone(pid: int) -> None:
    for _ in range(60):
        if not Path(f"/proc/{pid}").exists() or "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return
        time.sleep(0.05)
    raise AssertionError(pid)
