"""Jobs for the executors' tests: each does what its publication is called."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from utgivelse.edition import Job


def work(folder: Path, _: Any, job: Job, tell: Callable[[Any], None]) -> str:
    """Do what the job is called; the answer is its name, doubled."""
    tell(job.publication)
    (folder / f"{job.publication}.pid").write_text(str(os.getpid()))
    match job.publication:
        case "sleep":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "abort":
            ctypes.CDLL(None).abort()
        case "raise":
            raise RuntimeError("what nobody foresaw")
        case "memory":
            bytearray(1 << 40)
        case "killed":
            os.kill(os.getpid(), 9)
        case "killed-once":
            if not (folder / "killed").exists():
                (folder / "killed").touch()
                os.kill(os.getpid(), 9)
        case "much":
            return "x" * 5_000_000
        case _:
            pass
    return job.publication * 2
