"""Confirm: write into `utgivelse.toml` what a person answers for, with comments and layout as they were.

Laws:
- A language has one entry in a publication. Renewed, it says exactly what is said now: what is not said
  this time becomes empty, so that no old note stands under a new name.
- Only values and the new entry change; every other character of the file stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomlkit

from utgivelse.addresses import address_fault
from utgivelse.files import Files, write_atomically
from utgivelse.findings import Place, ProjectError, error, said
from utgivelse.project import lines
from utgivelse.project.load import CONFIGURATION, load_project
from utgivelse.publication import Confirmation

KEYS = tuple(field.name for field in fields(Confirmation) if field.name != "line")
OPTIONAL = ("note", "credential", "report")
KEY = "confirmed"


def set_confirmation(root: Path, publication: str, confirmation: Confirmation) -> None:
    """Write or renew a publication's entry for a language; ProjectError for an address that is none."""
    _check_addresses(confirmation)
    project = load_project(root)
    number = [one.id for one in project.publications].index(publication)
    languages = [one.language for one in project.publications[number].confirmed]
    raw = Files(root).read(CONFIGURATION).decode("utf-8-sig")
    text = raw.replace("\r\n", "\n")
    path: lines.Path = ("publication", number)
    if confirmation.language in languages:
        changed = _renewed(text, (*path, KEY, languages.index(confirmation.language)), confirmation)
    else:
        changed = _added(text, path, confirmation)
    write_atomically(root / CONFIGURATION, changed.replace("\n", "\r\n" if "\r\n" in raw else "\n").encode())


def _check_addresses(confirmation: Confirmation) -> None:
    for name in ("credential", "report"):
        address = getattr(confirmation, name)
        if address and (fault := address_fault(address)):
            raise ProjectError(error("P05", said("{key}: {fault}", key=name, fault=fault), place=Place(CONFIGURATION)))


def _values(confirmation: Confirmation) -> dict[str, Any]:
    return {name: getattr(confirmation, name) for name in KEYS}


def _written(value: Any) -> str:
    return str(tomlkit.item(value).as_string())


# ── an entry that is there ───────────────────────────────────────────────────────────────────


def _renewed(text: str, path: lines.Path, confirmation: Confirmation) -> str:
    """The text with an entry's values put in; keys that it lacks come after its language."""
    spans = lines.value_spans(text)
    if inline := _inline(spans, path):
        return _through_tomlkit(text, spans, inline, path, confirmation)
    values = _values(confirmation)
    there = {name: spans[(*path, name)] for name in KEYS if (*path, name) in spans}
    missing = [name for name in KEYS if name not in there and values[name]]
    changes = [(*there[name], _written(values[name])) for name in there]
    after = text.find("\n", there["language"][1])
    end = len(text) if after < 0 else after
    new = "".join(f"\n{name} = {_written(values[name])}" for name in missing)
    for begin, stop, written in sorted([*changes, (end, end, new)], reverse=True):
        text = text[:begin] + written + text[stop:]
    return text


# ── an entry that is new ─────────────────────────────────────────────────────────────────────


def _added(text: str, path: lines.Path, confirmation: Confirmation) -> str:
    """The text with one table more, after the last line that speaks of the publication."""
    spans = lines.value_spans(text)
    if inline := _inline(spans, (*path, KEY)):
        return _through_tomlkit(text, spans, inline, (*path, KEY), confirmation)
    last = max(_ends(text, spans, path))
    at = text.find("\n", last)
    head, tail = (text + "\n", "") if at < 0 else (text[: at + 1], text[at + 1 :])
    said_of = {name: value for name, value in _values(confirmation).items() if value or name not in OPTIONAL}
    entry = "".join(f"{name} = {_written(value)}\n" for name, value in said_of.items())
    return f"{head}\n[[publication.{KEY}]]\n{entry}{tail}"


def _ends(text: str, spans: dict[lines.Path, tuple[int, int]], path: lines.Path) -> Iterator[int]:
    """Where each value of the publication ends, and each line on which one of its tables begins."""
    begins = [0]
    for line in text.split("\n"):
        begins.append(begins[-1] + len(line) + 1)
    size = len(path)
    yield from (end for place, (_, end) in spans.items() if place[:size] == path)
    yield from (begins[line - 1] for place, line in lines.key_lines(text).items() if place[:size] == path)


# ── entries in braces ────────────────────────────────────────────────────────────────────────


def _inline(spans: dict[lines.Path, tuple[int, int]], path: lines.Path) -> lines.Path | None:
    """The outermost value in brackets or braces in which this path lies, or which it is."""
    return next((path[:size] for size in range(1, len(path) + 1) if path[:size] in spans), None)


def _through_tomlkit(
    text: str,
    spans: dict[lines.Path, tuple[int, int]],
    inline: lines.Path,
    path: lines.Path,
    confirmation: Confirmation,
) -> str:
    """The text with one piece changed: what is written in braces is written so again."""
    begin, end = spans[inline]
    document: Any = tomlkit.parse(f"x = {text[begin:end]}")
    holder = document["x"]
    for part in path[len(inline) :]:
        if part == KEY and KEY not in holder:
            holder[KEY] = tomlkit.array()
        holder = holder[part]
    values = {name: value for name, value in _values(confirmation).items() if value or name not in OPTIONAL}
    if isinstance(holder, list):
        table = tomlkit.inline_table()
        table.update(values)
        holder.append(table)
    else:
        holder.update({**dict.fromkeys((name for name in OPTIONAL if name in holder), ""), **values})
    piece = tomlkit.dumps(document).removeprefix("x = ")
    changed = text[:begin] + piece + text[end:]
    tomllib.loads(changed)
    return changed
