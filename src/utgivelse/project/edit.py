"""Edit: put an article into a publication, with comments and layout as they were."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import tomlkit
from tomlkit.items import Array

from utgivelse.files import Files, write_atomically
from utgivelse.findings import Place, ProjectError, error, nearest, said
from utgivelse.project.lines import value_span
from utgivelse.project.load import CONFIGURATION, load_project


def add_article(root: Path, publication: str, name: str) -> None:
    """Append an article to a publication's `articles`; nothing happens when it is there."""
    project = load_project(root)
    known = [one.id for one in project.publications]
    if publication not in known:
        raise ProjectError(
            error(
                "P18",
                said("there is no publication «{id}»", id=publication),
                nearest(publication, known),
                Place(CONFIGURATION),
            )
        )
    if name in project.publication(publication).articles:
        return
    number = known.index(publication)
    raw = Files(root).read(CONFIGURATION).decode("utf-8-sig")
    text = raw.replace("\r\n", "\n")
    start, end = value_span(text, ("publication", number, "articles"))
    changed = text[:start] + _appended(text[start:end], name) + text[end:]
    write_atomically(root / CONFIGURATION, changed.replace("\n", "\r\n" if "\r\n" in raw else "\n").encode())


def _appended(articles: str, name: str) -> str:
    """The list with one name more; only this piece goes through tomlkit, which respaces some inline tables."""
    document = tomlkit.parse(f"articles = {articles}")
    _append(cast("Array", document["articles"]), name)
    return tomlkit.dumps(document).removeprefix("articles = ")


def _append(articles: Array, name: str) -> None:
    """Add a name; in a list of one name a line it gets a line of its own."""
    if "\n" in articles.as_string():
        articles.add_line(name, indent=_indent(articles.as_string()))
    else:
        articles.append(name)


def _indent(text: str) -> str:
    line = next((line for line in text.split("\n")[1:] if line.strip(" \t],")), "    ")
    return line[: len(line) - len(line.lstrip())]
