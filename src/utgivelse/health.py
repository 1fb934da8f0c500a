"""Health: what the machine has of what the program needs, and every plug-in with its origin.

As a program (`python -m utgivelse.health run`) it needs nothing but Python: the set-up asks it which
system packages are missing, and lets it install them where that is possible.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from utgivelse import plugins
from utgivelse.findings import ExitCode, Failure, said

PACKAGES = Path(__file__).parent / "system-packages.txt"
"""The one list of system packages, also read by the Makefile."""


@dataclass(frozen=True)
class Need:
    """Something the program, or its tests, want from the machine."""

    name: str
    purpose: str
    is_there: bool
    is_needed: bool = True
    is_wished: bool = False
    is_package: bool = True


@dataclass(frozen=True)
class Plugin:
    """A plug-in, where it comes from, and what is wrong with it."""

    kind: str
    name: str
    distribution: str
    value: str
    problem: str = ""


def examine_machine() -> tuple[Need, ...]:
    """Everything that is wanted of the machine, present or not."""
    python = Need(
        f"python {sys.version_info.major}.{sys.version_info.minor}",
        said("3.11 or later"),
        sys.version_info >= (3, 11),
        is_package=False,
    )
    return (python, *_packages())


def _packages() -> Iterator[Need]:
    for line in PACKAGES.read_text().splitlines():
        if line and not line.startswith("#"):
            name, needed_by, probe, purpose = (part.strip() for part in line.split("|"))
            is_there = _is_there(*probe.split(":", 1))
            yield Need(name, purpose, is_there, needed_by == "run", needed_by == "wish")


def _is_there(kind: str, name: str) -> bool:
    if kind == "program":
        return shutil.which(name) is not None
    if kind == "module":
        return importlib.util.find_spec(name) is not None
    if kind == "file":
        return Path(name).is_file()
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def list_plugins() -> tuple[Plugin, ...]:
    """Every plug-in that is declared; each is loaded, to see whether it can be."""
    return tuple(_describe(kind, name) for kind in plugins.KINDS for name in plugins.names(kind))


def _describe(kind: str, name: str) -> Plugin:
    points = [point for point in plugins.declared(kind) if point.name == name]
    distributions = ", ".join(dict.fromkeys(point.dist.name if point.dist else "?" for point in points))
    problem = ""
    try:
        plugins.load(kind, name)
    except Failure as failure:
        problem = failure.findings[0].message
    return Plugin(kind, name, distributions, ", ".join(point.value for point in points), problem)


# ── set-up ───────────────────────────────────────────────────────────────────────────────────


def provide(purpose: str) -> int:
    """See to the system packages for `run` or `test`; the exit code.

    As root on Debian or Ubuntu they are installed; elsewhere the line to type is printed. What is only
    wished for may be missing, and what only the tests want: the tests that need it are skipped by name.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before anything has been checked
        print("Python 3.11 or later is needed")
        return ExitCode.MISSING
    wanted = [need for need in _packages() if need.is_needed or need.is_wished or purpose == "test"]
    missing = [need.name for need in wanted if not need.is_there]
    if not missing:
        return ExitCode.OK
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"installing {' '.join(missing)} …", flush=True)
        _install(apt, missing)
        importlib.invalidate_caches()
    still = [need for need in _packages() if not need.is_there and need.name in missing]
    if not still:
        return ExitCode.OK
    names = " ".join(need.name for need in still)
    print(f"missing: {names}; type: sudo apt-get install {names}")
    if not apt:
        print("on macOS: brew install pango harfbuzz openjdk poppler ghostscript")
    return ExitCode.MISSING if purpose == "run" and any(need.is_needed for need in still) else ExitCode.OK


def _install(apt: str, names: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [apt, "-qq", "install", "-y", "--no-install-recommends", *names]
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        subprocess.run([apt, "-qq", "update"], env=environment, stdout=subprocess.DEVNULL, check=False)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(provide(sys.argv[1]))
