"""TMX 1.4b: finished pairs as a memory for any translator's program.

Only translated and approved pairs go out, and none is taken into a catalog from one: what a memory holds
was said of other texts. Markup becomes `<bpt>`, `<ept>` and `<ph>` with its Markdown inside (level 2).
"""

from __future__ import annotations

from utgivelse.consignment import Back, Code, Consignment, Mark, Pieces, Returned, Stage, Unit, code_of
from utgivelse.findings import said
from utgivelse.foreign.inline import Grammar, fill
from utgivelse.foreign.refusal import unreadable
from utgivelse.foreign.xml import XML, Element, child, children, element, line_of, local, parse_xml, root, text_of
from utgivelse.foreign.xml import write_xml as write_tree
from utgivelse.plugins import Exchange

OURS = "utgivelse"
DOMAIN = "x-domain"
CONTEXT = "x-context"
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_TEXTS = frozenset({"seg", "prop", "note"})


def write(consignment: Consignment) -> bytes:
    """The file."""
    top = root("tmx", {}, {"version": "1.4"})
    attributes = {
        "creationtool": OURS,
        "creationtoolversion": "1",
        "segtype": "paragraph",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": consignment.source_language,
        "datatype": "plaintext",
    }
    element(element(top, "header", attributes=attributes), "prop", consignment.domain, {"type": DOMAIN})
    body = element(top, "body")
    for unit in consignment.units:
        if unit.stage in (Stage.TRANSLATED, Stage.APPROVED):
            _write_unit(body, unit, consignment)
    return write_tree(top, _TEXTS, _DOCTYPE)


def _write_unit(body: Element, unit: Unit, consignment: Consignment) -> None:
    node = element(body, "tu", attributes={"tuid": unit.id})
    if unit.context:
        element(node, "prop", unit.context, {"type": CONTEXT})
    for language, pieces in ((consignment.source_language, unit.source), (consignment.language, unit.target)):
        variant = element(node, "tuv", attributes={f"{XML}lang": language})
        fill(element(variant, "seg"), pieces, _mark, nested=False)


def _mark(parent: Element, mark: Mark) -> Element:
    code, number = mark.code or Code("strong"), str(mark.number)
    if mark.shape == "whole":
        return element(parent, "ph", code.shown, {"x": number, "type": code.kind})
    if mark.shape == "open":
        return element(parent, "bpt", code.shown, {"i": number, "x": number, "type": code.kind})
    return element(parent, "ept", attributes={"i": number})


def _grammar() -> Grammar:
    return Grammar(
        _describe,
        frozenset(),
        frozenset({"ph"}),
        frozenset({"bpt"}),
        frozenset({"ept"}),
        ("i",),
        frozenset({"hi"}),
    )


def _describe(node: Element) -> Code | None:
    return code_of(node.get("type") or "", text_of(node))


def read(data: bytes, name: str) -> Returned:
    """The pairs in a memory whose units have two languages."""
    top = parse_xml(data, name)
    header, body = child(top, "header"), child(top, "body")
    if local(top) != "tmx" or header is None or body is None:
        raise unreadable(
            said("expected a TMX file, found «{root}»", root=local(top)),
            said("export it again as TMX 1.4"),
            name,
            line_of(top),
        )
    source = header.get("srclang") or ""
    pairs = [pair for node in children(body, "tu") if (pair := _pair(node, node.get("srclang") or source))]
    languages = {language for language, _ in pairs}
    domain = next((text_of(prop) for prop in children(header, "prop") if prop.get("type") == DOMAIN), "")
    return Returned(languages.pop() if len(languages) == 1 else "", domain, tuple(back for _, back in pairs))


def _pair(node: Element, source: str) -> tuple[str, Back] | None:
    """The language of a unit's translation, and the unit; None where there are not two."""
    texts = {
        (variant.get(f"{XML}lang") or variant.get("lang") or ""): _grammar().read(child(variant, "seg"))
        for variant in children(node, "tuv")
    }
    own = next((language for language in texts if language.lower() == source.lower()), None)
    others = [language for language in texts if language != own]
    if own is None or len(others) != 1:
        return None
    pieces: Pieces = texts[own][0]
    target, faults = texts[others[0]]
    context = next((text_of(prop) for prop in children(node, "prop") if prop.get("type") == CONTEXT), "")
    back = Back(
        node.get("tuid") or "", target, Stage.TRANSLATED, "", pieces, context, line=line_of(node), faults=faults
    )
    return others[0], back


EXCHANGE = Exchange("tmx", "tmx", (".tmx",), write, read, memory=True)
