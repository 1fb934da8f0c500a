"""Refusing: catalogs that can be read and must not be brought up to date, since words would be mixed up or lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.po.entry import Entry, Key, PoFile

_OURS = 0.1
"""A catalog with less than this share of today's texts, and another project's name, is another project's."""

_NAMELESS = ("", "PACKAGE VERSION", "PROJECT VERSION")


def refuse_strangers(catalog: PoFile, wanted: Sequence[Entry], project: str, place: Place) -> None:
    """ProjectError for the catalog of another project, and for one with two translations of one text."""
    findings = (*_doubles(catalog, place), *_other_project(catalog, wanted, project, place))
    if findings:
        raise ProjectError(*findings)


def refuse_cut(data: bytes, before: bytes, place: Place) -> None:
    """ProjectError when a file is the beginning of what it was after the last update, and ends within an entry.

    What ends after a whole entry may be an older version of it, and loses nothing here.
    """
    rest = before[len(data) :] if before.startswith(data) else b""
    if rest and not rest.startswith(b"\n") and not data.endswith(b"\n\n"):
        raise ProjectError(
            error(
                "M17",
                said("the catalog is cut: {lines} lines that it had are gone", lines=rest.count(b"\n")),
                said("fetch an older version of the file, or take out the entry that it breaks off in"),
                Place(place.file, data.count(b"\n") + 1),
            )
        )


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
