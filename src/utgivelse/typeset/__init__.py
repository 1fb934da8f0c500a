"""Typeset: the only room that knows WeasyPrint. HTML and CSS in, laid-out pages, PDF out.

Laws:
- A publication is laid out once in a language; both PDFs are written from that layout, so their
  line breaks cannot differ.
- Rendering reads no network and no file but what `Files` allows: every address goes through
  `ProjectFetcher`, and each refusal is a finding.
- `write` claims no standard. Dates come from the page's metadata, never from the clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from utgivelse.colour import ColourTable
from utgivelse.files import Files
from utgivelse.findings import Failure, Finding, Place, ProjectError, error, said, warning
from utgivelse.places import Area, Origin, PlaceMap
from utgivelse.publication import Publication
from utgivelse.typeset.placing import MM, place
from utgivelse.typeset.structure import tagging, untagged

Variant = Literal["press", "screen"]

MOST_DATA = 1_000_000
"""Bytes of a `data:` address: our own vector pieces are far smaller."""


@dataclass(frozen=True)
class Pages:
    """What a theme made of a book: one HTML document and its style sheets, sRGB only.

    Comments in it mark whose words stand there: `<!--block 3-->…<!--/block-->` and `<!--text 5-->…<!--/text-->`
    name an entry of `origins`, `<!--added-->…<!--/added-->` are words between that come from elsewhere.
    `pictures` has the origins of each picture's address, in the order of the document.
    """

    html: str
    css: tuple[str, ...]
    colours: ColourTable
    fonts: tuple[str, ...]
    language: str
    origins: tuple[Origin, ...] = ()
    pictures: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """Laid-out pages, ready to be written; `root` is the element tree that they were made of."""

    document: Any = field(repr=False)
    root: Any = field(repr=False)
    pages: int
    colours: ColourTable
    fonts: tuple[str, ...]
    findings: tuple[Finding, ...]
    fetcher: ProjectFetcher = field(repr=False)
    places: PlaceMap


class ProjectFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Reads pictures and fonts below the project and the package, and nothing else.

    `project:/…` is a path below the project; the engine names what it embeds by its address, so this
    one must not hold the folder that the project happens to lie in.
    """

    def __init__(self, files: Files) -> None:
        super().__init__(allowed_protocols=("file", "project", "data"), allow_redirects=False)
        self._files = files
        self.refused: list[Finding] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address; ValueError when it is none of ours."""
        address = urlsplit(url)
        if address.scheme == "data" and len(url) <= MOST_DATA:
            return super().fetch(url, headers)
        if address.scheme not in ("file", "project"):
            raise self._refuse(url, said("only files of the project may be used"))
        path = Path(unquote(address.path))
        place = self._files.root / path.relative_to("/") if address.scheme == "project" else path
        try:
            return URLFetcherResponse(place.as_uri(), self._files.read(place))
        except Failure as failure:
            self.refused.extend(failure.findings)
            raise ValueError(str(failure)) from failure

    def stop_if_refused(self) -> None:
        """ProjectError when something was asked for that may not, or could not, be read."""
        if self.refused:
            raise ProjectError(*self.refused)

    def _refuse(self, url: str, why: str) -> ValueError:
        self.refused.append(
            error(
                "L02",
                said("the pages ask for {url}, which is not read: {why}", url=url[:120], why=why),
                said("copy the file into the project and name it there"),
            )
        )
        return ValueError(f"{url[:120]}: {why}")


def lay_out(pages: Pages, files: Files) -> Layout:
    """Break the document into pages.

    ProjectError when something that the pages ask for may not be, or cannot be, read.
    """
    fetcher = ProjectFetcher(files)
    fonts = FontConfiguration()
    with _listening() as said_by_engine:
        html = weasyprint.HTML(string=pages.html, base_url="about:blank", url_fetcher=fetcher)
        sheets = [
            weasyprint.CSS(string=css, base_url="about:blank", font_config=fonts, url_fetcher=fetcher)
            for css in pages.css
        ]
        document = html.render(font_config=fonts, stylesheets=sheets)
    fetcher.stop_if_refused()
    findings = tuple(_findings(said_by_engine))
    places = place(document, html.etree_element, pages.origins, pages.pictures, pages.language)
    root = html.etree_element
    return Layout(document, root, len(document.pages), pages.colours, pages.fonts, findings, fetcher, places)


def write(layout: Layout, variant: Variant) -> bytes:
    """The pages as a PDF in sRGB, bleed included.

    `press` is without tags and links for the press step; `screen` is tagged, with bookmarks.
    ProjectError when the pages ask for something now that may not be read.
    """
    is_tagged = variant == "screen"
    tags = tagging(layout.document, layout.root) if is_tagged else untagged()
    with _listening(), tags:
        data: bytes = layout.document.write_pdf(pdf_tags=is_tagged, pdf_identifier=b"utgivelse", custom_metadata=False)
    layout.fetcher.stop_if_refused()
    return data


def srgb_profile() -> bytes:
    """The ICC profile of the pages' colours, as the engine ships it."""
    return Path(weasyprint.__file__).with_name("pdf").joinpath("sRGB2014.icc").read_bytes()


