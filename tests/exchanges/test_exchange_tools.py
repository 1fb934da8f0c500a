"""Outside judges and tools: OASIS's schemas, LISA's DTD, and programs that read, edit and save what went out."""

from __future__ import annotations

import csv
import io
import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from lxml import etree
from openpyxl import load_workbook
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from sent_catalogs import is_plain, read, received, sent
from utgivelse import pipeline, po
from utgivelse.asked import read_articles
from utgivelse.consignment import Consignment
from utgivelse.exchange import plainness
from utgivelse.exchanges import tmx, xliff, xliff2
from utgivelse.language import gettext_name
from utgivelse.localize import extract_project, pseudo_translation
from utgivelse.message import Key, State
from utgivelse.packing import pack
from utgivelse.po.entry import Entry, PoFile, Previous
from utgivelse.receiving import Fate, receive

SCHEMAS = Path(__file__).parents[1] / "schemas"
SAMPLE = Path(__file__).parents[2] / "examples/kongsberg"
LANGUAGES = ("en", "nn", "se", "pl", "uk", "ar", "so", "ti", "de", "zh-Hans")
WORD = "Measured from outside"


class _Shelf(etree.Resolver):  # type: ignore[misc]
    """Finds the schema of `xml:lang` here instead of on the net."""

    def resolve(self, url: str, public: str, context: object) -> object:
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if url.endswith("xml.xsd") else None


@cache
def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Shelf())
    return etree.XMLSchema(etree.parse(SCHEMAS / name, parser))


@cache
def sample_messages() -> tuple[object, ...]:
    from utgivelse.files import Files

    project = pipeline.open_project(SAMPLE)
    return extract_project(project, read_articles(Files(project.root), project))


def plain(key: Key) -> bool:
    return plainness(sample_messages())(key)  # type: ignore[arg-type]


@cache
def sample(language: str) -> PoFile:
    """The sample's catalog: its own in English; else strange words, with gaps, fuzzy texts and notes."""
    path = SAMPLE / "locales" / gettext_name(language) / "LC_MESSAGES/brosjyrer.po"
    if path.is_file():
        return po.read_catalog(path.read_bytes())
    messages = sample_messages()
    texts = pseudo_translation(messages, "nb")  # type: ignore[arg-type]
    empty = po.read_catalog(po.update_po(None, messages, language))  # type: ignore[arg-type]
    entries = tuple(_filled(number, e, texts.find(*e.key).text) for number, e in enumerate(empty.entries))
    return replace(empty, entries=entries)


def _filled(number: int, entry: Entry, text: str) -> Entry:
    if number % 3 == 0:
        return entry
    if number % 5 == 0:
        previous = Previous(entry.text.replace(" ", " nå ", 1), entry.context)
        return replace(entry, strings=(text,), flags=("fuzzy",), previous=previous)
    return replace(entry, strings=(text,), comments=("# spør Kari",) if number % 7 == 0 else ())


def out(language: str, kind: str) -> bytes:
    writer = {"xliff": xliff, "xliff2": xliff2, "tmx": tmx}[kind]
    return bytes(writer.EXCHANGE.write(Consignment("brosjyrer", "nb", language, pack(sample(language), plain))))


# ── schemas ──


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")])
def test_the_sample_is_valid_and_comes_back_as_it_went(kind: str, name: str, language: str) -> None:
    data, catalog = out(language, kind), sample(language)
    schema(name).assertValid(etree.fromstring(data))
    exchange = {"xliff": xliff, "xliff2": xliff2}[kind].EXCHANGE
    back = receive(catalog, exchange.read(data, "x.xlf"), "x.xlf", "x", plain)
    assert back.fates == {Fate.UNCHANGED: len(catalog.active)}
    assert po.write_catalog(back.catalog) == po.write_catalog(catalog)


