"""Remembering: step 3 keeps what people approved, and offers it where a message has nothing.

`locales/<lang>/memory.tmx` lies beside the catalog's folder. Laws:
- `update` and `remember` write the approved translations into it; other people's units stay as they stand. An
  approval that is taken back is forgotten. A catalog that is refused teaches nothing.
- A memory that cannot be read is told and left alone: the update goes on without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.asked import asked_languages
from utgivelse.files import Files, write_if_changed
from utgivelse.findings import Finding, Place, ProjectError, Severity, error, said, warning
from utgivelse.language import gettext_name, normalise_tag
from utgivelse.tongues import tongue

if TYPE_CHECKING:
    from utgivelse.memory import Memory
    from utgivelse.message import Message
    from utgivelse.po import PoFile
    from utgivelse.publication import Project
    from utgivelse.tmx import Tmx, Unit

_SIGN = "# approved:"


@dataclass(frozen=True)
class Remembered:
    """A memory as it was left: how many pairs are in it, how many of them are new, whether the file changed."""

    path: str
    language: str
    units: int
    new: int
    is_changed: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Recall:
    """What the memory of a language has to offer to a catalog; empty where there is none, or a broken one.

    `learnt` is the memory with what is approved in the catalog, to be kept when that was not refused.
    """

    memory: Memory
    language: str
    findings: tuple[Finding, ...] = ()
    learnt: Tmx | None = None

    def update(self, catalog: PoFile, messages: Sequence[Message], project: Project, place: Place) -> PoFile:
        """The catalog brought up to these messages, with what the memory has for those that have nothing."""
        from utgivelse import memory, po

        if not self.memory.units:
            return po.update_catalog(catalog, messages, self.language, project.name, place)
        known = memory.with_exact(catalog, messages, self.memory)
        merged = po.update_catalog(known, messages, self.language, project.name, place)
        return memory.with_similar(merged, self.memory)

    def keep(self, files: Files, project: Project) -> None:
        """Write what was learnt."""
        if self.learnt is not None:
            _write(project, self.learnt, memory_path(files, self.language), self.language)


def memory_path(files: Files, language: str) -> Path:
    """Where the memory of a language lies; its folder may be written with an underscore or a hyphen."""
    spelt, other = (Path("locales", name, "memory.tmx") for name in (gettext_name(language), normalise_tag(language)))
    return other if not files.exists(spelt) and files.exists(other) else spelt


def recall(files: Files, project: Project, language: str, catalog: PoFile) -> Recall:
    """The memory of a language, with what it learns from this catalog; nothing is written yet."""
    from utgivelse.memory import Memory

    path = memory_path(files, language)
    is_approved = any(line.startswith(_SIGN) for entry in catalog.entries for line in entry.comments)
    if not (is_approved or files.exists(path)):
        return Recall(Memory(), language)
    try:
        tmx = _load(files, project, path, language)
    except ProjectError as failure:
        return Recall(Memory(), language, _told(failure))
    tmx, findings = _learnt(tmx, catalog, path)
    return Recall(Memory(tmx.units), language, findings, tmx)


def remember(project: Project, languages: Sequence[str] = ()) -> tuple[Remembered, ...]:
    """Write what is approved in these languages (in all, when none is named) into their memories."""
    return tuple(_remember(Files(project.root), project, language) for language in asked_languages(project, languages))


def _remember(files: Files, project: Project, language: str) -> Remembered:
    from utgivelse import po

    found = po.find_catalog(files, project.domain, language)
    place = Place(found.as_posix() if found else "")
    path = memory_path(files, language)
    before = _load(files, project, path, language)
    catalog = po.read_or_begin(files.read(found) if found else None, language, place)
    after, findings = _learnt(before, catalog, path)
    return replace(_left(project, before, after, path, language), findings=findings)


def forget(files: Files, project: Project, language: str, before: PoFile, after: PoFile) -> None:
    """Take out of the memory what is approved in the first of two catalogs and not in the second any more."""
    from utgivelse import memory

    path = memory_path(files, language)
    if not files.exists(path):
        return
    kept = {_pair(unit) for unit in memory.approved(after)}
    gone = {pair for unit in memory.approved(before) if (pair := _pair(unit)) not in kept}
    known = _load(files, project, path, language)
    units = tuple(unit for unit in known.units if not (unit.own and _pair(unit) in gone))
    _write(project, replace(known, units=units), path, language)


def _pair(unit: Unit) -> tuple[str, str, str]:
    return unit.source, unit.context, unit.target


def take_in(project: Project, language: str, file: Path) -> Remembered:
    """Add somebody else's TMX to the memory of a language; ProjectError when nothing in it is of use."""
    from utgivelse import memory, tmx

    asked_languages(project, (language,))
    files = Files(project.root)
    path = memory_path(files, language)
    before = _load(files, project, path, language)
    theirs = tmx.read_tmx(_data(file), project.source_language, language, Place(str(file)))
    if not any(unit.source.strip() and unit.target.strip() for unit in theirs.units):
        raise ProjectError(_no_pair(project, language, theirs.languages, Place(str(file))))
    after = replace(before, units=memory.added(before.units, theirs.units, file))
    return _left(project, before, after, path, language)


