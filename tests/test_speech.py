"""Speech: the program in the terminal's language, with the standard library alone."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from utgivelse.files import shipped
from utgivelse.findings import said
from utgivelse.speech import speaker, terminal_languages

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    import_module("hatch_build").compile_catalogs(shipped("locales"))


@pytest.mark.parametrize(
    ("environment", "languages"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "nb_NO.UTF-8"}, ("nb_NO.UTF-8",)),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nn_NO.UTF-8"}, ("nn_NO.UTF-8",)),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "nb_NO"}, ("nb_NO",)),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "nn:nb"}, ("nn", "nb", "en_GB.UTF-8")),
        ({"LANG": "C", "LANGUAGE": "nn:nb"}, ()),
    ],
)
def test_what_the_terminal_asks_for(environment: dict[str, str], languages: tuple[str, ...]) -> None:
    assert terminal_languages(environment) == languages


FOUND = said("{file} does not exist", file="articles/elva.md")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "articles/elva.md finnes ikke"),
        ("nb_NO.UTF-8", "articles/elva.md finnes ikke"),
        ("no", "articles/elva.md finnes ikke"),
        ("nn", "articles/elva.md finst ikkje"),
        ("en", "articles/elva.md does not exist"),
        ("pl", "articles/elva.md does not exist"),
    ],
)
def test_a_finding_is_said_in_the_readers_language(language: str, text: str) -> None:
    assert speaker(language)(FOUND) == text


def test_a_saying_within_a_saying_is_translated_too() -> None:
    outer = said("did you mean «{name}»?", name=said("{count} missing", count=3))
    assert speaker("nb")(outer) == "mente du «3 mangler»?"


def test_plain_text_passes() -> None:
    assert speaker("nb")("uten mal {x}") == "uten mal {x}"
    assert speaker("nb")("") == ""
