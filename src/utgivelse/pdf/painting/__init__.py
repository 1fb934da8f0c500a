"""Painting: everything that the pages of a PDF paint, whoever made it.

Laws:
- `read` follows what a reader would draw: contents, forms, patterns, shadings, Type 3 glyphs, inline
  images, soft masks, appearances of annotations, optional content. It judges nothing and changes nothing.
- No file makes it fail, run for ever or eat the machine: depth, number and size have limits, loops are
  cut, and what could not be followed is a `Trouble`.
- It shares nothing with what wrote the file: it must be able to find us wrong.

`reading` opens the file and leads through it, `run` obeys one content stream by the tables of `graphics`,
`shapes`, `shown` and `objects_drawn`; `colours`, `fonts`, `layers`, `pages`, `catalog` and `geometry` know
one matter each. What comes out stands in `facts`, `page_facts` and `catalog_facts`.
"""

from __future__ import annotations

from utgivelse.pdf.painting.catalog_facts import Annotation, Catalog, Intent, Layer
from utgivelse.pdf.painting.facts import (
    PROCESS,
    Colour,
    Font,
    Group,
    Image,
    Painted,
    Painting,
    Space,
    Text,
    Trouble,
    overlap,
)
from utgivelse.pdf.painting.page_facts import Page
from utgivelse.pdf.painting.reading import read
from utgivelse.pdf.painting.tag_facts import Content, Linked, Marked, Structure, Tag
from utgivelse.pdf.painting.telling import told

__all__ = [
    "PROCESS",
    "Annotation",
    "Catalog",
    "Colour",
    "Content",
    "Font",
    "Group",
    "Image",
    "Intent",
    "Layer",
    "Linked",
    "Marked",
    "Page",
    "Painted",
    "Painting",
    "Space",
    "Structure",
    "Tag",
    "Text",
    "Trouble",
    "overlap",
    "read",
    "told",
]
