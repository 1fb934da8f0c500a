"""Plates: drawn by Ghostscript from files with known ink, and measured; each limit has a twin on its right side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from clean_sheet import in_pattern, saved
from press_sheets import BLEED, MM, OVERPRINT, SLUG, TRIM, Sheet, box, flat, form, spot, tiling, write
from utgivelse import plates
from utgivelse.checks import black_areas, blank_pages, bleed_filled, total_ink
from utgivelse.findings import Finding, Severity
from utgivelse.pdf.painting import read
from utgivelse.places import Area
from utgivelse.plates import Plates
from utgivelse.preflight import Subject
from utgivelse.publication import PressProfile

PRESS = PressProfile(name="test", icc="", condition="FOGRA39")
OVER, UNDER = flat(100, 100, 100, 1.5), flat(100, 100, 100, 0.5)
"""301.5 and 300.5 %."""
FULL = box(-BLEED, -BLEED, TRIM + 2 * BLEED, TRIM + 2 * BLEED)


def subject(path: Path, **profile: float) -> Subject:
    return Subject(path, "application/pdf", PressProfile(**{**vars(PRESS), **profile}))


def drawn(path: Path) -> tuple[Plates, ...]:
    """Every page's plates."""
    return tuple(subject(path).plates)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


# ── what stands on the plates ────────────────────────────────────────────────────────────────


def test_a_plate_has_the_numbers_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Sheet(flat(100, 50, 20, 0) + box(10, 10, 20, 20)))
    (page,) = drawn(path)
    middle = page.window(Area(15, 15, 10, 10))
    found = {name: {*np.unique(plate[middle]).tolist()} for name, plate in page.process.items()}
    assert found == {"Cyan": {255}, "Magenta": {127}, "Yellow": {51}, "Black": {0}}
    assert plates.most_ink(page) == pytest.approx(170, abs=0.5)


def test_a_plate_covers_the_bleed_and_no_edge_invents_ink(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Sheet(flat(0, 0, 0, 100) + box(10.05, 10.05, 20.02, 20.02)))
    (page,) = drawn(path)
    assert page.shape == pytest.approx(((TRIM + 2 * BLEED) / 25.4 * plates.PPI,) * 2, abs=1)
    assert {*np.unique(page.plate("Black")).tolist()} == {0, 255}


def test_spot_plates_keep_their_names(tmp_path: Path) -> None:
    names = {"A": "PANTONE 186 C", "B": "Ærlig/blå (1)%d", "C": "100%%"}
    content = "".join(spot(key, 50) + box(10, 10 + 12 * number, 10, 10) for number, key in enumerate(names))
    (page,) = drawn(write(tmp_path / "a.pdf", Sheet(content, names)))
    assert {*page.spots} == {*names.values()}
    assert {int(plate.max()) for plate in page.spots.values()} == {127}


def test_colour_in_the_space_of_the_output_intent_keeps_its_numbers(tmp_path: Path) -> None:
    profile = Path(plates.__file__).parent.parent / "icc/ISOcoated_v2_300_bas.icc"
    path = write(tmp_path / "a.pdf", Sheet(f"/Coated cs 0.8 0.4 0.2 0.1 scn {box(10, 10, 20, 20)}"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        icc = pdf.make_stream(profile.read_bytes(), N=4)
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39", DestOutputProfile=icc
        )
        pdf.Root.OutputIntents = Array([intent])
        pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Coated=Array([Name.ICCBased, icc]))
        pdf.save(path)
    (page,) = drawn(path)
    assert [int(plate.max()) for plate in page.process.values()] == [204, 102, 51, 25]


# ── total ink ────────────────────────────────────────────────────────────────────────────────

SPOTS = {"Blue": "PANTONE 293 C", "Gold": "PANTONE 871 C", "Cut": "CutContour", "All": "All"}
HERE = box(10, 10, 20, 20)

