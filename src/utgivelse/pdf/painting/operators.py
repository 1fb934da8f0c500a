"""All operators that are obeyed, in one table; the others paint nothing and decide nothing here."""

from __future__ import annotations

from utgivelse.pdf.painting.graphics import GRAPHICS, Operator
from utgivelse.pdf.painting.objects_drawn import OBJECTS
from utgivelse.pdf.painting.shapes import SHAPES
from utgivelse.pdf.painting.shown import TEXTS

OPERATORS: dict[str, Operator] = {**GRAPHICS, **SHAPES, **TEXTS, **OBJECTS}
