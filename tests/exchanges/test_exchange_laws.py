"""Laws of exchange: out and in without edits is nothing; an edit changes its own text and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sent_catalogs import KINDS, TEXTS, WORDS, catalogs, is_plain, read, received, sent
from utgivelse.consignment import Code, Consignment, Mark, Pieces, Stage, codes_of, joined
from utgivelse.foreign.table import read_pieces, written
from utgivelse.inline import plain
from utgivelse.markdown import parse_inlines
from utgivelse.packing import pack
from utgivelse.plugins import Exchange, load
from utgivelse.po import read_catalog, write_catalog
from utgivelse.po.entry import PoFile
from utgivelse.protection import protect, restore
from utgivelse.receiving import Fate

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", KINDS)
@given(catalog=catalogs())
@MANY
def test_out_and_in_without_edits_gives_the_same_bytes(kind: str, catalog: PoFile) -> None:
    data = sent(catalog, kind)
    back = received(catalog, data, kind)
    assert write_catalog(back.catalog) == write_catalog(catalog)
    assert back.fates == {Fate.UNCHANGED: len(pack(catalog, is_plain))} or not catalog.active
    assert not [finding for finding in back.findings if finding.code != "M78"]
    assert sent(catalog, kind) == data


@pytest.mark.parametrize("kind", KINDS)
@given(catalog=catalogs().filter(lambda one: any(not e.plural for e in one.active)), words=WORDS, data=st.data())
@MANY
def test_an_edit_changes_its_own_text_and_no_other(kind: str, catalog: PoFile, words: str, data: st.DataObject) -> None:
    """Whoever edits appends words; they come into the catalog as words, whatever they look like."""
    units = pack(catalog, is_plain)
    place = data.draw(st.sampled_from([n for n, unit in enumerate(units) if "_" not in unit.id]))
    words = "x" + " ".join(words.split()) + "x"
    edited = replace(units[place], target=joined((*units[place].target, words)), stage=Stage.TRANSLATED)
    exchange: Exchange = load("exchanges", kind)
    file = exchange.write(Consignment("prover", "nb", "en", (*units[:place], edited, *units[place + 1 :])))
    back = received(catalog, _with_seals_of(file, edited.seal, units[place].seal), kind)
    changed = [(old, new) for old, new in zip(catalog.entries, back.catalog.entries, strict=True) if old != new]
    if back.fates.get(Fate.REFUSED):
        assert [finding.code for finding in back.findings if finding.code != "M78"] == ["M74"]
        assert not changed
        return
    assert back.fates[Fate.TAKEN] == 1
    assert len(changed) == 1
    text = changed[0][1].strings[0]
    shown = text if is_plain(changed[0][1].key) else plain(parse_inlines(text))
    assert " ".join(shown.split()).endswith(" ".join(words.split()))
    assert read_catalog(write_catalog(back.catalog)) == back.catalog


def _with_seals_of(file: bytes, wrong: str, right: str) -> bytes:
    """The seal is written when a file goes out and does not follow an edit."""
    if file.startswith(b"PK"):
        import io
        import zipfile

        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(target, "w") as new:
            for member in old.infolist():
                new.writestr(member, old.read(member).replace(wrong.encode(), right.encode()))
        return target.getvalue()
    return file.replace(wrong.encode(), right.encode())


@given(text=TEXTS)
@MANY
def test_what_is_protected_and_restored_is_the_same_tree(text: str) -> None:
    pieces = protect(text, is_plain=False)
    back = restore(pieces, codes_of(pieces), is_plain=False)
    assert back.problem is None
    assert parse_inlines(back.text) == parse_inlines(text)
    whole = protect(text, is_plain=True)
    assert restore(whole, codes_of(whole), is_plain=True).text == text


PIECES = st.lists(
    st.one_of(
        st.text(st.sampled_from("\\[]/1 2a")),
        st.builds(Mark, st.integers(1, 99), st.just("whole"), st.just(Code("variable", "navn"))),
    )
).map(joined)


@given(pieces=PIECES)
@MANY
def test_marks_in_a_cell_are_told_from_words(pieces: Pieces) -> None:
    assert read_pieces(written(pieces), codes_of(pieces)) == pieces


@pytest.mark.parametrize(
    ("text", "same"), [("[ 1 ]a[ /1 ]", "[1]a[/1]"), ("\\[1]", "\\[1]"), ("\\\\[1]a[/1]", "\\\\[1]a[/1]")]
)
def test_spaces_that_a_machine_puts_into_a_mark_do_no_harm(text: str, same: str) -> None:
    assert written(read_pieces(text, {})) == same


@given(catalog=catalogs())
@MANY
def test_what_a_memory_holds_can_be_read_again(catalog: PoFile) -> None:
    units = [unit for unit in pack(catalog, is_plain) if unit.stage in (Stage.TRANSLATED, Stage.APPROVED)]
    back = read(sent(catalog, "tmx"), "tmx")
    assert [(one.id, one.source, one.target) for one in back.units] == [
        (unit.id, _unclosed(unit.source), _unclosed(unit.target)) for unit in units
    ]


def _unclosed(pieces: Pieces) -> Pieces:
    """In a memory an end says only what it ends."""
    return tuple(Mark(p.number, "close") if isinstance(p, Mark) and p.shape == "close" else p for p in pieces)
