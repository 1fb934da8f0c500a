"""Report: the findings of one file, with their lines."""

from __future__ import annotations

from utgivelse.findings import Finding, Place, Said, error, warning
from utgivelse.language import check_tag


class Report:
    """Collects what is wrong with one file; `offset` is the number of lines before the part being read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.offset = 0
        self.findings: list[Finding] = []

    def error(self, code: str, line: int, message: Said, hint: str = "") -> None:
        """Note what stops an edition."""
        self.findings.append(error(code, message, hint, Place(self.file, line)))

    def warning(self, code: str, line: int, message: Said, hint: str = "") -> None:
        """Note what somebody should look at."""
        self.findings.append(warning(code, message, hint, Place(self.file, line)))

    def tag(self, tag: str, line: int) -> None:
        """Note what is wrong with a language tag, if anything is."""
        if finding := check_tag(tag, Place(self.file, line)):
            self.findings.append(finding)

    def sorted(self) -> tuple[Finding, ...]:
        """Every finding in the order of the lines, each once."""
        return tuple(dict.fromkeys(sorted(self.findings, key=lambda finding: finding.place.line)))
