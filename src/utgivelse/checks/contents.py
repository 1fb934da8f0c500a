"""Contents: the file opens for everybody, shows all it has, and brings nothing along that runs.

Laws:
- No encryption (ISO 15930-7), no script, no attachment, no form field.
- No transfer function (ISO 15930-7): the plates would carry other inks than the file says.
- A layer that is off prints in one place and not in another.
- What cannot be read, cannot be checked: it is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.pdf.painting import Painting, Trouble
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

TROUBLES = {
    "loop": said("something contains itself"),
    "depth": said("things are nested too deep"),
    "size": said("something is too large to be read"),
    "many": said("there is more than can be read in a reasonable time"),
    "pages": said("there are too many pages"),
    "content": said("what the page draws cannot be read"),
    "operator": said("an operator makes no sense"),
    "resource": said("something is used that is not there"),
    "page": said("the page cannot be read"),
}


def run(subject: Subject) -> tuple[Finding, ...]:
    """Encryption, hidden layers, what runs or is attached, and what could not be read."""
    painting = subject.painting
    return (
        *_encrypted(painting),
        *_hidden(painting),
        *_attached(painting),
        *_transferred(painting),
        *_troubles(painting),
    )


def _encrypted(painting: Painting) -> Iterator[Finding]:
    if painting.catalog.encrypted:
        yield error("K65", said("the file is encrypted"), said("save it without a password and without restrictions"))


def _hidden(painting: Painting) -> Iterator[Finding]:
    for layer in painting.catalog.layers:
        if not (layer.shown and layer.prints):
            inside = (one for one in painting.painted if one.layer and one.layer.object == layer.object)
            first = next(inside, None)
            place = Place(page=first.page, area=first.area, object=first.called) if first else Place()
            state = said("hidden") if not layer.shown else said("shown but not printed")
            text = said("the layer «{name}» is {state}", name=layer.name, state=state)
            yield warning("K64", text, said("remove it, or show it: not every program keeps it hidden"), place)


def _attached(painting: Painting) -> Iterator[Finding]:
    catalog = painting.catalog
    for count, what in (
        (catalog.scripts, said("scripts or actions")),
        (catalog.attachments, said("attached files")),
        (int(catalog.forms), said("form fields")),
    ):
        if count:
            yield error("K66", said("the file has {what}", what=what), said("remove them from the print file"))


def _transferred(painting: Painting) -> Iterator[Finding]:
    for page in dict.fromkeys(trouble.page for trouble in painting.troubles if trouble.what == "transfer"):
        text = said("a transfer function changes the inks on their way to the plates")
        yield error("K83", text, said("export again with transfer functions applied or left out"), Place(page=page))


def _troubles(painting: Painting) -> Iterator[Finding]:
    by_kind: dict[str, list[Trouble]] = {}
    for trouble in painting.troubles:
        if trouble.what in TROUBLES:
            by_kind.setdefault(trouble.what, []).append(trouble)
    for what, troubles in by_kind.items():
        first = troubles[0]
        values = {"what": TROUBLES[what], "detail": first.detail or "–", "count": len(troubles)}
        text = said("not all of the file can be checked: {what} ({detail}; {count} times)", **values)
        yield warning("K40", text, said("export the file again"), Place(page=first.page))


CHECK = Check("contents", ("application/pdf",), run, press=True)
