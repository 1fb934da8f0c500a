"""Fees: what the words of each band cost at a translator's rates.

Laws: sums are exact decimals. A band without a rate costs what the next dearer one costs; nothing to do
costs nothing, and anything at least the least fee.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from utgivelse.estimate.bands import BANDS, Band
from utgivelse.publication import Rates

_DEARER: Mapping[Band, Band] = {
    "repetition": "100",
    "context": "100",
    "100": "95-99",
    "95-99": "85-94",
    "85-94": "75-84",
    "75-84": "new",
}


@dataclass(frozen=True)
class Fee:
    """The sum for each band, and in all; `is_least` says that the least fee is more than the words cost."""

    rates: Mapping[Band, Decimal]
    sums: Mapping[Band, Decimal]
    total: Decimal
    is_least: bool = False


def fee_of(words: Mapping[Band, int], rates: Rates) -> Fee:
    """What this many words in each band cost."""
    each = {band: _rate(band, rates) for band in BANDS}
    sums = {band: _rounded(each[band] * words.get(band, 0)) for band in BANDS}
    total, least = sum(sums.values(), Decimal(0)), _rounded(Decimal(str(rates.least)))
    is_least = any(words.values()) and least > total
    return Fee(each, sums, least if is_least else total, is_least)


def _rate(band: Band, rates: Rates) -> Decimal:
    while band not in rates.words:
        band = _DEARER[band]
    return Decimal(str(rates.words[band]))


def _rounded(sum_of_money: Decimal) -> Decimal:
    return sum_of_money.quantize(Decimal("0.01"), ROUND_HALF_UP)
