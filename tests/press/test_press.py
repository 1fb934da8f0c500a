"""Press: nothing but ink is left, in exactly the inks that were asked for, and it looks alike."""

from __future__ import annotations

import io
import itertools
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from pdf_walker import Use, colour_uses, spaces
from torture import PROFILE, TABLE, torture_pdf
from utgivelse import pdf, tools
from utgivelse.files import Files, shipped
from utgivelse.findings import Finding, ProjectError, Severity
from utgivelse.press import to_ink

INK, PRIMARY, ACCENT = TABLE["ink"], TABLE["primary"], TABLE["accent"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tortur")


@pytest.fixture(scope="module")
def source(folder: Path) -> bytes:
    return torture_pdf(folder)


@pytest.fixture(scope="module")
def inked(source: bytes, folder: Path) -> tuple[bytes, tuple[Finding, ...]]:
    return to_ink(source, TABLE, PROFILE, Files(folder))


@pytest.fixture(scope="module")
def uses(inked: tuple[bytes, tuple[Finding, ...]]) -> tuple[Use, ...]:
    return colour_uses(inked[0])


def close(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < 1e-4 for a, b in zip(one, other, strict=True))


# ── the torture document ─────────────────────────────────────────────────────────────────────


def test_the_source_has_what_is_hard(source: bytes) -> None:
    found = colour_uses(source)
    assert {"rg", "RG", "shading", "image", "group", "function", "annotation", "interpolate"} <= {
        use.by for use in found
    }
    assert {"DeviceRGB", "DeviceGray", "DeviceCMYK", "Lab"} <= {use.space for use in found}
    assert any(use.mask for use in found)


def test_all_paint_is_cmyk_and_all_masks_are_grey(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    parts = {"current", "Pattern", "4 parts", "1 parts"}
    assert spaces(inked[0], mask=False) - parts == {"DeviceCMYK"}
    assert spaces(inked[0], mask=True) - parts == {"DeviceGray"}


def test_nothing_for_a_screen_is_left(uses: tuple[Use, ...], inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    assert not {"annotation", "interpolate"} & {use.by for use in uses}
    with pikepdf.open(io.BytesIO(inked[0])) as opened:
        assert not {"/Outlines", "/Names", "/StructTreeRoot", "/MarkInfo"} & set(opened.Root.keys())
        assert all(Name.DeviceCMYK == page.obj.Group.CS for page in opened.pages)


def test_colours_of_the_table_print_in_exactly_their_inks(uses: tuple[Use, ...]) -> None:
    flat = {use.numbers for use in uses if use.by == "k"}
    for colour in (INK, PRIMARY, ACCENT, TABLE["paper"], TABLE["primary-tint"]):
        assert any(close(numbers, colour.cmyk) for numbers in flat), colour.name


def test_body_text_is_black_alone(uses: tuple[Use, ...]) -> None:
    assert (0.0, 0.0, 0.0, 1.0) in {use.numbers for use in uses if use.by == "k"}


def test_neutrals_and_near_neutrals_are_black_alone(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    """#808080, #818080 and #eee are on the pages: three tints of black, the first two almost one."""
    black = sorted(use.numbers[3] for use in colour_uses(inked[0]) if use.by == "k" and not any(use.numbers[:3]))
    greys = [ink for ink in black if 0.05 < ink < 0.95]
    assert len(greys) >= 3
    assert sum(0.6 < ink < 0.66 for ink in greys) >= 2
    assert any(0.08 < ink < 0.11 for ink in greys)


def test_a_gradient_meets_the_flat_colours_at_its_ends(uses: tuple[Use, ...]) -> None:
    ends = [use.numbers for use in uses if use.by == "function" and not use.mask]
    for colour in (PRIMARY, ACCENT, INK):
        assert any(close(end, colour.cmyk) for end in ends), colour.name


def test_a_neutral_gradient_is_black_alone_all_the_way(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    """Of the gradients, those that run between K 100 and paper have no other ink at any of 256 points."""
    runs = [
        samples for samples in sampled_functions(inked[0]) if samples[0] == (0, 0, 0, 65535) and not any(samples[-1])
    ]
    assert runs
    assert all(not any(sample[:3]) for run in runs for sample in run)
    assert all(first[3] >= second[3] for run in runs for first, second in itertools.pairwise(run))


def sampled_functions(data: bytes) -> list[list[tuple[int, ...]]]:
    """The samples of every four-ink function of a file."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        for obj in opened.objects:
            if isinstance(obj, pikepdf.Stream) and obj.get("/FunctionType") == 0 and len(obj.Range) == 8:
                raw = obj.read_bytes()
                words = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]
                found.append([tuple(words[i : i + 4]) for i in range(0, len(words), 4)])
    return found


def test_no_gradient_jumps(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    """Between neighbouring points no ink changes by more than a twentieth."""
    steps = [
        abs(one - other)
        for run in sampled_functions(inked[0])
        for first, second in itertools.pairwise(run)
        for one, other in zip(first, second, strict=True)
    ]
    assert max(steps) < 65535 / 20


def test_the_boxes_are_what_a_print_shop_reads(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    mm = 72 / 25.4
    with pikepdf.open(io.BytesIO(inked[0])) as opened:
        for page in opened.pages:
            assert [float(part) for part in page.mediabox] == pytest.approx([0, 0, 154 * mm, 216 * mm], abs=0.01)
            assert page.obj.BleedBox == page.obj.MediaBox
            assert [float(part) for part in page.trimbox] == pytest.approx(
                [3 * mm, 3 * mm, 151 * mm, 213 * mm], abs=0.01
            )
            assert "/CropBox" not in page.obj


def test_the_same_file_gives_the_same_bytes(
    source: bytes, inked: tuple[bytes, tuple[Finding, ...]], tmp_path: Path
) -> None:
    assert to_ink(source, TABLE, PROFILE, Files(tmp_path))[0] == inked[0]


def test_colours_without_inks_and_coarse_pictures_are_told(inked: tuple[bytes, tuple[Finding, ...]]) -> None:
    told = {finding.code: finding for finding in inked[1]}
    assert set(told) == {"K10", "K12", "K14"}
    assert "#c8102e" in told["K10"].message
    assert "#10464f" not in told["K10"].message
    assert told["K12"].severity is Severity.ERROR
    assert told["K12"].measure and told["K12"].measure.found < PROFILE.worst_ppi
    assert told["K12"].place.area
    assert told["K14"].severity is Severity.NOTE


def test_pictures_have_no_more_pixels_than_the_press_prints(source: bytes, folder: Path) -> None:
    coarse, _ = to_ink(source, TABLE, replace(PROFILE, ppi=100), Files(folder))
    assert (
        max(image.ppi for image in pdf.placed_images(coarse) if image.object != (0, 0)) < 400
    )  # CMYK stays as it came
    assert sum(99 <= image.ppi < 104 for image in pdf.placed_images(coarse)) >= 7


def render(data: bytes, folder: Path, name: str) -> list[Image.Image]:
    """The pages as Ghostscript shows them, inks through the profile."""
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    profile = shipped("icc") / PROFILE.icc
    tools.run(
        "ghostscript",
        ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=png16m", "-r30", "-dUseTrimBox", "-dUseCIEColor=false",
         f"--permit-file-read={profile}", f"-sDefaultCMYKProfile={profile}",
         f"-sOutputFile={folder}/{name}-%d.png", path],
    )  # fmt: skip
    return [Image.open(found).convert("RGB") for found in sorted(folder.glob(f"{name}-*.png"))]


@pytest.mark.skipif(tools.find("ghostscript") is None, reason="Ghostscript is not installed")
def test_the_pages_look_alike(source: bytes, inked: tuple[bytes, tuple[Finding, ...]], tmp_path: Path) -> None:
    screen, printed = render(source, tmp_path, "rgb"), render(inked[0], tmp_path, "ink")
    assert len(screen) == len(printed) == 2
    for one, other in zip(screen, printed, strict=True):
        cells = [image.resize((16, 22), Image.Resampling.BOX) for image in (one, other)]
        apart = ImageChops.difference(*cells)
        assert max(ImageStat.Stat(apart).mean) < 12
        assert ImageStat.Stat(apart.convert("L")).extrema[0][1] < 60  # the purest blues and greens have no ink


@pytest.mark.skipif(tools.find("poppler") is None, reason="poppler is not installed")
def test_poppler_draws_the_pages_without_a_complaint(inked: tuple[bytes, tuple[Finding, ...]], tmp_path: Path) -> None:
    (tmp_path / "ink.pdf").write_bytes(inked[0])
    ran = subprocess.run(
        ["pdftoppm", "-r", "30", "-png", tmp_path / "ink.pdf", tmp_path / "page"], capture_output=True, check=True
    )
    assert ran.stderr == b""


# ── what the engine seldom writes, by hand ───────────────────────────────────────────────────


def page_of(
    content: bytes, make: Callable[[pikepdf.Pdf], Dictionary], box: tuple[float, ...] = (0, 0, 100, 100)
) -> bytes:
    """A page of 100 × 100 pt with 3 mm of bleed, these contents and these resources."""
    wide = 3 * 72 / 25.4
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100))
        page = made.pages[0]
        left, bottom, right, top = box
        page.obj.MediaBox = Array([left - wide, bottom - wide, right + wide, top + wide])
        page.obj.TrimBox = Array(list(box))
        page.obj.Contents = made.make_stream(content)
        page.obj.Resources = make(made)
        target = io.BytesIO()
        made.save(target)
        return target.getvalue()


def ink(data: bytes, folder: Path) -> bytes:
    return to_ink(data, TABLE, PROFILE, Files(folder))[0]


def empty(_: pikepdf.Pdf) -> Dictionary:
    return Dictionary()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0.0627451 0.2745098 0.3098039 rg 0 0 9 9 re f", PRIMARY.cmyk),
        (b"/DeviceRGB cs 0.0627451 0.2745098 0.3098039 sc 0 0 9 9 re f", PRIMARY.cmyk),
        (b"/Own cs 0.0627451 0.2745098 0.3098039 scn 0 0 9 9 re f", PRIMARY.cmyk),
        (b"/Few cs 1 sc 0 0 9 9 re f", PRIMARY.cmyk),
        (b"0.1 0.2 0.3 0.4 k 0 0 9 9 re f", (0.1, 0.2, 0.3, 0.4)),
        (b"/DeviceGray cs q /DeviceRGB cs 1 0 0 sc Q 0 sc 0 0 9 9 re f", (0, 0, 0, 1)),
        (b"0 g 0 0 9 9 re f", (0, 0, 0, 1)),
        (b"0 0 9 9 re f", (0, 0, 0, 1)),
        (b"/lab cs 100 0 0 scn 0 0 9 9 re f", (0, 0, 0, 0)),
    ],
)
def test_every_way_to_say_a_colour_ends_in_the_same_inks(
    content: bytes, expected: tuple[float, ...], tmp_path: Path
) -> None:
    def resources(made: pikepdf.Pdf) -> Dictionary:
        few = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\xff\xff\xff\x10\x46\x4f")])
        own = Array([Name.ICCBased, made.make_stream(b"", N=3)])
        lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))])
        return Dictionary(ColorSpace=Dictionary({"/Few": few, "/Own": own, "/lab": lab}))

    found = colour_uses(ink(page_of(content, resources), tmp_path))
    assert close([use for use in found if use.by == "k"][-1].numbers, expected)
    assert {use.space for use in found} == {"DeviceCMYK"}


def test_colours_hidden_in_drawn_glyphs_patterns_and_inline_pictures_are_found(tmp_path: Path) -> None:
    def resources(made: pikepdf.Pdf) -> Dictionary:
        glyph = made.make_stream(
            b"10 0 d0 1 0 0 rg 0 0 5 5 re f q 5 0 0 5 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 10, 10]),
            FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
            FirstChar=65, LastChar=65, Widths=Array([10]), CharProcs=Dictionary(A=glyph), Resources=Dictionary(),
            Encoding=Dictionary(Differences=Array([65, Name.A])),
        )  # fmt: skip
        shading = Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]), Background=Array([1, 0, 0]),
            Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1),
        )  # fmt: skip
        inner = made.make_stream(b"0 1 0 rg 0 0 1 1 re f")
        tile = made.make_stream(
            b"/Deep Do 0 0 2 2 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=Array([0, 0, 4, 4]), XStep=4, YStep=4, Matrix=Array([1, 0, 0, 1, 7, 8]),
        )  # fmt: skip
        tile.Resources = Dictionary(XObject=Dictionary(Deep=form(made, inner)))
        smooth = Dictionary(Type=Name.Pattern, PatternType=2, Shading=made.make_indirect(shading))
        return Dictionary(
            Font=Dictionary(T=made.make_indirect(font)),
            Pattern=Dictionary(P=tile, S=made.make_indirect(smooth)),
        )

    content = (
        b"BT /T 12 Tf 9 9 Td (A) Tj ET /Pattern cs /P scn 0 0 50 50 re f /S scn 50 0 50 50 re f "
        b"q 10 0 0 10 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 ID ab EI Q"
    )
    made = ink(page_of(content, resources), tmp_path)
    found = colour_uses(made)
    assert {use.space for use in found} == {"DeviceCMYK", "Pattern", "current", "4 parts"}
    assert not any("inline" in use.where and use.by == "image" and " inline" in use.where for use in found)
    assert sum(use.by == "image" for use in found) == 2
    with pikepdf.open(io.BytesIO(made)) as opened:
        wide = 3 * 72 / 25.4
        matrix = [float(part) for part in opened.pages[0].resources.Pattern.P.Matrix]
        assert matrix == pytest.approx([1, 0, 0, 1, 7 + wide, 8 + wide], abs=0.001)


def form(made: pikepdf.Pdf, stream: pikepdf.Object) -> pikepdf.Object:
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
    return stream


def test_a_form_may_be_painted_and_be_a_mask(tmp_path: Path) -> None:
    def resources(made: pikepdf.Pdf) -> Dictionary:
        both = form(made, made.make_stream(b"1 0 0 rg 0 0 9 9 re f"))
        both.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        soft = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=both))
        return Dictionary(XObject=Dictionary(F=both), ExtGState=Dictionary(M=soft))

    found = colour_uses(ink(page_of(b"/F Do /M gs 0 0 9 9 re f", resources), tmp_path))
    assert [use.numbers for use in found if use.by == "g"] == [(0.3,)]
    assert {use.space for use in found if not use.mask} == {"DeviceCMYK"}
    assert {use.space for use in found if use.mask} == {"DeviceGray"}


def test_bleed_that_is_missing_is_told_with_its_page(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(page_of(b"", empty))) as opened:
        opened.pages[0].obj.MediaBox = Array([-3, -9, 109, 109])
        target = io.BytesIO()
        opened.save(target)
    data, findings = to_ink(target.getvalue(), TABLE, PROFILE, Files(tmp_path))
    assert [(finding.code, finding.place.page) for finding in findings] == [("K03", 1)]
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert [float(part) for part in opened.pages[0].trimbox][:2] == pytest.approx([3, 3 * 72 / 25.4], abs=0.001)


@pytest.mark.parametrize("kind", [1, 4, 7])
def test_a_shading_of_another_kind_is_refused_by_name(kind: int, tmp_path: Path) -> None:
    def resources(made: pikepdf.Pdf) -> Dictionary:
        return Dictionary(Shading=Dictionary(S=Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB)))

    with pytest.raises(ProjectError) as caught:
        ink(page_of(b"/S sh", resources), tmp_path)
    assert caught.value.findings[0].code == "K11"


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        to_ink(page_of(b"", empty), TABLE, replace(PROFILE, icc="profiles/PSOcoated_v3.icc"), Files(tmp_path))
    assert caught.value.findings[0].code == "K30"
    assert "PSOcoated_v3.icc" in caught.value.findings[0].message
