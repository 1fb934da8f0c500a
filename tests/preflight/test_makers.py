# ruff: noqa: E501 - a case is a row
"""Files of other makers: reportlab's and Ghostscript's ways of writing the same faults, and what is right in them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from test_painted import ask, ask_plates, codes, lies_in

from clean_sheet import BLEED, HEIGHT, PACKAGE, WHOLE, WIDTH, Box

pdfmetrics.registerFont(TTFont("Sans", PACKAGE / "fonts/SourceSans3_400Regular.ttf"))
BLACK, RED = CMYKColor(0, 0, 0, 1), CMYKColor(0, 1, 0, 0)
ALWAYS = frozenset({"K62", "K63"})
"""Neither maker names an output intent or a PDF/X version by itself."""


@dataclass(frozen=True)
class Drawing:
    name: str
    code: str
    bad: Callable[[Canvas], Any]
    twin: Callable[[Canvas], Any]
    shape: Box | None = None


def reportlab(draw: Callable[[Canvas], Any]) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=WHOLE[2:], trimBox=(BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT), bleedBox=WHOLE)
    canvas.setFillColor(BLACK)
    canvas.setStrokeColor(BLACK)
    canvas.setFont("Sans", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def words(size: float, font: str = "Sans", colour: Color = BLACK, x: float = 100) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.setFillColor(colour)
        if colour is BLACK:
            canvas.setFillOverprint(True)
            canvas.setOverprintMask(1)
        canvas.drawString(x, 300, "Kom hit")

    return draw


def rectangle(colour: Color, *, over: bool = False) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        if over:
            canvas.setFillOverprint(True)
            canvas.setOverprintMask(1)
        canvas.rect(100, 300, 50, 50, stroke=0, fill=1)

    return draw


def line(width: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeOverprint(True)
        canvas.setOverprintMask(1)
        canvas.setLineWidth(width)
        canvas.line(100, 300, 300, 300)

    return draw


FLAT: dict[str, Any] = {"1": 1, "CMYK": (0, 0, 0, 100)}


def picture(mode: str, side: float) -> Callable[[Canvas], None]:
    image = Image.new(mode, (210, 210), FLAT.get(mode, "white"))
    return lambda canvas: canvas.drawImage(ImageReader(image), 100, 300, side, side)


def in_form(draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def drawn(canvas: Canvas) -> None:
        canvas.beginForm("skjema")
        draw(canvas)
        canvas.endForm()
        canvas.translate(50, 150)
        canvas.scale(0.5, 0.5)
        canvas.doForm("skjema")

    return drawn


def lacking(canvas: Canvas) -> None:
    canvas.drawString(100, 300, "漢")


def turned(draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def drawn(canvas: Canvas) -> None:
        canvas.setPageRotation(180)
        canvas.translate(WHOLE[2], WHOLE[3])
        canvas.rotate(180)
        draw(canvas)

    return drawn


def separations(*names: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for index, name in enumerate(names):
            canvas.setFillColor(CMYKColorSep(0, 0.5, 1, 0, spotName=name))
            canvas.rect(100 + 20 * index, 300, 20, 50, stroke=0, fill=1)

    return draw


SQUARE = (100, 300, 50, 50)
LINE = (100, 300, 200, 1)
HALF = (100, 300, 26, 26)
DRAWINGS = (
    Drawing("rgb", "K46", rectangle(Color(1, 0, 0)), rectangle(CMYKColor(0, 1, 1, 0)), SQUARE),
    Drawing("rgb in a form", "K46", in_form(rectangle(Color(1, 0, 0))), in_form(rectangle(CMYKColor(0, 1, 1, 0))), HALF),
    Drawing("rgb turned", "K46", turned(rectangle(Color(1, 0, 0))), turned(rectangle(CMYKColor(0, 1, 1, 0))), SQUARE),
    Drawing("rgb picture", "K46", picture("RGB", 50), picture("CMYK", 50), SQUARE),
    Drawing("few pixels", "K48", picture("CMYK", 80), picture("CMYK", 55), (100, 300, 80, 80)),
    Drawing("not embedded", "F24", words(12, "Helvetica"), words(12)),
    Drawing("tiny text", "K52", words(4.5), words(5.1), (100, 300, 20, 5)),
    Drawing("tiny text in a form", "K52", in_form(words(9.5, colour=RED)), in_form(words(11, colour=RED)), (100, 300, 20, 5)),
    Drawing("near the trim", "K53", words(12, x=BLEED + 3), words(12, x=BLEED + 10), (BLEED + 3, 300, 36, 9)),
    Drawing("hairline", "K51", line(0.1), line(0.3), LINE),
    Drawing("white overprint", "K56", rectangle(CMYKColor(0, 0, 0, 0), over=True), rectangle(CMYKColor(0, 0, 0, 0)), SQUARE),
    Drawing("tint overprints", "K55", rectangle(CMYKColor(0, 0, 0, 0.3), over=True), rectangle(CMYKColor(0, 0, 0, 0.3)), SQUARE),
    Drawing("many inks", "K57", words(8, colour=CMYKColor(0.3, 0.3, 0.3, 0)), words(8, colour=CMYKColor(0.3, 0.3, 0, 0)), (100, 300, 26, 7)),
    Drawing("rich black", "K67", words(12, colour=CMYKColor(0.5, 0, 0, 1)), words(12), (100, 300, 37, 9)),
    Drawing("two spellings", "K59", separations("Fjord 1", "FJORD-1"), separations("Fjord 1", "Gran"), SQUARE),
    Drawing("three spots", "K61", separations("Fjord", "Gran", "Torv"), separations("Fjord", "Gran")),
    Drawing("link", "K45", lambda canvas: canvas.linkURL("https://example.no", (100, 300, 150, 350)), lambda canvas: None, SQUARE),
    Drawing("no glyph", "K68", lacking, words(12), (100, 290, 30, 30)),
)  # fmt: skip


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_reportlab_s_faults_are_found(drawing: Drawing, tmp_path: Path) -> None:
    found = ask(reportlab(drawing.bad), tmp_path / "fil.pdf")
    assert codes(found) - ALWAYS == {drawing.code}
    if drawing.shape:
        places = [finding.place.area for finding in found if finding.code == drawing.code]
        assert any(place and lies_in(place, drawing.shape, "page") for place in places)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_reportlab_s_twins_pass(drawing: Drawing, tmp_path: Path) -> None:
    assert codes(ask(reportlab(drawing.twin), tmp_path / "fil.pdf")) - ALWAYS == set()


WITHOUT_INK = {"white overprint", "link", "rgb picture of Ghostscript"}
"""Twins on which nothing is printed: that they are blank is true, and all that is to be said of them."""


def of_plates(data: bytes, path: Path, name: str) -> bool:
    """Whether the plates of a twin are as its name says."""
    return codes(ask_plates(data, path)) == ({"K76"} if name in WITHOUT_INK else set())


def test_the_plates_of_no_twin_of_reportlab_s_are_complained_of(tmp_path: Path) -> None:
    wrong = [one.name for one in DRAWINGS if not of_plates(reportlab(one.twin), tmp_path / "fil.pdf", one.name)]
    assert wrong == []


OVER = "true setoverprint "
POSTSCRIPT = {
    "rgb": ("K46", "1 0 0 setrgbcolor 100 300 50 50 rectfill", "0 1 1 0 setcmykcolor 100 300 50 50 rectfill"),
    "rgb shading": (
        "K46",
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [100 0 300 0] /Function << /FunctionType 2 /Domain [0 1] "
        "/C0 [1 0 0] /C1 [0 0 1] /N 1 >> >> 100 300 50 50 rectclip shfill",
        "<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [100 0 300 0] /Function << /FunctionType 2 /Domain [0 1] "
        "/C0 [1 0 0 0] /C1 [0 0 1 0] /N 1 >> >> 100 300 50 50 rectclip shfill",
    ),
    "rgb in a pattern": (
        "K46",
        "<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /PaintProc "
        "{ pop 1 0 0 setrgbcolor 1 1 5 5 rectfill } >> matrix makepattern setpattern 100 300 50 50 rectfill",
        "<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /PaintProc "
        "{ pop 0 1 0 0 setcmykcolor 1 1 5 5 rectfill } >> matrix makepattern setpattern 100 300 50 50 rectfill",
    ),
    "rgb picture": (
        "K46",
        "gsave 100 300 translate 2 2 scale 10 10 8 [10 0 0 10 0 0] {300 string} false 3 colorimage grestore",
        "gsave 100 300 translate 2 2 scale 10 10 8 [10 0 0 10 0 0] {400 string} false 4 colorimage grestore",
    ),
    "hairline": (
        "K51",
        OVER
        + "0 0 0 1 setcmykcolor gsave .1 .1 scale 1 setlinewidth 1000 3000 moveto 3000 3000 lineto stroke grestore",
        OVER
        + "0 0 0 1 setcmykcolor gsave .1 .1 scale 3 setlinewidth 1000 3000 moveto 3000 3000 lineto stroke grestore",
    ),
    "thin shape": (
        "K51",
        OVER + "0 0 0 1 setcmykcolor 100 300 200 .1 rectfill",
        OVER + "0 0 0 1 setcmykcolor 100 300 200 .4 rectfill",
    ),
    "white overprint": (
        "K56",
        OVER + "0 0 0 0 setcmykcolor 100 300 50 50 rectfill",
        "0 0 0 0 setcmykcolor 100 300 50 50 rectfill",
    ),
    "two spellings": (
        "K59",
        "[/Separation (Fjord 1) /DeviceCMYK {dup 0 exch 0 0}] setcolorspace 1 setcolor 100 300 20 50 rectfill "
        "[/Separation (fjord1) /DeviceCMYK {dup 0 exch 0 0}] setcolorspace 1 setcolor 130 300 20 50 rectfill",
        "[/Separation (Fjord 1) /DeviceCMYK {dup 0 exch 0 0}] setcolorspace 1 setcolor 100 300 20 50 rectfill "
        "[/Separation (Gran) /DeviceCMYK {dup 0 exch 0 0}] setcolorspace 1 setcolor 130 300 20 50 rectfill",
    ),
    "tiny text": (
        "K52",
        OVER + "0 0 0 1 setcmykcolor /Times-Roman 4 selectfont 100 300 moveto (Kom hit) show",
        OVER + "0 0 0 1 setcmykcolor /Times-Roman 6 selectfont 100 300 moveto (Kom hit) show",
    ),
}


def ghostscript(program: str, folder: Path) -> bytes:
    source, target = folder / "fil.ps", folder / "gs.pdf"
    boxes = f"/TrimBox [{BLEED} {BLEED} {BLEED + WIDTH} {BLEED + HEIGHT}] /BleedBox [0 0 {WHOLE[2]} {WHOLE[3]}]"
    source.write_text(f"%!PS\n[ {boxes} /PAGE pdfmark\n{program}\nshowpage\n")
    command = [
        "gs",
        "-q",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=pdfwrite",
        "-dColorConversionStrategy=/LeaveColorUnchanged",
    ]
    size = [f"-dDEVICEWIDTHPOINTS={WHOLE[2]}", f"-dDEVICEHEIGHTPOINTS={WHOLE[3]}", "-dDownsampleColorImages=false"]
    setting = "<< /PreserveOverprintSettings true /OPM 1 /NeverEmbed [] >> setdistillerparams"
    subprocess.run([*command, *size, f"-o{target}", "-c", setting, "-f", str(source)], check=True, capture_output=True)
    return target.read_bytes()


@pytest.mark.skipif(not shutil.which("gs"), reason="no Ghostscript here")
@pytest.mark.parametrize("name", POSTSCRIPT)
def test_ghostscript_s_faults_are_found_and_their_twins_pass(name: str, tmp_path: Path) -> None:
    code, bad, twin = POSTSCRIPT[name]
    assert codes(ask(ghostscript(bad, tmp_path), tmp_path / "fil.pdf")) - ALWAYS == {code}
    assert codes(ask(ghostscript(twin, tmp_path), tmp_path / "fil.pdf")) - ALWAYS == set()
    called = f"{name} of Ghostscript" if name == "rgb picture" else name
    assert of_plates(ghostscript(twin, tmp_path), tmp_path / "fil.pdf", called)
