"""Tree: the tags of a document, made from its elements, with what the pages show of each.

Laws:
- The order is the document's. All parts of an element are in one tag, on whatever pages and in whatever
  columns they stand.
- A tag with nothing to read is left out, but for the cells of a table.
- Notes stand behind the block that refers to them, so that they break no sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

from utgivelse.typeset.structure.letters import Shown, Source
from utgivelse.typeset.structure.roles import (
    GROUPING,
    HEADINGS,
    INLINE,
    KEPT_EMPTY,
    NUMBERING,
    alternative,
    language_of,
    role_of,
)

LABELS = ("marker", "before")
NOTE_CALL, NOTE_MARK = "footnote-call", "footnote-marker"


@dataclass(eq=False)
class Leaf:
    """Something that a page shows: a box of text, or a picture."""

    box: Any
    page: int
    shown: Shown
    block: tuple[int, str] = (0, "")
    """What tells the block that it stands in from others."""

    @property
    def place(self) -> float:
        """Where it comes in its element."""
        return inf if self.shown.generated == "after" else self.shown.place


@dataclass(eq=False)
class Node:
    """A tag. `element` is what it was made of, None for what only PDF asks for."""

    role: str
    element: Any = None
    place: float = 0
    kids: list[Node | Leaf] = field(default_factory=list)
    language: str = ""
    alt: str = ""
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    """Links: the page and the annotation."""
    target: Node | None = None
    """Where a link leads that the engine knows nothing of."""

    def leaves(self) -> Iterator[Leaf]:
        """All that is shown of it, in order."""
        for kid in self.kids:
            if isinstance(kid, Leaf):
                yield kid
            else:
                yield from kid.leaves()

    def nodes(self) -> Iterator[Node]:
        """It and all tags in it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()


@dataclass(frozen=True)
class Material:
    """What the pages have for each element, by its identity: leaves, and links with their pages."""

    source: Source
    leaves: Mapping[int, list[Leaf]]
    links: Mapping[int, list[tuple[int, Any]]]


def build(root: Any, material: Material) -> Node:
    """The whole tree; its root is the document."""
    document = Node("Document", root, kids=_Building(material).inside(root, language_of(root)))
    _lift_notes(document)
    _lead_back(document)
    _wrap_words(document)
    _level_headings(document)
    return document


class _Building:
    """One way through the elements."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def inside(self, element: Any, language: str) -> list[Node | Leaf]:
        """What stands in an element, in order."""
        found: list[Node | Leaf] = list(self.material.leaves.get(id(element), ()))
        for child in element:
            if isinstance(child.tag, str):
                found += self._element(child, language)
        return sorted(found, key=lambda kid: kid.place)

    def _element(self, element: Any, outer: str) -> list[Node | Leaf]:
        role = role_of(element)
        if role == "Artifact":
            return []
        language = language_of(element) or outer
        kids = self._drawn(element) if role == "Figure" else self.inside(element, language)
        node = Node(role, element, self.material.source.places[id(element)], kids)
        node.language = language if language != outer else ""
        node.annotations = list(self.material.links.get(id(element), ()))
        return self._finished(node)

    def _drawn(self, element: Any) -> list[Node | Leaf]:
        """All that a picture is drawn of."""
        return [leaf for inner in element.iter() for leaf in self.material.leaves.get(id(inner), ())]

    def _finished(self, node: Node) -> list[Node | Leaf]:
        """A node as it goes into the tree: nothing, itself, or what it stands for."""
        if not node.kids and node.role not in KEPT_EMPTY:
            return []
        if _is_note(node):
            return _note(node)
        if node.role == "Link" and not node.annotations:
            node.role = ""
        if not node.role:
            return self._untagged(node)
        if shape := SHAPES.get(node.role):
            shape(node)
        if node.element.get("role") == "doc-noteref":
            return [Node("Reference", None, node.place, [node])]
        return [node]

    def _untagged(self, node: Node) -> list[Node | Leaf]:
        """What has no tag of its own, unless it is in another language."""
        if not node.language:
            return node.kids
        if any(isinstance(kid, Node) and kid.role not in INLINE for kid in node.kids):
            node.role = "Div"
        else:
            node.role = "Span"
        return [node]


# ── what some tags ask for ───────────────────────────────────────────────────────────────────


def _figure(node: Node) -> None:
    """One picture with one alternative text (ISO 14289-1, 7.3)."""
    node.alt = alternative(node.element)


def _list(node: Node) -> None:
    """Items only; terms and what is said of them are label and body (ISO 32000-1, 14.8.4.3.3)."""
    if node.element is None or node.element.tag != "dl":
        return
    items: list[Node | Leaf] = []
    for kid in _without_groups(node.kids):
        if isinstance(kid, Node) and kid.role == "Lbl":
            items.append(Node("LI", None, kid.place, [kid]))
        elif items and isinstance(items[-1], Node):
            items[-1].kids.append(kid)
        else:
            items.append(Node("LI", None, kid.place, [kid]))
    node.kids = items


def _without_groups(kids: list[Node | Leaf]) -> Iterator[Node | Leaf]:
    for kid in kids:
        if isinstance(kid, Node) and kid.role == "Div":
            yield from kid.kids
        else:
            yield kid


def _item(node: Node) -> None:
    """A label, if the item has one, and a body."""
    labels = [kid for kid in node.kids if isinstance(kid, Leaf) and kid.shown.generated in LABELS]
    rest = [kid for kid in node.kids if kid not in labels]
    node.kids = []
    if labels:
        node.kids.append(Node("Lbl", None, node.place, list(labels)))
    if rest:
        node.kids.append(Node("LBody", None, node.place, rest))


def _contents(node: Node) -> None:
    """A table of contents has entries, which refer to what they name (ISO 32000-1, 14.8.4.2)."""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "LI":
            kid.role = "TOCI"
            inner = [part for body in kid.kids if isinstance(body, Node) for part in body.kids]
            kid.kids = [Node("Reference", None, kid.place, inner)]


def _notes(node: Node) -> None:
    """Notes that are set as a list at an article's end are notes, not items (ISO 14289-1, 7.9)."""
    node.role = "Sect"
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "LI":
            kid.role = "Note"
            kid.kids = [
                part
                for inner in kid.kids
                for part in (inner.kids if isinstance(inner, Node) and inner.role == "LBody" else [inner])
            ]


