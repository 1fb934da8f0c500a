"""The contracts of every plug-in, and how one is found.

Laws:
- A plug-in is a value: a frozen dataclass with data and one function, named at the foot of its
  file and in one line of its distribution's entry points (`utgivelse.importers`, `.formats`,
  `.checks`, `.proofreaders`, `.outlets`, `.executors`, `.exchanges`, `.themes`,
  `.machines`). Built-in ones are declared the same way.
- One is loaded when it is asked for, and only that one. A broken plug-in is named with its
  distribution and stops only what asked for it; two of one name are an error that names both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from utgivelse.findings import Finding, PluginError, Severity, error, said

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from utgivelse.article import Article
    from utgivelse.consignment import Consignment, Returned
    from utgivelse.edition import Artifact, Book, Edition, Job, Product
    from utgivelse.files import Files
    from utgivelse.preflight import Subject
    from utgivelse.proofreading.pair import Pair
    from utgivelse.publication import Confirmation, Project, Publication
    from utgivelse.typeset import Layout


Work = Callable[["Project", "Job", Callable[[Any], None]], Any]
"""A job done: (project, job, tell) → the answer."""


@dataclass(frozen=True)
class Imported:
    """What an importer made of a foreign text: an article, its pictures, and a report.

    `pictures` maps a path below the project to bytes. `findings` say what was cut or guessed, and
    why: every sentence of the source is in the article or in a finding.
    """

    article: Article
    pictures: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Importer:
    """Foreign text in, an article out; chosen by the source's suffix (`.txt`, `.html`, …)."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, str], Imported]
    """(bytes of the source, its name, source language) → what was found."""


@dataclass(frozen=True)
class Workshop:
    """What a format may use beside the book: the disk, and the layout if it asked for one, or names its pages."""

    project: Project
    files: Files
    layout: Layout | None = None
    confirmed: Confirmation | None = None
    """What a person confirmed of exactly this content; None in a draft, and when nobody did."""


@dataclass(frozen=True)
class Format:
    """A kind of file that editions come in.

    `suffix` ends the file's name (`print.pdf`, `pdf`, `epub`); `needs` says what it is made from:
    `layout`, the publication's laid-out pages, or `articles`, the book alone. A `press` file is to be
    printed: it is held against the publication's press profile. `pages_of` is another format whose pages it
    names: where the publication comes in that one too, the layout is there for it, unless that failed. An
    `attests` file says who confirmed that everyone can read it.
    """

    name: str
    suffix: str
    media_type: str
    needs: Literal["layout", "articles"]
    produce: Callable[[Book, Workshop], Product]
    press: bool = False
    pages_of: str = ""
    attests: bool = False


@dataclass(frozen=True)
class Check:
    """A question put to a finished file of the media types it names.

    `press` ones are put only to what is to be printed, `readers` ones only to what is not.
    """

    name: str
    media_types: tuple[str, ...]
    run: Callable[[Subject], tuple[Finding, ...]]
    press: bool = False
    readers: bool = False


@dataclass(frozen=True)
class Doubt:
    """What a proofreader has to say of one translation; without a severity, its proofreader's holds."""

    code: str
    message: str
    hint: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Proofreader:
    """A question put to every translation of a message.

    An error stops the edition; a single doubt may weigh less than its proofreader, never more. `name` is what a
    translator writes to accept what it says (`# accepted: numbers: …`); what is `final` cannot be accepted, since
    it could not be printed.
    """

    name: str
    severity: Severity
    read: Callable[[Pair], Iterator[Doubt]]
    final: bool = False


@dataclass(frozen=True)
class Ready:
    """An edition that is up to date: what is known of it, its file, and its title in its own language."""

    artifact: Artifact
    file: Path
    title: str


@dataclass(frozen=True)
class Delivery:
    """What an outlet is to hand on, and how it is asked to.

    It writes into `folder` and nowhere else, and removes nothing there that it does not write anew.
    `say` puts a text into `language`, that of whoever typed the command. `signed_off` is who lets out
    what is not proven, and why (`Kari Nes: the shop has seen it`); empty when nobody does. `beside` are the
    other editions of the same publications that are up to date: the source language's, other formats; `articles`
    reads a publication's articles as they were written.
    """

    project: Project
    ready: tuple[Ready, ...]
    folder: Path
    say: Callable[[str], str]
    language: str = "en"
    signed_off: str = ""
    beside: tuple[Ready, ...] = ()
    articles: Callable[[Publication], tuple[Article, ...]] = lambda _: ()


