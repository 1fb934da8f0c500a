"""An EPUB with one of its files changed: how the tests plant a fault in a real edition."""

from __future__ import annotations

import io
import zipfile


def changed(data: bytes, path: str, old: str, new: str) -> bytes:
    """The archive with a text in one of its files replaced, once."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        text = book.read(path).decode()
    assert old in text, f"{old!r} is not in {path}"
    return with_file(data, path, text.replace(old, new, 1).encode())


def with_file(data: bytes, path: str, content: bytes | None) -> bytes:
    """The archive with one file put in the place of another, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as copy:
        for entry in book.infolist():
            if entry.filename != path:
                copy.writestr(entry, book.read(entry))
        if content is not None:
            copy.writestr(path, content)
    return out.getvalue()
