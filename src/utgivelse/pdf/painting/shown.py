"""Operators of text: where it stands, how large it is, what it says (ISO 32000-2, 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Any

import pikepdf

from utgivelse.pdf.painting.facts import Colour, Space, Text
from utgivelse.pdf.painting.fonts import Face, Glyph, named
from utgivelse.pdf.painting.geometry import POINT, around, box, thinner, within
from utgivelse.pdf.painting.graphics import Operands, Operator, set_face
from utgivelse.pdf.painting.objects import items, number, number_of, operand
from utgivelse.pdf.painting.run import Run
from utgivelse.pdf.painting.shapes import NOWHERE
from utgivelse.pdf.painting.state import Lines
from utgivelse.pdf.placements import Matrix, times

DESCENDING = frozenset("gjpqyQJ,;()[]{}|/@§ç$_µ�þ")
TALL = frozenset("ÅÄÖÜÉÈÊÁÀÂÓÒÔÍÌÎÚÙÛÑŠŽČØ()[]{}|/@§$�")
CAPITAL = 0.74
"""Em; how high letters without anything above them are at most."""


def _moved(run: Run, x: float, y: float) -> None:
    run.lines.start = times((1, 0, 0, 1, x, y), run.lines.start)
    run.lines.matrix = run.lines.start


def begin(run: Run, _: Operands) -> None:
    """BT."""
    run.lines = Lines()


def end(run: Run, _: Operands) -> None:
    """ET; what was shown in modes 4 to 7 clips from here (9.4.1)."""
    if run.lines.clip:
        corners = [point for left, top, right, bottom in run.lines.clip for point in ((left, top), (right, bottom))]
        run.state.clip = within(around(corners), run.state.clip) or NOWHERE
        run.state.ragged = True
    run.lines = Lines()


def move(run: Run, operands: Operands) -> None:
    """Td."""
    _moved(run, operand(operands[0]), operand(operands[1]))


def move_leading(run: Run, operands: Operands) -> None:
    """TD."""
    run.state.leading = -operand(operands[1])
    move(run, operands)


def place(run: Run, operands: Operands) -> None:
    """Tm."""
    a, b, c, d, e, f = (operand(part) for part in operands)
    run.lines.matrix = run.lines.start = (a, b, c, d, e, f)


def next_line(run: Run, _: Operands) -> None:
    """T*."""
    _moved(run, 0, -run.state.leading)


def face(run: Run, operands: Operands) -> None:
    """Tf."""
    set_face(run, named(run.frame.resources, "/Font", operands[0]), operand(operands[1]))


def setting(name: str, scale: float = 1.0) -> Operator:
    """Tc, Tw, Tz, TL, Ts."""

    def act(run: Run, operands: Operands) -> None:
        setattr(run.state, name, operand(operands[0]) * scale)

    return act


def rendering(run: Run, operands: Operands) -> None:
    """Tr."""
    run.state.rendering = int(operand(operands[0]))


def show(run: Run, operands: Operands) -> None:
    """Tj."""
    _show(run, [operands[0]])


def show_spaced(run: Run, operands: Operands) -> None:
    """TJ."""
    _show(run, items(operands[0]))


def show_next(run: Run, operands: Operands) -> None:
    """'."""
    next_line(run, [])
    _show(run, [operands[0]])


def show_set(run: Run, operands: Operands) -> None:
    """The double quote."""
    run.state.word_spacing, run.state.spacing = operand(operands[0]), operand(operands[1])
    show_next(run, operands[2:])


@dataclass
class _Line:
    """A string as it comes out, in text space: where its first mark begins and its last ends."""

    width: float = 0.0
    first: float | None = None
    last: float = 0.0
    codes: int = 0
    missing: int = 0


def _show(run: Run, parts: list[Any]) -> None:
    known = run.state.face
    if known is None:
        run.trouble("resource", "Font")
        return
    line, words = _Line(), []
    inner = _Glyphs(run, known)
    for part in parts:
        if isinstance(part, pikepdf.String):
            for glyph in known.shown(bytes(part)):
                _advance(run, line, glyph)
                inner.note(glyph, line)
                words.append(glyph.text)
        else:
            line.width -= number(part) / 1000 * run.state.size * run.state.stretch
    text = "".join(words)
    if line.codes:
        if not known.used and run.state.rendering != 3:  # unseen text needs no font (ISO 15930-7)
            known.used, known.fact = True, replace(known.fact, page=run.frame.page)
        colour = inner.draw()
        _paint(run, known, line, text, colour)
    run.lines.matrix = times((1, 0, 0, 1, line.width, 0), run.lines.matrix)


def _advance(run: Run, line: _Line, glyph: Glyph) -> None:
    state = run.state
    wide = glyph.width * state.size
    if not glyph.text.isspace():
        line.first = line.width if line.first is None else line.first
        line.last = line.width + wide * state.stretch
    line.width += (wide + state.spacing + (state.word_spacing if glyph.one_space else 0.0)) * state.stretch
    line.codes += 1
    line.missing += glyph.missing


