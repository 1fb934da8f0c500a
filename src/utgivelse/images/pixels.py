"""Pixels: small work on decoded pictures for the rooms that take them out of a PDF and put them back.

Law: who asks gets bytes or other pixels, and needs no Pillow of its own. `ENGINE` names the library's
version, on which bytes depend: it belongs into every key under which they are kept.
"""

from __future__ import annotations

import io
import zlib

import PIL
from PIL import Image

Pixels = Image.Image
ENGINE = f"pillow {PIL.__version__}"


def with_alpha(pixels: Pixels, alpha: Pixels | None) -> Pixels:
    """The picture with its transparency, when both are of one size.

    Shrunk together, hidden colours don't show at the edges.
    """
    plain = pixels.convert("RGB")
    if alpha is not None and alpha.size == plain.size:
        plain.putalpha(alpha.convert("L"))
    return plain


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture in this size; the same object when it has it."""
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS)


def jpeg(pixels: Pixels, quality: int, *, fine: bool = False) -> bytes:
    """A JPEG; a `fine` one keeps every pixel's colour (4:4:4)."""
    target = io.BytesIO()
    kept = pixels if pixels.mode in ("CMYK", "L") else pixels.convert("RGB")
    kept.save(target, "JPEG", quality=quality, subsampling=0 if fine else 2, optimize=True)
    return target.getvalue()


def packed(pixels: Pixels, mode: str) -> bytes:
    """The bare samples, packed without loss."""
    return zlib.compress(pixels.convert(mode).tobytes(), 6)
