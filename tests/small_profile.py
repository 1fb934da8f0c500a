"""A small but whole ICC profile for four inks: what a test that needs one, but no true colours, embeds.

Two grid points a side (ICC.1:2010, 10.10 lut16Type): ten times faster to read than a real condition's.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import product

PAPER = 0xFF00
"""L* 100 in the encoding of lut16Type with the Lab connection space."""
NEUTRAL = 0x8000


@cache
def small_profile(name: str = "Small") -> bytes:
    """A printer profile (prtr, CMYK to Lab): ink darkens, and black is what neutrals become."""
    tags = {
        b"desc": _described(name),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, [_seen(ink) for ink in product((0, 1), repeat=4)]),
        b"B2A0": _table(3, 4, [(0, 0, 0, 0xFFFF * (1 - lab[0])) for lab in product((0, 1), repeat=3)]),
    }
    place, directory, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for tag, data in tags.items():
        padded = data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sII", tag, place + len(body), len(data))
        body += padded
    return _header(place + len(body)) + directory + body


def _header(size: int) -> bytes:
    start = struct.pack(">I4sI4s4s4s12s4s", size, b"", 0x02400000, b"prtr", b"CMYK", b"Lab ", b"\0" * 12, b"acsp")
    return start.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061).ljust(60, b"\0")


def _seen(inks: tuple[int, ...]) -> tuple[int, int, int]:
    return round(PAPER * (1 - min(1.0, 0.25 * sum(inks[:3]) + inks[3]))), NEUTRAL, NEUTRAL


def _table(inputs: int, outputs: int, grid: list[tuple[int, ...]]) -> bytes:
    identity = struct.pack(">9i", *(65536 if index % 4 == 0 else 0 for index in range(9)))
    head = b"mft2\0\0\0\0" + bytes((inputs, outputs, 2, 0)) + identity + struct.pack(">HH", 2, 2)
    ramp = struct.pack(">HH", 0, 0xFFFF)
    return head + ramp * inputs + b"".join(struct.pack(f">{outputs}H", *row) for row in grid) + ramp * outputs


def _described(name: str) -> bytes:
    text = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 78
