"""The sample's screen PDF as it is read aloud: its words, their order, and what outside judges say of it."""

from __future__ import annotations

import difflib
import re
import subprocess
from pathlib import Path

import pytest

from heard import heard
from judges import need
from sample_project import SAMPLE, edition
from spoken import Speech, smooth
from utgivelse import images, pipeline, production, verapdf
from utgivelse.article import Figure
from utgivelse.edition import Book, Job, plan_editions, plan_jobs
from utgivelse.files import Files
from utgivelse.pdf import painting

pytestmark = pytest.mark.xdist_group("sample")
LANGUAGES = ("nb", "en")
OPENERS = {"byen": "a", "arbeidet": "b", "hverdagen": "c", "sok": "b"}
"""The first page that the theme gives each article; `b` has no picture."""
NO_BREAK = "\u00a0"


def book(tag: str) -> Book:
    """The sample in a language, as it is set."""
    project = pipeline.open_project(SAMPLE)
    job = next(job for job in plan_jobs(plan_editions(project)) if job.language == tag)
    assert isinstance(job, Job)
    found = production.prepare(Files(SAMPLE), project, job, lambda _: None).book
    assert found is not None
    return found


def credit(figure: Figure) -> str:
    file = images.picture(Files(SAMPLE), figure.src)
    licence = (figure.licence or file.licence).replace(" ", NO_BREAK)
    return ", ".join(filter(None, [figure.credit or file.credit, licence]))


def expected(tag: str) -> list[str]:
    found = []
    for article in book(tag).articles:
        opener = OPENERS[article.slug]
        found += [smooth(text) for text in Speech(article, tag, credit).all(opener)]
    return [text for text in found if text]


def between(blocks: list[str], first: str, end: str) -> list[str]:
    """The blocks from the last one that is `first` to the last one that is `end`, without it."""
    start = len(blocks) - 1 - blocks[::-1].index(first)
    return blocks[start : len(blocks) - 1 - blocks[::-1].index(end)]


@pytest.mark.parametrize("actual", [True, False], ids=["by the tags", "by the glyphs alone"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_heard_is_the_article(sample: Path, tag: str, actual: bool) -> None:
    found = painting.read(edition(sample, tag, "pdf").read_bytes())
    blocks = [smooth(text) for text in heard(found, actual=actual)]
    wanted = expected(tag)
    read = blocks[blocks.index(wanted[0]) :][: len(wanted)]
    assert read == wanted, "\n".join(difflib.unified_diff(wanted, read, lineterm="", n=1))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_glyph_says_its_letter(sample: Path, tag: str) -> None:
    """No Latin text needs an ActualText: every glyph's own letter is right."""
    found = painting.read(edition(sample, tag, "pdf").read_bytes())
    assert not [one for one in found.painted if one.mark and one.mark.words is not None]
    assert not [tag for tag in found.structure.walk() if tag.actual is not None]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_poppler_agrees_on_the_order(sample: Path, tag: str) -> None:
    """Poppler goes through the tags by its own reading of them; soft hyphens are all it leaves out."""
    need("poppler")
    file = edition(sample, tag, "pdf")
    told = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True).stdout
    lines = re.findall(r'^ *"(.*)"$', told, re.M)
    theirs = [word for line in lines for word in _letters(line)]
    found = painting.read(file.read_bytes())
    ours = [word for text in heard(found) if not text.startswith("[") for word in _letters(text)]
    assert "".join(theirs) == "".join(ours)
    assert len(ours) > 4000


def _letters(text: str) -> str:
    return "".join(sign for sign in smooth(text) if not sign.isspace() and sign not in '"\\')


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_has_nothing_to_say(sample: Path, flavour: str) -> None:
    need("verapdf")
    files = tuple(edition(sample, tag, "pdf") for tag in LANGUAGES)
    for verdict in verapdf.judge(files, flavour):
        assert verdict.rules > 100
        assert verdict.failures == (), verdict


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_claims_are_those_that_were_judged(sample: Path, tag: str) -> None:
    catalog = painting.read(edition(sample, tag, "pdf").read_bytes()).catalog
    assert catalog.pdfua == "1"
    assert [(one.subtype, one.space) for one in catalog.intents] == [("GTS_PDFA1", "RGB")]
    assert not catalog.pdfx


def test_what_is_a_figure_has_words_and_what_is_a_page_number_has_none(sample: Path) -> None:
    found = painting.read(edition(sample, "nb", "pdf").read_bytes())
    figures = [tag for tag in found.structure.walk() if tag.role == "Figure"]
    assert len(figures) > 10 and all(tag.alt for tag in figures)
    furniture = [one for one in found.painted if one.text and one.mark and one.mark.artifact]
    assert any(
        one.text.characters.startswith("4") and "Under byen" in one.text.characters for one in furniture if one.text
    )
    assert all(one.mark for one in found.painted)
