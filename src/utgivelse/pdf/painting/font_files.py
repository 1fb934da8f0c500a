"""Font files: which glyph a code of a simple TrueType font selects, and how many glyphs there are.

Law: what cannot be read explains nothing; it is never taken for a glyph that is missing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MOST_CODES = 70_000


def is_font(data: bytes, key: str) -> bool:
    """Whether these bytes begin as the font that /FontFile, /FontFile2 or /FontFile3 stands for (ISO 32000-2, 9.9)."""
    match key:
        case "/FontFile":
            return data[:2] in (b"%!", b"\x80\x01")
        case "/FontFile2":
            return data[:4] in SCALABLE and last_glyph(data) >= 0 and bool(_table(data, b"glyf"))
        case _:
            return data[:4] in SCALABLE or data[:1] == b"\x01"


SCALABLE = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")


def last_glyph(data: bytes) -> int:
    """The number of the last glyph of a TrueType file, 0 when it cannot be read."""
    table = _table(data, b"maxp")
    return int(struct.unpack(">H", table[4:6])[0]) - 1 if len(table) >= 6 else 0


def code_maps(data: bytes) -> list[dict[int, int]]:
    """Every map from codes to glyphs that a TrueType file has in a common form (0, 4, 6)."""
    table = _table(data, b"cmap")
    found = []
    try:
        for index in range(min(struct.unpack(">H", table[2:4])[0], 16)):
            offset = struct.unpack(">HHL", table[4 + 8 * index : 12 + 8 * index])[2]
            kind = struct.unpack(">H", table[offset : offset + 2])[0]
            if kind in _READERS:
                found.append(dict(_READERS[kind](table[offset:])))
    except (struct.error, IndexError):
        return found
    return found


def codes_without_glyph(data: bytes) -> frozenset[int]:
    """The one-byte codes that no map of the file leads to a glyph; none when there is no map by codes.

    A symbolic font has its codes at 0 or at F000 (ISO 32000-2, 9.6.5.4); one with letters is looked up by
    them instead, and has no say here.
    """
    maps = code_maps(data)
    if not maps or any(code > 0xFF and not 0xF000 <= code <= 0xF0FF for one in maps for code in one):
        return frozenset()
    reached = {code & 0xFF for one in maps for code, glyph in one.items() if glyph}
    return frozenset(range(256)) - reached


def _table(data: bytes, tag: bytes) -> bytes:
    try:
        for index in range(struct.unpack(">H", data[4:6])[0]):
            name, _, offset, length = struct.unpack(">4sLLL", data[12 + 16 * index : 28 + 16 * index])
            if name == tag:
                return data[offset : offset + length]
    except struct.error:
        return b""
    return b""


def _bytes(table: bytes) -> Iterator[tuple[int, int]]:
    return enumerate(table[6:262])


def _trimmed(table: bytes) -> Iterator[tuple[int, int]]:
    first, count = struct.unpack(">HH", table[6:10])
    return zip(range(first, first + count), struct.unpack(f">{count}H", table[10 : 10 + 2 * count]), strict=True)


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack(">H", table[6:8])[0] // 2
    ends = struct.unpack(f">{count}H", table[14 : 14 + 2 * count])
    starts, deltas, ranges = (
        struct.unpack(f">{count}H", table[16 + 2 * count * part : 16 + 2 * count * (part + 1)]) for part in (1, 2, 3)
    )
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if not ranges[index]:
                yield code, (code + deltas[index]) & 0xFFFF
                continue
            at = 16 + 6 * count + 2 * index + ranges[index] + 2 * (code - start)
            glyph = struct.unpack(">H", table[at : at + 2])[0]
            yield code, (glyph + deltas[index]) & 0xFFFF if glyph else 0


_READERS = {0: _bytes, 4: _segments, 6: _trimmed}
