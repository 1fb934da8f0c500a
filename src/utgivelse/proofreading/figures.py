"""Figures: what of the numbers, dates, times of day and telephone numbers differs between a text and its translation.

Laws:
- What can be read in two ways (`6.30` in English) has both as `keys`; two figures are the same when they
  share one. A figure of one side is missed only when nothing on the other side shares a key with it, so
  that a sentence may say a number once or twice.
- Every sign of a text belongs to one figure: telephone numbers are taken out first (`telephones`), then dates,
  then times (`figure_patterns` reads those by the language's rules).
- Numbers to twelve may be words, or hidden in one («both», «third»): they are compared only when each side has
  one that the other lacks, as many in words; but those in figures beside a unit are always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from utgivelse.proofreading.figure_patterns import Figure, Key, Kind, Reading, european, read_figures
from utgivelse.proofreading.pair import Pair
from utgivelse.proofreading.telephones import Called, Telephone, compare_telephones

_DIGIT = re.compile("[0-9½¼¾⅓⅔]")


@dataclass(frozen=True)
class Compared:
    """The figures that the translation lacks, and those that its source has not."""

    lost: tuple[Figure, ...] = ()
    strange: tuple[Figure, ...] = ()

    def of(self, *kinds: Kind) -> Compared:
        """Those of some kinds."""
        return Compared(*(tuple(one for one in side if one.kind in kinds) for side in (self.lost, self.strange)))


_called: list[tuple[Pair, Called]] = []
_latest: list[tuple[Pair, Compared]] = []
"""The pairs that were compared last: one check after the other asks for the same."""


def compare(pair: Pair) -> Compared:
    """What differs between the figures of a text and those of its translation."""
    if not _latest or _latest[0][0] is not pair:
        _latest[:] = [(pair, _compared(pair))]
    return _latest[0][1]


def called(pair: Pair) -> Called:
    """What differs between the telephone numbers alone: much less work."""
    if not _called or _called[0][0] is not pair:
        _called[:] = [(pair, _compared_calls(pair))]
    return _called[0][1]


def _compared_calls(pair: Pair) -> Called:
    sides = {False: pair.source, True: pair.target}
    whole = [european(side.addressless) for side in sides.values()]

    def has_value(in_target: bool, value: int) -> bool:
        read = read_figures(whole[in_target], sides[in_target].tag)
        return any(("number", str(value)) in figure.keys for figure in read.figures)

    return compare_telephones(whole[0], whole[1], has_value)


def _compared(pair: Pair) -> Compared:
    calls = called(pair)
    lost, strange, texts = _as_figures(calls.lost), _as_figures(calls.strange), calls.texts
    mine = read_figures(texts[0], pair.source.tag, is_source=True)
    if not (lost or strange or mine.figures or mine.months or mine.days or _DIGIT.search(texts[1])):
        return Compared()  # what only the translation has in words is nothing to compare
    theirs = read_figures(texts[1], pair.target.tag)
    names = tuple(_other_names(mine, theirs))
    lost += _missed(mine, theirs)
    if pair.target.rules.numbers:
        lost = [replace(one, small=False) if one.measured else one for one in lost]
    strange += _missed(theirs, mine)
    found = _judged(lost, strange)
    parts = (found, *names)
    return Compared(
        tuple(one for part in parts for one in part.lost), tuple(one for part in parts for one in part.strange)
    )


def _as_figures(numbers: Iterable[Telephone]) -> list[Figure]:
    return [Figure("phone", frozenset([("phone", one.code, one.core)]), one.shown) for one in numbers]


def _other_names(mine: Reading, theirs: Reading) -> Iterator[Compared]:
    """Months without a day, and days of the week, where each text has one of its own: a name may mean more."""
    for part, one, other in (("month", mine.months, theirs.months), ("day", mine.days, theirs.days)):
        lost, strange = (
            tuple(
                Figure("date", frozenset([(part, number)]), name)
                for number, name in own.items()
                if number not in there and (part, number) not in reading.also
            )
            for own, there, reading in ((one, other, theirs), (other, one, mine))
        )
        if lost and strange:
            yield Compared(lost, strange)


def _missed(mine: Reading, theirs: Reading) -> list[Figure]:
    there: set[Key] = {key for figure in theirs.figures for key in figure.keys} | theirs.also
    missed = [figure for figure in mine.figures if not (figure.keys & there or _told_in_parts(figure, there))]
    return [replace(one, soft=False) if one.kind == "time" and theirs.knows_noon else one for one in missed]


def _told_in_parts(figure: Figure, there: set[Key]) -> bool:
    """Whether day and month of a date stand in the other text, though not side by side."""
    return figure.kind == "date" and all(key in there for key in figure.parts)


def _judged(lost: list[Figure], strange: list[Figure]) -> Compared:
    """Without what only one side has of small numbers, words and centuries: the other may say them otherwise."""
    small = [[figure for figure in side if figure.small] for side in (lost, strange)]
    has_words = any(figure.worded for side in small for figure in side)
    keeps_small = all(small) and (len(small[0]) == len(small[1]) or not has_words)
    keeps_soft = all(any(figure.soft and not figure.small for figure in side) for side in (lost, strange))
    return Compared(*(_kept(side, small=keeps_small, soft=keeps_soft) for side in (lost, strange)))


def _kept(figures: Iterable[Figure], *, small: bool, soft: bool) -> tuple[Figure, ...]:
    return tuple(one for one in figures if (small if one.small else soft or not one.soft))
