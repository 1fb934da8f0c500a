"""`utgivelse check FILE.pdf` and its report: real files, whole ones and broken ones."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from conftest import Command
from press_sheets import OVERPRINT, Sheet, box, flat, spot, write
from utgivelse import inspection, preflight, press_report, speech
from utgivelse.findings import ProjectError, Severity, note
from utgivelse.inspection import Inspected, Wanted

SCHEMA = Path(__file__).parents[2] / "docs/schema/preflight.json"
GOOD = flat(20, 0, 0, 0) + box(-3, -3, 66, 66)
HEAVY = flat(100, 100, 100, 20) + box(5, 10, 20, 8)


def broken(folder: Path, kind: str) -> Path:
    """A file that does not open."""
    path = folder / f"{kind}.pdf"
    whole = write(folder / "whole.pdf", *[Sheet(GOOD)] * 3).read_bytes()
    match kind:
        case "text":
            path.write_bytes(b"Dette er ingen PDF.")
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "header":
            path.write_bytes(b"%PDF-1.7\n")
        case "locked":
            with pikepdf.open(io.BytesIO(whole)) as pdf:
                pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    return path


BROKEN = {"text": "F30", "empty": "F30", "cut": "K78", "header": "F30", "locked": "K77"}


@pytest.mark.parametrize(("kind", "code"), BROKEN.items())
def test_a_file_that_does_not_open_is_told_once(tmp_path: Path, command: Command, kind: str, code: str) -> None:
    done = command("check", broken(tmp_path, kind), "--press", "iso-coated-300", "--report", tmp_path / "r.html")
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stderr.splitlines() if not line.startswith(" ")] == [["error", code]]
    assert "Traceback" not in done.stderr
    assert "object at 0x" not in done.stderr
    assert code in (tmp_path / "r.html").read_text()


def test_a_file_with_an_owners_password_is_read_and_told(tmp_path: Path, command: Command) -> None:
    path = write(tmp_path / "a.pdf", Sheet(GOOD))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user=""))
    done = command("check", path, "--press", "iso-coated-300")
    assert done.returncode == 1
    assert "encrypted" in done.stderr
    assert "K77" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("missing.pdf", "F02"), ("folder.pdf", "F04")])
def test_what_is_no_file_is_told(tmp_path: Path, command: Command, name: str, code: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    done = command("check", tmp_path / name)
    assert done.returncode == 1
    assert f"error {code}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_file_does_not_hide_the_next(tmp_path: Path) -> None:
    heavy = write(tmp_path / "heavy.pdf", Sheet(GOOD + HEAVY))
    found = inspection.inspect((broken(tmp_path, "text"), heavy), Wanted(press="iso-coated-300"))
    assert [{one.code for one in each.findings} & {"F30", "K71"} for each in found] == [{"F30"}, {"K71"}]


# ── profiles ─────────────────────────────────────────────────────────────────────────────────


def with_intent(path: Path, condition: str) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=condition
        )
        pdf.Root.OutputIntents = pikepdf.Array([intent])
        pdf.save(path)
    return path


def test_the_profile_is_the_one_of_the_output_intent(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.pdf", Sheet(GOOD))
    assert preflight.subject_of(plain).press is None
    for condition, name in (("FOGRA39", "iso-coated-300"), ("Something else", "iso-coated-300")):
        named = with_intent(write(tmp_path / "b.pdf", Sheet(GOOD)), condition)
        press = preflight.subject_of(named).press
        assert press is not None
        assert press.name == name


def test_a_file_without_condition_is_looked_at_in_general(tmp_path: Path, command: Command) -> None:
    path = write(tmp_path / "a.pdf", Sheet(GOOD + HEAVY))
    done = command("check", path, "-v")
    assert done.returncode == 0, done.stderr
    assert "K80" in done.stderr
    assert "K71" in command("check", path, "--press", "iso-coated-300").stderr


def test_an_unknown_profile_is_an_error_that_names_the_nearest(tmp_path: Path, command: Command) -> None:
    done = command("check", write(tmp_path / "a.pdf", Sheet(GOOD)), "--press", "iso-coated")
    assert done.returncode == 2
    assert "K81" in done.stderr
    assert "iso-coated-300" in done.stderr
    with pytest.raises(ProjectError):
        preflight.subject_of(tmp_path / "a.pdf", press="none such")


def test_a_print_edition_has_its_publications_profile(project: Path, tmp_path: Path) -> None:
    from utgivelse.project import load_project

    configuration = project / "utgivelse.toml"
    text = configuration.read_text().replace('theme = "kommune"', 'theme = "kommune"\npress = "eget"', 1)
    configuration.write_text(f'{text}\n[press.eget]\nextends = "iso-coated-300"\nink-limit = 260\n')
    loaded = load_project(project)
    folder = project / "output/en/nb"
    folder.mkdir(parents=True)
    path = write(folder / "en.nb.print.pdf", Sheet(GOOD))
    press = preflight.subject_of(path, loaded).press
    assert press is not None
    assert (press.name, press.ink_limit) == ("eget", 260)
    assert preflight.subject_of(write(folder / "en.nb.pdf", Sheet(GOOD)), loaded).press is None
    elsewhere = preflight.subject_of(write(tmp_path / "x.print.pdf", Sheet(GOOD)), loaded, "eget").press
    assert elsewhere is not None
    assert elsewhere.ink_limit == 260


# ── reports ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def heavy(tmp_path: Path) -> Inspected:
    spots = {"Blue": "PANTONE 293 C", "Cut": "CutContour"}
    marked = spot("Blue", 100) + box(35, 40, 15, 10) + OVERPRINT + spot("Cut", 100) + box(2, 2, 56, 0.3)
    path = write(tmp_path / "<b>tung.pdf", Sheet(GOOD + HEAVY + marked, spots), Sheet(GOOD))
    (found,) = inspection.inspect((path,), Wanted(press="iso-coated-300"))
    return found


def test_the_published_schema_is_current() -> None:
    command = "python -m utgivelse.press_report > docs/schema/preflight.json"
    assert SCHEMA.read_bytes() == press_report.report_schema(), command


def test_a_report_says_what_was_measured(heavy: Inspected) -> None:
    report = inspection.report_of(heavy, speech.speaker("en"))
    jsonschema.validate(json.loads(press_report.write_json(report)), json.loads(SCHEMA.read_text()))
    assert report.light == "red"
    assert (report.measured, report.pages[0].ink) == (150, 320)
    assert {one.name: one.kind for one in report.inks if one.kind != "process"} == {
        "PANTONE 293 C": "spot",
        "CutContour": "technical",
    }
    found = next(one for one in report.findings if one.code == "K71")
    assert (found.page, found.measure and found.measure.limit) == (1, 300)
    assert found.area == pytest.approx((5, 10, 20, 8), abs=0.4)


def test_the_light_is_the_worst_findings(heavy: Inspected) -> None:
    def light(*severities: Severity) -> str:
        findings = tuple(next(f for f in heavy.findings if f.severity is severity) for severity in severities)
        return press_report.report_of(heavy.path, None, findings, str).light

    assert light() == "green"
    assert light(Severity.NOTE) == "green"
    assert light(Severity.NOTE, Severity.WARNING) == "yellow"
    assert light(Severity.WARNING, Severity.ERROR, Severity.NOTE) == "red"


def test_what_was_not_measured_is_not_green(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Sheet(GOOD))
    (general,) = inspection.inspect((path,))
    notes = tuple(one for one in general.findings if one.code != "R01")  # it has no tags
    assert all(one.severity == "note" for one in notes)
    assert inspection.report_of(replace(general, findings=notes), str).light == "yellow"


def test_the_page_asks_for_nothing_outside_itself(heavy: Inspected) -> None:
    report = inspection.report_of(heavy, speech.speaker("en"))
    text = press_report.write_html(report, heavy.subject, speech.speaker("en"), "en").decode()
    assert "<b>tung" not in text
    assert "&lt;b&gt;tung" in text
    addresses = re.findall(r'(?:src|href|url)[=(]"?([^">)]*)', text)
    assert {re.sub(r"(?<=base64,).*|(?<=#p)\d+", "", address) for address in addresses} == {
        "data:image/jpeg;base64,",
        "#p",
    }
    assert text.count("data:image/jpeg") == 2
    assert "<script" not in text


def test_the_place_is_framed_on_the_picture(heavy: Inspected) -> None:
    report = inspection.report_of(heavy, speech.speaker("en"))
    number = next(one.number for one in report.findings if one.code == "K71")
    text = press_report.write_html(report, heavy.subject, speech.speaker("en"), "en").decode()
    frame = next(line for line in text.splitlines() if line.startswith("<i class=") and f"<b>{number}</b>" in line)
    left, top, width, height = (float(share) for share in re.findall(r":([\d.]+)%", frame))
    # the sheet is 80 mm large, the trim 10 mm inside; a frame has 0.6 mm of room
    assert (left, top) == pytest.approx(((15 - 0.6) / 0.8, (20 - 0.6) / 0.8), abs=0.5)
    assert (width, height) == pytest.approx((21.2 / 0.8, 9.2 / 0.8), abs=0.7)


def test_the_same_file_gives_the_same_report(heavy: Inspected) -> None:
    def written() -> bytes:
        (again,) = inspection.inspect((heavy.path,), Wanted(press="iso-coated-300"))
        say = speech.speaker("nb")
        return press_report.write_html(inspection.report_of(again, say), again.subject, say, "nb")

    assert written() == written()


def test_reports_of_several_files_have_their_names(tmp_path: Path, command: Command) -> None:
    paths = [write(tmp_path / f"{name}.pdf", Sheet(GOOD)) for name in ("en", "to")]
    command("check", *paths, "--report", tmp_path / "ut.json")
    assert {path.name for path in tmp_path.glob("ut*")} == {"ut-en.json", "ut-to.json"}
    done = command("check", paths[0], "--json")
    assert json.loads(done.stdout)["reports"][0]["file"]["name"] == "en.pdf"


def test_a_report_on_nothing_is_refused(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Elva\n---\nElva.\n")
    done = command("check", tmp_path / "a.md", "--report", tmp_path / "r.html")
    assert done.returncode == 2
    assert "K82" in done.stderr


def test_without_poppler_the_frames_stand_on_white(heavy: Inspected, monkeypatch: pytest.MonkeyPatch) -> None:
    report = inspection.report_of(heavy, speech.speaker("en"))
    monkeypatch.setenv("PATH", "/nowhere")
    text = press_report.write_html(report, heavy.subject, speech.speaker("en"), "en").decode()
    assert "data:image" not in text
    assert '<i class="frame error"' in text


def test_a_note_without_a_place_is_no_page(heavy: Inspected) -> None:
    report = press_report.report_of(heavy.path, heavy.subject, (note("K80", "held"),), str)
    text = press_report.write_html(report, heavy.subject, str, "en").decode()
    assert 'class="card"' not in text
    assert text.count('class="sheet"') == 2
