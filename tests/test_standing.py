"""Standing, gate and approvals: what may be printed, on whose word, and who is late."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path

import pytest

from conftest import ENGLISH, Command
from utgivelse import approving, pipeline, po, translators
from utgivelse.difference import changed_figures, difference
from utgivelse.files import Files
from utgivelse.findings import ProjectError
from utgivelse.message import seal
from utgivelse.pipeline import Wishes, build
from utgivelse.standing import Asked, Standing, status

CATALOG = "locales/en/LC_MESSAGES/prover.po"
DAY = datetime.date(2026, 11, 25)
SIGNED = "Kari Nes: the fair is tomorrow"


def configure(project: Path, *, publication: str = "", rest: str = "") -> None:
    path = project / "utgivelse.toml"
    text = path.read_text().replace('title = "Den første"', f'title = "Den første"\n{publication}')
    path.write_text(text + rest)


def standing(project: Path, publication: str = "en", language: str = "en") -> Standing:
    (row,) = status(pipeline.open_project(project), Asked((publication,), (language,), DAY))
    return row


def change(project: Path, article: str, old: str, new: str) -> None:
    path = project / "articles" / article
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def update(project: Path) -> None:
    translators.update(pipeline.open_project(project), ("en",))


def approve(project: Path, *publications: str, by: str = "Kari Nes", withdraw: bool = False) -> approving.Approved:
    asked = approving.Approval("en", by, "2026-11-20", publications, withdraw)
    return approving.approve(pipeline.open_project(project), asked)


def entry(project: Path) -> dict[str, object]:
    entries = json.loads((project / "output/manifest.json").read_text())["editions"]
    return next(one for one in entries if (one["publication"], one["language"]) == ("en", "en"))


# ── what is left, and who is late ────────────────────────────────────────────────────────────


def test_a_finished_language_may_be_printed(project: Path) -> None:
    row = standing(project)
    assert (row.messages, row.translated, row.approved, row.per_cent) == (7, 7, 0, 100)
    assert row.may_be_printed
    assert row.why == ""


def test_shares_count_words_and_a_hundred_is_only_what_is_whole(project: Path) -> None:
    change(project, "felles.md", "Den er lang.", "Den er lang, og den er dyp og vid og blå og kald og rask og stille.")
    row = standing(project)
    assert (row.missing, row.words_left) == (1, 17)
    assert row.per_cent == 100 * 15 // (15 + 17)
    assert not row.may_be_printed
    assert row.why == "1 missing"


def test_who_is_late_is_named_with_the_days(project: Path) -> None:
    configure(
        project,
        publication="due = { en = 2026-11-20 }",
        rest='\n[translators.en]\nname = "Anna Nowak"\ncontact = "anna@example.no"\n',
    )
    assert standing(project).days_late == 0
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    row = standing(project)
    assert (row.days_late, row.translator, row.contact) == (5, "Anna Nowak", "anna@example.no")
    (early,) = status(pipeline.open_project(project), Asked(("en",), ("en",), datetime.date(2026, 11, 19)))
    assert early.days_late == 0


def test_a_themes_missing_words_keep_a_language_from_print(project: Path) -> None:
    path = project / "utgivelse.toml"
    path.write_text(path.read_text().replace('languages = ["nb", "en"]', 'languages = ["nb", "en", "pl"]'))
    row = standing(project, language="pl")
    assert row.theme_words_missing > 5
    with_book = len(po.find_gaps(Files(project), "kommune", "pl", project, in_book=True))
    assert with_book > row.theme_words_missing
    assert standing(project, language="nb").theme_words_missing == 0


def test_a_translators_note_on_the_source_comes_back_with_its_place(project: Path) -> None:
    path = project / CATALOG
    path.write_text(
        path.read_text().replace('msgid "Den er lang."', '# source: lang, eller bred?\nmsgid "Den er lang."')
    )
    (note,) = standing(project).notes
    assert (note.note, note.file, note.line) == ("lang, eller bred?", "articles/felles.md", 6)
    update(project)
    assert standing(project).notes == (note,)


def test_unknown_names_are_told_at_once(project: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        status(pipeline.open_project(project), Asked(("ny",), ("fi",)))
    assert [finding.code for finding in caught.value.findings] == ["U01", "U01"]


def test_the_command_says_it_in_a_table_and_in_json(project: Path, command: Command) -> None:
    configure(project, publication="due = { en = 2026-11-20 }", rest='\n[translators.en]\nname = "Anna Nowak"\n')
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    shown = command("status", "--on", "2026-11-25", cwd=project).stdout
    assert "no: 1 missing" in shown
    assert "late: en in English, by 5 days: Anna Nowak" in shown
    found = json.loads(command("status", "en", "-l", "en", "--json", "--on", "2026-11-25", cwd=project).stdout)
    (row,) = found["status"]
    assert (row["days_late"], row["why"], row["due"]) == (5, "1 missing", "2026-11-20")
    norwegian = command("status", "-l", "en", cwd=project, LC_ALL="nb_NO.UTF-8", LANGUAGE="nb").stdout
    assert "en engelsk" in norwegian


def test_fail_under_says_which(project: Path, command: Command) -> None:
    assert command("status", "--fail-under", "100", cwd=project).returncode == 0
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    done = command("status", "--fail-under", "100", cwd=project)
    assert done.returncode == 1
    assert "en in English: 78 %" in done.stdout
    assert "to in English" not in done.stdout
    assert command("status", "--fail-under", "50", cwd=project).returncode == 0


def test_the_glossary_and_the_forms_of_names_are_asked_for_in_every_catalog(project: Path) -> None:
    configuration = project / "utgivelse.toml"
    configuration.write_text(
        configuration.read_text().replace('domain = "prover"', 'domain = "prover"\nnames = ["Elva"]')
    )
    (project / "locales/glossary.csv").write_text("term,language,allowed,forbidden,note\nskogen,en,wood,forest,\n")
    told = {finding.code: finding for finding in pipeline.check(project, ())}
    assert "forest" in told["M43"].message
    assert "«Elva»" in told["M42"].message
    (project / "locales/en/names.toml").write_text('[Elva]\nnominative = "The river"\n')
    assert "M42" not in {finding.code for finding in pipeline.check(project, ())}


# ── approvals ────────────────────────────────────────────────────────────────────────────────


def test_an_approval_is_bound_to_source_and_target(project: Path) -> None:
    assert approve(project, "en").approved == 7
    assert standing(project).approved == 7
    assert approve(project).approved == 3
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is very long."))
    row = standing(project)
    assert (row.approved, row.void) == (6, 1)
    change(project, "felles.md", "Elva renner gjennom byen.", "Elva renner stille gjennom byen.")
    update(project)
    row = standing(project)
    assert (row.approved, row.fuzzy, row.void) == (5, 1, 2)


def test_the_first_name_stays_and_a_void_one_gives_way(project: Path) -> None:
    approve(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is very long."))
    assert approve(project, by="Ola Dal").approved == 1
    text = path.read_text()
    assert text.count("# approved: 2026-11-20 Ola Dal") == 1
    assert f"Ola Dal [{seal('', 'Den er lang.', 'It is very long.')}]" in text
    assert text.count("# approved:") == 10


def test_what_has_an_error_is_held_back_and_told(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is {$length} long."))
    done = approve(project, "en")
    assert (done.approved, done.held) == (6, 1)
    assert {finding.severity for finding in done.findings} == {"error"}


def test_approvals_can_be_taken_back(project: Path) -> None:
    before = (project / CATALOG).read_bytes()
    approve(project)
    assert approve(project, "to", withdraw=True).withdrawn == 4
    assert standing(project, "to").approved == 0
    assert approve(project, withdraw=True).withdrawn == 6
    assert (project / CATALOG).read_bytes() == before


@pytest.mark.parametrize("by", ["", " ", "Kari [1]"])
def test_a_name_that_could_not_be_read_back_is_refused(project: Path, by: str) -> None:
    with pytest.raises(ProjectError) as caught:
        approve(project, by=by)
    assert caught.value.findings[0].code == "M25"


def test_one_message_changed_is_one_hunk(project: Path) -> None:
    approve(project)
    change(project, "egen.md", "Fjellet ligger vest for byen.", "Fjellet ligger øst for byen.")
    repository = ("git", "-c", "user.name=x", "-c", "user.email=x@example.no")
    for line in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run([*repository, *line], cwd=project, check=True)
    update(project)
    told = subprocess.run(["git", "diff", CATALOG], cwd=project, check=True, capture_output=True, text=True)
    assert told.stdout.count("\n@@ ") == 1


# ── the gate, and a word that opens it ───────────────────────────────────────────────────────


def make_fuzzy(project: Path, new: str = "Den er ganske lang.") -> None:
    change(project, "felles.md", "Den er lang.", new)
    update(project)


def test_unapproved_texts_are_kept_where_the_gate_asks_for_it(project: Path) -> None:
    configure(project, publication='gate = { unapproved = "refuse" }')
    report = build(project, Wishes(("en",), ("en",)))
    (finding,) = report.findings
    assert finding.code == "M20"
    assert "7 unapproved of 7 texts in English" in finding.message
    assert "utgivelse approve en" in finding.hint
    assert standing(project).why == "7 unapproved"
    approve(project, "en")
    assert build(project, Wishes(("en",), ("en",))).exit_code == 0


def test_a_signature_lets_out_fuzzy_texts_as_they_are_and_the_manifest_says_so(project: Path) -> None:
    make_fuzzy(project)
    assert build(project, Wishes(("en",), ("en",))).exit_code == 1
    report = build(project, Wishes(("en",), ("en",), signed_off=SIGNED))
    assert report.exit_code == 0
    assert [finding.code for finding in report.findings] == ["M22"]
    assert "It is long." in (project / "output/en/en/en.en.txt").read_text()
    assert entry(project)["let_out"] == {
        "by": "Kari Nes",
        "reason": "the fair is tomorrow",
        "fuzzy": 1,
        "unapproved": 0,
    }
    assert build(project, Wishes(("en",), ("en",))).exit_code == 0, "nothing has changed: it stays out"
    assert entry(project)["let_out"]
    change(project, "egen.md", "vest", "vest og nord")
    assert build(project, Wishes(("en",), ("en",))).exit_code == 1, "the word was given for another text"


def test_an_edition_without_a_word_names_nobody(project: Path) -> None:
    build(project, Wishes(("en",), ("en",), signed_off=SIGNED))
    assert entry(project)["let_out"] is None


def test_nobodys_word_lets_out_a_missing_text(project: Path) -> None:
    change(project, "felles.md", "Den er lang.", "Noe ganske annet står her nå.")
    report = build(project, Wishes(("en",), ("en",), signed_off=SIGNED))
    assert {"M20", "M23"} == {finding.code for finding in report.findings}
    assert report.exit_code == 1


def test_nobodys_word_lets_out_a_changed_number(project: Path) -> None:
    change(project, "felles.md", "Den er lang.", "Den er 40 mil lang.")
    update(project)
    path = project / CATALOG
    path.write_text(
        path.read_text()
        .replace("#, fuzzy\n", "")
        .replace('#| msgid "Den er lang."\n', "")
        .replace("It is long.", "It is 40 miles long.")
    )
    change(project, "felles.md", "Den er 40 mil lang.", "Den er 50 mil lang.")
    update(project)
    report = build(project, Wishes(("en",), ("en",), signed_off=SIGNED))
    assert {"M20", "M24"} == {finding.code for finding in report.findings}
    assert "50 mil" in next(finding.message for finding in report.findings if finding.code == "M24")


def test_nobodys_word_lets_out_an_error(project: Path) -> None:
    make_fuzzy(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace("It is long.", "It is {$length} long."))
    report = build(project, Wishes(("en",), ("en",), signed_off=SIGNED))
    assert report.exit_code == 1
    assert "M31" in {finding.code for finding in report.findings}


def test_a_signature_names_who_and_why(project: Path, command: Command) -> None:
    done = command("build", "--signed-off", "Kari Nes", cwd=project)
    assert done.returncode == 2
    assert "U22" in done.stderr


# ── what changed ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Ring 32 00 00 00.", "Ring 32 00 00 01.", True),
        ("Frist 1. mars.", "Frist 1. april.", True),
        ("Kl. 18.00", "Kl. 19.00", True),
        ("Det er to skoler.", "Det er tre skoler.", True),
        ("1 500 kroner", "1\u00a0500 kroner", False),
        ("Møt opp mandag.", "Møt opp tirsdag.", True),
        ("Vi søker sykepleiere.", "Vi søker ikke sykepleiere.", False),
        ("I 2026 åpner vi.", "Vi åpner i 2026.", False),
    ],
)
def test_figures_are_what_a_reader_acts_on(old: str, new: str, changed: bool) -> None:
    assert changed_figures(old, new) is changed


def test_to_is_a_number_in_norwegian_only() -> None:
    assert not changed_figures("Go to school.", "Visit school.", "en")


def test_the_parts_of_a_difference_give_both_texts_back() -> None:
    old, new = "Les [mer](#1) om **byen** her.", "Les [alt](#1) om byen ved elva."
    parts = difference(old, new)
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "removed") == new
    assert ("removed", "mer") in parts
    assert ("added", "alt") in parts
