"""Proofreading: what is doubted in translations, what is let be, and what people may take as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utgivelse import plugins, proofreading
from utgivelse.findings import Finding, Place, Severity, warning
from utgivelse.inline import Text
from utgivelse.localize.texts import parsed, write
from utgivelse.markdown.inlines import parse_inlines, read_inlines
from utgivelse.markdown.report import Report
from utgivelse.message import Acceptance, Message, Remarks, State, Translated, Translation, seal
from utgivelse.places import Area, Placed, PlaceMap, Sheet
from utgivelse.plugins import Doubt, Proofreader
from utgivelse.proofreading import Brief, Term, proofread
from utgivelse.proofreading.fit import entries_of, grown, on_pages, with_entries
from utgivelse.writing_rules import rules

CASES = Path(__file__).parent / "cases/proofreading.tsv"
NAMES = ("Kongsberg", "Lågen", "Kari Nes")
TERMS = {
    "en": (Term("fagbrev", "en", ("trade certificate",), ("diploma",)),),
    "de": (Term("fagbrev", "de", ("Gesellenbrief",)),),
    "pl": (Term("barnehage", "pl", ("przedszkole",), ("żłobek",)),),
}


def rows() -> Iterator[list[str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), "excel-tab", quoting=csv.QUOTE_NONE):
            yield [re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), cell) for cell in row]


def brief(language: str) -> Brief:
    return Brief("nb", dict.fromkeys(NAMES, ()), TERMS.get(language, ()))


def found(source: str, target: str, language: str, context: str = "") -> tuple[Finding, ...]:
    message = Message(source, context, plain=context in ("alt", "publication"))
    texts = {message.key: Translated(target, State.TRANSLATED, 7)}
    return proofread([message], Translation(language, texts), "locales/x.po", brief(language))


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row[0]} {row[1]} {row[4][:30]}")
def test_what_is_bad_is_found_and_its_near_miss_is_not(row: list[str]) -> None:
    code, language, context, source, bad, near = row
    assert code in [finding.code for finding in found(source, bad, language, context)]
    assert [finding.code for finding in found(source, near, language, context)] == []


def test_there_are_eighty_bad_ones_in_five_languages_and_every_check_has_some() -> None:
    cases = list(rows())
    languages = [row[1] for row in cases]
    assert len(cases) >= 80
    assert sum(languages.count(language) >= 10 for language in {*languages}) >= 5
    assert {row[0] for row in cases} | {"M57"} == {f"M{number}" for number in (*range(31, 60),)}


def test_a_check_that_is_off_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case fails without the check that it is for, so no other one finds it in passing."""
    every = proofreading.proofreaders()
    for row in rows():
        code, language, context, source, bad, _ = row
        mine = [one for one in every if code in codes_of(one, row)]
        assert len(mine) == 1, row
        monkeypatch.setattr(proofreading, "proofreaders", lambda one=mine[0]: tuple(o for o in every if o is not one))
        assert code not in [finding.code for finding in found(source, bad, language, context)]
        monkeypatch.undo()


def codes_of(reader: Proofreader, row: list[str]) -> list[str]:
    _, language, context, source, bad, _ = row
    message = Message(source, context, plain=context in ("alt", "publication"))
    pair = proofreading.lay_open(message, bad, language, brief(language))
    return [doubt.code for doubt in reader.read(pair)]


def test_two_translations_of_one_text_are_noted() -> None:
    one, other, third = Message("Søk her", "label"), Message("Søk her", "title"), Message("Søk her", "title/verb")
    texts = {
        one.key: Translated("Apply here", State.TRANSLATED),
        other.key: Translated("Search here", State.TRANSLATED),
        third.key: Translated("Look here", State.TRANSLATED),
    }
    told = proofread([one, other, third], Translation("en", texts), "x.po")
    assert [(f.code, f.severity) for f in told] == [("M57", Severity.NOTE)] * 2
    texts[other.key] = texts[third.key] = Translated("Apply here.", State.TRANSLATED)
    assert proofread([one, other, third], Translation("en", texts), "x.po") == ()


