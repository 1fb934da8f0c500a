"""XLIFF 1.2 (OASIS Standard, 1 February 2008): what agencies' programs take.

Markup becomes `<g>` and `<x>` (5.2.2). A missing target has no state: a program that knows none says
nothing, and what it brings back counts as translated. What a fuzzy target was made for stands in
`<alt-trans>` (5.5); the seal of what went out in `extradata` (2.3.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.consignment import Back, Code, Consignment, Mark, Pieces, Returned, Stage, Unit, code_of
from utgivelse.findings import Said
from utgivelse.foreign.inline import Grammar, fill
from utgivelse.foreign.xliff import check_one_catalog, domain_of, files_of, half_done
from utgivelse.foreign.xml import XML, Element, child, children, element, line_of, root, text_of
from utgivelse.foreign.xml import write_xml as write_tree
from utgivelse.plugins import Exchange

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
OURS = "utgivelse"
TRANSLATOR = "translator"
_TEXTS = frozenset({"source", "target", "note", "context"})
_CTYPES = {
    "emphasis": "italic",
    "strong": "bold",
    "link": "link",
    "break": "lb",
    "image": "x-image",
    "language": "x-language",
    "variable": "x-variable",
    "note": "x-note",
    "code": "x-code",
}
_KINDS = {ctype: kind for kind, ctype in _CTYPES.items()}
_STATES = {
    Stage.FUZZY: "needs-review-translation",
    Stage.TRANSLATED: "translated",
    Stage.APPROVED: "signed-off",
}
_GUESSED = frozenset({"mt-suggestion", "leveraged-mt", "fuzzy-match"})
_LENT = frozenset({"leveraged-tm", "leveraged-repository", "leveraged-glossary", "leveraged-inherited"})
"""What a machine guessed waits for a look until somebody signs it off; what was said of another text, until
the file says that it is translated (`state-qualifier`, 2.3.4)."""


def write(consignment: Consignment) -> bytes:
    """The file."""
    top = root(_tag("xliff"), {None: SPACE}, {"version": "1.2"})
    attributes = {
        "original": consignment.catalog,
        "source-language": consignment.source_language,
        "target-language": consignment.language,
        "datatype": "plaintext",
        "tool-id": OURS,
    }
    file = element(top, _tag("file"), attributes=attributes)
    element(element(file, _tag("header")), _tag("tool"), attributes={"tool-id": OURS, "tool-name": OURS})
    body = element(file, _tag("body"))
    for unit in consignment.units:
        _write_unit(body, unit, consignment)
    return write_tree(top, _TEXTS)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _write_unit(body: Element, unit: Unit, consignment: Consignment) -> None:
    attributes = {
        "id": unit.id,
        "resname": unit.context,
        "extradata": unit.seal,
        "approved": "yes" if unit.stage is Stage.APPROVED else "",
        f"{XML}space": "preserve",
    }
    node = element(body, _tag("trans-unit"), attributes=attributes)
    _write_text(node, "source", unit.source)
    if unit.target:
        target = _write_text(node, "target", unit.target)
        target.set(f"{XML}lang", consignment.language)
        if state := _STATES.get(unit.stage):
            target.set("state", state)
    if unit.references:
        group = element(node, _tag("context-group"), attributes={"purpose": "location"})
        for reference in unit.references:
            element(group, _tag("context"), reference, {"context-type": "sourcefile"})
    for origin, texts in ((OURS, unit.comments), (TRANSLATOR, unit.notes)):
        for text in texts:
            element(node, _tag("note"), text, {"from": origin})
    if unit.previous:
        other = element(node, _tag("alt-trans"), attributes={"alttranstype": "previous-version"})
        _write_text(other, "source", unit.previous)
        _write_text(other, "target", unit.target)


def _write_text(parent: Element, name: str, pieces: Pieces) -> Element:
    node = element(parent, _tag(name))
    fill(node, pieces, _mark)
    return node


def _mark(parent: Element, mark: Mark) -> Element:
    code = mark.code or Code("strong")
    attributes = {"id": str(mark.number), "ctype": _CTYPES[code.kind], "equiv-text": code.shown}
    return element(parent, _tag("x" if mark.shape == "whole" else "g"), attributes=attributes)


# ── back ─────────────────────────────────────────────────────────────────────────────────────


def _describe(node: Element) -> Code | None:
    return code_of(_KINDS.get(node.get("ctype") or "", ""), node.get("equiv-text") or "")


def _grammar() -> Grammar:
    return Grammar(
        _describe,
        frozenset({"g"}),
        frozenset({"x"}),
        frozenset({"bx"}),
        frozenset({"ex"}),
        through=frozenset({"mrk"}),
    )


def read(data: bytes, name: str) -> Returned:
    """What came back."""
    _, files = files_of(data, name)
    check_one_catalog(files, name)
    units = (node for file in files for node in file.iter("{*}trans-unit"))
    return Returned(
        files[0].get("target-language") or _language(files[0]),
        domain_of(files[0]),
        tuple(_read_unit(node) for node in units),
    )


def _language(file: Element) -> str:
    """Some programs say the language of each target only."""
    targets = (node.get(f"{XML}lang") for node in file.iter("{*}target"))
    return next((language for language in targets if language), "")


def _read_unit(node: Element) -> Back:
    grammar, target = _grammar(), child(node, "target")
    source, _ = grammar.read(child(node, "source"))
    pieces, faults = grammar.read(target)
    return Back(
        node.get("id") or "",
        pieces,
        _stage(node, target),
        node.get("extradata") or "",
        source,
        node.get("resname") or "",
        tuple(_notes(node)),
        line_of(node),
        _unique(faults),
        half_done(_parts(node, target)),
    )


def _parts(node: Element, target: Element | None) -> Iterator[tuple[str, Pieces, Pieces]]:
    """The segments a program cut the source into (2.3.2), each with its translation."""
    done = _segments(target)
    for name, pieces in _segments(child(node, "seg-source")).items():
        yield name, pieces, done.get(name, ())


def _segments(node: Element | None) -> dict[str, Pieces]:
    marks = () if node is None else node.iter("{*}mrk")
    return {mark.get("mid") or "": _grammar().read(mark)[0] for mark in marks if mark.get("mtype") == "seg"}


def _unique(faults: tuple[Said, ...]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(faults))


def _stage(node: Element, target: Element | None) -> Stage | None:
    state = "" if target is None else target.get("state") or ""
    if node.get("approved") == "yes" or state in ("signed-off", "final"):
        return Stage.APPROVED
    origin = "" if target is None else target.get("state-qualifier") or ""
    is_unseen = origin in _GUESSED or (not state and origin in _LENT)
    if state == "new" or state.startswith("needs-") or is_unseen:
        return Stage.FUZZY
    return Stage.TRANSLATED if state else None


def _notes(node: Element) -> Iterator[str]:
    for note in children(node, "note"):
        if note.get("from") != OURS and (text := text_of(note).strip()):
            yield text


EXCHANGE = Exchange("xliff", "xlf", (".xlf", ".xliff", ".xml"), write, read, mark=SPACE)
