"""Entry and PoFile: a PO file as a value, with every word that a human wrote into it."""

from __future__ import annotations

from dataclasses import dataclass, field

Key = tuple[str, str]
"""(context, text)."""


@dataclass(frozen=True)
class Previous:
    """What an entry's text was when it was translated: `#| msgid`."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of a PO file.

    `strings` are the translations, one a plural form; `comments` are the translators' own lines as
    they stand, with their `#`; `extracted` and `references` are the program's.
    """

    text: str
    context: str = ""
    plural: str = ""
    strings: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What the entry is found by."""
        return self.context, self.text

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at the translation."""
        return "fuzzy" in self.flags

    @property
    def done(self) -> bool:
        """Whether every form has words in it."""
        return all(string.strip() for string in self.strings)

    @property
    def worded(self) -> bool:
        """Whether any form has words in it."""
        return any(map(str.strip, self.strings))

    @property
    def begun(self) -> bool:
        """Whether a human left anything here; what formats a text has, programs say."""
        return self.worded or bool(self.comments) or not all(map(_is_programs, self.flags))


def _is_programs(flag: str) -> bool:
    return flag == "fuzzy" or flag.endswith("-format")


@dataclass(frozen=True)
class PoFile:
    """A PO file: its header (an entry with an empty text), its entries in order, comments after the last."""

    header: Entry
    entries: tuple[Entry, ...] = ()
    tail: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The header's fields."""
        pairs = (line.partition(":") for line in self.header.strings[0].split("\n") if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def active(self) -> tuple[Entry, ...]:
        """The entries that are in use."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that were."""
        return tuple(entry for entry in self.entries if entry.obsolete)
