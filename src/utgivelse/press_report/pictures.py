"""Pictures: the pages as they look, small, drawn by poppler.

Law: a report without pictures is a report all the same: where poppler is missing or stumbles, or a file has
very many pages, the frames stand on white paper.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Sequence
from pathlib import Path

from utgivelse import tools
from utgivelse.findings import Failure

LONG_SIDE = 900
MOST = 64
"""Pages with a picture."""
SECONDS = 10
SETTINGS = ("-jpeg", "-jpegopt", "quality=72", "-scale-to", str(LONG_SIDE))


def draw(path: Path, pages: Sequence[int]) -> dict[int, str]:
    """Pictures of these pages as addresses that hold their own data, of the whole media box."""
    found: dict[int, str] = {}
    with tempfile.TemporaryDirectory(prefix="utgivelse-") as folder:
        for span in _spans(sorted(pages)[:MOST]):
            _draw(path, span, Path(folder))
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


def _draw(path: Path, span: tuple[int, int], folder: Path) -> None:
    first, last = span
    pages = ("-f", str(first), "-l", str(last))
    try:
        tools.run("poppler", (*SETTINGS, *pages, path.resolve(), folder / "page"), seconds=SECONDS * (last - first + 2))
    except Failure:
        return
