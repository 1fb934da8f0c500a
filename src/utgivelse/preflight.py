"""Preflight: a finished file is opened once and every applicable check is put to it.

Laws:
- A check that itself fails is named and costs only its own answer: an edition is never let out or
  held back by a question that could not be asked, but the reader is told.
- What several checks want of a file is found once, by the `Subject`, when the first of them asks.
- A finding with an area but without a file gets both from the place map, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import plugins
from utgivelse.findings import Failure, Finding, said, traced, warning
from utgivelse.places import PlaceMap
from utgivelse.plugins import Check
from utgivelse.publication import PressProfile

if TYPE_CHECKING:
    from utgivelse.pdf.painting import Painting
    from utgivelse.plates import PlateSet

MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}


@dataclass(frozen=True)
class Subject:
    """A finished file before the checks.

    `press` is the profile that it is to be printed by, None when it is not; `icc` are the bytes of that
    profile's ICC file, empty when there is none; `places` is the map of its layout, if that is known.
    """

    path: Path
    media_type: str
    press: PressProfile | None = None
    icc: bytes = b""
    places: PlaceMap | None = None

    @cached_property
    def data(self) -> bytes:
        """The whole file."""
        return self.path.read_bytes()

    @cached_property
    def painting(self) -> Painting:
        """Everything that its pages paint, and what it says of itself; of a PDF."""
        from utgivelse.pdf import painting

        return painting.read(self.data)

    @cached_property
    def plates(self) -> PlateSet:
        """What each ink of each page prints, page by page."""
        from utgivelse import plates

        technical = [name for name, is_step in self.painting.inks.items() if is_step]
        return plates.render(self.path, self.painting.pages, technical)


def examine(subject: Subject) -> tuple[Finding, ...]:
    """What the checks for this kind of file find."""
    return tuple(traced(finding, subject.places) for check in _checks(subject) for finding in _put(check, subject))


def _checks(subject: Subject) -> Iterator[Check]:
    for name in plugins.names("checks"):
        check: Check = plugins.load("checks", name)
        if subject.media_type in check.media_types and (subject.press or not check.press):
            yield check


def _put(check: Check, subject: Subject) -> tuple[Finding, ...]:
    try:
        return tuple(check.run(subject))
    except Failure as failure:
        return failure.findings
    except Exception as failure:
        return (warning("X06", said("the check «{name}» fails: {why}", name=check.name, why=repr(failure))),)
