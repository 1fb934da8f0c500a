"""PDF: pikepdf's bench. Boxes, metadata, pictures of the screen file, and how a file is saved.

Laws:
- The same pages and the same words give the same bytes: no clock, no random identifier.
- Document information and XMP say the same; nothing is claimed there but what the publication says
  of itself.
- A file is open only inside a `with`.

`placements` finds pictures, `metadata` writes what the file says of itself, `screen` makes it small,
`typefaces` lists its fonts.
"""

from __future__ import annotations

import io

import pikepdf

from utgivelse.pdf.metadata import READER_STANDARDS, STANDARD, Metadata, describe, identifier, layout_of, set_metadata
from utgivelse.pdf.placements import PlacedImage, placements
from utgivelse.pdf.saving import save
from utgivelse.pdf.screen import crop_to_trim, shrink_pictures
from utgivelse.pdf.typefaces import UsedFont, fonts

__all__ = [
    "READER_STANDARDS",
    "STANDARD",
    "Metadata",
    "PlacedImage",
    "UsedFont",
    "crop_to_trim",
    "describe",
    "fonts",
    "identifier",
    "layout_of",
    "placed_images",
    "save",
    "set_metadata",
    "shrink_pictures",
]


def placed_images(data: bytes) -> tuple[PlacedImage, ...]:
    """Every picture of a file with its page, its size on paper and its resolution there."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return placements(pdf)