# ── places, and what may be taken as it is ───────────────────────────────────────────────────

MESSAGE = Message("Her bor 356 mennesker.", references=("articles/byen.md",), line=12)
WRONG = "Here live 365 people."


def told(translated: Translated, message: Message = MESSAGE) -> tuple[Finding, ...]:
    return proofread([message], Translation("en", {message.key: translated}), "locales/en/LC_MESSAGES/x.po")


def accepting(*acceptances: Acceptance, text: str = WRONG) -> Translated:
    return Translated(text, State.TRANSLATED, 41, remarks=Remarks(acceptances=acceptances))


def test_a_finding_points_at_the_catalog_and_at_the_article() -> None:
    finding = told(Translated(WRONG, State.TRANSLATED, 41))[0]
    assert (finding.code, finding.severity) == ("M34", Severity.WARNING)
    assert finding.place == Place("locales/en/LC_MESSAGES/x.po", 41)
    assert finding.beside == Place("articles/byen.md", 12)
    assert "# accepted: numbers:" in finding.hint


def test_what_was_accepted_is_counted_and_not_said() -> None:
    sealed = Acceptance("numbers", "the source is wrong", seal(*MESSAGE.key, WRONG))
    for acceptance in (sealed, replace(sealed, seal="")):
        assert [(f.code, f.severity) for f in told(accepting(acceptance))] == [("M63", Severity.NOTE)]
        assert "numbers 2" in told(accepting(acceptance))[0].message


@pytest.mark.parametrize("text", [WRONG, "Here live 365 persons."])
def test_an_acceptance_is_void_when_a_text_changed(text: str) -> None:
    old = Acceptance("numbers", "so it is", seal("", "Her bor 355 mennesker.", text))
    assert [f.code for f in told(accepting(old, text=text))] == ["M34", "M34", "M61"]


def test_a_check_that_nobody_knows_or_that_is_final_cannot_be_accepted() -> None:
    unknown = told(accepting(Acceptance("numbres", "typed in haste")))
    assert [f.code for f in unknown] == ["M34", "M34", "M62"]
    assert "numbers" in unknown[-1].hint
    message = Message("Les [mer](#1).")
    final = told(accepting(Acceptance("structure", "no"), text="Read more."), message)
    assert [(f.code, f.severity) for f in final] == [("M31", Severity.ERROR), ("M62", Severity.WARNING)]


def test_a_remark_that_cannot_be_read_is_named() -> None:
    remarks = Remarks(unread=("accepted: numbers",))
    finding = told(Translated("Here live 356 people.", State.TRANSLATED, 5, remarks=remarks))[0]
    assert (finding.code, finding.place.line) == ("M60", 5)
    assert told(Translated("", State.FUZZY, 5, remarks=remarks))[0].code == "M60"


def test_only_what_is_translated_is_read() -> None:
    assert told(Translated(WRONG, State.FUZZY)) == ()
    assert proofread([MESSAGE], Translation("en"), "x.po") == ()
    texts = {MESSAGE.key: Translated("Ħęřę 365", State.TRANSLATED)}
    assert proofread([MESSAGE], Translation("x-pseudo", texts), "x.po") == ()


