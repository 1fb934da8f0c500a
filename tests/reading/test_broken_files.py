"""Broken PDFs: each fault is found by the check meant for it, at its place; the good file passes them all."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from test_gaps import png

from paper import by_us, lay_out
from utgivelse import preflight
from utgivelse.findings import Finding
from utgivelse.pdf.painting.objects import word
from utgivelse.preflight import Subject

BODY = f"""
<h1>Elva</h1><p>Elva renner <a href="https://example.no">gjennom</a> byen.<span class="fn">En note.</span></p>
<h2>Under brua</h2><p><img src="{png()}" alt="En rød bil"/></p><p>Mer<span class="fn">Enda en note.</span> tekst.</p>
<table><tr><th>År</th><th>Fisk</th></tr><tr><td>2025</td><td>12</td></tr></table>
<ul><li>laks</li><li>ørret</li></ul>
<div class="two"><h2>Neste</h2></div><div class="two"><h2>Side</h2></div><div class="two"><h2>Tre</h2></div>
"""
GOOD = by_us(lay_out(BODY, ".two { break-before: page }"))
MARGIN = "<p class='n'>{}</p>"

Edit = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    """Every tag of this role, in order."""
    found: list[Any] = []

    def walk(one: Any) -> None:
        for kid in one if isinstance(one, Array) else [one]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if word(kid.S) == role:
                    found.append(kid)
                if "/K" in kid:
                    walk(kid.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def rewritten(pdf: pikepdf.Pdf, page: int, old: bytes, new: bytes) -> None:
    content = pdf.pages[page].Contents
    data = content.read_bytes()
    assert old in data
    content.write(data.replace(old, new, 1))


def change(role: str, number: int, act: Callable[[Any], None]) -> Edit:
    return lambda pdf: act(elements(pdf, role)[number])


def untag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def skip_level(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def drop_key(*path: str) -> Callable[[Any], None]:
    def act(element: Any) -> None:
        *around, last = path
        for key in around:
            element = element[key]
        del element[last]

    return act


def no_scope(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        del cell.A


def no_head(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        cell.S = Name.TD


def uneven(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[1]
    row.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=row, K=Array())))


def stray_item(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "LI")[0].S = Name.P


def link_outside(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Link")[0].S = Name.Span


def link_untagged(pdf: pikepdf.Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary) or word(kid.get("/Type")) != "OBJR"])


def link_mute(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Contents = String("")


def same_notes(pdf: pikepdf.Pdf) -> None:
    first, second = elements(pdf, "Note")
    second.ID = first.ID


def unmarked(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, 0, b"/Span\n<</MCID 0>>\nBDC", b"/Span\nBMC")


def added(content: bytes) -> Edit:
    def act(pdf: pikepdf.Pdf) -> None:
        data = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents.write(data + b"\n" + content)

    return act


def nested(pdf: pikepdf.Pdf) -> None:
    data = pdf.pages[0].Contents.read_bytes()
    at = data.index(b"BT", data.index(b"/MCID 0"))
    end = data.index(b"ET", at) + 2
    pdf.pages[0].Contents.write(data[:at] + b"/Artifact BMC " + data[at:end] + b" EMC " + data[end:])


def no_letters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            del font.ToUnicode


def in_form(pdf: pikepdf.Pdf) -> None:
    """A line of text, hidden in a form that has no marks."""
    shown = re.search(rb"(/\S+) \d+ Tf\s+\[<([0-9a-f]{4})>", pdf.pages[0].Contents.read_bytes())
    assert shown
    form = pdf.make_stream(
        b"BT %b 10 Tf 40 40 Td <%b> Tj ET" % shown.groups(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 200]),
        Resources=Dictionary(Font=pdf.pages[0].Resources.Font),
    )
    resources = pdf.pages[0].Resources
    resources.XObject = Dictionary({**dict(resources.get("/XObject", {})), "/Skjult": form})
    added(b"/Skjult Do")(pdf)


def read_furniture(pdf: pikepdf.Pdf) -> None:
    """The page numbers of all pages become content of the document."""
    document = elements(pdf, "Document")[0]
    for page in pdf.pages:
        data = page.Contents.read_bytes()
        at = data.rindex(b"/Artifact")
        number = data.count(b"/MCID") + 900
        end = data.index(b"BMC", at) + 3
        page.Contents.write(data[:at] + f"/P <</MCID {number}>> BDC".encode() + data[end:])
        kid = Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=number)
        document.K.append(pdf.make_indirect(kid))


def say(**values: Any) -> Edit:
    def act(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.Root[f"/{key}"] = value

    return act


def no_title(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata
    text = packet.read_bytes().decode()
    start, end = text.index("<dc:title>"), text.index("</dc:title>") + len("</dc:title>")
    packet.write((text[:start] + text[end:]).encode())


def tab_order(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Tabs = Name.R


FAULTS: dict[str, tuple[str, int, Edit]] = {
    "no tags": ("R01", 0, untag),
    "said to be untagged": ("R01", 0, say(MarkInfo=Dictionary(Marked=False))),
    "doubtful tags": ("R01", 0, say(MarkInfo=Dictionary(Marked=True, Suspects=True))),
    "no language": ("R02", 0, say(Lang=String(""))),
    "a language that is none": ("R02", 0, say(Lang=String("norsk bokmål"))),
    "a passage's language that is none": (
        "R02",
        1,
        change("P", 0, lambda p: p.__setitem__("/Lang", String("engelsk!"))),
    ),
    "the title is not shown": ("R03", 0, say(ViewerPreferences=Dictionary(DisplayDocTitle=False))),
    "no title": ("R03", 0, no_title),
    "another order of tabs": ("R06", 1, tab_order),
    "words without a mark": ("R07", 1, unmarked),
    "a shape without a mark": ("R07", 1, added(b"0 0 1 rg 20 20 40 40 re f")),
    "words in a form without a mark": ("R07", 1, in_form),
    "words that are decoration too": ("R08", 1, nested),
    "letters that nothing explains": ("R09", 1, no_letters),
    "page numbers that are read": ("R10", 1, read_furniture),
    "a role that is none": ("R11", 1, change("P", 0, lambda p: p.__setitem__("/S", Name("/Avsnitt")))),
    "a level is skipped": ("R12", 1, skip_level),
    "a picture without words": ("R13", 1, change("Figure", 0, drop_key("/Alt"))),
    "a picture with empty words": ("R13", 1, change("Figure", 0, lambda f: f.__setitem__("/Alt", String(" ")))),
    "a file's name for words": ("R13", 1, change("Figure", 0, lambda f: f.__setitem__("/Alt", String("IMG_20.jpg")))),
    "a table without head": ("R14", 2, no_head),
    "heads that don't say of what": ("R14", 2, no_scope),
    "rows of unlike length": ("R15", 2, uneven),
    "a paragraph among items": ("R16", 2, stray_item),
    "labels that are said to be none": (
        "R16",
        2,
        change("L", 0, lambda one: one.A.__setitem__("/ListNumbering", Name("/None"))),
    ),
    "a link in no link's tag": ("R17", 1, link_outside),
    "a link that is not in the tags": ("R17", 1, link_untagged),
    "a link that says nothing": ("R17", 1, link_mute),
    "notes of one name": ("R18", 2, same_notes),
}


def found_in(path: Path) -> list[Finding]:
    return [one for one in preflight.examine(Subject(path, "application/pdf")) if one.code[0] == "R"]


def write(path: Path, edit: Edit | None = None) -> Path:
    with pikepdf.open(io.BytesIO(GOOD)) as pdf:
        if edit:
            edit(pdf)
        pdf.save(path)
    return path


def test_the_good_file_passes(tmp_path: Path) -> None:
    assert found_in(write(tmp_path / "good.pdf")) == []


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_found_where_it_is(name: str, tmp_path: Path) -> None:
    code, page, edit = FAULTS[name]
    found = found_in(write(tmp_path / "bad.pdf", edit))
    mine = [one for one in found if one.code == code]
    assert mine, [(one.code, one.message) for one in found]
    assert mine[0].place.page == page
    assert mine[0].hint
    assert {one.code for one in found} == {code}, [(one.code, one.message) for one in found]


def test_what_claims_nothing_is_only_warned_of(tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
        pdf.Root.Metadata.write(text)
        skip_level(pdf)

    severities = {one.severity.value for one in found_in(write(tmp_path / "bad.pdf", edit))}
    assert severities == {"warning"}
    assert {one.severity.value for one in found_in(write(tmp_path / "worse.pdf", skip_level))} == {"error"}


def test_the_place_is_that_of_the_words(tmp_path: Path) -> None:
    (found,) = found_in(write(tmp_path / "bad.pdf", skip_level))
    area = found.place.area
    assert area is not None and 15 < area.y < 45 and area.width > 15
    assert "Under brua" in found.message


def test_a_press_file_is_not_asked(tmp_path: Path) -> None:
    from utgivelse.project import PRESS

    path = write(tmp_path / "bad.pdf", untag)
    found = preflight.examine(Subject(path, "application/pdf", press=PRESS["iso-coated-300"]))
    assert not [one for one in found if one.code[0] == "R"]