INK: dict[str, Callable[[str], Sheet]] = {
    "flat": lambda ink: Sheet(ink + HERE),
    "form": lambda ink: Sheet("/F Do", resources={"XObject": {"F": form(ink + HERE)}}),
    "pattern": lambda ink: Sheet(f"/Pattern cs /P scn {HERE}", resources={"Pattern": {"P": tiling(ink + FULL)}}),
    "turned": lambda ink: Sheet(ink + box(10, 10, 20, 20), rotate=90),
    "upside down": lambda ink: Sheet(ink + HERE, rotate=180),
    "in units": lambda ink: Sheet(ink + HERE, unit=2),
    "bleed": lambda ink: Sheet(ink + box(-BLEED, -BLEED, TRIM + 2 * BLEED, 10)),
}


@pytest.mark.parametrize("kind", INK)
def test_ink_over_the_limit_is_found_wherever_it_hides(tmp_path: Path, kind: str) -> None:
    (found,) = total_ink.run(subject(write(tmp_path / "over.pdf", INK[kind](OVER))))
    assert (found.code, found.severity) == ("K71", Severity.ERROR)
    assert found.measure is not None
    assert found.measure.found == pytest.approx(301.5, abs=0.5)
    assert total_ink.run(subject(write(tmp_path / "under.pdf", INK[kind](UNDER)))) == ()


def test_the_place_is_the_rectangle_on_the_page_as_it_is_seen(tmp_path: Path) -> None:
    ink = OVER + box(5, 10, 20, 8)
    seen = {}
    for rotate in (0, 90):
        (found,) = total_ink.run(subject(write(tmp_path / f"{rotate}.pdf", Sheet(ink, rotate=rotate))))
        seen[rotate] = found.place.area
    assert seen[0] == pytest.approx(Area(5, 10, 20, 8), abs=0.4)
    assert seen[90] == pytest.approx(Area(TRIM - 18, 5, 8, 20), abs=0.4)


def over_panel(top: str, panel: str) -> str:
    return panel + box(5, 5, 30, 30) + top + HERE


SUMS = {
    "overprint": (
        over_panel(OVERPRINT + flat(0, 0, 0, 100), flat(80, 70, 52, 0)),
        over_panel(OVERPRINT + flat(0, 0, 0, 100), flat(80, 70, 50, 0)),
    ),
    "knock-out": (
        over_panel(OVERPRINT + flat(0, 0, 0, 100), flat(90, 80, 80, 0)),
        over_panel(flat(0, 0, 0, 100), flat(90, 80, 80, 0)),
    ),
    "spot over process": (
        over_panel(OVERPRINT + spot("Blue", 100), flat(80, 70, 52, 0)),
        over_panel(OVERPRINT + spot("Blue", 100), flat(80, 70, 50, 0)),
    ),
    "two spots": (
        over_panel(
            OVERPRINT + spot("Blue", 100), flat(60, 50, 50, 0) + box(5, 5, 30, 30) + OVERPRINT + spot("Gold", 42)
        ),
        over_panel(
            OVERPRINT + spot("Blue", 100), flat(60, 50, 50, 0) + box(5, 5, 30, 30) + OVERPRINT + spot("Gold", 40)
        ),
    ),
    "multiply": (
        over_panel("/Multiply gs " + flat(60, 60, 60, 60), flat(60, 60, 60, 10)),
        over_panel("/Multiply gs " + flat(40, 40, 40, 40), flat(60, 60, 60, 10)),
    ),
    "half transparent": (
        over_panel("/Half gs " + flat(100, 100, 100, 100), flat(60, 60, 60, 30)),
        over_panel("/Half gs " + flat(100, 100, 100, 100), flat(60, 60, 60, 0)),
    ),
    "technical ink": (
        over_panel(OVERPRINT + spot("Blue", 100), flat(90, 80, 80, 0)),
        over_panel(OVERPRINT + spot("Cut", 100), flat(90, 80, 80, 0)),
    ),
    "beside a mark": (  # 400 % of a mark in /All are on the plates, but cut off with it: only what is printed counts
        spot("All", 100) + box(-2.5, 10, 2, 10) + flat(100, 100, 100, 20) + box(-2.5, 25, 2, 10),
        spot("All", 100) + box(-2.5, 10, 2, 10),
    ),
    "mark over print": (
        flat(100, 100, 80, 60) + box(-3, 10, 20, 20) + spot("All", 100) + box(-2.5, 12, 0.3, 10),
        flat(90, 80, 80, 0) + box(-3, 10, 20, 20) + spot("All", 100) + box(-2.5, 12, 2, 10),
    ),
    "no mark, but inside the trim": (
        spot("All", 100) + box(2, 10, 2, 10),
        spot("All", 70) + box(2, 10, 2, 10),
    ),
    "line of text": (
        over_panel("", flat(80, 70, 70, 0))
        + OVERPRINT
        + flat(0, 0, 0, 100)
        + "".join(box(6 + number, 6, 0.3, 2) for number in range(20)),
        over_panel("", flat(60, 70, 70, 0))
        + OVERPRINT
        + flat(0, 0, 0, 100)
        + "".join(box(6 + number, 6, 0.3, 2) for number in range(20)),
    ),
}