# ── numbers ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "text", "doubts"),
    [
        ("Vi har 1 500 ansatte og 356 naboer.", "We have 1,500 staff and 356 neighbours.", []),
        (
            "Vi har 1 500 ansatte.",
            "We have 1,550 staff.",
            ["it lacks the number 1500", "the source has no number 1550"],
        ),
        ("Det er to veier og 3 broer.", "There are 2 roads and three bridges.", []),
        ("Møt opp kl. 18.00 den 01.12.2026.", "Come at 6 pm on 1 December 2026.", []),
        ("I 2021 356 kommuner.", "356 municipalities in 2021.", []),
        ("Les [15 råd](https://a.no/99).", "Read [15 tips](#1).", []),
        ("Ring {$nummer}, 40 år.", "Call {$nummer}.", ["it lacks the number 40"]),
        ("I 2021.", "في ٢٠٢١.", []),
        ("Skrevet 14.–16. mars, kl. 10–15.", "Written on March 14–16, from 10 am to 3 pm.", []),
        ("Versjon 3.11.7 fra 1990-årene.", "Version 3.11.7 of the 90s.", []),
        ("Versjon 3.11.7.", "Version 3.11.8.", ["it lacks the number 3.11.7", "the source has no number 3.11.8"]),
        ("2,5 millioner på 1600-tallet", "2,500,000 in the 17th century", []),
    ],
)
def test_numbers_in_sentences_are_compared(source: str, text: str, doubts: list[str]) -> None:
    message = Message(write(parse_inlines(source)).text)
    texts = {message.key: Translated(text, State.TRANSLATED)}
    language = "ar" if "في" in text else "en"
    said = [f for f in proofread([message], Translation(language, texts), "x") if f.code in ("M34", "M35", "M36")]
    assert [f.severity for f in said] == [Severity.WARNING] * len(doubts)
    assert [str(f.message).rpartition(": ")[2] for f in said] == doubts


@given(st.integers(13, 10**9), st.sampled_from(["en", "de", "pl", "uk", "ar", "fr", "se", "so"]))
def test_a_number_is_found_in_every_languages_own_writing_and_another_is_not(number: int, language: str) -> None:
    from utgivelse.language import format_number

    source = f"Her er {format_number(number, 'nb')} ting."
    same, other = (f"… {format_number(one, language)} …" for one in (number, number + 1))
    assert not [f for f in found(source, same, language) if f.code in ("M34", "M35", "M36")]
    assert [f for f in found(source, other, language) if f.code in ("M34", "M36")]


# ── words of the glossary and names ──────────────────────────────────────────────────────────

NAV = Term("NAV", "en", ("NAV",))
TRADE = Term("fagbrev", "en", ("trade certificate",), ("diploma",))
ARABIC = Term("fagbrev", "ar", ("شهادة مهنية",), ("دبلوم",))
CHINESE = Term("barnehage", "zh", ("幼儿园",), ("托儿所",))


@pytest.mark.parametrize(
    ("source", "text", "term", "told"),
    [
        ("Skriv navnet ditt her.", "Write your name here.", NAV, False),
        ("Spør NAVs folk.", "Ask us.", NAV, True),
        ("Du trenger fagbrev.", "You need a trade certificate and diplomatic skill.", TRADE, False),
        ("Du trenger fagbrev.", "You need trade certificates and diplomas.", TRADE, True),
        ("Du trenger fagbrev.", "تحتاج إلى الشهادة المهنية.", ARABIC, False),
        ("Du trenger fagbrev.", "تحتاج إلى شهادة مهنية أو الدبلوم.", ARABIC, True),
        ("Du trenger fagbrev.", "تحتاج إلى أمر آخر.", ARABIC, True),
        ("Kom til barnehagen.", "请来幼儿园。", CHINESE, False),
        ("Kom til barnehagen.", "请来幼儿园或托儿所。", CHINESE, True),
        ("Kom til barnehagen.", "请来这里。", CHINESE, True),
    ],
)
def test_a_term_is_found_as_its_language_writes_it(source: str, text: str, term: Term, told: bool) -> None:
    assert [f.code for f in briefed(source, text, Brief("nb", terms=(term,)), term.language)] == ["M43"] * told


@pytest.mark.parametrize(
    ("source", "text", "language", "form", "told"),
    [
        ("Nesten alle bor her.", "Almost everyone lives here.", "en", "Nes", False),
        ("Han bor på Nes.", "He lives here.", "en", "Nes", True),
        ("Han bor på Nes’ gård.", "He lives at Nes’s farm.", "en", "Nes", False),
        ("Velkommen til Kongsberg.", "أهلا بكونغسبرغ.", "ar", "كونغسبرغ", False),
        ("Velkommen til Kongsberg.", "أهلا بكم.", "ar", "كونغسبرغ", True),
        ("Velkommen til Kongsberg.", "欢迎来到孔斯贝格。", "zh", "孔斯贝格", False),
        ("Velkommen til Kongsberg.", "欢迎来到这里。", "zh", "孔斯贝格", True),
    ],
)
def test_a_name_is_found_as_its_language_writes_it(
    source: str, text: str, language: str, form: str, told: bool
) -> None:
    name = "Nes" if form == "Nes" else "Kongsberg"
    assert [f.code for f in briefed(source, text, Brief("nb", {name: (form,)}), language)] == ["M42"] * told


