"""Checks across the configuration: what no single value can know.

Laws: every check yields (path of the key, finding without place); the place is put in by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from utgivelse import plugins
from utgivelse.files import shipped
from utgivelse.findings import Finding, Said, error, nearest, said, warning
from utgivelse.project.lines import Path
from utgivelse.project.press import PRESS, check_press
from utgivelse.project.rates import check_rates

Exists = Callable[[str], bool]
_VARIABLE = re.compile(r"\{\$([^{}]*)\}")
Problem = tuple[Path, Finding]


def check_across(data: dict[str, Any], exists: Exists) -> Iterator[Problem]:
    """Everything that is wrong between keys; `data` is the file as it was read, perhaps wrong elsewhere."""
    publications = [value for value in _list(data.get("publication")) if isinstance(value, dict)]
    yield from _doubled_ids(publications)
    profiles = (*PRESS, *_table(data.get("press")))
    for number, publication in enumerate(publications):
        path: Path = ("publication", number)
        yield from _articles(publication, path, exists)
        yield from _choices(publication, path, profiles)
        yield from _doubled(publication, path)
        yield from _due(publication, path)
        yield from _confirmed(publication, path)
        yield from _picture(publication, "cover", path, exists)
        yield from _domain(data, publication, path)
    yield from _translators(data, publications)
    yield from _picture(_table(data.get("brand")), "logo", ("brand",), exists)
    yield from check_press(_table(data.get("press")))
    yield from _profiles(_table(data.get("press")), exists)
    yield from _output(_table(data.get("project")))
    yield from check_rates(data)
    yield from _variables(data, tuple(_table(data.get("variables"))), ())


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> list[tuple[int, str]]:
    return [(number, word) for number, word in enumerate(_list(value)) if isinstance(word, str)]


def _doubled_ids(publications: Sequence[dict[str, Any]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, publication in enumerate(publications):
        name = publication.get("id")
        if isinstance(name, str):
            if name.casefold() in seen:
                path: Path = ("publication", number, "id")
                yield (
                    path,
                    error("P07", said("two publications are called «{id}»", id=name), said("give each its own id")),
                )
            seen.add(name.casefold())


def _articles(publication: dict[str, Any], path: Path, exists: Exists) -> Iterator[Problem]:
    for number, name in _words(publication.get("articles")):
        if name and ".." not in name and not name.startswith("/") and not exists(f"articles/{name}"):
            yield (
                (*path, "articles", number),
                error(
                    "P08",
                    said("there is no article articles/{name}", name=name),
                    said("write it, or take the name out of `articles`"),
                ),
            )


def _choices(publication: dict[str, Any], path: Path, profiles: Sequence[str]) -> Iterator[Problem]:
    formats = plugins.names("formats")
    for number, name in _words(publication.get("formats")):
        if name not in formats:
            yield (
                (*path, "formats", number),
                error("P09", said("there is no format «{name}»", name=name), nearest(name, formats)),
            )
    press = publication.get("press")
    if isinstance(press, str) and press not in profiles:
        yield (
            (*path, "press"),
            error("P10", said("there is no press profile «{name}»", name=press), nearest(press, profiles)),
        )


def _doubled(publication: dict[str, Any], path: Path) -> Iterator[Problem]:
    for key in ("articles", "languages", "formats"):
        seen: set[str] = set()
        for number, word in _words(publication.get(key)):
            if word.casefold() in seen:
                yield (
                    (*path, key, number),
                    error(
                        "P11",
                        said("«{name}» stands twice in `{key}`", name=word, key=key),
                        said("take one of the two away"),
                    ),
                )
            seen.add(word.casefold())


def _due(publication: dict[str, Any], path: Path) -> Iterator[Problem]:
    languages = [word for _, word in _words(publication.get("languages"))]
    for tag in _table(publication.get("due")):
        if tag not in languages:
            yield (
                (*path, "due", tag),
                error(
                    "P12",
                    said("«{tag}» is due, but not among the languages of the publication", tag=tag),
                    nearest(tag, languages),
                ),
            )


def _translators(data: dict[str, Any], publications: Sequence[dict[str, Any]]) -> Iterator[Problem]:
    languages = [word for publication in publications for _, word in _words(publication.get("languages"))]
    source = _table(data.get("project")).get("source-language")
    spoken = [tag for tag in dict.fromkeys(languages) if tag != source]
    for tag in _table(data.get("translators")):
        if tag not in spoken:
            text = said("«{tag}» has a translator, but no publication is translated into it", tag=tag)
            yield ("translators", tag), error("P12", text, nearest(tag, spoken))


def _confirmed(publication: dict[str, Any], path: Path) -> Iterator[Problem]:
    languages, seen = [word for _, word in _words(publication.get("languages"))], set()
    for number, table in enumerate(_list(publication.get("confirmed"))):
        tag, here = _table(table).get("language"), (*path, "confirmed", number, "language")
        if not isinstance(tag, str):
            continue
        if tag in seen:
            text = said("«{name}» stands twice in `{key}`", name=tag, key="confirmed")
            yield here, error("P11", text, said("take one of the two away"))
        elif tag not in languages:
            text = said("«{tag}» is confirmed, but not among the languages of the publication", tag=tag)
            yield here, error("P12", text, nearest(tag, languages))
        seen.add(tag)


def _picture(table: dict[str, Any], key: str, path: Path, exists: Exists) -> Iterator[Problem]:
    picture = _table(table.get(key))
    src = picture.get("src")
    if isinstance(src, str) and src and _inside(src) and not exists(src):
        yield (
            (*path, key, "src"),
            error("P13", said("there is no picture {file}", file=src), said("put it there, or correct the path")),
        )
    if src and not picture.get("alt") and picture.get("decorative") is not True:
        yield (
            (*path, key),
            error(
                "P14",
                said("the picture «{src}» has no alternative text", src=src),
                said('write what it shows: `alt = "…"`'),
            ),
        )


def _inside(src: str) -> bool:
    return ".." not in src and not src.startswith("/") and ":" not in src and "\\" not in src


def _domain(data: dict[str, Any], publication: dict[str, Any], path: Path) -> Iterator[Problem]:
    domain, theme = _table(data.get("project")).get("domain"), publication.get("theme", "kommune")
    if domain in ("utgivelse", theme):
        yield (
            ("project", "domain"),
            error(
                "P15",
                said("the domain «{domain}» is that of the program or of a theme", domain=domain),
                said("choose another: it names the project's own catalogs"),
            ),
        )


def _profiles(profiles: dict[str, Any], exists: Exists) -> Iterator[Problem]:
    for name, table in profiles.items():
        icc = _table(table).get("icc")
        if isinstance(icc, str) and _inside(icc) and not exists(icc) and not (shipped("icc") / icc).is_file():
            known = sorted(file.name for file in shipped("icc").glob("*.ic[cm]"))
            yield (
                ("press", name, "icc"),
                error("P13", said("there is no colour profile {file}", file=icc), nearest(icc, known)),
            )


def _output(project: dict[str, Any]) -> Iterator[Problem]:
    output = project.get("output")
    if isinstance(output, str) and output.rstrip("/") in (
        ".",
        "articles",
        "images",
        "locales",
        "templates",
        ".utgivelse",
    ):
        yield (
            ("project", "output"),
            error(
                "P16",
                said("the output folder «{folder}» holds other things", folder=output),
                said("give it a folder of its own"),
            ),
        )


def _variables(value: Any, known: tuple[str, ...], path: Path) -> Iterator[Problem]:
    match value:
        case str():
            for name in _VARIABLE.findall(value):
                if name not in known and path[:1] != ("variables",):
                    yield (
                        path,
                        error("P17", said("there is no variable «{name}»", name=name), _variable_hint(name, known)),
                    )
            if path[:1] == ("variables",) and _VARIABLE.search(value):
                yield path, warning("P17", said("a variable inside a variable is not put in: «{text}»", text=value))
        case dict():
            for key, inner in value.items():
                yield from _variables(inner, known, (*path, key))
        case list():
            for number, inner in enumerate(value):
                yield from _variables(inner, known, (*path, number))


def _variable_hint(name: str, known: tuple[str, ...]) -> Said | str:
    return nearest(name, known) or said('add it: `[variables]`, then `{name} = "…"`', name=name)
