"""The manifest: its published shape is the one that is written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from conftest import write_project
from utgivelse import manifest
from utgivelse.pipeline import Wishes, build

SCHEMA = Path(__file__).parent.parent / "docs/schema/manifest.json"


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")


def test_the_published_schema_is_current() -> None:
    assert SCHEMA.read_bytes() == manifest.manifest_schema(), "python -m utgivelse.manifest > docs/schema/manifest.json"


def test_every_state_is_valid(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", ("plain", "faulty"))
    build(project)
    (project / "faults.txt").write_text("nb fail\nen fail\n")
    (project / "articles/annen.md").write_text("---\ntitle: Skogen\n---\nNy tekst.\n")
    build(project)
    build(project, Wishes(draft=True, formats=("plain",)))
    (project / "output/en/nb/en.nb.faulty.txt").unlink()
    build(project)
    written = json.loads((project / "output/manifest.json").read_text())
    jsonschema.validate(written, json.loads(SCHEMA.read_text()))
    assert {entry["state"] for entry in written["editions"]} == {"current", "stale", "draft", "refused"}


def test_an_entry_tells_what_the_edition_was_made_from(project: Path) -> None:
    build(project)
    written = json.loads((project / "output/manifest.json").read_text())
    entry = next(e for e in written["editions"] if (e["publication"], e["language"]) == ("to", "en"))
    assert entry["title"] == "The second"
    assert [source["path"] for source in entry["sources"]] == ["articles/annen.md", "locales/en/LC_MESSAGES/prover.po"]
    assert entry["tools"]["utgivelse"]


def test_what_is_read_back_is_what_was_written(project: Path) -> None:
    build(project)
    data = (project / "output/manifest.json").read_bytes()
    entries = manifest.read_manifest(data)
    assert entries is not None
    assert manifest.write_manifest(entries) == data


def test_a_foreign_file_is_no_manifest() -> None:
    assert manifest.read_manifest(b"{}") is None
    assert manifest.read_manifest(b"\xff") is None
