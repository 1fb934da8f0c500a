"""Blank pages: pages on which no plate prints, measured and not guessed from what they contain.

Law: the inside of a cover and the last page before it are often meant to be blank, and only noted; a blank
page between others is asked about.
"""

from __future__ import annotations

from utgivelse import plates
from utgivelse.findings import Finding, Place, note, said, warning
from utgivelse.plates import Plates
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """A finding for each page without ink within its trim."""
    count = len(subject.plates)
    return tuple(_blank(page, count) for page in subject.plates if plates.is_blank(page))


def _blank(page: Plates, count: int) -> Finding:
    kind = note if page.page in (2, count - 1, count) and count > 2 else warning
    hint = said("say in the order that the page is blank on purpose, or put something on it")
    return kind("K76", said("nothing is printed on the page"), hint, Place(page=page.page, area=page.trim))


CHECK = Check("blank_pages", ("application/pdf",), run, press=True)
