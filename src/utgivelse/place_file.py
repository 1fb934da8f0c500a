"""Place files: a `PlaceMap` as a file beside the PDFs that it belongs to.

The shape is published in `docs/schema/places.json`. Equal texts and origins are written once, one
rectangle is one line, so that a changed page is a small difference. Same map, same bytes.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from utgivelse.places import Area, Origin, Placed, PlaceMap, Sheet

SUFFIX = "places.json"
"""Ends the file's name, as a format's suffix does."""


def write_places(places: PlaceMap) -> bytes:
    """The file of a map."""
    origins: dict[Origin, int] = {}
    rows = [_row(one, origins) for one in places.placed]
    head = {"version": 1, "layout": places.layout, "language": places.language}
    parts = [
        *(f' "{name}": {_dump(value)}' for name, value in head.items()),
        _list("pages", [astuple(sheet) for sheet in places.pages]),
        _list("origins", [[one.file, one.line, one.block, *(one.message or ())] for one in origins]),
        _list("placed", rows),
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _list(name: str, rows: list[Any]) -> str:
    return f' "{name}": [' + ",".join(f"\n  {_dump(row)}" for row in rows) + "\n ]"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _row(one: Placed, origins: dict[Origin, int]) -> list[Any]:
    origin = Origin(one.file, one.line, one.block, one.message)
    number = origins.setdefault(origin, len(origins))
    return [one.page, *one.area, number, one.language, one.words, *(one.characters or ())]


def read_places(data: bytes) -> PlaceMap | None:
    """The map in a file; None when it is none of ours."""
    try:
        found = json.loads(data)
        origins = [_origin(row) for row in found["origins"]]
        return PlaceMap(
            found["layout"],
            found["language"],
            tuple(Sheet(*row) for row in found["pages"]),
            tuple(_placed(row, origins) for row in found["placed"]),
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _origin(row: list[Any]) -> Origin:
    return Origin(row[0], row[1], row[2], (row[3], row[4]) if len(row) > 3 else None)


def _placed(row: list[Any], origins: list[Origin]) -> Placed:
    page, x, y, width, height, number, language, words, *characters = row
    origin = origins[number]
    span = (characters[0], characters[1]) if characters else None
    return Placed(
        page, Area(x, y, width, height), origin.file, origin.line, origin.block, language, words, origin.message, span
    )
