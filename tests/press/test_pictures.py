"""Pictures on the press: as they should look, never too much ink, and supplied inks as they were supplied."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

import colour_judge
from pictures import KINDS, PRESS_ICC, heavy_separation, photograph, printed, separation, taken_out, turned, write
from torture import PROFILE, TABLE
from utgivelse import preflight
from utgivelse.checks import resolution
from utgivelse.files import Files, shipped
from utgivelse.findings import Finding, ProjectError, Severity
from utgivelse.images import inked, picture
from utgivelse.images.covering import most_ink, within
from utgivelse.images.inks import InkProfile
from utgivelse.images.opening import open_samples
from utgivelse.images.pixels import jpeg, jpeg_pixels
from utgivelse.preflight import Subject

MEAN, OUTERMOST = 1.0, 3.0
"""CIEDE2000: the mean, and the 99th percentile."""


def most(inks: np.ndarray) -> float:
    return float(inks.reshape(-1, 4).sum(1, dtype=np.uint16).max()) / 2.55


def told(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


# ── colours ──────────────────────────────────────────────────────────────────────────────────

SOURCES = (
    "rgb.jpg", "wide.jpg", "grey.jpg", "turned.jpg", "rgb.tif", "rgb.webp", "rgb.png", "grey.png",
    "wide.png", "veil.png",
)  # fmt: skip


def wanted(
    folder: Path, src: str, size: tuple[int, int], intent: int = colour_judge.PERCEPTUAL, saturation: float = 1.0
) -> np.ndarray:
    """What LittleCMS makes of the source's own pixels, turned upright by hand, toned, and in this size."""
    with Image.open(folder / src) as opened:
        upright = opened.transpose(Image.Transpose.ROTATE_270) if "turned" in src else opened.copy()
        profile = opened.info.get("icc_profile", b"")
    plain = np.asarray(upright.resize(size, Image.Resampling.LANCZOS).convert("RGB")).astype(np.float64)
    grey = plain @ (0.299, 0.587, 0.114)
    pixels = np.rint(grey[..., None] + (plain - grey[..., None]) * saturation).clip(0, 255).astype(np.uint8)
    return colour_judge.inks(pixels, PRESS_ICC, profile, intent)


def apart(inks: np.ndarray, expected: np.ndarray) -> tuple[float, float]:
    """How far two pictures in ink lie apart: the mean of CIEDE2000 and its 99th percentile."""
    found = colour_judge.delta_e(
        colour_judge.lab(inks.reshape(-1, 4), PRESS_ICC), colour_judge.lab(expected.reshape(-1, 4), PRESS_ICC)
    )
    return float(found.mean()), float(np.percentile(found, 99))


@pytest.mark.parametrize("saturation", [1.0, 0.82, 1.3])
@pytest.mark.parametrize("name", SOURCES)
def test_a_picture_looks_as_littlecms_says(name: str, saturation: float, tmp_path: Path) -> None:
    src = write(tmp_path, name)
    data, _ = printed(tmp_path, src, PROFILE, saturation=saturation)
    (inks,) = taken_out(data)
    height, width = inks.shape[:2]
    assert (width, height) == (473, 315)
    mean, outermost = apart(inks, wanted(tmp_path, src, (width, height), saturation=saturation))
    print(name, round(mean, 3), round(outermost, 3))
    assert mean <= MEAN and outermost <= OUTERMOST


WRONG = {"saturation": (2, 0x2000), "absolute": (3, 0), "no black point": (1, 0)}
"""Intents of LittleCMS, and flags."""


@pytest.mark.parametrize("fault", [*WRONG, "profile", "quality"])
def test_the_measure_finds_a_planted_fault(fault: str, tmp_path: Path) -> None:
    """A wrong intent, a wrong source profile, a coarser JPEG: each is over a bound."""
    src = write(tmp_path, "wide.jpg" if fault == "profile" else "rgb.jpg")
    expected = wanted(tmp_path, src, (473, 315))
    pixels = np.asarray(Image.open(tmp_path / src).resize((473, 315), Image.Resampling.LANCZOS))
    if fault == "quality":
        coarse = jpeg(Image.frombytes("CMYK", (473, 315), expected.tobytes()), 75, fine=True)
        planted = np.asarray(jpeg_pixels(coarse))
    else:
        intent, flags = WRONG.get(fault, (colour_judge.PERCEPTUAL, colour_judge.BLACK_POINT_COMPENSATION))
        planted = colour_judge.inks(pixels, PRESS_ICC, intent=intent, flags=flags)
    mean, outermost = apart(planted, expected)
    print(fault, round(mean, 3), round(outermost, 3))
    assert mean > MEAN or outermost > OUTERMOST


