"""The verbs of translators: texts out and in, and how far each language is.

A new one is a function here and its name in `VERBS`.
"""

from __future__ import annotations

import datetime
from typing import Any

import click

from utgivelse.cli.show import Page
from utgivelse.cli.verb import find_root, verb
from utgivelse.findings import ExitCode


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


VERBS: tuple[click.Command, ...] = (extract, update, status, approve)
