"""Spacing: where a line's end swallowed the white space between two words, or broke a word.

Laws: the source decides, as far as it has the words; two blocks are parted in any case. Of what a style
sheet wrote only the lines are known: there a line ends a word, unless it breaks behind a sign that addresses
break at, or with the engine's hyphen between two small letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from utgivelse.typeset.structure.roles import INLINE
from utgivelse.typeset.structure.tree import Leaf, Node

BREAKING = ("/", "-", ".", "\u2010", "\u2013", "\u200b")
"""Behind these a line may end without white space."""

Letters = Callable[[Leaf], str]
"""What a leaf shows, letter by letter."""


def is_broken(one: Leaf, other: Leaf | None) -> bool:
    """Whether the last sign of a leaf is the engine's hyphen, inside of a word."""
    if one.shown.hyphen:
        return True
    hyphen = one.box.style["hyphenate_character"]
    words = one.box.text
    if other is None or not _goes_on(one, other) or not hyphen or not words.endswith(hyphen):
        return False
    return bool(words[: -len(hyphen)][-1:].islower() and other.box.text[:1].islower())


def _goes_on(one: Leaf, other: Leaf) -> bool:
    """Whether the two are lines of one text that a style sheet wrote."""
    generated = one.shown.generated
    return bool(generated) and (one.box.element, generated) == (other.box.element, other.shown.generated)


class Spacing:
    """Finds the leaves whose word is broken, and those behind which white space must be put."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.broken: set[int] = set()
        self.spaced: set[int] = set()
        self._before: Leaf | None = None

    def look(self, node: Node) -> None:
        """Go through a node and all in it, in order."""
        is_block = node.role not in INLINE or node.role in ("Lbl", "Figure")
        self._begin(is_block)
        for kid in node.kids:
            if isinstance(kid, Node):
                self.look(kid)
            elif hasattr(kid.box, "text"):
                self._meet(kid)
        self._begin(is_block)

    def _begin(self, is_block: bool) -> None:
        if is_block:
            self._end(None)
            self._before = None

    def _meet(self, leaf: Leaf) -> None:
        self._end(leaf)
        self._before = leaf

    def _end(self, following: Leaf | None) -> None:
        before = self._before
        if before is None:
            return
        if is_broken(before, following):
            self.broken.add(id(before.box))
        elif following is not None and self._is_parted(before, following):
            self.spaced.add(id(before.box))

    def _is_parted(self, one: Leaf, other: Leaf) -> bool:
        before, behind = self.letters(one), self.letters(other)
        if before.endswith(" ") or behind.startswith(" "):
            return False
        if _goes_on(one, other):
            return not before.endswith(BREAKING)
        return one.block != other.block or (other.shown.spaced and one.shown.generated != "before")


def words_of(leaves: Iterator[Leaf], spacing: Spacing) -> str:
    """What leaves say, as one reads it."""
    found = []
    for leaf in leaves:
        text = getattr(leaf.box, "text", "")
        broken, spaced = id(leaf.box) in spacing.broken, id(leaf.box) in spacing.spaced
        found.append(text[:-1] if broken else text + " " * spaced)
    return " ".join("".join(found).split())