@pytest.mark.parametrize(("kind", "name"), [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")])
def test_the_schemas_are_no_rubber_stamp(kind: str, name: str) -> None:
    data = out("en", kind).replace(b"<source>", b"<quelle>").replace(b"</source>", b"</quelle>")
    assert not schema(name).validate(etree.fromstring(data))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_memory_is_valid_and_holds_the_finished_pairs_only(language: str) -> None:
    data = out(language, "tmx")
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    assert dtd.validate(etree.fromstring(data)), dtd.error_log
    done = {entry.text for entry in sample(language).active if entry.done and not entry.fuzzy}
    assert 0 < len(done) <= len(sample(language).active)
    theirs = tmxfile.parsestring(data)  # type: ignore[no-untyped-call]
    assert len(theirs.units) == len([e for e in sample(language).active if e.done and not e.fuzzy])
    ours = tmx.EXCHANGE.read(data, "x.tmx")
    assert (ours.language, ours.domain) == (language, "brosjyrer")
    keys = {(one.context, one.id) for one in ours.units}
    assert len(keys) == len(theirs.units)


# ── programs ──


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["xliff", "xliff2"])
def test_after_an_edit_in_translate_toolkit_one_text_has_changed(kind: str, language: str) -> None:
    reader: Any = {"xliff": xlifffile, "xliff2": Xliff2File}[kind]
    store = reader.parsestring(out(language, kind))
    unit = next(one for one in store.units if one.source == "Det som flyttet ut av fjellet")
    unit.target = "Edited «here» & there"
    exchange = {"xliff": xliff, "xliff2": xliff2}[kind].EXCHANGE
    catalog = sample(language)
    back = receive(catalog, exchange.read(bytes(store), "x.xlf"), "x.xlf", "x", plain)
    changed = [(old, new) for old, new in zip(catalog.entries, back.catalog.entries, strict=True) if old != new]
    assert back.fates == {Fate.TAKEN: 1, Fate.UNCHANGED: len(catalog.active) - 1}
    assert [(old.text, new.strings) for old, new in changed] == [
        ("Det som flyttet ut av fjellet", ("Edited «here» & there",))
    ]


def test_a_catalog_that_polib_saved_in_between_takes_the_same_edit(tmp_path: Path) -> None:
    store = xlifffile.parsestring(out("en", "xliff"))  # type: ignore[no-untyped-call]
    next(unit for unit in store.units if unit.target == WORD).target = "Seen from outside"
    path = tmp_path / "brosjyrer.po"
    path.write_bytes(po.write_catalog(sample("en")))
    polib.pofile(str(path), wrapwidth=60).save()
    saved = po.read_catalog(path.read_bytes())
    back = receive(saved, xliff.EXCHANGE.read(bytes(store), "x.xlf"), "x.xlf", "x", plain)
    assert back.fates == {Fate.TAKEN: 1, Fate.UNCHANGED: len(saved.active) - 1}


def test_indented_by_a_program_that_does_not_know_better_it_is_the_same() -> None:
    """As `xml-js` writes: every code and every end on a line of its own."""
    data = out("en", "xliff").decode()
    for tag in ("<g ", "<x ", "</source>", "</target>", "</g>"):
        data = data.replace(tag, f"\n          {tag}")
    back = receive(sample("en"), xliff.EXCHANGE.read(data.encode(), "x.xlf"), "x.xlf", "x", plain)
    assert back.fates == {Fate.UNCHANGED: len(sample("en").active)}


@pytest.mark.parametrize(
    ("attributes", "is_fuzzy"),
    [
        ('state="translated" state-qualifier="mt-suggestion"', True),
        ('state-qualifier="leveraged-mt"', True),
        ('state="translated" state-qualifier="fuzzy-match"', True),
        ('state-qualifier="leveraged-tm"', True),
        ('state="translated" state-qualifier="leveraged-tm"', False),
        ('state="final" state-qualifier="mt-suggestion"', False),
        ('state="translated" state-qualifier="exact-match"', False),
        ("", False),
    ],
)
def test_what_the_file_calls_a_machines_guess_is_looked_at(attributes: str, is_fuzzy: bool) -> None:
    catalog = PoFile(Entry(""), (TWO,))
    target = f"</source><target {attributes}>The river is long. It is deep.</target>"
    got = received(catalog, sent(catalog, "xliff").replace(b"</source>", target.encode()), "xliff")
    assert (got.fates, got.catalog.entries[0].fuzzy) == ({Fate.TAKEN: 1}, is_fuzzy)
    assert ("M77" in [finding.code for finding in got.findings]) is is_fuzzy


TWO = Entry("Elva er lang. Den er dyp.")
CUT = {
    "xliff": (
        "<source>Elva er lang. Den er dyp.</source>",
        '<source>Elva er lang. Den er dyp.</source><seg-source><mrk mtype="seg" mid="a">Elva er lang.</mrk> '
        '<mrk mtype="seg" mid="b">Den er dyp.</mrk></seg-source><target><mrk mtype="seg" mid="a">The river is long.'
        '</mrk> <mrk mtype="seg" mid="b">{}</mrk></target>',
    ),
    "xliff2": (
        "<segment>\n    <source>Elva er lang. Den er dyp.</source>\n   </segment>",
        '<segment id="a" state="translated"><source>Elva er lang. </source><target>The river is long. </target>'
        '</segment><segment id="b" state="translated"><source>Den er dyp.</source><target>{}</target></segment>',
    ),
}


@pytest.mark.parametrize("kind", CUT)
def test_a_text_that_was_cut_and_translated_in_part_is_no_whole_one(kind: str) -> None:
    catalog = PoFile(Entry(""), (TWO,))
    data, (old, new) = sent(catalog, kind).decode(), CUT[kind]
    assert old in data
    half = data.replace(old, new.format("").replace("<target></target>", ""))
    got = received(catalog, half.encode(), kind)
    assert (got.catalog.entries[0].strings[0].strip(), got.catalog.entries[0].fuzzy) == ("The river is long.", True)
    assert [(one.code, "part b has no" in one.message) for one in got.findings] == [("M77", True)]
    whole = received(catalog, data.replace(old, new.format("It is deep.")).encode(), kind)
    assert whole.catalog.entries[0] == replace(TWO, strings=("The river is long. It is deep.",))
    none = data.replace(old, re.sub("(The river is long. ?)", "", new.format("")))
    assert received(catalog, none.encode(), kind).catalog.entries == (TWO,)


def test_a_segment_without_a_state_beside_one_that_has_is_not_finished() -> None:
    """`initial` is what it means when it is left out (4.3.1.27)."""
    catalog = PoFile(Entry(""), (TWO,))
    old, new = CUT["xliff2"]
    data = sent(catalog, "xliff2").decode().replace(old, new.format("It is deep."))
    assert (
        received(catalog, data.replace('id="b" state="translated"', 'id="b"').encode(), "xliff2")
        .catalog.entries[0]
        .fuzzy
    )
    silent = data.replace(' state="translated"', "")
    assert not received(catalog, silent.encode(), "xliff2").catalog.entries[0].fuzzy


@pytest.mark.parametrize("seed", range(3))
def test_a_workbook_may_be_sorted_and_its_columns_moved_added_and_taken_out(seed: int) -> None:
    catalog, chance = sample("pl"), random.Random(seed)
    workbook = load_workbook(io.BytesIO(sheet("xlsx", "pl")))
    rows = [[cell.value for cell in row] for row in workbook.active.iter_rows()]
    heads = [str(head).split(" [")[0] for head in rows[0]]
    target = heads.index("translation")
    edited = next(row for row in rows[1:] if row[target])
    edited[target] = "Edited"
    body = rows[1:]
    chance.shuffle(body)
    order = [place for place, head in enumerate(heads) if head not in ("comment", "file")]
    chance.shuffle(order)
    new = load_workbook(io.BytesIO(sheet("xlsx", "pl")))
    new.active.delete_rows(1, 1000)
    new.active.append(["Oversettelser fra byrået"])
    for row in (rows[0], *body[:50], [None] * len(heads), *body[50:]):
        new.active.append(["x", *(row[place] for place in order)])
    saved = io.BytesIO()
    new.save(saved)
    back = receive(catalog, read(saved.getvalue(), "xlsx"), "x", "x", plain)
    assert back.fates == {Fate.TAKEN: 1, Fate.UNCHANGED: len(catalog.active) - 1}


def sheet(kind: str, language: str) -> bytes:
    from utgivelse.plugins import load

    units = pack(sample(language), plain)
    data: bytes = load("exchanges", kind).write(Consignment("brosjyrer", "nb", language, units))
    return data


def test_a_sheet_saved_with_commas_and_without_its_mark_is_read() -> None:
    rows = list(csv.reader(io.StringIO(sheet("csv", "ar").decode("utf-8-sig"), newline=""), delimiter=";"))
    saved = io.StringIO()
    csv.writer(saved).writerows(rows)
    back = receive(sample("ar"), read(saved.getvalue().encode(), "csv"), "x", "x", plain)
    assert back.fates == {Fate.UNCHANGED: len(sample("ar").active)}
    assert (read(saved.getvalue().encode(), "csv").language, State.FUZZY.value) == ("ar", "fuzzy")


def test_no_cell_is_a_formula_and_every_text_comes_back() -> None:
    texts = ["=1+1", "+47", "-5", "@navn", "'=x", "'s ochtends", "''", "'", "\t=", "＝1", "a=b", "'-", "''+"]
    entries = tuple(Entry(f"Tekst {number}", "alt", strings=(text,)) for number, text in enumerate(texts))
    catalog = PoFile(Entry(""), entries)
    table = list(csv.reader(io.StringIO(sent(catalog, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    cells = [cell for row in load_workbook(io.BytesIO(sent(catalog, "xlsx"))).active for cell in row if cell.value]
    assert {(cell.data_type, cell.number_format, cell.quotePrefix) for cell in cells} == {("s", "@", True)}
    for kind in ("csv", "xlsx"):
        back = read(sent(catalog, kind), kind)
        assert [one.target for one in back.units] == [(text,) for text in texts]
        assert received(catalog, sent(catalog, kind), kind).catalog == catalog
    assert is_plain(entries[0].key)