SHAPES = {"Figure": _figure, "L": _list, "LI": _item, "TOC": _contents, "Notes": _notes}


# ── notes ────────────────────────────────────────────────────────────────────────────────────


def _is_note(node: Node) -> bool:
    return any(isinstance(kid, Leaf) and kid.shown.generated == NOTE_CALL for kid in node.kids)


def _note(node: Node) -> list[Node | Leaf]:
    """A note set at the foot of a page: the reference in the text, and the note; each leads to the other."""
    calls = [kid for kid in node.kids if isinstance(kid, Leaf) and kid.shown.generated == NOTE_CALL]
    marks = [kid for kid in node.kids if isinstance(kid, Leaf) and kid.shown.generated == NOTE_MARK]
    rest = [kid for kid in node.kids if kid not in calls and kid not in marks]
    there = Node("Link", None, node.place, list(calls))
    back = Node("Link", None, node.place, list(marks))
    there.target, back.target = back, there
    label = [Node("Lbl", None, node.place, [back])] if marks else []
    note = Node("Note", node.element, node.place, [*label, *rest], node.language)
    return [Node("Reference", None, node.place, [there]), note]


def _lift_notes(node: Node) -> list[Node]:
    """Put the notes of each block behind it; those of a node that cannot hold them are given back."""
    can_hold = node.role in GROUPING or node.role in ("LBody", "TD", "TH")
    kids: list[Node | Leaf] = []
    waiting: list[Node] = []
    for kid in node.kids:
        if waiting and can_hold and isinstance(kid, Node) and not _is_words(kid) and kid.role != "Note":
            kids, waiting = [*kids, *waiting], []
        notes = _lift_notes(kid) if isinstance(kid, Node) else []
        if isinstance(kid, Node) and kid.role == "Note" and node.role != "Sect":
            waiting.append(kid)
        else:
            kids.append(kid)
        waiting += notes
    node.kids = [*kids, *waiting] if can_hold else kids
    return [] if can_hold else waiting


def _lead_back(document: Node) -> None:
    """The label of a note leads to the place that refers to it, as that leads to the note."""
    nodes = tuple(document.nodes())
    calls = {node.element.get("href", ""): node for node in nodes if node.role == "Link" and node.element is not None}
    for note in nodes:
        call = calls.get(f"#{note.element.get('id')}") if note.role == "Note" and note.element is not None else None
        label = next((kid for kid in note.kids if isinstance(kid, Node) and kid.role == "Lbl"), None)
        if call and label:
            label.kids = [Node("Link", None, label.place, label.kids, target=call)]


def _wrap_words(node: Node) -> None:
    """Words that stand directly in a group make a paragraph."""
    for kid in node.kids:
        if isinstance(kid, Node):
            _wrap_words(kid)
    if node.role not in ("Document", "Art", "Sect", "Div", "BlockQuote"):
        return
    kids: list[Node | Leaf] = []
    for kid in node.kids:
        if not _is_words(kid):
            kids.append(kid)
        elif kids and isinstance(kids[-1], Node) and kids[-1].element is None and kids[-1].role == "P":
            kids[-1].kids.append(kid)
        else:
            kids.append(Node("P", None, kid.place, [kid]))
    node.kids = kids


def _is_words(kid: Node | Leaf) -> bool:
    return isinstance(kid, Leaf) or (kid.role in INLINE and kid.role != "Figure")


def _level_headings(document: Node) -> None:
    """No level is skipped (ISO 14289-1, 7.4.2): one that an article skips is told to its author, and closed here."""
    open_levels: list[str] = []
    for node in document.nodes():
        if node.role in HEADINGS:
            while open_levels and open_levels[-1] >= node.role:
                open_levels.pop()
            open_levels.append(node.role)
            node.role = f"H{len(open_levels)}"


def numbering_of(node: Node) -> str:
    """How the labels of a list are made, empty when it has none."""
    items = [kid for kid in node.kids if isinstance(kid, Node)]
    labels = [kid for item in items for kid in item.kids if isinstance(kid, Node) and kid.role == "Lbl"]
    return NUMBERING.get(node.element.tag, "") if labels and node.element is not None else ""
