"""Rules: which word a statement may use, by what machines found and what a person answers for.

Laws:
- Without a person who answers for exactly this content nothing is called conforming, however clean it is.
- With one, what any machine found, and a judge that was not run, leave it at «partially»; an optional judge
  weighs only when it was run.
- A file for paper is not assessed at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from utgivelse.statement.model import Answer, StatedFinding, StatedJudge, Status

Machines = Literal["clean", "faults", "unasked"]

STATUS: dict[tuple[Machines, Answer], Status] = {
    ("clean", "holds"): "full",
    ("unasked", "holds"): "partial",
    ("faults", "holds"): "partial",
    ("clean", "lapsed"): "not-assessed",
    ("unasked", "lapsed"): "not-assessed",
    ("faults", "lapsed"): "not-assessed",
    ("clean", "nobody"): "not-assessed",
    ("unasked", "nobody"): "not-assessed",
    ("faults", "nobody"): "not-assessed",
}


def machines(findings: Iterable[StatedFinding], judges: Iterable[StatedJudge]) -> Machines:
    """What the checks and the judges came to; a note is no fault."""
    asked = tuple(judges)
    is_faulty = any(judge.outcome == "failed" for judge in asked)
    if is_faulty or any(finding.severity != "note" for finding in findings):
        return "faults"
    return "clean" if {judge.outcome for judge in asked if not judge.optional} == {"passed"} else "unasked"
