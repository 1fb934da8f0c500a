"""What the memories hold, what translation costs, and what a machine made, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from utgivelse.findings import Said, said
from utgivelse.tongues import tongue

if TYPE_CHECKING:
    from utgivelse.cli.show import Page
    from utgivelse.estimating import Estimate
    from utgivelse.pretranslating import Pretranslated
    from utgivelse.remembering import Remembered

_HEADS = (said("band"), said("messages"), said("words"), said("a word"), said("sum"))
_BANDS: dict[str, str] = {
    "repetition": said("repetition"),
    "context": said("context match"),
    "100": "100 %",
    "95-99": "95–99 %",
    "85-94": "85–94 %",
    "75-84": "75–84 %",
    "new": said("new"),
}


def remembered(page: Page, done: Iterable[Remembered]) -> None:
    """How many pairs each memory has, and what was left out."""
    found = tuple(done)
    page.put("memories", [{name: value for name, value in asdict(one).items() if name != "findings"} for one in found])
    for one in found:
        page.findings(one.findings)
        page.line(said("{path}: {units} pairs, {new} of them new", path=one.path, units=one.units, new=one.new), "32")


def estimates(page: Page, found: Sequence[Estimate]) -> None:
    """A table for each language, and the sum in its currency as the reader writes money."""
    from utgivelse.speech import spoken

    page.put("estimates", [_data(one) for one in found])
    for one in found:
        page.findings(one.findings)
        page.line(f"{one.language} {page.say(tongue(one.language))}")
        page.table(_rows(page, one, spoken()))
        if one.fee and one.fee.is_least:
            page.line(said("the words cost less than the least fee"))
        if one.fee is None:
            page.line(said("no sum: `[rates]` in utgivelse.toml says no rates"))


def _rows(page: Page, one: Estimate, reader: str) -> list[list[str]]:
    fee = one.fee
    size = 5 if fee else 3
    rows = [[page.say(head) for head in _HEADS[:size]]]
    for band, (messages, words) in one.bands.items():
        row = [page.say(_BANDS[band]), str(messages), str(words)]
        rows.append(
            [*row, *((_money(one, fee.rates[band], reader), _money(one, fee.sums[band], reader)) if fee else ())]
        )
    total = [page.say(said("in all")), str(one.messages), str(one.words)]
    rows.append([*total, *(("", _money(one, fee.total, reader)) if fee else ())])
    return rows


def _money(one: Estimate, value: Decimal, reader: str) -> str:
    from utgivelse.language import format_money
    from utgivelse.publication import Amount

    assert one.rates
    digits = -int(value.normalize().as_tuple().exponent)
    return format_money(Amount(amount=float(value), currency=one.rates.currency), reader, max(2, digits))


def _data(one: Estimate) -> dict[str, Any]:
    fee = one.fee
    bands = {
        band: {
            "messages": messages,
            "words": words,
            **({"rate": str(fee.rates[band]), "sum": str(fee.sums[band])} if fee else {}),
        }
        for band, (messages, words) in one.bands.items()
    }
    total = (
        {"currency": one.rates.currency, "total": str(fee.total), "is_least": fee.is_least} if fee and one.rates else {}
    )
    return {"language": one.language, "messages": one.messages, "words": one.words, "bands": bands, **total}


def pretranslated(page: Page, done: Pretranslated) -> None:
    """How many guesses there are, and which were not taken."""
    page.put("pretranslated", {name: value for name, value in asdict(done).items() if name != "findings"})
    page.findings(done.findings)
    names = {"path": done.path, "made": done.made, "missing": done.missing, "machine": done.machine}
    page.line(_made(**names), "32" if done.made == done.missing else "33")


def _made(**names: object) -> Said:
    return said("{path}: «{machine}» translated {made} of {missing} missing messages; all of them are fuzzy", **names)
