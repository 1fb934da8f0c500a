"""Pages: their boxes and how they are seen.

Law: millimetres from the trim's top left corner, y down, after /Rotate and /UserUnit (ISO 32000-2, 14.11.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from utgivelse.places import Area


@dataclass(frozen=True, slots=True)
class Page:
    """A page's boxes. A box that the page doesn't give is the one it falls back to; `given` names those it has.

    `origin` is the media box's lower left corner in points, as written; `broken` names boxes whose
    numbers make none (empty, not four of them). `operators` is how many instructions its content has.
    """

    number: int
    media: Area
    crop: Area
    bleed: Area
    trim: Area
    art: Area
    given: frozenset[str]
    origin: tuple[float, float] = (0.0, 0.0)
    rotate: int = 0
    unit: float = 1.0
    broken: tuple[str, ...] = ()
    operators: int = 0

    @property
    def bleeds(self) -> tuple[float, float, float, float]:
        """How far the bleed box reaches over the trim: left, top, right, bottom, mm."""
        bleed, trim = self.bleed, self.trim
        return trim.x - bleed.x, trim.y - bleed.y, bleed.right - trim.right, bleed.bottom - trim.bottom