@pytest.mark.parametrize("kind", SUMS)
def test_inks_are_summed_as_they_print(tmp_path: Path, kind: str) -> None:
    bad, good = (write(tmp_path / f"{n}.pdf", Sheet(content, SPOTS)) for n, content in enumerate(SUMS[kind]))
    assert codes(total_ink.run(subject(bad))) == ["K71"]
    assert total_ink.run(subject(good)) == ()


def test_a_spot_of_less_than_a_square_millimetre_is_a_warning(tmp_path: Path) -> None:
    (found,) = total_ink.run(subject(write(tmp_path / "a.pdf", Sheet(OVER + box(10, 10, 0.8, 0.8)))))
    assert (found.code, found.severity) == ("K72", Severity.WARNING)
    (found,) = total_ink.run(subject(write(tmp_path / "b.pdf", Sheet(OVER + box(10, 10, 1.2, 1.2)))))
    assert (found.code, found.severity) == ("K71", Severity.ERROR)


def test_two_areas_are_two_findings_the_worst_first(tmp_path: Path) -> None:
    content = flat(100, 100, 100, 10) + box(5, 5, 10, 10) + flat(100, 100, 100, 40) + box(30, 30, 10, 10)
    found = total_ink.run(subject(write(tmp_path / "a.pdf", Sheet(content))))
    assert [finding.measure and round(finding.measure.found) for finding in found] == [340, 310]
    assert "C 100 M 100 Y 100 K 40" in found[0].place.object


def test_the_limit_is_the_profiles(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Sheet(flat(80, 60, 60, 30) + HERE))
    assert codes(total_ink.run(subject(path, ink_limit=220))) == ["K71"]
    assert total_ink.run(subject(path, ink_limit=230)) == ()


# ── bleed ────────────────────────────────────────────────────────────────────────────────────

SIDES = {
    "left": (-BLEED, 20, 20, 15),
    "top": (20, -BLEED, 15, 20),
    "right": (TRIM - 17, 20, 17 + BLEED, 15),
    "bottom": (20, TRIM - 17, 15, 17 + BLEED),
}


def short(side: str, by: float) -> tuple[float, float, float, float]:
    x, y, width, height = SIDES[side]
    if side in ("left", "right"):
        return x + (by if side == "left" else 0), y, width - by, height
    return x, y + (by if side == "top" else 0), width, height - by


@pytest.mark.parametrize("side", SIDES)
def test_bleed_that_ends_early_is_found_with_its_side_and_length(tmp_path: Path, side: str) -> None:
    (found,) = bleed_filled.run(subject(write(tmp_path / "a.pdf", Sheet(flat(0, 50, 0, 0) + box(*short(side, 1))))))
    assert found.code == "K73"
    assert found.measure is not None
    assert found.measure.found == pytest.approx(2, abs=0.3)
    area = found.place.area
    assert area is not None
    assert max(area.width, area.height) == pytest.approx(15, abs=0.4)
    assert side in found.message or {"left": "on the left", "right": "on the right"}.get(side, "") in found.message


