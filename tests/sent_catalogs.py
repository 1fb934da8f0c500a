"""Catalogs for the tests of exchange: any that people may make, and what a translator does to one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from utgivelse.consignment import Consignment, Returned
from utgivelse.packing import Choice, pack
from utgivelse.plugins import Exchange, load
from utgivelse.po.entry import Entry, PoFile, Previous
from utgivelse.receiving import Received, receive

KINDS = ("xliff", "xliff2", "xlsx", "csv")
HEADER = Entry("", strings=("Language: en\nContent-Type: text/plain; charset=UTF-8\nX-Generator: Poedit 3.4\n",))

_LETTERS = "abc åøÆ ŋŧ 1.,–«»‘’'\"=+-@*_`[](){}#$\\/<>&!|^~ \u00a0\u00ad\u2028\u202f ملح 中 👍 \t\n"
WORDS = st.text(st.sampled_from(_LETTERS), max_size=24)
_MARKUP = st.sampled_from(
    (
        "**fet**",
        "*lut*",
        "[lenke](#1)",
        "![elv](#2)",
        "{$sentralbord}",
        "[^1]",
        "`a  b`",
        "[ord]{lang=se}",
        "**[x *y*](#1)**",
        "\\*",
        "__to__",
        "linje\\\nny",
        "[1]",
        "[/1]",
        "\\[1]",
        "_x000D_",
        "'=1",
        "=1+1",
        " ",
        "5 * 3",
        "<b>",
        "&amp;",
    )
)
TEXTS = st.lists(st.one_of(WORDS, _MARKUP), min_size=1, max_size=5).map("".join)
SOURCES = TEXTS.filter(str.strip)
COMMENTS = st.lists(
    st.sampled_from(
        (
            "# ring først",
            "#",
            "#uten mellomrom",
            "# source: «Kongsbreg» is misspelt",
            "# approved: 2026-11-20 Kari Nes [3f9c2a10b4d7]",
            "# accepted: numbers: as meant",
            "# accepted: numbers: as agreed [b4d73f9c2a10]",
        )
    ),
    max_size=2,
    unique=True,
).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry with whatever a catalog may have."""
    is_plural = draw(st.integers(0, 9)) == 0
    strings = draw(
        st.lists(st.one_of(TEXTS, st.just("")), min_size=2 if is_plural else 1, max_size=3 if is_plural else 1)
    )
    previous = draw(st.one_of(st.none(), st.builds(Previous, SOURCES, st.sampled_from(("", "title")))))
    flags = draw(st.sampled_from(((), ("fuzzy",), ("fuzzy", "no-wrap"), ("no-wrap",))))
    return Entry(
        draw(SOURCES),
        draw(st.sampled_from(("", "title", "alt", "note/a b"))),
        draw(SOURCES) if is_plural else "",
        tuple(strings),
        draw(COMMENTS),
        draw(st.lists(st.sampled_from(("heading in Elva", "#1 = https://x.no/?a=1&b=2")), max_size=2).map(tuple)),
        draw(st.lists(st.sampled_from(("articles/elva.md", "articles/en to.md")), max_size=2).map(tuple)),
        flags,
        previous if "fuzzy" in flags else None,
        draw(st.integers(0, 7)) == 0,
    )


@st.composite
def catalogs(draw: st.DrawFn) -> PoFile:
    """A catalog in which each key is once, obsolete ones last."""
    found = {entry.key: entry for entry in draw(st.lists(entries(), min_size=1, max_size=6))}
    ordered = sorted(found.values(), key=lambda entry: entry.obsolete)
    return PoFile(HEADER, tuple(replace(e, extracted=(), references=()) if e.obsolete else e for e in ordered))


def is_plain(key: tuple[str, str]) -> bool:
    """In these catalogs alternative texts have no markup."""
    return key[0] == "alt"


def sent(catalog: PoFile, kind: str, choice: Choice = Choice()) -> bytes:
    """The file that goes out of a catalog."""
    exchange: Exchange = load("exchanges", kind)
    return exchange.write(Consignment("prover", "nb", "en", pack(catalog, is_plain, choice)))


def read(data: bytes, kind: str) -> Returned:
    """What is in a file."""
    exchange: Exchange = load("exchanges", kind)
    return exchange.read(data, f"retur.{exchange.suffix}")


def received(catalog: PoFile, data: bytes, kind: str, by: str = "Byrået") -> Received:
    """The catalog after the file came back."""
    return receive(catalog, read(data, kind), "retur", by, is_plain)
