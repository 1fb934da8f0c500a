"""Localize: messages out, translations in, and the two laws between them."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings

from chance import INLINES, articles
from utgivelse import article as a
from utgivelse import inline as i
from utgivelse import proofreading
from utgivelse.findings import ProjectError, Severity
from utgivelse.localize import (
    extract_messages,
    extract_project,
    localize,
    messages_of,
    pseudo_translation,
    put_variables,
)
from utgivelse.localize.numbers import find_number, read_number, write_number
from utgivelse.localize.texts import read, write
from utgivelse.markdown import read_article
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.proofreading import proofread
from utgivelse.pseudo import ADDRESS
from utgivelse.publication import Amount, Brand, BrandContact, Logo, PressProfile, Project, Publication, Sheet, Value

TEXT = """\
---
title: Velkommen
byline: Kari Nordmann
translate: {byline: false}
image: {src: images/elva.jpg, alt: Elva om morgenen, credit: Ola}
links: {en: {"https://eksempel.no/jobb": "https://eksempel.no/en/jobs"}}
---
## Jobb hos oss

<!-- translators: vennlig tone -->
Les [mer om jobben](https://eksempel.no/jobb) og [igjen](https://eksempel.no/jobb)
før **1. mars**, eller [her](#jobb-hos-oss). Ring {$sentralbord}.

<!-- context: knapp -->
Jobb

– Jeg trives, sier Kari.

> Et sitat.

- Første punkt
- Andre punkt

| Hva | Antall |
| --- | --- |
| Budsjett | 1 500,50 kr |
| År | 2021 |
| Telefon | 32 00 00 00 |

:::only{languages="pl en"}
Dette gjelder ikke alle.
:::

:::only{written="pl"}
Tylko po polsku.
:::
"""


def parsed(text: str = TEXT) -> a.Article:
    article, findings = read_article(text, "velkommen.md", "nb")
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    return article


def messages(text: str = TEXT) -> dict[tuple[str, str], Message]:
    return {message.key: message for message in extract_messages(parsed(text), "articles/velkommen.md")}


def identity(found: Any, language: str = "nn") -> Translation:
    return Translation(language, {m.key: Translated(m.text, State.TRANSLATED) for m in found})


def english(**texts: str) -> Translation:
    return Translation("en", {("", key): Translated(text, State.TRANSLATED) for key, text in texts.items()})


def in_english(source: str, text: str, state: State = State.TRANSLATED, **options: bool) -> i.Inlines:
    """The first paragraph of an article that is `source`, translated as `text`."""
    article = parsed(f"---\ntitle: T\n---\n{source}\n")
    key = next(m.key for m in extract_messages(article, "x") if not m.context)
    block = localize(article, Translation("en", {key: Translated(text, state)}), "nb", **options).blocks[0]
    assert isinstance(block, a.Paragraph)
    return block.text


# ── messages ─────────────────────────────────────────────────────────────────────────────────


def test_contexts_by_role_in_reading_order() -> None:
    assert [key for key in messages() if key[0] != "cell"] == [
        ("title", "Velkommen"),
        ("alt", "Elva om morgenen"),
        ("heading", "Jobb hos oss"),
        ("", "Les [mer om jobben](#1) og [igjen](#1) før **1. mars**, eller [her](#2). Ring {$sentralbord}."),
        ("knapp", "Jobb"),
        ("dialogue", "– Jeg trives, sier Kari."),
        ("quote", "Et sitat."),
        ("", "Første punkt"),
        ("", "Andre punkt"),
        ("", "Dette gjelder ikke alle."),
    ]


def test_comments_explain_role_author_and_addresses() -> None:
    long = next(m for m in messages().values() if m.text.startswith("Les"))
    assert long.comments == (
        "paragraph in velkommen",
        "#1 = https://eksempel.no/jobb",
        "#2 = #jobb-hos-oss",
        "vennlig tone",
    )
    assert messages()["heading", "Jobb hos oss"].comments == ("heading in velkommen",)
    assert messages()["", "Første punkt"].comments == ("list item in velkommen",)
    assert "no dash" in messages()["dialogue", "– Jeg trives, sier Kari."].comments[1]
    assert messages()["", "Dette gjelder ikke alle."].comments[1] == "only for pl, en"


def test_references_name_the_file_only() -> None:
    assert {m.references for m in messages().values()} == {("articles/velkommen.md",)}


def test_a_number_that_stands_alone_is_no_message() -> None:
    assert [text for context, text in messages() if context == "cell"] == ["Hva", "Antall", "Budsjett", "År", "Telefon"]


def test_fixed_fields_are_no_messages() -> None:
    assert not [m for m in messages().values() if "Kari Nordmann" in m.text]


def test_equal_keys_are_one_message_with_all_references() -> None:
    project = make_project("a.md", "b.md")
    found = extract_project(project, [replace(parsed(), source=name) for name in ("a.md", "b.md")])
    assert next(m for m in found if m.text == "Første punkt").references == ("articles/a.md", "articles/b.md")
    assert len({m.key for m in found}) == len(found)


def test_what_has_nothing_to_translate_is_no_message() -> None:
    article = parsed("---\ntitle: T\n---\n{$sentralbord}\n\n`kode`\n\n– – –\n")
    assert [m.text for m in extract_messages(article, "x")] == ["T"]


# ── configuration ────────────────────────────────────────────────────────────────────────────


def make_project(*names: str, languages: tuple[str, ...] = ("nb", "en")) -> Project:
    press = PressProfile(name="p", icc="p.icc", condition="P")
    publication = Publication(
        id="velkommen",
        title="Velkommen hit",
        subtitle="Ring {$sentralbord}",
        date=datetime.date(2026, 11, 1),
        cover=a.Figure(src="images/a.jpg", alt="Elva", caption=(i.Text("Elva i *lys*"),)),
        sheet=Sheet(name="a5", width=148, height=210),
        articles=names,
        languages=languages,
        formats=("epub",),
        press=press,
    )
    brand = Brand(
        organisation="Prøve kommune",
        logo=Logo(src="a.svg", alt="Våpenet"),
        contact=BrandContact(name="Servicetorget", address="Torget 1", phone="{$sentralbord}"),
    )
    root = Path("prosjekt")
    return Project(
        root=root,
        name="Prøver",
        source_language="nb",
        domain="prover",
        output=root / "output",
        brand=brand,
        publications=(publication,),
    )


def test_configuration_comes_first_and_has_its_own_context() -> None:
    found = extract_project(make_project("velkommen.md"), [parsed()])
    own = [m for m in found if m.references == ("utgivelse.toml",)]
    assert found[: len(own)] == tuple(own)
    assert {m.context for m in own} == {"publication"}
    assert [m.text for m in own] == [
        "Prøve kommune",
        "Våpenet",
        "Servicetorget",
        "Torget 1",
        "Velkommen hit",
        "Ring {$sentralbord}",
        "Elva",
        "Elva i \\*lys\\*",
    ]


def test_configuration_is_localized_by_the_same_walk() -> None:
    project = make_project("velkommen.md")
    texts = {m.key: Translated(f"E {m.text}", State.TRANSLATED) for m in extract_project(project, [])}
    brand = localize(project.brand, Translation("en", texts), "nb")
    publication = localize(project.publications[0], Translation("en", texts), "nb")
    assert (brand.organisation, brand.logo and brand.logo.alt) == ("E Prøve kommune", "E Våpenet")
    assert publication.cover is not None
    assert (publication.title, publication.cover.caption) == ("E Velkommen hit", (i.Text("E Elva i *lys*"),))
    assert put_variables(brand, {"sentralbord": "32 00"}, "en").contact.phone == "32 00"
    assert put_variables(publication, {"sentralbord": "32 00"}, "en").subtitle == "E Ring 32 00"


def test_only_what_is_due_in_a_language_is_asked_for() -> None:
    project = make_project("velkommen.md", languages=("nb", "pl"))
    assert [m.text for m in extract_project(project, [parsed()], "en")] == [
        "Prøve kommune",
        "Våpenet",
        "Servicetorget",
        "Torget 1",
    ]
    texts = {m.text for m in extract_project(project, [parsed()], "pl")}
    assert {"Velkommen", "Dette gjelder ikke alle."} <= texts


def test_only_blocks_are_counted_where_they_are_due() -> None:
    project = make_project("velkommen.md")
    due = {
        tag: "Dette gjelder ikke alle."
        in {m.text for m in messages_of(project.publications[0], project.brand, [parsed()], tag)}
        for tag in ("nn", "en", "pl")
    }
    assert due == {"nn": False, "en": True, "pl": True}


# ── localized ────────────────────────────────────────────────────────────────────────────────


def shown(article: a.Article) -> list[str]:
    return [i.plain(block.text) for block in article.blocks if isinstance(block, a.Paragraph)]


def test_only_blocks_stand_in_their_place_or_nowhere() -> None:
    source = localize(parsed(), Translation("nb"), "nb")
    polish = localize(parsed(), Translation("pl"), "nb")
    assert not [block for block in (*source.blocks, *polish.blocks) if isinstance(block, a.Only)]
    assert shown(source)[-1] == "Jobb"
    assert shown(polish)[-2:] == ["Dette gjelder ikke alle.", "Tylko po polsku."]
    assert isinstance(polish.blocks[-1], a.Paragraph)
    assert polish.blocks[-1].text == (i.Text("Tylko po polsku."),)


def test_addresses_come_back_and_a_languages_own_take_their_place() -> None:
    article = localize(parsed(), identity(messages().values(), "en"), "nb")
    text = next(block.text for block in article.blocks if isinstance(block, a.Paragraph))
    targets = [part.target for part in text if isinstance(part, i.Link)]
    assert targets == ["https://eksempel.no/en/jobs", "https://eksempel.no/en/jobs", "#jobb-hos-oss"]


def test_links_may_change_places() -> None:
    text = in_english("[En](https://a.no) og [to](https://b.no).", "[Two](#2) and [one](#1).")
    assert [part.target for part in text if isinstance(part, i.Link)] == ["https://b.no", "https://a.no"]


def test_numbers_are_written_by_the_target_languages_rule() -> None:
    article = localize(parsed(), identity(messages().values(), "en"), "nb")
    table = next(block for block in article.blocks if isinstance(block, a.Table))
    assert [i.plain(row[1].text) for row in table.rows] == ["NOK\u00a01,500.50", "2021", "32 00 00 00"]


def test_missing_text_is_marked_in_a_draft() -> None:
    text = (i.Text("Hei"),)
    article = parsed("---\ntitle: T\n---\nHei\n")
    draft, standing_in = (
        localize(article, Translation("en"), "nb"),
        localize(article, Translation("en"), "nb", draft=False),
    )
    assert draft.blocks[0] == a.Paragraph(text=(i.Span(text, "nb", "missing"),))
    assert standing_in.blocks[0] == a.Paragraph(text=(i.Span(text, "nb"),))


def test_fuzzy_text_is_marked_in_a_draft_and_else_the_source_stands_in() -> None:
    assert in_english("Hei", "Hi", State.FUZZY) == (i.Span((i.Text("Hi"),), draft="fuzzy"),)
    assert in_english("Hei", "Hi", State.FUZZY, draft=False) == (i.Span((i.Text("Hei"),), "nb"),)


def test_an_article_takes_the_language() -> None:
    assert localize(parsed(), Translation("en"), "nb").language == "en"


# ── what translators break ───────────────────────────────────────────────────────────────────

SOURCE = "Les [mer](https://a.no) om {$frist}[^n] med `kode` ![ikon](images/i.svg)."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Read more about {$frist}[^n] with `kode` ![icon](#2).", "the link #1 is gone"),
        ("Read [more](#1) about {$frist}[^n] with `kode` .", "the picture #2 is gone"),
        ("Read [more](#3) about {$frist}[^n] with `kode` ![icon](#2).", "the link #3 is not in the source"),
        ("Read [more](https://b.no) about {$frist}[^n] with `kode` ![icon](#2).", "https://b.no is not in the source"),
        ("Read [more](#1) about {$deadline}[^n] with `kode` ![icon](#2).", "{$deadline} is not in the source"),
        ("Read [more](#1) about [^n] with `kode` ![icon](#2).", "the variable {$frist} is gone"),
        ("Read [more](#1) about {$frist} with `kode` ![icon](#2).", "the footnote [^n] is gone"),
        ("Read [more](#1) about {$frist}[^n] with `code` ![icon](#2).", "the code `kode` is gone"),
        ("Read [more](#1) about {$frist}[^n] with `kode` ![icon](#2). <b>Now</b>", "HTML is not allowed"),
        ("Read [more](#1) about {frist} {$frist}[^n] with `kode` ![icon](#2).", "neither attributes nor a variable"),
    ],
)
def test_a_broken_structure_is_named_and_never_printed(text: str, problem: str) -> None:
    article = parsed(f"---\ntitle: T\n---\n{SOURCE}\n\n[^n]: Fotnote.\n")
    found = extract_messages(article, "x")
    key = next(m.key for m in found if m.text.startswith("Les"))
    translation = Translation("en", {key: Translated(text, State.TRANSLATED)})
    findings = proofread(found, translation, "locales/en/LC_MESSAGES/x.po")
    findings = tuple(finding for finding in findings if finding.code == "M31")
    assert all(finding.severity is Severity.ERROR for finding in findings)
    assert any(problem in f.message and "Les" in f.message and f.hint for f in findings)
    assert findings[0].place.file == "locales/en/LC_MESSAGES/x.po"
    source, block = article.blocks[0], localize(article, translation, "nb").blocks[0]
    assert isinstance(source, a.Paragraph)
    assert block == replace(source, text=(i.Span(source.text, "nb", "missing"),))


# ── numbers ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1 500,50", "1,500.50"),
        ("1\u00a0500", "1,500"),
        ("25 %", "25%"),
        ("12,5%", "12.5%"),
        ("kr 1 500,-", "NOK\u00a01,500"),
        ("€ 5", "€5"),
        ("−3,5 °C", "−3.5\u00a0°C"),
        ("+4 %", "+4%"),
        ("0,5 km", "0.5\u00a0km"),
        ("12345", "12,345"),
        ("2026", "2026"),
        ("32 00 00 00", "32 00 00 00"),
        ("+47 32 00 00 00", "+47 32 00 00 00"),
        ("32000000", "32000000"),
        ("116 117", "116 117"),
        ("02525", "02525"),
    ],
)
def test_numbers_from_norwegian_to_english(text: str, english: str) -> None:
    number = read_number(text, "nb")
    assert number is not None
    assert write_number(number, "en", "nb") == english


@pytest.mark.parametrize(
    "text", ["ca. 10", "10–20", "50 000 innbyggere", "1.500", "18.30", "Nr. 1", "kr", "5,-", "kr 5 kr"]
)
def test_what_is_more_than_a_number_is_a_message(text: str) -> None:
    assert read_number(text, "nb") is None


def test_numbers_are_read_by_the_source_languages_rule() -> None:
    number = read_number("1,500.50", "en")
    assert number is not None
    assert write_number(number, "nb", "en") == "1\u00a0500,50"
    assert read_number("1 500,50", "en") is None


def test_an_emphasized_number_is_one_but_a_linked_one_is_a_message() -> None:
    assert find_number((i.Strong((i.Text("1 500"),)),), "nb") is not None
    assert find_number((i.Link("https://a.no", (i.Text("1 500"),)),), "nb") is None


# ── variables ────────────────────────────────────────────────────────────────────────────────

VALUES: dict[str, Value] = {
    "sentralbord": "32 00 00 00",
    "frist": datetime.date(2026, 12, 1),
    "lonn": Amount(amount=550000, currency="NOK"),
}


def test_values_are_written_by_the_languages_rules() -> None:
    article = parsed("---\ntitle: T\n---\nFrist {$frist}, lønn **{$lonn}**, `{$frist}`.\n")
    found = identity(extract_messages(article, "x"), "en")
    block = put_variables(localize(article, found, "nb"), VALUES, "en").blocks[0]
    assert isinstance(block, a.Paragraph)
    assert i.plain(block.text) == "Frist 1 December 2026, lønn NOK\u00a0550,000, {$frist}."


def test_every_unknown_variable_is_named_with_the_nearest() -> None:
    article = parsed("---\ntitle: T\n---\nHei\n\nRing {$sentralbor} eller {$x}.\n")
    with pytest.raises(ProjectError) as caught:
        put_variables(article, VALUES, "nb")
    first, second = caught.value.findings
    assert (first.code, first.place.file, first.place.line) == ("M30", "articles/velkommen.md", 6)
    assert ("«sentralbord»" in first.hint, "[variables]" in second.hint) == (True, True)


# ── the laws ─────────────────────────────────────────────────────────────────────────────────


def without_numbers(article: a.Article) -> bool:
    """Nn writes numbers as nb does, but with no-break spaces where an author typed others."""
    cells = (value for _, value in texts_of(article))
    return all(find_number(value, "nb") is None for value in cells)


def texts_of(node: Any) -> Iterator[tuple[str, i.Inlines | str]]:
    """Every text for readers in a tree, and the name of its field."""
    if isinstance(node, tuple):
        for part in node:
            yield from texts_of(part)
    elif is_dataclass(node):
        fixed = getattr(node, "fixed", ())
        for field in fields(node):
            value = getattr(node, field.name)
            if "role" in field.metadata and field.name not in fixed:
                yield field.name, value
            elif field.name not in fixed:
                yield from texts_of(value)


@settings(max_examples=40, deadline=None)
@given(articles())
def test_an_identity_catalog_gives_the_same_article(article: a.Article) -> None:
    found = extract_messages(article, "articles/provetekst.md")
    same = localize(article, identity(found), "nb")
    if without_numbers(article):
        assert replace(same, language="nb") == article
    assert localize(article, identity(found, "nb"), "nb") == article
    assert not proofreading.has_errors(proofread(found, identity(found), "x.po"))


@settings(max_examples=100, deadline=None)
@given(INLINES)
def test_a_text_and_its_message_are_the_same(tree: i.Inlines) -> None:
    written = write(tree)
    back = read(written.text, written.text, plain=False)
    assert back.problems == ()
    assert write(back.value).text == written.text
    assert not [address for address in written.addresses if address.startswith("https") and address in written.text]


def visible(value: i.Inlines | str) -> str:
    """What a reader would see of a text, less what the second law excepts."""
    if isinstance(value, str):
        return re.sub(r"\{\$[\w-]+\}", " ", value)
    pieces = []
    for part in value:
        match part:
            case i.Text(text=text):
                pieces.append(text)
            case i.Icon(alt=alt):
                pieces.append(alt)
            case i.Span(language=language) if language not in ("", "nb"):
                pieces.append(" ")
            case i.Emphasis(children=children) | i.Strong(children=children) | i.Link(children=children):
                pieces.append(visible(children))
            case i.Span(children=children):
                pieces.append(visible(children))
            case _:
                pieces.append(" ")
    return "".join(pieces)


@settings(max_examples=40, deadline=None)
@given(articles())
def test_a_pseudo_translation_leaves_no_plain_word(article: a.Article) -> None:
    found = extract_messages(article, "articles/provetekst.md")
    translation = pseudo_translation(found, "nb")
    pseudo = localize(article, translation, "nb")
    assert not proofreading.has_errors(proofread(found, translation, "x.po"))
    for name, value in texts_of(pseudo):
        left = ADDRESS.sub(" ", visible(value))
        assert not re.search(r"[A-Za-z]{2,}", left), (name, value)
    assert not [value for _, value in texts_of(pseudo) for part in value if isinstance(part, i.Span) and part.draft]


def test_a_pseudo_translation_leaves_no_plain_word_of_the_configuration() -> None:
    project = make_project()
    translation = pseudo_translation(extract_project(project, []), "nb")
    for whole in (project.brand, project.publications[0]):
        for name, value in texts_of(localize(whole, translation, "nb")):
            assert not re.search(r"[A-Za-z]{2,}", visible(value)), (name, value)


def test_units_and_currencies_are_accented_in_a_pseudo_translation() -> None:
    article = parsed("---\ntitle: T\n---\n| a | b |\n| - | - |\n| 5 km | 1 500 kr |\n")
    pseudo = localize(article, pseudo_translation(extract_messages(article, "x"), "nb"), "nb")
    table = pseudo.blocks[0]
    assert isinstance(table, a.Table)
    assert [i.plain(cell.text) for cell in table.rows[0]] == ["5\u00a0ķŋ", "1\u00a0500\u00a0ķŕ"]


def test_a_pseudo_translation_is_a_third_longer() -> None:
    text = "Kommunen søker en engasjert medarbeider til servicetorget i sentrum."
    longer = pseudo_translation([Message(text)], "nb").find("", text).text
    assert 1.25 < len(longer) / len(text) < 1.4


def test_addresses_stay_in_a_pseudo_translation() -> None:
    text = "Skriv til post@eksempel.no eller se www.kongsberg.kommune.no/jobb, f.eks. nå."
    longer = pseudo_translation([Message(text)], "nb").find("", text).text
    assert "post@eksempel.no" in longer
    assert "www.kongsberg.kommune.no/jobb" in longer
    assert "eks" not in longer.replace("eksempel", "")


# ── pybabel ──────────────────────────────────────────────────────────────────────────────────


def test_pybabel_extracts_the_same_messages(tmp_path: Path) -> None:
    (tmp_path / "articles/under").mkdir(parents=True)
    (tmp_path / "articles/velkommen.md").write_text(TEXT)
    (tmp_path / "articles/under/annen.md").write_text("---\ntitle: En annen\n---\nMed **fet** skrift, 10 % i dag.\n")
    (tmp_path / "babel.cfg").write_text("[utgivelse: articles/**.md]\nlanguage = nb\n")
    pybabel = Path(sys.executable).with_name("pybabel")
    command = [str(pybabel), "extract", "-F", "babel.cfg", "-o", "alle.pot", "--no-wrap", "."]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "alle.pot").open("rb") as file:
        catalog = read_po(file)
    found = {(m.context or "", str(m.id)): m.auto_comments for m in catalog if m.id}
    other, _ = read_article((tmp_path / "articles/under/annen.md").read_text(), "under/annen.md", "nb")
    expected = {m.key for m in (*messages().values(), *extract_messages(other, "x"))}
    assert set(found) == expected
    assert found["heading", "Jobb hos oss"] == ["heading in velkommen"]
