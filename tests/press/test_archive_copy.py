"""The marked copy: judged by veraPDF, and but for its claim the very file that is shipped."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Name

import judges
from torture import PROFILE, TABLE, torture_pdf
from utgivelse import pdf, tools, verapdf
from utgivelse.files import Files
from utgivelse.findings import ToolError
from utgivelse.press import to_ink
from utgivelse.press.archive_copy import as_pdf_a


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A print PDF with everything in it that is hard."""
    folder = tmp_path_factory.mktemp("kopi")
    inked, _ = to_ink(torture_pdf(folder), TABLE, PROFILE, Files(folder))
    said = pdf.Metadata(title="Prøve & «tegn»", language="nb", date=datetime.date(2026, 11, 1), layout="abc")
    return pdf.set_metadata(inked, said, press=True)


def objects(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every object as it is written, but for the packet, the output intents and the catalog that leads there."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        left_out = {opened.Root.objgen, opened.Root.Metadata.objgen}
        left_out |= {intent.objgen for intent in opened.Root.OutputIntents}
        for obj in opened.objects:
            if obj.objgen not in left_out:
                stream = obj.read_raw_bytes() if isinstance(obj, pikepdf.Stream) else b""
                yield obj.unparse().decode("latin-1"), stream
        catalog = {key: value.unparse() for key, value in opened.Root.items() if key not in _MARKED}
        yield str(sorted(catalog.items())), b""


_MARKED = ("/Metadata", "/OutputIntents")


def renumbered(data: bytes) -> list[tuple[str, bytes]]:
    """The objects without their numbers, which the one object more has moved."""
    return sorted((re.sub(r"\d+ 0 R", "R", written), stream) for written, stream in objects(data))


def test_the_copy_differs_in_its_claim_only(shipped: bytes) -> None:
    copy = as_pdf_a(shipped)
    before, after = renumbered(shipped), renumbered(copy)
    assert len(before) > 50
    assert before == after
    with pikepdf.open(io.BytesIO(shipped)) as one, pikepdf.open(io.BytesIO(copy)) as other:
        assert len(other.Root.OutputIntents) == len(one.Root.OutputIntents) + 1
        first, second = other.Root.OutputIntents
        assert (first.S, second.S) == (Name.GTS_PDFX, Name.GTS_PDFA1)
        assert first.DestOutputProfile.objgen == second.DestOutputProfile.objgen
        assert {key for key in first if key != "/S"} == {key for key in second if key != "/S"}
        packet = other.Root.Metadata.read_bytes().decode()
        for line in one.Root.Metadata.read_bytes().decode().splitlines():
            assert line in packet
        assert one.trailer.Info.unparse() == other.trailer.Info.unparse()


def test_a_copy_is_always_the_same(shipped: bytes) -> None:
    assert as_pdf_a(shipped) == as_pdf_a(shipped)


def test_a_file_without_a_claim_is_no_print_pdf(shipped: bytes) -> None:
    for key in ("/OutputIntents", "/Metadata"):
        with pikepdf.open(io.BytesIO(shipped)) as opened:
            del opened.Root[key]
            target = io.BytesIO()
            opened.save(target)
        with pytest.raises(ValueError, match="expected"):
            as_pdf_a(target.getvalue())


# ── faults that veraPDF must find ────────────────────────────────────────────────────────────


def _font_left_out(opened: pikepdf.Pdf) -> None:
    for obj in opened.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in obj:
                    del obj[key]


def _light(opened: pikepdf.Pdf) -> None:
    opened.pages[0].contents_add(opened.make_stream(b"q 1 0 0 rg 10 10 50 50 re f Q"))


def _two_alternates(opened: pikepdf.Pdf) -> None:
    """One ink's name with two looks (ISO 19005-2, 6.2.4.4)."""
    resources = opened.pages[0].resources
    resources.ColorSpace = pikepdf.Dictionary(dict(resources.get("/ColorSpace", pikepdf.Dictionary()).items()))
    for name, red in (("/Y1", 1.0), ("/Y2", 0.5)):
        tint = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, red, 0, 0], N=1
        )  # fmt: skip
        space = pikepdf.Array([Name.Separation, Name("/Stempel"), Name.DeviceCMYK, opened.make_indirect(tint)])
        resources.ColorSpace[name] = space
    opened.pages[0].contents_add(opened.make_stream(b"q /Y1 cs 1 scn 0 0 9 9 re f /Y2 cs 1 scn 9 9 9 9 re f Q"))


