# ruff: noqa: E501 - a case is a row
"""What is painted: each fault is found by the check meant for it, wherever it hides, and its twin passes.

A case is drawn on a clean page of A5 in points from the bleed's lower left corner: the fault, its twin just on the
right side, and the rectangle in which the finding lies. Each is put onto the page, into a form, a pattern, a
Type 3 glyph, onto a turned page and into large units: at the same place on the page as it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from clean_sheet import BLEED, HEIGHT, HIDINGS, MM, Box, area, clean, icc, saved, text, width_of
from utgivelse import plugins
from utgivelse.findings import Finding
from utgivelse.pdf.painting import overlap
from utgivelse.places import Area
from utgivelse.preflight import Subject
from utgivelse.publication import PressProfile

PRESS = PressProfile(name="test", icc="", condition="FOGRA39")
CHECKS = [
    "annotations",
    "boxes",
    "claims",
    "colour_spaces",
    "contents",
    "fonts",
    "glyphs",
    "hairlines",
    "output_intent",
    "overprint",
    "resolution",
    "small_text",
    "spot_inks",
    "text_margin",
    "text_size",
]


def ask(data: bytes, path: Path, press: PressProfile = PRESS) -> list[Finding]:
    """What all checks of a file's objects find."""
    path.write_bytes(data)
    subject = Subject(path, "application/pdf", press, icc())
    return [finding for name in CHECKS for finding in plugins.load("checks", name).run(subject)]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


SQUARE: Box = (100, 300, 50, 50)
RECTANGLE = b" 100 300 50 50 re f "
BLACK = b"/Over gs 0 0 0 1 k 0 0 0 1 K "
ALL = tuple(HIDINGS)
FLAT = ("page", "form", "type 3", "turned", "unit")


@dataclass(frozen=True)
class Case:
    name: str
    code: str
    bad: bytes
    twin: bytes
    shape: Box = SQUARE
    hidings: tuple[str, ...] = ALL
    also: frozenset[str] = frozenset()


def words(size: float, sentence: str = "Kom hit", *, y: float = 300) -> tuple[bytes, Box]:
    return text(100, y, size, sentence), (100, y, width_of(sentence, size), size * 0.7)


def image(name: str, side: float) -> bytes:
    return f"q {side} 0 0 {side} 100 300 cm /{name} Do Q ".encode()


def at_ppi(ppi: float) -> float:
    """The side at which 210 pixels have this many an inch."""
    return 210 / ppi * 72


def inline(space: bytes, side: int = 210) -> bytes:
    """An inline picture of a side in pixels, at 50 points."""
    components = {b"/CS /RGB": 3, b"/CS /CMYK": 4, b"/CS /G": 1}[space]
    head = b"q 50 0 0 50 100 300 cm BI /W %d /H %d /BPC 8 /F /AHx %s ID " % (side, side, space)
    return head + b"40" * (side * side * components) + b"> EI Q "


def sliver(height: float) -> bytes:
    """An inline stencil of one pixel, as long as a line."""
    return f"q 200 0 0 {height} 100 300 cm BI /W 1 /H 1 /IM true /BPC 1 /F /AHx ID 00> EI Q ".encode()


TEXT12, TEXT8 = words(12), words(8)
LINE: Box = (100, 300, 200, 1)
GROUND = b"q 0.9 0.6 0 0.3 k 90 290 100 40 re f Q "
PAPER = b"0 0 0 0 k 90 290 100 100 re f "
PALE = b"q 0.1 0 0 0 k 90 290 100 40 re f Q "

