"""The verbs `send` and `receive`, and files that must not get in."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from conftest import ENGLISH, Command, translate
from utgivelse import estimating, exchange, pipeline, standing, translators
from utgivelse.consignment import Stage
from utgivelse.exchange import Order, Receipt
from utgivelse.exchanges import xlsx
from utgivelse.findings import ProjectError
from utgivelse.language import gettext_name
from utgivelse.receiving import Fate

CATALOG = "locales/en/LC_MESSAGES/prover.po"
LOADED = """
import sys
from utgivelse.cli.main import run
run({words})
print(sorted({{"lxml", "openpyxl", "utgivelse.receiving", "utgivelse.foreign"}} & {{*sys.modules}}))
"""
LONG = ENGLISH["Den er lang."]


def send(root: Path, kind: str = "xliff", **asked: object) -> Path:
    suffix = {"xliff": "xlf", "xliff2": "xlf"}.get(kind, kind)
    order = Order(kind, to=root.parent / f"fil.{suffix}", **asked)  # type: ignore[arg-type]
    return exchange.send(pipeline.open_project(root), "en", order).file


def receive(root: Path, path: Path, *, dry: bool = False) -> Receipt:
    (receipt,) = exchange.receive(pipeline.open_project(root), (path,), dry=dry)
    return receipt


def refused(root: Path, path: Path) -> str:
    """The code of why nothing of a file was taken."""
    before = (root / CATALOG).read_bytes()
    receipt = receive(root, path)
    assert (receipt.fates, receipt.is_changed) == (None, False)
    assert (root / CATALOG).read_bytes() == before
    (finding,) = receipt.findings
    assert finding.hint
    assert finding.place.file == str(path)
    return f"{finding.code} {finding.message}"


# ── by the command ──


def test_out_and_in_by_the_command(project: Path, command: Command) -> None:
    out = command("send", "en", "--as", "xliff", cwd=project)
    assert out.returncode == 0, out.stderr
    path = project / "prover.en.xlf"
    assert "prover.en.xlf" in out.stdout
    path.write_text(path.read_text().replace(LONG, "It runs far."))
    dry = command("receive", path.name, "--dry-run", "--json", cwd=project)
    assert json.loads(dry.stdout)["received"][0]["taken"] == 1
    assert LONG in (project / CATALOG).read_text()
    done = command("receive", path.name, "--by", "Byrået", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "1 taken, 9 unchanged" in done.stdout
    old = (project / CATALOG).read_text()
    assert 'msgstr "It runs far."' in old
    assert command("receive", path.name, cwd=project).stdout.count("10 unchanged") == 1
    assert (project / CATALOG).read_text() == old


def test_a_refusal_is_told_with_its_line_and_the_exit_code(project: Path, command: Command) -> None:
    article = project / "articles/egen.md"
    article.write_text(article.read_text() + "\nSe [skogen](annen.md).\n")
    assert command("update", "en", cwd=project).returncode == 0
    path = send(project, only="missing")
    line = next(n for n, text in enumerate(path.read_text().split("\n"), 1) if "trans-unit id" in text)
    path.write_text(path.read_text().replace("</source>", "</source><target>See the forest.</target>"))
    done = command("receive", path, cwd=project)
    assert done.returncode == 1
    assert f"M74  {path}:{line}: «Se skogen.»: the link #1 is gone" in done.stderr
    assert "Traceback" not in done.stderr


def test_neither_the_start_nor_another_verb_loads_what_exchange_needs(project: Path) -> None:
    for words in (["--help"], ["status", "--project", str(project)]):
        done = subprocess.run(
            [sys.executable, "-c", LOADED.format(words=words)], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout.splitlines()[-1] == "[]", words


# ── out ──


def test_a_file_is_never_written_over_another(project: Path) -> None:
    path = send(project)
    assert send(project) == path, "the same again is no harm"
    path.write_text("the translator's work")
    with pytest.raises(ProjectError) as caught:
        send(project)
    assert caught.value.findings[0].code == "M79"
    assert path.read_text() == "the translator's work"


def test_a_catalog_behind_its_articles_is_not_sent(project: Path) -> None:
    (project / "articles/annen.md").write_text("---\ntitle: Skogen\n---\nSkogen er ny.\n")
    with pytest.raises(ProjectError) as caught:
        send(project)
    assert "update en" in caught.value.findings[0].hint


def test_a_publication_a_kind_and_nothing_to_send(project: Path) -> None:
    assert "Skogen" not in send(project, publication="en").read_text()
    with pytest.raises(ProjectError) as caught:
        send(project, only="open")
    assert caught.value.findings[0].code == "M79"
    with pytest.raises(ProjectError) as caught:
        send(project, publication="fem")
    assert caught.value.findings[0].code == "U02"


def test_every_verb_counts_the_same_words(project: Path) -> None:
    source = project / "articles/felles.md"
    source.write_text(source.read_text() + "\nÅpent 10 – 16 / 12 · `alt på en gang` – {$sentralbord} – *så*.\n")
    opened = pipeline.open_project(project)
    translators.update(opened, ("en",))
    (row,) = standing.status(opened, standing.Asked(("en",), ("en",)))
    (estimate,) = estimating.estimate(opened, ("en",))
    assert (row.words_left, estimate.words) == (5, 5)
    sent = exchange.send(opened, "en", Order("csv", only="open", to=project.parent / "open.csv"))
    assert (sent.texts, sent.words) == (1, 5)
    whole = exchange.send(opened, "en", Order("csv", to=project.parent / "whole.csv"))
    assert whole.words == 24 + 5
    for words, texts in ((whole.words, whole.texts), (whole.words - 1, whole.texts - 1)):
        part = exchange.send(opened, "en", Order("csv", words=words, to=project.parent / f"{words}.csv"))
        assert part.texts == texts


def test_the_name_of_a_file_says_project_publication_and_language(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    opened = pipeline.open_project(project)
    names = [
        exchange.send(opened, "en", Order("csv")).file.name,
        exchange.send(opened, "en", Order("xlsx", publication="to")).file.name,
    ]
    assert names == ["prover.en.csv", "prover.to.en.xlsx"]


@pytest.mark.parametrize("kind", ["xliff", "xliff2", "xlsx", "csv", "tmx"])
def test_the_same_consignment_is_the_same_bytes(project: Path, kind: str) -> None:
    first = send(project, kind)
    data = first.read_bytes()
    first.unlink()
    assert send(project, kind).read_bytes() == data


# ── what must not get in ──


def test_another_project_and_another_language_are_refused(project: Path, tmp_path: Path) -> None:
    path = send(project)
    text = path.read_text()
    path.write_text(text.replace("prover.po", "annet.po"))
    assert refused(project, path).startswith("M71 the file is of the project «annet»")
    path.write_text(text.replace('"en"', '"de"'))
    assert refused(project, path).startswith("M71 the file is in «de»")
    path.write_text(text.replace('"en"', '"en-GB"'))
    assert receive(project, path).fates == {Fate.UNCHANGED: 10}


@pytest.mark.parametrize(
    ("ours", "found", "is_ours"),
    [
        ("zh-Hant", "zh-CN", False),
        ("zh-Hant", "zh", False),
        ("zh-Hant", "zh-Hans-TW", False),
        ("zh-Hant", "zh-TW", True),
        ("zh-Hans", "zh-CN", True),
        ("sr-Latn", "sr-RS", False),
        ("sr", "sr-Cyrl-RS", True),
        ("pt-PT", "pt-BR", False),
        ("pt-PT", "pt_PT", True),
        ("pt-PT", "pt", True),
        ("en", "en-US", True),
        ("en", "en-XX", True),
        ("en", "eng-?", False),
    ],
)
def test_another_script_or_country_is_another_language(project: Path, ours: str, found: str, is_ours: bool) -> None:
    settings = project / "utgivelse.toml"
    settings.write_text(settings.read_text().replace('"en"', f'"{ours}"'))
    catalog = project / CATALOG.replace("/en/", f"/{gettext_name(ours)}/")
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_text((project / CATALOG).read_text().replace("Language: en", f"Language: {gettext_name(ours)}"))
    path = exchange.send(pipeline.open_project(project), ours, Order(to=project.parent / "fil.xlf")).file
    path.write_text(path.read_text().replace(f'target-language="{ours}"', f'target-language="{found}"'))
    receipt = receive(project, path)
    assert (receipt.language, [one.code for one in receipt.findings]) == ((ours, []) if is_ours else ("", ["M71"]))


def with_another_file(text: str, *changes: tuple[str, str]) -> str:
    """The file with a second one in it, in which these words are others."""
    other = re.search(r" <file .*</file>\n", text, re.DOTALL)
    assert other
    added = other[0].replace('id="f1"', 'id="f2"')
    for old, new in changes:
        assert old in added
        added = added.replace(old, new)
    return text.replace("</xliff>", added + "</xliff>")


@pytest.mark.parametrize(
    ("kind", "old", "new", "says"),
    [
        ("xliff", 'target-language="en"', 'target-language="pl"', "«en» and of «pl»"),
        ("xliff", 'target xml:lang="en"', 'target xml:lang="pl"', "«en» and of «pl»"),
        ("xliff", "prover.po", "annet.po", "«prover» and of «annet»"),
        ("xliff2", "prover.po", "annet.po", "«prover» and of «annet»"),
    ],
)
def test_a_file_of_two_languages_or_catalogs_is_refused(
    project: Path, kind: str, old: str, new: str, says: str
) -> None:
    path = send(project, kind)
    path.write_text(with_another_file(path.read_text(), (old, new), (LONG, "Jest długa.")))
    assert refused(project, path).startswith(f"M71 the file has texts of {says}")


@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_a_file_cut_in_two_of_one_language_is_read(project: Path, kind: str) -> None:
    path = send(project, kind)
    text = path.read_text()
    path.write_text(with_another_file(text))
    assert receive(project, path).fates == {Fate.UNCHANGED: 10}
    path.write_text(text.replace('target xml:lang="en"', 'target xml:lang="en-GB"', 1))
    assert receive(project, path).fates == {Fate.UNCHANGED: 10}


def test_what_does_not_say_whose_it_is_must_have_texts_of_ours(project: Path, tmp_path: Path) -> None:
    path = send(project)
    anonymous = path.read_text().replace("prover.po", "")
    path.write_text(anonymous)
    assert receive(project, path).fates == {Fate.UNCHANGED: 10}
    path.write_text(anonymous.replace('id="m', 'id="n'))
    assert refused(project, path).startswith("M71 the file does not say whose it is")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data[: len(data) // 2], "not well-formed"),
        (lambda data: data.replace(b"lang", b"\xe5", 1), "not well-formed"),
        (lambda data: data.replace(b"</file>", b"</fil>"), "not well-formed"),
        (lambda data: b"", "not well-formed"),
        (lambda data: data.replace(b"<xliff ", b"<xlf ").replace(b"</xliff>", b"</xlf>"), "expected an XLIFF file"),
        (
            lambda data: data.replace(
                b"<xliff ", b'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff ', 1
            ).replace(b"It is long.", b"&a;"),
            "brings its own entities",
        ),
        (
            lambda data: data.replace(
                b"<xliff ",
                b'<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><xliff ',
                1,
            ).replace(b"It is long.", b"&b;"),
            "brings its own entities",
        ),
        (lambda data: data + b" " * 65 * 2**20, "more than 64 MB"),
    ],
    ids=["cut", "encoding", "tags", "empty", "root", "outer entity", "bomb", "large"],
)
@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_broken_and_hostile_xml_is_refused(project: Path, kind: str, change: object, says: str) -> None:
    path = send(project, kind)
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    assert says in refused(project, path)


@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_an_entity_of_an_outer_document_type_is_named_and_not_left_out(project: Path, kind: str) -> None:
    path = send(project, kind)
    outer = '<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "xliff.dtd"><xliff '
    text = path.read_text().replace("<xliff ", outer, 1)
    path.write_text(text.replace("It is long.", "It&nbsp;is long."))
    assert refused(project, path).startswith("M70 the file has the entity «&nbsp;»")
    path.write_text(text.replace("It is long.", "It&#160;is long, &quot;deep&quot;."))
    assert receive(project, path).fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 9}
    assert "It\u00a0is long, " in (project / CATALOG).read_text()


def test_an_xliff_in_utf_16_is_read(project: Path) -> None:
    path = send(project)
    text = path.read_text().replace("UTF-8", "UTF-16").replace(LONG, "It runs far.")
    path.write_bytes(text.encode("utf-16"))
    assert receive(project, path).fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 9}


def test_a_sheet_that_is_not_utf_8_says_how_to_save_it(project: Path) -> None:
    path = send(project, "csv")
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1252", "replace"))
    assert refused(project, path).startswith("M70 the file is not UTF-8")
    path.write_bytes(path.read_bytes().replace(b"\xf8", b"\0"))
    assert refused(project, path).startswith("M70")


def test_a_sheet_that_was_read_as_another_encoding_and_saved_as_utf_8_is_refused(project: Path) -> None:
    path = send(project, "csv")
    path.write_text(path.read_text(encoding="utf-8-sig").encode().decode("cp1252", "replace"), encoding="utf-8-sig")
    assert refused(project, path).startswith("M70 a program read it in another encoding")


def test_a_sheet_as_unicode_text_is_read(project: Path) -> None:
    path = send(project, "csv")
    text = path.read_bytes().decode("utf-8-sig").replace('";"', '"\t"').replace(LONG, "It runs far.")
    path = path.with_suffix(".txt")
    path.write_bytes(text.encode("utf-16"))
    assert receive(project, path).fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 9}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("translation [en]", "oversettelse", "no column «translation»"),
        ("id [prover]", "nr", "no column «id»"),
        ("context", "translation", "the column «translation» twice"),
        ('"It is long."', '"It is "long."', "quotation mark"),
    ],
)
def test_a_sheet_without_its_columns_is_refused(project: Path, old: str, new: str, says: str) -> None:
    path = send(project, "csv")
    path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new, 1))
    assert says in refused(project, path)


def workbook(path: Path) -> Workbook:
    return load_workbook(path)


def test_cells_that_are_no_text_are_refused_by_their_row(project: Path) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    book.active["D2"] = '=CONCATENATE("a","b")'
    book.active["D3"] = 4.5
    book.active["D4"] = 12
    book.active["D5"].value, book.active["D5"].data_type = "#NAME?", "e"
    book.save(path)
    receipt = receive(project, path)
    assert receipt.fates == {Fate.REFUSED: 3, Fate.TAKEN: 1, Fate.UNCHANGED: 6}
    assert [finding.place.line for finding in receipt.findings] == [2, 3, 5]
    assert 'msgstr "12"' in (project / CATALOG).read_text()


def row_with(sheet: Any, text: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 4).value == text)


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ({}, {4: "It runs far."}, 1),
        ({4: "It runs far."}, {}, 1),
        ({4: "It runs far."}, {4: "It runs far."}, 1),
        ({}, {6: "Ask Kari"}, 0),
        ({6: "Ask Kari"}, {}, 0),
        ({}, {}, 0),
    ],
)
def test_work_on_a_copy_of_the_sheet_is_found(
    project: Path, first: dict[int, str], second: dict[int, str], taken: int
) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    row = row_with(book.active, LONG)
    sheets = (book.active, book.copy_worksheet(book.active))
    book.create_sheet("prices")["A1"] = "per word"
    for sheet, cells in zip(sheets, (first, second), strict=True):
        for column, text in cells.items():
            sheet.cell(row, column).value = text
    book.save(path)
    wanted = {Fate.TAKEN: taken, Fate.UNCHANGED: 10 - taken}
    assert receive(project, path).fates == {fate: count for fate, count in wanted.items() if count}
    changed = (project / CATALOG).read_text()
    assert [text in changed for text in ("It runs far.", "# Ask Kari")] == [
        any(text in cells.values() for cells in (first, second)) for text in ("It runs far.", "Ask Kari")
    ]


@pytest.mark.parametrize(("column", "text"), [(4, "It is far."), (6, "Ask Kari"), (4, "=A1")])
def test_two_sheets_with_different_work_are_refused_by_their_names(project: Path, column: int, text: str) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    row = row_with(book.active, LONG)
    other = book.copy_worksheet(book.active)
    book.active.cell(row, 4).value = "It runs far."
    other.title = "My translation"
    other.cell(row, column).value = text
    book.save(path)
    assert "«prover.en», «My translation»" in refused(project, path)


@pytest.mark.parametrize("note", ["=source: mistake here", 3.5, "'=plain"])
def test_a_note_is_what_was_typed_whatever_a_program_takes_it_for(project: Path, note: str | float) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    book.active.cell(row_with(book.active, LONG), 6).value = note
    book.save(path)
    receipt = receive(project, path)
    assert (receipt.fates, receipt.findings) == ({Fate.UNCHANGED: 10}, ())
    assert f"# {note}\n" in (project / CATALOG).read_text()


@pytest.mark.parametrize(("column", "heading"), [("E", "state"), ("C", "source")])
def test_a_cell_beside_the_translation_that_is_no_text_makes_it_doubtful(
    project: Path, column: str, heading: str
) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    row = row_with(book.active, LONG)
    assert book.active[f"{column}1"].value.startswith(heading)
    book.active[f"{column}{row}"] = "=TRUE()"
    book.active[f"D{row}"] = "It runs far."
    book.save(path)
    receipt = receive(project, path)
    assert receipt.fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 9}
    assert [(one.code, "a formula: =TRUE()" in str(one.message)) for one in receipt.findings] == [("M77", True)]
    entry = next(one for one in (project / CATALOG).read_text().split("\n\n") if "It runs far." in one)
    assert "#, fuzzy" in entry


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_break_before_a_mark_in_a_sheet_is_a_space(project: Path, kind: str) -> None:
    source = project / "articles/felles.md"
    source.write_text(source.read_text() + "\nLes **om** elva.\n")
    translate(project, {"Les **om** elva.": "Read **about** the river."})
    path = send(project, kind)
    old, new = "Read [1]about[/1] the river.", "Read\n   [1]about[/1] our river."
    if kind == "csv":
        path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new), encoding="utf-8-sig")
    else:
        book = workbook(path)
        book.active.cell(row_with(book.active, old), 4).value = new
        book.save(path)
    assert receive(project, path).fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 10}
    assert 'msgstr "Read **about** our river."' in (project / CATALOG).read_text()


@pytest.mark.parametrize("place", [(150_000, 60), (1_048_576, 16_384)])
def test_a_stray_blank_far_out_costs_nothing(project: Path, place: tuple[int, int]) -> None:
    """Fifteen million cells would be made, and seventeen thousand million."""
    path = send(project, "xlsx")
    book = workbook(path)
    book.active.cell(*place).value = " "
    book.active["D2"] = "Stray"
    book.save(path)
    data = path.read_bytes()
    tracemalloc.start()
    returned = xlsx.EXCHANGE.read(data, path.name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 16 * 2**20
    assert (len(returned.units), returned.units[0].target) == (10, ("Stray",))
    assert receive(project, path).fates == {Fate.TAKEN: 1, Fate.UNCHANGED: 9}


def test_words_below_any_table_are_not_left_out_without_a_word(project: Path) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    book.active.cell(200_001, 4).value = "Far down"
    book.save(path)
    assert "words in row 200001" in refused(project, path)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xliff"])
def test_a_domain_with_capitals_comes_home(project: Path, kind: str) -> None:
    settings = project / "utgivelse.toml"
    settings.write_text(settings.read_text().replace('domain = "prover"', 'domain = "Prover-2026"'))
    (project / CATALOG).rename(project / CATALOG.replace("prover", "Prover-2026"))
    assert receive(project, send(project, kind)).fates == {Fate.UNCHANGED: 10}


def test_headings_may_be_written_with_capitals(project: Path) -> None:
    path = send(project, "csv")
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("translation [en]", "Translation [EN]").replace('"source', '"SOURCE'))
    assert receive(project, path).fates == {Fate.UNCHANGED: 10}


def test_columns_that_were_sorted_apart_are_seen(project: Path) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    column = sorted((cell.value for cell in book.active["A"][1:]), reverse=True)
    for cell, value in zip(book.active["A"][1:], column, strict=True):
        cell.value = value
    book.save(path)
    receipt = receive(project, path)
    assert not receipt.is_changed
    assert {finding.code for finding in receipt.findings} == {"M72"}
    assert "sorted apart" in receipt.findings[0].message


def test_rows_that_were_added_are_named(project: Path) -> None:
    path = send(project, "xlsx")
    book = workbook(path)
    book.active.append(["", "", "Ny tekst", "New text"])
    book.save(path)
    receipt = receive(project, path)
    assert [(one.code, one.place.line) for one in receipt.findings] == [("M72", 12)]
    assert receipt.fates == {Fate.REFUSED: 1, Fate.UNCHANGED: 10}


def repacked(path: Path, extra: dict[str, bytes]) -> None:
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, extra.pop(member.filename, old.read(member)))
        for name, content in extra.items():
            new.writestr(name, content)


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"xl/vbaProject.bin": b"macro"}, "macros"),
        ({"xl/big.bin": b"\0" * (201 * 2**20)}, "more than 200 MB"),
        ({f"x/{number}": b"" for number in range(501)}, "more than 500 files"),
        ({"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'}, "document type"),
        ({"xl/workbook.xml": b"<x/>"}, "has no sheet"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet"}, "cannot be opened"),
    ],
    ids=["macros", "bomb", "many", "dtd", "workbook", "sheet"],
)
def test_hostile_and_broken_workbooks_are_refused(project: Path, extra: dict[str, bytes], says: str) -> None:
    path = send(project, "xlsx")
    repacked(path, dict(extra))
    assert says in refused(project, path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600])
def test_what_is_no_workbook_is_refused(project: Path, data: bytes) -> None:
    path = send(project, "xlsx")
    path.write_bytes(data)
    assert "no workbook" in refused(project, path)


def test_a_memory_an_unknown_file_and_none_at_all_are_refused(project: Path, tmp_path: Path) -> None:
    assert "memory" in refused(project, send(project, "tmx"))
    (tmp_path / "x.docx").write_bytes(b"PK")
    assert "no format is known" in refused(project, tmp_path / "x.docx")
    assert "cannot be read" in refused(project, tmp_path / "nope.xlf")


def test_one_bad_file_does_not_stop_the_next(project: Path, tmp_path: Path) -> None:
    good = send(project)
    good.write_text(good.read_text().replace(LONG, "It runs far."))
    bad = tmp_path / "bad.xlf"
    bad.write_bytes(b"<xliff")
    receipts = exchange.receive(pipeline.open_project(project), (bad, good))
    assert [one.is_changed for one in receipts] == [False, True]


def test_the_stages_are_words_of_a_sheet() -> None:
    assert [stage.value for stage in Stage] == ["new", "needs review", "translated", "approved"]
