"""Metadata: what a file says of itself, twice and alike.

Laws: the XMP packet is written by hand, so that it holds these lines and no time of writing, no tool's
version and no random number; document information repeats it. A file for a press says of which standard
it is and that it is not trapped, and names itself and its version (ISO 15930-7): its name comes from the
edition, its version from its content. A file for readers says that it is PDF/UA-1 (ISO 14289-1, 5) and
PDF/A-2a (ISO 19005-2, 6.6.4), and in which colours it is (6.2.3).
"""

from __future__ import annotations

import datetime
import io
import re
import uuid
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr, unescape

import pikepdf
from pikepdf import Dictionary, Name, String

from utgivelse.edition import Book
from utgivelse.files import sha256
from utgivelse.language import language
from utgivelse.pdf.saving import save
from utgivelse.pdf.schemas import extension_schemas

PRODUCER = "utgivelse"
STANDARD = "PDF/X-4"
"""What a file for a press claims to be."""
READER_STANDARDS = ("PDF/UA-1", "PDF/A-2a")
"""What a file for readers claims to be."""


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What there is to say: dates are the publication's, `identifier` is the edition's.

    `layout` names the layout that the pages come from, when that is known.
    """

    title: str
    language: str
    date: datetime.date
    author: str = ""
    description: str = ""
    rights: str = ""
    identifier: str = ""
    layout: str = ""


def describe(book: Book, form: str, layout: str = "") -> Metadata:
    """What an edition says of itself, from its publication and its brand; `layout` is its layout's name."""
    publication = book.publication
    tag = language(book.language, book.source_language).tag
    return Metadata(
        title=publication.title,
        language=tag,
        date=publication.date,
        author=book.brand.organisation or book.brand.contact.name,
        description=publication.description or publication.subtitle,
        rights=publication.licence,
        identifier=identifier(publication.id, book.language, form),
        layout=layout,
    )


def identifier(publication: str, tag: str, form: str = "") -> str:
    """A name for an edition that is the same at every build (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"utgivelse:{publication}/{tag}/{form}").urn


def set_metadata(
    data: bytes, metadata: Metadata, *, packed: bool = False, press: bool = False, srgb: bytes = b""
) -> bytes:
    """The file with this said of it, in the catalog, in document information and in XMP.

    `press` makes it say that it is PDF/X-4; `srgb`, the ICC profile of its colours, that it is PDF/UA-1 and PDF/A-2a.
    """
    version = sha256(data) if press else ""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _information(pdf, metadata, press=press)
        if srgb:
            _say_colours(pdf, srgb)
        words = xmp(metadata, version, is_for_readers=bool(srgb))
        packet = pdf.make_stream(words.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Metadata = packet
        pdf.Root.Lang = String(metadata.language)
        preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
        preferences.DisplayDocTitle = True
        pdf.Root.ViewerPreferences = preferences
        return save(pdf, packed=packed)


def _say_colours(pdf: pikepdf.Pdf, srgb: bytes) -> None:
    """Say which RGB the pages are in (ISO 19005-2, 6.2.3)."""
    profile = pdf.make_stream(srgb, N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def layout_of(data: bytes) -> str:
    """The layout that a file says its pages come from; nothing when it does not say."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = pdf.Root.get("/Metadata")
        words = packet.read_bytes().decode("utf-8", "replace") if isinstance(packet, pikepdf.Stream) else ""
    found = re.search(r"<xmpMM:OriginalDocumentID>([^<]*)</xmpMM:OriginalDocumentID>", words)
    return unescape(found[1]) if found else ""


def _information(pdf: pikepdf.Pdf, metadata: Metadata, *, press: bool) -> None:
    moment = f"D:{metadata.date:%Y%m%d}000000Z"
    entries = {
        "/Title": _title(metadata, press=press),
        "/Author": metadata.author,
        "/Subject": metadata.description,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    made = Dictionary({key: String(value) for key, value in entries.items() if value})
    if press:
        made.Trapped = Name("/False")
    pdf.trailer.Info = pdf.make_indirect(made)


def _title(metadata: Metadata, *, press: bool) -> str:
    """A file for a press has a title in any case (ISO 15930-7)."""
    return metadata.title or (metadata.identifier or PRODUCER) * press


def xmp(metadata: Metadata, version: str = "", *, is_for_readers: bool = False) -> str:
    """The XMP packet (ISO 16684-1); `version` is the hash of what a press prints, nothing for other files."""
    moment = f"{metadata.date.isoformat()}T00:00:00Z"
    lines = [
        _alternatives("dc:title", _title(metadata, press=bool(version))),
        f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>"
        * bool(metadata.author),
        _alternatives("dc:description", metadata.description),
        _alternatives("dc:rights", metadata.rights),
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>",
        "<dc:format>application/pdf</dc:format>",
        f"<dc:identifier>{escape(metadata.identifier)}</dc:identifier>" * bool(metadata.identifier),
        f"<xmp:CreateDate>{moment}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{moment}</xmp:MetadataDate>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<xmpMM:OriginalDocumentID>{escape(metadata.layout)}</xmpMM:OriginalDocumentID>" * bool(metadata.layout),
        *(_for_press(metadata, version) if version else ()),
        *(_FOR_READERS if is_for_readers else ()),
    ]
    body = "\n".join(line for line in lines if line)
    spaces = " ".join(
        f"xmlns:{prefix}={quoteattr(address)}" for prefix, address in _SPACES.items() if f"<{prefix}:" in body
    )
    schemas = extension_schemas(body) if is_for_readers else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf={quoteattr(_RDF)}>\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>\n{schemas}'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _for_press(metadata: Metadata, version: str) -> tuple[str, ...]:
    """What PDF/X-4 asks for beside the rest (ISO 15930-7)."""
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"utgivelse:press/{metadata.identifier}/{metadata.title}")
    instance = uuid.uuid5(document, f"{version}/{metadata!r}")
    return (
        f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>",
        f"<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<pdf:Trapped>False</pdf:Trapped>",
        f"<pdfxid:GTS_PDFXVersion>{STANDARD}</pdfxid:GTS_PDFXVersion>",
    )


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
_FOR_READERS = (
    "<pdfuaid:part>1</pdfuaid:part>",
    "<pdfaid:part>2</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
)


def _alternatives(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