def _interpolated(opened: pikepdf.Pdf) -> None:
    image = next(obj for obj in opened.objects if isinstance(obj, pikepdf.Stream) and "/Width" in obj)
    image.Interpolate = True


FAULTS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "an unembedded font": (_font_left_out, "6.2.11.4"),
    "light instead of ink": (_light, "6.2.4.3"),
    "an ink with two looks": (_two_alternates, "6.2.4.4"),
    "an interpolated picture": (_interpolated, "6.2.8"),
}


def planted(data: bytes, fault: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as opened:
        fault(opened)
        target = io.BytesIO()
        opened.save(target)
        return target.getvalue()


def test_verapdf_passes_the_copy_and_finds_what_was_planted(shipped: bytes, tmp_path: Path) -> None:
    files = {"good": shipped} | {name: planted(shipped, fault) for name, (fault, _) in FAULTS.items()}
    verdicts = judges.archive_verdicts(files, tmp_path)
    good = verdicts.pop("good")
    assert good.rules > 100
    assert good.failures == () and good.is_kept
    for name, verdict in verdicts.items():
        clauses = {failed.clause for failed in verdict.failures}
        assert any(clause.startswith(FAULTS[name][1]) for clause in clauses), (name, verdict.failures)


def test_verapdf_knows_the_rules_of_accessible_files(shipped: bytes, tmp_path: Path) -> None:
    """A print file is no accessible one: every profile finds that."""
    judges.need("verapdf")
    path = tmp_path / "trykk.pdf"
    path.write_bytes(shipped)
    for flavour in ("ua1", "2a", "3a"):
        (verdict,) = verapdf.judge([path], flavour)
        assert not verdict.is_kept and verdict.rules > 80


def test_a_file_that_is_none_breaks_the_judge_and_is_no_good_file(tmp_path: Path) -> None:
    judges.need("verapdf")
    (tmp_path / "nei.pdf").write_bytes(b"nei")
    with pytest.raises(ToolError) as caught:
        verapdf.judge([tmp_path / "nei.pdf"])
    assert caught.value.findings[0].code == "X32"


def test_a_judge_that_is_not_there_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "JAXB", ("no-such-jar",))
    with pytest.raises(ToolError) as caught:
        verapdf.judge([tmp_path / "a.pdf"])
    (finding,) = caught.value.findings
    assert finding.code == "X30" and "libjaxb-java" in finding.hint


# ── renderers ────────────────────────────────────────────────────────────────────────────────


def test_poppler_and_pdfium_put_ink_in_the_same_places(shipped: bytes, tmp_path: Path) -> None:
    """Every gradient of a drawing too, which stands in a pattern of one unit; poppler leaves such a one out."""
    path = tmp_path / "tortur.pdf"
    path.write_bytes(shipped)
    pages, others = judges.by_poppler(path, tmp_path), judges.by_pdfium(path)
    assert len(pages) == len(others) == 2
    for one, other in zip(pages, others, strict=True):
        apart = judges.unlike(one, other)
        assert apart.area < 0.003 and apart.edges < 0.01 and apart.levels < 60  # two blend in RGB, each in its own


def test_what_is_drawn_differently_is_seen(tmp_path: Path) -> None:
    """A colour, a thing more, and a thing elsewhere: each is over a bound of its own."""
    page = np.full((400, 400, 3), 255, np.uint8)
    page[100:200, 100:300] = 90
    other = page.copy()
    other[100:200, 100:300] = 130
    assert judges.unlike(page, other).levels > judges.LEVELS
    more = page.copy()
    more[300:330, 100:130] = 200
    assert judges.unlike(page, more).area > 0.003
    moved = np.roll(page, 8, 0)
    assert judges.unlike(page, moved).edges > 0.003
    assert judges.unlike(page, np.roll(page, 1, 1)).area == 0
