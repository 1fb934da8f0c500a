"""What is drawn as an object: pictures, forms, patterns, shadings, soft masks, appearances of annotations."""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from typing import Any

from pikepdf import Stream

from utgivelse.pdf.painting.colours import UNKNOWN
from utgivelse.pdf.painting.facts import Colour, Group, Image, Space
from utgivelse.pdf.painting.fonts import named
from utgivelse.pdf.painting.geometry import Bounds, area_of, box, within
from utgivelse.pdf.painting.graphics import Operands, Operator
from utgivelse.pdf.painting.layers import layer_of
from utgivelse.pdf.painting.objects import entry, items, number, number_of, numbers, word
from utgivelse.pdf.painting.run import Frame, Run
from utgivelse.pdf.painting.shapes import NOWHERE
from utgivelse.pdf.painting.state import BLACK, State
from utgivelse.pdf.placements import IDENTITY, Matrix, times

UNIT: Bounds = (0.0, 0.0, 1.0, 1.0)
JPX_SPACES = {12: Space("cmyk", 4), 16: Space("rgb", 3), 17: Space("grey", 1), 18: Space("rgb", 3)}
BITS_OF = {"JPXDecode": 8, "CCITTFaxDecode": 1, "JBIG2Decode": 1}


def matrix_of(value: object) -> Matrix:
    """Six numbers as a matrix, the identity for anything else."""
    found = numbers(value)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def do(run: Run, operands: Operands) -> None:
    """Do."""
    found = named(run.frame.resources, "/XObject", operands[0])
    if not isinstance(found, Stream):
        run.trouble("resource", f"XObject {word(operands[0])}")
        return
    layer = layer_of(entry(found, "/OC"), run.reading.layers) if "/OC" in found else None
    run.marked.append((layer, layer is not None and not layer.shown))
    run.marks.append(run.mark)
    if word(entry(found, "/Subtype")) == "Image":
        draw_image(run, found, number_of(found))
    elif word(entry(found, "/Subtype")) == "Form":
        draw_form(run, found, "form")
    run.marked.pop()
    run.marks.pop()


def inline(run: Run, operands: Operands) -> None:
    """BI … ID … EI."""
    draw_image(run, operands[0].obj, None)


def draw_image(run: Run, image: Any, number_here: tuple[int, int] | None) -> None:
    """A picture in the unit square; a stencil in the present colour. `number_here` is None for an inline one."""
    pixels = (int(number(entry(image, "/Width"))), int(number(entry(image, "/Height"))))
    a, b, c, d, _, _ = run.state.matrix
    width, height = hypot(a, b) / 25.4, hypot(c, d) / 25.4
    ppi = tuple(
        side / inch if inch > 1e-9 else float("inf") for side, inch in zip(pixels, (width, height), strict=True)
    )
    filters = [word(part) for part in items(entry(image, "/Filter"))] or [word(entry(image, "/Filter"))]
    stencil = entry(image, "/ImageMask") is True
    bits = 1 if stencil else int(number(entry(image, "/BitsPerComponent"), BITS_OF.get(filters[-1], 8)))
    fact = Image(
        pixels,
        (ppi[0], ppi[1]),
        bits,
        filters[-1],
        entry(image, "/SMask") is not None or entry(image, "/Mask") is not None,
        number_here is None,
        entry(image, "/Interpolate") is True,
    )
    facts: dict[str, Any] = {"image": fact, "object": number_here or run.frame.object}
    bounds = box(run.state.matrix, UNIT)
    if stencil:
        run.paint("stencil", bounds, width=min(width, height) * 72, **facts)
        draw_tiles(run, bounds, stroked=False)
    else:
        flat = _is_straight(run.state.matrix) and not fact.soft_mask
        run.paint("image", bounds, colour=Colour(_space_of(run, image)), flat=flat, **facts)


def _is_straight(matrix: Matrix) -> bool:
    """Whether rectangles along the axes stay such."""
    a, b, c, d, _, _ = matrix
    return min(abs(a) + abs(d), abs(b) + abs(c)) < 1e-6


def _space_of(run: Run, image: Any) -> Space:
    value = entry(image, "/ColorSpace")
    if value is None and word(entry(image, "/Filter")) == "JPXDecode":
        return _space_inside(image)
    return run.reading.spaces.find(value, run.frame.resources)


def _space_inside(image: Any) -> Space:
    """The space that a JPEG 2000 picture says itself in its colour box (ISO 15444-1, I.5.3.3)."""
    try:
        head = image.read_raw_bytes()[:8192]
    except Exception:  # a stream that is none
        return UNKNOWN
    found = head.partition(b"colr")[2]
    method, name = found[:1], found[3:7]
    if method == b"\2":
        return Space("icc", 3)
    return JPX_SPACES.get(int.from_bytes(name, "big"), UNKNOWN) if method == b"\1" else UNKNOWN


def inner_frame(run: Run, content: Any, name: str) -> Frame:
    """The frame of what stands inside this run."""
    resources = entry(content, "/Resources")
    return replace(
        run.frame,
        resources=resources if resources is not None else run.frame.resources,
        within=(*run.frame.within, name),
        object=number_of(content),
        depth=run.frame.depth + 1,
        layer=run.layer,
        mark=run.mark,
        hidden=run.is_hidden,
    )


