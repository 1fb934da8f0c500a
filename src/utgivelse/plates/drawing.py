"""Drawing: Ghostscript's `tiffsep` makes the plates, some pages at a time.

Laws:
- Plates are kept in a file without a name, so that they are gone with the process, however that ends.
- A file of many or huge pages is drawn more coarsely, never with more room.
"""

from __future__ import annotations

import os
import re
import tempfile
import weakref
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import unquote

import numpy as np

from utgivelse import tools
from utgivelse.findings import Finding, Place, ToolError, said, warning
from utgivelse.images.samples import grey_samples
from utgivelse.pdf.painting import Page
from utgivelse.places import Area
from utgivelse.plates.plate import FULL, INCH, PROCESS, Plate, Plates

PPI = 150
"""What a build measures with: 0.17 mm, a fifth of what `THOROUGH` costs."""
THOROUGH = 300
COARSEST = 24.0
ALL_PIXELS, PAGE_PIXELS = 400e6, 40e6
BATCH_PIXELS, BATCH_PAGES = 40e6, 16
SECONDS, PAGE_SECONDS = 30, 15
MOST_PROBLEMS = 20
"""Pages that don't come out, before the rest is given up."""

SETTINGS = (
    "-q",
    "-dSAFER",
    "-dBATCH",
    "-dNOPAUSE",
    "-sDEVICE=tiffsep",
    "-sCompression=pack",
    "-dTextAlphaBits=1",
    "-dGraphicsAlphaBits=1",
    "-dUsePDFX3Profile",  # the output intent is the plates' own colour: numbers in its space stay as they are
    "-dMaxBitmap=1000000000",  # a page in bands draws a pattern once for each of them
    "-dMaxPatternBitmap=1000000000",  # Ghostscript 10 crashes on a cell that is larger than this
    "-K1500000",
)
SOURCE = "source.pdf"
SHOW = "{pdfgetpage pdfshowpage}"
"""Not -dFirstPage and -dLastPage: with those Ghostscript 10 names the spot plates and leaves them empty."""
NAME = re.compile(r"(\d+)\((.*)\)\.tif", re.DOTALL)


@dataclass(frozen=True)
class _Kept:
    """Where a page's plates lie in the spool: offset by ink, all of one shape."""

    page: Page
    shape: tuple[int, int]
    bleed: Area
    offsets: Mapping[str, int]


@dataclass(frozen=True)
class Known:
    """What the file's objects tell of its inks.

    `spots` is how many inks it has beside the four: Ghostscript keeps room for as many. `technical` names those
    that are steps of the work, not of the print; `marks` are the places of each page's marks in /Separation
    /All. `inked` says that the pages paint in ink: Ghostscript ends well with every
    plate empty when it cannot read the output intent's profile.
    """

    spots: int = 60
    technical: Collection[str] = ()
    marks: Mapping[int, tuple[Area, ...]] = field(default_factory=dict)
    inked: bool = False


@dataclass(frozen=True)
class PlateSet:
    """The plates of a file's pages, to be read page by page, as often as needed.

    `problem` says why nothing, or not everything, could be measured; `ppi` is how finely it was.
    """

    ppi: float = 0.0
    problem: Finding | None = None
    known: Known = Known()
    kept: tuple[_Kept, ...] = ()
    spool: IO[bytes] | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[Plates]:
        return map(self._plates, self.kept)

    def __len__(self) -> int:
        return len(self.kept)

    def _plates(self, kept: _Kept) -> Plates:
        inks = {name: self._plate(kept, offset) for name, offset in kept.offsets.items()}
        technical, marks = frozenset(self.known.technical), self.known.marks.get(kept.page.number, ())
        return Plates(kept.page.number, self.ppi, kept.shape, kept.bleed, kept.page.trim, inks, technical, marks)

    def _plate(self, kept: _Kept, offset: int) -> Plate:
        assert self.spool is not None
        rows, columns = kept.shape
        data = os.pread(self.spool.fileno(), rows * columns, offset)
        return np.frombuffer(data, np.uint8).reshape(rows, columns)


def render(path: Path, pages: Sequence[Page], known: Known = Known(), ppi: float = PPI) -> PlateSet:
    """The plates of these pages, which follow each other; without Ghostscript a set that says so."""
    if not pages:
        return PlateSet(problem=_not_measured(said("the file has no pages")))
    fine = _affordable(pages, ppi)
    spool = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the set
    kept: list[_Kept] = []
    problems: list[Finding] = []
    try:
        for batch in _batches(pages, fine):
            for drawn in _patiently(_Job(path, fine, known.spots, spool), batch):
                if isinstance(drawn, Finding):
                    problems.append(drawn)
                else:
                    kept.append(drawn)
            if len(problems) > MOST_PROBLEMS:
                break
    except ToolError as failure:
        problems.append(_not_measured(failure.findings[0].message, failure.findings[0].hint))
    if known.inked and kept and not any(one.offsets for one in kept):
        kept, problems = [], [_not_measured(said("the pages paint in ink, but every plate came out empty"))]
    found = PlateSet(fine, next(iter(problems), None), known, tuple(kept), spool)
    weakref.finalize(found, spool.close)
    return found