SPACES = (
    Case("rgb fill", "K46", b"1 0 0 rg" + RECTANGLE, b"0 1 1 0 k" + RECTANGLE),
    Case(
        "rgb line",
        "K46",
        b"1 0 0 RG 2 w 100 320 m 150 320 l S",
        b"0 1 1 0 K 2 w 100 320 m 150 320 l S",
        (100, 319, 50, 2),
    ),
    Case("rgb text", "K46", b"0 0 0 rg " + TEXT12[0], b"0 0 0 1 k " + TEXT12[0], TEXT12[1]),
    Case("lab", "K46", b"/Lab cs 50 10 10 sc" + RECTANGLE, b"/LabSpot cs 1 sc" + RECTANGLE),
    Case("calrgb", "K46", b"/Cal cs .5 .1 .1 sc" + RECTANGLE, b"/Gran cs 1 scn" + RECTANGLE),
    Case("calgray", "K46", b"/CalGrey cs .5 sc" + RECTANGLE, b".5 g" + RECTANGLE),
    Case("icc", "K46", b"/Icc cs .5 .1 .1 sc" + RECTANGLE, b"/Own cs .5 .1 .1 0 sc" + RECTANGLE),
    Case("indexed", "K46", b"/IndexedRGB cs 1 sc" + RECTANGLE, b"/IndexedCMYK cs 1 sc" + RECTANGLE),
    Case("rgb picture", "K46", image("RGB", 50), image("CMYK", 50)),
    Case("indexed picture", "K46", image("IndexedRGB", 50), image("Grey", 50)),
    Case("rgb inline picture", "K46", inline(b"/CS /RGB"), inline(b"/CS /CMYK")),
    Case("rgb shading", "K46", b"q 100 300 50 50 re W n /RGB sh Q", b"q 100 300 50 50 re W n /CMYK sh Q"),
    Case("rgb shading pattern", "K46", b"/Pattern cs /RGB scn" + RECTANGLE, b"/Pattern cs /CMYK scn" + RECTANGLE),
    Case("rgb group", "K46", b"/RGBGroup Do", b"/CMYKGroup Do"),
    Case("grey text", "K47", b"0 g " + TEXT12[0], b"0 0 0 1 k " + TEXT12[0], TEXT12[1]),
)
PICTURES = (
    Case("few pixels", "K48", image("CMYK", at_ppi(149)), image("CMYK", at_ppi(250)), (100, 300, 102, 102)),
    Case("rather few pixels", "K48", image("CMYK", at_ppi(249)), image("CMYK", at_ppi(251)), (100, 300, 61, 61)),
    Case("few pixels inline", "K48", inline(b"/CS /G", 50), inline(b"/CS /G", 174)),
    Case("few pixels one way", "K48", b"q 120 0 0 50 100 300 cm /CMYK Do Q", b"q 60 0 0 50 100 300 cm /CMYK Do Q",
         (100, 300, 120, 50)),
    Case("few pixels leaning", "K48", b"q 60 60 -60 60 200 300 cm /CMYK Do Q", b"q 40 40 -40 40 200 300 cm /CMYK Do Q",
         (140, 300, 120, 120)),
    Case("many pixels", "K49", image("CMYK", at_ppi(452)), image("CMYK", at_ppi(449)), (100, 300, 33, 33)),
    Case("coarse line art", "K50", image("Art", at_ppi(548)), image("Art", at_ppi(551)), (100, 300, 27, 27)),
    Case("coarse stencil", "K50", image("Stencil", at_ppi(300)), image("Stencil", at_ppi(551)), (100, 300, 50, 50)),
)  # fmt: skip
LINES = (
    Case("hairline", "K51", BLACK + b".2 w 100 300 m 300 300 l S", BLACK + b".25 w 100 300 m 300 300 l S", LINE),
    Case("no width", "K51", BLACK + b"0 w 100 300 m 300 300 l S", BLACK + b".3 w 100 300 m 300 300 l S", LINE),
    Case("hairline by matrix", "K51", BLACK + b"q .1 0 0 .1 0 0 cm 2 w 1000 3000 m 3000 3000 l S Q",
         BLACK + b"q .1 0 0 .1 0 0 cm 2.6 w 1000 3000 m 3000 3000 l S Q", LINE),
    Case("hairline one way", "K51", BLACK + b"q 1 0 0 .1 0 0 cm 1 w 100 3000 m 300 3000 l S Q",
         BLACK + b"q .1 0 0 1 0 0 cm 1 w 1000 300 m 3000 300 l S Q", LINE),
    Case("hairline by state", "K51", BLACK + b"/Thin gs 100 300 m 300 300 l S", BLACK + b"/Thick gs 100 300 m 300 300 l S", LINE),
    Case("thin rectangle", "K51", BLACK + b"100 300 200 .2 re f", BLACK + b"100 300 200 .26 re f", LINE),
    Case("thin leaning shape", "K51", BLACK + b"100 300 m 250 450 l 250.15 449.85 l 100.15 299.85 l f",
         BLACK + b"100 300 m 250 450 l 250.3 449.7 l 100.3 299.7 l f", (100, 300, 150, 150)),
    Case("thin rim", "K51", BLACK + b"100 300 50 50 re 100.2 300.2 49.6 49.6 re f*",
         BLACK + b"100 300 50 50 re 100.3 300.3 49.4 49.4 re f*"),
    Case("outlined text", "K51", BLACK + b"1 Tr .2 w " + text(100, 300, 30, "Hit"), BLACK + b"1 Tr .25 w " + text(100, 300, 30, "Hit"),
         (100, 300, 45, 22)),
    Case("line thinned by a clip", "K51", BLACK + b"q 100 300 200 .2 re W n 5 w 90 300 m 310 300 l S Q",
         BLACK + b"q 100 300 200 .3 re W n 5 w 90 300 m 310 300 l S Q", LINE),
    Case("thin stencil", "K51", BLACK + b"q 27 0 0 .2 100 300 cm /Stencil Do Q", BLACK + b"q 27 0 0 .25 100 300 cm /Stencil Do Q",
         (100, 300, 27, 1)),
    Case("thin inline stencil", "K51", BLACK + sliver(0.1), BLACK + sliver(0.3), LINE),
    Case("thin by clip", "K51", BLACK + b"q 100 300 200 .2 re W n 90 290 300 300 re f Q",
         BLACK + b"q 100 300 200 .3 re W n 90 290 300 300 re f Q", LINE),
)  # fmt: skip
TEXTS = (
    Case("tiny text", "K52", BLACK + words(4.9)[0], BLACK + words(5)[0], words(5)[1]),
    Case("tiny by matrix", "K52", BLACK + b"q .5 0 0 .5 50 150 cm " + words(9)[0] + b"Q",
         BLACK + b"q .5 0 0 .5 50 150 cm " + words(10.2)[0] + b"Q", (100, 300, 20, 4)),
    Case("tiny leaning", "K52", BLACK + b"q .7 .7 -.7 .7 150 300 cm " + text(0, 0, 4.8, "Hit") + b"Q",
         BLACK + b"q .7 .7 -.7 .7 150 300 cm " + text(0, 0, 5.2, "Hit") + b"Q", (147, 300, 10, 8)),
    Case("near the left", "K53", BLACK + text(BLEED + 2.8 * MM, 300, 12, "Hit"), BLACK + text(BLEED + 3 * MM, 300, 12, "Hit"),
         (BLEED + 2.8 * MM, 300, 15, 8), FLAT),
    Case("near the top", "K53", BLACK + text(100, HEIGHT + BLEED - 2.8 * MM - 8.8, 12, "Hit"),
         BLACK + text(100, HEIGHT + BLEED - 3 * MM - 8.8, 12, "Hit"), (100, HEIGHT + BLEED - 2.8 * MM - 9, 15, 8), FLAT),
    Case("cut by the trim", "K53", BLACK + text(BLEED - 5, 300, 12, "Hit"), BLACK + text(BLEED + 3 * MM, 300, 12, "Hit"),
         (BLEED - 5, 300, 15, 8), FLAT),
    Case("not embedded", "F24", BLACK + b"BT /N 12 Tf 100 300 Td (Kom) Tj ET", BLACK + TEXT12[0], TEXT12[1]),
    Case("no glyph", "K68", BLACK + b"BT /F 12 Tf 100 300 Td <00010000> Tj ET", BLACK + b"BT /F 12 Tf 100 300 Td <00010002> Tj ET",
         (100, 290, 20, 24)),
    Case("glyph that is none", "K68", BLACK + b"BT /F 12 Tf 100 300 Td <0fff> Tj ET", BLACK + b"3 Tr BT /F 12 Tf 100 300 Td <0000> Tj ET",
         (100, 290, 20, 24)),
    Case("three inks", "K57", b"0 .5 .5 .5 k " + words(8.9)[0], b"0 .5 .5 .5 k " + words(9)[0], TEXT8[1]),
    Case("many inks", "K57", b".1 .5 .5 .5 k " + TEXT8[0], b"0 .5 .5 0 k " + TEXT8[0], TEXT8[1]),
    Case("reversed out", "K58", GROUND + b"0 0 0 0 k " + words(8.9)[0], GROUND + b"0 0 0 0 k " + words(9)[0], TEXT8[1], FLAT),
    Case("reversed out of a picture", "K58", b"q 50 0 0 50 100 290 cm /CMYK Do Q 0 0 0 0 k " + TEXT8[0],
         PALE + b"0 0 0 0 k " + TEXT8[0], TEXT8[1], FLAT),
    Case("reversed out of a veil", "K58", GROUND + b"q /Half gs " + PALE + b"Q 0 0 0 0 k " + TEXT8[0],
         b"q 0.8 0 0 0 k 90 290 100 40 re f Q q /Half gs " + PALE + b"Q 0 0 0 0 k " + TEXT8[0], TEXT8[1], FLAT),
    Case("light text reversed out", "K58", GROUND + b".1 0 0 0 k " + TEXT8[0], GROUND + PALE + b"0 0 0 0 k " + TEXT8[0], TEXT8[1], FLAT),
    Case("rich black", "K67", b".4 0 0 1 k " + TEXT12[0], b"0 0 0 1 k " + TEXT12[0], TEXT12[1]),
    Case("nearly rich black", "K67", b"0 .1 0 .9 k " + TEXT12[0], b"0 .1 0 .89 k " + TEXT12[0], TEXT12[1]),
)  # fmt: skip
OVERPRINT = (
    Case("small black", "K54", b"0 0 0 1 k " + words(8.9)[0], b"0 0 0 1 k " + words(9)[0], TEXT8[1]),
    Case("small black reset", "K54", BLACK + b"/Out gs " + TEXT8[0], BLACK + TEXT8[0], TEXT8[1]),
    Case("small black, mode 0", "K54", b"/Over0 gs 0 0 0 1 k " + TEXT8[0], b"/OnlyOP gs 0 0 0 1 k " + TEXT8[0], TEXT8[1]),
    Case("small black after Q", "K54", b"q /Over gs Q 0 0 0 1 k " + TEXT8[0], b"/Over gs q Q 0 0 0 1 k " + TEXT8[0], TEXT8[1]),
    Case("small black ink", "K54", b"/Black cs 1 scn " + TEXT8[0], b"/Over0 gs /Black cs 1 scn " + TEXT8[0], TEXT8[1]),
    Case("black line", "K54", b"0 0 0 1 K 1 w 100 300 m 300 300 l S", b"0 0 0 1 K 1.1 w 100 300 m 300 300 l S", LINE),
    Case("black line, fill only", "K54", b"/FillOver gs 0 0 0 1 K .5 w 100 300 m 300 300 l S",
         b"/Over gs 0 0 0 1 K .5 w 100 300 m 300 300 l S", LINE),
    Case("black rule", "K54", b"0 0 0 1 k 100 300 200 .5 re f", BLACK + b"100 300 200 .5 re f", LINE),
    Case("tint", "K55", BLACK + b"0 0 0 .2 k" + RECTANGLE, BLACK + b"/Out gs 0 0 0 .2 k" + RECTANGLE),
    Case("tint of text", "K55", BLACK + b"0 0 0 .6 k " + TEXT12[0], b"0 0 0 .6 k " + TEXT12[0], TEXT12[1]),
    Case("tint of a line", "K55", BLACK + b"0 0 0 .6 K 2 w 100 300 m 300 300 l S", b"0 0 0 .6 K 2 w 100 300 m 300 300 l S", LINE),
    Case("grey", "K55", BLACK + b".5 g" + RECTANGLE, BLACK + b"/Out gs .5 g" + RECTANGLE),
    Case("tint of a spot", "K55", BLACK + b"/Fjord cs .5 scn" + RECTANGLE, BLACK + b"/Fjord cs 1 scn" + RECTANGLE),
    Case("tint of a stencil", "K55", BLACK + b"0 0 0 .2 k " + image("Stencil", at_ppi(600)), PAPER + BLACK + image("Stencil", at_ppi(600)),
         (100, 300, 25, 25)),
    Case("white", "K56", BLACK + b"0 0 0 0 k" + RECTANGLE, BLACK + b"/Out gs 0 0 0 0 k" + RECTANGLE),
    Case("white in mode 0 over a spot", "K56", b"/Fjord cs 1 scn 90 290 70 70 re f /Over0 gs 0 0 0 0 k" + RECTANGLE,
         b"/Over0 gs 0 0 0 0 k" + RECTANGLE),
    Case("tint in mode 0 over a spot", "K55", b"/Fjord cs 1 scn 90 290 70 70 re f /Over0 gs 0 0 0 .5 k" + RECTANGLE,
         b"/Over0 gs 0 0 0 .5 k" + RECTANGLE),
    Case("white grey", "K56", BLACK + b"1 g " + TEXT12[0], b"1 g " + TEXT12[0], TEXT12[1]),
    Case("white spot", "K56", BLACK + b"/Fjord cs 0 scn" + RECTANGLE, b"/Fjord cs 0 scn" + RECTANGLE),
    Case("cut line knocks out", "K69", b"/CutContour CS 1 SCN 1 w 100 300 50 50 re S", BLACK + b"/CutContour CS 1 SCN .1 w 100 300 50 50 re S"),
    Case("step knocks out", "K69", b"/OC /Cut BDC /Step CS 1 SCN 1 w 100 300 50 50 re S EMC",
         BLACK + b"/OC /Cut BDC /Step CS 1 SCN .1 w 100 300 50 50 re S EMC"),
)  # fmt: skip
SPOTS = (
    Case("two spellings", "K59", b"/FJORD cs 1 scn 100 300 25 50 re f /Spaced cs 1 scn 125 300 25 50 re f",
         b"/FJORD cs 1 scn 100 300 25 50 re f /Gran cs 1 scn 125 300 25 50 re f"),
    Case("two looks", "K59", b"/Fjord cs 1 scn 100 300 25 50 re f /Unlike cs 1 scn 125 300 25 50 re f",
         b"/Fjord cs 1 scn 100 300 25 50 re f /Fjord cs .5 scn 125 300 25 50 re f"),
    Case("all", "K60", b"/All cs 1 scn" + RECTANGLE, b"/All cs 1 scn 0 300 5 .5 re f", hidings=FLAT),
    Case("none", "K60", b"/None_ cs 1 scn" + RECTANGLE, b"/Fjord cs 1 scn" + RECTANGLE),
    Case("three spots", "K61", b"/Fjord cs 1 scn 100 300 10 50 re f /Gran cs 1 scn 110 300 10 50 re f /Torv cs 1 scn 120 300 10 50 re f",
         b"/Fjord cs 1 scn 100 300 10 50 re f /Several cs 1 1 scn 110 300 10 50 re f /Over gs /CutContour cs 1 scn 120 300 10 50 re f"),
)  # fmt: skip
BROKEN = (
    Case("nothing there", "K40", b"/Nowhere Do" + RECTANGLE, b"/Harmless Do"),
    Case("no number", "K40", b"/x /y m (a) 2 3 4 5 6 cm 0 0 0 1 k" + RECTANGLE, b"0 0 0 1 k" + RECTANGLE),
    Case("itself inside", "K40", b"/Loop Do", b"/Harmless Do"),
    Case("transfer function", "K83", b"/Transfer gs 0 0 0 1 k" + RECTANGLE, b"/NoTransfer gs 0 0 0 1 k" + RECTANGLE),
    Case(
        "transfer function for pictures",
        "K83",
        b"/Transfer2 gs " + image("CMYK", 50),
        b"/NoTransfer gs " + image("CMYK", 50),
    ),
    Case(
        "embedded font that is none",
        "F24",
        BLACK + b"BT /Junk 12 Tf 100 300 Td <00010002> Tj ET",
        BLACK + TEXT12[0],
        TEXT12[1],
    ),
    Case(
        "hidden layer",
        "K64",
        b"/OC /Off BDC 0 0 0 1 k" + RECTANGLE + b"EMC",
        b"/OC /On BDC 0 0 0 1 k" + RECTANGLE + b"EMC",
    ),
)
CASES = (*SPACES, *PICTURES, *LINES, *TEXTS, *OVERPRINT, *SPOTS, *BROKEN)
HIDDEN = [(case, hiding) for case in CASES for hiding in case.hidings]
NO_PLACE = ("F24", "K61", "K40", "K83")


