"""Faults: whatever happens to a build, what lies in the output folder is whole, and the next build is right.

Every test runs the real command in processes of its own.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Command, write_project

ALTERED = "Elva renner langsomt gjennom byen."
SENTENCE = "Elva renner gjennom byen."


def start(project: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command as the leader of a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "utgivelse", "build", "--project", str(project), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def litter(project: Path) -> list[str]:
    return [str(path) for path in project.rglob("*") if ".partial" in path.name]


def group(pid: int) -> list[int]:
    """The processes of a group that are alive."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def assert_group_ends(pid: int, within: float = 3) -> None:
    end = time.monotonic() + within
    while group(pid):
        assert time.monotonic() < end, f"{group(pid)} outlive their parent"
        time.sleep(0.02)


def outputs(project: Path) -> dict[str, str]:
    return {
        str(path.relative_to(project)): path.read_text()
        for path in (project / "output").rglob("*.txt")
        if ".partial" not in path.parts
    }


def rewrite(project: Path, turn: int) -> None:
    """Give the Norwegian editions one of two texts by turns."""
    article = project / "articles/felles.md"
    text = article.read_text().replace(ALTERED, SENTENCE)
    article.write_text(text.replace(SENTENCE, ALTERED) if turn % 2 else text)


def wait_for(project: Path, pattern: str) -> None:
    for _ in range(400):
        if any((project / "output").glob(pattern)):
            return
        time.sleep(0.02)
    raise AssertionError(f"{pattern} never came")


@pytest.mark.parametrize("whole_group", [False, True], ids=["the parent alone", "the whole group"])
def test_killed_at_any_moment_every_file_is_whole(tmp_path: Path, command: Command, whole_group: bool) -> None:
    project = write_project(tmp_path / "p", ("plain", "slow"))
    good, lasts = {}, 0.0
    for turn in (1, 0):
        rewrite(project, turn)
        begun = time.monotonic()
        command("build", "--project", project, "-q", "-l", "nb")
        lasts = time.monotonic() - begun
        good[turn] = outputs(project)
    assert len(good[0]) == 4
    assert good[0] != good[1]
    moments = random.Random(2026)
    for turn in range(1, 31):
        rewrite(project, turn)
        build = start(project, "-l", "nb", "--force")
        time.sleep(moments.uniform(0.05, 1.1 * lasts))
        if whole_group:
            os.killpg(build.pid, signal.SIGKILL)
        else:
            build.kill()
        build.communicate()
        assert_group_ends(build.pid)
        for name, text in outputs(project).items():
            assert text in (good[0][name], good[1][name]), f"{name} is neither old nor new"
    rewrite(project, 1)
    last = command("build", "--project", project, "-l", "nb")
    assert last.returncode == 0, last.stderr
    assert outputs(project) == good[1]
    assert litter(project) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("moment", ["while loading", "while working"])
def test_a_signal_ends_everything_at_once(tmp_path: Path, number: signal.Signals, code: int, moment: str) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    (project / "faults.txt").write_text("nb sleep\nen sleep\n")
    build = start(project)
    wait_for(project, ".partial/*")
    time.sleep(0.05 if moment == "while loading" else 2.5)
    begun = time.monotonic()
    os.killpg(build.pid, number)
    assert build.wait(10) == code
    assert time.monotonic() - begun < 2
    _, errors = build.communicate()
    assert "Traceback" not in errors
    assert_group_ends(build.pid)
    assert litter(project) == []


