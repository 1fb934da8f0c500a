"""Colour: the table of a theme in a brand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utgivelse.colour import Colour, colour_table, parse_rgb, tint
from utgivelse.findings import ProjectError
from utgivelse.publication import Ink

THEME: dict[str, dict[str, Any]] = {
    "soft": {"of": "primary", "tint": 10},
    "primary": {"rgb": "#10464f", "cmyk": [88, 20, 40, 42]},
    "ink": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]},
}


def codes(theme: dict[str, dict[str, Any]], brand: dict[str, Ink] | None = None) -> list[str]:
    with pytest.raises(ProjectError) as caught:
        colour_table(theme, brand)
    return [finding.code for finding in caught.value.findings]


def test_a_tint_is_mixed_with_white_on_the_screen_and_scaled_in_ink() -> None:
    soft = colour_table(THEME)["soft"]
    assert soft.rgb == (231, 236, 237)
    assert soft.cmyk == pytest.approx((0.088, 0.02, 0.04, 0.042))
    assert soft.hex == "#e7eced"


def test_the_table_finds_by_name_and_by_rgb_in_the_order_of_the_theme() -> None:
    table = colour_table(THEME)
    assert [colour.name for colour in table] == ["soft", "primary", "ink"]
    assert table.by_rgb[(16, 70, 79)] is table["primary"]
    assert "ink" in table
    assert len(table) == 3


def test_the_brand_takes_the_place_of_a_colour_and_its_tints_follow() -> None:
    table = colour_table(THEME, {"primary": Ink(rgb="#c8102e", cmyk=(0, 100, 80, 10), spot="PANTONE 186 C")})
    assert table["primary"].rgb == (200, 16, 46)
    assert table["soft"].cmyk == pytest.approx((0, 0.1, 0.08, 0.01))
    assert (table["soft"].spot, table["soft"].tint) == ("PANTONE 186 C", 0.1)


@pytest.mark.parametrize(
    ("name", "entry", "code"),
    [
        ("bad", {"rgb": "teal", "cmyk": [0, 0, 0, 0]}, "T20"),
        ("bad", {"rgb": "#0011223", "cmyk": [0, 0, 0, 0]}, "T20"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0]}, "T21"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 101]}, "T21"),
        ("bad", {"of": "primry", "tint": 10}, "T22"),
        ("bad", {"of": "soft", "tint": 10}, "T22"),
        ("bad", {"of": "primary", "tint": 0}, "T23"),
        ("bad", {"of": "primary"}, "T23"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 0], "spot": "X", "technical": "cuting"}, "T26"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 0], "technical": "cutting"}, "T27"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 0], "spot": "all"}, "T29"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 0], "spot": "Black"}, "T29"),
        ("bad", {"rgb": "#001122", "cmyk": [0, 0, 0, 0], "spot": "X "}, "T29"),
        ("same", {"rgb": "#10464f", "cmyk": [90, 20, 40, 42]}, "T24"),
        ("same", {"rgb": "#10464e", "cmyk": [88, 20, 40, 42]}, "T25"),
    ],
)
def test_what_cannot_be_told_apart_or_read_is_named(name: str, entry: dict[str, Any], code: str) -> None:
    assert codes({**THEME, name: entry}) == [code]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"spot": "Rød", "cmyk": [0, 90, 80, 0]}, ["T28"]),
        ({"spot": "RØD", "cmyk": [0, 100, 80, 0]}, ["T28"]),
        ({"spot": "Rød", "cmyk": [0, 100, 80, 0], "technical": "varnish"}, ["T25", "T28"]),
        ({"spot": "Rød 2", "cmyk": [0, 90, 80, 0]}, []),
    ],
)
def test_an_ink_has_one_name_one_look_and_one_use(other: dict[str, Any], expected: list[str]) -> None:
    theme = {"red": {"rgb": "#c8102e", "cmyk": [0, 100, 80, 0], "spot": "Rød"}, "other": {"rgb": "#c8102f", **other}}
    if expected:
        assert codes(theme) == expected
    else:
        assert len(colour_table(theme)) == 2


def test_a_technical_ink_and_its_tints_say_what_they_are_for() -> None:
    brand = {"cut": Ink(rgb="#ff00ff", cmyk=(0, 100, 0, 0), spot="Stanse", technical="cutting")}
    table = colour_table({**THEME, "cut-soft": {"of": "cut", "tint": 50}}, brand)
    assert (table["cut"].technical, table["cut-soft"].technical) == ("cutting", "cutting")


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert codes({"a": {"rgb": "x", "cmyk": []}, "b": {"rgb": "#000000", "cmyk": [1]}}) == ["T20", "T21"]


def test_two_names_for_the_very_same_colour_are_fine() -> None:
    table = colour_table({**THEME, "text": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]}})
    assert table.by_rgb[(26, 26, 26)].name == "ink"


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3), st.floats(0.01, 1))
def test_a_tint_lies_between_its_colour_and_paper(rgb: tuple[int, int, int], share: float) -> None:
    made = tint(Colour("x", rgb, (0.2, 0.4, 0.6, 0.8)), share)
    assert all(full <= part <= 255 for full, part in zip(rgb, made.rgb, strict=True))
    assert parse_rgb(made.hex) == made.rgb
