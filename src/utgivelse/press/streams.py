"""Streams: the operators of a content stream, each colour replaced by its paint.

Laws: nothing but colour operators, intents and inline pictures changes; added are the states that say
what prints over, and the layers of technical inks. What a stream is painted with before it names a
colour is said aloud, in ink: the reader's own default would be DeviceGray. A state is set when it
changes, before a path begins: between a path and its painting nothing may stand (ISO 32000-2, 8.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator

from utgivelse.pdf.placements import matrix_of, times
from utgivelse.press.functions import number
from utgivelse.press.ink import NO_INK, Paint, Target
from utgivelse.press.overprint import (
    FILL,
    KNOCKS_OUT,
    PRINTS_OVER,
    STROKE,
    THIN,
    Beginning,
    Graphics,
    Over,
    scale_of,
    thickness,
)
from utgivelse.press.separations import Separations, basis_of
from utgivelse.press.shadings import Shadings
from utgivelse.press.spaces import CMYK_SPACE, GREY_SPACE, RGB_SPACE, Space, space_of

Instruction = ContentStreamInstruction
PATTERN = Paint(())
"""What is painted with a pattern, or with an ink that only the file knows."""
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
_BUILD = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))
_FILLED = {"f": "f", "F": "f", "f*": "f*", "B": "f", "b": "f", "B*": "f*", "b*": "f*"}
_STROKED = {"S": "S", "s": "s", "B": "S", "B*": "S", "b": "s", "b*": "s"}
_SHOWN = frozenset(("Tj", "TJ", "'", '"'))


@dataclass
class Converted:
    """A rewritten stream; the inline pictures that became objects, and what else it names by resource kind."""

    data: bytes
    pictures: dict[str, Object] = field(default_factory=dict)
    named: dict[str, dict[str, Object]] = field(default_factory=dict)


class StreamWriter:
    """Rewrites content streams for one target; `picture` converts a picture object."""

    def __init__(
        self, pdf: pikepdf.Pdf, target: Target, separations: Separations, picture: Callable[[Object], Object]
    ) -> None:
        self.pdf, self.target, self.separations, self.picture = pdf, target, separations, picture
        self.shadings = Shadings(pdf, target, separations)

    def rewrite(self, stream: Object | pikepdf.Page, resources: Object, beginning: Beginning) -> Converted:
        """The stream in the target's colours. A fresh one begins with the default colour, black."""
        before: list[Instruction] = []
        if beginning.is_fresh:
            beginning = replace(beginning, paint=self.target.grey(0.0))
        run = _Run(self, resources, beginning)
        if beginning.paint:
            before = [done for side in (FILL, STROKE) for done in run.painted(beginning.paint, side)]
        instructions = [
            done for instruction in pikepdf.parse_content_stream(stream) for done in run.instruction(instruction)
        ]
        return Converted(pikepdf.unparse_content_stream([*before, *instructions, *run.path]), run.pictures, run.named)


