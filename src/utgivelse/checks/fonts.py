"""Fonts: every font of a PDF is in the file, so that it looks the same everywhere."""

from __future__ import annotations

from utgivelse import pdf
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each font that is not embedded. ProjectError when the file cannot be opened."""
    try:
        fonts = pdf.fonts(subject.data)
    except Exception as problem:  # whatever a broken file makes the library raise
        text = said("{file} cannot be opened as a PDF: {why}", file=subject.path.name, why=problem)
        raise ProjectError(error("F30", text, place=Place(str(subject.path)))) from problem
    name = subject.path.name
    return tuple(
        error("F24", said("the font «{name}» is not embedded", name=font.name), place=Place(name, page=font.page))
        for font in fonts
        if not font.embedded
    )


CHECK = Check("fonts", ("application/pdf",), run)
