"""Table: units as the rows of a spreadsheet, and back.

Markup stands in the cells as numbers, `[1]1. mars[/1]`, explained in a column of its own. Laws:
- A column is known by its heading, wherever it stands; the project and the languages are in the headings.
- Words that look like a mark get a backslash before them, and a backslash before a mark is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from utgivelse.consignment import (
    Back,
    Code,
    Consignment,
    Mark,
    Pieces,
    Returned,
    Stage,
    Unit,
    code_of,
    codes_of,
    joined,
)
from utgivelse.findings import Said, said
from utgivelse.foreign.refusal import unreadable

ID, CONTEXT, SOURCE, TARGET, STATE = "id", "context", "source", "translation", "state"
NOTE, MARKS, COMMENT, PREVIOUS, FILE = "your note", "marks", "comment", "previous source", "file"
COLUMNS = (ID, CONTEXT, SOURCE, TARGET, STATE, NOTE, MARKS, COMMENT, PREVIOUS, FILE)
_NEEDED = (ID, SOURCE, TARGET)
_HEADING = re.compile(r"\s*([a-z ]*[a-z])\s*(?:\[(.*)\])?\s*", re.IGNORECASE)
_FURTHEST = 20
"""Rows that somebody may have put above the headings."""

_MARK = re.compile(r"(\\*)\[ ?(/?)(\d{1,4}) ?\]")
_LINE = re.compile(r"\[(\d+)\] ([a-z]+) ?(.*)")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; a `fault` says why it is no text, and `typed` what it is instead."""

    text: str = ""
    fault: Said | None = None
    typed: str = ""


Row = tuple[int, Sequence[Cell]]
"""The number of a row, and its cells."""


def headings(consignment: Consignment) -> tuple[str, ...]:
    """The first row."""
    inside = {ID: consignment.domain, SOURCE: consignment.source_language, TARGET: consignment.language}
    return tuple(f"{name} [{inside[name]}]" if name in inside else name for name in COLUMNS)


def row_of(unit: Unit) -> tuple[str, ...]:
    """The row of a unit."""
    codes = sorted((codes_of(unit.source) | codes_of(unit.target)).items())
    return (
        f"{unit.id}.{unit.seal}",
        unit.context,
        written(unit.source),
        written(unit.target),
        unit.stage.value if unit.target else "",
        "\n".join(unit.notes),
        "\n".join(f"[{number}] {code}" for number, code in codes),
        "\n".join(unit.comments),
        written(unit.previous),
        "\n".join(unit.references),
    )


# ── marks ────────────────────────────────────────────────────────────────────────────────────


def written(pieces: Pieces) -> str:
    """Words and marks as the text of a cell."""
    texts: list[str] = []
    for piece, after in zip(pieces, (*pieces[1:], ""), strict=False):
        if isinstance(piece, Mark):
            texts.append(f"[{'/' if piece.shape == 'close' else ''}{piece.number}]")
            continue
        text = _MARK.sub(lambda found: found[1] * 2 + "\\" + found[0][len(found[1]) :], piece)
        last = len(text) - len(text.rstrip("\\"))
        texts.append(text + "\\" * last if isinstance(after, Mark) else text)
    return "".join(texts)


def read_pieces(text: str, codes: Mapping[int, Code]) -> Pieces:
    """The text of a cell as words and marks; `codes` tell which marks stand round words."""
    pieces: list[str | Mark] = []
    last = 0
    closed = {int(found[3]) for found in _MARK.finditer(text) if found[2] and len(found[1]) % 2 == 0}
    for found in _MARK.finditer(text):
        slashes = len(found[1])
        pieces.append(text[last : found.start()] + "\\" * (slashes // 2))
        literal = found[0][slashes:]
        pieces.append(literal if slashes % 2 else _mark(found, codes, closed))
        last = found.end()
    return joined((*pieces, text[last:]))


def _mark(found: re.Match[str], codes: Mapping[int, Code], closed: set[int]) -> Mark:
    number = int(found[3])
    return Mark(number, "close" if found[2] else "open" if number in closed else "whole", codes.get(number))


# ── back ─────────────────────────────────────────────────────────────────────────────────────


def read_table(rows: Iterable[Row], name: str) -> Returned:
    """What came back in the rows of a sheet, whatever order they and its columns are in."""
    found = iter(rows)
    places, inside = _find_headings(found, name)
    units = tuple(unit for number, cells in found if (unit := _unit(number, cells, places)))
    return Returned(inside.get(TARGET, ""), inside.get(ID, ""), units, indented=False)


def _find_headings(rows: Iterator[Row], name: str) -> tuple[dict[str, int], dict[str, str]]:
    best: tuple[str, ...] = ()
    for _, (_, cells) in zip(range(_FURTHEST), rows, strict=False):
        parts = [_HEADING.fullmatch(cell.text) for cell in cells]
        names = [part[1].casefold() if part else "" for part in parts]
        if set(_NEEDED) <= {*names}:
            _check_doubles(names, name)
            values = {part[1].casefold(): part[2] or "" for part in parts if part}
            return {one: names.index(one) for one in COLUMNS if one in names}, values
        if set(names) & {*_NEEDED}:
            best = tuple(sorted(set(_NEEDED) - {*names}))
    raise unreadable(
        said("the sheet has no column «{columns}»", columns="», «".join(best or _NEEDED)),
        said("put the headings back as they went out: {headings}", headings=", ".join(COLUMNS)),
        name,
    )


def _check_doubles(names: Sequence[str], name: str) -> None:
    for column in COLUMNS:
        if names.count(column) > 1:
            raise unreadable(
                said("the sheet has the column «{column}» twice", column=column),
                said("keep the one that holds the translator's work, and delete the other"),
                name,
            )


def _unit(number: int, cells: Sequence[Cell], places: Mapping[str, int]) -> Back | None:
    """The unit in a row; None where the row is empty."""

    def cell(column: str) -> Cell:
        place = places.get(column, len(cells))
        return cells[place] if place < len(cells) else Cell()

    if not any(cell(column).text.strip() or cell(column).fault for column in (ID, SOURCE, TARGET)):
        return None
    codes = _read_marks(cell(MARKS).text)
    key, _, seal = cell(ID).text.strip().partition(".")
    stage, doubt = _stage(cell(STATE))
    note = cell(NOTE)
    faults = (cell(ID).fault, cell(TARGET).fault)
    return Back(
        key,
        read_pieces(cell(TARGET).text, codes),
        stage,
        seal,
        read_pieces(cell(SOURCE).text, codes),
        cell(CONTEXT).text,
        tuple(filter(str.strip, (note.typed or note.text,))),
        number,
        tuple(one for one in faults if one),
        doubt or cell(SOURCE).fault,
    )


def _read_marks(text: str) -> dict[int, Code]:
    found = (_LINE.fullmatch(line.strip()) for line in text.split("\n"))
    codes = ((int(one[1]), code_of(one[2], one[3])) for one in found if one)
    return {number: code for number, code in codes if code}


def _stage(cell: Cell) -> tuple[Stage | None, Said | None]:
    """The stage in a cell, and why it is doubtful.

    Blank and «new» say nothing: whoever works in a sheet writes the translation only.
    """
    if cell.fault:
        return Stage.FUZZY, cell.fault
    word = " ".join(cell.text.casefold().replace("-", " ").split())
    if word in ("", Stage.NEW):
        return None, None
    if stage := next((stage for stage in Stage if stage == word), None):
        return stage, None
    known = ", ".join(stage.value for stage in Stage)
    return Stage.FUZZY, said("its state is «{found}», expected one of {known}", found=cell.text, known=known)
