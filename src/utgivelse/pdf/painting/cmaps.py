"""CMaps: how codes are cut out of a string, and what characters or glyphs they stand for.

Law: only what decides widths, glyphs and copied text is read (ISO 32000-2, 9.7.5 and 9.10.3); at most
`MOST` entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST = 70_000

_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.S)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(-?\d+)")


@dataclass
class CMap:
    """`lengths` are the numbers of bytes that codes have; `text` maps codes to characters, `cids` to glyph numbers."""

    lengths: tuple[int, ...] = (2,)
    text: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)


def read_cmap(data: bytes) -> CMap:
    """An embedded CMap; what of it makes no sense is left out."""
    found = CMap()
    lengths: set[int] = set()
    for section in _SECTION.finditer(data):
        tokens = [_token(match) for match in _TOKEN.finditer(section[2])]
        kind = section[1].decode()
        if kind == "codespacerange":
            lengths |= {len(token) for token in tokens if isinstance(token, bytes) and 1 <= len(token) <= 4}
        else:
            _READERS[kind](found, tokens)
    found.lengths = tuple(sorted(lengths)) or (2,)
    return found


Token = bytes | int | str


def _token(match: re.Match[bytes]) -> Token:
    if match[1] is not None:
        digits = b"".join(match[1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if match[4] is not None:
        return int(match[4][:9])
    return (match[2] or match[3]).decode()


def _characters(token: bytes) -> str:
    return token.decode("utf-16-be", "replace") if len(token) > 1 else token.decode("latin-1")


def _bf_chars(found: CMap, tokens: list[Token]) -> None:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            found.text[int.from_bytes(code, "big")] = _characters(text)


def _bf_ranges(found: CMap, tokens: list[Token]) -> None:
    index = 0
    while index + 2 < len(tokens) and len(found.text) < MOST:
        low, high, first = tokens[index : index + 3]
        index += 3
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            continue
        start, count = int.from_bytes(low, "big"), int.from_bytes(high, "big") - int.from_bytes(low, "big") + 1
        if first == "[":
            end = tokens.index("]", index) if "]" in tokens[index:] else len(tokens)
            texts = [token for token in tokens[index:end] if isinstance(token, bytes)]
            found.text.update({start + step: _characters(text) for step, text in enumerate(texts)})
            index = end + 1
        elif isinstance(first, bytes) and first:
            _count_up(found, start, min(count, MOST), first)


def _count_up(found: CMap, start: int, count: int, first: bytes) -> None:
    base, width = int.from_bytes(first, "big"), len(first)
    for step in range(count):
        if base + step < 1 << (8 * width):
            found.text[start + step] = _characters((base + step).to_bytes(width, "big"))


def _cid_chars(found: CMap, tokens: list[Token]) -> None:
    for code, cid in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(cid, int):
            found.cids[int.from_bytes(code, "big")] = cid


def _cid_ranges(found: CMap, tokens: list[Token]) -> None:
    for low, high, first in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(first, int):
            start, end = int.from_bytes(low, "big"), int.from_bytes(high, "big")
            for step in range(min(end - start + 1, MOST)):
                found.cids[start + step] = first + step


_READERS = {"bfchar": _bf_chars, "bfrange": _bf_ranges, "cidchar": _cid_chars, "cidrange": _cid_ranges}
