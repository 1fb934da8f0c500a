"""Signature: who lets out what the program would keep, and why: `Kari Nes: the fair is tomorrow`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from utgivelse.findings import ProjectError, error, said

_SIGNATURE = re.compile(r"\s*(\S[^:]*?)\s*:\s*(\S.*?)\s*", re.S)


@dataclass(frozen=True, slots=True)
class Signature:
    """A name, and the reason that it is given for."""

    by: str
    reason: str


def read_signature(text: str) -> Signature | None:
    """The signature in this text, None in an empty one; ProjectError when it does not name who signs and why."""
    if not text:
        return None
    if found := _SIGNATURE.fullmatch(text):
        return Signature(found[1], found[2])
    problem = said("the signature «{text}» does not name who signs and why", text=text)
    raise ProjectError(error("U22", problem, said('write `--signed-off "Kari Nes: the reason"`')))


def check_scope(text: str, publications: Sequence[str], languages: Sequence[str]) -> None:
    """ProjectError when a signature would let out what its signer did not name: nobody signs for all at once."""
    if read_signature(text) and not (publications and languages):
        problem = said("a signature names the publication and the language that it lets out")
        hint = said('write `utgivelse build PUBLICATION -l LANG --signed-off "Kari Nes: the reason"`')
        raise ProjectError(error("U23", problem, hint))
