"""Images: what is opened, what is refused, and what comes out."""

from __future__ import annotations

import io
import itertools
import re
import struct
import zlib
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, ImageCms, ImageFile

from utgivelse import images
from utgivelse.files import Files, shipped
from utgivelse.findings import ProjectError
from utgivelse.images.derivatives import slug
from utgivelse.images.inks import InkProfile, luminance
from utgivelse.images.opening import open_picture

GREEN = (40, 120, 60)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def put(files: Files, name: str, image: Image.Image, **options: object) -> str:
    image.save(files.root / name, **options)  # type: ignore[arg-type]
    return name


def code(files: Files, name: str) -> str:
    with pytest.raises(ProjectError) as caught:
        images.picture(files, name)
    (finding,) = caught.value.findings
    assert finding.place.file == name
    assert finding.hint or finding.code == "F02"
    return finding.code


# ── opening ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
def test_the_four_formats_are_read(files: Files, suffix: str) -> None:
    made = images.picture(files, put(files, f"a.{suffix}", Image.new("RGB", (30, 20), GREEN)))
    assert (made.width, made.height, made.alpha, made.findings) == (30, 20, False, ())


def test_other_formats_are_refused_whatever_they_are_called(files: Files) -> None:
    put(files, "a.bmp", Image.new("RGB", (3, 3)))
    (files.root / "a.bmp").rename(files.root / "a.png")
    assert code(files, "a.png") == "I01"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_cut_picture_is_an_error_even_where_pillow_was_told_to_accept_it(
    files: Files, kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    target = io.BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(target, kind)
    (files.root / "cut.jpg").write_bytes(target.getvalue()[: len(target.getvalue()) // 2])
    assert code(files, "cut.jpg") in ("I01", "I02")
    assert lenient is ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header(files: Files) -> None:
    (files.root / "bomb.png").write_bytes(png_header(20_000, 8_000))
    (files.root / "huge.png").write_bytes(png_header(60_000, 60_000))
    assert code(files, "bomb.png") == code(files, "huge.png") == "I03"


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_a_missing_picture_is_named(files: Files) -> None:
    assert code(files, "gone.jpg") == "F02"


def test_a_picture_comes_upright(files: Files) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    name = put(files, "a.jpg", Image.new("RGB", (40, 20), GREEN), exif=exif)
    assert (images.picture(files, name).width, images.picture(files, name).height) == (20, 40)


def test_an_embedded_profile_is_obeyed() -> None:
    """Lab D50 of a CMYK mix, seen through its own profile, is not what naive arithmetic gives."""
    profile = (shipped("icc") / "ISOcoated_v2_300_bas.icc").read_bytes()
    target = io.BytesIO()
    Image.new("CMYK", (8, 8), (255, 0, 0, 0)).save(target, "TIFF", icc_profile=profile)
    r, g, b = open_picture(target.getvalue(), "a.tif").pixels.getpixel((3, 3))  # type: ignore[misc]
    assert r < 60
    assert 130 < g < 190
    assert 200 < b < 250  # cyan ink is no #00ffff


def test_a_useless_profile_is_left_out_with_a_warning(files: Files) -> None:
    name = put(files, "a.jpg", Image.new("CMYK", (8, 8), (0, 0, 0, 0)), icc_profile=b"nonsense")
    made = images.picture(files, name)
    assert [finding.code for finding in made.findings] == ["I04"]
    name = put(
        files, "b.jpg", Image.new("RGB", (8, 8)), icc_profile=(shipped("icc") / "ISOcoated_v2_300_bas.icc").read_bytes()
    )
    assert [finding.code for finding in images.picture(files, name).findings] == ["I04"]


def test_sixteen_bits_a_sample_keep_their_greys() -> None:
    target = io.BytesIO()
    Image.new("I;16", (4, 4), 128 * 257).save(target, "PNG")
    assert open_picture(target.getvalue(), "a.png").pixels.getpixel((0, 0)) == (128, 128, 128)


def test_transparency_counts_only_when_something_shines_through(files: Files) -> None:
    assert not images.picture(files, put(files, "a.png", Image.new("RGBA", (4, 4), (1, 2, 3, 255)))).alpha
    assert images.picture(files, put(files, "b.png", Image.new("RGBA", (4, 4), (1, 2, 3, 90)))).alpha


def test_the_credit_is_found_where_its_maker_left_it(files: Files) -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        b' xmpRights:WebStatement="https://creativecommons.org/licenses/by-sa/4.0/">'
        b"<dc:creator><rdf:Seq><rdf:li>Kari Nordmann</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        b"</rdf:RDF></x:xmpmeta>"
    )
    made = images.picture(files, put(files, "a.jpg", Image.new("RGB", (4, 4)), xmp=packet))
    assert (made.credit, made.licence) == ("Kari Nordmann", "CC BY-SA 4.0")
    exif = Image.Exif()
    exif[315] = "Ola Nordmann"
    assert images.picture(files, put(files, "b.jpg", Image.new("RGB", (4, 4)), exif=exif)).credit == "Ola Nordmann"


def test_a_picture_is_decoded_once_to_be_known(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    name = put(files, "a.jpg", Image.new("CMYK", (8, 8)), icc_profile=b"nonsense")
    first = images.picture(files, name)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("decoded again"))
    assert images.picture(files, name) == first
    assert [finding.code for finding in first.findings] == ["I04"]


def test_an_entity_in_the_credit_is_not_followed(files: Files) -> None:
    packet = (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&e;</x:xmpmeta>'
    )
    assert images.picture(files, put(files, "a.jpg", Image.new("RGB", (4, 4)), xmp=packet)).credit == ""


# ── derivatives ──────────────────────────────────────────────────────────────────────────────


def photograph(size: tuple[int, int] = (400, 300)) -> Image.Image:
    return Image.effect_noise(size, 80).convert("RGB")


def test_a_derivative_tells_nothing_of_the_camera_and_keeps_its_origin_for_the_pages_only(files: Files) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 39.0, 0.0)}
    put(
        files,
        "elva.jpg",
        photograph(),
        exif=exif,
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    page, book = images.prepared(files, "elva.jpg", "page"), images.prepared(files, "elva.jpg", "book")
    for made in (page, book):
        with Image.open(io.BytesIO(made.read())) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info
    assert b"utgivelse:elva.jpg" in page.read()
    assert b"utgivelse:" not in book.read()
    assert page.address == f"project:/{page.path.relative_to(files.root).as_posix()}"


def test_a_derivative_fits_its_medium(files: Files) -> None:
    put(files, "b.jpg", photograph((3200, 800)))
    book = images.prepared(files, "b.jpg", "book")
    assert (book.width, book.height, book.media_type) == (1600, 400, "image/jpeg")
    page = images.prepared(files, "b.jpg", "page")
    assert (page.width, page.height) == (3200, 800)


def test_what_shines_through_or_has_few_colours_stays_a_png(files: Files) -> None:
    alpha = photograph()
    alpha.putalpha(Image.linear_gradient("L").resize(alpha.size))
    put(files, "alpha.png", alpha)
    put(files, "plain.png", Image.new("RGB", (300, 300), GREEN))
    put(files, "photo.png", photograph())
    kinds = [images.prepared(files, name, "book").media_type for name in ("alpha.png", "plain.png", "photo.png")]
    assert kinds == ["image/png", "image/png", "image/jpeg"]


def test_a_cover_has_its_size_and_keeps_its_focus(files: Files) -> None:
    wide = Image.new("RGB", (800, 400), (200, 200, 200))
    wide.paste((200, 0, 0), (0, 0, 120, 400))
    put(files, "c.png", wide)
    left, middle = images.cover(files, "c.png", (0.0, 0.5)), images.cover(files, "c.png")
    assert (left.width, left.height) == (1600, 2560)
    with Image.open(left.path) as one, Image.open(middle.path) as other:
        assert one.convert("RGB").getpixel((40, 1200))[0] > 180 > one.convert("RGB").getpixel((40, 1200))[1] + 100  # type: ignore[index]
        assert other.convert("RGB").getpixel((40, 1200))[1] > 180  # type: ignore[index]


def test_a_derivative_is_made_once_and_anew_when_the_picture_or_the_wish_changes(files: Files) -> None:
    put(files, "a.jpg", photograph())
    first = images.prepared(files, "a.jpg", "page")
    assert images.prepared(files, "a.jpg", "page") == first
    assert images.prepared(files, "a.jpg", "page", 0.5).path != first.path
    put(files, "a.jpg", photograph((401, 300)))
    assert images.prepared(files, "a.jpg", "page").path != first.path


@pytest.mark.parametrize(
    ("src", "name"), [("images/Elva på våren.JPG", "elva-pa-varen"), ("ø.png", "o"), ("日本.png", "picture")]
)
def test_names_in_a_book_are_plain(src: str, name: str) -> None:
    assert slug(src) == name


# ── drawings ─────────────────────────────────────────────────────────────────────────────────


def drawing(files: Files, inner: str, attributes: str = 'viewBox="0 0 10 10"') -> str:
    (files.root / "kart.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>', encoding="utf-8"
    )
    return images.safe_svg(files, "kart.svg")


@pytest.mark.parametrize(
    "inner",
    [
        "<script>1</script>",
        "<foreignObject/>",
        '<image href="a.png"/>',
        '<path onclick="x()"/>',
        '<use href="http://example.no/a.svg#b"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///a.svg#b"/>',
        '<path style="fill:url(http://example.no/a)"/>',
        '<path fill="url(data:image/png;base64,AAAA)"/>',
        "<style>@import 'a.css';</style>",
        "<style>@font-face{src:url(a.woff)}</style>",
        r"<style>.a{fill:\75rl(http://example.no)}</style>",
        '<a href="javascript:alert(1)"><path/></a>',
        '<animate attributeName="x"/>',
        "<unknown/>",
    ],
)
def test_what_a_drawing_may_not_have_is_refused_by_name(files: Files, inner: str) -> None:
    with pytest.raises(ProjectError) as caught:
        drawing(files, inner)
    assert {finding.code for finding in caught.value.findings} == {"I10"}


def test_entities_and_cycles_and_bombs_are_refused(files: Files) -> None:
    levels = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 8))
    for inner in ('<g id="a"><use href="#a"/></g>', f'<g id="l0"><path/></g>{levels}'):
        with pytest.raises(ProjectError, match="pieces"):
            drawing(files, inner)
    (files.root / "e.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    )
    with pytest.raises(ProjectError, match="DOCTYPE"):
        images.safe_svg(files, "e.svg")
    (files.root / "e.svg").write_text("<html/>")
    with pytest.raises(ProjectError, match="no SVG"):
        images.safe_svg(files, "e.svg")


def test_a_drawing_comes_out_bound_to_its_own_name(files: Files) -> None:
    text = drawing(
        files,
        '<style>.a, #b path { fill: url(#g) }</style><defs><linearGradient id="g"/></defs>'
        '<path id="b" class="a" fill="url(\'#g\')"/><use href="#b"/><text>Ord <tspan>her</tspan> og</text>',
    )
    root = etree.fromstring(text)
    assert root.get("id") == "kart"
    assert "#kart .a, #kart #kart-b path" in text
    assert "url(#kart-g)" in text
    assert 'fill="url(#kart-g)"' in text
    assert 'href="#kart-b"' in text
    assert "".join(root.itertext()).endswith("Ord her og")


def test_an_editors_own_notes_are_dropped_and_a_viewbox_is_made(files: Files) -> None:
    text = drawing(
        files,
        '<metadata>x</metadata><i:nv xmlns:i="urn:editor" on="1"/><path d="M0 0h1"/>',
        'width="40" height="20px" xmlns:e="urn:e" e:note="1"',
    )
    assert 'viewBox="0 0 40 20"' in text
    assert "metadata" not in text
    assert "urn:e" not in text


# ── codes and inks ───────────────────────────────────────────────────────────────────────────


def test_a_code_is_one_path_with_a_quiet_zone() -> None:
    root = etree.fromstring(images.qr_svg("https://example.no/søk", "#1a1a1a"))
    (path,) = root
    assert path.get("fill") == "#1a1a1a"
    side = int(root.get("viewBox").split()[2])
    xs = [int(x) for x, _ in re.findall(r"M(\d+) (\d+)", path.get("d"))]
    assert min(xs) == 4
    assert (side - 8 - 17) % 4 == 0
    dark = sum(int(run) for run in re.findall(r"h(\d+)v", path.get("d")))
    assert 0.35 < dark / (side - 8) ** 2 < 0.65


def test_a_text_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ProjectError) as caught:
        images.qr_svg("x" * 4000)
    assert caught.value.findings[0].code == "I20"


@pytest.fixture(scope="module")
def profile() -> InkProfile:
    return InkProfile((shipped("icc") / "ISOcoated_v2_300_bas.icc").read_bytes(), "ISOcoated_v2_300_bas.icc")


def test_black_grows_as_grey_darkens(profile: InkProfile) -> None:
    run = [profile.black_for(grey / 255) for grey in range(256)]
    assert run[0] == 1.0
    assert run[255] == 0.0
    assert all(darker >= lighter for darker, lighter in itertools.pairwise(run))
    assert 0.5 < run[128] < 0.7
    assert luminance(1.0) == pytest.approx(1.0)


def test_no_ink_exceeds_the_conditions_limit(profile: InkProfile) -> None:
    colours = [(r, g, b) for r in range(0, 256, 51) for g in range(0, 256, 51) for b in range(0, 256, 51)]
    assert max(map(sum, profile.inks(colours))) <= 3.01


def test_a_profile_for_a_screen_or_of_nonsense_is_refused() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data, expected in ((screen, "K01"), (b"nonsense", "K02")):
        with pytest.raises(ProjectError) as caught:
            InkProfile(data, "x.icc")
        assert caught.value.findings[0].code == expected
