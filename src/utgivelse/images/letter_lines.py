"""Letter lines: how many lines of letters stand in a picture's pixels. Loaded only for pictures not measured before.

Laws: what is counted are lines of letters of one height on an even ground, as a computer draws them; a
photograph has none. When in doubt there is no line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps

from utgivelse.images.opening import FORMATS, MOST_PIXELS, strictly

LONGEST = 1600
"""Pixels on the long side: smaller letters than those of a page of 60 lines need not be told."""
EVEN = 6
"""So near to the ground's grey (of 255) is the ground; a camera's noise is greater."""
GROUND = 0.5
"""So much of the picture is the ground."""
STRONG = 70
"""So far from the ground's grey is a letter."""
LEAST_STROKES = 10
"""So many strokes across a row are a row of letters."""
LOWEST, HIGHEST = 5, 0.06
"""A line's least height in pixels, and its greatest as a share of the picture's."""
SLENDER = 0.3
"""A stroke is so thin against the line's height; a window, a dot, a key of a piano is not."""
UNEVEN = 1.15
"""Letters have more strokes at one height than at another, by this factor; what is ruled has not."""
LIKE = 1.7
"""The lines of a text differ by less than this factor."""

Grey = np.ndarray


@dataclass(frozen=True)
class _Band:
    """Rows with strokes in them, between rows with none."""

    height: int
    strokes: float
    fewest: float
    width: float


def count_in(data: bytes) -> int:
    """How many lines of letters a picture's file surely has; none where it cannot be read."""
    try:
        grey = _grey(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0
    return count_lines(grey)


def _grey(data: bytes) -> Grey:
    """The picture in grey, no larger than is needed; what is transparent is paper."""
    with strictly(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError
        image.draft("L", (LONGEST, LONGEST))
        upright = ImageOps.exif_transpose(image)
        if "A" in upright.getbands() or "transparency" in upright.info:
            paper = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(paper, upright.convert("RGBA"))
        grey = upright.convert("L")
        grey.thumbnail((LONGEST, LONGEST), Image.Resampling.BOX)
        return np.asarray(grey, np.int16)


def count_lines(grey: Grey) -> int:
    """How many lines of letters stand on the ground of this picture."""
    ground = int(np.argmax(np.bincount(grey.ravel(), minlength=256)))
    away = np.abs(grey - ground)
    if (away <= EVEN).mean() < GROUND:
        return 0
    bands = [band for band in _bands(away > STRONG) if _is_line(band, grey.shape[0])]
    if not bands:
        return 0
    middle = float(np.median([band.height for band in bands]))
    return sum(middle / LIKE <= band.height <= middle * LIKE for band in bands)


def _bands(ink: np.ndarray) -> Iterator[_Band]:
    """The bands of a picture, from the top; rows with hardly a stroke part them."""
    strokes = (np.diff(ink.astype(np.int8), axis=1) == 1).sum(axis=1)
    inked = np.concatenate(([0], ink.any(axis=1).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(inked))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rows = strokes[start:end]
        total = int(rows.sum())
        fewest, most = (float(number) for number in np.percentile(rows, (15, 75)))
        yield _Band(int(end - start), most, fewest, float(ink[start:end].sum() / total) if total else 0.0)


def _is_line(band: _Band, height: int) -> bool:
    is_high_enough = LOWEST <= band.height <= max(HIGHEST * height, LOWEST * 2)
    is_written = band.strokes >= max(LEAST_STROKES, UNEVEN * band.fewest)
    return is_high_enough and is_written and band.width <= SLENDER * band.height + 1
