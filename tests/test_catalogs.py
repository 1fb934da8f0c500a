"""The package's own catalogs: complete, up to date, compiled into the package."""

from __future__ import annotations

import ast
import re
import string
import sys
from gettext import GNUTranslations
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from utgivelse.po import Entry, read_catalog

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

catalogs: Any = import_module("catalogs")
compile_catalogs = import_module("hatch_build").compile_catalogs

PATHS = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("domain", catalogs.DOMAINS)
def test_catalogs_say_what_the_program_says(domain: str) -> None:
    stale = [path.relative_to(ROOT) for path, data in catalogs.renew(domain) if path.read_bytes() != data]
    assert not stale, f"`python tools/catalogs.py`: {stale}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.stem}-{path.parent.parent.name}")
def test_catalogs_are_complete(path: Path) -> None:
    assert not list(catalogs.find_gaps(path, path.read_bytes()))


def placeholders(text: str) -> set[str]:
    """What is put into a text; one without values may have any braces in it."""
    try:
        names = {name or "" for _, name, _, _ in string.Formatter().parse(text)}
    except ValueError:
        names = set()
    return {name for name in names if name.isidentifier()} | set(re.findall(r"%\(\w+\)\w", text))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.stem}-{path.parent.parent.name}")
def test_translations_have_the_placeholders_of_the_source(path: Path) -> None:
    def wrong(entry: Entry) -> bool:
        source = entry.plural or entry.text
        return any(placeholders(text) != placeholders(source) for text in entry.strings)

    assert not [entry.text for entry in read_catalog(path.read_bytes()).active if wrong(entry)]


def test_every_language_has_every_domain() -> None:
    assert {(path.parent.parent.name, path.stem) for path in PATHS} == {
        (language, domain) for language in catalogs.LANGUAGES for domain in catalogs.DOMAINS
    }


def test_the_build_compiles_the_same_bytes_each_time() -> None:
    first = {path: path.read_bytes() for path in compile_catalogs(ROOT / "locales")}
    assert set(first) == {path.with_suffix(".mo") for path in PATHS}
    assert first == {path: path.read_bytes() for path in compile_catalogs(ROOT / "locales")}
    with (ROOT / "locales/nb/LC_MESSAGES/kommune.mo").open("rb") as file:
        assert GNUTranslations(file).gettext("Contents") == "Innhold"


def test_no_text_hides_inside_another() -> None:
    """What stands inside an f-string is not found by the extractor, and would stay English."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            inner = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            calls = [part for part in inner if isinstance(part, ast.Call) and ast.unparse(part.func) == "said"]
            assert calls == [], f"{path.name}:{calls[0].lineno}"
