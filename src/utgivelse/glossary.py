"""Glossary: `locales/glossary.csv`, which words of the source have which in each language.

    term,language,allowed,forbidden,note
    fagbrev,en,trade certificate|certificate of apprenticeship,diploma,
    NAV,*,keep,,the name of an office

One line is what one language decided of one term: a new language adds lines and no columns, a terminologist
filters and sorts by language, and one decision is one line of history. Laws:
- Comma, semicolon or tab, with or without a byte order mark: as spreadsheets in any country save CSV.
- Every fault is told at once with its line; a glossary with faults gives no terms.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utgivelse.findings import Finding, Place, ProjectError, error, nearest, said
from utgivelse.language import check_tag, normalise_tag

if TYPE_CHECKING:
    from utgivelse.files import Files

PATH = "locales/glossary.csv"
KEEP = "keep"
EVERY = "*"
COLUMNS = ("term", "language", "allowed", "forbidden", "note")
_SIGNS = ",;\t"


@dataclass(frozen=True)
class Term:
    """What one language says for a word of the source; `allowed` and `forbidden` are its variants."""

    source: str
    language: str
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)

    @property
    def stays(self) -> bool:
        """Whether the word stays as it is in the source."""
        return self.allowed == (self.source,)


@dataclass(frozen=True)
class Glossary:
    """Every term, in the file's order."""

    terms: tuple[Term, ...] = ()

    def of(self, language: str) -> tuple[Term, ...]:
        """What holds in a language: its own lines, and those for every language that it has none of its own for."""
        own = [term for term in self.terms if term.language == normalise_tag(language)]
        said_of = {term.source.casefold() for term in own}
        return tuple(
            term
            for term in self.terms
            if term in own or (term.language == EVERY and term.source.casefold() not in said_of)
        )


def load_glossary(files: Files) -> Glossary:
    """The project's glossary; an empty one where there is none. ProjectError with every fault."""
    return read_glossary(files.read(PATH), Place(PATH)) if files.exists(PATH) else Glossary()


def read_glossary(data: bytes, place: Place = Place(PATH)) -> Glossary:
    """The glossary in these bytes; ProjectError with every fault."""
    text = _decoded(data, place)
    rows = _rows(text, place)
    if not rows:
        return Glossary()
    (line, header), *rest = rows
    columns = _columns(header, Place(place.file, line))
    found = [_Row(number, dict(zip(columns, cells, strict=False)), cells[len(columns) :]) for number, cells in rest]
    terms = [row.term() for row in found]
    faults = [fault for row in found for fault in row.faults()] + list(_doubled(terms))
    if faults:
        raise ProjectError(*(_finding(fault, Place(place.file, number)) for number, fault in sorted(faults)))
    return Glossary(tuple(terms))


def _decoded(data: bytes, place: Place) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ProjectError(_finding(said("the glossary is UTF-16, expected UTF-8"), place, _SAVE))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        found = said("the glossary is not UTF-8: the byte {byte}", byte=f"0x{data[failure.start]:02x}")
        raise ProjectError(_finding(found, Place(place.file, line), _SAVE)) from None
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _rows(text: str, place: Place) -> list[tuple[int, list[str]]]:
    """Every row that holds something, with the line it begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(_SIGNS, key=lambda sign: (first.count(sign), -_SIGNS.index(sign)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [" ".join(cell.split()) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as failure:
        why = said("the glossary is no CSV from here on: {why}", why=failure)
        raise ProjectError(_finding(why, Place(place.file, line), said("look for a quotation mark too many"))) from None
    return rows


def _columns(header: Sequence[str], place: Place) -> list[str]:
    names = [name.lower() for name in header]
    while names and not names[-1]:
        names.pop()
    faults = [(said("the column «{name}» is unknown", name=name), name) for name in names if name not in COLUMNS]
    missing = [name for name in COLUMNS[:2] if name not in names]
    doubled = sorted({name for name in names if names.count(name) > 1})
    findings = [_finding(fault, place, nearest(name, COLUMNS)) for fault, name in faults]
    findings += [_finding(said("the column «{name}» is missing", name=name), place, _HEADER) for name in missing]
    findings += [_finding(said("the column «{name}» stands twice", name=name), place, _HEADER) for name in doubled]
    if findings:
        raise ProjectError(*findings)
    return names


@dataclass(frozen=True)
class _Row:
    """One line of the file."""

    line: int
    cells: dict[str, str]
    extra: Sequence[str] = ()

    def term(self) -> Term:
        word, tag = self.cells.get("term", ""), self.cells.get("language", "")
        allowed = _variants(self.cells.get("allowed", ""))
        return Term(
            word,
            tag if tag == EVERY else normalise_tag(tag),
            (word,) if allowed == (KEEP,) else allowed,
            _variants(self.cells.get("forbidden", "")),
            self.cells.get("note", ""),
            self.line,
        )

    def faults(self) -> Iterator[tuple[int, str]]:
        term = self.term()
        if any(self.extra):
            yield self.line, said("more cells than columns: «{cell}»", cell=next(filter(None, self.extra)))
        if not term.source:
            yield self.line, said("there is no term")
        if term.language != EVERY and (finding := check_tag(self.cells.get("language", ""))):
            yield self.line, finding.message
        if not (term.allowed or term.forbidden):
            yield self.line, said("«{term}» has neither an allowed nor a forbidden word", term=term.source)
        both = {one.casefold() for one in term.allowed} & {one.casefold() for one in term.forbidden}
        if both:
            yield self.line, said("«{word}» is both allowed and forbidden", word=sorted(both)[0])


def _variants(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _doubled(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, str], int] = {}
    for term in terms:
        key = term.source.casefold(), term.language
        if term.source and key in seen:
            names = {"term": term.source, "language": term.language, "line": seen[key]}
            yield term.line, said("«{term}» stands twice for «{language}», first in line {line}", **names)
        seen.setdefault(key, term.line)


_SAVE = said("save it as «CSV UTF-8»")
_HEADER = said("the first line names the columns: term, language, allowed, forbidden, note")


def _finding(message: str, place: Place, hint: str = "") -> Finding:
    return error("M93", message, hint, place)
