"""The installed wheel, away from the checkout, builds a project: templates, fonts and catalogs are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel, and borrows its dependencies."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
    (wheel,) = place.glob("*.whl")
    venv.create(place / "venv", symlinks=True)
    python = place / "venv/bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=place)
    (packages,) = (place / "venv/lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = run(python, "-c", "import utgivelse; print(utgivelse.__file__)", cwd=place)
    assert Path(where.strip()).is_relative_to(packages)
    return python.parent


def test_the_wheel_builds_a_new_project(installed: Path, tmp_path: Path) -> None:
    run(installed / "utgivelse", "init", "nytt", cwd=tmp_path)
    built = run(installed / "utgivelse", "build", cwd=tmp_path / "nytt")
    assert built.count("current") == 3
    assert (tmp_path / "nytt/output/velkommen/nb/velkommen.nb.epub").stat().st_size > 1000


def test_the_wheel_speaks_the_readers_language(installed: Path, tmp_path: Path) -> None:
    english = run(installed / "utgivelse", "doctor", cwd=tmp_path, LC_ALL="en_GB.UTF-8", LANGUAGE="en")
    norwegian = run(installed / "utgivelse", "init", "nytt", cwd=tmp_path, LC_ALL="nb_NO.UTF-8", LANGUAGE="nb")
    assert "text on pages" in english
    assert "then" not in norwegian
