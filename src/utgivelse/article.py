"""Article and its blocks: one article in one language, as a typed tree.

Laws:
- Every value is frozen and compares by content; `line` (in the source file, from 1; 0 unknown)
  tells where a block came from and takes no part in comparison.
- A field made with `words(role)` holds text for readers: it is a message with that role, and
  nothing else in the tree is. `extract_messages` and `localize` walk the tree by these fields,
  in the order in which they are declared, which is the reading order.
- The role of running text is `RUNNING`: its message has no context. Paragraphs inside a
  `Quotation` or a `Note` take the role of their container.
- `kind` names a block in JSON, in templates (`blocks/<kind>.html.j2`) and in messages to users.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from utgivelse.inline import Inlines

RUNNING = ""

Size = Literal["column", "wide", "page", "spread"]


def words(role: str, *, default: Any = ()) -> Any:
    """A field whose text is a message of this role: `Inlines`, or `str` where markup is impossible."""
    return field(default=default, metadata={"role": role})


def line_field() -> Any:
    """The line of the source a value came from; not compared."""
    return field(default=0, compare=False, kw_only=True)


# ── blocks ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Base:
    """What every block has.

    `anchor` is ASCII and the same in all languages; `comment` is for translators; `context`
    parts two uses of the same words.
    """

    line: int = line_field()
    anchor: str = ""
    comment: str = ""
    context: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading(Base):
    """A heading of level 2, 3 or 4; level 1 is the article's title."""

    level: int
    text: Inlines = words("heading")
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, kw_only=True)
class Paragraph(Base):
    """Running text."""

    text: Inlines = words(RUNNING)
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, kw_only=True)
class Dialogue(Base):
    """Direct speech; the text keeps its dash (or, in a translation, its quotation marks)."""

    text: Inlines = words("dialogue")
    kind: Literal["dialogue"] = "dialogue"


@dataclass(frozen=True, kw_only=True)
class Quotation(Base):
    """A passage from elsewhere; the language sets its marks."""

    blocks: Blocks = ()
    by: Inlines = words("label")
    kind: Literal["quotation"] = "quotation"


@dataclass(frozen=True, kw_only=True)
class PullQuote(Base):
    """A sentence lifted out of the article; the language sets its marks."""

    text: Inlines = words("quote")
    by: Inlines = words("label")
    kind: Literal["pullquote"] = "pullquote"


@dataclass(frozen=True, kw_only=True)
class Figure(Base):
    """A picture with its caption, alternative text and credit.

    `src` is relative to the project. `focus` is the point to keep when cropping, as fractions of
    width and height from the top left. `here` forces a break where a page or spread stands.
    """

    src: str
    alt: str = words("alt", default="")
    caption: Inlines = words("caption")
    credit: str = ""
    licence: str = ""
    size: Size = "column"
    focus: tuple[float, float] = (0.5, 0.5)
    decorative: bool = False
    placeholder: bool = False
    here: bool = False
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True)
class Gallery(Base):
    """Two to six figures under one caption."""

    figures: tuple[Figure, ...] = ()
    caption: Inlines = words("caption")
    kind: Literal["gallery"] = "gallery"


@dataclass(frozen=True, kw_only=True)
class ListItem:
    """One item of a list."""

    blocks: Blocks = ()
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class List(Base):
    """A list; `start` is the first number of an ordered one; `tight` items are one line of thought."""

    items: tuple[ListItem, ...] = ()
    ordered: bool = False
    start: int = 1
    tight: bool = True
    kind: Literal["list"] = "list"


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A term and what is said of it."""

    term: Inlines = words("label")
    blocks: Blocks = ()
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class DefinitionList(Base):
    """Terms with explanations."""

    items: tuple[Definition, ...] = ()
    kind: Literal["definitions"] = "definitions"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table."""

    text: Inlines = words("cell")
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class Table(Base):
    """A table: one row of heads, any rows of cells, one alignment a column."""

    head: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    align: tuple[Literal["", "left", "center", "right"], ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True)
class Rule(Base):
    """A change of scene."""

    kind: Literal["rule"] = "rule"


@dataclass(frozen=True, kw_only=True)
class Preformatted(Base):
    """Lines that are shown as typed and never translated."""

    text: str
    kind: Literal["preformatted"] = "preformatted"


