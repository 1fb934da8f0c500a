"""Press: the sRGB file of the page engine becomes ink.

Laws:
- Everything that is painted is in DeviceCMYK: text, lines, gradients, patterns, pictures, groups. A
  soft mask is no paint: it stays grey, in DeviceGray.
- A colour of the table prints in exactly its inks; a neutral in black alone, as dark as it looks; the
  rest goes through the profile. A gradient keeps its stops and meets the flat colours at its ends.
- Boxes are written anew: media box = bleed box with its origin at 0 0, trim box inside.
- The same file, table and profile give the same bytes. Nothing is claimed that was not proved: the file
  names no standard and no output intent.

`ink` knows colours, `streams` operators, `spaces` colour spaces, `shadings` functions, `pictures`
pixels, `boxes` pages; `walk` leads them through the file.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from utgivelse import pdf as bench
from utgivelse.colour import ColourTable
from utgivelse.files import Files, sha256, shipped
from utgivelse.findings import Finding, note, said, warning
from utgivelse.findings import Place as At
from utgivelse.images.inks import InkProfile
from utgivelse.pdf.placements import largest, placements
from utgivelse.press.boxes import mend_boxes
from utgivelse.press.ink import Ink, Mask
from utgivelse.press.pictures import Pictures, Recipe
from utgivelse.press.walk import Walk
from utgivelse.publication import PressProfile

__all__ = ["to_ink"]

ON_SCREEN = ("/Names", "/Dests", "/Outlines", "/OpenAction", "/PageMode", "/AcroForm", "/AA", "/OutputIntents")
"""What a catalog has for readers at a screen, or claims about colour."""


def to_ink(data: bytes, table: ColourTable, profile: PressProfile, files: Files) -> tuple[bytes, tuple[Finding, ...]]:
    """The same pages for a press, and what there is to say of them.

    ProjectError when the profile is missing or none for four inks, or the file has something that
    cannot be turned into ink.
    """
    icc = load_profile(profile, files)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        ink = Ink(table, InkProfile(icc, profile.icc))
        placed = placements(pdf)
        pictures = Pictures(pdf, files, ink.profile, Recipe(profile.ppi, sha256(icc)), largest(placed))
        findings = [*_convert(pdf, Walk(pdf, ink, Mask(), pictures), profile), *ink.findings(), *fineness(placed)]
        return bench.save(pdf), tuple(findings)


def load_profile(profile: PressProfile, files: Files) -> bytes:
    """The bytes of the ICC profile: the project's own, else one that is shipped under this name."""
    inside = shipped("icc") / profile.icc
    if not files.exists(profile.icc) and files.exists(inside):
        return files.read(inside)
    return files.read(profile.icc)


def fineness(placed: tuple[bench.PlacedImage, ...], least: int = 250) -> list[Finding]:
    """How fine each picture is where it stands largest: a warning when too coarse, else a note."""
    worst: dict[object, bench.PlacedImage] = {}
    for image in placed:
        key = image.source or (image.object if image.object != (0, 0) else image)
        if key not in worst or image.ppi < worst[key].ppi:
            worst[key] = image
    return [_fineness(image, least) for image in worst.values()]


def _fineness(image: bench.PlacedImage, least: int) -> Finding:
    ppi, place = round(image.ppi), At(image.source, page=image.page)
    values = {
        "name": image.source or said("of {width} × {height} pixels", width=image.pixels[0], height=image.pixels[1]),
        "ppi": ppi,
        "width": round(image.width),
        "height": round(image.height),
    }
    if ppi >= least:
        text = said("the picture {name} prints at {ppi} pixels an inch ({width} × {height} mm)", **values)
        return note("K14", text, place=place)
    return warning(
        "K12",
        said(
            "the picture {name} prints at {ppi} pixels an inch ({width} × {height} mm), expected at least {least}",
            **values,
            least=least,
        ),
        said("fetch the original in a larger size, or place it smaller"),
        place,
    )


def _convert(pdf: pikepdf.Pdf, walk: Walk, profile: PressProfile) -> list[Finding]:
    findings: list[Finding] = []
    for number, page in enumerate(pdf.pages, 1):
        shift, found = mend_boxes(page, number, profile.bleed)
        findings += found
        walk.page(page, shift)
        for key in ("/Annots", "/StructParents", "/Tabs", "/AA"):
            if key in page.obj:
                del page.obj[key]
    for key in (*ON_SCREEN, "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences"):
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.PageLayout = Name.SinglePage
    return findings
