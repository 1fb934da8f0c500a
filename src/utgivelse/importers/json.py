"""Importer of articles as JSON: what a host hands over, by the published schema of `Article`."""

from __future__ import annotations

from dataclasses import replace

from utgivelse.article_json import article_from_json
from utgivelse.plugins import Imported, Importer


def read(data: bytes, name: str, language: str) -> Imported:
    """The article of this file; ProjectError, with everything that does not fit, when it is none."""
    article, findings = article_from_json(data, name)
    return Imported(replace(article, source=name), findings=findings)


IMPORTER = Importer(name="json", suffixes=(".json",), read=read)
