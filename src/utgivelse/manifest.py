"""The manifest: what lies in an output folder, edition by edition, for people's scripts and for outlets.

Laws:
- Its shape is published as `docs/schema/manifest.json`, made from the models here.
- It knows no clock: the same editions give the same bytes.
- It is replaced last and atomically, so what it names was there before it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from utgivelse.edition import Artifact, Edition
from utgivelse.findings import Finding, Place
from utgivelse.freshness import Remembered


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ManifestMeasure(_Model):
    """What was measured, and the limit it was held against."""

    found: float
    limit: float
    unit: str


class ManifestBeside(_Model):
    """The other end of what is translated: the article's line of a catalog's, or the catalog's of a page's."""

    file: str
    line: int = 0
    page: int = 0
    area: tuple[float, float, float, float] | None = None


class ManifestFinding(_Model):
    """Something that was found in an edition's sources or in its file."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    page: int = 0
    area: tuple[float, float, float, float] | None = Field(
        None, description="left, top, width and height in mm from the trimmed page's top left corner"
    )
    object: str = ""
    block: str = ""
    measure: ManifestMeasure | None = None
    beside: ManifestBeside | None = None


class ManifestConfirmation(_Model):
    """Who looked at the content and found that everyone can read it, as `utgivelse.toml` says it."""

    by: str
    date: datetime.date
    content: str = Field(pattern="^[0-9a-f]{64}$", description="the hash of what was looked at")
    note: str = Field("", description="how it was looked at")
    credential: str = Field("", description="an address; empty: not given")
    report: str = Field("", description="an address; empty: not given")


class ManifestLetOut(_Model):
    """Whose word let an edition out past the gate, and how many texts it was given for."""

    by: str
    reason: str
    missing: int = Field(description="texts for which the source stands in, as the configuration allows")
    fuzzy: int = Field(description="texts that are translated from an older source, and stand as they are")
    unapproved: int = Field(description="texts that nobody approved, where the gate asks for it")
    catalog: str = Field(pattern="^[0-9a-f]{64}$", description="the hash of the catalog that it was given for")


class Source(_Model):
    """A file of the project that the edition was made from."""

    path: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Entry(_Model):
    """One edition: a file in the output folder, or the reason why there is none."""

    publication: str
    language: str
    format: str
    draft: bool = Field(description="made although texts were missing, and marked so on every page")
    state: Literal["current", "stale", "draft", "refused"] = Field(
        description="stale: an old file, kept because the edition was refused or failed; refused: no file"
    )
    reason: str = Field("", description="why an edition is stale or refused")
    path: str | None = Field(description="relative to the output folder; null when there is no file")
    media_type: str
    sha256: str | None
    bytes: int | None
    pages: int | None
    places: str | None = Field(
        None, description="what stands where on its pages, as docs/schema/places.json describes; relative likewise"
    )
    title: str
    content: str | None = Field(
        None, description="the hash of what readers meet in it, which a confirmation is bound to; null when unknown"
    )
    claims: tuple[str, ...] = Field(description="standards that the file says it conforms to")
    confirmed: ManifestConfirmation | None = Field(
        None, description="who answers for the claim in the file that only a person can make; null when nobody does"
    )
    let_out: ManifestLetOut | None = Field(None, description="null where the gate was open")
    findings: tuple[ManifestFinding, ...]
    sources: tuple[Source, ...]
    tools: dict[str, str] = Field(description="versions of what it was made with")

    @property
    def edition(self) -> Edition:
        """Which edition this is."""
        return Edition(self.publication, self.language, self.format, self.draft)


class Manifest(_Model):
    """Every edition of an output folder."""

    version: Literal[1] = 1
    editions: tuple[Entry, ...]


def manifest_schema() -> bytes:
    """The JSON Schema of the manifest, as it is published."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Manifest.model_json_schema()}
    return _dump(schema)


def read_manifest(data: bytes) -> tuple[Entry, ...] | None:
    """The entries of a manifest; None when it is none of ours."""
    try:
        return Manifest.model_validate_json(data).editions
    except ValidationError:
        return None


def write_manifest(entries: Iterable[Entry]) -> bytes:
    """The manifest that lists these entries, in the order of their editions."""
    manifest = Manifest(editions=tuple(sorted(entries, key=lambda entry: entry.edition)))
    return _dump(manifest.model_dump(mode="json"))


def entry_of(found: Remembered, artifact: Artifact) -> Entry:
    """How the manifest lists an edition that was made as `found` and stands as `artifact`."""
    is_there = artifact.state != "refused"
    return Entry(
        publication=artifact.edition.publication,
        language=artifact.edition.language,
        format=artifact.edition.format,
        draft=artifact.edition.draft,
        state=artifact.state,
        reason=artifact.reason,
        path=artifact.path if is_there else None,
        media_type=artifact.media_type,
        sha256=artifact.sha256 if is_there else None,
        bytes=artifact.bytes if is_there else None,
        pages=artifact.pages,
        places=next(iter(artifact.companions), None),
        title=found.title,
        content=artifact.content or None,
        claims=artifact.claims,
        confirmed=ManifestConfirmation.model_validate(artifact.confirmed) if artifact.confirmed else None,
        let_out=ManifestLetOut.model_validate(artifact.let_out) if artifact.let_out else None,
        findings=tuple(map(_finding, artifact.findings)),
        sources=tuple(
            Source(path=path, sha256=content) for path, content in found.record.reads.items() if _is_source(path)
        ),
        tools=dict(found.tools),
    )


def _is_source(path: str) -> bool:
    return not path.startswith(("@", "/"))


def _finding(finding: Finding) -> ManifestFinding:
    return ManifestFinding(
        code=finding.code,
        severity=finding.severity.value,
        message=str(finding.message),
        hint=str(finding.hint),
        file=finding.place.file,
        line=finding.place.line,
        page=finding.place.page,
        area=finding.place.area,
        object=str(finding.place.object),
        block=finding.place.block,
        measure=ManifestMeasure(**asdict(finding.measure)) if finding.measure else None,
        beside=_beside(finding.beside) if finding.beside else None,
    )


def _beside(place: Place) -> ManifestBeside:
    return ManifestBeside(file=place.file, line=place.line, page=place.page, area=place.area)


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(manifest_schema())
