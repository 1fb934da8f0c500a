"""Freshness: what earlier builds left behind, and whether it would come out the same today.

Laws:
- Nothing here looks at a clock or a date: contents decide, by their hashes.
- An edition is fresh when the program's surroundings, what the configuration says of it, and all
  that its making read, looked for and listed are as they were, and its file is what was made.
- A request (the words of a `build`) is remembered too, so that it is answered from hashes alone,
  before the configuration is even validated: that takes a tenth of a second.
- A memory that cannot be read is no memory: everything is made again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import utgivelse
from utgivelse.edition import Artifact, Edition
from utgivelse.files import PRIVATE, Record, hash_of, sha256, write_atomically
from utgivelse.findings import Finding, Measure, Place, Said, Severity, said
from utgivelse.places import Area
from utgivelse.taken import Taken, says_the_same

_SHAPE = 6
"""Counts the shapes of what is stored; another shape is forgotten."""


@dataclass(frozen=True)
class Remembered:
    """One edition as it was made: what it depended on, and what came of it.

    `kept` is what was let out before, where the last attempt was refused; `taken` is what it took of a catalog.
    """

    surroundings: str
    settings: str
    record: Record
    artifact: Artifact
    kept: Artifact | None = None
    title: str = ""
    tools: Mapping[str, str] = field(default_factory=dict)
    taken: Taken | None = None

    @property
    def standing(self) -> Record:
        """What it depended on, with the catalog as it was last found to say the same."""
        if not (self.taken and self.taken.seen):
            return self.record
        return replace(self.record, reads={**self.record.reads, self.taken.path: self.taken.seen})


@dataclass
class Memory:
    """What is known of one output folder.

    Editions by the wish for them; of the manifest its hash, the hash of the standings that it
    tells, and the paths that it names; `written` are all paths that this project ever wrote there.
    """

    editions: dict[Edition, Remembered] = field(default_factory=dict)
    manifest: str = ""
    standings: str = ""
    paths: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True)
class Request:
    """What a `build` asked for, once its configuration was read.

    `settings` has every edition that the project plans, with the hash of what the configuration
    says of it; `confirmed` those for the screen of which somebody confirmed something: the hash of the
    content that was looked at, and the line of the configuration.
    """

    surroundings: str
    loading: Record
    output: str
    wishes: tuple[Edition, ...]
    settings: Mapping[Edition, str]
    findings: tuple[Finding, ...] = ()
    confirmed: Mapping[Edition, tuple[str, int]] = field(default_factory=dict)


@cache
def surroundings() -> str:
    """The hash of the Python, the program and every installed distribution with its plug-ins."""
    parts = [sys.version, sys.implementation.name, utgivelse.__version__, *_own_code()]
    for folder in dict.fromkeys(sys.path):  # one that stands there twice is the same folder
        parts += _distributions(folder)
    return sha256("\n".join(parts).encode())


def _own_code() -> list[str]:
    # a checkout changes without its version changing
    package = os.path.dirname(utgivelse.__file__)  # noqa: PTH120 - this runs in every command
    found = []
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [hash_of(f"{folder}/{name}") for name in sorted(names) if name.endswith(".py")]
    return found


def _distributions(folder: str) -> list[str]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
    except OSError:
        return []
    return [f"{name} {hash_of(f'{folder}/{name}/entry_points.txt')}" for name in names]


def is_fresh(found: Remembered, root: Path, output: Path, known: dict[str, str]) -> bool:
    """Whether making this edition again would give what is there; its settings are the caller's to compare.

    `known` carries hashes from one call to the next.
    """
    if found.surroundings != surroundings() or found.standing.change(root, known):
        return False
    if not has_file(found.artifact):
        return True
    expected = {found.artifact.path: found.artifact.sha256, **found.artifact.companions}
    return all(_hash(str(output / path), known) == content for path, content in expected.items())


def noticed(found: Remembered, root: Path, known: dict[str, str]) -> Remembered:
    """The same, where its catalog has changed and what it took of it has not: then nothing is to be made anew.

    A finding that names a line of the catalog would name another now.
    """
    taken = found.taken
    places = (place for finding in found.artifact.findings for place in (finding.place, finding.beside) if place)
    if taken is None or any(place.file == taken.path and place.line for place in places):
        return found
    if taken.path not in known:
        known[taken.path] = hash_of(root / taken.path)
    now = known[taken.path]
    if now == found.standing.reads.get(taken.path) or not says_the_same(taken, root, now):
        return found
    return replace(found, taken=replace(taken, seen=now))


def _hash(path: str, known: dict[str, str]) -> str:
    if path not in known:
        known[path] = hash_of(path)
    return known[path]


def has_file(artifact: Artifact | None) -> bool:
    """Whether this artifact is a file that was let out."""
    return artifact is not None and artifact.state in ("current", "draft")


_OF_THE_FILE = ("pages", "claims", "companions", "content", "confirmed", "let_out")


def stand(found: Remembered, output: Path, reason: str = "") -> Artifact:
    """The edition as it stands in the output folder: what was made, else stale where an old file is kept.

    With a `reason` even what was made counts as old.
    """
    if has_file(found.artifact) and not reason:
        return found.artifact
    refused = replace(found.artifact, state="refused", reason=reason or found.artifact.reason)
    refused = replace(refused, sha256="", bytes=0, pages=None, claims=(), companions={}, content="")
    refused = replace(refused, confirmed={}, let_out={})
    path = output / refused.path
    if not refused.path or not path.is_file():
        return refused
    old = replace(refused, state="stale", sha256=hash_of(path), bytes=path.stat().st_size)
    kept = found.artifact if has_file(found.artifact) else found.kept
    if not kept or kept.sha256 != old.sha256:
        return old
    own = {name: getattr(kept, name) for name in _OF_THE_FILE}
    return replace(old, **own)


# ── stored ───────────────────────────────────────────────────────────────────────────────────


def load_memory(folder: Path) -> Memory:
    """What is known of the output folder whose memory lies in `folder`."""
    path = folder / "memory.json"
    try:
        data = json.loads(path.read_bytes())
        if data["shape"] != _SHAPE:
            return Memory()
        editions = {
            Edition(*entry["wish"]): Remembered(
                entry["surroundings"],
                entry["settings"],
                record_of(entry["record"]),
                _artifact(entry["artifact"]),
                _artifact(entry["kept"]) if entry["kept"] else None,
                entry["title"],
                entry["tools"],
                _taken(entry["taken"]),
            )
            for entry in data["editions"]
        }
        return Memory(editions, data["manifest"], data["standings"], tuple(data["paths"]), tuple(data["written"]))
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory(unreadable=True)


def save_memory(folder: Path, memory: Memory) -> None:
    """Keep what is known, for the next build."""
    editions = [
        {
            "wish": _wish(wish),
            "surroundings": found.surroundings,
            "settings": found.settings,
            "record": asdict(found.record),
            "artifact": _artifact_data(found.artifact),
            "kept": _artifact_data(found.kept) if found.kept else None,
            "title": found.title,
            "tools": dict(found.tools),
            "taken": asdict(found.taken) if found.taken else None,
        }
        for wish, found in sorted(memory.editions.items())
    ]
    data = {
        "shape": _SHAPE,
        "manifest": memory.manifest,
        "standings": memory.standings,
        "paths": memory.paths,
        "written": memory.written,
    }
    _store(folder / "memory.json", {**data, "editions": editions})


def load_request(root: Path, words: str) -> Request | None:
    """What this request meant the last time, if the configuration still reads the same."""
    try:
        data = json.loads(_request_path(root, words).read_bytes())
        found = Request(
            data["surroundings"],
            record_of(data["loading"]),
            data["output"],
            tuple(Edition(*wish) for wish in data["wishes"]),
            {Edition(*wish): settings for wish, settings in data["settings"]},
            tuple(_finding(finding) for finding in data["findings"]),
            {Edition(*wish): (content, line) for wish, content, line in data["confirmed"]},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.surroundings == surroundings() and not found.loading.change(root) else None


def save_request(root: Path, words: str, request: Request) -> None:
    """Remember what this request meant."""
    data = {
        "surroundings": request.surroundings,
        "loading": asdict(request.loading),
        "output": request.output,
        "wishes": [_wish(wish) for wish in request.wishes],
        "settings": [[_wish(wish), settings] for wish, settings in request.settings.items()],
        "findings": [_finding_data(finding) for finding in request.findings],
        "confirmed": [[_wish(wish), *what] for wish, what in request.confirmed.items()],
    }
    _store(_request_path(root, words), data)


def _request_path(root: Path, words: str) -> Path:
    return root / PRIVATE / "requests" / (sha256(words.encode())[:16] + ".json")


def _store(path: Path, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, default=str).encode()
    if not path.is_file() or path.read_bytes() != text:
        write_atomically(path, text, durable=False)


def _wish(wish: Edition) -> list[Any]:
    return [wish.publication, wish.language, wish.format, wish.draft]


def _taken(data: Mapping[str, Any] | None) -> Taken | None:
    return Taken(**{**data, "messages": tuple(data["messages"])}) if data else None


def record_of(data: Mapping[str, Any]) -> Record:
    """The record that `asdict` has told."""
    return Record(data["reads"], tuple(data["present"]), tuple(data["absent"]), data["listings"])


def _finding(data: Mapping[str, Any]) -> Finding:
    message, hint = (text_of(data[name]) for name in ("message", "hint"))
    measure = data["measure"]
    return Finding(
        data["code"],
        Severity(data["severity"]),
        message,
        hint,
        _place(data["place"]),
        Measure(**measure) if measure else None,
        _place(data["beside"]) if data["beside"] else None,
    )


def _place(data: Mapping[str, Any]) -> Place:
    area = Area(*data["area"]) if data["area"] else None
    return Place(**{**data, "area": area, "object": text_of(data["object"])})


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": text_data(finding.message),
        "hint": text_data(finding.hint),
        "place": {**asdict(finding.place), "object": text_data(finding.place.object)},
        "measure": asdict(finding.measure) if finding.measure else None,
        "beside": asdict(finding.beside) if finding.beside else None,
    }


def text_of(data: Any) -> Any:
    """The text that `text_data` has told."""
    if not isinstance(data, dict):
        return data
    return said(data["template"], **{name: text_of(value) for name, value in data["values"].items()})


def text_data(text: object) -> Any:
    """A text as JSON: one that can be said in another language keeps its template, and `text_of` gives it back."""
    if isinstance(text, Said):
        return {"template": text.template, "values": {name: text_data(value) for name, value in text.values.items()}}
    return text if isinstance(text, str | int | float) else str(text)


def _artifact(data: Mapping[str, Any]) -> Artifact:
    values = dict(data)
    values["edition"] = Edition(**values["edition"])
    values["findings"] = tuple(_finding(finding) for finding in values["findings"])
    values["claims"] = tuple(values["claims"])
    values["reason"] = text_of(values["reason"])
    return Artifact(**values)


def _artifact_data(artifact: Artifact) -> dict[str, Any]:
    return {
        **asdict(replace(artifact, findings=(), reason="")),
        "findings": [_finding_data(finding) for finding in artifact.findings],
        "reason": text_data(artifact.reason),
    }


def settings_hash(*values: object) -> str:
    """The hash of what the configuration says: frozen values, by their content."""
    return sha256(repr(values).encode())
