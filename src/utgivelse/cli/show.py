"""The page a verb writes on: the same results as plain lines, or as one JSON document."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse.findings import Finding, Place, Severity, said

if TYPE_CHECKING:
    from utgivelse.confirming import Confirmed
    from utgivelse.delivery import Handed
    from utgivelse.edition import Artifact
    from utgivelse.health import Need, Plugin
    from utgivelse.inspection import Inspected
    from utgivelse.ledger import Report
    from utgivelse.outline import Line
    from utgivelse.sources import Import
    from utgivelse.translators import Catalog

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.NOTE: "2"}
_STATES = {"current": "32", "draft": "33", "stale": "33", "refused": "31;1"}


def _speaker() -> Callable[[str], str]:
    from utgivelse import speech

    return speech.speaker()


@dataclass
class Page:
    """Where a verb writes: `say` puts a text into the reader's language."""

    is_json: bool = False
    is_quiet: bool = False
    is_verbose: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    say: Callable[[str], str] = field(default_factory=_speaker)

    @classmethod
    def from_arguments(cls, arguments: Sequence[str]) -> Page:
        """The page that these arguments ask for; known before they are parsed, since that may fail."""
        return cls(
            "--json" in arguments,
            bool({"-q", "--quiet"} & {*arguments}),
            bool({"-v", "--verbose"} & {*arguments}),
        )

    # ── lines ──

    def line(self, text: str = "", colour: str = "") -> None:
        """A line of the result."""
        if not (self.is_json or self.is_quiet):
            print(_coloured(self.say(text), colour, sys.stdout))

    def aside(self, text: str, colour: str = "") -> None:
        """A line beside the result."""
        print(_coloured(self.say(text), colour, sys.stderr), file=sys.stderr)

    def put(self, name: str, value: Any) -> None:
        """A part of the JSON answer."""
        self.data[name] = value

    def flush(self, code: int) -> int:
        """Write the JSON answer, if that is asked for; gives the exit code back."""
        if self.is_json:
            print(json.dumps({"exit_code": int(code), **self.data}, ensure_ascii=False, indent=1, default=str))
        return int(code)

    @contextmanager
    def progress(self) -> Iterator[Callable[[Any], None]]:
        """Hear of progress while work goes on."""
        if self.is_quiet:
            yield lambda _: None
            return
        from utgivelse.cli.progress import Progress

        with Progress(self.say) as progress:
            yield progress.tell

    # ── findings ──

    def findings(self, findings: Iterable[Finding]) -> None:
        """Everything that was found, on standard error; notes only when they are asked for."""
        found = tuple(findings)
        self.data.setdefault("findings", []).extend(map(self._finding_data, found))
        if not self.is_json:
            for finding in found:
                if finding.severity is not Severity.NOTE or self.is_verbose:
                    self._finding(finding)

    def _finding(self, finding: Finding) -> None:
        place = f"{_where(finding)}: " if str(finding.place) else ""
        severity = self.say(_SEVERITIES[finding.severity])
        head = _coloured(f"{severity} {finding.code}", _COLOURS[finding.severity], sys.stderr)
        what = f" [{self.say(finding.place.object)}]" if finding.place.object else ""
        beside = f" ({finding.beside})" if finding.beside else ""
        print(f"{head}  {place}{self.say(finding.message)}{what}{beside}", file=sys.stderr)
        if finding.hint:
            print(f"    {self.say(finding.hint)}", file=sys.stderr)

    def _finding_data(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": self.say(finding.message),
            "hint": self.say(finding.hint),
            "file": finding.place.file,
            "line": finding.place.line,
            "page": finding.place.page,
            "area": finding.place.area,
            "object": self.say(finding.place.object),
            "block": finding.place.block,
            "measure": asdict(finding.measure) if finding.measure else None,
            "beside": _beside_data(finding.beside) if finding.beside else None,
        }

    # ── results ──

    def build_report(self, report: Report) -> None:
        """What a build came to, and what must not be sent."""
        self.put("output", str(report.output))
        self.put("editions", [_artifact_data(artifact) for artifact in report.artifacts])
        self.put("stale", [artifact.path for artifact in report.stale])
        self.put("strangers", report.strangers)
        self.put("pruned", report.pruned)
        self.findings(report.findings)
        for artifact in report.artifacts:
            edition = artifact.edition
            where = (
                _relative(report.output / artifact.path) if artifact.state in ("current", "draft") else artifact.reason
            )
            names = f"{edition.publication}  {edition.language:<8} {edition.format:<12}"
            self.line(f"{names} {self.say(_STANDINGS[artifact.state]):<8} {self.say(where)}", _STATES[artifact.state])
        for path in report.pruned:
            self.line(said("removed {file}", file=_relative(report.output / path)))
        for path in report.strangers:
            self.line(
                said("no edition owns {file} any more; `--prune` removes it", file=_relative(report.output / path))
            )
        for artifact in report.stale:
            self.line(said("old, don't send: {file}", file=_relative(report.output / artifact.path)), "31;1")

    def delivered(self, handed: Handed) -> None:
        """What was written for whom, and what was held back."""
        self.put("folder", str(handed.folder))
        self.put("files", [str(path) for path in handed.files])
        self.findings(handed.findings)
        for path in handed.files:
            self.line(_relative(path), "32")

    def confirmed(self, done: Confirmed) -> None:
        """Who confirmed what, what the machine had asked, and what it could not."""
        from utgivelse.confirmation import QUESTIONS, short
        from utgivelse.statement import asked

        one = done.confirmation
        self.put("confirmed", {"publication": done.publication, **asdict(one)})
        self.put("checks", done.checks)
        self.put("by_hand", [self.say(text) for text in QUESTIONS.values()])
        self.findings(done.findings)
        names = {"publication": done.publication, "language": one.language, "content": short(one.content)}
        self.line(said("confirmed: {publication} {language}, content {content}", **names), "32")
        for path in done.files:
            self.line(f"    {_relative(path)}")
        self.line(said("by {name} on {date}", name=one.by, date=one.date.isoformat()))
        self.line(said("the machine has asked:"))
        for name in done.checks:
            self.line(f"    {self.say(asked(name))}")
        self.line(said("it cannot ask, and {name} says so:", name=one.by))
        for text in QUESTIONS.values():
            self.line(f"    {self.say(text)}")
        self.line(said("type: `utgivelse build {publication} -l {language}`", **names))

    def imported(self, done: Import) -> None:
        """What became of a source, and all that was cut or guessed."""
        self.data.setdefault("imported", []).append(asdict(done) | {"findings": []})
        self.line(said("{source} → articles/{article}", source=done.source, article=done.article))
        for picture in done.pictures:
            self.line(f"    {picture}")
        self.line(done.configuration)
        is_verbose, self.is_verbose = self.is_verbose, True  # the report of an import is its result
        self.findings(done.findings)
        self.is_verbose = is_verbose

    def catalogs(self, catalogs: Iterable[Catalog]) -> None:
        """Which files of messages were written."""
        found = tuple(catalogs)
        self.put("catalogs", [_catalog_data(one) for one in found])
        self.findings(finding for one in found for finding in one.findings)
        for one in found:
            what = said("written") if one.is_changed else said("unchanged")
            counts = said("{count} messages", count=one.messages)
            if one.language:
                counts = said(
                    "{count} messages, {missing} missing, {fuzzy} fuzzy",
                    count=one.messages,
                    missing=one.missing,
                    fuzzy=one.fuzzy,
                )
            self.line(f"{one.path}  {self.say(what)}  {self.say(counts)}")

    def outlines(self, found: Mapping[Path, Sequence[Line]]) -> None:
        """What a screen reader goes through in each file."""
        from utgivelse.outline import write

        self.put(
            "outlines", {str(path): [_line_data(line, self.say) for line in lines] for path, lines in found.items()}
        )
        for path, lines in found.items():
            if len(found) > 1:
                self.line(str(path))
            self.line(write(lines, self.say).rstrip("\n"))

    def checked(self, findings: Sequence[Finding]) -> None:
        """How many findings there were."""
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        warnings = sum(finding.severity is Severity.WARNING for finding in findings)
        self.line(said("{errors} errors, {warnings} warnings", errors=errors, warnings=warnings))

    def reported(self, found: Sequence[Inspected]) -> Sequence[Inspected]:
        """The PDFs that opened, if the answer is JSON: reports cost a second look at every page."""
        return [one for one in found if one.subject] if self.is_json else []

    def written(self, paths: Iterable[Path]) -> None:
        """Which reports were written."""
        found = tuple(paths)
        self.put("written", [str(path) for path in found])
        for path in found:
            self.line(said("report: {file}", file=_relative(path)), "32")

    def started(self, directory: Path, files: Iterable[str]) -> None:
        """What a new project holds, and what to type next."""
        names = tuple(files)
        self.put("files", names)
        for name in names:
            self.line(f"{directory / name}")
        self.line(said("`cd {folder}`, then `utgivelse build`", folder=directory))

    def health(self, needs: Iterable[Need]) -> None:
        """What the machine has and lacks."""
        found = tuple(needs)
        self.put("needs", [asdict(need) for need in found])
        for need in found:
            mark = "✓" if need.is_there else "✗"
            self.line(f"{mark} {need.name:<24} {self.say(need.purpose)}", "" if need.is_there else "31")
        missing = [need.name for need in found if not need.is_there and need.is_package]
        if missing:
            self.line(said("type: `apt-get install {packages}`", packages=" ".join(missing)))

    def plugins(self, plugins: Iterable[Plugin]) -> None:
        """Every plug-in and its origin."""
        found = tuple(plugins)
        self.put("plugins", [asdict(one) for one in found])
        self.table([[one.kind, one.name, one.distribution, one.value, self.say(one.problem)] for one in found])

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Rows with their columns aligned."""
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
        for row in rows:
            self.line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


_SEVERITIES = {Severity.ERROR: said("error"), Severity.WARNING: said("warning"), Severity.NOTE: said("note")}
_STANDINGS: Mapping[str, str] = {
    "current": said("current"),
    "draft": said("draft"),
    "stale": said("stale"),
    "refused": said("refused"),
}


def _line_data(line: Line, say: Callable[[str], str]) -> dict[str, Any]:
    return {**asdict(line), "role": say(line.role)}


def _catalog_data(catalog: Catalog) -> dict[str, Any]:
    return {name: value for name, value in asdict(catalog).items() if name != "findings"}


def _artifact_data(artifact: Artifact) -> dict[str, Any]:
    data = asdict(artifact)
    edition = data.pop("edition")
    data.pop("findings")
    return {**edition, **data}


def _beside_data(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "page": place.page, "area": place.area}


def _where(finding: Finding) -> str:
    """The place, and the rectangle on its page in millimetres."""
    area = finding.place.area
    if area is None:
        return str(finding.place)
    return f"{finding.place} ({area.width:.4g} × {area.height:.4g} mm at {area.x:.4g}, {area.y:.4g})"


def _relative(path: Path) -> str:
    """The path as one would type it from here."""
    near = os.path.relpath(path)
    return str(path) if near.startswith(os.path.join("..", "..")) else near  # noqa: PTH118


def _coloured(text: str, colour: str, stream: Any) -> str:
    if not colour or os.environ.get("NO_COLOR") or not stream.isatty():
        return text
    return f"\033[{colour}m{text}\033[0m"
