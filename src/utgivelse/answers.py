"""Answers: what was worked out before, each with all that it depended on, so that asking again costs nothing.

Laws:
- An answer holds while the program's surroundings, its settings, and all that was read for it are as they were.
- Answers may be lost at any time; a disk that cannot be written to loses them, and nobody is told.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from utgivelse.files import PRIVATE, Record, write_atomically
from utgivelse.findings import ToolError
from utgivelse.freshness import record_of, surroundings

_SHAPE = 1


class Answers:
    """The answers to one kind of question about a project, by the question's name."""

    def __init__(self, root: Path, kind: str) -> None:
        self.root = root
        self.path = root / PRIVATE / f"{kind}.json"
        self._before = self.path.read_text() if self.path.is_file() else ""
        self._kept: dict[str, Any] = _loaded(self._before)
        self._known: dict[str, str] = {}

    def find(self, name: str, settings: str) -> Any:
        """The answer, if it would be the same today; else None."""
        found = self._kept.get(name)
        if found is None or found["settings"] != settings:
            return None
        return None if record_of(found["record"]).change(self.root, self._known) else found["answer"]

    def keep(self, name: str, settings: str, record: Record, answer: Any) -> None:
        """Remember an answer; it is plain JSON."""
        self._kept[name] = {"settings": settings, "record": asdict(record), "answer": answer}

    def save(self, names: set[str]) -> None:
        """Write down the answers to these questions, for the next time."""
        kept = {name: found for name, found in sorted(self._kept.items()) if name in names}
        text = json.dumps({"shape": _SHAPE, "surroundings": surroundings(), "kept": kept}, ensure_ascii=False)
        if text != self._before:
            with suppress(ToolError):
                write_atomically(self.path, text.encode(), durable=False)


def _loaded(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
        is_ours = (data["shape"], data["surroundings"]) == (_SHAPE, surroundings())
        return dict(data["kept"]) if is_ours else {}
    except (ValueError, KeyError, TypeError):
        return {}
