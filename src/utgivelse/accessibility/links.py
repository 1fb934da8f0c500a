"""Links: words that say nothing without the sentence round them, bare addresses, two targets for one text.

Laws: a screen reader lists the links of a page by their words alone (WCAG 2.4.4, 2.4.9). A short
address that people say aloud (`kongsberg.kommune.no`, a mail address) is a text; one with a scheme or
a path is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.vocabulary import Vocabulary
from utgivelse.accessibility.wording import Wording
from utgivelse.article import CallToAction, walk_blocks
from utgivelse.findings import Finding, said
from utgivelse.inline import Link, plain

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S+)", re.I)
_ROUND = " \t.,:;!?…»«>→›\"'()[]–-\u00a0"


def ask(subject: Subject) -> Iterator[Finding]:
    """Which links don't say where they lead."""
    known: dict[tuple[str, tuple[str, ...]], Link] = {}
    for wording in subject.wordings:
        for link in wording.links():
            yield from _of_link(subject, wording, link)
            yield from _ambiguous(subject, wording, link, known)
    buttons = {block.line for block in walk_blocks(subject.article.blocks) if isinstance(block, CallToAction)}
    for wording in subject.wordings:
        if wording.noun == "button" and wording.line in buttons and _is_empty(wording.text, subject.words(wording)):
            yield _says_nothing(subject, wording.text, wording.line)


def _of_link(subject: Subject, wording: Wording, link: Link) -> Iterator[Finding]:
    text = plain(link.children)
    if not text.strip():
        yield subject.doubt(
            "A56",
            wording.line,
            said("the link to «{target}» is a picture without alternative text", target=link.target),
            said("write between the picture's brackets where the link leads"),
        )
    elif _is_empty(text, subject.words(wording)):
        yield _says_nothing(subject, text, wording.line)
    elif _ADDRESS.fullmatch(text.strip()):
        yield subject.doubt(
            "A57",
            wording.line,
            said("an address stands as the words of its link: {address}", address=quoted(text)),
            said("write what is there: `[the words](address)`; for paper there are contact boxes and QR codes"),
        )


def _says_nothing(subject: Subject, text: str, line: int) -> Finding:
    return subject.doubt(
        "A56",
        line,
        said("the link text «{text}» does not say where it leads", text=quoted(text)),
        said("let the words that name the goal be the link: «read the plan for the school», not «read more»"),
    )


def _is_empty(text: str, vocabulary: Vocabulary) -> bool:
    return " ".join(text.casefold().strip(_ROUND).split()) in vocabulary.link_words


def _ambiguous(
    subject: Subject, wording: Wording, link: Link, known: dict[tuple[str, tuple[str, ...]], Link]
) -> Iterator[Finding]:
    text = " ".join(plain(link.children).casefold().strip(_ROUND).split())
    before = known.setdefault((text, wording.readers), link)
    if text and not _is_same(before, link) and not _is_empty(text, subject.words(wording)):
        yield subject.doubt(
            "A58",
            wording.line,
            said(
                "two links have the words «{text}», and lead to {one} and {other}",
                text=quoted(text),
                one=before.target,
                other=link.target,
            ),
            said("let the words say what is different"),
        )


def _is_same(one: Link, other: Link) -> bool:
    return one.target.rstrip("/") == other.target.rstrip("/")
