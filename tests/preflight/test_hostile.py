"""Hostile and broken files: whatever is in them, the reading ends soon, and what it could not follow is a finding."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from test_painted import ask, codes

from clean_sheet import WHOLE, clean, in_form, in_glyph, in_pattern, saved, text
from utgivelse.findings import ProjectError
from utgivelse.pdf import painting
from utgivelse.pdf.painting import state

EVERYTHING = (
    b"/Over gs 0 0 0 1 k "
    + text(100, 300, 12, "Kom hit")
    + b"/RGB sh q 50 0 0 50 100 300 cm /CMYK Do Q /CMYKGroup Do /Mask gs /OC /Cut BDC /Several cs 1 1 scn "
    b"100 300 50 50 re f EMC /Pattern cs /RGB scn 10 10 50 50 re B /Lab CS 1 2 3 SC 1 1 m 2 3 4 5 6 7 c S"
)
WHOLE_FILES = tuple(saved(make(EVERYTHING, WHOLE)) for make in (in_form, in_pattern, in_glyph))
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def asked(data: bytes, folder: Path) -> set[str]:
    """The codes found; a file that is none is the one thing that may be refused, with a finding."""
    try:
        return codes(ask(data, folder / "fil.pdf"))
    except ProjectError as failure:
        return {finding.code for finding in failure.findings}


@SLOW
@given(data=st.data())
def test_a_mangled_file_never_breaks_the_reading(data: st.DataObject, tmp_path: Path) -> None:
    broken = bytearray(data.draw(st.sampled_from(WHOLE_FILES)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    asked(bytes(broken), tmp_path)


@SLOW
@given(cut=st.floats(0, 1), whole=st.sampled_from(WHOLE_FILES))
def test_a_cut_file_never_breaks_the_reading(cut: float, whole: bytes, tmp_path: Path) -> None:
    asked(whole[: int(cut * len(whole))], tmp_path)


WRONG: tuple[Callable[[Pdf], Any], ...] = (
    lambda _: None,
    lambda _: True,
    lambda _: -1,
    lambda _: 10**12,
    lambda _: Name.Wrong,
    lambda _: String("galt"),
    lambda _: Array([]),
    lambda _: Array([Name.Separation, Array([]), 3, None]),
    lambda _: Dictionary(),
    lambda pdf: pdf.make_stream(b"\xff\xfe q ( [ << "),
    lambda pdf: pdf.Root,
)


def holders(value: Any, depth: int = 9) -> list[tuple[Any, str]]:
    """Every (dictionary, key) below a value."""
    if depth < 0 or not isinstance(value, Dictionary | Stream | Array):
        return []
    if isinstance(value, Array):
        return [found for part in value for found in holders(part, depth - 1)]
    here = [(value, key) for key in map(str, value) if key not in ("/Parent", "/Length")]
    return here + [found for _, key in here for found in holders(value[key], depth - 1)]


@SLOW
@given(data=st.data())
def test_objects_of_another_kind_never_break_the_reading(data: st.DataObject, tmp_path: Path) -> None:
    with pikepdf.open(data.draw(st.sampled_from([*_paths(tmp_path)]))) as pdf:
        places = [found for found in holders(pdf.Root, 12) if found[1] not in ("/Pages", "/Type", "/Kids")]
        for _ in range(data.draw(st.integers(1, 5))):
            holder, key = data.draw(st.sampled_from(places))
            wrong = data.draw(st.sampled_from(WRONG))(pdf)
            if wrong is None:
                if key in holder:
                    del holder[key]
            else:
                holder[key] = wrong
        found = saved_or_none(pdf)
    if found:
        asked(found, tmp_path)


def _paths(folder: Path) -> list[Path]:
    paths = [folder / f"{index}.pdf" for index in range(len(WHOLE_FILES))]
    for path, data in zip(paths, WHOLE_FILES, strict=True):
        path.write_bytes(data)
    return paths


def saved_or_none(pdf: Pdf) -> bytes | None:
    import io

    held = io.BytesIO()
    try:
        pdf.save(held)
    except Exception:  # what cannot be written need not be read
        return None
    return held.getvalue()


TOKENS = (
    b"q Q cm re f S W n BT ET Tf Tj TJ ' \" Td Tm k rg scn cs gs Do sh BI ID EI BDC EMC d0 d1 /F /Over /CMYK /RGB "
    b"/Fjord /Pattern 1 -3 .5 (abc) <0001> [(a) 3] << >> [ ] 1e9 99999999999 true null"
).split()


@SLOW
@given(content=st.lists(st.sampled_from(TOKENS), max_size=60))
def test_operators_in_any_order_never_break_the_reading(content: list[bytes], tmp_path: Path) -> None:
    asked(saved(clean(b" ".join(content))), tmp_path)


def form(pdf: Pdf, name: str, content: bytes, **parts: Any) -> Stream:
    made = pdf.make_stream(content, Subtype=Name.Form, BBox=Array(list(WHOLE)), **parts)
    pdf.pages[0].obj.Resources.XObject["/" + name] = made
    return made


def bomb(pdf: Pdf) -> None:
    """A content of a gigabyte in a megabyte."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * 2**20) for _ in range(1024)) + packing.flush()
    pdf.pages[0].obj.Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)


def doublings(pdf: Pdf) -> None:
    """Each form draws the next one twice: a million million rectangles."""
    resources = pdf.pages[0].obj.Resources
    for level in range(20):
        form(pdf, f"D{level}", f"/D{level + 1} Do /D{level + 1} Do".encode() * 2, Resources=resources)
    form(pdf, "D20", b"0 0 1 1 re f", Resources=resources)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/D0 Do")


def deep(pdf: Pdf) -> None:
    resources = pdf.pages[0].obj.Resources
    for level in range(60):
        form(pdf, f"N{level}", f"/N{level + 1} Do".encode(), Resources=resources)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/N0 Do")


def own_pattern(pdf: Pdf) -> None:
    resources = pdf.pages[0].obj.Resources
    cell = pdf.make_stream(b"/Pattern cs /Own scn 0 0 9 9 re f", PatternType=1, PaintType=1, BBox=Array([0, 0, 9, 9]),
                           XStep=9, YStep=9, Resources=resources)  # fmt: skip
    resources.Pattern.Own = cell
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Pattern cs /Own scn 100 300 50 50 re f")


def many_saves(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q " * 20_000)


HOSTILE: dict[str, Callable[[Pdf], None]] = {
    "bomb": bomb,
    "doublings": doublings,
    "deep": deep,
    "own pattern": own_pattern,
    "many saves": many_saves,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_told_in_time(
    make: Callable[[Pdf], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state.Budget.__init__, "__defaults__", (100_000, 50_000))
    pdf = clean()
    make(pdf)
    data, start = saved(pdf), time.monotonic()
    assert "K40" in asked(data, tmp_path)
    assert time.monotonic() - start < 10


def test_a_name_tree_that_branches_for_ever_ends() -> None:
    pdf = clean()
    branch = pdf.make_indirect(Dictionary())
    branch.Kids = Array([branch] * 500)
    branch.Names = Array([String("a"), Dictionary()])
    pdf.Root.Names = Dictionary(EmbeddedFiles=branch)
    start = time.monotonic()
    assert painting.read(saved(pdf)).catalog.attachments == 1
    assert time.monotonic() - start < 2


def test_what_is_no_pdf_is_one_finding(tmp_path: Path) -> None:
    assert asked(b"dette er ingen PDF", tmp_path) == {"F30"}
    assert not painting.read(b"").opened
