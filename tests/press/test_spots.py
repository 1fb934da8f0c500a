"""Spots: inks beside the four are Separations in their exact tint; technical ones print over, in a layer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image

from separated import ink_at, separated
from torture import PROFILE, torture_pdf
from utgivelse import tools
from utgivelse.colour import ColourTable, colour_table
from utgivelse.files import Files
from utgivelse.findings import ProjectError
from utgivelse.press import to_ink

needs_plates = pytest.mark.skipif(tools.find("ghostscript") is None, reason="Ghostscript is not installed")
SPOT, ODD = "PANTONE 186 C", "Grønn & #2/b"
SPOTS: ColourTable = colour_table(
    {
        "ink": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]},
        "paper": {"rgb": "#ffffff", "cmyk": [0, 0, 0, 0]},
        "panel": {"rgb": "#10464f", "cmyk": [90, 45, 48, 46]},
        "red": {"rgb": "#c8102e", "cmyk": [0, 100, 80, 5], "spot": SPOT},
        "red-tint": {"of": "red", "tint": 40},
        "green": {"rgb": "#00843d", "cmyk": [90, 0, 95, 5], "spot": ODD},
        "cut": {"rgb": "#ff00ff", "cmyk": [0, 100, 0, 0], "spot": "CutContour", "technical": "cutting"},
        "varnish": {"rgb": "#00ffff", "cmyk": [100, 0, 0, 0], "spot": "Lakk", "technical": "varnish"},
        "white": {"rgb": "#fffffe", "cmyk": [10, 0, 0, 0], "spot": "Hvit", "technical": "white"},
    }
)
HTML = """<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Farger</title><style>
@page { size: 100mm 100mm; margin: 0; bleed: 10mm; background: #10464f }
body { margin: 0; font: 20pt 'Source Sans 3', sans-serif; color: #c8102e }
div { position: absolute; left: 10mm; width: 80mm; height: 8mm }
</style></head><body>
<div style="top:0;background:#c8102e"></div>
<div style="top:10mm;background:#e99fab"></div>
<div style="top:20mm;background:linear-gradient(90deg,#c8102e,#fff)"></div>
<div style="top:30mm;background:linear-gradient(90deg,#c8102e,#e99fab)"></div>
<div style="top:40mm;background:linear-gradient(90deg,#c8102e,#10464f)"></div>
<div style="top:50mm;background:linear-gradient(90deg,#c8102e,#00843d)"></div>
<div style="top:60mm;background:linear-gradient(90deg,#c8102e,transparent)"></div>
<div style="top:70mm">Sonderfarbe</div>
<svg style="position:absolute;left:10mm;top:80mm" width="80mm" height="18mm" viewBox="0 0 80 18">
<rect width="10" height="10" fill="#c8102e"/><g opacity=".999"><rect x="15" y="1" width="10" height="10" fill="none"
 stroke="#ff00ff" stroke-width="1"/></g><rect x="30" width="10" height="10" fill="#00ffff"/>
<rect x="45" y="1" width="10" height="10" fill="#00843d" stroke="#ff00ff" stroke-width="1"/>
<text x="60" y="9" font-size="9" fill="#fffffe">W</text></svg>
</body></html>"""
MM = 72 / 25.4
WIDE = replace(PROFILE, bleed=10)


@pytest.fixture(scope="module")
def inked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("farger")
    return to_ink(torture_pdf(folder, HTML), SPOTS, WIDE, Files(folder))[0]


@pytest.fixture(scope="module")
def plates(inked: bytes, tmp_path_factory: pytest.TempPathFactory) -> object:
    return separated(inked, tmp_path_factory.mktemp("plater"))[0]


def at(plates: object, x: float, y: float) -> dict[str, int]:
    """The inks at a point in mm from the trim's upper left corner of 100 × 100 mm with 10 mm of bleed."""
    return ink_at(plates, (x + 10) * MM, (110 - y) * MM)  # type: ignore[arg-type]


def spaces(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """Every Separation of a file, by name, with its object numbers."""
    found: dict[str, list[tuple[int, int]]] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, Array) and len(obj) == 4 and obj[0] == Name.Separation:
                found.setdefault(str(obj[1])[1:], []).append(obj.objgen)
    return found


def test_there_is_one_space_for_each_ink_under_its_very_name(inked: bytes) -> None:
    found = spaces(inked)
    assert set(found) == {SPOT, ODD, "CutContour", "Lakk", "Hvit"}
    assert all(len(numbers) == 1 for numbers in found.values())
    assert b"/PANTONE#20186#20C" in inked
    assert b"/Gr#c3#b8nn#20&#20#232#2fb" in inked


def test_what_stands_in_for_an_ink_is_exact(inked: bytes) -> None:
    with pikepdf.open(io.BytesIO(inked)) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, Array) and len(obj) == 4 and obj[0] == Name.Separation:
                colour = next(colour for colour in SPOTS if colour.spot == str(obj[1])[1:])
                assert obj[2] == Name.DeviceCMYK
                assert (int(obj[3].FunctionType), int(obj[3].N)) == (2, 1)
                assert [float(part) for part in obj[3].C0] == [0, 0, 0, 0]
                assert [float(part) for part in obj[3].C1] == pytest.approx(colour.cmyk)


@needs_plates
@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (50, 4, {SPOT: 100}),
        (50, 14, {SPOT: 40}),
        (11, 24, {SPOT: 99}),
        (50, 24, {SPOT: 50}),
        (89, 24, {SPOT: 1}),
        (50, 34, {SPOT: 70}),
        (50, 44, {SPOT: 50, "Cyan": 45, "Magenta": 23, "Yellow": 24, "Black": 23}),
        (50, 54, {SPOT: 50, ODD: 50}),
        (50, 64, {SPOT: 50, "Cyan": 45, "Magenta": 23, "Yellow": 24, "Black": 23}),
        (15, 85, {SPOT: 100}),
        (60, 86, {ODD: 100}),
    ],
)
def test_a_spot_colour_lies_on_its_own_plate_alone(
    plates: object, x: float, y: float, expected: dict[str, int]
) -> None:
    found = {name: level for name, level in at(plates, x, y).items() if level > 0}
    assert found == pytest.approx(expected, abs=2)


