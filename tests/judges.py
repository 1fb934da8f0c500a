"""Judges from outside: veraPDF on the marked copy, and three renderers that must agree on a page.

Law: where a judge is not installed the test is skipped by its name, which fails where no skip is allowed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from utgivelse import tools, verapdf
from utgivelse.files import shipped
from utgivelse.press.archive_copy import as_pdf_a

Page = NDArray[np.uint8]
"""Height × width × 3, sRGB."""
PPI = 100
PATCH = 16
LEVELS = 32
"""How far two renderers' colours may lie apart, of 255."""


def need(*names: str) -> None:
    """Skip the test when one of these tools is not installed."""
    for name in names:
        if tools.find(name) is None:
            pytest.skip(f"the outside judge «{name}» is not installed: {tools.TOOLS[name].install}")


def archive_verdicts(files: Mapping[str, bytes], folder: Path, flavour: str = "2b") -> dict[str, verapdf.Verdict]:
    """What veraPDF says of the marked copy of each print PDF; one Java machine for all."""
    need("verapdf")
    paths = {name: folder / f"{name}.pdf" for name in files}
    for name, data in files.items():
        paths[name].write_bytes(as_pdf_a(data))
    return dict(zip(files, verapdf.judge(tuple(paths.values()), flavour), strict=True))


# ── renderers ────────────────────────────────────────────────────────────────────────────────


PROFILE = shipped("icc") / "ISOcoated_v2_300_bas.icc"


def by_poppler(path: Path, folder: Path, *options: str | Path) -> list[Page]:
    """The pages, media box and all, as poppler draws them."""
    need("poppler")
    for left in folder.glob("poppler-*.ppm"):
        left.unlink()
    command = ["pdftoppm", "-r", str(PPI), *options, path, folder / "poppler"]
    subprocess.run(command, check=True, capture_output=True)
    return [np.asarray(Image.open(found).convert("RGB")) for found in sorted(folder.glob("poppler-*.ppm"))]


def by_pdfium(path: Path) -> list[Page]:
    """The pages as PDFium draws them."""
    with pypdfium2.PdfDocument(path) as document:
        return [np.asarray(page.render(scale=PPI / 72).to_pil().convert("RGB")) for page in document]


@dataclass(frozen=True)
class Unlike:
    """How far two drawings of a page lie apart.

    `area` and `edges` are shares of the page where only one has ink, or an edge (what lies within two
    pixels of the other's counts as the same). `levels` is the largest difference of colour, of 255, between
    patches of 4 mm: renderers thicken text and sample pictures each in its own way, but not over a patch.
    """

    area: float
    edges: float
    levels: float


def unlike(one: Page, other: Page) -> Unlike:
    """Compare two drawings of the same page; a row more or less is cut off."""
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    first, second = one[:height, :width].astype(np.int16), other[:height, :width].astype(np.int16)
    levels = np.abs(_patches(first) - _patches(second)).max()
    area, edges = _only_one(_inked(first), _inked(second)), _only_one(_edges(first), _edges(second))
    return Unlike(area, edges, float(levels))


def _inked(page: NDArray[np.int16]) -> NDArray[np.bool_]:
    return np.asarray((page < 250).any(2))


def _patches(page: NDArray[np.int16]) -> NDArray[np.float64]:
    """The mean colour of each patch; what is left at the edges is cut off."""
    rows, columns = page.shape[0] // PATCH, page.shape[1] // PATCH
    whole = page[: rows * PATCH, : columns * PATCH].reshape(rows, PATCH, columns, PATCH, 3)
    means: NDArray[np.float64] = whole.mean((1, 3))
    return means


def _edges(page: NDArray[np.int16]) -> NDArray[np.bool_]:
    light = page.sum(2) // 3
    steps = np.zeros(light.shape, np.int16)
    steps[:, 1:] = np.abs(np.diff(light, axis=1))
    steps[1:] = np.maximum(steps[1:], np.abs(np.diff(light, axis=0)))
    return steps > 48


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask and two pixels around it."""
    image = Image.fromarray(mask.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(5))
    return np.asarray(image) > 0


def _only_one(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """The share of the page that is in one of the two and not near the other."""
    return float(((one & ~_grown(other)) | (other & ~_grown(one))).mean())


def assert_drawn_alike(path: Path, folder: Path) -> list[Unlike]:
    """Poppler and PDFium must agree on every page; how far they lie apart.

    What an ink looks like is each one's own: PDFium has a table of some press, poppler a formula, or the
    profile that it is given. The nearer of poppler's two must be near enough.
    """
    plain, managed = by_poppler(path, folder), by_poppler(path, folder, "-defaultcmykprofile", PROFILE)
    others = by_pdfium(path)
    assert len(plain) == len(managed) == len(others) > 0
    found = [
        min((unlike(one, other) for one in ours), key=lambda apart: apart.levels)
        for *ours, other in zip(plain, managed, others, strict=True)
    ]
    for number, apart in enumerate(found, 1):
        assert apart.area < 0.003 and apart.edges < 0.01 and apart.levels <= LEVELS, (number, apart)
    return found
