"""Pseudo-translation: letters that anyone can read and nobody would have written.

Laws:
- Every plain letter (A–Z, a–z) becomes one of Latin-1 or Latin Extended-A, so that any plain word
  left on a page has escaped translation.
- `lengthened` text is about 35 % longer: what a layout must bear.
- Addresses stay: they are nobody's words.
"""

from __future__ import annotations

import re

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STRANGE = "āßćďēŧġĥīĵķľŋñōþĸŕśţūŭŵžýźÅÞČĎÉŦĢĦÎĴĶĻŊŃÖÞŌŘŠŤÛŬŴŽÝŻ"
_ACCENTS = str.maketrans(_PLAIN, _STRANGE)

ADDRESS = re.compile(
    r"(?:https?://|mailto:|tel:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|info|io|gov|edu|se|dk|fi|is|uk|de|pl)\b(?:/[^\s)»”\"]*)?"
)
"""An address as it stands in running text: web or mail."""

_GROWTH = 0.35


def accented(text: str) -> str:
    """The same text with accents."""
    return text.translate(_ACCENTS)


def lengthened(text: str) -> str:
    """The text with accents and about 35 % more letters, addresses left alone."""
    parts, last = [], 0
    for address in ADDRESS.finditer(text):
        parts += [_grown(text[last : address.start()]), address.group()]
        last = address.end()
    return "".join((*parts, _grown(text[last:])))


def _grown(text: str) -> str:
    letters, due = [], _GROWTH
    for letter in accented(text):
        letters.append(letter)
        if letter.isalpha():
            due += _GROWTH
            if due >= 1:
                letters.append(letter)
                due -= 1
    return "".join(letters)
