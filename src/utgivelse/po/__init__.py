"""PO: templates out, catalogs in, and the merge between them; the only room that reads gettext's files.

`reading` is strict, `writing` is stable to the byte, `merging` keeps every human word; `words`
are the catalogs of themes. A `Message` becomes an `Entry` here and nowhere else. Laws:
- Updating twice is updating once; what did not change keeps its bytes.
- A catalog that cannot be read with certainty is refused and never written over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.findings import Place
from utgivelse.language import gettext_name, normalise_tag
from utgivelse.message import Message, State, Translated, Translation, seal
from utgivelse.po.approving import approve, withdraw
from utgivelse.po.entry import Entry, PoFile
from utgivelse.po.merging import merge
from utgivelse.po.reading import read_catalog
from utgivelse.po.refusing import refuse_cut, refuse_strangers
from utgivelse.po.remarks import bind_notes, is_remark, read_remarks
from utgivelse.po.words import Words, find_gaps, load_words
from utgivelse.po.writing import catalog_header, plural_forms, template_header, write_catalog

if TYPE_CHECKING:
    from utgivelse.files import Files
    from utgivelse.publication import Project

__all__ = [
    "Entry",
    "PoFile",
    "Words",
    "approve",
    "catalog_path",
    "find_catalog",
    "find_gaps",
    "is_remark",
    "load_translation",
    "load_words",
    "plural_forms",
    "read_catalog",
    "read_or_begin",
    "read_translation",
    "refuse_cut",
    "template_path",
    "translation_of",
    "update_catalog",
    "update_po",
    "withdraw",
    "write_catalog",
    "write_pot",
]


def template_path(domain: str) -> Path:
    """Where a project's template lies."""
    return Path("locales", f"{domain}.pot")


def catalog_path(domain: str, language: str) -> Path:
    """Where a project's catalog of one language lies."""
    return Path("locales", gettext_name(language), "LC_MESSAGES", f"{domain}.po")


def write_pot(messages: Iterable[Message | Entry], project: str) -> bytes:
    """The template: every message once, without translations."""
    return write_catalog(PoFile(template_header(project), tuple(map(_entry, messages))))


def update_po(
    old: bytes | None,
    messages: Iterable[Message | Entry],
    language: str,
    project: str = "",
    place: Place = Place(),
) -> bytes:
    """A language's catalog brought up to the messages of today, with every human word kept.

    ProjectError when the old one cannot be read; nothing is written then.
    """
    return write_catalog(update_catalog(read_or_begin(old, language, place), messages, language, project, place))


def read_or_begin(data: bytes | None, language: str, place: Place = Place()) -> PoFile:
    """The catalog in these bytes, an empty one where there are none; ProjectError when it cannot be read."""
    return read_catalog(data, place, language) if data else PoFile(Entry(""))


def update_catalog(
    catalog: PoFile, messages: Iterable[Message | Entry], language: str, project: str = "", place: Place = Place()
) -> PoFile:
    """The same for a catalog that has been read; ProjectError when it is another project's."""
    catalog = replace(catalog, entries=tuple(_with_bound_notes(entry) for entry in catalog.entries))
    wanted = tuple(map(_entry, messages))
    refuse_strangers(catalog, wanted, project, place)
    entries = merge(catalog, wanted, plural_forms(language)[0])
    return PoFile(catalog_header(catalog.header, project, language), entries, catalog.tail)


def _entry(message: Message | Entry) -> Entry:
    if isinstance(message, Entry):
        return message
    comments = tuple(line.strip() for comment in message.comments for line in comment.splitlines() if line.strip())
    return Entry(message.text, message.context, extracted=comments, references=message.references)


def _with_bound_notes(entry: Entry) -> Entry:
    """The entry, its notes on the source bound to the text that they stand beside, before that may become another."""
    return replace(entry, comments=bind_notes(entry.comments, seal(*entry.key, ""))) if entry.comments else entry


def read_translation(data: bytes, language: str, place: Place = Place()) -> Translation:
    """What a catalog has for each message; ProjectError when it cannot be read with certainty."""
    return translation_of(read_catalog(data, place, language), language)


def translation_of(catalog: PoFile, language: str) -> Translation:
    """The same of a catalog that has been read."""
    texts = {entry.key: _translated(entry) for entry in catalog.active if entry.done}
    return Translation(normalise_tag(language), texts, {entry.key: entry.strings[0] for entry in catalog.obsolete})


def _translated(entry: Entry) -> Translated:
    previous = (entry.previous.context, entry.previous.text) if entry.previous else None
    state = State.FUZZY if entry.fuzzy else State.TRANSLATED
    return Translated(entry.strings[0], state, entry.line, previous, read_remarks(entry.comments))


def load_translation(files: Files, project: Project, language: str) -> Translation:
    """The translation of the project's own texts; an empty one when there is no catalog yet."""
    path = find_catalog(files, project.domain, language)
    if path is None:
        return Translation(normalise_tag(language))
    return read_translation(files.read(path), language, Place(path.as_posix()))


def find_catalog(files: Files, domain: str, language: str) -> Path | None:
    """The catalog of a language; its folder may be written with an underscore or a hyphen."""
    spelt = catalog_path(domain, language)
    other = Path("locales", normalise_tag(language), "LC_MESSAGES", f"{domain}.po")
    return next((path for path in dict.fromkeys((spelt, other)) if files.exists(path)), None)
