"""EPUBCheck and Ace have nothing to say of any edition, and say something of each planted fault.

Ace answers 0 whatever it finds, and nothing of EPUBCheck's remarks is an error to it: what they say is read.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import judges
from books import EVERY_BLOCK, article, book, project_folder
from repacking import changed
from sample_project import edition
from test_page_marks import lay_out
from test_page_marks import produce as produce_with_pages
from utgivelse import ace, tools
from utgivelse.files import Files
from utgivelse.findings import Severity, ToolError
from utgivelse.localize import localize
from utgivelse.message import Translation

sample_group = pytest.mark.xdist_group("sample")
ANSWERED: dict[str, str] = {}
"""The kinds of remarks on usage that EPUBCheck makes of our books, each with the reason why it stands: none."""

SAMPLES = ("nb", "en")


def remarks(path: Path) -> set[str]:
    judges.need("java", "epubcheck")
    return {re.findall(r"\((\w+-\w+)\)$", finding.message)[0] for finding in tools.epubcheck(path, usage=True)}


def violations(path: Path) -> list[str]:
    judges.need("ace")
    return [f"{one.place.file} {one.place.object} {one.message}" for one in ace.judge(path)]


# ── nothing to say ───────────────────────────────────────────────────────────────────────────


@sample_group
@pytest.mark.parametrize("language", SAMPLES)
def test_epubcheck_has_nothing_to_say_of_the_sample_not_even_on_usage(sample: Path, language: str) -> None:
    assert remarks(edition(sample, language, "epub")) - set(ANSWERED) == set()


@sample_group
@pytest.mark.parametrize("language", SAMPLES)
def test_ace_has_nothing_to_say_of_the_sample(sample: Path, language: str) -> None:
    assert violations(edition(sample, language, "epub")) == []


def every_block(files: Files, language: str, *, draft: bool = False) -> bytes:
    one, two = article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn [til](prove.md).\n", "to.md")
    made = localize(book(one, two, language=language, draft=draft), Translation(language), "nb")
    return produce_with_pages(made, files, lay_out(made, files))


@pytest.mark.parametrize(("language", "draft"), [("nb", False), ("ar", False), ("en", True)])
def test_neither_has_anything_to_say_of_any_kind_of_block(tmp_path: Path, language: str, draft: bool) -> None:
    """With its pages, from right to left, and as a draft."""
    path = tmp_path / "alle.epub"
    path.write_bytes(every_block(project_folder(tmp_path), language, draft=draft))
    assert remarks(path) - set(ANSWERED) == set()
    assert violations(path) == []


# ── something to say ─────────────────────────────────────────────────────────────────────────


@sample_group
@pytest.mark.parametrize(
    ("place", "rule"),
    [
        (("text/byen.xhtml", 'alt="En bekk faller i trinn mellom mosegrodde steiner"', ""), "image-alt"),
        (("text/byen.xhtml", '<h2 id="flyttet">', '<h4 id="flyttet">'), "heading-order"),
        (("text/byen.xhtml", ' lang="nb" xml:lang="nb"', ""), "html-has-lang"),
        (("text/nav.xhtml", "arbeidet.xhtml#page-9", "arbeidet.xhtml#page-99"), "epub-pagelist-broken"),
        (("content.opf", 'property="schema:accessibilitySummary"', 'property="schema:accessibilityX"'), "Summary"),
        (("text/sok.xhtml", 'role="doc-pagebreak" id="page-14"', 'id="page-14"'), "epub-type-has-matching-role"),
    ],
)
def test_ace_finds_a_planted_fault(sample: Path, tmp_path: Path, place: tuple[str, str, str], rule: str) -> None:
    path, old, new = place
    data = edition(sample, "nb", "epub").read_bytes()
    if rule == "heading-order":
        data = changed(data, f"EPUB/{path}", "Det som flyttet ut av fjellet</h2>", "Det som flyttet ut av fjellet</h4>")
    book_path = tmp_path / "feil.epub"
    book_path.write_bytes(changed(data, f"EPUB/{path}", old, new))
    assert any(rule in found for found in violations(book_path))


@sample_group
def test_epubcheck_finds_a_planted_fault_and_remarks_on_usage(sample: Path, tmp_path: Path) -> None:
    data = edition(sample, "nb", "epub").read_bytes()
    path = tmp_path / "feil.epub"
    path.write_bytes(changed(data, "EPUB/text/byen.xhtml", '<h1 id="title">', '<h1 id="other">'))
    judges.need("java", "epubcheck")
    assert [one.severity for one in tools.epubcheck(path)] == [Severity.ERROR]
    font = "@font-face { font-family: Prøve; src: url(prove.woff2) }\n"
    path.write_bytes(changed(data, "EPUB/styles/book.css", "html {", f"{font}html {{"))
    assert "CSS-028" in remarks(path)


def test_a_book_that_ace_cannot_read_is_a_failure_and_no_clean_bill(tmp_path: Path) -> None:
    judges.need("ace")
    path = tmp_path / "ingen.epub"
    path.write_bytes(b"no book")
    with pytest.raises(ToolError):
        ace.judge(path)


@sample_group
def test_the_command_asks_both(sample: Path, tmp_path: Path) -> None:
    from utgivelse import sources

    judges.need("ace", "java", "epubcheck")
    data = edition(sample, "nb", "epub").read_bytes()
    path = tmp_path / "feil.epub"
    broken = changed(data, "EPUB/text/byen.xhtml", 'alt="En bekk faller i trinn mellom mosegrodde steiner"', "")
    path.write_bytes(changed(broken, "EPUB/text/sok.xhtml", '<h1 id="title">', '<h1 id="other">'))
    found = sources.check_files((path,))
    assert {"E30", "E31"} <= {one.code for one in found}
    assert any(
        one.place.file == "EPUB/text/byen.xhtml" and "img" in one.place.object for one in found if one.code == "E31"
    )
