"""Preflight: a finished file is opened once and every applicable check is put to it.

Laws:
- A check that itself fails is named and costs only its own answer: an edition is never let out or
  held back by a question that could not be asked, but the reader is told.
- What several checks want of a file is found once, by the `Subject`, when the first of them asks.
- A finding with an area but without a file gets both from the place map, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse import plugins
from utgivelse.files import Files, shipped
from utgivelse.findings import (
    Failure,
    Finding,
    Place,
    ProjectError,
    error,
    nearest,
    said,
    traced,
    warning,
)
from utgivelse.places import PlaceMap
from utgivelse.plugins import Check
from utgivelse.publication import Contrast, PressProfile, Project, Publication

if TYPE_CHECKING:
    from utgivelse.ebook import Ebook
    from utgivelse.pdf.painting import Painting
    from utgivelse.pdf.painting.words import Words
    from utgivelse.plates import PlateSet

MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}


@dataclass(frozen=True)
class Subject:
    """A finished file before the checks.

    `press` is the profile that it is to be printed by, None when it is not; `icc` are the bytes of that
    profile's ICC file, empty when there is none; `places` is the map of its layout, if that is known.
    `ppi` is how finely its plates are drawn, 0 for what a build does; `contrast` is what its publication
    asks for.
    """

    path: Path
    media_type: str
    press: PressProfile | None = None
    icc: bytes = b""
    places: PlaceMap | None = None
    ppi: float = 0.0
    contrast: Contrast = "normal"

    @cached_property
    def data(self) -> bytes:
        """The whole file."""
        return self.path.read_bytes()

    @cached_property
    def ebook(self) -> Ebook | None:
        """What is in it, of an EPUB; None where no package can be found."""
        from utgivelse import ebook

        try:
            return ebook.read(self.data)
        except ebook.Unreadable:
            return None

    @cached_property
    def painting(self) -> Painting:
        """Everything that its pages paint, and what it says of itself; of a PDF."""
        from utgivelse.pdf import painting

        return painting.read(self.data)

    @cached_property
    def words(self) -> Words:
        """What the content of its tags says; of a PDF."""
        from utgivelse.pdf.painting.words import Words

        return Words(self.painting)

    @cached_property
    def plates(self) -> PlateSet:
        """What each ink of each page prints, page by page."""
        from utgivelse import plates

        painting = self.painting
        technical = [name for name, is_step in painting.inks.items() if is_step]
        known = plates.Known(len(painting.inks), technical, painting.marks, painting.puts_ink_down)
        return plates.render(self.path, painting.pages, known, self.ppi or plates.PPI)


def subject_of(path: Path, project: Project | None = None, press: str = "") -> Subject:
    """The file with the profile that it is to be printed by, and the map of its layout if that lies beside it.

    The profile is the one called `press`; of a print edition of the project the publication's; of a foreign
    file the one of its output intent. ProjectError for an unknown name.
    """
    subject = Subject(path, MEDIA_TYPES[path.suffix.lower()], places=_places_beside(path))
    profile = _profile(subject, project, press)
    files = Files(project.root) if project else Files(shipped("icc"))
    icc = icc_of(profile, files) if profile else b""
    own = _own_publication(path, project)
    return replace(subject, press=profile, icc=icc, contrast=own.contrast if own else "normal")


def icc_of(profile: PressProfile, files: Files) -> bytes:
    """The bytes of a press profile's ICC file; none when it is not there, which only who prints by it needs."""
    from utgivelse.press import load_profile

    try:
        return load_profile(profile, files)
    except ProjectError:
        return b""


def unreadable(subject: Subject) -> tuple[Finding, ...]:
    """Why nothing else can be said of a PDF; empty when it opens."""
    from utgivelse.pdf.opening import state

    if subject.media_type != MEDIA_TYPES[".pdf"]:
        return ()
    found = state(subject.data)
    return () if found == "sound" else (error(*UNREADABLE[found], Place(str(subject.path))),)


