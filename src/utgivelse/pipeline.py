"""READ THIS ROOM FIRST: the whole product in short functions.

A project's articles become editions (publication × language × format) in eight steps:

    1 load      utgivelse.toml                    → Project
    2 import    article files                     → Article              importers/
    3 extract   Article                           → [Message] → POT  … people … PO
    4 localize  Article × Translation             → Article              same type in and out
    5 plan      Project                           → [Edition], less what is fresh
    6 produce   Article × Theme → HTML → bytes    PDF for print, PDF for screen, EPUB   formats/
    7 preflight bytes                             → [Finding] → Artifact checks/
    8 deliver   [Artifact]                        → what readers and print shops get    outlets/

`build` plans, asks the memory what is fresh, lets an executor run `build_job` (steps 2-4-6-7, in
`production`) for the rest, puts the finished files in their places and lets the `ledger` write the
manifest last. `deliver` makes nothing: it hands what is fresh to an outlet. `translators` has step 3
and the way back, `sources` what comes in and is looked at.

Laws:
- Doors call this room; this room calls everything below it, and wings only by name.
- Nothing is printed here and no global state is kept: progress goes to `tell`, results are values.
- What is heavy is imported when it is needed: a build with nothing to do needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse import confirmation, confirming, delivery, ledger, plugins, signature
from utgivelse.delivery import Handed, Order
from utgivelse.edition import PSEUDO, Artifact, Edition, Job, plan_editions, plan_jobs
from utgivelse.files import Files, Record
from utgivelse.findings import Failure, Finding, ProjectError, error, said
from utgivelse.finishing import Made, Step
from utgivelse.freshness import (
    Memory,
    Remembered,
    Request,
    has_file,
    is_fresh,
    load_memory,
    load_request,
    noticed,
    save_memory,
    save_request,
    settings_hash,
    stand,
    surroundings,
)
from utgivelse.ledger import Report
from utgivelse.output import locked, memory_folder, put_in_place, tidy, workplace
from utgivelse.production import build_job

if TYPE_CHECKING:
    from utgivelse.confirming import Assurance, Confirmed
    from utgivelse.publication import Confirmation, Project, Publication
    from utgivelse.sources import Import
    from utgivelse.standing import Asked, Standing
    from utgivelse.translators import Catalog

__all__ = [
    "Order",
    "Report",
    "Step",
    "Waiting",
    "Wishes",
    "build",
    "build_job",
    "check",
    "deliver",
    "extract",
    "import_article",
    "open_project",
    "status",
    "update",
]


@dataclass(frozen=True)
class Waiting:
    """Progress: another build holds the output folder; `holder` is its process."""

    holder: str


Tell = Callable[[Any], None]
"""Hears of progress: `Step`s and `Waiting`."""


def silent(_: Any) -> None:
    """Hear nothing."""


@dataclass(frozen=True)
class Wishes:
    """What a build is asked for; an empty selection means all."""

    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: str = ""
    draft: bool = False
    force: bool = False
    prune: bool = False
    workers: int = 0
    signed_off: str = ""

    def words(self) -> str:
        """What tells requests apart; how many work on it, and on whose word, does not."""
        return repr((self.publications, self.languages, self.formats, self.output, self.draft))


# ── the verbs beside build ───────────────────────────────────────────────────────────────────


def import_article(root: Path, source: Path, publication: str = "") -> Import:
    """Step 2 from outside: make an article of a foreign text, and put it into a publication if one is named."""
    from utgivelse import sources

    project = open_project(root)
    done = sources.import_article(project, source)
    return replace(done, configuration=sources.append_article(project, publication, done.article))


def extract(root: Path) -> Catalog:
    """Step 3: write the template of everything there is to translate."""
    from utgivelse import translators

    return translators.extract(open_project(root))


def update(root: Path, languages: Sequence[str] = ()) -> tuple[Catalog, ...]:
    """Step 3 and its return: bring the translators' files up to date, keeping every human word."""
    from utgivelse import translators

    return translators.update(open_project(root), languages)


