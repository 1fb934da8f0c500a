"""Fineness: how many pixels an inch each picture has in the file that is printed.

Law: what is told is what the file has, after pictures were shrunk, and of a picture the part that is left
within the bleed: the other half of one over two pages stands on the next.
"""

from __future__ import annotations

import pikepdf

from utgivelse.findings import Finding, Measure, Place, error, note, said, warning
from utgivelse.pdf import PlacedImage
from utgivelse.pdf.placements import POINT
from utgivelse.places import Area
from utgivelse.publication import PressProfile


def fineness(pdf: pikepdf.Pdf, printed: tuple[PlacedImage, ...], profile: PressProfile) -> list[Finding]:
    """How fine each picture is where it stands largest: an error or a warning when too coarse, else a note."""
    worst: dict[object, PlacedImage] = {}
    for image in printed:
        key = image.source or (image.object if image.object != (0, 0) else image)
        if key not in worst or image.ppi < worst[key].ppi:
            worst[key] = image
    return [_told(image, _within(image, pdf.pages[image.page - 1]), profile) for image in worst.values()]


def _within(image: PlacedImage, page: pikepdf.Page) -> Area | None:
    """What is left of a picture's place within the bleed."""
    if image.area is None:
        return None
    unit = float(page.obj.get("/UserUnit", 1)) * POINT
    (left, low, right, high), trim = ([float(part) for part in box] for box in (page.bleedbox, page.trimbox))
    x, y = max(image.area.x, (left - trim[0]) * unit), max(image.area.y, (trim[3] - high) * unit)
    far, bottom = min(image.area.right, (right - trim[0]) * unit), min(image.area.bottom, (trim[3] - low) * unit)
    return Area(x, y, far - x, bottom - y) if far > x and bottom > y else image.area


def _told(image: PlacedImage, area: Area | None, profile: PressProfile) -> Finding:
    ppi, least = round(image.ppi), profile.least_ppi
    place = Place(image.source, page=image.page, area=area, object=said("image {number}", number=image.object[0]))
    values = {
        "name": image.source or said("of {width} × {height} pixels", width=image.pixels[0], height=image.pixels[1]),
        "ppi": ppi,
        "width": round(min(image.width, area.width) if area else image.width),
        "height": round(min(image.height, area.height) if area else image.height),
    }
    if ppi >= least:
        text = said("the picture {name} prints at {ppi} pixels an inch ({width} × {height} mm)", **values)
        return note("K14", text, place=place, measure=Measure(ppi, least, "ppi"))
    text = said(
        "the picture {name} prints at {ppi} pixels an inch ({width} × {height} mm), expected at least {least}",
        **values,
        least=least,
    )
    weight = error if ppi < profile.worst_ppi else warning
    hint = said("fetch the original in a larger size, or place it smaller")
    return weight("K12", text, hint, place, Measure(ppi, least, "ppi"))
