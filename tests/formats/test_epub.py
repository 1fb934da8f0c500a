"""The EPUB: what a reader, a library and EPUBCheck find in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from books import EVERY_BLOCK, article, book, project_folder, without_cover
from conftest import write_project
from utgivelse import tools
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.formats import epub
from utgivelse.inline import Untranslated
from utgivelse.localize import localize
from utgivelse.markdown import read_article
from utgivelse.message import Translation
from utgivelse.pipeline import Wishes, build
from utgivelse.plugins import Workshop
from utgivelse.publication import Project

OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return project_folder(tmp_path_factory.mktemp("bok"))


def every_block(language: str = "en") -> Book:
    return book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn [til](prove.md).\n", "to.md"), language=language)


def produce(made: Book, files: Files) -> bytes:
    project = Project(root=files.root, name="P", source_language="nb", domain="p", output=files.root / "output")
    return epub.produce(made, Workshop(project, files)).data


@pytest.fixture(scope="module")
def data(files: Files) -> bytes:
    return produce(every_block(), files)


@pytest.fixture(scope="module")
def package(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return etree.fromstring(opened.read("EPUB/content.opf"))


def said(package: etree._Element, name: str) -> list[str]:
    return [str(meta.text) for meta in package.iterfind(".//o:meta", OPF) if meta.get("property") == name]


@pytest.mark.skipif(not (tools.find("java") and tools.find("epubcheck")), reason="EPUBCheck is not installed")
def test_epubcheck_has_nothing_to_say(files: Files, tmp_path: Path) -> None:
    """Of every kind of block, in a book that runs from right to left."""
    (tmp_path / "a.epub").write_bytes(produce(every_block("ar"), files))
    assert tools.epubcheck(tmp_path / "a.epub") == ()


def test_the_same_book_gives_the_same_bytes(data: bytes, files: Files) -> None:
    assert produce(every_block(), Files(files.root)) == data


def test_the_zip_bears_the_publications_date_and_begins_with_its_type(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = opened.infolist()
        assert opened.testzip() is None
    assert (entries[0].filename, entries[0].compress_type, entries[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert {entry.date_time for entry in entries} == {(2026, 11, 1, 0, 0, 0)}
    stored = {
        PurePosixPath(entry.filename).suffix for entry in entries[1:] if entry.compress_type == zipfile.ZIP_STORED
    }
    assert stored <= {".jpg", ".png"}


def test_the_package_says_who_when_and_in_which_language(package: etree._Element) -> None:
    assert (package.get(LANG), package.get("dir")) == ("en", "ltr")
    found = {
        name: package.findtext(f".//dc:{name}", namespaces=OPF) for name in ("title", "language", "creator", "rights")
    }
    assert found == {"title": "Prøvetrykk", "language": "en", "creator": "Prøve kommune", "rights": "CC BY 4.0"}
    assert said(package, "dcterms:modified") == ["2026-11-01T00:00:00Z"]
    assert str(package.findtext(".//dc:identifier", namespaces=OPF)).startswith("urn:uuid:")
    assert package.find(".//o:meta[@name='generator']", OPF) is None


def test_each_language_has_its_own_identifier_and_all_are_versions_of_one_work(
    package: etree._Element, files: Files
) -> None:
    with zipfile.ZipFile(io.BytesIO(produce(every_block("ar"), files))) as opened:
        other = etree.fromstring(opened.read("EPUB/content.opf"))
    assert other.findtext(".//dc:identifier", namespaces=OPF) != package.findtext(".//dc:identifier", namespaces=OPF)
    assert said(other, "dcterms:isVersionOf") == said(package, "dcterms:isVersionOf")
    assert other.find("o:spine", OPF).get("page-progression-direction") == other.get("dir") == "rtl"


def test_accessibility_is_told_from_what_is_there_and_not_claimed(package: etree._Element, files: Files) -> None:
    assert said(package, "schema:accessMode") == ["textual", "visual"]
    assert said(package, "schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert "alternativeText" in said(package, "schema:accessibilityFeature")
    assert said(package, "schema:accessibilityHazard") == ["none"]
    assert len(said(package, "schema:accessibilitySummary")[0]) > 40
    assert said(package, "dcterms:conformsTo") == []
    plain = produce(without_cover(book(article("---\ntitle: A\n---\nBare tekst.\n"), language="en")), files)
    with zipfile.ZipFile(io.BytesIO(plain)) as opened:
        words_only = etree.fromstring(opened.read("EPUB/content.opf"))
    assert said(words_only, "schema:accessMode") == ["textual"]
    assert "alternativeText" not in said(words_only, "schema:accessibilityFeature")


def test_the_manifest_names_every_file_once_with_what_it_has(data: bytes, package: etree._Element) -> None:
    items = {item.get("href"): item for item in package.iterfind(".//o:item", OPF)}
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        inside = {name.removeprefix("EPUB/") for name in opened.namelist() if name.startswith("EPUB/")}
        assert inside - {"content.opf"} == set(items)
        for name, item in items.items():
            if name.endswith(".xhtml"):
                has_svg = b"<svg" in opened.read(f"EPUB/{name}")
                assert ("svg" in item.get("properties", "").split()) is has_svg
    assert [name for name, item in items.items() if "nav" in item.get("properties", "").split()] == ["text/nav.xhtml"]
    assert sum("cover-image" in item.get("properties", "") for item in items.values()) == 1
    assert package.find(".//o:item[@media-type='application/x-dtbncx+xml']", OPF) is None
    assert package.find("o:spine", OPF).get("toc") is None


def test_every_page_is_in_the_spine_cover_first_then_contents(package: etree._Element) -> None:
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//o:item", OPF)}
    order = [items[reference.get("idref")] for reference in package.iterfind(".//o:itemref", OPF)]
    assert order == [f"text/{name}.xhtml" for name in ("cover", "nav", "prove", "to", "colophon")]


def test_text_reaches_the_reader_as_it_was_rendered(data: bytes) -> None:
    """Ebooklib's own pages lose the head, the body's attributes and the case of SVG names."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        chapter = opened.read("EPUB/text/prove.xhtml")
        root = etree.fromstring(chapter)
        cover = etree.fromstring(opened.read("EPUB/text/cover.xhtml"))
    assert b"viewBox=" in chapter
    assert root.get("lang") == root.get(LANG) == "en"
    assert root.find(f"{XHTML}head/{XHTML}link").get("href") == "../styles/book.css"
    assert cover.find(f"{XHTML}body").get("class") == "cover"
    assert root.find(f".//{XHTML}span[@lang='se']").text == "samisk"


