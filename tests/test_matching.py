"""Match quality: no worse than msgmerge's on 2,000 texts whose edits are known, and on a real manual.

The real one is two versions of the German manual of dpkg (`catalogs/dpkg`): 318 of its texts are new. msgmerge's
pairs are the reference; every difference was read.

| msgmerge, and here | texts | read as |
| --- | ---: | --- |
| the same pair, only the space after a full stop changed | 134 | fuzzy there, translated here: right |
| the same pair, or none in both | 144 | |
| a pair with a text still in use, none | 27 | another option or name; a few saved typing («Since dpkg 1.22.16.») |
| a pair with a text still in use, its own older form | 6 | right here: four options, two parts of a split text |
| none, a pair with a text that went | 5 | three lengthened or merged, two parts of a split one: right here |
| a pair with a text that went, none | 2 | half of a rewritten paragraph, and another option |

A text that is still in use lends nothing here, by design: «søker ikke» would get the words of «søker».
"""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from catalog_truth import Score, Truth, make_truth, score, texts_of
from conftest import need
from utgivelse import po
from utgivelse.message import Message
from utgivelse.po.matching import Lenders, Text, likeness

DPKG = Path(__file__).parent / "catalogs/dpkg"
REAL = {"same": 144, "respaced": 134, "of use, none": 27, "none, gone": 5, "of use, gone": 6, "gone, none": 2}


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
    assert likeness(Text("Elva renner gjennom hele byen."), Text("Elva renner gjennom byen.")) > 0.8
    assert likeness(Text("Kontakt oss"), Text("Kontakt")) > 0
    assert likeness(Text("Vi søker sykepleiere"), Text("Skogen er stor")) == 0


WHOLE = "Elva renner gjennom hele byen og ut i havet. Om våren går den stor og brun over breddene sine."


def test_a_text_finds_what_it_is_like_and_what_it_is_a_part_of() -> None:
    lenders = Lenders([Text("Skogen er stor, og mørk er den og."), Text(WHOLE)])
    news = [Text(WHOLE.replace("hele", "halve")), Text("Noe helt annet står her.")]
    assert [(pair.new, pair.old) for pair in lenders.match(news)] == [(0, 1)]
    assert lenders.whole_of(Text("Om våren går den stor og brun over breddene.")) == 1
    assert lenders.whole_of(Text("Om høsten er den liten og grå mellom steinene.")) is None


# ── a real truth ─────────────────────────────────────────────────────────────────────────────


def spaced(text: str) -> str:
    return " ".join(text.split())


def kind(new: str, here: po.Entry, there: po.Entry, in_use: set[str]) -> str:
    ours, theirs = (spaced(entry.previous.text) if entry.previous else "" for entry in (here, there))
    if here.done and not here.fuzzy:
        return "respaced" if theirs == spaced(new) else "translated"
    if ours == theirs:
        return "same"
    used = "of use" if theirs in in_use else "gone" if theirs else "none"
    return f"{used}, {'gone' if ours else 'none'}"


def test_real_edits_are_found_as_msgmerge_finds_them_or_better(tmp_path: Path) -> None:
    old = (DPKG / "1.21.23.de.po").read_bytes()
    before, after = po.read_catalog(old), po.read_catalog((DPKG / "1.22.22.de.po").read_bytes())
    texts = [Message(entry.text, entry.context, (), entry.references) for entry in after.active]
    catalog, template, merged = tmp_path / "a.po", tmp_path / "a.pot", tmp_path / "b.po"
    catalog.write_bytes(old)
    template.write_bytes(po.write_pot(texts, "dpkg-man"))
    subprocess.run([need("msgmerge"), "-q", "--previous", "-o", merged, catalog, template], check=True)
    here = {e.text: e for e in po.read_catalog(po.update_po(old, texts, "de", "dpkg-man")).active}
    there = {e.text: e for e in po.read_catalog(merged.read_bytes()).active}
    known, in_use = {e.text for e in before.active}, {spaced(e.text) for e in after.active}
    kinds = Counter(kind(new, here[new], there[new], in_use) for new in there if new not in known)
    assert kinds == REAL
