"""Ebook: a finished EPUB as it lies in its archive, whoever made it; what outlines and checks read it by.

Laws:
- Paths are those within the archive; lines are those of the file there.
- What is damaged, missing or far too large is left out, never guessed at: `read` raises `Unreadable` only
  where there is no package to be found.
- XML is read without its entities being fetched; where it is not well-formed, as far as it can be.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

MOST_BYTES = 64_000_000
"""Of one entry, unpacked: more is no chapter, but a bomb."""

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Unreadable(Exception):
    """No package can be found in these bytes."""


@dataclass(frozen=True)
class Item:
    """An entry of the manifest: its path in the archive, its type, what the package says of it, and on which line."""

    id: str
    path: str
    media_type: str
    properties: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Ebook:
    """An opened EPUB; `items` and `spine` are in the package's order, the spine as paths."""

    package: str
    root: Any = field(repr=False)
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    entries: Mapping[str, int]
    """Every file in the archive and its size."""
    _data: bytes = field(repr=False)
    _trees: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._data))

    def bytes_of(self, path: str) -> bytes:
        """A file's content; empty where it is missing, damaged or far too large."""
        return _content(self._archive, path)

    def tree(self, path: str) -> Any:
        """The root of an XML file, None where nothing of it can be read; read once."""
        if path not in self._trees:
            self._trees[path] = parse(self.bytes_of(path))
        return self._trees[path]

    def documents(self) -> tuple[tuple[str, Any], ...]:
        """Every XHTML file of the spine that can be read, with its root, in reading order."""
        found = ((path, self.tree(path)) for path in self.spine)
        return tuple((path, tree) for path, tree in found if tree is not None)

    @property
    def nav(self) -> str:
        """The path of the navigation document, or nothing."""
        return next((item.path for item in self.items if "nav" in item.properties), "")

    @property
    def language(self) -> str:
        """The language that the package names first."""
        return (self.root.findtext(".//dc:language", "", NAMES) or "").strip()

    @property
    def title(self) -> str:
        """The title that the package names first."""
        return " ".join((self.root.findtext(".//dc:title", "", NAMES) or "").split())

    def metadata(self, name: str) -> tuple[str, ...]:
        """What the package says under this property, of the book as a whole."""
        found = self.root.iterfind("o:metadata/o:meta", NAMES)
        return tuple(
            (meta.text or "").strip() for meta in found if meta.get("property") == name and not meta.get("refines")
        )


def read(data: bytes) -> Ebook:
    """Open an EPUB. Unreadable when it is no archive, or names no package."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise Unreadable(str(problem)) from problem
    container = parse(_content(archive, "META-INF/container.xml"))
    named = None if container is None else container.find(".//c:rootfile", NAMES)
    package = "" if named is None else named.get("full-path", "")
    root = parse(_content(archive, package))
    if root is None:
        raise Unreadable("there is no package document")
    items = tuple(_item(element, package) for element in root.iterfind("o:manifest/o:item", NAMES))
    paths = {item.id: item.path for item in items}
    order = (paths.get(reference.get("idref", ""), "") for reference in root.iterfind("o:spine/o:itemref", NAMES))
    entries = {entry.filename: entry.file_size for entry in archive.infolist() if not entry.is_dir()}
    return Ebook(package, root, items, tuple(path for path in order if path), entries, data)


def _item(element: Any, package: str) -> Item:
    return Item(
        element.get("id", ""),
        resolve(package, element.get("href", "")),
        element.get("media-type", ""),
        tuple(element.get("properties", "").split()),
        element.sourceline or 0,
    )


def _content(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        entry = archive.getinfo(path)
        return archive.read(entry) if entry.file_size <= MOST_BYTES else b""
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return b""
    except Exception as problem:
        if type(problem).__module__ == "zlib":  # a stream that is cut off
            return b""
        raise


def parse(data: bytes) -> Any:
    """The root of an XML document, as far as it can be read; None for nothing."""
    for recover in (False, True):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            return root
    return None


def resolve(base: str, address: str) -> str:
    """The path in the archive that an address in `base` leads to; the address itself when it leads outside."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no address
        return address
    if parts.scheme or parts.netloc:
        return address
    if not parts.path:
        return base
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))


def types_of(element: Any) -> frozenset[str]:
    """What an element is: the words of its `epub:type` and of its `role`."""
    return frozenset(f"{element.get(TYPE, '')} {element.get('role', '')}".split())


def language_of(element: Any) -> str:
    """The language that an element itself names."""
    return (element.get(XML_LANG) or element.get("lang") or "").strip()
