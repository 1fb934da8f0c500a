"""Styles of a book: sizes that the reader can change, and colours that stand on a ground of their own.

Laws:
- A size in pixels or points, a fixed height and a width by the window hold against whoever needs larger letters
  (WCAG 2.2, 1.4.4 and 1.4.10).
- A colour of text without a background vanishes when the page turns dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.ebook import XHTML, Ebook
from utgivelse.ebook.elements import line_of
from utgivelse.findings import Finding, Place, said, warning
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DECLARATION = re.compile(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]+)")
LENGTH = r"\b[1-9][\d.]*(?:px|pt|pc|cm|mm|in|q|vw|vh|vmin|vmax)\b"
FIXED = {
    "font-size": re.compile(LENGTH, re.I),
    "line-height": re.compile(LENGTH, re.I),
    "font": re.compile(LENGTH, re.I),
    "width": re.compile(LENGTH, re.I),
    "min-width": re.compile(LENGTH, re.I),
    "height": re.compile(r"\b[1-9][\d.]*[a-z]+\b", re.I),
    "max-height": re.compile(LENGTH, re.I),
    "min-height": re.compile(LENGTH, re.I),
}
OWN = re.compile(r"inherit|currentcolor|transparent|initial|unset|revert|canvastext|linktext", re.I)


def run(subject: Subject) -> tuple[Finding, ...]:
    """Fixed sizes and lone colours, in style sheets, style elements and attributes."""
    return tuple(_styles(subject.ebook)) if subject.ebook else ()


def _styles(book: Ebook) -> Iterator[Finding]:
    for path, first, css in _sheets(book):
        text = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), css, flags=re.S)
        for rule in RULE.finditer(text):
            if not rule[1].strip().startswith(("@page", "@font-face")):
                yield from _rule(rule, text, Place(path, first))


def _sheets(book: Ebook) -> Iterator[tuple[str, int, str]]:
    """Every style with its file and the line that it begins on."""
    for item in book.items:
        if item.media_type == "text/css":
            yield item.path, 1, book.bytes_of(item.path).decode("utf-8", "replace")
    for path, root in book.documents():
        for element in root.iter(f"{XHTML}style"):
            yield path, line_of(element), element.text or ""
        for element in root.iter():
            if element.get("style") and str(element.tag).startswith(XHTML):
                yield path, line_of(element), f"{{{element.get('style')}}}".replace("{", "*{", 1)


def _rule(rule: re.Match[str], text: str, sheet: Place) -> Iterator[Finding]:
    found = list(DECLARATION.finditer(rule[2]))
    names = {one[1].lower() for one in found}
    selector = " ".join(rule[1].split())[:60]
    for one in found:
        name, value = one[1].lower(), one[2].strip()
        place = Place(sheet.file, sheet.line + text.count("\n", 0, rule.start(2) + one.start(1)), object=selector)
        if name in FIXED and FIXED[name].search(value):
            words = said("`{name}: {value}` holds against the reader's own size", name=name, value=value[:60])
            yield warning("E22", words, said("use `em` or `%`, and no fixed height"), place)
        if name == "color" and not OWN.fullmatch(value) and not names & {"background", "background-color"}:
            words = said("`{name}: {value}` stands without a background", name=name, value=value[:60])
            hint = said("set both, or neither: on a page turned dark the text vanishes")
            yield warning("E23", words, hint, place)


CHECK = Check("book_styles", ("application/epub+zip",), run)
