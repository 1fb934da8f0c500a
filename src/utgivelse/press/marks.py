"""Marks."""


def add_marks(data: bytes, marks: tuple[str, ...]) -> bytes:
    """The same file, for now."""
    return data