def test_without_a_jpeg_the_samples_are_exactly_littlecms(tmp_path: Path) -> None:
    """Relative-colorimetric with black point compensation lies within the bounds above; here it does not."""
    data, _ = printed(tmp_path, write(tmp_path, "palette.png"), PROFILE)
    (inks,) = taken_out(data)
    with Image.open(tmp_path / "images/palette.png") as opened:
        small = opened.convert("RGB").resize(inks.shape[1::-1], Image.Resampling.LANCZOS)
    expected = colour_judge.inks(np.asarray(small), PRESS_ICC)
    assert max(apart(inks, expected)) < 0.5
    other = colour_judge.inks(np.asarray(small), PRESS_ICC, intent=colour_judge.RELATIVE_COLORIMETRIC)
    assert max(apart(other, expected)) > 0.5


def light() -> Image.Image:
    """A photograph that is far from the ink limit: nothing but the coding decides whether it stays a JPEG."""
    return photograph().point([96 + value * 5 // 8 for value in range(256)] * 3)


@pytest.mark.parametrize(("quality", "is_fine"), [(inked.QUALITY, True), (75, False)])
def test_a_light_photograph_is_coded_as_finely_as_it_must(
    quality: int, is_fine: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held against LittleCMS: at the program's own quality within the bounds, at 75 over one of them."""
    monkeypatch.setattr(inked, "QUALITY", quality)
    src = write(tmp_path, "rgb.jpg", light())
    data, _ = printed(tmp_path, src, PROFILE)
    with pikepdf.open(io.BytesIO(data)) as opened:
        (image,) = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream) and "/Width" in obj]
        assert image.Filter == "/DCTDecode"
    (inks,) = taken_out(data)
    mean, outermost = apart(inks, wanted(tmp_path, src, inks.shape[1::-1]))
    print(quality, round(mean, 3), round(outermost, 3))
    assert (mean <= MEAN and outermost <= OUTERMOST) is is_fine


def test_from_a_profile_of_its_own_the_samples_are_exactly_littlecms(tmp_path: Path) -> None:
    src = write(tmp_path, "veil.png")
    (inks,) = taken_out(printed(tmp_path, src, PROFILE, width=61)[0])  # at 300 ppi the very 720 pixels
    assert inks.shape == (480, 720, 4)
    assert max(apart(inks, wanted(tmp_path, src, (720, 480)))) < 0.5
    relative = wanted(tmp_path, src, (720, 480), colour_judge.RELATIVE_COLORIMETRIC)
    assert max(apart(relative, wanted(tmp_path, src, (720, 480)))) > 0.5


# ── total ink ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", KINDS)
def test_no_pixel_is_over_the_limit(name: str, tmp_path: Path) -> None:
    data, findings = printed(tmp_path, write(tmp_path, name), PROFILE)
    found = taken_out(data)
    assert found and max(map(most, found)) <= PROFILE.ink_limit + 1
    assert not told(findings, "K31")


@pytest.mark.parametrize("limit", [220.0, 260.0])
@pytest.mark.parametrize("name", ["rgb.jpg", "alpha.png"])
def test_a_profile_that_gives_more_than_the_paper_takes_is_held_back(name: str, limit: float, tmp_path: Path) -> None:
    """The profile's own table goes up to 300 %."""
    data, _ = printed(tmp_path, write(tmp_path, name), replace(PROFILE, ink_limit=limit))
    assert limit - 12 < max(map(most, taken_out(data))) <= limit + 1


def test_less_ink_looks_nearly_alike() -> None:
    press = InkProfile(PRESS_ICC, "p")
    before = press.separate(photograph())
    after = press.within(before, 260)
    one, other = (np.frombuffer(pixels.tobytes(), np.uint8).reshape(-1, 4) for pixels in (before, after))
    heavy = one.sum(1, dtype=np.uint16) > 663
    assert heavy.any() and (one[~heavy] == other[~heavy]).all()
    assert most_ink(after) <= 260
    found = colour_judge.delta_e(colour_judge.lab(one[heavy], PRESS_ICC), colour_judge.lab(other[heavy], PRESS_ICC))
    print("reduced", found.mean(), np.percentile(found, 99))
    assert found.mean() < 1.5 and np.percentile(found, 99) < 4
    assert (other[heavy][:, 3] >= one[heavy][:, 3]).all()


def test_every_ink_can_be_held(tmp_path: Path) -> None:
    """Any inks, any limit: no pixel over it, none under it touched, black never less."""
    noise = np.random.default_rng(4).integers(0, 256, (64, 64, 4), np.uint8)
    press = InkProfile(PRESS_ICC, "p")
    for limit in (100.0, 180.0, 299.5, 400.0):
        after = np.asarray(within(Image.frombytes("CMYK", (64, 64), noise.tobytes()), limit, press.lab))
        assert most(after) <= limit
        light = noise.sum(2, dtype=np.uint16) <= limit * 2.55
        assert (after[light] == noise[light]).all()
        assert (after[..., 3] >= noise[..., 3]).all()


# ── what was supplied in ink ─────────────────────────────────────────────────────────────────


def own_numbers(path: Path) -> np.ndarray:
    """The inks in a file, read without the program."""
    with Image.open(path) as opened:
        stored = np.asarray(opened)
        return 255 - stored if path.name == "inks.jpg" else stored


@pytest.mark.parametrize("name", ["adobe.jpg", "inks.jpg", "inks.tif"])
def test_supplied_inks_keep_their_numbers(name: str, tmp_path: Path) -> None:
    src = write(tmp_path, name)
    data, findings = printed(tmp_path, src, PROFILE)
    (inks,) = taken_out(data)
    assert (inks == own_numbers(tmp_path / src)).all()
    assert not told(findings, "K31") and not told(findings, "K32")
    mean, _ = apart(inks, np.asarray(separation(photograph())))
    assert mean < 1  # and they are the right way round


def test_a_stream_that_is_kept_tells_nothing_of_its_maker(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "hemmelig sted"
    path = tmp_path / "images/adobe.jpg"
    path.parent.mkdir()
    separation(photograph()).save(path, quality=90, exif=exif, icc_profile=PRESS_ICC, comment=b"hemmelig")
    assert b"hemmelig" in path.read_bytes()
    data, _ = printed(tmp_path, "images/adobe.jpg", PROFILE)
    with pikepdf.open(io.BytesIO(data)) as opened:
        (image,) = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream) and "/Width" in obj]
        assert image.Filter == "/DCTDecode"
        assert b"hemmelig" not in image.read_raw_bytes() and b"ICC_PROFILE" not in image.read_raw_bytes()


