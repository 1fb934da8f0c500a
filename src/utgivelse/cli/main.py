"""The verbs, their flags, and the exit code of each.

Exit codes: 0 all well · 1 an edition was refused or has errors · 2 the command or the project is
wrong · 3 something needed is missing · 70 a bug of ours · 130 and 143 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from utgivelse import __version__
from utgivelse.cli import help, translating
from utgivelse.cli.show import Page
from utgivelse.cli.verb import find_root, verb
from utgivelse.findings import ExitCode, Failure, ProjectError, said

if TYPE_CHECKING:
    from utgivelse.pipeline import Wishes

BUG = 70
"""EX_SOFTWARE of sysexits.h."""


class Terminated(BaseException):
    """Somebody asked the process to end."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one verb and leave with its exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _terminate)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one verb; every failure has been told."""
    page = Page.from_arguments(arguments)
    help.speak_clicks_words()
    if not arguments or {"-h", "--help"} & {*arguments}:
        help.put_into(commands, page.say)
    try:
        code = commands.main(list(arguments), prog_name="utgivelse", standalone_mode=False, obj=page)
        return int(code or ExitCode.OK)
    except click.ClickException as problem:
        problem.show()
        return ExitCode.WRONG
    except Failure as failure:
        page.findings(failure.findings)
        page.flush(failure.exit_code)
        return failure.exit_code
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except Terminated as ended:
        return 128 + int(ended.args[0])
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for the interpreter's last flush
        return ExitCode.OK
    except Exception as failure:
        from utgivelse.finishing import unforeseen

        page.findings((unforeseen(failure, _report_folder()),))
        return BUG


def _report_folder() -> Path:
    """Where a traceback is kept: in the project, else where temporary files lie."""
    import tempfile

    try:
        return find_root("")
    except Failure:
        return Path(tempfile.gettempdir())


def _terminate(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # once is enough; the way out is not to be interrupted
    raise Terminated(number)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="utgivelse", message="%(prog)s %(version)s")
def commands() -> None:
    """Articles written once, published as print PDF, screen PDF and EPUB in every language."""


for _verb in translating.VERBS:
    commands.add_command(_verb)

# ── verbs ────────────────────────────────────────────────────────────────────────────────────


@commands.command()
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language.")
@click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT", help="Only this format.")
@click.option("--draft", is_flag=True, help="Build what the gate would refuse, marked as a draft.")
@click.option("-j", "--jobs", "workers", type=click.IntRange(1), default=None, metavar="N", help="How many at a time.")
@click.option("--signed-off", default="", metavar="'NAME: REASON'", help="Let out what is fuzzy or not approved.")
@click.option("--force", is_flag=True, help="Build also what is fresh.")
@click.option("--prune", is_flag=True, help="Remove files that no edition owns any more.")
@click.option("--watch", is_flag=True, help="Build again whenever a file of the project changes.")
@click.option("--output", default="", metavar="DIR", help="Another output folder.")
@verb
def build(page: Page, project: str, workers: int | None, watch: bool, **asked: Any) -> int:
    """Make every edition that is not up to date."""
    from utgivelse import pipeline

    root, wishes = find_root(project), pipeline.Wishes(workers=workers or 0, **asked)
    if watch:
        return _watch(page, root, wishes)
    with page.progress() as tell:
        report = pipeline.build(root, wishes, tell)
    page.build_report(report)
    return page.flush(report.exit_code)


def _watch(page: Page, root: Path, wishes: Wishes) -> NoReturn:
    """Build, wait for a change, and again, until somebody interrupts; a failure is shown and waited out."""
    from utgivelse import pipeline
    from utgivelse.cli.watching import look, wait_for_change

    root = root.resolve()
    while True:
        before, output = look(root), None
        try:
            with page.progress() as tell:
                report = pipeline.build(root, wishes, tell)
            output = report.output
            page.build_report(report)
        except Failure as failure:
            page.findings(failure.findings)
        page.line(said("waiting for a change; Ctrl+C ends it"))
        sys.stdout.flush()
        wait_for_change(root, before, output)


@commands.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option("--publication", default="", metavar="ID", help="Append the articles to this publication.")
@verb
def import_(page: Page, project: str, sources: tuple[Path, ...], publication: str) -> int:
    """Make articles of foreign texts; nothing that exists is overwritten."""
    from utgivelse import pipeline

    for source in sources:
        page.imported(pipeline.import_article(find_root(project), source, publication))
    return page.flush(ExitCode.OK)


