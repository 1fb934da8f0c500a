"""Translators: step 3 of the walk, and the way back: texts out, catalogs brought up to date.

Laws:
- Nothing changed, nothing rewritten: a file is written only when its bytes differ.
- A catalog that cannot be read with certainty is refused and left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from utgivelse.asked import asked_languages, translated_languages
from utgivelse.files import PRIVATE, Files, rewrite, write_if_changed
from utgivelse.findings import Finding, Place, ProjectError
from utgivelse.gathering import Gathered, gather
from utgivelse.message import Message, State
from utgivelse.publication import Project
from utgivelse.remembering import recall


@dataclass(frozen=True)
class Catalog:
    """A file of messages as it was left: how many, and whether this run changed it."""

    path: str
    messages: int
    is_changed: bool
    language: str = ""
    missing: int = 0
    fuzzy: int = 0
    findings: tuple[Finding, ...] = ()


def extract(project: Project) -> Catalog:
    """Write the template of all messages: what there is to translate."""
    gathered = gather(Files(project.root), project, translated_languages(project))
    return _extract(project, _due(project, gathered, ""))


def _extract(project: Project, messages: Sequence[Message]) -> Catalog:
    from utgivelse import po

    path = po.template_path(project.domain)
    is_changed = write_if_changed(project.root / path, po.write_pot(messages, project.name))
    return Catalog(path.as_posix(), len(messages), is_changed)


def _due(project: Project, gathered: Gathered, language: str) -> tuple[Message, ...]:
    """A language's catalog asks for what is due in that language, and for nothing else."""
    from utgivelse import localize

    return localize.join_messages(project, {name: found[language] for name, found in gathered.items()}, language)


def update(project: Project, languages: Sequence[str] = ()) -> tuple[Catalog, ...]:
    """Bring the template and the catalogs of these languages (of all, when none is named) up to date.

    ProjectError, after all others were, when one cannot be.
    """
    asked = asked_languages(project, languages)
    files = Files(project.root)
    gathered = gather(files, project, translated_languages(project))
    done = [_extract(project, _due(project, gathered, ""))]
    errors: list[Finding] = []
    for tag in asked:
        try:
            done.append(_update_one(files, project, tag, _due(project, gathered, tag)))
        except ProjectError as failure:
            errors += failure.findings
    if errors:
        raise ProjectError(*errors)
    return tuple(done)


def _update_one(files: Files, project: Project, language: str, messages: tuple[Message, ...]) -> Catalog:
    from utgivelse import po

    found = po.find_catalog(files, project.domain, language)
    path = found or po.catalog_path(project.domain, language)
    place = Place(path.as_posix())
    old = files.read(path) if found else None
    before = po.read_or_begin(old, language, place)
    kept = Path(PRIVATE, "catalogs", f"{language}.po")
    if old is not None and files.exists(kept) and (copy := files.read(kept)) != old:
        po.refuse_cut(before, po.read_catalog(copy), {message.key for message in messages}, place, kept.as_posix())
    recalled = recall(files, project, language, before)
    catalog = recalled.update(before, messages, project, place)
    data = po.write_catalog(catalog)
    is_changed = rewrite(project.root / path, old, data)
    recalled.keep(files, project)
    write_if_changed(project.root / kept, data)
    counts = po.translation_of(catalog, language).count(messages)
    return Catalog(
        path.as_posix(),
        len(messages),
        is_changed,
        language,
        counts[State.MISSING],
        counts[State.FUZZY],
        recalled.findings,
    )
