"""Page marks: where the pages of a printed edition begin in the files of its EPUB.

The files come with the marks that `render` puts round texts and blocks; a place map says which letter of
which text a page begins with. `mark_pages` puts the two together.

Laws:
- Every page has one mark, in order: a page with nothing of its own in the book (a contents page, a picture
  shown for the second time) has its mark where the next one begins.
- A page begins with the earliest thing in the book that begins, or goes on, on it. What is printed again does not
  count: the head of a table on the next page, a title in the contents before its article.
- A mark stands before a heading, a paragraph or a link, never at the beginning inside of one, so that it is no
  part of their names; else exactly before the letter (EPUB Accessibility 1.1, 4).
- When all is done no mark of `render` is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from utgivelse.places import Origin, Placed, PlaceMap, Sheet

TOKEN = re.compile(r"<!--(/?)(text|block|added)(?: (\d+))?-->|<!--.*?-->|<[^>]*>|&[^;\s]+;|[^<&]+", re.S)
MARKS = re.compile(r"<!--/?(?:text|block|added)(?: \d+)?-->")
OPENING = re.compile(r"(?:<(?:h[1-6]|p)(?: [^>]*)?>)$")
ANNOUNCED = frozenset(("title", "kicker"))
"""Of an article, what a page may show before the article itself begins: in its contents."""


class Spot(NamedTuple):
    """A place in the files: the number of the file, and how many characters stand before."""

    file: int
    offset: int


@dataclass(frozen=True)
class PageMark:
    """A page's mark: its name for readers, the id of its element, and the number of the file that it stands in."""

    label: str
    id: str
    file: int


@dataclass
class _Anchor:
    """Where one text or block stands: its beginning, and its letters in pieces (letter, offset in the file)."""

    start: Spot
    letters: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def spot(self, letter: int) -> Spot:
        """Where a letter of the text stands; its beginning for the first."""
        number = bisect_right(self.letters, letter) - 1
        if letter <= 0 or number < 0:
            return self.start
        return Spot(self.start.file, self.offsets[number] + letter - self.letters[number])


def mark_pages(
    files: Sequence[str], origins: Sequence[Origin], places: PlaceMap | None, aside: str
) -> tuple[tuple[str, ...], tuple[PageMark, ...]]:
    """The files with their pages marked and without the marks of `render`, and the pages.

    `aside` names a page that bears no number when its place in the count is another page's (`sheet {number}`).
    """
    if places is None:
        return tuple(MARKS.sub("", text) for text in files), ()
    anchors: dict[Origin, list[_Anchor]] = {}
    for number, text in enumerate(files):
        for name, anchor in _anchors(number, text):
            anchors.setdefault(origins[name], []).append(anchor)
    end = Spot(len(files) - 1, files[-1].rindex("</body>"))
    spots = _filled(_in_order([sorted(_options(found, anchors)) for found in _beginnings(places)]), end)
    labels = tuple(labels_of(places.pages, aside))
    pages = tuple(PageMark(labels[n], f"page-{n + 1}", spot.file) for n, spot in enumerate(spots))
    return tuple(_written(number, text, spots, pages) for number, text in enumerate(files)), pages


def _written(number: int, text: str, spots: Sequence[Spot], pages: Sequence[PageMark]) -> str:
    for spot, page in reversed(list(zip(spots, pages, strict=True))):
        if spot.file == number:
            text = text[: spot.offset] + str(mark(page)) + text[spot.offset :]
    return MARKS.sub("", text)


def mark(page: PageMark) -> Markup:
    """The element of a page's beginning."""
    return Markup('<span epub:type="pagebreak" role="doc-pagebreak" id="{}" aria-label="{}"></span>').format(
        page.id, page.label
    )


# ── names ────────────────────────────────────────────────────────────────────────────────────


def labels_of(sheets: Sequence[Sheet], aside: str) -> Iterator[str]:
    """The number that is printed on each page; where none is, the one that its place in the count gives it."""
    printed = {sheet.folio for sheet in sheets if sheet.folio}
    taken: set[str] = set()
    for number, sheet in enumerate(sheets):
        label = sheet.folio or str(_counted(number, sheets))
        if (
            label in taken
            or (label in printed and not sheet.folio)
            or (label.lstrip("-").isdecimal() and int(label) < 1)
        ):
            label = aside.format(number=number + 1)
        taken.add(label)
        yield label


def _counted(number: int, sheets: Sequence[Sheet]) -> int:
    """The number of a page by the nearest printed one: before it, else behind it."""
    known = [(place, int(sheet.folio)) for place, sheet in enumerate(sheets) if sheet.folio.isdecimal()]
    before = [found for found in known if found[0] < number]
    place, folio = before[-1] if before else (known[0] if known else (0, 1))
    return folio + number - place


# ── where texts and blocks stand in the files ────────────────────────────────────────────────


def _anchors(number: int, text: str) -> Iterator[tuple[int, _Anchor]]:
    """Every text and block of a file with the number of its origin."""
    reading = _Reading(number, text)
    for token in TOKEN.finditer(text):
        kind, name = token[2], token[3]
        if kind:
            reading.marked(token[1] == "/", kind, token)
            if name and kind != "added":
                yield int(name), reading.opened
        else:
            reading.passed(token)


