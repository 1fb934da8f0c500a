"""article_json: an article as JSON, by a schema that is published (docs/schema/article.json).

That is how other programs hand over content.

Laws: `article_from_json(article_to_json(a))` gives a back; what comes in is held to the same rules
as a file in `articles/`, and refused whole when the article format has no form for it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from utgivelse.article import Article
from utgivelse.findings import Finding, Place, ProjectError, Severity, error, said
from utgivelse.markdown import Report, anchored, normalised, read_article, write_article


@cache
def article_schema() -> TypeAdapter[Article]:
    """What reads and writes articles as JSON."""
    return TypeAdapter(Article)


def json_schema() -> str:
    """The JSON Schema of an article, as it is published; every part says of which `kind` it is."""
    schema = article_schema().json_schema()
    for part in schema["$defs"].values():
        if "kind" in part.get("properties", {}):
            part["required"] = sorted({*part.get("required", ()), "kind"})
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Article", **schema}
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"


def article_to_json(article: Article) -> bytes:
    """The article as JSON."""
    return article_schema().dump_json(article, indent=2, warnings="error")


def article_from_json(data: bytes, name: str) -> tuple[Article, tuple[Finding, ...]]:
    """The article that the file `name` below `articles/` holds as JSON, and what is doubtful about it.

    ProjectError with every fault when it is no article, or one that may not be published.
    """
    place = Place(f"articles/{name}")
    try:
        given = article_schema().validate_json(data, strict=True, extra="forbid")
    except ValidationError as failure:
        problems = _meant([dict(problem) for problem in failure.errors(include_url=False)])
        raise ProjectError(*(_finding(problem, place) for problem in problems)) from None
    article, findings = read_article(write_article(given), given.source or name, given.language)
    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not wrong and (part := _changed(_settled(given, article.source), article)):
        wrong.append(
            error(
                "A50",
                said("the article format has no form for {part}", part=part),
                said("look for line breaks in cells, names with spaces, and blocks where they cannot stand"),
                place,
            )
        )
    if wrong:
        raise ProjectError(*wrong)
    return article, findings


def _meant(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The faults of the kind of part that was meant.

    Where several kinds are possible pydantic reports the faults of each; all but one are that
    the kind is another.
    """
    others = {problem["loc"][:-1] for problem in problems if problem["loc"][-1:] == ("kind",)}
    parts = Counter(branch[:-1] for branch in others)
    kept = [problem for problem in problems if not any(problem["loc"][: len(branch)] == branch for branch in others)]
    silent = [
        part
        for part in parts
        if not any(problem["loc"][: len(part)] == part for problem in kept)
        and not any(part[: len(branch)] == branch for branch in others)
    ]
    return kept + [{"loc": (*part, "kind"), "msg": said("there is no part of this kind here")} for part in silent]


def _finding(problem: dict[str, Any], place: Place) -> Finding:
    path = "/".join(str(part) for part in problem["loc"])
    return error("A51", said("{path}: {fault}", path=path or "/", fault=problem["msg"]), place=place)


def _settled(article: Article, source: str) -> Article:
    """The article in its normal form, with the anchors that its headings have anyway."""
    normal = cast("Article", _normal(article))
    return replace(normal, source=source, blocks=anchored(normal.blocks, Report(source)))


def _normal(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_normal(inner) for inner in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        is_text = "role" in field.metadata and isinstance(inner, tuple)
        changed[field.name] = normalised(inner) if is_text else _normal(inner)
    return replace(value, **changed)


def _changed(given: Article, read: Article) -> str:
    """The first part of an article that is not the same after being written and read; empty when all is."""
    for field in fields(given):
        before, after = getattr(given, field.name), getattr(read, field.name)
        if before == after or not field.compare:
            continue
        if field.name != "blocks":
            return f"/{field.name}"
        pairs = enumerate(zip_longest(before, after))
        return next(f"/blocks/{number}" for number, (one, other) in pairs if one != other)
    return ""
