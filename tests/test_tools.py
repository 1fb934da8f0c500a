"""Tools: outside programs, there or not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from utgivelse import tools
from utgivelse.findings import ExitCode, ToolError


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in on the path for `gs`, to be written by the test."""
    path = tmp_path / "gs"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return path


def test_a_missing_tool_is_explained_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert tools.find("ghostscript") is None
    with pytest.raises(ToolError) as caught:
        tools.run("ghostscript", [])
    (finding,) = caught.value.findings
    assert finding.code == "X30"
    assert "`apt-get install ghostscript`" in finding.hint
    assert caught.value.exit_code is ExitCode.MISSING


def test_a_tool_that_hangs_is_ended(program: Path) -> None:
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    with pytest.raises(ToolError) as caught:
        tools.run("ghostscript", [], seconds=0.3)
    assert caught.value.findings[0].code == "X31"


def test_a_tool_that_cannot_start_is_named(program: Path) -> None:
    program.write_bytes(b"\x00\x01")
    with pytest.raises(ToolError) as caught:
        tools.run("ghostscript", [])
    assert caught.value.findings[0].code == "X32"


def test_a_tool_answers_with_what_it_said_and_takes_no_shell(program: Path) -> None:
    program.write_text('#!/bin/sh\ncat\nprintf "%s" "$1"\nprintf oops >&2\nexit 3\n')
    ran = tools.run("ghostscript", ["$(id);*"], data=b"in:")
    assert (ran.status, ran.output, ran.complaint) == (3, b"in:$(id);*", b"oops")


@pytest.mark.skipif(not (tools.find("java") and tools.find("epubcheck")), reason="EPUBCheck is not installed")
def test_epubcheck_answers_in_findings(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
    found = tools.epubcheck(tmp_path / "bad.epub")
    assert found
    assert {(finding.code, finding.severity) for finding in found} == {("E30", "error")}


@pytest.mark.skipif(tools.find("java") is None, reason="Java is not installed")
def test_an_epubcheck_that_breaks_is_a_failure_and_no_clean_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jar = tmp_path / "epubcheck.jar"
    jar.write_bytes(b"")
    monkeypatch.setattr(tools, "_epubcheck_jar", lambda: jar)
    with pytest.raises(ToolError) as caught:
        tools.epubcheck(tmp_path / "gone.epub")
    assert caught.value.findings[0].code == "X32"
