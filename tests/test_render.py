"""Render: every block has a template, themes may override and replace, templates are confined."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from books import EVERY_BLOCK, article, book, project_folder, without_cover
from utgivelse.article import BLOCK_TYPES, Figure, Statistics, walk_blocks
from utgivelse.design import load_design
from utgivelse.edition import Book
from utgivelse.files import Files, shipped
from utgivelse.findings import Finding, ProjectError
from utgivelse.render import compose, render_pages
from utgivelse.typeset import Pages
from utgivelse.volume import render_volume

SHORT = "---\ntitle: Tittel\n---\nEt avsnitt.\n"


def rendered(files: Files, made: Book) -> tuple[Pages, tuple[Finding, ...]]:
    return render_pages(made, load_design(files, made.publication, made.brand), files)


def test_the_sample_of_every_block_has_every_block() -> None:
    kinds = {type(block) for block in walk_blocks(article(EVERY_BLOCK).blocks)}
    assert kinds == set(BLOCK_TYPES)


@pytest.mark.parametrize("sheet", ["a5", "a4", "a4-large"])
def test_every_block_is_rendered_without_a_finding(tmp_path: Path, sheet: str) -> None:
    pages, findings = rendered(project_folder(tmp_path), book(article(EVERY_BLOCK), sheet=sheet))
    assert findings == ()
    text = lxml_html.document_fromstring(pages.html).text_content()
    for words in ("Løftet ut.", "Noten.", "Forklaring", "32 00 00 00", "example.no/jobb", "Bare på bokmål."):
        assert words in text


def test_every_block_is_well_formed_in_a_book(tmp_path: Path) -> None:
    files, made = project_folder(tmp_path), book(article(EVERY_BLOCK))
    volume = render_volume(made, load_design(files, made.publication, made.brand), files)
    assert [chapter.kind for chapter in volume.chapters] == ["cover", "text", "colophon"]
    chapter = volume.chapters[1].xhtml.decode()
    assert 'lang="nb"' in chapter
    assert "target-counter" not in chapter
    assert volume.chapters[1].has_svg
    assert volume.described


def test_language_marks_come_from_the_language(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n:::pullquote\nLøftet ut.\n:::\n"
    files = project_folder(tmp_path)
    norwegian, _ = rendered(files, book(article(text)))
    english, _ = rendered(files, book(article(text), language="en"))
    assert "«</span>Løftet ut.»" in norwegian.html
    assert "‘</span>Løftet ut.’" in english.html
    assert 'lang="en"' in english.html
    assert "1 November 2026" in english.html
    assert "1. november 2026" in norwegian.html


def test_plates_close_an_article_and_take_the_key_figures_behind_them() -> None:
    flow, plates = compose(article(EVERY_BLOCK))
    assert [plate.figure.size for plate in plates] == ["page", "spread"]
    assert [isinstance(plate.statistics, Statistics) for plate in plates] == [False, True]
    assert not any(isinstance(block, Figure) and block.size in ("page", "spread") for block in flow)


def test_a_project_overrides_one_block(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    place = tmp_path / "templates" / "kommune" / "blocks"
    place.mkdir(parents=True)
    (place / "paragraph.html.j2").write_text("<p class='mitt'>{{ inline(b.text) }}</p>")
    pages, _ = rendered(files, book(article(SHORT)))
    assert "<p class='mitt'>Et avsnitt.</p>" in pages.html
    assert "templates/kommune/blocks/paragraph.html.j2" in files.record.reads


def theme_of(files: Files, **templates: str) -> None:
    folder = files.root / "templates" / "eget"
    folder.mkdir(parents=True)
    for name, text in templates.items():
        (folder / name.replace("__", ".")).write_text(text)


TOML = '[fonts]\ntext = "Literata"\ndisplay = "Literata"\n[sheet.a5]\n'
BLOCKS = "{% for piece in pieces %}{{ tools(piece).blocks(piece.flow) }}{% endfor %}"


def test_a_block_without_a_template_is_named(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    theme_of(files, theme__toml=TOML, page__html__j2=BLOCKS, pages__css="")
    with pytest.raises(ProjectError) as caught:
        rendered(files, book(article(SHORT), theme="eget"))
    finding = caught.value.findings[0]
    assert (finding.code, finding.place.file, finding.place.line) == ("T05", "articles/prove.md", 4)
    assert "«paragraph»" in finding.message
    assert "templates/eget/blocks/paragraph.html.j2" in finding.hint


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{ ''.__class__.__mro__ }}", 1),
        ("\n{{ publication.nothing_of_the_kind }}", 2),
        ("\n\n{% for %}", 3),
        ("{{ book.articles.append(1) }}", 1),
        ("{{ 1 / 0 }}", 1),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    files = project_folder(tmp_path)
    theme_of(files, theme__toml='extends = "base"\n' + TOML, page__html__j2=template, pages__css="")
    with pytest.raises(ProjectError) as caught:
        rendered(files, book(article(SHORT), theme="eget"))
    finding = caught.value.findings[0]
    assert (finding.code, finding.place.file, finding.place.line) == ("T06", "page.html.j2", line)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (lambda files: None, "T01"),
        (lambda files: theme_of(files, theme__toml="fonts = ["), "T03"),
        (lambda files: theme_of(files, theme__toml='extends = "eget"'), "T02"),
        (lambda files: theme_of(files, theme__toml='extends = "base"'), "T04"),
    ],
)
def test_a_theme_that_is_not_there_or_broken(tmp_path: Path, broken: Callable[[Files], None], code: str) -> None:
    files = project_folder(tmp_path)
    broken(files)
    with pytest.raises(ProjectError) as caught:
        rendered(files, book(article(SHORT), theme="eget"))
    assert caught.value.findings[0].code == code


def test_the_nearest_theme_is_suggested(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    with pytest.raises(ProjectError) as caught:
        rendered(files, book(article(SHORT), theme="komune"))
    assert "kommune" in caught.value.findings[0].hint


def test_a_theme_word_without_translation_is_an_error(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    theme_of(files, theme__toml='extends = "base"\n' + TOML, page__html__j2='{{ _("Never heard of") }}', pages__css="")
    _, findings = rendered(files, book(article(SHORT), theme="eget"))
    assert [(f.code, f.severity) for f in findings] == [("M90", "error")]
    assert "Never heard of" in findings[0].message
    assert "into Norwegian Bokmål" in findings[0].message


def test_a_placeholder_is_left_out_and_said_so_but_shown_in_a_draft(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n![](images/mangler.jpg){.placeholder}\n"
    files = project_folder(tmp_path)
    pages, findings = rendered(files, book(article(text)))
    assert "mangler" not in pages.html
    assert [(f.code, f.place.line) for f in findings] == [("A90", 4)]
    draft, _ = rendered(files, book(article(text), draft=True))
    assert "images/mangler.jpg" in draft.html
    assert "utkast" in "".join(draft.css)


def test_shipped_templates_hold_no_colour_and_no_address() -> None:
    for path in shipped("templates").rglob("*.j2"):
        text = path.read_text()
        assert "#fff" not in text
        assert "http" not in text.replace("http://www.w3.org", "").replace("http://www.idpf.org", ""), path


def test_untranslated_texts_of_the_publication_are_marked_in_a_draft(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    made = replace(
        book(article(SHORT), language="en", draft=True),
        untranslated={"Prøvetrykk": "missing", "Én setning om heftet.": "fuzzy"},
    )
    pages, _ = rendered(files, made)
    assert '<span lang="nb" xml:lang="nb" dir="ltr" class="draft missing">Prøvetrykk</span>' in pages.html
    assert '<span class="draft fuzzy">Én setning om heftet.</span>' in pages.html
    assert 'class="draft' not in rendered(files, book(article(SHORT)))[0].html


def test_signs_of_markup_are_text_in_every_medium(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    made = book(article("---\ntitle: Kultur & fritid\nkicker: A & B\n---\n## Bo & \\<b\\> leve\n\nTekst.\n"))
    made = replace(made, brand=replace(made.brand, organisation='Sol & "Måne" <AS>'))
    design = load_design(files, made.publication, made.brand)
    volume = render_volume(made, design, files)
    for chapter in (*volume.chapters, volume.nav):
        assert b"<b>" not in chapter.xhtml
    assert b"Kultur &amp; fritid" in volume.nav.xhtml
    assert b"<b>" not in render_pages(made, design, files)[0].html.encode()


def test_notes_are_numbered_as_they_are_met_and_may_be_met_twice(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    made = book(article("---\ntitle: T\n---\nEn[^b] to[^a] tre[^b].\n\n[^a]: Første.\n[^b]: Andre.\n"))
    design = load_design(files, made.publication, made.brand)
    text = render_volume(made, design, files).chapters[1].xhtml.decode()
    assert re.findall(r'id="(ref-[\d-]+)" href="#(note-\d)"', text) == [
        ("ref-1", "note-1"),
        ("ref-2", "note-2"),
        ("ref-1-2", "note-1"),
    ]
    assert text.index("Andre.") < text.index("Første.")
    pages = render_pages(made, design, files)[0].html
    assert pages.index('id="prove--note-1">Andre.') < pages.index('id="prove--note-2">Første.')


def test_a_missing_picture_is_named_with_the_article_and_line(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    with pytest.raises(ProjectError) as caught:
        rendered(files, book(article("---\ntitle: T\n---\nTekst.\n\n![Alt](images/borte.png)\n")))
    finding = caught.value.findings[0]
    assert (finding.place.file, finding.place.line) == ("articles/prove.md", 6)
    assert "images/borte.png" in finding.message


@pytest.mark.parametrize("picture", ["", "image: {src: images/hoy.png, alt: Et felt}\n"])
def test_an_article_without_running_text_keeps_its_title_and_lead(tmp_path: Path, picture: str) -> None:
    lead = "ord " * 120
    text = f"---\ntitle: Bare bilder\nlead: {lead}\n{picture}---\n![Et felt](images/bred.png){{size=page}}\n"
    files = project_folder(tmp_path)
    for made in (book(article(text)), without_cover(book(article(text)))):
        pages, _ = rendered(files, made)
        shown = lxml_html.document_fromstring(pages.html).find(".//article").text_content()
        assert "Bare" in shown.split("ord", maxsplit=1)[0]
        assert shown.count("ord ") >= 119
