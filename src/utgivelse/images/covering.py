"""Covering: how much ink stands on each pixel, and less of it where that is more than the paper takes.

Laws: a pixel within the limit is not touched. One over it gives up cyan, magenta and yellow in
proportion, so that its hue stays, and takes black for it (grey component replacement); of several such
trades the one is made that looks most like the pixel before, in CIELAB through the press's own profile.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Inks = NDArray[np.uint8]
"""Four inks a row, 0 none, 255 full."""
Lab = Callable[[Inks], NDArray[np.float32]]
"""What a row of inks looks like: lightness, a and b a row."""
TRADES = tuple(part / 8 for part in range(9))
"""How much black comes for each part of total ink that must go."""
FULL = 2.55


def most_ink(pixels: Image.Image) -> float:
    """The total ink of the heaviest pixel, in per cent; `pixels` are CMYK."""
    return float(_total(_rows(pixels)).max()) / FULL


def within(pixels: Image.Image, limit: float, lab: Lab) -> Image.Image:
    """The picture with no pixel over `limit` per cent; the same object when there was none."""
    inks, most = _rows(pixels), floor(limit * FULL)
    heavy = _total(inks) > most
    if not heavy.any():
        return pixels
    colours, places = np.unique(inks[heavy].view(np.uint32).ravel(), return_inverse=True)
    made = inks.copy()
    made[heavy] = _lightened(colours.view(np.uint8).reshape(-1, 4), most, lab)[places.ravel()]
    return Image.frombytes("CMYK", pixels.size, made.tobytes())


def _rows(pixels: Image.Image) -> Inks:
    return np.frombuffer(pixels.tobytes(), np.uint8).reshape(-1, 4)


def _total(inks: Inks) -> NDArray[np.uint16]:
    total: NDArray[np.uint16] = inks.sum(1, dtype=np.uint16)
    return total


def _lightened(colours: Inks, most: int, lab: Lab) -> Inks:
    """Each colour by the trade that looks most like it."""
    wanted = lab(colours)
    best, least = colours.copy(), np.full(len(colours), np.inf, np.float32)
    for trade in TRADES:
        tried = _traded(colours, most, trade)
        apart = ((lab(tried) - wanted) ** 2).sum(1)
        nearer = apart < least
        best[nearer], least[nearer] = tried[nearer], apart[nearer]
    return best


def _traded(colours: Inks, most: int, trade: float) -> Inks:
    """Exactly `most` or a hair less of total ink, with `trade` of the excess come back as black."""
    excess = _total(colours).astype(np.int32) - most
    chroma, black = colours[:, :3].astype(np.int32), colours[:, 3].astype(np.int32)
    black = np.minimum(255, black + np.rint(excess * trade).astype(np.int32))
    room = np.maximum(0, most - black)
    kept = chroma * room[:, None] // np.maximum(1, chroma.sum(1))[:, None]
    return np.column_stack([np.minimum(chroma, kept), black]).astype(np.uint8)
