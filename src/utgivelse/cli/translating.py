"""The verbs of translators: texts out and in, and how far each language is.

A new one is a function here and its name in `VERBS`.
"""

from __future__ import annotations

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
@verb
def status(page: Page, project: str) -> int:
    """Say how far each publication is in each language."""
    from utgivelse import pipeline

    page.standings(pipeline.status(find_root(project)))
    return page.flush(ExitCode.OK)


VERBS: tuple[click.Command, ...] = (extract, update, status)