@dataclass(frozen=True)
class _Job:
    """What is drawn, how finely, with room for how many spot inks, and where to."""

    path: Path
    ppi: float
    spots: int
    spool: IO[bytes]


def _patiently(job: _Job, pages: Sequence[Page]) -> Iterator[_Kept | Finding]:
    """The pages of a batch, one by one when they don't come out together: one bad page costs only itself."""
    try:
        yield from _draw(job, pages)
    except OSError as failure:
        if len(pages) == 1:
            yield _not_measured(str(failure), page=pages[0].number)
            return
        for page in pages:
            yield from _patiently(job, [page])


def _not_measured(why: str, hint: str = "", page: int = 0) -> Finding:
    text = said("ink and bleed were not measured: {why}", why=why)
    return warning("K70", text, hint or said("open the file in another program and export it anew"), Place(page=page))


def _size(page: Page, ppi: float) -> float:
    return page.media.width * page.media.height * (ppi / INCH) ** 2


def _affordable(pages: Sequence[Page], ppi: float) -> float:
    """The resolution that keeps the whole and each page within their limits."""
    whole, largest = sum(_size(page, ppi) for page in pages), max(_size(page, ppi) for page in pages)
    share = min(1.0, ALL_PIXELS / max(whole, 1), PAGE_PIXELS / max(largest, 1))
    return float(max(COARSEST, round(ppi * share**0.5, 1)))


def _batches(pages: Sequence[Page], ppi: float) -> Iterator[list[Page]]:
    batch: list[Page] = []
    for page in pages:
        if batch and (len(batch) == BATCH_PAGES or sum(_size(one, ppi) for one in (*batch, page)) > BATCH_PIXELS):
            yield batch
            batch = []
        batch.append(page)
    yield batch


def _draw(job: _Job, pages: Sequence[Page]) -> list[_Kept]:
    """Draw pages that follow each other. ToolError when one of them doesn't come out."""
    if any(_size(page, job.ppi) > PAGE_PIXELS * 2 for page in pages):
        raise OSError("the page is too large")
    with tempfile.TemporaryDirectory(prefix="utgivelse-") as name:
        folder = Path(name)
        target = f"{name.replace('%', '%%')}/%d.tif"
        source = folder / SOURCE
        source.symlink_to(job.path.resolve())  # a plain name, whatever the file is called
        room = f"-dMaxSpots={max(1, job.spots)}"
        reading = (f"--permit-file-read={source}", f"-r{job.ppi}", room, f"-sOutputFile={target}", "-c")
        program = f"({source}) (r) file runpdfbegin {pages[0].number} 1 {pages[-1].number} {SHOW} for runpdfend"
        seconds = SECONDS + PAGE_SECONDS * len(pages)
        ran = tools.run("ghostscript", (*SETTINGS, *reading, program), seconds=seconds)
        files = _by_page(folder)
        if ran.status or len(files) != len(pages):
            words = (ran.output + b" " + ran.complaint).decode("utf-8", "replace").split()
            raise OSError(f"Ghostscript: {' '.join(words)[:200] or ran.status}")
        return [_keep(page, job.ppi, files[number], job.spool) for number, page in enumerate(pages, 1)]


def _by_page(folder: Path) -> dict[int, dict[str, Path]]:
    """The files of each page's plates by ink; names are written like those in addresses."""
    found: dict[int, dict[str, Path]] = {}
    for path in folder.iterdir():
        if match := NAME.fullmatch(path.name):
            found.setdefault(int(match[1]), {})[unquote(match[2])] = path
    return found


def _keep(page: Page, ppi: float, files: Mapping[str, Path], spool: IO[bytes]) -> _Kept:
    names = (*(name for name in PROCESS if name in files), *sorted(files.keys() - {*PROCESS}))
    bleed = _within(page.bleed, page.media)
    offsets: dict[str, int] = {}
    shape = (0, 0)
    for name in names:
        plate = FULL - _cropped(grey_samples(files[name]), page.media, bleed, ppi)
        shape = plate.shape
        if plate.any():
            offsets[name] = spool.seek(0, os.SEEK_END)
            spool.write(plate.tobytes())
    spool.flush()
    return _Kept(page, shape, bleed, offsets)


def _within(area: Area, media: Area) -> Area:
    left, top = max(area.x, media.x), max(area.y, media.y)
    right, bottom = min(area.right, media.right), min(area.bottom, media.bottom)
    return Area(left, top, right - left, bottom - top) if right > left and bottom > top else media


def _cropped(samples: Plate, media: Area, bleed: Area, ppi: float) -> Plate:
    scale = ppi / INCH
    drawn = samples.shape[0] / scale, samples.shape[1] / scale
    if abs(drawn[0] - media.height) > 1 or abs(drawn[1] - media.width) > 1:
        raise OSError(f"a page was drawn {drawn[1]:.0f} × {drawn[0]:.0f} mm large, its boxes say otherwise")
    top, left = round((bleed.y - media.y) * scale), round((bleed.x - media.x) * scale)
    rows, columns = round(bleed.height * scale), round(bleed.width * scale)
    return samples[top : top + rows, left : left + columns]
