"""What is known of a text and its ground."""

from __future__ import annotations

from dataclasses import dataclass

from utgivelse.colour import RGB
from utgivelse.pdf.painting import Painted


@dataclass(frozen=True, slots=True)
class Standing:
    """A text as it is seen: its colour, that of its ground (of a varied one the worst), and their contrast.

    `varied` says that the ground is no flat colour, and was measured.
    """

    text: Painted
    colour: RGB
    ground: RGB
    ratio: float
    varied: bool = False


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Why texts could not be measured, and on which pages."""

    why: str
    hint: str
    pages: tuple[int, ...]
