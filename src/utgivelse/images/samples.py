"""Samples: the bare numbers of a picture that a program of the house has drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def grey_samples(path: Path) -> NDArray[np.uint8]:
    """Rows and columns of a grey picture, 0 black … 255 white. OSError when it is none, or is cut off."""
    with Image.open(path) as picture:
        if picture.mode != "L":
            raise OSError(f"{path.name} is {picture.mode}, expected L")
        return np.asarray(picture)


def rgb_samples(path: Path) -> NDArray[np.uint8]:
    """Rows, columns and the three parts of a coloured picture. OSError when it is none, or is cut off."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))