@dataclass(frozen=True, kw_only=True)
class FactBox(Base):
    """Facts beside the text."""

    title: Inlines = words("label")
    blocks: Blocks = ()
    kind: Literal["factbox"] = "factbox"


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """A figure and what it counts."""

    value: Inlines = words("label")
    label: Inlines = words("label")
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class Statistics(Base):
    """Key figures with their source."""

    title: Inlines = words("label")
    items: tuple[Statistic, ...] = ()
    source: Inlines = words("label")
    kind: Literal["statistics"] = "statistics"


@dataclass(frozen=True, kw_only=True)
class Contact(Base):
    """Somebody who answers; `qr` is the address behind the code, or empty."""

    name: Inlines = words("label")
    role: Inlines = words("label")
    phone: str = ""
    mail: str = ""
    url: str = ""
    qr: str = ""
    lines: tuple[ContactLine, ...] = ()
    kind: Literal["contact"] = "contact"


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """One line of a contact's text."""

    text: Inlines = words("label")
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class CallToAction(Base):
    """What the reader should do now: a paragraph, and a button that leads to `url`."""

    text: Inlines = words(RUNNING)
    button: Inlines = words("label")
    url: str
    qr: bool = False
    kind: Literal["cta"] = "cta"


@dataclass(frozen=True, kw_only=True)
class Steps(Base):
    """What to do, in order."""

    title: Inlines = words("label")
    items: tuple[ListItem, ...] = ()
    kind: Literal["steps"] = "steps"


@dataclass(frozen=True, kw_only=True)
class Drawing(Base):
    """A chart or a map: an SVG with alternative text."""

    kind: Literal["chart", "map"]
    src: str
    alt: str = words("alt", default="")
    caption: Inlines = words("caption")
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class QRCode(Base):
    """A code that a phone reads, with the address under it."""

    url: str
    caption: Inlines = words("caption")
    kind: Literal["qr"] = "qr"


@dataclass(frozen=True, kw_only=True)
class PageBreak(Base):
    """A page ends here."""

    kind: Literal["pagebreak"] = "pagebreak"


@dataclass(frozen=True, kw_only=True)
class Only(Base):
    """Blocks for some languages: translated for `languages`, or written in `written` itself."""

    languages: tuple[str, ...] = ()
    written: str = ""
    blocks: Blocks = ()
    kind: Literal["only"] = "only"


Block = (
    Heading
    | Paragraph
    | Dialogue
    | Quotation
    | PullQuote
    | Figure
    | Gallery
    | List
    | DefinitionList
    | Table
    | Rule
    | Preformatted
    | FactBox
    | Statistics
    | Contact
    | CallToAction
    | Steps
    | Drawing
    | QRCode
    | PageBreak
    | Only
)
Blocks = tuple[Block, ...]
BLOCK_TYPES: tuple[type[Base], ...] = get_args(Block)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A footnote; its paragraphs are messages of role `note`."""

    label: str
    blocks: Blocks = ()
    line: int = line_field()


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article in one language.

    `source` is its file, relative to the project's `articles/`; `links` maps a language to
    {address: address in that language}; `fixed` names front-matter fields that are not translated.
    `byline`, `kicker` and the other texts are empty when the author gave none.
    """

    slug: str
    language: str
    source: str = ""
    kicker: Inlines = words("kicker")
    title: Inlines = words("title")
    lead: Inlines = words("lead")
    byline: Inlines = words("label")
    date: datetime.date | None = None
    image: Figure | None = None
    blocks: Blocks = ()
    notes: tuple[Note, ...] = ()
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


# ── looking at a tree ────────────────────────────────────────────────────────────────────────


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, containers before what they hold."""
    for block in blocks:
        yield block
        match block:
            case Quotation(blocks=inner) | FactBox(blocks=inner) | Only(blocks=inner):
                yield from walk_blocks(inner)
            case List(items=items) | Steps(items=items):
                for item in items:
                    yield from walk_blocks(item.blocks)
            case DefinitionList(items=terms):
                for term in terms:
                    yield from walk_blocks(term.blocks)
            case Gallery(figures=figures):
                yield from figures
            case _:
                pass
