"""A real reading system shows the sample's books whole, on a phone and a desktop, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_epub import produce

from books import EVERY_BLOCK, article, book, project_folder
from reader import VIEWS, complaints, walk
from repacking import changed, with_file
from sample_project import edition

pytestmark = pytest.mark.xdist_group("sample")
PHONE = VIEWS[:1]
SAMPLE_ITEMS = 7


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_page_is_shown_whole_in_every_light(sample: Path, tmp_path: Path, pictures: Path, language: str) -> None:
    path = tmp_path / "bok.epub"
    path.write_bytes(edition(sample, language, "epub").read_bytes())
    folder = pictures / language
    folder.mkdir(parents=True, exist_ok=True)
    answers = walk(path, pictures=folder)
    assert list(complaints(answers, SAMPLE_ITEMS, language)) == []
    assert len(list(folder.glob("*.png"))) == SAMPLE_ITEMS * len(VIEWS)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_of_block_is_shown_whole(tmp_path: Path, language: str) -> None:
    """Also in a book that runs from right to left."""
    files = project_folder(tmp_path)
    made = book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn [til](prove.md).\n", "to.md"), language=language)
    path = tmp_path / "bok.epub"
    path.write_bytes(produce(made, files))
    assert list(complaints(walk(path), 5, language)) == []


BODY = "</section>\n</body>"


PLANTED = {
    '<table width="2000" style="width: 2000px"><tr><td>bred</td></tr></table>': "wide text/byen.xhtml table",
    '<img src="../images/borte.jpg" alt="Borte"/>': "broken text/byen.xhtml ../images/borte.jpg",
    '<img src="https://example.no/spor.png" alt="Spor"/>': "outside https://example.no/spor.png",
    '<p style="color: #cccccc">blekt</p>': "faint text/byen.xhtml p",
}


def test_each_planted_fault_is_met(sample: Path, tmp_path: Path) -> None:
    data = edition(sample, "nb", "epub").read_bytes()
    path = tmp_path / "feil.epub"
    path.write_bytes(changed(data, "EPUB/text/byen.xhtml", BODY, f"{''.join(PLANTED)}{BODY}"))
    found = list(complaints(walk(path, PHONE), SAMPLE_ITEMS, "nb"))
    assert [one for one in PLANTED.values() if not any(one in complaint for complaint in found)] == []


def test_dark_text_on_dark_is_met(sample: Path, tmp_path: Path) -> None:
    data = edition(sample, "nb", "epub").read_bytes()
    path = tmp_path / "feil.epub"
    path.write_bytes(changed(data, "EPUB/styles/book.css", "p { margin: 0", "p { color: #222222; margin: 0"))
    found = list(complaints(walk(path, VIEWS[:2]), SAMPLE_ITEMS, "nb"))
    assert found
    assert all(one.startswith("phone-dark: faint") for one in found)


def test_a_missing_chapter_is_met(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "feil.epub"
    path.write_bytes(with_file(edition(sample, "nb", "epub").read_bytes(), "EPUB/text/sok.xhtml", None))
    assert any("items are shown" in one for one in complaints(walk(path, PHONE), SAMPLE_ITEMS, "nb"))