@pytest.mark.parametrize("side", SIDES)
def test_filled_bleed_is_none(tmp_path: Path, side: str) -> None:
    assert bleed_filled.run(subject(write(tmp_path / "a.pdf", Sheet(flat(0, 50, 0, 0) + box(*SIDES[side]))))) == ()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_bleed_of_a_turned_page(tmp_path: Path, rotate: int) -> None:
    (found,) = bleed_filled.run(
        subject(write(tmp_path / "a.pdf", Sheet(flat(0, 50, 0, 0) + box(*short("left", 3)), rotate=rotate)))
    )
    assert {90: "top", 180: "right", 270: "bottom"}[rotate] in found.message
    assert found.measure is not None
    assert found.measure.found == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize(
    "content",
    [
        "",
        flat(0, 50, 0, 0) + box(1, 1, TRIM - 2, TRIM - 2),
        flat(0, 0, 0, 0) + box(0, 0, TRIM, TRIM),
        flat(0, 50, 0, 0) + FULL,
        flat(0, 0, 0, 100) + box(20, -1, 0.3, 10),
    ],
    ids=["blank", "white edges", "white", "whole sheet", "a thin line's end"],
)
def test_edges_that_are_right(tmp_path: Path, content: str) -> None:
    assert bleed_filled.run(subject(write(tmp_path / "a.pdf", Sheet(content)))) == ()


def test_a_page_without_bleed_is_one_only_where_print_reaches_its_edge(tmp_path: Path) -> None:
    sheet = Sheet(flat(0, 50, 0, 0) + box(0, 0, 20, 20), bleed=0)
    assert [
        one.measure and one.measure.found for one in bleed_filled.run(subject(write(tmp_path / "a.pdf", sheet)))
    ] == [
        0,
        0,
    ]
    sheet = Sheet(flat(0, 50, 0, 0) + box(2, 2, 20, 20), bleed=0)
    assert bleed_filled.run(subject(write(tmp_path / "b.pdf", sheet))) == ()


def whole_page(white: int) -> tuple[str, dict[str, object]]:
    """A picture over the whole bleed, one row a millimetre, of which the uppermost are white."""

    def picture(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        rows = round(TRIM + 2 * BLEED)
        samples = bytes(0 if row < white else 150 + row for row in range(rows) for _ in range(rows * 4))
        return pdf.make_stream(
            samples,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=rows,
            Height=rows,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )

    side, low = (TRIM + 2 * BLEED) * MM, (SLUG - BLEED) * MM
    return f"q {side} 0 0 {side} {low} {low} cm /I Do Q ", {"XObject": {"I": picture}}


def bleeding(path: Path, content: str, resources: dict[str, object]) -> list[float]:
    """How far print goes over the trim, of each gap that is told."""
    marks = {"All": "All"} if "/All" in content else {}
    found = bleed_filled.run(subject(write(path, Sheet(content, marks, resources=resources))))
    assert {one.code for one in found} <= {"K73"}
    return [one.measure.found for one in found if one.measure]


PANEL = flat(0, 50, 0, 0) + box(20, 0, 20, 20)
TINT = flat(20, 0, 0, 0) + FULL
REACHING = flat(0, 50, 0, 0) + box(20, -BLEED, 20, 20 + BLEED)
PAPER = flat(0, 0, 0, 0) + FULL


def shading(content: str) -> tuple[str, dict[str, object]]:
    """A gradient of what looks like paper over the whole sheet, with this over it."""

    def nearly_white(pdf: pikepdf.Pdf) -> Dictionary:
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0.004, 0], C1=[0, 0, 0, 0], N=1)
        ends = Array([0, 0, 0, 200])
        return Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=ends, Function=function, Extend=[True, True]
        )

    return f"/S sh {content}", {"Shading": {"S": nearly_white}}


def small_picture(content: str) -> tuple[str, dict[str, object]]:
    """A picture that reaches the trim of the left side and no further, over a ground."""
    _, resources = whole_page(0)
    x, y, side = SLUG * MM, 30 * MM, 20 * MM
    return f"{content} q {side} 0 0 {side} {x} {y} cm /I Do Q", resources


