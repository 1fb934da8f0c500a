"""Walk: through everything that a page paints with, each thing turned into ink once.

Laws: nothing of the source is changed; each thing gets a converted twin, remembered by its number in
the file and by its target, since the same form may be painted and be a mask. A pattern's matrix is
relative to the page, not to the content: where a page's content moves, the patterns it names itself
move with it (ISO 32000-2, 8.7.2).
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from utgivelse.pdf.placements import matrix_of
from utgivelse.press.ink import Ink, Mask, Target
from utgivelse.press.pictures import Pictures
from utgivelse.press.shadings import Shadings
from utgivelse.press.streams import StreamWriter, number

Shift = tuple[float, float]
STILL: Shift = (0.0, 0.0)
_NOT_COPIED = ("/Length", "/Filter", "/DecodeParms", "/Resources", "/Group", "/StructParent", "/StructParents")
_STATE_KEPT = ("/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/BM", "/CA", "/ca", "/AIS", "/TK", "/SA", "/FL")
"""What an extended graphics state may say to a press; transfer functions, screens and overprint are left out."""


class Walk:
    """One file on its way to the press."""

    def __init__(self, pdf: pikepdf.Pdf, ink: Ink, mask: Mask, pictures: Pictures) -> None:
        self.pdf, self.ink, self.mask, self.pictures = pdf, ink, mask, pictures
        self._made: dict[tuple[object, ...], Object] = {}

    def page(self, page: pikepdf.Page, shift: Shift) -> None:
        """Convert a page in its place, its content moved by `shift`."""
        resources = page.resources
        done = self._writer(self.ink).rewrite(page, resources, fresh=True)
        move = f"1 0 0 1 {number(shift[0])} {number(shift[1])} cm\n".encode() if shift != STILL else b""
        page.obj.Contents = self.pdf.make_stream(move + done.data)
        own = self.resources(resources, self.ink, shift)
        page.obj.Resources = self._with(own, done.pictures) if done.pictures else own
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=Name.DeviceCMYK)

    def _writer(self, target: Target) -> StreamWriter:
        return StreamWriter(self.pdf, target, lambda image: self.pictures.convert(image, target))

    def _once(self, obj: Object, key: tuple[object, ...], make: Callable[[], Object]) -> Object:
        """What `make` gives for this object, made once."""
        if obj.objgen == (0, 0):
            return make()
        name = (obj.objgen, *key)
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _begun(self, obj: Object, key: tuple[object, ...], made: Object) -> Object:
        """`made`, remembered before it is filled: what it holds may lead back to it."""
        if obj.objgen != (0, 0):
            self._made[(obj.objgen, *key)] = made
        return made

    # ── resources ──

    def resources(self, resources: Object, target: Target, shift: Shift = STILL) -> Object:
        """The resources of a stream for this target."""
        key = ("resources", target.space, shift)
        return self._once(resources, key, lambda: self._resources(resources, target, key))

    def _resources(self, resources: Object, target: Target, key: tuple[str, Name, Shift]) -> Object:
        convert: dict[str, Callable[[Object], Object]] = {
            "/XObject": lambda one: self._x_object(one, resources, target),
            "/Pattern": lambda one: self._pattern(one, resources, target, key[2]),
            "/Shading": lambda one: self._shading(one, resources, target),
            "/ExtGState": lambda one: self._state(one, resources),
            "/Font": lambda one: self._font(one, resources),
            "/ColorSpace": lambda one: one,
        }
        made = self._begun(resources, key, self.pdf.make_indirect(Dictionary()))
        for kind, entries in resources.items():
            if kind in convert and isinstance(entries, Dictionary):
                made[kind] = self.pdf.make_indirect(
                    Dictionary({name: convert[kind](one) for name, one in entries.items() if _stays(kind, one)})
                )
            elif kind == "/Properties":
                made[kind] = entries
        return made

    @staticmethod
    def _with(resources: Object, pictures: dict[str, Object]) -> Object:
        """The resources with the pictures that stood inside the stream."""
        made = Dictionary(dict(resources.items()))
        made.XObject = Dictionary({**dict(resources.get("/XObject", Dictionary()).items()), **pictures})
        return made

    # ── what resources name ──

    def _x_object(self, obj: Object, outer: Object, target: Target) -> Object:
        if obj.get("/Subtype") == Name.Image:
            return self._once(obj, (target.space,), lambda: self.pictures.convert(obj, target))
        if obj.get("/Subtype") == Name.Form:
            return self.form(obj, outer, target)
        return obj

    def form(self, form: Object, outer: Object, target: Target) -> Object:
        """A form for this target; its transparency group mixes in the target's space."""
        key = ("form", target.space)
        return self._once(form, key, lambda: self._stream(form, outer, target, key))

    def _stream(self, stream: Object, outer: Object, target: Target, key: tuple[object, ...]) -> Object:
        made = self._begun(stream, key, self.pdf.make_stream(b""))
        resources = stream.get("/Resources", outer)
        coloured_tile = stream.get("/PatternType") == 1 and int(stream.get("/PaintType", 1)) == 1
        done = self._writer(target).rewrite(stream, resources, fresh=coloured_tile)
        made.write(done.data)
        for entry, value in stream.items():
            if entry not in _NOT_COPIED:
                made[entry] = value
        own = self.resources(resources, target)
        made.Resources = self._with(own, done.pictures) if done.pictures else own
        if isinstance(stream.get("/Group"), Dictionary):
            made.Group = Dictionary(dict(stream.Group.items()))
            made.Group.CS = target.space
        return made

    def _pattern(self, pattern: Object, outer: Object, target: Target, shift: Shift) -> Object:
        key = ("pattern", target.space, shift)
        return self._once(pattern, key, lambda: self._patterned(pattern, outer, target, key))

    def _patterned(self, pattern: Object, outer: Object, target: Target, key: tuple[str, Name, Shift]) -> Object:
        shift = key[2]
        if pattern.get("/PatternType") == 1:
            made = self._stream(pattern, outer, target, key)
        else:
            made = self.pdf.make_indirect(Dictionary(dict(pattern.items())))
            made.Shading = self._shading(pattern.Shading, outer, target)
            if "/ExtGState" in made:
                made.ExtGState = self._state(made.ExtGState, outer)
        if shift != STILL:
            a, b, c, d, e, f = matrix_of(pattern.get("/Matrix"))
            made.Matrix = Array([number(part) for part in (a, b, c, d, e + shift[0], f + shift[1])])
        return made

    def _shading(self, shading: Object, outer: Object, target: Target) -> Object:
        return self._once(
            shading, ("shading", target.space), lambda: Shadings(self.pdf, target).convert(shading, outer)
        )

    def _state(self, state: Object, outer: Object) -> Object:
        """A graphics state: what a press obeys, and its soft mask in grey."""
        made = Dictionary({key: value for key, value in state.items() if key in _STATE_KEPT})
        soft = state.get("/SMask")
        if isinstance(soft, Name):
            made.SMask = soft
        elif isinstance(soft, Dictionary):
            made.SMask = Dictionary({key: value for key, value in soft.items() if key != "/BC"})
            made.SMask.G = self.form(soft.G, outer, self.mask)
        return made

    def _font(self, font: Object, outer: Object) -> Object:
        """A font whose glyphs are drawings has colours too."""
        if font.get("/Subtype") != Name.Type3:
            return font
        return self._once(font, ("font",), lambda: self._drawn_font(font, outer))

    def _drawn_font(self, font: Object, outer: Object) -> Object:
        resources = font.get("/Resources", outer)
        made = Dictionary({key: value for key, value in font.items() if key not in ("/CharProcs", "/Resources")})
        pictures: dict[str, Object] = {}
        glyphs = Dictionary()
        for place, (name, glyph) in enumerate(font.CharProcs.items()):
            done = self._writer(self.ink).rewrite(glyph, resources, fresh=False)
            data = done.data
            for inline, picture in done.pictures.items():
                own = f"{inline}of{place}"
                data = data.replace(f"{inline} Do".encode(), f"{own} Do".encode())
                pictures[own] = picture
            glyphs[name] = self.pdf.make_stream(data)
        made.CharProcs = glyphs
        made.Resources = self._with(self.resources(resources, self.ink), pictures)
        return self.pdf.make_indirect(made)


def _stays(kind: str, one: Object) -> bool:
    """Colour spaces are written into the operators, but for inks of their own and uncoloured patterns."""
    if kind != "/ColorSpace":
        return True
    return isinstance(one, Array) and len(one) > 0 and str(one[0]) in ("/Separation", "/DeviceN")
