"""Spot inks: each has one name and one look, and there are no more than the press has units for.

Laws:
- Names that differ in case, blanks or punctuation alone are one ink to people and two plates to a press.
- Two spaces of one name with different alternates show two colours where one ink is printed.
- All and None are no colours: the one is for marks outside the trim, the other prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Finding, Measure, Place, error, said
from utgivelse.pdf.painting import PROCESS, Painted, Painting, overlap, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """What is wrong with the file's spot inks."""
    painting = subject.painting
    most = subject.press.spots if subject.press else len(painting.spots)
    visible = [one for one in painting.painted if one.visible]
    return (
        *_spellings(painting, visible),
        *_looks(visible),
        *told((one for one in visible if _is_no_colour(one, painting)), lambda one: 0.0, _no_colour),
        *_number(painting.spots, most),
    )


def _spellings(painting: Painting, visible: list[Painted]) -> Iterator[Finding]:
    names: dict[str, list[str]] = {}
    for name in (*PROCESS, *painting.inks):
        names.setdefault("".join(filter(str.isalnum, name.casefold())), []).append(name)
    for alike in names.values():
        if len(alike) > 1:
            where = next((one for one in visible if alike[-1] in one.colour.space.inks), None)
            text = said("one ink is spelled in {count} ways: {names}", count=len(alike), names=", ".join(alike))
            yield error("K59", text, said("use one name: each spelling becomes a plate"), _at(where))


def _looks(visible: list[Painted]) -> Iterator[Finding]:
    looks: dict[str, dict[str, Painted]] = {}
    for one in visible:
        space = one.colour.space
        if space.family == "separation" and space.inks[0] not in ("All", "None"):
            looks.setdefault(space.inks[0], {}).setdefault(space.tint, one)
    for name, different in looks.items():
        if len(different) > 1:
            text = said("the ink «{name}» has {count} different alternates", name=name, count=len(different))
            yield error("K59", text, said("give the ink one definition"), _at([*different.values()][-1]))


def _at(one: Painted | None) -> Place:
    return Place(page=one.page, area=one.area, object=one.called) if one else Place()


def _is_no_colour(one: Painted, painting: Painting) -> bool:
    space = one.colour.space
    if "All" not in space.inks and space.inks != ("None",):
        return False
    return one.area is not None and overlap(one.area, painting.page(one.page).trim)


def _no_colour(worst: Painted, count: int) -> Finding:
    name = "All" if "All" in worst.colour.space.inks else "None"
    values = {"what": worst.called, "name": name, "count": count}
    text = said("{what} is in the colour «{name}» inside the page ({count} such on the page)", **values)
    return error("K60", text, said("«All» is for marks outside the trim and «None» prints nothing: choose an ink"))


def _number(spots: tuple[str, ...], most: int) -> Iterator[Finding]:
    if len(spots) > most:
        values = {"count": len(spots), "names": ", ".join(spots), "most": most}
        text = said("the file has {count} spot inks ({names}), expected at most {most}", **values)
        hint = said("build some of them from the process inks, or ask the print shop")
        yield error("K61", text, hint, measure=Measure(len(spots), most, said("inks")))


CHECK = Check("spot_inks", ("application/pdf",), run, press=True)
