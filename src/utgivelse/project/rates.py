"""Rates: what translation costs, of the project and of a language's translator.

Laws: a language's own rate comes before the project's; where it names another currency, nothing of the
project's is taken. Rates are whole when they say what a new word costs, and in which currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from utgivelse.findings import Finding, error, said
from utgivelse.project.lines import Path
from utgivelse.project.schema import RatesTable
from utgivelse.publication import Rates

_NEEDED = {"currency": 'currency = "NOK"', "new": "new = 1.80"}


def rates_of(general: RatesTable, own: RatesTable | None = None) -> Rates | None:
    """The rates that hold; None where nobody said any."""
    tables = [table.model_dump(by_alias=True, exclude_none=True) for table in (general, *((own,) if own else ()))]
    values = merged(*tables)
    if not values:
        return None
    currency, least = values.pop("currency"), values.pop("least", 0.0)
    return Rates(currency=currency, words=values, least=least)


def merged(general: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The project's rates with a language's own over them."""
    if not own:
        return dict(general)
    is_other = own.get("currency", general.get("currency")) != general.get("currency")
    return {**({} if is_other else general), **own}


def check_rates(data: Mapping[str, Any]) -> Iterator[tuple[Path, Finding]]:
    """What is missing in the rates of the project and of each translator."""
    general = _table(data.get("rates"))
    yield from _incomplete(general, ("rates",))
    for tag, translator in _table(data.get("translators")).items():
        if own := _table(_table(translator).get("rates")):
            yield from _incomplete(merged(general, own), ("translators", tag, "rates"))


def _incomplete(rates: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Finding]]:
    for key in _NEEDED if rates else ():
        if key not in rates:
            name = ".".join(map(str, (*path, key)))
            yield path, error("P04", said("`{key}` is missing", key=name), said("add `{line}`", line=_NEEDED[key]))


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
