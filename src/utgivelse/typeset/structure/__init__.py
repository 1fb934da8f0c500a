"""Structure: the screen PDF as those read it who do not see it (ISO 14289-1, PDF/UA-1).

The engine writes tags of its own, by the order of its boxes. These are made from the document instead,
since what is wanted is the article. What the engine (WeasyPrint 70) does otherwise, and this room mends:

| gap | clause | mended in |
| --- | --- | --- |
| the parts of a paragraph on two pages or in two columns are two paragraphs | ISO 32000-1, 14.8.2.3 | `tree` |
| page numbers and running heads are neither read nor artifacts | 7.1, 7.8 | `stream` |
| pictures without words are figures without words | 7.3 | `roles`, `stream` |
| what is see-through is painted by forms whose content has no tag | 32000-1, 14.7.4.2 | `stream`, `writing` |
| line ends swallow the space between words; hyphens of the engine's are letters | 32000-1, 14.8.2.5 | `stream` |
| a glyph that two letters share says the first of them | 7.21.7 | `stream` |
| heads of tables on later pages are read again | 7.5 | `letters` |
| a foreign passage does not say its language | 7.2 | `tree` |
| the head of a column does not say so | 7.5 | `writing` |
| numbers of a list are not labels when a style sheet writes them | 7.6 | `tree` |
| notes lead nowhere | 7.9 | `tree`, `writing` |
| a heading may be two levels below the one before | 7.4.2 | `tree` |
| a link without words, or on decoration, is in no tag | 7.18.5 | here |
| a link describes itself by its address, and is not printed | 7.18.5; 19005-2, 6.3.2 | `writing` |
| a figure's bounds are in pixels, from the top | 32000-1, 14.8.5.4.5 | `writing` |

Laws:
- Nothing is laid out or drawn otherwise: the pages look the same to the last point, and the print PDF of
  the same layout is not touched.
- The engine is led only while one file is written: `tagging` puts our streams and our tree in place of
  its own, and gives back what was there. One file at a time: who writes without tags says so by `untagged`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from utgivelse.typeset.structure.letters import Shown, Source, Standing, every_box
from utgivelse.typeset.structure.roles import is_picture, role_of
from utgivelse.typeset.structure.spacing import Spacing
from utgivelse.typeset.structure.stream import Lettering, Recorder, alias
from utgivelse.typeset.structure.tree import Leaf, Material, Node, build
from utgivelse.typeset.structure.writing import Writer, object_of

__all__ = ["tagging", "untagged"]

_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def tagging(document: Any, root: Any) -> Iterator[None]:
    """While this holds, writing the laid-out `document` of the element tree `root` gives it our tags."""
    scene = _Scene(document, root)
    engine: Any = weasyprint.pdf
    with _ONE_AT_A_TIME:
        kept = engine.Stream, engine.add_tags, document.fonts
        engine.Stream, engine.add_tags, document.fonts = scene.recorder.new_page, scene.add_tags, {}
        try:
            yield
        finally:
            engine.Stream, engine.add_tags, document.fonts = kept


@contextmanager
def untagged() -> Iterator[None]:
    """While this holds, the engine writes as it does by itself."""
    with _ONE_AT_A_TIME:
        yield


class _Scene:
    """What the pages show, whose it is, and what of it is not to be read."""

    def __init__(self, document: Any, root: Any) -> None:
        self.document, self.root = document, root
        self.source = Source(root)
        self.leaves: dict[int, list[Leaf]] = {}
        self.read: set[int] = set()
        """The boxes that are content, by identity; all others are artifacts."""
        self.hidden = _unread(root)
        for number, page in enumerate(document.pages):
            for standing in every_box(page._page_box):
                self._note(standing, number)
        self.recorder = Recorder(lambda box: id(box) not in self.read)

    def _note(self, standing: Standing, page: int) -> None:
        box = standing.box
        is_text = isinstance(box, boxes.TextBox)
        if standing.in_margin or not (is_text or isinstance(box, boxes.ReplacedBox)):
            return
        shown = self.source.match(box) if is_text else Shown(self.source.places.get(id(box.element), 0))
        if shown.again or id(box.element) in self.hidden:
            return
        self.read.add(id(box))
        self.leaves.setdefault(id(box.element), []).append(Leaf(box, page, shown, standing.block))

    def add_tags(self, pdf: Any, document: Any, version: Any, streams: Any) -> None:
        """Write the tree in place of the engine's (called by it, when everything else is written)."""
        drawn = {
            element: [leaf for leaf in leaves if id(leaf.box) in self.recorder.marks]
            for element, leaves in self.leaves.items()
        }
        links = self._links(pdf)
        tree = build(self.root, Material(self.source, drawn, links))
        self._drop_silent_links(pdf, tree, links)
        spacing = Spacing(self._letters)
        spacing.look(tree)
        self._spell(pdf, tree, spacing)
        Writer(pdf, document, self.recorder, spacing).write(tree)

    def _letters(self, leaf: Leaf) -> str:
        shows = self.recorder.marks[id(leaf.box)].shows
        return "".join(text for show in shows for _, text in show.glyphs)

    def _links(self, pdf: Any) -> dict[int, list[tuple[int, Any]]]:
        """The links that the engine made, by the element that leads away."""
        found: dict[int, list[tuple[int, Any]]] = {}
        for number, page in enumerate(self.document.pages):
            annotations: dict[int, list[Any]] = {}
            for element, annotation in _annotations(page._page_box, None):
                annotations.setdefault(id(element), []).append(annotation)
            for owner, several in annotations.items():
                kept = widest(several)
                found.setdefault(owner, []).extend((number, annotation) for annotation in kept)
                _remove(pdf, number, [one for one in several if one not in kept])
        return found

    def _drop_silent_links(self, pdf: Any, tree: Node, links: dict[int, list[tuple[int, Any]]]) -> None:
        """Take away the links that nobody can be told of: those without words, and those on decoration."""
        told = {id(annotation) for node in tree.nodes() for _, annotation in node.annotations}
        for several in links.values():
            for page, annotation in several:
                if id(annotation) not in told:
                    _remove(pdf, page, [annotation])

    def _spell(self, pdf: Any, tree: Node, spacing: Spacing) -> None:
        lettering = Lettering(self.recorder.faces)
        for leaf in tree.leaves():
            if isinstance(leaf.box, boxes.TextBox):
                box = id(leaf.box)
                broken, spaced = box in spacing.broken, box in spacing.spaced
                lettering.spell(self.recorder.marks[box], leaf.box.text, hyphen=broken, space=spaced)
        if lettering.aliases:
            _name_again(pdf, self.recorder, lettering.aliases)


