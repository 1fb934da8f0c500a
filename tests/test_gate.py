"""The gate in a build: how far a signature reaches, what the manifest keeps of it, and which editions it makes anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import ENGLISH, Command
from page_words import pages_of, solid
from sample_project import copy_sample
from utgivelse import approving, pipeline, translators
from utgivelse.files import sha256
from utgivelse.findings import ProjectError
from utgivelse.gate import Asked, judge, lacking_of
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.pipeline import Wishes, build
from utgivelse.publication import Gates
from utgivelse.signature import Signature, check_scope

CATALOG = "locales/en/LC_MESSAGES/prover.po"
KARI = Signature("Kari Nes", "the fair is tomorrow")
SIGNED = "Kari Nes: the fair is tomorrow"
SCHEMA = Path(__file__).parents[1] / "docs/schema/manifest.json"


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def make_fuzzy(project: Path, article: str = "felles.md", old: str = "lang.", new: str = "ganske lang.") -> None:
    replace_in(project / "articles" / article, old, new)
    translators.update(pipeline.open_project(project), ("en",))


def set_gate(project: Path, gate: str, publication: str = "en") -> None:
    replace_in(project / "utgivelse.toml", f'id = "{publication}"\n', f'id = "{publication}"\ngate = {gate}\n')


def lines(project: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """The manifest, by publication and language."""
    entries = json.loads((project / "output/manifest.json").read_text())["editions"]
    return {(entry["publication"], entry["language"]): entry for entry in entries}


def stale(project: Path) -> set[tuple[str, str]]:
    """The editions that a build would make anew."""
    root = project.resolve()
    made: set[tuple[str, str]] = set()

    def hear(step: Any) -> None:
        if getattr(step, "number", 0) == 6:
            publication, language = step.subject.split()
            made.add((publication, language))

    build(root, Wishes(), hear)
    return made


def approve(project: Path, *publications: str) -> None:
    asked = approving.Approval("en", "Kari Nes", "2026-11-20", publications)
    assert approving.approve(pipeline.open_project(project), asked).approved


# ── how far a signature reaches ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("asked", [((), ()), (("en",), ()), ((), ("en",))])
def test_nobody_signs_for_what_they_do_not_name(asked: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    check_scope(SIGNED, ("en",), ("en",))
    check_scope("", *asked)
    with pytest.raises(ProjectError) as caught:
        check_scope(SIGNED, *asked)
    assert [finding.code for finding in caught.value.findings] == ["U23"]


def test_the_command_refuses_a_signature_for_everything(project: Path, command: Command) -> None:
    make_fuzzy(project)
    done = command("build", "--signed-off", SIGNED, cwd=project)
    assert (done.returncode, "U23" in done.stderr) == (2, True)
    done = command("build", "en", "-l", "en", "--signed-off", SIGNED, cwd=project)
    assert done.returncode == 0, done.stderr
    assert "let out by Kari Nes: the fair is tomorrow" in done.stderr


def translation(message: Message, text: str, previous: str = "") -> Translation:
    before = (message.context, previous) if previous else None
    return Translation("en", {message.key: Translated(text, State.FUZZY, previous=before)})


@pytest.mark.parametrize(
    ("text", "english", "previous", "code"),
    [
        ("Elva er lang.", "The river is wide.", "", "M22"),
        ("Elva er lang.", "The river is wide.", "Elva er bred.", "M22"),
        ("Frist 1. mars.", "Deadline 1 March.", "Siste frist 1. mars.", "M22"),
        ("Frist 1. mars.", "Deadline 1 March.", "", "M24"),
        ("Frist på mandag.", "Deadline on Monday.", "", "M24"),
        ("Frist snart.", "Deadline on the 1st.", "", "M24"),
        ("Frist 1. mars.", "Deadline 1 April.", "Frist 1. april.", "M24"),
    ],
)
def test_a_signature_covers_fuzzy_texts_only_where_no_figure_can_be_wrong(
    text: str, english: str, previous: str, code: str
) -> None:
    message = Message(text)
    asked = Asked("en", "en.po", lacking_of(translation(message, english, previous), (message,)))
    verdict = judge(Gates(), asked, draft=False, signed=KARI)
    assert verdict.findings[-1].code == code
    assert (verdict.lets_out == "edition") is (code == "M22")
    assert judge(Gates(), asked, draft=True, signed=KARI).lets_out == "draft"


@pytest.mark.parametrize(("rule", "lets_out"), [("refuse", "nothing"), ("draft", "nothing"), ("source", "edition")])
def test_a_missing_text_is_no_better_for_a_signature_that_others_needed(rule: Any, lets_out: str) -> None:
    fuzzy, missing = Message("Elva er lang."), Message("Skogen er stor.")
    lacking = lacking_of(translation(fuzzy, "The river is wide."), (fuzzy, missing))
    verdict = judge(Gates(missing=rule), Asked("en", "en.po", lacking), draft=False, signed=KARI)
    assert verdict.lets_out == lets_out


def test_what_the_configuration_shows_in_the_source_language_stays_so_under_a_signature(project: Path) -> None:
    set_gate(project, '{ fuzzy = "source", unapproved = "refuse" }')
    make_fuzzy(project)
    assert build(project, Wishes(("en",), ("en",), signed_off=SIGNED)).exit_code == 0
    assert "Den er ganske lang." in (project / "output/en/en/en.en.txt").read_text()
    let_out = lines(project)["en", "en"]["let_out"]
    assert (let_out["fuzzy"], let_out["unapproved"]) == (0, 6)


def test_the_word_is_given_for_one_state_of_the_catalog(project: Path) -> None:
    make_fuzzy(project)
    signed = Wishes(("en",), ("en",), signed_off=SIGNED)
    assert build(project, signed).exit_code == 0
    given_for = sha256((project / CATALOG).read_bytes())
    replace_in(project / CATALOG, ENGLISH["Skogen er stor."], "The forest is big.")
    assert build(project, Wishes(("en",), ("en",))).exit_code == 0, "that text is of another publication"
    assert lines(project)["en", "en"]["let_out"]["catalog"] == given_for
    replace_in(project / CATALOG, ENGLISH["Fjellet"], "The hill")
    assert build(project, Wishes(("en",), ("en",))).exit_code == 1
    assert lines(project)["en", "en"]["state"] == "stale"
    assert lines(project)["en", "en"]["let_out"]["catalog"] == given_for, "the old file went out on that word"


# ── which editions are made anew ─────────────────────────────────────────────────────────────


def test_an_approval_makes_anew_only_what_asks_for_it(project: Path) -> None:
    set_gate(project, '{ unapproved = "refuse" }')
    build(project)
    assert lines(project)["en", "en"]["state"] == "refused"
    assert stale(project) == set()
    approve(project, "to")  # the publications share one message: the organisation's name
    assert stale(project) == {("en", "en")}
    assert lines(project)["en", "en"]["state"] == "refused"
    approve(project, "en")
    assert stale(project) == {("en", "en")}
    assert lines(project)["en", "en"]["state"] == "current"
    assert stale(project) == set()


def test_an_approval_that_no_gate_asks_for_makes_nothing_anew(project: Path) -> None:
    build(project)
    before = (project / "output/manifest.json").read_bytes()
    approve(project)
    assert stale(project) == set()
    assert (project / "output/manifest.json").read_bytes() == before


def test_an_edition_whose_findings_name_lines_of_the_catalog_follows_it_line_by_line(project: Path) -> None:
    replace_in(project / CATALOG, ENGLISH["Skogen er stor."], "The the forest is large.")
    build(project)
    assert [finding["code"] for finding in lines(project)["to", "en"]["findings"]] == ["M47"]
    before = lines(project)["to", "en"]["findings"][0]["line"]
    approve(project)
    assert stale(project) == {("to", "en")}
    assert lines(project)["to", "en"]["findings"][0]["line"] > before


def test_a_translation_makes_anew_the_publications_that_it_stands_in(project: Path) -> None:
    build(project)
    replace_in(project / CATALOG, ENGLISH["Skogen er stor."], "The forest is big.")
    assert stale(project) == {("to", "en")}
    replace_in(project / CATALOG, ENGLISH["Prøve kommune"], "Prøve municipality")
    assert stale(project) == {("en", "en"), ("to", "en")}


def test_a_broken_catalog_keeps_back_every_edition_of_its_language(project: Path) -> None:
    build(project)
    path = project / CATALOG
    path.write_text(path.read_text() + "\n<<<<<<< HEAD\n")
    assert stale(project) == {("en", "en"), ("to", "en")}
    assert {lines(project)[name]["state"] for name in (("en", "en"), ("to", "en"))} == {"stale"}


def test_who_is_asked_and_by_when_makes_nothing_anew(project: Path) -> None:
    build(project)
    replace_in(project / "utgivelse.toml", 'id = "en"\n', 'id = "en"\ndue = { en = 2026-11-20 }\n')
    path = project / "utgivelse.toml"
    path.write_text(path.read_text() + '\n[translators.en]\nname = "Anna Nowak"\n')
    assert stale(project) == set()
    set_gate(project, '{ unapproved = "refuse" }', "to")
    assert stale(project) == {("to", "en"), ("to", "nb")}


# ── the sample, as it goes to the press ──────────────────────────────────────────────────────


def test_the_sample_goes_out_on_a_word_that_the_manifest_keeps(tmp_path: Path, command: Command) -> None:
    project = copy_sample(tmp_path / "kongsberg")
    replace_in(project / "articles/sok.md", "Ring dem gjerne før du skriver.", "Ring dem helst før du skriver.")
    assert command("update", "en", cwd=project).returncode == 0
    asked = ("build", "velkommen", "-l", "en", "-f", "pdf-screen")
    refused = command(*asked, cwd=project)
    assert (refused.returncode, "1 fuzzy" in refused.stderr) == (1, True)
    done = command(*asked, "--signed-off", SIGNED, cwd=project)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((project / "output/manifest.json").read_text())
    jsonschema.validate(manifest, json.loads(SCHEMA.read_text()))
    (entry,) = manifest["editions"]
    assert entry["let_out"] == {
        "by": "Kari Nes",
        "reason": "the fair is tomorrow",
        "missing": 0,
        "fuzzy": 1,
        "unapproved": 0,
        "catalog": sha256((project / "locales/en/LC_MESSAGES/brosjyrer.po").read_bytes()),
    }
    assert (entry["state"], entry["draft"]) == ("current", False)
    text = "".join(pages_of((project / "output" / entry["path"]).read_bytes()))
    assert solid("Feel free to ring them before you write.") in text
    assert solid("Ring dem") not in text