@needs_plates
def test_text_in_a_spot_ink_knocks_the_panel_out(plates: dict[str, object]) -> None:
    """Somewhere in the line of text there is the ink in full, and nothing of the panel with it."""
    inks = [at(plates, 10 + step / 20, 75) for step in range(700)]
    assert {SPOT: 100} in inks


@needs_plates
@pytest.mark.parametrize(("x", "y", "ink"), [(26, 81, "CutContour"), (45, 85, "Lakk")])
def test_technical_inks_leave_the_process_plates_as_they_are(plates: object, x: float, y: float, ink: str) -> None:
    found = at(plates, x, y)
    assert found.pop(ink) >= 99
    assert found == pytest.approx({"Cyan": 90, "Magenta": 45, "Yellow": 48, "Black": 46}, abs=1)


@needs_plates
def test_without_the_technical_inks_the_printing_plates_are_the_same(tmp_path: Path) -> None:
    body = "0.06275 0.27451 0.30980 rg 0 0 100 100 re f q 1 0 1 RG 2 w 20 20 60 60 re S Q 0 1 1 rg 30 30 9 9 re f"
    with_them, without = (
        separated(to_ink(page(part), SPOTS, PROFILE, Files(tmp_path))[0], tmp_path / str(place))[0]
        for place, part in enumerate((body, body.split(" q ", maxsplit=1)[0]))
    )
    assert {"CutContour", "Lakk"} <= set(with_them)
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        assert with_them[name].tobytes() == without[name].tobytes()


@needs_plates
@pytest.mark.parametrize(
    ("y", "expected"),
    [(4, (0, 100, 80, 5)), (44, (45, 73, 64, 25)), (54, (45, 50, 88, 5)), (86, (90, 0, 95, 5))],
)
def test_a_press_without_the_ink_mixes_it_from_the_four(
    inked: bytes, y: float, expected: tuple[int, ...], tmp_path: Path
) -> None:
    """What stands in for an ink, or for several at once, is their inks added up, in proportion to the tint."""
    (tmp_path / "farger.pdf").write_bytes(inked)
    tools.run(
        "ghostscript",
        ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", "-r72",
         f"-sOutputFile={tmp_path}/four.tif", tmp_path / "farger.pdf"],
    )  # fmt: skip
    with Image.open(tmp_path / "four.tif") as four:
        found = four.getpixel((int((60 if y != 86 else 70) * MM), int((y + 10) * MM)))
    assert [part / 2.55 for part in found] == pytest.approx(list(expected), abs=2)  # type: ignore[union-attr]


def page(content: str, resources: Dictionary | None = None, pdf: pikepdf.Pdf | None = None) -> bytes:
    with pdf or pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100))
        one = made.pages[0].obj
        one.MediaBox, one.TrimBox = Array([-9, -9, 109, 109]), Array([0, 0, 100, 100])
        one.Contents, one.Resources = made.make_stream(content.encode()), resources or Dictionary()
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()


