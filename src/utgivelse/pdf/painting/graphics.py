"""Operators of the graphics state: matrices, widths, overprint, colours, marked content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pikepdf import Dictionary, Name

from utgivelse.pdf.painting.colours import first_colour
from utgivelse.pdf.painting.facts import Colour
from utgivelse.pdf.painting.fonts import named, read_face
from utgivelse.pdf.painting.layers import layer_of
from utgivelse.pdf.painting.objects import entries, entry, items, number, number_of, operand, word
from utgivelse.pdf.painting.run import Run
from utgivelse.pdf.painting.tag_facts import Marked
from utgivelse.pdf.placements import times

MOST_KEPT = 5000
Operands = list[Any]
Operator = Callable[[Run, Operands], None]


def keep(run: Run, _: Operands) -> None:
    """Q."""
    if len(run.kept) >= MOST_KEPT:
        run.trouble("depth", "q")
    else:
        run.kept.append(run.copied())


def restore(run: Run, _: Operands) -> None:
    """Q."""
    if run.kept:
        run.state = run.kept.pop()


def transform(run: Run, operands: Operands) -> None:
    """Cm."""
    a, b, c, d, e, f = (operand(part) for part in operands)
    run.state.matrix = times((a, b, c, d, e, f), run.state.matrix)


def line_width(run: Run, operands: Operands) -> None:
    """W."""
    run.state.width = abs(operand(operands[0]))


def line_cap(run: Run, operands: Operands) -> None:
    """J."""
    run.state.cap = int(operand(operands[0]))


def graphics_state(run: Run, operands: Operands) -> None:
    """gs; op follows OP where a dictionary gives only that (ISO 32000-2, 8.6.7)."""
    found = named(run.frame.resources, "/ExtGState", operands[0])
    if found is None:
        run.trouble("resource", f"ExtGState {word(operands[0])}")
        return
    if "/OP" in found and "/op" not in found:
        run.state.fills_over = entry(found, "/OP") is True
    for key, value in entries(found):
        if act := STATES.get(key):
            act(run, value)


def _transfer(run: Run, value: Any) -> None:
    if word(value) not in ("Identity", "Default"):
        run.trouble("transfer")


def _strokes_over(run: Run, value: Any) -> None:
    run.state.strokes_over = value is True


def _fills_over(run: Run, value: Any) -> None:
    run.state.fills_over = value is True


def _over_mode(run: Run, value: Any) -> None:
    run.state.over_mode = int(number(value))


def _stroke_alpha(run: Run, value: Any) -> None:
    run.state.stroke_alpha = number(value, 1.0)


def _fill_alpha(run: Run, value: Any) -> None:
    run.state.fill_alpha = number(value, 1.0)


def _blend(run: Run, value: Any) -> None:
    names = [word(part) for part in items(value, 16)] or [word(value)]
    run.state.blend = names[0] or "Normal"


def _width(run: Run, value: Any) -> None:
    run.state.width = abs(number(value))


def _font(run: Run, value: Any) -> None:
    parts = items(value, 2)
    if len(parts) == 2:
        set_face(run, parts[0], number(parts[1]))


def _soft_mask(run: Run, value: Any) -> None:
    run.state.masked = isinstance(value, Dictionary)
    if isinstance(value, Dictionary):
        from utgivelse.pdf.painting.objects_drawn import draw_mask

        draw_mask(run, value)


STATES: dict[str, Callable[[Run, Any], None]] = {
    "/OP": _strokes_over,
    "/op": _fills_over,
    "/OPM": _over_mode,
    "/CA": _stroke_alpha,
    "/ca": _fill_alpha,
    "/BM": _blend,
    "/LW": _width,
    "/Font": _font,
    "/SMask": _soft_mask,
    "/TR": _transfer,
    "/TR2": _transfer,
}


def set_face(run: Run, font: Any, size: float) -> None:
    """Show in this font from now on."""
    run.state.size = size
    if not isinstance(font, Dictionary):
        run.state.face = None
        run.trouble("resource", "Font")
        return
    key = number_of(font)
    found = run.reading.faces.get(key) if key != (0, 0) else None
    if found is None:
        found = read_face(font, run.frame.page)
        run.reading.faces[key if key != (0, 0) else (-len(run.reading.faces) - 1, 0)] = found
    run.state.face = found


def _set(run: Run, colour: Colour, pattern: Any, *, stroke: bool) -> None:
    if run.frame.colourless:  # uncoloured cells and glyphs take the colour from outside (8.7.3.3, 9.6.4)
        return
    if stroke:
        run.state.stroke, run.state.stroke_pattern = colour, pattern
    else:
        run.state.fill, run.state.fill_pattern = colour, pattern


def device_colour(name: str, *, stroke: bool) -> Operator:
    """G G rg RG k K."""

    def act(run: Run, operands: Operands) -> None:
        space = run.devices.get(name)
        if space is None:
            space = run.devices[name] = run.reading.spaces.device(name, run.frame.resources)
        _set(run, run.reading.spaces.colour(space, operands), None, stroke=stroke)

    return act


def choose_space(*, stroke: bool) -> Operator:
    """Cs CS."""

    def act(run: Run, operands: Operands) -> None:
        space = run.reading.spaces.find(operands[0], run.frame.resources)
        if space.family == "unknown":
            run.trouble("resource", f"ColorSpace {word(operands[0])}")
        _set(run, first_colour(space), None, stroke=stroke)

    return act


def set_colour(*, stroke: bool) -> Operator:
    """Sc SC scn SCN."""

    def act(run: Run, operands: Operands) -> None:
        space = (run.state.stroke if stroke else run.state.fill).space
        if operands and isinstance(operands[-1], Name):
            _set_pattern(run, operands, stroke=stroke)
        else:
            _set(run, run.reading.spaces.colour(space, operands), None, stroke=stroke)

    return act


def _set_pattern(run: Run, operands: Operands, *, stroke: bool) -> None:
    from utgivelse.pdf.painting.objects_drawn import pattern_colour

    found = named(run.frame.resources, "/Pattern", operands[-1])
    if found is None:
        run.trouble("resource", f"Pattern {word(operands[-1])}")
        return
    space = (run.state.stroke if stroke else run.state.fill).space
    _set(run, pattern_colour(run, found, space, operands[:-1]), found, stroke=stroke)


def begin_marked(run: Run, operands: Operands) -> None:
    """BDC, BMC; optional content has the tag OC (8.11.3.2), what is not to be read Artifact (14.8.2.2)."""
    layer = None
    tag = word(operands[0]) if operands else ""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = named(run.frame.resources, "/Properties", properties)
    if tag == "OC" and properties is not None:
        layer = layer_of(properties, run.reading.layers)
    run.marked.append((layer, layer is not None and not layer.shown))
    run.marks.append(_mark(run, tag, properties))


def _mark(run: Run, tag: str, properties: object) -> Marked | None:
    """What is known of content from here on."""
    outer = run.mark
    mcid, words = entry(properties, "/MCID"), entry(properties, "/ActualText")
    language = word(entry(properties, "/Lang"))
    is_artifact, is_content = tag == "Artifact", isinstance(mcid, int)
    if not (is_artifact or is_content or words is not None or language):
        return outer
    before = outer or Marked(0)
    run.reading.sequence += 1
    return Marked(
        run.reading.sequence,
        int(mcid) if is_content else before.mcid,
        run.frame.object if is_content else before.stream,
        is_artifact or before.artifact,
        before.nested or (is_artifact and before.mcid >= 0) or (is_content and before.artifact),
        before.words if words is None else word(words),
        language or before.language,
    )


def end_marked(run: Run, _: Operands) -> None:
    """EMC."""
    if run.marked:
        run.marked.pop()
        run.marks.pop()


GRAPHICS: dict[str, Operator] = {
    "q": keep,
    "Q": restore,
    "cm": transform,
    "w": line_width,
    "J": line_cap,
    "gs": graphics_state,
    "g": device_colour("DeviceGray", stroke=False),
    "G": device_colour("DeviceGray", stroke=True),
    "rg": device_colour("DeviceRGB", stroke=False),
    "RG": device_colour("DeviceRGB", stroke=True),
    "k": device_colour("DeviceCMYK", stroke=False),
    "K": device_colour("DeviceCMYK", stroke=True),
    "cs": choose_space(stroke=False),
    "CS": choose_space(stroke=True),
    "sc": set_colour(stroke=False),
    "SC": set_colour(stroke=True),
    "scn": set_colour(stroke=False),
    "SCN": set_colour(stroke=True),
    "BDC": begin_marked,
    "BMC": begin_marked,
    "EMC": end_marked,
}
