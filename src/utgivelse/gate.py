"""The gate: whether an edition may go out while its language lacks texts.

Laws:
- What is missing is counted over the messages of this one publication, not of the project.
- A closed gate says how many texts are missing, fuzzy or unapproved, which, and what to do.
- `--draft` opens the gate for a draft, which is marked on every page; `source` lets the source
  text stand in for a missing one, unmarked but with a warning.
- A signature (`Name: reason`) lets out what is fuzzy or unapproved, as it is and unmarked. It never lets
  out a missing text, nor a fuzzy one whose number or date is another now, or may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from utgivelse.figures import changed_figures, figures
from utgivelse.findings import Finding, Place, Said, error, said, warning
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.publication import Gates
from utgivelse.signature import Signature
from utgivelse.tongues import tongue

SHOWN = 3
"""How many of the texts a finding shows."""


@dataclass(frozen=True)
class Lacking:
    """What the `all` messages of a publication lack.

    Of the fuzzy ones, `figures` are those whose number or date changed, `unsure` those with a number or date of
    which nobody can say whether it did: the text that was translated is not kept.
    """

    all: int = 0
    missing: tuple[Message, ...] = ()
    fuzzy: tuple[Message, ...] = ()
    figures: tuple[Message, ...] = ()
    unsure: tuple[Message, ...] = ()
    unapproved: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the gate lets out: an edition, a draft, or nothing; and what it has to say.

    `signed` is whose word let out an edition that would have been kept: `by` and `reason`, and how many texts
    were `missing` (the source stands for them, as the configuration says), `fuzzy` and `unapproved`.
    `takes_fuzzy` says that the old translations of the fuzzy ones stand in it, unmarked.
    """

    lets_out: Literal["edition", "draft", "nothing"]
    findings: tuple[Finding, ...] = ()
    signed: Mapping[str, str | int] = field(default_factory=dict)
    takes_fuzzy: bool = False


@dataclass(frozen=True)
class Asked:
    """What the gate is asked of: a language, where its catalog lies, and what it lacks."""

    language: str
    catalog: str
    lacking: Lacking


def lacking_of(translation: Translation, messages: Sequence[Message], source: str = "nb") -> Lacking:
    """What these messages lack in this translation."""
    found = [(message, translation.find(*message.key)) for message in messages]
    fuzzy = tuple((message, one) for message, one in found if one.state is State.FUZZY)
    return Lacking(
        all=len(messages),
        missing=tuple(message for message, one in found if one.state is State.MISSING),
        fuzzy=tuple(message for message, _ in fuzzy),
        figures=tuple(
            message for message, one in fuzzy if one.previous and changed_figures(one.previous[1], message.text, source)
        ),
        unsure=tuple(message for message, one in fuzzy if not one.previous and _has_figures(message, one, source)),
        unapproved=tuple(
            message for message, one in found if one.state is State.TRANSLATED and not one.is_approved(message.key)
        ),
    )


def _has_figures(message: Message, found: Translated, source: str) -> bool:
    return bool(figures(message.text, source)) or any(letter.isdecimal() for letter in found.text)


def judge(gates: Gates, asked: Asked, *, draft: bool, signed: Signature | None = None) -> Verdict:
    """What may go out of a publication that lacks this in a language."""
    lacking = asked.lacking
    rules = {rule for rule, found in ((gates.missing, lacking.missing), (gates.fuzzy, lacking.fuzzy)) if found}
    kept = lacking.unapproved if gates.unapproved == "refuse" else ()
    teller = _Teller(asked, kept)
    if not (rules or kept):
        return Verdict("edition")
    if "refuse" in rules or kept:
        return Verdict("draft", (teller.notice(),)) if draft else _signed(teller, gates, signed)
    return Verdict("edition" if rules == {"source"} else "draft", (teller.notice(),))


