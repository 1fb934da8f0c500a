"""Drawings: an SVG of the project, checked by an allow-list and ready to stand inside a page.

Laws:
- No document type, entity, script, event, foreign object, picture, animation or address outside the
  drawing. What is unknown is refused by name, not dropped; an editor's own notes are dropped.
- Its ids and its style rules are bound to its own file's name, so that two drawings on a page
  cannot mix.
- What `use` multiplies is counted before anybody draws it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from utgivelse.files import Files
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.images.derivatives import slug

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_BYTES = 3_000_000
MOST_PIECES = 50_000

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc"}
PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "style"}
ELEMENTS = {"svg", "g", "defs", "symbol", "use", "switch", "a"} | SHAPES | PAINTS
DROPPED = frozenset({"metadata"})
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def safe_svg(files: Files, src: str, use: int = 1) -> str:
    """The drawing as one `<svg>` element; `use` counts its uses in one document, so that no id stands twice.

    ProjectError, with all that is wrong, when it is not harmless.
    """
    data = files.read(src)
    root = parsed(data, src)
    findings = [_refused(src, what, line) for what, line in _offences(root)]
    if not findings and _pieces(root) > MOST_PIECES:
        findings.append(_refused(src, said("more than {most} pieces once `use` is followed", most=MOST_PIECES), 0))
    if findings:
        raise ProjectError(*dict.fromkeys(findings))
    return str(etree.tostring(_clean(root, slug(src) if use == 1 else f"{slug(src)}-{use}"), encoding="unicode"))


def parsed(data: bytes, src: str) -> etree._Element:
    """The drawing's root element. ProjectError when it is no SVG."""
    if len(data) > MOST_BYTES:
        raise ProjectError(_refused(src, said("{size} bytes, more than {most}", size=len(data), most=MOST_BYTES), 0))
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data.replace(b"\x00", b""), re.I):
        raise ProjectError(_refused(src, "<!DOCTYPE", 1))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise ProjectError(
            error(
                "I11",
                said("{file} is no SVG: {why}", file=src, why=str(problem)),
                said("export it again as SVG"),
                Place(src),
            )
        ) from problem
    if root.tag != f"{{{SVG}}}svg":
        raise ProjectError(
            error("I11", said("{file} is no SVG: its root is {tag}", file=src, tag=root.tag), place=Place(src))
        )
    return root


def _refused(src: str, what: str, line: int) -> Finding:
    return error(
        "I10",
        said("{file} has in it what a drawing may not have: {what}", file=src, what=what),
        said("take it out in the drawing program, or export as «plain SVG» with texts and pictures turned into paths"),
        Place(src, line),
    )


# ── what is not allowed ──────────────────────────────────────────────────────────────────────


def _offences(root: etree._Element) -> Iterator[tuple[str, int]]:
    for element in root.iter():
        name, line = _name(element), element.sourceline or 0
        if name is None or name in DROPPED:
            continue
        if name not in ELEMENTS:
            yield f"<{name}>", line
        for key, value in element.attrib.items():
            if offence := _attribute_offence(str(key), str(value)):
                yield offence, line
        if name == "style":
            yield from ((offence, line) for offence in _style_offences("".join(element.itertext())))


def _name(element: etree._Element) -> str | None:
    """The element's name, None for what an editor keeps for itself in a namespace of its own."""
    tag = str(element.tag)
    return tag.removeprefix(f"{{{SVG}}}") if tag.startswith(f"{{{SVG}}}") else None


def _attribute_offence(key: str, value: str) -> str:
    local = key.rpartition("}")[2].lower()
    if local.startswith("on"):
        return local
    if (
        local in ("href", "src", "base")
        and not value.strip().startswith("#")
        and (key == local or key.startswith((XLINK, XML)))
    ):
        return f"{local}={value.strip()[:40]}"
    return next(iter(_style_offences(value)), "")


