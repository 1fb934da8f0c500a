"""The words at page breaks: of a screen PDF in the order of its tags, of an EPUB between its page marks."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from lxml import etree

from utgivelse.pdf import painting
from utgivelse.pdf.painting.words import Words

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = {"o": "http://www.idpf.org/2007/opf"}
PAGEBREAK = "doc-pagebreak"
HYPHENS = dict.fromkeys(map(ord, "\u00ad\u2010\u2011-\ufffe\uffff\u2060\u200b\x02"))


def solid(text: str) -> str:
    """The letters alone: neither space nor hyphen, which a line's end may bring or take."""
    text = re.sub(r"[-\u00ad\ufffe\uffff\x02]\s+", "", text)
    return "".join(unicodedata.normalize("NFKC", text).translate(HYPHENS).split()).casefold()


def pages_of(pdf: bytes) -> list[str]:
    """Each page's letters, in the order in which they are read; page numbers and running heads are not."""
    found = painting.read(pdf)
    words = Words(found)
    pages = [""] * len(found.pages)
    for tag in found.structure.tags:
        for content in tag.contents():
            pages[content.page - 1] += words.of(content)
    return [solid(page) for page in pages]


@dataclass
class Stretch:
    """What stands between one page mark and the next: the mark's label, what holds it, its letters."""

    label: str
    around: tuple[str, ...]
    letters: str = ""
    in_word: bool = False


def stretches_of(epub: bytes) -> list[Stretch]:
    """The text of a book by its page marks, in the order of its spine."""
    found = [Stretch("", ())]
    with zipfile.ZipFile(io.BytesIO(epub)) as opened:
        package = etree.fromstring(opened.read("EPUB/content.opf"))
        items = {item.get("id"): item.get("href") for item in package.iterfind(".//o:item", OPF)}
        order = [items[reference.get("idref")] for reference in package.iterfind(".//o:itemref", OPF)]
        for name in order:
            if name != "text/nav.xhtml":
                _read(etree.fromstring(opened.read(f"EPUB/{name}")).find(f"{XHTML}body"), (), found)
    return found[1:]


def _read(element: etree._Element, around: tuple[str, ...], found: list[Stretch]) -> None:
    role = element.get("role", "")
    if role == PAGEBREAK:
        before = (found[-1].letters or " ")[-1]
        found.append(Stretch(element.get("aria-label"), around))
        found[-1].in_word = before.isalpha() and (element.tail or " ")[0].isalpha() and _ends_in_letter(element)
    elif role not in ("doc-noteref", "doc-backlink") and element.tag != "{http://www.w3.org/2000/svg}svg":
        found[-1].letters += solid(element.text or "")
        for child in element:
            _read(child, (*around, str(element.tag).removeprefix(XHTML)), found)
    found[-1].letters += solid(element.tail or "")


def _ends_in_letter(element: etree._Element) -> bool:
    previous = element.getprevious()
    text = (previous.tail if previous is not None else element.getparent().text) or ""
    return bool(text) and (text[-1].isalpha() or text[-1] == "\u00ad")
