"""XML: read without trust, written with one element a line where no words stand.

A document type is taken only where it is a mere reference, as in TMX, and never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from utgivelse.findings import said
from utgivelse.foreign.refusal import check_size, unreadable

XML = "{http://www.w3.org/XML/1998/namespace}"
Element = Any
"""An element of lxml's, which has no types."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 has no way to write."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root of a file from outside."""
    check_size(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise unreadable(
            said("the file is not well-formed XML: {why}", why=_short(failure.msg)),
            said("open it in the program it was made with and export it again; it may be cut or in another encoding"),
            name,
            failure.lineno or 0,
        ) from None
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and (list(internal.entities()) or list(internal.elements())):
        raise unreadable(
            said("the file brings its own entities or document type, which are not read"),
            said("export it without a DTD"),
            name,
        )
    for entity in root.iter(etree.Entity):
        raise unreadable(
            said("the file has the entity «{entity}», which is defined outside of it", entity=entity.text),
            said("export it with the character itself, and without a DTD"),
            name,
            line_of(entity),
        )
    return root


def _short(why: str | None) -> str:
    return re.sub(r"\s+", " ", why or "–")[:120]


def element(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new child with this text; attributes without a value are left out."""
    child = etree.SubElement(parent, tag, {name: value for name, value in (attributes or {}).items() if value})
    child.text = text or None
    return child


def root(tag: str, spaces: Mapping[str | None, str], attributes: Mapping[str, str]) -> Element:
    """A new root with these namespaces."""
    return etree.Element(tag, dict(attributes), nsmap=dict(spaces) or None)


def write_xml(top: Element, texts: frozenset[str], doctype: str = "") -> bytes:
    """The bytes of a file: one element a line, except inside the elements that hold words."""
    _indent(top, texts, "\n")
    written: bytes = etree.tostring(top, encoding="UTF-8", xml_declaration=True, doctype=doctype or None)
    return written + b"\n"


def _indent(parent: Element, texts: frozenset[str], line: str) -> None:
    children = list(parent)
    if not children or local(parent) in texts:
        return
    parent.text = line + " "
    for child in children:
        _indent(child, texts, line + " ")
        child.tail = line + " "
    children[-1].tail = line


def local(node: Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def line_of(node: Element) -> int:
    """The line an element begins on."""
    return int(node.sourceline or 0)


def children(node: Element, name: str) -> list[Element]:
    """The children of this name."""
    return [child for child in node if local(child) == name]


def child(node: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next(iter(children(node, name)), None)


def text_of(node: Element | None) -> str:
    """All words in an element."""
    return "" if node is None else "".join(node.itertext())
