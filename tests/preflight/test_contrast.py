# ruff: noqa: E501 - a case is a row
"""Contrast of what is painted: each faint text is found wherever it hides, and its twin just on the other side passes.

A case is drawn in sRGB on white, in points from the lower left corner of the bleed; see `test_painted`.
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from clean_sheet import HIDINGS, Box, area, saved, text, width_of
from conftest import need
from sample_project import edition
from utgivelse import contrast, grounds, plugins
from utgivelse.findings import Finding
from utgivelse.pdf.painting import overlap, read
from utgivelse.preflight import Subject
from utgivelse.publication import Contrast, PressProfile

WHITE = b"1 1 1 rg 0 0 436.6 612.3 re f 0 0 0 rg 0 0 0 RG "
FLAT = ("page", "form", "turned", "unit")
DRAWN = ("pattern", "type 3")
WORDS = "Kom hit"


def grey(level: int) -> bytes:
    part = f"{level / 255:.6f} "
    return (part * 3).encode() + b"rg "


def fill(rgb: str, where: str = "90 280 200 60") -> bytes:
    parts = " ".join(f"{int(rgb[at : at + 2], 16) / 255:.6f}" for at in (1, 3, 5))
    return f"{parts} rg {where} re f ".encode()


def words(size: float, font: str = "/F") -> bytes:
    return text(100, 300, size, WORDS, font)


def shape(size: float) -> Box:
    return 100, 300, width_of(WORDS, size), size * 0.7


@dataclass(frozen=True)
class Case:
    name: str
    code: str
    bad: bytes
    twin: bytes
    size: float = 12
    hidings: tuple[str, ...] = FLAT
    wanted: Contrast = "normal"


IN = b"q 200 0 0 60 90 280 cm /%s Do Q "
T12 = words(12)
CASES = (
    Case("grey on white", "R40", grey(0x77) + T12, grey(0x76) + T12),
    Case("large grey on white", "R40", grey(0x95) + words(18), grey(0x94) + words(18), 18),
    Case("not quite large", "R40", grey(0x94) + words(17.9), grey(0x94) + words(18)),
    Case("not quite large, bold", "R40", grey(0x94) + words(13.9, "/B"), grey(0x94) + words(14, "/B")),
    Case("semibold is not bold", "R40", grey(0x94) + words(14, "/S"), grey(0x94) + words(14, "/B")),
    Case("high contrast", "R41", grey(0x5A) + T12, grey(0x59) + T12, wanted="high"),
    Case("high contrast, large", "R41", grey(0x77) + words(18), grey(0x76) + words(18), 18, wanted="high"),
    Case("grey operator", "R40", b"0.4667 g " + T12, b"0.4627 g " + T12),
    Case("white on a light tint", "R40", fill("#e7eced") + b"1 g " + T12, fill("#e7eced") + b"0.1 g " + T12),
    Case("white on an accent", "R40", fill("#d98536") + b"1 g " + T12, fill("#10464f") + b"1 g " + T12),
    Case("on the topmost ground", "R40", fill("#10464f") + fill("#dddddd") + b"1 g " + T12, fill("#dddddd") + fill("#10464f") + b"1 g " + T12),
    Case("letting light through", "R40", b"q /Half gs " + T12 + b"Q", b"q /Half gs " + words(18) + b"Q"),
    Case("larger by its matrix", "R40", b"q 1.4 0 0 1.4 -40 -120 cm " + grey(0x94) + T12 + b"Q", b"q 1.5 0 0 1.5 -50 -150 cm " + grey(0x94) + T12 + b"Q", 18),
    Case("a rule is no ground", "R40", b"90 300 200 1 re f " + grey(0x77) + T12, b"0.5 g 90 304 200 1 re f " + grey(0x76) + T12),
    Case("in a pattern or a drawn letter", "R42", grey(0xA0) + T12, grey(0x40) + T12, hidings=DRAWN),
    Case("on an even picture", "R42", IN % b"Dark" + grey(0x70) + T12, IN % b"Dark" + grey(0xC0) + T12),
    Case("on a picture, at its worst place", "R42", IN % b"Both" + b"1 g " + T12, IN % b"Dark" + b"1 g " + T12),
    Case("on a picture, with a specked place", "R42", IN % b"Light" + b"1 g " + T12, IN % b"Specks" + b"1 g " + T12),
    Case("half on a ground", "R42", fill("#10464f", "90 280 30 60") + b"1 g " + T12, fill("#10464f") + b"1 g " + T12),
    Case("on a leaning shape", "R42", b"0 0 0.3 rg 90 280 m 190 280 l 90 380 l f 1 g " + text(150, 335, 12, WORDS), b"0 0 0.3 rg 90 280 m 390 280 l 90 580 l f 1 g " + T12),
    Case("on a ground with a hole", "R42", b"0 0 0.3 rg 80 270 300 100 re 95 290 90 40 re f* 1 g " + T12, b"0 0 0.3 rg 80 270 300 100 re 300 290 60 40 re f* 1 g " + T12),
    Case("on a ground cut round", "R42", b"q 90 280 m 190 280 l 90 380 l W n 0 0 0.3 rg 90 280 100 100 re f Q 1 g " + text(150, 335, 12, WORDS), b"q 90 280 m 390 280 l 90 580 l W n 0 0 0.3 rg 90 280 300 300 re f Q 1 g " + T12),
    Case("on a ground that lets light through", "R42", b"q /Half gs " + fill("#000000") + b"Q 1 g " + T12, b"q /Half gs " + fill("#000000") + b"Q 0 g " + T12),
    Case("on a gradient", "R42", b"q 90 280 60 60 re W n /Grad sh Q 0.3 g " + T12, b"q 90 280 60 60 re W n /Grad sh Q 1 g " + T12),
    Case("multiplied", "R42", b"q /Mul gs " + fill("#404040") + b"1 g /Mul gs " + T12 + b"Q", b"q " + fill("#ffffff") + b"/Mul gs 0.2 g " + T12 + b"Q"),
    Case("half masked", "R42", b"q /Mask2 gs 0.4 g " + T12 + b"Q", b"q /Mask2 gs Q 0.4 g " + T12),
    Case("in a half open group", "R40", b"q /Half gs /Group12 Do Q", b"/Group12 Do"),
    Case("in ink", "R42", b"0 0 0 0.4 k " + T12, b"0 0 0 0.9 k " + T12),
    Case("drawn by its outline", "R42", b"0.7 G 1 Tr 1 w " + T12, b"0.1 G 1 Tr 1 w " + T12),
)  # fmt: skip
HIDDEN = [(case, hiding) for case in CASES for hiding in case.hidings]


def picture(pdf: pikepdf.Pdf, rows: list[bytes]) -> pikepdf.Stream:
    """A grey picture of 40 columns."""
    return pdf.make_stream(
        zlib.compress(b"".join(rows)), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=len(rows),
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip


def copied(pdf: pikepdf.Pdf, of: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(dict(of.items())))


def furnished(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """The resources that these cases name, beside those of every clean sheet."""
    found = pdf.pages[0].obj.Resources
    speck = b"\x20" * 25 + b"\xff" + b"\x20" * 14
    found.XObject.Dark = picture(pdf, [b"\x20" * 40] * 40)
    found.XObject.Light = picture(pdf, [b"\xe0" * 40] * 40)
    found.XObject.Both = picture(pdf, [b"\x20" * 6 + b"\xff" * 34] * 40)
    found.XObject.Specks = picture(pdf, [b"\x20" * 40] * 39 + [speck])
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0]), C1=Array([0.2, 0.2, 0.2]))
    found.Shading.Grad = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([0, 0, 400, 0]),
        Function=function,
        Extend=Array([True, True]),
    )
    found.ExtGState.Mul = Dictionary(BM=Name.Multiply)
    half = pdf.make_stream(
        b"0.5 g 0 0 600 800 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 800]), Resources=Dictionary(),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    found.ExtGState.Mask2 = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=half))
    found.XObject.Group12 = pdf.make_stream(
        b"0 g " + T12, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 800]), Resources=found,
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )  # fmt: skip
    for name, weight in (("B", "Bold"), ("S", "SemiBold")):
        font, inner = copied(pdf, found.Font.F), copied(pdf, found.Font.F.DescendantFonts[0])
        font.BaseFont = inner.BaseFont = Name(f"/ABCDEF+SourceSans3-{weight}")
        font.DescendantFonts = Array([inner])
        found.Font[f"/{name}"] = font
    return pdf


def ask(data: bytes, path: Path, wanted: Contrast = "normal", press: PressProfile | None = None) -> list[Finding]:
    path.write_bytes(data)
    check = plugins.load("checks", "contrast")
    return list(check.run(Subject(path, "application/pdf", press, contrast=wanted)))


def drawn(case: Case, hiding: str, content: bytes) -> bytes:
    return saved(furnished(HIDINGS[hiding](WHITE + content, shape(case.size))))


@pytest.mark.parametrize(("case", "hiding"), HIDDEN, ids=lambda part: part if isinstance(part, str) else part.name)
def test_faint_text_is_found_where_it_stands(case: Case, hiding: str, tmp_path: Path) -> None:
    need("pdftoppm")
    (finding,) = ask(drawn(case, hiding, case.bad), tmp_path / "fil.pdf", case.wanted)
    assert (finding.code, finding.place.page) == (case.code, 1)
    assert finding.measure
    assert finding.measure.found < finding.measure.limit
    assert finding.place.object == f"text «{WORDS}»"
    if hiding in FLAT:
        x, y, width, height = shape(max(case.size, 12))
        assert finding.place.area
        assert overlap(finding.place.area, area(x, y, width + 60, height + 45))


@pytest.mark.parametrize(("case", "hiding"), HIDDEN, ids=lambda part: part if isinstance(part, str) else part.name)
def test_its_twin_passes(case: Case, hiding: str, tmp_path: Path) -> None:
    need("pdftoppm")
    assert ask(drawn(case, hiding, case.twin), tmp_path / "fil.pdf", case.wanted) == []


UNSEEN = {
    "invisible": b"3 Tr " + grey(0xEE) + T12,
    "covered by an area": grey(0xEE) + T12 + fill("#ffffff"),
    "covered by a picture": grey(0xEE) + T12 + IN % b"Dark",
    "outside the page": grey(0xEE) + text(500, 300, 12, WORDS),
    "spaces": grey(0xEE) + text(100, 300, 12, "   "),
    "clear": b"/Clear gs 0 g " + T12,
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_needs_no_contrast(name: str, tmp_path: Path) -> None:
    case = Case(name, "", UNSEEN[name], b"")
    assert ask(drawn(case, "page", case.bad), tmp_path / "fil.pdf") == []


def test_what_is_printed_is_not_asked(tmp_path: Path) -> None:
    press = PressProfile(name="test", icc="", condition="FOGRA39")
    assert ask(drawn(CASES[0], "page", CASES[0].bad), tmp_path / "fil.pdf", press=press) == []


def test_lines_of_one_text_are_one_finding_and_the_worst_is_told(tmp_path: Path) -> None:
    lines = b"".join(text(100, 300 - 14 * number, 12, WORDS) for number in range(3))
    content = grey(0x90) + lines + grey(0xA0) + text(100, 150, 12, "Lenger ned")
    one, other = ask(drawn(CASES[0], "page", content), tmp_path / "fil.pdf")
    assert one.place.area
    assert one.place.area.height == pytest.approx((2 * 14 + 12 * 0.7) * 25.4 / 72, abs=1.5)
    assert (one.measure and one.measure.found, one.measure and one.measure.limit) == (3.19, 4.5)
    assert one.message == "text of 12 pt in #909090 on #ffffff has a contrast of 3.19 to 1, expected at least 4.5"
    assert one.hint == "make the text darker, or its ground lighter"
    assert "#a0a0a0" in other.message


def test_many_are_counted(tmp_path: Path) -> None:
    content = b"".join(grey(0x80 + number) + text(100, 560 - 10 * number, 8, WORDS) for number in range(55))
    found = ask(drawn(CASES[0], "page", content), tmp_path / "fil.pdf")
    assert len(found) == 41
    assert found[-1].message == "15 more texts are too faint, on these pages: 1"


def test_without_poppler_the_rest_is_judged_and_the_gap_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(CASES[0], "page", grey(0x90) + text(100, 200, 12, WORDS) + IN % b"Light" + b"1 g " + T12)
    monkeypatch.setenv("PATH", str(tmp_path))
    faint, told = ask(data, tmp_path / "fil.pdf")
    assert (faint.code, told.code, told.severity) == ("R40", "R43", "note")
    assert "poppler is not installed" in told.message
    assert "apt-get install poppler-utils" in told.hint


# ── the sample ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.xdist_group("sample")
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_text_of_the_sample_stands_out(sample: Path, language: str) -> None:
    """Text below 4.5 to 1 would be found; another engine's pixels have the same grounds as ours."""
    path = edition(sample, language, "pdf")
    assert ask(path.read_bytes(), path) == []
    standing, problem = grounds.read(path, read(path.read_bytes()))
    assert problem is None
    assert len(standing) > 200
    assert min(one.ratio for one in standing) >= 7
    assert {one.ground for one in standing} == {(255, 255, 255), (16, 70, 79), (231, 236, 237)}
    document, scale = pypdfium2.PdfDocument(path), 3.0
    pages = [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    for one in standing:
        assert one.text.area
        x, y, right, bottom = (
            round(edge / 25.4 * 72 * scale)
            for edge in (one.text.area.x, one.text.area.y, one.text.area.right, one.text.area.bottom)
        )
        pixels = pages[one.text.page - 1].crop((x - 6, y - 6, right + 6, bottom + 6))
        seen = Counter(pixels.get_flattened_data()).most_common(1)[0][0]
        assert max(abs(a - b) for a, b in zip(seen, one.ground, strict=True)) <= 2, one


# ── the formulas ─────────────────────────────────────────────────────────────────────────────


def test_the_ratios_are_those_that_everyone_computes() -> None:
    assert contrast.ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast.ratio((255, 0, 0), (255, 255, 255)) == pytest.approx(3.998, abs=0.001)
    assert contrast.shown(contrast.ratio((0x77,) * 3, (255,) * 3)) == 4.47
    assert contrast.shown(contrast.ratio((0x76,) * 3, (255,) * 3)) == 4.54


@pytest.mark.parametrize(
    ("size", "bold", "normal", "high"),
    [(18, False, 3, 4.5), (17.9, False, 4.5, 7), (14, True, 3, 4.5), (13.9, True, 4.5, 7), (14, False, 4.5, 7)],
)
def test_large_text_needs_less(size: float, bold: bool, normal: float, high: float) -> None:
    assert contrast.least("normal", size, bold=bold) == normal
    assert contrast.least("high", size, bold=bold) == high