def drawn(case: Case, hiding: str, content: bytes) -> bytes:
    pdf = HIDINGS[hiding](content, case.shape)
    if case.code == "K64":
        groups = pdf.pages[0].obj.Resources.Properties
        layer = groups.Off if content == case.bad else groups.On
        pdf.Root.OCProperties.OCGs.append(groups.Off)
        pdf.Root.OCProperties.D.OFF = [layer] if content == case.bad else []
    return saved(pdf)


@pytest.mark.parametrize(("case", "hiding"), HIDDEN, ids=lambda part: part if isinstance(part, str) else part.name)
def test_a_fault_is_found_by_its_check_where_it_is(case: Case, hiding: str, tmp_path: Path) -> None:
    findings = ask(drawn(case, hiding, case.bad), tmp_path / "fil.pdf")
    assert codes(findings) == {case.code, *case.also}
    if case.code not in NO_PLACE:
        places = [finding.place for finding in findings if finding.code == case.code]
        assert all(place.page == 1 for place in places)
        assert any(place.area and lies_in(place.area, case.shape, hiding) for place in places), places


def lies_in(found: Area, shape: Box, hiding: str) -> bool:
    """Whether a finding's area is the case's, to a millimetre or two; a pattern's cell counts as its whole shape."""
    x, y, width, height = shape
    slack = 8 if hiding == "pattern" else 4
    outer = area(x - slack, y - slack, width + 2 * slack, height + 2 * slack)
    inside = found.x >= outer.x and found.y >= outer.y and found.right <= outer.right and found.bottom <= outer.bottom
    return inside and overlap(found, outer)


