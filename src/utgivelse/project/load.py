"""Load: read, validate, check across, convert."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from utgivelse.files import Files
from utgivelse.findings import Finding, Place, ProjectError, Severity, error, nearest, said
from utgivelse.project import lines
from utgivelse.project.checks import check_across
from utgivelse.project.convert import to_project
from utgivelse.project.schema import Configuration, Table, Wrong, shown
from utgivelse.publication import Project

CONFIGURATION = "utgivelse.toml"
_Wrong = tuple[lines.Path, Finding]
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")


def load_project(root: Path, files: Files | None = None) -> Project:
    """The project whose root folder this is; ProjectError with every fault of its configuration."""
    root = root.resolve()
    files = files or Files(root)
    text = _text(root, files)
    data = _parsed(text)
    places = lines.key_lines(text)
    configuration, wrong = _validated(data, places)
    findings = [finding for _, finding in wrong]
    said_of = {path for path, _ in wrong}
    for path, finding in check_across(data, partial(_exists, files)):
        if path not in said_of:
            findings.append(replace(finding, place=_place(path, places)))
    if configuration is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise ProjectError(*sorted(dict.fromkeys(findings), key=lambda finding: finding.place.line))
    return to_project(configuration, root, lambda path: _place(path, places).line)


def _exists(files: Files, path: str) -> bool:
    try:
        return files.exists(path)
    except ProjectError:  # a link that leads out of the project
        return False


def _text(root: Path, files: Files) -> str:
    if not files.exists(CONFIGURATION):
        raise ProjectError(
            error(
                "P01",
                said("there is no {file} in {folder}", file=CONFIGURATION, folder=root),
                said("go to a project's folder, name it with `--project`, or make one: `utgivelse init DIR`"),
                Place(CONFIGURATION),
            )
        )
    return files.read_text(CONFIGURATION)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        at = _AT.search(str(failure))
        line = int(at[1]) if at else text.count("\n") + 1
        why = _AT.sub("", str(failure)).removesuffix(" (at end of document)")
        raise ProjectError(
            error(
                "P02",
                said("the configuration is not TOML: {why}", why=why[:1].lower() + why[1:]),
                said("texts, and keys with æ, ø or å, stand in quotation marks; dates and numbers do not"),
                Place(CONFIGURATION, line),
            )
        ) from None
    except RecursionError:
        raise ProjectError(
            error("P02", said("the configuration is nested too deeply"), place=Place(CONFIGURATION))
        ) from None


# ── pydantic's errors as findings ────────────────────────────────────────────────────────────


def _validated(data: dict[str, Any], places: Mapping[lines.Path, int]) -> tuple[Configuration | None, list[_Wrong]]:
    try:
        return Configuration.model_validate(data), []
    except ValidationError as failure:
        problems = [dict(problem) for problem in failure.errors(include_url=False)]
        return None, [(path := _path(problem), _finding(problem, path, places)) for problem in problems]


def _path(problem: dict[str, Any]) -> lines.Path:
    """The path in the file; pydantic adds the form of a variable, and that it speaks of a key."""
    return tuple(part for part in problem["loc"] if not str(part).startswith(("<", "[key]")))


def _finding(problem: dict[str, Any], path: lines.Path, places: Mapping[lines.Path, int]) -> Finding:
    place = _place(path, places)
    key = ".".join(str(part) for part in path if isinstance(part, str))
    match problem["type"]:
        case "extra_forbidden":
            message = said("«{key}» is unknown", key=key)
            return error("P03", message, nearest(str(path[-1]), _fields(path[:-1])), place)
        case "missing":
            message = said("`{key}` is missing", key=key)
            return error("P04", message, said("add `{line}`", line=_example(str(path[-1]))), place)
        case "value_error" if isinstance(wrong := problem["ctx"]["error"], Wrong):
            message = said("{key}: {fault}", key=key, fault=wrong.message)
            return error(wrong.code, message, wrong.hint, place)
    message = said(
        "{key}: expected {expected}, found {found}", key=key, expected=_expected(problem), found=shown(problem["input"])
    )
    return error("P05", message, "", place)


def _example(key: str) -> str:
    return {"project": "[project]", "publication": "[[publication]]"}.get(key, f"{key} = …")


def _expected(problem: dict[str, Any]) -> str:
    match problem["type"]:
        case "model_type" | "dict_type" | "model_attributes_type":
            return said("a table")
        case "list_type":
            return said("a list in square brackets")
        case "too_short":
            return said("a list with something in it")
        case "string_type":
            return said("a text in quotation marks")
        case _:
            return cast("str", problem["msg"])


def _place(path: lines.Path, places: Mapping[lines.Path, int]) -> Place:
    """The line of a key, or of the nearest table around it."""
    while path and path not in places:
        path = path[:-1]
    return Place(CONFIGURATION, places.get(path, 1))


def _fields(path: lines.Path) -> tuple[str, ...]:
    """The keys that are known at a path."""
    model: type[BaseModel] = Configuration
    for part in path:
        if isinstance(part, str):
            field = next((field for field in model.model_fields.values() if field.alias == part), None)
            model = next(iter(_tables(field.annotation)), model) if field else model
    return tuple(field.alias or "" for field in model.model_fields.values())


def _tables(annotation: Any) -> Iterator[type[BaseModel]]:
    """The tables that a type speaks of, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _tables(part)
