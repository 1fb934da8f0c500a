"""Press: the sRGB file of the page engine becomes ink.

Laws:
- Everything that is painted is in DeviceCMYK: text, lines, gradients, patterns, pictures, groups. A
  soft mask is no paint: it stays grey, in DeviceGray.
- A colour of the table prints in exactly its inks; a neutral in black alone, as dark as it looks; the
  rest goes through the profile. A gradient keeps its stops and meets the flat colours at its ends.
- Boxes are written anew: media box = bleed box with its origin at 0 0, trim box inside.
- Full black text and lines print over, every other paint knocks out; an ink beside the four is a Separation,
  and what a technical one paints stands in a layer of its own.
- The file names its printing condition and carries the very profile that it was made with (ISO 15930-7);
  `pdf.set_metadata(…, press=True)` says the rest of what PDF/X-4 asks.
- The same file, table and profile give the same bytes.

`ink` knows colours, `separations` inks beside the four, `streams` operators, `overprint` what prints over,
`spaces` colour spaces, `shadings` and `functions` gradients, `pictures` pixels, `fineness` how many of them to
an inch, `boxes` pages, `intent` the
printing condition; `walk` leads them through the file. `marks` draws what stands outside the bleed.
"""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf
from pikepdf import Name

from utgivelse import pdf as bench
from utgivelse.colour import ColourTable
from utgivelse.files import Files, sha256, shipped
from utgivelse.findings import Finding, ProjectError, error, said
from utgivelse.findings import Place as At
from utgivelse.images.inks import InkProfile
from utgivelse.pdf.placements import survey
from utgivelse.press.boxes import mend_boxes
from utgivelse.press.fineness import fineness
from utgivelse.press.ink import Ink
from utgivelse.press.intent import set_intent
from utgivelse.press.marks import add_marks
from utgivelse.press.pictures import Pictures, Recipe
from utgivelse.press.walk import Walk
from utgivelse.publication import PressProfile

__all__ = ["add_marks", "to_ink"]

ON_SCREEN = (
    "/Names", "/Dests", "/Outlines", "/OpenAction", "/PageMode", "/AcroForm", "/AA", "/OutputIntents",
    "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/Threads", "/URI", "/SpiderInfo", "/PieceInfo", "/AF",
    "/Collection", "/Perms", "/Legal", "/Requirements", "/Extensions",
)  # fmt: skip
"""What a catalog has for readers at a screen, or claims about colour."""
ON_A_PAGE = ("/Annots", "/StructParents", "/Tabs", "/AA", "/Thumb", "/B", "/Dur", "/Trans", "/PresSteps", "/PieceInfo")


def to_ink(data: bytes, table: ColourTable, profile: PressProfile, files: Files) -> tuple[bytes, tuple[Finding, ...]]:
    """The same pages for a press, and what there is to say of them; `pdf.set_metadata` makes the file whole.

    ProjectError when the profile is missing or none for four inks, or the file has something that
    cannot be turned into ink.
    """
    icc = load_profile(profile, files)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        ink = Ink(table, _engine(icc, profile.icc))
        placed, scales = survey(pdf)
        pictures = Pictures(pdf, files, ink.profile, Recipe(profile.ppi, sha256(icc), profile.ink_limit), placed)
        findings = [*_convert(pdf, Walk(pdf, ink, pictures, scales), profile), *ink.findings()]
        findings += [*pictures.findings(), *fineness(pdf, pictures.printed(placed), profile)]
        set_intent(pdf, profile, icc, files)
        return bench.save(pdf, passing=True), tuple(findings)


@lru_cache(maxsize=2)
def _engine(icc: bytes, name: str) -> InkProfile:
    """The colour engine of a profile; opening one takes as long as converting ten pages."""
    return InkProfile(icc, name)


def load_profile(profile: PressProfile, files: Files) -> bytes:
    """The bytes of the ICC profile: the project's own, else one that is shipped. ProjectError when neither is there."""
    inside = shipped("icc") / profile.icc
    if files.exists(profile.icc):
        return files.read(profile.icc)
    if files.exists(inside):
        return files.read(inside)
    raise ProjectError(
        error(
            "K30",
            said(
                "the press profile «{name}» needs the colour profile {file}, which is not in the project",
                name=profile.name,
                file=profile.icc,
            ),
            said(
                "fetch the profile for {condition} from whoever publishes it, and put it into the project as `{file}`",
                condition=profile.condition,
                file=profile.icc,
            ),
            At(profile.icc),
        )
    )


def _convert(pdf: pikepdf.Pdf, walk: Walk, profile: PressProfile) -> list[Finding]:
    findings: list[Finding] = []
    for number, page in enumerate(pdf.pages, 1):
        shift, found = mend_boxes(page, number, profile.bleed)
        findings += found
        walk.page(page, shift)
        for key in ON_A_PAGE:
            if key in page.obj:
                del page.obj[key]
    for key in ON_SCREEN:
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.PageLayout = Name.SinglePage
    walk.separations.declare()
    return findings
