"""Pictures of every kind, made here, and one picture's way through the page engine and the press."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import weasyprint
from PIL import Image, ImageCms

from colour_judge import wide_rgb
from utgivelse import images
from utgivelse.colour import ColourTable
from utgivelse.files import Files, shipped
from utgivelse.findings import Finding
from utgivelse.press import to_ink
from utgivelse.publication import PressProfile
from utgivelse.typeset import ProjectFetcher

PRESS_ICC = (shipped("icc") / "ISOcoated_v2_300_bas.icc").read_bytes()
SAMPLE = Path(__file__).parents[1] / "examples/kongsberg/images"


@cache
def photograph(size: tuple[int, int] = (720, 480)) -> Image.Image:
    """A real photograph with deep shadows, a sky, and strong colours painted into a corner."""
    with Image.open(SAMPLE / "stein.jpg") as opened:
        photo = opened.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    ramp = np.linspace(0, 255, size[0] // 3, dtype=np.uint8)
    patch = np.zeros((60, len(ramp), 3), np.uint8)
    patch[:20, :, 0], patch[20:40, :, 1], patch[40:, :, 2] = ramp, ramp, ramp
    photo.paste(Image.fromarray(patch), (0, 0))
    return photo


def separation(photo: Image.Image) -> Image.Image:
    """The photograph in the inks of the press, lightened: coded as a JPEG it stays within the limit."""
    light = photo.point([40 + value * 5 // 6 for value in range(256)] * 3)
    made = ImageCms.profileToProfile(
        light, ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(PRESS_ICC)), outputMode="CMYK"
    )
    assert made is not None
    return made


def heavy_separation() -> Image.Image:
    """Inks far over any limit: each at 90 %, and a quarter with all four in full."""
    inks = Image.new("CMYK", (300, 200), (230, 220, 210, 200))
    inks.paste((255, 255, 255, 255), (0, 0, 150, 100))
    inks.paste((255, 128, 0, 26), (150, 100, 300, 200))
    return inks


def turned(photo: Image.Image) -> tuple[Image.Image, Image.Exif]:
    """The photograph lying on its side, and the mark that says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return photo.transpose(Image.Transpose.ROTATE_90), exif


def plain_inks(path: Path, inks: Image.Image) -> None:
    """A JPEG in ink as others than Adobe write it: no marker, nothing inverted."""
    target = io.BytesIO()
    Image.frombytes("CMYK", inks.size, bytes(255 - part for part in inks.tobytes())).save(
        target, "JPEG", quality=95, subsampling=0
    )
    data = target.getvalue()
    start = data.index(b"\xff\xee")
    path.write_bytes(data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :])


def _alpha(photo: Image.Image) -> Image.Image:
    made = photo.copy()
    made.putalpha(Image.radial_gradient("L").resize(photo.size))
    return made


def _sixteen(photo: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(photo.convert("L")).astype(np.uint16) * 257)


Writer = Callable[[Path, Image.Image], object]
KINDS: dict[str, Writer] = {
    "rgb.jpg": lambda path, photo: photo.save(path, quality=95, subsampling=0),
    "wide.jpg": lambda path, photo: photo.save(path, quality=95, subsampling=0, icc_profile=wide_rgb()),
    "turned.jpg": lambda path, photo: turned(photo)[0].save(path, exif=turned(photo)[1], quality=95, subsampling=0),
    "grey.jpg": lambda path, photo: photo.convert("L").save(path, quality=95),
    "adobe.jpg": lambda path, photo: separation(photo).save(path, quality=95, subsampling=0, icc_profile=PRESS_ICC),
    "inks.jpg": lambda path, photo: plain_inks(path, separation(photo)),
    "inks.tif": lambda path, photo: separation(photo).save(path, compression="tiff_lzw"),
    "rgb.tif": lambda path, photo: photo.save(path, compression="tiff_lzw", icc_profile=wide_rgb()),
    "rgb.webp": lambda path, photo: photo.save(path, lossless=True),
    "rgb.png": lambda path, photo: photo.save(path),
    "alpha.png": lambda path, photo: _alpha(photo).save(path),
    "palette.png": lambda path, photo: photo.quantize(32).save(path),
    "sixteen.png": lambda path, photo: _sixteen(photo).save(path),
    "grey.png": lambda path, photo: photo.convert("L").save(path),
    "bits.png": lambda path, photo: photo.convert("1").save(path),
}
"""Every kind of picture, by the name of a file with one."""
WIDE: dict[str, Writer] = {
    "wide.png": lambda path, photo: photo.save(path, icc_profile=wide_rgb()),
    "veil.png": lambda path, photo: _alpha(photo).save(path, icc_profile=wide_rgb()),
}
"""Kinds again, with a profile of their own."""


def write(folder: Path, name: str, photo: Image.Image | None = None) -> str:
    """A picture of this kind in the project `folder`, under its name in `images/`; the path from the root."""
    path = folder / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (KINDS | WIDE)[name](path, photo or photograph())
    return f"images/{name}"


def printed(
    folder: Path,
    src: str,
    profile: PressProfile,
    *,
    width: int = 40,
    table: ColourTable = ColourTable(),
    saturation: float = 1.0,
) -> tuple[bytes, tuple[Finding, ...]]:
    """The press PDF of a page with this one picture, `width` mm wide."""
    files = Files(folder)
    ready = images.prepared(files, src, "page", saturation)
    html = f"""<style>@page {{ size: 120mm 120mm; margin: 10mm; bleed: 3mm }} body {{ margin: 0 }}</style>
        <img src="{ready.address}" style="width: {width}mm">"""
    logging.getLogger("weasyprint").handlers = [logging.NullHandler()]
    pages = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=ProjectFetcher(files)).write_pdf(
        pdf_identifier=b"test"
    )
    return to_ink(pages, table, profile, files)


def taken_out(data: bytes) -> list[np.ndarray]:
    """The pictures of a press PDF as rows of ink, height × width × 4: what a reader's decoder finds."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        for obj in opened.objects:
            if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image" and "/SMask" not in str(obj.keys()):
                found += [_samples(obj)] if obj.ColorSpace == "/DeviceCMYK" else []
            elif isinstance(obj, pikepdf.Stream) and obj.get("/ColorSpace") == "/DeviceCMYK" and "/Width" in obj:
                found.append(_samples(obj))
    return found


def _samples(image: pikepdf.Object) -> np.ndarray:
    height, width = int(image.Height), int(image.Width)
    if image.Filter != "/DCTDecode":
        return np.frombuffer(image.read_bytes(), np.uint8).reshape(height, width, 4)
    raw = image.read_raw_bytes()
    with Image.open(io.BytesIO(raw)) as opened:
        stored = 255 - np.asarray(opened)  # Pillow turns every JPEG's ink over
    return 255 - stored if "/Decode" in image and [int(part) for part in image.Decode] == [1, 0] * 4 else stored
