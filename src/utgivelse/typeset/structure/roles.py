"""Roles: what an element of the document is in the tree of tags (ISO 32000-1, 14.8.4).

Laws:
- Only the standard roles are used; `Strong` and `Em` are mapped to `Span` (14.8.4.1), since PDF 1.7 has
  neither. PDF/UA-1 lets no other name stand without such a mapping (ISO 14289-1, 7.1).
- An element that means nothing (`span`, `bdi`, `i`) leaves no tag; its words belong to what is round it.
"""

from __future__ import annotations

from typing import Any

SVG = "{http://www.w3.org/2000/svg}svg"

ROLES = {
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "main": "Div",
    "header": "Div",
    "footer": "Div",
    "div": "Div",
    "figure": "Div",
    "p": "P",
    "pre": "P",
    "blockquote": "BlockQuote",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    SVG: "Figure",
    "a": "Link",
    "q": "Quote",
    "code": "Code",
    "strong": "Strong",
    "em": "Em",
}
"""A picture with its caption is a Div: many readers pass over what stands inside a tag with an alternative text."""

BY_ROLE = {
    "img": "Figure",
    "caption": "Caption",
    "doc-toc": "TOC",
    "doc-endnotes": "Notes",
    "presentation": "Artifact",
    "none": "Artifact",
}
"""What an element's `role` attribute says, before its name does."""

HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
MAPPED = {"Strong": "Span", "Em": "Span"}
GROUPING = frozenset(
    ("Document", "Art", "Sect", "Div", "BlockQuote", "TOC", "L", "Table", "THead", "TBody", "TFoot", "TR")
)
"""They hold no words directly (14.8.4.2): words in them stand in a P."""
INLINE = frozenset(("Span", "Link", "Quote", "Code", "Strong", "Em", "Reference", "Lbl", "Figure"))
KEPT_EMPTY = frozenset(("TD", "TH"))
"""A table's rows keep their cells, also those with nothing in them (14.8.4.3.4)."""
NUMBERING = {"ul": "Disc", "ol": "Decimal"}
"""ListNumbering (14.8.5.5): how the labels are made; a list of terms has none."""


def role_of(element: Any) -> str:
    """The role of an element, empty when it leaves no tag, `Artifact` when it is not to be read.

    A picture with an empty alternative text is decoration, and so is a drawing in the markup that has no words.
    """
    attributes = element.attrib
    is_silent = (element.tag == "img" and attributes.get("alt") == "") or (
        element.tag == SVG and not alternative(element)
    )
    if attributes.get("aria-hidden") == "true" or is_silent:
        return "Artifact"
    said = BY_ROLE.get(attributes.get("role", ""))
    return said or ROLES.get(element.tag, "")


def is_picture(element: Any) -> bool:
    """Whether an element is one picture, whatever is in it."""
    return role_of(element) == "Figure"


def alternative(element: Any) -> str:
    """The words that stand for a picture."""
    if element.tag == SVG:
        title = element.find("{http://www.w3.org/2000/svg}title")
        return element.get("aria-label") or (title.text if title is not None and title.text else "")
    return element.get("alt") or element.get("aria-label") or ""


def language_of(element: Any) -> str:
    """The language that an element says it is in; empty when it says none."""
    return element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
