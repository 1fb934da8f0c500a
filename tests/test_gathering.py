"""Gathering: only what changed is read; catalogs that are cut or another project's are left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ENGLISH
from utgivelse import gathering, pipeline, translators
from utgivelse.files import Files
from utgivelse.findings import ProjectError
from utgivelse.production import import_file
from utgivelse.publication import Project

CATALOG = "locales/en/LC_MESSAGES/prover.po"


def read(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which articles an extraction reads."""
    names: list[str] = []

    def noted(files: Files, own: Project, name: str) -> object:
        names.append(name)
        return import_file(files, own, name)

    with monkeypatch.context() as patch:
        patch.setattr(gathering, "import_file", noted)
        translators.extract(pipeline.open_project(project))
    return names


def test_only_changed_articles_are_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(project, monkeypatch) == []
    article = project / "articles/egen.md"
    article.write_text(article.read_text().replace("vest", "øst"))
    assert read(project, monkeypatch) == ["egen.md"]
    assert "Fjellet ligger øst for byen." in (project / "locales/prover.pot").read_text()


@pytest.mark.parametrize("damage", [b"", b"{", b"x y\n{}"])
def test_a_damaged_memory_is_only_slow(project: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    template = (project / "locales/prover.pot").read_bytes()
    for path in (project / ".utgivelse/messages").iterdir():
        path.write_bytes(damage)
    assert len(read(project, monkeypatch)) == 3
    assert (project / "locales/prover.pot").read_bytes() == template


def test_errors_of_all_articles_are_told_at_once(project: Path) -> None:
    for name in ("egen.md", "felles.md"):
        (project / "articles" / name).write_text("---\ntitle: T\n---\n:::finnes-ikke\n:::\n")
    with pytest.raises(ProjectError) as caught:
        translators.extract(pipeline.open_project(project))
    assert {finding.place.file for finding in caught.value.findings} == {"articles/egen.md", "articles/felles.md"}


def refused(project: Path, data: bytes) -> tuple[str, bytes]:
    path = project / CATALOG
    path.write_bytes(data)
    with pytest.raises(ProjectError) as caught:
        translators.update(pipeline.open_project(project), ("en",))
    finding = caught.value.findings[0]
    assert finding.place.file == CATALOG
    assert finding.hint
    return finding.code, path.read_bytes()


def test_a_catalog_of_another_project_is_left_as_it_is(project: Path) -> None:
    text = (project / CATALOG).read_text().replace("Project-Id-Version: Prøver", "Project-Id-Version: Andre")
    for number, source in enumerate(ENGLISH):
        text = text.replace(f'msgid "{source}"', f'msgid "Another text, number {number}"')
    assert refused(project, text.encode()) == ("M16", text.encode())


def test_our_own_catalog_under_an_older_name_is_taken(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text().replace("Project-Id-Version: Prøver", "Project-Id-Version: Gammelt navn"))
    translators.update(pipeline.open_project(project), ("en",))
    assert "It is long." in path.read_text()


def test_a_catalog_that_was_cut_anywhere_is_left_as_it_is_or_loses_nothing(project: Path) -> None:
    translators.update(pipeline.open_project(project), ("en",))
    whole = (project / CATALOG).read_bytes()
    for length in range(len(whole) - 2, len(whole) // 2, -1):
        data = whole[:length]
        (project / CATALOG).write_bytes(data)
        try:
            translators.update(pipeline.open_project(project), ("en",))
        except ProjectError as failure:
            assert failure.findings[0].code in ("M11", "M13", "M17")
            assert (project / CATALOG).read_bytes() == data
        else:
            said = [text for text in ENGLISH.values() if f'msgstr "{text}"'.encode() in data]
            assert all(text in (project / CATALOG).read_text() for text in said)
            (project / CATALOG).write_bytes(whole)
            translators.update(pipeline.open_project(project), ("en",))


def test_fifty_megabytes_are_refused_at_once(project: Path) -> None:
    data = (project / CATALOG).read_bytes() + b"# \xc3\xb8\n" * (10 * 1024 * 1024)
    assert refused(project, data) == ("M10", data)
