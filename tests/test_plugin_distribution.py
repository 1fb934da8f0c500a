"""A stranger's plug-in: one file and one line in a distribution of its own, and it builds; broken ones are named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Command, write_project
from utgivelse import plugins
from utgivelse.findings import PluginError

FORMAT = """
from utgivelse.inline import plain
from utgivelse.edition import Product
from utgivelse.plugins import Format


def produce(book, workshop):
    titles = "".join(f"* {plain(article.title)}\\n" for article in book.articles)
    return Product(f"{book.publication.title}\\n{titles}".encode())


FORMAT = Format("titles", "titles.txt", "text/plain", "articles", produce)
"""

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "utgivelse-titles"
version = "{version}"

[project.entry-points."utgivelse.formats"]
titles = "utgivelse_titles:FORMAT"
"""


def install(place: Path, version: str = "1") -> Path:
    """Write the distribution and install it into a folder, as pip does it for anyone."""
    source, target = place / "source", place / "installed"
    source.mkdir(exist_ok=True)
    (source / "pyproject.toml").write_text(PROJECT.format(version=version))
    (source / "utgivelse_titles.py").write_text(FORMAT)
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--upgrade",
    ]
    subprocess.run([*command, "--target", str(target), str(source)], check=True, capture_output=True)
    return target


def test_one_file_and_one_line_add_a_format(tmp_path: Path, command: Command) -> None:
    path = os.pathsep.join([str(install(tmp_path)), os.environ["PYTHONPATH"]])
    project = write_project(tmp_path / "p")
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"plain"', '"titles", "epub"'))
    built = command("build", "en", "--project", project, PYTHONPATH=path)
    assert built.returncode == 0, built.stderr
    assert (project / "output/en/en/en.en.titles.txt").read_text() == "The first\n* The river\n* The mountain\n"
    listed = command("plugins", PYTHONPATH=path).stdout
    assert any("utgivelse-titles" in line and " titles " in line for line in listed.splitlines())
    install(tmp_path, version="2")
    again = command("build", "en", "--project", project, PYTHONPATH=path)
    assert "produce" in again.stderr, "a plug-in of another version makes its editions anew"


def test_without_its_distribution_the_format_is_unknown_and_the_remedy_is_told(
    tmp_path: Path, command: Command
) -> None:
    project = write_project(tmp_path / "p")
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"plain"', '"titles"'))
    built = command("build", "--project", project)
    assert built.returncode in (1, 2, 3)
    assert "titles" in built.stderr
    assert "Traceback" not in built.stderr


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("brokn", "X01", "broken"),
        ("broken", "X03", "faults"),
        ("wrong", "X04", "expected a Format"),
        ("doubled", "X02", "faults:SLOW"),
    ],
)
def test_a_plug_in_that_is_wrong_is_named(name: str, code: str, says: str) -> None:
    with pytest.raises(PluginError) as failure:
        plugins.load("formats", name)
    (finding,) = failure.value.findings
    assert finding.code == code
    assert says in finding.message + finding.hint


@pytest.mark.parametrize("name", ["broken", "wrong", "doubled"])
def test_a_broken_plug_in_stops_only_what_asked_for_it(tmp_path: Path, command: Command, name: str) -> None:
    project = write_project(tmp_path / "p", ("plain",))
    configuration = project / "utgivelse.toml"
    first, second = configuration.read_text().split('id = "to"')
    configuration.write_text(first + 'id = "to"' + second.replace('"plain"', f'"{name}", "plain"'))
    built = command("build", "--project", project)
    assert built.returncode == 1, built.stderr
    written = {path.name for path in (project / "output").rglob("*.txt")}
    assert written == {"en.nb.txt", "en.en.txt", "to.nb.txt", "to.en.txt"}
