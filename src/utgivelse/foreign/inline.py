"""Inline: pieces of a text ↔ mixed content of an XML element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from utgivelse.consignment import Code, Mark, Pieces, joined
from utgivelse.findings import Said, said
from utgivelse.foreign.xml import Element, local

Describe = Callable[[Element], Code | None]
Open = Callable[[Element, Mark], Element]
"""(parent, mark) → the new child; what comes next goes into it when the mark opens."""


def fill(parent: Element, pieces: Pieces, make: Open, *, nested: bool = True) -> None:
    """Put the pieces into an element; where codes are not nested, an end is an element of its own."""
    stack = [parent]
    for piece in pieces:
        if isinstance(piece, str):
            _append(stack[-1], piece)
        elif piece.shape == "close" and nested:
            stack.pop()
        else:
            child = make(stack[-1], piece)
            if piece.shape == "open" and nested:
                stack.append(child)


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


@dataclass
class Grammar:
    """What the inline elements of a format are.

    `paired` hold words, `single` do not; `opening` and `closing` are pairs that were torn apart (an end
    names its start by `reference`); `through` are marks of a program that mean nothing to us.
    """

    describe: Describe
    paired: frozenset[str]
    single: frozenset[str]
    opening: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    reference: tuple[str, ...] = ("rid", "startRef", "i", "id")
    through: frozenset[str] = frozenset()
    faults: list[Said] = field(default_factory=list)

    def read(self, node: Element | None) -> tuple[Pieces, tuple[Said, ...]]:
        """The pieces in an element, and why some of it cannot be read."""
        self.faults = []
        pieces = () if node is None else joined(self._content(node))
        return pieces, tuple(self.faults)

    def _content(self, node: Element) -> Iterator[str | Mark]:
        yield node.text or ""
        for child in node:
            yield from self._child(child)
            yield child.tail or ""

    def _child(self, child: Element) -> Iterator[str | Mark]:
        name = local(child)
        if name in self.through or not name:
            yield from self._content(child) if name else ()
        elif name in self.paired:
            number, code = self._number(child, ("id",)), self.describe(child)
            yield Mark(number, "open", code)
            yield from self._content(child)
            yield Mark(number, "close", code)
        elif name in self.single:
            yield Mark(self._number(child, ("id", "x", "i")), "whole", self.describe(child))
        elif name in self.opening:
            yield Mark(self._number(child, ("id", "i")), "open", self.describe(child))
        elif name in self.closing:
            yield Mark(self._number(child, self.reference), "close")
        else:
            self.faults.append(said("it has the element «{name}», which did not go out", name=name))

    def _number(self, child: Element, names: tuple[str, ...]) -> int:
        value = next((child.get(name) for name in names if child.get(name)), "")
        digits = (value or "").removeprefix("c")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
            self.faults.append(said("it has the mark «{value}», which did not go out", value=value or "–"))
            return 0
        return int(digits)
