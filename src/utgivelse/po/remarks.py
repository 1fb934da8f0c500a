"""Remarks: what people say beside a translation, as comment lines that every PO editor keeps.

    # approved: 2026-11-20 Kari Nes [3f9c2a10b4d7]
    # accepted: numbers: the year is wrong in the source [3f9c2a10b4d7]
    # source: «Kongsbreg» is misspelt [10b4d73f9c2a]

The seal in brackets is the program's. Whoever writes an `accepted` line leaves it out: the next
update puts it in. An approval without one approves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from utgivelse.message import Acceptance, Approval, Remarks, SourceNote

_REMARK = re.compile(r"#\s*(approved|accepted|source):\s*(.*)")
_APPROVED = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S.*?)\s*\[([0-9a-f]{12})\]")
_NOTED = re.compile(r"(.*?)\s*\[([0-9a-f]{12})\]")
_ACCEPTED = re.compile(r"([\w-]+):\s*(\S.*?)\s*(?:\[([0-9a-f]{12})\])?")


def read_remarks(comments: Iterable[str]) -> Remarks:
    """What the translators' comment lines of one entry say; lines that say nothing of this are passed over."""
    remarks = Remarks()
    for line in comments:
        if found := _REMARK.fullmatch(line.rstrip()):
            remarks = _with(remarks, found[1], found[2])
    return remarks


def _with(remarks: Remarks, kind: str, text: str) -> Remarks:
    if kind == "source" and text:
        return replace(remarks, source=(*remarks.source, _note(text)))
    if kind == "approved" and (found := _APPROVED.fullmatch(text)):
        return replace(remarks, approval=Approval(found[2], found[1], found[3]))
    if kind == "accepted" and (found := _ACCEPTED.fullmatch(text)):
        return replace(remarks, acceptances=(*remarks.acceptances, Acceptance(found[1], found[2], found[3] or "")))
    return replace(remarks, unread=(*remarks.unread, f"{kind}: {text}"))


def is_remark(line: str) -> bool:
    """Whether this comment line is one of ours."""
    return bool(_REMARK.fullmatch(line.rstrip()))


def has_unbound(comments: Iterable[str]) -> bool:
    """Whether an acceptance among these lines has no seal yet."""
    return any(not acceptance.seal for acceptance in read_remarks(comments).acceptances)


def bind(comments: Iterable[str], own: str) -> tuple[str, ...]:
    """The comments with this seal on every acceptance that has none."""
    return tuple(_bound(line, own) for line in comments)


def _bound(line: str, own: str) -> str:
    found = _REMARK.fullmatch(line.rstrip())
    if found and found[1] == "accepted" and (said := _ACCEPTED.fullmatch(found[2])) and not said[3]:
        return accepted(Acceptance(said[1], said[2], own))
    return line


def is_approval(line: str) -> bool:
    """Whether this comment line approves, or was meant to."""
    found = _REMARK.fullmatch(line.rstrip())
    return found is not None and found[1] == "approved"


def approved(approval: Approval) -> str:
    """The comment line of an approval."""
    return f"# approved: {approval.day} {approval.by} [{approval.seal}]"


def accepted(acceptance: Acceptance) -> str:
    """The comment line of an acceptance."""
    bound = f" [{acceptance.seal}]" if acceptance.seal else ""
    return f"# accepted: {acceptance.check}: {acceptance.reason}{bound}"


def _note(text: str) -> SourceNote:
    found = _NOTED.fullmatch(text)
    return SourceNote(found[1], found[2]) if found and found[1] else SourceNote(text)


def bind_notes(comments: Iterable[str], own: str) -> tuple[str, ...]:
    """The comments with the source's seal on every note on it that has none: it speaks of no other text."""
    return tuple(_bound_note(line, own) for line in comments)


def _bound_note(line: str, own: str) -> str:
    found = _REMARK.fullmatch(line.rstrip())
    if found is None or found[1] != "source" or not found[2] or _note(found[2]).seal:
        return line
    return f"{line.rstrip()} [{own}]"
