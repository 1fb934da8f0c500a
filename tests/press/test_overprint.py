"""Overprint: full black text and lines lie on top of what is printed, everything else replaces it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Operator

from separated import ink_at, separated
from torture import PROFILE, TABLE, torture_pdf
from utgivelse import tools
from utgivelse.files import Files
from utgivelse.press import to_ink

PANEL = "0.06275 0.27451 0.30980 rg"
"""#10464f, which prints in 90 45 48 46."""
PANEL_INKS = {"Cyan": 90, "Magenta": 45, "Yellow": 48, "Black": 46}
BLACK, WHITE, GREY = "0.10196 0.10196 0.10196 rg", "1 1 1 rg", "0.8 0.8 0.8 rg"
WIDE = 3 * 72 / 25.4
needs_plates = pytest.mark.skipif(tools.find("ghostscript") is None, reason="Ghostscript is not installed")


def page(content: str, resources: Dictionary | None = None, made: pikepdf.Pdf | None = None) -> bytes:
    """A page of 100 × 100 pt with 3 mm of bleed, in sRGB, its font Helvetica as F."""
    with made or pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        one = pdf.pages[0].obj
        one.MediaBox, one.TrimBox = Array([-WIDE, -WIDE, 100 + WIDE, 100 + WIDE]), Array([0, 0, 100, 100])
        one.Contents = pdf.make_stream(content.encode())
        one.Resources = resources or Dictionary()
        one.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def inked(data: bytes, folder: Path) -> bytes:
    return to_ink(data, TABLE, PROFILE, Files(folder))[0]


def over_panel(paint: str) -> str:
    return f"{PANEL} 0 0 100 100 re f {paint}"


def plate_at(content: str, folder: Path, x: float = 50, y: float = 50) -> dict[str, int]:
    """The inks at a point of the trimmed page."""
    return ink_at(separated(inked(page(content), folder), folder / "plates")[0], x + WIDE, y + WIDE)


BLOCK = "BT /F 90 Tf 20 25 Td (I) Tj ET"
"""A letter whose stem covers 33 50."""


@needs_plates
@pytest.mark.parametrize(
    ("paint", "x", "expected"),
    [
        (f"{BLACK} {BLOCK}", 33, {**PANEL_INKS, "Black": 100}),
        (f"{GREY} {BLOCK}", 33, None),
        (f"{WHITE} {BLOCK}", 33, {}),
        (f"{BLACK} 20 20 60 60 re f", 50, {"Black": 100}),
        (f"{BLACK} 20 49.5 60 0.9 re f", 50, {**PANEL_INKS, "Black": 100}),
        (f"{BLACK} 20 49 60 2 re f", 50, {"Black": 100}),
        ("0.10196 0.10196 0.10196 RG 0.9 w 20 50 m 80 50 l S", 50, {**PANEL_INKS, "Black": 100}),
        ("0.10196 0.10196 0.10196 RG 3 w 20 50 m 80 50 l S", 50, {"Black": 100}),
        ("0.10196 0.10196 0.10196 RG q 5 0 0 5 0 0 cm 0.9 w 4 10 m 16 10 l S Q", 50, {"Black": 100}),
        (f"{BLACK} {BLOCK} 0.94902 0.66275 0 rg 20 20 60 60 re f", 50, {"Magenta": 35, "Yellow": 100}),
    ],
)  # fmt: skip
def test_what_lies_on_the_plates_over_a_panel(
    paint: str, x: float, expected: dict[str, int] | None, tmp_path: Path
) -> None:
    found = plate_at(over_panel(paint), tmp_path, x)
    if expected is None:  # a grey: black alone, whatever its amount
        assert set(found) == {"Black"}
        assert 15 < found["Black"] < 35
    else:
        assert found == pytest.approx(expected, abs=1)


@needs_plates
def test_the_colour_plates_run_on_under_black_text(tmp_path: Path) -> None:
    """Not at a point but everywhere: the three plates are the same with the text and without it."""
    text = f"{BLACK} BT /F 9 Tf 5 50 Td (Svart tekst over farge) Tj ET"
    with_text = separated(inked(page(over_panel(text)), tmp_path), tmp_path / "a")[0]
    without = separated(inked(page(over_panel("")), tmp_path), tmp_path / "b")[0]
    for name in ("Cyan", "Magenta", "Yellow"):
        assert with_text[name].tobytes() == without[name].tobytes()
    assert with_text["Black"].tobytes() != without["Black"].tobytes()