def layered(stream: Object, resources: Object, layers: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The operators that paint, with the layers they stand in, forms followed."""
    stack = list(layers)
    for part in pikepdf.parse_content_stream(stream):
        name = str(part.operator)
        if name == "BDC":
            stack.append(str(resources.Properties[str(part.operands[1])].Name))
        elif name == "EMC":
            stack.pop()
        elif name in ("f", "S", "B", "Tj", "TJ"):
            yield name, tuple(stack)
        elif name == "Do" and resources.XObject[str(part.operands[0])].get("/Subtype") == Name.Form:
            one = resources.XObject[str(part.operands[0])]
            yield from layered(one, one.Resources, tuple(stack))
    assert stack == list(layers)


def test_each_step_of_the_work_is_a_layer_with_its_group_and_type(inked: bytes) -> None:
    with pikepdf.open(io.BytesIO(inked)) as pdf:
        groups = {str(group.Name): group for group in pdf.Root.OCProperties.OCGs}
        assert set(groups) == {"CutContour", "Lakk", "Hvit"}
        cut, varnish = groups["CutContour"].GTS_Metadata, groups["Lakk"].GTS_Metadata
        assert (cut.GTS_ProcStepsGroup, cut.GTS_ProcStepsType) == (Name.Structural, Name.Cutting)
        assert (varnish.GTS_ProcStepsGroup, "/GTS_ProcStepsType" in varnish) == (Name.Varnish, False)
        shown = pdf.Root.OCProperties.D
        assert str(shown.Name)
        assert "/AS" not in shown
        assert "/OFF" not in shown
        assert len(shown.Order) == 3
        inside = {layers for _, layers in layered(pdf.pages[0].obj, pdf.pages[0].resources)}
        assert inside == {(), ("CutContour",), ("Lakk",), ("Hvit",)}


def test_what_is_filled_in_a_colour_and_stroked_to_be_cut_is_painted_in_two(tmp_path: Path) -> None:
    body = "0 0.51765 0.23922 rg 1 0 1 RG 2 w 20 20 60 60 re B"
    made, _ = to_ink(page(body), SPOTS, PROFILE, Files(tmp_path))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert list(layered(pdf.pages[0].obj, pdf.pages[0].resources)) == [("f", ()), ("S", ("CutContour",))]


def test_layers_work_inside_forms_and_for_gradients(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    fading = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 1, 1]), C1=Array([1, 1, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 0]), Function=fading)
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    inner = pdf.make_stream(b"1 0 1 RG 5 5 m 9 9 l S /Pattern cs /P scn 0 0 9 9 re f")
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    inner.Resources = Dictionary(Pattern=Dictionary(P=pattern))
    made, _ = to_ink(page("/X Do", Dictionary(XObject=Dictionary(X=inner)), pdf), SPOTS, PROFILE, Files(tmp_path))
    with pikepdf.open(io.BytesIO(made)) as opened:
        found = list(layered(opened.pages[0].obj, opened.pages[0].resources))
        assert found == [("S", ("CutContour",)), ("f", ("Lakk",))]
        own = opened.pages[0].resources.XObject.X.Resources
        assert [bool(state.op) for state in own.ExtGState.values()] == [True]
        assert own.Pattern.P.Shading.ColorSpace[0] == Name.Separation


@needs_plates
@pytest.mark.parametrize(
    "how", ["/S sh", "/Pattern cs /P scn 0 0 100 100 re f", "/Pattern CS /P SCN 9 w 0 0 99 99 re S"]
)
def test_a_gradient_of_varnish_leaves_the_plates_under_it_as_they_are(how: str, tmp_path: Path) -> None:
    pdf = pikepdf.new()
    fading = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 1, 1]), C1=Array([1, 1, 1]), N=1)
    ends = Array([0, 0, 100, 0])
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=ends, Function=fading)
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    resources = Dictionary(Shading=Dictionary(S=shading), Pattern=Dictionary(P=pattern))
    panel = "0.06275 0.27451 0.30980 rg 0 0 100 100 re f "
    varnished, bare = (
        separated(to_ink(page(body, resources, pdf), SPOTS, PROFILE, Files(tmp_path))[0], tmp_path / name)[0]
        for body, name in ((panel + how, "med"), (panel, "uten"))
    )
    assert np.asarray(varnished["Lakk"]).max() > 200
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        assert varnished[name].tobytes() == bare[name].tobytes()


def test_a_spot_colour_in_a_mask_is_light(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    light = pdf.make_stream(b"0.78431 0.06275 0.18039 rg 0 0 50 50 re f")
    light.Type, light.Subtype, light.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    light.Resources, light.Group = Dictionary(), Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    soft = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=light))
    made, _ = to_ink(
        page("/M gs 0 0 100 100 re f", Dictionary(ExtGState=Dictionary(M=soft)), pdf), SPOTS, PROFILE, Files(tmp_path)
    )
    assert spaces(made) == {}
    with pikepdf.open(io.BytesIO(made)) as opened:
        mask = opened.pages[0].resources.ExtGState.M.SMask.G
        assert next(str(part.operator) for part in pikepdf.parse_content_stream(mask)) == "g"
        assert Name.DeviceGray == mask.Group.CS


def test_an_ink_that_the_file_has_already_gets_ours_or_process_inks_behind_it(tmp_path: Path) -> None:
    """One ink of the table, given with RGB behind it, and one that only the file knows."""
    away = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([0, 0, 1]), N=1)
    own = {f"/S{place}": Array([Name.Separation, Name("/" + name), Name.DeviceRGB, away])
           for place, name in enumerate((SPOT, "Fremmed"))}  # fmt: skip
    body = "/S0 cs 0.4 scn 0 0 9 9 re f /S1 cs 1 scn 9 9 9 9 re f"
    made, _ = to_ink(page(body, Dictionary(ColorSpace=Dictionary(own))), SPOTS, PROFILE, Files(tmp_path))
    assert {name: len(numbers) for name, numbers in spaces(made).items()} == {SPOT: 1, "Fremmed": 1}
    assert b"DeviceRGB" not in made


def test_several_inks_that_no_process_inks_stand_in_for_are_refused(tmp_path: Path) -> None:
    names = Array([Name.Eins, Name.Zwei])
    away = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    own = Dictionary(ColorSpace=Dictionary(S=Array([Name.DeviceN, names, Name.DeviceRGB, away])))
    with pytest.raises(ProjectError) as caught:
        to_ink(page("/S cs 1 1 scn 0 0 9 9 re f", own), SPOTS, PROFILE, Files(tmp_path))
    assert [finding.code for finding in caught.value.findings] == ["K15"]


@pytest.mark.parametrize("uncoloured", ["#c8102e", "#10464f"])
def test_an_uncoloured_pattern_is_painted_in_its_ink(uncoloured: str, tmp_path: Path) -> None:
    pdf = pikepdf.new()
    tile = pdf.make_stream(b"0 0 5 10 re f")
    for key, value in {"PatternType": 1, "PaintType": 2, "TilingType": 1, "XStep": 10, "YStep": 10}.items():
        tile[f"/{key}"] = value
    tile.BBox, tile.Resources = Array([0, 0, 10, 10]), Dictionary()
    resources = Dictionary(Pattern=Dictionary(P=tile), ColorSpace=Dictionary(C=Array([Name.Pattern, Name.DeviceRGB])))
    numbers = " ".join(str(int(uncoloured[at : at + 2], 16) / 255) for at in (1, 3, 5))
    made, _ = to_ink(page(f"/C cs {numbers} /P scn 0 0 99 99 re f", resources, pdf), SPOTS, PROFILE, Files(tmp_path))
    if tools.find("ghostscript"):
        found = ink_at(separated(made, tmp_path / "p")[0], 8.5 + 2.5, 50)
        expected = {SPOT: 100} if uncoloured == "#c8102e" else {"Cyan": 90, "Magenta": 45, "Yellow": 48, "Black": 46}
        assert found == pytest.approx(expected, abs=1)


def test_a_table_with_spots_gives_the_same_bytes_again(inked: bytes, tmp_path: Path) -> None:
    assert to_ink(torture_pdf(tmp_path, HTML), SPOTS, WIDE, Files(tmp_path))[0] == inked


def test_a_second_run_makes_neither_a_second_ink_nor_a_second_layer(inked: bytes, tmp_path: Path) -> None:
    again, _ = to_ink(inked, SPOTS, WIDE, Files(tmp_path))
    assert {name: len(numbers) for name, numbers in spaces(again).items()} == dict.fromkeys(spaces(inked), 1)
    with pikepdf.open(io.BytesIO(again)) as pdf:
        assert sorted(str(group.Name) for group in pdf.Root.OCProperties.OCGs) == ["CutContour", "Hvit", "Lakk"]
        assert {layers[-1:] for _, layers in layered(pdf.pages[0].obj, pdf.pages[0].resources)} == {
            (), ("CutContour",), ("Lakk",), ("Hvit",)
        }  # fmt: skip
