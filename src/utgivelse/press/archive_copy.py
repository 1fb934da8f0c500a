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
from utgivelse.pdf.schemas import extension_schemas

_CLAIM = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
"""


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
    said = _CLAIM + extension_schemas(xmp)
    marked, count = re.subn("</rdf:RDF>", lambda end: said + end[0], xmp)
    if count != 1:
        raise ValueError("an XMP packet with one rdf:RDF is expected")
    return marked
