"""Grammar: numbers, lists, dates, money, plurals and names in a theme's words, by each language's rules."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from books import article, book, project_folder
from utgivelse.design import load_design
from utgivelse.files import Files
from utgivelse.findings import Finding, ProjectError
from utgivelse.names import load_names, read_names
from utgivelse.po import plural_forms
from utgivelse.publication import Amount
from utgivelse.render import Renderer, render_pages

POLISH = {
    "locales/pl/LC_MESSAGES/kommune.po": (
        'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {plural_forms("pl")[1]};\\n"\n\n'
        'msgid "%(num)s page"\nmsgid_plural "%(num)s pages"\n'
        'msgstr[0] "%(num)s strona"\nmsgstr[1] "%(num)s strony"\nmsgstr[2] "%(num)s stron"\n'
        'msgstr[3] "%(num)s strony"\n\n'
        'msgctxt "street"\nmsgid "%(num)s house"\nmsgid_plural "%(num)s houses"\n'
        'msgstr[0] "%(num)s dom"\nmsgstr[1] "%(num)s domy"\nmsgstr[2] "%(num)s domów"\nmsgstr[3] "%(num)s domu"\n\n'
        'msgid "Welcome to %(place)s"\nmsgstr "Witamy w %(place.locative)s"\n'
    ),
    "locales/pl/names.toml": '[Kongsberg]\ngenitive = "Kongsbergu"\nlocative = "Kongsbergu"\n',
}
PAGES = "{% trans num=n %}{{ num }} page{% pluralize %}{{ num }} pages{% endtrans %}"


def renderer(folder: Path, language: str, files: dict[str, str] | None = None) -> Renderer:
    found = project_folder(folder)
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    made = book(article("---\ntitle: T\n---\nEt avsnitt.\n"), language=language)
    return Renderer(made, load_design(found, made.publication, made.brand), found, "page")


def said_in(made: Renderer, template: str, **context: object) -> str:
    return made.environment.from_string(template).render(**context)


@pytest.mark.parametrize(
    ("template", "norwegian", "english"),
    [
        ("{{ number(1234.5) }}", "1\u00a0234,5", "1,234.5"),
        ("{{ per_cent(25) }}", "25\u00a0%", "25%"),
        ('{{ money(550000, "NOK") }}', "550\u00a0000\u00a0kr", "NOK\u00a0550,000"),
        ("{{ money(amount) }}", "500\u00a0kr", "NOK\u00a0500"),
        ("{{ date(day) }}", "5. november 2026", "5 November 2026"),
        ('{{ date(day, "month") }}', "november 2026", "November 2026"),
        ('{{ date(day, "short") }}', "5.11.2026", "05/11/2026"),
        ('{{ joined(["a", "b", "c"]) }}', "a, b og c", "a, b and c"),
        ('{{ joined(["a", "b"], "or") }}', "a eller b", "a or b"),
        ('{{ joined(["<b>", "&"]) }}', "&lt;b&gt; og &amp;", "&lt;b&gt; and &amp;"),
    ],
)
def test_what_templates_say_follows_the_language(tmp_path: Path, template: str, norwegian: str, english: str) -> None:
    context = {"day": datetime.date(2026, 11, 5), "amount": Amount(amount=500, currency="NOK")}
    for language, expected in (("nb", norwegian), ("en", english)):
        folder = tmp_path / language
        folder.mkdir()
        assert said_in(renderer(folder, language), template, **context) == expected


@pytest.mark.parametrize(
    ("count", "polish"),
    [(1, "1 strona"), (3, "3 strony"), (5, "5 stron"), (22, "22 strony"), (12345, "12\u00a0345 stron")],
)
def test_a_number_chooses_the_form_and_is_written_by_the_rules(tmp_path: Path, count: int, polish: str) -> None:
    assert said_in(renderer(tmp_path, "pl", POLISH), PAGES, n=count) == polish


def test_a_plural_of_one_use_of_a_word(tmp_path: Path) -> None:
    call = '{{ npgettext("street", "%(num)s house", "%(num)s houses", n) }}'
    made = renderer(tmp_path, "pl", POLISH)
    assert [said_in(made, call, n=n) for n in (1, 2, 5)] == ["1 dom", "2 domy", "5 domów"]


def test_english_takes_the_source_for_both_forms(tmp_path: Path) -> None:
    made = renderer(tmp_path, "en")
    assert [said_in(made, PAGES, n=n) for n in (1, 1200)] == ["1 page", "1,200 pages"]


def test_the_translator_chooses_the_case_of_a_name(tmp_path: Path) -> None:
    made = renderer(tmp_path, "pl", POLISH)
    welcome = "{% trans place=place %}Welcome to {{ place }}{% endtrans %}"
    assert said_in(made, welcome, place="Kongsberg") == "Witamy w Kongsbergu"
    assert said_in(made, welcome, place="Oslo") == "Witamy w Oslo"
    assert said_in(made, '{{ name("Kongsberg", "genitive") }} {{ name("Kongsberg") }}') == "Kongsbergu Kongsberg"
    assert made.names.findings == ()


def test_values_are_escaped_in_markup_and_left_alone_in_plain_text(tmp_path: Path) -> None:
    made = renderer(tmp_path, "en")
    assert said_in(made, '{{ _("Photo: %(name)s", name="A & B") }}') == "Photo: A &amp; B"
    assert said_in(made, '{% autoescape false %}{{ _("Photo: %(name)s", name="A & B") }}{% endautoescape %}') == (
        "Photo: A & B"
    )


@pytest.mark.parametrize(
    ("source", "text", "shown"),
    [
        ("Photo: %(name)s", "Foto <b>R&D</b> %(name)s", "Foto &lt;b&gt;R&amp;D&lt;/b&gt; A"),
        ("<b>Photo</b>: %(name)s", "<b>Foto</b>: %(name)s", "<b>Foto</b>: A"),
        ("Photo: %(name)s", "Foto: %(name.locative)s", "Foto: A"),
        ("Photo: %(name)s", "100 %% foto: %(name)s", "100 % foto: A"),
    ],
)
def test_a_translated_word_is_text(tmp_path: Path, source: str, text: str, shown: str) -> None:
    made = renderer(tmp_path, "pl", {"locales/pl/LC_MESSAGES/kommune.po": f'msgid "{source}"\nmsgstr "{text}"\n'})
    assert said_in(made, f'{{{{ _("{source}", name="A") }}}}') == shown


def test_a_case_that_is_not_given_is_told_with_the_file(tmp_path: Path) -> None:
    made = renderer(tmp_path, "pl", POLISH)
    assert said_in(made, '{{ name("Kongsberg", "dative") }}') == "Kongsberg"
    (found,) = made.names.findings
    assert (found.code, found.place.file) == ("M98", "locales/pl/names.toml")


def test_what_a_name_lacks_is_said_of_the_edition(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    for name, text in {
        **POLISH,
        "templates/kommune/blocks/paragraph.html.j2": '<p>{{ name("Kongsberg", "dative") }}</p>',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    made = book(article("---\ntitle: T\n---\nEt avsnitt.\n"), language="pl")
    _, findings = render_pages(made, load_design(files, made.publication, made.brand), files)
    assert "M98" in [finding.code for finding in findings]


def test_no_letter_escapes_the_pseudo_language(tmp_path: Path) -> None:
    made = renderer(tmp_path, "x-pseudo")
    text = said_in(
        made,
        '{{ joined(["Å", "É", "Û"]) }} {{ date(day, "month") }} {{ name("Kongsberg") }} {{ money(5, "NOK") }}',
        day=datetime.date(2026, 11, 5),
    )
    assert not any("a" <= letter.lower() <= "z" for letter in text), text


# ── the file of names ────────────────────────────────────────────────────────────────────────


def refused(data: bytes) -> Finding:
    with pytest.raises(ProjectError) as caught:
        read_names(data, "locales/pl/names.toml")
    return caught.value.findings[0]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[Oslo]\ngenitive = "Oslo\n', "M96", 2),
        ('# by\n\nOslo = "x"\n', "M96", 3),
        ("[Oslo]\ngenitive = 3\n", "M96", 1),
        ('[Bergen]\n[Oslo]\ngenetive = "x"\n', "M97", 2),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, code: str, line: int) -> None:
    found = refused(text.encode())
    assert (found.code, found.place.line) == (code, line)
    assert found.hint


def test_latin_1_is_refused_at_its_line() -> None:
    found = refused("[Bø]\n".encode("latin-1"))
    assert (found.code, found.place.line) == ("M96", 1)


def test_the_general_language_lends_its_names(tmp_path: Path) -> None:
    path = tmp_path / "locales/pl/names.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[Oslo]\ngenitive = "Osla"\n')
    files = Files(tmp_path)
    assert load_names(files, "pl-PL").form("Oslo", "genitive") == "Osla"
    assert load_names(files, "de").form("Oslo", "genitive") == "Oslo"
    assert load_names(files, "pl").every("Oslo") == {"Oslo", "Osla"}
    assert "locales/pl/names.toml" in str(files.record.reads)
