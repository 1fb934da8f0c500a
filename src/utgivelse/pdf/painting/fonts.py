"""Fonts: the codes of a shown string, with width, character, and whether there is a glyph for them.

Laws:
- Nothing but the file is asked: a font that is not embedded has the widths that the file states.
- A code has no glyph when it leads to glyph 0 or to `.notdef`, or to a number beyond the font's last;
  a simple font's code has none when its encoding names none, or when its Type 3 procedures lack it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Dictionary, Object, Stream

from utgivelse.pdf.painting.cmaps import CMap, read_cmap
from utgivelse.pdf.painting.facts import Font
from utgivelse.pdf.painting.font_files import codes_without_glyph, is_font, last_glyph
from utgivelse.pdf.painting.glyph_names import character, names_of
from utgivelse.pdf.painting.objects import entries, entry, items, number, number_of, numbers, unpacked, word
from utgivelse.pdf.placements import IDENTITY, Matrix
from utgivelse.pdf.typefaces import FONT_FILES

UNEXPLAINED = "�"
USUAL_WIDTH = 0.55
"""Em; of a font that states no widths."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code as shown: `width` in em (text space), `one_space` when word spacing applies to it."""

    code: int
    text: str
    width: float
    missing: bool = False
    one_space: bool = False


@dataclass
class Face:
    """A font as text operators need it."""

    fact: Font
    lengths: tuple[int, ...] = (1,)
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = USUAL_WIDTH
    text: dict[int, str] = field(default_factory=dict)
    cids: CMap | None = None
    glyphs: bytes = b""
    last: int = 0
    lacks: frozenset[int] = frozenset()
    ascent: float = 0.9
    descent: float = -0.25
    matrix: Matrix = IDENTITY
    procedures: dict[int, Object] = field(default_factory=dict)
    resources: Any = None
    known: dict[int, Glyph] = field(default_factory=dict)
    used: bool = False

    def shown(self, data: bytes) -> Iterator[Glyph]:
        """The glyphs of a string."""
        size = self.lengths[-1]
        if len(self.lengths) == 1:
            for start in range(0, len(data), size):
                yield self._glyph(int.from_bytes(data[start : start + size], "big"), size)
            return
        start = 0
        while start < len(data):
            size = self._length(data, start)
            yield self._glyph(int.from_bytes(data[start : start + size], "big"), size)
            start += size

    def _length(self, data: bytes, start: int) -> int:
        for size in self.lengths:
            if int.from_bytes(data[start : start + size], "big") in (self.text if not self.cids else self.cids.cids):
                return size
        return self.lengths[0]

    def _glyph(self, code: int, size: int) -> Glyph:
        found = self.known.get(code)
        if found is None:
            cid = self.cids.cids.get(code, 0) if self.cids and self.cids.cids else code
            text, width = self.text.get(code, UNEXPLAINED), self.widths.get(cid, self.usual)
            found = Glyph(code, text, width, self._is_missing(code, cid), size == 1 and code == 32)
            self.known[code] = found
        return found

    def _is_missing(self, code: int, cid: int) -> bool:
        if self.fact.kind in ("CIDFontType2", "CIDFontType0"):
            glyph = cid
            if self.glyphs:
                glyph = int.from_bytes(self.glyphs[2 * cid : 2 * cid + 2], "big")
            return glyph == 0 or bool(self.last and glyph > self.last)
        if self.fact.kind == "Type3":
            return code not in self.procedures
        return code in self.lacks


def read_face(font: Object, page: int) -> Face:
    """A font resource; a broken one has usual widths and explains nothing."""
    if word(entry(font, "/Subtype")) == "Type0":
        return _composite(font, page)
    return _type3(font, page) if word(entry(font, "/Subtype")) == "Type3" else _simple(font, page)


def _fact(font: object, descriptor: object, page: int) -> Font:
    name = word(entry(font, "/BaseFont")) or word(entry(descriptor, "/FontName"))
    prefix, plus, rest = name.partition("+")
    subset = bool(plus) and len(prefix) == 6 and prefix.isupper()
    kind = word(entry(font, "/Subtype"))
    files = {key: file for key in FONT_FILES if isinstance(file := entry(descriptor, key), Stream)}
    broken = any(not is_font(unpacked(file), key) for key, file in files.items())
    embedded = kind == "Type3" or bool(files)
    return Font(rest if subset else name or kind, kind, embedded, subset, page, number_of(font), broken)


