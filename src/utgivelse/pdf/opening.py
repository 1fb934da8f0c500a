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
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return "sound" if len(pdf.pages) else "foreign"
    except pikepdf.PasswordError:
        return "locked"
    except Exception:  # whatever a broken file makes the library raise
        return "damaged"
