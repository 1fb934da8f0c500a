"""Articles by chance, for laws that must hold for all of them."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from utgivelse import article as a
from utgivelse import inline as i
from utgivelse.markdown import normalised

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåčđŋABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
SIGNS = LETTERS + "    .,:;!?-–—«»‘’()[]{}*_`#&<>~^|\\/\"'0123456789%\u00a0\u00ad"
WORDS = st.text(SIGNS, min_size=1, max_size=24)
NAMES = st.text("abcdefghij", min_size=1, max_size=6)
ADDRESSES = st.sampled_from(
    ["https://kongsberg.kommune.no/jobb", "mailto:post@eksempel.no", "byen.md#gruva", "#1", "#elva"]
)
LEAVES = st.one_of(
    WORDS.map(i.Text),
    WORDS.map(i.Text),
    st.sampled_from(["print", "x = 1"]).map(i.Code),
    st.just(i.LineBreak()),
    NAMES.map(i.Variable),
    NAMES.map(i.NoteReference),
    st.builds(i.Icon, st.sampled_from(["images/a.svg", "images/b.svg"]), NAMES),
)


def _nested(inner: Any) -> Any:
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(i.Emphasis, children),
        st.builds(i.Strong, children),
        st.builds(i.Span, children, st.sampled_from(["se", "en"])),
    )


UNLINKED = st.recursive(LEAVES, _nested, max_leaves=4)
LINKS = st.builds(i.Link, ADDRESSES, st.lists(UNLINKED, min_size=1, max_size=2).map(tuple))
EMPHASIZED = st.builds(i.Strong, st.tuples(LINKS))
INLINES = st.lists(UNLINKED | LINKS | EMPHASIZED, min_size=1, max_size=4).map(normalised)
PLAIN = st.text(LETTERS + " .,*[]", max_size=20).map(lambda text: " ".join(text.split()))
BASE: dict[str, Any] = {
    "comment": st.sampled_from(["", "kort", "to\nlinjer"]),
    "context": st.sampled_from(["", "knapp"]),
}
PARAGRAPHS = st.builds(a.Paragraph, text=INLINES, **BASE)
FIGURES = st.builds(a.Figure, src=st.just("images/a.jpg"), alt=PLAIN, caption=INLINES, credit=st.just("Kari"), **BASE)
CELLS = st.builds(a.Cell, text=INLINES)
ROWS = st.tuples(CELLS, CELLS)
ITEMS = st.lists(st.builds(a.ListItem, blocks=st.tuples(PARAGRAPHS)), min_size=1, max_size=2).map(tuple)
SIMPLE = st.one_of(
    PARAGRAPHS,
    FIGURES,
    st.builds(a.Heading, level=st.just(2), text=INLINES, **BASE),
    st.builds(a.Dialogue, text=INLINES),
    st.builds(a.PullQuote, text=INLINES, by=INLINES),
    st.builds(a.Table, head=ROWS, rows=st.tuples(ROWS), align=st.just(("", "right")), **BASE),
    st.builds(a.Preformatted, text=st.just("koden")),
    st.builds(a.Rule),
    st.builds(
        a.Statistics,
        title=INLINES,
        items=st.tuples(st.builds(a.Statistic, value=INLINES, label=INLINES)),
        source=INLINES,
    ),
    st.builds(
        a.Contact,
        name=INLINES,
        phone=st.just("{$sentralbord}"),
        url=ADDRESSES,
        lines=st.tuples(st.builds(a.ContactLine, text=INLINES)),
    ),
    st.builds(a.CallToAction, text=INLINES, button=INLINES, url=ADDRESSES),
    st.builds(a.Drawing, kind=st.just("chart"), src=st.just("images/a.svg"), alt=PLAIN, caption=INLINES),
    st.builds(a.QRCode, url=ADDRESSES, caption=INLINES),
    st.builds(a.Steps, title=INLINES, items=ITEMS),
    st.builds(a.List, items=ITEMS, **BASE),
    st.builds(a.Gallery, figures=st.tuples(FIGURES, FIGURES), caption=INLINES),
)
INNER = st.lists(SIMPLE, min_size=1, max_size=2).map(tuple)
BLOCKS = st.one_of(
    SIMPLE,
    st.builds(a.Quotation, blocks=st.tuples(PARAGRAPHS), by=INLINES, **BASE),
    st.builds(a.FactBox, title=INLINES, blocks=INNER, **BASE),
    st.builds(a.DefinitionList, items=st.tuples(st.builds(a.Definition, term=INLINES, blocks=st.tuples(PARAGRAPHS)))),
)


@st.composite
def articles(draw: st.DrawFn) -> a.Article:
    """An article in nb without `only` blocks."""
    return a.Article(
        slug="provetekst",
        language="nb",
        source="provetekst.md",
        kicker=draw(INLINES),
        title=draw(INLINES),
        lead=draw(INLINES),
        byline=draw(INLINES),
        date=datetime.date(2026, 11, 1),
        image=draw(st.none() | FIGURES),
        blocks=tuple(draw(st.lists(BLOCKS, max_size=4))),
        notes=tuple(draw(st.lists(st.builds(a.Note, label=st.just("n"), blocks=st.tuples(PARAGRAPHS)), max_size=1))),
        fixed=draw(st.sampled_from([(), ("byline",), ("kicker", "image")])),
    )
