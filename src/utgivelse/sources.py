"""Sources: what comes into a project from outside, and what can be said of what is in it already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from utgivelse.article import Figure, walk_blocks
from utgivelse.asked import translated_languages
from utgivelse.files import Files, write_atomically
from utgivelse.findings import Failure, Finding, Place, ProjectError, Severity, ToolError, error, said
from utgivelse.plugins import Imported
from utgivelse.production import (
    examine_file,
    examine_publication,
    examine_translation,
    find_importer,
    import_file,
    po_path,
)
from utgivelse.publication import Project, Publication
from utgivelse.remembering import load_units


@dataclass(frozen=True)
class Import:
    """What became of one source.

    The article's path below `articles/`, its pictures' paths in the project, a report, and what was
    done or is to be done in the configuration.
    """

    source: str
    article: str
    pictures: tuple[str, ...]
    findings: tuple[Finding, ...]
    configuration: str = ""


def import_article(project: Project, source: Path) -> Import:
    """Make an article of a foreign text; nothing that exists is ever overwritten."""
    from utgivelse import markdown

    found = _read_foreign(project, source)
    path = Path("articles") / f"{found.article.slug}.md"
    files = [(path, markdown.write_article(found.article).encode())]
    files += [(Path(name), data) for name, data in found.pictures]
    taken = [_taken(source, name) for name, data in files if (project.root / name).exists()]
    if taken:
        raise ProjectError(*taken)
    for name, data in files:
        write_atomically(Files(project.root).path(name), data)
    return Import(str(source), path.name, tuple(name for name, _ in found.pictures), found.findings)


def append_article(project: Project, publication: str, name: str) -> str:
    """Put an article at the end of a publication; without one, the line that somebody is to add."""
    if not publication:
        return said("add to a publication in utgivelse.toml: articles = [{names}]", names=f'"{name}"')
    from utgivelse.project import add_article

    add_article(project.root, publication, name)
    return said("added to «{publication}»: {names}", publication=publication, names=f'"{name}"')


def _read_foreign(project: Project, source: Path) -> Imported:
    importer = find_importer(source.suffix)
    try:
        data = source.read_bytes()
    except OSError as failure:
        text = said("{file} cannot be read: {why}", file=source, why=failure.strerror)
        raise ProjectError(error("F04", text, place=Place(str(source)))) from failure
    return importer.read(data, source.name, project.source_language)


def _taken(source: Path, name: Path) -> Finding:
    return error(
        "U11",
        said("{file} exists already", file=name),
        said("rename it or the source, then import again"),
        Place(str(source)),
    )


# ── check ────────────────────────────────────────────────────────────────────────────────────


def check_project(project: Project) -> tuple[Finding, ...]:
    """What is to be said of every article and every catalog."""
    files = Files(project.root)
    findings: list[Finding] = []
    for name in _names(project):
        findings += _findings_of(partial(_check_article, files, project, name))
    for publication in project.publications:
        findings += _findings_of(partial(_check_references, files, project, publication))
        findings += _findings_of(partial(_check_theme, files, project, publication))
        for language in translated_languages(project):
            findings += _findings_of(partial(_check_words, files, project, publication, language))
    findings += _findings_of(partial(_check_glossary, files))
    for language in translated_languages(project):
        findings += _findings_of(partial(_check_catalog, files, project, language))
        findings += load_units(files, project, language)[1]
    return tuple(dict.fromkeys(findings))


def check_files(paths: Sequence[Path], project: Project | None = None) -> tuple[Finding, ...]:
    """What is to be said of these files: articles and catalogs, of the project around or not, or any PDF or EPUB."""
    return tuple(finding for path in paths for finding in _findings_of(partial(_check_file, path, project)))


def _check_article(files: Files, project: Project, name: str) -> tuple[Finding, ...]:
    from utgivelse import localize

    article, findings = examine_file(files, project, name)
    localize.put_variables(article, project.variables, project.source_language, project.source_language)
    figures = [block for block in (article.image, *walk_blocks(article.blocks)) if isinstance(block, Figure)]
    missing = (f for f in figures if not f.placeholder and not files.exists(f.src))
    place = f"articles/{name}"
    return (*findings, *(_no_picture(figure, place) for figure in missing))


def _no_picture(figure: Figure, file: str) -> Finding:
    return error(
        "F02",
        said("{file} does not exist", file=figure.src),
        said("put the picture there, or mark it `.placeholder`"),
        Place(file, figure.line),
    )


def _check_references(files: Files, project: Project, publication: Publication) -> tuple[Finding, ...]:
    from utgivelse import markdown

    articles = [import_file(files, project, name)[0] for name in publication.articles]
    return (*markdown.check_cross_references(articles), *examine_publication(files, project, publication, articles))


def _check_glossary(files: Files) -> tuple[Finding, ...]:
    from utgivelse import glossary

    glossary.load_glossary(files)
    return ()


def _check_theme(files: Files, project: Project, publication: Publication) -> tuple[Finding, ...]:
    from utgivelse import design

    return design.load_design(files, publication, project.brand).findings


def _check_words(files: Files, project: Project, publication: Publication, language: str) -> tuple[Finding, ...]:
    from utgivelse import design, po

    po.load_words(files, design.load_design(files, publication, project.brand).name, language, project.root)
    return ()


def _check_catalog(files: Files, project: Project, language: str) -> tuple[Finding, ...]:
    from utgivelse import localize, po, proofreading

    articles = [import_file(files, project, name)[0] for name in _names(project)]
    messages = localize.extract_project(project, articles, language)
    translation = po.load_translation(files, project, language)
    catalog = po_path(project, language)
    localized = [localize.localize(article, translation, project.source_language) for article in articles]
    brief = proofreading.brief_of(files, project, language)
    wrong = proofreading.proofread(messages, translation, catalog, brief)
    return (*wrong, *examine_translation(articles, localized, catalog))


def _names(project: Project) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for publication in project.publications for name in publication.articles))


def _check_file(path: Path, project: Project | None) -> tuple[Finding, ...]:
    from utgivelse import preflight

    if not path.is_file():
        raise ProjectError(error("F02", said("{file} does not exist", file=path), place=Place(str(path))))
    suffix = path.suffix.lower()
    if suffix in preflight.MEDIA_TYPES:
        outside = _of_judges(path) if suffix == ".epub" else ()
        return (*preflight.examine(preflight.Subject(path, preflight.MEDIA_TYPES[suffix])), *outside)
    if suffix in (".po", ".pot"):
        from utgivelse import po

        for language in translated_languages(project) if project else ():
            if project and path.resolve() == (project.root / po_path(project, language)).resolve():
                return _check_catalog(Files(project.root), project, language)

        po.read_translation(path.read_bytes(), "", Place(str(path)))
        return ()
    return _check_text(path, project)


def _check_text(path: Path, project: Project | None) -> tuple[Finding, ...]:
    """What is to be said of an article, or of a text that could become one, in the project's language."""
    from utgivelse import accessibility

    if project and (name := _name_in(project, path)):
        return _check_article(Files(project.root), project, name)
    read = find_importer(path.suffix).read(path.read_bytes(), path.name, project.source_language if project else "nb")
    file = f"articles/{path.name}" if read.article.source == path.name else path.name
    return (*read.findings, *accessibility.examine(read.article, file))


def _name_in(project: Project, path: Path) -> str:
    """The path of one of the project's articles below `articles/`; empty for any other file."""
    place, folder = path.resolve(), (project.root / "articles").resolve()
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else ""


def _of_judges(path: Path) -> tuple[Finding, ...]:
    """What the outside judges of EPUB say; where one is absent, a finding says what was not looked at."""
    from utgivelse import ace, tools

    return (*_said_by(tools.epubcheck, path, Severity.WARNING), *_said_by(ace.judge, path, Severity.NOTE))


def _said_by(judge: Callable[[Path], tuple[Finding, ...]], path: Path, absence: Severity) -> tuple[Finding, ...]:
    try:
        return judge(path)
    except ToolError as failure:
        return tuple(replace(finding, severity=absence) for finding in failure.findings)


def _findings_of(look: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    try:
        return look()
    except Failure as failure:
        return failure.findings
