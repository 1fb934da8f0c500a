"""PDF/X-4: the printing condition, what the file says of itself, its boxes, and what it may not have."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

from separated import ink_at, separated
from torture import PROFILE, TABLE, torture_pdf
from utgivelse import pdf, tools
from utgivelse.files import Files, shipped
from utgivelse.findings import ProjectError
from utgivelse.press import to_ink

MM = 72 / 25.4
FACTS = pdf.Metadata(
    title="Velkommen & hei", language="nb", date=datetime.date(2026, 11, 1), author="Kommunen",
    description="Om «alt»", identifier="urn:uuid:1", layout="a" * 64,
)  # fmt: skip
HTML = """<!DOCTYPE html><html lang="nb"><head><title>Ti</title><style>
@page { size: 148mm 210mm; margin: 10mm; bleed: 10mm; background: #10464f }
body { margin: 0; color: #1a1a1a }
</style></head><body><p>Tekst <a href="https://example.no">lenke</a></p>
<div style="position:absolute;left:30mm;top:30mm;width:60mm;height:60mm;
background:linear-gradient(90deg,#f2a900 50%,#fff 50%)"></div></body></html>"""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("ti")
    return to_ink(torture_pdf(folder, HTML), TABLE, replace(PROFILE, bleed=10), Files(folder))[0]


@pytest.fixture(scope="module")
def whole(wide: bytes) -> bytes:
    return pdf.set_metadata(wide, FACTS, press=True)


def packet(data: bytes) -> dict[str, str]:
    """The properties of a file's XMP, each under `{namespace}name`."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        root = ElementTree.fromstring(opened.Root.Metadata.read_bytes().split(b"?>", 1)[1].rsplit(b"<?xpacket", 1)[0])
    about = root.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    assert about is not None
    return {one.tag: "".join(one.itertext()).strip() for one in about}


# ── the intent ──


def test_the_condition_is_named_and_the_profile_is_the_one_that_made_the_inks(whole: bytes) -> None:
    with pikepdf.open(io.BytesIO(whole)) as opened:
        (intent,) = opened.Root.OutputIntents
        assert (intent.Type, intent.S) == (Name.OutputIntent, Name.GTS_PDFX)
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.OutputCondition) == str(intent.Info) != ""
        embedded = intent.DestOutputProfile
        assert (int(embedded.N), embedded.Filter) == (4, Name.FlateDecode)
        assert embedded.read_bytes() == (shipped("icc") / PROFILE.icc).read_bytes()


@pytest.mark.parametrize(
    ("data", "code"),
    [(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "K01"), (b"no profile at all", "K02")],
)
def test_a_profile_for_no_press_is_told(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "own.icc").write_bytes(data)
    with pytest.raises(ProjectError) as caught:
        to_ink(page(), TABLE, replace(PROFILE, icc="own.icc"), Files(tmp_path))
    assert [finding.code for finding in caught.value.findings] == [code]


# ── what the file says of itself ──


def test_xmp_and_information_agree(whole: bytes) -> None:
    said = packet(whole)
    with pikepdf.open(io.BytesIO(whole)) as opened:
        info = {key: str(value) for key, value in opened.trailer.Info.items()}
        assert opened.trailer.Info.Trapped == Name("/False")
        assert opened.pdf_version == "1.6"
        assert len(opened.trailer.ID) == 2
    assert named(said, "GTS_PDFXVersion") == "PDF/X-4"
    assert named(said, "title") == info["/Title"] == "Velkommen & hei"
    assert named(said, "creator") == info["/Author"] == "Kommunen"
    assert named(said, "description") == info["/Subject"] == "Om «alt»"
    assert named(said, "CreatorTool") == info["/Creator"]
    assert named(said, "Producer") == info["/Producer"]
    assert named(said, "Trapped") == "False"
    for key, entry in (("CreateDate", "/CreationDate"), ("ModifyDate", "/ModDate"), ("MetadataDate", "/ModDate")):
        assert re.sub(r"[-:TZ]", "", named(said, key)) == re.sub(r"[D:Z]", "", info[entry]) == "20261101000000"
    assert named(said, "RenditionClass") == "default"
    assert named(said, "VersionID") == "1"


def named(said: dict[str, str], name: str) -> str:
    (value,) = [value for key, value in said.items() if key.rsplit("}", 1)[1] == name]
    return value


def test_names_are_made_of_what_is_there(wide: bytes, whole: bytes) -> None:
    """The document's from the edition, the version's from the content, neither from clock or chance."""
    other = pdf.set_metadata(pdf.set_metadata(wide, FACTS), FACTS, press=True)
    one, two = packet(whole), packet(other)
    assert named(one, "DocumentID") == named(two, "DocumentID")
    assert named(one, "InstanceID") != named(two, "InstanceID")
    assert named(packet(pdf.set_metadata(wide, replace(FACTS, identifier="2"), press=True)), "DocumentID") != named(
        one, "DocumentID"
    )
    assert pdf.set_metadata(wide, FACTS, press=True) == whole
    assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", named(one, "InstanceID"))


@pytest.mark.parametrize("press", [True, False])
def test_a_file_names_its_layout(press: bool, wide: bytes) -> None:
    assert pdf.layout_of(pdf.set_metadata(wide, FACTS, press=press)) == "a" * 64
    assert pdf.layout_of(pdf.set_metadata(wide, replace(FACTS, layout="a&<b"), press=press)) == "a&<b"
    assert pdf.layout_of(pdf.set_metadata(wide, replace(FACTS, layout=""), press=press)) == ""
    assert pdf.layout_of(wide) == ""


def test_a_press_file_has_a_title_in_any_case(wide: bytes) -> None:
    untitled = pdf.set_metadata(wide, replace(FACTS, title=""), press=True)
    assert named(packet(untitled), "title") == "urn:uuid:1"


# ── boxes ──


@pytest.mark.parametrize("bleed", [0, 3, 5, 10])
def test_boxes_are_exact_up_to_ten_millimetres(bleed: float, tmp_path: Path) -> None:
    made, findings = to_ink(torture_pdf(tmp_path, HTML), TABLE, replace(PROFILE, bleed=bleed), Files(tmp_path))
    assert "K03" not in {finding.code for finding in findings}
    with pikepdf.open(io.BytesIO(made)) as opened:
        one = opened.pages[0].obj
        media, trim = ([float(part) for part in box] for box in (one.MediaBox, one.TrimBox))
        assert media == pytest.approx([0, 0, (148 + 2 * bleed) * MM, (210 + 2 * bleed) * MM], abs=0.002)
        assert trim == pytest.approx([bleed * MM, bleed * MM, (148 + bleed) * MM, (210 + bleed) * MM], abs=0.002)
        assert one.BleedBox == one.MediaBox
        assert media[:2] == [0, 0]


@pytest.mark.skipif(tools.find("ghostscript") is None, reason="Ghostscript is not installed")
def test_content_and_patterns_move_with_the_boxes(wide: bytes, tmp_path: Path) -> None:
    """The gradient has its hard stop in the middle of its box, and the bleed is filled to the corner."""
    plates = separated(wide, tmp_path)[0]
    for x, y, expected in ((69, 60, 100), (71, 60, 0), (39, 60, 48), (-9.8, -9.8, 48), (157.8, 219.8, 48)):
        found = ink_at(plates, (x + 10) * MM, (220 - y) * MM)
        assert found.get("Yellow", 0) == pytest.approx(expected, abs=1), (x, y)


def page(content: bytes = b"", **more: Any) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100))
        one = made.pages[0].obj
        one.MediaBox, one.TrimBox = Array([-9, -9, 109, 109]), Array([0, 0, 100, 100])
        one.Contents, one.Resources = made.make_stream(content), Dictionary()
        for key, value in more.items():
            one[f"/{key}"] = value
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="1")
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()


def test_a_page_in_a_unit_of_its_own_is_scaled_to_points(tmp_path: Path) -> None:
    made, _ = to_ink(page(b"0 0 10 10 re f", UserUnit=2), TABLE, PROFILE, Files(tmp_path))
    with pikepdf.open(io.BytesIO(made)) as opened:
        one = opened.pages[0]
        assert "/UserUnit" not in one.obj
        trim = [float(part) for part in one.trimbox]
        assert trim[2] - trim[0] == pytest.approx(200, abs=0.001)
        first = pikepdf.parse_content_stream(one)[0]
        assert [float(part) for part in first.operands][:4] == [2, 0, 0, 2]


def test_corners_in_any_order_are_the_same_box(tmp_path: Path) -> None:
    turned = page(b"", MediaBox=Array([109, 109, -9, -9]), TrimBox=Array([100, 0, 0, 100]))
    assert to_ink(turned, TABLE, PROFILE, Files(tmp_path))[0] == to_ink(page(b""), TABLE, PROFILE, Files(tmp_path))[0]


# ── what it may not have ──


def test_nothing_is_left_that_a_press_file_may_not_have(whole: bytes, tmp_path: Path) -> None:
    for data in (whole, to_ink(page(b"", Annots=Array(), AA=Dictionary(), Trans=Dictionary()), TABLE, PROFILE,
                               Files(tmp_path))[0]):  # fmt: skip
        with pikepdf.open(io.BytesIO(data)) as opened:
            assert not {"/Names", "/OpenAction", "/AA", "/AcroForm", "/Outlines"} & set(opened.Root.keys())
            for one in opened.pages:
                assert not {"/Annots", "/AA", "/Trans", "/UserUnit", "/CropBox"} & set(one.obj.keys())
            for obj in opened.objects:
                if isinstance(obj, (Dictionary, pikepdf.Stream)):
                    assert not {"/TR", "/TR2", "/HTP", "/OPI", "/Alternates", "/PS"} & set(obj.keys())
                    assert not bool(obj.get("/Interpolate", False))
                    group = obj.get("/Group")
                    assert group is None or group.CS in (Name.DeviceCMYK, Name.DeviceGray)
            assert not opened.is_encrypted


def test_layers_of_the_source_are_kept_without_usage(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(page(b"/OC /L BDC 0 0 9 9 re f EMC"))) as opened:
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name="Kart"))
        opened.pages[0].obj.Resources.Properties = Dictionary(L=layer)
        opened.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(AS=Array(), OFF=Array([layer])), Configs=Array([Dictionary()])
        )
        target = io.BytesIO()
        opened.save(target)
    made, _ = to_ink(target.getvalue(), TABLE, PROFILE, Files(tmp_path))
    with pikepdf.open(io.BytesIO(made)) as opened:
        properties = opened.Root.OCProperties
        assert set(properties.keys()) == {"/OCGs", "/D"}
        assert "/AS" not in properties.D
        assert str(properties.D.Name)
        assert properties.D.OFF[0].objgen == properties.OCGs[0].objgen == opened.pages[0].resources.Properties.L.objgen