def spoken(epub_data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(epub_data)) as opened:
        return etree.fromstring(opened.read(f"EPUB/{name}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alt: Et felt", 'alt: ""'),
        ("::chart[Ei søyle]", "::chart[]"),
        ("::map[Et kart]", "::map[]"),
        ("![I spalten]", "![]"),
        ("Et avsnitt", "Et ![](images/hoy.png) avsnitt"),
    ],
)
def test_words_alone_suffice_only_if_every_picture_has_some(files: Files, old: str, new: str) -> None:
    """Opener, chart, map, figure and a picture in a line; what the author may not leave out, another source may."""
    assert old in EVERY_BLOCK
    text, _ = read_article(EVERY_BLOCK.replace(old, new), "prove.md", "nb")
    root = spoken(produce(book(text, language="en"), files), "content.opf")
    assert said(root, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in said(root, "schema:accessibilityFeature")


def test_a_cover_without_words_takes_the_claim_away(files: Files) -> None:
    made = every_block()
    assert made.publication.cover
    bare = replace(made, publication=replace(made.publication, cover=replace(made.publication.cover, alt="")))
    with zipfile.ZipFile(io.BytesIO(produce(bare, files))) as opened:
        cover, root = (etree.fromstring(opened.read(f"EPUB/{name}")) for name in ("text/cover.xhtml", "content.opf"))
    assert cover.find(f".//{XHTML}img").get("alt") is None
    assert "textual" not in said(root, "schema:accessModeSufficient")


def test_decoration_is_nothing_that_is_seen(files: Files) -> None:
    made = without_cover(book(article("---\ntitle: A\n---\n![](images/bred.png){.decorative}\n"), language="en"))
    data = produce(made, files)
    assert said(spoken(data, "content.opf"), "schema:accessMode") == ["textual"]
    assert spoken(data, "text/prove.xhtml").find(f".//{XHTML}img").get("alt") == ""


def test_every_note_leads_back_and_every_table_has_heads(data: bytes) -> None:
    root = spoken(data, "text/prove.xhtml")
    (mark,) = root.xpath("//*[@role='doc-noteref']")
    (note,) = root.xpath("//*[@role='doc-footnote']")
    assert mark.get("href") == f"#{note.get('id')}"
    assert [link.get("href") for link in note.iter(f"{XHTML}a") if link.get("role") == "doc-backlink"] == [
        f"#{mark.get('id')}"
    ]
    assert {head.get("scope") for head in root.iter(f"{XHTML}th")} == {"col"}


def test_a_description_that_is_not_translated_says_its_language(files: Files) -> None:
    made = localize(every_block("nb"), Translation("en"), "nb", draft=True)
    parts = [localize(one, Translation("en"), "nb", draft=True) for one in every_block("nb").articles]
    missing: dict[str, Untranslated] = dict.fromkeys(("Et felt", "Ei søyle", "I spalten"), "missing")
    root = spoken(
        produce(replace(made, articles=tuple(parts), language="en", draft=True, untranslated=missing), files),
        "text/prove.xhtml",
    )
    languages = {
        one.get("alt") or one.get("aria-label"): one.get(LANG) for one in root.xpath("//*[@alt or @role='img']")
    }
    assert {text: languages[text] for text in missing} == dict.fromkeys(missing, "nb")
    assert languages["På tvers"] is None


def test_landmarks_lead_to_cover_contents_and_text(data: bytes) -> None:
    nav = spoken(data, "text/nav.xhtml")
    found = nav.xpath("//*[local-name()='nav'][contains(@*[local-name()='type'], 'landmarks')]//*[local-name()='a']")
    assert [(one.get("{http://www.idpf.org/2007/ops}type"), one.get("href")) for one in found] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml#toc"),
        ("bodymatter", "prove.xhtml"),
    ]


def test_a_build_says_the_language_of_a_description_that_stands_untranslated(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p", ("epub",), translated=False)
    picture = Path(project_folder(project).root / "images/bred.png")
    (project / "articles/annen.md").write_text(f"---\ntitle: Skogen\n---\n![Et felt]({picture.relative_to(project)})\n")
    build(project, Wishes(publications=("to",), languages=("en",), draft=True))
    root = spoken((project / "output/to/en/to.en.draft.epub").read_bytes(), "text/annen.xhtml")
    (image,) = root.iter(f"{XHTML}img")
    assert (root.get("lang"), image.get("lang"), image.get(LANG), image.get("alt")) == ("en", "nb", "nb", "Et felt")
