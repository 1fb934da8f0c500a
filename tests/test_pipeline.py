"""The pipeline: what is fresh is left alone, what changed is made, what is refused says why."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ENGLISH, translate, write_project
from utgivelse import pipeline, translators
from utgivelse.edition import PSEUDO, Artifact
from utgivelse.findings import ExitCode, ProjectError
from utgivelse.ledger import Report
from utgivelse.pipeline import Wishes, build


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")


def states(report: Report) -> dict[str, str]:
    return {
        f"{artifact.edition.publication}/{artifact.edition.language}/{artifact.edition.format}": artifact.state
        for artifact in report.artifacts
    }


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its inode: a file that was written again has another one."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def produced(root: Path) -> int:
    """How many editions have been made so far."""
    return len((root / "productions.log").read_text().splitlines())


def manifest(root: Path) -> dict[tuple[str, str, str, bool], dict[str, object]]:
    entries = json.loads((root / "output/manifest.json").read_text())["editions"]
    return {(entry["publication"], entry["language"], entry["format"], entry["draft"]): entry for entry in entries}


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "articles" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# ── the whole walk ──


def test_every_edition_comes_out(project: Path) -> None:
    report = build(project)
    assert set(states(report).values()) == {"current"}
    assert report.exit_code == ExitCode.OK
    assert [*snapshot(project / "output")] == [
        "en/en/en.en.txt",
        "en/nb/en.nb.txt",
        "manifest.json",
        "to/en/to.en.txt",
        "to/nb/to.nb.txt",
    ]
    english = (project / "output/en/en/en.en.txt").read_text()
    assert "The river runs through the town." in english
    assert "Elva" not in english


def test_nothing_changed_nothing_rewritten_and_the_same_answer(project: Path) -> None:
    first = build(project)
    before = snapshot(project / "output")
    assert build(project) == first
    assert snapshot(project / "output") == before
    assert (project / "productions.log").read_text().count("plain") == 4


def test_a_changed_sentence_reaches_exactly_the_editions_that_hold_it(project: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    change(project, "egen.md", "vest for byen", "øst for byen")
    report = build(project)
    assert states(report) == {
        "en/nb/plain": "current",
        "en/en/plain": "stale",
        "to/nb/plain": "current",
        "to/en/plain": "current",
    }
    assert report.exit_code == ExitCode.REFUSED
    after = snapshot(project / "output")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"en/nb/en.nb.txt", "manifest.json"}
    stale = manifest(project)["en", "en", "plain", False]
    assert stale["state"] == "stale"
    assert "1 missing" in str(stale["reason"])
    assert [artifact.path for artifact in report.stale] == ["en/en/en.en.txt"]


def test_after_update_the_changed_sentence_is_fuzzy_with_its_previous_text(project: Path) -> None:
    build(project)
    change(project, "egen.md", "Fjellet ligger vest for byen.", "Fjellet ligger øst for byen.")
    translators.update(pipeline.open_project(project), ("en",))
    catalog = (project / "locales/en/LC_MESSAGES/prover.po").read_text()
    assert '#| msgid "Fjellet ligger vest for byen."' in catalog
    report = build(project)
    assert "1 fuzzy" in next(artifact.reason for artifact in report.artifacts if artifact.state == "stale")


def test_a_refused_edition_stays_refused_without_work(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(project, "egen.md", "vest", "øst")
    first = build(project)
    assert states(first)["en/en/plain"] == "refused"
    monkeypatch.setattr(pipeline, "make", None)
    assert build(project) == first


def test_the_gate_tells_the_count_the_texts_and_what_to_do(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", translated=False)
    report = build(project, Wishes(publications=("en",), languages=("en",)))
    (finding,) = [finding for finding in report.findings if finding.severity == "error"]
    assert finding.code == "M20"
    assert "7 missing of 7 texts in English" in finding.message
    assert "«Prøve kommune»" in finding.message
    assert "utgivelse update en" in finding.hint
    assert "locales/en/LC_MESSAGES/prover.po" in finding.hint
    assert "--draft" in finding.hint


def test_a_draft_is_built_marked_and_named_apart(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", translated=False)
    report = build(project, Wishes(draft=True))
    assert states(report) == {
        "en/nb/plain": "current",
        "en/en/plain": "draft",
        "to/nb/plain": "current",
        "to/en/plain": "draft",
    }
    assert report.exit_code == ExitCode.OK
    assert "draft" in (project / "output/en/en/en.en.draft.txt").read_text().splitlines()
    assert "draft" not in (project / "output/en/nb/en.nb.txt").read_text().splitlines()
    assert states(build(project))["en/en/plain"] == "refused"
    assert manifest(project)["en", "en", "plain", True]["state"] == "draft"


def test_a_draft_whose_edition_is_out_is_nobodys(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", translated=False)
    build(project, Wishes(draft=True))
    translate(project, ENGLISH)
    report = build(project)
    assert set(states(report).values()) == {"current"}
    assert report.strangers == ("en/en/en.en.draft.txt", "to/en/to.en.draft.txt")
    assert ("en", "en", "plain", True) not in manifest(project)
    assert build(project, Wishes(prune=True)).pruned == report.strangers
    assert not (project / "output/en/en/en.en.draft.txt").exists()


@pytest.mark.parametrize(("gate", "state"), [("source", "current"), ("draft", "draft")])
def test_a_publication_may_open_its_gate(tmp_path: Path, gate: str, state: str) -> None:
    project = write_project(tmp_path / "p", translated=False)
    configuration = project / "utgivelse.toml"
    opened = f'title = "Den andre"\ngate = {{ missing = "{gate}" }}'
    configuration.write_text(configuration.read_text().replace('title = "Den andre"', opened))
    report = build(project)
    assert states(report)["to/en/plain"] == state
    assert states(report)["en/en/plain"] == "refused"
    assert "M21" in {finding.code for finding in report.findings}


def test_the_pseudo_language_needs_no_catalog(project: Path) -> None:
    report = build(project, Wishes(publications=("to",), languages=(PSEUDO,)))
    assert states(report) == {f"to/{PSEUDO}/plain": "current"}
    assert "Skogen" not in (project / f"output/to/{PSEUDO}/to.{PSEUDO}.txt").read_text()
    build(project)
    assert ("to", PSEUDO, "plain", False) in manifest(project)


# ── freshness ──


def test_a_deleted_output_is_made_again(project: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    (project / "output/en/nb/en.nb.txt").unlink()
    build(project)
    assert (project / "output/en/nb/en.nb.txt").read_bytes() == before["en/nb/en.nb.txt"][1]


def test_a_damaged_output_is_made_again(project: Path) -> None:
    build(project)
    path = project / "output/en/nb/en.nb.txt"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Elva", b"Elvb"))
    build(project)
    assert path.read_bytes() == good


def test_a_damaged_manifest_is_made_again_and_keeps_what_was_not_asked_for(project: Path) -> None:
    build(project)
    path = project / "output/manifest.json"
    good = path.read_bytes()
    path.write_bytes(good[:100])
    report = build(project, Wishes(languages=("nb",)))
    assert path.read_bytes() == good
    assert "F08" in {finding.code for finding in report.findings}


def test_a_forgotten_memory_keeps_the_entries_of_a_partial_build(project: Path) -> None:
    import shutil

    build(project)
    good = (project / "output/manifest.json").read_bytes()
    shutil.rmtree(project / ".utgivelse")
    build(project, Wishes(languages=("nb",)))
    assert (project / "output/manifest.json").read_bytes() == good


@pytest.mark.parametrize("damage", [b"", b'{"shape": 1', b"[]", b'{"shape": 6, "manifest": "", "editions": [{}]}'])
def test_a_damaged_memory_is_told_once_and_everything_made_anew(project: Path, damage: bytes) -> None:
    build(project)
    (memory,) = (project / ".utgivelse/outputs").glob("*/memory.json")
    memory.write_bytes(damage)
    assert "F09" in {finding.code for finding in build(project).findings}
    assert "F09" not in {finding.code for finding in build(project).findings}


def test_the_private_folder_may_be_deleted(project: Path) -> None:
    import shutil

    build(project)
    before = snapshot(project / "output")
    shutil.rmtree(project / ".utgivelse")
    build(project)
    assert {name: data for name, (_, data) in snapshot(project / "output").items()} == {
        name: data for name, (_, data) in before.items()
    }


def test_litter_of_a_dead_build_is_swept_even_when_nothing_is_to_do(project: Path) -> None:
    build(project)
    left = project / "output/.partial/123/en.nb.txt"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    build(project)
    assert not (project / "output/.partial").exists()


def test_dates_of_files_mean_nothing(project: Path) -> None:
    import os

    build(project)
    before = snapshot(project / "output")
    for path in (project / "articles").iterdir():
        os.utime(path, (0, 0))
    build(project)
    assert snapshot(project / "output") == before


def test_a_setting_of_one_publication_leaves_the_other_alone(project: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('id = "to"', 'id = "to"\nlicence = "CC BY 4.0"'))
    made = produced(project)
    build(project)
    after = snapshot(project / "output")
    assert {name for name in after if after[name] != before[name]} <= {
        "to/nb/to.nb.txt",
        "to/en/to.en.txt",
        "manifest.json",
    }
    assert produced(project) == made + 2


def test_a_comment_in_the_configuration_changes_nothing(project: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    with (project / "utgivelse.toml").open("a") as configuration:
        configuration.write("# a remark\n")
    build(project)
    assert snapshot(project / "output") == before


def test_settings_are_compared_even_when_another_request_saw_the_change(project: Path) -> None:
    build(project)
    path = project / "output/to/nb/to.nb.txt"
    good = path.read_bytes()
    configuration = project / "utgivelse.toml"
    old = configuration.read_text()
    configuration.write_text(old.replace("Den andre", "Den tredje"))
    build(project, Wishes(publications=("to",), languages=("nb",)))
    assert path.read_bytes() != good
    configuration.write_text(old)
    build(project)
    assert path.read_bytes() == good


def test_each_output_folder_is_remembered_for_itself(project: Path, tmp_path: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    other = tmp_path / "other"
    build(project, Wishes(output=str(other)))
    assert {name: data for name, (_, data) in snapshot(other).items()} == {n: data for n, (_, data) in before.items()}
    assert snapshot(project / "output") == before


def test_force_makes_everything(project: Path) -> None:
    build(project)
    before = snapshot(project / "output")
    made = produced(project)
    build(project, Wishes(force=True))
    assert produced(project) == made + 4
    assert snapshot(project / "output") == before, "what came out the same was rewritten"


def test_a_partial_build_tells_which_others_are_old(project: Path) -> None:
    build(project)
    change(project, "annen.md", "stor", "liten")
    report = build(project, Wishes(publications=("en",)))
    assert set(states(report).values()) == {"current"}
    assert {artifact.path for artifact in report.stale} == {"to/nb/to.nb.txt", "to/en/to.en.txt"}
    change(project, "annen.md", "liten", "stor")
    assert build(project, Wishes(publications=("en",))).stale == ()


def test_a_language_that_is_no_longer_published_leaves_strangers(project: Path) -> None:
    build(project)
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('languages = ["nb", "en"]', 'languages = ["nb"]'))
    report = build(project)
    assert report.strangers == ("en/en/en.en.txt", "to/en/to.en.txt")
    assert {language for _, language, _, _ in manifest(project)} == {"nb"}


def test_an_upgrade_makes_everything_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from utgivelse import freshness

    build(project)
    made = produced(project)
    monkeypatch.setattr(freshness, "surroundings", lambda: "another installation")
    monkeypatch.setattr(pipeline, "surroundings", lambda: "another installation")
    build(project)
    assert produced(project) == made + 4


# ── what is asked for ──


@pytest.mark.parametrize(
    "wishes", [Wishes(publications=("tre",)), Wishes(languages=("fr",)), Wishes(formats=("epub",))], ids=repr
)
def test_what_is_not_there_cannot_be_asked_for(project: Path, wishes: Wishes) -> None:
    with pytest.raises(ProjectError) as failure:
        build(project, wishes)
    assert failure.value.findings[0].code == "U01"


def test_steps_are_told_in_their_numbers(project: Path) -> None:
    told: list[pipeline.Step] = []
    build(project, Wishes(publications=("to",), languages=("en",)), told.append)
    assert [step.number for step in told] == [1, 5, 2, 4, 6, 7]
    again: list[pipeline.Step] = []
    build(project, Wishes(publications=("to",), languages=("en",)), again.append)
    assert again == []


def test_one_layout_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from utgivelse import typeset

    laid_out: list[str] = []
    lay_out = typeset.lay_out

    def count(pages: typeset.Pages, files: object) -> typeset.Layout:
        laid_out.append(pages.language)
        return lay_out(pages, files)  # type: ignore[arg-type]

    monkeypatch.setattr(typeset, "lay_out", count)
    project = write_project(tmp_path / "p", ("paged", "plain", "pdf-screen"))
    report = build(project, Wishes(publications=("to",)))
    assert set(states(report).values()) == {"current"}, report.findings
    assert laid_out == ["nb", "en"]
    build(project, Wishes(publications=("to",), formats=("plain",), force=True))
    assert laid_out == ["nb", "en"]


def test_a_failed_layout_costs_the_paged_formats_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from utgivelse import typeset

    def fail(*_: object) -> typeset.Layout:
        raise RuntimeError("no layout today")

    monkeypatch.setattr(typeset, "lay_out", fail)
    project = write_project(tmp_path / "p", ("paged", "plain"))
    report = build(project, Wishes(publications=("to",), languages=("nb",)))
    assert states(report) == {"to/nb/paged": "refused", "to/nb/plain": "current"}


def test_an_article_with_an_error_costs_its_publication_only(project: Path) -> None:
    (project / "articles/annen.md").write_text("---\ntitle: Skogen\n---\n:::ukjent\nx\n:::\n")
    report = build(project)
    assert states(report)["to/nb/plain"] == "refused"
    assert states(report)["en/nb/plain"] == "current"
    assert any(finding.place.file == "articles/annen.md" for finding in report.findings)


def test_a_check_holds_a_file_back(project: Path) -> None:
    change(project, "annen.md", "Skogen er stor.", "Skogen er forbidden.")
    report = build(project, Wishes(languages=("nb",)))
    assert states(report) == {"en/nb/plain": "current", "to/nb/plain": "refused"}
    assert "E96" in {finding.code for finding in report.findings}
    assert not (project / "output/to/nb/to.nb.txt").exists()


def test_artifacts_tell_of_the_file(project: Path) -> None:
    from utgivelse.files import hash_of

    report = build(project, Wishes(publications=("to",), languages=("nb",)))
    (artifact,) = report.artifacts
    path = project / "output" / artifact.path
    assert artifact == Artifact(
        edition=replace(artifact.edition, draft=False),
        path="to/nb/to.nb.txt",
        media_type="text/plain",
        state="current",
        sha256=hash_of(path),
        bytes=path.stat().st_size,
        pages=1,
        content=artifact.content,
    )
    assert re.fullmatch("[0-9a-f]{64}", artifact.content)


def test_a_translation_of_one_publication_leaves_the_files_of_the_other_untouched(project: Path) -> None:
    build(project)
    before = snapshot(project / "output" / "to")
    change(project, "egen.md", "vest", "øst")
    translators.update(pipeline.open_project(project), ("en",))
    build(project)
    assert snapshot(project / "output" / "to") == before


# ── whose files they are ─────────────────────────────────────────────────────────────────────


def test_what_no_build_wrote_is_neither_named_nor_pruned(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "delt"
    place.mkdir()
    (place / "a.txt").write_text("x")
    report = build(project, Wishes(output=str(place), prune=True))
    assert (report.strangers, report.pruned) == ((), ())
    assert (place / "a.txt").read_text() == "x"


def test_planned_editions_survive_a_lost_memory_and_a_prune(project: Path) -> None:
    build(project)
    shutil.rmtree(project / ".utgivelse")
    (project / "output/manifest.json").unlink()
    build(project, Wishes(publications=("to",), prune=True))
    assert (project / "output/en/nb/en.nb.txt").is_file()


def test_a_copied_project_writes_into_its_own_folder(project: Path, tmp_path: Path) -> None:
    build(project)
    copy = tmp_path / "kopi"
    shutil.copytree(project, copy, symlinks=True)
    shutil.rmtree(copy / "output")
    before = snapshot(project / "output")
    build(copy)
    assert (copy / "output/manifest.json").is_file()
    assert snapshot(project / "output") == before


def test_a_draft_build_of_a_finished_translation_leaves_nothing_stale(project: Path) -> None:
    build(project)
    change(project, "annen.md", "stor", "liten")
    report = build(project, Wishes(languages=("nb",), draft=True))
    assert report.stale == () or all(artifact.edition.language == "en" for artifact in report.stale)
    assert manifest(project)["to", "nb", "plain", False]["state"] == "current"