def draw_form(run: Run, form: Any, name: str) -> None:
    """A form: its matrix, its box as a clip, its group (8.10, 11.6.6)."""
    state = run.copied()
    frame = inner_frame(run, form, name)
    state.matrix = times(matrix_of(entry(form, "/Matrix")), state.matrix)
    bounds = numbers(entry(form, "/BBox"))
    if len(bounds) == 4:
        state.clip = within(box(state.matrix, _upright(bounds)), state.clip) or NOWHERE
        state.ragged = state.ragged or not _is_straight(state.matrix)
    group = entry(form, "/Group")
    if word(entry(group, "/S")) == "Transparency":
        note_group(run, group, state, mask=frame.mask)
        veiled = frame.veiled or state.masked or state.blend != "Normal"
        frame = replace(frame, alpha=frame.alpha * state.fill_alpha, veiled=veiled)
        state.fill_alpha = state.stroke_alpha = 1.0
        state.blend = "Normal"
    run.inside(replace(frame, base=state.matrix), state, form)


def _upright(bounds: tuple[float, ...]) -> Bounds:
    left, bottom, right, top = bounds
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def note_group(run: Run, group: Any, state: State, *, mask: bool, page: bool = False) -> None:
    """Remember the colour space of a transparency group."""
    value = entry(group, "/CS")
    space = run.reading.spaces.find(value, run.frame.resources) if value is not None else None
    area = None if page or abs(state.clip[0]) > 1e8 else area_of(state.clip)
    run.reading.groups.append(Group(run.frame.page, space, page, mask, area))


def draw_mask(run: Run, mask: Any) -> None:
    """What a soft mask draws; its paint is no ink (11.5)."""
    form = entry(mask, "/G")
    if not isinstance(form, Stream):
        return
    state = State(matrix=run.state.matrix, clip=run.state.clip)
    outer = run.frame
    run.frame = replace(outer, mask=True)
    kept, run.state = run.state, state
    draw_form(run, form, "soft mask")
    run.frame, run.state = outer, kept


def pattern_colour(run: Run, pattern: Any, space: Space, operands: list[Any]) -> Colour:
    """The colour that a pattern stands for: a shading's space, or the colour of an uncoloured cell."""
    if number(entry(pattern, "/PatternType")) == 2:
        shading = entry(pattern, "/Shading")
        return Colour(_shading_space(run, shading), (), "shading")
    return Colour(space, tuple(number(part) for part in operands), "tiling")


def _shading_space(run: Run, shading: Any) -> Space:
    return run.reading.spaces.find(entry(shading, "/ColorSpace"), run.frame.resources)


def draw_tiles(run: Run, bounds: Bounds, *, stroked: bool) -> None:
    """What the cell of a tiling pattern paints, where the shape is that it fills (8.7.3)."""
    colour = run.state.stroke if stroked else run.state.fill
    pattern = run.state.stroke_pattern if stroked else run.state.fill_pattern
    if colour.pattern != "tiling" or not isinstance(pattern, Stream):
        return
    state = State(matrix=times(matrix_of(entry(pattern, "/Matrix")), run.frame.base), clip=run.state.clip)
    state.fills_over, state.strokes_over = run.state.fills_over, run.state.strokes_over
    state.over_mode, state.fill_alpha = run.state.over_mode, run.state.fill_alpha
    uncoloured = number(entry(pattern, "/PaintType")) == 2
    if uncoloured:
        state.fill = state.stroke = _underneath(run, colour)
    frame = replace(inner_frame(run, pattern, "pattern"), base=state.matrix, whole=bounds, colourless=uncoloured)
    run.inside(frame, state, pattern)


def _underneath(run: Run, colour: Colour) -> Colour:
    families = {"grey": "DeviceGray", "rgb": "DeviceRGB", "cmyk": "DeviceCMYK"}
    name = families.get(colour.space.alternate)
    if name is None:
        return Colour(replace(UNKNOWN, alternate=colour.space.alternate), colour.values)
    return Colour(run.reading.spaces.device(name, None), colour.values) if colour.values else BLACK


def shade(run: Run, operands: Operands) -> None:
    """sh: the whole of what is clipped to."""
    found = named(run.frame.resources, "/Shading", operands[0])
    if found is None:
        run.trouble("resource", f"Shading {word(operands[0])}")
        return
    bounds = numbers(entry(found, "/BBox"))
    area = box(run.state.matrix, _upright(bounds)) if len(bounds) == 4 else run.state.clip
    run.paint("shading", area, colour=Colour(_shading_space(run, found), (), "shading"), object=number_of(found))


def draw_appearance(run: Run, annotation: Any) -> None:
    """An annotation's normal appearance, fitted into its rectangle (12.5.5)."""
    form = entry(entry(annotation, "/AP"), "/N")
    if not isinstance(form, Stream):
        form = entry(form, f"/{word(entry(annotation, '/AS'))}")
    rectangle, bounds = numbers(entry(annotation, "/Rect")), numbers(entry(form, "/BBox"))
    if not isinstance(form, Stream) or len(rectangle) != 4 or len(bounds) != 4:
        return
    inside = box(matrix_of(entry(form, "/Matrix")), _upright(bounds))
    target = _upright(rectangle)
    wide, high = inside[2] - inside[0], inside[3] - inside[1]
    across = (target[2] - target[0]) / wide if wide else 1.0
    up = (target[3] - target[1]) / high if high else 1.0
    fitting: Matrix = (across, 0, 0, up, target[0] - inside[0] * across, target[1] - inside[1] * up)
    outer = run.state
    run.state = run.copied()
    run.state.matrix = times(fitting, outer.matrix)
    draw_form(run, form, "annotation")
    run.state = outer


OBJECTS: dict[str, Operator] = {"Do": do, "BI": inline, "sh": shade}