def below(white: int, content: str) -> tuple[str, dict[str, object]]:
    picture, resources = whole_page(white)
    return picture + content, resources


SHORT = {
    "over a gradient of paper": shading(PANEL),
    "over a picture's white": below(4, PANEL),
    "over a picture under white": below(0, PAPER + PANEL),
    "over a gradient under white": shading(PAPER + PANEL),
    "over a tint": (TINT + PANEL, {}),
    "a tint over a picture": below(0, PANEL),
    "as dark as its ground, of another hue": (flat(0, 0, 50, 0) + FULL + PANEL, {}),
    "a picture over a tint": small_picture(TINT),
}
WELL_BLED = {
    "a picture's own white": whole_page(3),
    "a picture's own line": whole_page(2),
    "a gradient": shading(""),
    "a panel over a gradient": shading(REACHING),
    "a panel over a tint": (TINT + REACHING, {}),
    "a panel over a picture": below(0, REACHING),
    "a panel that ends inside": (TINT + flat(0, 50, 0, 0) + box(20, 0.6, 20, 20), {}),
    "a panel over one that ends": (TINT + PANEL + REACHING, {}),
    "a panel that is hidden by a picture": (PANEL + whole_page(0)[0], whole_page(0)[1]),
    "a picture over what ends": (PANEL + whole_page(3)[0], whole_page(3)[1]),
    "a mark in the bleed": (TINT + spot("All", 100) + box(-2.9, 20, 2.7, 10), {}),
    "a patch in the bleed": (TINT + flat(0, 90, 0, 0) + box(20, -3, 10, 2.5), {}),
    "white on a tint": (TINT + flat(0, 0, 0, 0) + box(20, 0, 20, 20), {}),
    "a thin line's end on a tint": (TINT + flat(0, 0, 0, 100) + box(20, 0, 0.5, 20), {}),
}


@pytest.mark.parametrize("kind", SHORT)
def test_what_ends_at_the_trim_is_found_on_any_ground(tmp_path: Path, kind: str) -> None:
    assert bleeding(tmp_path / "a.pdf", *SHORT[kind]) == [pytest.approx(0, abs=0.2)]


@pytest.mark.parametrize("kind", WELL_BLED)
def test_what_reaches_the_edge_is_none(tmp_path: Path, kind: str) -> None:
    assert bleeding(tmp_path / "a.pdf", *WELL_BLED[kind]) == []


def test_the_white_of_a_picture_shows_on_the_plates_and_is_no_gap(tmp_path: Path) -> None:
    content, resources = whole_page(3)
    path = write(tmp_path / "a.pdf", Sheet(content, resources=resources))
    assert [gap.side for gap in plates.gaps(drawn(path)[0])] == ["top"]
    assert bleed_filled.run(subject(path)) == ()


@pytest.mark.parametrize("filled", [1, 2, 2.4])
def test_a_panel_that_ends_within_an_inked_bleed_is_measured(tmp_path: Path, filled: float) -> None:
    content = TINT + flat(0, 50, 0, 0) + box(20, -filled, 20, 20)
    assert bleeding(tmp_path / "a.pdf", content, {}) == [pytest.approx(filled, abs=0.3)]


# ── blacks and blanks ────────────────────────────────────────────────────────────────────────


def test_rich_black_is_measured_and_wet_black_warned_of(tmp_path: Path) -> None:
    found = {
        ink: [
            (one.code, one.severity.value, one.measure and round(one.measure.found))
            for one in black_areas.run(subject(write(tmp_path / f"{ink[0]}.pdf", Sheet(flat(*ink) + HERE))))
        ]
        for ink in ((60, 40, 40, 100), (75, 65, 45, 100), (10, 0, 0, 80), (0, 0, 0, 100))
    }
    assert [*found.values()] == [[("K74", "note", 240)], [("K74", "warning", 285)], [], []]


