"""Published prose of others: what blocks an edition is hardly ever said of it, and it is read fast."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from utgivelse.findings import Severity

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from proofreading import Pairs, alarms

PROSE = Path(__file__).parent / "published_prose"
LANGUAGES = ("de", "fr", "pl")
MOST = {Severity.ERROR: 0.5, Severity.WARNING: 2.5, Severity.NOTE: 2.0}
"""Per cent of the messages that each severity may be said of; read one by one, most are right."""


def pairs(language: str) -> Pairs:
    lines = (PROSE / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, target in (line.split("\t") for line in lines)]


def test_published_prose_is_let_be() -> None:
    total, seconds, doubted = 0, 0.0, dict.fromkeys(Severity, 0)
    for language in LANGUAGES:
        read = pairs(language)
        found, took = alarms(read, language)
        total, seconds = total + len(read), seconds + took
        for severity in Severity:
            doubted[severity] += len({one.message.key for one in found if one.severity is severity})
    assert total > 1200
    assert {
        severity: 100 * count / total for severity, count in doubted.items() if 100 * count > MOST[severity] * total
    } == {}
    assert seconds < 0.002 * total, "milliseconds for one message, on whatever machine this is"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alarm_goes_off_when_the_translations_are_another_texts(language: str) -> None:
    """The texts put one on: not every pair is doubted, but far more are than by chance."""
    read = pairs(language)
    turned = [(source, target) for (source, _), (_, target) in pairwise(read)]
    found, _ = alarms(turned, language)
    assert len({one.message.key for one in found}) > 0.4 * len(turned)


def test_the_excerpt_is_small_and_its_licence_lies_beside_it() -> None:
    assert sum(path.stat().st_size for path in PROSE.glob("*.tsv")) < 400_000
    assert "Attribution-ShareAlike 3.0" in (PROSE / "LICENSE.txt").read_text()
