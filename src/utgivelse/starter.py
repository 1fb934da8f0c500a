"""Starter: a new project that builds at once, with comments that say what each line is for."""

from __future__ import annotations

from pathlib import Path

from utgivelse.files import write_atomically
from utgivelse.findings import Place, ProjectError, error, said

PATTERN = Path(__file__).parent / "new_project"
"""The project that every new one begins as."""

_IGNORED = b"/.utgivelse/\n/output/\n"


def start_project(directory: Path) -> tuple[str, ...]:
    """Write a new project into an empty or new folder; the files' paths in it."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise ProjectError(
            error(
                "U12",
                said("{folder} is not empty", folder=directory),
                said("name a new folder, or an empty one"),
                Place(str(directory)),
            )
        )
    files = {path.relative_to(PATTERN).as_posix(): path.read_bytes() for path in PATTERN.rglob("*") if path.is_file()}
    files[".gitignore"] = _IGNORED
    for name, data in files.items():
        write_atomically(directory / name, data)
    (directory / "images").mkdir()
    return tuple(sorted(files))
