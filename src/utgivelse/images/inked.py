"""Inked: pictures in ink, in the bytes that a PDF takes them in.

Laws: no pixel is over the limit by more than `SLACK`, measured on what a reader decodes. A picture that
came as a JPEG stays one (quality 95, no chroma subsampling), separated with head-room where the coding
lifts the ink; where that does not help, and for all others, the samples are kept without loss. A picture
supplied in ink keeps its numbers, and its very stream when it is an upright JPEG; only the pixels over the
limit are changed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from utgivelse.images.covering import most_ink
from utgivelse.images.inks import InkProfile
from utgivelse.images.opening import open_samples
from utgivelse.images.pixels import Pixels, bare_jpeg, foretold, jpeg, jpeg_pixels

SLACK = 1.0
"""Percentage points that a measured limit may be passed by."""
QUALITY = 95
HEAD_ROOM = (0.0, 6.0, 9.0)
"""Percentage points under the limit at which a JPEG is tried, since coding lifts the ink of some pixels."""


@dataclass(frozen=True)
class Facts:
    """Size in pixels, how the samples are coded, and the ink of the heaviest pixel as it came, in per cent.

    `is_inverted` says that the JPEG holds paper where there is ink, as Adobe's programs write it.
    """

    width: int
    height: int
    is_jpeg: bool
    is_inverted: bool
    most: float


@dataclass(frozen=True)
class Inked:
    """A picture in four inks: what is to be known of it, and its coded samples."""

    facts: Facts
    data: bytes

    def pack(self) -> bytes:
        """Both as one run of bytes, for the cache."""
        return json.dumps(asdict(self.facts)).encode() + b"\n" + self.data

    @staticmethod
    def unpack(packed: bytes) -> Inked:
        """What `pack` put together."""
        head, _, data = packed.partition(b"\n")
        return Inked(Facts(**json.loads(head)), data)


def separated(inks: Pixels, profile: InkProfile, limit: float, *, lossy: bool) -> Inked:
    """A picture that went through the profile; `lossy` when it came as a JPEG."""
    most = most_ink(inks)
    for room in HEAD_ROOM if lossy else ():
        data = jpeg(profile.within(inks, limit - room), QUALITY, fine=True)
        if most_ink(jpeg_pixels(data)) <= limit + SLACK / 2:  # decoders differ by a step or two
            return Inked(Facts(*inks.size, True, True, most), data)
    return _lossless(profile.within(inks, limit), most)


def supplied(data: bytes, src: str, profile: InkProfile, limit: float) -> Inked:
    """The picture of this file, which is in ink. ProjectError when it is no sound picture."""
    samples = open_samples(data, src)
    most = most_ink(samples.pixels)
    if most > limit + SLACK:
        return _lossless(profile.within(samples.pixels, limit), most)
    if samples.is_stream:
        return Inked(Facts(*samples.pixels.size, True, samples.is_inverted, most), bare_jpeg(data))
    return _lossless(samples.pixels, most)


def reduced(inks: Pixels, profile: InkProfile, limit: float) -> Inked | None:
    """A picture in ink brought down to the limit; None when it is within and may stay what it is."""
    most = most_ink(inks)
    return _lossless(profile.within(inks, limit), most) if most > limit + SLACK else None


def _lossless(inks: Pixels, most: float) -> Inked:
    return Inked(Facts(*inks.size, False, False, most), foretold(inks))
