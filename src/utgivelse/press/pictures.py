"""Pictures: pixels of any kind as pixels of ink.

Laws: a picture goes from the project's own file through the profile, perceptual with black point
compensation, after it was shrunk to the press's resolution where it stands largest; what the theme does to
its colours is done in its own space. Where the file is not told, what the page holds is taken. What was
supplied in ink keeps its numbers and its pixels. No pixel is over the ink limit. Transparency stays what it
was. A conversion is made once and kept by content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from utgivelse.files import Files, sha256
from utgivelse.findings import Finding, Measure, Place, ProjectError, note, said, warning
from utgivelse.images.flat import flat_colours
from utgivelse.images.inked import SLACK, Inked, reduced, separated, supplied
from utgivelse.images.inks import InkProfile
from utgivelse.images.opening import Picture, open_samples, picture
from utgivelse.images.origins import Origin
from utgivelse.images.pixels import ENGINE, packed, shrunk, toned, with_alpha, without_alpha
from utgivelse.pdf.placements import PlacedImage, largest
from utgivelse.press.ink import Ink, Target, is_neutral
from utgivelse.press.samples import LEFT_OUT, decode, decoded_with_alpha, facts_of, origin_of, unreadable

NEAR = 3
"""How far a pixel's colour may lie from one of the table, in 8 bits, and still be meant for it."""


@dataclass(frozen=True)
class Recipe:
    """How fine a press prints pictures, the hash of its profile, and its ink limit in per cent."""

    ppi: int
    profile: str
    limit: float


