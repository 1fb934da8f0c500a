"""Articles as JSON: the published schema, the round trip, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from cases import Case, load_cases
from test_articles import TITLE, source
from utgivelse.article import (
    Article,
    Contact,
    Drawing,
    Gallery,
    Only,
    Paragraph,
    Statistics,
    Steps,
    walk_blocks,
)
from utgivelse.article_json import article_from_json, article_to_json, json_schema
from utgivelse.findings import ProjectError
from utgivelse.inline import Text
from utgivelse.markdown import read_article

PUBLISHED = Path(__file__).parent.parent / "docs/schema/article.json"
SOUND = [case for case in load_cases("articles") if "error" not in case.parts.get("findings", "")]
T = '[{"kind": "text", "text": "T"}]'


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == json_schema()


def test_articles_of_every_kind_fit_the_schema() -> None:
    judge = jsonschema.Draft202012Validator(json.loads(json_schema()))
    text = TITLE + "\n".join(case.parts["given"] for case in SOUND if case.place.startswith("directives"))
    article, _ = read_article(text, "a.md", "nb")
    assert {type(block) for block in walk_blocks(article.blocks)} >= {
        Contact,
        Drawing,
        Gallery,
        Only,
        Statistics,
        Steps,
    }
    judge.validate(json.loads(article_to_json(article)))


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_a_sound_article_comes_back_from_json(case: Case) -> None:
    article, _ = read_article(source(case)[0], "a.md", "nb")
    assert article_from_json(article_to_json(article), "a.md")[0] == article


def test_the_least_article_is_put_in_its_normal_form() -> None:
    blocks = '[{"kind": "paragraph", "text": [{"kind": "text", "text": "a "}, {"kind": "text", "text": " b "}]}]'
    article, findings = article_from_json(
        f'{{"slug": "t", "language": "nb", "title": {T}, "blocks": {blocks}}}'.encode(), "t.json"
    )
    assert not findings
    assert article == Article(
        slug="t", language="nb", source="t.json", title=(Text("T"),), blocks=(Paragraph(text=(Text("a b"),)),)
    )


@pytest.mark.parametrize(
    ("blocks", "codes", "message"),
    [
        ('[{"kind": "paragrap"}]', ["A51"], "blocks/0/kind"),
        ('[{"kind": "heading", "text": []}]', ["A51"], "blocks/0/Heading/level"),
        ('[{"kind": "rule", "colour": "red"}]', ["A51"], "colour"),
        ('[{"kind": "preformatted", "text": 5}]', ["A51"], "valid string"),
        ('[{"kind": "figure", "src": "../x.jpg", "alt": "x"}]', ["A16"], "outside"),
        (
            f'[{{"kind": "paragraph", "text": [{{"kind": "link", "target": "javascript:x", "children": {T}}}]}}]',
            ["A15"],
            "javascript",
        ),
        ('[{"kind": "paragraph", "text": [{"kind": "note-reference", "label": "a b"}]}]', ["A50"], "/blocks/0"),
        (
            '[{"kind": "table", "align": [""], "head": [{"text": [{"kind": "text", "text": "a"}, {"kind": "break"},'
            ' {"kind": "text", "text": "b"}]}]}]',
            ["A50"],
            "/blocks/0",
        ),
    ],
)
def test_what_may_not_be_published_is_refused(blocks: str, codes: list[str], message: str) -> None:
    with pytest.raises(ProjectError) as failure:
        article_from_json(f'{{"slug": "t", "language": "nb", "title": {T}, "blocks": {blocks}}}'.encode(), "t.json")
    assert [finding.code for finding in failure.value.findings] == codes
    assert message in failure.value.findings[0].message


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null"])
def test_what_is_no_article_is_refused(data: bytes) -> None:
    with pytest.raises(ProjectError) as failure:
        article_from_json(data, "t.json")
    assert {finding.code for finding in failure.value.findings} == {"A51"}
