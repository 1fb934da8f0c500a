"""Fonts: every font of a PDF is in the file, so that it looks the same everywhere."""

from __future__ import annotations

from pathlib import Path

from utgivelse import pdf
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.plugins import Check


def run(path: Path) -> tuple[Finding, ...]:
    """An error for each font that is not embedded. ProjectError when the file cannot be opened."""
    try:
        fonts = pdf.fonts(path.read_bytes())
    except Exception as problem:  # whatever a broken file makes the library raise
        text = said("{file} cannot be opened as a PDF: {why}", file=path.name, why=problem)
        raise ProjectError(error("F30", text, place=Place(str(path)))) from problem
    return tuple(
        error("F24", said("the font «{name}» is not embedded", name=font.name), place=Place(path.name, page=font.page))
        for font in fonts
        if not font.embedded
    )


CHECK = Check("fonts", ("application/pdf",), run)
