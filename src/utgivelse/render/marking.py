"""Marking: comments in the HTML that tell whose words and blocks stand where.

Law: a comment changes neither style nor layout, so everything is marked always; `page_marks` takes the
comments out of a book's files again.
"""

from __future__ import annotations

from markupsafe import Markup

from utgivelse.article import Article
from utgivelse.inline import Inlines, Passage
from utgivelse.markup import NOTHING
from utgivelse.places import Origin

Marks = tuple[Markup, Markup]


class Marker:
    """The origins of one document; a comment names one by its number."""

    def __init__(self) -> None:
        self.origins: dict[Origin, int] = {}
        self.pictures: dict[str, list[Origin]] = {}

    def picture(self, address: str, origin: Origin) -> None:
        """Remember where the next picture with this address comes from."""
        self.pictures.setdefault(address, []).append(origin)

    def text(self, origin: Origin | None) -> Marks:
        """What stands before and after a text."""
        return self._around("text", origin)

    def block(self, origin: Origin) -> Marks:
        """What stands before and after a block."""
        return self._around("block", origin)

    def _around(self, kind: str, origin: Origin | None) -> Marks:
        if origin is None:
            return NOTHING, NOTHING
        number = self.origins.setdefault(origin, len(self.origins))
        return Markup(f"<!--{kind} {number}-->"), Markup(f"<!--/{kind}-->")


def origin_of(words: Inlines, article: Article) -> Origin | None:
    """Where a text of an article comes from, if it still knows."""
    if not isinstance(words, Passage):
        return None
    return Origin(f"articles/{article.source}", words.line, words.noun, words.message)
