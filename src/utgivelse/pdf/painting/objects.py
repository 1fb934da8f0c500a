"""Objects: reading a stranger's file, where anything may be missing or of another kind.

Law: nothing here raises for what stands in a file (but `operand`, for operators to fail by); what is not as it
should be is as if it were not there.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

NUMBERS = (int, Decimal, float)
"""What numbers come as; asked by type, since a bool is none."""
LARGEST = 1e7
"""Points; a coordinate beyond it is no coordinate."""
MOST_BYTES = 48 * 2**20
"""How much a content stream, a table or a profile may hold when it is unpacked."""


def entry(value: object, key: str) -> Any:
    """What a dictionary or stream has under a key, else None."""
    try:
        return value.get(key) if isinstance(value, Dictionary | Stream) else None
    except Exception:  # a reference into a broken part of the file
        return None


def entries(value: object) -> Iterator[tuple[str, Any]]:
    """The keys and values of a dictionary or stream."""
    if isinstance(value, Dictionary | Stream):
        for key in list(value.keys()):
            yield key, entry(value, key)


def items(value: object, most: int = 100_000) -> list[Any]:
    """The parts of an array."""
    if not isinstance(value, Array):
        return []
    found: list[Any] = []
    for index in range(min(len(value), most)):
        try:
            found.append(value[index])
        except Exception:  # as above
            found.append(None)
    return found


def number(value: object, otherwise: float = 0.0) -> float:
    """A number, within reason."""
    if type(value) not in NUMBERS:
        return otherwise
    try:
        found = float(value)  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return otherwise
    if -LARGEST <= found <= LARGEST:
        return found
    return max(-LARGEST, min(LARGEST, found)) if isfinite(found) else otherwise


def operand(value: object) -> float:
    """A number before an operator. TypeError when it is none: the operator then does nothing."""
    if type(value) not in NUMBERS:
        raise TypeError("no number")
    return number(value)


def numbers(value: object) -> tuple[float, ...]:
    """The numbers of an array, empty when one of its parts is none."""
    parts = items(value, 4096)
    if any(type(part) not in NUMBERS for part in parts):
        return ()
    return tuple(number(part) for part in parts)


def word(value: object) -> str:
    """A name without its stroke, or a string; empty for all else."""
    try:
        if isinstance(value, Name):
            return str(value).removeprefix("/")
        return str(value) if isinstance(value, pikepdf.String | str) else ""
    except Exception:  # bytes that are no text
        return ""


def number_of(value: object) -> tuple[int, int]:
    """An object's number and generation, (0, 0) for what has none."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def unpacked(stream: object, most: int = MOST_BYTES) -> bytes:
    """A stream's content; empty when it is damaged or larger than `most`."""
    if not isinstance(stream, Stream) or is_bomb(stream, most):
        return b""
    try:
        found = stream.read_bytes()
    except Exception:  # damaged, or with a filter that is none
        return b""
    return found if len(found) <= most else b""


def is_bomb(stream: object, most: int = MOST_BYTES) -> bool:
    """Whether a stream would unpack to more than `most` bytes; asked before anything unpacks it."""
    if not isinstance(stream, Stream):
        return False
    filters = entry(stream, "/Filter")
    names = [word(part) for part in items(filters)] or [word(filters)]
    if not {*names} & {"FlateDecode", "Fl", "LZWDecode", "RunLengthDecode"}:
        return False
    try:
        raw = stream.read_raw_bytes()
    except Exception:  # as above
        return False
    if names[0] not in ("FlateDecode", "Fl") or len(names) > 1:
        return len(raw) > most // 1000
    return _inflates_over(raw, most)


def _inflates_over(raw: bytes, most: int) -> bool:
    if len(raw) * 1100 <= most:  # deflate packs no tighter
        return False
    inflating, total = zlib.decompressobj(), 0
    try:
        while raw and total <= most:
            total += len(inflating.decompress(raw, 2**20))
            raw = inflating.unconsumed_tail
    except zlib.error:
        return False
    return total > most


def digest(value: object) -> str:
    """A short digest of an object with all that it refers to, at most `MOST_PARTS` things deep and wide."""
    digesting = hashlib.sha256()
    for count, part in enumerate(_flat(value, 6)):
        if count > MOST_PARTS:
            break
        digesting.update(part)
    return digesting.hexdigest()[:16]


MOST_PARTS = 5000


def _flat(value: object, depth: int) -> Iterator[bytes]:
    if depth < 0:
        yield b"..."
    elif isinstance(value, Dictionary | Stream):
        for key, part in sorted(entries(value), key=lambda pair: pair[0]):
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                yield key.encode()
                yield from _flat(part, depth - 1)
        yield unpacked(value) if isinstance(value, Stream) else b">>"
    elif isinstance(value, Array):
        for part in items(value, 4096):
            yield from _flat(part, depth - 1)
        yield b"]"
    elif type(value) in NUMBERS:
        yield f"{number(value):g} ".encode()
    else:
        yield (word(value) or str(value is None)).encode("utf-8", "replace")
