"""The walk: every text of a tree, in reading order, with what is known of its place.

Laws:
- Extraction and localization are one walk: what one finds, the other replaces, and nothing else.
- Only fields made with `article.words` are visited. An article's `fixed` fields are not.
- A comment or context holds for everything in its block; paragraphs in a quotation or a note take
  the role of their container; everything in a publication or brand has the role `publication`.
- `Only` is resolved when a language is given: its blocks stand in its place, or nothing does. The
  blocks that are `written` in a language are never visited.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from utgivelse.article import RUNNING, Article, Base, ListItem, Note, Only, Quotation
from utgivelse.inline import Inlines
from utgivelse.language import PSEUDO
from utgivelse.publication import Brand, Publication

Words = Inlines | str
T = TypeVar("T")


@dataclass(frozen=True)
class Spot:
    """Where a text stands: its context, what it is for readers, and what the author said of it."""

    context: str = RUNNING
    noun: str = ""
    comment: str = ""
    owner: str = ""
    line: int = 0
    languages: tuple[str, ...] = ()


Visit = Callable[[Words, Spot], Words]


@dataclass(frozen=True)
class _Scope:
    """What a node hands down to what it holds."""

    owner: str = ""
    forced: str | None = None
    running: str = RUNNING
    paragraph: str = "paragraph"
    comment: str = ""
    context: str = ""
    line: int = 0
    languages: tuple[str, ...] = ()


def walk(value: T, visit: Visit, language: str = "") -> T:
    """`value` with every text replaced by what `visit` gives for it; `language` resolves `Only`."""
    result: T = _Walk(visit, language).node(value, _scope_of(value))
    return result


def _scope_of(value: object) -> _Scope:
    match value:
        case Article():
            return _Scope(owner=value.slug)  # a title would change the comments of all its texts
        case Publication():
            return _Scope(owner=value.id, forced="publication")
        case Brand():
            return _Scope(forced="publication")
        case _:
            return _Scope()


@dataclass(frozen=True)
class _Walk:
    visit: Visit
    language: str

    def node(self, node: Any, scope: _Scope) -> Any:
        """A dataclass with its texts replaced; the same object where nothing changed."""
        scope = _entered(node, scope)
        fixed = node.fixed if isinstance(node, Article) else ()
        changes = {}
        for name, role in _shape(cast(Hashable, type(node))):
            value = getattr(node, name)
            if not value or name in fixed:
                continue
            new = self._value(value, scope) if role is None else self.visit(value, _spot(node, name, role, scope))
            if new is not value:
                changes[name] = new
        return replace(node, **changes) if changes else node

    def _value(self, value: Any, scope: _Scope) -> Any:
        if isinstance(value, tuple):
            new = tuple(part for item in value for part in self._parts(item, scope))
            return new if len(new) != len(value) or any(a is not b for a, b in zip(new, value, strict=True)) else value
        return self.node(value, scope) if is_dataclass(value) else value

    def _parts(self, item: Any, scope: _Scope) -> tuple[Any, ...]:
        if isinstance(item, Only):
            return self._only(item, scope)
        return (self._value(item, scope),)

    def _only(self, only: Only, scope: _Scope) -> tuple[Any, ...]:
        if not self.language:
            return (only,) if only.written else (self.node(only, scope),)
        if only.written:
            return self._written(only.blocks) if only.written == self.language else ()
        if only.languages and self.language not in (*only.languages, PSEUDO):
            return ()
        return tuple(self._value(only.blocks, _entered(only, scope)))

    def _written(self, blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(_Walk(lambda value, _: value, self.language)._value(blocks, _Scope()))


@cache
def _shape(kind: Hashable) -> tuple[tuple[str, str | None], ...]:
    """The fields worth looking at: those with words (and their role), and those that may hold nodes."""
    return tuple(
        (field.name, field.metadata.get("role"))
        for field in fields(cast(Any, kind))
        if "role" in field.metadata or not _is_plain(str(field.type))
    )


def _is_plain(kind: str) -> bool:
    return kind in ("str", "int", "bool", "float") or kind.startswith(("Literal", "Mapping", "tuple[str"))


def _entered(node: Any, scope: _Scope) -> _Scope:
    if line := getattr(node, "line", 0):
        scope = replace(scope, line=line)
    if isinstance(node, Base):
        scope = replace(scope, comment=node.comment or scope.comment, context=node.context or scope.context)
    match node:
        case Quotation():
            return replace(scope, running="quote", paragraph="quotation")
        case Note():
            return replace(scope, running="note", paragraph="footnote")
        case ListItem() if scope.running == RUNNING:
            return replace(scope, paragraph="list item")
        case Only():
            return replace(scope, languages=node.languages)
        case _:
            return scope


def _spot(node: Any, name: str, role: str, scope: _Scope) -> Spot:
    kind = type(node).__name__
    context = (role or scope.running) if scope.forced is None else scope.forced
    noun = scope.paragraph if (kind, name) == ("Paragraph", "text") else NOUNS.get((kind, name), role or name)
    line = node.lines.get(name, 0) if isinstance(node, Article) else scope.line
    return Spot(
        "/".join(part for part in (context, scope.context) if part),
        noun,
        scope.comment,
        scope.owner,
        line,
        scope.languages,
    )


NOUNS = {
    ("Article", "title"): "title",
    ("Article", "kicker"): "kicker",
    ("Article", "lead"): "lead",
    ("Article", "byline"): "byline",
    ("Heading", "text"): "heading",
    ("Dialogue", "text"): "direct speech",
    ("Quotation", "by"): "source of a quotation",
    ("PullQuote", "text"): "pull quote",
    ("PullQuote", "by"): "source of a pull quote",
    ("Figure", "alt"): "alternative text",
    ("Gallery", "caption"): "caption of a gallery",
    ("Definition", "term"): "term",
    ("Cell", "text"): "table cell",
    ("FactBox", "title"): "title of a fact box",
    ("Statistics", "title"): "title of key figures",
    ("Statistics", "source"): "source of key figures",
    ("Statistic", "value"): "key figure",
    ("Statistic", "label"): "label of a key figure",
    ("Contact", "name"): "name in a contact box",
    ("Contact", "role"): "role in a contact box",
    ("ContactLine", "text"): "line in a contact box",
    ("CallToAction", "text"): "call to action",
    ("CallToAction", "button"): "button",
    ("Steps", "title"): "title of steps",
    ("Drawing", "alt"): "alternative text",
    ("QRCode", "caption"): "caption of a QR code",
    ("Publication", "title"): "title",
    ("Publication", "subtitle"): "subtitle",
    ("Publication", "description"): "description for catalogues",
    ("Logo", "alt"): "alternative text of the logo",
    ("Brand", "organisation"): "organisation",
    ("BrandContact", "name"): "name of the sender",
    ("BrandContact", "address"): "address of the sender",
}
"""What a text is called in the comment for its translator."""