UNREADABLE = {
    "foreign": ("F30", said("the file is no PDF, or none of its pages can be found"), said("export it anew")),
    "locked": ("K77", said("the file asks for a password"), said("save it without protection, then check it again")),
    "damaged": ("K78", said("the file is damaged or cut off"), said("copy or export it anew; a mail may have cut it")),
}


def _places_beside(path: Path) -> PlaceMap | None:
    """The map of the layout that a PDF of ours comes from."""
    from utgivelse import place_file
    from utgivelse.pdf import layout_of

    name = path.name.removesuffix(".pdf").removesuffix(".print")
    beside = path.with_name(f"{name}.{place_file.SUFFIX}")
    if path.suffix.lower() != ".pdf" or not beside.is_file():
        return None
    found = place_file.read_places(beside.read_bytes())
    try:
        return found if found and found.layout == layout_of(path.read_bytes()) else None
    except Exception:  # whatever a broken file makes the library raise; it is told of elsewhere
        return None


def _profile(subject: Subject, project: Project | None, press: str) -> PressProfile | None:
    from utgivelse.project import PRESS

    known = PRESS | {one.press.name: one.press for one in (project.publications if project else ())}
    if press:
        if press in known:
            return known[press]
        raise ProjectError(
            error("K81", said("there is no press profile «{name}»", name=press), nearest(press, known)),
        )
    if subject.media_type != MEDIA_TYPES[".pdf"]:
        return None
    own = _own_publication(subject.path, project) if subject.path.name.endswith(".print.pdf") else None
    return own.press if own else _profile_of_intent(subject, known)


def _own_publication(path: Path, project: Project | None) -> Publication | None:
    """Of an edition in the project's output, its publication."""
    if project is None:
        return None
    place = path.resolve()
    folders = {project.output.resolve() / one.id: one for one in project.publications}
    return next((one for folder, one in folders.items() if folder in place.parents), None)


def _profile_of_intent(subject: Subject, known: dict[str, PressProfile]) -> PressProfile | None:
    """The profile for the condition that a foreign file names; the first one for a condition we don't know."""
    catalog = subject.painting.catalog
    conditions = [one.condition for one in catalog.intents if one.subtype == "GTS_PDFX" or one.space == "CMYK"]
    if not (conditions or catalog.pdfx):
        return None
    fitting = (press for press in known.values() if press.condition in conditions)
    return next(fitting, known.get(USUAL))


USUAL = "iso-coated-300"


def examine(subject: Subject) -> tuple[Finding, ...]:
    """What the checks for this kind of file find."""
    return tuple(traced(finding, subject.places) for check in _checks(subject) for finding in _put(check, subject))


SAME = {"K48": "K12"}
"""What a check sees of a file, and what was said of it already, with the picture's name, when it was made."""


def unsaid(found: tuple[Finding, ...], known: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is found, without what is known of the same place under another code."""
    return tuple(
        one for one in found if not any(SAME.get(one.code) == other.code and _meet(one, other) for other in known)
    )


def _meet(one: Finding, other: Finding) -> bool:
    here, there = one.place.area, other.place.area
    return one.place.page == other.place.page and bool(here and there and here.shared(there) > 0)


def asked(media_type: str, *, press: bool = False) -> tuple[str, ...]:
    """The names of the checks that are put to a file of this kind, for a press or not."""
    return tuple(check.name for check in _fitting(media_type, press=press))


def _checks(subject: Subject) -> Iterator[Check]:
    return _fitting(subject.media_type, press=subject.press is not None)


def _fitting(media_type: str, *, press: bool) -> Iterator[Check]:
    for name in plugins.names("checks"):
        check: Check = plugins.load("checks", name)
        is_fitting = not check.readers if press else not check.press
        if media_type in check.media_types and is_fitting:
            yield check


def _put(check: Check, subject: Subject) -> tuple[Finding, ...]:
    try:
        return tuple(check.run(subject))
    except Failure as failure:
        return failure.findings
    except Exception as failure:
        return (warning("X06", said("the check «{name}» fails: {why}", name=check.name, why=repr(failure))),)
