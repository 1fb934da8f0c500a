"""Notes: what people write beside a translation, on its way out and back as comment lines of a catalog.

Laws:
- Approvals, acceptances and what the program wrote stay at home; a note on a mistake in the source goes along.
- What comes from outside is a note and nothing else: a line that would approve or accept is written so that
  it does not. A note that is there already is not added again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from utgivelse.po.entry import Entry
from utgivelse.po.remarks import is_remark

_RECEIVED = "received"
_PROGRAMS = (_RECEIVED, "memory:", "machine:")
"""How the lines begin that say where a text came from."""
_LINES = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def notes_of(comments: Iterable[str]) -> Iterator[str]:
    """What people wrote, without the `#`."""
    for line in comments:
        text = line.removeprefix("#").strip()
        if text and not _is_program(line, text):
            yield text


def _is_program(line: str, text: str) -> bool:
    is_mistake = is_remark(line) and text.startswith("source:")
    return text.startswith(_PROGRAMS) or (is_remark(line) and not is_mistake)


def with_notes(entry: Entry, notes: Iterable[str]) -> tuple[str, ...]:
    """The entry's comments, and those of these notes that are new."""
    known = {_bare(text) for text in (*entry.comments, *entry.extracted, *entry.references)}
    lines = []
    for text in (piece for note in notes for piece in _LINES.split(note)):
        line = _on_one_line(text)
        if line and _bare(line) not in known:
            known.add(_bare(line))
            lines.append(_comment(line))
    return (*entry.comments, *lines)


def _on_one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _comment(text: str) -> str:
    line = f"# {text}"
    return f"# note: {text}" if _is_program(line, text) else line


def _bare(text: str) -> str:
    return " ".join(text.removeprefix("#").split()).removeprefix("note: ")


def beside(comments: tuple[str, ...], by: str, text: str) -> tuple[str, ...]:
    """The comments with another translation for somebody to choose from."""
    shown = text.replace("\\", "\\\\").replace("\n", "\\n")
    line = f"# {_RECEIVED} ({_on_one_line(by)}): {_LINES.sub(' ', shown).rstrip()}"
    return comments if line in comments else (*comments, line)
