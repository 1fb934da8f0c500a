"""The glossary: read from whatever a spreadsheet saves, every fault told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from utgivelse import pipeline
from utgivelse.findings import ProjectError
from utgivelse.glossary import Glossary, Term, read_glossary

GOOD = """term,language,allowed,forbidden,note
fagbrev,en,trade certificate|certificate of apprenticeship,diploma,"not a degree, says
the school"
NAV,*,keep,,
NAV,pl,urząd pracy,,
helsefagarbeider,en,,nurse,
"""


def faults(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(ProjectError) as caught:
        read_glossary(data)
    assert {finding.code for finding in caught.value.findings} == {"M93"}
    return [(finding.place.line, finding.message) for finding in caught.value.findings]


def test_terms_variants_and_words_that_stay() -> None:
    glossary = read_glossary(GOOD.encode())
    trade, nav, *_ = glossary.of("en")
    assert trade == Term(
        "fagbrev",
        "en",
        ("trade certificate", "certificate of apprenticeship"),
        ("diploma",),
        "not a degree, says the school",
    )
    assert (nav.allowed, nav.stays) == (("NAV",), True)
    assert [term.allowed for term in glossary.of("pl")] == [("urząd pracy",)]
    assert [term.line for term in glossary.terms] == [2, 4, 5, 6]


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + GOOD.replace(",", ";")).encode(),
        GOOD.replace("certificate|", "certificate | ").replace("\n", "\r\n").encode(),
        GOOD.replace("degree, says", "degree  says").replace(",", "\t").encode(),
        GOOD.replace("term,language", " Term , Language").replace("\n", ",,\n", 1).encode(),
        ("\n" + GOOD + ",,,,\n").encode(),
    ],
)
def test_what_spreadsheets_make_of_it_is_the_same_glossary(data: bytes) -> None:
    def said(glossary: Glossary) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        return [(term.source, term.language, term.allowed, term.forbidden) for term in glossary.terms]

    assert said(read_glossary(data)) == said(read_glossary(GOOD.encode()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("term,langauge\n", [(1, "the column «langauge» is unknown"), (1, "the column «language» is missing")]),
        ("term,language,term\n", [(1, "the column «term» stands twice")]),
        ("term,language,allowed\n,en,x\n", [(2, "there is no term")]),
        ("term,language,allowed\na,english,x\n", [(2, "expected the tag of a language, found «english»")]),
        ("term,language,allowed\na,en,\n", [(2, "«a» has neither an allowed nor a forbidden word")]),
        ("term,language,allowed,forbidden\na,en,x|y,Y\n", [(2, "«y» is both allowed and forbidden")]),
        ("term,language,allowed\na,en,x\n\nA,en,y\n", [(4, "«A» stands twice for «en», first in line 2")]),
        ("term,language,allowed\na,en,x,y\n", [(2, "more cells than columns: «y»")]),
        ('term,language,allowed\na,en,"x\n', [(2, "the glossary is no CSV from here on: unexpected end of data")]),
        (
            "term,language,allowed\n,en,x\nb,xx-yy,x\n",
            [(2, "there is no term"), (3, "expected the tag of a language, found «xx-yy»")],
        ),
    ],
)
def test_every_fault_is_told_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults(text.encode()) == expected


def test_other_encodings_are_refused_with_words() -> None:
    assert faults("term;language;allowed\nløype;en;trail\n".encode("latin-1")) == [
        (2, "the glossary is not UTF-8: the byte 0xf8")
    ]
    assert faults(GOOD.encode("utf-16")) == [(0, "the glossary is UTF-16, expected UTF-8")]


def test_an_empty_file_is_an_empty_glossary() -> None:
    assert read_glossary(b"") == Glossary() == read_glossary("\ufeff\r\n".encode())


def test_check_tells_what_is_wrong_with_it(project: Path) -> None:
    path = project / "locales/glossary.csv"
    path.write_text("term;language;allowed\nelv;en;\n")
    (finding,) = [one for one in pipeline.check(project) if one.code == "M93"]
    assert (finding.place.file, finding.place.line) == ("locales/glossary.csv", 2)
    path.write_text("term;language;allowed\nelv;en;river\n")
    assert not [one for one in pipeline.check(project) if one.code == "M93"]
