"""Gathering: the messages of every article, read from the article only when it changed.

Laws:
- What an article gave is kept in `.utgivelse/messages/`, with the hash of the article, of the program and its
  plug-ins and of what was asked for; where one of them differs, or the file does not prove itself, the article is
  read again. A lost folder costs time and nothing else.
- An article with errors is kept nowhere; all errors of all articles are told at once.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from utgivelse.files import PRIVATE, Files, sha256, write_atomically
from utgivelse.findings import Finding, ProjectError, Severity
from utgivelse.freshness import surroundings
from utgivelse.message import Message
from utgivelse.production import find_importer, import_file
from utgivelse.publication import Project

ByLanguage = Mapping[str, tuple[Message, ...]]
"""The messages of an article that are due in each language; all of them under the empty name."""

Gathered = Mapping[str, ByLanguage]
"""The same for each article, by its name."""

_SHAPE = "1 " + " ".join(field.name for field in fields(Message))


def gather(files: Files, project: Project, languages: Sequence[str]) -> Gathered:
    """The messages of the project's articles, in the order of its publications."""
    names = dict.fromkeys(name for publication in project.publications for name in publication.articles)
    errors: list[Finding] = []
    found = {}
    for name in names:
        try:
            found[name] = _of_article(files, project, name, ("", *languages))
        except ProjectError as failure:
            errors += failure.findings
    if errors:
        raise ProjectError(*errors)
    return found


def _of_article(files: Files, project: Project, name: str, languages: Sequence[str]) -> ByLanguage:
    article = sha256(files.read(Path("articles") / name))
    known = (_SHAPE, surroundings(), _importer(name), article, name, project.source_language, *languages)
    key = sha256("\n".join(known).encode())
    path = project.root / PRIVATE / "messages" / f"{sha256(name.encode())[:16]}.json"
    kept = _kept(path, key)
    if kept is None:
        kept = _read(files, project, name, languages)
        write_atomically(path, _stored(key, kept), durable=False)
    return kept


def _importer(name: str) -> str:
    """The hash of the plug-in that reads such a file, if that is not the program's own."""
    path = inspect.getsourcefile(find_importer(Path(name).suffix).read)
    return sha256(Path(path).read_bytes()) if path else ""


def _read(files: Files, project: Project, name: str, languages: Sequence[str]) -> ByLanguage:
    from utgivelse import localize

    article, findings = import_file(files, project, name)
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise ProjectError(*errors)
    file = f"articles/{article.source}"
    return {language: localize.extract_messages(article, file, language, article.language) for language in languages}


# ── kept ─────────────────────────────────────────────────────────────────────────────────────


def _stored(key: str, messages: ByLanguage) -> bytes:
    values = {language: [astuple(message) for message in found] for language, found in messages.items()}
    text = json.dumps(values, ensure_ascii=False)
    return f"{key} {sha256(text.encode())}\n{text}".encode()


def _kept(path: Path, key: str) -> ByLanguage | None:
    try:
        head, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head.decode(errors="replace") != f"{key} {sha256(text)}":
        return None
    return {name: tuple(map(_message, found)) for name, found in json.loads(text).items()}


def _message(values: Sequence[object]) -> Message:
    return Message(*(tuple(value) if isinstance(value, list) else value for value in values))  # type: ignore[arg-type]