def form(pdf: pikepdf.Pdf, content: str, **more: object) -> Object:
    made = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.Resources = Dictionary(Font=Dictionary(F=font))
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


@needs_plates
def test_overprint_ends_with_its_use_inside_a_form_and_after_it(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    inner = form(pdf, f"{BLACK} {BLOCK} {WHITE} 60 60 20 20 re f")
    resources = Dictionary(XObject=Dictionary(X=inner))
    data = page(over_panel(f"/X Do {GREY} 60 20 20 20 re f"), resources, pdf)
    plates = separated(inked(data, tmp_path), tmp_path / "plates")[0]
    assert ink_at(plates, 33 + WIDE, 50 + WIDE) == pytest.approx({**PANEL_INKS, "Black": 100}, abs=1)
    assert ink_at(plates, 70 + WIDE, 70 + WIDE) == {}
    assert set(ink_at(plates, 70 + WIDE, 30 + WIDE)) == {"Black"}


@needs_plates
def test_a_form_that_begins_in_black_prints_over_and_one_that_begins_in_white_does_not(tmp_path: Path) -> None:
    for colour, expected in ((BLACK, {**PANEL_INKS, "Black": 100}), (WHITE, {})):
        pdf = pikepdf.new()
        resources = Dictionary(XObject=Dictionary(X=form(pdf, BLOCK)))
        stroke = colour.replace("rg", "RG")
        data = page(over_panel(f"{BLACK} BT /F 5 Tf (x) Tj ET {colour} {stroke} /X Do"), resources, pdf)
        plates = separated(inked(data, tmp_path), tmp_path / colour.replace(" ", ""))[0]
        assert ink_at(plates, 33 + WIDE, 50 + WIDE) == pytest.approx(expected, abs=1)


@needs_plates
@pytest.mark.parametrize("alpha", [1.0, 0.5])
def test_a_group_with_alpha_inside_a_form(alpha: float, tmp_path: Path) -> None:
    """The black is mixed with the panel's; the colour plates run on, though the group was to stand alone."""
    pdf = pikepdf.new()
    group = form(pdf, f"{BLACK} {BLOCK}", Group=Dictionary(S=Name.Transparency, I=True, CS=Name.DeviceRGB))
    resources = Dictionary(XObject=Dictionary(X=group), ExtGState=Dictionary(A=Dictionary(ca=alpha)))
    data = page(over_panel("/A gs /X Do"), resources, pdf)
    found = ink_at(separated(inked(data, tmp_path), tmp_path / "p")[0], 33 + WIDE, 50 + WIDE)
    assert found["Black"] == pytest.approx(100 * alpha + 46 * (1 - alpha), abs=2)
    assert found == pytest.approx({**PANEL_INKS, "Black": found["Black"]}, abs=1)


SEEN_THROUGH = {**{name: part / 2 for name, part in PANEL_INKS.items()}, "Black": 73}


@needs_plates
def test_black_text_that_is_seen_through_is_a_tint_and_knocks_out(tmp_path: Path) -> None:
    """Half of what is under it is left, on every plate; set back to full it prints over again."""
    alphas = Dictionary(A=Dictionary(ca=0.5), B=Dictionary(ca=1))
    for body, expected in (("/A gs", SEEN_THROUGH), ("/A gs /B gs", {**PANEL_INKS, "Black": 100})):
        data = page(over_panel(f"{BLACK} {body} {BLOCK}"), Dictionary(ExtGState=alphas))
        plates = separated(inked(data, tmp_path), tmp_path / body.replace("/", ""))[0]
        assert ink_at(plates, 33 + WIDE, 50 + WIDE) == pytest.approx(expected, abs=1)


def state_at_paint(data: bytes) -> Iterator[tuple[str, tuple[float, ...], bool, bool, int]]:
    """What is painted on a page of a file: operator, colour to fill or stroke with, OP, op and OPM at that time."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        for one in opened.pages:
            yield from paints(one.obj, one.resources, (False, False, 0))


def paints(
    stream: Object, resources: Object, over: tuple[bool, bool, int] | None
) -> Iterator[tuple[str, tuple[float, ...], bool, bool, int]]:
    saved: list[tuple[object, ...]] = []
    fill: tuple[float, ...] = (0, 0, 0, 1)
    stroke = fill
    for part in pikepdf.parse_content_stream(stream):
        name, operands = str(part.operator), part.operands
        if name == "q":
            saved.append((fill, stroke, over))
        elif name == "Q":
            fill, stroke, over = saved.pop()  # type: ignore[assignment]
        elif name == "k":
            fill = tuple(float(value) for value in operands)
        elif name == "K":
            stroke = tuple(float(value) for value in operands)
        elif name in ("scn", "sc"):
            fill = ()
        elif name == "gs":
            state = resources.ExtGState[str(operands[0])]
            if "/OP" in state:
                over = bool(state.OP), bool(state.op), int(state.OPM)
        elif name in ("Tj", "TJ", "f", "f*", "S", "s", "B"):
            assert over is not None, "painted in a state that nobody knows"
            yield name, stroke if name in ("S", "s") else fill, *over
        elif name == "Do":
            one = resources.XObject[str(operands[0])]
            if one.get("/Subtype") == Name.Form:
                yield from paints(one, one.Resources, None)


def test_every_paint_of_the_engines_file_is_in_the_right_state(tmp_path: Path) -> None:
    seen = list(state_at_paint(inked(torture_pdf(tmp_path), tmp_path)))
    texts = [one for one in seen if one[0] in ("Tj", "TJ")]
    assert any(one[1] == (0, 0, 0, 1) for one in texts)
    assert any(one[1] != (0, 0, 0, 1) for one in texts)
    for operator, colour, stroke, fill, mode in seen:
        if operator in ("Tj", "TJ"):
            assert (stroke, fill, mode) == ((True, True, 1) if colour == (0, 0, 0, 1) else (False, False, 0))
        elif colour != (0, 0, 0, 1):
            assert not fill and not stroke


def test_black_is_never_grey_and_states_are_set_only_when_they_change(tmp_path: Path) -> None:
    text = f"{BLACK} BT /F 9 Tf 5 50 Td (a) Tj (b) Tj (c) Tj ET"
    data = inked(page(over_panel(f"{text} {text}")), tmp_path)
    with pikepdf.open(io.BytesIO(data)) as opened:
        names = [str(part.operator) for part in pikepdf.parse_content_stream(opened.pages[0])]
    assert names.count("gs") == 1
    assert not {"g", "G", "rg", "RG"} & set(names)


def test_states_of_ours_survive_a_second_run_and_its_names_do_not_meet(tmp_path: Path) -> None:
    once = inked(page(over_panel(f"{BLACK} {BLOCK} {WHITE} 20 20 9 9 re f")), tmp_path)
    twice = inked(once, tmp_path)
    assert list(state_at_paint(twice)) == list(state_at_paint(once))
    assert inked(once, tmp_path) == twice


def test_drawn_glyphs_say_their_state_and_uncoloured_ones_leave_it(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    coloured = pdf.make_stream(f"10 0 d0 {BLACK} 0 0 5 5 re f {WHITE} 5 5 5 5 re f".encode())
    plain = pdf.make_stream(f"10 0 0 0 10 10 d1 {BLACK} 0 0 5 5 re f".encode())
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 10, 10]), FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        FirstChar=65, LastChar=66, Widths=Array([10, 10]), CharProcs=Dictionary(A=coloured, B=plain),
        Encoding=Dictionary(Differences=Array([65, Name.A, Name.B])), Resources=Dictionary(),
    )  # fmt: skip
    resources = Dictionary(ExtGState=Dictionary(T=Dictionary(Font=Array([pdf.make_indirect(font), 9]))))
    resources.Font = Dictionary()
    data = page("BT /G 12 Tf (AB) Tj ET", resources, pdf)
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.pages[0].resources.Font.G = opened.pages[0].resources.ExtGState.T.Font[0]
        target = io.BytesIO()
        opened.save(target)
    with pikepdf.open(io.BytesIO(inked(target.getvalue(), tmp_path))) as opened:
        made = opened.pages[0].resources.Font.G
        told = [(name, op, OP) for name, _, OP, op, _ in paints(made.CharProcs.A, made.Resources, None)]
        assert told == [("f", True, True), ("f", False, False)]
        assert Operator("gs") not in [part.operator for part in pikepdf.parse_content_stream(made.CharProcs.B)]


LINES = """<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Linjer</title><style>
@page { size: 100mm 100mm; margin: 0; bleed: 3mm; background: #10464f }
body { margin: 0; font: 12pt 'Source Sans 3', sans-serif; color: #1a1a1a; --l: .5pt solid #1a1a1a }
.a > * { margin: 3mm 5mm; height: 5mm }
</style></head><body class="a">
<div style="border:var(--l)"></div><div style="border:var(--l);border-radius:2mm"></div>
<div style="border-top:var(--l)"></div><div style="border-left:var(--l);border-bottom:var(--l)"></div>
<div style="border:1pt dashed #1a1a1a"></div><div style="border:.5pt dotted #1a1a1a"></div>
<div style="border:var(--l);border-width:.5pt 0 1pt 1pt;border-radius:2mm"></div>
<p style="text-decoration:underline .5pt">understreket</p>
<div style="columns:2;column-rule:var(--l)">en to tre fire fem seks</div>
<div style="outline:var(--l)"></div><div style="height:.3mm;background:#1a1a1a"></div>
<svg viewBox="0 0 200 20" width="60mm" height="6mm"><path d="M2 2 L190 18" stroke="#1a1a1a" stroke-width="1"/>
<g transform="scale(.1)"><path d="M20 180 L1900 20" stroke="#1a1a1a" stroke-width="9"/></g></svg>
<div style="opacity:.999;border:var(--l)">gruppe</div>
</body></html>"""


@needs_plates
def test_every_thin_black_line_of_a_style_sheet_lets_the_panel_run_on(tmp_path: Path) -> None:
    plates = separated(inked(torture_pdf(tmp_path, LINES), tmp_path), tmp_path / "p", 300)[0]
    for name in ("Cyan", "Magenta", "Yellow"):
        low, high = plates[name].getextrema()
        assert (round(float(low) / 2.55), round(float(high) / 2.55)) == (PANEL_INKS[name],) * 2, name  # type: ignore[arg-type]
    assert plates["Black"].getextrema()[1] == 255


THICK = """<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Flater</title><style>
@page { size: 100mm 100mm; margin: 0; bleed: 3mm; background: #10464f } body { margin: 0 }
div { position: absolute; left: 10mm; width: 30mm; height: 10mm }
</style></head><body>
<div style="top:10mm;background:#1a1a1a"></div>
<div style="top:30mm;border:2pt solid #1a1a1a"></div>
<div style="top:50mm;border-bottom:4mm solid #1a1a1a"></div>
<div style="top:70mm;background:#ccc"></div>
<div style="top:85mm;background:linear-gradient(90deg,#1a1a1a,#fff)"></div>
<div style="left:60mm;top:10mm;background:rgba(26,26,26,.5)"></div>
</body></html>"""


@needs_plates
@pytest.mark.parametrize(
    ("x", "y", "inks"),
    [
        (20, 15, {"Black"}),
        (20, 30.35, {"Black"}),
        (20, 62, {"Black"}),
        (20, 75, {"Black"}),
        (12, 90, {"Black"}),
        (30, 90, {"Black"}),
        (70, 15, {"Cyan", "Magenta", "Yellow", "Black"}),
    ],
)
def test_black_areas_tints_and_gradients_knock_out(x: float, y: float, inks: set[str], tmp_path: Path) -> None:
    plates = separated(inked(torture_pdf(tmp_path, THICK), tmp_path), tmp_path / "p", 300)[0]
    found = ink_at(plates, (x + 3) * 72 / 25.4, (103 - y) * 72 / 25.4, 300)
    assert set(found) == inks
    if len(inks) > 1:  # see-through: half of what is under it is left, on every plate
        assert found == pytest.approx(SEEN_THROUGH, abs=2)