@pytest.mark.parametrize(("case", "hiding"), HIDDEN, ids=lambda part: part if isinstance(part, str) else part.name)
def test_its_twin_passes(case: Case, hiding: str, tmp_path: Path) -> None:
    findings = ask(drawn(case, hiding, case.twin), tmp_path / "fil.pdf")
    assert findings == []


PLATES = ("black_areas", "blank_pages", "bleed_filled", "total_ink")


def ask_plates(data: bytes, path: Path) -> list[Finding]:
    """What the checks that look at plates say of a file."""
    path.write_bytes(data)
    subject = Subject(path, "application/pdf", PRESS, icc())
    return [finding for name in PLATES for finding in plugins.load("checks", name).run(subject)]


@pytest.mark.parametrize("hiding", ALL)
def test_the_plates_of_no_twin_are_complained_of(hiding: str, tmp_path: Path) -> None:
    """All twins as pages of one file, so that it is drawn once."""
    twins = [case for case in CASES if hiding in case.hidings and case.code != "K64"]
    with clean() as whole:
        for case in twins:
            with HIDINGS[hiding](case.twin, case.shape) as one:
                whole.pages.extend(one.pages)
        path = tmp_path / "tvillinger.pdf"
        path.write_bytes(saved(whole))
    subject = Subject(path, "application/pdf", PRESS, icc())
    findings = [finding for name in PLATES for finding in plugins.load("checks", name).run(subject)]
    assert len(subject.plates) == len(twins) + 1
    told = [(twins[one.place.page - 2].name, one.code, one.message, one.place.area) for one in findings]
    assert told == []


def test_the_clean_page_is_clean(tmp_path: Path) -> None:
    assert ask(saved(clean()), tmp_path / "fil.pdf") == []
