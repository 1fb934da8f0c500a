"""Directive: what one may have, what one has, and whether the two fit.

Laws: whatever stands in a head and has no place is quoted in a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from utgivelse.addresses import address_fault
from utgivelse.article import Block, Blocks
from utgivelse.findings import Said, nearest, said
from utgivelse.inline import Inlines
from utgivelse.markdown.block_rules import Head
from utgivelse.markdown.blocks import Reader


@dataclass(frozen=True)
class Found:
    """A directive as it stands in the article, with the reader that turns its parts into values."""

    reader: Reader
    node: SyntaxTreeNode
    head: Head
    line: int

    def label(self) -> Inlines:
        """The text between the brackets."""
        return self.reader.inlines(self.head.label or "", self.line)

    def words(self, name: str) -> Inlines:
        """An attribute that is a text for readers."""
        return self.reader.inlines(self.value(name), self.line)

    def value(self, name: str) -> str:
        """An attribute as it is written."""
        return self.head.attributes.values.get(name, "")

    def flag(self, name: str) -> bool:
        """Whether `.name` stands among the attributes."""
        return name in self.head.attributes.flags

    def body(self) -> Blocks:
        """The blocks inside."""
        return self.reader.blocks(self.node.children)

    def error(self, code: str, message: Said, hint: str = "") -> None:
        """Note what is wrong with this directive."""
        self.reader.report.error(code, self.line, message, hint)


@dataclass(frozen=True)
class Directive:
    """What a directive may have: its kind, label, attributes, flags and what it must have."""

    make: Callable[[Found], Sequence[Block]]
    leaf: bool = False
    label: bool = False
    values: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


def say_misnamed(found: Found, directive: Directive | None, known: Iterable[str]) -> None:
    """Say that there is no such directive, or that it is written with the other fence."""
    names = tuple(known)
    head = found.head
    values = (f"{name}={value}" for name, value in head.attributes.values.items())
    parts = (head.label, head.attributes.anchor, *head.attributes.flags, *values, head.rest)
    rest = " ".join(filter(None, parts))
    if directive:
        fence = "::" if directive.leaf else ":::"
        found.error(
            "A18",
            said("«{name}» is written with {fence} ({rest})", name=head.name, fence=fence, rest=rest or "–"),
            said("`::name` stands on one line; `:::name` … `:::` encloses other blocks"),
        )
        return
    found.error(
        "A18",
        said(
            "there is no directive «{name}» ({rest}); known are {known}",
            name=head.name,
            rest=rest or "–",
            known=", ".join(names),
        ),
        nearest(head.name, names),
    )


def check_head(found: Found, directive: Directive) -> None:
    """Say what of a head has no place in this directive, and what it lacks."""
    head = found.head
    if head.rest:
        found.error(
            "A21",
            said("expected the end of the line after «{name}», found «{text}»", name=head.name, text=head.rest),
            said('the form is `name[label]{key="value"}`, with no space before the brackets'),
        )
    if head.label and not directive.label:
        found.error("A21", said("«{name}» has no label, found «{text}»", name=head.name, text=head.label))
    for name, value in head.attributes.values.items():
        if name not in directive.values:
            found.error(
                "A12",
                said("«{directive}» has no attribute «{name}» ({value})", directive=head.name, name=name, value=value),
                nearest(name, directive.values),
            )
    for flag in head.attributes.flags:
        if flag not in directive.flags:
            found.error(
                "A12",
                said("«{directive}» has no class «{name}»", directive=head.name, name=flag),
                nearest(flag, directive.flags),
            )
    for name in head.attributes.doubled:
        found.error("A12", said("the attribute «{name}» is given twice", name=name))
    for name in directive.required:
        if not head.attributes.values.get(name):
            found.error(
                "A21",
                said("«{directive}» must have `{name}`", directive=head.name, name=name),
                said('write `{{{name}="…"}}`', name=name),
            )
    for name in ("url", "qr"):
        if (value := found.value(name)) and name in directive.values and (fault := address_fault(value)):
            found.error("A15", fault)
