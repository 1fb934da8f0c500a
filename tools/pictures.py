"""The pictures of README and docs: pages of the sample, made anew by `make pictures` after `make demo`.

Job ticket, report, statement and review book are drawn by Chromium; without it those four stay as they are.
"""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from utgivelse import pipeline, preflight, press_report
from utgivelse.confirming import Assurance

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


def pages(language: str, pixels: int, output: Path = ROOT / "output") -> list[Image.Image]:
    """The screen edition's pages, `pixels` wide."""
    document = pypdfium2.PdfDocument(output / "velkommen" / language / f"velkommen.{language}.pdf")
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


LARGE = (1, 3, 4, 7, 9, 13)
"""Pages of the large print that are shown."""


def large(folder: Path) -> None:
    """The sample in large print."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "project"
        shutil.copytree(ROOT / "examples" / "kongsberg", project, ignore=shutil.ignore_patterns(".utgivelse"))
        configuration = project / "utgivelse.toml"
        text = configuration.read_text().replace('sheet = "a5"', 'sheet = "a4-large"')
        configuration.write_text(re.sub(r"(?m)^pages = .*$", "", text))
        output = Path(place) / "output"
        pipeline.build(project, pipeline.Wishes(languages=("nb",), formats=("pdf-screen",), output=str(output)))
        keep(sheet(pages("nb", 300, output), [(number,) for number in LARGE]), folder / "large-print.png")


def delivered(language: str) -> dict[str, bytes]:
    """The sample's bundle for the print shop, by the ends of its names."""
    with tempfile.TemporaryDirectory() as place:
        wishes = pipeline.Wishes(languages=(language,))
        order = pipeline.Order(to=place, language="en")
        handed = pipeline.deliver(ROOT / "examples" / "kongsberg", "print-shop", wishes, order)
        with zipfile.ZipFile(handed.files[0]) as archive:
            return {".".join(name.rsplit(".", 2)[1:]): archive.read(name) for name in archive.namelist()}


def proof(data: bytes, numbers: Sequence[int]) -> Image.Image:
    """Pages of a proof side by side, with their marks."""
    document = pypdfium2.PdfDocument(data)
    images = [document[number - 1].render(scale=0.9).to_pil().convert("RGB") for number in numbers]
    return sheet(images, [(place,) for place in range(1, len(images) + 1)])


def report() -> bytes:
    """The preflight of the sample by a shop that wants more than ours: larger text, set further in."""
    subject = preflight.subject_of(ROOT / "output" / "velkommen" / "nb" / "velkommen.nb.print.pdf")
    assert subject.press
    picky = replace(subject, press=replace(subject.press, text=7, safe=11))
    told = press_report.report_of(picky.path, picky, preflight.examine(picky), str)
    return press_report.write_html(told, picky, str, "en")


def shown(page: bytes, program: str, height: int = 1190, at: str = "", width: int = 860) -> Image.Image:
    """The top of a page as a browser shows it."""
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place, "page.html"), Path(place, "page.png")
        source.write_bytes(page)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
        command = [program, *flags, f"--user-data-dir={place}/own", f"--screenshot={target}", source.as_uri() + at]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Image.open(io.BytesIO(target.read_bytes())).convert("RGB")


FEW = Image.Quantize.MAXCOVERAGE
"""Keeps the colours of small fields, such as those of a colour bar."""


def print_shop(folder: Path) -> None:
    """The pictures of what a print shop gets."""
    bundle = delivered("nb")
    keep(proof(bundle["proof.pdf"], (1, 9)), folder / "print-shop-proof.png", FEW)
    if program := shutil.which("chromium"):
        keep(shown(bundle["ticket.html"], program), folder / "print-shop-ticket.png", FEW)
        keep(shown(report(), program, 1500), folder / "print-shop-report.png", FEW)


def statement(folder: Path) -> None:
    """The picture of an accessibility statement: of a copy of the sample that somebody confirmed."""
    program = shutil.which("chromium")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as place:
        root = Path(shutil.copytree(ROOT / "examples" / "kongsberg", Path(place, "kongsberg")))
        wishes = pipeline.Wishes(("velkommen",), ("nb",), output=f"{place}/output")
        pipeline.build(root, replace(wishes, formats=("pdf-screen", "epub")))
        looked = Assurance(
            "Kari Nes", datetime.date(2026, 11, 20), "lest opp med NVDA 2026.1 og gått gjennom med tastatur"
        )
        pipeline.confirm(root, wishes, looked)
        pipeline.build(root, replace(wishes, formats=("epub",)))
        pipeline.deliver(root, "accessibility", wishes, pipeline.Order(to=f"{place}/delivered"))
        page = Path(place, "delivered", "velkommen.nb.epub.accessibility.html").read_bytes()
        keep(shown(page, program), folder / "accessibility-statement.png")


def review_book(folder: Path) -> None:
    """The picture of the review book of the sample in English: what a search finds."""
    program = shutil.which("chromium")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as place:
        order = pipeline.Order(to=place, language="en")
        wishes = pipeline.Wishes(("velkommen",), ("en",))
        (file,) = pipeline.deliver(ROOT / "examples" / "kongsberg", "review-book", wishes, order).files
        keep(shown(file.read_bytes(), program, 1240, "#q=gruver", 1180), folder / "review-book.png")


def keep(picture: Image.Image, path: Path, method: Image.Quantize = Image.Quantize.MEDIANCUT) -> None:
    """Write a picture small."""
    if method is FEW:
        picture = picture.quantize(255, method=method, dither=Image.Dither.NONE)
        picture.save(path, optimize=True)
        return
    picture.quantize(128, method=method, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write every picture into `docs/pictures/`."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (language, spreads) in SHEETS.items():
        wide = 300 if sum(map(len, spreads)) > 2 else 450
        keep(sheet(pages(language, wide), spreads), folder / f"{name}.png")
    large(folder)
    print_shop(folder)
    statement(folder)
    review_book(folder)


if __name__ == "__main__":
    main()