def test_large_flat_black_is_noted_and_small_is_not(tmp_path: Path) -> None:
    large = write(tmp_path / "a.pdf", Sheet(flat(0, 0, 0, 100) + box(5, 5, 45, 45)))
    small = write(tmp_path / "b.pdf", Sheet(flat(0, 0, 0, 100) + box(5, 5, 35, 35)))
    assert (codes(black_areas.run(subject(large))), codes(black_areas.run(subject(small)))) == (["K75"], [])


def test_blank_pages_are_those_without_ink(tmp_path: Path) -> None:
    white, outside = Sheet(flat(0, 0, 0, 0) + HERE), Sheet(flat(0, 0, 0, 100) + box(-9, 10, 5, 5))
    printed = Sheet(flat(0, 0, 0, 2) + HERE)
    path = write(tmp_path / "a.pdf", printed, printed, white, printed, outside, printed, printed, printed)
    assert [(one.place.page, one.severity.value) for one in blank_pages.run(subject(path))] == [
        (3, "warning"),
        (5, "warning"),
    ]
    inside = write(tmp_path / "b.pdf", printed, white, printed, printed)
    assert [(one.place.page, one.severity.value) for one in blank_pages.run(subject(inside))] == [(2, "note")]


HIDDEN: dict[str, Callable[[str], Sheet]] = {
    "form": lambda content: Sheet("/F Do", resources={"XObject": {"F": form(content)}}),
    "pattern": lambda content: Sheet(f"/Pattern cs /P scn {FULL}", resources={"Pattern": {"P": tiling(content)}}),
    "turned": lambda content: Sheet(content, rotate=90),
    "upside down": lambda content: Sheet(content, rotate=180),
    "in units": lambda content: Sheet(content, unit=2),
}
MAGENTA, WET, DRY = flat(0, 50, 0, 0), flat(75, 65, 45, 100), flat(0, 0, 0, 100)


@pytest.mark.parametrize("kind", sorted({*HIDDEN} - {"pattern"}))  # a tile begins anew where it ends
def test_bleed_that_ends_early_is_found_wherever_it_hides(tmp_path: Path, kind: str) -> None:
    bad = write(tmp_path / "bad.pdf", HIDDEN[kind](MAGENTA + box(*short("left", 1))))
    twin = write(tmp_path / "twin.pdf", HIDDEN[kind](MAGENTA + box(*SIDES["left"])))
    (found,) = bleed_filled.run(subject(bad))
    assert found.code == "K73" and found.measure is not None
    assert found.measure.found == pytest.approx(2, abs=0.3)
    assert bleed_filled.run(subject(twin)) == ()


@pytest.mark.parametrize("kind", HIDDEN)
def test_wet_black_is_found_wherever_it_hides(tmp_path: Path, kind: str) -> None:
    bad, twin = (write(tmp_path / f"{name}.pdf", HIDDEN[kind](ink + HERE)) for name, ink in (("a", WET), ("b", DRY)))
    assert [(one.code, one.severity.value) for one in black_areas.run(subject(bad))] == [("K74", "warning")]
    assert black_areas.run(subject(twin)) == ()


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_page_painted_white_is_blank_however_it_is_painted(tmp_path: Path, kind: str) -> None:
    printed, white = (HIDDEN[kind](ink + HERE) for ink in (DRY, flat(0, 0, 0, 0)))
    bad, twin = write(tmp_path / "bad.pdf", printed, white, printed), write(tmp_path / "twin.pdf", *[printed] * 3)
    assert [(one.code, one.place.page) for one in blank_pages.run(subject(bad))] == [("K76", 2)]
    assert blank_pages.run(subject(twin)) == ()


# ── what cannot be measured ──────────────────────────────────────────────────────────────────


def test_without_ghostscript_nothing_is_measured_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.pdf", Sheet(OVER + HERE))
    monkeypatch.setenv("PATH", str(tmp_path))
    looked = subject(path)
    (found,) = total_ink.run(looked)
    assert (found.code, found.severity) == ("K70", Severity.WARNING)
    assert "ghostscript" in found.message
    assert (bleed_filled.run(looked), black_areas.run(looked), blank_pages.run(looked)) == ((), (), ())


