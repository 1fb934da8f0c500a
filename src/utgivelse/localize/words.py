"""Words: how many of them a message has for whoever translates it.

A word is what stands between spaces and has a letter or a figure in it. Code, variables, the numbers of
links and footnotes, and marks of stress are none; the words of a link and of a picture's alternative
text are. Where a script puts no spaces between words, every letter counts as one, without the signs above and below it.
"""

from __future__ import annotations

import re
from functools import cache

from utgivelse.inline import Code, Icon, Inlines, LineBreak, NoteReference, Text, Variable
from utgivelse.localize.texts import VARIABLE
from utgivelse.markdown import parse_inlines
from utgivelse.message import Message

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana and Han. Korean has spaces."""


def count_words(message: Message) -> int:
    """The words of a message's source."""
    return _count(message.text, message.plain)


@cache
def _count(text: str, plain: bool) -> int:
    """Counted once, however many languages and publications have the text."""
    return words_of(text if plain else _readable(parse_inlines(text)))


def words_of(text: str) -> int:
    """The words of a plain text in which variables may stand."""
    pieces = VARIABLE.sub(" ", text).split()
    if not _UNSPACED.search(text):
        return sum(any(map(str.isalnum, piece)) for piece in pieces)
    letters = sum(map(str.isalnum, "".join(_UNSPACED.findall("".join(pieces)))))
    return letters + sum(any(map(str.isalnum, _UNSPACED.sub("", piece))) for piece in pieces)


def _readable(inlines: Inlines) -> str:
    """The characters that somebody translates."""
    pieces = []
    for part in inlines:
        match part:
            case Text(text=text):
                pieces.append(text)
            case Icon(alt=alt):
                pieces.append(f" {alt} ")
            case Code() | Variable() | LineBreak():
                pieces.append(" ")
            case NoteReference():
                pass
            case _:
                pieces.append(_readable(part.children))
    return "".join(pieces)
