"""Protection: the markup of a message as codes that a translator's tool does not touch, and back.

Laws:
- What comes out unchanged is never written anew: only an edited text is, and then in its normal form.
- Words are words: an asterisk that a translator types is an asterisk, never emphasis.
- Codes may change places and be used twice. One that is unknown, crossed or not closed is a problem, and
  so is a text that lost or invented a link, picture, variable, note or piece of code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from utgivelse.consignment import PAIRED, Code, Mark, Pieces, codes_of, joined
from utgivelse.findings import Said, said
from utgivelse.inline import (
    Code as InlineCode,
)
from utgivelse.inline import (
    Emphasis,
    Icon,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    Span,
    Strong,
    Text,
    Variable,
    plain,
)
from utgivelse.localize.texts import VARIABLE, read
from utgivelse.markdown import normalised, parse_inlines, write_inlines

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FREE = ("emphasis", "strong", "language", "break")
"""The kinds that a translation may do without."""


def protect(text: str, is_plain: bool, like: Pieces = ()) -> Pieces:
    """The text as words and marks; what `like`, its source, has as well gets the same number."""
    numbers = _Numbers(codes_of(like))
    pieces = _plain_pieces(text, numbers) if is_plain else _pieces(parse_inlines(text), numbers)
    return joined(pieces)


@dataclass
class _Numbers:
    """Which number a code gets: the first one that its source has for it, else a new one."""

    known: Mapping[int, Code]
    used: set[int] = field(default_factory=set)

    def take(self, code: Code) -> int:
        free = (number for number, one in self.known.items() if one == code and number not in self.used)
        number = next(free, max((*self.known, *self.used), default=0) + 1)
        self.used.add(number)
        return number


def _plain_pieces(text: str, numbers: _Numbers) -> Iterator[str | Mark]:
    for place, piece in enumerate(VARIABLE.split(text)):
        yield _whole(Code("variable", piece), numbers) if place % 2 else piece


def _pieces(tree: Inlines, numbers: _Numbers) -> Iterator[str | Mark]:
    for part in tree:
        if isinstance(part, Text):
            yield part.text
            continue
        code = _code_of(part)
        if code.kind not in PAIRED:
            yield _whole(code, numbers)
            continue
        number = numbers.take(code)
        yield Mark(number, "open", code)
        if isinstance(part, Icon):
            yield from _plain_pieces(part.alt, numbers)
        else:
            yield from _pieces(getattr(part, "children", ()), numbers)
        yield Mark(number, "close", code)


def _whole(code: Code, numbers: _Numbers) -> Mark:
    return Mark(numbers.take(code), "whole", code)


def _code_of(part: Inline) -> Code:
    match part:
        case Emphasis():
            return Code("emphasis")
        case Strong():
            return Code("strong")
        case Link(target=target):
            return Code("link", target)
        case Icon(src=src):
            return Code("image", src)
        case Span(language=language):
            return Code("language", language)
        case Variable(name=name):
            return Code("variable", name)
        case NoteReference(label=label):
            return Code("note", label)
        case InlineCode(text=text):
            return Code("code", text)
        case _:
            return Code("break")


# ── back ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Restored:
    """A text as it stands in a catalog; with a `problem` there is none."""

    text: str = ""
    problem: Said | None = None


class _Wrong(Exception):
    """The pieces make no text."""

    def __init__(self, problem: Said) -> None:
        super().__init__(problem)
        self.problem = problem


def restore(pieces: Pieces, codes: Mapping[int, Code], is_plain: bool) -> Restored:
    """The text of these pieces; `codes` are what their numbers stand for."""
    try:
        text = _plain_text(pieces, codes) if is_plain else write_inlines(normalised(_tree(pieces, codes)))
    except _Wrong as wrong:
        return Restored(problem=wrong.problem)
    if found := _FORBIDDEN.search(text):
        return Restored(problem=said("it has the control character {sign}", sign=f"U+{ord(found[0]):04X}"))
    return Restored(text)


def lost(text: str, source: str, is_plain: bool) -> Said | None:
    """What this translation lost or invented that its source has not, if anything."""
    return next(iter(read(text, source, is_plain).problems), None)


def thinner(target: Pieces, source: Pieces, before: Pieces) -> tuple[Code, ...]:
    """The emphasis, breaks and foreign passages that the source has, the target before had, and this one lost."""
    wanted = _free(source) & _free(before) if before else _free(source)
    named = joined(_named(target, codes_of(source) | codes_of(before)))
    return tuple((wanted - _free(named)).elements())


def _named(pieces: Pieces, codes: Mapping[int, Code]) -> Iterator[str | Mark]:
    for piece in pieces:
        yield piece if isinstance(piece, str) else Mark(piece.number, piece.shape, codes.get(piece.number, piece.code))


def _free(pieces: Pieces) -> Counter[Code]:
    return Counter(
        piece.code
        for piece in pieces
        if isinstance(piece, Mark) and piece.shape != "close" and piece.code and piece.code.kind in _FREE
    )


def _found(mark: Mark, codes: Mapping[int, Code]) -> Code:
    code = codes.get(mark.number, mark.code)
    if code is None:
        raise _Wrong(said("the mark [{number}] is not of this message", number=mark.number))
    if (mark.shape == "whole") == (code.kind in PAIRED):
        raise _Wrong(_shape(mark, code))
    return code


def _shape(mark: Mark, code: Code) -> Said:
    if mark.shape == "whole":
        return said("the mark [{number}] ({code}) must stand round words", number=mark.number, code=code)
    return said("the mark [{number}] ({code}) holds no words", number=mark.number, code=code)


def _plain_text(pieces: Pieces, codes: Mapping[int, Code]) -> str:
    return "".join(piece if isinstance(piece, str) else _plain_code(_found(piece, codes)) for piece in pieces)


def _plain_code(code: Code) -> str:
    if code.kind != "variable":
        raise _Wrong(said("no markup is possible here, found {code}", code=code))
    return code.shown


def _tree(pieces: Pieces, codes: Mapping[int, Code]) -> Inlines:
    open_: list[tuple[int, Code]] = []
    levels: list[list[Inline]] = [[]]
    for piece in pieces:
        if isinstance(piece, str):
            levels[-1].append(Text(piece))
            continue
        code = _found(piece, codes)
        if piece.shape == "whole":
            levels[-1].append(_leaf(code))
        elif piece.shape == "open":
            _check_nesting(piece, code, open_)
            open_.append((piece.number, code))
            levels.append([])
        else:
            if not open_ or open_[-1][0] != piece.number:
                raise _Wrong(_crossed(piece.number, [number for number, _ in open_]))
            inner = levels.pop()
            levels[-1].append(_holder(open_.pop()[1], inner))
    if open_:
        raise _Wrong(said("the mark [{number}] is not closed", number=open_[-1][0]))
    return tuple(levels[0])


def _crossed(number: int, opened: list[int]) -> Said:
    if number in opened:
        return said(
            "the mark [/{number}] stands before the [/{inner}] of what is inside it", number=number, inner=opened[-1]
        )
    return said("the mark [/{number}] closes what was not opened before it", number=number)


def _check_nesting(mark: Mark, code: Code, opened: list[tuple[int, Code]]) -> None:
    """CommonMark 0.31.2, 6.3: no link in a link; and an alternative text has no markup."""
    for number, outer in opened:
        if outer.kind == "image" or outer.kind == code.kind == "link":
            raise _Wrong(
                said(
                    "the mark [{number}] ({code}) cannot stand inside [{outer}]",
                    number=mark.number,
                    code=code,
                    outer=number,
                )
            )


def _leaf(code: Code) -> Inline:
    match code.kind:
        case "variable":
            return Variable(code.value)
        case "note":
            return NoteReference(code.value)
        case "code":
            return InlineCode(code.value)
        case _:
            return LineBreak()


def _holder(code: Code, inner: Iterable[Inline]) -> Inline:
    children = tuple(inner)
    match code.kind:
        case "emphasis":
            return Emphasis(children)
        case "strong":
            return Strong(children)
        case "link":
            return Link(code.value, children)
        case "image":
            return Icon(code.value, plain(children))
        case _:
            return Span(children, code.value)
