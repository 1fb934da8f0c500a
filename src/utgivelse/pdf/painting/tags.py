"""Reading tags: the structure tree of a stranger's file as values.

Laws: a tag that is met twice is read once; depth and number have limits; what is no tag is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from utgivelse.pdf.painting.objects import entries, entry, items, number, number_of, word
from utgivelse.pdf.painting.tag_facts import Content, Linked, Number, Structure, Tag

_STANDARD = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
Figure Formula Form
"""
STANDARD = frozenset(_STANDARD.split())
"""The standard structure types (ISO 32000-1, 14.8.4)."""
DEEPEST = 200
MOST = 200_000
ACCESSIBLE = 1 << 9
"""The permission to read a locked file's words for accessibility (ISO 32000-1, table 22)."""


def read_structure(pdf: pikepdf.Pdf) -> Structure:
    """What the file says of its reading."""
    root = pdf.Root
    pages = {number_of(page.obj): count for count, page in enumerate(pdf.pages, 1)}
    tree = entry(root, "/StructTreeRoot")
    reading = _Tags(pages, _mapping(tree))
    tags = tuple(kid for kid in reading.kids(entry(tree, "/K"), 0, 0) if isinstance(kid, Tag))
    about = entry(root, "/MarkInfo")
    return Structure(
        marked=entry(about, "/Marked") is True and tree is not None,
        uncertain=entry(about, "/Suspects") is True,
        language=word(entry(root, "/Lang")),
        shows_title=entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        extractable=_is_extractable(pdf),
        bookmarks=abs(int(number(entry(entry(root, "/Outlines"), "/Count")))),
        tags=tags,
        tab_order=tuple(
            count
            for count, page in enumerate(pdf.pages, 1)
            if items(entry(page.obj, "/Annots"), 1) and word(entry(page.obj, "/Tabs")) != "S"
        ),
    )


def _is_extractable(pdf: pikepdf.Pdf) -> bool:
    encryption = entry(pdf.trailer, "/Encrypt")
    return encryption is None or bool(int(number(entry(encryption, "/P"))) & ACCESSIBLE)


def _mapping(tree: object) -> dict[str, str]:
    """What each name stands for in the end; a circle leads nowhere."""
    direct = {key.removeprefix("/"): word(value) for key, value in entries(entry(tree, "/RoleMap"))}
    found: dict[str, str] = {}
    for name in direct:
        role = name
        for _ in range(20):
            if role in STANDARD and role != name:
                break
            role = direct.get(role, role if role in STANDARD else "")
        found[name] = role if role in STANDARD else ""
    return found


class _Tags:
    """One way through the tree."""

    def __init__(self, pages: dict[Number, int], mapping: dict[str, str]) -> None:
        self.pages, self.mapping = pages, mapping
        self.met: set[Number] = set()
        self.count = 0

    def kids(self, value: Any, page: int, depth: int) -> Iterator[Tag | Content | Linked]:
        """What stands under /K: one thing or several."""
        for kid in items(value, MOST) if isinstance(value, Array) else [value]:
            self.count += 1
            if self.count > MOST or depth > DEEPEST:
                return
            if isinstance(kid, int) and not isinstance(kid, bool):
                yield Content(page, kid)
            elif isinstance(kid, Dictionary):
                yield from self._kid(kid, page, depth)

    def _kid(self, kid: Dictionary, page: int, depth: int) -> Iterator[Tag | Content | Linked]:
        kind = word(entry(kid, "/Type"))
        there = self._page(kid, page)
        if kind == "MCR":
            yield Content(there, int(number(entry(kid, "/MCID"), -1)), number_of(entry(kid, "/Stm")))
        elif kind == "OBJR":
            target = entry(kid, "/Obj")
            subtype, contents = word(entry(target, "/Subtype")), word(entry(target, "/Contents"))
            yield Linked(there, number_of(target), subtype, contents)
        elif "/S" in kid and number_of(kid) not in self.met:
            if number_of(kid) != (0, 0):
                self.met.add(number_of(kid))
            yield self._tag(kid, there, depth)

    def _page(self, kid: Dictionary, page: int) -> int:
        return self.pages.get(number_of(entry(kid, "/Pg")), page)

    def _tag(self, element: Dictionary, page: int, depth: int) -> Tag:
        name = word(entry(element, "/S"))
        said = {key: entry(element, f"/{key}") for key in ("Alt", "ActualText")}
        return Tag(
            name=name,
            role=self.mapping.get(name, name if name in STANDARD else ""),
            kids=tuple(self.kids(entry(element, "/K"), page, depth + 1)),
            language=word(entry(element, "/Lang")),
            title=word(entry(element, "/T")),
            alt=None if said["Alt"] is None else word(said["Alt"]),
            actual=None if said["ActualText"] is None else word(said["ActualText"]),
            id=word(entry(element, "/ID")),
            attributes=tuple(_attributes(entry(element, "/A"))),
            page=page,
            object=number_of(element),
        )


def _attributes(value: object) -> Iterator[tuple[str, str]]:
    for owner in items(value, 50) if isinstance(value, Array) else [value]:
        for key, said in entries(owner):
            text = word(said) or (f"{number(said):g}" if isinstance(said, int) else "")
            if text:
                yield key.removeprefix("/"), text
