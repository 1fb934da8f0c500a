"""Texts: an inline tree as a message, and back.

Laws:
- Every destination becomes `#1`, `#2` … in order of first appearance, anchors and pictures too, so
  that no translator can break an address and an author's own `#1` cannot be mistaken for one.
- What must survive translation is compared as sets: destinations, variables, footnotes and code.
  Emphasis and spans may differ between languages, and a link may be used twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from utgivelse.findings import Said, Severity, said
from utgivelse.inline import (
    Code,
    Emphasis,
    Icon,
    Inline,
    Inlines,
    Link,
    NoteReference,
    Span,
    Strong,
    Text,
    Variable,
)
from utgivelse.markdown import write_inlines
from utgivelse.markdown.inlines import read_inlines
from utgivelse.markdown.report import Report

_MARKED = re.compile(r"[*_`\[\]{}<>&\\!~^|\0\r\n\t]|^[ \u00a0]|[ \u00a0]$|  |^$|[\x00-\x1f]")
"""What a text has of which Markdown could make anything but itself."""
VARIABLE = re.compile(r"\{\$([\w-]+)\}")

Words = Inlines | str


@dataclass(frozen=True)
class Written:
    """A text as a translator sees it, and the addresses behind its numbers."""

    text: str
    addresses: tuple[str, ...] = ()


def write(value: Words) -> Written:
    """The message text of a field."""
    if isinstance(value, str):
        return Written(value)
    addresses = tuple(dict.fromkeys(_destinations(value)))
    numbers = {address: f"#{number}" for number, address in enumerate(addresses, 1)}
    return Written(write_inlines(redirect(value, numbers.__getitem__)), addresses)


def _destinations(inlines: Inlines) -> Iterator[str]:
    for part in flatten(inlines):
        if isinstance(part, Link):
            yield part.target
        elif isinstance(part, Icon):
            yield part.src


def flatten(inlines: Inlines) -> Iterator[Inline]:
    """Every part of a tree, parents before their children."""
    for part in inlines:
        yield part
        yield from flatten(getattr(part, "children", ()))


def with_children(part: Inline, change: Callable[[Inlines], Inlines]) -> Inline:
    """The part with what it holds changed; itself where it holds nothing."""
    if isinstance(part, Emphasis | Strong | Link | Span):
        return replace(part, children=change(part.children))
    return part


def rebuild(inlines: Inlines, change: Callable[[Inline], Inline | Inlines]) -> Inlines:
    """The tree with each part changed after its children; a part may become several or none."""
    result: list[Inline] = []
    for part in inlines:
        changed = change(with_children(part, lambda children: rebuild(children, change)))
        result.extend(changed if isinstance(changed, tuple) else (changed,))
    return tuple(result)


def redirect(inlines: Inlines, to: Callable[[str], str]) -> Inlines:
    """The tree with every destination replaced."""

    def change(part: Inline) -> Inline:
        if isinstance(part, Link):
            return replace(part, target=to(part.target))
        return replace(part, src=to(part.src)) if isinstance(part, Icon) else part

    return rebuild(inlines, change)


# ── back ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Structure:
    """What of a text must be in its translation as well."""

    links: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    code: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Read:
    """A translation's text as a tree (or a plain text), and what it lost or invented."""

    value: Words
    problems: tuple[Said, ...] = ()


def read(text: str, source: str, plain: bool) -> Read:
    """The translation `text` of the message `source`; where problems are named, `value` is not to be used."""
    if plain:
        return Read(text, tuple(_differences("variables", _variables(source), _variables(text))))
    tree, faults = parsed(text)
    original, own = parsed(source)
    mine, theirs = _structure(original), _structure(tree)
    problems = tuple(
        problem
        for name in ("links", "pictures", "variables", "notes", "code")
        for problem in _differences(name, getattr(mine, name), getattr(theirs, name))
    )
    return Read(tree, (*problems, *(fault for fault in faults if fault not in own)))


@lru_cache(maxsize=8192)
def parsed(text: str) -> tuple[Inlines, tuple[Said, ...]]:
    """The tree, and what would be an error in an article: in a translation it is one as well."""
    if not _MARKED.search(text):
        return (Text(text),), ()
    report = Report("")
    tree = read_inlines(text, report, 0)
    errors = (finding.message for finding in report.findings if finding.severity is Severity.ERROR)
    return tree, tuple(message for message in errors if isinstance(message, Said))


def _variables(text: str) -> frozenset[str]:
    return frozenset(VARIABLE.findall(text))


def _structure(tree: Inlines) -> Structure:
    parts = tuple(flatten(tree))
    inside = frozenset(name for part in parts if isinstance(part, Icon) for name in _variables(part.alt))
    return Structure(
        frozenset(part.target for part in parts if isinstance(part, Link)),
        frozenset(part.src for part in parts if isinstance(part, Icon)),
        frozenset(part.name for part in parts if isinstance(part, Variable)) | inside,
        frozenset(part.label for part in parts if isinstance(part, NoteReference)),
        frozenset(part.text for part in parts if isinstance(part, Code)),
    )


def _differences(name: str, source: frozenset[str], translated: frozenset[str]) -> Iterator[Said]:
    if lost := source - translated:
        yield _LOST[name](_listed(name, lost))
    if strange := translated - source:
        yield _STRANGE[name](_listed(name, strange))


def _listed(name: str, items: frozenset[str]) -> str:
    shapes = {"variables": "{{${}}}", "notes": "[^{}]", "code": "`{}`"}
    return ", ".join(shapes.get(name, "{}").format(item) for item in sorted(items))


_LOST: dict[str, Callable[[str], Said]] = {
    "links": lambda items: said("the link {items} is gone", items=items),
    "pictures": lambda items: said("the picture {items} is gone", items=items),
    "variables": lambda items: said("the variable {items} is gone", items=items),
    "notes": lambda items: said("the footnote {items} is gone", items=items),
    "code": lambda items: said("the code {items} is gone", items=items),
}
_STRANGE: dict[str, Callable[[str], Said]] = {
    "links": lambda items: said("the link {items} is not in the source", items=items),
    "pictures": lambda items: said("the picture {items} is not in the source", items=items),
    "variables": lambda items: said("the variable {items} is not in the source", items=items),
    "notes": lambda items: said("the footnote {items} is not in the source", items=items),
    "code": lambda items: said("the code {items} is not in the source", items=items),
}


def is_wordless(value: Words) -> bool:
    """Whether a translator could do nothing with it: no letter and no digit outside variables and code."""
    if isinstance(value, str):
        return not any(letter.isalnum() for letter in VARIABLE.sub("", value))
    texts = (
        part.text if isinstance(part, Text) else part.alt for part in flatten(value) if isinstance(part, Text | Icon)
    )
    return not any(letter.isalnum() for text in texts for letter in text)
