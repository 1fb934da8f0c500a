"""Pictures of a book: each is described or marked as decoration, and none is larger than a reader can use.

Laws:
- A picture without `alt` is an error: a screen reader then reads its address (WCAG 2.2, 1.1.1).
- 4 million pixels (2048²) and 1.5 MB are what small readers still show.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from utgivelse.ebook import Ebook
from utgivelse.ebook.elements import description, line_of, media, name_of, pictures
from utgivelse.findings import Finding, Measure, Place, error, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

MOST_PIXELS = 2048 * 2048
MOST_BYTES = 1_500_000
FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp)|(?:img|dsc[fn]?|image|bilde|foto|photo)[_ -]?\d+", re.I
)


def run(subject: Subject) -> tuple[Finding, ...]:
    """Pictures without words, with words that say nothing, and pictures that are too large."""
    return (*_described(subject.ebook), *_sizes(subject.ebook)) if subject.ebook else ()


def _described(book: Ebook) -> Iterator[Finding]:
    hint = said('write what the picture tells in its place, or `alt=""` when it only decorates')
    for path, picture in pictures(book):
        text, place = description(picture), Place(path, line_of(picture), object=picture.get("src", name_of(picture)))
        if text is None:
            yield error("E08", said("a picture without an alternative text"), hint, place)
        elif FILE_NAME.fullmatch(text.strip()) or (text and text == posixpath.basename(picture.get("src", ""))):
            yield warning(
                "E09", said("the alternative text «{text}» is the name of a file", text=text[:80]), hint, place
            )


def _sizes(book: Ebook) -> Iterator[Finding]:
    from utgivelse import images

    for item in media(book):
        size, data = book.entries.get(item.path, 0), book.bytes_of(item.path)
        width, height = images.size_of(data) if item.media_type != "image/svg+xml" else (0, 0)
        hint = said("make it smaller: 1600 pixels on the longer side are enough, saved as JPEG of quality 82")
        place = Place(item.path, object=f"{width} × {height}")
        if width * height > MOST_PIXELS:
            found, limit = round(width * height / 1e6, 1), round(MOST_PIXELS / 1e6, 1)
            text = said("a picture of {found} million pixels, expected at most {limit}", found=found, limit=limit)
            yield warning("E10", text, hint, place, Measure(found, limit, "MP"))
        if size > MOST_BYTES:
            text = said(
                "a picture of {found} MB, expected at most {limit}", found=round(size / 1e6, 1), limit=MOST_BYTES / 1e6
            )
            yield warning("E10", text, hint, place, Measure(round(size / 1e6, 1), MOST_BYTES / 1e6, "MB"))


CHECK = Check("book_pictures", ("application/epub+zip",), run)
