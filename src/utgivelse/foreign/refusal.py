"""Refusals: the findings for a file that cannot be read at all."""

from __future__ import annotations

from utgivelse.findings import Place, ProjectError, Said, error, said

LARGEST = 64 * 1024 * 1024


def unreadable(message: Said, hint: Said, name: str, line: int = 0) -> ProjectError:
    """A file that cannot be read; nothing of it was taken."""
    return ProjectError(error("M70", message, hint, Place(name, line)))


def check_size(data: bytes, name: str) -> None:
    """ProjectError when the file is larger than any consignment."""
    if len(data) > LARGEST:
        raise unreadable(
            said("the file has more than {most} MB", most=LARGEST // 2**20),
            said("ask for it in parts, or look what is in it"),
            name,
        )
