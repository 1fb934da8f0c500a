"""Layers: optional content groups, what of them shows, and which are steps of the work.

Laws:
- What shows is what a reader shows as the file opens: the default configuration with its print state
  (ISO 32000-2, 8.11.4).
- A processing step is a group with /GTS_Metadata (ISO 19593-1).
"""

from __future__ import annotations

from typing import Any

from utgivelse.pdf.painting.catalog_facts import Layer
from utgivelse.pdf.painting.objects import entry, items, number_of, word

Number = tuple[int, int]


def read_layers(root: object) -> dict[Number, Layer]:
    """Every optional content group by its object's number."""
    properties = entry(root, "/OCProperties")
    default = entry(properties, "/D")
    base = word(entry(default, "/BaseState")) != "OFF"
    on = {number_of(one) for one in items(entry(default, "/ON"), 5000)}
    off = {number_of(one) for one in items(entry(default, "/OFF"), 5000)}
    found: dict[Number, Layer] = {}
    for group in items(entry(properties, "/OCGs"), 5000):
        number = number_of(group)
        shown = number in on or (base and number not in off)
        found[number] = Layer(word(entry(group, "/Name")), shown, _prints(group, shown), _step(group), number)
    return found


def _prints(group: object, shown: bool) -> bool:
    state = word(entry(entry(entry(group, "/Usage"), "/Print"), "/PrintState"))
    return state == "ON" if state else shown


def _step(group: object) -> str:
    metadata = entry(group, "/GTS_Metadata")
    parts = (word(entry(metadata, "/GTS_ProcStepsGroup")), word(entry(metadata, "/GTS_ProcStepsType")))
    return "/".join(part for part in parts if part)


def layer_of(content: Any, layers: dict[Number, Layer]) -> Layer | None:
    """The layer that optional content belongs to: a group itself, or what decides a membership dictionary.

    None for what belongs to none. A group that shows decides under AnyOn and AllOff, one that does not under
    AllOn and AnyOff; visibility expressions are not followed.
    """
    if (number := number_of(content)) in layers and number != (0, 0):
        return layers[number]
    if word(entry(content, "/Type")) != "OCMD":
        return None
    groups = entry(content, "/OCGs")
    members = [found for one in items(groups, 100) or [groups] if (found := layers.get(number_of(one)))]
    if not members:
        return None
    policy = word(entry(content, "/P")) or "AnyOn"
    deciding = next((one for one in members if one.shown == (policy in ("AnyOn", "AllOff"))), members[0])
    if policy in ("AllOff", "AnyOff"):
        return Layer(deciding.name, not deciding.shown, deciding.prints, deciding.step, deciding.object)
    return deciding
