"""Grounds: what stands behind each text of a PDF, and how far the text stands out from it.

Laws:
- What is certain is read from what the pages paint: a flat area in one colour, or bare paper, which is white.
- Everything else is measured: the page is drawn without its text, and the worst of what then lies where the
  text stood is its ground. A picture, a gradient, a blend, a slanted shape: nothing is guessed.
- Text that nobody sees (not painted, or covered afterwards) has no ground.

`behind` reads, `drawn` measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from utgivelse.grounds.behind import Unsure, plain_rgb, texts_of
from utgivelse.grounds.facts import Standing, Unmeasured
from utgivelse.pdf.painting import Painting

__all__ = ["Standing", "Unmeasured", "plain_rgb", "read"]


def read(path: Path, painting: Painting) -> tuple[Sequence[Standing], Unmeasured | None]:
    """Every text that is seen, on its ground, in painting order, and why some could not be measured."""
    found = list(texts_of(painting))
    unsure = [one for one in found if isinstance(one, Unsure)]
    measured, problem = _measured(path, painting, unsure) if unsure else ({}, None)
    known = (measured.get(id(one.text)) if isinstance(one, Unsure) else one for one in found)
    return [one for one in known if one is not None], problem


def _measured(
    path: Path, painting: Painting, unsure: Sequence[Unsure]
) -> tuple[dict[int, Standing], Unmeasured | None]:
    from utgivelse.grounds.drawn import measure

    return measure(path, painting, unsure)
