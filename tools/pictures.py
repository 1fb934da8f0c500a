"""The README's pictures: pages of the sample, made anew by `make pictures` after `make demo`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
GROUND = (214, 218, 219)
GAP = 12

SHEETS = {
    "cover-and-contents": ("nb", ((16, 1), (2, 3))),
    "articles": ("nb", ((4, 5), (8, 9), (10, 11))),
    "spread": ("nb", ((6, 7),)),
    "english": ("en", ((1,), (4, 5), (14, 15))),
}
"""Name of the picture → language, and the spreads on it by page number."""


def pages(language: str, pixels: int) -> list[Image.Image]:
    """The screen edition's pages, `pixels` wide."""
    document = pypdfium2.PdfDocument(ROOT / "output" / "velkommen" / language / f"velkommen.{language}.pdf")
    return [page.render(scale=pixels / page.get_width()).to_pil().convert("RGB") for page in document]


def sheet(images: Sequence[Image.Image], spreads: Sequence[Sequence[int]]) -> Image.Image:
    """The spreads side by side on a grey ground."""
    width, height = images[0].size
    total = sum(len(spread) * width + GAP for spread in spreads) + GAP
    made = Image.new("RGB", (total, height + 2 * GAP), GROUND)
    x = GAP
    for spread in spreads:
        for number in spread:
            made.paste(images[number - 1], (x, GAP))
            x += width
        x += GAP
    return made


def main() -> None:
    """Write every picture into `docs/pictures/`."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (language, spreads) in SHEETS.items():
        wide = 300 if sum(map(len, spreads)) > 2 else 450
        picture = sheet(pages(language, wide), spreads).quantize(128, dither=Image.Dither.NONE)
        picture.save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