def _style_offences(text: str) -> Iterator[str]:
    if "\\" in text and re.search(r"\\[0-9a-f]", text, re.I):
        yield text.strip()[:40]
    if found := re.search(r"@[\w-]+", text):
        yield found.group()
    for address in _ADDRESS.findall(text):
        if not address.strip().startswith("#"):
            yield f"url({address.strip()[:40]})"
    if re.search(r"javascript:|expression\(|behavior:", text, re.I):
        yield text.strip()[:40]


def _pieces(root: etree._Element) -> int:
    """How many elements a reader has to draw, `use` followed; a circle counts as too many."""
    by_id = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    open_ones: set[str] = set()

    @cache
    def weight(name: str) -> int:
        if name in open_ones:
            return MOST_PIECES + 1
        open_ones.add(name)
        total = count(by_id[name]) if name in by_id else 0
        open_ones.discard(name)
        return min(total, MOST_PIECES + 1)

    def count(element: etree._Element) -> int:
        total = 0
        for inner in element.iter():
            total += 1
            if _name(inner) == "use":
                total += weight(_target(inner))
        return min(total, MOST_PIECES + 1)

    return count(root)


def _target(element: etree._Element) -> str:
    return str(element.get("href") or element.get(f"{XLINK}href") or "").strip().removeprefix("#")


# ── what comes out ───────────────────────────────────────────────────────────────────────────


def _clean(root: etree._Element, prefix: str) -> etree._Element:
    """The same drawing in one namespace, ids and rules bound to `prefix`, with a viewBox."""
    copy = _copied(root, prefix, None)
    copy.set("id", prefix)
    if copy.get("viewBox") is None:
        size = [re.match(r"\s*([\d.]+)(px)?\s*$", copy.get(side, "")) for side in ("width", "height")]
        if all(size):
            copy.set("viewBox", f"0 0 {size[0].group(1)} {size[1].group(1)}")  # type: ignore[union-attr]
    return copy


def _copied(element: etree._Element, prefix: str, parent: etree._Element | None) -> etree._Element:
    name = _name(element)
    tag = f"{{{SVG}}}{'g' if name == 'a' else name}"
    copy = etree.Element(tag, nsmap={None: SVG}) if parent is None else etree.SubElement(parent, tag)
    for key, value in element.attrib.items():
        if own := _attribute(str(key), str(value), prefix):
            copy.set(*own)
    copy.text = _scoped(element.text or "", prefix) if name == "style" else element.text
    copy.tail = element.tail if parent is not None else None
    for child in element:
        if _name(child) is None or _name(child) in DROPPED:
            _keep_tail(copy, child.tail)
        else:
            _copied(child, prefix, copy)
    return copy


def _keep_tail(parent: etree._Element, tail: str | None) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")


def _attribute(key: str, value: str, prefix: str) -> tuple[str, str] | None:
    if key.startswith(XLINK):
        return ("href", _bound(value, prefix)) if key == f"{XLINK}href" else None
    if key.startswith("{") and key != f"{XML}lang":
        return None
    if key == "id":
        return key, f"{prefix}-{value}"
    if key in ("aria-labelledby", "aria-describedby"):
        return key, " ".join(f"{prefix}-{name}" for name in value.split())
    return key, _bound(value, prefix) if key == "href" or "url(" in value.lower() else value


def _bound(value: str, prefix: str) -> str:
    """References to ids of the drawing, by their bound names."""
    if value.strip().startswith("#"):
        return f"#{prefix}-{value.strip()[1:]}"
    return (
        _ADDRESS.sub(lambda found: f"url(#{prefix}-{found.group(1).strip()[1:]}", value)
        .replace("')", ")")
        .replace('")', ")")
    )


def _scoped(sheet: str, prefix: str) -> str:
    """Style rules that reach only this drawing; `#id` in a selector by its bound name."""
    text = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.S)
    return "".join(
        ", ".join(
            f"#{prefix} {re.sub('#([A-Za-z_])', rf'#{prefix}-' + chr(92) + '1', one.strip())}"
            for one in selector.split(",")
        )
        + f" {{{_bound(body, prefix) if 'url(' in body.lower() else body}}}\n"
        for selector, body in _RULE.findall(text)
    )
