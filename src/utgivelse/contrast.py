"""Contrast: how far two colours stand apart for an eye, and how far they must.

The formulas are WCAG 2.2's: «relative luminance» and «contrast ratio» among its definitions; the limits are those
of its success criteria 1.4.3 (level AA), 1.4.6 (level AAA) and 1.4.11 (what is no text).

Laws:
- A ratio is never rounded up: 4.499 is below 4.5, and is shown as 4.49.
- Whatever is deepened keeps its hue, and comes out just on the right side of its limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import floor

from utgivelse.colour import RGB, Colour, ColourTable
from utgivelse.publication import Contrast

LINES = 3.0
"""What rules and borders need to be seen (1.4.11)."""
LEAST: Mapping[Contrast, tuple[float, float]] = {"normal": (4.5, 3.0), "high": (7.0, 4.5)}
"""What text needs, and large text."""
LARGE, LARGE_BOLD = 18.0, 14.0
"""Points from which text is large, and bold text («large scale» among the definitions)."""
SLACK = 0.01
"""Points; sizes come out of matrices."""
Pairs = Mapping[str, Sequence[str]]
"""The names of colours by the name of the ground that they stand on."""


def luminance(rgb: RGB) -> float:
    """How light a colour is, from 0 to 1: «relative luminance»."""
    red, green, blue = (_linear(part / 255) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def ratio(one: RGB, other: RGB) -> float:
    """From 1 (alike) to 21 (black and white): «contrast ratio»."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shown(found: float) -> float:
    """A ratio as people read it."""
    return floor(found * 100 + 1e-9) / 100


def least(wanted: Contrast, size: float, *, bold: bool = False) -> float:
    """The ratio that text of this size needs."""
    is_large = size >= (LARGE_BOLD if bold else LARGE) - SLACK
    return LEAST[wanted][1 if is_large else 0]


def over(colour: RGB, alpha: float, ground: RGB) -> RGB:
    """What is seen of a colour that lets its ground through."""
    red, green, blue = (round(alpha * part + (1 - alpha) * below) for part, below in zip(colour, ground, strict=True))
    return red, green, blue


def faint(colours: ColourTable, pairs: Pairs, needed: float) -> list[tuple[str, str, float]]:
    """The pairs that stand too near each other: ground, colour, ratio; names that the table lacks are passed over."""
    found = []
    for ground, names in pairs.items():
        for name in names:
            if ground in colours and name in colours:
                measured = ratio(colours[ground].rgb, colours[name].rgb)
                if measured < needed:
                    found.append((ground, name, measured))
    return found


# ── deepening ────────────────────────────────────────────────────────────────────────────────

STEPS = 256


def deepened(colour: Colour, against: RGB, needed: float, ink_limit: float) -> Colour:
    """The colour mixed with as little black (on a dark ground: white) as brings it to the ratio.

    Its inks follow, all of the process: black for what is taken from the light, then less of the others
    where that is more than `ink_limit` per cent.
    """
    to: RGB = (0, 0, 0) if luminance(against) > 0.18 else (255, 255, 255)
    mixed = (_mixed(colour, to, step / STEPS, ink_limit) for step in range(STEPS + 1))
    return next((one for one in mixed if ratio(one.rgb, against) >= needed), colour)


def _mixed(colour: Colour, to: RGB, share: float, ink_limit: float) -> Colour:
    if not share:
        return colour
    *inks, black = colour.cmyk
    if to == (0, 0, 0):
        black = 1 - (1 - black) * (1 - share)
    else:
        inks, black = [part * (1 - share) for part in inks], black * (1 - share)
    room = max(ink_limit / 100 - black, 0.0)
    scale = min(1.0, room / sum(inks)) if sum(inks) else 1.0
    cyan, magenta, yellow = (round(part * scale, 4) for part in inks)
    rgb = over(to, share, colour.rgb)
    return replace(colour, rgb=rgb, cmyk=(cyan, magenta, yellow, round(black, 4)), spot="", tint=1.0)
