"""Small text: in few inks, since plates never fall exactly on each other.

Laws:
- Small is below the profile's `small`. Up to two inks hold; more blur.
- Light text on something dark is reversed out: the inks under it must leave its letters open.
- What lies under a text is what was painted before it and covers it, by their areas, down to the first that
  lets nothing through.
- Text in black ink with other inks under it is rich black, small or large.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Finding, Measure, said, warning
from utgivelse.pdf.painting import Painted, Painting, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

MOST_INKS = 2
SLACK = 0.99
LIGHT, DARK = 0.3, 0.5
"""Ink in all plates together, of full cover."""
COVERING = 0.9
NOTHING = 0.01
MOST_LOOKS = 2_000_000
"""Comparisons of one text with what was painted before, in a whole file."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """A warning for each page with small text in many inks, reversed-out small text, or rich black text."""
    if subject.press is None:
        return ()
    least = subject.press.small
    small = least * SLACK
    texts = [one for one in subject.painting.printed if one.text]
    little = [one for one in texts if one.text and one.text.size < small]
    rich = [one for one in texts if _is_rich(one)]
    many = [one for one in little if len(one.colour.plates) > MOST_INKS and not _is_rich(one)]
    return (
        *told(many, _smallness, _many),
        *told(_reversed_out(subject.painting, small), _smallness, lambda worst, count: _reversed(worst, count, least)),
        *told(rich, _smallness, _rich),
    )


def _smallness(one: Painted) -> float:
    return -one.text.size if one.text else 0.0


def _is_rich(one: Painted) -> bool:
    amounts = dict(one.colour.plates)
    return amounts.get("Black", 0.0) >= 0.895 and len(amounts) > 1


def _reversed_out(painting: Painting, small: float) -> Iterator[Painted]:
    looks = MOST_LOOKS
    before: dict[int, list[Painted]] = {}
    for one in painting.printed:
        here = before.setdefault(one.page, [])
        if one.text is None:
            here.append(one)
        elif one.text.size < small and _is_light(one) and looks > 0:
            looks -= len(here)
            if _ink_under(one, here) >= DARK:
                yield one


def _is_light(one: Painted) -> bool:
    if one.colour.pattern or not one.colour.values:
        return False
    return one.colour.is_white or 0 < sum(amount for _, amount in one.colour.plates) <= LIGHT


def _ink_under(one: Painted, before: list[Painted]) -> float:
    """How much ink lies under a text: of what covers it, from the top down as far as that lets through."""
    ink, through = 0.0, 1.0
    for other in reversed(before):
        if through > NOTHING and _covers(other, one):
            ink += through * other.alpha * _darkness(other)
            through *= 1 - other.alpha
    return ink


def _darkness(one: Painted) -> float:
    if one.kind in ("image", "shading") or one.colour.pattern:
        return 1.0  # as a rule; its own values are not looked at
    if one.colour.space.family == "rgb":
        return 1.0 - sum(one.colour.values) / 3
    return sum(amount for _, amount in one.colour.plates)


def _covers(other: Painted, one: Painted) -> bool:
    if one.area is None or other.area is None or other.kind == "stroke":
        return False
    return other.area.shared(one.area) >= COVERING * max(one.area.width, 0.001) * max(one.area.height, 0.001)


def _many(worst: Painted, count: int) -> Finding:
    size, inks = _size(worst), len(worst.colour.plates)
    values = {"size": f"{size:g}", "inks": inks, "most": MOST_INKS, "count": count}
    text = said("text of {size} pt is in {inks} inks, expected at most {most} ({count} such on the page)", **values)
    return warning(
        "K57", text, said("set small text in black, or in a spot ink"), measure=Measure(inks, MOST_INKS, "inks")
    )


def _reversed(worst: Painted, count: int, small: float) -> Finding:
    size = _size(worst)
    values = {"size": f"{size:g}", "least": f"{small:g}", "count": count}
    text = said(
        "light text of {size} pt stands on something dark, expected at least {least} pt ({count} such on the page)",
        **values,
    )
    hint = said("set it larger or bolder, or let the ground be one ink")
    return warning("K58", text, hint, measure=Measure(size, small, "pt"))


def _rich(worst: Painted, count: int) -> Finding:
    inks = " ".join(f"{name} {100 * amount:.0f}" for name, amount in worst.colour.plates)
    values = {"inks": inks, "count": count}
    text = said("black text is in {inks}, expected black alone ({count} such on the page)", **values)
    total = 100 * sum(amount for _, amount in worst.colour.plates)
    return warning("K67", text, said("set black text in 0 0 0 100"), measure=Measure(round(total), 100, "%"))


def _size(one: Painted) -> float:
    return round(one.text.size, 2) if one.text else 0.0


CHECK = Check("small_text", ("application/pdf",), run, press=True)
