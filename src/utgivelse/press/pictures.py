"""Pictures: pixels of any kind as pixels of ink.

Laws: a picture goes through the profile, perceptual with black point compensation, after it was shrunk to
the press's resolution where it stands largest. What is CMYK already keeps its numbers. Transparency
stays what it was. What came as a JPEG stays one (quality 95, no chroma subsampling); the rest is
lossless. A conversion is made once and kept by content.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

import pikepdf
from pikepdf import Array, Name, Object, Stream

from utgivelse.files import Files, sha256
from utgivelse.findings import ProjectError, error, said
from utgivelse.images.inks import InkProfile
from utgivelse.images.pixels import ENGINE, Pixels, jpeg, packed, shrunk, with_alpha
from utgivelse.press.ink import Ink, Target

QUALITY = 95
LEFT_OUT = ("/Length", "/Filter", "/DecodeParms", "/Interpolate", "/Metadata", "/Alternates", "/StructParent")


@dataclass(frozen=True)
class Recipe:
    """How fine a press prints pictures, and the hash of its profile."""

    ppi: int
    profile: str


class Pictures:
    """Converts the picture objects of one file; `sizes` are the largest, in mm, at which they stand."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        files: Files,
        profile: InkProfile,
        recipe: Recipe,
        sizes: Mapping[tuple[int, int], tuple[float, float]],
    ) -> None:
        self.pdf, self.files, self.profile, self.recipe, self.sizes = pdf, files, profile, recipe, sizes

    def convert(self, image: Object, target: Target) -> Object:
        """The picture for this target. ProjectError when it cannot be read."""
        if bool(image.get("/ImageMask", False)) or _is_settled(image, target):
            return self._kept(image)
        if isinstance(image.get("/Mask"), Array):
            raise _unreadable(said("a colour is masked out"))
        size = self._size(image)
        made = self._ink(image, size) if isinstance(target, Ink) else self._grey(image, size, "luminosity")
        if isinstance(image.get("/SMask"), Stream):
            made.SMask = self._grey(image.SMask, size, "alpha")
        elif isinstance(image.get("/Mask"), Stream):
            made.Mask = self._kept(image.Mask)
        return made

    def _kept(self, image: Object) -> Object:
        """The same picture but for what a press has no use for."""
        made = self.pdf.make_stream(b"")
        entries: Any = image
        made.write(image.read_raw_bytes(), filter=entries.get("/Filter"), decode_parms=entries.get("/DecodeParms"))
        for key, value in image.items():
            if key not in LEFT_OUT:
                made[key] = self._kept(value) if key in ("/SMask", "/Mask") and isinstance(value, Stream) else value
        return made

    def _size(self, image: Object) -> tuple[int, int]:
        """How many pixels the press can use."""
        width, height = int(image.Width), int(image.Height)
        placed = self.sizes.get(image.objgen)
        if not placed:
            return width, height
        share = min(1.0, max(placed[0] / 25.4 * self.recipe.ppi / width, placed[1] / 25.4 * self.recipe.ppi / height))
        return max(1, ceil(width * share - 0.001)), max(1, ceil(height * share - 0.001))

    def _ink(self, image: Object, size: tuple[int, int]) -> Object:
        lossy = image.get("/Filter") == Name.DCTDecode
        key = f"{_facts(image)} {size} {self.recipe.profile} {ENGINE} {lossy}"

        def make() -> bytes:
            inks = self.profile.separate(shrunk(_with_alpha(image), size))
            return jpeg(inks, QUALITY, fine=True) if lossy else packed(inks, "CMYK")

        made = self._made(self.files.derive("ink", key, make), size, lossy=lossy)
        made.ColorSpace = Name.DeviceCMYK
        if lossy:  # Pillow writes ink the other way round, as Adobe's programs do
            made.Decode = Array([1, 0] * 4)
        return made

    def _grey(self, image: Object, size: tuple[int, int], use: str) -> Object:
        """A mask; its own pixels, shrunk alike."""
        key = f"{_facts(image)} {size} {use} {ENGINE}"

        def make() -> bytes:
            return packed(shrunk(_decode(image).convert("L"), size), "L")

        made = self._made(self.files.derive("mask", key, make), size, lossy=False)
        made.ColorSpace = Name.DeviceGray
        return made

    def _made(self, data: bytes, size: tuple[int, int], *, lossy: bool) -> Object:
        made = self.pdf.make_stream(b"")
        made.write(data, filter=Name.DCTDecode if lossy else Name.FlateDecode)
        made.Type, made.Subtype = Name.XObject, Name.Image
        made.Width, made.Height, made.BitsPerComponent = size[0], size[1], 8
        return made


def _is_settled(image: Object, target: Target) -> bool:
    return image.get("/ColorSpace") == target.space


def _facts(image: Object) -> str:
    """All that the pixels depend on."""
    soft = image.get("/SMask")
    names = ("/Width", "/Height", "/BitsPerComponent", "/Filter", "/DecodeParms", "/Decode", "/ColorSpace")
    facts = [
        image[name].unparse().decode("latin-1") if hasattr(image.get(name), "unparse") else str(image.get(name))
        for name in names
    ]
    inner = _facts(soft) if isinstance(soft, Stream) else ""
    return " ".join((sha256(image.read_raw_bytes()), *facts, inner))


def _with_alpha(image: Object) -> Pixels:
    soft = image.get("/SMask")
    return with_alpha(_decode(image), _decode(soft) if isinstance(soft, Stream) and "/Matte" not in soft else None)


def _decode(image: Object) -> Pixels:
    try:
        assert isinstance(image, Stream)
        return pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, zlib.error) as problem:
        raise _unreadable(str(problem)) from problem


def _unreadable(why: str) -> ProjectError:
    return ProjectError(
        error(
            "K13",
            said("a picture in the pages cannot be turned into ink: {why}", why=why),
            said("save the picture again as JPEG or PNG"),
        )
    )
