"""TMX: translation memories as other programs write and read them (TMX 1.4b).

Laws:
- Nothing that stands in a file is lost by reading and writing it: header, notes, properties, other
  languages and comments are kept as they are; a second write gives the bytes of the first.
- A unit is `own` when its `tuid` is the seal of its texts: whoever changes one by hand makes it foreign.
- Own texts keep their Markdown: links, stress, variables, notes and code stand in `bpt`, `ept` and `ph`, so
  that what is in the segment, taken together, is the text. Of foreign ones the words alone are read.
- Read without entities, document type or network; what XML cannot hold is never written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from lxml import etree

from utgivelse.findings import Place, ProjectError, Said, error, said
from utgivelse.language import normalise_tag
from utgivelse.message import seal

LARGEST = 100 * 1024 * 1024
_TOOL = "utgivelse"
_PREFIX = "utgivelse-"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OTHER = 2
_CODES = ("bpt", "ept", "ph", "it", "ut", "sub")
_UNHELD = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = re.compile(r"[*\[{`]")
_PARTS = re.compile(
    r"(?P<escaped>\\.)"
    r"|(?P<alone>\{\$[\w-]+\}|\[\^[^\]\s]+\]|(?P<fence>`+)[^`]+(?P=fence))"
    r"|(?P<close>\](?:\([^()\s]*\)|\{[^{}]*\}))"
    r"|(?P<open>!?\[)|(?P<mark>\*\*|\*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Unit:
    """One pair of texts. `context` is its role, `place` the seal of its neighbours, `origin` a file's name.

    A unit without a source only carries its `xml` along: it has another pair of languages, or is a comment.
    """

    source: str
    target: str
    context: str = ""
    place: str = ""
    by: str = ""
    day: str = ""
    origin: str = ""
    own: bool = False
    xml: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Tmx:
    """A file: its header as it stands, its units in order, and the languages that are in it."""

    header: str
    units: tuple[Unit, ...] = ()
    languages: tuple[str, ...] = ()


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def read_tmx(data: bytes, source: str, target: str, place: Place = Place()) -> Tmx:
    """The file in these bytes, as pairs of these two languages; ProjectError when it is not TMX."""
    root = _root(data, place)
    body, header = root.find("{*}body"), root.find("{*}header")
    if etree.QName(root).localname != "tmx" or body is None:
        found = etree.QName(root).localname
        raise _refusal(said("expected a `tmx` with a `body`, found «{name}»", name=found), place, root.sourceline)
    if (entity := next(root.iter(etree.Entity), None)) is not None:
        raise _refusal(said("it uses the entity {name}, which is not read", name=entity.text), place, entity.sourceline)
    units = tuple(_unit(node, source, target) for node in body)
    spoken = dict.fromkeys(_language(node) for node in body.iterfind("{*}tu/{*}tuv"))
    return Tmx(
        _xml(header) if header is not None else _header(source), units, tuple(dict.fromkeys(map(normalise_tag, spoken)))
    )


def _root(data: bytes, place: Place) -> Any:
    if len(data) > LARGEST:
        raise _refusal(said("it has more than 100 MB"), place)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        why = str(failure.msg).rpartition(", line ")[0] or str(failure.msg)
        raise _refusal(
            said("it is not XML: {why}", why=why[:1].lower() + why[1:]), place, failure.lineno or 0
        ) from None


def _refusal(why: Said, place: Place, line: int = 0) -> ProjectError:
    return ProjectError(
        error(
            "M91",
            said("the translation memory cannot be read: {why}", why=why),
            said("mend it, or export it again as TMX 1.4; nothing was taken from it and nothing written over it"),
            Place(place.file, line or 0),
        )
    )


def _unit(node: Any, source: str, target: str) -> Unit:
    """A `tu`; anything else is carried along."""
    if not isinstance(node.tag, str):
        return Unit("", "", xml=_xml(node))
    variants = [(_language(one), one.find("{*}seg")) for one in node.iterfind("{*}tuv")]
    pair = [_segment(variants, language) for language in (source, target)]
    if pair[0] is None or pair[1] is None:
        return Unit("", "", xml=_xml(node))
    properties = {prop.get("type", ""): prop.text or "" for prop in node.iterfind("{*}prop")}
    context = properties.get("x-context", "")
    whole = _text(pair[0], codes=True), _text(pair[1], codes=True)
    is_ours = node.get("creationtool") == _TOOL
    day = re.sub(r"(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3", node.get("changedate") or node.get("creationdate") or "")
    texts = whole if is_ours else (_text(pair[0], codes=False), _text(pair[1], codes=False))
    return Unit(
        *texts,
        context=context,
        place=properties.get("x-place", ""),
        by=node.get("changeid") or node.get("creationid") or "",
        day=day,
        origin=properties.get("x-file", ""),
        own=is_ours and node.get("tuid") == _PREFIX + seal(context, *whole),
        xml=_xml(node),
    )


def _language(variant: Any) -> str:
    return str(variant.get(_LANG) or variant.get("lang") or "")


def _segment(variants: Sequence[tuple[str, Any]], language: str) -> Any:
    """The segment in a language: under its own tag, else under a wider or narrower one."""
    found = [
        (_distance(tag, language), number) for number, (tag, segment) in enumerate(variants) if segment is not None
    ]
    distance, number = min(found, default=(_OTHER, 0))
    return None if distance == _OTHER else variants[number][1]


@cache
def _distance(one: str, other: str) -> int:
    """0 for the same tag, 1 for a wider or narrower one; «no» is what older programs call bokmål."""
    if normalise_tag(one) == normalise_tag(other):
        return 0
    short, long = sorted((re.sub(r"^no(?=$|-)", "nb", normalise_tag(tag)) for tag in (one, other)), key=len)
    return 1 if short and (long == short or long.startswith(short + "-")) else _OTHER


def _text(segment: Any, *, codes: bool) -> str:
    """The words of a segment; with `codes`, also what stands in the elements for markup."""
    pieces = [segment.text or ""]
    for part in segment:
        if isinstance(part.tag, str) and (codes or etree.QName(part).localname not in _CODES):
            pieces.append(_text(part, codes=codes))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _xml(node: Any) -> str:
    return str(etree.tostring(node, encoding="unicode", with_tail=False))


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def new_tmx(source: str, units: Sequence[Unit] = ()) -> Tmx:
    """A file that nobody wrote yet."""
    return Tmx(_header(source), tuple(units))


def write_tmx(tmx: Tmx, source: str, target: str) -> bytes:
    """The bytes of the file; units that were read stand as they stood, new ones are written as ours."""
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        tmx.header,
        "<body>",
        *(unit.xml or write_unit(unit, source, target) for unit in tmx.units),
        "</body>",
        "</tmx>",
    )
    return ("\n".join(lines) + "\n").encode()


def is_held(text: str) -> bool:
    """Whether XML can hold this text."""
    return not _UNHELD.search(text)


def write_unit(unit: Unit, source: str, target: str) -> str:
    """An own unit as XML."""
    sealed = seal(unit.context, unit.source, unit.target)
    day = f"{unit.day.replace('-', '')}T000000Z" if unit.day else ""
    attributes = {"tuid": _PREFIX + sealed, "creationtool": _TOOL, "changedate": day, "changeid": unit.by}
    node = etree.Element("tu", {name: value for name, value in attributes.items() if value})
    for kind, value in (("x-context", unit.context), ("x-place", unit.place), ("x-file", unit.origin)):
        if value:
            etree.SubElement(node, "prop", type=kind).text = value
    for language, text in ((source, unit.source), (target, unit.target)):
        variant = etree.SubElement(node, "tuv", {_LANG: language})
        _fill(etree.SubElement(variant, "seg"), text)
    node.text = "\n  "
    for child in node:
        child.tail = "\n  " if child.getnext() is not None else "\n"
    return _xml(node)


def foreign(unit: Unit, origin: str) -> Unit:
    """A unit of somebody else's file: nobody here stands by it, and it says where it came from."""
    node = etree.fromstring(unit.xml)
    if (node.get("tuid") or "").startswith(_PREFIX):
        del node.attrib["tuid"]
    if not unit.origin:
        mark = etree.Element(etree.QName(etree.QName(node).namespace, "prop"), type="x-file")
        mark.text, mark.tail = origin, node.text
        before = [child for child in node if etree.QName(child).localname in ("note", "prop")]
        node.insert(node.index(before[-1]) + 1 if before else 0, mark)
    return replace(unit, origin=unit.origin or origin, own=False, xml=_xml(node))