def _paint(run: Run, known: Face, line: _Line, text: str, colour: Colour | None) -> None:
    state = run.state
    matrix = times(run.lines.matrix, state.matrix)
    bounds = None
    if line.first is not None:
        low, high = _heights(known, text)
        inside = (line.first, state.rise + low * state.size, line.last, state.rise + high * state.size)
        bounds = box(matrix, inside)
    shown = Text(text, line.codes, known.fact.name, _em(run, known, matrix), state.rendering, line.missing)
    place_of = bounds or box(matrix, (0.0, 0.0, line.width, 0.0))
    more: dict[str, Any] = {"colour": colour} if colour else {}
    if state.rendering in (0, 2, 3, 4, 6, 7):
        run.paint("text", place_of, text=shown, **more)
    if state.rendering in (1, 2, 5, 6):
        outlined = state.rendering in (1, 5)  # with a fill under it the line is no line of its own
        width = state.width * thinner(state.matrix) / POINT if outlined else 0.0
        run.paint("text", place_of, stroked=True, text=shown, width=width)
    if state.rendering >= 4:
        run.lines.clip.append(place_of)
    if bounds and state.rendering in (0, 2, 4, 6):
        from utgivelse.pdf.painting.objects_drawn import draw_tiles

        draw_tiles(run, bounds, stroked=False)


def _heights(known: Face, text: str) -> tuple[float, float]:
    """How far these letters reach below and above their line, in em: as far as their kind does at most."""
    letters = {*text}
    drawn = known.fact.kind == "Type3"
    low = known.descent if drawn or letters & DESCENDING else max(known.descent, -0.02)
    return low, known.ascent if drawn or letters & TALL else min(known.ascent, CAPITAL)


def _em(run: Run, known: Face, matrix: Matrix) -> float:
    """The height of the em across the line of writing, in points."""
    a, b, c, d, _, _ = matrix
    along = hypot(a, b)
    across = abs(a * d - b * c) / along if along > 1e-12 else 0.0
    em = max(known.ascent - known.descent, 0.001) if known.fact.kind == "Type3" else 1.0
    return abs(run.state.size) * across * em / POINT


class _Glyphs:
    """The drawings of a Type 3 font's glyphs in one string."""

    def __init__(self, run: Run, known: Face) -> None:
        self.run, self.known = run, known
        self.noted: list[tuple[Glyph, float]] = []
        self.begins = 0.0

    def note(self, glyph: Glyph, line: _Line) -> None:
        """Remember a glyph and where it begins."""
        if self.known.procedures:
            self.noted.append((glyph, self.begins))
            self.begins = line.width

    def draw(self) -> Colour | None:
        """Draw them; the text's own colour when the glyphs bring theirs (d0, 9.6.4)."""
        own = False
        for glyph, x in self.noted:
            procedure = self.known.procedures.get(glyph.code)
            if procedure is not None:
                own |= self._draw(procedure, x)
        return Colour(Space("unknown", 0)) if own else None

    def _draw(self, procedure: pikepdf.Object, x: float) -> bool:
        run, state = self.run, self.run.state
        inner = run.copied()
        scale: Matrix = (state.size * state.stretch, 0, 0, state.size, x, state.rise)
        matrix = times(times(scale, run.lines.matrix), state.matrix)
        inner.matrix = times(self.known.matrix, matrix)
        if state.rendering == 3:
            return False
        resources = self.known.resources if self.known.resources is not None else run.frame.resources
        frame = replace(
            run.frame,
            resources=resources,
            base=inner.matrix,
            within=(*run.frame.within, "type 3"),
            object=number_of(procedure),
            depth=run.frame.depth + 1,
            layer=run.layer,
            mark=run.mark,
            hidden=run.is_hidden,
        )
        return run.inside(frame, inner, procedure).glyph_colours


def glyph_coloured(run: Run, _: Operands) -> None:
    """d0."""
    run.glyph_colours = True


def glyph_stencil(run: Run, _: Operands) -> None:
    """d1: colours inside it count for nothing."""
    run.glyph_colours = False
    run.frame = replace(run.frame, colourless=True)


TEXTS: dict[str, Operator] = {
    "BT": begin,
    "ET": end,
    "Td": move,
    "TD": move_leading,
    "Tm": place,
    "T*": next_line,
    "Tf": face,
    "Tr": rendering,
    "Tc": setting("spacing"),
    "Tw": setting("word_spacing"),
    "Tz": setting("stretch", 0.01),
    "TL": setting("leading"),
    "Ts": setting("rise"),
    "Tj": show,
    "TJ": show_spaced,
    "'": show_next,
    '"': show_set,
    "d0": glyph_coloured,
    "d1": glyph_stencil,
}
