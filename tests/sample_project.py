"""The sample publication, built once for all tests that look at it (they share the xdist group `sample`)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "examples" / "kongsberg"


def run_build(project: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "utgivelse", "build", "--project", str(project), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr + done.stdout


def copy_sample(place: Path, **changes: str) -> Path:
    """The sample project in a folder of its own, with its output inside it."""
    shutil.copytree(SAMPLE, place, ignore=shutil.ignore_patterns(".utgivelse"))
    path = place / "utgivelse.toml"
    text = path.read_text().replace('output = "../../output"', 'output = "output"')
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return place


def build_sample(folder: Path) -> Path:
    """The output folder of the sample, built by the real command; the pseudo-locale as well."""
    project = copy_sample(folder / "kongsberg")
    run_build(project)
    run_build(project, "-l", "x-pseudo", "--output", str(project / "pseudo"))
    return project / "output"


def edition(sample: Path, language: str, suffix: str) -> Path:
    return sample / "velkommen" / language / f"velkommen.{language}.{suffix}"
