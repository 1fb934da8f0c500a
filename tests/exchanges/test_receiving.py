"""Receiving: what is taken, what stays, what is refused, and that nothing from outside approves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sent_catalogs import HEADER, is_plain
from utgivelse.consignment import Back, Mark, Pieces, Returned, Stage, joined
from utgivelse.findings import ProjectError, said
from utgivelse.message import Approval, State, Translated, seal
from utgivelse.packing import Choice, pack
from utgivelse.po import read_catalog, write_catalog
from utgivelse.po.entry import Entry, PoFile, Previous
from utgivelse.po.remarks import approved, read_remarks
from utgivelse.receiving import Fate, Received, receive

ELVA = Entry("Elva er lang.", strings=("The river is long.",), extracted=("paragraph in Elva",))
NEW = Entry("Ring **nå**.", "lead")
RICH = Entry("Les [mer](#1) om **byen** hos {$navn}.[^1]")
RICH_EN = "Read [more](#1) about **the town** at {$navn}.[^1]"


RICH_CALL = ("Call ", Mark(1, "open"), "now", Mark(1, "close"), ".")


def catalog(*entries: Entry) -> PoFile:
    return PoFile(HEADER, entries)


def back(entry: Entry, target: Pieces | str | None = None, **changes: object) -> Back:
    """What a program sends back of an entry; without a target it touched nothing."""
    unit = pack(catalog(entry), is_plain)[0]
    pieces = (target,) if isinstance(target, str) else target
    stage = unit.stage if unit.target else None
    whole = Back(
        unit.id, unit.target if pieces is None else joined(pieces), stage, unit.seal, unit.source, unit.context, line=7
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def take(now: PoFile, *units: Back) -> Received:
    return receive(now, Returned("en", "prover", units), "retur.xlf", "Byrået", is_plain)


def only_of(now: PoFile) -> Entry:
    (entry,) = now.entries
    return entry


def only(received: Received) -> Entry:
    (entry,) = received.catalog.entries
    return entry


def codes(received: Received) -> list[str]:
    assert all(finding.place.file == "retur.xlf" for finding in received.findings)
    assert all(finding.place.line == 7 and finding.hint for finding in received.findings)
    return [finding.code for finding in received.findings]


# ── three texts ──


def test_only_the_file_changed_and_it_is_taken() -> None:
    got = take(catalog(ELVA), back(ELVA, "The river runs far."))
    assert (only(got).strings, got.fates) == (("The river runs far.",), {Fate.TAKEN: 1})


def test_only_the_catalog_changed_and_it_stays() -> None:
    newer = replace(ELVA, strings=("The river is very long.",))
    got = take(catalog(newer), back(ELVA))
    assert (only(got), got.fates) == (newer, {Fate.KEPT: 1})


def test_both_changed_and_the_other_text_stands_beside_it_once() -> None:
    newer = replace(ELVA, strings=("The river is very long.",))
    unit = back(ELVA, "The river runs far.")
    got = take(catalog(newer), unit)
    assert only(got).strings == newer.strings
    assert only(got).comments == ("# received (Byrået): The river runs far.",)
    assert (codes(got), got.fates) == (["M76"], {Fate.CONFLICT: 1})
    assert take(got.catalog, unit).catalog == got.catalog


def test_both_changed_alike_is_no_conflict() -> None:
    newer = replace(ELVA, strings=("The river runs far.",))
    got = take(catalog(newer), back(ELVA, "The river runs far."))
    assert (only(got), got.fates) == (newer, {Fate.UNCHANGED: 1})


def test_without_its_seal_a_text_fills_a_gap_but_replaces_nothing() -> None:
    assert only(take(catalog(NEW), back(NEW, "Call now.", seal=""))).strings == ("Call now.",)
    got = take(catalog(ELVA), back(ELVA, "Other.", seal=""))
    assert (only(got).strings, codes(got)) == (ELVA.strings, ["M76"])
    assert take(catalog(ELVA), back(ELVA, seal="")).fates == {Fate.UNCHANGED: 1}


def test_a_translation_that_came_back_empty_empties_nothing() -> None:
    got = take(catalog(ELVA), back(ELVA, ""))
    assert (only(got), codes(got)) == (ELVA, ["M76"])
    assert take(catalog(NEW), back(NEW, "")).fates == {Fate.UNCHANGED: 1}


# ── states ──


def test_an_approval_from_outside_is_not_taken() -> None:
    got = take(catalog(ELVA), back(ELVA, "The river runs far.", stage=Stage.APPROVED))
    assert (only(got).strings, only(got).comments) == (("The river runs far.",), ())
    assert codes(got) == ["M78"]
    (unit,) = pack(got.catalog, is_plain)
    assert unit.stage is Stage.TRANSLATED


def test_an_approval_in_a_note_is_a_mere_note() -> None:
    forged = approved(Approval("Kari Nes", "2026-11-20", seal("", ELVA.text, ELVA.strings[0])))[2:]
    got = take(catalog(ELVA), back(ELVA, notes=(forged, "accepted: numbers: fine")))
    assert pack(got.catalog, is_plain)[0].stage is Stage.TRANSLATED
    assert [line[:8] for line in only(got).comments] == ["# note: "] * 2
    own = replace(ELVA, comments=("# " + forged,))
    assert pack(catalog(own), is_plain)[0].stage is Stage.APPROVED, "the same line is one when we write it"


def test_what_was_said_of_the_text_before_is_not_said_of_a_new_one() -> None:
    spoken = (
        approved(Approval("Kari Nes", "2026-11-20", seal(*ELVA.key, ELVA.strings[0]))),
        "# accepted: numbers: fine",
    )
    own = replace(ELVA, comments=spoken)
    got = only(take(catalog(own), back(own, "The river runs far.", stage=Stage.TRANSLATED)))
    remarks = Translated(got.strings[0], State.TRANSLATED, remarks=read_remarks(got.comments))
    assert not remarks.is_approved(got.key)
    assert not remarks.accepts(got.key, "numbers")
    assert len(got.comments) == 2, "no word of a person's is gone"


def test_a_gap_that_a_program_filled_with_the_source_is_a_gap() -> None:
    got = take(catalog(NEW), back(NEW, pack(catalog(NEW), is_plain)[0].source, stage=Stage.FUZZY))
    assert (only(got), got.findings) == (NEW, ())
    name = Entry("Kongsberg", "title")
    assert only(take(catalog(name), back(name, "Kongsberg", stage=Stage.TRANSLATED))).strings == ("Kongsberg",)


@pytest.mark.parametrize("text", ["Ring oss i dag.", "Ring **oss** i dag."])
def test_a_sentence_copied_from_its_source_of_which_nobody_says_anything_is_a_gap(text: str) -> None:
    """As OmegaT fills every target without a state, and as a copied column looks."""
    new = Entry(text)
    source = pack(catalog(new), is_plain)[0].source
    got = take(catalog(new), back(new, source))
    assert (only(got), got.fates, got.findings) == (new, {Fate.KEPT: 1}, ())
    assert only(take(catalog(new), back(new, source, stage=Stage.TRANSLATED))).strings == (text,)
    assert only(take(catalog(new), back(new, "Call us today."))).strings == ("Call us today.",)


def test_a_name_copied_from_its_source_of_which_nobody_says_anything_is_looked_at() -> None:
    name = Entry("Rådhusgata 1, 0001 Byen")
    unit = back(name, name.text)
    got = take(catalog(name), unit)
    assert (only(got).strings, only(got).fuzzy, codes(got)) == ((name.text,), True, ["M77"])
    assert take(got.catalog, unit).catalog == got.catalog
    said_so = take(catalog(name), back(name, name.text, stage=Stage.TRANSLATED))
    assert (only(said_so).fuzzy, said_so.findings) == (False, ())
    number = Entry("20.00–22.00")
    assert not only(take(catalog(number), back(number, number.text))).fuzzy, "nothing in it could be translated"


def test_a_finished_text_made_the_same_as_its_source_is_a_choice() -> None:
    got = take(catalog(ELVA), back(ELVA, ELVA.text, stage=None))
    assert (only(got).strings, only(got).fuzzy) == ((ELVA.text,), False)


def test_an_approved_text_that_comes_back_so_stays_approved() -> None:
    own = replace(
        ELVA, comments=(approved(Approval("Kari Nes", "2026-11-20", seal("", *ELVA.key[1:], ELVA.strings[0]))),)
    )
    got = take(catalog(own), back(own))
    assert (only(got), got.findings) == (own, ())


@pytest.mark.parametrize("stage", [Stage.FUZZY, None])
def test_a_fuzzy_text_comes_back_as_fuzzy(stage: Stage | None) -> None:
    fuzzy = replace(ELVA, flags=("fuzzy", "no-wrap"), previous=Previous("Elva var lang."))
    got = take(catalog(fuzzy), back(fuzzy, "The river runs far.", stage=stage))
    assert (only(got).flags, only(got).previous) == (fuzzy.flags, fuzzy.previous)
    assert only(got).strings == ("The river runs far.",)
    assert codes(got) == ["M77"]


def test_a_fuzzy_text_that_was_looked_at_is_translated() -> None:
    fuzzy = replace(ELVA, flags=("fuzzy", "no-wrap"), previous=Previous("Elva var lang."))
    got = take(catalog(fuzzy), back(fuzzy, stage=Stage.TRANSLATED))
    assert (only(got), got.fates) == (replace(ELVA, flags=("no-wrap",)), {Fate.TAKEN: 1})


def test_an_unknown_state_is_taken_as_fuzzy_and_said() -> None:
    got = take(catalog(ELVA), back(ELVA, "The river runs far.", stage=Stage.FUZZY, doubt=said("its state is odd")))
    assert (only(got).fuzzy, codes(got)) == (True, ["M77"])


# ── late ──


def test_a_text_whose_source_has_changed_goes_to_the_fuzzy_one_that_was_made_from_it() -> None:
    today = replace(ELVA, text="Elva er ganske lang.", flags=("fuzzy",), previous=Previous(ELVA.text))
    got = take(catalog(today), back(ELVA, "The river runs far."))
    assert only(got) == replace(today, strings=("The river runs far.",))
    assert (codes(got), got.fates) == (["M75"], {Fate.STALE: 1})


def test_what_is_better_there_stays_and_the_late_text_stands_beside_it() -> None:
    today = replace(
        ELVA, text="Elva er ganske lang.", flags=("fuzzy",), previous=Previous(ELVA.text), strings=("Newer.",)
    )
    got = take(catalog(today), back(ELVA, "The river runs far."))
    assert (only(got).strings, only(got).comments) == (("Newer.",), ("# received (Byrået): The river runs far.",))
    assert codes(got) == ["M75"]


def test_a_late_text_is_offered_to_a_new_one_like_it() -> None:
    sent = Entry("Ring oss på mandag før klokka ti.")
    today = Entry("Ring oss på tirsdag før klokka ti.", comments=("# hei",))
    got = take(catalog(today), back(sent, "Call us on Monday before ten."))
    assert (only(got).strings, only(got).fuzzy) == (("Call us on Monday before ten.",), True)
    assert only(got).previous == Previous(sent.text)
    assert "# hei" in only(got).comments
    assert codes(got) == ["M75"]


def test_a_late_text_that_fits_nowhere_is_kept_as_obsolete_and_found_again() -> None:
    sent = Entry("Ring oss på mandag.", "lead")
    got = take(catalog(ELVA), back(sent, "Call us on Monday.", notes=("source: hvilken mandag?",)))
    kept = got.catalog.obsolete[0]
    assert (kept.key, kept.strings) == (sent.key, ("Call us on Monday.",))
    assert kept.comments == ("# source: hvilken mandag?",)
    assert got.catalog.active == (ELVA,)
    again = take(got.catalog, back(sent, "Call us on Monday."))
    assert again.catalog == got.catalog


@pytest.mark.parametrize("is_known", [True, False], ids=["obsolete", "gone"])
@pytest.mark.parametrize(
    "changes", [{"stage": Stage.FUZZY}, {"doubt": said("its state is odd")}, {"target": ("Call now.",)}]
)
def test_a_late_text_that_wants_a_look_is_kept_as_fuzzy(changes: dict[str, object], is_known: bool) -> None:
    """An update would bring it back as finished when its source returns."""
    sent = replace(NEW, strings=("Ring **now**.",))
    kept = (replace(sent, obsolete=True),) if is_known else ()
    unit = back(sent, RICH_CALL, stage=Stage.TRANSLATED)
    got = take(catalog(ELVA, *kept), replace(unit, **changes))  # type: ignore[arg-type]
    assert [one.fuzzy for one in got.catalog.obsolete] == [True]
    sure = take(catalog(ELVA, *kept), unit)
    assert [(one.strings, one.fuzzy) for one in sure.catalog.obsolete] == [(("Call **now**.",), False)]
    assert take(got.catalog, replace(unit, **changes)).catalog == got.catalog  # type: ignore[arg-type]


# ── codes ──


RICH_PIECES = pack(catalog(replace(RICH, strings=(RICH_EN,))), is_plain)[0].target
MARKS = {piece.number: piece for piece in RICH_PIECES if isinstance(piece, Mark) and piece.shape != "close"}


def M(number: int, shape: str = "") -> Mark:  # noqa: N802 - as short as the mark it stands for
    return Mark(number, shape or MARKS[number].shape)  # type: ignore[arg-type]


def test_a_text_with_its_codes_is_put_back_as_markdown() -> None:
    got = take(catalog(RICH), back(RICH, RICH_PIECES))
    assert only(got).strings == (RICH_EN,)


def test_codes_may_change_places() -> None:
    pieces = ("At ", M(3), ": ", M(2), "the town", M(2, "close"), ", ", M(1), "more", M(1, "close"), ".", M(4))
    got = take(catalog(RICH), back(RICH, pieces))
    assert only(got).strings == ("At {$navn}: **the town**, [more](#1).[^1]",)
    assert got.findings == ()


def test_codes_may_be_nested_and_used_twice() -> None:
    inner = (M(1), "a ", M(2), "b", M(2, "close"), M(1, "close"))
    got = take(catalog(RICH), back(RICH, (*inner, " ", M(3), M(3), M(4))))
    assert only(got).strings == ("[a **b**](#1) {$navn}{$navn}[^1]",)


@pytest.mark.parametrize(
    ("pieces", "says"),
    [
        ((M(2), "town", M(2, "close"), M(3), M(4)), "the link #1 is gone"),
        ((M(1), "more", M(1, "close"), M(2), "t", M(2, "close"), M(4)), "the variable {$navn} is gone"),
        ((M(1), "more", M(1, "close"), M(2), "t", M(2, "close"), M(3)), "the footnote [^1] is gone"),
        ((M(1), "a", M(2), "b", M(1, "close"), "c", M(2, "close"), M(3), M(4)), "[/1] stands before the [/2]"),
        ((M(1, "close"), "a", M(1), M(3), M(4)), "[/1] closes what was not opened"),
        ((M(1), "a", M(3), M(4)), "[1] is not closed"),
        ((M(1), "a", M(1), "b", M(1, "close"), M(1, "close"), M(3), M(4)), "[1] (link #1) cannot stand inside [1]"),
        ((Mark(9, "whole"), "a"), "[9] is not of this message"),
        ((Mark(1, "whole"), "a"), "[1] (link #1) must stand round words"),
        ((M(3, "open"), "a", M(3, "close")), "[3] (variable {$navn}) holds no words"),
        ((M(1), M(1, "close"), M(2), "t", M(2, "close"), M(3), M(4)), "link"),
    ],
)
def test_codes_that_are_lost_crossed_or_unknown_are_refused(pieces: Pieces, says: str) -> None:
    got = take(catalog(RICH), back(RICH, pieces))
    assert (only(got), got.fates) == (RICH, {Fate.REFUSED: 1})
    assert codes(got) == ["M74"]
    assert says in got.findings[0].message


def test_emphasis_that_is_lost_is_taken_as_fuzzy() -> None:
    pieces = (M(1), "more", M(1, "close"), " the town ", M(3), M(4))
    got = take(catalog(RICH), back(RICH, pieces))
    assert (only(got).strings, only(got).fuzzy) == (("[more](#1) the town {$navn}[^1]",), True)
    assert codes(got) == ["M77"]
    assert "strong" in got.findings[0].message


def test_emphasis_that_the_translation_never_had_may_stay_away() -> None:
    own = replace(RICH, strings=("[more](#1) the town {$navn}[^1]",))
    got = take(catalog(own), back(own, (M(1), "much more", M(1, "close"), " the town ", M(3), M(4))))
    assert (only(got).fuzzy, got.findings) == (False, ())


def test_words_stay_words_whatever_they_look_like() -> None:
    got = take(catalog(NEW), back(NEW, ("Call 5 * 3 [now](#1) ", Mark(1, "open"), "{$x} <b>", Mark(1, "close"))))
    (unit,) = pack(got.catalog, is_plain)
    assert unit.target == back(NEW, unit.target).target
    assert "".join(p for p in unit.target if isinstance(p, str)) == "Call 5 * 3 [now](#1) {$x} <b>"


@pytest.mark.parametrize(
    ("before", "inside", "after", "indented", "text"),
    [
        ("Call\n   ", "now", ".", False, "Call **now**."),
        ("Call\n", "now", ".\n ", False, "Call **now**."),
        ("Call ", "now", "\n  today.", False, "Call **now** today."),
        ("Call ", "now\n ", "today.", False, "Call [now ]{.strong}today."),
        ("Call \n    ", "now", ".\n  ", True, "Call **now**."),
        ("Call", "now\n    ", "\n  ", True, "Call**now**"),
    ],
)
def test_a_break_in_a_sheet_parts_words_and_one_that_a_program_made_does_not(
    before: str, inside: str, after: str, indented: bool, text: str
) -> None:
    unit = back(NEW, (before, Mark(1, "open"), inside, Mark(1, "close"), after))
    got = receive(catalog(NEW), Returned("en", "prover", (unit,), indented), "retur.xlf", "Byrået", is_plain)
    assert only(got).strings == (text,)


def test_a_plain_text_takes_no_markup_but_keeps_its_variables() -> None:
    alt = Entry("Elva ved {$sted} * 2", "alt")
    assert only(take(catalog(alt), back(alt, ("The river * at ", Mark(1, "whole"))))).strings == (
        "The river * at {$sted}",
    )
    assert codes(take(catalog(alt), back(alt, "The river"))) == ["M74"]


def test_a_control_character_is_refused() -> None:
    assert codes(take(catalog(ELVA), back(ELVA, "The\x07river"))) == ["M74"]


# ── ids ──


def test_unknown_and_doubled_ids_are_refused_with_their_line() -> None:
    got = take(catalog(ELVA), back(ELVA, "X", id="m000000000000"))
    assert (only(got), codes(got)) == (ELVA, ["M72"])
    doubled = take(catalog(ELVA), back(ELVA, "One."), back(ELVA, "Two."))
    assert (only(doubled), codes(doubled)) == (ELVA, ["M73", "M73"])
    same = take(catalog(ELVA), back(ELVA, "One."), back(ELVA, "One."))
    assert (only(same).strings, same.findings) == (("One.",), ())


def test_a_source_that_is_not_that_of_its_id_is_refused() -> None:
    got = take(catalog(ELVA), back(ELVA, "X", source=("Fjellet er høyt.",)))
    assert (only(got), codes(got)) == (ELVA, ["M72"])
    assert only(take(catalog(ELVA), back(ELVA, "X", source=("Elva  er\nlang.",)))).strings == ("X",)


NUMBERED = tuple(Entry(f"Tekst {word}", strings=(f"Text {word}",)) for word in "abcde")


def moved(*places: int) -> list[Back]:
    """Every unit, each with the translation that went out for the one at the place named."""
    return [back(entry, NUMBERED[place].strings[0]) for entry, place in zip(NUMBERED, places, strict=True)]


def test_translations_sorted_apart_from_their_ids_are_seen_and_nothing_is_taken() -> None:
    with pytest.raises(ProjectError) as caught:
        take(catalog(*NUMBERED), *moved(0, 2, 3, 1, 4))
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.line, finding.message[:2]) == ("M72", 7, "3 ")


def test_two_translations_that_changed_places_are_looked_at() -> None:
    got = take(catalog(*NUMBERED), *moved(0, 2, 1, 3, 4))
    assert [one.strings[0][-1] for one in got.catalog.entries] == list("acbde")
    assert [one.fuzzy for one in got.catalog.entries] == [False, True, True, False, False]
    assert codes(got) == ["M77", "M77"]


def test_texts_that_were_made_the_same_as_another_are_no_sorting() -> None:
    got = take(catalog(*NUMBERED), *moved(0, 0, 0, 0, 0))
    assert (got.fates, got.findings) == ({Fate.UNCHANGED: 1, Fate.TAKEN: 4}, ())
    one = take(catalog(*NUMBERED), *moved(0, 1, 2, 4, 4)[:4], back(NUMBERED[4], "Better"))
    assert (one.fates[Fate.TAKEN], one.findings) == (2, ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_file_that_was_read_in_another_encoding_is_not_taken_in_part(encoding: str) -> None:
    school = Entry("Skole på Økern **nå**.", strings=("Szkoła **dziś**.",))
    sent = back(school)
    garbled = tuple(one.encode().decode(encoding) if isinstance(one, str) else one for one in sent.source)
    with pytest.raises(ProjectError) as caught:
        take(catalog(ELVA, school), back(ELVA, "Rzeka pÅ‚ynie."), replace(sent, source=garbled))
    assert [(one.code, one.place.line) for one in caught.value.findings] == [("M70", 7)]


def test_a_text_about_encodings_is_as_it_was_sent() -> None:
    about = Entry("«Ã¸» er «ø» lest feil.")
    assert only(take(catalog(about), back(about, "«Ã¸» is «ø» misread."))).strings == ("«Ã¸» is «ø» misread.",)


def test_rows_without_an_id_are_each_told_what_they_are() -> None:
    added = [back(ELVA, text, id="", source=()) for text in ("79 words", "Ann")]
    got = take(catalog(ELVA), *added)
    assert (codes(got), got.fates) == (["M72", "M72"], {Fate.REFUSED: 2})


# ── notes ──


@pytest.mark.parametrize("by", ['Ann\n#, fuzzy\nmsgid "x"\nmsgstr "y"\n', "Ann\r\x85\u2028B\0C", "Ann (B) C)"])
def test_who_is_named_beside_a_text_stays_on_its_line(by: str) -> None:
    newer = catalog(replace(ELVA, strings=("The river is very long.",)))
    got = receive(newer, Returned("en", "prover", (back(ELVA, "It\nruns.\\"),)), "retur.xlf", by, is_plain).catalog
    assert read_catalog(write_catalog(got)) == got
    (comment,) = only_of(got).comments
    assert comment == f"# received ({' '.join(by.replace(chr(0), ' ').split())}): It runs.{chr(92) * 4}"


def test_notes_become_comments_once() -> None:
    own = replace(ELVA, comments=("# ring først",))
    unit = back(own, notes=("ring først", "paragraph in Elva", "to linjer\nher", "source: «Elva»?"))
    got = take(catalog(own), unit)
    assert only(got).comments == ("# ring først", "# to linjer", "# her", "# source: «Elva»?")
    assert take(got.catalog, unit).catalog == got.catalog


def test_where_a_text_came_from_stays_at_home_and_is_not_said_from_outside() -> None:
    origins = ("# machine: acme-mt", "# memory: Kari Nes, 2026-11-20")
    (unit,) = pack(catalog(replace(ELVA, comments=("# ring først", *origins))), is_plain)
    assert unit.notes == ("ring først",)
    got = take(catalog(NEW), back(NEW, "", notes=("machine: none used here, ask Kari", "machines are fine")))
    assert only(got).comments == ("# note: machine: none used here, ask Kari", "# machines are fine")


# ── plural forms, subsets ──


def test_a_plural_is_finished_when_all_its_forms_are() -> None:
    fuzzy = Entry("én dag", plural="{$n} dager", strings=("a day", "{$n} days"), flags=("fuzzy",))
    units = [
        Back(unit.id, unit.target, Stage.TRANSLATED, unit.seal, unit.source, line=7)
        for unit in pack(catalog(fuzzy), is_plain)
    ]
    assert only(take(catalog(fuzzy), units[0])).fuzzy
    assert not only(take(catalog(fuzzy), *units)).fuzzy


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        (Choice(), ["a b", "c d e", "f"]),
        (Choice("missing"), ["a b"]),
        (Choice("fuzzy"), ["c d e"]),
        (Choice("open"), ["a b", "c d e"]),
        (Choice("done"), ["f"]),
        (Choice(words=1), ["a b"]),
        (Choice(words=4), ["a b"]),
        (Choice(words=5), ["a b", "c d e"]),
        (Choice(keys={("", "f")}), ["f"]),
    ],
)
def test_a_part_is_whole_messages_in_reading_order(choice: Choice, texts: list[str]) -> None:
    whole = catalog(Entry("a b"), Entry("c d e", strings=("x",), flags=("fuzzy",)), Entry("f", strings=("y",)))
    assert [unit.source[0] for unit in pack(whole, is_plain, choice)] == texts


def test_a_catalog_in_which_one_text_was_taken_differs_in_that_entry_only() -> None:
    before = catalog(ELVA, replace(RICH, strings=(RICH_EN,)), NEW)
    after = take(before, back(ELVA, "The river runs far.")).catalog
    old, new = (write_catalog(one).decode().splitlines() for one in (before, after))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        ('msgstr "The river is long."', 'msgstr "The river runs far."')
    ]
