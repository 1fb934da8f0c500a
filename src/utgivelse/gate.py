"""The gate: whether an edition may go out while its language lacks texts.

Laws:
- What is missing is counted over the messages of this one publication, not of the project.
- A closed gate says how many texts are missing or fuzzy, which, and what to do.
- `--draft` opens the gate for a draft, which is marked on every page; `source` lets the source
  text stand in for a missing one, unmarked but with a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from utgivelse.findings import Finding, Place, error, said, warning
from utgivelse.message import Message, State, Translation
from utgivelse.publication import Gates

SHOWN = 3
"""How many of the texts a finding shows."""


@dataclass(frozen=True)
class Verdict:
    """What the gate lets out: an edition, a draft, or nothing; and what it has to say."""

    lets_out: Literal["edition", "draft", "nothing"]
    findings: tuple[Finding, ...] = ()


def judge(gates: Gates, translation: Translation, messages: Sequence[Message], catalog: str, *, draft: bool) -> Verdict:
    """What may go out of a publication with these messages in this translation."""
    lacking = {
        state: [message for message in messages if translation.find(*message.key).state is state]
        for state in (State.MISSING, State.FUZZY)
    }
    rules = {State.MISSING: gates.missing, State.FUZZY: gates.fuzzy}
    asked = {rules[state] for state, found in lacking.items() if found}
    if not asked:
        return Verdict("edition")
    if "refuse" in asked and not draft:
        return Verdict("nothing", (_refusal(lacking, translation, messages, catalog),))
    if asked == {"source"}:
        return Verdict("edition", (_notice(lacking, translation, messages, catalog),))
    return Verdict("draft", (_notice(lacking, translation, messages, catalog),))


def counted(lacking: dict[State, list[Message]]) -> str:
    """«12 missing, 3 fuzzy»."""
    missing, fuzzy = len(lacking[State.MISSING]), len(lacking[State.FUZZY])
    if missing and fuzzy:
        return said("{missing} missing, {fuzzy} fuzzy", missing=missing, fuzzy=fuzzy)
    return said("{missing} missing", missing=missing) if missing else said("{fuzzy} fuzzy", fuzzy=fuzzy)


def _refusal(
    lacking: dict[State, list[Message]], translation: Translation, messages: Sequence[Message], catalog: str
) -> Finding:
    return error(
        "M20",
        _told(lacking, translation, messages),
        said(
            "`utgivelse update {language}`, then translate in `{catalog}`; or build it with `--draft`",
            language=translation.language,
            catalog=catalog,
        ),
        Place(catalog),
    )


def _notice(
    lacking: dict[State, list[Message]], translation: Translation, messages: Sequence[Message], catalog: str
) -> Finding:
    return warning("M21", _told(lacking, translation, messages), place=Place(catalog))


def _told(lacking: dict[State, list[Message]], translation: Translation, messages: Sequence[Message]) -> str:
    first = [message.text for message in messages if translation.find(*message.key).state is not State.TRANSLATED]
    return said(
        "{counted} of {all} texts in {language}: {texts}",
        counted=counted(lacking),
        all=len(messages),
        language=translation.language,
        texts=", ".join(f"«{_shortened(text)}»" for text in first[:SHOWN]) + (" …" if len(first) > SHOWN else ""),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
