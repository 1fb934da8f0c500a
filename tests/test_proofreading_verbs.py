"""Proofreading as people meet it: `check` says it, `build` stops at errors, `status` knows, pages are named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Command, write_project

SOURCE, TARGET = "Fjellet er 1 500 meter.", "The mountain is 1,500 metres."
CATALOG = "locales/en/LC_MESSAGES/prover.po"


@pytest.fixture
def mountain(tmp_path: Path) -> Path:
    """A project whose article has a number, translated as it should be."""
    root = write_project(tmp_path / "p", ("pdf-screen", "epub"))
    article = root / "articles/egen.md"
    article.write_text(article.read_text() + f"\n{SOURCE} Ring 32 86 60 00.\n")
    put(root, f"{TARGET} Call 32 86 60 00.")
    return root


def put(root: Path, text: str, comment: str = "") -> None:
    """Translate the sentence with the number so."""
    from conftest import translate

    translate(root, {f"{SOURCE} Ring 32 86 60 00.": "?"})
    path = root / CATALOG
    entries = path.read_text().split("\n\n")
    number = next(at for at, entry in enumerate(entries) if f'msgid "{SOURCE}' in entry)
    entry = entries[number]
    head = f"{comment}\n{entry}" if comment else entry
    entries[number] = head[: head.index("msgstr")] + f'msgstr "{text}"\n'
    path.write_text("\n\n".join(entry.strip("\n") for entry in entries) + "\n")


def findings(answer: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.stdout)["findings"]
    return [one for one in found if one["code"].startswith("M")]


def test_check_names_the_line_of_the_catalog_and_of_the_article(mountain: Path, command: Command) -> None:
    assert findings(command("check", "--project", mountain, "--json")) == []
    put(mountain, "The mountain is 1,550 metres. Call 32 86 60 00.")
    found = findings(command("check", "--project", mountain, "--json"))
    assert {one["code"] for one in found} == {"M34"}
    lines = (mountain / CATALOG).read_text().splitlines()
    assert lines[found[0]["line"] - 1].startswith("msgid")
    article = (mountain / "articles/egen.md").read_text().splitlines()
    beside = found[0]["beside"]
    assert (found[0]["file"], beside["file"]) == (CATALOG, "articles/egen.md")
    assert article[beside["line"] - 1].startswith(SOURCE)
    assert findings(command("check", mountain / CATALOG, "--project", mountain, "--json")) == found
    shown = command("check", "--project", mountain).stderr
    assert f"(articles/egen.md:{beside['line']})" in shown


def test_a_warning_comes_with_its_page_and_stops_nothing(mountain: Path, command: Command) -> None:
    put(mountain, "The mountain is 1,550 metres. Call 32 86 60 00.")
    built = command("build", "en", "-l", "en", "--project", mountain, "--json")
    assert built.returncode == 0, built.stderr
    manifest = json.loads((mountain / "output/manifest.json").read_text())
    said = {
        edition["format"]: [one for one in edition["findings"] if one["code"] == "M34"]
        for edition in manifest["editions"]
        if edition["language"] == "en" and edition["publication"] == "en"
    }
    assert [len(found) for found in said.values()] == [2, 2]
    assert said["pdf-screen"][0]["beside"]["page"] > 0
    assert len(said["pdf-screen"][0]["beside"]["area"]) == 4
    assert said["epub"][0]["beside"]["page"] == 0


def test_an_error_stops_the_edition_and_status_says_that_it_may_not_be_printed(
    mountain: Path, command: Command
) -> None:
    def may_be_printed() -> bool:
        rows = json.loads(command("status", "--project", mountain, "--json").stdout)
        return all(row["may_be_printed"] for row in rows["status"] if row["language"] == "en")

    assert may_be_printed()
    put(mountain, "The mountain is 1,500 metres. Call 32 86 06 00.")
    built = command("build", "en", "-l", "en", "--project", mountain)
    assert built.returncode == 1
    assert "M36" in built.stderr
    assert not may_be_printed()
    put(mountain, "The mountain is 1,500 metres. Call 32 86 06 00.", "# accepted: phones: the office has moved")
    assert command("build", "en", "-l", "en", "--project", mountain).returncode == 0
    assert may_be_printed()


def test_a_protected_name_is_asked_for(mountain: Path, command: Command) -> None:
    configuration = mountain / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace("[project]", '[project]\nnames = ["Fjellet"]', 1))
    found = findings(command("check", "--project", mountain, "--json"))
    assert "M42" in {one["code"] for one in found}


def test_a_build_with_nothing_to_do_reads_no_proof(mountain: Path, command: Command) -> None:
    assert command("build", "en", "--project", mountain).returncode == 0
    program = (
        "import sys; from utgivelse.cli.main import run; code = run(sys.argv[1:]);"
        "ours = ('utgivelse.proof', 'utgivelse.writing_rules');"
        "print('loaded:', *(name for name in sys.modules if name.startswith(ours)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "en", "--project", str(mountain)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_check_and_status_name_a_themes_word_that_cannot_be_filled(mountain: Path, command: Command) -> None:
    words = mountain / "locales/en/LC_MESSAGES/kommune.po"
    words.write_text('msgid "Text: %(licence)s"\nmsgstr "Words: %(licence)s"\n')
    assert findings(command("check", "--project", mountain, "--json")) == []
    words.write_text('msgid "Text: %(licence)s"\nmsgstr "Words: %s"\n')
    found = findings(command("check", "--project", mountain, "--json"))
    assert [(one["code"], one["severity"]) for one in found] == [("M99", "error")]
    rows = json.loads(command("status", "--project", mountain, "--json").stdout)["status"]
    why = [row["why"] for row in rows if row["language"] == "en"]
    assert why
    assert all("locales/en/LC_MESSAGES/kommune.po" in one for one in why)


def test_an_acceptance_is_void_when_a_text_changes_and_stays_so(project: Path, command: Command) -> None:
    path = project / "locales/en/LC_MESSAGES/prover.po"
    text = path.read_text().replace('msgstr "It is long."', 'msgstr "It is 40 long."')
    path.write_text(text.replace('msgid "Den er lang."', '# accepted: numbers: as agreed\nmsgid "Den er lang."'))

    def codes() -> set[str]:
        command("update", "--project", project)
        return {one["code"] for one in findings(command("check", "--project", project, "--json"))}

    assert codes() & {"M34", "M61"} == set()
    path.write_text(path.read_text().replace("It is 40 long.", "It is 50 long."))
    assert codes() & {"M34", "M61"} == {"M34", "M61"}
    assert codes() & {"M34", "M61"} == {"M34", "M61"}
