"""Colours: what space an object names, and what colour operands set in it (ISO 32000-2, 8.6)."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from pikepdf import Array, Name

from utgivelse.pdf.painting.facts import Colour, Family, Space
from utgivelse.pdf.painting.fonts import named
from utgivelse.pdf.painting.objects import digest, entry, items, number, number_of, unpacked, word

DEEPEST = 6
UNKNOWN = Space("unknown", 0)
PATTERN = Space("pattern", 0)

DEVICE: dict[str, Space] = {
    "DeviceGray": Space("grey", 1),
    "G": Space("grey", 1),
    "DeviceRGB": Space("rgb", 3),
    "RGB": Space("rgb", 3),
    "DeviceCMYK": Space("cmyk", 4),
    "CMYK": Space("cmyk", 4),
    "Pattern": PATTERN,
}
DEFAULTS = {"grey": "/DefaultGray", "rgb": "/DefaultRGB", "cmyk": "/DefaultCMYK"}
ICC_FAMILIES: dict[str, Family] = {"CalGray": "cal", "CalRGB": "cal", "CalCMYK": "cmyk"}


class Spaces:
    """The colour spaces of a file, each read once, and the lookup tables of its Indexed ones."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], Space] = {}
        self.tables: dict[Space, bytes] = {}

    def find(self, value: object, resources: object, depth: int = 0) -> Space:
        """The space that a name or an array stands for; `unknown` when it is none."""
        if depth > DEEPEST:
            return UNKNOWN
        if isinstance(value, Name):
            return self._called(word(value), resources, depth)
        number_here = number_of(value)
        if number_here in self.known:
            return self.known[number_here]
        found = self._array(items(value, 16), resources, depth) if isinstance(value, Array) else UNKNOWN
        if number_here != (0, 0):
            found = self.known[number_here] = replace(found, object=number_here)
        return found

    def device(self, name: str, resources: object) -> Space:
        """A device space, or the default space that stands in for it (8.6.5.6)."""
        found = DEVICE[name]
        instead = entry(entry(resources, "/ColorSpace"), DEFAULTS.get(found.family, "/"))
        return self.find(instead, None) if isinstance(instead, Array) else found

    def _called(self, name: str, resources: object, depth: int) -> Space:
        if name in DEVICE:
            return self.device(name, resources)
        found = named(resources, "/ColorSpace", Name(f"/{name}")) if name else None
        return self.find(found, resources, depth + 1) if found is not None else UNKNOWN

    def _array(self, parts: list[Any], resources: object, depth: int) -> Space:
        kind = word(parts[0]) if parts else ""
        if len(parts) == 1:
            return self._called(kind, resources, depth)
        match kind:
            case "ICCBased":
                return _icc(parts[1])
            case "Lab":
                return Space("lab", 3)
            case "CalRGB" | "CalGray":
                return Space("cal", 3 if kind == "CalRGB" else 1)
            case "Separation" | "DeviceN" if len(parts) >= 4:
                return self._inks(kind, parts, resources, depth)
            case "Indexed" | "I" if len(parts) >= 4:
                return self._indexed(parts, resources, depth)
            case "Pattern":
                return replace(PATTERN, alternate=self.find(parts[1], resources, depth + 1).family)
            case _:
                return UNKNOWN

    def _inks(self, kind: str, parts: list[Any], resources: object, depth: int) -> Space:
        names = tuple(map(word, items(parts[1], 64))) if kind == "DeviceN" else (word(parts[1]),)
        family: Family = "devicen" if kind == "DeviceN" else "separation"
        alternate = self.find(parts[2], resources, depth + 1)
        tint = digest(parts[2]) + digest(parts[3])
        return Space(family, len(names), names, alternate.family, tint)

    def _indexed(self, parts: list[Any], resources: object, depth: int) -> Space:
        space = replace(self.find(parts[1], resources, depth + 1), indexed=True)
        table = unpacked(parts[3]) if not word(parts[3]) else b""
        if not table:
            table = _bytes(parts[3])
        self.tables[replace(space, object=(0, 0))] = table
        return space

    def colour(self, space: Space, operands: list[Any]) -> Colour:
        """The colour of some operands; as many as the space has components, else of unknown values."""
        values = tuple(number(part) for part in operands if not isinstance(part, Name))
        if space.indexed:
            return Colour(space, self._looked_up(space, values))
        if len(values) != space.components:
            return Colour(space)
        low = -200.0 if space.family == "lab" else 0.0
        high = 200.0 if space.family == "lab" else 1.0
        if all(low <= value <= high for value in values):
            return Colour(space, values)
        return Colour(space, tuple(max(low, min(high, value)) for value in values))

    def _looked_up(self, space: Space, values: tuple[float, ...]) -> tuple[float, ...]:
        table = self.tables.get(replace(space, object=(0, 0)), b"")
        start = int(values[0]) * space.components if values else 0
        found = tuple(part / 255 for part in table[start : start + space.components])
        return found if len(found) == space.components and space.family != "lab" else ()


def first_colour(space: Space) -> Colour:
    """What a space begins with when it is chosen (8.6.5.1 and following)."""
    if space.indexed or space.family in ("pattern", "unknown"):
        return Colour(space)
    if space.family == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    start = 1.0 if space.inks else 0.0
    return Colour(space, (start,) * space.components)


def _icc(stream: object) -> Space:
    components = int(number(entry(stream, "/N")))
    if components not in (1, 3, 4):
        return UNKNOWN
    return Space("icc", components, profile=digest_of_bytes(unpacked(stream)))


def digest_of_bytes(data: bytes) -> str:
    """A digest of a profile's bytes, the same however they were packed; empty for none."""
    return sha256(data).hexdigest()[:16] if data else ""


def _bytes(value: object) -> bytes:
    try:
        return bytes(value)  # type: ignore[call-overload, no-any-return]
    except Exception:  # neither string nor stream
        return b""
