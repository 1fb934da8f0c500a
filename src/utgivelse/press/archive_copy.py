"""Archive copy: a print PDF that says it is PDF/A-2b as well, so that a free validator can judge it.

Laws: no free program validates PDF/X-4; veraPDF validates PDF/A (ISO 19005-2), and most of what it looks
for (colour with its intent, embedded fonts, sound structure) is asked of a print file too. The copy
differs from the file that is shipped in its XMP packet and its output intents only; it is judged, never
delivered. It proves nothing of ink, overprint, boxes, or what PDF/X-4 itself wants said.
"""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import Dictionary, Name

from utgivelse.pdf import save

_CLAIM = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
"""
_SCHEMAS = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_SCHEMA = """<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"""
_PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>"""

FOREIGN = {
    ("pdfxid", "http://www.npes.org/pdfx/ns/id/", "PDF/X identification"): {
        "GTS_PDFXVersion": "the standard that the file is made by"
    },
    ("pdf", "http://ns.adobe.com/pdf/1.3/", "Adobe PDF"): {"Trapped": "whether the file has been trapped"},
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/", "XMP media management"): {
        "OriginalDocumentID": "the layout that the pages come from"
    },
}
"""Properties that ISO 19005-2 (6.6.2.3) does not know by itself: they want a schema in the file."""


def as_pdf_a(data: bytes) -> bytes:
    """The copy, marked PDF/A-2b beside what it says of itself.

    ValueError when the file has no output intent with a profile, or no XMP packet.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        intents, packet = pdf.Root.get("/OutputIntents"), pdf.Root.get("/Metadata")
        if not intents or "/DestOutputProfile" not in intents[0] or not isinstance(packet, pikepdf.Stream):
            raise ValueError("a print PDF with an output intent and XMP is expected")
        intent = Dictionary(dict(intents[0].items()))
        intent.S = Name.GTS_PDFA1
        intents.append(pdf.make_indirect(intent))
        packet.write(_marked(packet.read_bytes().decode()).encode())
        return save(pdf)


def _marked(xmp: str) -> str:
    """The packet with the claim, and a schema for each property in it that wants one."""
    schemas = [
        _SCHEMA.format(name=name, address=address, prefix=prefix, properties="".join(properties))
        for (prefix, address, name), known in FOREIGN.items()
        if (properties := [_PROPERTY.format(*one) for one in known.items() if f"<{prefix}:{one[0]}>" in xmp])
    ]
    said = _CLAIM + (_SCHEMAS.format("".join(schemas)) if schemas else "")
    marked, count = re.subn("</rdf:RDF>", lambda end: said + end[0], xmp)
    if count != 1:
        raise ValueError("an XMP packet with one rdf:RDF is expected")
    return marked
