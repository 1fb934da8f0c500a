"""Placing: which rectangle of which page holds which words.

Laws:
- The marks in the HTML say whose a text is; the engine's boxes say where it stands. Both are in the
  order of the document, so that a box's letters are looked for from where the last box ended.
- White space, soft hyphens and the hyphens that the engine adds at line ends count for nothing.
- What is turned or scaled has the rectangle around it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from utgivelse.places import Area, Origin, Placed, PlaceMap, Sheet

MM = 25.4 / 96
IDLE = frozenset(" \t\n\r\u00a0\u00ad\u200b\u2060")
HYPHENS = "-\u2010"
AHEAD = 12
"""How many letters may be passed over to find the next one: what a page leaves out."""


@dataclass(frozen=True)
class _Letter:
    """A letter of the document: whose it is, and its place in that text."""

    sign: str
    origin: Origin | None
    offset: int


@dataclass
class _Run:
    """The letters that stand directly in one element, and how far boxes have used them up."""

    letters: list[_Letter] = field(default_factory=list)
    used: int = 0

    def take(self, text: str) -> list[_Letter]:
        """The letters that a box shows."""
        taken: list[_Letter] = []
        if self.used >= len(self.letters):
            self.used = 0  # the head of a table stands on every page
        signs = "".join(sign for sign in text if sign not in IDLE).casefold()
        for number, sign in enumerate(signs, 1):
            # one that the engine added at the line's end must not be taken for a hyphen further on
            reach = 1 if sign in HYPHENS and number == len(signs) else AHEAD
            for ahead, letter in enumerate(self.letters[self.used : self.used + reach]):
                if letter.sign == sign:
                    taken.append(letter)
                    self.used += ahead + 1
                    break
        return taken


@dataclass
class _Marked:
    """What the marks say: each element's block, the first elements of blocks, each element's own letters."""

    origins: tuple[Origin, ...]
    blocks: dict[int, Origin] = field(default_factory=dict)
    roots: dict[int, Origin] = field(default_factory=dict)
    runs: dict[int, _Run] = field(default_factory=dict)
    pictures: dict[int, str] = field(default_factory=dict)


def place(
    document: Any, root: Any, origins: tuple[Origin, ...], pictures: Mapping[str, tuple[Origin, ...]], language: str
) -> PlaceMap:
    """The map of a laid-out document; `root` is its element tree."""
    marked = _Marked(origins)
    _Reading(marked).element(root, None)
    _put_pictures(root, marked, pictures)
    sheets, placed = [], []
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        sheets.append(Sheet(round(box.margin_width() * MM, 3), round(box.margin_height() * MM, 3), _folio(box)))
        left, top, right, bottom = (page.bleed[side] * MM for side in ("left", "top", "right", "bottom"))
        paper = Area(-left, -top, sheets[-1].width + left + right, sheets[-1].height + top + bottom)
        placed += _joined(_Placing(marked, number, paper).box(box, None, False))
    return PlaceMap(_name(sheets, placed), language, tuple(sheets), tuple(placed))


def _name(sheets: list[Sheet], placed: list[Placed]) -> str:
    told = hashlib.sha256(repr((sheets, placed)).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"utgivelse:layout/{told}").urn


# ── the marks ────────────────────────────────────────────────────────────────────────────────


class _Reading:
    """One way through the tree, in the order of the document."""

    def __init__(self, marked: _Marked) -> None:
        self.marked = marked
        self.texts: list[list[Any]] = []
        """Open texts: their origin, and how many letters they have had."""
        self.added = 0

    def element(self, element: Any, block: Origin | None) -> None:
        run = self.marked.runs.setdefault(id(element), _Run())
        if block:
            self.marked.blocks[id(element)] = block
        self._letters(run, element.text)
        open_blocks: list[Origin] = []
        for child in element:
            if isinstance(child.tag, str):
                if open_blocks:
                    self.marked.roots[id(child)] = open_blocks[-1]
                self.element(child, open_blocks[-1] if open_blocks else block)
            else:
                self._mark(str(child.text), open_blocks)
            self._letters(run, child.tail)

    def _mark(self, comment: str, open_blocks: list[Origin]) -> None:
        kind, _, number = comment.partition(" ")
        if kind == "block":
            open_blocks.append(self.marked.origins[int(number)])
        elif kind == "/block":
            open_blocks.pop()
        elif kind == "text":
            self.texts.append([self.marked.origins[int(number)], 0])
        elif kind == "/text":
            self.texts.pop()
        elif kind in ("added", "/added"):
            self.added += 1 if kind == "added" else -1

    def _letters(self, run: _Run, text: str | None) -> None:
        for sign in text or "":
            current = self.texts[-1] if self.texts and not self.added else None
            if sign not in IDLE:
                origin, offset = (current[0], current[1]) if current else (None, 0)
                run.letters += [_Letter(part, origin, offset) for part in sign.casefold()]
            if current:
                current[1] += 1


def _put_pictures(root: Any, marked: _Marked, pictures: Mapping[str, tuple[Origin, ...]]) -> None:
    """The origin of each picture: the one of its block, else that of its address, in order."""
    seen: dict[str, int] = {}
    for element in root.iter("img"):
        address = element.get("src", "")
        if found := pictures.get(address):
            number = seen.get(address, 0)
            seen[address] = number + 1
            marked.roots.setdefault(id(element), found[min(number, len(found) - 1)])


# ── the boxes ────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Placing:
    """The boxes of one page."""

    marked: _Marked
    page: int
    paper: Area
    """The page with its bleed: what lies outside of it is cut off."""

    def box(self, box: Any, matrix: Any, is_margin: bool) -> Iterator[tuple[int, Placed]]:
        """Everything in a box, with the number of the line that it stands in (0 for blocks)."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box.transformation_matrix:
            matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
        is_margin = is_margin or isinstance(box, boxes.MarginBox)
        if box.style["visibility"] != "visible":
            return
        if isinstance(box, boxes.TextBox):
            if not is_margin:
                yield from self._text(box, matrix)
            return
        origin = self.marked.roots.get(id(box.element))
        if origin and not is_margin and _is_own(box):
            yield 0, self._placed(_edges(box), matrix, origin, box, words="")
        line = id(box) if isinstance(box, boxes.LineBox) else 0
        for child in getattr(box, "children", ()):
            for number, placed in self.box(child, matrix, is_margin):
                yield number or line, placed

    def _text(self, box: Any, matrix: Any) -> Iterator[tuple[int, Placed]]:
        block = self.marked.blocks.get(id(box.element))
        is_generated = "::" in (box.element_tag or "")
        run = self.marked.runs.get(id(box.element))
        letters = run.take(box.text) if run and not is_generated else []
        told = [letter for letter in letters if letter.origin]
        origin = told[0].origin if told else block
        if origin is None or not box.text.strip():
            return
        edges = (box.position_x, box.position_y, box.width, box.height)
        placed = self._placed(edges, matrix, origin, box, box.text)
        mine = [letter.offset for letter in told if letter.origin is origin]
        if mine:
            placed = replace(placed, message=origin.message, characters=(min(mine), max(mine) + 1))
        yield 0, placed

    def _placed(
        self, edges: tuple[float, float, float, float], matrix: Any, origin: Origin, box: Any, words: str
    ) -> Placed:
        left, top, right, bottom = rectangle_aabb(matrix, *edges)
        left, right = (min(max(edge * MM, self.paper.x), self.paper.right) for edge in (left, right))
        top, bottom = (min(max(edge * MM, self.paper.y), self.paper.bottom) for edge in (top, bottom))
        area = Area(*(round(edge, 2) for edge in (left, top, right - left, bottom - top)))
        return Placed(self.page, area, origin.file, origin.line, origin.block, box.style["lang"] or "", words)


