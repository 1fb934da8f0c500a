"""Directives: `:::name[label]{attributes}` … `:::`, and `::name[label]{attributes}` on one line.

Laws: one row of `DIRECTIVES` says what a directive may have; one function turns it into a block.
What a body may not hold follows the block, so that no word is lost, and is named in a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from utgivelse.addresses import ANCHOR, picture_fault
from utgivelse.article import (
    Block,
    Blocks,
    CallToAction,
    Contact,
    ContactLine,
    Definition,
    DefinitionList,
    Drawing,
    FactBox,
    Figure,
    Gallery,
    List,
    Only,
    PageBreak,
    Paragraph,
    PullQuote,
    QRCode,
    Statistic,
    Statistics,
    Steps,
)
from utgivelse.findings import Said, said
from utgivelse.inline import plain
from utgivelse.markdown.block_rules import Head
from utgivelse.markdown.blocks import Reader
from utgivelse.markdown.directive import Directive, Found, check_head, say_misnamed
from utgivelse.markdown.inlines import tree_of

_QUOTES = '«»“”„"‟’‘‹›'


def read_directive(reader: Reader, node: SyntaxTreeNode) -> Sequence[Block]:
    """The block of a directive; an unknown one leaves its body."""
    head: Head = node.meta["head"]
    found = Found(reader, node, head, reader.line(node))
    if node.type == "container" and not node.meta["closed"]:
        found.error(
            "A19",
            said("`{fence}{name}` opens here and is never closed", fence=":" * head.fence, name=head.name),
            said("close it with `{fence}`; a container around another has a longer fence", fence=":" * head.fence),
        )
    directive = DIRECTIVES.get(head.name)
    if not directive or directive.leaf != (node.type == "leaf"):
        say_misnamed(found, directive, DIRECTIVES)
        return found.body()
    check_head(found, directive)
    made: list[Block] = list(directive.make(found))
    anchor = head.attributes.anchor
    if anchor and not ANCHOR.fullmatch(anchor):
        found.error(
            "A24", said("the anchor «{anchor}» is not made of letters a–z, digits, `-`, `_` and `.`", anchor=anchor)
        )
    elif anchor:
        made[0] = reader.joined(made[0], Paragraph(line=found.line, anchor=anchor))
    return made


def _extra(found: Found, expected: Said, extra: Sequence[Block]) -> None:
    if extra:
        kinds = ", ".join(dict.fromkeys(block.kind for block in extra))
        found.error(
            "A22",
            said(
                "«{name}» holds {expected}, found also: {kinds}", name=found.head.name, expected=expected, kinds=kinds
            ),
            said("move the rest out of it; it now follows"),
        )


def _missing(found: Found, expected: Said) -> None:
    found.error("A22", said("«{name}» holds {expected}, found none", name=found.head.name, expected=expected))


# ── one function a directive ─────────────────────────────────────────────────────────────────


def _factbox(found: Found) -> Sequence[Block]:
    return (FactBox(line=found.line, title=found.label(), blocks=found.body()),)


def _paragraph(found: Found) -> tuple[Paragraph, Blocks]:
    body, expected = found.body(), said("one paragraph")
    if not body or not isinstance(body[0], Paragraph):
        _missing(found, expected)
        return Paragraph(line=found.line), body
    _extra(found, expected, body[1:])
    return body[0], body[1:]


def _pullquote(found: Found) -> Sequence[Block]:
    paragraph, rest = _paragraph(found)
    words = plain(paragraph.text)
    if words and words[0] in _QUOTES and words[-1] in _QUOTES:
        found.reader.report.warning(
            "A34",
            found.line,
            said("quotation marks are typed round a pull quote: «{text}»", text=words),
            said("take them away: each language sets its own"),
        )
    block = PullQuote(line=found.line, text=paragraph.text, by=found.words("by"))
    return (found.reader.joined(block, paragraph), *rest)


def _cta(found: Found) -> Sequence[Block]:
    paragraph, rest = _paragraph(found)
    block = CallToAction(
        line=found.line,
        text=paragraph.text,
        button=found.label(),
        url=found.value("url"),
        qr=found.flag("qr"),
    )
    if not block.button:
        found.error("A21", said("«{name}» has no label, expected the words on the button", name="cta"))
    return (found.reader.joined(block, paragraph), *rest)


def _statistics(found: Found) -> Sequence[Block]:
    body, expected = found.body(), said("one list of values, each with `: label` on the next line")
    block = Statistics(line=found.line, title=found.label(), source=found.words("source"))
    if not body or not isinstance(body[0], DefinitionList):
        _missing(found, expected)
        return (block, *body)
    pairs = [_statistic(found, item) for item in body[0].items]
    rest = (*(extra for _, extras in pairs for extra in extras), *body[1:])
    _extra(found, expected, rest)
    block = replace(block, items=tuple(item for item, _ in pairs))
    return (found.reader.joined(block, body[0]), *rest)


def _statistic(found: Found, item: Definition) -> tuple[Statistic, Blocks]:
    match item.blocks:
        case (Paragraph(text=label, anchor="", comment="", context=""), *rest):
            return Statistic(line=item.line, value=item.term, label=label), tuple(rest)
        case _:
            _missing(found, said("a label for each value"))
            return Statistic(line=item.line, value=item.term), item.blocks


def _contact(found: Found) -> Sequence[Block]:
    lines: list[ContactLine] = []
    rest: list[SyntaxTreeNode] = []
    for child in found.node.children:
        if child.type == "paragraph":
            lines += _lines(found, child)
        else:
            rest.append(child)
    blocks = found.reader.blocks(rest)
    _extra(found, said("lines of text"), blocks)
    qr = found.value("qr") or (found.value("url") if found.flag("qr") else "")
    contact = Contact(
        line=found.line,
        name=found.label(),
        role=found.words("role"),
        phone=found.value("phone"),
        mail=found.value("mail"),
        url=found.value("url"),
        qr=qr,
        lines=tuple(lines),
    )
    if not contact.name:
        found.error("A21", said("«{name}» has no label, expected a name", name="contact"))
    return (contact, *blocks)


def _lines(found: Found, node: SyntaxTreeNode) -> list[ContactLine]:
    line = found.reader.line(node)
    lines: list[ContactLine] = []
    part: list[Token] = []
    raw = found.reader.text(node)
    for token in (*found.reader.tokens(raw), None):
        if token is not None and (token.type not in ("softbreak", "hardbreak") or token.level):
            part.append(token)
            continue
        text = tree_of(part, found.reader.report, line)
        if text:
            lines.append(ContactLine(line=line, text=text))
        part = []
        line += 1
    return lines


def _steps(found: Found) -> Sequence[Block]:
    body, expected = found.body(), said("one numbered list")
    if not body or not isinstance(body[0], List) or not body[0].ordered:
        _missing(found, expected)
        return (Steps(line=found.line, title=found.label()), *body)
    _extra(found, expected, body[1:])
    if body[0].start != 1:
        found.reader.report.warning(
            "A28", body[0].line, said("the steps begin with {number}, and are numbered from 1", number=body[0].start)
        )
    block = Steps(line=found.line, title=found.label(), items=body[0].items)
    return (found.reader.joined(block, body[0]), *body[1:])


def _gallery(found: Found) -> Sequence[Block]:
    body, expected = found.body(), said("two to six pictures, each a paragraph")
    figures = tuple(block for block in body if isinstance(block, Figure))
    rest = tuple(block for block in body if not isinstance(block, Figure))
    _extra(found, expected, rest)
    if not 2 <= len(figures) <= 6:
        found.error("A22", said("a gallery holds two to six pictures, found {number}", number=len(figures)))
    return (Gallery(line=found.line, figures=figures, caption=found.label()), *rest)


def _drawing(found: Found) -> Sequence[Block]:
    src, alt = found.value("src"), plain(found.label())
    if src and (fault := picture_fault(src)):
        found.error("A16", fault)
    elif src and not src.lower().endswith(".svg"):
        found.error("A16", said("expected an SVG for a {name}, found «{src}»", name=found.head.name, src=src))
    if not alt:
        found.error(
            "A17",
            said("a {name} has no alternative text", name=found.head.name),
            said("write it between the brackets: what does it show?"),
        )
    kind: Literal["chart", "map"] = "map" if found.head.name == "map" else "chart"
    return (
        Drawing(
            line=found.line, kind=kind, src=src, alt=alt, caption=found.words("caption"), credit=found.value("credit")
        ),
    )


def _qr(found: Found) -> Sequence[Block]:
    return (QRCode(line=found.line, url=found.value("url"), caption=found.label()),)


def _pagebreak(found: Found) -> Sequence[Block]:
    return (PageBreak(line=found.line),)


def _only(found: Found) -> Sequence[Block]:
    languages, written = tuple(found.value("languages").split()), found.value("written")
    for tag in filter(None, (*languages, written)):
        found.reader.report.tag(tag, found.line)
    if bool(languages) == bool(written):
        found.error(
            "A21",
            said("«{name}» must have either `languages` or `written`", name="only"),
            said('write `{languages="pl uk"}` for translated text, or `{written="pl"}` for a text in that language'),
        )
    return (Only(line=found.line, languages=languages, written=written, blocks=found.body()),)


DIRECTIVES: dict[str, Directive] = {
    "factbox": Directive(_factbox, label=True),
    "pullquote": Directive(_pullquote, values=("by",)),
    "statistics": Directive(_statistics, label=True, values=("source",)),
    "contact": Directive(_contact, label=True, values=("role", "phone", "mail", "url", "qr"), flags=("qr",)),
    "cta": Directive(_cta, label=True, values=("url",), flags=("qr",), required=("url",)),
    "steps": Directive(_steps, label=True),
    "gallery": Directive(_gallery, label=True),
    "chart": Directive(_drawing, leaf=True, label=True, values=("src", "caption", "credit"), required=("src",)),
    "map": Directive(_drawing, leaf=True, label=True, values=("src", "caption", "credit"), required=("src",)),
    "qr": Directive(_qr, leaf=True, label=True, values=("url",), required=("url",)),
    "pagebreak": Directive(_pagebreak, leaf=True),
    "only": Directive(_only, values=("languages", "written")),
}
