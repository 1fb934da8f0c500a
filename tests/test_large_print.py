"""Large print: measured in the finished pages, not read from the style sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import judges
from books import EVERY_BLOCK, article, book, project_folder, without_cover
from sample_project import copy_sample, edition, run_build
from utgivelse import fonts, grounds, pdf, typeset, verapdf
from utgivelse.design import load_design
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.pdf import painting
from utgivelse.pdf.painting import Painted, Painting
from utgivelse.place_file import read_places
from utgivelse.places import Placed, PlaceMap
from utgivelse.render import render_pages

LEAST = 18.0
FOOT = 257.0
"""Millimetres; the text area of `a4-large` ends here, and what stands below is the folio."""
NOTE = "---\ntitle: Noten\n---\nSetning.[^a]\n\n[^a]: En note.\n"
LONG = "Fjellkommunesamarbeidsavtaleforhandlingene mellom utdanningsdirektoratene varer. " * 12


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    made = project_folder(tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file(made)))
    return made


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in large print, as a user gets it: by one word."""
    project = copy_sample(
        tmp_path_factory.mktemp("large") / "kongsberg",
        **{'sheet = "a5"': 'sheet = "a4-large"', "pages = { multiple = 4, most = 16 }": ""},
    )
    run_build(project, "-f", "pdf-screen")
    return project / "output"


def texts(found: Painting) -> list[Painted]:
    return [one for one in found.painted if one.visible and one.text]


def laid_out(files: Files, made: Book) -> typeset.Layout:
    pages, _ = render_pages(made, load_design(files, made.publication, made.brand), files)
    return typeset.lay_out(pages, files)


def written(layout: typeset.Layout) -> Painting:
    return painting.read(pdf.crop_to_trim(typeset.write(layout, "screen")))


def smallest(found: Painting) -> float:
    return min(one.text.size for one in texts(found) if one.text)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_text_of_the_sample_is_smaller(output: Path, language: str) -> None:
    found = painting.read(edition(output, language, "pdf").read_bytes())
    assert len(texts(found)) > 150
    assert smallest(found) >= LEAST - 0.01


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_words_stand_on_a_picture_and_all_stand_out(output: Path, language: str) -> None:
    path = edition(output, language, "pdf")
    standing, problem = grounds.read(path, painting.read(path.read_bytes()))
    assert problem is None
    assert len(standing) > 150
    assert [one for one in standing if one.varied] == []
    assert min(one.ratio for one in standing) >= 7


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_passes_it(output: Path, flavour: str) -> None:
    judges.need("verapdf")
    files = [edition(output, language, "pdf") for language in ("nb", "en")]
    verdicts = verapdf.judge(files, flavour)
    assert [verdict.failures for verdict in verdicts] == [(), ()]
    assert min(verdict.rules for verdict in verdicts) > 100


@pytest.mark.parametrize("language", ["nb", "en"])
def test_its_build_has_nothing_to_say(output: Path, language: str) -> None:
    entries = json.loads((output / "manifest.json").read_text())["editions"]
    (entry,) = [one for one in entries if (one["language"], one["format"]) == (language, "pdf-screen")]
    assert (entry["state"], entry["findings"]) == ("current", [])


@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_is_one_ragged_column_without_hyphens(output: Path, language: str) -> None:
    runs = list(first_runs(map_of(output, language)))
    assert len(runs) > 60
    assert {round(one.area.x) for one in runs} <= {27, 35, 37, 51}  # the edge, in a box, quoted, in a step
    assert len({round(one.area.right) for one in runs}) > 10
    assert not [one.words for one in runs if one.words.rstrip().endswith(("-", "\u2010", "\u00ad"))]


def first_runs(places: PlaceMap) -> Iterator[Placed]:
    """The first piece of each line of running text."""
    runs = [one for one in places.placed if one.block == "paragraph" and one.words.strip()]
    for before, after in pairwise(runs):
        if after.page != before.page or after.line != before.line or after.area.x <= before.area.x:
            yield after


