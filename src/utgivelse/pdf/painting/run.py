"""A run: one content stream being obeyed, its state, and what came of it.

`Sheet` is what all runs of one page share, `Frame` what a form, pattern or glyph hands to the run inside
it. Operators live in `graphics`, `shapes`, `shown` and `objects_drawn`; each is a function of the run and
its operands.
"""

from __future__ import annotations

import warnings
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from utgivelse.pdf.painting.catalog_facts import Layer
from utgivelse.pdf.painting.colours import Spaces
from utgivelse.pdf.painting.facts import Group, Kind, Painted, Space, Trouble
from utgivelse.pdf.painting.fonts import Face
from utgivelse.pdf.painting.geometry import Bounds, Point, Shape, area_of, within
from utgivelse.pdf.painting.objects import is_bomb, number_of
from utgivelse.pdf.painting.state import DEEPEST, Budget, Exhausted, Lines, State
from utgivelse.pdf.painting.tag_facts import Marked
from utgivelse.pdf.placements import Matrix

Instructions = list[tuple[str, list[Any]]]
Number = tuple[int, int]


@dataclass
class Reading:
    """What all pages of a file share."""

    budget: Budget = field(default_factory=Budget)
    spaces: Spaces = field(default_factory=Spaces)
    faces: dict[Number, Face] = field(default_factory=dict)
    layers: dict[Number, Layer] = field(default_factory=dict)
    contents: dict[Number, Instructions] = field(default_factory=dict)
    painted: list[Painted] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    troubles: dict[Trouble, None] = field(default_factory=dict)
    sequence: int = 0

    def face_of(self, font: object) -> Face | None:
        """A font that was met before."""
        return self.faces.get(number_of(font))


@dataclass(frozen=True)
class Frame:
    """Where a run stands: in what, how deep, whether it may colour, and which layer it belongs to."""

    page: int
    resources: Any
    base: Matrix
    within: tuple[str, ...] = ()
    object: Number = (0, 0)
    active: frozenset[Number] = frozenset()
    depth: int = 0
    mask: bool = False
    colourless: bool = False
    alpha: float = 1.0
    layer: Layer | None = None
    hidden: bool = False
    whole: Bounds | None = None
    mark: Marked | None = None
    veiled: bool = False


class Run:
    """One content stream being obeyed."""

    def __init__(self, reading: Reading, frame: Frame, state: State) -> None:
        self.reading, self.frame, self.state = reading, frame, state
        self.kept: list[State] = []
        self.lines = Lines()
        self.shape: Shape = []
        self.points = 0
        self.corner: Point = (0.0, 0.0)
        self.clipping = False
        self.marked: list[tuple[Layer | None, bool]] = []
        self.marks: list[Marked | None] = []
        self.glyph_colours = True
        self.devices: dict[str, Space] = {}

    def trouble(self, what: str, detail: str = "") -> None:
        """Tell what could not be followed; at most 200 are kept."""
        if len(self.reading.troubles) < 200:
            self.reading.troubles[Trouble(what, self.frame.page, detail[:80])] = None

    @property
    def layer(self) -> Layer | None:
        """The innermost layer, a processing step before any other."""
        found = [self.frame.layer, *(layer for layer, _ in self.marked)]
        known = [layer for layer in found if layer is not None]
        return next((layer for layer in known if layer.step), known[-1] if known else None)

    @property
    def mark(self) -> Marked | None:
        """What the content here is said to be."""
        return self.marks[-1] if self.marks else self.frame.mark

    @property
    def is_hidden(self) -> bool:
        """Whether some layer round here is off."""
        return self.frame.hidden or any(hidden for _, hidden in self.marked)

    def paint(self, kind: Kind, bounds: Bounds, *, stroked: bool = False, flat: bool = False, **facts: Any) -> None:
        """Note that something is painted within these bounds (all over them: `flat`), in the present state."""
        self.reading.budget.paint()
        state, frame = self.state, self.frame
        if frame.whole is not None:
            bounds = frame.whole
        left = within(bounds, state.clip)
        alpha = (state.stroke_alpha if stroked else state.fill_alpha) * frame.alpha
        facts.setdefault("colour", state.stroke if stroked else state.fill)
        facts.setdefault("object", frame.object)
        self.reading.painted.append(
            Painted(
                frame.page,
                kind,
                area_of(left) if left else None,
                overprint=state.strokes_over if stroked else state.fills_over,
                mode=state.over_mode,
                alpha=alpha,
                blend=state.blend,
                stroked=stroked and kind == "text",
                layer=self.layer,
                hidden=self.is_hidden,
                within=frame.within,
                mask=frame.mask,
                mark=self.mark,
                flat=flat and left is not None and not state.ragged and frame.whole is None,
                veiled=frame.veiled or state.masked,
                **facts,
            )
        )

    def obey(self, content: pikepdf.Object) -> None:
        """Follow a content stream to its end. Exhausted when a limit of the file was met."""
        from utgivelse.pdf.painting.operators import OPERATORS

        for operator, operands in self._instructions(content):
            act = OPERATORS.get(operator)
            if act is None:
                continue
            try:
                act(self, operands)
            except (Exhausted, RecursionError):
                raise
            except Exception as problem:  # operands of a wrong number or kind
                self.trouble("operator", f"{operator}: {type(problem).__name__}")

    def inside(self, frame: Frame, state: State, content: pikepdf.Object) -> Run:
        """Obey what is painted inside this run, and give its run; loops and great depth are cut."""
        run = Run(self.reading, frame, state)
        number = number_of(content)
        if number in frame.active and number != (0, 0):
            self.trouble("loop", f"object {number[0]}")
        elif frame.depth > DEEPEST:
            self.trouble("depth")
        else:
            run.frame = Frame(**{**vars(frame), "active": frame.active | {number}})
            run.obey(content)
        return run

    def copied(self) -> State:
        """The state as it is now."""
        return copy(self.state)

    def _instructions(self, content: pikepdf.Object) -> Instructions:
        number = number_of(content)
        found = self.reading.contents.get(number)
        if found is None:
            found = self._parsed(content)
            if number != (0, 0) and self.frame.depth and len(found) < 20_000:
                self.reading.contents[number] = found
        self.reading.budget.spend(len(found) + 1)
        return found

    def _parsed(self, content: pikepdf.Object) -> Instructions:
        if is_bomb(content) or any(is_bomb(part) for part in _parts(content)):
            self.trouble("size")
            return []
        found: Instructions = []
        with warnings.catch_warnings(record=True) as doubts:
            warnings.simplefilter("always")
            self._parse(content, found)
        if doubts:
            self.trouble("content", str(doubts[0].message))
        return found

    def _parse(self, content: pikepdf.Object, found: Instructions) -> None:
        try:
            for instruction in pikepdf.parse_content_stream(content):
                if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                    found.append(("BI", [instruction.iimage]))
                else:
                    found.append((str(instruction.operator), list(instruction.operands)))
        except Exception as problem:  # whatever a broken stream makes the library raise
            self.trouble("content", type(problem).__name__)


def _parts(content: pikepdf.Object) -> list[Any]:
    from utgivelse.pdf.painting.objects import entry, items

    written = entry(content, "/Contents")
    return items(written, 5000) or [written]
