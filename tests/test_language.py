"""Language: tags, formatting by CLDR and by our own tables."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utgivelse import language
from utgivelse.publication import Amount

DATE = datetime.date(2026, 11, 5)


@pytest.mark.parametrize(
    ("tag", "date", "number", "per_cent"),
    [
        ("nb", "5. november 2026", "1\u00a0234\u00a0567,5", "25\u00a0%"),
        ("nn", "5. november 2026", "1\u00a0234\u00a0567,5", "25\u00a0%"),
        ("se", "skábmamánu 5. b. 2026", "1\u00a0234\u00a0567,5", "25\u00a0%"),
        ("en", "5 November 2026", "1,234,567.5", "25%"),
        ("pl", "5 listopada 2026", "1\u00a0234\u00a0567,5", "25%"),
        ("uk", "5 листопада 2026\u00a0р.", "1\u00a0234\u00a0567,5", "25%"),
        ("so", "5 Noofeembar 2026", "1,234,567.5", "25%"),
        ("ti", "5 ሕዳር 2026", "1,234,567.5", "25%"),
        ("de", "5. November 2026", "1.234.567,5", "25\u00a0%"),
        ("sma", "5.11.2026", "1\u00a0234\u00a0567,5", "25\u00a0%"),
    ],
)
def test_dates_and_numbers(tag: str, date: str, number: str, per_cent: str) -> None:
    assert language.format_date(DATE, tag) == date
    assert language.format_number(1234567.5, tag) == number
    assert language.format_per_cent(25, tag) == per_cent


@pytest.mark.parametrize(
    ("tag", "kroner", "euro"),
    [
        ("nb", "550\u00a0000\u00a0kr", "1\u00a0500,50\u00a0€"),
        ("en", "NOK\u00a0550,000", "€1,500.50"),
        ("pl", "550\u00a0000\u00a0NOK", "1500,50\u00a0€"),
    ],
)
def test_money(tag: str, kroner: str, euro: str) -> None:
    assert language.format_money(Amount(amount=550000, currency="NOK"), tag) == kroner
    assert language.format_money(Amount(amount=1500.5, currency="EUR"), tag) == euro


def test_lists() -> None:
    assert language.format_list(["a", "b", "c"], "nb") == "a, b og c"
    assert language.format_list(["a", "b", "c"], "en") == "a, b and c"


def test_four_digits_stand_together_where_the_language_says_so() -> None:
    assert language.format_number(1234, "pl") == "1234"
    assert language.format_number(12345, "pl") == "12\u00a0345"
    assert language.format_number(1234, "nb") == "1\u00a0234"


@pytest.mark.parametrize("tag", ["nb", "en", "fr", "ar", "fa-AF", "uk", "ckb"])
@settings(max_examples=30, deadline=None)
@given(number=st.decimals(-(10**9), 10**9, places=2), day=st.dates(datetime.date(1900, 1, 1)))
def test_no_sign_that_fonts_lack(tag: str, number: Decimal, day: datetime.date) -> None:
    texts = (language.format_number(number, tag), language.format_date(day, tag), language.format_per_cent(number, tag))
    assert not {"\u202f", "\u200f", "\u200e"} & set("".join(texts))


def test_direction_script_and_own_name() -> None:
    found = {tag: language.language(tag) for tag in ("nb", "ar", "uk", "ti", "zh-Hans")}
    assert [found[tag].direction for tag in found] == ["ltr", "rtl", "ltr", "ltr", "ltr"]
    assert [found[tag].script for tag in found] == ["Latn", "Arab", "Cyrl", "Ethi", "Hans"]
    assert [found[tag].name for tag in ("nb", "ar", "uk")] == ["Norsk bokmål", "العربية", "Українська"]
    assert language.language_name("en") == "English"


def test_quotes_and_dialogue() -> None:
    assert language.language("nb").quotes[0] == ("«", "»")
    assert language.language("en").quotes[0] == ("‘", "’")
    assert language.language("nb").dialogue == "dash"
    assert language.language("en").dialogue == "quotes"
    assert language.language("nb").opens_dialogue("– Ja, sier hun.")
    assert not language.language("nb").opens_dialogue("«Ja», sier hun.")
    assert language.language("en").opens_dialogue("‘Yes,’ she says.")
    assert not language.language("en").opens_dialogue("– Yes, she says.")


def test_hyphenation_only_with_a_dictionary() -> None:
    assert language.language("nb").hyphenation
    assert not language.language("se").hyphenation


def test_english_is_british_and_tagged_en() -> None:
    english = language.language("en")
    assert (english.tag, english.rules) == ("en", "en_GB")


def test_pseudo_has_the_source_languages_rules() -> None:
    pseudo = language.language("x-pseudo", "uk")
    assert (pseudo.tag, pseudo.rules, pseudo.script) == ("x-pseudo", "uk", "Cyrl")
    assert not any("a" <= letter.lower() <= "z" for letter in language.format_date(DATE, "x-pseudo", "nb"))
    assert not any("a" <= letter.lower() <= "z" for letter in language.language_name("x-pseudo", "nb"))


@pytest.mark.parametrize("tag", ["nb", "nn", "se", "en", "en-GB", "zh-Hans", "pt-BR", "nb+se", "ckb", "fa-AF"])
def test_good_tags(tag: str) -> None:
    assert language.check_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("no", "nb"),
        ("EN", "en"),
        ("en_GB", "en-GB"),
        ("norsk", "nb"),
        ("prs", "fa-AF"),
        ("nb+no", "nb"),
        ("", "nb"),
        ("nbb", "nb"),
    ],
)
def test_wrong_tags_name_the_nearest(tag: str, hint: str) -> None:
    finding = language.check_tag(tag)
    assert finding is not None
    assert (finding.code, f"«{hint}»" in finding.hint) == ("M01", True)


def test_pseudo_is_no_language_to_publish_in() -> None:
    finding = language.check_tag("x-pseudo")
    assert finding is not None
    assert (finding.code, "build -l x-pseudo" in finding.hint) == ("M02", True)


def test_folders_are_written_with_an_underscore() -> None:
    assert language.gettext_name("zh-Hans") == "zh_Hans"
    assert language.normalise_tag("EN_gb") == "en-GB"


def test_importing_it_costs_nothing() -> None:
    program = "import sys, utgivelse.language, utgivelse.speech; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
