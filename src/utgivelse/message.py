"""Message and Translation: the texts that travel to a translator and back.

Laws:
- The key of a message is (context, text): equal keys in several places are one message.
- `Translation.find` never guesses: a text is translated, fuzzy or missing, and says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How far a message has come in one language."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"


Key = tuple[str, str]
"""(context, text); the context is empty for running text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable text.

    `references` name files relative to the project, without lines; `line` is where the first one
    stands and never reaches a catalog; `plain` says that markup is impossible in it.
    """

    text: str
    context: str = ""
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    plain: bool = field(default=False, compare=False)

    @property
    def key(self) -> Key:
        """What the message is found by."""
        return self.context, self.text


@dataclass(frozen=True, slots=True)
class Translated:
    """What a catalog has for one message; `text` is empty when it is missing."""

    text: str
    state: State


MISSING = Translated("", State.MISSING)


@dataclass(frozen=True)
class Translation:
    """The texts of one language, by key."""

    language: str
    texts: Mapping[Key, Translated] = field(default_factory=dict)
    obsolete: Mapping[Key, str] = field(default_factory=dict)

    def find(self, context: str, text: str) -> Translated:
        """What there is for this message."""
        return self.texts.get((context, text), MISSING)

    def count(self, messages: Iterable[Message]) -> Mapping[State, int]:
        """How many of `messages` are in each state."""
        counts = dict.fromkeys(State, 0)
        for message in messages:
            counts[self.find(*message.key).state] += 1
        return counts