def map_of(output: Path, language: str) -> PlaceMap:
    places = read_places(edition(output, language, "places.json").read_bytes())
    assert places
    return places


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_heading_of_the_sample_is_alone_at_the_foot(output: Path, language: str) -> None:
    assert alone(map_of(output, language), 6) == []


def test_no_heading_is_alone_at_the_foot_however_long_the_text_before(files: Files) -> None:
    """Twelve articles, each a line longer than the one before: one of them meets every place at the foot."""
    made = []
    for lines in range(12, 24):
        before = "Linje\\\n" * lines + "Slutt."
        text = f"---\ntitle: Nr. {lines}\n---\n{before}\n\n## Overskrift\n\n{LONG[:200]}\n"
        made.append(article(text, f"a{lines}.md"))
    assert alone(laid_out(files, book(*made, sheet="a4-large")).places, 12) == []


def alone(places: PlaceMap, least: int) -> list[Placed]:
    """Headings with less than two pieces of text below them on their page."""
    headings = [one for one in places.placed if one.block == "heading" and one.words.strip()]
    assert len(headings) >= least
    return [heading for heading in headings if len(below(places, heading)) < 2]


def below(places: PlaceMap, heading: Placed) -> list[Placed]:
    found = (one for one in places.on(heading.page) if one.words.strip() and one.block != "heading")
    return [one for one in found if heading.area.bottom - 1 < one.area.y < FOOT]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_lines_stand_apart(output: Path, language: str) -> None:
    """Running text has 1.3 to 1.5 times its size from line to line."""
    runs = list(first_runs(map_of(output, language)))
    steps = {
        round((after.area.y - before.area.y) / 25.4 * 72, 1)
        for before, after in pairwise(runs)
        if (before.page, before.line) == (after.page, after.line) and after.area.y > before.area.y
    }
    assert steps
    assert min(steps) >= 1.3 * 19
    assert max(step for step in steps if step < 35) <= 1.5 * 24


@pytest.mark.parametrize("draft", [False, True])
def test_every_block_is_large(files: Files, draft: bool) -> None:
    made = book(article(EVERY_BLOCK), article(NOTE, "note.md"), sheet="a4-large", draft=draft)
    layout = laid_out(files, made)
    assert list(typeset.text_findings(layout)) == []
    assert smallest(written(layout)) >= LEAST - 0.01


@pytest.mark.parametrize("sheet", ["a5", "a4"])
def test_other_sheets_are_not(files: Files, sheet: str) -> None:
    """The measure can fail: what it says of the usual sheets."""
    assert smallest(written(laid_out(files, book(article(EVERY_BLOCK), sheet=sheet)))) < 8


def test_long_words_and_one_article_without_a_cover(files: Files) -> None:
    image = "image: {src: images/bred.png, alt: Felt}"
    text = f"---\ntitle: {LONG[:90]}\nkicker: Byen\nlead: {LONG[:160]}\n{image}\n---\n"
    made = without_cover(book(article(text + LONG), sheet="a4-large"))
    layout = laid_out(files, made)
    assert list(typeset.text_findings(layout)) == []
    assert smallest(written(layout)) >= LEAST - 0.01


def test_long_openers_stay_on_their_page(files: Files) -> None:
    text = (
        "---\ntitle: Under byen ligger en annen by som ingen har sett\nkicker: Byen\nlead: "
        + "ord med bokstaver " * 11
        + "\nbyline: Kommunikasjonsavdelingen\ndate: 2026-11-01\n"
        + "image: {src: images/bred.png, alt: Felt, credit: Ola, caption: En bildetekst}\n---\nTekst.\n"
    )
    made = book(article(text), article(NOTE, "note.md"), sheet="a4-large")
    layout = laid_out(files, replace(made, publication=replace(made.publication, description="")))
    assert [sheet.folio for sheet in layout.places.pages] == ["", "2", "3", "4", "5", "6", ""]
    assert list(typeset.text_findings(layout)) == []
