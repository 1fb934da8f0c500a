"""Writing rules: what a proofreader has to know of a language, one section a language in writing_rules.toml.

Laws:
- A check reads this table and knows no language by name; a language that is not in it is checked by
  the rules that hold for all, and no check guesses.
- Words are regular expressions without groups, in lower case, and stand for whole words.
- What CLDR knows (months, separators, direction, script) is not repeated here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """How one language is written.

    `letters` are those that a text of more than `within` letters has some of; `strange` are letters of its
    neighbours that it has not. `numbers` has the words for two to twelve, a space between the numbers and `|`
    between the forms of one. `no` are the words that deny, `unlike` what may stand for them («impossible»);
    `common` are small words by which the language is known, `twice` those that may stand twice in a row.
    `clock` stands before a time of day and `hours` after one; `morning` and `evening` are «a.m.» and «p.m.», `late`
    is «in the evening» behind the hour, `noon` are noon and midnight. `mile` is ten kilometres.
    `marks` are quotation marks in use beside those of `language`. `length` is how long a text is, compared with
    the same in English or Norwegian. `inflects` says that names change their endings; `repeats` that words
    are doubled on purpose; `month_first` that 1/12 is the twelfth of January. `prefixes` are written together with
    the word behind them, `endings` are those that a word takes, compounds left out.
    """

    letters: str = ""
    within: int = 0
    strange: str = ""
    numbers: str = ""
    no: str = ""
    unlike: str = ""
    common: str = ""
    twice: str = ""
    clock: str = ""
    hours: str = ""
    morning: str = ""
    evening: str = ""
    late: str = ""
    noon: str = ""
    mile: str = ""
    marks: str = ""
    length: float = 1.0
    inflects: bool = False
    repeats: bool = False
    prefixes: str = ""
    endings: str = ""
    month_first: bool = False
    spaced_signs: bool = False


_NONE = Rules()
_MONTH_FIRST = frozenset(["en-US", "hu"])
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset(["nb", "nn", "da", "sv"]),
    frozenset(["uk", "ru", "be", "bg"]),
    frozenset(["cs", "sk", "pl"]),
    frozenset(["es", "pt", "it", "ca", "gl"]),
    frozenset(["se", "smj", "sma"]),
    frozenset(["fa", "prs"]),
)
"""Languages so near each other that a sentence may be the same in two of them."""


@cache
def rules(tag: str) -> Rules:
    """The rules of a language, or of the one that it is a variety of."""
    found = _table().get(tag.split("-", maxsplit=1)[0], _NONE)
    return replace(found, month_first=True) if tag in _MONTH_FIRST else found


def known_languages() -> tuple[str, ...]:
    """The languages that have a section."""
    return tuple(_table())


@cache
def _table() -> Mapping[str, Rules]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {
        tag: Rules(**{name.replace("-", "_"): value for name, value in section.items()})
        for tag, section in tomllib.loads(text).items()
    }


@cache
def are_near(one: str, other: str) -> bool:
    """Whether a sentence may well be the same in both."""
    bases = {tag.split("-", maxsplit=1)[0] for tag in (one, other)}
    return len(bases) == 1 or any(bases <= family for family in _FAMILIES)
