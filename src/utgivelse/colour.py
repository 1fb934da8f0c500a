"""Colour: every named colour of a theme in both worlds, on the screen and in ink.

Laws:
- A colour has one sRGB value and one set of inks. After rounding to 8 bits no two colours share
  the one without the other: what a style sheet says can always be turned back into a name's inks.
- A tint is computed, never typed: towards white in sRGB, by scaling the inks for the press.
- The brand's colours take the place of the theme's of the same name; tints follow.
- An ink of its own has one name and one set of inks that stand in for it, in the whole table. A technical
  one (a cut line, varnish, white) is no colour but a step of the work (ISO 19593-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.publication import Ink

RGB = tuple[int, int, int]
CMYK = tuple[float, float, float, float]
TECHNICAL: Mapping[str, tuple[str, str]] = {
    "cutting": ("Structural", "Cutting"),
    "partial-cutting": ("Structural", "PartialCutting"),
    "creasing": ("Structural", "Creasing"),
    "folding": ("Structural", "Folding"),
    "perforating": ("Structural", "Perforating"),
    "punching": ("Structural", "Punching"),
    "drilling": ("Structural", "Drilling"),
    "gluing": ("Structural", "Gluing"),
    "stapling": ("Structural", "Stapling"),
    "embossing": ("Structural", "Embossing"),
    "debossing": ("Structural", "Debossing"),
    "foil": ("Structural", "FoilStamping"),
    "cold-foil": ("Structural", "ColdFoilStamping"),
    "varnish-free": ("Structural", "VarnishFree"),
    "varnish": ("Varnish", ""),
    "white": ("White", ""),
    "braille": ("Braille", ""),
    "legend": ("Legend", ""),
    "dimensions": ("Dimensions", ""),
}
"""The words for steps of the work, each with its group and its type there (ISO 19593-1)."""
RESERVED = ("all", "none", "cyan", "magenta", "yellow", "black")
"""Names with a meaning of their own in a PDF (ISO 32000-2, 8.6.6.4); no ink may take them."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour: `rgb` in 8 bits, `cmyk` as fractions; `spot` an ink's name, `tint` the part of it that prints.

    `technical` is one of the words of `TECHNICAL`, or empty.
    """

    name: str
    rgb: RGB
    cmyk: CMYK
    spot: str = ""
    tint: float = 1.0
    technical: str = ""

    @property
    def hex(self) -> str:
        """The colour as a style sheet writes it."""
        return "#{:02x}{:02x}{:02x}".format(*self.rgb)


@dataclass(frozen=True)
class ColourTable:
    """The colours of one theme in one brand."""

    colours: tuple[Colour, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Colour]:
        """Each colour under its name."""
        return {colour.name: colour for colour in self.colours}

    @cached_property
    def by_rgb(self) -> Mapping[RGB, Colour]:
        """Each colour under its sRGB value; two names of the very same colour share one entry."""
        return {colour.rgb: colour for colour in reversed(self.colours)}

    def __iter__(self) -> Iterator[Colour]:
        return iter(self.colours)

    def __len__(self) -> int:
        return len(self.colours)

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def __getitem__(self, name: str) -> Colour:
        return self.by_name[name]


def colour_table(theme: Mapping[str, Mapping[str, Any]], brand: Mapping[str, Ink] | None = None) -> ColourTable:
    """The table of a theme's `[colours.…]` with the brand's put in their places.

    ProjectError, with all that is wrong, when a value is malformed or two colours cannot be told apart.
    """
    entries: dict[str, Mapping[str, Any]] = dict(theme)
    for name, ink in (brand or {}).items():
        entries[name] = {"rgb": ink.rgb, "cmyk": ink.cmyk, "spot": ink.spot, "technical": ink.technical}
    findings: list[Finding] = []
    made: dict[str, Colour] = {}
    for name in sorted(entries, key=lambda name: "of" in entries[name]):
        try:
            made[name] = _tint(name, entries, made) if "of" in entries[name] else _full(name, entries[name])
        except ProjectError as failure:
            findings += failure.findings
    colours = tuple(made[name] for name in entries if name in made)
    findings += [*_ambiguities(colours), *_two_inks(colours)]
    if findings:
        raise ProjectError(*findings)
    return ColourTable(colours)


def parse_rgb(text: str) -> RGB | None:
    """«#10464f» as three numbers; None when it is not written so."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return None
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _full(name: str, entry: Mapping[str, Any]) -> Colour:
    rgb, inks = parse_rgb(str(entry.get("rgb", ""))), entry.get("cmyk", ())
    if rgb is None:
        raise _wrong("T20", name, said("the colour «{name}» has no rgb like «#10464f»", name=name))
    if not _is_inks(inks):
        raise _wrong("T21", name, said("the colour «{name}» has no cmyk of four numbers from 0 to 100", name=name))
    c, m, y, k = (float(part) / 100 for part in inks)
    spot, technical = str(entry.get("spot") or ""), str(entry.get("technical") or "")
    _check_spot(name, spot, technical)
    return Colour(name, rgb, (c, m, y, k), spot, technical=technical)


