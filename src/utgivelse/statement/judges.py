"""Judges: outside programs, asked of one file when its statement is made.

Laws:
- A judge's answer is its own words; what is not installed, or gave no answer, was not run.
- Its remarks are no objections: EPUBCheck's information, a warning of Ace's that is none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from utgivelse import ace, tools, verapdf
from utgivelse.findings import Failure, Finding, Severity
from utgivelse.statement.model import Objection, StatedJudge

Say = Callable[[str], str]


@dataclass(frozen=True)
class Judge:
    """An outside program: what it judges by, how it is asked, how it says its version.

    The absence of an `optional` one weighs nothing: few have what it needs to run.
    """

    name: str
    standard: str
    ask: Callable[[Path], Iterable[Objection]]
    version: Callable[[], str]
    optional: bool = False


def judge(path: Path, media_type: str, claims: Iterable[str], say: Say) -> tuple[StatedJudge, ...]:
    """What every judge for this kind of file says of it; `claims` are the standards that it names."""
    return tuple(_asked(one, path, say) for one in _judges(media_type, claims))


def _asked(one: Judge, path: Path, say: Say) -> StatedJudge:
    asked = StatedJudge(name=one.name, standard=one.standard, version="", optional=one.optional, outcome="not-run")
    try:
        objections = tuple(one.ask(path))
        version = one.version()
    except Failure as failure:
        reason = say(failure.findings[0].message) if failure.findings else str(failure)
        return asked.model_copy(update={"reason": reason})
    outcome = "failed" if objections else "passed"
    return asked.model_copy(update={"version": version, "outcome": outcome, "objections": objections})


def _judges(media_type: str, claims: Iterable[str]) -> Iterator[Judge]:
    if media_type == "application/epub+zip":
        yield Judge("EPUBCheck", "EPUB 3.3", _epubcheck, _epubcheck_version)
        yield Judge("Ace by DAISY", "EPUB Accessibility 1.1, WCAG 2.2", _ace, _ace_version, optional=True)
    elif media_type == "application/pdf":
        flavours = dict.fromkeys(("ua1", *(FLAVOURS[claim] for claim in claims if claim in FLAVOURS)))
        for flavour in flavours:
            yield Judge("veraPDF", STANDARDS[flavour], partial(_verapdf, flavour), _verapdf_version)


FLAVOURS = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a", "PDF/A-3a": "3a", "PDF/A-2b": "2b", "PDF/A-2u": "2u", "PDF/A-3b": "3b"}
STANDARDS = {flavour: claim for claim, flavour in FLAVOURS.items()}


# ── each judge ───────────────────────────────────────────────────────────────────────────────


def _epubcheck(path: Path) -> Iterable[Objection]:
    return _objections(tools.epubcheck(path))


def _ace(path: Path) -> Iterable[Objection]:
    return _objections(ace.judge(path))


def _objections(findings: Iterable[Finding]) -> Iterator[Objection]:
    """What a judge found that is more than a remark, without our words around it."""
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            values = getattr(finding.message, "values", {})
            own = " ".join(str(values[name]) for name in ("text", "id", "rule", "name") if name in values)
            yield Objection(text=own or str(finding.message), place=str(finding.place))


def _verapdf(flavour: str, path: Path) -> Iterable[Objection]:
    (verdict,) = verapdf.judge((path,), flavour)
    return (
        Objection(text=f"{failed.clause}, test {failed.test}: {failed.message}", place=failed.where)
        for failed in verdict.failures
    )


# ── which version ────────────────────────────────────────────────────────────────────────────

_VERSION = re.compile(r"\d+(?:\.\d+)+")


def _epubcheck_version() -> str:
    ran = tools.run("java", ["-jar", tools.require("epubcheck"), "--version"])
    return _version(ran.output + ran.complaint)


def _ace_version() -> str:
    ran = tools.run("ace", ["--version"])
    return _version(ran.output + ran.complaint)


def _verapdf_version() -> str:
    """As the engine's jar says it of its rules."""
    with suppress(OSError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(tools.verapdf_jars()[0]) as jar:
        return _version(jar.read("META-INF/maven/org.verapdf/validation-model/pom.properties"))
    return ""


def _version(told: bytes) -> str:
    found = _VERSION.search(told.decode("utf-8", "replace"))
    return found[0] if found else ""