@commands.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--press", default="", metavar="PROFILE", help="Hold PDFs against this press profile.")
@click.option("--thorough", is_flag=True, help="Measure ink at 300 pixels an inch.")
@click.option("--report", type=click.Path(path_type=Path), default=None, metavar="OUT.html", help="Write a report.")
@click.option("--outline", is_flag=True, help="Print what a screen reader reads, line by line.")
@verb
def check(
    page: Page, project: str, files: tuple[Path, ...], report: Path | None, *, outline: bool, **asked: Any
) -> int:
    """Look at the project's articles and catalogs, or at any PDF or EPUB."""
    from utgivelse import inspection, pipeline, speech

    if outline:
        page.outlines({path: inspection.outline(path) for path in inspection.outlined(files)})
        return page.flush(ExitCode.OK)
    if files:
        found = inspection.inspect(files, inspection.Wanted(_root_around(project), **asked))
    else:
        found = (inspection.Inspected(Path(), pipeline.check(find_root(project))),)
    findings = [finding for one in found for finding in one.findings]
    page.findings(findings)
    page.checked(findings)
    page.put("reports", [inspection.report_of(one, page.say).model_dump(mode="json") for one in page.reported(found)])
    if report:
        page.written(inspection.write_reports(found, report, page.say, speech.spoken()))
    is_well = not any(finding.severity == "error" for finding in findings)
    return page.flush(ExitCode.OK if is_well else ExitCode.REFUSED)


def _root_around(directory: str) -> Path | None:
    """The project's folder if one was named or is around."""
    try:
        return find_root(directory)
    except ProjectError:
        if directory:
            raise
        return None


@commands.command()
@click.argument("publication", metavar="PUBLICATION")
@click.option("-l", "--language", required=True, metavar="LANG", help="The language that was looked at.")
@click.option("--by", required=True, metavar="NAME", help="The person or office that answers for it.")
@click.option("--note", default="", metavar="TEXT", help="How it was looked at.")
@click.option("--credential", default="", metavar="URL", help="What says that NAME can judge this.")
@click.option("--report", default="", metavar="URL", help="Where a report of it can be read.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help="Another day than today.")
@click.option("--output", default="", metavar="DIR", help="The output folder that was built into.")
@verb
def confirm(page: Page, project: str, publication: str, language: str, output: str, **said_so: Any) -> int:
    """Write down that a person found that everyone can read a publication in one language."""
    import datetime

    from utgivelse import pipeline
    from utgivelse.confirming import Assurance

    day = said_so.pop("date")
    assurance = Assurance(date=day.date() if day else datetime.date.today(), **said_so)
    wishes = pipeline.Wishes(publications=(publication,), languages=(language,), output=output)
    with page.progress() as tell:
        done = pipeline.confirm(find_root(project), wishes, assurance, tell)
    page.confirmed(done)
    return page.flush(ExitCode.OK)


@commands.command()
@click.argument("outlet", metavar="OUTLET")
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language.")
@click.option("--to", default="", metavar="DIR", help="Another folder for what is delivered.")
@click.option("--signed-off", default="", metavar="'NAME: REASON'", help="Let out what is not proven press-ready.")
@click.option("--in", "language", default="", metavar="LANG", help="Write the job ticket in this language.")
@click.option("--output", default="", metavar="DIR", help="The output folder that was built into.")
@verb
def deliver(page: Page, project: str, outlet: str, **asked: Any) -> int:
    """Hand on what is up to date: `print-shop` bundles each print PDF, `accessibility` states who can read what."""
    from utgivelse import pipeline

    order = pipeline.Order(**{name: asked.pop(name) for name in ("to", "signed_off", "language")})
    with page.progress() as tell:
        handed = pipeline.deliver(find_root(project), outlet, pipeline.Wishes(**asked), order, tell)
    page.delivered(handed)
    return page.flush(handed.exit_code)


@commands.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@verb
def init(page: Page, project: str, directory: Path) -> int:
    """Make a new project that builds at once."""
    from utgivelse import starter

    page.started(directory, starter.start_project(directory))
    return page.flush(ExitCode.OK)


@commands.command()
@verb
def doctor(page: Page, project: str) -> int:
    """Say what is there, what is missing, and the line to type."""
    from utgivelse import health

    complaints = health.examine_machine()
    page.health(complaints)
    needed = any(one.is_needed and not one.is_there for one in complaints)
    return page.flush(ExitCode.MISSING if needed else ExitCode.OK)


@commands.command()
@verb
def plugins(page: Page, project: str) -> int:
    """List every plug-in and where it comes from."""
    from utgivelse import health

    found = health.list_plugins()
    page.plugins(found)
    return page.flush(ExitCode.MISSING if any(one.problem for one in found) else ExitCode.OK)
