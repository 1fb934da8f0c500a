"""Colour spaces: everything is in press ink, wherever in the file it hides.

Laws:
- RGB, Lab, calibrated and ICC colours are foreign, except through the output intent's own profile. A spot
  ink's alternate is no paint.
- A soft mask is no paint either, nor is its group.
- Black text in DeviceGray is doubtful: programs differ on whether it overprints (ISO 32000-2, 8.6.7).
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.pdf.painting import Group, Painted, Painting, Space, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

FOREIGN = {
    "rgb": said("RGB"),
    "lab": said("Lab"),
    "cal": said("a calibrated space"),
    "icc": said("a space of its own ICC profile"),
}

WHERE = {
    "form": said("a form"),
    "pattern": said("a pattern"),
    "type 3": said("a glyph"),
    "annotation": said("an annotation"),
}


def run(subject: Subject) -> tuple[Finding, ...]:
    """An error for each page and foreign space, a warning for each page with black text in DeviceGray."""
    painting = subject.painting
    found = [one for one in painting.painted if not one.mask and _is_foreign(one.colour.space, painting)]
    return (
        *(finding for family in FOREIGN for finding in _foreign(family, found)),
        *_groups(painting),
        *told(filter(_is_grey_black, painting.printed), _amount, _grey_black),
    )


def _is_foreign(space: Space, painting: Painting) -> bool:
    own = {intent.profile for intent in painting.catalog.intents if intent.profile}
    return space.family in FOREIGN and not (space.components == 4 and space.profile in own)


def _foreign(family: str, found: list[Painted]) -> tuple[Finding, ...]:
    def finding(worst: Painted, count: int) -> Finding:
        values = {"what": _kind(worst), "space": FOREIGN[family], "count": count}
        text = said("{what} is in {space}, expected press inks ({count} such on the page)", **values)
        return error("K46", text, said("export for print, with all colours converted to the press profile"))

    return told((one for one in found if one.colour.space.family == family), _amount, finding)


def _kind(one: Painted) -> str:
    where = one.within[-1] if one.within else ""
    return said("{what} in {where}", what=one.called, where=WHERE[where]) if where in WHERE else one.called


def _amount(one: Painted) -> float:
    return one.area.width * one.area.height if one.area else -1.0


def _groups(painting: Painting) -> Iterator[Finding]:
    told_of: set[int] = set()
    for group in painting.groups:
        if _is_foreign_group(group, painting) and group.page not in told_of:
            told_of.add(group.page)
            assert group.space is not None
            text = said(
                "a transparency group blends in {space}, expected press inks", space=FOREIGN[group.space.family]
            )
            place = Place(page=group.page, area=group.area, object="transparency group")
            yield error("K46", text, said("export again with the blending space set to CMYK"), place)


def _is_foreign_group(group: Group, painting: Painting) -> bool:
    return group.space is not None and not group.mask and _is_foreign(group.space, painting)


def _is_grey_black(one: Painted) -> bool:
    return one.text is not None and one.colour.space.family == "grey" and one.colour.is_black


def _grey_black(worst: Painted, count: int) -> Finding:
    text = said("black text is in DeviceGray, expected 0 0 0 1 in DeviceCMYK ({count} such on the page)", count=count)
    return warning("K47", text, said("set black text in black ink (0 0 0 100)"))


CHECK = Check("colour_spaces", ("application/pdf",), run, press=True)
