"""Help and usage errors in the reader's language: our own texts and Click's.

Click asks gettext's current domain for its words, so this room sets it, for the process that the command
line has to itself. Its words stand here to be collected; our own are collected from the commands.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator

import click

from utgivelse.files import shipped
from utgivelse.findings import said
from utgivelse.speech import DOMAIN, terminal_languages

CLICKS = (
    said("Usage:"),
    said("Options"),
    said("Commands"),
    said("Show this message and exit."),
    said("Show the version and exit."),
    said("Error: {message}"),
    said("Try '{command} {option}' for help."),
    said("No such command {name!r}."),
    said("No such option {name!r}."),
    said("Invalid value: {message}"),
    said("Invalid value for {param_hint}: {message}"),
    said("Missing command."),
    said("Missing argument"),
    said("Missing option"),
    said("Missing parameter"),
    said("Aborted!"),
)
"""Click's words, as gettext's keys."""


def speak_clicks_words() -> None:
    """Let Click say its words in the terminal's language; English where that is none."""
    if terminal_languages(os.environ):
        gettext.bindtextdomain(DOMAIN, shipped("locales"))
        gettext.textdomain(DOMAIN)


def put_into(command: click.Command, say: Callable[[str], str]) -> None:
    """Every help text of a command and those below it, said by `say`."""
    command.help = say(command.help or "") or None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = say(parameter.help or "") or None
    if isinstance(command, click.Group):
        for one in command.commands.values():
            put_into(one, say)


def texts(command: click.Command) -> Iterator[str]:
    """Every help text of a command and those below it, for the catalogs."""
    yield command.help or ""
    yield from (parameter.help or "" for parameter in command.params if isinstance(parameter, click.Option))
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from texts(one)
