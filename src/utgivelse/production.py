"""Production: one job, from articles to finished files; steps 2, 4, 6 and 7 of the walk.

Laws:
- The articles are read, localized and composed once for a job; `finishing` makes editions of them.
- Every failure comes back as a finding of the edition it cost, so a job always answers.
- What is asked of an article before anything is built of it is asked in `examine_file` and
  `examine_publication`, so that `check` and `build` say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse import confirmation, plugins
from utgivelse.edition import PSEUDO, Book, Job
from utgivelse.files import Files
from utgivelse.findings import Finding, Place, PluginError, ProjectError, error, said
from utgivelse.finishing import Made, Manuscript, Printer, Step, as_findings, make_edition, stop_at_errors
from utgivelse.taken import Taken, take

if TYPE_CHECKING:
    from utgivelse.article import Article
    from utgivelse.gate import Verdict
    from utgivelse.message import Message, Translation
    from utgivelse.publication import Project, Publication


def build_job(place: Path, project: Project, job: Job, tell: Callable[[Step], None]) -> tuple[Made, ...]:
    """Make the editions of one job, as far as they can be made; their files are finished in `place`."""
    files = Files(project.root)
    subject = f"{job.publication} {job.language}"
    try:
        manuscript = prepare(files, project, job, lambda number: tell(Step(number, subject)))
    except Exception as failure:
        manuscript = Manuscript(None, files, "", as_findings(failure, project.root))
    printer = Printer(project, manuscript)
    tell(Step(6, subject))
    return tuple(make_edition(place, printer, wish, tell) for wish in job.editions())


# ── 2 import, 4 localize ─────────────────────────────────────────────────────────────────────


def prepare(files: Files, project: Project, job: Job, step: Callable[[int], None]) -> Manuscript:
    """The text of a publication in the job's language, if the gate lets it out."""
    from utgivelse import localize, proofreading
    from utgivelse.proofreading import fit

    publication = project.publication(job.publication)
    step(2)
    articles, findings = import_articles(files, project, publication)
    step(4)
    messages = localize.messages_of(publication, project.brand, articles, job.language)
    translation = translate(files, project, job.language, messages)
    catalog = po_path(project, job.language)
    verdict = _verdict(project, publication, job, messages, translation)
    taken = _taken(files, project, publication, translation, messages)
    if verdict.takes_fuzzy:
        translation = translation.taking_fuzzy()
    brief = proofreading.brief_of(files, project, job.language)
    wrong = proofreading.proofread(messages, translation, catalog, brief)
    stop_at_errors((*findings, *wrong))
    findings = (*findings, *wrong, *verdict.findings)
    if verdict.lets_out == "nothing":
        return Manuscript(None, files, publication.title, findings, taken=taken)
    book = compose(project, publication, articles, translation, draft=verdict.lets_out == "draft")
    findings = (*findings, *examine_translation(articles, book.articles, catalog))
    content = "" if book.draft else _content(files, book)
    confirmed = confirmation.fitting(publication, job.language, content)
    is_own = job.language in (project.source_language, PSEUDO)
    entries = {} if is_own else fit.entries_of(messages, translation, catalog)
    let_out = _witnessed(files, verdict.signed, taken)
    title = book.publication.title
    return Manuscript(book, files, title, findings, content, confirmed, let_out, taken, entries)


def _content(files: Files, book: Book) -> str:
    """The hash of what readers of this book meet; a theme that can't be loaded is told of by who needs it."""
    from utgivelse import design

    try:
        theme = design.load_design(files, book.publication, book.brand).folders
    except ProjectError:
        theme = ()
    return confirmation.content_hash(book, files, theme)


