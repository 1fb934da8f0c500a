"""Watching: notices that a file of a project has changed, by looking at their dates and sizes.

Looking is good enough here, wherever the files lie: what is then built is decided by contents.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

_PAUSE = 0.4


Seen = dict[str, tuple[int, int]]


def wait_for_change(root: Path, before: Seen, output: Path | None) -> None:
    """Return once a file below `root` is other than `before`; what lies in the output folder does not count."""
    expected = _without(before, output)
    while _without(look(root), output) == expected:
        time.sleep(_PAUSE)


def look(root: Path) -> Seen:
    """Every file below `root`, hidden folders aside, with its date and size."""
    seen = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            try:
                found = (Path(folder) / name).stat()
            except FileNotFoundError:
                continue
            seen[str(Path(folder) / name)] = (found.st_mtime_ns, found.st_size)
    return seen


def _without(seen: Seen, output: Path | None) -> Seen:
    return {name: value for name, value in seen.items() if output is None or not Path(name).is_relative_to(output)}
