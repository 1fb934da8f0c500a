"""Behind: which flat colour a text stands on, from what was painted before it and what after.

Laws:
- The last thing painted before a text that touches it decides. Rules and underlines are no ground.
- A flat area must be opaque and hold the whole text; whatever else touches it makes its ground unsure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from utgivelse.colour import RGB
from utgivelse.contrast import over, ratio
from utgivelse.grounds.facts import Standing
from utgivelse.pdf.painting import Colour, Painted, Painting, overlap
from utgivelse.places import Area

PAPER: RGB = (255, 255, 255)
RULE = 3.0
"""Points; a line or shape this thin is no ground."""
OPAQUE = 0.995
SLACK = 0.3
"""Millimetres that a letter may reach over the edge of its ground: areas of letters are those of their kind."""
MOST_LOOKS = 3_000_000
"""Comparisons of a text with what else its page paints, in a whole file; after these, texts are measured."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A text whose ground, or whose own colour (then None), has to be measured."""

    text: Painted
    colour: RGB | None


def texts_of(painting: Painting) -> Iterator[Standing | Unsure]:
    """Every text that is seen."""
    looks = MOST_LOOKS
    for page in painting.pages:
        painted = [one for one in painting.on(page.number) if one.visible]
        areas = [(order, one) for order, one in enumerate(painted) if _is_ground(one)]
        for order, one in enumerate(painted):
            if one.text is None or not _is_seen(one, page.trim):
                continue
            looks -= len(areas)
            if looks < 0:
                yield Unsure(one, _of_text(one))
            elif not any(later > order and _buries(other, one) for later, other in areas):
                yield _standing(one, (other for before, other in reversed(areas) if before < order))


def _is_ground(one: Painted) -> bool:
    """Whether text can stand on it: neither text, nor the strokes of a drawn letter, nor a rule."""
    if one.text is not None or "type 3" in one.within:
        return False
    return one.kind not in ("fill", "stroke") or one.width >= RULE or "pattern" in one.within


def _is_seen(one: Painted, trim: Area) -> bool:
    return one.area is not None and overlap(one.area, trim)


def _standing(one: Painted, below: Iterator[Painted]) -> Standing | Unsure:
    colour = _of_text(one)
    ground: RGB | None = PAPER
    under = next((other for other in below if _touches(other, one)), None)
    if under is not None:
        ground = _of_area(under) if _holds(under, one) else None
    if colour is None or ground is None:
        return Unsure(one, colour)
    colour = over(colour, one.alpha, ground)
    return Standing(one, colour, ground, ratio(colour, ground))


def _touches(other: Painted, one: Painted) -> bool:
    return other.area is not None and one.area is not None and overlap(other.area, _inner(one.area))


def _inner(area: Area) -> Area:
    """The area without its slack, where it is large enough for that."""
    across, down = min(SLACK, area.width / 4), min(SLACK, area.height / 4)
    return Area(area.x + across, area.y + down, area.width - 2 * across, area.height - 2 * down)


def _holds(other: Painted, one: Painted) -> bool:
    """Whether a flat opaque thing holds the whole text."""
    if not other.flat or other.alpha < OPAQUE or other.veiled or other.blend not in ("Normal", "Compatible"):
        return False
    if other.area is None or one.area is None:
        return False
    inner = _inner(one.area)
    across = other.area.x <= inner.x and other.area.right >= inner.right
    return across and other.area.y <= inner.y and other.area.bottom >= inner.bottom


def _buries(other: Painted, one: Painted) -> bool:
    return other.kind in ("fill", "image") and not other.colour.pattern and _holds(other, one)


def _of_area(other: Painted) -> RGB | None:
    return plain_rgb(other.colour) if other.kind == "fill" else None


def _of_text(one: Painted) -> RGB | None:
    """Its colour, where that alone decides how it looks."""
    is_drawn = one.stroked or "type 3" in one.within or "pattern" in one.within
    if is_drawn or one.veiled or one.blend not in ("Normal", "Compatible"):
        return None
    return plain_rgb(one.colour)


def plain_rgb(colour: Colour) -> RGB | None:
    """A colour as a screen shows it, where no profile has to be asked: RGB as sRGB, greys, black ink alone."""
    values, family = colour.values, colour.space.family
    if not values or colour.pattern:
        return None
    if family in ("rgb", "icc", "cal") and len(values) == 3:
        red, green, blue = (round(255 * value) for value in values)
        return red, green, blue
    if family in ("grey", "icc", "cal") and len(values) == 1:
        return (round(255 * values[0]),) * 3
    if family in ("cmyk", "icc") and len(values) == 4 and not any(values[:3]) and values[3] in (0.0, 1.0):
        return (round(255 * (1 - values[3])),) * 3
    return None
