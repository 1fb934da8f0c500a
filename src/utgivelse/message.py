"""Message and Translation: the texts that travel to a translator and back.

Laws:
- The key of a message is (context, text): equal keys in several places are one message.
- `Translation.find` never guesses: a text is translated, fuzzy or missing, and says which.
- What a person answers for is sealed: an approval, or a finding taken as it is, holds for exactly one
  source and target. By whatever tool one of them changes, it is void.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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


def seal(context: str, source: str, target: str) -> str:
    """What binds a person's word to these texts: twelve hexadecimal digits."""
    return hashlib.sha256(json.dumps([context, source, target], ensure_ascii=False).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody read this translation and stands by it; `day` is ISO 8601."""

    by: str
    day: str
    seal: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a check says of this translation is taken as it is, for this reason; without a seal, not bound yet."""

    check: str
    reason: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What somebody says of a mistake in the source; without a seal, not bound to a text yet."""

    text: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people wrote beside a translation.

    `source` are their notes on mistakes in the source text; `unread` are lines that begin like one of
    these and cannot be understood.
    """

    approval: Approval | None = None
    acceptances: tuple[Acceptance, ...] = ()
    source: tuple[SourceNote, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """What a catalog has for one message; `text` is empty when it is missing.

    `previous` is the (context, text) that a fuzzy translation was made for; `line` is the entry's in
    the catalog.
    """

    text: str
    state: State
    line: int = field(default=0, compare=False)
    previous: Key | None = None
    remarks: Remarks = Remarks()

    def is_approved(self, key: Key) -> bool:
        """Whether somebody stands by exactly this translation of exactly this message."""
        approval = self.remarks.approval
        return self.state is State.TRANSLATED and approval is not None and approval.seal == seal(*key, self.text)

    def accepts(self, key: Key, check: str) -> bool:
        """Whether what this check says of it was taken as it is, and nothing changed since."""
        bound = ("", seal(*key, self.text))
        return any(one.check == check and one.seal in bound for one in self.remarks.acceptances)

    def notes(self, key: Key) -> tuple[str, ...]:
        """What is said of mistakes in this source; what was said of an earlier text is settled."""
        return tuple(note.text for note in self.remarks.source if note.seal in ("", seal(*key, "")))


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

    def taking_fuzzy(self) -> Translation:
        """The same, with the fuzzy texts taken for finished ones: what somebody answers for by name."""
        taken = {
            key: replace(found, state=State.TRANSLATED) if found.state is State.FUZZY else found
            for key, found in self.texts.items()
        }
        return replace(self, texts=taken)

    def count(self, messages: Iterable[Message]) -> Mapping[State, int]:
        """How many of `messages` are in each state."""
        counts = dict.fromkeys(State, 0)
        for message in messages:
            counts[self.find(*message.key).state] += 1
        return counts