@pytest.mark.parametrize("suffix", ["jpg", "tif"])
def test_supplied_inks_over_the_limit_are_brought_down_and_told(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"images/tung.{suffix}"
    path.parent.mkdir()
    heavy_separation().save(path, quality=100, subsampling=0)
    data, findings = printed(tmp_path, f"images/tung.{suffix}", PROFILE)
    (inks,) = taken_out(data)
    assert most(inks) <= PROFILE.ink_limit
    before = own_numbers(path)
    light = before.sum(2, dtype=np.uint16) <= 765
    assert light.any() and (inks[light] == before[light]).all()
    (finding,) = told(findings, "K31")
    assert finding.severity is Severity.WARNING
    assert finding.place.file == f"images/tung.{suffix}" and finding.place.area
    assert finding.measure and (finding.measure.found, finding.measure.limit) == (400, 300)


def test_inks_for_another_press_are_kept_and_told(tmp_path: Path) -> None:
    other = PRESS_ICC.replace(b"ISO Coated v2 300% (basICColor)", b"ISO Coated v9 300% (basICColor)")
    assert other != PRESS_ICC
    (tmp_path / "images").mkdir()
    separation(photograph()).save(tmp_path / "images/annen.tif", icc_profile=other)
    data, findings = printed(tmp_path, "images/annen.tif", PROFILE)
    assert (taken_out(data)[0] == np.asarray(separation(photograph()))).all()
    (finding,) = told(findings, "K32")
    assert "v9" in finding.message and finding.severity is Severity.NOTE


@pytest.mark.parametrize("cut", [0, 3, 60, 200, 5000])
def test_inks_with_a_broken_profile_are_told_and_printed(cut: int, tmp_path: Path) -> None:
    broken = b"\x00\x01profil" if cut == 0 else PRESS_ICC[:cut]
    path = tmp_path / "images/brutt.jpg"
    path.parent.mkdir()
    separation(photograph()).save(path, quality=95, subsampling=0, icc_profile=broken)
    known = picture(Files(tmp_path), "images/brutt.jpg")
    assert known.inked and [finding.code for finding in known.findings] == ["I04"]
    data, _ = printed(tmp_path, "images/brutt.jpg", PROFILE)
    assert (taken_out(data)[0] == own_numbers(path)).all()


def test_inks_with_a_profile_for_light_are_told(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    separation(photograph()).save(tmp_path / "images/feil.jpg", icc_profile=colour_judge.wide_rgb())
    assert [finding.code for finding in picture(Files(tmp_path), "images/feil.jpg").findings] == ["I04"]


# ── how fine, and which colours ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("width", "severity", "code"),
    [
        (40, Severity.NOTE, "K14"),
        (90, Severity.WARNING, "K12"),
        (100, Severity.WARNING, "K12"),
        (254, Severity.ERROR, "K12"),
    ],
)
def test_a_picture_that_is_too_coarse_is_told_with_its_place(
    width: int, severity: Severity, code: str, tmp_path: Path
) -> None:
    """720 pixels on 40, 90, 100 and 254 mm: 457, shrunk to 300, then 203, 183 and 72 an inch; the last is cut."""
    _, findings = printed(tmp_path, write(tmp_path, "rgb.jpg"), PROFILE, width=width)
    (finding,) = [finding for finding in findings if finding.code in ("K12", "K14")]
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.measure and finding.measure.found == min(300, round(720 / width * 25.4))
    assert (finding.place.file, finding.place.page) == ("images/rgb.jpg", 1)
    seen = min(width, 113), min(width * 2 / 3, 113)
    assert finding.place.area and finding.place.area == pytest.approx((10, 10, *seen), abs=0.5)
    assert f"({round(seen[0])} × {round(seen[1])} mm)" in finding.message


def test_a_coarse_picture_is_told_once(tmp_path: Path) -> None:
    """By the press, which knows its name; the check of the finished file keeps what the press did not see."""
    data, findings = printed(tmp_path, write(tmp_path, "rgb.jpg"), PROFILE, width=254)
    (tmp_path / "fil.pdf").write_bytes(data)
    looked = Subject(tmp_path / "fil.pdf", "application/pdf", PROFILE)
    seen = tuple(one for one in resolution.run(looked) if one.code == "K48")
    (named,) = told(findings, "K12")
    assert len(seen) == 1 and seen[0].place.area and named.place.area
    assert seen[0].place.area == pytest.approx(named.place.area, abs=0.5)
    assert preflight.unsaid(seen, findings) == ()
    assert preflight.unsaid(seen, ()) == seen
    elsewhere = replace(named, place=replace(named.place, page=2))
    assert preflight.unsaid(seen, (elsewhere,)) == seen


def test_a_picture_that_is_no_jpeg_is_told_by_its_name_too(tmp_path: Path) -> None:
    """The page engine takes a PNG apart; its origin is kept beside it."""
    (finding,) = told(printed(tmp_path, write(tmp_path, "veil.png"), PROFILE)[1], "K14")
    assert finding.place.file == "images/veil.png"


def logo(folder: Path, colour: tuple[int, int, int], name: str = "logo.png") -> str:
    made = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    ImageDraw.Draw(made).ellipse((20, 20, 380, 180), fill=(*colour, 255))
    ImageDraw.Draw(made).rectangle((150, 80, 250, 120), fill=(255, 255, 255, 255))
    (folder / "images").mkdir(exist_ok=True)
    (made if name.endswith("png") else made.convert("RGB")).save(folder / f"images/{name}")
    return f"images/{name}"


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg"])
def test_a_brand_colour_in_a_pixel_logo_is_told(name: str, tmp_path: Path) -> None:
    src = logo(tmp_path, TABLE["primary"].rgb, name)
    (finding,) = told(printed(tmp_path, src, PROFILE, width=30, table=TABLE)[1], "K33")
    assert "«primary»" in finding.message and "SVG" in finding.hint
    assert finding.severity is Severity.NOTE and finding.place.area


def test_another_colour_a_grey_and_a_photograph_are_no_brand(tmp_path: Path) -> None:
    for src in (logo(tmp_path, (200, 16, 46)), logo(tmp_path, (26, 26, 26), "graa.png"), write(tmp_path, "rgb.jpg")):
        assert not told(printed(tmp_path, src, PROFILE, width=30, table=TABLE)[1], "K33")


# ── profiles that are not as they should be ──────────────────────────────────────────────────


def test_a_profile_of_the_wrong_class_or_cut_off_is_named(tmp_path: Path) -> None:
    src = write(tmp_path, "grey.png")
    (tmp_path / "icc").mkdir()
    (tmp_path / "icc/skjerm.icc").write_bytes(colour_judge.wide_rgb())
    (tmp_path / "icc/kort.icc").write_bytes(PRESS_ICC[:3000])
    for name, code in (("skjerm.icc", "K01"), ("kort.icc", "K02"), ("borte.icc", "K30")):
        with pytest.raises(ProjectError) as caught:
            printed(tmp_path, src, replace(PROFILE, icc=f"icc/{name}"))
        (finding,) = caught.value.findings
        assert (finding.code, finding.place.file) == (code, f"icc/{name}")
        assert finding.hint


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    src = write(tmp_path, "rgb.jpg")
    first = printed(tmp_path, src, PROFILE)[0]
    assert printed(tmp_path, src, PROFILE)[0] == first  # from what was kept
    shutil.rmtree(tmp_path / ".utgivelse")
    assert printed(tmp_path, src, PROFILE)[0] == first


def test_a_grey_profile_is_obeyed(tmp_path: Path) -> None:
    """The same bytes are lighter or darker in another gamma."""
    (tmp_path / "images").mkdir()
    photograph().convert("L").save(tmp_path / "images/a.jpg", quality=95)
    photograph().convert("L").save(tmp_path / "images/b.jpg", quality=95, icc_profile=colour_judge.grey_light())
    (plain,), (other,) = (taken_out(printed(tmp_path, f"images/{name}.jpg", PROFILE)[0]) for name in "ab")
    light, lighter = (colour_judge.lab(inks.reshape(-1, 4), PRESS_ICC)[:, 0].mean() for inks in (plain, other))
    assert lighter > light + 2


def test_a_picture_in_lab_and_one_on_its_side_in_ink(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    lab = ImageCms.profileToProfile(
        photograph(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    lab.save(tmp_path / "images/lab.tif")
    (inks,) = taken_out(printed(tmp_path, "images/lab.tif", PROFILE)[0])
    pixels = np.asarray(photograph().resize(inks.shape[1::-1], Image.Resampling.LANCZOS))
    assert apart(inks, colour_judge.inks(pixels, PRESS_ICC))[0] < 2  # eight bits of Lab are coarse
    side, exif = turned(separation(photograph()))
    side.save(tmp_path / "images/side.jpg", exif=exif, quality=95, subsampling=0)
    (inks,) = taken_out(printed(tmp_path, "images/side.jpg", PROFILE)[0])
    assert (inks == np.rot90(own_numbers(tmp_path / "images/side.jpg"), -1)).all()


def test_samples_are_opened_in_their_own_space(tmp_path: Path) -> None:
    for name, mode in (("adobe.jpg", "CMYK"), ("grey.jpg", "L"), ("wide.jpg", "RGB"), ("bits.png", "L")):
        data = (tmp_path / write(tmp_path, name)).read_bytes()
        assert open_samples(data, name).pixels.mode == mode
    assert shipped("icc").is_dir()
