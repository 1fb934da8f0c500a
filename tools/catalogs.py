"""The package's own catalogs: `locales/` brought up to what `src/` and `templates/` say.

    python tools/catalogs.py            write the templates and catalogs that changed, and compile them
    python tools/catalogs.py --check    write nothing; fail when something is out of date or missing

Two domains, source English: `utgivelse` is the interface (every `said("…")` of the program),
`kommune` the words of the shipped themes (`_`, `gettext`, `ngettext`, `pgettext`, `trans`). They
are merged by `po.update_po` like anybody's, so no human word is lost. English repeats its source.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

from utgivelse.cli.help import texts
from utgivelse.cli.main import commands
from utgivelse.files import write_atomically
from utgivelse.findings import Place
from utgivelse.po import Entry, PoFile, plural_forms, read_catalog, update_po, write_catalog, write_pot

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import compile_catalogs  # noqa: E402 - lies at the root, beside pyproject.toml

LOCALES = ROOT / "locales"
LANGUAGES = ("en", "nb", "nn")
WORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Source:
    """A folder whose files say something, how they are read, and by which calls they say it."""

    folder: str
    suffixes: tuple[str, ...]
    method: Any
    keywords: dict[str, Any]
    options: dict[str, str] = field(default_factory=dict)


DOMAINS = {
    "utgivelse": (Source("src/utgivelse", (".py",), "python", {"said": None}),),
    "kommune": (
        Source("templates", (".j2", ".css"), babel_extract, WORDS, {"trimmed": "true", "silent": "false"}),
        Source("src/utgivelse", (".py",), "python", WORDS),
    ),
}


def find_entries(domain: str) -> tuple[Entry, ...]:
    """What one domain says, in the order of files and lines, each text once."""
    found: dict[tuple[str, str], Entry] = {}
    helps = _helps() if domain == "utgivelse" else ()
    for entry in (*(entry for source in DOMAINS[domain] for entry in _extracted(source)), *helps):
        first = found.get(entry.key, entry)
        references = tuple(dict.fromkeys((*first.references, *entry.references)))
        comments = tuple(dict.fromkeys((*first.extracted, *entry.extracted)))
        found[entry.key] = replace(
            first, references=references, extracted=comments, plural=first.plural or entry.plural
        )
    return tuple(found.values())


def _extracted(source: Source) -> Iterator[Entry]:
    for path in sorted((ROOT / source.folder).rglob("*")):
        if path.suffix in source.suffixes:
            yield from _of_file(path, source)


def _of_file(path: Path, source: Source) -> Iterator[Entry]:
    name = path.relative_to(ROOT).as_posix()
    found = extract_from_file(source.method, str(path), source.keywords, ("translators:",), source.options)
    for _, text, comments, context in found:
        texts = (text,) if isinstance(text, str) else tuple(text)
        notes = tuple(comment.removeprefix("translators:").strip() for comment in comments)
        yield Entry(texts[0], context or "", texts[1] if len(texts) > 1 else "", ("",), (), notes, (name,))


def _helps() -> Iterator[Entry]:
    """The help texts of every command: Click has them from docstrings and options."""
    for text in texts(commands):
        if text:
            yield Entry(text, references=("src/utgivelse/cli",))


def renew(domain: str) -> Iterator[tuple[Path, bytes]]:
    """Every file of a domain as it ought to be."""
    entries = find_entries(domain)
    yield LOCALES / f"{domain}.pot", write_pot(_shaped(entries, 2), domain)
    for language in LANGUAGES:
        path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
        old = path.read_bytes() if path.exists() else None
        place = Place(path.relative_to(ROOT).as_posix())
        data = update_po(old, _shaped(entries, plural_forms(language)[0]), language, domain, place)
        yield path, _repeated(data) if language == "en" else data


def _shaped(entries: Iterable[Entry], forms: int) -> Iterator[Entry]:
    return (replace(entry, strings=("",) * (forms if entry.plural else 1)) for entry in entries)


def _repeated(data: bytes) -> bytes:
    """The English catalog: what it lacks is what the source says; what nobody says any more goes."""
    catalog = read_catalog(data)
    entries = tuple(
        replace(e, strings=(e.text, e.plural)[: len(e.strings)], flags=(), previous=None) for e in catalog.active
    )
    return write_catalog(PoFile(catalog.header, entries))


def find_gaps(path: Path, data: bytes) -> Iterator[str]:
    """What a catalog lacks."""
    if path.suffix == ".po":
        for entry in read_catalog(data).active:
            if not entry.done or entry.fuzzy:
                yield f"{path.relative_to(ROOT)}: {'fuzzy' if entry.fuzzy else 'missing'}: {entry.text}"


def main(arguments: list[str]) -> int:
    """Renew or check; the exit code of the tool."""
    check = "--check" in arguments
    complaints = []
    for path, data in (found for domain in DOMAINS for found in renew(domain)):
        if not path.exists() or path.read_bytes() != data:
            complaints.append(f"{path.relative_to(ROOT)}: out of date")
            if not check:
                write_atomically(path, data)
        complaints += find_gaps(path, data)
    if not check:
        compile_catalogs(LOCALES)
    print("\n".join(complaints))
    return 1 if check and complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
