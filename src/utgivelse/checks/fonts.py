"""Fonts: every font of a PDF is in the file, so that it looks the same everywhere.

Law: a font counts that something is shown in, wherever it hides: in a form, a pattern, a glyph.
"""

from __future__ import annotations

from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each font that is not embedded. ProjectError when the file cannot be opened."""
    painting, name = subject.painting, subject.path.name
    if not painting.opened and not painting.catalog.encrypted:
        why = "; ".join(trouble.detail for trouble in painting.troubles)
        text = said("{file} cannot be opened as a PDF: {why}", file=name, why=why)
        raise ProjectError(error("F30", text, place=Place(str(subject.path))))
    return tuple(
        error("F24", said(BROKEN if font.embedded else MISSING, name=font.name), place=Place(name, page=font.page))
        for font in painting.fonts
        if font.broken or not font.embedded
    )


MISSING = said("the font «{name}» is not embedded")
BROKEN = said("the font «{name}» is embedded, but what is embedded is no font")


CHECK = Check("fonts", ("application/pdf",), run)
