"""Facts: what a file paints, as values. `read` makes them, checks and reports read them.

Laws:
- An `Area` is in millimetres from the trim's top left corner of the page as it is seen: turned by its
  /Rotate, enlarged by its /UserUnit. It is what is left after clipping.
- Colours are as the file gives them (0 to 1; Lab in its own numbers), never converted.
- Sizes and widths are points on paper, after every matrix and /UserUnit.
- What a soft mask draws is here too, marked `mask`: it is no paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from utgivelse.findings import said
from utgivelse.pdf.painting.catalog_facts import Annotation, Catalog, Layer
from utgivelse.pdf.painting.page_facts import Page
from utgivelse.pdf.painting.tag_facts import Marked, Structure
from utgivelse.places import Area

Family = Literal["cmyk", "grey", "rgb", "separation", "devicen", "icc", "lab", "cal", "pattern", "unknown"]
Kind = Literal["text", "fill", "stroke", "image", "stencil", "shading"]

CALLED = {"stroke": said("line"), "fill": said("shape"), "shading": said("gradient")}
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space; of an Indexed one its base, with `indexed` set.

    `inks` are the names of a Separation or DeviceN; `alternate` is the family of their alternate space and
    `tint` a digest of that space with its function. `profile` is a digest of an ICC profile. `object` is
    its number in the file, (0, 0) where it has none.
    """

    family: Family
    components: int
    inks: tuple[str, ...] = ()
    alternate: str = ""
    tint: str = ""
    profile: str = ""
    indexed: bool = False
    object: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it was set; `values` is empty for pictures and shadings, whose colours vary.

    `pattern` says that a shape is filled by one: `tiling` (what the cell paints follows by itself) or
    `shading` (then `space` is the shading's).
    """

    space: Space
    values: tuple[float, ...] = ()
    pattern: Literal["", "tiling", "shading"] = ""

    @property
    def plates(self) -> tuple[tuple[str, float], ...]:
        """The inks that this colour puts down, with how much (0 to 1), without the zeros.

        Empty for white and for what has no plates of its own before conversion (RGB, ICC of three, Lab);
        an ICC colour of four components counts as process inks, grey as black.
        """
        values = self.values
        match self.space.family:
            case "grey":
                amounts = tuple(("Black", 1 - value) for value in values)
            case "cmyk" | "icc" if len(values) == 4:
                amounts = tuple(zip(PROCESS, values, strict=True))
            case "separation" | "devicen" if len(values) == len(self.space.inks):
                amounts = tuple(zip(self.space.inks, values, strict=True))
            case _:
                amounts = ()
        return tuple((name, amount) for name, amount in amounts if amount > 0.0005 and name != "None")

    @property
    def is_black(self) -> bool:
        """Whether it is full black ink and nothing else."""
        return len(self.plates) == 1 and self.plates[0][0] == "Black" and self.plates[0][1] >= 0.9995

    @property
    def is_white(self) -> bool:
        """Whether it puts no ink down at all, as far as that can be told without a profile."""
        if not self.values or self.pattern:
            return False
        if self.space.family in ("rgb", "cal"):
            return all(value >= 0.9995 for value in self.values)
        if self.space.family == "icc" and len(self.values) != 4:
            return all(value >= 0.9995 for value in self.values)
        if self.space.family == "lab":
            return self.values[0] >= 99.9
        return self.space.family not in ("pattern", "unknown") and not self.plates


@dataclass(frozen=True, slots=True)
class Text:
    """What one operator shows.

    `characters` are what a reader would copy, � for a code that no table explains; `codes` is how many
    were shown. `size` is the height of the em in points. `rendering` is the text rendering mode (3 and 7
    paint nothing). `missing` counts the codes that select no glyph but .notdef.
    """

    characters: str
    codes: int
    font: str
    size: float
    rendering: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it stands: its pixels, and pixels an inch along its width and its height."""

    pixels: tuple[int, int]
    ppi: tuple[float, float]
    bits: int
    filter: str = ""
    soft_mask: bool = False
    inline: bool = False
    interpolate: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing that a page paints.

    `area` is what of it is left within its clips, None when nothing is; `overprint` is OP or op, whichever
    applies to it, `mode` is OPM. `width` is a stroke's width (of outlined text too), or the thin side of a
    filled shape or a stencil, 0 for all else. `stroked` says that text is drawn by its outline. `within` names
    what it stands in, from outside: `form`, `pattern`, `type 3`, `annotation`. `object` is the number of what
    was painted (picture, form) or of the content it stands in. `hidden` is optional content that is off; `mask`
    a soft mask's content; `mark` says how content is marked, None where it is not. `flat` says that it fills
    all of its area, as an upright rectangle does; `veiled` that a soft mask or the blending of a group makes
    something else of its colour.
    """

    page: int
    kind: Kind
    area: Area | None
    colour: Colour
    overprint: bool = False
    mode: int = 0
    width: float = 0.0
    stroked: bool = False
    alpha: float = 1.0
    blend: str = "Normal"
    text: Text | None = None
    image: Image | None = None
    layer: Layer | None = None
    within: tuple[str, ...] = ()
    object: tuple[int, int] = (0, 0)
    hidden: bool = False
    mask: bool = False
    mark: Marked | None = None
    flat: bool = False
    veiled: bool = False

    @property
    def visible(self) -> bool:
        """Whether anything of it comes onto paper (white paint does too: it covers)."""
        if self.mask or self.hidden or self.area is None or not self.alpha:
            return False
        return self.text is None or (self.text.rendering not in (3, 7) and bool(self.text.characters.strip()))

    @property
    def technical(self) -> bool:
        """Whether it is a step of the work (ISO 19593-1), not a colour of the print."""
        return self.layer is not None and bool(self.layer.step)

    @property
    def called(self) -> str:
        """What to call it in a finding: `text «Kom hit»`, `image 12`, `line`."""
        if self.text is not None:
            words = " ".join(self.text.characters.split())
            return said("text «{words}»", words=words[:40] + ("…" if len(words) > 40 else ""))
        if self.image is not None:
            return said("inline image") if self.image.inline else said("image {number}", number=self.object[0])
        return CALLED[self.kind]


@dataclass(frozen=True, slots=True)
class Group:
    """A transparency group's colour space; `page_group` is the page's own, `mask` a soft mask's."""

    page: int
    space: Space | None
    page_group: bool = False
    mask: bool = False
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Font:
    """A font that something is shown in: its name without the subset's letters, and the first page.

    `broken` says that a file is embedded which is no font.
    """

    name: str
    kind: str
    embedded: bool
    subset: bool
    page: int
    object: tuple[int, int] = (0, 0)
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read or followed; `what` is a word of the table in `trouble`."""

    what: str
    page: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Painting:
    """All that a file paints and says of itself; `opened` is False when it could not be opened at all."""

    opened: bool
    catalog: Catalog
    pages: tuple[Page, ...] = ()
    painted: tuple[Painted, ...] = ()
    groups: tuple[Group, ...] = ()
    fonts: tuple[Font, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    structure: Structure = Structure()

    def page(self, number: int) -> Page:
        """The page of this number, from 1."""
        return self.pages[number - 1]

    def on(self, page: int) -> list[Painted]:
        """Everything on one page, in painting order."""
        return self._by_page.get(page, [])

    @cached_property
    def _by_page(self) -> dict[int, list[Painted]]:
        found: dict[int, list[Painted]] = {}
        for one in self.painted:
            found.setdefault(one.page, []).append(one)
        return found

    @cached_property
    def printed(self) -> tuple[Painted, ...]:
        """What is printed, in painting order: visible, within the bleed, in inks that are no steps of the work."""
        return tuple(one for one in self.painted if one.visible and not self.is_step(one) and self._is_inside(one))

    @property
    def marks(self) -> dict[int, tuple[Area, ...]]:
        """Where each page has something in /Separation /All: marks on every plate."""
        found: dict[int, tuple[Area, ...]] = {}
        for one in self.printed:
            if one.colour.space.inks == ("All",) and one.area:
                found[one.page] = (*found.get(one.page, ()), one.area)
        return found

    @property
    def puts_ink_down(self) -> bool:
        """Whether some flat paint must show on a plate: ink of more than a trace, with no white painted over it."""
        white = [one for one in self.printed if one.colour.is_white]
        solid = (one for one in self.printed if any(amount > TRACE for _, amount in one.colour.plates))
        return any(not any(_hides(other, one) for other in white) for one in solid if one.alpha > 0.5)

    def is_step(self, one: Painted) -> bool:
        """Whether it belongs to a step of the work, by its layer or by the name of its ink."""
        inks = one.colour.space.inks
        return one.technical or (bool(inks) and all(self.inks.get(ink, False) for ink in inks))

    def _is_inside(self, one: Painted) -> bool:
        bleed = self.pages[one.page - 1].bleed if one.page <= len(self.pages) else one.area
        return one.area is not None and bleed is not None and overlap(one.area, bleed)

    @cached_property
    def inks(self) -> dict[str, bool]:
        """Every spot ink that something is painted in, and whether it is technical.

        Technical is an ink that only processing steps (ISO 19593-1) use, or that is called so by custom.
        """
        printing: dict[str, bool] = {}
        for one in self.painted:
            for ink in one.colour.space.inks:
                if ink not in (*PROCESS, "All", "None"):
                    technical = one.technical or _plain(ink) in TECHNICAL
                    printing[ink] = printing.get(ink, True) and technical
        return printing

    @property
    def spots(self) -> tuple[str, ...]:
        """The spot inks that are printed."""
        return tuple(name for name, technical in self.inks.items() if not technical)


TRACE = 0.05


def _hides(white: Painted, one: Painted) -> bool:
    """Whether white could lie over this; in which order they were painted does not matter."""
    return white.page == one.page and bool(white.area and one.area and overlap(white.area, one.area))


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas share more than an edge."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return (across > 1e-3 or (across >= 0 and one.width < 1e-3)) and (down > 1e-3 or (down >= 0 and one.height < 1e-3))


def _plain(ink: str) -> str:
    return "".join(letter for letter in ink.casefold() if letter.isalnum())


CUSTOMARY = """
cutcontour thrucut kisscut dieline diecut diecutting cut cutting cutline crease creasing fold folding perf
perforation perfcut stanze stanskontur stans varnish spotvarnish spotuv uvvarnish lakk lack white whiteink
braille glue gluing bleedline dimensions legend
"""
TECHNICAL = frozenset(CUSTOMARY.split())
"""Names that cutters' and finishers' programs give their steps: no colour of the print, layer or not."""
