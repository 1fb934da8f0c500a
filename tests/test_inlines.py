"""The text of one block: the tree and its Markdown are each other's inverse."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from utgivelse.inline import (
    Code,
    Emphasis,
    Icon,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    Span,
    Strong,
    Text,
    Variable,
    plain,
)
from utgivelse.markdown import normalised, parse_inlines, read_inlines, write_inlines
from utgivelse.markdown.report import Report

SIGNS = " \u00a0abcæøå*_[]()`<>!\\{}&#;:|~^-–.«»$\"'1"
LETTERS = st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["Cc", "Cs"]))
WORDS = st.text(LETTERS, min_size=1, max_size=8)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,4}", fullmatch=True)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text),
    WORDS.map(Code),
    st.just(LineBreak()),
    NAMES.map(Variable),
    NAMES.map(NoteReference),
    st.builds(Icon, WORDS, st.text(LETTERS, max_size=5)),
)


def deeper(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        children.map(Emphasis),
        children.map(Strong),
        st.builds(Span, children, st.sampled_from(["se", "en-GB"])),
        st.builds(Link, WORDS, children),
    )


TREES = st.lists(st.recursive(LEAVES, deeper, max_leaves=8), max_size=5).map(tuple).map(normalised)
SOURCES = st.text(st.one_of(st.sampled_from(SIGNS + "\n\n"), st.characters(exclude_categories=["Cs"])), max_size=40)


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back(tree: Inlines) -> None:
    assert parse_inlines(write_inlines(tree)) == tree


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_what_is_read_is_in_its_normal_form_and_stays(text: str) -> None:
    tree = parse_inlines(text)
    assert normalised(tree) == tree
    assert parse_inlines(write_inlines(tree)) == tree


@settings(max_examples=100, deadline=None)
@given(st.lists(st.recursive(LEAVES, deeper, max_leaves=8), max_size=5).map(tuple))
def test_the_normal_form_says_the_same(tree: Inlines) -> None:
    once = normalised(tree)
    assert normalised(once) == once
    assert "".join(plain(tree).split()) == "".join(plain(once).split())


def test_the_prettiest_form_is_taken() -> None:
    for text in (
        "*a* **b** ***c***",
        "**a *b* c**",
        "a*b*c",
        "«**a**»",
        "snake_case og 3 * 4".replace("*", "\\*"),
        "a < b & c",
        "[*a*](b.md#c) `x`",
        "{$navn}[^1]",
        "en!\\\nto",
    ):
        assert write_inlines(parse_inlines(text)) == text


def test_emphasis_that_asterisks_cannot_say() -> None:
    tree = (Strong((Text("«a»"),)), Text("b"))
    assert write_inlines(tree) == "[«a»]{.strong}b"
    assert write_inlines((Emphasis((Emphasis((Text("a"),)),)),)) == "*_a_*"


def test_drafts_are_not_written() -> None:
    assert write_inlines((Span((Strong((Text("a"),)),), "nb", "missing"),)) == "[**a**]{lang=nb}"
    assert write_inlines((Span((Text("a"),), "", "fuzzy"),)) == "a"


def test_a_link_in_a_link_leaves_its_words() -> None:
    inner = Link("b.md", (Text("b"),))
    assert normalised((Link("a.md", (Text("a "), Emphasis((inner,)))),)) == (
        Link("a.md", (Text("a "), Emphasis((Text("b"),)))),
    )


def test_depth_loses_no_word() -> None:
    for text in ("[" * 3000 + "ord", "*_" * 500 + "ord" + "_*" * 500, "[" * 90 + "ord" + "]{lang=se}" * 90):
        assert "ord" in plain(parse_inlines(text))


def test_depth_is_named() -> None:
    report = Report("a.md")
    read_inlines("*a " * 50 + "ord" + " b*" * 50, report, 1)
    assert {finding.code for finding in report.findings} == {"A23"}


def test_a_findings_line_counts_the_breaks_before_it() -> None:
    report = Report("a.md")
    read_inlines("en\nto {x}\\\ntre <b>", report, 7)
    assert [(finding.code, finding.place.line) for finding in report.findings] == [("A11", 8), ("A10", 9)]
