"""Reading set-up: what a file must say of itself before any of it can be read aloud.

Laws (ISO 14289-1, 7.1, 7.2, 7.16 to 7.18): what a file lacks is an error where it claims PDF/UA, a warning
where it claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.pdf.painting import Painting
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

LANGUAGE = re.compile(r"([A-Za-z]{2,8}|[xX](?=-))(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (RFC 5646, 2.1)."""
MANY_PAGES = 20
"""From how many pages a reader needs bookmarks to find the way."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """Tags, title, language, bookmarks, permission, tab order."""
    return tuple(_set_up(subject.painting)) if subject.painting.opened else ()


def _set_up(painting: Painting) -> Iterator[Finding]:
    structure, catalog = painting.structure, painting.catalog
    severity = error if catalog.pdfua else warning
    if not structure.marked or not structure.tags:
        text = said("the file has no tags: a screen reader has to guess what is a heading, and what comes first")
        yield severity("R01", text, said("export it as a tagged PDF, best as PDF/UA"))
        return
    if structure.uncertain:
        yield severity("R01", said("the file says of its tags that they are doubtful"), said("check them, then say so"))
    if not LANGUAGE.fullmatch(structure.language):
        text = said("the language of the document is «{found}», expected a tag like nb", found=structure.language)
        yield severity("R02", text, said("set the document's language and export it again"))
    for tag in structure.walk():
        if tag.language and not LANGUAGE.fullmatch(tag.language):
            text = said("the language of a passage is «{found}», expected a tag like nb", found=tag.language)
            yield severity("R02", text, said("mend the passage's language"), Place(page=tag.page))
    if not (dict(catalog.xmp).get("Title") and structure.shows_title):
        text = said("the window shows the file's name and not its title")
        yield severity("R03", text, said("give it a title in XMP, and let it be shown"))
    if len(painting.pages) > MANY_PAGES and not structure.bookmarks:
        yield warning("R04", said("{pages} pages and no bookmarks", pages=len(painting.pages)), said("export them too"))
    if not structure.extractable:
        text = said("the file's protection keeps its words from screen readers")
        yield severity("R05", text, said("allow access for accessibility"))
    for page in structure.tab_order:
        text = said("the tab key goes through the links in another order than that of the text")
        yield severity("R06", text, said("let the page's order of tabs follow the structure"), Place(page=page))


CHECK = Check("reading_set_up", ("application/pdf",), run, readers=True)
