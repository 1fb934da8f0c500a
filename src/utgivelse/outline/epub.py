"""The outline of an EPUB: its spine, file by file, as a screen reader goes through it.

Laws:
- What is hidden from a screen reader (`hidden`, `aria-hidden`, an empty alternative text) is not in it.
- A role that the markup names (`doc-noteref`, `doc-pagebreak`, …) goes before the element's own
  (WAI-ARIA 1.2, 5.4; DPUB-ARIA 1.1).
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from utgivelse import ebook
from utgivelse.ebook import SVG, XHTML
from utgivelse.findings import said
from utgivelse.outline import At, Line, smooth

SILENT = frozenset(("head", "script", "style", "template", "source", "track", "link", "meta", "col", "colgroup"))
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "u",
        "var",
        "wbr",
        "picture",
        "rt",
        "rp",
    )
)
BLOCKS = {
    "p": said("paragraph"),
    "blockquote": said("quotation"),
    "figure": said("figure"),
    "figcaption": said("caption"),
    "caption": said("caption"),
    "aside": said("aside"),
    "nav": said("navigation"),
    "hr": said("separator"),
    "pre": said("preformatted"),
    "dt": said("term"),
    "dd": said("definition"),
}
NAMED = {
    "doc-footnote": said("note"),
    "footnote": said("note"),
    "doc-pagebreak": said("page"),
    "doc-toc": said("contents"),
    "doc-pagelist": said("page list"),
    "doc-chapter": said("chapter"),
    "doc-colophon": said("colophon"),
}
PICTURE = said("image")
UNDESCRIBED = said("image without a description")
TEXT = said("text")
LINKS = {
    "doc-noteref": said("note mark"),
    "noteref": said("note mark"),
    "doc-backlink": said("back to the text"),
}
LINK = said("link")
PASSAGE = said("passage")


def read_epub(data: bytes) -> tuple[Line, ...]:
    """The outline of a whole EPUB. `ebook.Unreadable` when there is no package in it."""
    book = ebook.read(data)
    lines = [Line(0, said("book"), book.title, book.language)]
    for path, root in book.documents():
        lines += _document(path, root, book.language)
    return tuple(lines)


def _document(path: str, root: Any, language: str) -> Iterator[Line]:
    own = ebook.language_of(root) or language
    title = smooth(root.findtext(f"{XHTML}head/{XHTML}title") or posixpath.basename(path))
    yield Line(1, said("file"), title, own if own != language else "")
    body = root.find(f"{XHTML}body")
    if body is not None:
        yield from _inside(body, At(2, ebook.language_of(body) or own, own))


# ── blocks ───────────────────────────────────────────────────────────────────────────────────


def _inside(element: Any, at: At, role: str = "") -> Iterator[Line]:
    """What an element holds; the first run of text goes on the line of its `role`, if it has one."""
    run: list[Any] = [element.text]
    told = not role
    for child in element:
        if _is_inline(child):
            run += [child, child.tail]
            continue
        if not told or _has_content(run):
            yield from _run(run, at, role if not told else TEXT)
            at, told = (at, True) if told else (at.below(), True)
        yield from _block(child, at.entering(ebook.language_of(child))) if _is_heard(child) else ()
        run = [child.tail]
    if not told or _has_content(run):
        yield from _run(run, at, role if not told else TEXT)


def _block(element: Any, at: At) -> Iterator[Line]:
    name = _name(element)
    if name in ("ul", "ol"):
        yield from _list(element, at)
    elif name == "table":
        yield from _table(element, at)
    elif label := _picture(element):
        yield at.line(*label)
    else:
        yield from _plain(element, at, name)


def _plain(element: Any, at: At, name: str) -> Iterator[Line]:
    role, label = _role(element, name), _label(element)
    if role in ("", NAMED["doc-pagebreak"]) or not label:
        yield from _inside(element, at, role) if role != NAMED["doc-pagebreak"] else (at.line(role, label),)
        return
    yield at.line(role, label)
    yield from _inside(element, at.below())


def _role(element: Any, name: str) -> str:
    types = ebook.types_of(element)
    if types & {"presentation", "none"}:
        return ""
    for word, role in NAMED.items():
        if word in types:
            return role
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return said("heading {level}", level=int(name[1]))
    if name == "section" and _label(element):
        return said("region")
    return BLOCKS.get(name, "")


def _list(element: Any, at: At) -> Iterator[Line]:
    items = [child for child in element if _name(child) == "li" and _is_heard(child)]
    yield at.line(said("list of {count}", count=len(items)), _label(element))
    for number, item in enumerate(items, 1):
        role = said("item {number} of {count}", number=number, count=len(items))
        yield from _inside(item, at.below().entering(ebook.language_of(item)), role)


def _table(element: Any, at: At) -> Iterator[Line]:
    rows = [row for row in element.iter(f"{XHTML}tr") if _is_heard(row)]
    columns = max((len(_cells(row)) for row in rows), default=0)
    caption = element.find(f"{XHTML}caption")
    text = _label(element) or (_text(caption) if caption is not None else "")
    yield at.line(said("table, {rows} by {columns}", rows=len(rows), columns=columns), text)
    heads: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        inner = at.below()
        yield inner.line(said("row {number} of {count}", number=number, count=len(rows)), "")
        for column, cell in enumerate(_cells(row)):
            yield from _inside(
                cell, inner.below().entering(ebook.language_of(cell)), _cell_role(cell, column, row, heads)
            )


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if _name(cell) in ("td", "th")]


def _cell_role(cell: Any, column: int, row: Any, heads: dict[int, str]) -> str:
    if _name(cell) == "th":
        if cell.get("scope") == "row":
            return said("row head")
        heads[column] = smooth(_text(cell))
        return said("column head")
    side = next((smooth(_text(head)) for head in _cells(row) if head.get("scope") == "row"), "")
    head = ", ".join(filter(None, (heads.get(column, ""), side)))
    return said("cell of «{head}»", head=head) if head else said("cell")


# ── what stands in a line ────────────────────────────────────────────────────────────────────


def _run(run: list[Any], at: At, role: str) -> Iterator[Line]:
    text = "".join(part if isinstance(part, str) else _text(part) for part in run if part is not None)
    if role != TEXT or smooth(text):
        yield at.line(role, text)
        at = at.below()
    for part in run:
        if part is not None and not isinstance(part, str) and _is_heard(part):
            yield from _objects(part, at.entering(ebook.language_of(part)))


def _objects(element: Any, at: At) -> Iterator[Line]:
    """The links, pictures, marks and foreign passages in an inline element, itself among them."""
    inner = at
    types = ebook.types_of(element)
    if label := _picture(element):
        yield at.line(*label)
        return
    if NAMED["doc-pagebreak"] == _role(element, ""):
        yield at.line(NAMED["doc-pagebreak"], _label(element) or _text(element))
        return
    if _name(element) == "a" and element.get("href"):
        role = next((role for word, role in LINKS.items() if word in types), LINK)
        yield at.line(role, f"{_label(element) or smooth(_text(element))} → {element.get('href')}")
        inner = at.below()
    elif at.language != at.around:
        yield at.line(PASSAGE, _text(element))
        inner = at.below()
    for child in element:
        if isinstance(child.tag, str) and _is_heard(child):
            yield from _objects(child, inner.entering(ebook.language_of(child)))


def _picture(element: Any) -> tuple[str, str] | None:
    """How a picture is announced; None for what is no picture, or says nothing."""
    if _name(element) == "img":
        if element.get("alt") is None and not _label(element):
            return UNDESCRIBED, posixpath.basename(element.get("src", ""))
        text = _label(element) or element.get("alt", "")
        return (PICTURE, text) if text else None
    if element.get("role") == "img" or element.tag == f"{SVG}svg":
        text = _label(element) or smooth(element.findtext(f"{SVG}title") or "")
        return (PICTURE, text) if text else (UNDESCRIBED, "")
    return None


def _text(element: Any) -> str:
    """The words of an inline element; those of pictures and page marks are lines of their own."""
    if element.tag is etree.Entity:
        return html.unescape(element.text)
    if not isinstance(element.tag, str) or not _is_heard(element) or _is_object(element):
        return ""
    if _name(element) == "br":
        return " "
    parts = [element.text or ""]
    for child in element:
        parts += [_text(child), child.tail or ""]
    return "".join(parts)


def _is_object(element: Any) -> bool:
    return bool(_picture(element)) or "doc-pagebreak" in ebook.types_of(element) or element.tag == f"{SVG}svg"


def _is_inline(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    return element.tag == f"{SVG}svg" or _name(element) in INLINE


def _has_content(run: list[Any]) -> bool:
    return any(part.strip() if isinstance(part, str) else part is not None and _is_heard(part) for part in run)


def _is_heard(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return element.tag is etree.Entity
    return not (_name(element) in SILENT or element.get("hidden") is not None or element.get("aria-hidden") == "true")


def _label(element: Any) -> str:
    """The name that the markup gives to an element."""
    if label := element.get("aria-label"):
        return smooth(label)
    if element.get("aria-labelledby"):
        root = element.getroottree().getroot()
        named = (root.find(f".//*[@id='{name}']") for name in element.get("aria-labelledby").split() if "'" not in name)
        return " ".join(smooth(_text(one)) for one in named if one is not None)
    return ""


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(XHTML) if str(element.tag).startswith(XHTML) else ""