# ── text off the page, text over text ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Line:
    """A line of text as it was set; left, top, right and bottom in CSS pixels from the trim."""

    words: str
    box: tuple[float, float, float, float]

    @property
    def area(self) -> Area:
        """Where it stands, in millimetres."""
        left, top, right, bottom = (round(edge * MM, 2) for edge in self.box)
        return Area(left, top, round(right - left, 2), round(bottom - top, 2))

    def covers(self, other: _Line) -> bool:
        """Whether the two lie over each other by more than a third of the lower one."""
        width = min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])
        height = min(self.box[3], other.box[3]) - max(self.box[1], other.box[1])
        lower = min(self.box[3] - self.box[1], other.box[3] - other.box[1])
        return width > TOUCHING and height > lower / 3


TOUCHING = 2
"""CSS pixels that two texts may share: the overhang of a letter is no collision."""


def text_findings(layout: Layout) -> Iterator[Finding]:
    """Text that runs off its page, and text that is printed over other text."""
    hint = said("shorten the text, or part a long word with a soft hyphen")
    for number, page in enumerate(layout.document.pages, 1):
        lines = tuple(_lines(page._page_box))
        width, height = page._page_box.margin_width(), page._page_box.margin_height()
        for line in lines:
            left, top, right, bottom = line.box
            if left < -TOUCHING or top < -TOUCHING or right > width + TOUCHING or bottom > height + TOUCHING:
                text = said("text runs off page {page}: «{words}»", page=number, words=line.words[:60])
                yield warning("L06", text, hint, Place(page=number, area=line.area))
        for one, other in combinations(lines, 2):
            if one.covers(other):
                text = said(
                    "two texts lie over each other on page {page}: «{one}» and «{other}»",
                    page=number,
                    one=one.words[:40],
                    other=other.words[:40],
                )
                yield warning("L07", text, hint, Place(page=number, area=one.area))


def _lines(page: Any) -> Iterator[_Line]:
    for box in page.descendants(placeholders=True):
        if not isinstance(box, boxes.LineBox) or box.style["visibility"] == "hidden":
            continue
        inside = box.descendants(placeholders=True)
        texts = [part for part in inside if isinstance(part, boxes.TextBox) and part.text.strip()]
        if texts:
            left = min(part.position_x for part in texts)
            right = max(part.position_x + part.width for part in texts)
            words = "".join(part.text for part in texts)
            yield _Line(words, (left, box.position_y, right, box.position_y + box.height))


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def page_findings(layout: Layout, publication: Publication) -> Iterator[Finding]:
    """What is to be said of the pages' number, and of pages that came out empty."""
    pages, wanted = layout.pages, publication.pages
    hint = said("shorten or lengthen the text, or change `pages` of the publication «{id}»", id=publication.id)
    place = Place("utgivelse.toml", publication.line)
    if pages % wanted.multiple:
        message = said("{pages} pages, expected a multiple of {multiple}", pages=pages, multiple=wanted.multiple)
        yield warning("L03", message, hint, place)
    if wanted.most and pages > wanted.most:
        yield warning("L04", said("{pages} pages, expected at most {most}", pages=pages, most=wanted.most), hint, place)
    for number, page in enumerate(layout.document.pages, 1):
        if page._page_box.page_type.blank:
            yield warning(
                "L05",
                said("page {page} is empty, since what follows must begin on the other side", page=number),
                said("move the spread, or add a page before it"),
                Place(page=number),
            )


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What the engine logs meanwhile, instead of on the user's terminal."""
    handler = _Listener()
    logger = logging.getLogger("weasyprint")
    before, propagate, level = logger.handlers[:], logger.propagate, logger.level
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield handler.records
    finally:
        logger.handlers, logger.propagate = before, propagate
        logger.setLevel(level)


def _findings(records: list[logging.LogRecord]) -> Iterator[Finding]:
    for record in records:
        text = re.sub(r"\s+", " ", record.getMessage())
        severity = error if record.levelno >= logging.ERROR else warning
        message = said("the page engine says: {text}", text=text[:300])
        yield severity("L01", message, said("mend the theme or the file it names"))
