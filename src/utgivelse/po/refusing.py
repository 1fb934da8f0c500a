"""Refusing: catalogs that can be read and must not be brought up to date, since words would be mixed up or lost."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.po.entry import Entry, Key, PoFile

_OURS = 0.1
"""A catalog with less than this share of today's texts, and another project's name, is another project's."""

_LINE = 60
"""Programs break a longer text, and begin it with an empty line."""

_NAMELESS = ("", "PACKAGE VERSION", "PROJECT VERSION")


def refuse_strangers(catalog: PoFile, wanted: Sequence[Entry], project: str, place: Place) -> None:
    """ProjectError for the catalog of another project, and for one with two translations of one text."""
    findings = (*_doubles(catalog, place), *_other_project(catalog, wanted, project, place))
    if findings:
        raise ProjectError(*findings)


def refuse_cut(catalog: PoFile, before: PoFile, asked: Container[Key], place: Place, kept: str) -> None:
    """ProjectError when a file ends earlier than `before`, its copy of the last update, and words that count are gone.

    A full disk and a broken upload do that; nobody deletes the last texts of today by hand.
    """
    known = len(catalog.active)
    if [entry.key for entry in catalog.active] != [entry.key for entry in before.active[:known]]:
        return
    gone = sum(entry.worded and entry.key in asked for entry in before.active[known:])
    if known and not catalog.obsolete:
        gone += _is_cut(catalog.active[-1], before.active[known - 1])
    if gone:
        raise ProjectError(
            error(
                "M17",
                said("the catalog is cut: of {count} translations at its end there is no more, or not all", count=gone),
                said("fetch the whole file again; if it is meant to be so, delete {kept}", kept=kept),
                Place(place.file, catalog.active[-1].line if known else 0),
            )
        )


def _is_cut(entry: Entry, before: Entry) -> bool:
    """Whether the translation breaks off where a line of the file ended."""
    now, then = entry.strings[-1], before.strings[-1]
    has_lines = "\n" in then or len(then) > _LINE
    return now != then and then.startswith(now) and (now[-1:].isspace() if now else has_lines)


def _doubles(catalog: PoFile, place: Place) -> Iterator[Finding]:
    """An obsolete entry beside another of its text: gettext's programs refuse such files, and one would be lost."""
    seen: dict[Key, Entry] = {}
    for entry in (*catalog.active, *catalog.obsolete):
        first = seen.setdefault(entry.key, entry)
        if first is not entry and any(first.strings) and any(entry.strings) and first.strings != entry.strings:
            yield error(
                "M15",
                said(
                    "the message «{text}» has two translations, in line {first} and here",
                    text=entry.text[:60],
                    first=first.line,
                ),
                said("keep one of the two"),
                Place(place.file, entry.line),
            )


def _other_project(catalog: PoFile, wanted: Sequence[Entry], project: str, place: Place) -> Iterator[Finding]:
    found = catalog.fields.get("Project-Id-Version", "")
    if not project or found in _NAMELESS or found.casefold().startswith(project.casefold()):
        return
    ours = {entry.text for entry in wanted}
    theirs = [entry for entry in catalog.entries if any(entry.strings)]
    if theirs and sum(entry.text in ours for entry in theirs) < _OURS * len(theirs):
        yield error(
            "M16",
            said("the catalog is that of the project «{found}», expected «{project}»", found=found, project=project),
            said(
                "put the right file there; if this is it, write `Project-Id-Version: {project}` into its header",
                project=project,
            ),
            Place(place.file, catalog.header.line),
        )
