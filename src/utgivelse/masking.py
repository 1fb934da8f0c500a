"""Masking: a message as XML that a machine may translate, and what came back as a message again.

Laws:
- What must survive cannot be lost unseen: every `g` and `x` that went out comes back once, nothing else
  comes, and links, variables, notes and code are compared once more in the finished text.
- `unprotect(protect(message))` is the message's text in its normal form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from xml.sax.saxutils import escape

from lxml import etree

from utgivelse.findings import Said, said
from utgivelse.inline import Emphasis, Icon, Inline, Inlines, Link, Strong, Text
from utgivelse.localize.texts import VARIABLE, read, with_children
from utgivelse.markdown import parse_inlines, write_inlines
from utgivelse.message import Message


@dataclass(frozen=True)
class Protected:
    """The XML of a message, and what each number in it stands for."""

    message: Message
    xml: str
    codes: dict[str, Inline | str] = field(default_factory=dict)


class Lost(ValueError):
    """A translation that came back without what must be in it; `why` says what."""

    def __init__(self, why: Said) -> None:
        super().__init__(why)
        self.why = why


def protect(message: Message) -> Protected:
    """The message with its codes numbered."""
    codes: dict[str, Inline | str] = {}
    if not message.plain:
        return Protected(message, _xml(parse_inlines(message.text), codes), codes)
    pieces = VARIABLE.split(message.text)
    xml = (_alone("{$" + piece + "}", codes) if number % 2 else escape(piece) for number, piece in enumerate(pieces))
    return Protected(message, "".join(xml), codes)


def _xml(inlines: Inlines, codes: dict[str, Inline | str]) -> str:
    return "".join(_part(part, codes) for part in inlines)


def _part(part: Inline, codes: dict[str, Inline | str]) -> str:
    match part:
        case Text(text=text):
            return escape(text)
        case Icon(alt=alt) if alt and not VARIABLE.search(alt):
            return _around(part, escape(alt), codes)
        case Emphasis() | Strong() | Link():
            number = _number(part, codes)
            return f'<g id="{number}">{_xml(part.children, codes)}</g>'
        case _:
            return _alone(part, codes)


def _number(code: Inline | str, codes: dict[str, Inline | str]) -> str:
    number = str(len(codes) + 1)
    codes[number] = code
    return number


def _around(code: Inline, words: str, codes: dict[str, Inline | str]) -> str:
    return f'<g id="{_number(code, codes)}">{words}</g>'


def _alone(code: Inline | str, codes: dict[str, Inline | str]) -> str:
    return f'<x id="{_number(code, codes)}"/>'


# ── back ─────────────────────────────────────────────────────────────────────────────────────


def unprotect(protected: Protected, xml: str) -> str:
    """The message's text in the other language; `Lost` when something of it did not come back."""
    root = _parsed(xml)
    _compare(protected, root)
    if not any(letter.isalnum() for letter in "".join(root.itertext())):
        raise Lost(said("it is empty"))
    message = protected.message
    text = (
        _edged("".join(_plain(root, protected.codes)), message.text)
        if message.plain
        else write_inlines(tuple(_tree(root, protected.codes)))
    )
    if problems := read(text, message.text, message.plain).problems:
        raise Lost(problems[0])
    return text


def _edged(text: str, source: str) -> str:
    """The text with the white space of its source before and after it."""
    before, after = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    return before + text.strip() + after


def _parsed(xml: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(f"<m>{xml}</m>".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        raise Lost(said("its markup is broken")) from None
    if any(not isinstance(node.tag, str) for node in root.iter()):
        raise Lost(said("its markup is broken"))
    return root


def _compare(protected: Protected, root: etree._Element) -> None:
    """Every code once, under its own name; nothing in what must stay empty."""
    sent = etree.fromstring(f"<m>{protected.xml}</m>")
    mine, theirs = _census(sent), _census(root)
    if lost := sorted((mine - theirs).elements()):
        raise Lost(said("{codes} did not come back", codes=", ".join(lost)))
    if strange := sorted((theirs - mine).elements()):
        raise Lost(said("{codes} came back though it was not sent, or twice", codes=", ".join(strange)))
    if any(node.text or len(node) for node in root.iter("x")):
        raise Lost(said("there are words in what must stay empty"))


def _census(root: etree._Element) -> Counter[str]:
    return Counter(f"<{node.tag} id={node.get('id')}>" for node in root.iter() if node is not root)


def _tree(node: etree._Element, codes: dict[str, Inline | str]) -> Iterator[Inline]:
    if node.text:
        yield Text(node.text)
    for child in node:
        code = codes[child.get("id", "")]
        if isinstance(code, Icon):
            yield replace(code, alt="".join(child.itertext()) or code.alt)
        elif not isinstance(code, str):
            yield with_children(code, partial(_below, child, codes)) if child.tag == "g" else code
        if child.tail:
            yield Text(child.tail)


def _below(node: etree._Element, codes: dict[str, Inline | str], _: Inlines) -> Inlines:
    return tuple(_tree(node, codes))


def _plain(node: etree._Element, codes: dict[str, Inline | str]) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        yield str(codes[child.get("id", "")])
        yield child.tail or ""
