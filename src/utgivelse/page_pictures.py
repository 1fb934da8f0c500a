"""Page pictures: the pages of a PDF as they look, small, drawn by poppler.

Law: whoever shows them can do without: where poppler is missing or stumbles, a page has no picture.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Sequence
from pathlib import Path

from utgivelse import tools
from utgivelse.findings import Failure

SECONDS = 10
SETTINGS = ("-jpeg", "-jpegopt", "quality=72")


def draw(path: Path, pages: Sequence[int], size: tuple[str, int]) -> dict[int, str]:
    """Pictures of these pages as addresses that hold their own data, of the whole media box.

    `size` is `("-scale-to", pixels of the long side)` or `("-r", pixels an inch)`.
    """
    found: dict[int, str] = {}
    with tempfile.TemporaryDirectory(prefix="utgivelse-") as folder:
        for span in _spans(sorted(pages)):
            _draw(path, span, size, Path(folder))
        for picture in Path(folder).iterdir():
            number = int(picture.stem.rpartition("-")[2])
            found[number] = "data:image/jpeg;base64," + base64.b64encode(picture.read_bytes()).decode()
    return found


def _spans(pages: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of pages that follow each other."""
    spans: list[tuple[int, int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1] = spans[-1][0], page
        else:
            spans.append((page, page))
    return spans


def _draw(path: Path, span: tuple[int, int], size: tuple[str, int], folder: Path) -> None:
    (first, last), (kind, pixels) = span, size
    options = (*SETTINGS, kind, str(pixels), "-f", str(first), "-l", str(last))
    try:
        tools.run("poppler", (*options, path.resolve(), folder / "page"), seconds=SECONDS * (last - first + 2))
    except Failure:
        return
