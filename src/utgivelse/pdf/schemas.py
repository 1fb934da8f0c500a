"""Schemas: what XMP properties mean that PDF/A does not know by itself (ISO 19005-2, 6.6.2.3).

Law: a file describes those that it has, and no other.
"""

from __future__ import annotations

_SCHEMAS = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_SCHEMA = """<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"""
_PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{}</pdfaProperty:name>
<pdfaProperty:valueType>{}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>"""

FOREIGN = {
    ("pdfxid", "http://www.npes.org/pdfx/ns/id/", "PDF/X identification"): {
        "GTS_PDFXVersion": ("Text", "the standard that the file is made by")
    },
    ("pdf", "http://ns.adobe.com/pdf/1.3/", "Adobe PDF"): {"Trapped": ("Text", "whether the file has been trapped")},
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/", "XMP media management"): {
        "OriginalDocumentID": ("Text", "the layout that the pages come from")
    },
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "PDF/UA identification"): {
        "part": ("Integer", "the part of ISO 14289 that the file is made by")
    },
}
"""Properties that ISO 19005-2 (6.6.2.3) does not know by itself: they want a schema in the file."""


def extension_schemas(xmp: str) -> str:
    """The description that an XMP packet needs of its own properties; empty when it needs none."""
    schemas = [
        _SCHEMA.format(name=name, address=address, prefix=prefix, properties="".join(properties))
        for (prefix, address, name), known in FOREIGN.items()
        if (properties := [_PROPERTY.format(key, *one) for key, one in known.items() if f"<{prefix}:{key}>" in xmp])
    ]
    return _SCHEMAS.format("".join(schemas)) if schemas else ""
