# ruff: noqa: E501 - a case is a row
"""What a file is as a whole: pages, layers, claims, what it brings along; each fault beside a twin that passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from test_painted import PRESS, ask, codes

from clean_sheet import BLEED, HEIGHT, MM, WHOLE, WIDTH, XMP, Content, clean, saved, text
from small_profile import small_profile

Change = Callable[[Pdf], None]


@dataclass(frozen=True)
class Case:
    name: str
    code: str
    bad: Change
    twin: Change
    pages: int = 1
    press: dict[str, Any] | None = None


def page_of(pdf: Pdf, number: int = 1) -> Any:
    return pdf.pages[number - 1].obj


def put(key: str, *value: float, page: int = 1) -> Change:
    """A box of a page."""

    def change(pdf: Pdf) -> None:
        page_of(pdf, page)[key] = Array(list(value))

    return change


def drop(*keys: str) -> Change:
    def change(pdf: Pdf) -> None:
        for key in keys:
            if key in page_of(pdf):
                del page_of(pdf)[key]

    return change


def both(*changes: Change) -> Change:
    def change(pdf: Pdf) -> None:
        for one in changes:
            one(pdf)

    return change


def nothing(_: Pdf) -> None:
    """As it was."""


TRIM = (BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT)


def bleeding(millimetres: float, side: int = 4) -> Change:
    """Bleed on all sides, or less of it on one."""
    edges = [TRIM[0] - 3 * MM, TRIM[1] - 3 * MM, TRIM[2] + 3 * MM, TRIM[3] + 3 * MM]
    for index in range(4) if side == 4 else [side]:
        edges[index] = TRIM[index] + (-1 if index < 2 else 1) * millimetres * MM
    return put("/BleedBox", *edges)


def unit_bleed(pdf: Pdf) -> None:
    """Enough points, but of half the size."""
    page = page_of(pdf)
    page.UserUnit = 0.5
    for key in ("/MediaBox", "/TrimBox"):
        page[key] = Array([2 * float(part) for part in page[key]])
    page.TrimBox = Array([2 * part for part in TRIM])
    inset = 3 * MM
    page.BleedBox = Array([2 * TRIM[0] - inset, 2 * TRIM[1] - inset, 2 * TRIM[2] + inset, 2 * TRIM[3] + inset])
    page.Contents = pdf.make_stream(b"2 0 0 2 0 0 cm 0.2 0 0 0 k 0 0 437 613 re f")


def unit_bleed_right(pdf: Pdf) -> None:
    unit_bleed(pdf)
    page_of(pdf).BleedBox = page_of(pdf).MediaBox


def annotate(subtype: str, x: float) -> Change:
    def change(pdf: Pdf) -> None:
        page = page_of(pdf)
        page.MediaBox = Array([0, 0, WHOLE[2] + 100, WHOLE[3]])
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([x, 100, x + 20, 120]))
        page.Annots = Array([pdf.make_indirect(note)])

    return change


def sizes(second: float) -> Change:
    return both(put("/TrimBox", BLEED, BLEED, BLEED + WIDTH - second * MM, BLEED + HEIGHT, page=2))


def turn(page: int) -> Change:
    def change(pdf: Pdf) -> None:
        for number in range(1, page + 1):
            page_of(pdf, number).Rotate = 180

    return change


def intent(**parts: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in parts.items():
            found = pdf.Root.OutputIntents[0]
            if value is None:
                del found["/" + key]
            else:
                found["/" + key] = value

    return change


def profile(head: bytes, components: int = 4) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(head, N=components)

    return change


def intents(count: int, subtype: Name = Name.GTS_PDFX) -> Change:
    def change(pdf: Pdf) -> None:
        first = pdf.Root.OutputIntents[0]
        others = [Dictionary({**dict(first.items()), "/S": subtype}) for _ in range(count)]
        pdf.Root.OutputIntents = Array([first, *others] if count else [])

    return change


def xmp(old: str, new: str) -> Change:
    def change(pdf: Pdf) -> None:
        data = XMP.replace(old.encode(), new.encode())
        pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)

    return change


def info(**parts: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in parts.items():
            pdf.trailer.Info["/" + key] = value

    return change


def root(key: str, make: Callable[[Pdf], Any]) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = make(pdf)

    return change


def script(_: Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def files(_: Pdf) -> Dictionary:
    return Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(Type=Name.Filespec)])))


def layer(**parts: Any) -> Change:
    def change(pdf: Pdf) -> None:
        group = page_of(pdf).Resources.Properties.On
        for key, value in parts.items():
            if key == "off":
                pdf.Root.OCProperties.D.OFF = Array([group] if value else [])
            else:
                group["/" + key] = value

    return change


def state(name: Name) -> Dictionary:
    return Dictionary(Print=Dictionary(PrintState=name))


CASES = (
    Case("no trim box", "K41", both(drop("/TrimBox", "/BleedBox"), put("/CropBox", *TRIM)), nothing),
    Case("art box instead", "K41", put("/ArtBox", *TRIM), both(drop("/TrimBox"), put("/ArtBox", *TRIM))),
    Case("trim over bleed", "K41", put("/BleedBox", 0, 0, WIDTH, WHOLE[3]), put("/BleedBox", *WHOLE)),
    Case("bleed over media", "K41", put("/BleedBox", -5, 0, WHOLE[2], WHOLE[3]), put("/BleedBox", *WHOLE)),
    Case("origin", "K41", put("/MediaBox", -10, -10, WHOLE[2], WHOLE[3]), put("/MediaBox", 0, 0, WHOLE[2] + 9, WHOLE[3])),
    Case("no box", "K41", put("/ArtBox", 1, 2, 3), nothing),
    Case("little bleed", "K42", bleeding(2.9), bleeding(3.0)),
    Case("no bleed", "K42", both(drop("/BleedBox"), put("/CropBox", *TRIM)), drop("/BleedBox")),
    Case("little bleed below", "K42", bleeding(2.0, 1), bleeding(3.0, 1)),
    Case("little bleed in small units", "K42", unit_bleed, unit_bleed_right),
    Case("much bleed wanted", "K42", nothing, nothing, press={"bleed": 5.0}),
    Case("another size", "K43", sizes(0.3), sizes(0.05), 3),
    Case("turned", "K43", turn(1), turn(3), 3),
    Case("number of pages", "K44", nothing, nothing, 3, {"multiple": 4}),
    Case("link", "K45", annotate("Link", 100), annotate("Link", WHOLE[2] + 10)),
    Case("comment", "K45", annotate("Text", WHOLE[2] - 4), annotate("PrinterMark", 100)),
    Case("no intent", "K62", intents(0), intents(1, Name.GTS_PDFA1)),
    Case("two intents", "K62", intents(1), nothing),
    Case("another condition", "K62", intent(OutputConditionIdentifier=String("FOGRA51")), nothing),
    Case("no condition", "K62", intent(OutputConditionIdentifier=None), nothing),
    Case("no profile", "K62", intent(DestOutputProfile=None), nothing),
    Case("rgb profile", "K62", profile(b"\0" * 12 + b"mntrRGB " + b"\0" * 108, 3), nothing),
    Case("link profile", "K62", profile(b"\0" * 12 + b"linkCMYK" + b"\0" * 108), nothing),
    Case("another profile", "K62", profile(small_profile("Another")), nothing),
    Case("no claim", "K63", xmp("PDF/X-4", ""), nothing),
    Case("another claim", "K63", xmp("PDF/X-4", "PDF/Y"), nothing),
    Case("two titles", "K63", info(Title=String("Uren")), info(Title=String("Ren"))),
    Case("two answers on traps", "K63", info(Trapped=Name("/True")), nothing),
    Case("open on traps", "K63", both(xmp(">False<", ">Unknown<"), info(Trapped=Name.Unknown)), nothing),
    Case("broken metadata", "K63", xmp("<rdf:RDF", "<rdf"), nothing),
    Case("hidden layer", "K64", layer(off=True), layer(off=False)),
    Case("layer not printed", "K64", layer(Usage=state(Name.OFF)), layer(Usage=state(Name.ON))),
    Case("script", "K66", root("/OpenAction", script), nothing),
    Case("named script", "K66", root("/Names", lambda _: Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script(_)])))), nothing),
    Case("attachment", "K66", root("/Names", files), root("/Names", lambda _: Dictionary())),
    Case("form field", "K66", root("/AcroForm", lambda pdf: Dictionary(Fields=Array([pdf.make_indirect(Dictionary(T=String("a")))]))), root("/AcroForm", lambda _: Dictionary(Fields=Array([])))),
    Case("rgb page group", "K46", lambda pdf: page_of(pdf).__setitem__("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
         lambda pdf: page_of(pdf).__setitem__("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_of_the_file_is_found(case: Case, tmp_path: Path) -> None:
    pdf = clean(*[b""] * case.pages)
    case.bad(pdf)
    press = replace(PRESS, **(case.press or {}))
    found = ask(saved(pdf), tmp_path / "fil.pdf", press)
    assert case.code in codes(found)
    assert codes(found) <= {case.code, "K42"}  # a box amiss may take the bleed along


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_its_twin_passes(case: Case, tmp_path: Path) -> None:
    pdf = clean(*[b""] * case.pages)
    case.twin(pdf)
    assert ask(saved(pdf), tmp_path / "fil.pdf") == []


@pytest.mark.parametrize("pages", [4, 8])
def test_a_multiple_of_four_passes_where_four_are_wanted(pages: int, tmp_path: Path) -> None:
    assert ask(saved(clean(*[b""] * pages)), tmp_path / "fil.pdf", replace(PRESS, multiple=4)) == []


@pytest.mark.parametrize("password", ["", "hemmelig"])
def test_an_encrypted_file_is_told(password: str, tmp_path: Path) -> None:
    locked = saved(clean(), deterministic_id=False, encryption=pikepdf.Encryption(owner="eier", user=password))
    assert codes(ask(locked, tmp_path / "fil.pdf")) == {"K65"}


FINE: dict[str, Content] = {
    "grey soft mask": b"/Mask gs 0 0 0 1 k 100 300 50 50 re f",
    "picture with a soft mask of few pixels": b"q 50 0 0 50 100 300 cm /Masked Do Q",
    "spot with a Lab alternate": b"/LabSpot cs 1 scn 100 300 50 50 re f",
    "unseen small text": b"3 Tr " + text(100, 300, 2, "Kom hit"),
    "text without a sign": b"BT /F 2 Tf 100 300 Td <0001> Tj ET",
    "small text clipped off": b"q 10 10 5 5 re W n " + text(100, 300, 2, "Kom hit") + b"Q",
    "small text beside the page": text(900, 300, 2, "Kom hit"),
    "clear small text": b"/Clear gs " + text(100, 300, 2, "Kom hit"),
    "a dot of one pixel": b"q 300 0 0 300 50 100 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK /F /AHx ID 40404000> EI Q",
    "the same rectangle twice": b"0 0 0 1 k 100 300 50 50 re 100 300 50 50 re f",
    "an even-odd hole": b"0 0 0 1 k 100 300 50 50 re 110 310 30 30 re f*",
    "a circle": b"0 0 0 1 k 110 300 m 110 305.5 105.5 310 100 310 c 94.5 310 90 305.5 90 300 c h f",
    "large white text on dark": b".9 .5 0 .2 k 90 290 200 60 re f 0 0 0 0 k " + text(100, 300, 30, "Kom hit"),
    "unbalanced operators": b"Q Q EMC q q 0 0 0 1 k 100 300 50 50 re f",
    "unknown operators": b"BX 1 2 nonsense EX 0 0 0 1 k 100 300 50 50 re f",
}


@pytest.mark.parametrize("content", FINE.values(), ids=FINE)
def test_what_is_fine_passes(content: Content, tmp_path: Path) -> None:
    pdf = clean(content)
    if b"<0001>" in content:
        font = page_of(pdf).Resources.Font.F
        font.ToUnicode = pdf.make_stream(b"1 beginbfchar <0001> <0020> endbfchar")
    assert ask(saved(pdf), tmp_path / "fil.pdf") == []


def test_a_fault_on_many_pages_is_told_once_a_page_and_then_counted(tmp_path: Path) -> None:
    content = b"1 0 0 rg 100 300 5 5 re f 110 300 6 6 re f"
    found = ask(saved(clean(*[content] * 20)), tmp_path / "fil.pdf")
    assert codes(found) == {"K46"}
    assert [finding.place.page for finding in found] == [*range(1, 14)]
    assert "2 such" in found[0].message
    assert "8 more pages: 13, 14" in found[-1].message
