"""Words: what the content of tags says, letter by letter.

Laws: letters are those that the fonts' ToUnicode gives; where a marked part has an ActualText, that stands in
their place, unless it is asked to be ignored. A picture says nothing here: its tag has an alternative text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from utgivelse.pdf.painting.facts import Painted, Painting
from utgivelse.pdf.painting.tag_facts import Content, Linked, Marked, Tag
from utgivelse.places import Area


@dataclass
class Words:
    """The words of one file."""

    painting: Painting

    def __post_init__(self) -> None:
        self._pieces: dict[Content, list[Painted]] = {}
        for one in self.painting.painted:
            mark = one.mark
            if mark and mark.mcid >= 0 and not mark.artifact:
                self._pieces.setdefault(Content(one.page, mark.mcid, mark.stream), []).append(one)

    def of(self, content: Content, *, actual: bool = True) -> str:
        """What one piece of content says."""
        return "".join(_letters(self.pieces(content), actual=actual))

    def pieces(self, content: Content) -> list[Painted]:
        """What is painted for a piece of content."""
        return self._pieces.get(content, [])

    def inside(self, tag: Tag, *, actual: bool = True) -> str:
        """What a tag says with all in it, as one text."""
        return "".join(self._inside(tag, actual=actual))

    def _inside(self, tag: Tag, *, actual: bool) -> Iterator[str]:
        if actual and tag.actual is not None:
            yield tag.actual
            return
        for kid in tag.kids:
            if isinstance(kid, Content):
                yield self.of(kid, actual=actual)
            elif isinstance(kid, Tag) and kid.role not in ("Figure", "Formula"):
                yield from self._inside(kid, actual=actual)

    def place(self, tag: Tag) -> tuple[int, Area | None]:
        """The page on which a tag begins, and where; the page alone when nothing of it is seen."""
        for content in tag.contents():
            areas = [one.area for one in self.pieces(content) if one.area is not None]
            if areas:
                return content.page, _around(areas)
        linked = next((kid for kid in tag.kids if isinstance(kid, Linked)), None)
        first = next(tag.contents(), None)
        return (first or linked or tag).page, None

    def unmarked(self) -> Iterator[Painted]:
        """What is painted and neither content of a tag nor an artifact."""
        known = {content for tag in self.painting.structure.walk() for content in tag.contents()}
        for one in self.painting.painted:
            mark = one.mark
            if one.mask or "annotation" in one.within or (mark and mark.artifact):
                continue
            if mark is None or Content(one.page, mark.mcid, mark.stream) not in known:
                yield one


def _letters(pieces: list[Painted], *, actual: bool) -> Iterator[str]:
    last: Marked | None = None
    for one in pieces:
        mark = one.mark
        if actual and mark and mark.words is not None:
            if last is None or last.sequence != mark.sequence:
                yield mark.words
        elif one.text is not None:
            yield one.text.characters
        last = mark


def _around(areas: list[Area]) -> Area:
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return Area(left, top, right - left, bottom - top)