def _left(project: Project, before: Tmx, after: Tmx, path: Path, language: str) -> Remembered:
    known = set(before.units)
    new = sum(unit not in known for unit in after.units)
    is_changed = _write(project, after, path, language)
    pairs = sum(bool(unit.source) for unit in after.units)
    return Remembered(path.as_posix(), language, pairs, new, is_changed)


def load_units(files: Files, project: Project, language: str) -> tuple[Tmx, tuple[Finding, ...]]:
    """The memory of a language; one that cannot be read is empty, and told as a warning."""
    from utgivelse import tmx

    try:
        return _load(files, project, memory_path(files, language), language), ()
    except ProjectError as failure:
        return tmx.new_tmx(project.source_language), _told(failure)


def _told(failure: ProjectError) -> tuple[Finding, ...]:
    return tuple(replace(one, severity=Severity.WARNING) for one in failure.findings)


def _load(files: Files, project: Project, path: Path, language: str) -> Tmx:
    from utgivelse import tmx

    if not files.exists(path):
        return tmx.new_tmx(project.source_language)
    place = Place(path.as_posix())
    found = tmx.read_tmx(files.read(path), project.source_language, language, place)
    if found.languages and not any(unit.source for unit in found.units):
        raise ProjectError(_no_pair(project, language, found.languages, place))
    return found


def _learnt(before: Tmx, catalog: PoFile, path: Path) -> tuple[Tmx, tuple[Finding, ...]]:
    from utgivelse import memory, tmx

    approved = list(memory.approved(catalog))
    held = [unit for unit in approved if all(map(tmx.is_held, (unit.source, unit.target, unit.context, unit.by)))]
    findings = tuple(_unheld(unit.source, path) for unit in approved if unit not in held)
    return replace(before, units=memory.remembered(before.units, held)), findings


def _write(project: Project, found: Tmx, path: Path, language: str) -> bool:
    from utgivelse import tmx

    if not found.units and not (project.root / path).is_file():
        return False
    return write_if_changed(project.root / path, tmx.write_tmx(found, project.source_language, language))


def _data(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failure:
        text = said("{file} cannot be read: {why}", file=file, why=failure.strerror)
        raise ProjectError(error("F04", text, place=Place(str(file)))) from None


def _no_pair(project: Project, language: str, found: Sequence[str], place: Place) -> Finding:
    names = {"source": tongue(project.source_language), "target": tongue(language)}
    return error(
        "M92",
        said(
            "the translation memory has nothing from {source} to {target}; its languages: {found}",
            found=", ".join(found) or "–",
            **names,
        ),
        said("export it with both languages, or name the language that it is in"),
        place,
    )


def _unheld(text: str, path: Path) -> Finding:
    return warning(
        "M91",
        said("the approved translation of «{text}» has a character that TMX cannot hold", text=text[:50]),
        said("it is not remembered; type the place again"),
        Place(path.as_posix()),
    )