@dataclass(frozen=True)
class Delivered:
    """What an outlet wrote; an error among its findings means that an edition was held back."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def build_line(edition: Edition, *, drafts: bool = False) -> str:
    """What to type to have an edition, or its draft if it cannot be let out."""
    draft = " --draft" if drafts else ""
    return f"utgivelse build {edition.publication} -l {edition.language} -f {edition.format}{draft}"


@dataclass(frozen=True)
class Outlet:
    """A way of handing editions on: a bundle, a site, a feed; `formats` are those it takes.

    One whose papers stay with those who make the publication takes `drafts` as well, where there is no edition yet.
    """

    name: str
    formats: tuple[str, ...]
    deliver: Callable[[Delivery], Delivered]
    drafts: bool = False


@dataclass(frozen=True)
class Executor:
    """A place where jobs run.

    `run(work, project, jobs, workers, tell)` calls `work(project, job, tell)` for each job, at most
    `workers` at a time, and yields (job, its answer) as they come; the answer is a `Failure` where
    the work died. `work` is importable by name in a fresh process; `tell` hears how far a job is.
    """

    name: str
    run: Callable[[Work, Project, tuple[Job, ...], int, Callable[[Any], None]], Iterator[tuple[Job, Any]]]


@dataclass(frozen=True)
class Exchange:
    """A kind of file that goes to translators and comes back.

    `suffix` ends the name of what is sent, `suffixes` are those it is known by when it returns; where two
    kinds share one, `mark` is what stands at the beginning of this one's files. A `memory` holds finished
    pairs: it goes out, and what comes in is for looking up, never for a catalog.
    """

    name: str
    suffix: str
    suffixes: tuple[str, ...]
    write: Callable[[Consignment], bytes]
    read: Callable[[bytes, str], Returned]
    """(bytes of the file, its name) → what it holds."""
    mark: str = ""
    memory: bool = False


@dataclass(frozen=True)
class Theme:
    """A theme that a distribution offers: the folder of its templates."""

    name: str
    folder: Path


@dataclass(frozen=True)
class Sentence:
    """A message as a machine gets it: XML without a root.

    Markup that holds words is `<g id="1">words</g>`, what must stay as it is `<x id="2"/>`; `&`, `<` and `>`
    are escaped. `role` says what it is (`heading`, `cell`, …; empty for running text), `notes` what its
    translator is told.
    """

    xml: str
    role: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """A machine that translates: (sentences, source language, target language) → as many texts, in order.

    Every `g` and `x` must come back once, in any order. It is given at most `batch` sentences at a time.
    What it makes is fuzzy, and says the machine's name.
    """

    name: str
    translate: Callable[[Sequence[Sentence], str, str], Sequence[str]]
    batch: int = 32


KINDS: dict[str, type] = {
    "importers": Importer,
    "formats": Format,
    "checks": Check,
    "proofreaders": Proofreader,
    "outlets": Outlet,
    "executors": Executor,
    "exchanges": Exchange,
    "themes": Theme,
    "machines": Machine,
}


@cache
def declared(kind: str) -> tuple[EntryPoint, ...]:
    """Every plug-in of a kind that is installed, by name; none is imported."""
    from importlib.metadata import entry_points  # takes as long to load as all the rest of a build with nothing to do

    return tuple(sorted(entry_points(group=f"utgivelse.{kind}"), key=lambda point: (point.name, point.value)))


def names(kind: str) -> tuple[str, ...]:
    """The names that a configuration may use for this kind."""
    return tuple(dict.fromkeys(point.name for point in declared(kind)))


def origin(kind: str, name: str) -> str:
    """The distribution and the place in it that a plug-in comes from."""
    return ", ".join(_origin(point) for point in declared(kind) if point.name == name)


def load(kind: str, name: str) -> Any:
    """The plug-in of this kind and name.

    PluginError when there is none, when two distributions offer it, or when it cannot be loaded.
    """
    points = [point for point in declared(kind) if point.name == name]
    if not points:
        raise PluginError(_unknown(kind, name))
    if len({point.value for point in points}) > 1:
        raise PluginError(
            error(
                "X02",
                said("two plug-ins are called «{name}»: {places}", name=name, places=", ".join(map(_origin, points))),
                said("uninstall one of the two"),
            )
        )
    try:
        plugin = points[0].load()
    except Exception as exception:
        raise PluginError(
            error(
                "X03",
                said(
                    "the plug-in «{name}» of {place} does not load: {why}",
                    name=name,
                    place=_origin(points[0]),
                    why=repr(exception),
                ),
                said("install a version of it that fits, or stop asking for it"),
            )
        ) from exception
    if not isinstance(plugin, KINDS[kind]):
        raise PluginError(
            error(
                "X04",
                said(
                    "the plug-in «{name}» of {place} is a {found}, expected a {expected}",
                    name=name,
                    place=_origin(points[0]),
                    found=type(plugin).__name__,
                    expected=KINDS[kind].__name__,
                ),
                said("tell whoever made the plug-in"),
            )
        )
    return plugin


def _unknown(kind: str, name: str) -> Finding:
    known = names(kind)
    nearest = get_close_matches(name, known, 1)
    return error(
        "X01",
        said("there is no «{name}» among the {kind}: {known}", name=name, kind=kind, known=", ".join(known) or "–"),
        said("did you mean «{name}»?", name=nearest[0])
        if nearest
        else said("a plug-in is seen once its distribution has been installed again: `pip install …`"),
    )


def _origin(point: EntryPoint) -> str:
    distribution = point.dist.name if point.dist else "?"
    return f"{distribution} ({point.value})"
