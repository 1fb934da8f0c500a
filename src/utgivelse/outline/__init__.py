"""Outline: what a screen reader goes through in a finished file, line by line.

Laws:
- One `Line` for each block in reading order: its text is whole, and what stands inside of it (links, pictures,
  note marks, passages in another language, page marks) follows one step deeper, in its own order.
- `role` is what is announced: `heading 2`, `paragraph`, `list of 3`, `item 2 of 3`, `cell of «Year»`, `image`,
  `link`, `note`, … It is `said`, so that a door can say it in the reader's language.
- `language` is there where it is another than that of the line around it.
- Soft hyphens are taken out and white space is made one space; no-break spaces stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is read out; `depth` counts what it stands in."""

    depth: int
    role: str
    text: str
    language: str = ""


@dataclass(frozen=True)
class At:
    """Where a walk through a file is: how deep, the language here, and that of the line around."""

    depth: int
    language: str
    around: str

    def line(self, role: str, text: str) -> Line:
        """A line that stands here."""
        return Line(self.depth, role, smooth(text), self.language if self.language != self.around else "")

    def below(self) -> At:
        """One step deeper, in a line of this language."""
        return At(self.depth + 1, self.language, self.language)

    def entering(self, language: str) -> At:
        """In something that may say a language of its own."""
        return replace(self, language=language or self.language)


def smooth(text: str) -> str:
    """Text as it is read: without soft hyphens, with single spaces."""
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\u00ad", "")).strip(" ")


def write(lines: Iterable[Line], say: Callable[[str], str] = str) -> str:
    """The lines as text, indented; `say` puts what is announced into the reader's language."""
    return "".join(f"{_written(line, say)}\n" for line in lines)


def _written(line: Line, say: Callable[[str], str]) -> str:
    language = f" [{line.language}]" if line.language else ""
    text = f": {line.text}" if line.text else ""
    return f"{'  ' * line.depth}{say(line.role)}{language}{text}"