class _Reading:
    """One way through a file."""

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        self.opened = _Anchor(Spot(number, 0))
        self._texts: list[list[object]] = []
        self._added = 0
        self._outer: int | None = None
        """Where the tags began that were opened since the last letter."""

    def marked(self, is_end: bool, kind: str, token: re.Match[str]) -> None:
        if kind == "added":
            self._added += -1 if is_end else 1
        elif kind == "text" and is_end:
            self._texts.pop()
        elif not is_end:
            before = OPENING.search(self.text, max(0, token.start() - 200), token.start()) if kind == "text" else None
            self.opened = _Anchor(Spot(self.number, before.start() if before else token.start()))
            if kind == "text":
                self._texts.append([self.opened, 0])
        self._outer = None

    def passed(self, token: re.Match[str]) -> None:
        words = token[0]
        if words[0] == "<":
            is_opening = words[1] not in "/!?" and not words.endswith("/>")
            self._outer = (token.start() if self._outer is None else self._outer) if is_opening else None
            return
        if self._texts and not self._added:
            self._letters(token, 1 if words[0] == "&" else len(words))
        self._outer = None

    def _letters(self, token: re.Match[str], length: int) -> None:
        anchor, count = self._texts[-1]
        assert isinstance(anchor, _Anchor) and isinstance(count, int)
        outer = token.start() if self._outer is None else self._outer
        if outer != token.start():  # the first letter's mark stands before the tags that open here
            anchor.letters.append(count)
            anchor.offsets.append(outer)
        anchor.letters.append(count + (outer != token.start()))
        anchor.offsets.append(token.start() + (outer != token.start()))
        self._texts[-1][1] = count + length


# ── what a page begins with ──────────────────────────────────────────────────────────────────


class _Beginning(NamedTuple):
    """Something of a page that may be its beginning: whose it is, and with which letter it goes on."""

    origin: Origin
    letter: int


def _beginnings(places: PlaceMap) -> Iterator[tuple[_Beginning, ...]]:
    """For each page all that begins or goes on there, but not what is printed for another time."""
    final: dict[Origin, int] = {}
    for one in places.placed:
        final[_origin(one)] = one.page
    told: dict[Origin, int] = {}
    for number, _ in enumerate(places.pages, 1):
        found = [one for one in places.on(number) if _is_first(one, told, final)]
        yield tuple(_Beginning(_origin(one), one.characters[0] if one.characters else 0) for one in found)
        for one in places.on(number):
            told[_origin(one)] = max(told.get(_origin(one), 0), one.characters[1] if one.characters else 1)


def _is_first(one: Placed, told: dict[Origin, int], final: dict[Origin, int]) -> bool:
    if one.words and not one.characters:
        return False
    origin = _origin(one)
    if one.block in ANNOUNCED and one.file.startswith("articles/"):
        return one.page == final[origin]
    if one.characters is None:
        return origin not in told
    return one.characters[0] >= told.get(origin, 0) or _is_of_the_whole(origin)


def _is_of_the_whole(origin: Origin) -> bool:
    """Whether a text is the publication's, which stands in several places of both."""
    return not origin.file.startswith("articles/")


def _origin(one: Placed) -> Origin:
    return Origin(one.file, one.line, one.block, one.message)


def _options(found: Iterable[_Beginning], anchors: dict[Origin, list[_Anchor]]) -> set[Spot]:
    """Where in the files a page may begin; one place where it has something of an article."""
    known = [one for one in found if one.origin in anchors]
    of_articles = [one for one in known if not _is_of_the_whole(one.origin)]
    if of_articles:
        return {min(anchor.spot(one.letter) for one in of_articles for anchor in anchors[one.origin])}
    return {anchor.spot(one.letter) for one in known for anchor in anchors[one.origin]}


def _in_order(options: Sequence[Sequence[Spot]]) -> list[Spot | None]:
    """One of each page's places, so that as many pages as can be stand in order, as early as they can."""
    ends: list[Spot] = []
    chains: list[tuple[tuple[int, Spot], object]] = []
    for page, spots in enumerate(options):
        for spot in reversed(spots):  # from behind: a page takes at most one place in a chain
            length = bisect_right(ends, spot)
            chain = ((page, spot), chains[length - 1] if length else None)
            ends[length:] = [spot] if length == len(ends) else [spot, *ends[length + 1 :]]
            chains[length:] = [chain] if length == len(chains) else [chain, *chains[length + 1 :]]
    chosen: list[Spot | None] = [None] * len(options)
    link: object = chains[-1] if chains else None
    while isinstance(link, tuple):
        (page, spot), link = link
        chosen[page] = spot
    return chosen


def _filled(spots: Sequence[Spot | None], end: Spot) -> list[Spot]:
    """A page without a place of its own begins where the next one does."""
    filled: list[Spot] = []
    following = end
    for spot in reversed(spots):
        following = spot or following
        filled.append(following)
    return filled[::-1]