def import_articles(
    files: Files, project: Project, publication: Publication
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """The publication's articles in the source language; ProjectError when one has errors."""
    from utgivelse import markdown

    imported = [examine_file(files, project, name) for name in publication.articles]
    articles = tuple(article for article, _ in imported)
    findings = tuple(finding for _, found in imported for finding in found)
    findings = (
        *findings,
        *markdown.check_cross_references(articles),
        *examine_publication(files, project, publication, articles),
    )
    stop_at_errors(findings)
    return articles, findings


def examine_file(files: Files, project: Project, name: str) -> tuple[Article, tuple[Finding, ...]]:
    """One article of the project, with all that can be said of it before anything is built."""
    from utgivelse import accessibility

    article, findings = import_file(files, project, name)
    return article, (*findings, *accessibility.examine(article, f"articles/{name}", files))


def examine_publication(
    files: Files, project: Project, publication: Publication, articles: Sequence[Article]
) -> tuple[Finding, ...]:
    """What can be said of a publication as a whole: its cover, and whether its text is too hard to read."""
    from utgivelse import accessibility

    found = accessibility.examine_cover(publication, project.source_language, files)
    most = publication.lix.most
    text = accessibility.readable(articles) if most else ()
    lix = accessibility.lix_of(text, project.source_language)
    if lix is None or lix.score <= most:
        return found
    place = Place("utgivelse.toml", publication.line)
    return (*found, *accessibility.hard_to_read(text, lix, most, publication.id, place))


def examine_translation(articles: Sequence[Article], localized: Sequence[Article], catalog: str) -> tuple[Finding, ...]:
    """What is to be said of the articles in another language than their source's."""
    from utgivelse import accessibility

    return tuple(
        finding
        for source, own in zip(articles, localized, strict=True)
        if own.language not in (source.language, PSEUDO)
        for finding in accessibility.examine_translation(source, own, catalog)
    )


def import_file(files: Files, project: Project, name: str) -> tuple[Article, tuple[Finding, ...]]:
    """One article of the project, by its path below `articles/`."""
    importer = find_importer(Path(name).suffix)
    found = importer.read(files.read(Path("articles") / name), name, project.source_language)
    return found.article, found.findings


def find_importer(suffix: str) -> plugins.Importer:
    """The importer for files of this suffix; ProjectError when no plug-in reads them."""
    suffixes: dict[str, plugins.Importer] = {}
    broken: list[Finding] = []
    for name in plugins.names("importers"):
        try:
            importer: plugins.Importer = plugins.load("importers", name)
        except PluginError as failure:  # it stops only what nothing else reads
            broken += failure.findings
            continue
        for known in importer.suffixes:
            suffixes.setdefault(known, importer)
    if suffix.lower() not in suffixes:
        known_suffixes = ", ".join(sorted(suffixes))
        raise ProjectError(
            error(
                "U10",
                said("nothing here reads «{suffix}» files; known are {known}", suffix=suffix, known=known_suffixes),
                said("save the text as one of these"),
            ),
            *broken,
        )
    return suffixes[suffix.lower()]


def translate(files: Files, project: Project, language: str, messages: tuple[Message, ...]) -> Translation:
    """The translation of a project into a language; the pseudo one is made up."""
    from utgivelse import localize, po

    if language == PSEUDO:
        return localize.pseudo_translation(messages, project.source_language)
    return po.load_translation(files, project, language)


def _verdict(
    project: Project, publication: Publication, job: Job, messages: tuple[Message, ...], translation: Translation
) -> Verdict:
    from utgivelse.gate import Asked, Verdict, judge, lacking_of
    from utgivelse.signature import read_signature

    if job.language in (project.source_language, PSEUDO):
        return Verdict("edition")
    lacking = lacking_of(translation, messages, project.source_language)
    asked = Asked(job.language, po_path(project, job.language), lacking)
    return judge(publication.gate, asked, draft=job.draft, signed=read_signature(job.signed_off))


def _taken(
    files: Files, project: Project, publication: Publication, translation: Translation, messages: tuple[Message, ...]
) -> Taken | None:
    """What this edition takes of its language's catalog, if it has one."""
    from utgivelse import po

    is_own = translation.language in (project.source_language, PSEUDO)
    path = None if is_own else po.find_catalog(files, project.domain, translation.language)
    keys = (message.key for message in messages)
    return take(translation, path.as_posix(), keys, approvals=publication.gate.unapproved == "refuse") if path else None


def _witnessed(files: Files, signed: Mapping[str, str | int], taken: Taken | None) -> Mapping[str, str | int]:
    """A signature, with the hash of the catalog that it was given for."""
    return {**signed, "catalog": files.record.reads[taken.path]} if signed and taken else {}


def po_path(project: Project, language: str) -> str:
    """Where the catalog of a language is to lie, as it is shown to people."""
    from utgivelse import po

    return po.catalog_path(project.domain, language).as_posix()


def compose(
    project: Project, publication: Publication, articles: tuple[Article, ...], translation: Translation, *, draft: bool
) -> Book:
    """The publication wholly in one language, its variables put in."""
    from utgivelse import localize

    def filled(value: Any) -> Any:
        return localize.put_variables(value, project.variables, translation.language, project.source_language)

    def in_language(value: Any) -> Any:
        return filled(localize.localize(value, translation, project.source_language, draft=draft))

    own = localize.messages_of(publication, project.brand, (), translation.language)
    all_of_it = localize.messages_of(publication, project.brand, articles, translation.language)
    plain = (*own, *(message for message in all_of_it if message.context.split("/")[0] == "alt"))
    is_source = translation.language == project.source_language
    untranslated = {} if is_source else localize.untranslated(plain, translation, draft=draft)
    return Book(
        publication=in_language(publication),
        brand=in_language(project.brand),
        articles=tuple(in_language(article) for article in articles),
        language=translation.language,
        source_language=project.source_language,
        draft=draft,
        untranslated={filled(text): state for text, state in untranslated.items()},
        own={filled(text): key for text, key in localize.shown(own, translation, draft=draft).items()},
    )
