"""Gathering: only what changed is read; catalogs that are cut or another project's are left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ENGLISH
from utgivelse import gathering, pipeline, po, translators
from utgivelse.files import Files
from utgivelse.findings import Place, ProjectError
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


def test_what_is_refused_teaches_the_memory_nothing(project: Path) -> None:
    text = (project / CATALOG).read_text().replace("Project-Id-Version: Prøver", "Project-Id-Version: Andre")
    for number, source in enumerate(ENGLISH):
        text = text.replace(f'msgid "{source}"', f'msgid "Another text, number {number}"')
    keys = {entry.key for entry in po.read_catalog(text.encode()).active}
    approved, count = po.approve(text.encode(), Place(), keys, "Kari Nes", "2026-11-20")
    assert count
    assert refused(project, approved)[0] == "M16"
    assert not (project / "locales/en/memory.tmx").exists()


def test_a_changed_plug_in_reads_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(project, monkeypatch)
    monkeypatch.setattr(gathering, "_importer", lambda name: "another")
    assert read(project, monkeypatch)


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


LINES = 'The house\\n"\n"Open\\n"\n"on Monday'


def told(project: Path) -> str:
    """The code of what is wrong with the English catalog; empty when it was updated."""
    try:
        translators.update(pipeline.open_project(project), ("en",))
    except ProjectError as failure:
        return failure.findings[0].code
    return ""


def test_a_catalog_that_was_cut_anywhere_is_left_as_it_is_or_loses_nothing(project: Path) -> None:
    path = project / CATALOG
    text = path.read_text().rstrip()
    path.write_text(text[: text.rindex('msgstr "')] + f'msgstr ""\n"{LINES}"\n')
    assert told(project) == ""
    whole = path.read_bytes()
    for length in range(len(whole) - 2, len(whole) // 2, -1):
        path.write_bytes(whole[:length])
        if code := told(project):
            assert code in ("M11", "M13", "M17")
            assert path.read_bytes() == whole[:length]
        else:
            assert path.read_bytes() == whole


@pytest.mark.parametrize("left", [b"", b'msgid ""\nmsgstr "Language: en\\n"\n'])
def test_an_empty_catalog_is_no_new_one(project: Path, left: bytes) -> None:
    assert told(project) == ""
    (project / CATALOG).write_bytes(left)
    assert (told(project), (project / CATALOG).read_bytes()) == ("M17", left)
    kept = project / ".utgivelse/catalogs/en.po"
    assert b"It is long." in kept.read_bytes()
    kept.unlink()  # it is meant to be so
    assert told(project) == ""


def test_a_cut_catalog_with_an_edit_before_is_seen_and_a_last_sentence_taken_out_is_none(project: Path) -> None:
    assert told(project) == ""
    path = project / CATALOG
    whole = path.read_text().replace("It is long.", "It is very long.")
    path.write_text(whole[: whole.rindex("\n\n", 0, -2) + 1])
    assert told(project) == "M17"
    end = whole.rindex('msgstr "')
    path.write_text(whole[:end] + 'msgstr "W"\n')
    assert told(project) == ""


def test_a_broken_catalog_stops_no_other_language(project: Path) -> None:
    other = project / "locales/de/LC_MESSAGES/prover.po"
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('["nb", "en"]', '["nb", "en", "de", "fr"]'))
    (project / CATALOG).write_bytes(b'msgid "a')
    (project / "locales/fr/LC_MESSAGES").mkdir(parents=True)
    (project / "locales/fr/LC_MESSAGES/prover.po").write_bytes(b'msgid "b')
    with pytest.raises(ProjectError) as caught:
        translators.update(pipeline.open_project(project))
    assert [finding.place.file.split("/")[1] for finding in caught.value.findings] == ["en", "fr"]
    assert b"msgid" in other.read_bytes()


def test_fifty_megabytes_are_refused_at_once(project: Path) -> None:
    data = (project / CATALOG).read_bytes() + b"# \xc3\xb8\n" * (10 * 1024 * 1024)
    assert refused(project, data) == ("M10", data)
