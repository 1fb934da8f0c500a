"""Opening: a picture's bytes as upright sRGB pixels, or a finding that says why not.

Laws: explicit formats only; at most `MOST_PIXELS`; decoded to the last row; the embedded profile is
obeyed and then forgotten.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import PIL
from PIL import Image, ImageChops, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from utgivelse.files import Files, sha256, shipped
from utgivelse.findings import Finding, Place, ProjectError, error, said, warning
from utgivelse.images.credits import found_credit

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF")
MOST_PIXELS = 60_000_000
_ORIENTATION = 0x0112
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError)
_PLAIN_CMYK = "ISOcoated_v2_300_bas.icc"


@dataclass(frozen=True)
class Picture:
    """What is known of a picture: its size upright, its format, and the credit its maker left in it.

    `inked` is one that was supplied in ink (CMYK); `condition` is what its profile calls itself.
    """

    src: str
    width: int
    height: int
    format: str
    alpha: bool = False
    credit: str = ""
    licence: str = ""
    inked: bool = False
    condition: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Opened:
    """Decoded pixels, RGB or RGBA; `problem` says why the profile in the file was left out."""

    pixels: Image.Image
    format: str
    problem: str = ""
    inked: bool = False


@dataclass(frozen=True)
class Samples:
    """A picture's own samples, upright, in 8 bits: L, RGB or CMYK, with their transparency beside them.

    `profile` is what they are meant in, empty where the file has none of use. `is_stream` says that
    the file is a JPEG with these very samples, `is_inverted` that it holds paper where there is ink.
    """

    pixels: Image.Image
    profile: bytes
    is_stream: bool = False
    is_inverted: bool = False
    alpha: Image.Image | None = None


def picture(files: Files, src: str) -> Picture:
    """What is known of a picture; it was opened wholly once, and is known by its content from then on.

    ProjectError when it is missing, corrupt or too large.
    """
    data = files.read(src)
    known = json.loads(files.derive("facts", f"{sha256(data)} {PIL.__version__} ink", lambda: _facts(data, src)))
    problem = known.pop("problem")
    return Picture(src, **known, findings=(_broken_profile(src, problem),) if problem else ())


def _facts(data: bytes, src: str) -> bytes:
    opened = open_picture(data, src)
    credit, licence = found_credit(data)
    width, height = opened.pixels.size
    facts = {"width": width, "height": height, "format": opened.format, "alpha": opened.pixels.mode == "RGBA"}
    of_ink = {"inked": opened.inked, "condition": _condition(data) if opened.inked else ""}
    return json.dumps({**facts, **of_ink, "credit": credit, "licence": licence, "problem": opened.problem}).encode()


def _condition(data: bytes) -> str:
    with strictly(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
        profile = _usable(image.info.get("icc_profile"), "CMYK")
    return _name(profile) if profile else ""


def open_picture(data: bytes, src: str) -> Opened:
    """Upright sRGB pixels. ProjectError when these bytes are no sound picture."""
    with _decoded(data, src) as (image, upright):
        try:
            pixels, problem = _to_srgb(upright)
        except _BROKEN as failure:
            raise ProjectError(_corrupt(src, failure)) from failure
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        return Opened(_without_idle_alpha(pixels), kind, problem, upright.mode == "CMYK")


def open_samples(data: bytes, src: str) -> Samples:
    """Upright samples in their own space. ProjectError when these bytes are no sound picture."""
    with _decoded(data, src) as (image, upright):
        pixels = _eight_bits(upright)
        pixels = _untagged(pixels) if pixels.mode == "LAB" else pixels
        is_upright = image.getexif().get(_ORIENTATION, 1) == 1
        profile = _usable(upright.info.get("icc_profile"), pixels.mode)
        is_stream = image.format == "JPEG" and is_upright
        return Samples(pixels.copy(), profile, is_stream, "adobe" in image.info, _alpha(upright))


@contextmanager
def _decoded(data: bytes, src: str) -> Iterator[tuple[Image.Image, Image.Image]]:
    """The picture as it came and upright, both wholly decoded."""
    with strictly(), _header(data, src) as image:
        try:
            image.load()
            upright = _inks_upright(image, ImageOps.exif_transpose(image))
            upright.info.setdefault("icc_profile", image.info.get("icc_profile"))
        except _BROKEN as failure:
            raise ProjectError(_corrupt(src, failure)) from failure
        yield image, upright


def _inks_upright(image: Image.Image, upright: Image.Image) -> Image.Image:
    """Pillow takes the ink of every JPEG for inverted, as Adobe's programs write it; others write it plainly."""
    if image.format == "JPEG" and image.mode == "CMYK" and "adobe" not in image.info:
        return ImageChops.invert(upright)
    return upright


