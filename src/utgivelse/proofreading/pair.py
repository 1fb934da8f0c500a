"""Pair: a message and its translation, laid open for whoever proofreads it.

Laws:
- `prose` is what readers see of a text in its own language: code, variables and passages in another language
  stand in it as one sign that belongs to no word (`GAP`), so that nobody judges them; notes are gone.
- What several checks need is worked out once, when the first asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from utgivelse.findings import Said
from utgivelse.glossary import Term
from utgivelse.inline import Code, Icon, Inline, LineBreak, NoteReference, Span, Text, Variable
from utgivelse.language import Language, language
from utgivelse.localize.texts import VARIABLE, Words, flatten, parsed, read
from utgivelse.message import Message
from utgivelse.writing_rules import Rules, rules

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
_LETTER = "A-Za-z0-9À-ɏ_"
_DOMAIN = rf"(?:[{_LETTER}-]+\.)+[A-Za-z]{{2,24}}"
_PATH = rf"[{_LETTER}~%/?#=&+.,;:@!$()*-]*[{_LETTER}/~#=&%]"
_ADDRESS = re.compile(
    rf"(?:https?://|mailto:|www\.){_PATH}|[{_LETTER}.+-]+@{_DOMAIN}"
    rf"|(?<![{_LETTER}@./-])(?:[{_LETTER}-]+\.)*[{_LETTER}-]{{2,}}\."
    r"(?:no|com|org|net|eu|dk|se|fi|de|pl|fr|es|uk|ua|info|io|gov|edu)"
    rf"(?![{_LETTER}]|\.[{_LETTER}])(?:/(?:{_PATH})?)?"
)
"""Addresses are in Latin letters: a letter or sign of another script stands close beside one and is not its."""
_ADDRESSED = re.compile(r"@|//|:|\w\.\w")
"""What every address has."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ\u00ad\u0300-\u036f\u200c\u200d][^\W\d_]+)*[\u0300-\u036f]*")


@dataclass(frozen=True)
class Brief:
    """What a project tells its proofreaders: its source language, names that stay, and the glossary of a language.

    `names` maps a name to the forms that it may take in this language; none are given for one that stays as it is.
    """

    source_language: str = "nb"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two texts."""

    text: str
    tag: str
    value: Words

    @cached_property
    def prose(self) -> str:
        """What readers see, in this language."""
        if isinstance(self.value, str):
            return VARIABLE.sub(GAP, self.value)
        return "".join(map(_prose, self.value))

    @cached_property
    def addressless(self) -> str:
        """The prose with a gap for every address that stands in it."""
        return _ADDRESS.sub(GAP, self.prose) if _ADDRESSED.search(self.prose) else self.prose

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that readers see, those in the text of links too."""
        return tuple(_ADDRESS.findall(self.prose)) if _ADDRESSED.search(self.prose) else ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, without figures, addresses and what has a gap."""
        return tuple(_WORD.findall(self.addressless))

    @cached_property
    def parts(self) -> tuple[Inline, ...]:
        """Every part of the tree, parents before their children; none where markup is impossible."""
        return () if isinstance(self.value, str) else tuple(flatten(self.value))

    @property
    def rules(self) -> Rules:
        """How this language is written."""
        return rules(self.tag)

    @property
    def language(self) -> Language:
        """What a page in this language needs to know."""
        return language(self.tag)


def _prose(part: Inline) -> str:
    match part:
        case Text(text=text):
            return text
        case Code() | Variable():
            return GAP
        case LineBreak():
            return "\n"
        case Icon(alt=alt):
            return alt
        case NoteReference():
            return ""
        case Span(language=tag) if tag:
            return GAP
        case _:
            return "".join(map(_prose, part.children))


@dataclass(frozen=True)
class Pair:
    """A message with its translation. `others` are translations that the same source text has elsewhere.

    `problems` are what makes the translation impossible to print: then the source text stands in for it.
    """

    message: Message
    source: Side
    target: Side
    brief: Brief = Brief()
    problems: tuple[Said, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """The first part of the message's context: `heading`, `cell` …; empty for running text."""
        return self.message.context.split("/")[0]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words of the source, in lower case."""
        return frozenset(word.casefold() for word in self.source.words)


@lru_cache(maxsize=4096)
def _source(text: str, plain: bool, tag: str) -> Side:
    """The source's side is the same for every language."""
    return Side(text, tag, text if plain else parsed(text)[0])


def lay_open(message: Message, target: str, tag: str, brief: Brief, others: tuple[str, ...] = ()) -> Pair:
    """A message and the text of its translation as a pair."""
    back = read(target, message.text, message.plain)
    return Pair(
        message,
        _source(message.text, message.plain, brief.source_language),
        Side(target, tag, back.value),
        brief,
        back.problems,
        others,
    )


def sentences(text: str) -> Iterator[str]:
    """A text, sentence by sentence."""
    return iter(re.split(r"(?<=[.!?؟።。])\s+", text))
