"""The catalog: output intents, metadata, layers, what is attached, what runs; and annotations."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from utgivelse.pdf.painting.catalog_facts import Annotation, Catalog, Intent
from utgivelse.pdf.painting.colours import digest_of_bytes
from utgivelse.pdf.painting.geometry import area_of, box
from utgivelse.pdf.painting.layers import read_layers
from utgivelse.pdf.painting.objects import entries, entry, items, number, number_of, numbers, unpacked, word
from utgivelse.pdf.placements import Matrix

MOST = 2000
HIDDEN, PRINTS = 2, 4
"""Annotation flags, ISO 32000-2, 12.5.3."""

XMP_OF = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Producer": "pdf:Producer",
    "Creator": "xmp:CreatorTool",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
    "Trapped": "pdf:Trapped",
    "GTS_PDFXVersion": "pdfxid:GTS_PDFXVersion",
    "PDFUA": "pdfuaid:part",
}
"""Info's keys and where XMP says the same (ISO 15930-7; ISO 32000-2, table 349)."""

DATES = ("CreationDate", "ModDate")


def read_catalog(pdf: pikepdf.Pdf) -> Catalog:
    """What an open file says of itself."""
    root, trailer = pdf.Root, pdf.trailer
    return Catalog(
        version=_version(pdf),
        encrypted=pdf.is_encrypted,
        has_id=len(items(entry(trailer, "/ID"))) == 2,
        intents=tuple(_intent(one) for one in items(entry(root, "/OutputIntents"), 50)),
        info=tuple(_info(entry(trailer, "/Info"))),
        xmp=tuple(_xmp(unpacked(entry(root, "/Metadata"), 4 * 2**20))),
        has_xmp=isinstance(entry(root, "/Metadata"), pikepdf.Stream),
        layers=tuple(read_layers(root).values()),
        scripts=_scripts(root),
        attachments=_leaves(entry(entry(root, "/Names"), "/EmbeddedFiles")) + len(items(entry(root, "/AF"))),
        forms=bool(items(entry(entry(root, "/AcroForm"), "/Fields"))),
    )


def _version(pdf: pikepdf.Pdf) -> str:
    return max(pdf.pdf_version, word(entry(pdf.Root, "/Version")))


def _intent(intent: object) -> Intent:
    profile = entry(intent, "/DestOutputProfile")
    data = unpacked(profile)
    return Intent(
        word(entry(intent, "/S")),
        word(entry(intent, "/OutputConditionIdentifier")),
        word(entry(intent, "/RegistryName")),
        word(entry(intent, "/Info")) or word(entry(intent, "/OutputCondition")),
        digest_of_bytes(data),
        int(number(entry(profile, "/N"))),
        data[16:20].decode("latin-1").strip(),
        data[12:16].decode("latin-1").strip(),
    )


def _info(info: object) -> Iterator[tuple[str, str]]:
    for key in XMP_OF:
        value = entry(info, f"/{key}")
        if text := word(value):
            yield key, _info_date(text) if key in DATES else text


def _xmp(data: bytes) -> Iterator[tuple[str, str]]:
    if not data:
        return
    try:
        with pikepdf.new() as empty:
            empty.Root.Metadata = empty.make_stream(data)
            with empty.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True) as xmp:
                found = {key: xmp.get(_KEYS.get(path, path)) for key, path in XMP_OF.items()}
    except Exception:  # no XML, or XML that is no XMP
        return
    for key, value in found.items():
        if value is not None and value != "":
            text = "; ".join(map(str, value)) if isinstance(value, list | set | tuple) else str(value)
            yield key, _xmp_date(text) if key in DATES else text


_KEYS = {
    "pdfxid:GTS_PDFXVersion": "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion",
    "pdfuaid:part": "{http://www.aiim.org/pdfua/ns/id/}part",
}


def _info_date(text: str) -> str:
    """`D:20261101120000+01'00'` as `20261101120000`: zones are written in too many ways to compare."""
    return "".join(filter(str.isdigit, text.removeprefix("D:")))[:12]


def _xmp_date(text: str) -> str:
    return "".join(filter(str.isdigit, text))[:12]


def _scripts(root: object) -> int:
    names = _leaves(entry(entry(root, "/Names"), "/JavaScript"))
    opening = word(entry(entry(root, "/OpenAction"), "/S")) == "JavaScript"
    return names + opening + sum(1 for _ in entries(entry(root, "/AA")))


def _leaves(tree: object) -> int:
    """How many names a name tree has; branches that come again are not counted again."""
    found, waiting = 0, [tree]
    met: set[tuple[int, int]] = set()
    while waiting and len(met) < MOST:
        branch = waiting.pop()
        if (number_here := number_of(branch)) != (0, 0) and number_here in met:
            continue
        met.add(number_here if number_here != (0, 0) else (-len(met), 0))
        found += len(items(entry(branch, "/Names"), MOST)) // 2
        waiting += items(entry(branch, "/Kids"), MOST)
    return found


def read_annotations(page: object, number_here: int, matrix: Matrix) -> Iterator[tuple[Annotation, pikepdf.Object]]:
    """The annotations of a page with their objects."""
    for one in items(entry(page, "/Annots"), MOST):
        rectangle = numbers(entry(one, "/Rect"))
        if len(rectangle) != 4:
            continue
        left, bottom, right, top = rectangle
        area = area_of(box(matrix, (min(left, right), min(bottom, top), max(left, right), max(bottom, top))))
        flags = int(number(entry(one, "/F")))
        drawn = entry(entry(one, "/AP"), "/N") is not None
        subtype = word(entry(one, "/Subtype"))
        states = bool(flags & PRINTS), bool(flags & HIDDEN), drawn
        yield Annotation(number_here, subtype, area, *states, number_of(one)), one
