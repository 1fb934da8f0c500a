"""Places: whose words stand in which rectangle of which page."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import jsonschema
import pytest

from books import EVERY_BLOCK, article, book, project_folder
from test_typeset import plain_page
from utgivelse import fonts, typeset
from utgivelse.design import load_design
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.inline import plain
from utgivelse.localize import localize
from utgivelse.markdown import parse_inlines
from utgivelse.message import State, Translated, Translation
from utgivelse.place_file import read_places, write_places
from utgivelse.places import Area, Origin, Placed, PlaceMap, Sheet
from utgivelse.render import render_pages
from utgivelse.typeset.placing import IDLE

SCHEMA = Path(__file__).parent.parent / "docs/schema/places.json"
LONG = "Fjellet gav sølv i tre hundre år, og byen vokste *rundt gruvene* med hytter, kirke og skole. " * 30


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    made = project_folder(tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file(made)))
    return made


def localized(text: str, translation: Translation = Translation("nb")) -> Book:
    return book(localize(article(text), translation, "nb"), language=translation.language)


def map_of(files: Files, made: Book) -> PlaceMap:
    pages, _ = render_pages(made, load_design(files, made.publication, made.brand), files)
    return typeset.lay_out(pages, files).places


def solid(text: str) -> str:
    """The letters that count: no white space, no hyphens that a line's end brings."""
    return "".join(sign for sign in text if sign not in IDLE).rstrip("-‐").casefold()


def test_a_text_over_columns_and_pages_is_told_line_by_line_without_a_gap(files: Files) -> None:
    places = map_of(files, localized(f"---\ntitle: Prøve\n---\n{LONG}\n"))
    lines = [one for one in places.placed if one.message and one.message[1].startswith("Fjellet gav")]
    assert len({(one.page, one.area.x) for one in lines}) > 2
    text = plain(parse_inlines(LONG.strip()))
    ends = 0
    for one in lines:
        assert one.characters
        assert solid(text[ends : one.characters[1]]) == solid(one.words)
        ends = one.characters[1]
    assert solid(text[ends:]) == ""


def test_every_block_has_its_rectangle_and_its_line(files: Files) -> None:
    made = localized(EVERY_BLOCK)
    places = map_of(files, made)
    kinds = {one.block for one in places.placed if not one.words}
    assert {"paragraph", "heading", "list", "table", "figure", "factbox", "qr", "statistics", "pullquote"} <= kinds
    by_line = defaultdict(set)
    for one in places.placed:
        by_line[one.line].add(one.file)
    heading = next(block for block in made.articles[0].blocks if block.kind == "heading")
    assert "articles/prove.md" in by_line[heading.line]


def test_what_a_page_adds_is_no_letter_of_the_message(files: Files) -> None:
    text = "Les [om byen](https://example.no/kongsberg) først.[^a] Så resten.\n\n[^a]: Noten er lang nok.\n"
    places = map_of(files, localized(f"---\ntitle: Prøve\n---\n{text}"))
    found = [one for one in places.placed if one.message and one.message[1].startswith("Les [om byen]")]
    shown = "Les om byen først. Så resten."
    spans = [one.characters for one in found if one.characters]
    assert max(end for _, end in spans) == len(shown)
    note = next(one for one in places.placed if "Noten" in one.words)
    assert note.message == ("note", "Noten er lang nok.")


def test_a_translation_is_placed_under_its_source_text(files: Files) -> None:
    texts = {("", "Ett avsnitt."): Translated("One paragraph.", State.TRANSLATED)}
    places = map_of(files, localized("---\ntitle: Prøve\n---\nEtt avsnitt.\n", Translation("en", texts)))
    (found,) = places.texts(("", "Ett avsnitt."))
    assert (found.words, found.language, found.file, found.line) == ("One paragraph.", "en", "articles/prove.md", 4)


def marked(body: str, css: str, files: Files) -> PlaceMap:
    pages = plain_page(body, "@page { size: 100mm 100mm; margin: 0 } body { margin: 0 } " + css)
    origins = (Origin("articles/a.md", 7, "paragraph", ("", "Tekst")),)
    return typeset.lay_out(typeset.Pages(**{**vars(pages), "origins": origins}), files).places


def test_what_is_turned_has_the_rectangle_around_it(files: Files) -> None:
    body = "<!--block 0--><div class=t>x</div><!--/block-->"
    still = "div { position: absolute; left: 30mm; top: 40mm; width: 20mm; height: 10mm; "
    (plain_one, *_) = marked(body, still + "}", files).placed
    (turned, *_) = marked(body, still + "transform: rotate(90deg) }", files).placed
    assert plain_one.area == pytest.approx((30, 40, 20, 10), abs=0.02)
    assert turned.area == pytest.approx((35, 35, 10, 20), abs=0.02)


def test_what_lies_off_the_paper_is_cut_off(files: Files) -> None:
    css = "@page { bleed: 3mm } div { position: absolute; left: -50mm; top: 20mm; width: 200mm; height: 10mm }"
    (one, *_) = marked("<!--block 0--><div>x</div><!--/block-->", css, files).placed
    assert one.area == pytest.approx((-3, 20, 106, 10), abs=0.02)


def test_letters_that_change_their_shape_are_found_again(files: Files) -> None:
    body = "<p style='text-transform: uppercase; margin: 0'><!--text 0-->Straße og <em>ærlig</em> mål<!--/text--></p>"
    spans = [one.characters for one in marked(body, "", files).placed]
    assert spans == [(0, 19)]


@pytest.mark.parametrize(
    ("area", "expected"), [(Area(12, 12, 1, 1), 2), (Area(50, 50, 5, 5), 1), (Area(200, 0, 5, 5), None)]
)
def test_the_smallest_thing_that_fills_an_area_is_found(area: Area, expected: int | None) -> None:
    block = Placed(1, Area(0, 0, 100, 100), "articles/a.md", 1, "factbox")
    text = Placed(1, Area(10, 10, 30, 5), "articles/a.md", 2, "paragraph", words="Hei")
    found = PlaceMap("", "nb", (Sheet(100, 100),), (block, text)).find(1, area)
    assert (found.line if found else None) == expected


def test_a_map_goes_through_its_file_unchanged(files: Files) -> None:
    places = map_of(files, localized(EVERY_BLOCK))
    data = write_places(places)
    assert read_places(data) == places
    assert write_places(places) == data
    jsonschema.validate(json.loads(data), json.loads(SCHEMA.read_text()))


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"layout": 1, "pages": [[1]]}', b"\xff\xfe"])
def test_a_foreign_file_is_no_map(data: bytes) -> None:
    assert read_places(data) is None


def test_the_same_layout_has_the_same_name_and_another_one_another(files: Files) -> None:
    first, again = (map_of(files, localized("---\ntitle: Prøve\n---\nTekst.\n")) for _ in range(2))
    other = map_of(files, localized("---\ntitle: Prøve\n---\nTeksten.\n"))
    assert first.layout == again.layout != other.layout
