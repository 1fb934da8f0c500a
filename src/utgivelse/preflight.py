"""Preflight: a finished file is opened once and every applicable check is put to it.

A check that itself fails is named and costs only its own answer: an edition is never let out or
held back by a question that could not be asked, but the reader is told.
"""

from __future__ import annotations

from pathlib import Path

from utgivelse import plugins
from utgivelse.findings import Failure, Finding, said, warning
from utgivelse.plugins import Check

MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}


def examine(path: Path, media_type: str) -> tuple[Finding, ...]:
    """What the checks for this kind of file find."""
    return tuple(finding for check in _checks(media_type) for finding in _put(check, path))


def _checks(media_type: str) -> tuple[Check, ...]:
    checks = (plugins.load("checks", name) for name in plugins.names("checks"))
    return tuple(check for check in checks if media_type in check.media_types)


def _put(check: Check, path: Path) -> tuple[Finding, ...]:
    try:
        return check.run(path)
    except Failure as failure:
        return failure.findings
    except Exception as failure:
        return (warning("X06", said("the check «{name}» fails: {why}", name=check.name, why=repr(failure))),)
