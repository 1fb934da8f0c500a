"""Subject: an article that is asked about, and what a question may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from utgivelse.accessibility.vocabulary import Vocabulary, vocabulary_of
from utgivelse.accessibility.wording import Wording, wordings_of
from utgivelse.article import Article, Drawing, Figure, walk_blocks
from utgivelse.findings import Finding, Place, Said, warning

if TYPE_CHECKING:
    from utgivelse.files import Files


@dataclass(frozen=True)
class Subject:
    """An article in one language; `file` is what its findings point at, `files` its project if there is one."""

    article: Article
    file: str
    files: Files | None = None

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Its texts."""
        return wordings_of(self.article)

    @cached_property
    def pictures(self) -> tuple[Figure | Drawing, ...]:
        """The pictures and drawings that tell something and are there."""
        blocks = (self.article.image, *walk_blocks(self.article.blocks))
        pictures = (block for block in blocks if isinstance(block, Figure | Drawing))
        return tuple(p for p in pictures if isinstance(p, Drawing) or not (p.decorative or p.placeholder))

    def words(self, wording: Wording) -> Vocabulary:
        """The words that matter in the language of a text."""
        return vocabulary_of(wording.language)

    def doubt(self, code: str, line: int, message: Said, hint: Said) -> Finding:
        """A warning about a line of this article."""
        return warning(code, message, hint, Place(self.file, line))


Ask = Callable[[Subject], Iterator[Finding]]
"""A question: what there is to say of a subject."""


def quoted(text: str, most: int = 60) -> str:
    """The beginning of a text, for a message."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
