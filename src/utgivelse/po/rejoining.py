"""Rejoining: comment lines as they were before another program broke them, or wrote them as something else.

polib and Babel break long comments, which parts a remark from its seal; Babel writes `#| msgid` as a
translator's comment, `# | msgid`, and breaks that as well. Law: what is not sure to be such a line stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SEALED = re.compile(r"\[[0-9a-f]{12}\]\s*$")
_BEGINS = re.compile(r"(?:#\s*(?:approved|accepted|source):|changed(?:, with a number or a date)?:)\s")
_WRAPS = 12
"""So many lines a line may have been broken into."""
_FULL = 66
"""A line that was broken is at least so long with the word that did not fit in any more."""
_PREVIOUS = re.compile(r'#\s?\|\s?(msgctxt|msgid_plural|msgid)\s+(".*)')
_MORE = re.compile(r'#\s?\|\s?(".*)')
_WHOLE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')


def rejoined(lines: Iterable[str]) -> list[str]:
    """The lines, each that ends in a seal on one line again."""
    left = list(lines)
    if len(left) < 2:
        return left
    joined: list[str] = []
    while left:
        line = left.pop(0)
        if _BEGINS.match(line) and not _SEALED.search(line):
            rest = _up_to_a_seal(line, left)
            line = " ".join((line, *map(_bare, rest)))
            del left[: len(rest)]
        joined.append(line)
    return joined


def _up_to_a_seal(line: str, lines: Sequence[str]) -> Sequence[str]:
    """The lines that a broken one goes on in; none when it has no seal, or another begins before it."""
    for number, following in enumerate(lines[:_WRAPS], 1):
        if _BEGINS.match(following) or not _is_full(line, following):
            return ()
        if _SEALED.search(following):
            return lines[:number]
        line = following
    return ()


def _is_full(line: str, following: str) -> bool:
    return len(line) + 1 + len(_bare(following).split(" ")[0]) >= _FULL


def earlier_texts(comments: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """What comments say of the text before, by keyword, each as the quoted pieces of a PO file; and the others."""
    found: dict[str, list[str]] = {}
    others: list[str] = []
    if not any("|" in line for line in comments):
        return found, list(comments)
    left = list(comments)
    while left:
        line = left.pop(0)
        begun = _PREVIOUS.fullmatch(line)
        if begun is None or (first := _quoted(begun[2], left)) is None:
            others.append(line)
            continue
        pieces = found.setdefault(begun[1], [])
        pieces.append(first)
        while left and (more := _MORE.fullmatch(left[0])):
            following = left[1:]
            if (piece := _quoted(more[1], following)) is None:
                break
            pieces.append(piece)
            left = following
    return found, others


def _quoted(text: str, left: list[str]) -> str | None:
    """The quoted text that begins so, and takes what it needs of the next lines; nothing when it has no end."""
    for count in range(min(len(left), _WRAPS) + 1):
        whole = " ".join((text, *map(_bare, left[:count])))
        if _WHOLE.fullmatch(whole):
            del left[:count]
            return whole
    return None


def _bare(line: str) -> str:
    return line.removeprefix("#").strip()