def status(root: Path, asked: Asked | None = None) -> tuple[Standing, ...]:
    """How far each publication is in each of its languages, and who is late."""
    from utgivelse import standing

    return standing.status(open_project(root), asked or standing.Asked())


def check(root: Path, files: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What is to be said of these files, or of all articles and catalogs of a project."""
    from utgivelse import sources

    return sources.check_files(files) if files else sources.check_project(open_project(root))


# ── confirm ──────────────────────────────────────────────────────────────────────────────────


def confirm(root: Path, wishes: Wishes, assurance: Assurance, tell: Tell = silent) -> Confirmed:
    """Write down that a person looked at a publication in one language, bound to what it says now."""
    root = root.resolve()
    files = Files(root)
    project = open_project(root, tell, files)
    output = str(Path(wishes.output).absolute()) if wishes.output else ""
    formats = confirming.formats_on_screen(project, wishes.publications, wishes.languages)
    request = plan(project, replace(wishes, output=output, formats=formats), files.record)
    folder = memory_folder(root, Path(request.output))
    with locked(folder, lambda holder: tell(Waiting(holder))):
        standings = find_standings(root, request, load_memory(folder), {})
        return confirming.confirm(project, request, standings, assurance)


# ── deliver ──────────────────────────────────────────────────────────────────────────────────


def deliver(root: Path, outlet: str, wishes: Wishes = Wishes(), order: Order = Order(), tell: Tell = silent) -> Handed:
    """Step 8: hand every edition that is fresh to an outlet; the others are named with what to type."""
    root, plug_in = root.resolve(), plugins.load("outlets", outlet)
    files = Files(root)
    project = open_project(root, tell, files)
    asked = delivery.check_order(project, plug_in, wishes.publications, order.signed_off)
    output = str(Path(wishes.output).absolute()) if wishes.output else ""
    request = plan(project, replace(wishes, output=output, formats=asked), files.record)
    folder = memory_folder(root, Path(request.output))
    with locked(folder, lambda holder: tell(Waiting(holder))):
        standings = find_standings(root, request, memory := load_memory(folder), {})
        stock = delivery.Stock(request, standings, memory)
        ready, findings = delivery.sort_out(stock, plug_in)
        packed = delivery.pack(project, ready, order.folder(outlet, request.output), order)
        tell(Step(8))
        return delivery.hand_over(plug_in, delivery.with_stock(packed, plug_in, stock), findings)


# ── build ────────────────────────────────────────────────────────────────────────────────────


def build(root: Path, wishes: Wishes = Wishes(), tell: Tell = silent) -> Report:
    """Make every edition that was asked for and is not fresh; keep going when one fails."""
    root = root.resolve()
    wishes = replace(wishes, output=str(Path(wishes.output).absolute()) if wishes.output else "")
    signature.check_scope(wishes.signed_off, wishes.publications, wishes.languages)
    words = f"{root} {wishes.words()}"
    project = None
    request = load_request(root, words)
    if request is None:
        files = Files(root)
        project = open_project(root, tell, files)
        request = plan(project, wishes, files.record)
    folder = memory_folder(root, Path(request.output))
    with locked(folder, lambda holder: tell(Waiting(holder))):
        tidy(Path(request.output))
        memory = load_memory(folder)
        known: dict[str, str] = {}
        stale = request.wishes if wishes.force else find_stale(root, request, memory, known, wishes.signed_off)
        if stale:
            known.clear()
            project = project or open_project(root, tell)
            session = Session(folder, wishes.workers or os.cpu_count() or 1, tell, wishes.signed_off)
            make(project, request, stale, memory, session)
        standings = find_standings(root, request, memory, known)
        findings = ledger.write_manifest_if_changed(request, memory, standings)
        save_memory(folder, memory)
        save_request(root, words, request)
        return ledger.report(request, memory, standings, findings, prune=wishes.prune)


def open_project(root: Path, tell: Tell = silent, files: Files | None = None) -> Project:
    """Step 1: read and validate the configuration."""
    from utgivelse.project import load_project

    tell(Step(1))
    return load_project(root, files)


def plan(project: Project, wishes: Wishes, loading: Record) -> Request:
    """Step 5: which editions are asked for, and which there are at all."""
    for finding in _unknown(project, wishes):
        raise ProjectError(finding)
    wished = plan_editions(project, wishes.publications, wishes.languages, wishes.formats)
    planned = (*plan_editions(project), *plan_editions(project, languages=(PSEUDO,)))
    return Request(
        surroundings=surroundings(),
        loading=loading,
        output=wishes.output or str(project.output),
        wishes=tuple(replace(edition, draft=wishes.draft) for edition in wished),
        settings={edition: settings_of(project, edition) for edition in planned},
        confirmed=dict(_confirmed(project, planned)),
    )


def _confirmed(project: Project, planned: Sequence[Edition]) -> Iterator[tuple[Edition, tuple[str, int]]]:
    """The editions for the screen of which somebody confirmed something."""
    for edition in planned:
        found = confirmation.confirmation_of(project.publication(edition.publication), edition.language)
        if found and not confirming.is_for_paper(edition.format):
            yield edition, (found.content, found.line)


def _unknown(project: Project, wishes: Wishes) -> Iterator[Finding]:
    ids = {publication.id for publication in project.publications}
    languages = {language for publication in project.publications for language in publication.languages}
    formats = {name for publication in project.publications for name in publication.formats}
    for what, asked, known in (
        (said("publication"), wishes.publications, ids),
        (said("language"), wishes.languages, languages | {PSEUDO}),
        (said("format"), wishes.formats, formats),
    ):
        for name in sorted({*asked} - known):
            text = said(
                "there is no {what} «{name}»; there is {known}", what=what, name=name, known=", ".join(sorted(known))
            )
            yield error("U01", text)


def settings_of(project: Project, edition: Edition) -> str:
    """What the configuration says that can change this edition."""
    from utgivelse.publication import PrintJob

    # what the print shop is asked to do stands on the ticket, and changes no page
    own = project.publication(edition.publication)
    publication = replace(own, line=0, due={}, formats=(), job=PrintJob(), confirmed=_attested(own, edition))
    has_pages = "pdf-print" in own.formats  # an EPUB then names them
    rest = (has_pages, project.brand, project.variables, project.name, project.source_language, project.domain)
    return settings_hash(publication, *rest)


def _attested(publication: Publication, edition: Edition) -> tuple[Confirmation, ...]:
    """The confirmation that this edition's file may speak of; the others change nothing in it."""
    found = confirmation.confirmation_of(publication, edition.language)
    return (replace(found, line=0),) if found and confirming.attests(edition.format) else ()


def find_stale(
    root: Path, request: Request, memory: Memory, known: dict[str, str], signed_off: str = ""
) -> tuple[Edition, ...]:
    """The wishes that would not come out as they are; a draft is no longer wanted of an edition that is out.

    With a signature, what was refused is tried once more.
    """
    stale = []
    for wish in request.wishes:
        plain = replace(wish, draft=False)
        is_refused = wish in memory.editions and memory.editions[wish].artifact.state == "refused"
        if _is_fresh(root, request, memory, wish, known) and not (signed_off and is_refused):
            continue
        if wish.draft and _is_fresh(root, request, memory, plain, known) and has_file(memory.editions[plain].artifact):
            memory.editions[wish] = memory.editions[plain]
            continue
        stale.append(wish)
    return tuple(stale)


def _is_fresh(root: Path, request: Request, memory: Memory, wish: Edition, known: dict[str, str]) -> bool:
    found = memory.editions.get(wish)
    if found is None or found.settings != request.settings.get(replace(wish, draft=False)):
        return False
    found = memory.editions[wish] = noticed(found, root, known)
    return is_fresh(found, root, Path(request.output), known)


@dataclass(frozen=True)
class Session:
    """How the work of one build is done: what is remembered where, by how many, who hears of it, on whose word."""

    folder: Path
    workers: int
    tell: Tell
    signed_off: str = ""


def make(project: Project, request: Request, stale: tuple[Edition, ...], memory: Memory, session: Session) -> None:
    """Steps 2 to 7 for every stale edition; what is finished is put in its place and remembered at once."""
    session.tell(Step(5))
    executor = plugins.load("executors", os.environ.get("UTGIVELSE_EXECUTOR", "local"))
    output = Path(request.output)
    with workplace(output) as place:
        work = partial(build_job, place)
        jobs = plan_jobs(stale, session.signed_off)
        for job, answer in executor.run(work, project, jobs, session.workers, session.tell):
            for made in _answers(job, answer):
                settings = request.settings[replace(made.wish, draft=False)]
                done = hand_over(output, made, settings, memory.editions.get(made.wish))
                memory.editions[made.wish] = done
                if has_file(done.artifact) and not done.artifact.edition.draft:
                    memory.editions[replace(made.wish, draft=False)] = done
            save_memory(session.folder, memory)


def _answers(job: Job, answer: Any) -> tuple[Made, ...]:
    """What came of a job; where its process died, every edition of it is refused, and tried again next time."""
    if not isinstance(answer, Failure):
        return tuple(answer)
    findings = answer.findings
    return tuple(
        Made(
            wish,
            Artifact(wish, _path(wish), "", "refused", findings=findings, reason=findings[0].message),
            "",
            Record(),
        )
        for wish in job.editions()
    )


def _path(wish: Edition) -> str:
    try:
        return wish.path(plugins.load("formats", wish.format).suffix)
    except Failure:
        return ""


def hand_over(output: Path, made: Made, settings: str, before: Remembered | None) -> Remembered:
    """Put a finished file in its place; without one, remember what is kept."""
    artifact, findings = made.artifact, made.artifact.findings
    if made.partial:
        try:
            for partial, path in made.companions:
                put_in_place(Path(partial), output / path)
            put_in_place(Path(made.partial), output / artifact.path)
        except Failure as failure:
            reason = failure.findings[0].message
            artifact = replace(artifact, state="refused", findings=(*findings, *failure.findings), reason=reason)
    kept = None
    if before and not has_file(artifact):
        kept = before.artifact if has_file(before.artifact) else before.kept
    # a process that died left no record of what it read: it is tried again the next time
    under = surroundings() if made.record.reads else ""
    return Remembered(under, settings, made.record, artifact, kept, made.title, made.tools, made.taken)


def find_standings(root: Path, request: Request, memory: Memory, known: dict[str, str]) -> dict[Edition, Artifact]:
    """Every edition as it stands in the output folder now, by its wish; editions that are no more are forgotten."""
    old = said("its sources or settings have changed since it was made")
    for wish in list(memory.editions):
        if replace(wish, draft=False) not in request.settings or _is_overtaken(wish, memory):
            del memory.editions[wish]
    standings = {}
    for wish, found in sorted(memory.editions.items()):
        is_old = has_file(found.artifact) and not _is_fresh(root, request, memory, wish, known)
        standing = stand(found, Path(request.output), old if is_old else "")
        standings[wish] = _with_lapse(standing, request.confirmed.get(wish))
    return standings


def _with_lapse(standing: Artifact, confirmed: tuple[str, int] | None) -> Artifact:
    """The same, and that what was confirmed of it is of other content."""
    if confirmed is None or standing.state != "current" or standing.content == confirmed[0]:
        return standing
    finding = confirmation.lapsed(standing.edition, standing.content, *confirmed)
    return replace(standing, findings=(*standing.findings, finding))


def _is_overtaken(wish: Edition, memory: Memory) -> bool:
    """Whether this draft is done for, because the edition itself is out."""
    plain = memory.editions.get(replace(wish, draft=False))
    return (
        wish.draft
        and memory.editions[wish].artifact.state == "draft"
        and plain is not None
        and has_file(plain.artifact)
    )