def _heights(face: Face, descriptor: object) -> None:
    ascent, descent = number(entry(descriptor, "/Ascent")) / 1000, number(entry(descriptor, "/Descent")) / 1000
    face.ascent = min(ascent, 0.95) if ascent > 0.3 else face.ascent
    face.descent = max(-abs(descent), -0.3) if descent else face.descent


def _simple(font: Object, page: int) -> Face:
    descriptor = entry(font, "/FontDescriptor")
    face = Face(_fact(font, descriptor, page))
    first = int(number(entry(font, "/FirstChar")))
    face.widths = {first + step: number(part) / 1000 for step, part in enumerate(items(entry(font, "/Widths"), 256))}
    if face.widths:
        face.usual = number(entry(descriptor, "/MissingWidth")) / 1000
    _heights(face, descriptor)
    encoding = entry(font, "/Encoding")
    names = names_of(word(encoding) or word(entry(encoding, "/BaseEncoding")))
    names.update(_differences(encoding))
    face.text = {code: character(name) or UNEXPLAINED for code, name in names.items()}
    face.text.update(read_cmap(unpacked(entry(font, "/ToUnicode"))).text)
    face.lacks = frozenset(code for code, name in names.items() if name == ".notdef")
    if face.fact.kind == "TrueType":
        face.lacks |= codes_without_glyph(unpacked(entry(descriptor, "/FontFile2")))
    return face


def _differences(encoding: object) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for part in items(entry(encoding, "/Differences"), 1024):
        if name := word(part):
            found[code] = name
            code += 1
        else:
            code = int(number(part))
    return found


def _type3(font: Object, page: int) -> Face:
    face = _simple(font, page)
    matrix = numbers(entry(font, "/FontMatrix"))
    face.matrix = (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]) if len(matrix) == 6 else IDENTITY
    procedures = dict(entries(entry(font, "/CharProcs")))
    for code, name in _differences(entry(font, "/Encoding")).items():
        if isinstance(found := procedures.get(f"/{name}"), Stream):
            face.procedures[code] = found
    scale = abs(face.matrix[0])
    face.widths = {code: width * 1000 * scale for code, width in face.widths.items()}
    face.resources = entry(font, "/Resources")
    bounds = numbers(entry(font, "/FontBBox"))
    if len(bounds) == 4 and bounds[3] > bounds[1]:
        face.ascent, face.descent = bounds[3] * abs(face.matrix[3]), bounds[1] * abs(face.matrix[3])
    else:
        face.ascent, face.descent = 750 * abs(face.matrix[3]), -250 * abs(face.matrix[3])
    return face


def _composite(font: Object, page: int) -> Face:
    inner = next(iter(items(entry(font, "/DescendantFonts"), 1)), None)
    descriptor = entry(inner, "/FontDescriptor")
    face = Face(_fact(inner, descriptor, page))
    encoding = entry(font, "/Encoding")
    if isinstance(encoding, Stream):
        face.cids = read_cmap(unpacked(encoding))
        face.lengths = face.cids.lengths
    else:
        face.lengths = (2,)
    face.text = read_cmap(unpacked(entry(font, "/ToUnicode"))).text
    face.usual = number(entry(inner, "/DW"), 1000.0) / 1000
    face.widths = _cid_widths(items(entry(inner, "/W")))
    mapping = entry(inner, "/CIDToGIDMap")
    face.glyphs = unpacked(mapping)
    face.last = last_glyph(unpacked(entry(descriptor, "/FontFile2")))
    _heights(face, descriptor)
    return face


def _cid_widths(parts: list[Any]) -> dict[int, float]:
    found: dict[int, float] = {}
    index = 0
    while index + 1 < len(parts) and len(found) < 70_000:
        first, second = int(number(parts[index])), parts[index + 1]
        if listed := items(second, 70_000):
            found.update({first + step: number(width) / 1000 for step, width in enumerate(listed)})
            index += 2
        else:
            width = number(parts[index + 2]) / 1000 if index + 2 < len(parts) else 0
            found.update(dict.fromkeys(range(first, min(int(number(second)), first + 70_000) + 1), width))
            index += 3
    return found


def named(resources: object, kind: str, name: object) -> Any:
    """A named resource (`/Font`, `/XObject`, …), None when there is none."""
    return entry(entry(resources, kind), f"/{word(name)}") if isinstance(resources, Dictionary) else None
