"""Palette: the colours of one publication: the theme's with the brand's in their places, at the contrast asked for.

Laws:
- A theme says in `[text-on]` which colours it sets as text on which grounds, and in `[lines-on]` which draw rules and
  marks. Each pair of text is held against WCAG 2.2, 1.4.3, whoever chose the colour; a sheet's `text` is its smallest
  text in points, for which the limit is taken.
- `contrast = "high"` puts the colours of `[contrast.high]` over the theme's. What is then still too near for 1.4.6
  (lines: 1.4.11) is deepened by rule, the brand's own colours too, and each such change is told.
- The paper never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from utgivelse import contrast
from utgivelse.colour import Colour, ColourTable, colour_table
from utgivelse.findings import Finding, Measure, Place, note, said, warning
from utgivelse.publication import Ink, Publication

PAPER = "paper"
ROUNDS = 4
"""How often what is deepened may bring something else too near."""
Tokens = Mapping[str, Any]
Inks = Mapping[str, Ink]


def palette(tokens: Tokens, inks: Inks, publication: Publication) -> tuple[ColourTable, tuple[Finding, ...]]:
    """The colours, and what is to be said of them. ProjectError when they make no table."""
    entries: dict[str, Any] = dict(tokens.get("colours", {}))
    if publication.contrast == "normal":
        table = colour_table(entries, inks)
        smallest = float(tokens.get("sheet", {}).get(publication.sheet.name, {}).get("text", 0))
        return table, tuple(_too_near(table, tokens, inks, contrast.least("normal", smallest)))
    entries |= tokens.get("contrast", {}).get("high", {})
    before = colour_table(entries, inks)
    table = _deepened(before, entries, tokens, inks, publication.press.ink_limit)
    told = (_changed(before[one.name], one, inks) for one in table if one.rgb != before[one.name].rgb and one.tint == 1)
    return table, (*told, *_too_near(table, tokens, inks, contrast.LEAST["high"][0]))


# ── deepening ────────────────────────────────────────────────────────────────────────────────


def _deepened(table: ColourTable, entries: dict[str, Any], tokens: Tokens, inks: Inks, limit: float) -> ColourTable:
    own = dict(inks)
    for _ in range(ROUNDS * len(table)):
        found = _first_faint(table, tokens)
        if found is None:
            break
        name, against, needed = found
        made = contrast.deepened(table[name], table[against].rgb, needed, limit)
        own.pop(name, None)
        entries[name] = {"rgb": made.hex, "cmyk": [100 * part for part in made.cmyk]}
        table = colour_table(entries, own)
    return table


def _first_faint(table: ColourTable, tokens: Tokens) -> tuple[str, str, float] | None:
    """The first colour to deepen, what it stands too near to, and the ratio that it needs."""
    for kind, needed in (("text-on", contrast.LEAST["high"][0]), ("lines-on", contrast.LINES)):
        for ground, name, _ in contrast.faint(table, tokens.get(kind, {}), needed):
            return (ground, name, needed) if name == PAPER else (name, ground, needed)
    return None


# ── what is said ─────────────────────────────────────────────────────────────────────────────


def _too_near(table: ColourTable, tokens: Tokens, inks: Inks, needed: float) -> Iterator[Finding]:
    seen: set[frozenset[str]] = set()
    for ground, name, found in contrast.faint(table, tokens.get("text-on", {}), needed):
        pair = frozenset((ground, name))
        if pair in seen:
            continue
        seen.add(pair)
        values = {"name": name, "ground": ground, "found": f"{contrast.shown(found):g}", "limit": f"{needed:g}"}
        measure = Measure(contrast.shown(found), needed, ":1")
        brand = next((one for one in (name, ground) if _brand_of(one, tokens, inks)), "")
        if brand:
            own = _brand_of(brand, tokens, inks)
            text = said(
                "the brand's colour «{own}» gives text in «{name}» on «{ground}» a contrast of {found} to 1, "
                "expected at least {limit}",
                own=own,
                **values,
            )
            yield warning("R50", text, _way(table, brand, pair, own), _place(own, inks), measure)
        else:
            text = said(
                "the theme's text in «{name}» on «{ground}» has a contrast of {found} to 1, expected at least {limit}",
                **values,
            )
            hint = said("make one of them darker or lighter in `theme.toml`")
            yield warning("R51", text, hint, Place("theme.toml"), measure)


def _way(table: ColourTable, name: str, pair: frozenset[str], own: str) -> str:
    """Whether the brand's colour is to become darker or lighter."""
    (other,) = pair - {name}
    if contrast.luminance(table[name].rgb) < contrast.luminance(table[other].rgb):
        return said("choose a darker «{own}»", own=own)
    return said("choose a lighter «{own}»", own=own)


def _brand_of(name: str, tokens: Tokens, inks: Inks) -> str:
    """The brand's colour that this one is, or is a tint of; empty when it is the theme's own."""
    full = str(tokens.get("colours", {}).get(name, {}).get("of", name))
    return next((one for one in (name, full) if one in inks), "")


def _changed(before: Colour, after: Colour, inks: Inks) -> Finding:
    values = {"name": before.name, "before": before.hex, "after": after.hex}
    text = said("for high contrast the colour «{name}» is {after} instead of {before}", **values)
    hint = said("its own ink is not printed; choose a darker colour to keep it") if before.spot else ""
    return note("R52", text, hint, _place(before.name, inks))


def _place(name: str, inks: Inks) -> Place:
    return Place("utgivelse.toml", inks[name].line) if name in inks else Place("theme.toml")
