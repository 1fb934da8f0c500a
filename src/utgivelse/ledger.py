"""The ledger: what stands in an output folder, told to the manifest and to whoever asked for a build.

Laws:
- The manifest is replaced last, and only when it would say something else than it does.
- Editions that this build was not asked for keep their entries, also when the memory is lost.
- A file that no edition owns is named; it is removed only when that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utgivelse.edition import Artifact, Edition
from utgivelse.files import hash_of, sha256, write_atomically
from utgivelse.findings import ExitCode, Finding, said, warning
from utgivelse.freshness import Memory, Request, has_file, settings_hash
from utgivelse.output import MANIFEST, remove, strangers

if TYPE_CHECKING:
    from utgivelse.manifest import Entry


@dataclass(frozen=True)
class Report:
    """What a build came to: the editions asked for, every stale file, findings, and files without an edition."""

    output: Path
    artifacts: tuple[Artifact, ...]
    stale: tuple[Artifact, ...] = ()
    findings: tuple[Finding, ...] = ()
    strangers: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """Whether every edition asked for came out."""
        is_well = all(has_file(artifact) for artifact in self.artifacts)
        return ExitCode.OK if is_well else ExitCode.REFUSED


def report(
    request: Request,
    memory: Memory,
    standings: Mapping[Edition, Artifact],
    findings: Iterable[Finding],
    *,
    prune: bool,
) -> Report:
    """What there is to say at the end of a build; with `prune`, files without an edition are removed."""
    output = Path(request.output)
    artifacts = tuple(_asked_for(wish, standings) for wish in request.wishes)
    found = (finding for artifact in artifacts for finding in artifact.findings)
    unowned = tuple(name for name in strangers(output, {MANIFEST, *memory.paths}) if name in memory.written)
    if prune:
        remove(output, unowned)
    return Report(
        output=output,
        artifacts=artifacts,
        stale=tuple(artifact for artifact in _by_edition(standings).values() if artifact.state == "stale"),
        findings=tuple(dict.fromkeys((*findings, *found))),
        strangers=() if prune else unowned,
        pruned=unowned if prune else (),
    )


def write_manifest_if_changed(
    request: Request, memory: Memory, standings: Mapping[Edition, Artifact]
) -> tuple[Finding, ...]:
    """Bring the manifest up to date with the standings; say so when what was there could not be read."""
    path = Path(request.output) / MANIFEST
    told = settings_hash(sorted(standings.items()), sorted(request.settings))
    if memory.standings == told and hash_of(path) == memory.manifest:
        return ()
    from utgivelse.manifest import entry_of, write_manifest

    old, findings = _entries_before(path, request)
    out = {artifact.edition for artifact in standings.values()}
    out |= {replace(edition, draft=True) for edition in out if not edition.draft and has_file(standings.get(edition))}
    entries = {entry.edition: entry for entry in old if entry.edition not in out}
    for artifact in _by_edition(standings).values():
        wish = next(wish for wish, standing in standings.items() if standing is artifact)
        entries[artifact.edition] = entry_of(memory.editions[wish], artifact)
    data = write_manifest(entries.values())
    if hash_of(path) != sha256(data):
        write_atomically(path, data)
    memory.manifest, memory.standings = sha256(data), told
    memory.paths = tuple(sorted({path for entry in entries.values() for path in (entry.path, entry.places) if path}))
    memory.written = tuple(sorted({*memory.written, *memory.paths}))
    return findings if not memory.unreadable else (*findings, _forgotten())


def _entries_before(path: Path, request: Request) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """What the manifest says of editions that the project still plans and whose files are there."""
    from utgivelse.manifest import read_manifest

    if not path.is_file():
        return (), ()
    entries = read_manifest(path.read_bytes())
    if entries is None:
        return (), (warning("F08", said("{file} could not be read and was made anew", file=path)),)
    planned = request.settings
    return tuple(
        entry
        for entry in entries
        if replace(entry.edition, draft=False) in planned and (not entry.path or (path.parent / entry.path).is_file())
    ), ()


def _forgotten() -> Finding:
    return warning("F09", said("the memory of earlier builds could not be read; every edition was made anew"))


def _by_edition(standings: Mapping[Edition, Artifact]) -> dict[Edition, Artifact]:
    # the wish for a draft may have led to the edition itself: then the plain wish, later in order, speaks for it
    ordered = sorted(standings.items(), key=lambda item: (not item[0].draft, item[0]))
    return {artifact.edition: artifact for _, artifact in ordered}


def _asked_for(wish: Edition, standings: Mapping[Edition, Artifact]) -> Artifact:
    return standings.get(wish) or standings[replace(wish, draft=False)]
