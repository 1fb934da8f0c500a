"""What every verb has: its flags, the page it writes on, and the project's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from utgivelse.findings import ProjectError, error, said

CONFIGURATION = "utgivelse.toml"


def verb(function: Callable[..., int]) -> Callable[..., int]:
    """The flags that every verb has."""
    for flag in (
        click.option("-v", "--verbose", is_flag=True, help="Show notes as well.", expose_value=False),
        click.option("-q", "--quiet", is_flag=True, help="Show only what is wrong.", expose_value=False),
        click.option("--json", "as_json", is_flag=True, help="Answer with JSON.", expose_value=False),
        click.option("--project", "project", metavar="DIR", default="", help="Where the project lies."),
    ):
        function = flag(function)
    return click.pass_obj(function)


def find_root(directory: str) -> Path:
    """The project's folder: the one named, else this one or the nearest above that has a configuration."""
    if directory:
        found = Path(directory)
        if not (found / CONFIGURATION).is_file():
            raise ProjectError(_no_project(found))
        return found
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIGURATION).is_file():
            return folder
    raise ProjectError(_no_project(here))


def _no_project(folder: Path) -> Any:
    return error(
        "U03",
        said("there is no {file} in {folder}", file=CONFIGURATION, folder=folder),
        said("`cd` into a project, name one with `--project DIR`, or make one with `utgivelse init DIR`"),
    )
