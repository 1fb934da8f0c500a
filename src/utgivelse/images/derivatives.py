"""Derivatives: a picture as a medium wants it, made once and kept by content.

Laws: `page` serves both PDFs (each shrinks its own copy later), `book` the EPUB. A photograph becomes
a JPEG; what has transparency or few colours stays a PNG. Names inside a book are plain ASCII and the
same in every edition.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

import PIL
from PIL import Image, ImageOps

from utgivelse.files import Files, sha256
from utgivelse.images.opening import open_picture
from utgivelse.images.origins import Origin, remember
from utgivelse.images.pixels import toned

Medium = Literal["page", "book"]


@dataclass(frozen=True)
class Recipe:
    """How large and how fine a derivative is; `size` crops to exactly that."""

    long_side: int
    quality: int
    subsampling: int
    size: tuple[int, int] | None = None
    named: bool = False
    saturation: float = 1.0
    focus: tuple[float, float] = (0.5, 0.5)


RECIPES: dict[Medium, Recipe] = {
    # 6000 px fill a spread of A3 at 300 ppi but for a hair; 4:4:4, since the press converts from it
    "page": Recipe(6000, 95, 0, named=True),
    "book": Recipe(1600, 82, 2),
}
COVER = Recipe(2560, 85, 0, size=(1600, 2560))
FEW_COLOURS = 128
"""A grey photograph has more."""
_SPELT = {"æ": "ae", "ø": "o", "đ": "d", "ß": "ss", "ł": "l"}


@dataclass(frozen=True)
class Prepared:
    """A derivative: the file in the cache, and how a page (`project:/…`) or a book (`images/…`) addresses it.

    No address holds the folder that the project lies in: the same project gives the same bytes anywhere.
    """

    src: str
    path: Path
    address: str
    media_type: str
    width: int
    height: int

    def read(self) -> bytes:
        """The derivative's bytes."""
        return self.path.read_bytes()


def prepared(files: Files, src: str, medium: Medium, saturation: float = 1.0) -> Prepared:
    """The picture `src` for this medium. ProjectError when it is missing, corrupt or too large."""
    return _derived(files, src, medium, replace(RECIPES[medium], saturation=saturation))


def cover(files: Files, src: str, focus: tuple[float, float] = (0.5, 0.5), saturation: float = 1.0) -> Prepared:
    """The picture as an EPUB's cover, 1600 × 2560, cropped around its focus."""
    return _derived(files, src, "book", replace(COVER, focus=focus, saturation=saturation))


def _derived(files: Files, src: str, medium: Medium, recipe: Recipe) -> Prepared:
    data = files.read(src)
    key = f"{sha256(data)} {src} {recipe} {PIL.__version__}"
    path = files.derived_path("picture", key, lambda: _make(data, src, recipe))
    with Image.open(path, formats=("JPEG", "PNG")) as image:
        (width, height), kind = image.size, str(image.format)
    name = f"images/{slug(src)}-{sha256(key.encode())[:6]}.{'jpg' if kind == 'JPEG' else 'png'}"
    address = f"project:/{path.relative_to(files.root).as_posix()}" if medium == "page" else name
    if medium == "page" and kind == "PNG":
        remember(files, address, Origin(src, recipe.saturation))
    return Prepared(src, path, address, f"image/{kind.lower()}", width, height)


def slug(src: str) -> str:
    """A file's name as plain ASCII, without its suffix: «Elva på våren.jpg» → `elva-pa-varen`."""
    stem = "".join(_SPELT.get(letter, letter) for letter in PurePosixPath(src).stem.lower())
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "picture"


def _make(data: bytes, src: str, recipe: Recipe) -> bytes:
    opened = open_picture(data, src)
    pixels = opened.pixels
    few = opened.format != "JPEG" and not opened.inked and pixels.getcolors(FEW_COLOURS) is not None
    drawing = pixels.mode == "RGBA" or few
    if recipe.size:
        pixels, drawing = _flattened(pixels), False
        pixels = ImageOps.fit(pixels, recipe.size, Image.Resampling.LANCZOS, centering=recipe.focus)
    elif max(pixels.size) > recipe.long_side:
        pixels.thumbnail((recipe.long_side, recipe.long_side), Image.Resampling.LANCZOS)
    pixels = toned(pixels, recipe.saturation)
    return _png(pixels) if drawing else _jpeg(pixels, recipe, src)


def _flattened(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    ground = Image.new("RGB", pixels.size, "white")
    ground.paste(pixels, mask=pixels.getchannel("A"))
    return ground


def _jpeg(pixels: Image.Image, recipe: Recipe, src: str) -> bytes:
    target = io.BytesIO()
    comment = Origin(src, recipe.saturation).comment() if recipe.named else b""
    pixels.info.clear()
    pixels.save(target, "JPEG", quality=recipe.quality, subsampling=recipe.subsampling, optimize=True, comment=comment)
    return target.getvalue()


def _png(pixels: Image.Image) -> bytes:
    target = io.BytesIO()
    pixels.info.clear()
    pixels.save(target, "PNG", optimize=True)
    return target.getvalue()
