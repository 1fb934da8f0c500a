"""Ink: one colour in, what is painted instead out.

Laws: `Ink` paints in DeviceCMYK, `Mask` in DeviceGray; both answer the same questions, so that the walk
need not know which it carries. A colour is looked up after rounding to 8 bits: first the table, then
the neutrals (which print in black alone), then the profile. A colour of the table that has an ink of its
own prints in that ink alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pikepdf import Name

from utgivelse.colour import CMYK, RGB, Colour, ColourTable
from utgivelse.findings import Finding, note, said
from utgivelse.images.inks import InkProfile

NO_INK: CMYK = (0.0, 0.0, 0.0, 0.0)
BLACK: CMYK = (0.0, 0.0, 0.0, 1.0)
Unit = tuple[float, float, float]
"""sRGB, each part from 0 to 1."""
NEUTRAL = 2
"""How far the three parts of a neutral may lie apart, in 8 bits."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Paint:
    """What is laid on paper: the parts of the target's own space, and of each ink beside it how much."""

    parts: tuple[float, ...]
    spots: tuple[tuple[str, float], ...] = ()

    @property
    def is_black(self) -> bool:
        """Whether this is the black ink in full and nothing else."""
        return self.parts == BLACK and not self.spots


class Target(Protocol):
    """What colours are turned into."""

    space: Name
    operators: tuple[str, str]
    """To fill, to stroke."""
    width: int
    spots: Mapping[str, Colour]
    """The inks beside the target's own, each with the colour that prints in it in full."""

    def rgb(self, colour: Unit) -> Paint:
        """The paint for an sRGB colour that stands alone."""

    def grey(self, value: float) -> Paint:
        """The paint for a grey."""

    def cmyk(self, inks: CMYK) -> Paint:
        """The paint for what is in ink already."""

    def between(self, colours: list[Unit]) -> list[Paint]:
        """The paints of a run of colours that change into each other."""


class Ink:
    """Four process inks."""

    space = Name.DeviceCMYK
    operators = ("k", "K")
    width = 4

    def __init__(self, table: ColourTable, profile: InkProfile) -> None:
        self.table, self.profile = table, profile
        self.computed: dict[RGB, CMYK] = {}
        self.spots: Mapping[str, Colour] = spots_of(table)
        self.rgb = cache(self._rgb)  # type: ignore[method-assign]
        self.grey = cache(self._grey)  # type: ignore[method-assign]

    def rgb(self, colour: Unit) -> Paint:
        """The table's inks, black alone for a neutral, else what the profile says."""
        return self._rgb(colour)

    def _rgb(self, colour: Unit) -> Paint:
        bits = eight_bits(colour)
        if known := self.table.by_rgb.get(bits):
            return Paint(NO_INK, ((known.spot, known.tint),)) if known.spot else Paint(known.cmyk)
        if is_neutral(bits):
            return Paint(self._black(sum(bits) / 765))
        if bits not in self.computed:
            self.computed[bits] = self.profile.inks([bits])[0]
        return Paint(self.computed[bits])

    def grey(self, value: float) -> Paint:
        """Black alone, or what the table has for this grey."""
        return self._grey(value)

    def _grey(self, value: float) -> Paint:
        return self.rgb((value, value, value))

    def cmyk(self, inks: CMYK) -> Paint:
        """As it is."""
        return Paint(inks)

    def _black(self, grey: float) -> CMYK:
        return 0.0, 0.0, 0.0, self.profile.black_for(grey)

    def between(self, colours: list[Unit]) -> list[Paint]:
        """A run without a step: its ends are the flat colours, what lies between is drawn towards them.

        Between two colours of the table the inks themselves run; between two neutrals only black.
        """
        ends = eight_bits(colours[0]), eight_bits(colours[-1])
        first, last = self.rgb(colours[0]), self.rgb(colours[-1])
        if ends[0] == ends[1]:
            return [first] * len(colours)
        if first.spots or last.spots or all(end in self.table.by_rgb for end in ends):
            return [mixed(first, last, _share(colour, colours[0], colours[-1])) for colour in colours]
        if all(map(is_neutral, ends)):
            plain: list[CMYK] = [self._black(sum(colour) / 3) for colour in colours]
        else:
            plain = self.profile.inks([eight_bits(colour) for colour in colours])
        return _drawn_to(plain, first, last)

    def findings(self) -> list[Finding]:
        """A note on the colours for which nobody gave inks."""
        if not self.computed:
            return []
        names = ["#{:02x}{:02x}{:02x}".format(*bits) for bits in sorted(self.computed)]
        return [
            note(
                "K10",
                said(
                    "{count} colours are not in the theme's table, so their inks are computed: {colours}",
                    count=len(names),
                    colours=", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else ""),
                ),
                said("give them inks in `[colours.…]` of the theme if they matter"),
            )
        ]


