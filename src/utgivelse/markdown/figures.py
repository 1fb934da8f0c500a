"""Figures: a paragraph that begins with a picture, and the attributes behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from markdown_it.token import Token

from utgivelse.addresses import ANCHOR, picture_fault
from utgivelse.article import Figure, Size
from utgivelse.findings import nearest, said
from utgivelse.inline import Icon
from utgivelse.markdown.attributes import Attributes
from utgivelse.markdown.inlines import alt_of, tree_of
from utgivelse.markdown.report import Report

_SIZES = ("column", "wide", "page", "spread")
_FLAGS = ("decorative", "placeholder")
_VALUES = ("credit", "licence", "size", "focus", "place")
CENTRE = (0.5, 0.5)


def read_figure(tokens: Sequence[Token], report: Report, line: int) -> Figure:
    """The figure whose picture is the first token, and whose caption is the rest."""
    picture, rest = tokens[0], tokens[1:]
    attributes: Attributes = picture.meta.get("attributes", Attributes())
    caption = tree_of(rest, report, line)
    if any(isinstance(part, Icon) for part in caption):
        report.warning(
            "A32",
            line,
            said("a picture stands in the caption of another"),
            said("put a blank line between the two pictures"),
        )
    if title := picture.attrs.get("title"):
        report.warning(
            "A26",
            line,
            said("the title «{title}» of a link or picture is shown nowhere", title=title),
            said("write it in the text, or take it away"),
        )
    figure = Figure(
        line=line,
        src=_clean(str(picture.attrs.get("src", ""))),
        alt=alt_of(picture, report, line),
        caption=caption,
        anchor=_anchor(attributes.anchor, report, line),
        credit=_clean(attributes.values.get("credit", "")),
        licence=_clean(attributes.values.get("licence", "")),
        size=_size(attributes, report, line),
        focus=_focus(attributes, report, line),
        decorative="decorative" in attributes.flags,
        placeholder="placeholder" in attributes.flags,
        here=_here(attributes, report, line),
    )
    _unknown(attributes, report, line)
    check_figure(figure, report, line)
    return figure


def _clean(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _unknown(attributes: Attributes, report: Report, line: int) -> None:
    for flag in attributes.flags:
        if flag not in _FLAGS:
            report.error("A12", line, said("a picture has no class «{name}»", name=flag), nearest(flag, _FLAGS))
    for name, value in attributes.values.items():
        if name not in _VALUES:
            report.error(
                "A12",
                line,
                said("a picture has no attribute «{name}» ({value})", name=name, value=value),
                nearest(name, _VALUES),
            )
    for name in attributes.doubled:
        report.error("A12", line, said("the attribute «{name}» is given twice", name=name))


def check_figure(figure: Figure, report: Report, line: int) -> None:
    """Say what is wrong with a figure's file and alternative text."""
    if fault := picture_fault(figure.src):
        report.error("A16", line, fault, said("put the picture into the project and write its path from the root"))
    if figure.placeholder:
        return
    if not figure.alt and not figure.decorative:
        report.error(
            "A17",
            line,
            said("the picture «{src}» has no alternative text", src=figure.src),
            said("write what it shows between the brackets, or `{.decorative}` behind it when it tells nothing"),
        )
    if figure.alt and figure.decorative:
        report.warning(
            "A17",
            line,
            said(
                "the picture «{src}» is decorative, but has the alternative text «{alt}»",
                src=figure.src,
                alt=figure.alt,
            ),
            said("take one of the two away"),
        )


def _anchor(anchor: str, report: Report, line: int) -> str:
    if not anchor or ANCHOR.fullmatch(anchor):
        return anchor
    report.error(
        "A24",
        line,
        said("the anchor «{anchor}» is not made of letters a–z, digits, `-`, `_` and `.`", anchor=anchor),
    )
    return ""


def _size(attributes: Attributes, report: Report, line: int) -> Size:
    size = attributes.values.get("size", "column")
    if size in _SIZES:
        return cast("Size", size)
    report.error(
        "A13",
        line,
        said("expected the size column, wide, page or spread, found «{size}»", size=size),
        nearest(size, _SIZES),
    )
    return "column"


def _here(attributes: Attributes, report: Report, line: int) -> bool:
    place = attributes.values.get("place")
    if place not in (None, "here"):
        report.error("A13", line, said("expected the place `here`, found «{place}»", place=place))
    return place == "here"


def _focus(attributes: Attributes, report: Report, line: int) -> tuple[float, float]:
    return read_focus(attributes.values.get("focus", ""), report, line)


def read_focus(text: str, report: Report, line: int) -> tuple[float, float]:
    """The point to keep when cropping; the centre when nothing is said."""
    if not text:
        return CENTRE
    parts = text.split()
    if len(parts) == 2 and all(re.fullmatch(r"0|1|[01]?\.\d+", part) for part in parts):
        across, down = float(parts[0]), float(parts[1])
        if across <= 1 and down <= 1:
            return across, down
    report.error(
        "A13",
        line,
        said("expected a focus of two numbers from 0 to 1, found «{text}»", text=text),
        said('across from the left and down from the top: `focus="0.5 0.4"`'),
    )
    return CENTRE
