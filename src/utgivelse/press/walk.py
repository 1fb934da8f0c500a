"""Walk: through everything that a page paints with, each thing turned into ink once.

Laws: nothing of the source is changed; each thing gets a converted twin, remembered by its number in
the file and by its target, since the same form may be painted and be a mask. A pattern's matrix is
relative to the page, not to the content: where a page's content moves, the patterns it names itself
move with it (ISO 32000-2, 8.7.2). What a converted stream names anew is added to its resources' twin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from utgivelse.pdf.placements import IDENTITY, Matrix, matrix_of, times
from utgivelse.press.functions import array
from utgivelse.press.ink import Ink, Mask, Target
from utgivelse.press.overprint import KNOCKS_OUT, Beginning, scale_of
from utgivelse.press.pictures import Pictures
from utgivelse.press.separations import Separations
from utgivelse.press.streams import Converted, StreamWriter
from utgivelse.press.tiles import enlarge

Scales = Mapping[tuple[int, int], float]
STILL = IDENTITY
_NOT_COPIED = (
    "/Length", "/Filter", "/DecodeParms", "/Resources", "/Group", "/StructParent", "/StructParents",
    "/OPI", "/Ref", "/PS", "/Metadata", "/PieceInfo", "/LastModified",
)  # fmt: skip
"""What is written anew, what is for a screen, and what a press file may not have (ISO 15930-7)."""
_STATE_KEPT = ("/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/BM", "/CA", "/ca", "/AIS", "/TK", "/SA", "/FL")
"""What an extended graphics state may say to a press; transfer functions, screens and overprint are left out."""


class Walk:
    """One file on its way to the press."""

    def __init__(self, pdf: pikepdf.Pdf, ink: Ink, pictures: Pictures, scales: Scales) -> None:
        self.pdf, self.ink, self.mask, self.pictures, self.scales = pdf, ink, Mask(), pictures, scales
        self.separations = Separations(pdf, ink)
        self._writers = {
            target.space: StreamWriter(pdf, target, separations, self._picture(target))
            for target, separations in ((ink, self.separations), (self.mask, Separations(pdf, self.mask)))
        }
        self._made: dict[tuple[object, ...], Object] = {}

    def page(self, page: pikepdf.Page, move: Matrix) -> None:
        """Convert a page in its place, its content moved by `move`."""
        resources = page.resources
        beginning = Beginning(is_fresh=True, over=KNOCKS_OUT, scale=scale_of(move))
        done = self._writer(self.ink).rewrite(page, resources, beginning)
        moved = b" ".join([*(str(part).encode() for part in array(move)), b"cm\n"]) if move != STILL else b""
        page.obj.Contents = self.pdf.make_stream(moved + done.data)
        page.obj.Resources = self._with(self.resources(resources, self.ink, move), done)
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=Name.DeviceCMYK)

    def _writer(self, target: Target) -> StreamWriter:
        return self._writers[target.space]

    def _picture(self, target: Target) -> Callable[[Object], Object]:
        return lambda image: self.pictures.convert(image, target)

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

    def resources(self, resources: Object, target: Target, shift: Matrix = STILL) -> Object:
        """The resources of a stream for this target."""
        key = ("resources", target.space, shift)
        return self._once(resources, key, lambda: self._resources(resources, target, key))

    def _resources(self, resources: Object, target: Target, key: tuple[str, Name, Matrix]) -> Object:
        convert: dict[str, Callable[[Object], Object]] = {
            "/XObject": lambda one: self._x_object(one, resources, target),
            "/Pattern": lambda one: self._pattern(one, resources, target, key[2]),
            "/Shading": lambda one: self._shading(one, resources, target),
            "/ExtGState": lambda one: self._state(one, resources),
            "/Font": lambda one: self._font(one, resources),
            "/ColorSpace": lambda one: self._inks(one, target),
        }
        made = self._begun(resources, key, self.pdf.make_indirect(Dictionary()))
        for kind, entries in resources.items():
            if kind in convert and isinstance(entries, Dictionary):
                self._add(made, kind, {name: convert[kind](one) for name, one in entries.items() if _stays(kind, one)})
            elif kind == "/Properties":
                self._add(made, kind, dict(entries.items()))
        return made

    def _add(self, resources: Object, kind: str, entries: Mapping[str, Object]) -> None:
        """Put these beside what the twin has; a form without resources of its own may have added to it."""
        if kind not in resources:
            resources[kind] = self.pdf.make_indirect(Dictionary())
        for name, one in entries.items():
            resources[kind][name] = one

    def _with(self, resources: Object, done: Converted) -> Object:
        """The resources with what the stream names anew, and with the pictures that stood inside it."""
        for kind, entries in done.named.items():
            self._add(resources, kind, entries)
        if not done.pictures:
            return resources
        made = Dictionary(dict(resources.items()))
        made.XObject = Dictionary({**dict(resources.get("/XObject", Dictionary()).items()), **done.pictures})
        return made

    def _inks(self, space: Object, target: Target) -> Object:
        """An ink of its own; in a mask it is never named, since colours there are light."""
        return self.separations.kept(space) if target is self.ink else space

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
        scale = self.scales.get(stream.objgen, scale_of(matrix_of(stream.get("/Matrix"))))
        beginning = Beginning(is_fresh=coloured_tile, scale=scale)
        done = self._writer(target).rewrite(stream, resources, beginning)
        made.write(done.data)
        for entry, value in stream.items():
            if entry not in _NOT_COPIED:
                made[entry] = value
        made.Resources = self._with(self.resources(resources, target), done)
        if isinstance(stream.get("/Group"), Dictionary):
            made.Group = Dictionary(dict(stream.Group.items()))
            made.Group.CS = target.space
            if target is self.ink and not _blends(stream):
                made.Group.I = False
        return made

    def _pattern(self, pattern: Object, outer: Object, target: Target, shift: Matrix) -> Object:
        key = ("pattern", target.space, shift)
        return self._once(pattern, key, lambda: self._patterned(pattern, outer, target, key))

    def _patterned(self, pattern: Object, outer: Object, target: Target, key: tuple[str, Name, Matrix]) -> Object:
        shift = key[2]
        if pattern.get("/PatternType") == 1:
            made = self._stream(pattern, outer, target, key)
        else:
            made = self.pdf.make_indirect(Dictionary(dict(pattern.items())))
            made.Shading = self._shading(pattern.Shading, outer, target)
            if "/ExtGState" in made:
                made.ExtGState = self._state(made.ExtGState, outer)
        if shift != STILL:
            made.Matrix = array(times(matrix_of(pattern.get("/Matrix")), shift))
        if pattern.get("/PatternType") == 1:
            enlarge(made)
        return made

    def _shading(self, shading: Object, outer: Object, target: Target) -> Object:
        shadings = self._writer(target).shadings
        return self._once(shading, ("shading", target.space), lambda: shadings.convert(shading, outer))

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
        whole, glyphs = Converted(b""), Dictionary()
        for place, (name, glyph) in enumerate(font.CharProcs.items()):
            done = self._writer(self.ink).rewrite(glyph, resources, Beginning(is_glyph=True))
            data = done.data
            for inline, picture in done.pictures.items():
                own = f"{inline}of{place}"
                data = data.replace(f"{inline} Do".encode(), f"{own} Do".encode())
                whole.pictures[own] = picture
            for kind, entries in done.named.items():
                whole.named.setdefault(kind, {}).update(entries)
            glyphs[name] = self.pdf.make_stream(data)
        made.CharProcs = glyphs
        made.Resources = self._with(self.resources(resources, self.ink), whole)
        return self.pdf.make_indirect(made)


def _blends(form: Object, depth: int = 8) -> bool:
    """Whether what a group holds is mixed with what is under it.

    Where it is not, a group that stands alone and one that begins with the page under it look the same (ISO
    32000-2, 11.4.5), but only in the second does full black print over what the page has there.
    """
    resources = form.get("/Resources", Dictionary())
    states, drawn = resources.get("/ExtGState", Dictionary()), resources.get("/XObject", Dictionary())
    if any(state.get("/BM", Name.Normal) != Name.Normal for state in states.values()):
        return True
    plain = (one for one in drawn.values() if one.get("/Subtype") == Name.Form and "/Group" not in one)
    return depth == 0 or any(_blends(one, depth - 1) for one in plain)


def _stays(kind: str, one: Object) -> bool:
    """Colour spaces are written into the operators, but for inks of their own and uncoloured patterns."""
    if kind != "/ColorSpace":
        return True
    return isinstance(one, Array) and len(one) > 0 and str(one[0]) in ("/Separation", "/DeviceN")
