"""Inks: the colour engine behind the press, LittleCMS through one press condition's profile.

Laws: colours go relative-colorimetric, pictures perceptual, both with black point compensation.
A neutral has no business here: `black_for` finds the black ink that looks alike. A picture goes to ink
from the space that its samples are meant in, without a stop in sRGB.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from utgivelse.colour import CMYK, RGB
from utgivelse.findings import Place, ProjectError, error, said
from utgivelse.images.covering import FULL, Inks, within
from utgivelse.images.opening import strictly


class InkProfile:
    """One printing condition, from the bytes of its ICC profile. ProjectError when it is not one for four inks."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
            self._check(name)
            self._colours = self._towards_ink(ImageCms.Intent.RELATIVE_COLORIMETRIC)
            self._pictures = self._towards_ink(ImageCms.Intent.PERCEPTUAL)
            self._seen = ImageCms.buildTransform(
                self._profile, ImageCms.createProfile("LAB"), "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
            )
        except (ImageCms.PyCMSError, OSError) as problem:
            raise ProjectError(
                error(
                    "K02",
                    said("{file} is no ICC profile that can be used: {why}", file=name, why=str(problem)),
                    said("fetch the profile again from whoever publishes it"),
                    Place(name),
                )
            ) from problem

    @property
    def title(self) -> str:
        """What the profile calls itself."""
        return (self._profile.profile.profile_description or "").strip()

    def _check(self, name: str) -> None:
        space, kind = self._profile.profile.xcolor_space.strip(), self._profile.profile.device_class.strip()
        if (space, kind) != ("CMYK", "prtr"):
            raise ProjectError(
                error(
                    "K01",
                    said(
                        "{file} is a profile for {space} ({kind}), expected one for a press (CMYK, prtr)",
                        file=name,
                        space=space,
                        kind=kind,
                    ),
                    said("name the profile of the printing condition in `[press.…] icc`"),
                    Place(name),
                )
            )

    def _towards_ink(self, intent: ImageCms.Intent) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self._profile, "RGB", "CMYK", intent, ImageCms.Flags.BLACKPOINTCOMPENSATION
        )

    def inks(self, colours: Sequence[RGB]) -> list[CMYK]:
        """The inks of sRGB colours, as fractions."""
        strip = Image.new("RGB", (len(colours), 1))
        strip.putdata(list(colours))
        data = self._apply(strip, self._colours).tobytes()
        return [
            (data[i] / 255, data[i + 1] / 255, data[i + 2] / 255, data[i + 3] / 255) for i in range(0, len(data), 4)
        ]

    def separate(self, pixels: Image.Image, source: bytes = b"") -> Image.Image:
        """A picture as four inks; its samples are meant in the ICC profile `source`, else in sRGB."""
        try:
            own = self._from(source, pixels.mode) if source else None
        except (ImageCms.PyCMSError, OSError):  # good enough for a screen, but it has no way to this press
            own = None
        return self._apply(pixels, own) if own else self._apply(pixels.convert("RGB"), self._pictures)

    def _from(self, source: bytes, mode: str) -> ImageCms.ImageCmsTransform:
        given, flags = ImageCms.ImageCmsProfile(io.BytesIO(source)), ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(given, self._profile, mode, "CMYK", ImageCms.Intent.PERCEPTUAL, flags)

    def lab(self, inks: Inks) -> NDArray[np.float32]:
        """What four inks a row look like: CIELAB a row, as fine as 8 bits are."""
        strip = Image.frombytes("CMYK", (len(inks), 1), inks.tobytes())
        seen = np.frombuffer(self._apply(strip, self._seen).tobytes(), np.uint8).reshape(-1, 3)
        lightness = seen[:, :1].astype(np.float32) / FULL
        return np.hstack([lightness, seen[:, 1:].view(np.int8).astype(np.float32)])

    def within(self, inks: Image.Image, limit: float) -> Image.Image:
        """A separated picture with no pixel over `limit` per cent of total ink."""
        return within(inks, limit, self.lab)

    @staticmethod
    def _apply(pixels: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
        with strictly():
            done = ImageCms.applyTransform(pixels, transform)
        assert done is not None  # only None when it works in place
        return done

    def black_for(self, grey: float) -> float:
        """How much black ink, from 0 to 1, looks like this sRGB grey (0 black, 1 white)."""
        wanted = luminance(grey)
        ramp = self._ramp  # falls as the ink grows
        place = bisect_left(ramp, -wanted, key=lambda value: -value)
        if place == 0:
            return 0.0
        if place == len(ramp):
            return 1.0
        above, below = ramp[place - 1], ramp[place]
        return (place - 1 + (above - wanted) / (above - below)) / 255

    @cached_property
    def _ramp(self) -> list[float]:
        """The luminance of black ink from none to all, seen as `inks` sees it."""
        strip = Image.new("CMYK", (256, 1))
        strip.putdata([(0, 0, 0, k) for k in range(256)])
        back = ImageCms.buildTransform(
            self._profile,
            ImageCms.createProfile("sRGB"),
            "CMYK",
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        data = self._apply(strip, back).tobytes()
        seen = [_luminance(data[i], data[i + 1], data[i + 2]) for i in range(0, len(data), 3)]
        falling = [1.0]
        for value in seen[1:]:
            falling.append(min(value, falling[-1] - 1e-6))
        return falling


def luminance(grey: float) -> float:
    """The light of an sRGB grey, both from 0 to 1 (IEC 61966-2-1)."""
    return grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4


def _luminance(r: int, g: int, b: int) -> float:
    return 0.2126 * luminance(r / 255) + 0.7152 * luminance(g / 255) + 0.0722 * luminance(b / 255)
