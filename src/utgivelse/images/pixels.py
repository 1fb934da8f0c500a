"""Pixels: small work on decoded pictures for the rooms that take them out of a PDF and put them back.

Law: who asks gets bytes or other pixels, and needs no Pillow of its own. `ENGINE` names the library's
version, on which bytes depend: it belongs into every key under which they are kept.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import PIL
from PIL import Image, ImageEnhance

from utgivelse.images.opening import strictly

Pixels = Image.Image
ENGINE = f"pillow {PIL.__version__}"


def with_alpha(pixels: Pixels, alpha: Pixels | None) -> Pixels:
    """The picture with its transparency, when both are of one size.

    Shrunk together, hidden colours don't show at the edges.
    """
    plain = pixels.convert("RGB") if pixels.mode != "L" else pixels.copy()
    if alpha is not None and alpha.size == plain.size:
        plain.putalpha(alpha.convert("L"))
    return plain


def without_alpha(pixels: Pixels) -> Pixels:
    """The bare colours."""
    return pixels.convert({"RGBA": "RGB", "LA": "L"}.get(pixels.mode, pixels.mode))


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture in this size; the same object when it has it."""
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def toned(pixels: Pixels, saturation: float) -> Pixels:
    """The picture with more or less colour; the same object for 1, and when it is grey."""
    if saturation == 1.0 or pixels.mode not in ("RGB", "RGBA"):
        return pixels
    return ImageEnhance.Color(pixels).enhance(saturation)


def jpeg(pixels: Pixels, quality: int, *, fine: bool = False) -> bytes:
    """A JPEG; a `fine` one keeps every pixel's colour (4:4:4)."""
    target = io.BytesIO()
    kept = pixels if pixels.mode in ("CMYK", "L") else pixels.convert("RGB")
    kept.save(target, "JPEG", quality=quality, subsampling=0 if fine else 2, optimize=True)
    return target.getvalue()


def jpeg_pixels(data: bytes) -> Pixels:
    """What a reader finds in a JPEG."""
    with strictly(), Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.load()
        return image.copy()


def packed(pixels: Pixels, mode: str) -> bytes:
    """The bare samples, packed without loss."""
    return zlib.compress(pixels.convert(mode).tobytes(), 6)


def foretold(pixels: Pixels) -> bytes:
    """The samples of a four-ink picture, packed without loss after PNG's prediction (ISO 32000-2, 7.4.4.4).

    A PNG of four channels is packed alike whatever they mean, so Pillow's writer does the work.
    """
    assert pixels.mode == "CMYK"
    target = io.BytesIO()
    Image.frombytes("RGBA", pixels.size, pixels.tobytes()).save(target, "PNG", compress_level=6)
    return b"".join(data for kind, data in _chunks(target.getvalue()) if kind == b"IDAT")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


_APPLICATION = range(0xE0, 0xF0)
_ADOBE = 0xEE
_COMMENT = 0xFE
_SCAN = 0xDA


def bare_jpeg(data: bytes) -> bytes:
    """The same JPEG, sample for sample, without what its maker wrote beside the picture (EXIF, profile, comment)."""
    kept, place = [data[:2]], 2
    while place + 4 <= len(data):
        if data[place + 1] == 0xFF:  # a fill byte
            place += 1
            continue
        marker, end = data[place + 1], place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == _SCAN:
            return b"".join((*kept, data[place:]))
        if marker == _ADOBE or not (marker in _APPLICATION or marker == _COMMENT):
            kept.append(data[place:end])
        place = end
    return data