class Pictures:
    """Converts the picture objects of one file; `placed` is where they stand."""

    def __init__(
        self, pdf: pikepdf.Pdf, files: Files, profile: InkProfile, recipe: Recipe, placed: tuple[PlacedImage, ...]
    ) -> None:
        self.pdf, self.files, self.profile, self.recipe = pdf, files, profile, recipe
        self.sizes = largest(placed)
        self.places = {image.object: image for image in reversed(placed)}
        self._findings: dict[Finding, None] = {}
        self._done: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}

    def findings(self) -> list[Finding]:
        """What there is to say of the pictures converted so far."""
        return list(self._findings)

    def printed(self, placed: tuple[PlacedImage, ...]) -> tuple[PlacedImage, ...]:
        """The pictures as they were converted: with the pixels that are left, and where they came from."""
        asis = {image: self._done.get(image.object, (image.pixels, image.source)) for image in placed}
        return tuple(replace(image, pixels=pixels, source=source) for image, (pixels, source) in asis.items())

    def convert(self, image: Object, target: Target) -> Object:
        """The picture for this target. ProjectError when it cannot be read."""
        made = self._converted(image, target)
        if image.objgen != (0, 0):
            self._done[image.objgen] = (int(made.Width), int(made.Height)), self._origin(image).src
        return made

    def _converted(self, image: Object, target: Target) -> Object:
        if bool(image.get("/ImageMask", False)):
            return self._kept(image)
        if image.get("/ColorSpace") == target.space:
            return self._settled(image) if isinstance(target, Ink) else self._kept(image)
        if isinstance(image.get("/Mask"), Array):
            raise unreadable(said("a colour is masked out"))
        size = self._size(image)
        made = self._ink(image, size, target) if isinstance(target, Ink) else self._grey(image, size, "luminosity")
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

    # ── ink ──

    def _ink(self, image: Object, size: tuple[int, int], target: Ink) -> Object:
        behind = self._behind(image)
        if behind and behind.inked:
            return self._supplied(image, behind)
        self._brand_colours(image, target)
        return self._placed(self._separated(image, size, behind))

    def _separated(self, image: Object, size: tuple[int, int], behind: Picture | None) -> Inked:
        lossy = image.get("/Filter") == Name.DCTDecode
        data = self.files.read(behind.src) if behind else b""
        saturation = self._origin(image).saturation
        key = f"{sha256(data) if behind else facts_of(image)} {saturation} {size} {self.recipe} {ENGINE} {lossy}"

        def make() -> bytes:
            if behind:
                own = open_samples(data, behind.src)
                pixels = shrunk(with_alpha(own.pixels, own.alpha) if own.alpha else own.pixels, size)
                inks = self.profile.separate(toned(without_alpha(pixels), saturation), own.profile)
            else:
                inks = self.profile.separate(shrunk(decoded_with_alpha(image), size))
            return separated(inks, self.profile, self.recipe.limit, lossy=lossy).pack()

        return Inked.unpack(self.files.derive("ink", key, make))

    def _supplied(self, image: Object, behind: Picture) -> Object:
        """A picture that came in ink: its own numbers, within the limit."""
        data = self.files.read(behind.src)
        key = f"supplied {sha256(data)} {self.recipe} {ENGINE}"

        def make() -> bytes:
            return supplied(data, behind.src, self.profile, self.recipe.limit).pack()

        inked = Inked.unpack(self.files.derive("ink", key, make))
        self._tell_reduced(image, behind.src, inked.facts.most)
        if behind.condition and behind.condition != self.profile.title:
            self._tell(_of_another_press(behind, self.profile.title, self._place(image, behind.src)))
        return self._placed(inked)

    def _settled(self, image: Object) -> Object:
        """A picture that is in ink already, in the file itself."""
        key = f"settled {facts_of(image)} {self.recipe} {ENGINE}"

        def make() -> bytes:
            inked = reduced(decode(image).convert("CMYK"), self.profile, self.recipe.limit)
            return inked.pack() if inked else b""

        packed_inks = self.files.derive("ink", key, make)
        if not packed_inks:
            return self._kept(image)
        inked = Inked.unpack(packed_inks)
        self._tell_reduced(image, "", inked.facts.most)
        made = self._placed(inked)
        for name in ("/SMask", "/Mask"):
            if isinstance(image.get(name), Stream):
                made[name] = self._kept(image[name])
        return made

    def _behind(self, image: Object) -> Picture | None:
        """The project's picture that this one was made from, when it is told and there."""
        src = self._origin(image).src
        try:
            return picture(self.files, src) if src and self.files.exists(src) else None
        except ProjectError:  # a file of another project; this one's own were opened before
            return None

    def _origin(self, image: Object) -> Origin:
        stands = self.places.get(image.objgen)
        return (origin_of(image, stands.name if stands else "", self.files)) or Origin("")

    # ── as objects ──

    def _grey(self, image: Object, size: tuple[int, int], use: str) -> Object:
        """A mask; its own pixels, shrunk alike."""
        key = f"{facts_of(image)} {size} {use} {ENGINE}"

        def make() -> bytes:
            return packed(shrunk(decode(image).convert("L"), size), "L")

        return self._made(self.files.derive("mask", key, make), Name.DeviceGray, size)

    def _placed(self, inked: Inked) -> Object:
        facts = inked.facts
        made = self._made(inked.data, Name.DeviceCMYK, (facts.width, facts.height))
        if facts.is_jpeg:
            made.write(inked.data, filter=Name.DCTDecode)
            if facts.is_inverted:
                made.Decode = Array([1, 0] * 4)
        else:
            parameters = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=facts.width)
            made.write(inked.data, filter=Name.FlateDecode, decode_parms=parameters)
        return made

    def _made(self, data: bytes, space: Name, size: tuple[int, int]) -> Object:
        made = self.pdf.make_stream(b"")
        made.write(data, filter=Name.FlateDecode)
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, space
        made.Width, made.Height, made.BitsPerComponent = size[0], size[1], 8
        return made

    # ── what there is to say ──

    def _tell(self, finding: Finding) -> None:
        self._findings[finding] = None

    def _place(self, image: Object, src: str) -> Place:
        stands = self.places.get(image.objgen)
        what = said("image {number}", number=image.objgen[0])
        return Place(src, page=stands.page, area=stands.area, object=what) if stands else Place(src, object=what)

    def _tell_reduced(self, image: Object, src: str, most: float) -> None:
        if most > self.recipe.limit + SLACK:
            self._tell(_reduced(src, round(most, 1), self.recipe.limit, self._place(image, src)))

    def _brand_colours(self, image: Object, target: Ink) -> None:
        """A note for each colour of the table that stands in a flat picture."""
        key = f"{facts_of(image)} {ENGINE}"
        kept = self.files.derive("flat", key, lambda: json.dumps(flat_colours(decoded_with_alpha(image))).encode())
        src = self._origin(image).src
        for found in json.loads(kept):
            for colour in target.table:
                near = max(abs(one - other) for one, other in zip(found, colour.rgb, strict=True)) <= NEAR
                if near and not is_neutral(colour.rgb):
                    self._tell(_of_the_brand(colour.name, image, self._place(image, src)))


def _named(src: str, width: int, height: int) -> str:
    return src or said("of {width} × {height} pixels", width=width, height=height)


def _reduced(src: str, found: float, limit: float, place: Place) -> Finding:
    return warning(
        "K31",
        said(
            "the picture {name} has up to {found} % ink, expected at most {limit} %: it was brought down to that",
            name=src or place.object,
            found=found,
            limit=f"{limit:g}",
        ),
        said("look at its shadows in the proof, or separate it again for this paper"),
        place,
        Measure(found, limit, "%"),
    )


def _of_another_press(behind: Picture, title: str, place: Place) -> Finding:
    return note(
        "K32",
        said(
            "the picture {name} was separated for «{condition}», the press is «{press}»; its inks stay as they are",
            name=behind.src,
            condition=behind.condition,
            press=title,
        ),
        said("separate it again for this press if its colours matter, or supply it in RGB"),
        place,
    )


def _of_the_brand(colour: str, image: Object, place: Place) -> Finding:
    return note(
        "K33",
        said(
            "the picture {name} has the colour «{colour}» in its pixels: it prints through the profile, "
            "and will not match",
            name=_named(place.file, int(image.Width), int(image.Height)),
            colour=colour,
        ),
        said("supply the logo or drawing as SVG"),
        place,
    )
