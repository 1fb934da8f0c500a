"""Ace: DAISY's judge of an EPUB's accessibility, run in a browser of the machine.

Laws:
- It answers 0 with findings: its report is what is read, and a run without one has failed.
- What only informs on conformance that nobody claimed is no finding of ours.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from utgivelse import ebook, tools
from utgivelse.findings import Finding, Place, ToolError, error, note, said, warning

SEVERITIES = {"critical": error, "serious": error, "moderate": warning, "minor": warning}
NEEDED = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
)
"""What every book says of itself; who certified it is for a person (EPUB Accessibility 1.1, 2 and 3.5)."""


def judge(path: Path, *, seconds: float = 300) -> tuple[Finding, ...]:
    """What Ace says of a book. ToolError when it is not installed or gives no report."""
    with tempfile.TemporaryDirectory(prefix="utgivelse-ace-") as folder:
        environment = {"PUPPETEER_EXECUTABLE_PATH": str(tools.require("chromium"))}
        ran = tools.run("ace", ["-f", "-s", "-o", folder, path.resolve()], seconds=seconds, environment=environment)
        try:
            report = json.loads((Path(folder) / "report.json").read_bytes())
        except (OSError, ValueError) as problem:
            why = (ran.complaint or ran.output).decode("utf-8", "replace").strip()
            raise ToolError(tools.failed("ace", why)) from problem
    return tuple(read_report(report, _package(path)))


def _package(path: Path) -> str:
    """The package document, from which Ace counts its addresses."""
    try:
        return ebook.read(path.read_bytes()).package
    except ebook.Unreadable:
        return ""


def read_report(report: Mapping[str, Any], package: str) -> Iterator[Finding]:
    """The findings of a report, each with its file in the archive and the selector of what is meant."""
    for of_file in report.get("assertions", ()):
        url = str(of_file.get("earl:testSubject", {}).get("url", ""))
        file = url.lstrip("/") if url.startswith("/") else ebook.resolve(package, url)
        for assertion in of_file.get("assertions", ()):
            yield _finding(file, assertion)
    for name in report.get("a11y-metadata", {}).get("missing", ()):
        if name in NEEDED:
            text = said("Ace says: the package does not tell {name}", name=name)
            hint = said("say in the package document how the book can be read")
            yield error("E31", text, hint, Place(package))


def _finding(file: str, assertion: Mapping[str, Any]) -> Finding:
    test, result = assertion.get("earl:test", {}), assertion.get("earl:result", {})
    selectors = result.get("earl:pointer", {}).get("css", ())
    text = said(
        "Ace says: {text} ({rule})",
        text=" ".join(str(result.get("dct:description", "")).split())[:300],
        rule=test.get("dct:title", ""),
    )
    severity = SEVERITIES.get(str(test.get("earl:impact", "")), note)
    hint = said("see {address}", address=test.get("help", {}).get("url", "")) if test.get("help") else ""
    return severity("E31", text, hint, Place(file, object=", ".join(selectors)[:120]))
