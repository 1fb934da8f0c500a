"""Variables: their values put in, after localization, by the language's own rules.

Laws:
- Plain substitution: a value is text and nothing else; code and preformatted lines keep `{$…}`.
- An unknown name is an error with the nearest known one; every one of them is told at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, cast

from utgivelse.article import Preformatted
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.inline import Code, Text, Variable, instead
from utgivelse.language import format_date, format_money
from utgivelse.localize.texts import VARIABLE
from utgivelse.publication import Amount, Value

T = TypeVar("T")


def put_variables(value: T, variables: Mapping[str, Value], language: str, source: str = "nb") -> T:
    """`value` with every `{$name}` replaced; ProjectError names all that are unknown."""
    filler = _Filler({name: _written(given, language, source) for name, given in variables.items()})
    result: T = filler.fill(value)
    if filler.unknown:
        raise ProjectError(*filler.unknown.values())
    return result


def _written(value: Value, language: str, source: str) -> str:
    if isinstance(value, Amount):
        return format_money(value, language, source=source)
    if isinstance(value, datetime.date):
        return format_date(value, language, source)
    return value


class _Filler:
    """One walk through a tree; `file` and `line` are where it is."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.unknown: dict[str, Finding] = {}
        self.file = ""
        self.line = 0

    def fill(self, value: Any) -> Any:
        if isinstance(value, str):
            return VARIABLE.sub(lambda found: self._value(found[1]), value) if "{$" in value else value
        if isinstance(value, tuple):
            return self._tuple(value)
        if isinstance(value, Variable):
            return Text(self._value(value.name))
        if not is_dataclass(value) or isinstance(value, Code | Preformatted | Text):
            return value
        return self._node(value)

    def _tuple(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        new = tuple(map(self.fill, value))
        if all(a is b for a, b in zip(new, value, strict=True)):
            return value
        joined: list[Any] = []
        for part in new:
            if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
                joined[-1] = Text(joined[-1].text + part.text)
            else:
                joined.append(part)
        return instead(joined, value)

    def _node(self, node: Any) -> Any:
        self.line = getattr(node, "line", 0) or self.line
        if source := getattr(node, "source", ""):
            self.file = f"articles/{source}" if isinstance(source, str) else self.file
        changes = {}
        for name in _names(cast(Hashable, type(node))):
            value = getattr(node, name)
            new = self.fill(value)
            if new is not value:
                changes[name] = new
        return replace(node, **changes) if changes else node

    def _value(self, name: str) -> str:
        if name not in self.values:
            self.unknown.setdefault(name, self._finding(name))
            return "{$" + name + "}"
        return self.values[name]

    def _finding(self, name: str) -> Finding:
        nearest = get_close_matches(name, self.values, 1)
        return error(
            "M30",
            said("there is no variable «{name}»", name=name),
            said("did you mean «{name}»?", name=nearest[0])
            if nearest
            else said("give it a value under `[variables]` in utgivelse.toml"),
            Place(self.file or "utgivelse.toml", self.line if self.file else 0),
        )


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(cast(Any, kind))
        if field.init and field.name not in ("kind", "line", "slug", "id")
    )
