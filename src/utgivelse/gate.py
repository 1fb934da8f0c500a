"""The gate: whether an edition may go out while its language lacks texts.

Laws:
- What is missing is counted over the messages of this one publication, not of the project.
- A closed gate says how many texts are missing, fuzzy or unapproved, which, and what to do.
- `--draft` opens the gate for a draft, which is marked on every page; `source` lets the source
  text stand in for a missing one, unmarked but with a warning.
- A signature (`Name: reason`) lets out what is fuzzy or unapproved, as it is and unmarked. It never lets
  out a missing text, nor a fuzzy one whose number or date is another now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from utgivelse.difference import changed_figures
from utgivelse.findings import Finding, Place, Said, error, said, warning
from utgivelse.message import Message, State, Translation
from utgivelse.publication import Gates
from utgivelse.signature import Signature
from utgivelse.tongues import tongue

SHOWN = 3
"""How many of the texts a finding shows."""


@dataclass(frozen=True)
class Lacking:
    """What the `all` messages of a publication lack; `figures` are the fuzzy ones whose number or date changed."""

    all: int = 0
    missing: tuple[Message, ...] = ()
    fuzzy: tuple[Message, ...] = ()
    figures: tuple[Message, ...] = ()
    unapproved: tuple[Message, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each, by the names of the manifest."""
        return {"missing": len(self.missing), "fuzzy": len(self.fuzzy), "unapproved": len(self.unapproved)}


@dataclass(frozen=True)
class Verdict:
    """What the gate lets out: an edition, a draft, or nothing; and what it has to say.

    `signed` is whose word let out an edition that would have been kept: `by` and `reason`, and how many texts
    were `fuzzy` and `unapproved`. Fuzzy texts then stand in it as they are.
    """

    lets_out: Literal["edition", "draft", "nothing"]
    findings: tuple[Finding, ...] = ()
    signed: Mapping[str, str | int] = field(default_factory=dict)


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
        unapproved=tuple(
            message for message, one in found if one.state is State.TRANSLATED and not one.is_approved(message.key)
        ),
    )


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
    if signature is None:
        return Verdict("nothing", (teller.refusal(),))
    if teller.asked.lacking.missing and gates.missing == "refuse":
        return Verdict("nothing", (teller.refusal(), teller.no_word(said("a text that is missing"))))
    if teller.asked.lacking.figures:
        return Verdict("nothing", (teller.refusal(), teller.changed_figures()))
    counts = {name: count for name, count in teller.asked.lacking.counts.items() if name != "missing"}
    return Verdict(
        "edition",
        (teller.let_out(signature),),
        {"by": signature.by, "reason": signature.reason, **counts, "unapproved": len(teller.kept)},
    )


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

    def changed_figures(self) -> Finding:
        texts = _listed([message.text for message in self.asked.lacking.figures])
        text = said("a number or a date is another in {texts}: nobody's word lets out the old one", texts=texts)
        return error("M24", text, said("bring the translation up to date and take away `fuzzy`"), self.place)

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


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"«{_shortened(text)}»" for text in texts[:SHOWN]) + (" …" if len(texts) > SHOWN else "")


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
