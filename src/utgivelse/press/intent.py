"""Intent: the printing condition that a file was made for, and its profile.

Law: the profile is embedded as it was read, the same bytes that made the inks (ISO 15930-7; ISO 32000-2,
14.11.5). The condition is named as its registry names it; one that
no registry knows is «Custom».
"""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from utgivelse.files import Files, sha256
from utgivelse.publication import PressProfile

LEVEL = 6
"""More takes five times as long and saves half a per cent."""


def set_intent(pdf: pikepdf.Pdf, profile: PressProfile, icc: bytes, files: Files) -> None:
    """Give the file its one output intent."""
    embedded = pdf.make_stream(b"", N=4)
    packed = files.derive(
        "intent", f"{sha256(icc)} {LEVEL} {zlib.ZLIB_RUNTIME_VERSION}", lambda: zlib.compress(icc, LEVEL)
    )
    embedded.write(packed, filter=Name.FlateDecode)
    named = profile.condition or "Custom"
    said = profile.title or named
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(named),
        OutputCondition=String(said),
        Info=String(said),
        RegistryName=String(profile.registry),
        DestOutputProfile=embedded,
    )
    if not (profile.registry and profile.condition):
        del intent[Name.RegistryName]
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
