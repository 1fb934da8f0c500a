"""Page marks: where the printed pages begin in the EPUB, held against the PDF itself."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from books import article, book, project_folder
from conftest import write_project
from page_words import pages_of, solid, stretches_of
from sample_project import edition
from utgivelse import fonts, pdf, typeset
from utgivelse.design import load_design
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.findings import ProjectError, error
from utgivelse.formats import epub
from utgivelse.ledger import Report
from utgivelse.localize import localize
from utgivelse.message import Translation
from utgivelse.page_marks import labels_of, mark_pages
from utgivelse.pipeline import Wishes, build
from utgivelse.places import Area, Origin, Placed, PlaceMap, Sheet
from utgivelse.plugins import Workshop
from utgivelse.publication import Project
from utgivelse.render import render_pages

BREAKS = Path(__file__).parent / "cases/page_breaks.md"
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
ENOUGH = 10
"""Letters that tell a page's beginning apart."""


# ── the sample ───────────────────────────────────────────────────────────────────────────────


NOT_IN_THE_BOOK = ("2", "3")
"""The sentence and the contents: their mark stands where the next page begins."""


@pytest.mark.xdist_group("sample")
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_words_after_each_mark_are_the_first_words_of_that_page(sample: Path, language: str) -> None:
    printed = pages_of(edition(sample, language, "pdf").read_bytes())
    marked = stretches_of(edition(sample, language, "epub").read_bytes())
    assert [one.label for one in marked] == [str(number) for number in range(1, len(printed) + 1)]
    for one, page in zip(marked, printed, strict=True):
        following = one.letters[:ENOUGH]
        if one.label in NOT_IN_THE_BOOK:
            assert one.letters == ""
        else:
            assert len(following) == ENOUGH and page.startswith(following), one.label


# ── a book made to break ─────────────────────────────────────────────────────────────────────


