"""The graphics state (ISO 32000-2, 8.4), and the limits of one reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utgivelse.pdf.painting.facts import Colour, Space
from utgivelse.pdf.painting.geometry import EVERYWHERE, Bounds
from utgivelse.pdf.placements import IDENTITY, Matrix

if TYPE_CHECKING:
    import pikepdf

    from utgivelse.pdf.painting.fonts import Face

DEEPEST = 24
MOST_OPERATORS = 2_000_000
MOST_PAINTED = 400_000

GREY = Space("grey", 1)
BLACK = Colour(GREY, (0.0,))


class Exhausted(Exception):
    """A limit was met: the reading ends here."""


@dataclass
class Budget:
    """How much more may be read of this file."""

    operators: int = MOST_OPERATORS
    painted: int = MOST_PAINTED

    def spend(self, operators: int) -> None:
        """Count operators. Exhausted when there were too many."""
        self.operators -= operators
        if self.operators < 0:
            raise Exhausted("operators")

    def paint(self) -> None:
        """Count one painted thing. Exhausted when there were too many."""
        self.painted -= 1
        if self.painted < 0:
            raise Exhausted("painted")


@dataclass(slots=True)
class State:
    """What operators change and `q` keeps. The matrix leads to the page's millimetres."""

    matrix: Matrix = IDENTITY
    clip: Bounds = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_pattern: pikepdf.Object | None = None
    stroke_pattern: pikepdf.Object | None = None
    width: float = 1.0
    cap: int = 0
    fills_over: bool = False
    strokes_over: bool = False
    over_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    rendering: int = 0
    ragged: bool = False
    """Whether something clips that is no upright rectangle: then `clip` is only what lies round it."""
    masked: bool = False


@dataclass(slots=True)
class Lines:
    """A text object's two matrices, and what it adds to the clip (text rendering modes 4 to 7)."""

    matrix: Matrix = IDENTITY
    start: Matrix = IDENTITY
    clip: list[Bounds] = field(default_factory=list)
