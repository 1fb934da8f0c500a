"""Fonts: which families there are, which letters they have, and that no other font gets in.

Laws:
- Only the shipped fonts and those in the project's `fonts/` exist for a page: a private fontconfig
  file names these folders and nothing else, so the machine's fonts neither help nor matter.
- A family that is asked for and missing, and a letter that no family asked for has, are errors:
  an empty box in print is found by readers.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

from utgivelse import pdf
from utgivelse.edition import Book
from utgivelse.files import PRIVATE, Files, shipped
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.inline import Code, Text

OWN = "fonts"
"""The folder of a project that holds fonts of its own."""
_SHOWN = 12
_UNSEEN = frozenset("\n\r\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u2028\u2029\u061c") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10))
}
"""Characters without a shape of their own; so are all spaces, which the engine makes from the plain one."""


@dataclass(frozen=True)
class Face:
    """One font file: its family, its cut, and the characters it has."""

    family: str
    weight: int
    italic: bool
    characters: frozenset[int]
    path: Path


@dataclass(frozen=True)
class Family:
    """The faces of one name; a character counts when its upright face has it."""

    name: str
    faces: tuple[Face, ...]

    @property
    def characters(self) -> frozenset[int]:
        """What can be set in this family."""
        return frozenset[int].intersection(*(face.characters for face in self.faces))


def families(files: Files) -> Mapping[str, Family]:
    """Every family of the package and the project, by name. ProjectError for a file that is no font."""
    faces: dict[str, list[Face]] = {}
    for path in _font_files(files):
        face = _face(files.read(path), path)
        faces.setdefault(face.family, []).append(face)
    return {name: Family(name, tuple(found)) for name, found in sorted(faces.items())}


def folders(files: Files) -> tuple[Path, ...]:
    """Where fonts may lie."""
    return shipped("fonts"), files.root / OWN


def _font_files(files: Files) -> Iterator[Path]:
    for folder in folders(files):
        yield from files.listing(folder, "**/*.[ot]tf")


@cache
def _face(data: bytes, path: Path) -> Face:
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            names, style = font["name"], font["OS/2"]
            family = names.getDebugName(16) or names.getDebugName(1)
            return Face(
                str(family),
                int(style.usWeightClass),
                bool(style.fsSelection & 1),
                frozenset(font.getBestCmap()),
                path,
            )
    except (TTLibError, KeyError, OSError, TypeError) as problem:
        raise ProjectError(
            error(
                "F20",
                said("{file} is no font that can be used: {why}", file=path.name, why=str(problem)),
                said("take it out of the folder, or fetch it again as .ttf or .otf"),
                Place(path.name),
            )
        ) from problem


def fontconfig_file(files: Files) -> Path:
    """The private configuration that lets a page see these folders only; for `FONTCONFIG_FILE`."""
    listed = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders(files))
    cache_folder = files.root / PRIVATE / "fontconfig"
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{listed}<cachedir>{escape(str(cache_folder))}</cachedir></fontconfig>\n"
    )
    return files.derived_path("fonts.conf", text, text.encode)


# ── letters ──────────────────────────────────────────────────────────────────────────────────


def missing_glyphs(text: str, family: Family) -> str:
    """The characters of a text that this family lacks, each once, in order."""
    return _lacking(text, family.characters)


def font_findings(book: Book, asked: Iterable[str], files: Files) -> tuple[Finding, ...]:
    """Errors for families that are not there, and for letters of the book that no family asked for has."""
    known = families(files)
    wanted = tuple(dict.fromkeys(asked))
    findings = [_no_family(name, known) for name in wanted if name not in known]
    have = frozenset[int]().union(*(known[name].characters for name in wanted if name in known))
    sources: list[tuple[str, tuple[Any, ...]]] = [("utgivelse.toml", (book.publication, book.brand))]
    sources += [(f"articles/{article.source}", (article,)) for article in book.articles]
    for file, values in sources:
        if lacking := _lacking("".join(_texts(values)), have):
            findings.append(_no_glyphs(lacking, wanted, file))
    return tuple(findings)


def _lacking(text: str, characters: frozenset[int]) -> str:
    return "".join(
        letter
        for letter in dict.fromkeys(text)
        if ord(letter) not in characters and letter not in _UNSEEN and unicodedata.category(letter) != "Zs"
    )


def _texts(value: Any) -> Iterator[str]:
    """All text for readers in a tree of frozen values."""
    if isinstance(value, (Text, Code)):
        yield value.text
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if isinstance(part, str) and "role" in field.metadata:
                yield part
            elif not isinstance(part, str):
                yield from _texts(part)


def _no_family(name: str, known: Mapping[str, Family]) -> Finding:
    nearest = get_close_matches(name, known, 1)
    return error(
        "F21",
        said("there is no font family «{name}»: {known}", name=name, known=", ".join(known)),
        said("did you mean «{name}»?", name=nearest[0])
        if nearest
        else said("put its .ttf or .otf files into the project's `fonts/`"),
        Place("utgivelse.toml"),
    )


def _no_glyphs(lacking: str, wanted: tuple[str, ...], file: str) -> Finding:
    shown = " ".join(f"{letter} (U+{ord(letter):04X})" for letter in lacking[:_SHOWN]) + " …" * (len(lacking) > _SHOWN)
    return error(
        "F22",
        said("{fonts} have no shape for {letters}", fonts=", ".join(wanted), letters=shown),
        said("put a font that has them into the project's `fonts/` and name it in `[brand.fonts]`"),
        Place(file),
    )


# ── the finished file ────────────────────────────────────────────────────────────────────────


def stray_fonts(data: bytes, asked: Iterable[str]) -> tuple[Finding, ...]:
    """Errors for fonts in a finished PDF that nobody asked for, or that are not embedded."""
    wanted = tuple(dict.fromkeys(asked))
    findings = []
    for font in pdf.fonts(data):
        if not font.embedded:
            findings.append(
                error("F24", said("the font «{name}» is not embedded", name=font.name), place=Place(page=font.page))
            )
        elif not any(font.family == name or font.family.startswith(f"{name} ") for name in wanted):
            findings.append(_stray(font, wanted))
    return tuple(findings)


def _stray(font: pdf.UsedFont, wanted: tuple[str, ...]) -> Finding:
    return error(
        "F23",
        said("the font «{name}» got into the pages, asked for were {fonts}", name=font.family, fonts=", ".join(wanted)),
        said("a letter or a weight is missing in the fonts asked for: see the findings on letters, or add the font"),
        Place(page=font.page),
    )
