"""One page's plates, and the way between their pixels and millimetres on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from utgivelse.places import Area

Plate: TypeAlias = NDArray[np.uint8]
Sum: TypeAlias = NDArray[np.uint16]
Mask: TypeAlias = NDArray[np.bool_]

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
LETTERS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}
FULL = 255
INCH = 25.4


@dataclass(frozen=True)
class Plates:
    """What one page prints within its bleed box.

    `inks` has the plates that carry ink, by the ink's name, all of one `shape` (rows, columns). `bleed`
    and `trim` are millimetres from the trim's top left corner; the plates' first pixel is the bleed's.
    `technical` names the inks that are steps of the work: they have plates, but put nothing on paper. `marks`
    are the places of /Separation /All: register marks on every plate, which are cut off and are no print.
    """

    page: int
    ppi: float
    shape: tuple[int, int]
    bleed: Area
    trim: Area
    inks: Mapping[str, Plate]
    technical: frozenset[str] = frozenset()
    marks: tuple[Area, ...] = ()

    def plate(self, name: str) -> Plate:
        """The plate of an ink; an empty one where it prints nothing."""
        found = self.inks.get(name)
        return np.zeros(self.shape, np.uint8) if found is None else found

    @property
    def process(self) -> dict[str, Plate]:
        """Cyan, magenta, yellow and black."""
        return {name: self.plate(name) for name in PROCESS}

    @property
    def spots(self) -> dict[str, Plate]:
        """The plates of spot inks that carry ink, technical ones too."""
        return {name: plate for name, plate in self.inks.items() if name not in PROCESS}

    def total(self) -> Sum:
        """All inks that print, summed, without marks; 255 is 100 %."""
        total = self.covered()
        for area in self.marks:
            self._unmark(total, area)
        return total

    def covered(self) -> Sum:
        """All inks that print, summed, with the marks: under them nobody knows what is printed."""
        total = np.zeros(self.shape, np.uint16)
        for name, plate in self.inks.items():
            if name not in self.technical:
                total += plate
        return total

    def _unmark(self, total: Sum, area: Area) -> None:
        """Take a mark out: outside the trim, what stands on all four process plates alike."""
        rows, columns = (slice(max(0, part.start - 1), part.stop + 1) for part in self.window(area))
        cyan, *others = (plate[rows, columns].astype(np.int16) for plate in self.process.values())
        alike = np.logical_and.reduce([abs(other - cyan) <= 1 for other in others])
        kept_rows, kept_columns = self.window(self.trim)
        inside = np.zeros(self.shape, np.bool_)
        inside[kept_rows, kept_columns] = True
        total[rows, columns][alike & ~inside[rows, columns]] = 0

    def pixels(self, length: float) -> int:
        """How many whole pixels a length in millimetres has, at least one."""
        return max(1, round(length / INCH * self.ppi))

    @property
    def square(self) -> float:
        """The square millimetres of one pixel."""
        return (INCH / self.ppi) ** 2

    def window(self, area: Area) -> tuple[slice, slice]:
        """The rows and columns of an area, as far as they are on the plates."""
        scale = self.ppi / INCH
        left, top = area.x - self.bleed.x, area.y - self.bleed.y
        rows = slice(max(0, round(top * scale)), max(0, round((top + area.height) * scale)))
        return rows, slice(max(0, round(left * scale)), max(0, round((left + area.width) * scale)))

    def area(self, rows: slice, columns: slice) -> Area:
        """The millimetres of these rows and columns, to a tenth."""
        scale = INCH / self.ppi
        left, top = columns.start * scale + self.bleed.x, rows.start * scale + self.bleed.y
        width, height = (columns.stop - columns.start) * scale, (rows.stop - rows.start) * scale
        return Area(*(round(length, 1) for length in (left, top, width, height)))

    def mixture(self, row: int, column: int) -> str:
        """What prints in one pixel, as printers write it: `C 60 M 40 Y 40 K 100`."""
        amounts = ((name, self.inks[name][row, column]) for name in self._order() if name not in self.technical)
        return " ".join(f"{LETTERS.get(name, name)} {percent(amount):.0f}" for name, amount in amounts if amount)

    def _order(self) -> tuple[str, ...]:
        return (*(name for name in PROCESS if name in self.inks), *self.spots)


def percent(amount: float) -> float:
    """A pixel's ink in per cent of full cover, to a tenth."""
    return round(float(amount) * 100 / FULL, 1)


def of_percent(amount: float) -> float:
    """Per cent of full cover as a pixel's number."""
    return amount * FULL / 100
