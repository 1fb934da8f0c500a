"""The outline of a PDF: its tags, as a screen reader goes through them (ISO 32000-1, 14.8).

Laws:
- What is an artifact is not in it; what has no tag is not in it either, and the file's first line says so
  when it has no tags at all.
- Tags that only group (`Sect`, `Div`) are not announced; the page is told where it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from utgivelse.findings import said
from utgivelse.outline import At, Line, smooth
from utgivelse.pdf import painting
from utgivelse.pdf.painting import Content, Linked, Tag
from utgivelse.pdf.painting.words import Words

BLOCKS = {
    "P": said("paragraph"),
    "BlockQuote": said("quotation"),
    "Caption": said("caption"),
    "TOC": said("contents"),
    "TOCI": said("entry"),
    "Note": said("note"),
    "Lbl": said("label"),
    "Code": said("preformatted"),
    "Form": said("form field"),
    "Formula": said("formula"),
}
INLINE = frozenset(("Span", "Link", "Quote", "Code", "Reference", "Figure", "Lbl", "Note", "Annot", "Ruby", "Warichu"))
GROUPS = frozenset(
    ("Document", "Part", "Art", "Sect", "Div", "NonStruct", "Private", "Index", "LBody", "THead", "TBody", "TFoot", "")
)


def read_pdf(data: bytes) -> tuple[Line, ...]:
    """The outline of a whole PDF."""
    found = painting.read(data)
    structure, catalog = found.structure, found.catalog
    title = dict(catalog.xmp).get("Title") or dict(catalog.info).get("Title", "")
    role = said("document") if structure.tags else said("document without tags")
    lines = [Line(0, role, title, structure.language)]
    walk = _Walk(Words(found))
    for tag in structure.tags:
        lines += walk.tag(tag, At(1, structure.language, structure.language))
    return tuple(lines)


class _Walk:
    """One way through the tags."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.page = 0

    def tag(self, tag: Tag, at: At) -> Iterator[Line]:
        """The lines of a tag and all in it."""
        yield from self._turn(tag)
        at = at.entering(tag.language)
        shape = SHAPES.get(tag.role)
        if shape:
            yield from shape(self, tag, at)
        elif tag.role in GROUPS:
            yield from self._kids(tag, at)
        else:
            yield from self._block(tag, at, _role(tag))

    def _turn(self, tag: Tag) -> Iterator[Line]:
        is_group = tag.role in GROUPS or tag.role in SHAPES
        is_heard = not is_group or any(isinstance(kid, Content) for kid in tag.kids)
        page = self.words.place(tag)[0] if is_heard else 0
        if page > self.page:
            self.page = page
            yield Line(1, said("page"), str(page))

    def _kids(self, tag: Tag, at: At) -> Iterator[Line]:
        run: list[Tag | Content] = []
        for kid in tag.kids:
            if isinstance(kid, Tag) and kid.role not in INLINE:
                yield from self._run(run, at, said("text"))
                run = []
                yield from self.tag(kid, at)
            elif not isinstance(kid, Linked):
                run.append(kid)
        yield from self._run(run, at, said("text"))

    def _block(self, tag: Tag, at: At, role: str) -> Iterator[Line]:
        """A block: its words on one line, what stands in it below."""
        inline = [kid for kid in tag.kids if isinstance(kid, Content) or (isinstance(kid, Tag) and kid.role in INLINE)]
        rest = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.role not in INLINE]
        text = tag.actual if tag.actual is not None else "".join(map(self._text, inline))
        below = at
        if smooth(text) or tag.role != "P":
            yield at.line(role, text)
            below = at.below()
        for kid in inline:
            yield from self._object(kid, below)
        for kid in rest:
            yield from self.tag(kid, below)

    def _run(self, run: list[Tag | Content], at: At, role: str) -> Iterator[Line]:
        text = "".join(map(self._text, run))
        if smooth(text):
            yield at.line(role, text)
            at = at.below()
        for kid in run:
            yield from self._object(kid, at)

    def _text(self, kid: Tag | Content) -> str:
        if isinstance(kid, Content):
            return self.words.of(kid)
        if kid.role in ("Figure", "Formula", "Note"):
            return ""
        return self.words.inside(kid) + " " * (kid.role == "Lbl")

    def _object(self, kid: Tag | Content, at: At) -> Iterator[Line]:
        if isinstance(kid, Content):
            return
        at = at.entering(kid.language)
        below = at
        if kid.role == "Link":
            goal = next((inner.contents for inner in kid.kids if isinstance(inner, Linked)), "")
            yield at.line(said("link"), goal or self.words.inside(kid))
            below = at.below()
        elif kid.role == "Note":
            yield from self._block(kid, at, BLOCKS["Note"])
            return
        elif kid.role == "Figure":
            yield from self._figure(kid, at)
            return
        elif at.language != at.around:
            yield at.line(said("passage"), self.words.inside(kid))
            below = at.below()
        for inner in kid.kids:
            if isinstance(inner, Tag):
                yield from self._object(inner, below)

    def _figure(self, tag: Tag, at: At) -> Iterator[Line]:
        yield from self._turn(tag)
        alt = tag.alt or tag.actual or ""
        yield at.line(said("image") if alt else said("image without a description"), alt)

    def _list(self, tag: Tag, at: At) -> Iterator[Line]:
        items = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.role == "LI"]
        yield at.line(said("list of {count}", count=len(items)), "")
        number = 0
        for kid in tag.kids:
            if not isinstance(kid, Tag):
                continue
            if kid.role != "LI":
                yield from self.tag(kid, at.below())
                continue
            number += 1
            role = said("item {number} of {count}", number=number, count=len(items))
            yield from self._item(kid, at.below().entering(kid.language), role)

    def _item(self, item: Tag, at: At, role: str) -> Iterator[Line]:
        """Label and body on one line, as they are heard."""
        parts = [kid for kid in item.kids if isinstance(kid, Tag)]
        flat = Tag("LI", "LI", tuple(inner for part in parts for inner in _spaced(part)), page=item.page)
        yield from self._turn(flat)
        yield from self._block(flat, at, role)

    def _table(self, tag: Tag, at: At) -> Iterator[Line]:
        rows = [row for row in tag.walk() if row.role == "TR"]
        columns = max((len(_cells(row)) for row in rows), default=0)
        yield at.line(said("table, {rows} by {columns}", rows=len(rows), columns=columns), "")
        heads: dict[int, str] = {}
        for number, row in enumerate(rows, 1):
            yield at.below().line(said("row {number} of {count}", number=number, count=len(rows)), "")
            for column, cell in enumerate(_cells(row)):
                inner = at.below().below().entering(cell.language)
                yield from self._block(cell, inner, self._cell(cell, column, row, heads))

    def _cell(self, cell: Tag, column: int, row: Tag, heads: dict[int, str]) -> str:
        if cell.role == "TH":
            if cell.attribute("Scope") == "Row":
                return said("row head")
            heads[column] = smooth(self.words.inside(cell))
            return said("column head")
        side = [kid for kid in _cells(row) if kid.role == "TH" and kid.attribute("Scope") == "Row"]
        named = [heads.get(column, ""), *(smooth(self.words.inside(one)) for one in side[:1])]
        head = ", ".join(filter(None, named))
        return said("cell of «{head}»", head=head) if head else said("cell")


def _role(tag: Tag) -> str:
    if tag.role[:1] == "H" and tag.role[1:].isdigit():
        return said("heading {level}", level=int(tag.role[1:]))
    return said("heading") if tag.role == "H" else BLOCKS.get(tag.role, tag.role)


def _cells(row: Tag) -> list[Tag]:
    return [kid for kid in row.kids if isinstance(kid, Tag) and kid.role in ("TH", "TD")]


def _spaced(part: Tag) -> tuple[Tag | Content | Linked, ...]:
    """The content of a label or body; a label ends with a space."""
    return (*part.kids, Tag("Span", "Span", actual=" ")) if part.role == "Lbl" else part.kids


Shape = Callable[[_Walk, Tag, At], Iterator[Line]]
SHAPES: dict[str, Shape] = {"L": _Walk._list, "Table": _Walk._table, "Figure": _Walk._figure}