def _is_own(box: Any) -> bool:
    """Whether a box is its element's own, none of those that the engine puts round or in it."""
    if "::" in (box.element_tag or ""):
        return False
    return isinstance(box, boxes.BlockLevelBox | boxes.AtomicInlineLevelBox | boxes.TableCellBox)


def _edges(box: Any) -> tuple[float, float, float, float]:
    return box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()


def _folio(page: Any) -> str:
    """The number that stands in a page's margin."""
    margins = (child for child in page.children if isinstance(child, boxes.MarginBox))
    texts = (part.text.strip() for box in margins for part in box.descendants() if isinstance(part, boxes.TextBox))
    return next((word for text in texts for word in text.split() if word.isdigit()), "")


def _joined(found: Iterator[tuple[int, Placed]]) -> list[Placed]:
    """The parts of one text in one line as one rectangle."""
    done: list[Placed] = []
    last = 0
    for line, placed in found:
        before = done[-1] if done and line and line == last else None
        if before and _is_same_text(before, placed):
            done[-1] = _together(before, placed)
        else:
            done.append(placed)
        last = line
    return done


def _is_same_text(one: Placed, other: Placed) -> bool:
    return bool(one.words and other.words) and (one.message, one.line, one.language) == (
        other.message,
        other.line,
        other.language,
    )


def _together(one: Placed, other: Placed) -> Placed:
    left, top = min(one.area.x, other.area.x), min(one.area.y, other.area.y)
    right, bottom = max(one.area.right, other.area.right), max(one.area.bottom, other.area.bottom)
    area = Area(left, top, round(right - left, 2), round(bottom - top, 2))
    spans = [span for span in (one.characters, other.characters) if span]
    characters = (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
    return replace(one, area=area, words=one.words + other.words, characters=characters)
