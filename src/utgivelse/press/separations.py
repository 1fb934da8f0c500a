"""Separations: inks beside the four, as colour spaces, and technical ones as steps of the work.

Laws: one space object per ink name and file, so that no two alternates can differ (ISO 32000-2, 8.6.6.4).
What stands in for an ink is exactly its four process inks, in proportion to the tint. A run that needs
several inks is DeviceN and names each of them in Colorants. Where no ink of its own is asked for, the
space is the target's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from utgivelse.colour import CMYK, TECHNICAL
from utgivelse.findings import ProjectError, error, said
from utgivelse.press.functions import evaluate, number, sampled, towards
from utgivelse.press.ink import Paint, Target
from utgivelse.press.spaces import space_of

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Basis:
    """Which inks a paint or a run is made of: those beside the process inks, and whether these too."""

    spots: tuple[str, ...] = ()
    process: bool = True

    def numbers(self, paint: Paint) -> tuple[float, ...]:
        """What the paint is, ink by ink."""
        if not self.spots:
            return paint.parts
        tints = dict(paint.spots)
        return (*(tints.get(name, 0.0) for name in self.spots), *(paint.parts if self.process else ()))


PROCESS_ONLY = Basis()


def basis_of(paints: Iterable[Paint]) -> Basis:
    """The fewest inks that can make all of these."""
    paints = list(paints)
    names = sorted({name for paint in paints for name, _ in paint.spots})
    return Basis(tuple(names), not names or any(any(paint.parts) for paint in paints))


class Separations:
    """The ink spaces and technical layers of one file."""

    def __init__(self, pdf: pikepdf.Pdf, target: Target) -> None:
        self.pdf, self.target = pdf, target
        self._made: dict[object, Object] = {}
        self._layers: dict[str, Object] = {}

    def space(self, basis: Basis) -> Object:
        """The colour space of these inks."""
        if not basis.spots:
            return self.target.space
        if basis not in self._made:
            alone = len(basis.spots) == 1 and not basis.process
            self._made[basis] = self._separation(basis.spots[0]) if alone else self._several(basis)
        return self._made[basis]

    def _separation(self, name: str) -> Object:
        return self.pdf.make_indirect(
            Array([Name.Separation, ink_name(name), Name.DeviceCMYK, towards(self.target.spots[name].cmyk)])
        )

    def _several(self, basis: Basis) -> Object:
        names = [*map(ink_name, basis.spots), *(Name("/" + part) for part in PROCESS * basis.process)]
        own = Dictionary({str(ink_name(name)): self.space(Basis((name,), process=False)) for name in basis.spots})
        extra = Dictionary(Subtype=Name.DeviceN, Colorants=own)
        if basis.process:
            extra.Process = Dictionary(ColorSpace=Name.DeviceCMYK, Components=Array(names[-4:]))
        mixing = self._mixing([self.target.spots[name].cmyk for name in basis.spots], basis.process)
        return self.pdf.make_indirect(Array([Name.DeviceN, Array(names), Name.DeviceCMYK, mixing, extra]))

    def _mixing(self, spots: list[CMYK], process: bool) -> Object:
        """A calculator function: each ink's share of its four, added up; its range cuts off what exceeds 1."""
        depth = len(spots) + 4 * process
        steps = []
        for place in range(4):  # below the sums made so far lie the inks, the last on top
            terms = [f"{place + depth - 1 - at} index {number(inks[place])} mul" for at, inks in enumerate(spots)]
            summed = [terms[0], *(f"{_deeper(term)} add" for term in terms[1:])]
            if process:
                summed.append("4 index add")
            steps.append(" ".join(summed))
        drop = f"{depth + 4} 4 roll" + " pop" * depth
        made = self.pdf.make_stream(f"{{ {' '.join(steps)} {drop} }}".encode())
        made.FunctionType, made.Domain, made.Range = 4, Array([0, 1] * depth), Array([0, 1] * 4)
        return made

    # ── inks that were in the file before ──

    def kept(self, space: Object) -> Object:
        """An ink space of the source: ours when the table has the ink, else with process inks standing in.

        ProjectError for several inks at once that something else than process inks stands in for.
        """
        name = str(space[1]).lstrip("/") if space[0] == Name.Separation else ""
        if name in self.target.spots:
            return self.space(Basis((name,), process=False))
        if space[2] == Name.DeviceCMYK:
            return self._once(name, space) if name else self._with_ours(space)
        if not name:
            raise _foreign()
        return self._made.get(("kept", name)) or self._once(name, self._resampled(space))

    def _with_ours(self, space: Object) -> Object:
        """Several inks at once, those of the table defined by our spaces."""
        if len(space) < 5 or "/Colorants" not in space[4]:
            return space
        extra = Dictionary(dict(space[4].items()))
        extra.Colorants = Dictionary({name: self.kept(one) for name, one in space[4].Colorants.items()})
        return self.pdf.make_indirect(Array([*list(space)[:4], extra]))

    def _once(self, name: str, space: Object) -> Object:
        return self._made.setdefault(("kept", name), space)

    def _resampled(self, space: Object) -> Object:
        alternate = space_of(space[2])
        if alternate.family in ("kept", "pattern"):
            raise _foreign()
        paints = [alternate.paint(evaluate(space[3], step / 255), self.target).parts for step in range(256)]
        return self.pdf.make_indirect(
            Array([Name.Separation, space[1], Name.DeviceCMYK, sampled(self.pdf, paints, (0, 1))])
        )

    # ── steps of the work ──

    def step(self, paint: Paint | None) -> str:
        """The technical ink that a paint is made of alone, or nothing."""
        if paint is None or len(paint.spots) != 1 or any(paint.parts):
            return ""
        name = paint.spots[0][0]
        return name if self.target.spots[name].technical else ""

    def layer(self, ink: str) -> Object:
        """The optional content group of a technical ink (ISO 19593-1), named after it."""
        if ink not in self._layers:
            group, kind = TECHNICAL[self.target.spots[ink].technical]
            data = Dictionary(GTS_ProcStepsGroup=Name("/" + group))
            if kind:
                data.GTS_ProcStepsType = Name("/" + kind)
            made = Dictionary(Type=Name.OCG, Name=String(ink), GTS_Metadata=data)
            self._layers[ink] = self._layer_there(ink) or self.pdf.make_indirect(made)
        return self._layers[ink]

    def _layer_there(self, ink: str) -> Object | None:
        """The layer of a file that went through the press before."""
        groups = self.pdf.Root.get("/OCProperties", Dictionary()).get("/OCGs", Array())
        return next((group for group in groups if str(group.Name) == ink and "/GTS_Metadata" in group), None)

    def declare(self) -> None:
        """Name the layers in the catalog, all on; a configuration has a name and no usage (ISO 15930-7)."""
        old = self.pdf.Root.get("/OCProperties", Dictionary())
        groups = list(old.get("/OCGs", Array()))
        there = {group.objgen for group in groups}
        groups += [self._layers[ink] for ink in sorted(self._layers) if self._layers[ink].objgen not in there]
        if not groups:
            return
        shown = Dictionary(Name=String("Standard"), BaseState=Name.ON, Order=Array(groups))
        if "/OFF" in old.get("/D", Dictionary()):
            shown.OFF = old.D.OFF
        self.pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=shown)


def ink_name(name: str) -> Name:
    """An ink's name as a PDF name; blanks and letters beyond ASCII are escaped when it is written."""
    return Name("/" + name)


def _deeper(term: str) -> str:
    """The same term with one more number, the sum so far, on the stack."""
    depth, rest = term.split(" ", 1)
    return f"{int(depth) + 1} {rest}"


def _foreign() -> ProjectError:
    return ProjectError(
        error(
            "K15",
            said("the pages have an ink of their own that no process inks stand in for"),
            said("name the ink as `spot` in `[colours.…]` of the theme"),
        )
    )
