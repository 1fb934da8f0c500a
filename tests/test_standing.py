"""Standing, gate and approvals: what may be printed, on whose word, and who is late."""

from __future__ import annotations

import datetime
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ENGLISH, Command, need
from utgivelse import approving, pipeline, po, translators
from utgivelse.difference import difference
from utgivelse.figures import changed_figures
from utgivelse.files import Files, Record, sha256
from utgivelse.findings import ProjectError
from utgivelse.message import seal
from utgivelse.pipeline import Wishes, build
from utgivelse.publication import Publication
from utgivelse.standing import Asked, Standing, _Desk, status

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


def commit(project: Path) -> None:
    for line in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.no", *line], cwd=project, check=True)


def hunks(project: Path) -> int:
    told = subprocess.run(["git", "diff", CATALOG], cwd=project, check=True, capture_output=True, text=True)
    return told.stdout.count("\n@@ ")


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
    assert (row.days_late, row.days_left, row.translator, row.contact) == (5, -5, "Anna Nowak", "anna@example.no")
    (early,) = status(pipeline.open_project(project), Asked(("en",), ("en",), datetime.date(2026, 11, 19)))
    assert (early.days_late, early.days_left) == (0, 1)


def test_nobody_is_late_for_what_others_owe(project: Path) -> None:
    configure(project, publication="due = { pl = 2026-11-20 }")
    path = project / "utgivelse.toml"
    path.write_text(path.read_text().replace('languages = ["nb", "en"]', 'languages = ["nb", "en", "pl"]', 1))
    translators.update(pipeline.open_project(project), ("pl",))
    catalog = project / "locales/pl/LC_MESSAGES/prover.po"
    assert standing(project, language="pl").days_late == 5
    catalog.write_text(
        (project / CATALOG).read_text().replace("Language: en", "Language: pl").replace("nplurals=2", "nplurals=3")
    )
    row = standing(project, language="pl")
    assert row.per_cent == 100
    assert row.why.startswith("words of the theme without a translation: ")
    assert (row.days_left, row.days_late) == (-5, 0)


def test_one_bad_catalog_costs_the_rows_of_its_language_only(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text() + "\n<<<<<<< HEAD\n")
    row = standing(project)
    assert (row.may_be_printed, row.is_open) == (False, True)
    assert row.why.startswith(f"{CATALOG}:")
    assert (row.missing, row.translated, row.per_cent) == (7, 0, 0)
    assert standing(project, language="nb").may_be_printed


@pytest.mark.parametrize(
    ("file", "fault"), [("glossary.csv", b"what,is,this\n"), ("en/names.toml", b"[Elva\n"), ("glossary.csv", b"\xf8\n")]
)
def test_what_a_language_is_held_against_costs_its_rows_only(project: Path, file: str, fault: bytes) -> None:
    assert standing(project).may_be_printed
    (project / "locales" / file).write_bytes(fault)
    row = standing(project)
    assert (row.may_be_printed, row.is_open) == (False, False)  # the translator is not late for it
    assert (row.missing, row.per_cent) == (0, 100)
    assert row.why.startswith(f"locales/{file}")
    assert standing(project, language="nb").may_be_printed
    (project / "locales" / file).unlink()
    assert standing(project).may_be_printed


def test_one_bad_article_costs_the_rows_that_it_stands_in(project: Path) -> None:
    article = project / "articles/annen.md"
    article.write_text(article.read_text() + "\n:::ukjent\nx\n:::\n")
    rows = {(row.publication, row.language): row for row in status(pipeline.open_project(project))}
    assert rows["to", "nb"].why == rows["to", "en"].why
    assert rows["to", "nb"].why.startswith("articles/annen.md:6: ")
    assert not rows["to", "en"].may_be_printed
    assert rows["en", "en"].may_be_printed
    article.write_bytes("---\ntitle: Skogen\n---\nBlå.\n".encode("latin-1"))
    assert "not UTF-8" in standing(project, "to", "nb").why


# ── what was worked out before ───────────────────────────────────────────────────────────────


