"""Match quality: no worse than msgmerge's on 2,000 texts whose edits are known, paragraphs and short ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from catalog_truth import Score, Truth, make_truth, score, texts_of
from conftest import need
from utgivelse import po
from utgivelse.po.matching import Index, likeness


def ours(truth: Truth) -> Score:
    wanted = po.read_catalog(truth.template).active
    return score(truth, texts_of(po.read_catalog(po.update_po(truth.catalog, wanted, "en", "truth")).entries))


def theirs(truth: Truth, folder: Path) -> Score:
    catalog, template, merged = folder / "a.po", folder / "a.pot", folder / "b.po"
    catalog.write_bytes(truth.catalog)
    template.write_bytes(truth.template)
    subprocess.run([need("msgmerge"), "-q", "--previous", "-o", merged, catalog, template], check=True)
    return score(truth, texts_of(po.read_catalog(merged.read_bytes()).entries))


@pytest.mark.parametrize(
    ("share", "short"), [(0.05, False), (0.05, True), (0.3, True)], ids=["paragraphs", "short", "short, many changed"]
)
def test_no_match_is_worse_than_msgmerges(tmp_path: Path, share: float, short: bool) -> None:
    truth = make_truth(2000, share, short=short)
    own, their = ours(truth), theirs(truth, tmp_path)
    assert own.good >= their.good
    assert own.wrong + own.spurious <= their.wrong + their.spurious


def test_of_many_changed_paragraphs_none_is_lost_or_mixed_up() -> None:
    truth = make_truth(2000, 0.3)
    found = ours(truth)
    assert found.good > 400
    assert (found.wrong, found.missed, found.spurious) == (0, 0, 0)


def test_likeness_is_of_words_and_of_letters_where_there_are_few() -> None:
    assert likeness("Elva renner gjennom hele byen.", "Elva renner gjennom byen.") > 0.8
    assert likeness("Kontakt", "Kontakter") > 0.8
    assert likeness("Vi søker sykepleiere", "Skogen er stor") < 0.5


def test_an_index_finds_by_rare_parts_only_what_is_like() -> None:
    index = Index()
    index.add(0, "Elva renner gjennom hele byen og ut i havet.")
    index.add(1, "Skogen er stor, og mørk er den og.")
    assert [number for number, _ in index.alike("Elva renner gjennom hele byen og ut i fjorden.")] == [0]
    assert list(index.alike("Noe helt annet står her.")) == []
