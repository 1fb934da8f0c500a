"""Estimates: every open word in one band, counted by a stated rule, at a translator's rates."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Command, write_project
from utgivelse import approving, estimating, pipeline, translators
from utgivelse.estimate import BANDS, Band, count_words, fee_of, sort_out, words_in
from utgivelse.findings import ProjectError
from utgivelse.language import format_money
from utgivelse.localize.words import words_of
from utgivelse.message import Message, State, Translated, Translation
from utgivelse.publication import Amount, Rates
from utgivelse.tmx import Unit

RATES = """
[rates]
currency = "NOK"
new = 1.80
"85-94" = 0.90
"100" = 0.10
least = 5

[translators.en]
name = "Kari Nes"
rates = { new = 2.00, repetition = 0 }
"""


def band_of(text: str, translation: Translation, units: tuple[Unit, ...] = (), context: str = "") -> Band:
    (one,) = sort_out([Message(text, context)], translation, units)
    return one.band


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elva renner gjennom byen.", 4),
        ("**Ring** [oss her](#1) – eller {$telefon}[^1], kl. 18.00", 6),
        ("`utgivelse build` lager alt", 2),
        ("![Et bilde av elva](#1) Kom hit", 6),
        ("[Bures boahtin]{lang=se} til oss", 4),
        ("…", 0),
        ("北京 2026 年", 4),
        ("ยินดี", 3),
        ("한국어 텍스트", 2),
        ("10 % av 500 kr", 4),
    ],
)
def test_words_are_counted_by_the_stated_rule(text: str, words: int) -> None:
    assert count_words(Message(text)) == words


def test_in_a_plain_text_only_variables_are_no_words() -> None:
    assert count_words(Message("Ring {$telefon} *nå*", plain=True)) == 2


NOTHING = Translation("en")
KNOWN = Translation(
    "en",
    {
        ("", "Fjellet ligger vest for byen."): Translated("The mountain …", State.TRANSLATED),
        ("", "Vi søker ti sykepleiere til sykehjemmet."): Translated(
            "We seek …", State.FUZZY, previous=("", "Vi søker ti leger til sykehjemmet.")
        ),
    },
    {("", "Elva er kald."): "The river is cold."},
)


@pytest.mark.parametrize(
    ("text", "context", "band"),
    [
        ("Fjellet ligger vest for byen.", "heading", "100"),
        ("Fjellet  ligger\nvest for byen.", "", "100"),
        ("Fjellet ligger *vest* for byen.", "", "95-99"),
        ("Fjellet ligger rett vest for byen.", "", "85-94"),
        ("Fjellet ligger nord for bygda.", "", "new"),
        ("Fjellet ligger nord for byen.", "", "75-84"),
        ("Elva er kald.", "", "context"),
        ("Elva er kald.", "heading", "100"),
        ("Vi søker ti sykepleiere til sykehjemmet.", "", "85-94"),
        ("Skogen er stor.", "", "new"),
    ],
)
def test_a_message_falls_into_the_band_of_its_best_match(text: str, context: str, band: Band) -> None:
    assert band_of(text, KNOWN, (), context) == band


def test_a_text_that_stands_open_already_is_a_repetition_after_the_first() -> None:
    messages = [Message("Søk her"), Message("Søk her", "heading"), Message("Søk  her", "cell")]
    assert [one.band for one in sort_out(messages, NOTHING, ())] == ["new", "repetition", "repetition"]


WORDS = st.lists(
    st.sampled_from(["elva", "byen", "er", "stor", "og", "ikke", "12", "**kald**", "{$frist}", "[her](#1)"]),
    min_size=1,
    max_size=9,
)
TEXTS = WORDS.map(" ".join)
MESSAGES = st.lists(
    st.builds(Message, TEXTS, st.sampled_from(["", "heading"])), max_size=12, unique_by=lambda one: one.key
)


@given(MESSAGES, st.lists(st.tuples(TEXTS, st.sampled_from(list(State))), max_size=6), st.lists(TEXTS, max_size=6))
def test_the_bands_sum_up_to_all_open_words_and_always_alike(
    messages: list[Message], entries: list[tuple[str, State]], known: list[str]
) -> None:
    texts = {("", text): Translated("x", state) for text, state in entries if state is not State.MISSING}
    translation = Translation("en", texts)
    units = [Unit(text, "x") for text in known]
    found = sort_out(messages, translation, units)
    still_open = [one for one in messages if translation.find(*one.key).state is not State.TRANSLATED]
    assert [one.message for one in found] == still_open
    bands = words_in(found)
    assert tuple(bands) == BANDS
    assert sum(words for _, words in bands.values()) == sum(map(count_words, still_open))
    assert sum(count for count, _ in bands.values()) == len(still_open)
    assert sort_out(messages, translation, units) == found


@given(st.dictionaries(st.sampled_from(BANDS), st.integers(0, 10_000)), st.integers(0, 500), st.integers(0, 100_000))
def test_a_fee_is_the_sum_of_its_bands_and_at_least_the_least(words: dict[Band, int], cents: int, least: int) -> None:
    fee = fee_of(words, Rates(currency="NOK", words={"new": cents / 100}, least=least / 100))
    exact = Decimal(cents * sum(words.values())) / 100
    assert sum(fee.sums.values()) == exact
    assert fee.total == (max(exact, Decimal(least) / 100) if any(words.values()) else 0)


def test_a_band_without_a_rate_costs_what_the_next_dearer_one_does() -> None:
    fee = fee_of({"95-99": 100}, Rates(currency="NOK", words={"new": 1.8, "85-94": 0.9, "100": 0.1}))
    assert {band: str(rate) for band, rate in fee.rates.items()} == {
        "repetition": "0.1",
        "context": "0.1",
        "100": "0.1",
        "95-99": "0.9",
        "85-94": "0.9",
        "75-84": "1.8",
        "new": "1.8",
    }
    assert fee.total == Decimal("90.00")


def project_with_rates(root: Path) -> Path:
    project = write_project(root)
    path = project / "utgivelse.toml"
    path.write_text(path.read_text() + RATES)
    return project


def test_the_estimate_of_a_project_as_a_table_and_as_json(tmp_path: Path, command: Command) -> None:
    root = project_with_rates(tmp_path / "p")
    approving.approve(pipeline.open_project(root), approving.Approval("en", "Kari Nes", "2026-11-20"))
    translators.update(pipeline.open_project(root))
    (root / "articles/felles.md").write_text(
        "---\ntitle: Elva\n---\nElva renner stille gjennom byen.\n\nHer er alt nytt for oss.\n\n"
        "## Her er alt nytt for oss.\n"
    )
    (one,) = json.loads(command("estimate", "en", "--json", cwd=root).stdout)["estimates"]
    open_bands = {band: (row["messages"], row["words"]) for band, row in one["bands"].items() if row["messages"]}
    assert open_bands == {"repetition": (1, 6), "85-94": (1, 5), "new": (1, 6)}
    assert (one["words"], one["currency"], one["total"]) == (17, "NOK", "16.50")
    assert one["bands"]["85-94"] == {"messages": 1, "words": 5, "rate": "0.9", "sum": "4.50"}
    shown = command("estimate", "en", cwd=root).stdout
    assert "NOK\u00a016.50" in shown
    norwegian = command("estimate", "en", cwd=root, LC_ALL="nb_NO.UTF-8", LANGUAGE="nb").stdout
    assert format_money(Amount(amount=16.5, currency="NOK"), "nb") in norwegian
    assert "en engelsk" in norwegian
    other = json.loads(command("estimate", "--publication", "to", "--json", cwd=root).stdout)["estimates"][0]
    assert (other["words"], other["total"]) == (0, "0.00")


def test_without_rates_there_is_no_sum(project: Path, command: Command) -> None:
    shown = command("estimate", cwd=project).stdout
    assert "no rates" in shown
    assert "NOK" not in shown


def test_a_broken_memory_is_told_and_the_estimate_goes_on(project: Path) -> None:
    (project / "locales/en/memory.tmx").write_text("no")
    (one,) = estimating.estimate(pipeline.open_project(project))
    assert [finding.code for finding in one.findings] == ["M91"]
    assert one.words == 0


def test_unknown_names_are_refused(project: Path) -> None:
    opened = pipeline.open_project(project)
    with pytest.raises(ProjectError, match="«de»"):
        estimating.estimate(opened, ("de",))
    with pytest.raises(ProjectError, match="there is en, to"):
        estimating.estimate(opened, ("en",), "tre")


def test_a_translators_rates_come_before_the_projects(tmp_path: Path) -> None:
    root = project_with_rates(tmp_path / "p")
    opened = pipeline.open_project(root)
    english = estimating.rates_for(opened, "en")
    assert english == Rates(currency="NOK", words={"new": 2.0, "85-94": 0.9, "100": 0.1, "repetition": 0.0}, least=5.0)
    assert estimating.rates_for(opened, "pl") == Rates(
        currency="NOK", words={"new": 1.8, "85-94": 0.9, "100": 0.1}, least=5.0
    )
    path = root / "utgivelse.toml"
    path.write_text(path.read_text().replace("rates = { new = 2.00,", 'rates = { currency = "EUR", new = 0.20,'))
    assert estimating.rates_for(pipeline.open_project(root), "en") == Rates(
        currency="EUR", words={"new": 0.2, "repetition": 0.0}
    )


def test_words_of_counts_what_stands_between_spaces() -> None:
    assert words_of("a – b/c  d") == 3
