"""Importer of the article format itself: what lies in `articles/` already is in it."""

from __future__ import annotations

from utgivelse.findings import Place, ProjectError, error, said
from utgivelse.markdown import read_article
from utgivelse.plugins import Imported, Importer


def read(data: bytes, name: str, language: str) -> Imported:
    """The article of this file, with everything that is wrong with it."""
    article, findings = read_article(_text(data, name), name, language)
    return Imported(article, findings=findings)


def _text(data: bytes, name: str) -> str:
    place = f"articles/{name}"
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise ProjectError(
            error(
                "F05",
                said("{file} is not UTF-8: the byte {byte}", file=place, byte=f"0x{data[failure.start]:02x}"),
                said("save it again as UTF-8"),
                Place(place, line),
            )
        ) from None


IMPORTER = Importer(name="markdown", suffixes=(".md",), read=read)
