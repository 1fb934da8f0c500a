"""The output folder: who may write there, what is unfinished, what is put in its place.

Laws:
- One build at a time for a project and an output folder: a lock of the kernel's, which ends with
  the process that holds it, however that ends. Whoever waits is told for whom.
- What is unfinished lies in `.partial/<pid>/` of the output folder, in the same file system as its
  goal, and is moved there whole. Whoever holds the lock sweeps away what dead builds left.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from utgivelse.files import PRIVATE, hash_of, settle, sha256, unwritable
from utgivelse.findings import ToolError

PARTIAL = ".partial"
MANIFEST = "manifest.json"


def memory_folder(root: Path, output: Path) -> Path:
    """Where a project keeps what it knows of one output folder."""
    return root / PRIVATE / "outputs" / sha256(os.path.realpath(output).encode())[:16]


@contextlib.contextmanager
def locked(folder: Path, tell_waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock in `folder`; first say whose process is waited for, if another holds it."""
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+")
    except OSError as failure:
        raise ToolError(unwritable(path, failure)) from failure
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            tell_waiting(lock.read().strip() or "?")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def tidy(output: Path) -> None:
    """Remove what a build left that died after its last file was in place; only under the lock."""
    with contextlib.suppress(OSError):  # whoever has work to do will say why nothing can be written
        sweep(output)


@contextlib.contextmanager
def workplace(output: Path) -> Iterator[Path]:
    """An empty folder for unfinished files, gone at the end; ToolError when nothing can be written here.

    Only under the lock: it sweeps away what builds that died have left.
    """
    place = output / PARTIAL / str(os.getpid())
    try:
        sweep(output)
        place.mkdir(parents=True)
    except OSError as failure:
        raise ToolError(unwritable(output, failure)) from failure
    try:
        yield place
    finally:
        with contextlib.suppress(OSError):
            sweep(output)


def sweep(output: Path) -> None:
    """Remove every unfinished file in this output folder."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(output / PARTIAL)


def put_in_place(partial: Path, path: Path) -> None:
    """Make a finished file the one that readers find; one with the same bytes stays untouched."""
    try:
        if hash_of(path) == hash_of(partial):
            partial.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.replace(path)
        settle(path.parent)
    except OSError as failure:
        raise ToolError(unwritable(path, failure)) from failure


def strangers(output: Path, known: set[str]) -> tuple[str, ...]:
    """The files below the output folder that are not `known`, dot-files aside; paths relative to it."""
    found = []
    for folder, folders, names in os.walk(output):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder).relative_to(output)
        found += [(here / name).as_posix() for name in sorted(names) if not name.startswith(".")]
    return tuple(name for name in found if name not in known)


def remove(output: Path, names: tuple[str, ...]) -> None:
    """Remove these files, and the folders that become empty by it."""
    for name in names:
        path = output / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()