class _Run:
    """One stream under way: what it paints with, saved and restored with the graphics state."""

    def __init__(self, writer: StreamWriter, resources: Object, beginning: Beginning) -> None:
        self.writer, self.resources, self.is_glyph = writer, resources, beginning.is_glyph
        self.prints = writer.target.space == Name.DeviceCMYK
        self.now = beginning.graphics()
        self.saved: list[Graphics] = []
        self.path: list[Instruction] = []
        self.pictures: dict[str, Object] = {}
        self.named: dict[str, dict[str, Object]] = {}
        self._states: dict[str, dict[str, Any]] = {}

    def instruction(self, instruction: object) -> list[Instruction]:
        """What stands instead of one instruction."""
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return self._inline(instruction)
        assert isinstance(instruction, ContentStreamInstruction)
        name = str(instruction.operator)
        if name in _BUILD:
            self.path.append(instruction)
            return []
        if name in _FILLED or name in _STROKED or name == "n":
            return self._painted_path(name, instruction)
        before, self.path = self.path, []
        handler = _HANDLERS.get(name)
        return [*before, *(handler(self, name, instruction) if handler else [instruction])]

    # ── colours ──

    def painted(self, paint: Paint, side: int) -> list[Instruction]:
        """The instructions that set a colour."""
        basis, separations = basis_of([paint]), self.writer.separations
        numbers = [number(part) for part in basis.numbers(paint)]
        if not basis.spots:
            return [Instruction(numbers, Operator(self.writer.target.operators[side]))]
        name = self._name("/ColorSpace", _label("Ink", basis.spots, self.writer), separations.space(basis))
        return [Instruction([name], Operator(("cs", "CS")[side])), Instruction(numbers, Operator(("scn", "SCN")[side]))]

    def _set(self, side: int, space: Space, paint: Paint | None, step: str = "") -> None:
        """From now on this side paints so."""
        now = self.now
        spaces, paints, steps = list(now.spaces), list(now.paints), list(now.steps)
        spaces[side], paints[side] = space, paint
        steps[side] = step or self.writer.separations.step(paint)
        self.now = replace(
            now, spaces=(spaces[0], spaces[1]), paints=(paints[0], paints[1]), steps=(steps[0], steps[1])
        )

    def _direct(self, name: str, instruction: Instruction) -> list[Instruction]:
        space, side = _DIRECT[name]
        return self._paint(space, side, instruction.operands)

    def _paint(self, space: Space, side: int, operands: Iterable[Any]) -> list[Instruction]:
        paint = space.paint([float(part) for part in operands], self.writer.target)
        self._set(side, space, paint)
        return self.painted(paint, side)

    def _choose(self, name: str, instruction: Instruction) -> list[Instruction]:
        side, space = _CHOOSE[name], space_of(instruction.operands[0], self.resources)
        if self._own_ink(space):
            return self._paint_own(space, side, 1.0)
        if space.family not in ("pattern", "kept"):
            return self._paint(space, side, space.initial())
        self._set(side, space, PATTERN)
        return [] if space.base else [instruction]  # an uncoloured pattern's space is said with its colour

    def _colour(self, name: str, instruction: Instruction) -> list[Instruction]:
        side = _SET[name]
        space, operands = self.now.spaces[side], list[Any](instruction.operands)
        if self._own_ink(space):
            return self._paint_own(space, side, float(operands[0]))
        if space.family == "pattern":
            return self._patterned(side, space, operands, instruction)
        return [instruction] if space.family == "kept" else self._paint(space, side, operands)

    def _own_ink(self, space: Space) -> str:
        """The name of the table's ink that a space of the file stands for, or nothing."""
        is_separation = space.family == "kept" and isinstance(space.obj, pikepdf.Array)
        if not is_separation or space.obj is None or space.obj[0] != Name.Separation:
            return ""
        name = str(space.obj[1]).lstrip("/")
        return name if name in self.writer.target.spots else ""

    def _paint_own(self, space: Space, side: int, tint: float) -> list[Instruction]:
        paint = Paint(NO_INK, ((self._own_ink(space), tint),))
        self._set(side, space, paint)
        return self.painted(paint, side)

    def _patterned(self, side: int, space: Space, operands: list[Any], instruction: Instruction) -> list[Instruction]:
        if len(operands) == 1 or space.base is None:
            self._set(side, space, PATTERN, self._step_of(operands[-1]))
            return [instruction]
        paint = space.base.paint([float(part) for part in operands[:-1]], self.writer.target)
        self._set(side, space, PATTERN, self.writer.separations.step(paint))
        basis = basis_of([paint])
        made = pikepdf.Array([Name.Pattern, self.writer.separations.space(basis)])
        name = self._name("/ColorSpace", _label("Tile", basis.spots, self.writer), made)
        return [
            Instruction([name], Operator(("cs", "CS")[side])),
            Instruction([*map(number, basis.numbers(paint)), operands[-1]], Operator(("scn", "SCN")[side])),
        ]

    def _step_of(self, name: object) -> str:
        """The step of the work that a gradient belongs to."""
        found = self.resources.get("/Pattern", Dictionary()).get(str(name))
        if found is None or found.get("/PatternType") != 2:
            return ""
        return self.writer.shadings.step(found.Shading, self.resources)

    # ── painting ──

    def _painted_path(self, name: str, instruction: Instruction) -> list[Instruction]:
        path, self.path = self.path, []
        over: list[Instruction] = []
        fill, stroke = name in _FILLED, name in _STROKED
        now = self.now
        if self.prints and fill and stroke and now.steps[FILL] != now.steps[STROKE]:
            return self._in_two(name, path)
        if fill or stroke:
            thin = fill and self._is_black(FILL) and (self.is_glyph or self._thickness(path) <= THIN)
            is_line = self.is_glyph or now.line * scale_of(now.matrix) <= THIN
            over = self._over(self._sides((fill, thin), (stroke, is_line and self._is_black(STROKE))))
        if any(str(part.operator) in ("W", "W*") for part in path):
            self.now = replace(self.now, clip=min(now.clip, thickness(path, now.matrix)))
        return [
            *over,
            *self._layered(now.steps[FILL if fill else STROKE] if fill or stroke else "", [*path, instruction]),
        ]

    def _in_two(self, name: str, path: list[Instruction]) -> list[Instruction]:
        """Filled, then stroked, since the two belong to different steps of the work."""
        plain = [part for part in path if str(part.operator) not in ("W", "W*")]
        fill, stroke = (Instruction([], Operator(table[name])) for table in (_FILLED, _STROKED))
        self.path = plain
        first = self._painted_path(str(fill.operator), fill)
        self.path = path
        return [*first, *self._painted_path(str(stroke.operator), stroke)]

    def _thickness(self, path: list[Instruction]) -> float:
        return min(self.now.clip, thickness(path, self.now.matrix))

    def _is_black(self, side: int) -> bool:
        """Whether this side paints with the black ink in full, and nothing shines through."""
        paint = self.now.paints[side]
        return paint is not None and paint.is_black and self.now.alphas[side] == 1.0 and not self.now.is_mixed

    def _sides(self, fill: tuple[bool, bool], stroke: tuple[bool, bool]) -> Over | None:
        """Whether each side that is used prints over; None leaves what the stream took over."""
        used = [side for side, (is_used, _) in enumerate((fill, stroke)) if is_used]
        if self.now.over is None and all(self.now.paints[side] is None for side in used):
            return None
        wanted = [bool(self.now.steps[side]) or (fill, stroke)[side][1] for side in used]
        return Over(wanted[0], wanted[-1])

    def _over(self, wanted: Over | None) -> list[Instruction]:
        """The state, when it is another than the one that holds."""
        if not self.prints or wanted is None or wanted == self.now.over:
            return []
        self.now = replace(self.now, over=wanted)
        name = self._name("/ExtGState", wanted.name, wanted.state())
        return [Instruction([name], Operator("gs"))]

    def _layered(self, step: str, instructions: list[Instruction]) -> list[Instruction]:
        """What belongs to a step of the work stands in its layer (ISO 19593-1)."""
        if not step or not self.prints:
            return instructions
        name = self._name("/Properties", _label("Step", (step,), self.writer), self.writer.separations.layer(step))
        return [Instruction([Name.OC, name], Operator("BDC")), *instructions, Instruction([], Operator("EMC"))]

    def _shown(self, name: str, instruction: Instruction) -> list[Instruction]:
        mode = self.now.mode % 4
        fill, stroke = mode in (0, 2), mode in (1, 2)
        if not (fill or stroke):
            return [instruction]
        over = self._over(self._sides((fill, self._is_black(FILL)), (stroke, self._is_black(STROKE))))
        return [*over, *self._layered(self.now.steps[FILL if fill else STROKE], [instruction])]

    def _shading(self, name: str, instruction: Instruction) -> list[Instruction]:
        found = self.resources.get("/Shading", Dictionary()).get(str(instruction.operands[0]))
        step = self.writer.shadings.step(found, self.resources) if found is not None else ""
        return [*self._over(PRINTS_OVER if step else KNOCKS_OUT), *self._layered(step, [instruction])]

    def _do(self, name: str, instruction: Instruction) -> list[Instruction]:
        found = self.resources.get("/XObject", Dictionary()).get(str(instruction.operands[0]))
        if found is None:
            return [instruction]
        if found.get("/Subtype") == Name.Form:
            return [*self._over(self._for_form(found)), instruction]
        if not bool(found.get("/ImageMask", False)):
            return [*self._over(KNOCKS_OUT), instruction]
        return [
            *self._over(self._sides((True, False), (False, False))),
            *self._layered(self.now.steps[FILL], [instruction]),
        ]

    def _for_form(self, form: Object) -> Over | None:
        """A form takes over colour and state: it may print over only if it begins in black."""
        if self.now.over is None and self.now.paints == (None, None):
            return None
        is_black = self._is_black(FILL) and self._is_black(STROKE) and "/Group" not in form
        return PRINTS_OVER if is_black else KNOCKS_OUT

    def _inline(self, instruction: pikepdf.ContentStreamInlineImage) -> list[Instruction]:
        stream = inline_as_stream(self.writer.pdf, instruction, self.resources)
        name = f"/inline{len(self.pictures)}"
        self.pictures[name] = self.writer.picture(stream)
        is_stencil = bool(stream.get("/ImageMask", False))
        over = self._over(self._sides((True, False), (False, False)) if is_stencil else KNOCKS_OUT)
        shown = Instruction([Name(name)], Operator("Do"))
        return [*over, *self._layered(self.now.steps[FILL] if is_stencil else "", [shown])]

    # ── the graphics state ──

    def _save(self, name: str, instruction: Instruction) -> list[Instruction]:
        self.saved.append(self.now)
        return [instruction]

    def _restore(self, name: str, instruction: Instruction) -> list[Instruction]:
        if self.saved:
            self.now = self.saved.pop()
        return [instruction]

    def _move(self, name: str, instruction: Instruction) -> list[Instruction]:
        matrix = matrix_of(pikepdf.Array(instruction.operands))
        self.now = replace(self.now, matrix=times(matrix, self.now.matrix))
        return [instruction]

    def _line(self, name: str, instruction: Instruction) -> list[Instruction]:
        self.now = replace(self.now, line=float(instruction.operands[0]))
        return [instruction]

    def _mode(self, name: str, instruction: Instruction) -> list[Instruction]:
        self.now = replace(self.now, mode=int(instruction.operands[0]))
        return [instruction]

    def _state(self, name: str, instruction: Instruction) -> list[Instruction]:
        key = str(instruction.operands[0])
        if key not in self._states:
            self._states[key] = _facts(self.resources.get("/ExtGState", Dictionary()).get(key, Dictionary()))
        facts = self._states[key]
        alphas = facts.get("fill", self.now.alphas[FILL]), facts.get("stroke", self.now.alphas[STROKE])
        self.now = replace(
            self.now,
            alphas=alphas,
            masked=facts.get("masked", self.now.masked),
            blended=facts.get("blended", self.now.blended),
            line=facts.get("line", self.now.line),
        )
        return [instruction]

    def _drop(self, name: str, instruction: Instruction) -> list[Instruction]:
        return []

    def _uncoloured(self, name: str, instruction: Instruction) -> list[Instruction]:
        self.prints = False  # what such a glyph says of colour is not heard (ISO 32000-2, 9.6.4)
        return [instruction]

    def _name(self, kind: str, stem: str, obj: Object) -> Name:
        """The name of a resource of ours; none that the stream has already."""
        taken = self.resources.get(kind, Dictionary())
        name = "/" + stem
        while name in taken:
            name += "x"
        self.named.setdefault(kind, {})[name] = obj
        return Name(name)


