"""Marks: on every plate, around the page and never inside its bleed; the page itself stays as it is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from test_spots import HTML, SPOT, SPOTS

from separated import ink_at, separated
from torture import PROFILE, torture_pdf
from utgivelse import tools
from utgivelse.files import Files
from utgivelse.press import add_marks, to_ink

MM = 72 / 25.4
ALL = ("crop", "registration", "bar", "fold")
PPI = 150
needs_plates = pytest.mark.skipif(tools.find("ghostscript") is None, reason="Ghostscript is not installed")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("merker")
    return to_ink(torture_pdf(folder, HTML), SPOTS, replace(PROFILE, bleed=5), Files(folder))[0]


@pytest.fixture(scope="module")
def marked(bare: bytes) -> bytes:
    return add_marks(bare, ALL, (25.0,))


@pytest.fixture(scope="module")
def plates(marked: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    return separated(marked, tmp_path_factory.mktemp("plater"), PPI)[0]


def test_the_boxes_keep_their_sizes_and_the_paper_grows(bare: bytes, marked: bytes) -> None:
    with pikepdf.open(io.BytesIO(bare)) as before, pikepdf.open(io.BytesIO(marked)) as after:
        one, other = before.pages[0], after.pages[0]
        media, bleed, trim = ([float(part) for part in box] for box in (other.mediabox, other.bleedbox, other.trimbox))
        assert media == pytest.approx([0, 0, 130 * MM, 130 * MM], abs=0.01)
        assert bleed == pytest.approx([10 * MM, 10 * MM, 120 * MM, 120 * MM], abs=0.01)
        assert trim == pytest.approx([15 * MM, 15 * MM, 115 * MM, 115 * MM], abs=0.01)
        assert [float(part) for part in one.bleedbox][2] == pytest.approx(bleed[2] - bleed[0], abs=0.001)
        assert "/CropBox" not in other.obj


def inside(plate: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """The part of a plate in mm from the upper left corner of the paper."""
    left, top, right, low = (round(edge / 25.4 * PPI) for edge in box)
    return plate.crop((left, top, right, low))


@needs_plates
def test_the_page_is_what_it_was_and_nothing_of_the_marks_is_in_it(
    bare: bytes, plates: dict[str, Image.Image], tmp_path: Path
) -> None:
    """Levels differ by more than a tenth only where edges fall between pixels: in fewer than one of fifty."""
    for name, plate in separated(bare, tmp_path, PPI)[0].items():
        part = inside(plates[name], (10, 10, 120, 120)).resize(plate.size)
        apart = ImageChops.difference(part, plate).point(lambda level: 255 if level > 25 else 0)
        assert apart.histogram()[255] < plate.width * plate.height / 50, name


@needs_plates
def test_marks_are_on_every_plate(plates: dict[str, Image.Image]) -> None:
    corner = (15.0, 5.0)  # on the crop mark above the trim's left edge
    for name, plate in plates.items():
        part = inside(plate, (corner[0] - 0.5, corner[1] - 1, corner[0] + 0.5, corner[1] + 1))
        assert part.getextrema()[1] == 255, name


@needs_plates
def test_fold_and_registration_marks_stand_where_they_should(plates: dict[str, Image.Image]) -> None:
    for x in (15 + 25, 65):
        assert inside(plates["Black"], (x - 0.5, 3, x + 0.5, 9)).getextrema()[1] == 255
    for y in (65,):
        assert inside(plates["Black"], (2.2, y - 0.5, 7.8, y + 0.5)).getextrema()[1] == 255
    assert inside(plates["Black"], (45, 1, 55, 9.5)).getextrema()[1] == 0


@needs_plates
def test_the_bar_has_the_process_inks_and_the_printing_spots(plates: dict[str, Image.Image]) -> None:
    seen = [ink_at(plates, (place / 4) * MM, 5 * MM) for place in range(4 * 15, 4 * 115)]
    for single in ({"Cyan": 100}, {"Magenta": 100}, {"Yellow": 100}, {"Black": 100}, {"Cyan": 50}, {SPOT: 100}):
        assert any(found == pytest.approx(single, abs=1) for found in seen if set(found) == set(single)), single
    technical = [found for found in seen if set(found) in ({"CutContour"}, {"Lakk"}, {"Hvit"})]
    assert technical == []


def test_only_what_is_asked_for_is_drawn_and_twice_is_the_same(bare: bytes, marked: bytes) -> None:
    assert add_marks(bare, ALL, (25.0,)) == marked
    with pikepdf.open(io.BytesIO(add_marks(bare, ("crop",)))) as opened:
        head = opened.pages[0].obj.Contents[0].read_bytes()
        assert head.count(b" l S") == 8
        assert b"/MarkAll CS 1 SCN" in head
        assert b"0.25 w" in head
        everywhere = opened.pages[0].resources.ColorSpace.MarkAll
        assert (everywhere[0], everywhere[1]) == (Name.Separation, Name.All)


def test_a_wide_sheet_is_folded_in_the_middle_and_a_high_one_is_not(tmp_path: Path) -> None:
    for width, expected in ((200, 4), (80, 0)):
        with pikepdf.new() as made:
            made.add_blank_page(page_size=(width, 100))
            made.pages[0].obj.TrimBox = Array([9, 9, width - 9, 91])
            target = io.BytesIO()
            made.save(target)
        with pikepdf.open(io.BytesIO(add_marks(target.getvalue(), ("fold",)))) as opened:
            head = opened.pages[0].obj.Contents[0].read_bytes()
            assert head.count(b" m ") == expected / 2


def test_shared_patterns_move_once_with_the_page(bare: bytes, marked: bytes) -> None:
    with pikepdf.open(io.BytesIO(bare)) as before, pikepdf.open(io.BytesIO(marked)) as after:
        old, new = before.pages[0].resources.Pattern, after.pages[0].resources.Pattern
        assert isinstance(old, Dictionary)
        assert len(old) > 3
        for name in map(str, old):
            one, other = ([float(part) for part in found[name].Matrix] for found in (old, new))
            assert other == pytest.approx([*one[:4], one[4] + 10 * MM, one[5] + 10 * MM], abs=0.001)
