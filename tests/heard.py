"""What a reader hears of a PDF: the blocks of its tags, in order, by an own way through the tree.

`heard` gives a text for every tag that holds words directly, and `[…]` for every picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.pdf.painting import Content, Painting, Tag
from utgivelse.pdf.painting.words import Words

INLINE = ("Span", "Link", "Quote", "Code", "Reference", "Strong", "Em")


def heard(painting: Painting, *, actual: bool = True) -> tuple[str, ...]:
    """Every block of the file's tags; `actual` says whether ActualText stands for what is shown."""
    words = Words(painting)
    return tuple(text for tag in painting.structure.tags for text in _blocks(tag, words, actual=actual))


def _blocks(tag: Tag, words: Words, *, actual: bool) -> Iterator[str]:
    if tag.role == "Figure":
        yield f"[{tag.alt or ''}]"
        return
    run: list[str] = []
    for kid in tag.kids:
        if isinstance(kid, Content):
            run.append(words.of(kid, actual=actual))
        elif isinstance(kid, Tag) and kid.role in INLINE:
            run.append(words.inside(kid, actual=actual))
        elif isinstance(kid, Tag):
            if run:
                yield "".join(run)
                run = []
            yield from _blocks(kid, words, actual=actual)
    if run:
        yield "".join(run)
