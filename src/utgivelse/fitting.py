"""Fitting: which size a title takes and where its lines break, decided from its words.

The engine has neither `text-wrap: balance` nor a way to shrink a line that is too long, so the
theme asks here. Widths are estimated from the mean advance of a humanist sans in semibold
(0.53 em a character, narrow and wide ones by class); the estimate errs on the wide side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from markupsafe import Markup

ADVANCES = {" ": 0.25, **dict.fromkeys("iljtfrI.,:;'!|()[]", 0.31), **dict.fromkeys("mwMW@%—", 0.85)}
"""In ems, where a letter is far from the mean."""

MM_PER_POINT = 25.4 / 72


def width(text: str, size: float) -> float:
    """The estimated width of a text in millimetres at `size` points."""
    return sum(map(_advance, text)) * size * MM_PER_POINT


def _advance(character: str) -> float:
    if character in ADVANCES:
        return ADVANCES[character]
    return 0.62 if character.isupper() else 0.54


def fit(text: str, measure: float, sizes: Sequence[float], lines: int) -> float:
    """The largest of `sizes` (points, falling) at which `text` needs at most `lines` of `measure` mm.

    The smallest is given when none fits.
    """
    return next((size for size in sizes if _lines(text, measure, size) <= lines), sizes[-1])


def balance(text: str, measure: float, size: float) -> Markup:
    """The text with its lines broken so that they are as even as the words allow."""
    words = text.split(" ")
    count = min(_lines(text, measure, size), len(words))
    if count <= 1 or count > 4:
        return Markup("{}").format(text)
    best = min(
        (_cut(words, cuts) for cuts in combinations(range(1, len(words)), count - 1)),
        key=lambda lines: (max(width(line, size) for line in lines), -width(lines[-1], size)),
    )
    return Markup(" <br/>").join(best)


def _cut(words: Sequence[str], cuts: Sequence[int]) -> list[str]:
    edges = (0, *cuts, len(words))
    return [" ".join(words[a:b]) for a, b in pairwise(edges)]


def _lines(text: str, measure: float, size: float) -> int:
    """How many lines a greedy setting needs; a word too long for the measure counts as many."""
    count, room = 1, measure
    for word in text.split(" "):
        needs = width(word, size)
        if needs > measure:
            return 99
        if needs > room:
            count, room = count + 1, measure
        room -= needs + width(" ", size)
    return count