class Mask:
    """The light of a soft mask."""

    space = Name.DeviceGray
    operators = ("g", "G")
    width = 1
    spots: Mapping[str, Colour] = {}

    def rgb(self, colour: Unit) -> Paint:
        """The luminosity of the colour (ISO 32000-2, 11.5.3)."""
        r, g, b = colour
        return Paint((0.3 * r + 0.59 * g + 0.11 * b,))

    def grey(self, value: float) -> Paint:
        """As it is."""
        return Paint((value,))

    def cmyk(self, inks: CMYK) -> Paint:
        """The light that these inks leave (ISO 32000-2, 10.4.2.5)."""
        c, m, y, k = inks
        return Paint((1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k),))

    def between(self, colours: list[Unit]) -> list[Paint]:
        """Each for itself."""
        return [self.rgb(colour) for colour in colours]


def eight_bits(colour: Unit) -> RGB:
    """The colour as a style sheet would write it."""
    r, g, b = (min(255, max(0, round(part * 255))) for part in colour)
    return r, g, b


def is_neutral(bits: RGB) -> bool:
    """Whether a colour is a grey to the eye."""
    return max(bits) - min(bits) <= NEUTRAL


def _share(colour: Unit, first: Unit, last: Unit) -> float:
    """How far a colour has come from first to last, by the part that changes most."""
    spans = [end - start for start, end in zip(first, last, strict=True)]
    widest = max(range(3), key=lambda part: abs(spans[part]))
    return (colour[widest] - first[widest]) / spans[widest]


def mixed(first: Paint, last: Paint, share: float) -> Paint:
    """The paint between two others; an ink that one of them lacks runs out towards it."""
    one, other = dict(first.spots), dict(last.spots)
    return Paint(
        tuple(start + (end - start) * share for start, end in zip(first.parts, last.parts, strict=True)),
        tuple(
            (name, one.get(name, 0.0) + (other.get(name, 0.0) - one.get(name, 0.0)) * share)
            for name in sorted({*one, *other})
        ),
    )


def spots_of(table: ColourTable) -> dict[str, Colour]:
    """Each ink beside the process inks, with the colour that prints in it in full."""
    full: dict[str, Colour] = {}
    for colour in table:
        if colour.spot and (colour.spot not in full or colour.tint > full[colour.spot].tint):
            full[colour.spot] = colour
    return {name: _filled(colour) for name, colour in sorted(full.items())}


def _filled(colour: Colour) -> Colour:
    """The full colour of a tint whose full colour the table does not name."""
    if colour.tint == 1.0:
        return colour
    c, m, y, k = (min(1.0, part / colour.tint) for part in colour.cmyk)
    return Colour(colour.name, colour.rgb, (c, m, y, k), colour.spot, technical=colour.technical)


def _drawn_to(run: list[CMYK], first: Paint, last: Paint) -> list[Paint]:
    """The run bent so that it starts and ends exactly at these two."""
    steps = max(1, len(run) - 1)
    off_first = [wanted - found for wanted, found in zip(first.parts, run[0], strict=True)]
    off_last = [wanted - found for wanted, found in zip(last.parts, run[-1], strict=True)]
    return [
        Paint(
            tuple(
                min(1.0, max(0.0, part + a * (1 - place / steps) + b * place / steps))
                for part, a, b in zip(inks, off_first, off_last, strict=True)
            )
        )
        for place, inks in enumerate(run)
    ]
