"""Laws of the article format, for articles by chance: nothing is lost, nothing raises, all comes back."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utgivelse.article import Article
from utgivelse.findings import Finding, Severity
from utgivelse.markdown import parse_inlines, read_article, write_article

NAMES = (
    "factbox",
    "pullquote",
    "statistics",
    "contact",
    "cta",
    "steps",
    "gallery",
    "chart",
    "qr",
    "pagebreak",
    "only",
    "x",
)
WORD = st.integers(0, 99).map(lambda number: f"ord{number}x")


def pattern(form: str) -> st.SearchStrategy[str]:
    """The form with a word by chance for every @."""
    pieces = form.split("@")
    words = st.lists(WORD, min_size=len(pieces) - 1, max_size=len(pieces) - 1)
    return words.map(lambda found: "".join(a + b for a, b in zip(pieces, [*found, ""], strict=True)))


PARTS = (
    *("@", "@", "@", "*@*", "**@**", "`@`", "[@](https://@.no)", "![@](images/@.jpg)", "[@]{lang=se}", "[^@]", "{$@}"),
    *("{.@}", "{@=@}", "<b>@</b>", "<@", "<https://@.no>", "<!--@-->", "[@](http://a.no '@')", "[@][b]", "[@](a b)"),
    *("–", "—", "\\", "|", "&amp;", "&#8211;", "*", "_", "[", "]", "(", ")", "{", "}", "`", "!", "#", ":", "::", "<"),
    *(">", "~", "\u00a0", "-", "1.", "=", "\\\n"),
)
STARTS = (
    *("", "", "", "", "", "> ", "- ", "* ", "+ ", "1. ", "2) ", "## ", "# ", "#### ", "##### ", ": ", "~ ", "    "),
    *("  ", "– ", "[^a]: ", "[b]: ", "- > ", "> - ", "- - ", "- ```", "> ```"),
)
INLINE = st.sampled_from(PARTS).flatmap(pattern)
LINE = st.tuples(st.lists(INLINE, max_size=5), st.sampled_from([" ", ""])).map(lambda parts: parts[1].join(parts[0]))
STRUCTURE = st.sampled_from(
    [
        *("", "", "", "---", "***", "```", "~~~", ":::", "::::", "===", "|---|---|", "| --- |", "<div>", "{}", "    "),
        *(
            "{#@}",
            '{by="@"}',
            "<!-- translators: @ -->",
            "<!-- context: @ -->",
            "<!-- @",
            "``` @",
            "| @ | @ | @ |",
            "| @ | @ |",
        ),
        '[b]: https://@.no "@"',
        *(f"{fence}{name}" for fence in (":::", "::::", "::") for name in NAMES),
        *(f':::{name}[@]{{by="@" .@}} @' for name in NAMES),
        *(f"::{name}[@]{{url=@ src=@.svg #@}}" for name in NAMES),
    ]
).flatmap(pattern)
ANY_LINE = st.one_of(
    st.tuples(st.sampled_from(STARTS), LINE).map("".join),
    st.tuples(st.sampled_from(["", "", "", "  ", "    ", "> ", "- "]), STRUCTURE).map("".join),
)
FRONT = st.sampled_from(
    [
        "",
        "---\ntitle: T\n---\n",
        '---\ntitle: @\nlead: "*@* x"\nx: @\n---\n',
        "---\ntitle: [@\n---\n",
        "---\n@\n",
        "---\n- @\n---\n",
    ]
).flatmap(pattern)
DOCUMENTS = st.tuples(FRONT, st.lists(ANY_LINE, max_size=14).map("\n".join)).map("".join)
OFTEN = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def words(text: str) -> set[str]:
    return set(re.findall(r"ord\d+x", text))


def told(article: Article, findings: tuple[Finding, ...]) -> str:
    return repr(article) + " ".join(finding.message for finding in findings)


@OFTEN
@given(DOCUMENTS)
def test_every_word_ends_in_the_tree_in_an_attribute_or_in_a_finding(text: str) -> None:
    article, findings = read_article(text, "a.md", "nb")
    assert words(text) <= words(told(article, findings))


@OFTEN
@given(DOCUMENTS)
def test_what_is_read_is_written_back(text: str) -> None:
    article, _ = read_article(text, "a.md", "nb")
    assert read_article(write_article(article), "a.md", "nb")[0] == article


@OFTEN
@given(st.text(st.one_of(st.sampled_from("\n\n  abc*_[]()`<>!\\{}&#;:|~^-–$1.\"'"), st.characters()), max_size=120))
def test_nothing_that_is_written_makes_the_reader_fall(text: str) -> None:
    article, findings = read_article(text, "a.md", "nb")
    assert all(finding.place.file == "articles/a.md" and finding.place.line > 0 for finding in findings)
    assert read_article(write_article(article), "a.md", "nb")[0] == article


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "kicker", "lead", "byline"]), st.text(max_size=30), min_size=1))
def test_any_text_can_stand_in_the_front_matter(texts: dict[str, str]) -> None:
    article, _ = read_article("---\ntitle: T\n---\n", "a.md", "nb")
    clean = {
        name: re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", "", text) for name, text in texts.items()
    }
    wanted = replace(article, **{name: parse_inlines(text) for name, text in clean.items()})  # type: ignore[arg-type]
    assert read_article(write_article(wanted), "a.md", "nb")[0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2000 + "ord",
        "- " * 800 + "ord",
        "1. " * 800 + "ord",
        "[" * 5000 + "ord",
        "[^a]: " * 300 + "ord",
        "".join(f"{':' * (403 - number)}factbox\n" for number in range(400)) + "ord",
        "---\ntitle: " + "[" * 3000 + "ord\n---\n",
        "---\ntitle: " + "{a: " * 300 + "ord" + "}" * 300 + "\n---\n",
    ],
    ids=["quotes", "lists", "numbers", "brackets", "notes", "containers", "yaml lists", "yaml tables"],
)
def test_nesting_beyond_all_bounds_loses_nothing(text: str) -> None:
    article, findings = read_article(text, "a.md", "nb")
    assert "ord" in told(article, findings)
    assert any(finding.severity is Severity.ERROR for finding in findings)


@pytest.mark.parametrize(
    "text", ["*a_ " * 3000, "`" * 9000, "<!--" * 2000, "[a](" * 3000, "![" * 3000, "{a=" * 5000, "&" * 9000]
)
def test_no_text_takes_for_ever(text: str) -> None:
    begin = time.process_time()
    read_article("---\ntitle: T\n---\n" + text, "a.md", "nb")
    assert time.process_time() - begin < 10