def _unread(root: Any) -> set[int]:
    """The elements that are not to be read, with all in them; what a picture is drawn of is that picture's."""
    found: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or is_picture(element):
            continue
        if role_of(element) == "Artifact":
            found.update(id(inner) for inner in element.iter())
        else:
            waiting.extend(element)
    return found


def _annotations(box: Any, owner: Any) -> Iterator[tuple[Any, Any]]:
    """Every link on a page, with the `a` that it stands in."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if box.element is not None and box.element.tag == "a":
        owner = box.element
    if box.link_annotation is not None and owner is not None:
        yield owner, box.link_annotation
    for child in getattr(box, "children", ()):
        yield from _annotations(child, owner)


def widest(annotations: list[Any]) -> list[Any]:
    """Of several areas of one link those that lie in no other: a reader need not meet it twice."""
    kept: list[Any] = []
    for one in sorted(annotations, key=lambda one: -_square(one["Rect"])):
        if not any(_lies_in(one["Rect"], other["Rect"]) for other in kept):
            kept.append(one)
    return [one for one in annotations if any(one is other for other in kept)]


TOUCHING = 1.5
"""Points by which an area may exceed another that it lies in."""


def _square(rectangle: Any) -> float:
    left, bottom, right, top = rectangle
    return abs(float((right - left) * (top - bottom)))


def _lies_in(one: Any, other: Any) -> bool:
    left, right = sorted((other[0], other[2]))
    bottom, top = sorted((other[1], other[3]))
    across = left - TOUCHING <= min(one[0], one[2]) and max(one[0], one[2]) <= right + TOUCHING
    return bool(across and bottom - TOUCHING <= min(one[1], one[3]) and max(one[1], one[3]) <= top + TOUCHING)


def _remove(pdf: Any, page: int, annotations: list[Any]) -> None:
    """Take annotations off a page."""
    listed = object_of(pdf, pdf.page_references[page])["Annots"]
    for annotation in annotations:
        listed.remove(annotation.reference)


def _name_again(pdf: Any, recorder: Recorder, aliases: dict[str, list[dict[int, str]]]) -> None:
    """Give fonts further names, by which some of their glyphs are other letters."""
    fonts = object_of(pdf, recorder.pages[0]._resources["Font"])
    for name, names in aliases.items():
        usual = object_of(pdf, fonts[name])
        for number, letters in enumerate(names):
            meanings = {**dict(recorder.faces[name]), **letters}
            stream = pydyf.Stream(_to_unicode(meanings), compress=True)
            pdf.add_object(stream)
            made = pydyf.Dictionary({**usual, "ToUnicode": stream.reference})
            pdf.add_object(made)
            fonts[alias(name, number)] = made.reference


def _to_unicode(letters: dict[int, str]) -> list[bytes]:
    """The map from a font's glyphs to their letters (ISO 32000-1, 9.10.3)."""
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        b"1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    rows = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode() for glyph, text in sorted(letters.items())]
    for start in range(0, len(rows), 100):
        batch = rows[start : start + 100]
        lines += [f"{len(batch)} beginbfchar".encode(), *batch, b"endbfchar"]
    return [*lines, b"endcmap CMapName currentdict /CMap defineresource pop end end"]