def _check_spot(name: str, spot: str, technical: str) -> None:
    """Whether an ink of its own may be called so, and is one when it is technical."""
    if technical and technical not in TECHNICAL:
        nearest = get_close_matches(technical, TECHNICAL, 1)
        hint = said("did you mean «{name}»?", name=nearest[0]) if nearest else ""
        message = said(
            "the colour «{name}» has the technical use «{use}», which nobody knows", name=name, use=technical
        )
        raise _wrong("T26", name, message, hint or said("expected one of {words}", words=", ".join(TECHNICAL)))
    if technical and not spot:
        message = said("the colour «{name}» is technical but has no ink of its own", name=name)
        raise _wrong("T27", name, message, said("give it `spot`, the name of its ink, as the print shop calls it"))
    if spot.strip().lower() in RESERVED or spot != spot.strip():
        message = said("the colour «{name}» has the ink «{spot}», a name that no ink may have", name=name, spot=spot)
        raise _wrong("T29", name, message)


def _is_inks(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 4
        and all(isinstance(part, (int, float)) and not isinstance(part, bool) and 0 <= part <= 100 for part in value)
    )


def _tint(name: str, entries: Mapping[str, Mapping[str, Any]], made: Mapping[str, Colour]) -> Colour:
    full, share = str(entries[name]["of"]), entries[name].get("tint")
    if full not in made or "of" in entries[full]:
        nearest = get_close_matches(full, [known for known in entries if "of" not in entries[known]], 1)
        hint = said("did you mean «{name}»?", name=nearest[0]) if nearest else ""
        raise _wrong(
            "T22", name, said("the tint «{name}» is of «{full}», which is no full colour", name=name, full=full), hint
        )
    if not isinstance(share, (int, float)) or isinstance(share, bool) or not 0 < share <= 100:
        raise _wrong("T23", name, said("the tint «{name}» needs a tint in per cent, from 1 to 100", name=name))
    return tint(made[full], float(share) / 100, name)


def tint(full: Colour, share: float, name: str = "") -> Colour:
    """A part of a full colour: mixed with white for the screen, fewer dots of the same inks for the press."""
    r, g, b = (round(255 + (part - 255) * share) for part in full.rgb)
    c, m, y, k = (part * share for part in full.cmyk)
    return Colour(
        name or f"{full.name}-{round(share * 100)}", (r, g, b), (c, m, y, k), full.spot, share, full.technical
    )


def _ambiguities(colours: tuple[Colour, ...]) -> Iterator[Finding]:
    """Two colours that share their sRGB value but not their inks, or their inks but not their sRGB value."""
    for place, one in enumerate(colours):
        for other in colours[:place]:
            same_rgb, same_inks = one.rgb == other.rgb, _rounded(one) == _rounded(other)
            if same_rgb and not same_inks:
                yield _wrong(
                    "T24",
                    one.name,
                    said(
                        "the colours «{one}» and «{other}» are both {rgb} but differ in ink",
                        one=other.name,
                        other=one.name,
                        rgb=one.hex,
                    ),
                    said("make one of them a shade lighter or darker, so that the press can tell them apart"),
                ).findings[0]
            elif same_inks and not same_rgb:
                yield _wrong(
                    "T25",
                    one.name,
                    said(
                        "the colours «{one}» and «{other}» have the same inks but differ on the screen",
                        one=other.name,
                        other=one.name,
                    ),
                    said("give both the same rgb, or one of them other inks"),
                ).findings[0]


def _two_inks(colours: tuple[Colour, ...]) -> Iterator[Finding]:
    """One ink that is to look or to be used in two ways: a press has only one can of it (ISO 32000-2, 8.6.6.4)."""
    first: dict[str, Colour] = {}
    for colour in colours:
        if not colour.spot or colour.tint != 1.0:
            continue
        known = first.setdefault(colour.spot.casefold(), colour)
        if (known.spot, known.cmyk, known.technical) != (colour.spot, colour.cmyk, colour.technical):
            yield _wrong(
                "T28",
                colour.name,
                said(
                    "the colours «{one}» and «{other}» use the ink «{spot}» but not in the same way",
                    one=known.name,
                    other=colour.name,
                    spot=colour.spot,
                ),
                said("write its name, its `cmyk` and its use alike, or make one of them a tint of the other"),
            ).findings[0]


def _rounded(colour: Colour) -> tuple[object, ...]:
    return (colour.spot, *(round(part * 255) for part in colour.cmyk))


def _wrong(code: str, name: str, message: str, hint: str = "") -> ProjectError:
    return ProjectError(error(code, message, hint or said("mend `[colours.{name}]`", name=name), Place()))
