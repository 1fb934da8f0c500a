"""What both versions of XLIFF begin with: their files, and the catalog that each is of."""

from __future__ import annotations

from utgivelse.findings import said
from utgivelse.foreign.refusal import unreadable
from utgivelse.foreign.xml import Element, children, line_of, local, parse_xml


def files_of(data: bytes, name: str) -> tuple[Element, list[Element]]:
    """The root and its files; ProjectError when it is no XLIFF, or has none."""
    top = parse_xml(data, name)
    files = list(children(top, "file"))
    if local(top) != "xliff" or not files:
        raise unreadable(
            said("expected an XLIFF file, found «{root}»", root=local(top)),
            said("export it again as XLIFF 1.2, 2.1, XLSX or CSV"),
            name,
            line_of(top),
        )
    return top, files


def domain_of(file: Element) -> str:
    """The catalog that a file was made of, whatever path a program put before it."""
    return (file.get("original") or "").replace("\\", "/").rpartition("/")[2].removesuffix(".po")
