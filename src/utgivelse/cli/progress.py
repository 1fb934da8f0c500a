"""Progress: the eight steps as they are taken, on standard error.

On a terminal one line per job tells where it is; elsewhere each step is a line of its own.
Rich is imported when the first step is taken: a build with nothing to do has nothing to show.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from utgivelse.findings import said

if TYPE_CHECKING:
    from rich.live import Live

STEPS = (
    said("load"),
    said("import"),
    said("extract"),
    said("localize"),
    said("plan"),
    said("produce"),
    said("preflight"),
    said("deliver"),
)


class Progress:
    """A display that begins with the first step and is gone at the end."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self._live: Live | None = None
        self._now: dict[str, int] = {}
        self._is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def tell(self, event: Any) -> None:
        """Show a step, or whom we wait for."""
        if hasattr(event, "holder"):
            text = said("waiting for the build of process {pid}, which writes to the same folder", pid=event.holder)
            print(self._say(text), file=sys.stderr)
            return
        if self._is_terminal:
            self._show(event.number, event.subject)
        else:
            print(f"{event.number} {self._name(event.number)} {event.subject}".rstrip(), file=sys.stderr, flush=True)

    def _name(self, number: int) -> str:
        return self._say(STEPS[number - 1])

    def _show(self, number: int, subject: str) -> None:
        from rich.console import Console
        from rich.live import Live

        if self._live is None:
            self._live = Live(console=Console(stderr=True), transient=True, refresh_per_second=8)
            self._live.start()
        job = " ".join(subject.split()[:2])
        self._now.pop("", None)
        self._now[job] = number
        self._live.update(self._picture(), refresh=True)

    def _picture(self) -> Any:
        from rich.text import Text

        now = {*self._now.values()}
        heads = Text("  ").join(
            Text(f"{number} {self._name(number)}", "bold" if number in now else "dim")
            for number in range(1, len(STEPS) + 1)
        )
        jobs = (Text(f"{job:<28} {number} {self._name(number)}", "cyan") for job, number in self._now.items())
        return Text("\n").join((heads, *jobs))
