"""Confirmation: what a person answers for, bound to the content that was looked at.

Laws:
- A claim that only a person can make stands in a file because somebody set it in `utgivelse.toml`, and
  only as long as the content is what that person looked at (EPUB Accessibility 1.1, 3.5).
- The content is the localized book: its texts, alternative texts, languages and structure, the bytes of its
  pictures, its sheet and theme, a theme of the project's own with its files. Neither who confirmed it, nor
  what is printed how, nor other languages and publications are part of it.
- The same content has the same hash in every folder and on every machine. A field that is new in the
  program and says nothing changes no hash.
- What can't be asked of a machine stands in one table, `QUESTIONS`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse.files import Files, sha256
from utgivelse.findings import Finding, Place, ProjectError, said, warning
from utgivelse.tongues import tongue

if TYPE_CHECKING:
    from utgivelse.edition import Book, Edition
    from utgivelse.publication import Confirmation, Publication

CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""What a book claims that a person confirmed, in the exact words (EPUB Accessibility 1.1, 3.5.2)."""
SHOWN = 12
"""Digits of a hash that are shown to people."""

QUESTIONS = {
    "order": said("the text is read aloud in an order that makes sense"),
    "pictures": said("each alternative text says what its picture means here, and pure decoration is silent"),
    "headings": said("the headings alone tell what the publication is about"),
    "links": said("each link says where it leads, also out of its sentence"),
    "languages": said("every passage in another language is marked as such"),
    "tables": said("each table makes sense cell by cell, with its heads read first"),
    "colour": said("nothing is said by colour, shape or place alone"),
    "lettering": said("no picture shows text that is not in the alternative text or beside it"),
    "plain": said("the words are plain, and abbreviations are explained where they first stand"),
    "keyboard": said("everything can be reached by keyboard, and enlarged to twice its size without loss"),
}
"""What a person says who confirms, since no machine can; docs/accessibility.md tells how to look."""


# ── what fits ────────────────────────────────────────────────────────────────────────────────


def confirmation_of(publication: Publication, language: str) -> Confirmation | None:
    """What somebody confirmed of a publication in this language, whether it still fits or not."""
    return next((one for one in publication.confirmed if one.language == language), None)


def fitting(publication: Publication, language: str, content: str) -> Confirmation | None:
    """What somebody confirmed of exactly this content."""
    found = confirmation_of(publication, language)
    return found if found and found.content == content else None


def lapsed(edition: Edition, content: str, confirmed: str, line: int) -> Finding:
    """A confirmation that is of other content than there is now."""
    return warning(
        "R60",
        said(
            "what was confirmed of {publication} in {language} is not what stands there now: "
            "{confirmed}, now {content}",
            publication=edition.publication,
            language=tongue(edition.language),
            confirmed=short(confirmed),
            content=short(content),
        ),
        said(
            'look at it again, then `utgivelse confirm {publication} -l {language} --by "NAME"`',
            publication=edition.publication,
            language=edition.language,
        ),
        Place("utgivelse.toml", line),
    )


def as_data(confirmed: Confirmation | None) -> dict[str, str]:
    """Who confirmed what, as the manifest says it; empty when nobody did."""
    names = ("by", "date", "content", "note", "credential", "report")
    return {name: str(getattr(confirmed, name)) for name in names} if confirmed else {}


def short(content: str) -> str:
    """A hash as it is shown to people."""
    return f"{content[:SHOWN]}…"


# ── the content ──────────────────────────────────────────────────────────────────────────────

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "Publication": (
        *("id", "articles", "languages", "formats", "press", "job", "pages", "gate", "due", "shared_plates"),
        *("confirmed", "lix"),
    ),
    "Ink": ("cmyk", "spot"),
    "Article": ("slug", "source", "links", "fixed"),
}
"""What a type says that no reader of the screen meets: names of files, other languages, print, work in hand."""
NEVER = ("line", "lines", "comment", "context")
"""What stands in the source for whoever writes and translates."""
OWN_THEME = (".j2", ".css", ".toml", ".svg", ".png", ".jpg", ".jpeg")
"""The files that make a theme; an editor's and a file manager's own are none."""


def content_hash(book: Book, files: Files, theme: tuple[Path, ...] = ()) -> str:
    """The hash of what readers of this book meet; `theme` are the folders of its theme."""
    teller = _Teller(files, book.language)
    told = [
        book.language,
        book.source_language,
        *(teller.tell(part) for part in (book.publication, book.brand, book.articles, dict(book.untranslated))),
        [teller.folder(folder) for folder in theme if folder.is_relative_to(files.root)],
    ]
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


class _Teller:
    """Turns a tree of frozen values into plain ones that say the same, and nothing of where they came from."""

    def __init__(self, files: Files, language: str) -> None:
        self.files = files
        self.language = language

    def tell(self, value: Any) -> Any:
        """A value as lists, mappings, texts and numbers."""
        if is_dataclass(value):
            return self._node(value)
        if isinstance(value, tuple | list):
            return [self.tell(part) for part in value]
        if isinstance(value, Mapping):
            return {str(key): self.tell(part) for key, part in value.items()}
        if isinstance(value, datetime.date):
            return value.isoformat()
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def folder(self, folder: Path) -> dict[str, str]:
        """A theme's folder of the project."""
        found = (path for path in self.files.listing(folder, "**/*") if path.suffix.lower() in OWN_THEME)
        return {path.relative_to(folder).as_posix(): self._bytes(path) for path in found}

    def _node(self, node: Any) -> dict[str, Any]:
        kind = type(node).__name__
        told = {"": kind}
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name in (*NEVER, *LEFT_OUT.get(kind, ())) or _is_unsaid(field, value):
                continue
            told[field.name] = self._field(node, field.name, value)
        return told

    def _field(self, node: Any, name: str, value: Any) -> Any:
        if name == "src":  # a picture is what it shows, whatever it is called
            return "" if getattr(node, "placeholder", False) else self._bytes(value)
        if name == "url" and isinstance(value, Mapping):
            return value.get(self.language, "")
        return self.tell(value)

    def _bytes(self, path: str | Path) -> str:
        """The hash of a file; empty for one that is missing, which others will tell of."""
        try:
            return sha256(self.files.read(path))
        except ProjectError:
            return ""


def _is_unsaid(field: Field[Any], value: Any) -> bool:
    """Whether a field has the value that it has when nobody says anything."""
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())
