"""Opening: what a file is before anything is asked of it."""

from __future__ import annotations

import io
from typing import Literal

import pikepdf

State = Literal["sound", "damaged", "locked", "foreign"]
SIGN_WITHIN = 1024
"""Readers look so far for `%PDF-` (ISO 32000-2, annex I)."""


def state(data: bytes) -> State:
    """Whether a file opens as it is, only by guessing at what is missing, only with a password, or not at all."""
    if b"%PDF-" not in data[:SIGN_WITHIN]:
        return "foreign"
    try:
        if _opens(data, by_guessing=False):
            return "sound"
        return "damaged" if _opens(data, by_guessing=True) else "foreign"
    except pikepdf.PasswordError:
        return "locked"


def _opens(data: bytes, *, by_guessing: bool) -> bool:
    """Whether there are pages to see. PasswordError when nobody may."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=by_guessing) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PasswordError:
        raise
    except Exception:  # whatever a broken file makes the library raise
        return False
