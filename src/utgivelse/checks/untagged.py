"""Untagged: all that a page shows is either read or said to be decoration, and never both (ISO 14289-1, 7.1, 7.8).

Laws: of one page the first place is told, with how much there is. What stands at the same place of most
pages with the same words is furniture: it is not to be read on each of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.pdf.painting import Content, Painted
from utgivelse.places import Area
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

NUMBERS = re.compile(r"\d+")
FURNITURE = 3
"""On how many pages in a row something stands in one place before it is furniture."""


def run(subject: Subject) -> tuple[Finding, ...]:
    """Content that is neither, content that is both, letters that nothing explains, furniture that is read."""
    painting = subject.painting
    if not (painting.opened and painting.structure.tags):
        return ()
    return (*_neither(subject), *_both(subject), *_unexplained(subject), *_furniture(subject))


def _told(subject: Subject, code: str, found: list[Painted], text: str, hint: str) -> Iterator[Finding]:
    severity = error if subject.painting.catalog.pdfua else warning
    by_page: dict[int, list[Painted]] = defaultdict(list)
    for one in found:
        by_page[one.page].append(one)
    for page, several in sorted(by_page.items()):
        first = several[0]
        message = said("{what}: {text} ({count} on the page)", what=text, text=first.called, count=len(several))
        yield severity(code, message, hint, Place(page=page, area=first.area, object=first.called))


def _neither(subject: Subject) -> Iterator[Finding]:
    found = [one for one in subject.words.unmarked() if one.visible or one.text is not None]
    text = said("something is neither in the tags nor marked as decoration")
    yield from _told(subject, "R07", found, text, said("tag it, or mark it as an artifact"))


def _both(subject: Subject) -> Iterator[Finding]:
    found = [one for one in subject.painting.painted if one.mark and one.mark.nested]
    text = said("something is in the tags and marked as decoration at once")
    yield from _told(subject, "R08", found, text, said("take one of the two marks away"))


def _unexplained(subject: Subject) -> Iterator[Finding]:
    found = [
        one
        for one in subject.painting.painted
        if one.text is not None
        and "\ufffd" in one.text.characters
        and not (one.mark and one.mark.words)
        and not (one.mark and one.mark.artifact)
    ]
    text = said("letters that a reader shows, but cannot say or copy")
    yield from _told(subject, "R09", found, text, said("embed the font with its table of letters (ToUnicode)"))


def _furniture(subject: Subject) -> Iterator[Finding]:
    """Page numbers and running heads among the tags: whole tags, the same but for numbers, at the same edge."""
    seen: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for tag in subject.painting.structure.walk():
        page, area = subject.words.place(tag)
        if area is not None and tag.kids and all(isinstance(kid, Content) for kid in tag.kids):
            words = NUMBERS.sub("#", " ".join(subject.words.inside(tag).split()))
            if words and _is_at_edge(subject, page, area):
                seen[round(area.y), words].append(Place(page=page, area=area, object=words))
    for several in seen.values():
        if _runs(sorted({place.page for place in several})):
            text = said(
                "page numbers or running heads are read aloud with the text: «{words}»", words=several[0].object
            )
            yield warning("R10", text, said("mark them as artifacts"), several[0])


def _runs(pages: list[int]) -> bool:
    """Whether so many pages in a row have it, left ones and right ones alike or each for itself."""
    return any(pages[at + FURNITURE - 1] - pages[at] < 2 * FURNITURE for at in range(len(pages) - FURNITURE + 1))


def _is_at_edge(subject: Subject, page: int, area: Area) -> bool:
    """Whether it stands in the upper or lower tenth of its page."""
    height = subject.painting.page(page).trim.height
    return not 0.1 < (area.y + area.height / 2) / height < 0.9


CHECK = Check("untagged", ("application/pdf",), run, readers=True)
