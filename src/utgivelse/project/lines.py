"""Lines: where each key of a TOML file stands; `tomllib` does not say.

Laws: for every text that `tomllib` reads, `key_lines` has exactly the paths of what it gives, and
the line where each key (or element of an array) begins.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+|[ \t]*\.[ \t]*)+""")
_HEADER = re.compile(r"\[\[?[ \t]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]+")


def value_span(text: str, path: Path) -> tuple[int, int]:
    """Where the value of this key begins and ends; `text` is valid TOML with simple line ends."""
    return value_spans(text)[path]


def value_spans(text: str) -> dict[Path, tuple[int, int]]:
    """Where each value begins and ends; `text` is valid TOML with simple line ends."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.spans


def key_lines(text: str) -> dict[Path, int]:
    """The line of every key and element, by its path; `text` is valid TOML."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.lines


class _Scanner:
    """Walks once through the text; values are skipped, arrays and inline tables entered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.counted = 0
        self.line = 1
        self.lines: dict[Path, int] = {}
        self.spans: dict[Path, tuple[int, int]] = {}
        self.tables: dict[Path, int] = {}

    def document(self) -> None:
        """Every header and every key with its value."""
        table: Path = ()
        self.skip()
        while self.position < len(self.text):
            table = self.header() if self.text[self.position] == "[" else self.pair(table)
            self.skip()

    def skip(self) -> None:
        """Past white space, line ends and comments."""
        found = _BLANK.match(self.text, self.position)
        assert found
        self.position = found.end()

    def here(self) -> int:
        """The line at the present position."""
        self.line += self.text.count("\n", self.counted, self.position)
        self.counted = self.position
        return self.line

    def names(self) -> list[str]:
        """The parts of a dotted key."""
        found = _KEY.match(self.text, self.position)
        assert found
        self.position = found.end()
        names: list[str] = []
        value: Any = tomllib.loads(f"{found[0]} = 0")
        while isinstance(value, dict):
            (name, value), *_ = value.items()
            names.append(name)
        return names

    def note(self, path: Path) -> None:
        """Remember where a path begins, the first time."""
        self.lines.setdefault(path, self.here())

    def header(self) -> Path:
        """`[table]` or `[[table]]`; the path of what follows."""
        found = _HEADER.match(self.text, self.position)
        assert found
        several = found[0].startswith("[[")
        self.position = found.end()
        path: Path = ()
        names = self.names()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            self.note(path)
            if several and number == len(names):
                self.tables[path] = self.tables.get(path, -1) + 1
            if path in self.tables:
                path = (*path, self.tables[path])
                self.note(path)
        self.position = self.text.index("]", self.position) + (2 if several else 1)
        return path

    def pair(self, table: Path) -> Path:
        """`key = value` below a table; the table again."""
        path = table
        start = self.position
        names = self.names()
        end, self.position = self.position, start
        for name in names:
            path = (*path, name)
            self.note(path)
        self.position = self.text.index("=", end) + 1
        self.skip()
        self.value(path)
        return table

    def value(self, path: Path) -> None:
        """Any value; what it holds is noted."""
        start = self.position
        match self.text[self.position]:
            case "[":
                self.position += 1
                self.elements(path)
            case "{":
                self.position += 1
                self.inline_table(path)
            case "'" | '"':
                self.past(_STRING)
            case _:
                self.past(_BARE)
        self.spans[path] = start, self.position

    def past(self, pattern: re.Pattern[str]) -> None:
        """Past one value without parts."""
        found = pattern.match(self.text, self.position)
        assert found
        self.position = found.end()

    def elements(self, path: Path) -> None:
        """The rest of an array."""
        number = 0
        while self.more("]"):
            self.note((*path, number))
            self.value((*path, number))
            number += 1

    def inline_table(self, path: Path) -> None:
        """The rest of an inline table."""
        while self.more("}"):
            self.pair(path)

    def more(self, end: str) -> bool:
        """Whether another element follows before the closing bracket, which is passed."""
        self.skip()
        if self.text[self.position] == ",":
            self.position += 1
            self.skip()
        if self.text[self.position] == end:
            self.position += 1
            return False
        return True
