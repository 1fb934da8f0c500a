"""Tags: what a file says its content is, and in which order it is read (ISO 32000-2, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked part of a content stream.

    `mcid` is its number in `stream` (the form's object, (0, 0) for a page's own content), -1 without one;
    `words` is its ActualText, None without one. `nested` tells of an artifact in tagged content, or of tagged
    content in an artifact. `sequence` tells parts of one file apart.
    """

    sequence: int
    mcid: int = -1
    stream: Number = (0, 0)
    artifact: bool = False
    nested: bool = False
    words: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Content of a tag: its number in a page's content, or in a form's."""

    page: int
    mcid: int
    stream: Number = (0, 0)


@dataclass(frozen=True, slots=True)
class Linked:
    """An annotation that belongs to a tag: its object, and what it says of itself."""

    page: int
    object: Number
    subtype: str = ""
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. `role` is the standard one that its `name` is mapped to, empty when there is none.

    `language` is its own, not what it inherits; `alt` and `actual` are None when they are not given.
    `attributes` are those of all owners, by their names (`Scope`, `ListNumbering`, `ColSpan`).
    """

    name: str
    role: str
    kids: tuple[Tag | Content | Linked, ...] = ()
    language: str = ""
    title: str = ""
    alt: str | None = None
    actual: str | None = None
    id: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    page: int = 0
    object: Number = (0, 0)

    def walk(self) -> Iterator[Tag]:
        """It and all tags in it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """All content in it, in order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    def attribute(self, name: str) -> str:
        """What an attribute says, empty when it is not there."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True, slots=True)
class Structure:
    """What a file says of its reading: whether it is tagged, its language, its tags.

    `uncertain` is /Suspects; `shows_title` that a window bears the title; `extractable` that an encrypted file
    lets readers' aids at its words; `tab_order` are the pages with annotations whose order is not that of the tags.
    """

    marked: bool = False
    uncertain: bool = False
    language: str = ""
    shows_title: bool = False
    extractable: bool = True
    bookmarks: int = 0
    tags: tuple[Tag, ...] = ()
    tab_order: tuple[int, ...] = ()

    def walk(self) -> Iterator[Tag]:
        """Every tag, in order."""
        for tag in self.tags:
            yield from tag.walk()
