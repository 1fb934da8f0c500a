"""Titles: their size and their lines follow from their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utgivelse.fitting import balance, fit, width

SIZES = (44, 38, 32, 27)


def test_a_short_title_takes_the_largest_size() -> None:
    assert fit("Kort", 121, SIZES, 2) == 44


def test_a_long_word_makes_the_title_step_down() -> None:
    size = fit("Arbeidsmarkedsutviklingskommisjonen", 121, SIZES, 3)
    assert size < 44


def test_the_smallest_size_is_given_when_nothing_fits() -> None:
    assert fit("x" * 200, 121, SIZES, 1) == 27


def test_lines_come_out_even() -> None:
    assert balance("Under byen ligger en annen by", 121, 30) == "Under byen ligger <br/>en annen by"


def test_markup_in_a_title_is_escaped() -> None:
    assert "<b>" not in balance("Et <b> i tittelen som er lang nok til to linjer", 80, 30)


@pytest.mark.parametrize("text", ["", "ett", "to ord"])
def test_what_fits_on_one_line_is_left_alone(text: str) -> None:
    assert balance(text, 121, 10) == text


@given(st.lists(st.from_regex(r"[a-zæøå]{1,12}", fullmatch=True), min_size=1, max_size=9))
def test_no_word_is_lost_and_no_line_is_longer_than_a_greedy_one_would_allow(words: list[str]) -> None:
    text = " ".join(words)
    lines = str(balance(text, 121, 30)).split(" <br/>")
    assert " ".join(lines) == text
    if len(lines) > 1:
        assert all(width(line, 30) <= 121 for line in lines)
