"""Overprint: small black overprints, and nothing else does but the steps of the work.

Laws:
- Black text and thin lines of 100 K overprint, so that no white rim shows where the plates are off. In
  DeviceCMYK that takes overprint mode 1 (ISO 32000-2, 8.6.7).
- Grey, tints and white knock out: overprinted, a tint takes the colour under it, and white vanishes.
  In overprint mode 0 DeviceCMYK knocks out of the four inks all the same, and lets only spot inks through.
- A cut line or a varnish overprints: knocked out it leaves a white line in the print (ISO 19593-1).
- Pictures and shadings are left out: overprint mode 1 does not reach them.
"""

from __future__ import annotations

from collections.abc import Callable

from utgivelse.findings import Finding, Measure, error, said, warning
from utgivelse.pdf.painting import Painted, told
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

SLACK = 0.99
THIN = 1.0
"""Points; a black line up to this is thin."""
FLAT = ("text", "fill", "stroke", "stencil")


def run(subject: Subject) -> tuple[Finding, ...]:
    """What overprints and should not, what does not and should."""
    if subject.press is None:
        return ()
    small = subject.press.small * SLACK
    flat = [one for one in subject.painting.printed if one.kind in FLAT and not one.colour.pattern]
    has_spots = bool(subject.painting.spots)

    def lets_through(one: Painted) -> bool:
        return overprints(one) or (one.overprint and has_spots)

    steps = [one for one in subject.painting.painted if one.visible and subject.painting.is_step(one)]
    return (
        *_each(flat, lambda one: _is_small(one, small) and _is_black(one) and not overprints(one), _black),
        *_each(flat, lambda one: lets_through(one) and _is_tint(one), _tint),
        *_each(flat, lambda one: lets_through(one) and one.colour.is_white, _white),
        *_each(steps, lambda one: one.kind in FLAT and not one.overprint, _step),
    )


def overprints(one: Painted) -> bool:
    """Whether what lies under it stays, in the inks that it does not use."""
    return one.overprint and (one.mode == 1 or one.colour.space.family != "cmyk")


def _each(
    things: list[Painted], wrong: Callable[[Painted], bool], finding: Callable[[Painted, int], Finding]
) -> tuple[Finding, ...]:
    return told(filter(wrong, things), _size, finding)


def _size(one: Painted) -> float:
    return one.area.width * one.area.height if one.area else 0.0


def _is_small(one: Painted, small: float) -> bool:
    if one.text is not None:
        return one.text.size < small
    return one.kind in ("stroke", "fill") and one.width <= THIN


def _is_black(one: Painted) -> bool:
    return one.colour.is_black and one.colour.space.family != "grey"


def _is_tint(one: Painted) -> bool:
    return any(amount < 0.9995 for _, amount in one.colour.plates)


def _black(worst: Painted, count: int) -> Finding:
    text = said("{what} is black and knocks out, expected to overprint ({count} such on the page)", **_of(worst, count))
    found = worst.text.size if worst.text else worst.width
    hint = said("let small black overprint (overprint on, mode 1): else a white rim shows where plates are off")
    return warning("K54", text, hint, measure=Measure(round(found, 2), 0, "pt"))


def _tint(worst: Painted, count: int) -> Finding:
    inks = ", ".join(f"{name} {100 * amount:.0f}" for name, amount in worst.colour.plates)
    values = _of(worst, count) | {"inks": inks}
    text = said("{what} in {inks} overprints, expected to knock out ({count} such on the page)", **values)
    return error("K55", text, said("turn overprint off: it takes the colour of what is under it"))


def _white(worst: Painted, count: int) -> Finding:
    text = said("{what} is white and overprints: it vanishes ({count} such on the page)", **_of(worst, count))
    return error("K56", text, said("turn overprint off"))


def _step(worst: Painted, count: int) -> Finding:
    values = _of(worst, count) | {
        "ink": ", ".join(worst.colour.space.inks) or (worst.layer.name if worst.layer else "")
    }
    text = said("{what} of the step «{ink}» knocks out, expected to overprint ({count} such on the page)", **values)
    return warning(
        "K69", text, said("let cut lines, varnish and the like overprint: else they leave white in the print")
    )


def _of(worst: Painted, count: int) -> dict[str, object]:
    return {"what": worst.called, "count": count}


CHECK = Check("overprint", ("application/pdf",), run, press=True)
