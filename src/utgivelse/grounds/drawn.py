"""Drawn: grounds that are no flat colour, measured on pages that poppler draws without their text.

Laws:
- Of the pixels under a text the worst count, but a speck does not: the ratio is one that `SPECK` of them stay below.
- A text whose own colour is not known is measured where it stands out most, with and without it.
- A file with very many such pages is measured in part, and says so.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utgivelse import tools
from utgivelse.colour import RGB
from utgivelse.contrast import over, ratio
from utgivelse.findings import Failure, said
from utgivelse.grounds.behind import Unsure
from utgivelse.grounds.facts import Standing, Unmeasured
from utgivelse.images.samples import rgb_samples
from utgivelse.pdf.painting import Page, Painting
from utgivelse.pdf.textless import without_text
from utgivelse.places import Area

PPI, FINE = 72, 216
"""A ground is even enough for the one; a letter whose colour is not known needs pixels inside its stems."""
MOST_PAGES = 48
MOST_PIXELS = 25e6
SPECK = 0.05
CORE = 0.9
"""Of a text of unknown colour, the share of its pixels that stand out less than what it is taken for."""
SECONDS = 20
Pixels = NDArray[np.uint8]
Ratios = NDArray[np.float64]


def measure(path: Path, painting: Painting, unsure: Sequence[Unsure]) -> tuple[dict[int, Standing], Unmeasured | None]:
    """These texts on their grounds, by the identity of the text, and why some are missing."""
    by_page: dict[int, list[Unsure]] = {}
    for one in unsure:
        by_page.setdefault(one.text.page, []).append(one)
    found: dict[int, Standing] = {}
    problem, missed = ("", ""), sorted(by_page)[MOST_PAGES:]
    with tempfile.TemporaryDirectory(prefix="utgivelse-") as name:
        bare = Path(name) / "bare.pdf"
        bare.write_bytes(without_text(path.read_bytes(), tuple(sorted(by_page)[:MOST_PAGES])))
        for number in sorted(by_page)[:MOST_PAGES]:
            try:
                found |= {id(one.text): one for one in _on_page(path, bare, painting.page(number), by_page[number])}
            except (Failure, OSError) as failure:
                problem, missed = _why(failure), [*missed, number]
    told = problem if problem[0] else (said("more than {count} pages have such texts", count=MOST_PAGES), "")
    return found, Unmeasured(*told, tuple(sorted(missed))) if missed else None


def _why(failure: Exception) -> tuple[str, str]:
    if isinstance(failure, Failure):
        return failure.findings[0].message, failure.findings[0].hint
    return failure.args[0] if isinstance(failure.args[0], str) else str(failure), ""


def _on_page(path: Path, bare: Path, page: Page, texts: Sequence[Unsure]) -> Iterator[Standing]:
    ppi = FINE if any(one.colour is None for one in texts) else PPI
    below = _draw(bare, page, ppi)
    whole = _draw(path, page, ppi) if ppi == FINE else below
    for one in texts:
        assert one.text.area is not None
        ground = _cut(below, page, one.text.area)
        if one.colour is not None:
            yield _worst(one, one.colour, ground)
        else:
            yield _strongest(one, _cut(whole, page, one.text.area), ground)


def _draw(path: Path, page: Page, ppi: float) -> Pixels:
    """A page's media box in pixels. ToolError without poppler, OSError when nothing comes out."""
    if page.media.width * page.media.height / 25.4**2 * ppi**2 > MOST_PIXELS:
        raise OSError(said("the page is too large"))
    with tempfile.TemporaryDirectory(prefix="utgivelse-") as name:
        target = Path(name) / "page"
        numbers = ("-f", str(page.number), "-l", str(page.number), "-singlefile")
        tools.run("poppler", ("-r", str(ppi * page.unit), *numbers, path.resolve(), target), seconds=SECONDS)
        return rgb_samples(target.with_suffix(".ppm"))


def _cut(pixels: Pixels, page: Page, area: Area) -> Pixels:
    """The pixels under an area, at least one, as a list of colours."""
    rows, columns = pixels.shape[:2]
    across, down = columns / page.media.width, rows / page.media.height
    left, right = _span((area.x - page.media.x) * across, (area.right - page.media.x) * across, columns)
    top, bottom = _span((area.y - page.media.y) * down, (area.bottom - page.media.y) * down, rows)
    return pixels[top:bottom, left:right].reshape(-1, 3)


def _span(start: float, end: float, most: int) -> tuple[int, int]:
    first = min(max(round(start), 0), most - 1)
    return first, min(max(round(end), first + 1), most)


def _worst(one: Unsure, colour: RGB, ground: Pixels) -> Standing:
    alpha = one.text.alpha
    seen = np.round(alpha * np.array(colour) + (1 - alpha) * ground.astype(float))
    ratios = _ratios(seen, ground)
    at = int(np.argsort(ratios, kind="stable")[int(SPECK * (len(ratios) - 1))])
    under = _rgb(ground[at])
    shown = over(colour, alpha, under)
    return Standing(one.text, shown, under, ratio(shown, under), varied=True)


def _strongest(one: Unsure, seen: Pixels, ground: Pixels) -> Standing:
    ratios = _ratios(seen.astype(float), ground)
    changed = np.flatnonzero(np.any(seen != ground, axis=1))
    if not len(changed):
        under = _rgb(ground[0])
        return Standing(one.text, under, under, 1.0, varied=True)
    order = changed[np.argsort(ratios[changed], kind="stable")]
    at = int(order[int(CORE * (len(order) - 1))])
    return Standing(one.text, _rgb(seen[at]), _rgb(ground[at]), float(ratios[at]), varied=True)


def _rgb(pixel: Any) -> RGB:
    return int(pixel[0]), int(pixel[1]), int(pixel[2])


def _ratios(one: NDArray[np.float64], other: Pixels) -> Ratios:
    """The contrast of each pair of pixels, by the formulas of `contrast`."""
    first, second = _luminances(one), _luminances(other.astype(float))
    found: Ratios = (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)
    return found


def _luminances(pixels: NDArray[np.float64]) -> Ratios:
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    found: Ratios = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found
