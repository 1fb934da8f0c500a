"""Sheets of paper with known ink on them: PDFs written by hand, to be drawn and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

MM = 72 / 25.4
TRIM, BLEED, SLUG = 60.0, 3.0, 10.0
"""Millimetres: a square page, its bleed, and the room around the trim for marks."""

OVERPRINT = "/Over gs "


def box(x: float, y: float, width: float, height: float) -> str:
    """A filled rectangle, in millimetres from the trim's top left corner."""
    return f"{(x + SLUG) * MM:.3f} {(SLUG + TRIM - y - height) * MM:.3f} {width * MM:.3f} {height * MM:.3f} re f "


def flat(*inks: float) -> str:
    """The fill colour of four process inks, in per cent."""
    return " ".join(f"{ink / 100:.4f}" for ink in inks) + " k "


def spot(name: str, amount: float) -> str:
    """The fill colour of a spot ink of `Sheet.spots`, in per cent."""
    return f"/{name} cs {amount / 100:.4f} scn "


@dataclass(frozen=True)
class Sheet:
    """One page: its content, the names of its spot inks by resource, and what else its dictionary says."""

    content: str
    spots: Mapping[str, str] = field(default_factory=dict)
    rotate: int = 0
    unit: float = 1.0
    resources: Mapping[str, Any] = field(default_factory=dict)
    bleed: float = BLEED


def write(path: Path, *sheets: Sheet) -> Path:
    """A file of these pages."""
    with pikepdf.new() as pdf:
        for sheet in sheets:
            _add(pdf, sheet)
        pdf.save(path)
    return path


def _add(pdf: pikepdf.Pdf, sheet: Sheet) -> None:
    side = (TRIM + 2 * SLUG) * MM
    page = pdf.add_blank_page(page_size=(side / sheet.unit, side / sheet.unit)).obj
    page.TrimBox, page.BleedBox = _box(SLUG, sheet.unit), _box(SLUG - sheet.bleed, sheet.unit)
    if sheet.rotate:
        page.Rotate = sheet.rotate
    if sheet.unit != 1:
        page.UserUnit = sheet.unit
    page.Resources = resources(pdf, sheet.spots)
    for kind, entries in sheet.resources.items():
        page.Resources[f"/{kind}"] = Dictionary({f"/{name}": make(pdf) for name, make in entries.items()})
    content = f"q {1 / sheet.unit:.6f} 0 0 {1 / sheet.unit:.6f} 0 0 cm {sheet.content} Q"
    page.Contents = Stream(pdf, content.encode())


def _box(margin: float, unit: float) -> Array:
    low, high = margin * MM / unit, (TRIM + 2 * SLUG - margin) * MM / unit
    return Array([low, low, high, high])


def resources(pdf: pikepdf.Pdf, spots: Mapping[str, str]) -> Dictionary:
    """What a content of these sheets may name."""
    tint = pdf.make_indirect(
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1),
    )
    spaces = {
        f"/{key}": Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint]) for key, name in spots.items()
    }
    states = Dictionary(
        Over=Dictionary(OP=True, op=True, OPM=1), Half=Dictionary(ca=0.5), Multiply=Dictionary(BM=Name.Multiply)
    )
    return Dictionary(ColorSpace=Dictionary(spaces), ExtGState=states)


def form(content: str) -> Any:
    """A form XObject with this content."""
    side = (TRIM + 2 * SLUG) * MM

    def make(pdf: pikepdf.Pdf) -> Stream:
        return pdf.make_stream(
            content.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, side, side],
            Resources=resources(pdf, {}),
        )

    return make


def tiling(content: str) -> Any:
    """A tiling pattern of one cell as large as the page."""
    side = (TRIM + 2 * SLUG) * MM

    def make(pdf: pikepdf.Pdf) -> Stream:
        return pdf.make_stream(
            content.encode(),
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, side, side],
            XStep=side,
            YStep=side,
            Resources=resources(pdf, {}),
        )

    return make
