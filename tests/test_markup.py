"""Inline text as markup: escaped, marked with its language, and complete on paper."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from utgivelse.article import Note
from utgivelse.inline import Code, Emphasis, Inline, LineBreak, Link, NoteReference, Span, Strong, Text
from utgivelse.markup import Medium, Writer, short_address


def writer(medium: Medium) -> Writer:
    return Writer(
        medium=medium,
        article="byen",
        targets={"arbeidet.md": "arbeidet"},
        see_page=(" (se side ", ")"),
        picture=lambda src: f"../{src}",
        note=lambda note: Markup("noten"),
        direction=lambda tag: "rtl" if tag == "ar" else "ltr",
        notes={"en": Note(label="en")},
    )


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Text("a < b & c"), "a &lt; b &amp; c"),
        (Code("<x>"), "<code>&lt;x&gt;</code>"),
        (LineBreak(), "<br/>"),
        (Emphasis((Text("e"), Strong((Text("s"),)))), "<em>e<strong>s</strong></em>"),
        (Span((Text("مرحبا"),), language="ar"), '<span lang="ar" xml:lang="ar" dir="rtl">مرحبا</span>'),
        (
            Span((Text("ikke"),), language="nb", draft="missing"),
            '<span lang="nb" xml:lang="nb" dir="ltr" class="draft missing">ikke</span>',
        ),
    ],
)
def test_parts(part: Inline, expected: str) -> None:
    assert writer("page").write((part,)) == expected


def test_an_outer_link_is_followed_by_its_address_on_paper_only() -> None:
    link = Link("https://www.example.no/jobb/", (Text("stillinger"),))
    assert '<span class="address">example.\u200bno/\u200bjobb</span>' in writer("page").write((link,))
    assert writer("book").write((link,)) == '<a class="link" href="https://www.example.no/jobb/">stillinger</a>'


def test_an_address_that_is_its_own_text_is_not_repeated() -> None:
    link = Link("https://example.no", (Text("example.no"),))
    assert "address" not in writer("page").write((link,))


def test_a_cross_reference_has_its_page_on_paper_and_its_file_in_the_book() -> None:
    link = Link("arbeidet.md#lonn", (Text("lønna"),))
    page = writer("page").write((link,))
    assert 'href="#arbeidet--lonn"' in page
    assert 'data-before=" (se side "' in page
    assert writer("book").write((link,)) == '<a href="arbeidet.xhtml#lonn">lønna</a>'


def test_a_link_within_the_article_stays_there() -> None:
    assert writer("page").inner("#her") == "#byen--her"
    assert writer("book").inner("#her") == "byen.xhtml#her"
    assert writer("page").inner("https://example.no") == ""


def test_a_note_stands_in_the_page_and_behind_a_reference_in_the_book() -> None:
    assert writer("page").write((NoteReference("en"),)) == (
        '<!--added--><span class="footnote">noten</span><!--/added-->'
    )
    book = writer("book").write((NoteReference("en"),))
    assert 'href="#note-1"' in book
    assert 'role="doc-noteref"' in book


def test_everything_is_well_formed_xml() -> None:
    parts: tuple[Inline, ...] = (
        Link("https://example.no/a?b=1&c=2", (Text('"x" <y>'),)),
        Span((Text("z"),), language="se"),
        LineBreak(),
    )
    ElementTree.fromstring(f"<p>{writer('page').write(parts)}</p>")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.no/", "example.no"),
        ("http://example.no/a/b/", "example.no/a/b"),
        ("mailto:post@example.no", "post@example.no"),
        ("tel:00000000", "00000000"),
    ],
)
def test_short_address(address: str, shown: str) -> None:
    assert short_address(address) == shown
