"""The article format: cases that stand in Markdown, and laws that hold for every article."""

from __future__ import annotations

import pytest

from cases import Case, each_case
from outline import outline
from utgivelse.findings import Finding
from utgivelse.markdown import check_cross_references, read_article, write_article

SIGNS = str.maketrans({"␍": "\r", "␏": "\ufeff", "␇": "\a", "⍽": "\u00a0"})
TITLE = "---\ntitle: T\n---\n"


def source(case: Case) -> tuple[str, int]:
    """The article of a case and the number of lines before it: a title, unless it has front matter of its own."""
    given = case.parts["given"].translate(SIGNS)
    return (given, 0) if case.place.startswith("front-matter") else (TITLE + given, 3)


def shown(finding: Finding, before: int) -> str:
    return f"{finding.severity} {finding.code} {max(finding.place.line - before, 1)}: {finding.message}"


@each_case("articles")
def test_what_is_read(case: Case) -> None:
    text, before = source(case)
    article, findings = read_article(text, "a.md", "nb")
    expected = case.parts["expect"].translate(SIGNS).rstrip("\n")
    found = outline(article)
    assert (found.removeprefix("title: T").lstrip("\n") if before else found).rstrip() == expected.rstrip()
    assert "\n".join(shown(finding, before) for finding in findings) == case.parts.get("findings", "").rstrip("\n")
    assert all(finding.place.file == "articles/a.md" for finding in findings)


@each_case("articles")
def test_what_is_read_is_written_back(case: Case) -> None:
    article, _ = read_article(source(case)[0], "a.md", "nb")
    written = write_article(article)
    assert read_article(written, "a.md", "nb")[0] == article, written


def test_a_hint_names_the_nearest_word() -> None:
    findings = read_article(TITLE + ":::faktbox\n:::\n![a](a.jpg){size=vid kredit=x}\n", "a.md", "nb")[1]
    assert [finding.hint for finding in findings if finding.hint] == [
        "did you mean «factbox»?",
        "known here: column, wide, page, spread",
        "did you mean «credit»?",
    ]


@pytest.mark.parametrize(
    ("source", "slug"), [("a.md", "a"), ("Å bo/Her.md", "a-bo-her"), ("x/y/z.md", "x-y-z"), ("日本.md", "article")]
)
def test_a_slug_is_made_from_the_path(source: str, slug: str) -> None:
    assert read_article(TITLE, source, "nb")[0].slug == slug


def test_lines_of_the_front_matter_are_known() -> None:
    article, _ = read_article("---\ntitle: T\n\nlead: L\n---\n## A\n", "a.md", "nb")
    assert article.lines == {"title": 2, "lead": 4}
    assert [block.line for block in article.blocks] == [6]


def test_links_between_the_articles_of_a_publication() -> None:
    one, _ = read_article(
        TITLE + "[a](bo/to.md#skole) [b](bo/to.md#skule)\n\n[c](tre.md) [d](bo/to.md)\n", "en.md", "nb"
    )
    two, _ = read_article(TITLE + "## Skole\n\n[e](en.md) [f](https://n.no)\n", "bo/to.md", "nb")
    found = check_cross_references((one, two))
    assert [(finding.code, str(finding.place), finding.message) for finding in found] == [
        ("A37", "articles/en.md:4", "there is no anchor «skule» in bo/to.md"),
        ("A37", "articles/en.md:6", "the link leads to tre.md, which is no article of this publication"),
    ]
    assert found[0].hint == "did you mean «skole»?"