_Handler = Callable[[_Run, str, Instruction], list[Instruction]]
_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(_DIRECT, _Run._direct),
    **dict.fromkeys(_CHOOSE, _Run._choose),
    **dict.fromkeys(_SET, _Run._colour),
    **dict.fromkeys(_SHOWN, _Run._shown),
    "q": _Run._save,
    "Q": _Run._restore,
    "cm": _Run._move,
    "w": _Run._line,
    "Tr": _Run._mode,
    "gs": _Run._state,
    "Do": _Run._do,
    "sh": _Run._shading,
    "d1": _Run._uncoloured,
    "ri": _Run._drop,
}


def _facts(state: Object) -> dict[str, Any]:
    """What a graphics state of the source changes of what counts for overprint."""
    facts: dict[str, Any] = {}
    for key, name in (("/ca", "fill"), ("/CA", "stroke"), ("/LW", "line")):
        if key in state:
            facts[name] = float(state[key])
    if "/SMask" in state:
        facts["masked"] = isinstance(state.SMask, Dictionary)
    if "/BM" in state:
        facts["blended"] = state.BM not in (Name.Normal, Name.Compatible)
    return facts


def _label(stem: str, spots: tuple[str, ...], writer: StreamWriter) -> str:
    """A short name for a space; inks are numbered in the order of their names."""
    known = list(writer.target.spots)
    return stem + "-".join(str(known.index(name) + 1) for name in spots)


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
