"""The EPUB: finished XHTML in a package that no reader stumbles over, alike at every build.

ebooklib writes the package document and the manifest and nothing else: it gets finished bytes, since
its own pages lose heads, attributes and the case of SVG names. Its clock, its random identifier, its
NCX reference and its generator line are kept out (EPUB 3.3, 5 and 6).

What is said of accessibility is derived from what is in the book. Conformance is claimed only where a
person confirmed it of exactly this content, and with that person's name (EPUB Accessibility 1.1, 3.5).
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

from utgivelse import confirmation, design, pdf, volume
from utgivelse.edition import Book, Product
from utgivelse.plugins import Format, Workshop
from utgivelse.publication import Confirmation

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PRINTED = "pdf-print"
"""The format whose pages the book names."""
STORED = (".jpg", ".jpeg", ".png", ".woff2")


def produce(book: Book, workshop: Workshop) -> Product:
    """The book as an EPUB 3. ProjectError when a picture is missing or a template is broken."""
    files = workshop.files
    look = design.load_design(files, book.publication, book.brand)
    made = volume.render_volume(book, look, files, workshop.layout.places if workshop.layout else None)
    claims = (confirmation.CLAIM,) if workshop.confirmed else ()
    return Product(pack(book, made, workshop.confirmed), claims=claims, findings=made.findings)


def pack(book: Book, made: volume.Volume, confirmed: Confirmation | None = None) -> bytes:
    """The finished files as one zip; its dates are the publication's."""
    package = _Package(book, made)
    if confirmed:
        package.attest(confirmed)
    moment = datetime.datetime.combine(book.publication.date, datetime.time(), datetime.UTC)
    target = io.BytesIO()
    writer = _Writer(target, package, {"mtime": moment, "epub2_guide": False, "epub3_pages": False})
    writer.write()
    return target.getvalue()


# ── what is in the package ───────────────────────────────────────────────────────────────────


class _Document(epub.EpubHtml):  # type: ignore[misc] # ebooklib has no types
    """A chapter as it is."""

    def get_content(self, default: Any = None) -> bytes:
        content: bytes = self.content
        return content


class _File(epub.EpubItem):  # type: ignore[misc]
    """A picture that is read when it is written, so that one at a time is in memory."""

    def __init__(self, uid: str, name: str, media_type: str, path: Path, properties: list[str]) -> None:
        super().__init__(uid=uid, file_name=name, media_type=media_type)
        self.path, self.properties = path, properties

    def get_content(self, default: Any = None) -> bytes:
        return self.path.read_bytes()


