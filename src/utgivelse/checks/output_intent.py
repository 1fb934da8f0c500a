"""Output intent: the file names the one printing condition that it was made for.

Law: one intent for PDF/X, with an embedded CMYK printer profile that the colour engine can read, and the
press profile's condition (ISO 15930-7).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from utgivelse.findings import Finding, error, said, warning
from utgivelse.pdf.painting import Intent
from utgivelse.plugins import Check
from utgivelse.preflight import Subject


def run(subject: Subject) -> tuple[Finding, ...]:
    """What is wrong with the file's output intent; nothing of a file that cannot be opened."""
    if subject.press is None or not subject.painting.opened:
        return ()
    intents = [one for one in subject.painting.catalog.intents if one.subtype == "GTS_PDFX"]
    if not intents:
        text = said("the file has no output intent, expected {condition}", condition=subject.press.condition)
        return (error("K62", text, said("export as PDF/X-4, with the press profile as the output intent")),)
    if len(intents) > 1:
        text = said("the file has {count} output intents, expected one", count=len(intents))
        return (error("K62", text, said("remove all but the one that it is printed by")),)
    return (*_profile(intents[0]), *_condition(intents[0], subject.press.condition), *_same(intents[0], subject.icc))


def _profile(intent: Intent) -> Iterator[Finding]:
    if not intent.profile:
        yield error("K62", said("the output intent has no profile"), said("embed the press profile in it"))
    elif intent.components != 4 or intent.space != "CMYK":
        found = intent.space or intent.components
        text = said("the output intent's profile is for {found}, expected CMYK", found=found)
        yield error("K62", text, said("export with the press profile as the output intent"))
    elif intent.device != "prtr":
        text = said("the output intent's profile is of the class {found}, expected prtr", found=intent.device)
        yield error("K62", text, said("export with the press profile as the output intent"))
    elif why := _broken(intent.icc):
        text = said("the output intent's profile cannot be used: {why}", why=why)
        yield error("K62", text, said("fetch the profile again from whoever publishes it, and export with it"))


def _broken(icc: bytes) -> str:
    from utgivelse.images.profiles import profile_problem

    return profile_problem(icc)


def _condition(intent: Intent, expected: str) -> Iterator[Finding]:
    if intent.condition != expected:
        found = intent.condition or "–"
        text = said("the output intent is {found}, expected {expected}", found=found, expected=expected)
        yield error(
            "K62",
            text,
            said("export for {expected}, or choose the press profile for {found}", found=found, expected=expected),
        )


def _same(intent: Intent, icc: bytes) -> Iterator[Finding]:
    if icc and intent.profile and sha256(icc).hexdigest()[:16] != intent.profile:
        text = said("the output intent's profile is another than the press profile's")
        yield warning("K62", text, said("ask the print shop which of the two is meant"))


CHECK = Check("output_intent", ("application/pdf",), run, press=True)
