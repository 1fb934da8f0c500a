"""Credits: what a photographer or an agency wrote into the file, from XMP, IPTC or EXIF.

Law: what cannot be read is as if it were not there; a credit is a help, never a reason to stop.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree

from PIL import Image, ImageFile, IptcImagePlugin

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"
_ARTIST = 315
_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)")


def found_credit(data: bytes) -> tuple[str, str]:
    """(who made it, under which licence); empty where the file does not say."""
    credit = licence = ""
    with suppress(Exception), Image.open(io.BytesIO(data)) as image:
        xmp = _xmp(image)
        names = [*_said(xmp, f"{_DC}creator"), *_said(xmp, f"{_PHOTOSHOP}Credit"), *_iptc(image), _exif(image)]
        terms = [
            *_said(xmp, f"{_RIGHTS}UsageTerms"),
            *_said(xmp, f"{_CC}license"),
            *_said(xmp, f"{_RIGHTS}WebStatement"),
        ]
        credit = next((name for name in names if name), "")
        licence = _short(next((term for term in terms if term), ""))
    return credit, licence


def _xmp(image: Image.Image) -> ElementTree.Element | None:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else packet
    if not data or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    start, end = data.find(b"<x:xmpmeta"), data.rfind(b">")
    return ElementTree.fromstring(data[max(start, 0) : end + 1])


def _said(xmp: ElementTree.Element | None, name: str) -> Iterator[str]:
    if xmp is None:
        return
    for description in xmp.iter(f"{_RDF}Description"):
        if name in description.attrib:
            yield description.attrib[name].strip()
    for element in xmp.iter(name):
        yield element.attrib.get(f"{_RDF}resource", "").strip()
        yield ", ".join(text.strip() for text in element.itertext() if text.strip())


def _iptc(image: ImageFile.ImageFile) -> Iterator[str]:
    fields = IptcImagePlugin.getiptcinfo(image) or {}
    for key in ((2, 80), (2, 110)):  # by-line, credit
        value = fields.get(key, b"")
        parts = value if isinstance(value, list) else [value]
        yield ", ".join(part.decode("utf-8", "replace").strip() for part in parts if part)


def _exif(image: Image.Image) -> str:
    return str(image.getexif().get(_ARTIST, "")).strip().strip("\x00")


def _short(terms: str) -> str:
    """«CC BY 4.0» for an address of Creative Commons; other terms as they stand."""
    if found := _CREATIVE_COMMONS.search(terms):
        kind, name, version = found.groups()
        if kind == "publicdomain":
            return f"CC0 {version}" if name == "zero" else "Public domain"
        return f"CC {name.upper()} {version}"
    return terms
