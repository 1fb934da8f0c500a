"""Typeset: one layout, two PDFs; nothing is read from outside."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from books import EVERY_BLOCK, article, book, project_folder, without_cover
from utgivelse import fonts, typeset
from utgivelse.colour import colour_table
from utgivelse.design import load_design
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.findings import ProjectError
from utgivelse.publication import Pages
from utgivelse.render import render_pages

COLOURS = colour_table({"ink": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]}})


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    made = project_folder(tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file(made)))
    return made


def laid_out(files: Files, made: Book) -> typeset.Layout:
    pages, _ = render_pages(made, load_design(files, made.publication, made.brand), files)
    return typeset.lay_out(pages, files)


def plain_page(body: str, css: str = "") -> typeset.Pages:
    return typeset.Pages(f"<html lang=nb><title>T</title><body>{body}</body></html>", (css,), COLOURS, (), "nb")


@pytest.mark.parametrize("sheet", ["a5", "a4", "a4-large"])
def test_the_engine_finds_nothing_to_say_of_every_block(files: Files, sheet: str) -> None:
    layout = laid_out(files, book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn.\n", "to.md"), sheet=sheet))
    assert layout.findings == ()
    assert layout.pages >= 8


def test_an_article_sheet_begins_on_its_first_page(files: Files) -> None:
    text = "---\ntitle: Ett ark\nimage: {src: images/bred.png, alt: Felt}\n---\nBrødtekst.\n"
    layout = laid_out(files, without_cover(book(article(text), sheet="a4")))
    assert layout.pages == 1


def test_a_second_theme_has_its_own_page_types_on_the_same_contract(files: Files) -> None:
    shutil.copytree(Path(__file__).parent / "themes" / "dristig", files.root / "templates" / "dristig")
    layout = laid_out(files, book(article(EVERY_BLOCK), theme="dristig"))
    assert layout.findings == ()
    with pikepdf.open(_stream(typeset.write(layout, "press"))) as pdf:
        assert len(pdf.pages) == layout.pages


def test_both_files_come_from_one_layout_and_stay_the_same(files: Files) -> None:
    layout = laid_out(files, book(article(EVERY_BLOCK)))
    first, tagged, second = (typeset.write(layout, variant) for variant in ("press", "screen", "press"))
    assert first == second
    with pikepdf.open(_stream(tagged)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert len(pdf.pages) == layout.pages
    with pikepdf.open(_stream(first)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<p style="background: url(https://example.no/x.png)">x</p>',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<img src="images/../../../etc/passwd" alt="">',
        '<object data="ftp://127.0.0.1/x"></object>',
    ],
)
def test_what_lies_outside_is_refused_or_never_asked_for(files: Files, body: str) -> None:
    try:
        layout = typeset.lay_out(plain_page(body), files)
        data = typeset.write(layout, "press")
    except ProjectError as refused:
        assert {finding.code for finding in refused.findings} <= {"L02", "F01"}
        return
    assert Path("/etc/hostname").read_bytes().strip() not in data
    with pikepdf.open(_stream(data)) as pdf:
        assert list(pdf.attachments) == []


def test_an_attachment_that_is_asked_for_when_writing_is_an_error_too(files: Files) -> None:
    with pytest.raises(ProjectError):
        layout = typeset.lay_out(plain_page('<link rel="attachment" href="file:///etc/hostname"><p>x'), files)
        typeset.write(layout, "press")


def test_a_style_sheet_cannot_reach_out_either(files: Files) -> None:
    with pytest.raises(ProjectError) as caught:
        typeset.lay_out(plain_page("x", "@import url(http://127.0.0.1:9/x.css);"), files)
    assert caught.value.findings[0].code == "L02"


def test_what_the_engine_says_becomes_a_finding(files: Files) -> None:
    layout = typeset.lay_out(plain_page("x", "p { colour: red }"), files)
    assert [finding.code for finding in layout.findings] == ["L01"]


def _stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def test_the_number_of_pages_and_empty_ones_are_told(files: Files) -> None:
    made = book(article("---\ntitle: T\n---\nKort.\n\n::pagebreak\n\nMer.\n\n![Bilde](images/bred.png){size=spread}\n"))
    made = replace(made, publication=replace(made.publication, description="", pages=Pages(multiple=3, most=4), line=7))
    layout = laid_out(files, made)
    found = {finding.code: finding for finding in typeset.page_findings(layout, made.publication)}
    assert layout.pages == 8
    assert set(found) == {"L03", "L04", "L05"}
    assert found["L04"].place.line == 7
    assert found["L05"].place.page == 5
    plain = replace(made, publication=replace(made.publication, pages=Pages()))
    assert "L03" not in {finding.code for finding in typeset.page_findings(layout, plain.publication)}


@pytest.mark.parametrize(
    ("css", "codes"),
    [
        ("p { margin: 0 }", set()),
        ("p { margin: 0 } p + p { margin-top: -1em }", {"L07"}),
        ("p { margin: 0; white-space: nowrap; margin-left: 170mm }", {"L06"}),
        ("p + p { position: absolute; top: 0 }", {"L07"}),
    ],
)
def test_text_off_the_page_and_text_over_text_are_told(files: Files, css: str, codes: set[str]) -> None:
    layout = typeset.lay_out(plain_page("<p>Den første linja</p><p>Den andre linja</p>", css), files)
    assert {finding.code for finding in typeset.text_findings(layout)} == codes


def test_the_sample_of_every_block_has_no_text_over_text(files: Files) -> None:
    assert list(typeset.text_findings(laid_out(files, book(article(EVERY_BLOCK))))) == []