class _Package(epub.EpubBook):  # type: ignore[misc]
    """The package document of a volume; `links` are those of its metadata, which ebooklib doesn't know."""

    links: tuple[dict[str, str], ...] = ()

    def __init__(self, book: Book, made: volume.Volume) -> None:
        super().__init__()
        self.metadata: dict[Any, Any] = {}  # without the generator's name and version
        self.set_identifier(pdf.identifier(book.publication.id, book.language))
        self.set_language(made.language)
        self.set_direction(made.direction)
        self._describe(book, made)
        for name, value in _accessibility(made):
            self._say(name, value)
        if made.pages:
            self._name_source(pdf.identifier(book.publication.id, book.language, PRINTED))
        self._fill(made)

    def _describe(self, book: Book, made: volume.Volume) -> None:
        publication = book.publication
        self.title = made.title
        self._title(made.title, "main", 1)
        if publication.subtitle:
            self._title(publication.subtitle, "subtitle", 2)
        maker = book.brand.organisation or book.brand.contact.name
        facts = {
            "creator": maker,
            "publisher": maker,
            "date": publication.date.isoformat(),
            "description": publication.description,
            "rights": publication.licence,
        }
        for name, value in facts.items():
            if value:
                self.add_metadata("DC", name, value)
        self._say("dcterms:isVersionOf", pdf.identifier(publication.id, ""))

    def _title(self, text: str, kind: str, number: int) -> None:
        self.add_metadata("DC", "title", text, {"id": f"title{number}"})
        self.add_metadata(None, "meta", kind, {"refines": f"#title{number}", "property": "title-type"})

    def _say(self, name: str, value: str) -> None:
        self.add_metadata(None, "meta", value, {"property": name})

    def _name_source(self, identifier: str) -> None:
        """The printed edition whose pages are marked (EPUB Accessibility 1.1, 4.1)."""
        self.add_metadata("DC", "source", identifier)
        self._say("pageBreakSource", identifier)

    def attest(self, confirmed: Confirmation) -> None:
        """The claim that a person answers for, and who (EPUB Accessibility 1.1, 3.5.2 and 3.5.3)."""
        certifier = {"a11y:certifierCredential": confirmed.credential, "dcterms:date": confirmed.date.isoformat()}
        self._refine(confirmation.CLAIM, property="dcterms:conformsTo", id="claim")
        self._refine(confirmed.by, property="a11y:certifiedBy", refines="#claim", id="certifier")
        for name, value in certifier.items():
            if value:
                self._refine(value, property=name, refines="#certifier")
        if confirmed.report:
            self.links = ({"rel": "a11y:certifierReport", "refines": "#certifier", "href": confirmed.report},)

    def _refine(self, value: str, **attributes: str) -> None:
        self.add_metadata(None, "meta", value, attributes)

    def _fill(self, made: volume.Volume) -> None:
        self.add_item(_document("nav", made.nav, ["nav"]))
        self.add_item(epub.EpubItem(uid="style", file_name="styles/book.css", media_type="text/css", content=made.css))
        for number, chapter in enumerate(made.chapters, 1):
            self.add_item(_document(f"text{number}", chapter, []))
        for number, picture in enumerate(made.pictures, 1):
            properties = ["cover-image"] if picture.name == made.cover else []
            self.add_item(_File(f"picture{number}", picture.name, picture.media_type, picture.path, properties))
        texts = [f"text{number}" for number, _ in enumerate(made.chapters, 1)]
        after_cover = 1 if made.chapters and made.chapters[0].kind == "cover" else 0
        self.spine = [*texts[:after_cover], "nav", *texts[after_cover:]]


def _document(uid: str, chapter: volume.Chapter, properties: list[str]) -> _Document:
    item = _Document(uid=uid, file_name=f"text/{chapter.name}", title=chapter.title, content=chapter.xhtml)
    item.media_type = "application/xhtml+xml"
    item.properties = [*properties, *(["svg"] if chapter.has_svg else [])]
    return item


def _accessibility(made: volume.Volume) -> Iterator[tuple[str, str]]:
    """What can be read how, as far as the content shows it (schema.org; EPUB Accessibility 1.1, 2)."""
    seen = made.informing > 0
    yield "schema:accessMode", "textual"
    if seen:
        yield "schema:accessMode", "visual"
        yield "schema:accessModeSufficient", "textual,visual"
    if made.described:
        yield "schema:accessModeSufficient", "textual"
    for feature in ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"):
        yield "schema:accessibilityFeature", feature
    if seen and made.described:
        yield "schema:accessibilityFeature", "alternativeText"
    if made.pages:
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", made.summary


# ── how it is written ────────────────────────────────────────────────────────────────────────


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer without its clock and its EPUB 2 remains."""

    def write(self) -> None:
        with _SteadyZip(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as self.out:
            self.out.moment = self.options["mtime"].timetuple()[:6]
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.book.language)
        root.set("dir", self.book.direction)
        del root.attrib["prefix"]  # all that are used are reserved
        del root.find("spine").attrib["toc"]  # there is no NCX
        super()._write_opf_file(root)

    def _write_opf_metadata(self, root: Any) -> None:
        super()._write_opf_metadata(root)
        for link in self.book.links:
            etree.SubElement(root.find("metadata"), "link", link)


class _SteadyZip(zipfile.ZipFile):
    """A zip whose entries bear one given time, and in which nothing is packed twice."""

    moment = (1980, 1, 1, 0, 0, 0)

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), self.moment)
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        stored = compress_type == zipfile.ZIP_STORED or entry.filename.endswith(STORED)
        super().writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel)


FORMAT = Format("epub", "epub", "application/epub+zip", "articles", produce, pages_of=PRINTED, attests=True)
