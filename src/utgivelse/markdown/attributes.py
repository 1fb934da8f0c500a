r"""Attributes: `{#anchor .flag key="value"}`, and the brackets of a label.

Laws:
- `read_attributes(write_attributes(x))` gives x back; in a quoted value only `\"` and `\\` are
  escapes, so that inline Markdown passes through untouched.
- What cannot be read as attributes is never half read: the caller gets None and says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<anchor>[^\s{}"]+)
      | \.(?P<flag>[^\s{}"=.\#]+)
      | (?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s{}"]+))
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_BARE = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True)
class Attributes:
    """What stood between the braces; `doubled` is what was given a second time."""

    anchor: str = ""
    flags: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()

    def merged(self, other: Attributes) -> Attributes:
        """Both together; what both have counts as doubled, and the first stands."""
        twice = [f"{name}={value}" for name, value in other.values.items() if name in self.values]
        if self.anchor and other.anchor:
            twice.append("#" + other.anchor)
        return Attributes(
            self.anchor or other.anchor,
            tuple(dict.fromkeys(self.flags + other.flags)),
            {**other.values, **self.values},
            self.doubled + other.doubled + tuple(twice),
        )


def read_attributes(text: str, start: int = 0, stop: int = sys.maxsize) -> tuple[Attributes, int] | None:
    """The attributes whose `{` stands at `start`, and where they end; None when they are none."""
    if not text.startswith("{", start):
        return None
    read, position = Attributes(), start + 1
    while item := _ITEM.match(text, position, stop):
        read, position = read.merged(_single(item)), item.end()
    end = _END.match(text, position, stop)
    return (read, end.end()) if end else None


def _single(item: re.Match[str]) -> Attributes:
    if item["anchor"]:
        return Attributes(anchor=item["anchor"])
    if item["flag"]:
        return Attributes(flags=(item["flag"],))
    value = item["plain"] if item["quoted"] is None else re.sub(r'\\(["\\])', r"\1", item["quoted"])
    return Attributes(values={item["key"]: value})


def write_attributes(anchor: str = "", flags: Iterable[str] = (), values: Mapping[str, str] | None = None) -> str:
    """The text that `read_attributes` reads; empty when there is nothing to say."""
    items = [f"#{anchor}"] if anchor else []
    items += [f".{flag}" for flag in flags]
    items += [f"{key}={_written(value)}" for key, value in (values or {}).items() if value]
    return "{" + " ".join(items) + "}" if items else ""


def _written(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def label_end(text: str, start: int) -> int:
    """Where the bracket that opens at `start` closes, past code spans and escapes; -1 when nowhere."""
    depth, position = 0, start
    while position < len(text):
        match text[position]:
            case "\\":
                position += 1
            case "`":
                position = _past_code(text, position)
                continue
            case "[":
                depth += 1
            case "]":
                depth -= 1
                if not depth:
                    return position
        position += 1
    return -1


def _past_code(text: str, start: int) -> int:
    run = re.compile("`+").match(text, start)
    assert run
    for other in re.finditer("`+", text[run.end() :]):
        if len(other[0]) == len(run[0]):
            return run.end() + other.end()
    return run.end()