TABLE_HEAD = solid("År Hva Hvem")
"""Printed anew on each page that the table goes on to; in the book it stands once."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return project_folder(tmp_path_factory.mktemp("sider"))


@pytest.fixture(scope="module")
def broken(files: Files) -> tuple[typeset.Layout, bytes]:
    """Paragraphs, emphasis, links, foreign passages, lists, tables and notes, broken over some forty pages."""
    text = article(BREAKS.read_text(), "brudd.md")
    made = localize(
        book(text, article("---\ntitle: Slutt\n---\nEtterpå kom det fram.\n", "slutt.md")), Translation("nb"), "nb"
    )
    layout = lay_out(made, files)
    return layout, produce(made, files, layout)


def lay_out(made: Book, files: Files) -> typeset.Layout:
    os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig_file(files))
    pages, _ = render_pages(made, load_design(files, made.publication, made.brand), files)
    return typeset.lay_out(pages, files)


def produce(made: Book, files: Files, layout: typeset.Layout | None) -> bytes:
    project = Project(root=files.root, name="P", source_language="nb", domain="p", output=files.root / "output")
    return epub.produce(made, Workshop(project, files, layout)).data


def test_every_page_of_a_book_that_breaks_everywhere_begins_with_its_own_words(
    broken: tuple[typeset.Layout, bytes],
) -> None:
    layout, data = broken
    printed, marked = pages_of(typeset.write(layout, "screen")), stretches_of(data)
    assert len(printed) == len(marked) > 30
    wrong = {}
    for one, page in zip(marked, printed, strict=True):
        following = one.letters[:ENOUGH]
        begins = page.startswith(following) or page.removeprefix(TABLE_HEAD).startswith(following)
        if not begins and one.around[-1:] != ("header",):
            wrong[one.label] = (following, page[:40])
        assert following in page
    assert wrong == {}
    assert sum(not one.letters for one in marked) <= 4  # the sentence, the contents, a picture alone, the spread


def test_pages_break_within_words_emphasis_links_passages_lists_and_tables(
    broken: tuple[typeset.Layout, bytes],
) -> None:
    marked = stretches_of(broken[1])
    held = {name for one in marked for name in one.around}
    assert {"em", "a", "span", "li", "table", "p"} <= held
    assert any(one.in_word for one in marked)
    assert not {name for one in marked for name in one.around if re.fullmatch("h[1-6]", name)}


def test_the_page_list_names_every_mark_once_in_order_and_its_source(
    broken: tuple[typeset.Layout, bytes],
) -> None:
    layout, data = broken
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        nav = etree.fromstring(opened.read("EPUB/text/nav.xhtml"))
        package = etree.fromstring(opened.read("EPUB/content.opf"))
        listed = nav.xpath("//*[@role='doc-pagelist']//*[local-name()='a']")
        heading = nav.xpath("string(//*[@role='doc-pagelist']/*[local-name()='h2'])")
        for entry in listed:
            name, _, target = entry.get("href").partition("#")
            (found,) = etree.fromstring(opened.read(f"EPUB/text/{name}")).xpath(f"//*[@id='{target}']")
            assert found.get("aria-label") == entry.text
    assert [entry.text for entry in listed] == [str(number) for number in range(1, layout.pages + 1)]
    assert heading == "Sider i den trykte utgaven"
    source = pdf.identifier("prove", "nb", "pdf-print")
    assert package.findtext(".//dc:source", namespaces=OPF) == source
    said = {(meta.get("property"), meta.text) for meta in package.iterfind(".//o:meta", OPF)}
    assert ("pageBreakSource", source) in said
    assert {text for name, text in said if name == "schema:accessibilityFeature"} >= {
        "pageBreakMarkers",
        "pageNavigation",
    }


def test_without_pages_the_book_is_the_same_but_for_what_tells_of_them(
    broken: tuple[typeset.Layout, bytes], files: Files
) -> None:
    text = article(BREAKS.read_text(), "brudd.md")
    made = localize(
        book(text, article("---\ntitle: Slutt\n---\nEtterpå kom det fram.\n", "slutt.md")), Translation("nb"), "nb"
    )
    with (
        zipfile.ZipFile(io.BytesIO(produce(made, files, None))) as plain,
        zipfile.ZipFile(io.BytesIO(broken[1])) as full,
    ):
        for name in ("EPUB/text/brudd.xhtml", "EPUB/text/slutt.xhtml", "EPUB/text/colophon.xhtml"):
            without = re.sub(rb'<span epub:type="pagebreak"[^>]*></span>', b"", full.read(name))
            assert plain.read(name) == without
            assert b"<!--" not in without
        package, nav = plain.read("EPUB/content.opf"), plain.read("EPUB/text/nav.xhtml")
    assert b"page-list" not in nav
    for word in (b"pageBreak", b"pageNavigation", b"dc:source"):
        assert word not in package


def test_a_draft_has_its_pages_as_well(files: Files) -> None:
    made = replace(localize(book(article("---\ntitle: A\n---\nTekst.\n")), Translation("nb"), "nb"), draft=True)
    assert stretches_of(produce(made, files, lay_out(made, files)))[0].label == "1"


# ── names and places, one by one ─────────────────────────────────────────────────────────────


def sheets(*folios: str) -> list[Sheet]:
    return [Sheet(148, 210, folio) for folio in folios]


@pytest.mark.parametrize(
    ("folios", "labels"),
    [
        (("", "", "3", "4", ""), ["1", "2", "3", "4", "5"]),
        (("", "1", "2"), ["sheet 1", "1", "2"]),
        (("", ""), ["1", "2"]),
        (("i", "ii", "1", "", "3"), ["i", "ii", "1", "2", "3"]),
        (("1", "2", "1"), ["1", "2", "sheet 3"]),
        (("1", "", "2"), ["1", "sheet 2", "2"]),
    ],
)
def test_a_page_without_a_number_gets_its_own_by_counting(folios: tuple[str, ...], labels: list[str]) -> None:
    assert list(labels_of(sheets(*folios), "sheet {number}")) == labels


def origin(line: int, words: str = "x", block: str = "paragraph") -> Origin:
    return Origin("articles/a.md", line, block, ("", words))


def placed(page: int, of: Origin, start: int, end: int) -> Placed:
    return Placed(page, Area(0, 0, 1, 1), of.file, of.line, of.block, "nb", "x", of.message, (start, end))


def marked(file: str, *found: Placed, origins: tuple[Origin, ...], pages: int = 2) -> str:
    places = PlaceMap("urn:x", "nb", tuple(sheets(*[""] * pages)), found)
    text = mark_pages([f"<body>{file}</body>"], origins, places, "sheet {number}")[0][0]
    return re.sub(
        r'<span epub:type="pagebreak" role="doc-pagebreak" id="page-(\d)" aria-label="\d"></span>', r"‹\1›", text
    )


@pytest.mark.parametrize(
    ("file", "letter", "expected"),
    [
        ("<p><!--text 0-->abc def<!--/text--></p>", 4, "‹1›<p>abc ‹2›def</p>"),
        ("<p><!--text 0-->a&amp;c<!--/text--></p>", 2, "‹1›<p>a&amp;‹2›c</p>"),
        ("<p><!--text 0-->a&amp;c<!--/text--></p>", 1, "‹1›<p>a‹2›&amp;c</p>"),
        ("<p><!--text 0-->ab <em>cd<b>ef</b></em><!--/text--></p>", 5, "‹1›<p>ab <em>cd‹2›<b>ef</b></em></p>"),
        ("<p><!--text 0-->ab <a><em>cd</em></a><!--/text--></p>", 3, "‹1›<p>ab ‹2›<a><em>cd</em></a></p>"),
        ("<p><!--text 0-->ab<!--added--><a>9</a><!--/added-->cd<!--/text--></p>", 2, "‹1›<p>ab<a>9</a>‹2›cd</p>"),
        ("<p><!--text 0-->ab<br/>cd<!--/text--></p>", 2, "‹1›<p>ab<br/>‹2›cd</p>"),
        ("<h1 id='t'><!--text 0-->abcd<!--/text--></h1>", 2, "‹1›<h1 id='t'>ab‹2›cd</h1>"),
        ("<li><!--text 0-->abcd<!--/text--></li>", 2, "<li>‹1›ab‹2›cd</li>"),
    ],
)
def test_a_mark_stands_before_its_letter_and_what_opens_there(file: str, letter: int, expected: str) -> None:
    one = origin(1)
    assert (
        marked(file, placed(1, one, 0, letter), placed(2, one, letter, 9), origins=(one,)) == f"<body>{expected}</body>"
    )


def test_what_is_printed_again_does_not_begin_a_page() -> None:
    """The head of a table stands on both pages; the second begins with its row."""
    head, first, second = origin(1, "h", "table head"), origin(2, "a"), origin(3, "b")
    file = "<th><!--text 0-->h<!--/text--></th><td><!--text 1-->a<!--/text--></td><td><!--text 2-->b<!--/text--></td>"
    found = [placed(1, head, 0, 1), placed(1, first, 0, 1), placed(2, head, 0, 1), placed(2, second, 0, 1)]
    assert "<td>‹2›b" in marked(file, *found, origins=(head, first, second))


def test_a_title_in_the_contents_does_not_begin_its_article() -> None:
    title, text = origin(1, "t", "title"), origin(2, "a")
    file = "<h1><!--text 0-->t<!--/text--></h1><p><!--text 1-->a<!--/text--></p>"
    found = [placed(1, title, 0, 1), placed(2, title, 0, 1), placed(2, text, 0, 1)]
    assert marked(file, *found, origins=(title, text)) == "<body>‹1›‹2›<h1>t</h1><p>a</p></body>"


def test_a_page_with_nothing_in_the_book_is_marked_where_the_next_begins_the_last_at_the_end() -> None:
    one = origin(1)
    file = "<p><!--text 0-->ab<!--/text--></p>"
    found = [placed(2, one, 0, 1), placed(4, one, 1, 2)]
    assert marked(file, *found, origins=(one,), pages=5) == "<body>‹1›‹2›<p>a‹3›‹4›b</p>‹5›</body>"


def test_pages_stay_in_order_whatever_is_repeated_out_of_order() -> None:
    """A quotation from the end that stands on the first page must not draw all pages there."""
    texts = tuple(origin(line, str(line)) for line in range(1, 5))
    file = "".join(f"<li><!--text {number}-->ab<!--/text--></li>" for number in range(4))
    found = [placed(1, texts[3], 0, 1), *(placed(n, texts[n - 2], 0, 1) for n in (2, 3, 4))]
    expected = "<li>‹1›‹2›ab</li><li>‹3›ab</li><li>‹4›ab</li><li>ab</li>"
    assert marked(file, *found, origins=texts, pages=4) == f"<body>{expected}</body>"


def test_letters_are_compared_without_what_a_lines_end_brings() -> None:
    assert solid("syke\ufffehjemmet -\n til") == solid("syke\u00adhjemmet til")


# ── in a build ───────────────────────────────────────────────────────────────────────────────


def pages_in(project: Path) -> int:
    data = (project / "output/en/nb/en.nb.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return sum(opened.read(name).count(b"doc-pagebreak") for name in opened.namelist() if name.endswith(".xhtml"))


def ask(project: Path, *formats: str) -> Report:
    return build(project, Wishes(publications=("en",), languages=("nb",), formats=formats))


def is_written_by_asking(project: Path) -> bool:
    """Whether a build of the book puts a new file in its place."""
    path = project / "output/en/nb/en.nb.epub"
    before = path.stat().st_ino
    ask(project, "epub")
    return path.stat().st_ino != before


def test_pdfs_and_book_share_one_layout_and_a_book_alone_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []
    lay_out_once = typeset.lay_out

    def count(pages: typeset.Pages, files: Files) -> typeset.Layout:
        laid_out.append(pages.language)
        return lay_out_once(pages, files)

    monkeypatch.setattr(typeset, "lay_out", count)
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")
    project = write_project(tmp_path / "p", ("epub", "pdf-print", "pdf-screen"))
    ask(project)
    assert laid_out == ["nb"]
    assert pages_in(project) > 1
    alone = write_project(tmp_path / "q", ("epub", "pdf-print"))
    ask(alone, "epub")
    assert laid_out == ["nb", "nb"]
    assert pages_in(alone) == pages_in(project)
    plain = write_project(tmp_path / "r", ("epub", "pdf-screen"))
    ask(plain, "epub")
    assert laid_out == ["nb", "nb"]
    assert pages_in(plain) == 0


def test_a_failed_layout_costs_the_book_its_pages_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> typeset.Layout:
        raise ProjectError(error("L02", "no layout today"))

    monkeypatch.setattr(typeset, "lay_out", fail)
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")
    project = write_project(tmp_path / "p", ("pdf-print", "epub"))
    artifacts = {one.edition.format: one for one in ask(project).artifacts}
    assert {name: one.state for name, one in artifacts.items()} == {"pdf-print": "refused", "epub": "current"}
    (found,) = [finding for finding in artifacts["epub"].findings if finding.code == "E02"]
    assert "no layout today" in found.message
    assert pages_in(project) == 0


def test_a_book_is_made_anew_when_its_pages_change_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")
    project = write_project(tmp_path / "p", ("epub", "pdf-screen"))
    sheet = project / "templates/kommune/pages.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p { font-size: 12pt }")
    ask(project, "epub")
    assert pages_in(project) == 0
    sheet.write_text("p { font-size: 14pt }")
    assert not is_written_by_asking(project)  # nothing of the pages is in it
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"pdf-screen"', '"pdf-print"'))
    assert is_written_by_asking(project)
    few = pages_in(project)
    assert few > 1
    sheet.write_text("p { font-size: 14pt; break-before: page }")
    assert is_written_by_asking(project)
    assert pages_in(project) > few
    assert not is_written_by_asking(project)
