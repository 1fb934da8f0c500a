"""The output intent's profile: broken, or another than the press's, it is told; and ink is never passed unmeasured."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Pdf

from clean_sheet import PACKAGE, clean, saved
from conftest import Command, write_project
from small_profile import small_profile
from utgivelse import pipeline, preflight
from utgivelse.files import Files
from utgivelse.findings import Severity
from utgivelse.images.profiles import profile_problem
from utgivelse.preflight import Subject
from utgivelse.press.intent import set_intent
from utgivelse.publication import PressProfile

WHOLE = (PACKAGE / "icc/ISOcoated_v2_300_bas.icc").read_bytes()
HEAVY = b"1 1 1 .4 k 100 300 50 50 re f"
PRESS = PressProfile(name="iso-coated-300", icc="ISOcoated_v2_300_bas.icc", condition="FOGRA39")


def with_profile(pdf: Pdf, icc: bytes) -> bytes:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(icc, N=4)
    return saved(pdf)


@pytest.mark.parametrize("length", [300, 5000, 100_000, len(WHOLE) - 1000])
def test_ink_under_a_broken_profile_is_measured_or_said_not_to_be(length: int, tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(with_profile(clean(HEAVY), WHOLE[:length]))
    found = preflight.examine(Subject(path, "application/pdf", PRESS))
    codes = {one.code for one in found}
    assert any(one.code == "K62" and one.severity is Severity.ERROR and "cut off" in one.message for one in found)
    assert codes & {"K70", "K71"}
    assert "K76" not in codes


@pytest.mark.parametrize(
    "spoilt",
    [WHOLE[:128] + b"\0" * (len(WHOLE) - 128), WHOLE.replace(b"A2B", b"XXX"), WHOLE.replace(b"B2A", b"XXX")],
    ids=["no tables", "no way to the eye", "no way to ink"],
)
def test_a_profile_of_the_right_length_is_opened_too(spoilt: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(with_profile(clean(), spoilt))
    found = preflight.examine(Subject(path, "application/pdf", PRESS))
    assert [one.severity for one in found if one.code == "K62"] == [Severity.ERROR]


def test_a_whole_profile_is_none_of_that() -> None:
    assert (profile_problem(WHOLE), profile_problem(small_profile())) == ("", "")


def test_a_file_in_which_white_hides_everything_is_blank_and_not_unmeasured(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(saved(clean(b"0 0 0 1 k 100 300 50 50 re f 0 0 0 0 k 0 0 437 613 re f")))
    codes = {one.code for one in preflight.examine(Subject(path, "application/pdf", PRESS))}
    assert codes == {"K76"}


# ── another profile than the press's ─────────────────────────────────────────────────────────


def test_another_profile_than_the_presses_is_told_and_the_same_is_not(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(saved(clean()))
    (found,) = preflight.examine(preflight.subject_of(path))
    assert (found.code, found.severity) == ("K62", Severity.WARNING)
    assert "another than the press profile's" in found.message
    path.write_bytes(with_profile(clean(), WHOLE))
    assert preflight.examine(preflight.subject_of(path)) == ()


def test_the_command_tells_of_another_profile(tmp_path: Path, command: Command) -> None:
    (tmp_path / "fil.pdf").write_bytes(saved(clean()))
    (tmp_path / "samme.pdf").write_bytes(with_profile(clean(), WHOLE))
    assert "warning K62" in command("check", "fil.pdf").stderr
    assert "K62" not in command("check", "samme.pdf").stderr
    assert "K62" not in command("check", "samme.pdf", "--press", "iso-coated-300").stderr


def test_a_profile_that_is_not_installed_is_compared_with_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(saved(clean()))
    looked = preflight.subject_of(path, press="pso-coated-v3")
    assert (looked.press and looked.press.condition, looked.icc) == ("FOGRA51", b"")
    assert ["FOGRA51" in one.message for one in preflight.examine(looked) if one.code == "K62"] == [True]


def test_an_edition_whose_intent_is_not_its_press_profile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(pdf: Pdf, profile: PressProfile, _: bytes, files: Files) -> None:
        set_intent(pdf, profile, small_profile(), files)

    monkeypatch.setattr("utgivelse.press.set_intent", wrong)
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")
    report = pipeline.build(write_project(tmp_path / "p", ("pdf-print",)))
    told = [one for made in report.artifacts for one in made.findings if one.code == "K62"]
    assert ["another than the press profile's" in one.message for one in told] == [True] * len(report.artifacts)
