"""Markup: inline trees as HTML that is also valid XHTML.

Laws:
- Nothing a reader typed becomes markup: all text is escaped here and only here.
- Every passage in another language than its surroundings carries `lang`.
- `medium` is `page` for both PDFs, `book` for the EPUB. In pages an outer link is followed by its
  address and a cross-reference by its page number, so that paper loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from utgivelse.article import Note
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

Medium = Literal["page", "book"]

NOTHING = Markup("")
ADDED = Markup("<!--added-->"), Markup("<!--/added-->")
"""Round words in a text that are none of its message's: addresses, notes, their numbers."""


@dataclass(frozen=True)
class Writer:
    """Writes the inline text of one article.

    `article` is the article's id; `targets` maps a source file to the id of the article in it;
    `see_page` is the phrase before and after a page number («see page », «»); `picture` gives the
    address of an inline picture; `notes` are in the order of their first reference, and `used` counts
    their references; `note` writes a footnote's blocks; `direction` tells a language's.
    """

    medium: Medium
    article: str
    targets: Mapping[str, str]
    see_page: tuple[str, str]
    picture: Callable[[str], str]
    note: Callable[[Note], Markup]
    direction: Callable[[str], str]
    notes: Mapping[str, Note] = field(default_factory=dict)
    notes_at_end: bool = False
    used: dict[str, int] = field(default_factory=dict)
    marks: Callable[[Inlines], tuple[Markup, Markup]] = lambda _: (NOTHING, NOTHING)

    def write(self, inlines: Inlines) -> Markup:
        """The markup of a text, between the marks that tell whose it is."""
        before, after = self.marks(inlines)
        return before + self._parts(inlines) + after

    def _parts(self, inlines: Inlines) -> Markup:
        return NOTHING.join(self._part(part) for part in inlines)

    def _part(self, part: Inline) -> Markup:
        match part:
            case Text(text=text):
                return escape(text)
            case Code(text=text):
                return Markup("<code>{}</code>").format(text)
            case LineBreak():
                return Markup("<br/>")
            case Variable(name=name):
                return escape("{$" + name + "}")
            case Icon(src=src, alt=alt):
                return Markup('<img class="icon" src="{}" alt="{}"/>').format(self.picture(src), alt)
            case Emphasis(children=children):
                return Markup("<em>{}</em>").format(self._parts(children))
            case Strong(children=children):
                return Markup("<strong>{}</strong>").format(self._parts(children))
            case Span():
                return self._span(part)
            case Link():
                return self._link(part)
            case NoteReference(label=label):
                return self._reference(label)

    def _span(self, span: Span) -> Markup:
        kind = Markup(' class="draft {}"').format(span.draft) if span.draft else Markup("")
        return Markup("<span{}{}>{}</span>").format(self.language(span.language), kind, self._parts(span.children))

    def language(self, tag: str) -> Markup:
        """The attributes that mark a passage's language, or nothing."""
        if not tag:
            return Markup("")
        return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(tag, self.direction(tag))

    def _link(self, link: Link) -> Markup:
        words, target = self._parts(link.children), link.target
        if address := self.inner(target):
            if self.medium == "book":
                return Markup('<a href="{}">{}</a>').format(address, words)
            before, after = self.see_page
            return Markup('<a class="xref" href="{}" data-before="{}" data-after="{}">{}</a>').format(
                address, before, after, words
            )
        shown = short_address(target)
        if self.medium == "book" or shown == plain(link.children).strip():
            return Markup('<a class="link" href="{}">{}</a>').format(target, words)
        return Markup('<a class="link" href="{}">{}</a>{} <span class="address">{}</span>{}').format(
            target, words, *_around(ADDED, breakable(shown))
        )

    def inner(self, target: str) -> str:
        """Where a cross-reference leads in this medium; empty for an outer address."""
        file, _, anchor = target.partition("#")
        if file and file not in self.targets:
            return ""
        article = self.targets[file] if file else self.article
        if self.medium == "book":
            return f"{article}.xhtml" + (f"#{anchor}" if anchor else "")
        return f"#{self.anchor(anchor, article)}"

    def anchor(self, anchor: str, article: str = "") -> str:
        """The id of an anchor: bare in a book, where an article is a file; prefixed in pages."""
        owner = article or self.article
        if self.medium == "book":
            return anchor
        return f"{owner}--{anchor}" if anchor else owner

    def _reference(self, label: str) -> Markup:
        note = self.notes.get(label)
        if note is None:
            return Markup("")
        if self.medium == "page" and not self.notes_at_end:
            return Markup('{}<span class="footnote">{}</span>{}').format(*_around(ADDED, self.note(note)))
        number = list(self.notes).index(label) + 1
        self.used[label] = self.used.get(label, 0) + 1
        mark = f"{number}" if self.used[label] == 1 else f"{number}-{self.used[label]}"
        if self.medium == "page":
            noteref = Markup('{}<a class="noteref" role="doc-noteref" href="#{}">{}</a>{}')
            return noteref.format(ADDED[0], self.anchor(f"note-{number}"), number, ADDED[1])
        noteref = Markup(
            '{2}<a class="noteref" epub:type="noteref" role="doc-noteref" id="ref-{0}" href="#note-{1}">{1}</a>{3}'
        )
        return noteref.format(mark, number, *ADDED)


def _around(marks: tuple[Markup, Markup], words: Markup) -> tuple[Markup, Markup, Markup]:
    return marks[0], words, marks[1]


def short_address(target: str) -> str:
    """An address as it stands in print: no scheme, no closing slash."""
    for scheme in ("https://www.", "https://", "http://www.", "http://", "mailto:", "tel:"):
        if target.startswith(scheme):
            return target.removeprefix(scheme).rstrip("/")
    return target


def breakable(address: str) -> Markup:
    """An address that may break after a slash, a dot or a hyphen, without a hyphen being added."""
    text = str(escape(address))
    for mark in ("/", ".", "-"):
        text = text.replace(mark, f"{mark}\u200b")
    return Markup(text)
