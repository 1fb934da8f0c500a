"""Press: press profiles as data, the package's and a project's own.

Laws: the package's stand in `press.toml`, with the very keys that a project writes. A profile of a project
may extend one of the package's, or one that stands above it, so no chain can be a ring; what neither says
has the default of `PressProfile`. Whether an ICC file is there is asked when somebody prints by it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from utgivelse.findings import Finding, error, nearest, said
from utgivelse.project.lines import Path as KeyPath
from utgivelse.publication import PressProfile

NEEDED = ("icc", "condition")
"""What a profile that extends no other must say."""
WITH_PPI = {"least_ppi": 5 / 6, "worst_ppi": 1 / 2, "most_ppi": 3 / 2}
"""Limits that go with another `ppi` unless they are typed."""
RISING = (("worst-ppi", "least-ppi"), ("least-ppi", "ppi"), ("ppi", "most-ppi"), ("text", "small"))
"""Pairs of which the first may not be larger."""
Tables = Mapping[str, Mapping[str, Any]]


def shipped_profiles() -> dict[str, PressProfile]:
    """The profiles of the package, by name."""
    return with_own({}, tomllib.loads(Path(__file__).with_name("press.toml").read_text(encoding="utf-8")))


def with_own(known: Mapping[str, PressProfile], tables: Tables) -> dict[str, PressProfile]:
    """The known profiles and those of these tables, which are sound: keys as in the file, None for what is not said."""
    profiles = dict(known)
    for name, table in tables.items():
        profiles[name] = extended(profiles.get(str(table.get("extends"))), name, table)
    return profiles


def extended(base: PressProfile | None, name: str, table: Mapping[str, Any]) -> PressProfile:
    """The profile `name`: what its table says, the rest from `base`."""
    names = {field.name for field in fields(PressProfile)}
    values = {key.replace("-", "_"): value for key, value in table.items() if value is not None}
    own: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items() if key in names
    }
    if "ppi" in own:
        own = {key: round(own["ppi"] * share) for key, share in WITH_PPI.items()} | own
    start = base or PressProfile(name=name, icc="", condition="")
    return replace(start, **{**own, "name": name})


PRESS = shipped_profiles()
"""The press profiles that the package brings along."""


def check_press(tables: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Finding]]:
    """What is wrong between the keys of `[press.…]`; the tables are as they were read, perhaps wrong elsewhere."""
    profiles = dict(PRESS)
    for name, table in tables.items():
        if name in PRESS:
            yield ("press", name), _shipped(name)
        if isinstance(table, dict):
            yield from _incomplete(name, table, tuple(profiles))
            base = profiles.get(str(table.get("extends")))
            yield from _falling(name, table, base)
            profiles[name] = extended(base, name, table)


def _shipped(name: str) -> Finding:
    return error(
        "P11",
        said("«{name}» is a press profile that is shipped", name=name),
        said('give yours another name, and write `extends = "{name}"` in it', name=name),
    )


def _incomplete(name: str, table: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[KeyPath, Finding]]:
    extends = table.get("extends")
    if extends is None:
        for key in NEEDED:
            if key not in table:
                message = said("`{key}` is missing", key=f"press.{name}.{key}")
                yield ("press", name), error("P04", message, said("add `{line}`", line=f"{key} = …"))
    elif isinstance(extends, str) and extends not in above:
        yield (
            ("press", name, "extends"),
            error(
                "P10",
                said("there is no press profile «{name}» above this one", name=extends),
                nearest(extends, above),
            ),
        )


def _falling(name: str, table: dict[str, Any], base: PressProfile | None) -> Iterator[tuple[KeyPath, Finding]]:
    """Limits in the wrong order; a key that was not typed here is not blamed."""
    profile = extended(base, name, {key: value for key, value in table.items() if _is_number(value)})
    for less, more in RISING:
        low, high = (getattr(profile, key.replace("-", "_")) for key in (less, more))
        typed = more if more in table else less
        if low > high and typed in table:
            message = said(
                "`{less}` ({low}) is more than `{more}` ({high})",
                less=less,
                low=f"{low:g}",
                more=more,
                high=f"{high:g}",
            )
            hint = said("`worst-ppi`, `least-ppi`, `ppi`, `most-ppi` rise in this order, and `text`, `small`")
            yield ("press", name, typed), error("P19", message, hint)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
