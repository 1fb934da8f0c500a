"""Marks: what a printer aims by, outside the bleed: crop, registration and fold marks, a colour bar.

Laws: marks are lines of 0.25 pt in the ink «All», which stands on every plate (ISO 32000-2, 8.6.6.4); the bar
is in the process inks and in the file's own printing inks, technical ones left out. Nothing of it lies
inside the bleed box, and nothing of the page outside it. The media box grows and begins at 0 0; all
that the page is moves with it, its own patterns too (8.7.2).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from utgivelse.pdf.placements import POINT, matrix_of, times
from utgivelse.pdf.saving import save
from utgivelse.press.functions import array, number, towards

SLUG, GAP, LENGTH, ARM, PATCH = (part / POINT for part in (10.0, 1.0, 5.0, 3.0, 5.0))
"""Points: how far paper reaches past the bleed, where marks begin and how long they are, a cross's arm, a patch."""
LINE = 0.25
ROUND = 0.5523
"""How far the handles of a quarter circle reach."""
PROCESS = tuple(tuple(share if place == ink else 0 for place in range(4)) for share in (1.0, 0.5) for ink in range(4))
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Sheet:
    """One page's boxes in points, its own origin at 0 0, and where it is folded."""

    trim: Box
    bleed: Box
    folds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Where the upper and lower registration marks stand: in the middle, or beside a fold there."""
        middle = (self.trim[0] + self.trim[2]) / 2
        return middle + 4 * ARM if any(abs(fold - middle) < 2 * ARM for fold in self.folds) else middle


def add_marks(data: bytes, marks: tuple[str, ...], folds: tuple[float, ...] = ()) -> bytes:
    """The same press file with these marks (`crop`, `registration`, `bar`, `fold`) around every page.

    `folds` are millimetres from the left edge of the trim; without them a page that is wider than high
    is folded in the middle.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        everywhere = Array([Name.Separation, Name.All, Name.DeviceCMYK, towards((1, 1, 1, 1))])
        inks: dict[str, Object] = {"MarkAll": pdf.make_indirect(everywhere)}
        inks |= {f"MarkInk{place}": ink for place, ink in enumerate(printing_inks(pdf), 1)}
        moved: dict[tuple[object, ...], Object] = {}
        for page in pdf.pages:
            sheet, shift = _enlarge(page, folds)
            lines = [line for mark in _DRAWN if mark in marks for line in _DRAWN[mark](sheet, tuple(inks)[1:])]
            _surround(pdf, page, _page_content(sheet, shift, lines))
            page.obj.Resources = _resources(pdf, page.resources, inks, (shift, moved))
        return save(pdf)


def printing_inks(pdf: pikepdf.Pdf) -> list[Object]:
    """The spaces of a file's inks beside the process inks, by name; a step of the work is no colour."""
    steps = {str(group.Name) for group in _groups(pdf) if "/GTS_Metadata" in group}
    found: dict[str, Object] = {}
    for obj in pdf.objects:
        if isinstance(obj, Array) and len(obj) == 4 and obj[0] == Name.Separation:
            name = str(obj[1])[1:]
            if name not in ("All", "None") and name not in steps:
                found.setdefault(name, obj)
    return [found[name] for name in sorted(found)]


def _groups(pdf: pikepdf.Pdf) -> Iterator[Object]:
    yield from pdf.Root.get("/OCProperties", Dictionary()).get("/OCGs", Array())


def _enlarge(page: pikepdf.Page, folds: tuple[float, ...]) -> tuple[_Sheet, tuple[float, float]]:
    """Write the boxes anew; how the content moves."""
    bleed, trim = _box(page.obj.get("/BleedBox", page.mediabox)), _box(page.trimbox)
    dx, dy = SLUG - bleed[0], SLUG - bleed[1]
    bleed, trim = _moved(bleed, dx, dy), _moved(trim, dx, dy)
    page.obj[Name.MediaBox] = array((0, 0, bleed[2] + SLUG, bleed[3] + SLUG))
    page.obj[Name.BleedBox], page.obj[Name.TrimBox] = array(bleed), array(trim)
    if "/CropBox" in page.obj:
        del page.obj["/CropBox"]
    wide = trim[2] - trim[0] > trim[3] - trim[1]
    places = tuple(trim[0] + fold / POINT for fold in folds) or ((trim[0] + trim[2]) / 2,) * wide
    return _Sheet(trim, bleed, places), (dx, dy)


def _box(value: object) -> Box:
    left, low, right, top = (float(part) for part in value)  # type: ignore[attr-defined]
    return left, low, right, top


def _moved(box: Box, dx: float, dy: float) -> Box:
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


# ── drawing ──


def _page_content(sheet: _Sheet, shift: tuple[float, float], lines: list[str]) -> tuple[bytes, bytes]:
    """What stands before a page's own content, and after it."""
    left, low, right, top = sheet.bleed
    head = ["q", f"{LINE} w /MarkAll CS 1 SCN", *lines, "Q"]
    clip = ["q", f"{_said(left, low, right - left, top - low)} re W n", f"1 0 0 1 {_said(*shift)} cm", ""]
    return "\n".join([*head, *clip]).encode(), b"\nQ\n"


def _said(*numbers: float) -> str:
    return " ".join(str(number(part)) for part in numbers)


