"""Lettering: pictures of text, where it can be told with certainty.

Told are three kinds, and no other:
- a chart or map whose SVG has words in it that are neither in its alternative text nor its caption;
- a picture made by a computer (its ground is one even colour) with at least five lines of letters of
  one height, evenly apart: a page, a list, a screenshot of text;
- one whose file is named as such («plakat», «invitasjon», «skjermbilde»), with at least two such lines.

A photograph of a poster, letters on a photograph and a logo are not told. Nothing is said where
alternative text and caption have about as many words as the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from utgivelse.accessibility.subject import Subject
from utgivelse.article import Drawing, Figure
from utgivelse.files import Files
from utgivelse.findings import Failure, Finding, said
from utgivelse.inline import plain

LINES = 5
NAMED_LINES = 2
WORDS_A_LINE = 3
DRAWN = 5
"""So many drawn words are a text; fewer are labels."""
_NAMED = re.compile(
    r"plakat|invitasjon|innbydelse|innbyding|skjermbilde|skjermbilete|skjermdump|screenshot|poster|flyer|flygeblad"
    r"|løpeseddel|lopeseddel|kunngjøring|kunngjoring|oppslag|invitation",
    re.I,
)


def ask(subject: Subject) -> Iterator[Finding]:
    """Which pictures hold text that stands nowhere else; none without a project to find them in."""
    if subject.files is None:
        return
    for picture in subject.pictures:
        try:
            yield from _of_picture(subject, subject.files, picture)
        except Failure:
            continue  # what is wrong with the file itself is said where it is shown


def _of_picture(subject: Subject, files: Files, picture: Figure | Drawing) -> Iterator[Finding]:
    from utgivelse.images import lines_of_letters

    if picture.src.lower().endswith(".svg"):
        yield from _drawn(subject, files, picture)
        return
    lines = lines_of_letters(files, picture.src)
    least = NAMED_LINES if _NAMED.search(PurePosixPath(picture.src).stem) else LINES
    if lines >= least and len(_words(_told(picture))) < WORDS_A_LINE * lines:
        yield subject.doubt(
            "A59",
            picture.line,
            said("«{src}» is a picture of text: {lines} lines of letters", src=picture.src, lines=lines),
            said("write the text in the article: what is in a picture can't be read aloud, enlarged or translated"),
        )


def _drawn(subject: Subject, files: Files, picture: Figure | Drawing) -> Iterator[Finding]:
    from utgivelse.images import drawn_words

    drawn = {word for text in drawn_words(files, picture.src) for word in _words(text)}
    missing = sorted(drawn - _words(_told(picture)))
    if len(drawn) >= DRAWN and len(missing) * 2 > len(drawn):
        yield subject.doubt(
            "A59",
            picture.line,
            said(
                "{count} words drawn in «{src}» stand neither in its alternative text nor its caption: {words}",
                count=len(missing),
                src=picture.src,
                words=", ".join(missing[:8]),
            ),
            said("say them there, or in a table beside the drawing; a drawing's words are not translated either"),
        )


def _told(picture: Figure | Drawing) -> str:
    return f"{picture.alt} {plain(picture.caption)}"


def _words(text: str) -> set[str]:
    """The words of a text, without numbers and single letters."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}
