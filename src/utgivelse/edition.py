"""Edition and Artifact: one publication in one language and format, and the file it becomes.

Laws:
- An edition is the unit of gating, freshness, naming and distribution; a *job* is the unit of
  work: the stale editions of one publication and language, which share one layout.
- Language is part of every path: no edition can overwrite its sister's file.
- These values are small, frozen and picklable: a job runs alike inline, in a child and elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a build with nothing to do makes do without the article's many types
    from utgivelse.article import Article
    from utgivelse.findings import Finding
    from utgivelse.inline import Untranslated
    from utgivelse.publication import Brand, Project, Publication

PSEUDO = "x-pseudo"
"""The language that no one reads: it shows what escapes translation."""

Standing = Literal["current", "stale", "draft", "refused"]


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """publication × language × format; `draft` when it may be built with texts missing."""

    publication: str
    language: str
    format: str
    draft: bool = False

    def path(self, suffix: str) -> str:
        """Where its file lies below the output folder; `suffix` is the format's, e.g. `print.pdf`."""
        draft = "draft." if self.draft else ""
        return f"{self.publication}/{self.language}/{self.publication}.{self.language}.{draft}{suffix}"


@dataclass(frozen=True, slots=True)
class Job:
    """The editions of one publication and language that are to be made together.

    `signed_off` is who lets out what the gate would keep, and why (`Kari Nes: the fair is tomorrow`).
    """

    publication: str
    language: str
    formats: tuple[str, ...]
    draft: bool = False
    signed_off: str = ""

    def editions(self) -> tuple[Edition, ...]:
        """The editions of this job, in the order of its formats."""
        return tuple(Edition(self.publication, self.language, name, self.draft) for name in self.formats)


@dataclass(frozen=True)
class Book:
    """What a theme lays out and a format writes: one publication, wholly in one language.

    Its articles, publication and brand are localized and their variables put in. `words` names
    the language of the theme's own words, which differs from `language` only for the pseudo one.
    `draft` is set when texts are missing and the edition is allowed out all the same; `untranslated`
    then names the publication's and the brand's own texts and the pictures' alternative texts that are not in
    the language, as shown; `own` has the message of every text of publication and brand.
    """

    publication: Publication
    brand: Brand
    articles: tuple[Article, ...]
    language: str
    source_language: str
    draft: bool = False
    untranslated: Mapping[str, Untranslated] = field(default_factory=dict)
    own: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Product:
    """What a format made: the file's bytes, and what is known of them."""

    data: bytes
    pages: int | None = None
    claims: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Artifact:
    """A finished file, or the reason why there is none.

    `companions` are the files that lie beside it, each path with its sha256: the map of its layout.
    `content` is the hash of what readers meet in it; `confirmed` is who confirmed the claim that stands in
    the file, and how, by the names of the manifest; empty where the file says nothing of it. `let_out` is whose
    word let it out past the gate, likewise.
    """

    edition: Edition
    path: str
    media_type: str
    state: Standing
    sha256: str = ""
    bytes: int = 0
    pages: int | None = None
    claims: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    companions: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    confirmed: Mapping[str, str] = field(default_factory=dict)
    let_out: Mapping[str, str | int] = field(default_factory=dict)


def plan_editions(
    project: Project,
    publications: Iterable[str] = (),
    languages: Iterable[str] = (),
    formats: Iterable[str] = (),
) -> tuple[Edition, ...]:
    """The editions that a build is asked for, in the order of the configuration.

    An empty selection means all. `x-pseudo` is made only when it is asked for by name.
    """
    wanted, spoken, shapes = set(publications), tuple(languages), set(formats)
    return tuple(
        Edition(publication.id, language, name)
        for publication in project.publications
        if not wanted or publication.id in wanted
        for language in _languages(publication, spoken)
        for name in publication.formats
        if not shapes or name in shapes
    )


def plan_jobs(editions: Iterable[Edition], signed_off: str = "") -> tuple[Job, ...]:
    """The same editions, those of one publication and language together."""
    jobs: dict[tuple[str, str, bool], list[str]] = {}
    for edition in editions:
        jobs.setdefault((edition.publication, edition.language, edition.draft), []).append(edition.format)
    return tuple(Job(p, language, tuple(names), draft, signed_off) for (p, language, draft), names in jobs.items())


def _languages(publication: Publication, spoken: tuple[str, ...]) -> tuple[str, ...]:
    if not spoken:
        return publication.languages
    return tuple(language for language in (*publication.languages, PSEUDO) if language in spoken)