def _line(*ends: float) -> str:
    return f"{_said(*ends[:2])} m {_said(*ends[2:])} l S"


def _crop(sheet: _Sheet, _: tuple[str, ...]) -> Iterator[str]:
    left, low, right, top = sheet.bleed
    for x in (sheet.trim[0], sheet.trim[2]):
        yield _line(x, low - GAP, x, low - GAP - LENGTH)
        yield _line(x, top + GAP, x, top + GAP + LENGTH)
    for y in (sheet.trim[1], sheet.trim[3]):
        yield _line(left - GAP, y, left - GAP - LENGTH, y)
        yield _line(right + GAP, y, right + GAP + LENGTH, y)


def _registration(sheet: _Sheet, _: tuple[str, ...]) -> Iterator[str]:
    left, low, right, top = sheet.bleed
    half = (sheet.trim[1] + sheet.trim[3]) / 2
    for x, y in (
        (sheet.middle, low - SLUG / 2),
        (sheet.middle, top + SLUG / 2),
        (left - SLUG / 2, half),
        (right + SLUG / 2, half),
    ):
        yield _line(x - ARM, y, x + ARM, y)
        yield _line(x, y - ARM, x, y + ARM)
        yield _circle(x, y, ARM / 2)


def _circle(x: float, y: float, r: float) -> str:
    h = r * ROUND
    return " ".join(
        (
            f"{_said(x + r, y)} m",
            f"{_said(x + r, y + h, x + h, y + r, x, y + r)} c",
            f"{_said(x - h, y + r, x - r, y + h, x - r, y)} c",
            f"{_said(x - r, y - h, x - h, y - r, x, y - r)} c",
            f"{_said(x + h, y - r, x + r, y - h, x + r, y)} c s",
        )
    )


def _fold(sheet: _Sheet, _: tuple[str, ...]) -> Iterator[str]:
    yield "q [3 2] 0 d"
    for x in sheet.folds:
        yield _line(x, sheet.bleed[1] - GAP, x, sheet.bleed[1] - GAP - LENGTH)
        yield _line(x, sheet.bleed[3] + GAP, x, sheet.bleed[3] + GAP + LENGTH)
    yield "Q"


def _bar(sheet: _Sheet, inks: tuple[str, ...]) -> Iterator[str]:
    """Patches in a row under the page: the process inks left of the middle, the others right of it."""
    low = sheet.bleed[1] - SLUG / 2 - PATCH / 2
    left, middle = sheet.trim[0] + PATCH, sheet.middle
    colours = [f"{_said(*inks)} k" for inks in PROCESS]
    others = [f"/{ink} cs {tint} scn" for ink in inks for tint in (1, 0.5)]
    blocked = [middle, *sheet.folds]
    for first, last, row in ((left, middle, colours), (middle + 2 * ARM, sheet.trim[2], others)):
        places = (first + at * PATCH for at in range(int((last - first) / PATCH)))
        free = (x for x in places if not any(x - ARM - 1 < place < x + PATCH + ARM + 1 for place in blocked))
        for x, colour in zip(free, row, strict=False):
            yield f"{colour} {_said(x, low, PATCH, PATCH)} re f"


_DRAWN = {"bar": _bar, "crop": _crop, "registration": _registration, "fold": _fold}


# ── what a page is made of ──


def _surround(pdf: pikepdf.Pdf, page: pikepdf.Page, around: tuple[bytes, bytes]) -> None:
    content = page.obj.get("/Contents", Array())
    own = list(content) if isinstance(content, Array) else [content]
    page.obj.Contents = Array([pdf.make_stream(around[0]), *own, pdf.make_stream(around[1])])


def _resources(
    pdf: pikepdf.Pdf,
    resources: Object,
    inks: dict[str, Object],
    shifted: tuple[tuple[float, float], dict[tuple[object, ...], Object]],
) -> Object:
    """The page's resources with the inks of the marks, its patterns moved along."""
    made = Dictionary(dict(resources.items()))
    spaces = dict(resources.get("/ColorSpace", Dictionary()).items())
    made.ColorSpace = Dictionary({**spaces, **{"/" + name: ink for name, ink in inks.items()}})
    if "/Pattern" in resources:
        made.Pattern = Dictionary({name: _along(pdf, one, *shifted) for name, one in resources.Pattern.items()})
    return made


def _along(
    pdf: pikepdf.Pdf, pattern: Object, shift: tuple[float, float], moved: dict[tuple[object, ...], Object]
) -> Object:
    """A pattern that starts where its page now starts."""
    key = (pattern.objgen, shift)
    if key in moved and pattern.objgen != (0, 0):
        return moved[key]
    if isinstance(pattern, pikepdf.Stream):
        made: Object = pdf.make_stream(b"")
        entries: Any = pattern
        made.write(pattern.read_raw_bytes(), filter=entries.get("/Filter"), decode_parms=entries.get("/DecodeParms"))
        for name, value in pattern.items():
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                made[name] = value
    else:
        made = pdf.make_indirect(Dictionary(dict(pattern.items())))
    made.Matrix = array(times(matrix_of(pattern.get("/Matrix")), (1, 0, 0, 1, *shift)))
    moved[key] = made
    return made
