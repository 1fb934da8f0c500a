"""LIX: what counts as a word and a sentence, what is left out, what `status` says, and the limit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ENGLISH, Command, translate
from test_articles import TITLE
from utgivelse import pipeline
from utgivelse.accessibility import lix
from utgivelse.accessibility.sentences import sentences_of
from utgivelse.markdown import read_article

HARD = (
    "Kommunestyret vedtok handlingsprogrammet for eiendomsforvaltningen, tjenesteutviklingen, næringsutviklingen, "
    "bærekraftsarbeidet og samfunnssikkerheten, sammen med økonomiplanen og virksomhetsstrategien."
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi møtes kl. 09.30 den 1. mai 2027. Ta med mat.", ["Vi møtes kl. 09.30 den 1. mai 2027.", "Ta med mat."]),
        ("Det er bl.a. ski, f.eks. ca. 20 par, jf. lista.", ["Det er bl.a. ski, f.eks. ca. 20 par, jf. lista."]),
        ("Vi har ski, telt osv. Du kan låne.", ["Vi har ski, telt osv.", "Du kan låne."]),
        ("Det var i 2021. Året etter kom hun.", ["Det var i 2021.", "Året etter kom hun."]),
        ("Hun heter A. Hansen. Hva nå?", ["Hun heter A. Hansen.", "Hva nå?"]),
        ("«Kom inn!» ropte hun. Han kom.", ["«Kom inn!»", "ropte hun.", "Han kom."]),
        ("Ta med dette: sko, lue og mat", ["Ta med dette:", "sko, lue og mat"]),
        ("Vent … så kom det. Vent … Nå!", ["Vent … så kom det.", "Vent …", "Nå!"]),
        ("Se n.no/a og www.n.no. Ring 00 00 00 00.", ["Se n.no/a og www.n.no.", "Ring 00 00 00 00."]),
        ("Tre av fire. 12 000 kr. per år.", ["Tre av fire.", "12 000 kr. per år."]),
        ("", []),
        ("– … –", []),
    ],
)
def test_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert list(sentences_of(text)) == sentences


def measured(body: str, language: str = "nb") -> lix.Lix:
    article, findings = read_article(TITLE + body, "a.md", language)
    assert not findings
    return lix._count(one.sentence for one in lix.readable((article,)))


def test_the_index_is_counted_by_hand() -> None:
    # 6 + 4 words in 2 sentences; «kommunen» and «teknologibyen» have more than six letters
    found = measured("Her i kommunen er alle glade. Vi bygger **teknologi­byen** nå.\n")
    assert (found.words, found.long, found.sentences) == (10, 2, 2)
    assert (found.score, str(found.band)) == (25, "easy")  # 10 / 2 + 100 · 2 / 10


def test_numbers_are_words_and_never_long() -> None:
    assert measured("Tlf. 00000000 kl. 09.30 koster 1234567 kroner.\n") == lix.Lix(7, 0, 1)


def test_what_is_not_running_text_is_left_out() -> None:
    body = (
        "## Overskriftsord\n\nEn to tre.\n\n![Alternativtekst](a.jpg)\nBildetekstord.\n\n"
        "| Tabellhode |\n| --- |\n| Tabellcelle |\n\n"
        ':::contact[Velkomstkontoret]{role="Hovedansvarlig"}\nRådhusinngangen\n:::\n\n'
        ":::pullquote\nEn to tre igjen.\n:::\n\n"
        "[Buorre boahtin buohkaide]{lang=se}\n\n`programkode`\n\n"
        ':::only{languages="pl"}\nBareforpolakker.\n:::\n\n:::only{written="nb"}\nFire fem.\n:::\n\n- seks\n- sju\n'
    )
    assert measured(body) == lix.Lix(7, 0, 4)


@pytest.mark.parametrize(
    ("score", "band"),
    [(24, "very easy"), (25, "easy"), (34, "easy"), (35, "medium"), (45, "hard"), (54, "hard"), (55, "very hard")],
)
def test_the_bands(score: int, band: str) -> None:
    assert str(lix.Lix(words=100, long=score - 10, sentences=10).band) == band


def test_it_is_given_only_where_it_says_something() -> None:
    article, _ = read_article(f"{TITLE}{' '.join([HARD] * 8)}\n", "a.md", "nb")
    text = lix.readable((article,))
    assert lix.lix_of(text, "nb")
    assert lix.lix_of(text, "en") is None
    assert lix.lix_of(text[:2], "nb") is None


# ── status and the limit ─────────────────────────────────────────────────────────────────────

HARD_NN = "Ansvarlege kommunestyrerepresentantar diskuterte. "
EASY = "Elva er bred. Den er kald. Du kan bade der. Vi bor her. "


def write_long(project: Path) -> None:
    (project / "articles/annen.md").write_text(f"---\ntitle: Skogen\n---\n{EASY * 9}\n\n{HARD}\n\n{EASY * 2}\n")


def test_status_names_the_index_and_its_band(project: Path, command: Command) -> None:
    write_long(project)  # 158 words in 45 sentences, 9 of them long: 3.5 + 5.7
    translate(project, ENGLISH)
    rows = json.loads(command("status", "--json", cwd=project).stdout)["status"]
    found = {(row["publication"], row["language"]): (row["lix"], row["band"]) for row in rows}
    assert found["to", "nb"] == (9, "very easy")
    assert found["to", "en"] == (None, "")
    assert found["en", "nb"] == (None, "")  # eleven words
    text = command("status", cwd=project).stdout
    assert "LIX" in text.split("\n")[0]
    assert "9 (very easy)" in text


def test_a_translation_has_an_index_of_its_own(project: Path) -> None:
    write_long(project)
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"en"]', '"nn"]'))
    pipeline.update(project)
    path = project / "locales/nn/LC_MESSAGES/prover.po"
    lines = path.read_text().split("\n")
    for number, line in enumerate(lines):
        if line.startswith('msgid "Elva er bred.') or (line == 'msgid ""' and "Elva er bred" in lines[number + 1]):
            end = next(place for place in range(number, len(lines)) if lines[place] == 'msgstr ""')
            lines[end] = f'msgstr "{HARD_NN * 40}"'
    path.write_text("\n".join(lines))
    row = next(r for r in pipeline.status(project) if (r.publication, r.language) == ("to", "nn"))
    assert (row.lix, str(row.band)) == (103, "very hard")


def test_a_limit_names_the_hardest_sentences_with_file_and_line(project: Path) -> None:
    write_long(project)
    configuration = project / "utgivelse.toml"
    text = configuration.read_text()
    configuration.write_text(text.replace('id = "to"', 'id = "to"\nlix = { most = 8 }'))
    checked = [finding for finding in pipeline.check(project) if finding.code == "A66"]
    report = pipeline.build(project, pipeline.Wishes(publications=("to",), languages=("nb",)))
    assert checked == [finding for finding in report.findings if finding.code == "A66"]
    whole, hardest = checked
    line = text[: text.rindex("[[publication]]")].count("\n") + 1
    assert str(whole.place) == f"utgivelse.toml:{line}"
    assert "has LIX 9 (very easy), expected at most 8" in whole.message
    assert str(hardest.place) == "articles/annen.md:6"
    assert "Kommunestyret vedtok" in hardest.message
    assert report.exit_code == 0
    configuration.write_text(text.replace('id = "to"', 'id = "to"\nlix = { most = 9 }'))
    assert not [finding for finding in pipeline.check(project) if finding.code == "A66"]
