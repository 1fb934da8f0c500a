"""The verbs of translators: texts out and in, and how far each language is.

A new one is a function here and its name in `VERBS`.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from utgivelse.cli.show import Page
from utgivelse.cli.verb import find_root, verb
from utgivelse.findings import ExitCode, said


@click.command()
@verb
def extract(page: Page, project: str) -> int:
    """Write the template of everything there is to translate."""
    from utgivelse import pipeline

    page.catalogs((pipeline.extract(find_root(project)),))
    return page.flush(ExitCode.OK)


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@verb
def update(page: Page, project: str, languages: tuple[str, ...]) -> int:
    """Bring the template and the translators' files up to date, keeping every human word."""
    from utgivelse import pipeline

    page.catalogs(pipeline.update(find_root(project), languages))
    return page.flush(ExitCode.OK)


@click.command()
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help="Another day than today.")
@click.option("--fail-under", type=click.FloatRange(0, 100), default=None, metavar="PER CENT", help="Fail below this.")
@verb
def status(page: Page, project: str, on: datetime.datetime | None, fail_under: float | None, **asked: Any) -> int:
    """Say how far each publication is in each language, whether it may be printed, and who is late."""
    from utgivelse import pipeline
    from utgivelse.cli import show_standing
    from utgivelse.standing import Asked

    day = on.date() if on else datetime.date.today()
    found = pipeline.status(find_root(project), Asked(on=day, **asked))
    show_standing.standings(page, found)
    is_under = fail_under is not None and show_standing.under(page, found, fail_under)
    return page.flush(ExitCode.REFUSED if is_under else ExitCode.OK)


@click.command()
@click.argument("language", metavar="LANG")
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("--by", default="", metavar="NAME", help="The person who read the translations and stands by them.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help="Another day than today.")
@click.option("--only", "articles", multiple=True, metavar="ARTICLE", help="Only the texts of this article.")
@click.option("--withdraw", is_flag=True, help="Take the approvals back.")
@verb
def approve(page: Page, project: str, date: datetime.datetime | None, **asked: Any) -> int:
    """Put a name beside every finished translation of a language that has no error."""
    from utgivelse import approving, pipeline
    from utgivelse.cli import show_standing

    day = (date.date() if date else datetime.date.today()).isoformat()
    done = approving.approve(pipeline.open_project(find_root(project)), approving.Approval(day=day, **asked))
    show_standing.approved(page, done)
    return page.flush(ExitCode.REFUSED if done.findings else ExitCode.OK)


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option(
    "--from", "file", type=click.Path(path_type=Path), default=None, metavar="FILE.tmx", help="Add somebody else's TMX."
)
@verb
def remember(page: Page, project: str, languages: tuple[str, ...], file: Path | None) -> int:
    """Write what is approved into the translation memories, or add somebody else's TMX to one."""
    from utgivelse import pipeline, remembering
    from utgivelse.cli import show_memory

    if file and len(languages) != 1:
        raise click.UsageError(page.say(said("`--from` takes one language")))
    opened = pipeline.open_project(find_root(project))
    done = (remembering.take_in(opened, languages[0], file),) if file else remembering.remember(opened, languages)
    show_memory.remembered(page, done)
    return page.flush(ExitCode.OK)


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--publication", default="", metavar="ID", help="Only this publication.")
@verb
def estimate(page: Page, project: str, languages: tuple[str, ...], publication: str) -> int:
    """Count what there is to translate in the usual bands, and what it costs."""
    from utgivelse import estimating, pipeline
    from utgivelse.cli import show_memory

    found = estimating.estimate(pipeline.open_project(find_root(project)), languages, publication)
    show_memory.estimates(page, found)
    return page.flush(ExitCode.OK)


@click.command()
@click.argument("language", metavar="LANG")
@click.option("--with", "machine", required=True, metavar="NAME", help="The plug-in that translates.")
@click.option("--publication", default="", metavar="ID", help="Only this publication.")
@verb
def pretranslate(page: Page, project: str, **asked: str) -> int:
    """Have a machine guess what is missing; every guess is fuzzy until a person has read it."""
    from utgivelse import pipeline, pretranslating
    from utgivelse.cli import show_memory

    done = pretranslating.pretranslate(pipeline.open_project(find_root(project)), pretranslating.Order(**asked))
    show_memory.pretranslated(page, done)
    is_well = not any(finding.severity == "error" for finding in done.findings)
    return page.flush(ExitCode.OK if is_well else ExitCode.REFUSED)


@click.command()
@click.argument("language", metavar="LANG")
@click.option("--as", "kind", default="xliff", metavar="FORMAT", help="xliff, xliff2, xlsx, csv or tmx.")
@click.option("--publication", default="", metavar="ID", help="Only what this publication needs.")
@click.option("--only", type=click.Choice(["missing", "fuzzy", "open"]), default=None, help="Only what is not done.")
@click.option("--words", type=click.IntRange(1), default=None, metavar="N", help="No more than so many words.")
@click.option("--to", type=click.Path(path_type=Path), default=None, metavar="FILE", help="Where to write it.")
@verb
def send(page: Page, project: str, language: str, only: str | None, words: int | None, **asked: Any) -> int:
    """Write a file for whoever translates into a language: XLIFF, a spreadsheet or a memory."""
    from utgivelse import exchange, pipeline
    from utgivelse.cli import show_exchange

    order = exchange.Order(only=only or "", words=words or 0, **asked)
    return show_exchange.sent(page, exchange.send(pipeline.open_project(find_root(project)), language, order))


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--by", default="", metavar="NAME", help="Who is named beside what could not be taken.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would happen.")
@verb
def receive(page: Page, project: str, files: tuple[Path, ...], by: str, dry: bool) -> int:
    """Put what a translator sent back into the catalog, and say what became of every text."""
    from utgivelse import exchange, pipeline
    from utgivelse.cli import show_exchange

    receipts = exchange.receive(pipeline.open_project(find_root(project)), files, by, dry=dry)
    return show_exchange.received(page, receipts, dry=dry)


VERBS: tuple[click.Command, ...] = (
    extract, update, status, approve, send, receive, remember, estimate, pretranslate
)  # fmt: skip
