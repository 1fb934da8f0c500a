"""The plates of a print file as Ghostscript separates them, with overprint: for tests of what lies on paper."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from utgivelse import tools

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def separated(data: bytes, folder: Path, ppi: int = 150) -> list[dict[str, Image.Image]]:
    """Page by page each ink's plate, 0 for no ink and 255 for full ink."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plates.pdf"
    path.write_bytes(data)
    tools.run(
        "ghostscript",
        ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{ppi}", "-dOverprint=/enable",
         "-dGraphicsAlphaBits=1", "-dTextAlphaBits=1", f"-sOutputFile={folder}/p%d.tif", path],
    )  # fmt: skip
    pages: list[dict[str, Image.Image]] = []
    while (folder / f"p{len(pages) + 1}.tif").exists():
        stem = f"p{len(pages) + 1}("
        found = sorted(part for part in folder.iterdir() if part.name.startswith(stem))
        plates = {unquote(part.name[len(stem) :].rsplit(")", 1)[0]): Image.open(part).convert("L") for part in found}
        pages.append({name: plate.point(lambda value: 255 - value) for name, plate in plates.items()})
    return pages


def ink_at(plates: dict[str, Image.Image], x: float, y: float, ppi: int = 150) -> dict[str, int]:
    """The inks in per cent at a point, given in points from the lower left corner; only those that print."""
    height = next(iter(plates.values())).height
    place = int(x * ppi / 72), height - 1 - int(y * ppi / 72)
    levels = {name: round(plate.getpixel(place) / 2.55) for name, plate in plates.items()}  # type: ignore[operator]
    return {name: level for name, level in levels.items() if level}