def test_a_second_build_waits_and_says_for_whom(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", ("slow",))
    first = start(project)
    wait_for(project, ".partial/*")
    second = start(project)
    _, waited = second.communicate(timeout=60)
    first.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert str(first.pid) in waited
    assert len(outputs(project)) == 4


def test_the_lock_of_a_killed_build_is_no_hindrance(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    (project / "faults.txt").write_text("nb sleep\n")
    build = start(project)
    wait_for(project, ".partial/*")
    build.kill()
    build.communicate()
    (project / "faults.txt").write_text("")
    again = command("build", "--project", project)
    assert again.returncode == 0, again.stderr
    assert "waiting" not in again.stderr
    assert litter(project) == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("sleep", "X11"),
        ("spin", "X12"),
        ("killed", "X13"),
        ("abort", "X14"),
        ("memory", "X15"),
        ("raise", "X05"),
        ("fail", "E99"),
    ],
)
def test_a_mishap_costs_its_own_edition(tmp_path: Path, command: Command, fault: str, code: str) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    (project / "faults.txt").write_text(f"en {fault}\n")
    limits = {"UTGIVELSE_DEADLINE": "8" if fault != "sleep" else "3", "UTGIVELSE_CPU": "2" if fault == "spin" else "60"}
    build = command("build", "--project", project, **limits)
    assert build.returncode == 1
    assert "Traceback" not in build.stderr
    assert code in build.stderr
    assert {*outputs(project)} == {"output/en/nb/en.nb.faulty.txt", "output/to/nb/to.nb.faulty.txt"}
    assert litter(project) == []
    (project / "faults.txt").write_text("")
    assert command("build", "--project", project).returncode == 0
    assert len(outputs(project)) == 4


def test_a_job_that_was_killed_once_is_tried_again(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    (project / "faults.txt").write_text("en killed-once\n")
    build = command("build", "--project", project)
    assert build.returncode == 0, build.stderr
    assert len(outputs(project)) == 4


def test_what_died_is_tried_again_and_what_was_refused_is_not(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    (project / "faults.txt").write_text("en killed\n")
    assert "X13" in command("build", "--project", project).stderr
    again = command("build", "--project", project)
    assert "produce" in again.stderr
    (project / "faults.txt").write_text("en fail\n")
    command("build", "--project", project)
    assert "produce" not in command("build", "--project", project).stderr


def test_the_old_file_of_a_failed_edition_is_kept_and_called_old(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("faulty",))
    command("build", "--project", project)
    before = outputs(project)
    (project / "faults.txt").write_text("en raise\n")
    build = command("build", "--project", project)
    assert build.returncode == 1
    assert outputs(project) == before
    assert build.stdout.count("old, don't send") == 2


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="root may write anywhere")
def test_a_read_only_output_is_told_before_any_work(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p")
    output = project / "output"
    output.mkdir()
    output.chmod(0o555)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() != "root" or folder.stat().st_mode & 0o5 != 0o5:
            folder.chmod(folder.stat().st_mode | 0o55)
    begun = time.monotonic()
    build = subprocess.run(
        [*as_nobody(project), sys.executable, "-m", "utgivelse", "build", "--project", str(project)],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert time.monotonic() - begun < 5
    assert build.returncode == 3, build.stderr
    assert "F06" in build.stderr
    assert "produce" not in build.stderr
    assert "Traceback" not in build.stderr


def as_nobody(project: Path) -> list[str]:
    """What makes root an ordinary user; nothing for whoever is one."""
    if os.geteuid():
        return []
    for path in (project, *project.rglob("*")):
        if path.name != "output":
            os.chown(path, 65534, 65534)
    return ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def test_a_full_disk_is_told_and_leaves_the_old_files(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("slow",))
    command("build", "--project", project)
    before = outputs(project)
    rewrite(project, 1)
    shell = f"ulimit -f 200; exec {sys.executable} -m utgivelse build --project {project} -l nb"
    build = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert build.returncode == 1
    assert "F07" in build.stderr
    assert "Traceback" not in build.stderr
    assert outputs(project) == before
    assert litter(project) == []


def test_a_flipped_byte_in_the_cache_is_found(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", ("pdf-screen",))
    assert command("build", "--project", project, "-l", "nb").returncode == 0
    path = project / "output/to/nb/to.nb.pdf"
    good = path.read_bytes()
    for cached in (project / ".utgivelse/cache").rglob("*"):
        if cached.is_file():
            data = bytearray(cached.read_bytes())
            data[len(data) // 2] ^= 1
            cached.write_bytes(data)
    assert command("build", "--project", project, "-l", "nb", "--force").returncode == 0
    assert path.read_bytes() == good
