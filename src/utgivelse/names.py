"""Names: how proper nouns are inflected in a language, from `locales/<lang>/names.toml`.

    [Kongsberg]
    genitive = "Kongsbergu"
    locative = "Kongsbergu"
    ["Kongsberg kommune"]
    nominative = "gmina Kongsberg"

A theme's words ask for a form where they need it: `Witamy w %(place.locative)s`. Laws:
- The table is the name as the source writes it; a form is called as CLDR calls the case.
- What has no entry stands as it is; a case that an entry lacks is its nominative, and is told.
- Without the file nothing is inflected, and nothing is said of it: most languages need none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utgivelse.findings import Finding, Place, ProjectError, error, said, warning
from utgivelse.language import gettext_name, normalise_tag

if TYPE_CHECKING:
    from utgivelse.files import Files

BASIC = "nominative"
# fmt: off
CASES = frozenset((
    "abessive", "ablative", "accusative", "adessive", "allative", "causal", "comitative", "dative", "delative",
    "elative", "ergative", "essive", "genitive", "illative", "inessive", "instrumental", "locative", "nominative",
    "oblique", "partitive", "prepositional", "sociative", "sublative", "superessive", "terminative", "translative",
    "vocative",
))
# fmt: on
"""The cases of CLDR's grammatical features (UTS 35, part 8)."""

_A_LINE = said('a table for each name, a line for each case: `[Kongsberg]`, `genitive = "…"`')


@dataclass
class Names:
    """The forms of each name in one language; what was asked for and is not there is remembered."""

    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    file: str = ""
    asked: dict[tuple[str, str], None] = field(default_factory=dict)

    def form(self, name: str, case: str = BASIC) -> str:
        """The name in this case; ProjectError for a case that no language has."""
        if case not in CASES:
            raise ProjectError(_no_case(case))
        forms = self.forms.get(name)
        if forms is None:
            return name
        if case not in forms and case != BASIC:
            self.asked[name, case] = None
        return forms.get(case, forms.get(BASIC, name))

    def every(self, name: str) -> frozenset[str]:
        """Every form that the name may have in a text, itself included."""
        return frozenset((name, *self.forms.get(name, {}).values()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was asked for and is not there."""
        return tuple(
            warning(
                "M98",
                said("the name «{name}» has no {case}", name=name, case=case),
                said('add `{case} = "…"` under `[{name}]`', case=case, name=name),
                Place(self.file),
            )
            for name, case in self.asked
        )


def names_path(language: str) -> Path:
    """Where the forms of a language lie."""
    return Path("locales", gettext_name(language), "names.toml")


def load_names(files: Files, language: str) -> Names:
    """The forms of a language, of its general one where it has no own; ProjectError when they can't be read."""
    tag = normalise_tag(language)
    for path in dict.fromkeys((names_path(tag), names_path(tag.split("-", maxsplit=1)[0]))):
        if files.exists(path):
            return Names(read_names(files.read(path), path.as_posix()), path.as_posix())
    return Names()


def read_names(data: bytes, file: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of a file; every mistake is told with its line."""
    text = _decoded(data, file)
    try:
        tables: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        place = Place(file, int(line[1]) if line else 0)
        raise ProjectError(
            error("M96", said("the file is no TOML: {why}", why=str(problem)), _A_LINE, place)
        ) from problem
    if findings := tuple(_mistakes(tables, text, file)):
        raise ProjectError(*findings)
    return tables


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        hint = said("save it again as UTF-8; it may be Latin-1")
        raise ProjectError(error("M96", said("the file is not UTF-8"), hint, Place(file, line))) from problem


def _mistakes(tables: Mapping[str, Any], text: str, file: str) -> Iterator[Finding]:
    for name, forms in tables.items():
        place = Place(file, _line_of(text, name))
        if not isinstance(forms, dict):
            hint = said('write `[{name}]`, and below it a line for each case: `genitive = "…"`', name=name)
            yield error("M96", said("expected a table for the name «{name}»", name=name), hint, place)
            continue
        for case, form in forms.items():
            if case not in CASES:
                yield _no_case(case, place)
            elif not isinstance(form, str) or not form.strip():
                yield error("M96", said("expected a word for {case} of «{name}»", case=case, name=name), _A_LINE, place)


def _line_of(text: str, name: str) -> int:
    found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(name)}\b", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _no_case(case: str, place: Place = Place()) -> Finding:
    nearest = get_close_matches(case, sorted(CASES), 1)
    hint = said("did you mean «{name}»?", name=nearest[0]) if nearest else said("cases are called as in CLDR")
    return error("M97", said("there is no case «{case}»", case=case), hint, place)
