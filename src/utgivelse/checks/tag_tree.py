"""Tag tree: the tags make sense to somebody who only hears them (ISO 14289-1, 7.1 to 7.9, 7.18).

Laws: a finding has the page and the place of what the tag holds, so that the source is found by the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.pdf.painting import Linked, Structure, Tag
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

FILE_NAME = re.compile(r"\S+\.(jpe?g|png|gif|svg|webp|tiff?|bmp|pdf)", re.IGNORECASE)
NUMBERED = re.compile(r"H[1-6]")
ITEMS = {"L": ("LI", "L", "Caption"), "TOC": ("TOCI", "TOC", "Caption"), "TR": ("TH", "TD")}
"""What may stand directly in what (ISO 32000-1, 14.8.4.2 and 14.8.4.3)."""


@dataclass(frozen=True)
class _Fault:
    code: str
    text: str
    hint: str
    tag: Tag


def run(subject: Subject) -> tuple[Finding, ...]:
    """Headings, pictures, tables, lists, links, notes, and roles that mean nothing."""
    structure = subject.painting.structure
    severity = error if subject.painting.catalog.pdfua else warning
    found = []
    for look in LOOKS:
        for fault in look(structure, subject):
            page, area = subject.words.place(fault.tag)
            found.append(severity(fault.code, fault.text, fault.hint, Place(page=page, area=area)))
    return tuple(found)


def _roles(structure: Structure, _: Subject) -> Iterator[_Fault]:
    for tag in structure.walk():
        if not tag.role:
            text = said("the tag «{name}» is no standard one and is mapped to none", name=tag.name)
            yield _Fault("R11", text, said("map it to a standard tag"), tag)


def _headings(structure: Structure, subject: Subject) -> Iterator[_Fault]:
    level = 0
    for tag in structure.walk():
        if not NUMBERED.fullmatch(tag.role):
            continue
        here = int(tag.role[1])
        if here > level + 1:
            words = " ".join(subject.words.inside(tag).split())[:60]
            text = said("heading {level} follows level {before}: «{words}»", level=here, before=level, words=words)
            yield _Fault("R12", text, said("use the next level, or give the text a heading above it"), tag)
        level = here


def _pictures(structure: Structure, _: Subject) -> Iterator[_Fault]:
    for tag in structure.walk():
        if tag.role not in ("Figure", "Formula"):
            continue
        words = (tag.alt or tag.actual or "").strip()
        if not words:
            hint = said("write an alternative text, or mark the picture as decoration")
            yield _Fault("R13", said("a picture without an alternative text"), hint, tag)
        elif FILE_NAME.fullmatch(words):
            text = said("the alternative text of a picture is a file's name: «{words}»", words=words[:60])
            yield _Fault("R13", text, said("say what the picture shows"), tag)


def _tables(structure: Structure, _: Subject) -> Iterator[_Fault]:
    for tag in structure.walk():
        if tag.role != "Table":
            continue
        rows = [[cell for cell in row.kids if isinstance(cell, Tag)] for row in tag.walk() if row.role == "TR"]
        cells = [cell for row in rows for cell in row]
        if not any(cell.role == "TH" for cell in cells):
            yield _Fault("R14", said("a table without a head"), said("mark the cells that name columns or rows"), tag)
        elif any(cell.role == "TH" and not cell.attribute("Scope") and not cell.id for cell in cells):
            text = said("the head of a table doesn't say whether it is for a column or a row")
            yield _Fault("R14", text, said("give each head cell a scope"), tag)
        widths = {sum(int(cell.attribute("ColSpan") or 1) for cell in row) for row in rows}
        if len(widths) > 1 and not any(cell.attribute("RowSpan") for cell in cells):
            text = said("the rows of a table have {counts} cells", counts=", ".join(map(str, sorted(widths))))
            yield _Fault("R15", text, said("give every row the same number of cells"), tag)


def _lists(structure: Structure, _: Subject) -> Iterator[_Fault]:
    for tag in structure.walk():
        known = ITEMS.get(tag.role)
        strange = next((kid for kid in tag.kids if known and isinstance(kid, Tag) and kid.role not in known), None)
        if strange is not None:
            text = said("«{inner}» stands directly in «{outer}»", inner=strange.role or strange.name, outer=tag.role)
            yield _Fault("R16", text, said("put it into an item, or out of the list"), strange)
        labels = any(kid.role == "Lbl" for kid in tag.walk()) if tag.role == "L" else False
        numbered = tag.attribute("ListNumbering")
        if labels and numbered == "None":
            yield _Fault(
                "R16", said("a list has labels and says that it has none"), said("say how it is numbered"), tag
            )


def _links(structure: Structure, subject: Subject) -> Iterator[_Fault]:
    if not structure.tags:
        return
    tagged: set[tuple[int, int]] = set()
    for tag in structure.walk():
        for kid in tag.kids:
            if not isinstance(kid, Linked) or kid.subtype != "Link":
                continue
            tagged.add(kid.object)
            if tag.role != "Link":
                text = said("a link stands in «{role}»", role=tag.role or tag.name)
                yield _Fault("R17", text, said("put it into a link's tag"), tag)
            elif not kid.contents.strip():
                yield _Fault("R17", said("a link doesn't say where it leads"), said("describe it in its contents"), tag)
    for page, count in _untagged_links(subject, tagged).items():
        text = said("{count} links are in no tag", count=count)
        yield _Fault("R17", text, said("put them into the tags of their words"), Tag("Link", "Link", page=page))


def _untagged_links(subject: Subject, tagged: set[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in subject.painting.annotations:
        if one.subtype == "Link" and not one.hidden and one.object not in tagged:
            found[one.page] = found.get(one.page, 0) + 1
    return found


def _notes(structure: Structure, _: Subject) -> Iterator[_Fault]:
    met: set[str] = set()
    for tag in structure.walk():
        if tag.role != "Note":
            continue
        if not tag.id or tag.id in met:
            yield _Fault("R18", said("a note has no name of its own"), said("give it an /ID that no other has"), tag)
        met.add(tag.id)


Look = Callable[[Structure, Subject], Iterator[_Fault]]
LOOKS: tuple[Look, ...] = (_roles, _headings, _pictures, _tables, _lists, _links, _notes)

CHECK = Check("tag_tree", ("application/pdf",), run, readers=True)
