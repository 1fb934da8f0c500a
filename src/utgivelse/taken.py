"""Taken: what an edition took of a catalog, so that it is made anew only when just that is another.

A catalog is shared by all publications of a language. Laws:
- What somebody wrote for another publication, and an approval that no gate asks for, leave an edition fresh.
- A catalog that cannot be read with certainty says nothing the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from utgivelse.files import sha256
from utgivelse.findings import Failure
from utgivelse.message import MISSING, Key, Translated, Translation, seal

if TYPE_CHECKING:
    from pathlib import Path

_AT_ONCE = 32


@dataclass(frozen=True)
class Taken:
    """The catalog's path and language, the messages by their seals, and the hash of what it says of them.

    `approvals` says whether it matters who approved what; `seen` is the hash of another state of the file
    that was found to say the same.
    """

    path: str
    language: str
    messages: tuple[str, ...]
    approvals: bool
    content: str
    seen: str = ""


def take(translation: Translation, path: str, keys: Iterable[Key], *, approvals: bool) -> Taken:
    """What there is for these messages in the catalog at `path`."""
    messages = tuple(seal(*key, "") for key in keys)
    return Taken(path, translation.language, messages, approvals, _content(translation, messages, approvals))


def says_the_same(taken: Taken, root: Path, content: str) -> bool:
    """Whether the file, whose hash is `content` now, has the same for what was taken."""
    try:
        translation = _read(root / taken.path, taken.language, content)
    except (Failure, OSError):
        return False
    return _content(translation, taken.messages, taken.approvals) == taken.content


@lru_cache(_AT_ONCE)
def _read(path: Path, language: str, _: str) -> Translation:
    from utgivelse import po

    return po.read_translation(path.read_bytes(), language)


def _content(translation: Translation, messages: Iterable[str], approvals: bool) -> str:
    known = {seal(*key, ""): (key, found) for key, found in translation.texts.items()}
    told = (_told(*known.get(message, (("", ""), MISSING)), approvals) for message in messages)
    return sha256("\n".join(map(repr, told)).encode())


def _told(key: Key, found: Translated, approvals: bool) -> tuple[object, ...]:
    remarks = found.remarks
    is_approved = approvals and found.is_approved(key)
    return found.state.value, found.text, found.previous, remarks.acceptances, remarks.unread, is_approved
