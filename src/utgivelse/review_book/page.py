"""The book as one HTML file, by `book.html.j2` with `book.css` and `book.js`.

Laws:
- A page's picture stands in one rule of the style sheet; every frame refers to it by its class.
- The policy in the file lets it load nothing, and run its own script alone.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup

from utgivelse import __version__
from utgivelse.difference import difference
from utgivelse.language import format_date, format_number, language, language_name
from utgivelse.localize import Occurrence
from utgivelse.places import Area, Sheet
from utgivelse.review_book.framing import apart
from utgivelse.review_book.labels import LABELS, ROLES, STAGES
from utgivelse.review_book.model import Book, Card, Edited, Shot, Side, Stage
from utgivelse.review_book.wording import marked, smooth

Say = Callable[[str], str]
TEMPLATE, STYLE, SCRIPT = "book.html.j2", "book.css", "book.js"
HERE = Path(__file__).parent
LONGEST_NEIGHBOUR = 160
TAGS = {"kept": "span", "removed": "del", "added": "ins"}


def write_html(book: Book, say: Say, spoken: str) -> bytes:
    """The book as one file, its words by `say`, which speaks `spoken`."""
    script = (HERE / SCRIPT).read_text()
    shown = _Shown(book, say, spoken)
    text: str = _template().render(
        b=book,
        t={name: say(label) for name, label in LABELS.items()},
        stages={stage: say(label) for stage, label in STAGES.items()},
        counts={stage: sum(card.stage is stage for card in book.cards) for stage in Stage},
        spoken=spoken,
        direction=language(spoken).direction,
        program=f"utgivelse {__version__}",
        style=Markup((HERE / STYLE).read_text()),
        script=Markup(script),
        seal=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        groups=shown.groups,
        views=shown.views,
        shown=shown,
        due=format_date(book.due, spoken) if book.due else "",
        say=say,
    )
    return text.encode()


def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(TEMPLATE)


@dataclass(frozen=True)
class _View:
    """One of the two editions as the template shows it: `name` begins its classes and anchors."""

    name: str
    edited: Edited
    direction: str
    language: str

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its pages."""
        return self.edited.places.pages

    @property
    def tag(self) -> str:
        """Its language."""
        return self.edited.language

    def side(self, card: Card) -> Side:
        """What a card has of this edition."""
        return card.source if self.name == "source" else card.target


@dataclass(frozen=True)
class _Shown:
    """What the template asks for."""

    book: Book
    say: Say
    spoken: str

    @cached_property
    def views(self) -> tuple[_View, _View]:
        """Source and translation."""
        names = (("source", self.book.source), ("target", self.book.target))
        first, second = (
            _View(name, edited, language(edited.language).direction, language_name(edited.language))
            for name, edited in names
        )
        return first, second

    @property
    def groups(self) -> Iterator[tuple[str, Sequence[Card]]]:
        """The cards by the article in which each is met first."""
        for owner, cards in groupby(self.book.cards, key=lambda card: card.used[0].file):
            some = tuple(cards)
            is_article = owner.startswith("articles/")
            yield (some[0].used[0].spot.owner if is_article else ""), some

    def text(self, card: Card, name: str) -> Markup:
        """A message's text on one side, with its markup."""
        message = card.message
        text = message.text if name == "source" else card.translated.text
        return marked(text, message.text, plain=message.plain)

    def near(self, number: int, name: str) -> tuple[str, str]:
        """A neighbour's words on one side, and their language: the source's where there is no translation."""
        card = self.book.cards[number - 1]
        own = card.translated.text if name == "target" else ""
        words = smooth(own or card.message.text, plain=card.message.plain)
        edited = self.book.target if own else self.book.source
        cut = words if len(words) <= LONGEST_NEIGHBOUR else words[: LONGEST_NEIGHBOUR - 1].rstrip() + "…"
        return cut, edited.language

    def role(self, one: Occurrence) -> str:
        """What the text is there."""
        return self.say(ROLES.get(one.spot.noun, one.spot.noun))

    def roles(self, card: Card) -> tuple[tuple[str, str], ...]:
        """What the text is and in which article, each pair once."""
        return tuple(dict.fromkeys((self.role(one), one.spot.owner) for one in card.used))

    def addresses(self, card: Card) -> tuple[str, ...]:
        """What the numbers of its links stand for."""
        return tuple(line for line in card.message.comments if line.startswith("#"))

    def authors(self, card: Card) -> tuple[str, ...]:
        """What the author wrote for translators."""
        return tuple(dict.fromkeys(one.spot.comment for one in card.used if one.spot.comment))

    def changes(self, card: Card) -> tuple[tuple[str, str], ...]:
        """What became of the source text since it was translated: tags of HTML, each with its words."""
        previous = card.translated.previous
        return (
            tuple((TAGS[kind], words) for kind, words in difference(previous[1], card.message.text)) if previous else ()
        )

    def day(self, text: str) -> str:
        """A day as the page's reader writes it."""
        try:
            return format_date(datetime.date.fromisoformat(text), self.spoken)
        except ValueError:
            return text

    def number(self, value: float) -> str:
        """A length, as the page's reader writes it."""
        return format_number(round(value), self.spoken)

    def crop(self, shot: Shot, view: _View) -> str:
        """The style that shows a window of a page's picture."""
        sheet, window = view.sheets[shot.page - 1], shot.window
        size = f"{_share(sheet.width, window.width)}% {_share(sheet.height, window.height)}%"
        left = _share(window.x, sheet.width - window.width)
        top = _share(window.y, sheet.height - window.height)
        ratio = f"{window.width:g}/{window.height:g}"
        return f"aspect-ratio:{ratio};background-size:{size};background-position:{left}% {top}%"

    def apart(self, shot: Shot) -> tuple[Area, ...]:
        """A message's rectangles as they are drawn."""
        return apart(shot.areas)

    def here(self, view: _View, page: int) -> tuple[tuple[Card, tuple[Area, ...]], ...]:
        """The texts on a page, each with its rectangles."""
        return tuple(
            (card, shot.areas) for card in self.book.cards for shot in view.side(card).shots if shot.page == page
        )

    @property
    def numbers(self) -> range:
        """The numbers of all pages, of whichever edition has more."""
        return range(1, max(len(view.sheets) for view in self.views) + 1)

    def rules(self) -> Markup:
        """The style rules that hold the pictures."""
        rule = Markup('.{}-{}{{background-image:url("{}")}}\n')
        return Markup("").join(
            rule.format(name, page, data) for (name, page), data in sorted(self.book.pictures.items())
        )

    def version(self, view: _View) -> str:
        """The short name of its layout."""
        return view.edited.places.layout.rpartition(":")[2][:13]


def _share(part: float, whole: float) -> str:
    """Per cent, as a style sheet writes them."""
    return f"{round(100 * part / whole, 2):g}" if whole > 0.001 else "0"
