"""Letters: which words of the document a box shows, and what stands between them.

Laws:
- The order of reading is the order of the document, never that of the pages: every letter and every
  element of the source has its place in it.
- White space, soft hyphens and zero-width signs count for nothing. What a box shows beyond its
  element's own letters is the engine's: the hyphen of a broken word, the head of a table on its next page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SPACES = frozenset(" \t\n\r\f")
IDLE = SPACES | {"\u00ad", "\u200b", "\u2060"}
OWN = "::first-letter", "::first-line"
"""Pseudo-elements that show letters of the element itself."""


@dataclass
class _Run:
    """The letters that stand directly in one element: their signs, places, and which follow white space."""

    signs: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    used: int = 0
    again: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A box of text: its place in the document, and what is to be known of its edges.

    `spaced` tells that white space stands before it in the source; `hyphen` that its last sign is the
    engine's; `again` that the words stand on an earlier page already; `generated` that a style sheet wrote them.
    """

    place: int
    spaced: bool = False
    hyphen: bool = False
    again: bool = False
    generated: str = ""


class Source:
    """The document as it is read: the place of every element and letter."""

    def __init__(self, root: Any) -> None:
        self.places: dict[int, int] = {}
        self._runs: dict[int, _Run] = {}
        self._next, self._spaced = 0, False
        self._element(root)
        for run in self._runs.values():
            run.text = "".join(run.signs)

    def _element(self, element: Any) -> None:
        self._next += 1
        self.places[id(element)] = self._next
        self._spaced = self._spaced or element.tag == "br"
        run = self._runs.setdefault(id(element), _Run())
        self._letters(run, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._letters(run, child.tail)

    def _letters(self, run: _Run, text: str | None) -> None:
        for sign in text or "":
            if sign in IDLE:
                self._spaced = self._spaced or sign in SPACES
                continue
            self._next += 1
            for part in sign.casefold():
                run.signs.append(part)
                run.places.append(self._next)
                run.spaced.append(self._spaced)
            self._spaced = False

    def match(self, box: Any) -> Shown:
        """What a box of text shows; boxes are to come in the order of the pages."""
        element, tag = box.element, box.element_tag or ""
        _, mark, pseudo = tag.partition("::")
        run = self._runs.get(id(element), _Run())
        if mark and f"::{pseudo}" not in OWN:
            after = pseudo == "after" and bool(run.places)
            place = run.places[-1] if after else self.places.get(id(element), 0)
            return Shown(place, pseudo == "before" and any(run.spaced[:1]), generated=pseudo)
        return self._own(box, run)

    def _own(self, box: Any, run: _Run) -> Shown:
        words = "".join(sign for sign in box.text if sign not in IDLE).casefold()
        hyphen = box.style["hyphenate_character"].casefold()
        broken = words[: -len(hyphen)] if hyphen and words.endswith(hyphen) else ""
        if words and run.used >= len(run.text) > 0:
            run.used, run.again = 0, True  # the head of a table stands on every page
        start = run.used
        if run.text.startswith(words, start):
            return self._taken(run, start, words)
        if broken and run.text.startswith(broken, start):
            return self._taken(run, start, broken, hyphen=True)
        found = run.text.find(words, start)
        if found >= 0:
            return self._taken(run, found, words)
        last = min(start, len(run.places) - 1)
        return Shown(run.places[last] if run.places else self.places.get(id(box.element), 0), spaced=True)

    def _taken(self, run: _Run, start: int, words: str, *, hyphen: bool = False) -> Shown:
        run.used = start + len(words)
        if not words:
            return Shown(run.places[min(start, len(run.places) - 1)] if run.places else 0, again=run.again)
        return Shown(run.places[start], run.spaced[start], hyphen, run.again)


@dataclass(frozen=True, slots=True)
class Standing:
    """A box where it stands: in the margin of its page or not, and in which block, told by its element."""

    box: Any
    in_margin: bool = False
    block: tuple[int, str] = (0, "")


def every_box(box: Any, around: Standing = Standing(None)) -> Iterator[Standing]:
    """A box and all in it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    is_block = isinstance(box, boxes.BlockContainerBox) and not isinstance(box, boxes.AtomicInlineLevelBox)
    block = (id(box.element), box.element_tag or "") if is_block else around.block
    standing = Standing(box, around.in_margin or isinstance(box, boxes.MarginBox), block)
    yield standing
    for child in getattr(box, "children", ()):
        yield from every_box(child, standing)
