"""PDF: boxes, metadata, pictures and fonts of finished files."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name
from PIL import Image

from utgivelse import pdf
from utgivelse.files import Files
from utgivelse.images.origins import Origin
from utgivelse.pdf.placements import times

FACTS = pdf.Metadata(
    title="Elva & fjellet",
    language="nb",
    date=datetime.date(2026, 11, 1),
    author="Kommunen <post>",
    description="Om elva",
    rights="CC BY 4.0",
    identifier="urn:uuid:1",
)


def made(build: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    """A page of 100 × 200 pt with 10 pt of bleed, built by hand."""
    with pikepdf.new() as opened:
        opened.add_blank_page(page_size=(100, 200))
        page = opened.pages[0]
        page.obj.MediaBox = Array([-10, -10, 110, 210])
        page.obj.TrimBox = Array([0, 0, 100, 200])
        page.obj.BleedBox = Array([-10, -10, 110, 210])
        page.obj.Resources = Dictionary()
        build(opened, page)
        target = io.BytesIO()
        opened.save(target)
        return target.getvalue()


def nothing(_: pikepdf.Pdf, __: pikepdf.Page) -> None:
    return


def picture(opened: pikepdf.Pdf, size: tuple[int, int] = (400, 400), comment: bytes = b"") -> pikepdf.Object:
    """A noisy JPEG as a picture object."""
    target = io.BytesIO()
    Image.effect_noise(size, 70).convert("RGB").save(target, "JPEG", quality=92, comment=comment)
    stream = opened.make_stream(b"")
    stream.write(target.getvalue(), filter=Name.DCTDecode)
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
    stream.Width, stream.Height, stream.BitsPerComponent = size[0], size[1], 8
    return stream


def with_alpha(opened: pikepdf.Pdf, size: tuple[int, int]) -> pikepdf.Object:
    pixels = Image.effect_noise(size, 70).convert("RGB")
    stream = opened.make_stream(pixels.tobytes())
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
    stream.Width, stream.Height, stream.BitsPerComponent = size[0], size[1], 8
    soft = opened.make_stream(Image.linear_gradient("L").resize(size).tobytes())
    soft.Type, soft.Subtype, soft.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    soft.Width, soft.Height, soft.BitsPerComponent = size[0], size[1], 8
    stream.SMask = soft
    return stream


# ── boxes and metadata ───────────────────────────────────────────────────────────────────────


def test_a_screen_page_is_its_trim(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf.crop_to_trim(made(nothing)))) as opened:
        page = opened.pages[0].obj
        assert [float(part) for part in page.MediaBox] == [0, 0, 100, 200]
        assert not {"/BleedBox", "/TrimBox", "/CropBox"} & set(page.keys())


def test_a_trim_that_begins_elsewhere_is_none_of_ours() -> None:
    def elsewhere(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.TrimBox = Array([5, 0, 100, 200])

    with pytest.raises(ValueError, match="trim box"):
        pdf.crop_to_trim(made(elsewhere))


def test_a_file_says_the_same_of_itself_twice() -> None:
    data = pdf.set_metadata(made(nothing), FACTS)
    with pikepdf.open(io.BytesIO(data)) as opened:
        tree = etree.fromstring(opened.Root.Metadata.read_bytes())
        info = {str(key): str(value) for key, value in opened.docinfo.items()}
        assert str(opened.Root.Lang) == "nb"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
    words = {etree.QName(element).localname: "".join(element.itertext()) for element in tree.iter()}
    assert info["/Title"] == words["title"] == "Elva & fjellet"
    assert info["/Author"] == words["creator"] == "Kommunen <post>"
    assert info["/Subject"] == words["description"]
    assert info["/Producer"] == words["Producer"]
    assert info["/Creator"] == words["CreatorTool"]
    assert (info["/ModDate"], words["ModifyDate"]) == ("D:20261101000000Z", "2026-11-01T00:00:00Z")
    assert info["/CreationDate"] == info["/ModDate"]


def test_nothing_is_claimed_and_nothing_is_made_up() -> None:
    facts = pdf.Metadata(title="A", language="nb", date=datetime.date(2026, 11, 1))
    data = pdf.set_metadata(made(nothing), facts)
    with pikepdf.open(io.BytesIO(data)) as opened:
        packet = opened.Root.Metadata.read_bytes()
        assert "/OutputIntents" not in opened.Root
        assert set(opened.docinfo.keys()) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    for claim in (b"pdfaid", b"pdfuaid", b"pdfx", b"creator", b"DocumentID"):
        assert claim not in packet


@pytest.mark.parametrize("packed", [False, True])
def test_the_same_file_gives_the_same_bytes_whatever_its_identifier_was(packed: bool) -> None:
    one = pdf.set_metadata(made(nothing), FACTS, packed=packed)

    def other_identifier(opened: pikepdf.Pdf, _: pikepdf.Page) -> None:
        opened.trailer.ID = Array([pikepdf.String(b"1" * 16), pikepdf.String(b"2" * 16)])

    assert pdf.set_metadata(made(other_identifier), FACTS, packed=packed) == one
    assert one.startswith(b"%PDF-1.7" if packed else b"%PDF-1.6")


def test_an_editions_identifier_is_its_own() -> None:
    names = {pdf.identifier(book, tag, form) for book in "ab" for tag in ("nb", "en") for form in ("pdf", "epub")}
    assert len(names) == 8
    assert pdf.identifier("a", "nb") == pdf.identifier("a", "nb")


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def test_matrices_are_taken_in_the_order_of_drawing() -> None:
    assert times((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 6)) == (2, 0, 0, 2, 5, 6)
    assert times((1, 0, 0, 1, 5, 6), (2, 0, 0, 2, 0, 0)) == (2, 0, 0, 2, 10, 12)


def test_a_picture_is_found_wherever_it_is_drawn() -> None:
    """On the page turned by 90°, in a form that shrinks by half, in a tile, in a soft mask, inside the stream."""

    def build(opened: pikepdf.Pdf, page: pikepdf.Page) -> None:
        image = picture(opened)
        inside = Dictionary(XObject=Dictionary(I=image))
        form = opened.make_stream(b"72 0 0 72 0 0 cm /I Do", Matrix=Array([0.5, 0, 0, 0.5, 0, 0]), Resources=inside)
        form.Subtype = Name.Form
        tile = opened.make_stream(b"36 0 0 36 0 0 cm /I Do", PatternType=1, Matrix=Array([2, 0, 0, 2, 0, 0]))
        tile.Resources = inside
        soft = opened.make_stream(b"18 0 0 18 0 0 cm /I Do", Resources=inside)
        soft.Subtype = Name.Form
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=soft))
        page.obj.Resources = Dictionary(
            XObject=Dictionary(I=image, F=form), Pattern=Dictionary(P=tile), ExtGState=Dictionary(S=state)
        )
        page.obj.Contents = opened.make_stream(
            b"q 0 144 -72 0 0 0 cm /I Do Q q /F Do Q /Pattern cs /P scn 0 0 9 9 re f /P scn /S gs"
            b" q 72 0 0 72 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"
        )

    sizes = [(found.width / 25.4, found.height / 25.4) for found in pdf.placed_images(made(build))]
    assert [round(part, 3) for size in sizes for part in size] == [2, 1, 0.5, 0.5, 1, 1, 0.25, 0.25, 1, 1]


def test_a_picture_knows_its_resolution_and_its_origin() -> None:
    def build(opened: pikepdf.Pdf, page: pikepdf.Page) -> None:
        told = Origin("images/å.jpg", 0.8).comment()
        page.obj.Resources = Dictionary(XObject=Dictionary(I=picture(opened, comment=told)))
        page.obj.UserUnit = 2
        page.obj.Contents = opened.make_stream(b"36 0 0 72 0 0 cm /I Do")

    (found,) = pdf.placed_images(made(build))
    assert (found.page, found.source) == (1, "images/å.jpg")
    assert found.ppi == pytest.approx(200)


def test_a_screen_picture_has_as_many_pixels_as_its_largest_place_shows(tmp_path: Path) -> None:
    def build(opened: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources = Dictionary(XObject=Dictionary(I=picture(opened), A=with_alpha(opened, (400, 200))))
        page.obj.Contents = opened.make_stream(
            b"q 36 0 0 36 0 0 cm /I Do Q q 72 0 0 72 0 0 cm /I Do Q q 72 0 0 36 0 0 cm /A Do Q"
        )

    source = made(build)
    small = pdf.shrink_pictures(source, Files(tmp_path))
    with pikepdf.open(io.BytesIO(small)) as opened:
        found = opened.pages[0].resources.XObject
        assert (int(found.I.Width), int(found.I.Height), found.I.Filter) == (150, 150, Name.DCTDecode)
        assert (int(found.A.Width), int(found.A.Height), found.A.Filter) == (150, 75, Name.FlateDecode)
        assert (int(found.A.SMask.Width), int(found.A.SMask.Height)) == (150, 75)
        rows = found.A.SMask.read_bytes()
        assert rows[5 * 150] < 30
        assert rows[70 * 150] > 220
    assert pdf.shrink_pictures(source, Files(tmp_path)) == small


# ── fonts ────────────────────────────────────────────────────────────────────────────────────


def test_the_fonts_of_a_file_are_listed_with_their_first_page() -> None:
    def build(opened: pikepdf.Pdf, page: pikepdf.Page) -> None:
        descriptor = Dictionary(FontName=Name("/ABCDEF+Own-Bold"), FontFamily="Own", FontFile2=opened.make_stream(b""))
        inner = Dictionary(BaseFont=Name("/ABCDEF+Own-Bold"), FontDescriptor=descriptor)
        own = Dictionary(Subtype=Name.Type0, DescendantFonts=Array([inner]))
        bare = Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(A=own, B=bare))

    assert pdf.fonts(made(build)) == (
        pdf.UsedFont("Own-Bold", "Own", True, 1),
        pdf.UsedFont("Helvetica", "Helvetica", False, 1),
    )