@contextmanager
def strictly() -> Iterator[None]:
    """Let no cut file pass, whatever another library told Pillow."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _header(data: bytes, src: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as problem:
        raise ProjectError(_too_large(src, "")) from problem
    except UnidentifiedImageError as problem:
        raise ProjectError(
            error(
                "I01",
                said(
                    "{file} is no picture in a format that is read: {formats}",
                    file=src,
                    formats="PNG, JPEG, WebP, TIFF, SVG",
                ),
                said("save it again as JPEG (photographs) or PNG"),
                Place(src),
            )
        ) from problem
    except (OSError, SyntaxError, ValueError, EOFError) as problem:
        raise ProjectError(_corrupt(src, problem)) from problem
    if image.width * image.height > MOST_PIXELS:
        raise ProjectError(_too_large(src, f"{image.width} × {image.height}"))
    return image


def _too_large(src: str, size: str) -> Finding:
    return error(
        "I03",
        said(
            "{file} has {size} pixels, more than {most} millions",
            file=src,
            size=size or "too many",
            most=MOST_PIXELS // 1_000_000,
        ),
        said("save a smaller copy: 6000 pixels on the long side are enough for a spread of A3"),
        Place(src),
    )


def _corrupt(src: str, problem: BaseException) -> Finding:
    return error(
        "I02",
        said("{file} is damaged or cut off: {why}", file=src, why=str(problem) or type(problem).__name__),
        said("fetch the picture again from where it came"),
        Place(src),
    )


_SPACES = {"L": "GRAY", "LAB": "Lab"}
"""What an ICC profile calls Pillow's modes."""


# ── colour ───────────────────────────────────────────────────────────────────────────────────


def _to_srgb(image: Image.Image) -> tuple[Image.Image, str]:
    """The pixels, and why the embedded profile was left out, if it was."""
    profile, problem = image.info.get("icc_profile"), ""
    alpha = _alpha(image)
    base = _eight_bits(image)
    try:
        pixels = _through(base, profile) if profile else _untagged(base)
    except (ImageCms.PyCMSError, OSError, ValueError) as failure:
        pixels, problem = _untagged(base), str(failure)
    if alpha is not None:
        pixels.putalpha(alpha)
    return pixels, problem


def _alpha(image: Image.Image) -> Image.Image | None:
    return image.convert("RGBA").getchannel("A") if image.has_transparency_data else None


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits a sample
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("RGB", "L", "CMYK", "LAB"):
        return image
    if image.mode in ("1", "LA", "La"):
        return image.convert("L")
    return image.convert("RGB")


def _usable(profile: bytes | None, mode: str) -> bytes:
    """The embedded profile when it is one for these samples."""
    if not profile:
        return b""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        fits = source.profile.xcolor_space.strip() == _SPACES.get(mode, mode)
        ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return b""
    return profile if fits else b""


def _name(profile: bytes) -> str:
    return (ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.profile_description or "").strip()


def _through(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if source.profile.xcolor_space.strip() != _SPACES.get(image.mode, image.mode):
        raise ValueError(f"{source.profile.xcolor_space.strip()} for {image.mode} pixels")
    if image.mode == "RGB" and "sRGB" in (source.profile.profile_description or ""):
        return image.copy()
    intent = ImageCms.Intent.PERCEPTUAL if image.mode == "CMYK" else ImageCms.Intent.RELATIVE_COLORIMETRIC
    return _transformed(image, source, intent)


def _untagged(image: Image.Image) -> Image.Image:
    if image.mode == "CMYK":
        profile = (shipped("icc") / _PLAIN_CMYK).read_bytes()
        return _through(image, profile)
    if image.mode == "LAB":
        return _transformed(image, ImageCms.createProfile("LAB"), ImageCms.Intent.RELATIVE_COLORIMETRIC)
    return image.convert("RGB")


def _transformed(image: Image.Image, source: object, intent: ImageCms.Intent) -> Image.Image:
    done = ImageCms.profileToProfile(
        image,
        source,  # type: ignore[arg-type]
        ImageCms.createProfile("sRGB"),
        renderingIntent=intent,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert done is not None  # only None when it works in place
    return done


def _broken_profile(src: str, problem: str) -> Finding:
    return warning(
        "I04",
        said("the colour profile in {file} is of no use and is left out: {why}", file=src, why=problem),
        said("save the picture again with an sRGB profile, and look at its colours in the proof"),
        Place(src),
    )


def _without_idle_alpha(pixels: Image.Image) -> Image.Image:
    if pixels.mode == "RGBA" and pixels.getchannel("A").getextrema() == (255, 255):
        return pixels.convert("RGB")
    return pixels


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height as the head of a picture tells them, (0, 0) for what is none; nothing is decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as image:
                return image.size
        except (*_BROKEN, UnidentifiedImageError, Image.DecompressionBombError):
            return 0, 0