def briefed(source: str, text: str, given: Brief, language: str) -> tuple[Finding, ...]:
    message = Message(source)
    return proofread([message], Translation(language, {message.key: Translated(text, State.TRANSLATED)}), "x.po", given)


# ── the texts as they are read ───────────────────────────────────────────────────────────────


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_a_text_without_markup_is_read_at_once_as_it_would_be_otherwise(text: str) -> None:
    report = Report("")
    tree = read_inlines(text, report, 0)
    assert parsed(text)[0] == tree
    assert parsed("Her er 3 fjell.")[0] == (Text("Her er 3 fjell."),)


def test_every_pattern_of_the_languages_can_be_read() -> None:
    import tomllib

    path = Path(proofreading.__file__).parents[1] / "writing_rules.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(table) > 30
    for tag in table:
        for words in (rules(tag).no, rules(tag).unlike, rules(tag).clock, rules(tag).hours):
            assert re.compile(words).groups == 0, tag
        assert not rules(tag).numbers or len(rules(tag).numbers.split()) <= 11, tag


# ── pages ────────────────────────────────────────────────────────────────────────────────────

LONG = "There are now as many as 356 people who live here."
PLACED = Placed(3, Area(10, 20, 60, 5), "articles/byen.md", 12, "paragraph", "en", "There", MESSAGE.key, (0, 5))
PLACES = PlaceMap("x", "en", (Sheet(148, 210),) * 3, (PLACED,))


TRANSLATION = Translation("en", {MESSAGE.key: Translated(LONG, State.TRANSLATED, 41)})
ENTRIES = entries_of([MESSAGE], TRANSLATION, "x.po")


def test_text_off_its_page_leads_to_the_line_of_the_catalog_and_how_much_longer_it_is() -> None:
    crowded = warning("L06", "text runs off", "shorten it", Place(page=3, area=Area(11, 21, 58, 4)))
    told_of = with_entries([crowded], PLACES, ENTRIES)[0]
    assert told_of.beside == Place("x.po", 41)
    assert f"{round(100 * (len(LONG) - 22) / 22)} %" in told_of.hint
    assert with_entries([crowded], PLACES, {}) == (crowded,)


def test_a_doubted_translation_leads_to_its_page() -> None:
    doubted = warning("M34", "it lacks", place=Place("x.po", 41))
    doubted = replace(doubted, beside=Place("articles/byen.md", 12))
    placed = on_pages([doubted], PLACES, ENTRIES)[0]
    assert placed.beside == Place("articles/byen.md", 12, 3, Area(10, 20, 60, 5))


def test_pages_too_many_name_the_texts_that_grew() -> None:
    too_many = warning("L04", "17 pages")
    assert [(f.code, f.place.line) for f in grown([too_many], ENTRIES)] == [("M64", 41)]
    assert list(grown([], ENTRIES)) == []


# ── the wing ─────────────────────────────────────────────────────────────────────────────────


def test_each_proofreader_is_declared_under_its_own_name() -> None:
    for name in plugins.names("proofreaders"):
        reader: Proofreader = plugins.load("proofreaders", name)
        assert reader.name == name
        assert re.fullmatch(r"[a-z-]+", name)


def test_a_strangers_proofreader_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(pair: proofreading.Pair) -> Iterator[Doubt]:
        if "okay" in pair.target.prose:
            yield Doubt("X99", "write «all right»")

    monkeypatch.setattr(proofreading, "proofreaders", lambda: (Proofreader("okay", Severity.WARNING, read),))
    assert [f.code for f in told(Translated("It is okay.", State.TRANSLATED))] == ["X99"]