def worked_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The rows that a question makes anew."""
    rows: set[tuple[str, str]] = set()
    work = _Desk.standing

    def standing(desk: _Desk, publication: Publication, language: str) -> tuple[Standing, Record]:
        rows.add((publication.id, language))
        return work(desk, publication, language)

    with monkeypatch.context() as patch:
        patch.setattr(_Desk, "standing", standing)
        status(pipeline.open_project(project), Asked(on=DAY))
    return rows


def test_a_row_is_worked_out_again_when_what_it_rests_on_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = {(publication, language) for publication in ("en", "to") for language in ("nb", "en")}
    assert worked_out(project, monkeypatch) == everything
    assert worked_out(project, monkeypatch) == set()
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Skogen er stor."], "The forest is big."))
    assert worked_out(project, monkeypatch) == {("en", "en"), ("to", "en")}
    change(project, "annen.md", "stor", "svær")
    assert worked_out(project, monkeypatch) == {("to", "nb"), ("to", "en")}
    configure(project, publication="due = { en = 2026-11-20 }", rest='\n[translators.en]\nname = "Anna Nowak"\n')
    assert worked_out(project, monkeypatch) == set()
    configure(project, publication='gate = { unapproved = "refuse" }')
    assert worked_out(project, monkeypatch) == {("en", "nb"), ("en", "en")}
    words = project / "locales/en/LC_MESSAGES/kommune.po"
    words.write_text('msgid ""\nmsgstr "Language: en\\n"\n')
    assert worked_out(project, monkeypatch) == {("en", "en"), ("to", "en")}
    (project / "locales/glossary.csv").write_text("term,language,allowed,forbidden,note\n")
    assert worked_out(project, monkeypatch) == {("en", "en"), ("to", "en")}


def test_what_is_remembered_says_the_same_in_every_language_and_on_every_day(project: Path, command: Command) -> None:
    configure(project, publication="due = { en = 2026-11-20 }")
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    (kept,) = (project / ".utgivelse/standings.json",)
    for _ in range(2):
        assert "nei: 1 mangler" in command("status", cwd=project, LC_ALL="nb_NO.UTF-8", LANGUAGE="nb").stdout
        assert kept.is_file()
    (late,) = status(pipeline.open_project(project), Asked(("en",), ("en",), DAY))
    (early,) = status(pipeline.open_project(project), Asked(("en",), ("en",), datetime.date(2026, 11, 1)))
    assert (late.days_late, early.days_late) == (5, 0)
    kept.write_text("{")
    assert standing(project) == late


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
    assert f"# source: lang, eller bred? [{seal('', 'Den er lang.', '')}]" in path.read_text()
    before = path.read_bytes()
    update(project)
    assert path.read_bytes() == before


def test_a_note_is_settled_when_its_text_changes_and_stays_so_when_the_translation_is_finished(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text().replace('msgid "Den er lang."', '# source: lengre\nmsgid "Den er lang."'))
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    assert standing(project).notes == ()
    update(project)
    text = path.read_text()
    assert "# source: lengre [" in text
    assert standing(project).notes == ()
    text = text.replace("#, fuzzy\n", "").replace('#| msgid "Den er lang."\n', "")
    path.write_text(text.replace('msgid "Den er ganske lang."', '# source: ganske?\nmsgid "Den er ganske lang."'))
    assert [note.note for note in standing(project).notes] == ["ganske?"]
    change(project, "felles.md", "Den er ganske lang.", "Den er lang.")
    update(project)
    assert [note.note for note in standing(project).notes] == ["lengre"]


def test_a_note_beside_a_fuzzy_translation_is_about_the_text_of_today(project: Path) -> None:
    make_fuzzy(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace("#, fuzzy", "# source: ganske?\n#, fuzzy"))
    assert [note.note for note in standing(project).notes] == ["ganske?"]


def test_unknown_names_are_told_at_once(project: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        status(pipeline.open_project(project), Asked(("ny",), ("fi",)))
    assert [finding.code for finding in caught.value.findings] == ["U01", "U01"]


def test_the_command_says_it_in_a_table_and_in_json(project: Path, command: Command) -> None:
    configure(project, publication="due = { en = 2026-11-20 }", rest='\n[translators.en]\nname = "Anna Nowak"\n')
    change(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    shown = command("status", "--on", "2026-11-25", cwd=project).stdout
    assert "no: 1 missing" in shown
    assert "late, due on 2026-11-20: en in English: Anna Nowak" in shown
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
    assert command("status", "--fail-under", "78.9", cwd=project).returncode == 0, "15 of 19 words"
    assert command("status", "--fail-under", "79", cwd=project).returncode == 1


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
    before = path.read_bytes()
    update(project)
    assert path.read_bytes() == before
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


def test_only_what_stands_in_an_article(project: Path) -> None:
    asked = approving.Approval("en", "Kari Nes", "2026-11-20", ("en",), articles=("egen.md",))
    opened = pipeline.open_project(project)
    assert approving.approve(opened, asked).approved == 2
    assert standing(project).approved == 2
    assert approving.approve(opened, replace(asked, withdraw=True, articles=("felles.md",))).withdrawn == 0
    with pytest.raises(ProjectError) as caught:
        approving.approve(opened, replace(asked, articles=("annen.md",)))
    assert caught.value.findings[0].code == "M27"
    assert approving.approve(opened, replace(asked, publications=(), articles=("annen.md",))).approved == 2


def test_an_approval_changes_no_other_byte_of_a_file_that_another_program_wrote(project: Path) -> None:
    path = project / CATALOG
    narrow = [need("msgcat"), "--width=30", "--add-location=file", str(path)]
    wrapped = subprocess.run(narrow, check=True, capture_output=True).stdout
    noted = wrapped.replace(b"#. paragraph", b"#  mine\n#. paragraph").replace(b"\n", b"\r\n")
    path.write_bytes(noted)
    assert approve(project).approved == 10
    after = path.read_bytes()
    assert after.count(b"# approved: 2026-11-20 Kari Nes [") == 10
    assert b"".join(line for line in after.splitlines(keepends=True) if b"approved:" not in line) == noted
    assert all(line.endswith(b"\r\n") for line in after.splitlines(keepends=True))
    assert standing(project).approved == 7
    assert approve(project, withdraw=True).withdrawn == 10
    assert path.read_bytes() == noted


def test_one_approval_is_one_hunk(project: Path) -> None:
    approve(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace(ENGLISH["Den er lang."], "It is very long."))
    commit(project)
    assert approve(project, by="Ola Dal").approved == 1
    assert hunks(project) == 1


@pytest.mark.parametrize("by", ["", " ", "Kari [1]"])
def test_a_name_that_could_not_be_read_back_is_refused(project: Path, by: str) -> None:
    with pytest.raises(ProjectError) as caught:
        approve(project, by=by)
    assert caught.value.findings[0].code == "M25"


def test_one_message_changed_is_one_hunk(project: Path) -> None:
    approve(project)
    change(project, "egen.md", "Fjellet ligger vest for byen.", "Fjellet ligger øst for byen.")
    commit(project)
    update(project)
    assert hunks(project) == 1


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
        "missing": 0,
        "fuzzy": 1,
        "unapproved": 0,
        "catalog": sha256((project / CATALOG).read_bytes()),
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
        ("Mandag til 10, tirsdag til 12.", "Mandag til 12, tirsdag til 10.", True),
        ("Det er tjuefem plasser.", "Det er femogtjue plasser.", False),
        ("Det er femti plasser.", "Det er seksti plasser.", True),
        ("Den tredje etasjen", "Den fjerde etasjen", True),
        ("Vi møtes i dag.", "Vi møtes i morgen.", True),
        ("Vi møtes i morgen.", "Vi møtes i morgen kl. 9.", True),
        ("Et par dager igjen", "Noen få dager igjen", False),
        ("Frist 1. jan. 2027", "Frist 1. januar 2027", False),
        ("Man kan søke hele uka.", "Du kan søke hele uka.", False),
        ("Åpent man. og tir.", "Åpent mandag og tirsdag", False),
        ("Det er −5 grader.", "Det er 5 grader.", True),
        ("Syv barn", "Sju barn", False),
        ("Toene fra orgelet", "Klangen fra orgelet", False),
        ("Kjøp ½ liter melk.", "Kjøp ¼ liter melk.", True),
        ("Kvart over to", "Kvart på to", True),
        ("For tolvåringer", "For trettenåringer", True),
        ("Mandagskveld er det kor.", "Tirsdagskveld er det kor.", True),
        ("Om morgenen", "Om ettermiddagen", True),
        ("Storgata 1A", "Storgata 1B", True),
        ("Klasse IV", "Klasse VI", True),
        ("Det koster 10 kr.", "Det koster 10 €.", True),
        ("Det koster 10 kr.", "Det koster 10 kroner.", False),
        ("Om 5 dager", "Om 5 uker", True),
        ("Frist 15. aug", "Frist 15. sept", True),
        ("Frist 15. sept.", "Frist 15. september", False),
        ("Åpent man–fre", "Åpent ons–fre", True),
        ("Åpent man–fre 10–15", "Åpent mandag–fredag 10–15", False),
        ("man 15", "tir 15", True),
        ("Det er 2 uker igjen.", "Det er to uker igjen.", False),
        ("Frist 1. mars", "Frist første mars", False),
        ("Annenhver uke", "Hver uke", True),
        ("Han heter Tor, og man liker ham.", "Han heter Per, og man liker ham.", False),
        ("MIX av alt", "MIKS av alt", False),
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
