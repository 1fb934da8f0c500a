"""Streams: the operators of a content stream, each colour replaced by its paint.

Laws: nothing but colour operators, intents and inline pictures changes. What a stream is painted with
before it names a colour is said aloud, in ink: the reader's own default would be DeviceGray.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator

from utgivelse.press.ink import Paint, Target
from utgivelse.press.spaces import CMYK_SPACE, GREY_SPACE, RGB_SPACE, Space, space_of

DIGITS = 5
FILL, STROKE = 0, 1
_DIRECT = {
    "rg": (RGB_SPACE, FILL),
    "RG": (RGB_SPACE, STROKE),
    "g": (GREY_SPACE, FILL),
    "G": (GREY_SPACE, STROKE),
    "k": (CMYK_SPACE, FILL),
    "K": (CMYK_SPACE, STROKE),
}
_CHOOSE = {"cs": FILL, "CS": STROKE}
_SET = {"sc": FILL, "scn": FILL, "SC": STROKE, "SCN": STROKE}
_NEEDED = {"Do", "sh", "scn", "SCN", "gs"}
Instruction = ContentStreamInstruction


@dataclass
class Converted:
    """A rewritten stream, and the inline pictures that became objects."""

    data: bytes
    pictures: dict[str, Object] = field(default_factory=dict)


class StreamWriter:
    """Rewrites content streams for one target; `picture` converts a picture object."""

    def __init__(self, pdf: pikepdf.Pdf, target: Target, picture: Callable[[Object], Object]) -> None:
        self.pdf, self.target, self.picture = pdf, target, picture

    def rewrite(self, stream: Object | pikepdf.Page, resources: Object, *, fresh: bool) -> Converted:
        """The stream in the target's colours. `fresh` streams begin with the default colour, black."""
        run = _Run(self, resources)
        before = [*self._black()] if fresh else []
        instructions = [
            done for instruction in pikepdf.parse_content_stream(stream) for done in run.instruction(instruction)
        ]
        return Converted(pikepdf.unparse_content_stream([*before, *instructions]), run.pictures)

    def _black(self) -> Iterable[Instruction]:
        black = self.target.grey(0.0)
        return [painted(black, operator) for operator in self.target.operators]


class _Run:
    """One stream under way: its current colour spaces, saved and restored with the graphics state."""

    def __init__(self, writer: StreamWriter, resources: Object) -> None:
        self.writer, self.resources = writer, resources
        self.spaces: list[Space] = [GREY_SPACE, GREY_SPACE]
        self.saved: list[list[Space]] = []
        self.pictures: dict[str, Object] = {}

    def instruction(self, instruction: object) -> list[Instruction]:
        """What stands instead of one instruction."""
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return [self._inline(instruction)]
        assert isinstance(instruction, ContentStreamInstruction)
        name = str(instruction.operator)
        if name in _DIRECT:
            space, side = _DIRECT[name]
            self.spaces[side] = space
            return [self._paint(space, side, instruction.operands)]
        if name in _CHOOSE:
            return self._choose(_CHOOSE[name], instruction)
        if name in _SET:
            return [self._set(_SET[name], instruction)]
        if name == "q":
            self.saved.append(self.spaces[:])
        elif name == "Q" and self.saved:
            self.spaces = self.saved.pop()
        return [] if name == "ri" else [instruction]

    def _paint(self, space: Space, side: int, operands: Iterable[Any]) -> Instruction:
        numbers = [float(part) for part in operands]
        return painted(space.paint(numbers, self.writer.target), self.writer.target.operators[side])

    def _choose(self, side: int, instruction: Instruction) -> list[Instruction]:
        space = space_of(instruction.operands[0], self.resources)
        self.spaces[side] = space
        if space.family in ("pattern", "kept"):
            return [instruction]
        return [self._paint(space, side, space.initial())]

    def _set(self, side: int, instruction: Instruction) -> Instruction:
        space = self.spaces[side]
        operands: list[Any] = list(instruction.operands)
        if space.family == "kept" or (space.family == "pattern" and len(operands) == 1):
            return instruction
        if space.family == "pattern":  # an uncoloured one: the colour, then its name
            paint = (space.base or GREY_SPACE).paint([float(part) for part in operands[:-1]], self.writer.target)
            return ContentStreamInstruction([*map(number, paint), operands[-1]], instruction.operator)
        return self._paint(space, side, operands)

    def _inline(self, instruction: pikepdf.ContentStreamInlineImage) -> Instruction:
        stream = inline_as_stream(self.writer.pdf, instruction, self.resources)
        name = f"/inline{len(self.pictures)}"
        self.pictures[name] = self.writer.picture(stream)
        return ContentStreamInstruction([Name(name)], Operator("Do"))


def number(value: float) -> Decimal:
    """A number as it is written: rounded, without idle zeros."""
    rounded = round(Decimal(value), DIGITS).normalize() + 0
    return rounded if "E" not in str(rounded) else Decimal(f"{rounded:f}")


def painted(paint: Paint, operator: str) -> Instruction:
    """The instruction that sets a colour."""
    return ContentStreamInstruction([number(part) for part in paint], Operator(operator))


def inline_as_stream(pdf: pikepdf.Pdf, instruction: pikepdf.ContentStreamInlineImage, resources: Object) -> Object:
    """A picture from inside a content stream as an object of its own."""
    image = instruction.iimage
    made = pdf.make_stream(b"")
    entries: Any = image.obj
    made.write(image.read_raw_bytes(), filter=entries.get("/Filter"), decode_parms=entries.get("/DecodeParms"))
    for key, value in image.obj.items():
        if key not in ("/Filter", "/DecodeParms", "/Length"):
            made[key] = value
    space = made.get("/ColorSpace")
    named = resources.get("/ColorSpace", Dictionary())
    if isinstance(space, Name) and str(space) in named:
        made.ColorSpace = named[str(space)]
    made.Type, made.Subtype = Name.XObject, Name.Image
    return made
