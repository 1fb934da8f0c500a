"""Writing: the tree of tags as objects of the file (ISO 32000-1, 14.7).

Laws:
- Every tag names its page, every piece of content its tag (14.7.4.4), every link its words (ISO 14289-1,
  7.18.5). Lengths are points from the trimmed page's lower left corner.
"""

from __future__ import annotations

from typing import Any

import pydyf

from utgivelse.typeset.structure.roles import MAPPED
from utgivelse.typeset.structure.spacing import Spacing, words_of
from utgivelse.typeset.structure.stream import Mark, Recorder
from utgivelse.typeset.structure.tree import Leaf, Node, numbering_of

POINT = 0.75
PRINTED = 4
"""The flag of an annotation that is printed (12.5.3); PDF/A asks for it (ISO 19005-2, 6.3.2)."""


def object_of(pdf: Any, reference: bytes) -> Any:
    """What a reference (`12 0 R`) of a file being written stands for."""
    return pdf.objects[int(reference.split()[0])]


class Writer:
    """Writes the tree of one file."""

    def __init__(self, pdf: Any, document: Any, recorder: Recorder, spacing: Spacing) -> None:
        self.pdf, self.document, self.recorder, self.spacing = pdf, document, recorder, spacing
        self.owners: dict[tuple[int, int], Any] = {}
        """By stream and number: the reference of the tag that the content belongs to."""
        self.annotations: list[Any] = []
        self.notes = 0
        self.streams = (*recorder.pages, *(form for form in recorder.forms if form.count))
        for key, form in enumerate(self.streams[len(recorder.pages) :], len(recorder.pages)):
            form.extra["StructParents"] = key

    def write(self, tree: Node) -> None:
        """The tree, and what leads from the pages to it."""
        root = self._add(
            {"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary({k: f"/{v}" for k, v in MAPPED.items()})}
        )
        top = self._node(tree, root.reference)
        root["K"] = pydyf.Array([top.reference])
        root["ParentTree"] = self._parents().reference
        root["ParentTreeNextKey"] = len(self.streams) + len(self.annotations)
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _add(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made

    def _node(self, node: Node, parent: Any) -> Any:
        made = self._add({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        page = next((leaf.page for leaf in node.leaves()), None)
        if page is not None:
            made["Pg"] = self.pdf.page_references[page]
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._node(kid, made.reference).reference)
            else:
                kids.append(self._content(self.recorder.marks[id(kid.box)], kid.page, page, made.reference))
        kids += [self._link(node, annotation, on, made.reference) for on, annotation in self._annotations(node)]
        made["K"] = pydyf.Array(kids)
        self._describe(node, made)
        return made

    def _content(self, mark: Mark, page: int, usual: int | None, owner: Any) -> Any:
        """Content of a tag: its number alone where that is enough (14.7.4.2)."""
        self.owners[id(mark.stream), mark.number] = owner
        is_form = mark.stream is not self.recorder.pages[page]
        if not is_form and page == usual:
            return mark.number
        reference = {"Type": "/MCR", "Pg": self.pdf.page_references[page], "MCID": mark.number}
        if is_form:
            reference["Stm"] = mark.stream.reference
        return pydyf.Dictionary(reference)

    def _describe(self, node: Node, made: Any) -> None:
        if node.language:
            made["Lang"] = pydyf.String(node.language)
        if node.role == "Figure":
            made["Alt"] = pydyf.String(node.alt)
        if node.role == "Note":
            self.notes += 1
            made["ID"] = pydyf.String(f"note-{self.notes}")
        if attributes := self._attributes(node):
            made["A"] = pydyf.Dictionary(attributes)

    def _attributes(self, node: Node) -> dict[str, Any]:
        if node.role in ("TH", "TD"):
            return _cell(node)
        if node.role == "L" and (numbering := numbering_of(node)):
            return {"O": "/List", "ListNumbering": f"/{numbering}"}
        leaf = next(node.leaves(), None)
        if node.role == "Figure" and leaf:
            return {"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(self._bounds(leaf))}
        return {}

    # ── links ────────────────────────────────────────────────────────────────────────────────

    def _annotations(self, node: Node) -> list[tuple[int, Any]]:
        if node.target is None:
            return node.annotations
        there = next(node.target.leaves(), None)
        return [(leaf.page, self._inner_link(leaf, there)) for leaf in node.leaves() if there]

    def _inner_link(self, leaf: Leaf, there: Leaf) -> Any:
        left, _, _, top = self._bounds(there)
        goal = pydyf.Array([self.pdf.page_references[there.page], "/XYZ", left, top, 0])
        made = self._add(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array(self._bounds(leaf)),
                "BS": pydyf.Dictionary({"W": 0}),
                "Dest": goal,
            }
        )
        page = object_of(self.pdf, self.pdf.page_references[leaf.page])
        page.setdefault("Annots", pydyf.Array()).append(made.reference)
        return made

    def _link(self, node: Node, annotation: Any, page: int, owner: Any) -> Any:
        annotation["Contents"] = pydyf.String(self._contents(node, annotation))
        annotation["F"] = PRINTED
        annotation["StructParent"] = len(self.streams) + len(self.annotations)
        self.annotations.append(owner)
        reference = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pdf.page_references[page]}
        return pydyf.Dictionary(reference)

    def _contents(self, node: Node, annotation: Any) -> str:
        """What a link says of itself: its words, and the address that it leads to where they don't say it."""
        pictures = [inner.alt for inner in node.nodes() if inner.role == "Figure"]
        words = " ".join(filter(None, [words_of(node.leaves(), self.spacing), *pictures]))
        action = annotation.get("A")
        address = (action["URI"].string if action else "").removeprefix("mailto:").removeprefix("tel:")
        short = address.split("://")[-1].removeprefix("www.").rstrip("/")
        return f"{words} – {address}" if short and short not in words else words

    # ── where things are ─────────────────────────────────────────────────────────────────────

    def _bounds(self, leaf: Leaf) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of what is shown, within the trimmed page."""
        page = self.document.pages[leaf.page]
        box = leaf.box
        left, top = box.position_x, box.position_y
        right, bottom = left + box.width, top + box.height
        edges = (left, page.height - bottom, right, page.height - top)
        limits = (page.width, page.height, page.width, page.height)
        return tuple(round(min(max(edge, 0), most) * POINT, 3) for edge, most in zip(edges, limits, strict=True))

    def _parents(self) -> Any:
        """By number of page, form or annotation: the tags of what it holds."""
        numbers: list[Any] = []
        for key, stream in enumerate(self.streams):
            numbers += [key, self._array([self.owners.get((id(stream), n), "null") for n in range(stream.count)])]
        for key, owner in enumerate(self.annotations, len(self.streams)):
            numbers += [key, owner]
        return self._add({"Nums": pydyf.Array(numbers)})

    def _array(self, items: list[Any]) -> Any:
        made = pydyf.Array(items)
        self.pdf.add_object(made)
        return made.reference


def _cell(node: Node) -> dict[str, Any]:
    """Which cells a head is for, and how far a cell reaches (14.8.5.7; ISO 14289-1, 7.5)."""
    said: dict[str, Any] = {"O": "/Table"}
    element = node.element
    if node.role == "TH":
        said["Scope"] = "/Row" if element.get("scope") in ("row", "rowgroup") else "/Column"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (number := element.get(name, "1")).isdigit() and int(number) > 1:
            said[key] = int(number)
    return said if len(said) > 1 else {}