def test_many_pages_are_drawn_in_batches_and_read_again(tmp_path: Path) -> None:
    sheets = [Sheet(flat(number * 2, 0, 0, 0) + HERE) for number in range(1, 41)]
    looked = subject(write(tmp_path / "a.pdf", *sheets))
    for _ in range(2):
        assert [page.page for page in looked.plates] == [*range(1, 41)]
        assert [round(plates.most_ink(page) / 2) for page in looked.plates] == [*range(1, 41)]


def test_a_huge_page_is_drawn_coarsely(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14400, 14400))
        pdf.save(tmp_path / "a.pdf")
    found = plates.render(tmp_path / "a.pdf", read((tmp_path / "a.pdf").read_bytes()).pages)
    assert found.problem is None
    assert len(found) == 1
    assert found.ppi < 40


def test_a_page_that_cannot_be_drawn_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", *[Sheet(OVER + HERE)] * 3)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[1].obj.MediaBox = Array([0, 0, 0, 0])
        pdf.save(path)
    found = total_ink.run(subject(path))
    assert [(one.code, one.place.page) for one in found] == [("K71", 1), ("K71", 3), ("K70", 2)]


def test_a_page_as_large_as_a_field_is_not_measured(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Sheet(OVER + HERE))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.MediaBox = Array([0, 0, 10**8, 10**8])
        pdf.save(path)
    assert codes(total_ink.run(subject(path))) == ["K70"]


def test_a_file_of_another_maker_is_measured_alike(tmp_path: Path) -> None:
    """The same two areas drawn by reportlab: 320 % in process inks, and a spot ink over 200 %."""
    from reportlab.lib.colors import CMYKColor, CMYKColorSep
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(80 * MM, 80 * MM))
    canvas.setFillColor(CMYKColor(1, 1, 1, 0.2))
    canvas.rect(10 * MM, 50 * MM, 20 * MM, 20 * MM, stroke=0, fill=1)
    canvas.setFillColor(CMYKColor(1, 1, 0, 0))
    canvas.rect(50 * MM, 50 * MM, 20 * MM, 20 * MM, stroke=0, fill=1)
    canvas.setFillOverprint(True)
    canvas.setFillColor(CMYKColorSep(0, 1, 1, 0, spotName="PANTONE 186 C"))
    canvas.rect(50 * MM, 50 * MM, 20 * MM, 10 * MM, stroke=0, fill=1)
    canvas.save()
    looked = subject(tmp_path / "a.pdf")
    (found,) = total_ink.run(looked)
    assert found.measure is not None
    assert found.measure.found == pytest.approx(320, abs=0.5)
    assert found.place.area == pytest.approx(Area(10, 10, 20, 20), abs=0.4)
    assert [round(one.measure.found) for one in total_ink.run(subject(looked.path, ink_limit=290)) if one.measure] == [
        320,
        300,
    ]


@pytest.mark.parametrize(("unit", "ppi"), [(1, plates.PPI), (1, plates.THOROUGH), (2, plates.PPI)])
def test_the_cell_of_a_pattern_may_be_as_large_as_a_page(unit: float, ppi: float, tmp_path: Path) -> None:
    """A5 and A3: with its own settings Ghostscript 10 crashes on the first at 150 pixels an inch."""
    pdf = in_pattern(b"1 1 1 .4 k 100 300 50 50 re f", (100, 300, 50, 50))
    pdf.pages[0].obj.UserUnit = unit
    (tmp_path / "a.pdf").write_bytes(saved(pdf))
    (found,) = total_ink.run(Subject(tmp_path / "a.pdf", "application/pdf", PRESS, ppi=ppi))
    assert (found.code, found.measure and round(found.measure.found)) == ("K71", 340)


def test_nothing_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.pdf", Sheet(OVER + HERE))
    (room := tmp_path / "room").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    looked = subject(path)
    assert len(looked.plates) == 1
    assert [*room.iterdir()] == []
