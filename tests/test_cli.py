"""The command line: what is typed, what is read, what is answered to the shell."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import Command, write_project

HEAVY = ("pydantic", "babel", "jinja2", "markdown_it", "weasyprint", "rich", "pikepdf", "PIL", "ebooklib", "fontTools")

PROBE = """
import sys
from utgivelse.cli.main import run
code = run(sys.argv[1:])
heavy = {heavy!r}
print("loaded:", *sorted(name for name in heavy if name in sys.modules))
sys.exit(code)
"""


def probe(*arguments: str | Path) -> tuple[int, str]:
    """The exit code, and which heavy libraries a verb has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(heavy=HEAVY), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()[-1]


def test_a_build_with_nothing_to_do_loads_nothing_heavy(project: Path, command: Command) -> None:
    first = command("build", "--project", project)
    assert first.returncode == 0, first.stderr
    again = command("build", "--project", project)
    assert again.stdout == first.stdout
    assert probe("build", "--project", project) == (0, "loaded:")


def test_a_refused_edition_is_refused_again_without_loading_anything(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", translated=False)
    first = command("build", "--project", project)
    assert first.returncode == 1
    again = command("build", "--project", project)
    assert (again.stdout, again.returncode) == (first.stdout, 1)
    assert first.stderr.endswith(again.stderr)
    assert probe("build", "--project", project) == (1, "loaded:")


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert probe(*arguments) == (0, "loaded:")


def test_the_walk_of_a_new_user(tmp_path: Path, command: Command) -> None:
    project = tmp_path / "nytt"
    assert command("init", project).returncode == 0
    built = command("build", cwd=project)
    assert built.returncode == 0, built.stderr
    names = {path.name for path in (project / "output/velkommen/nb").iterdir()}
    expected = {f"velkommen.nb.{end}" for end in ("print.pdf", "pdf", "epub", "places.json")}
    assert names == expected


def test_the_walk_from_a_foreign_text_to_two_languages(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p")
    source = tmp_path / "ny.txt"
    source.write_text("Byen ved elva\n\nHer bor det folk som liker seg godt.\n\nDe har bodd her lenge, sier de selv.\n")
    imported = command("import", source, "--publication", "to", cwd=project)
    assert imported.returncode == 0, imported.stderr
    (new,) = {path.name for path in (project / "articles").iterdir()} - {"felles.md", "egen.md", "annen.md"}
    assert f'"{new}"' in (project / "utgivelse.toml").read_text()
    assert "# " not in (project / "utgivelse.toml").read_text().splitlines()[0]
    assert command("extract", cwd=project).returncode == 0
    updated = command("update", "en", "--json", cwd=project)
    catalog = json.loads(updated.stdout)["catalogs"][1]
    refused = command("build", "to", cwd=project)
    assert refused.returncode == 1
    assert f"{catalog['missing']} missing" in refused.stderr
    draft = command("build", "to", "--draft", "-l", "en", cwd=project)
    assert draft.returncode == 0, draft.stderr
    assert (project / "output/to/en/to.en.draft.txt").exists()
    again = command("import", source, cwd=project)
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_import_without_a_publication_prints_the_line_to_add(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p")
    before = (project / "utgivelse.toml").read_text()
    source = tmp_path / "ny.txt"
    source.write_text("Byen ved elva\n\nHer bor det folk som liker seg godt.\n")
    done = command("import", source, cwd=project)
    assert done.returncode == 0, done.stderr
    assert "articles" in done.stdout
    assert (project / "utgivelse.toml").read_text() == before


def test_extract_and_update_are_stable(project: Path, command: Command) -> None:
    for verb in ("extract", "update"):
        command(verb, cwd=project)
        files = {path: (path.stat().st_ino, path.read_bytes()) for path in (project / "locales").rglob("*.po*")}
        again = command(verb, cwd=project)
        assert "unchanged" in again.stdout
        assert {path: (path.stat().st_ino, path.read_bytes()) for path in files} == files


def test_status_says_how_far_a_language_is(tmp_path: Path, command: Command) -> None:
    project = write_project(tmp_path / "p", translated=False)
    rows = json.loads(command("status", "--json", cwd=project).stdout)["status"]
    english = next(row for row in rows if (row["publication"], row["language"]) == ("to", "en"))
    assert (english["missing"], english["fuzzy"], english["may_be_printed"]) == (4, 0, False)
    assert english["words_left"] == 8
    text = command("status", cwd=project).stdout
    assert "may be printed" in text


def test_check_reads_sources_catalogs_and_files(project: Path, command: Command) -> None:
    assert command("check", cwd=project).returncode == 0
    (project / "articles/annen.md").write_text("---\ntitle: Skogen\n---\n:::ukjent\nx\n:::\n")
    catalog = project / "locales/en/LC_MESSAGES/prover.po"
    catalog.write_text(catalog.read_text() + '\nmsgid "uten ende\n')
    done = command("check", cwd=project)
    assert done.returncode == 1
    assert "articles/annen.md:4" in done.stderr
    assert "prover.po:" in done.stderr
    assert command("check", "articles/felles.md", cwd=project).returncode == 0
    assert command("check", "articles/annen.md", cwd=project).returncode == 1
    assert command("check", "nowhere.pdf", cwd=project).returncode == 1


def test_json_is_one_document_and_tells_everything(project: Path, command: Command) -> None:
    done = command("build", "--json", "--project", project)
    answer = json.loads(done.stdout)
    assert answer["exit_code"] == 0
    assert {edition["state"] for edition in answer["editions"]} == {"current"}
    assert answer["editions"][0]["publication"] == "en"


def test_errors_are_json_too(tmp_path: Path, command: Command) -> None:
    done = command("build", "--json", cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["exit_code"]) == (2, 2)
    assert answer["findings"][0]["code"] == "U03"


def test_quiet_says_nothing_when_all_is_well(project: Path, command: Command) -> None:
    done = command("build", "-q", "--project", project)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_progress_names_the_numbered_steps_on_standard_error(project: Path, command: Command) -> None:
    done = command("build", "--project", project)
    steps = [line.split()[:2] for line in done.stderr.splitlines()]
    assert steps[:2] == [["1", "load"], ["5", "plan"]]
    assert ["4", "localize"] in steps
    assert ["6", "produce"] in steps
    assert "\033" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build",), 2),
        (("build", "--project", "nowhere"), 2),
        (("nonsense",), 2),
        (("build", "-j", "0"), 2),
        (("init", "."), 2),
    ],
    ids=str,
)
def test_a_wrong_command_answers_2_without_a_traceback(
    tmp_path: Path, command: Command, arguments: tuple[str, ...], code: int
) -> None:
    (tmp_path / "something").touch()
    done = command(*arguments)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_is_called_one_and_its_traceback_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlib import import_module

    from utgivelse import pipeline

    main = import_module("utgivelse.cli.main")

    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(pipeline, "build", fail)
    monkeypatch.chdir(project)
    assert main.run(["build"]) == main.BUG
    errors = capsys.readouterr().err
    assert "nobody foresaw this" in errors
    (kept,) = (project / ".utgivelse/tracebacks").iterdir()
    assert "ZeroDivisionError" in kept.read_text()
    assert str(kept) in errors


def test_plugins_are_listed_with_their_origin_and_what_is_wrong(command: Command) -> None:
    done = command("plugins")
    assert done.returncode == 3
    lines = {line.split()[1]: line for line in done.stdout.splitlines() if line.startswith("formats")}
    assert "utgivelse.formats.epub:FORMAT" in lines["epub"]
    assert "faults" in lines["plain"]
    assert "does not load" in lines["broken"]
    assert "expected a Format" in lines["wrong"]
    assert "two plug-ins" in lines["doubled"]


def test_doctor_names_every_system_package(command: Command) -> None:
    needs = json.loads(command("doctor", "--json").stdout)["needs"]
    named = {need["name"] for need in needs}
    assert {"libpango-1.0-0", "libharfbuzz-subset0", "python3-venv", "default-jre-headless"} <= named


def test_colour_obeys(monkeypatch: pytest.MonkeyPatch) -> None:
    from utgivelse.cli.show import _coloured

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert _coloured("x", "31", Terminal()) == "\033[31mx\033[0m"
    monkeypatch.setenv("NO_COLOR", "")
    assert _coloured("x", "31", Terminal()) == "\033[31mx\033[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert _coloured("x", "31", Terminal()) == "x"


def test_a_terminal_gets_a_live_display(project: Path) -> None:
    import pty

    parent, child = pty.openpty()
    build = subprocess.Popen(
        [sys.executable, "-m", "utgivelse", "build", "--project", str(project)], stdout=subprocess.PIPE, stderr=child
    )
    import os

    os.close(child)
    shown = b""
    try:
        while data := os.read(parent, 4096):
            shown += data
    except OSError:
        pass  # the other end has closed
    build.communicate()
    os.close(parent)
    assert build.returncode == 0
    assert b"6 produce" in shown
    assert b"\033[" in shown


def test_watch_builds_again_when_a_file_changes(project: Path) -> None:
    command = [sys.executable, "-u", "-m", "utgivelse", "build", "--watch", "-l", "nb", "--project", str(project)]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert watching.stdout is not None
    lines = iter(watching.stdout.readline, "")
    alarm = threading.Timer(60, watching.kill)
    alarm.start()
    assert any("waiting for a change" in line for line in lines)
    article = project / "articles/annen.md"
    article.write_text(article.read_text().replace("stor", "liten"))
    assert any("waiting for a change" in line for line in lines)
    watching.send_signal(signal.SIGINT)
    watching.communicate(timeout=10)
    alarm.cancel()
    assert watching.returncode == 130
    assert "liten" in (project / "output/to/nb/to.nb.txt").read_text()


def test_check_tells_a_damaged_file(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (tmp_path / "a.epub").write_bytes(b"PK\x03\x04")
    done = command("check", "a.pdf", "a.epub")
    assert done.returncode == 1
    assert "F30" in done.stderr
    assert "E40" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_mistyped_words_are_in_the_readers_language(command: Command) -> None:
    norwegian = {"LC_ALL": "nb_NO.UTF-8", "LANGUAGE": "nb"}
    helped = command("build", "--help", **norwegian).stdout
    assert "Bruk: utgivelse build" in helped
    assert "Lag hver utgave som ikke er oppdatert." in helped
    assert "Bare dette språket." in helped
    assert "Det finnes ingen kommando 'bild'" in command("bild", **norwegian).stderr
    assert "Only this language." in command("build", "--help").stdout
