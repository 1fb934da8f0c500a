"""What all tests share: projects to build, the command, and the outside judges."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

FAULTS = Path(__file__).parent / "faults"

os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(FAULTS), os.environ.get("PYTHONPATH", "")]))
os.environ["LANGUAGE"] = "en"
os.environ.pop("NO_COLOR", None)

CONFIGURATION = """\
[project]
name = "Prøver"
source-language = "nb"
domain = "prover"
output = "output"

[variables]
sentralbord = "32 00 00 00"

[brand]
organisation = "Prøve kommune"

[[publication]]
id = "en"
title = "Den første"
date = 2026-11-01
theme = "kommune"
sheet = "a5"
articles = ["felles.md", "egen.md"]
languages = ["nb", "en"]
formats = {formats}

[[publication]]
id = "to"
title = "Den andre"
date = 2026-11-01
theme = "kommune"
sheet = "a5"
articles = ["annen.md"]
languages = ["nb", "en"]
formats = {formats}
"""

ARTICLES = {
    "felles.md": "---\ntitle: Elva\n---\nElva renner gjennom byen.\n\nDen er lang.\n",
    "egen.md": "---\ntitle: Fjellet\n---\nFjellet ligger vest for byen.\n",
    "annen.md": "---\ntitle: Skogen\n---\nSkogen er stor.\n",
}

ENGLISH = {
    "Elva": "The river",
    "Elva renner gjennom byen.": "The river runs through the town.",
    "Den er lang.": "It is long.",
    "Fjellet": "The mountain",
    "Fjellet ligger vest for byen.": "The mountain lies west of the town.",
    "Skogen": "The forest",
    "Skogen er stor.": "The forest is large.",
    "Den første": "The first",
    "Den andre": "The second",
    "Prøve kommune": "The municipality of Prøve",
}


def write_project(root: Path, formats: tuple[str, ...] = ("plain",), *, translated: bool = True) -> Path:
    """A small project with two publications in two languages."""
    (root / "articles").mkdir(parents=True)
    names = "[" + ", ".join(f'"{name}"' for name in formats) + "]"
    (root / "utgivelse.toml").write_text(CONFIGURATION.format(formats=names))
    (root / "faults.txt").write_text("")
    for name, text in ARTICLES.items():
        (root / "articles" / name).write_text(text)
    if translated:
        translate(root, ENGLISH)
    return root


def translate(root: Path, texts: dict[str, str]) -> None:
    """Bring the English catalog up to date and fill in these texts."""
    from utgivelse import pipeline, po, translators

    translators.update(pipeline.open_project(root), ("en",))
    path = root / "locales/en/LC_MESSAGES/prover.po"
    lines = path.read_text().split("\n")
    for number, line in enumerate(lines):
        text = line.removeprefix('msgid "').removesuffix('"')
        if line.startswith('msgid "') and text in texts and lines[number + 1] == 'msgstr ""':
            lines[number + 1] = f'msgstr "{texts[text]}"'
    path.write_text("\n".join(lines))
    po.read_translation(path.read_bytes(), "en")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small translated project in the format `plain`."""
    return write_project(tmp_path / "prosjekt")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample; its tests are marked `xdist_group("sample")`, so that it is built once."""
    from sample_project import build_sample

    return build_sample(tmp_path_factory.mktemp("sample"))


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """The real command in a process of its own; the last argument `cwd` is where it is typed."""

    def run(*arguments: str | Path, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "utgivelse", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    yield run


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag for every golden, and a place for what is to be looked at."""
    parser.addoption("--update", action="store_true", help="write the goldens anew from what is made now")
    parser.addoption(
        "--pictures", metavar="FOLDER", help="keep the pictures of books there; else with the test's files"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def pictures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the pictures of a book are kept."""
    return Path(request.config.getoption("--pictures") or tmp_path / "pictures")


def need(program: str) -> str:
    """The path of an outside judge; without it the test is skipped by name, or fails where no skip is allowed."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"the outside judge «{program}» is not installed")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With UTGIVELSE_NO_SKIP=1 a skipped test is a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("UTGIVELSE_NO_SKIP") == "1":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which is a failure here: {call.excinfo}"
    return report
