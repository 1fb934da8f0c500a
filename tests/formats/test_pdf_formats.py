"""The two PDFs of a book: made from one layout, each for its own reader."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from books import EVERY_BLOCK, article, book, project_folder
from pdf_walker import spaces
from utgivelse import design, fonts, pdf, render, tools, typeset
from utgivelse.edition import Book, Product
from utgivelse.files import Files
from utgivelse.findings import Severity
from utgivelse.formats import pdf_print, pdf_screen
from utgivelse.plugins import Workshop
from utgivelse.publication import Project


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return project_folder(tmp_path_factory.mktemp("hefte"))


@pytest.fixture(scope="module")
def made() -> Book:
    return book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn til.\n", "to.md"))


@pytest.fixture(scope="module")
def workshop(files: Files, made: Book) -> Workshop:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file(files)))
        pages, _ = render.render_pages(made, design.load_design(files, made.publication, made.brand), files)
        layout = typeset.lay_out(pages, files)
    project = Project(root=files.root, name="P", source_language="nb", domain="p", output=files.root / "output")
    return Workshop(project, files, layout)


@pytest.fixture(scope="module")
def printed(made: Book, workshop: Workshop) -> Product:
    return pdf_print.produce(made, workshop)


@pytest.fixture(scope="module")
def shown(made: Book, workshop: Workshop) -> Product:
    return pdf_screen.produce(made, workshop)


def test_neither_has_an_error_and_both_have_the_layouts_pages(
    printed: Product, shown: Product, workshop: Workshop
) -> None:
    assert workshop.layout is not None
    for product in (printed, shown):
        assert [finding for finding in product.findings if finding.severity is Severity.ERROR] == []
        with pikepdf.open(io.BytesIO(product.data)) as opened:
            assert len(opened.pages) == product.pages == workshop.layout.pages
        assert pdf.layout_of(product.data) == workshop.layout.places.layout
    assert (printed.claims, shown.claims) == (("PDF/X-4",), ("PDF/UA-1", "PDF/A-2a"))


def test_print_is_ink_and_screen_is_light(printed: Product, shown: Product) -> None:
    assert spaces(printed.data, mask=False) & {"DeviceRGB", "DeviceGray", "ICCBased"} == set()
    assert spaces(shown.data) & {"DeviceCMYK"} == set()


def test_each_has_the_boxes_of_its_use(printed: Product, shown: Product) -> None:
    mm = 72 / 25.4
    with pikepdf.open(io.BytesIO(printed.data)) as opened:
        for page in opened.pages:
            assert [float(part) for part in page.mediabox] == pytest.approx([0, 0, 154 * mm, 216 * mm], abs=0.01)
            assert "/Annots" not in page.obj
    with pikepdf.open(io.BytesIO(shown.data)) as opened:
        for page in opened.pages:
            assert [float(part) for part in page.mediabox] == pytest.approx([0, 0, 148 * mm, 210 * mm], abs=0.01)


def test_the_screen_file_is_tagged_linked_and_titled(shown: Product) -> None:
    with pikepdf.open(io.BytesIO(shown.data)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in opened.Root
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == "Prøvetrykk"
        assert str(opened.Root.Lang) == "nb"
        assert len(opened.open_outline().root) >= 1
        links = [note for page in opened.pages for note in page.obj.get("/Annots", ())]
        targets = {str(note.A.URI) for note in links if "/A" in note and "/URI" in note.A}
        assert "https://example.no/a" in targets


def test_no_screen_picture_has_more_pixels_than_a_screen_shows(printed: Product, shown: Product) -> None:
    """Where it stands largest: a picture that stands in two sizes is in the file once."""
    least: dict[tuple[int, int], float] = {}
    for image in pdf.placed_images(shown.data):
        least[image.object] = min(least.get(image.object, image.ppi), image.ppi)
    assert max(least.values()) < 152
    assert len(shown.data) < len(printed.data)


def test_pictures_that_print_coarsely_are_told(printed: Product) -> None:
    """The test's picture has 1200 pixels and fills a spread."""
    assert "K12" in {finding.code for finding in printed.findings}


def test_the_same_book_gives_the_same_bytes(made: Book, workshop: Workshop, printed: Product, shown: Product) -> None:
    assert pdf_print.produce(made, workshop).data == printed.data
    assert pdf_screen.produce(made, workshop).data == shown.data


@pytest.mark.skipif(tools.find("poppler") is None, reason="poppler is not installed")
def test_both_have_the_same_words_on_the_same_lines(printed: Product, shown: Product, tmp_path: Path) -> None:
    def words(product: Product) -> str:
        (tmp_path / "a.pdf").write_bytes(product.data)
        return subprocess.run(
            ["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout

    one, other = (["".join(line.split()) for line in words(product).split("\n")] for product in (printed, shown))
    assert [line for line in one if line] == [line for line in other if line]


def test_a_letter_that_no_font_has_is_an_error(workshop: Workshop) -> None:
    product = pdf_screen.produce(book(article("---\ntitle: 河\n---\nA.\n")), workshop)
    assert "F22" in {finding.code for finding in product.findings}


def test_only_fonts_that_were_asked_for_are_inside(printed: Product) -> None:
    assert {font.family for font in pdf.fonts(printed.data)} <= {"Literata", "Source Sans 3"}
    assert {finding.code for finding in fonts.stray_fonts(printed.data, ("Literata",))} == {"F23"}
