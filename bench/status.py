"""How long `status` takes for 40 articles of the sample's length in 20 languages, wholly translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from utgivelse import pipeline, po

ARTICLES = 40
PUBLICATIONS = 8
LANGUAGES = "nn en se sma smj sv da fi is pl uk ru lt so ti ar fa ckb de fr".split()  # noqa: SIM905 - a row of words
_WORD = re.compile(r"[^\W\d_]{4,}")


def write_project(root: Path, sample: Path) -> Path:
    """The sample's articles ten times over, no text twice, and catalogs that repeat their source."""
    (root / "articles").mkdir(parents=True)
    sources = sorted((sample / "articles").glob("*.md"))
    names = [f"a{number:02}.md" for number in range(ARTICLES)]
    for number, name in enumerate(names):
        text = sources[number % len(sources)].read_text()
        (root / "articles" / name).write_text("\n".join(_marked(text, number)))
    (root / "images").symlink_to(sample / "images")
    (root / "utgivelse.toml").write_text("\n".join(_configuration(names)))
    pipeline.update(root)
    for language in LANGUAGES:
        path = root / po.catalog_path("bench", language)
        catalog = po.read_catalog(path.read_bytes())
        entries = tuple(replace(entry, strings=(entry.text,)) for entry in catalog.entries)
        path.write_bytes(po.write_catalog(replace(catalog, entries=entries)))
    return root


def edit_article(root: Path) -> None:
    """Another word in one article."""
    path = root / "articles/a00.md"
    path.write_text(path.read_text() + "\nEt ord til.\n")


def _marked(text: str, number: int) -> Iterator[str]:
    """The article's lines, each line of prose with a word of its own."""
    for line in text.splitlines():
        is_prose = line[:1].isalpha() and ":" not in line[:12] and _WORD.search(line)
        yield f"{line} {'abcdefghij'[number % 10]}{'klmn'[number // 10]}ord." if is_prose else line


def _configuration(names: list[str]) -> Iterator[str]:
    yield '[project]\nname = "Bench"\nsource-language = "nb"\ndomain = "bench"\n'
    yield '[variables]\nsentralbord = "00 00 00 00"\nfrist = { date = 2027-01-15 }\n'
    languages = ", ".join(f'"{tag}"' for tag in ("nb", *LANGUAGES))
    size = len(names) // PUBLICATIONS
    for number in range(PUBLICATIONS):
        own = ", ".join(f'"{name}"' for name in names[number * size : (number + 1) * size])
        yield f'[[publication]]\nid = "p{number}"\ntitle = "Tittel {number}"\ndate = 2026-11-01\nsheet = "a5"'
        yield f'articles = [{own}]\nlanguages = [{languages}]\nformats = ["pdf-print", "pdf-screen", "epub"]\n'
