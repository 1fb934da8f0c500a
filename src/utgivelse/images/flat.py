"""Flat: which colours a drawing made of pixels consists of.

Law: a photograph has none; a picture counts as flat when a few colours cover nearly all of it.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from utgivelse.colour import RGB

SAMPLE = 512
FEW = 12
NEARLY_ALL = 0.9
WORTH = 0.02
OPAQUE = 128


def flat_colours(pixels: Image.Image) -> tuple[RGB, ...]:
    """The colours, commonest first, that cover at least a fiftieth of a flat picture; none of another."""
    scale = min(1.0, SAMPLE / max(pixels.size))
    size = max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale))
    sample = np.asarray(pixels.convert("RGBA").resize(size, Image.Resampling.NEAREST)).reshape(-1, 4)
    seen = sample[sample[:, 3] >= OPAQUE][:, :3]
    if not len(seen):
        return ()
    cells = (seen >> 4).astype(np.uint16) @ np.array([256, 16, 1], np.uint16)
    names, counts = np.unique(cells, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:FEW]
    if counts[order].sum() < NEARLY_ALL * len(seen):
        return ()
    common = [names[place] for place in order if counts[place] >= WORTH * len(seen)]
    return tuple(_middle(seen[cells == cell]) for cell in common)


def _middle(members: np.ndarray) -> RGB:
    r, g, b = (int(part) for part in np.median(members, axis=0))
    return r, g, b
