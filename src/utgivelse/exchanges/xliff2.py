"""XLIFF 2.1 (OASIS Standard, 13 February 2018; the name space is that of 2.0).

Markup becomes `<pc>` and `<ph>` (4.2.3), with the Markdown behind it in `<originalData>`. A fuzzy target is
`initial`, which says that it is not finished (4.3.1.27); a missing one has no state. The seal stands behind
the context in `name`: small libraries drop the metadata module, and keep that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.consignment import (
    PAIRED,
    Back,
    Code,
    Consignment,
    Mark,
    Pieces,
    Returned,
    Stage,
    Unit,
    code_of,
    codes_of,
    joined,
)
from utgivelse.findings import Said
from utgivelse.foreign.inline import Grammar, fill
from utgivelse.foreign.xliff import check_one_catalog, domain_of, files_of, half_done
from utgivelse.foreign.xml import XML, Element, child, children, element, line_of, local, root, text_of
from utgivelse.foreign.xml import write_xml as write_tree
from utgivelse.plugins import Exchange

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
OURS = "utgivelse"
PREVIOUS = "previous source"
TRANSLATOR = "translator"
_TEXTS = frozenset({"source", "target", "note", "data"})
_TYPES = {"emphasis": "fmt", "strong": "fmt", "break": "fmt", "link": "link", "image": "image"}
_STATES = {Stage.FUZZY: "initial", Stage.TRANSLATED: "translated", Stage.APPROVED: "final"}
_STAGES = {
    "initial": Stage.FUZZY,
    "translated": Stage.TRANSLATED,
    "reviewed": Stage.APPROVED,
    "final": Stage.APPROVED,
}
_NAME = re.compile(r"(.*?) ?\[([0-9a-f]{12}f?)\]", re.DOTALL)
_MARKDOWN: dict[str, tuple[str, str]] = {
    "emphasis": ("*", "*"),
    "strong": ("**", "**"),
    "link": ("[", "]({})"),
    "image": ("![", "]({})"),
    "language": ("[", "]{{lang={}}}"),
    "break": ("\\\n", ""),
}


def write(consignment: Consignment) -> bytes:
    """The file."""
    attributes = {"version": "2.1", "srcLang": consignment.source_language, "trgLang": consignment.language}
    top = root(_tag("xliff"), {None: SPACE}, attributes)
    file = element(top, _tag("file"), attributes={"id": "f1", "original": consignment.catalog, "canResegment": "no"})
    for unit in consignment.units:
        _write_unit(file, unit)
    return write_tree(top, _TEXTS)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _write_unit(file: Element, unit: Unit) -> None:
    attributes = {"id": unit.id, "name": f"{unit.context} [{unit.seal}]".strip(), f"{XML}space": "preserve"}
    node = element(file, _tag("unit"), attributes=attributes)
    _write_notes(node, unit)
    codes = codes_of(unit.source) | codes_of(unit.target)
    if codes:
        data = element(node, _tag("originalData"))
        for number, code in sorted(codes.items()):
            _write_data(data, number, code)
    state = _STATES.get(unit.stage, "") if unit.target else ""
    segment = element(node, _tag("segment"), attributes={"state": state})
    fill(element(segment, _tag("source")), unit.source, _mark)
    if unit.target:
        fill(element(segment, _tag("target")), unit.target, _mark)


def _write_notes(node: Element, unit: Unit) -> None:
    previous = ("".join(piece if isinstance(piece, str) else _native(piece) for piece in unit.previous),)
    kinds = (
        (OURS, (*unit.comments, *unit.references)),
        (TRANSLATOR, unit.notes),
        (PREVIOUS, previous if unit.previous else ()),
    )
    if any(texts for _, texts in kinds):
        notes = element(node, _tag("notes"))
        for category, texts in kinds:
            for text in texts:
                element(notes, _tag("note"), text, {"category": category})


def _native(mark: Mark) -> str:
    before, after = _markdown(mark.code or Code("strong"))
    return after if mark.shape == "close" else before


def _markdown(code: Code) -> tuple[str, str]:
    before, after = _MARKDOWN.get(code.kind, (code.shown, ""))
    return before, after.format(code.value)


def _write_data(data: Element, number: int, code: Code) -> None:
    before, after = _markdown(code)
    element(data, _tag("data"), before, {"id": f"d{number}"})
    if code.kind in PAIRED:
        element(data, _tag("data"), after, {"id": f"e{number}"})


def _mark(parent: Element, mark: Mark) -> Element:
    code = mark.code or Code("strong")
    deletes = "" if code.kind in ("emphasis", "strong", "break", "language") else "no"
    common = {
        "id": str(mark.number),
        "type": _TYPES.get(code.kind, "other"),
        "subType": f"{OURS}:{code.kind}",
        "canDelete": deletes,
    }
    if mark.shape == "whole":
        return element(parent, _tag("ph"), attributes={**common, "dataRef": f"d{mark.number}", "disp": code.shown})
    ends = {"dataRefStart": f"d{mark.number}", "dataRefEnd": f"e{mark.number}", "dispStart": code.shown}
    return element(parent, _tag("pc"), attributes={**common, **ends})


# ── back ─────────────────────────────────────────────────────────────────────────────────────


def _describe(node: Element) -> Code | None:
    kind = (node.get("subType") or "").removeprefix(f"{OURS}:")
    return code_of(kind, node.get("disp") or node.get("dispStart") or "")


def _grammar() -> Grammar:
    return Grammar(
        _describe,
        frozenset({"pc"}),
        frozenset({"ph"}),
        frozenset({"sc"}),
        frozenset({"ec"}),
        ("startRef", "id"),
        frozenset({"mrk", "sm", "em"}),
    )


def read(data: bytes, name: str) -> Returned:
    """What came back."""
    top, files = files_of(data, name)
    check_one_catalog(files, name)
    units = (node for file in files for node in file.iter("{*}unit"))
    return Returned(
        top.get("trgLang") or "",
        domain_of(files[0]),
        tuple(_read_unit(node) for node in units),
    )


def _read_unit(node: Element) -> Back:
    """A unit with all its segments and what stands between them (4.2.2.6), whatever a program cut it into."""
    parts = [part for part in node if local(part) in ("segment", "ignorable")]
    name = _NAME.fullmatch(node.get("name") or "")
    segments = [part for part in parts if local(part) == "segment"]
    source, _ = _read_parts(parts, "source")
    target, faults = _read_parts(sorted(parts, key=lambda part: _order(part, parts)), "target")
    return Back(
        node.get("id") or "",
        target,
        _stage(segments),
        name[2] if name else "",
        source,
        name[1] if name else node.get("name") or "",
        tuple(_notes(node)),
        line_of(node),
        faults,
        half_done(_halves(segments)),
    )


def _halves(segments: list[Element]) -> Iterator[tuple[str, Pieces, Pieces]]:
    for number, segment in enumerate(segments, 1):
        source, target = (_grammar().read(child(segment, name))[0] for name in ("source", "target"))
        yield segment.get("id") or str(number), source, target


def _order(part: Element, parts: list[Element]) -> int:
    target = child(part, "target")
    given = "" if target is None else target.get("order") or ""
    return int(given) if given.isascii() and given.isdigit() else parts.index(part) + 1


def _read_parts(parts: list[Element], name: str) -> tuple[Pieces, tuple[Said, ...]]:
    """What stands between two segments and has no translation stays as it is."""
    grammar = _grammar()
    texts = [(part, child(part, name)) for part in parts]
    is_begun = any(node is not None for part, node in texts if local(part) == "segment")
    read_ones = [
        grammar.read(node if node is not None or local(part) == "segment" or not is_begun else child(part, "source"))
        for part, node in texts
    ]
    faults = (fault for _, found in read_ones for fault in found)
    return joined(piece for pieces, _ in read_ones for piece in pieces), tuple(dict.fromkeys(faults))


def _stage(segments: list[Element]) -> Stage | None:
    """The least finished of its segments, `initial` being left out by some; None where none says anything."""
    said_so = any(segment.get("state") for segment in segments)
    default = "initial" if said_so else ""
    stages = [_STAGES.get(segment.get("state") or default) for segment in segments]
    order = (Stage.FUZZY, Stage.TRANSLATED, Stage.APPROVED)
    return next((stage for stage in order if stage in stages), None)


def _notes(node: Element) -> Iterator[str]:
    notes = child(node, "notes")
    for note in () if notes is None else children(notes, "note"):
        if note.get("category") not in (OURS, PREVIOUS) and (text := text_of(note).strip()):
            yield text


EXCHANGE = Exchange("xliff2", "xlf", (".xlf", ".xliff", ".xlf2", ".xml"), write, read, mark=SPACE)