def _header(source: str) -> str:
    return (
        f'<header creationtool="{_TOOL}" creationtoolversion="1" segtype="block" o-tmf="PO" adminlang="en" '
        f'srclang="{source}" datatype="plaintext"/>'
    )


@dataclass(frozen=True)
class Part:
    """A piece of a text: words (no kind), or markup, as TMX calls it; `pair` counts those that belong together."""

    text: str
    kind: str = ""
    type: str = ""
    pair: int = 0


def parts(text: str) -> tuple[Part, ...]:
    """The text in pieces; joined, they are the text. Markup that has no other half is words."""
    if not _MARKS.search(text):
        return (Part(text),) if text else ()
    found = [match for match in _PARTS.finditer(text) if not match["escaped"]]
    pairs = _pairs(found)
    pieces, last = [], 0
    for number, match in enumerate(found):
        kind, name, pair = pairs.get(number, ("ph", "x-code", 0) if match["alone"] else ("", "", 0))
        if kind:
            pieces += [Part(text[last : match.start()]), Part(match.group(), kind, name, pair)]
            last = match.end()
    return tuple(piece for piece in (*pieces, Part(text[last:])) if piece.text)


def bare(text: str) -> str:
    """The words of a text without its markup."""
    return "".join(part.text for part in parts(text) if not part.kind)


def _pairs(found: Sequence[re.Match[str]]) -> dict[int, tuple[str, str, int]]:
    """Which pieces of markup open and close something, nested right."""
    waiting: list[int] = []
    pairs: dict[int, tuple[str, str, int]] = {}
    for number, match in enumerate(found):
        sign = match["mark"] or ("[" if match["close"] else "")
        opener = next((one for one in reversed(waiting) if sign and found[one].group().lstrip("!") == sign), None)
        if opener is not None:
            del waiting[waiting.index(opener) :]
            name = {"**": "bold", "*": "italic"}.get(sign, "link" if match.group().startswith("](") else "x-span")
            pair = len(pairs) // 2 + 1
            pairs |= {opener: ("bpt", name, pair), number: ("ept", "", pair)}
        elif match["open"] or match["mark"]:
            waiting.append(number)
    return pairs


def _fill(segment: Any, text: str) -> None:
    last = None
    for part in parts(text):
        if part.kind:
            attributes = {"i": str(part.pair or ""), "type": part.type}
            last = etree.SubElement(segment, part.kind, {name: value for name, value in attributes.items() if value})
            last.text = part.text
        elif last is None:
            segment.text = part.text
        else:
            last.tail = part.text