def _signed(teller: _Teller, gates: Gates, signature: Signature | None) -> Verdict:
    """What a closed gate lets out on somebody's word."""
    lacking = teller.asked.lacking
    if signature is None:
        return Verdict("nothing", (teller.refusal(),))
    takes_fuzzy = bool(lacking.fuzzy) and gates.fuzzy != "source"
    if lacking.missing and gates.missing != "source":
        return Verdict("nothing", (teller.refusal(), teller.no_word(said("a text that is missing"))))
    if takes_fuzzy and (lacking.figures or lacking.unsure):
        return Verdict("nothing", (teller.refusal(), *teller.doubtful_figures()))
    signed: Mapping[str, str | int] = {
        "by": signature.by,
        "reason": signature.reason,
        "missing": len(lacking.missing),
        "fuzzy": len(lacking.fuzzy) if takes_fuzzy else 0,
        "unapproved": len(teller.kept),
    }
    return Verdict("edition", (teller.let_out(signature),), signed, takes_fuzzy)


@dataclass(frozen=True)
class _Teller:
    """Says what is lacking, and of which texts."""

    asked: Asked
    kept: tuple[Message, ...]

    @property
    def place(self) -> Place:
        return Place(self.asked.catalog)

    def refusal(self) -> Finding:
        lines = {"language": self.asked.language, "catalog": self.asked.catalog}
        if self.asked.lacking.missing or self.asked.lacking.fuzzy:
            hint = said(
                "`utgivelse update {language}`, then translate in `{catalog}`; or build it with `--draft`", **lines
            )
        else:
            hint = said('read them, then `utgivelse approve {language} --by "…"`; or build with `--draft`', **lines)
        return error("M20", self._told(), hint, self.place)

    def notice(self) -> Finding:
        return warning("M21", self._told(), place=self.place)

    def let_out(self, signature: Signature) -> Finding:
        text = said("let out by {name}: {reason}", name=signature.by, reason=signature.reason)
        return warning("M22", said("{what}; {who}", what=self._told(), who=text), place=self.place)

    def no_word(self, what: Said) -> Finding:
        return error("M23", said("nobody's word lets out {what}", what=what), said("translate it"), self.place)

    def doubtful_figures(self) -> Iterator[Finding]:
        if changed := self.asked.lacking.figures:
            text = said(
                "a number or a date is another in {texts}: nobody's word lets out the old one", **_named(changed)
            )
            yield error("M24", text, said("bring the translation up to date and take away `fuzzy`"), self.place)
        if unsure := self.asked.lacking.unsure:
            text = said(
                "a number or a date may be another in {texts}: what was translated is not kept", **_named(unsure)
            )
            yield error("M24", text, said("read the translation and take away `fuzzy`"), self.place)

    def _told(self) -> Said:
        lacking = (*self.asked.lacking.missing, *self.asked.lacking.fuzzy, *self.kept)
        return said(
            "{counted} of {all} texts in {language}: {texts}",
            counted=counted(self.asked.lacking, self.kept),
            all=self.asked.lacking.all,
            language=tongue(self.asked.language),
            texts=_listed([message.text for message in lacking]),
        )


_COUNTED: tuple[Callable[[int], Said], ...] = (
    lambda count: said("{count} missing", count=count),
    lambda count: said("{count} fuzzy", count=count),
    lambda count: said("{count} unapproved", count=count),
)


def counted(lacking: Lacking, kept: Sequence[Message] = ()) -> Said:
    """«12 missing, 3 fuzzy»."""
    counts = map(len, (lacking.missing, lacking.fuzzy, kept))
    parts = [say(count) for say, count in zip(_COUNTED, counts, strict=True) if count]
    return reduce(lambda one, other: said("{one}, {other}", one=one, other=other), parts)


def _named(messages: Sequence[Message]) -> dict[str, str]:
    return {"texts": _listed([message.text for message in messages])}


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"«{_shortened(text)}»" for text in texts[:SHOWN]) + (" …" if len(texts) > SHOWN else "")


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
