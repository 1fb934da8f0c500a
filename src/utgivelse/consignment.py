"""Consignment: what goes out to a translator in a file, and what comes back in one.

Laws:
- A unit's id is the hash of context and source: the same in every language and file. What the source was
  when the file went out can be proven from the file alone.
- A text travels as *pieces*: words, and marks where markup stands. A mark has a number; the same number is
  the same code in source and target.
- The seal says what target went out, and whether it was fuzzy: who changed what since is seen from it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from utgivelse.findings import Said


class Stage(StrEnum):
    """How far a unit has come, in words that stand in a spreadsheet."""

    NEW = "new"
    FUZZY = "needs review"
    TRANSLATED = "translated"
    APPROVED = "approved"


Kind = Literal["emphasis", "strong", "link", "image", "language", "variable", "note", "code", "break"]
PAIRED: tuple[Kind, ...] = ("emphasis", "strong", "link", "image", "language")
"""The kinds that stand round words; an image's are its alternative text."""
KINDS: tuple[Kind, ...] = (*PAIRED, "variable", "note", "code", "break")

_SHOWN: dict[str, tuple[str, str]] = {"variable": ("{$", "}"), "note": ("[^", "]"), "code": ("`", "`")}


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of markup: a link's or image's value is its number (`#1`), a foreign passage's its language."""

    kind: Kind
    value: str = ""

    @property
    def shown(self) -> str:
        """The value as a translator recognizes it: `{$name}`, `[^1]`."""
        before, after = _SHOWN.get(self.kind, ("", ""))
        return f"{before}{self.value}{after}" if self.value else ""

    def __str__(self) -> str:
        return f"{self.kind} {self.shown}".strip()


def code_of(kind: str, shown: str = "") -> Code | None:
    """The code that is described so, or None when it is none of ours."""
    known = next((one for one in KINDS if one == kind), None)
    before, after = _SHOWN.get(kind, ("", ""))
    return Code(known, shown.removeprefix(before).removesuffix(after)) if known else None


Shape = Literal["open", "close", "whole"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a code begins, ends or (when it holds no words) stands; `code` is None where a file does not tell."""

    number: int
    shape: Shape
    code: Code | None = None


Pieces = tuple[str | Mark, ...]


def joined(pieces: Iterable[str | Mark]) -> Pieces:
    """The same pieces with neighbouring words in one, and no empty ones."""
    done: list[str | Mark] = []
    for piece in pieces:
        if isinstance(piece, str) and done and isinstance(done[-1], str):
            done[-1] += piece
        elif piece != "":
            done.append(piece)
    return tuple(done)


_INDENT = re.compile(r"\r?\n[ \t]+$")
_BREAK = re.compile(r"[ \t]*\r?\n[ \t\r\n]*")


def unwrapped(pieces: Pieces, *, indented: bool = True) -> Pieces:
    """The pieces without the line breaks that a program put in for its own sake.

    Some put codes on a line of their own, whatever `xml:space` says: an indented line before a code, or at
    the end, was nothing; where nothing is `indented`, at the end only. Any other break is a space: where
    markup is possible, one that counts is a mark.
    """
    whole = joined(pieces)
    done: list[str | Mark] = []
    for place, piece in enumerate(whole):
        if isinstance(piece, str):
            text = _INDENT.sub("", piece) if indented or place == len(whole) - 1 else piece
            text = text if place else text.lstrip("\r\n")
            done.append(_BREAK.sub(" ", text))
        else:
            done.append(piece)
    return joined(done)


def words_of(pieces: Pieces) -> str:
    """The words alone."""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def is_blank(pieces: Pieces) -> bool:
    """Whether nothing stands there at all."""
    return not any(isinstance(piece, Mark) or piece.strip() for piece in pieces)


def codes_of(pieces: Pieces) -> dict[int, Code]:
    """What each number stands for."""
    return {piece.number: piece.code for piece in pieces if isinstance(piece, Mark) and piece.code is not None}


def unit_id(context: str, source: str, form: int | None = None) -> str:
    """What a message is called in every file; begins with a letter, so that no spreadsheet takes it for a number."""
    key = hashlib.sha256(json.dumps([context, source], ensure_ascii=False).encode()).hexdigest()
    return f"m{key[:12]}" + ("" if form is None else f"_{form}")


def sealed(target: Pieces, fuzzy: bool = False) -> str:
    """What binds a file to the target that went out in it."""
    plain = [piece if isinstance(piece, str) else [piece.number, piece.shape] for piece in joined(target)]
    text = json.dumps(plain, ensure_ascii=False).replace("\\r\\n", "\\n").replace("\\r", "\\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12] + ("f" if fuzzy else "")


@dataclass(frozen=True)
class Unit:
    """One text on its way out.

    `comments` are the program's and the author's, `notes` people's; `previous` is the source that a fuzzy
    target was made for. A plural's first form has its `words`, the others none.
    """

    id: str
    source: Pieces
    target: Pieces = ()
    stage: Stage = Stage.NEW
    context: str = ""
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    previous: Pieces = ()
    words: int = 0

    @property
    def seal(self) -> str:
        """What binds the file to this target."""
        return sealed(self.target, self.stage is Stage.FUZZY)


@dataclass(frozen=True)
class Consignment:
    """What goes out in one file; `catalog` is the path of the catalog it was taken from."""

    domain: str
    source_language: str
    language: str
    units: tuple[Unit, ...]

    @property
    def catalog(self) -> str:
        """The name of the catalog, by which a returned file is known again."""
        return f"{self.domain}.po"


@dataclass(frozen=True)
class Back:
    """One text that came back.

    `stage` is None where the file says nothing, `seal` empty where it is lost; `line` is the line of the
    file, or the row of the sheet. `faults` say why the target cannot be read, `doubt` why it is taken as fuzzy.
    """

    id: str
    target: Pieces
    stage: Stage | None = None
    seal: str = ""
    source: Pieces = ()
    context: str = ""
    notes: tuple[str, ...] = ()
    line: int = 0
    faults: tuple[Said, ...] = ()
    doubt: Said | None = None


@dataclass(frozen=True)
class Returned:
    """What a file holds; `language` and `domain` are empty where it does not say them.

    `indented` is whether a program may have put codes on lines of their own; in a sheet a person did.
    """

    language: str
    domain: str
    units: tuple[Back, ...]
    indented: bool = True

    def __iter__(self) -> Iterator[Back]:
        return iter(self.units)
