"""Words: the catalogs of a theme, asked while its templates are rendered.

Laws:
- The source is English. A project's own catalog is asked first, then what the package ships for
  the theme, then the shipped theme's words, which every other theme may use.
- What was asked for and not found is remembered: an edition with such words is not finished.
- `x-pseudo` needs no catalog.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.files import shipped
from utgivelse.findings import Place, ProjectError
from utgivelse.language import PSEUDO, gettext_name, normalise_tag
from utgivelse.po.entry import Entry, PoFile
from utgivelse.po.reading import read_catalog
from utgivelse.po.slots import faults
from utgivelse.pseudo import lengthened

if TYPE_CHECKING:
    from utgivelse.files import Files

SOURCE = "en"
_SHARED = "kommune"
_HELD = re.compile(r"%\(\w+\)[a-z]|\{\$?\w*\}|<[^>]*>|&\w+;")


@dataclass
class Words:
    """The words of a theme in one language."""

    language: str
    catalogs: tuple[PoFile, ...] = ()
    asked: dict[tuple[str, str], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._entries: dict[tuple[str, str], tuple[Entry, Callable[[int], int]]] = {}
        for catalog in reversed(self.catalogs):
            choose = _chooser(catalog)
            self._entries |= {e.key: (e, choose) for e in catalog.active if e.done and not e.fuzzy}

    @property
    def untranslated(self) -> tuple[str, ...]:
        """The words that were asked for and are in no catalog, in the order of asking."""
        return tuple(text for _, text in self.asked)

    def gettext(self, text: str) -> str:
        """The word in this language."""
        return self.pgettext("", text)

    def pgettext(self, context: str, text: str) -> str:
        """The word in this language, one use of it."""
        found = self._find(context, text)
        return found[0].strings[0] if found else self._unfound(context, text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The word in the number that `count` asks for."""
        return self.npgettext("", singular, plural, count)

    def npgettext(self, context: str, singular: str, plural: str, count: int) -> str:
        """The same, one use of it."""
        found = self._find(context, singular)
        if found and (strings := found[0].strings):
            return strings[min(found[1](count), len(strings) - 1)]
        shown = self._unfound(context, singular)
        return shown if count == 1 else self._pseudo(plural)

    def _find(self, context: str, text: str) -> tuple[Entry, Callable[[int], int]] | None:
        return self._entries.get((context, text))

    def _unfound(self, context: str, text: str) -> str:
        if self.language.split("-")[0] != SOURCE and self.language != PSEUDO:
            self.asked[context, text] = None
        return self._pseudo(text)

    def _pseudo(self, text: str) -> str:
        if self.language != PSEUDO:
            return text
        held = list(_HELD.finditer(text))
        starts, ends = [0, *(match.end() for match in held)], [*(match.start() for match in held), len(text)]
        pieces = [lengthened(text[start:end]) for start, end in zip(starts, ends, strict=True)]
        return "".join(piece + (held[i].group() if i < len(held) else "") for i, piece in enumerate(pieces))


def load_words(files: Files, domain: str, language: str, project_root: Path) -> Words:
    """The words of the theme `domain`, the project's own before the shipped; ProjectError names faults in them."""
    if language == PSEUDO:
        return Words(PSEUDO)
    catalogs = tuple(
        _read(files, path, name)
        for path, name in _places(domain, normalise_tag(language), project_root)
        if files.exists(path)
    )
    return Words(normalise_tag(language), catalogs)


def _read(files: Files, path: Path, name: str) -> PoFile:
    catalog = read_catalog(files.read(path), Place(path.as_posix()), name)
    if found := tuple(faults(catalog, path.as_posix())):
        raise ProjectError(*found)
    return catalog


def find_gaps(files: Files, domain: str, language: str, root: Path, *, in_book: bool) -> tuple[str, ...]:
    """The words of a theme that have no translation, by its template; those of an EPUB only if there is one."""
    words = load_words(files, domain, language, root)
    for entry in _asked_for(files, domain, root):
        if in_book or not all("/epub/" in reference for reference in entry.references):
            words.pgettext(entry.context, entry.text)
    return words.untranslated


def _asked_for(files: Files, domain: str, root: Path) -> Iterator[Entry]:
    for path in dict.fromkeys(folder / f"{name}.pot" for folder, name in _folders(domain, root)):
        if files.exists(path):
            yield from read_catalog(files.read(path), Place(path.as_posix())).active


def _folders(domain: str, root: Path) -> Iterator[tuple[Path, str]]:
    yield from ((root / "locales", domain), (shipped("locales"), domain), (shipped("locales"), _SHARED))


def _places(domain: str, language: str, root: Path) -> Iterator[tuple[Path, str]]:
    general = language.split("-", maxsplit=1)[0]
    for folder, name in _folders(domain, root):
        for tag in dict.fromkeys((language, general)):
            yield folder / gettext_name(tag) / "LC_MESSAGES" / f"{name}.po", tag


def _chooser(catalog: PoFile) -> Callable[[int], int]:
    expression = catalog.fields.get("Plural-Forms", "").partition("plural=")[2].split(";")[0].strip()
    try:
        return c2py(expression or "n != 1")
    except ValueError:
        return c2py("n != 1")
