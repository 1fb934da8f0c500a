"""PO: strict reading, stable writing, a merge that keeps every human word, a theme's words."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from utgivelse import po
from utgivelse.files import Files
from utgivelse.findings import Place, ProjectError
from utgivelse.message import Acceptance, Approval, Message, Remarks, SourceNote, State, Translated, seal
from utgivelse.po.entry import Previous
from utgivelse.po.remarks import accepted, approved
from utgivelse.publication import Project

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PLACE = Place("locales/en/LC_MESSAGES/prover.po")


def message(text: str, context: str = "", file: str = "articles/a.md", *comments: str) -> Message:
    return Message(text, context, comments, (file,))


def translated(data: bytes, texts: dict[str, str], context: str = "") -> bytes:
    """The catalog with these translations filled in, as a translator's program would."""
    catalog = po.read_catalog(data)
    entries = tuple(
        replace(e, strings=(texts[e.text],), flags=(), previous=None)
        if e.text in texts and e.context == context and not e.obsolete
        else e
        for e in catalog.entries
    )
    return po.write_catalog(replace(catalog, entries=entries))


def entry(data: bytes, text: str, context: str = "") -> po.Entry:
    return next(e for e in po.read_catalog(data).entries if e.key == (context, text))


def refused(data: bytes, language: str = "en") -> tuple[str, int]:
    with pytest.raises(ProjectError) as caught:
        po.read_translation(data, language, PLACE)
    finding = caught.value.findings[0]
    assert finding.place.file == PLACE.file
    assert finding.hint
    return finding.code, finding.place.line


# ── what is refused ──────────────────────────────────────────────────────────────────────────


def test_a_byte_order_mark_is_no_matter() -> None:
    data = b"\xef\xbb\xbf" + HEADER.encode() + b'msgid "Hei"\nmsgstr "Hi"\n'
    assert po.read_translation(data, "en").find("", "Hei").text == "Hi"


def test_windows_line_ends_are_no_matter() -> None:
    data = (HEADER + 'msgid "Hei"\nmsgstr "Hi"\n').replace("\n", "\r\n").encode()
    assert po.read_translation(data, "en").find("", "Hei").text == "Hi"


def test_latin_1_is_refused_at_its_line() -> None:
    assert refused((HEADER + 'msgid "Bø"\nmsgstr "x"\n').encode("latin-1")) == ("M11", 6)


def test_another_charset_in_the_header_is_refused() -> None:
    assert refused(HEADER.replace("UTF-8", "ISO-8859-1").encode())[0] == "M11"


def test_utf_16_is_refused() -> None:
    assert refused(HEADER.encode("utf-16"))[0] == "M11"


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> andre"])
def test_marks_of_a_merge_are_refused(mark: str) -> None:
    assert refused((HEADER + f'{mark}\nmsgid "a"\nmsgstr "b"\n').encode()) == ("M12", 6)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Hei\nmsgstr "Hi"\n', 6),
        ('msgid "Hei"\nmsgstr "Hi\n', 7),
        ('msgid "Hei"\nmsgstr "H"i"\n', 7),
        ('msgid "Hei"\nmsgstr "H\\q"\n', 7),
        ('msgid "Hei"\n', 6),
        ('msgid "Hei"\n\nmsgid "Ha"\nmsgstr ""\n', 6),
        ('msgid "Hei"\nmsgstr "Hi"\nmsgstr "Ho"\n', 8),
        ('msgstr "Hi"\n', 6),
        ('"løs tekst"\n', 6),
        ('mgsid "Hei"\nmsgstr "Hi"\n', 6),
        ('msgid "Hei"\n# note\nmsgstr "Hi"\n', 7),
        ('msgid "en"\nmsgid_plural "to"\nmsgstr "x"\n', 6),
    ],
)
def test_broken_lines_are_refused_at_their_line(text: str, line: int) -> None:
    assert refused((HEADER + text).encode()) == ("M13", line)


def test_another_language_is_refused() -> None:
    assert refused(HEADER.encode(), "pl") == ("M14", 1)


@pytest.mark.parametrize(("header", "language"), [("en_GB", "en"), ("nb_NO", "nb"), ("no", "nb"), ("", "pl")])
def test_the_same_language_by_another_name(header: str, language: str) -> None:
    po.read_translation(HEADER.replace("Language: en", f"Language: {header}").encode(), language)


def test_doubles_are_refused_and_both_lines_named() -> None:
    text = HEADER + 'msgid "a"\nmsgstr "1"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "2"\n\nmsgid "a"\nmsgstr "3"\n'
    with pytest.raises(ProjectError) as caught:
        po.read_translation(text.encode(), "en", PLACE)
    assert [(f.code, f.place.line, "line 6" in f.message) for f in caught.value.findings] == [("M15", 13, True)]


def test_more_than_40_mb_is_refused() -> None:
    assert refused(HEADER.encode() + b"# " + b"x" * (40 * 1024 * 1024))[0] == "M10"


def test_a_broken_catalog_is_never_written_over() -> None:
    with pytest.raises(ProjectError):
        po.update_po(b'msgid "Hei\n', [message("Hei")], "en")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for bytes_ in (data, HEADER.encode() + data):
        try:
            po.read_catalog(bytes_, PLACE, "en")
        except ProjectError as failure:
            assert failure.findings


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_cut_catalog_is_refused_or_loses_whole_entries_only(data: st.DataObject) -> None:
    whole = HEADER + 'msgctxt "title"\nmsgid "Hei\\n"\n"du"\nmsgstr "Hi"\n\n#~ msgid "b"\n#~ msgstr "c"\n'
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    try:
        catalog = po.read_catalog(cut.encode(), PLACE)
    except ProjectError:
        return
    assert set(catalog.entries) <= set(po.read_catalog(whole.encode()).entries)


# ── what is kept ─────────────────────────────────────────────────────────────────────────────

HUMAN = """\
# Anne Oversetter, 2026
#
# Anne Oversetter, 2026
msgid ""
msgstr ""
"Project-Id-Version: Prøver\\n"
"PO-Revision-Date: 2026-10-01 12:00+0200\\n"
"Last-Translator: Anne <anne@eksempel.no>\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Poedit-Basepath: ..\\n"
"X-Extractor: utgivelse 1\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# en merknad som er så lang at den ville blitt brutt om noen brøt den ved syttiseks tegn
#
# og en linje til
#. paragraph in Elva
#: articles/a.md
#: \u2068articles/b c.md\u2069
#, fuzzy, no-wrap
#| msgctxt "heading"
#| msgid ""
#| "Før\\n"
#| "to"
msgid "10 % i\u00a0dag"
msgstr "10%\u2028today"

#. paragraph in Elva
#: articles/a.md
msgctxt "title"
msgid "10 % i\u00a0dag"
msgstr ""

# et ord om noe som er borte
#, fuzzy
#~| msgid "Gammelt"
#~ msgctxt "label"
#~ msgid "Gammelt nytt"
#~ msgstr "Old"

# slutt
"""


def human_messages() -> list[Message]:
    return [
        Message("10 % i\u00a0dag", "", ("paragraph in Elva",), ("articles/a.md", "articles/b c.md")),
        message("10 % i\u00a0dag", "title", "articles/a.md", "paragraph in Elva"),
    ]


def test_every_human_word_survives_reading_and_writing() -> None:
    assert po.write_catalog(po.read_catalog(HUMAN.encode())).decode() == HUMAN


def test_every_human_word_survives_an_update() -> None:
    assert po.update_po(HUMAN.encode(), human_messages(), "en", "Prøver").decode() == HUMAN


def test_babel_reads_what_is_written_here() -> None:
    known = HUMAN.replace('#~| msgid "Gammelt"\n', "")  # the one line of GNU's that Babel does not know
    catalog = read_po(io.BytesIO(known.encode()), locale="en", abort_invalid=True)
    found = catalog.get("10 % i\u00a0dag")
    assert found is not None
    assert (found.string, found.fuzzy) == ("10%\u2028today", True)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30
)
NAMES = st.text("abcæøå _-", min_size=1, max_size=8).filter(lambda name: name.strip() == name)
WORDS = st.lists(
    st.sampled_from(["du", "jeg", "vi", "bor", "i", "byen", "ved", "elva", "og", "fjellet", "ikke"]),
    min_size=1,
    max_size=9,
)


@st.composite
def entries(draw: st.DrawFn) -> po.Entry:
    plural = draw(st.sampled_from(["", "flere"]))
    return po.Entry(
        draw(TEXT),
        draw(st.sampled_from(["", "title", "cell"])),
        plural,
        (draw(st.just("") | TEXT), draw(TEXT))[: 2 if plural else 1],
        tuple(draw(st.lists(st.just("#") | NAMES.map("# {}".format), max_size=2))),
        tuple(draw(st.lists(NAMES, max_size=2))),
        tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        draw(st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")])),
        draw(st.none() | st.builds(Previous, TEXT, st.sampled_from(["", "title"]))),
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(entries(), max_size=5, unique_by=lambda e: e.key))
def test_writing_and_reading_are_inverse(found: list[po.Entry]) -> None:
    header = po.read_catalog(HEADER.encode()).header
    catalog = po.PoFile(header, tuple(found))
    data = po.write_catalog(catalog)
    assert po.read_catalog(data) == catalog
    assert po.write_catalog(po.read_catalog(data)) == data


# ── the merge ────────────────────────────────────────────────────────────────────────────────


def test_a_new_catalog_has_no_clock_and_an_own_header() -> None:
    data = po.update_po(None, [message("Hei")], "pl", "Prøver")
    fields = po.read_catalog(data).fields
    assert fields["Language"] == "pl"
    assert fields["Plural-Forms"].startswith("nplurals=")
    assert [value for name, value in fields.items() if "Date" in name] == ["1970-01-01 00:00+0000"]
    assert data == po.update_po(data, [message("Hei")], "pl", "Prøver")


def test_changed_text_in_place_becomes_fuzzy_with_its_previous_text() -> None:
    before = [message("Først"), message("Vi bor her"), message("Sist")]
    data = translated(
        po.update_po(None, before, "en"), {"Vi bor her": "We live here", "Først": "First", "Sist": "Last"}
    )
    after = [message("Først"), message("Vi bodde her"), message("Sist")]
    found = entry(po.update_po(data, after, "en"), "Vi bodde her")
    assert (found.strings, found.fuzzy, found.previous) == (("We live here",), True, Previous("Vi bor her"))


def test_a_fuzzy_entry_keeps_the_text_its_translation_was_made_for() -> None:
    data = translated(
        po.update_po(None, [message("Vi bor her i dag")], "en"), {"Vi bor her i dag": "We live here today"}
    )
    data = po.update_po(data, [message("Vi bor her i byen i dag")], "en")
    data = po.update_po(data, [message("Vi bor der i byen i dag")], "en")
    assert entry(data, "Vi bor der i byen i dag").previous == Previous("Vi bor her i dag")


def test_an_accepted_entry_loses_its_previous_text() -> None:
    text = HEADER + '#| msgid "Før"\nmsgid "Etter"\nmsgstr "After"\n'
    assert entry(po.update_po(text.encode(), [message("Etter")], "en"), "Etter").previous is None


def test_a_text_still_in_use_never_lends_its_translation() -> None:
    old = "Vi søker sykepleiere til hele kommunen"
    data = translated(po.update_po(None, [message(old)], "en"), {old: "We need nurses"})
    data = po.update_po(data, [message(old), message("Vi søker ikke sykepleiere til hele kommunen")], "en")
    assert entry(data, "Vi søker ikke sykepleiere til hele kommunen").strings == ("",)
    assert entry(data, old).strings == ("We need nurses",)


def test_two_contexts_of_one_text_are_never_mixed_up() -> None:
    messages = [message("Søk her nå", "heading"), message("Søk her nå", "label")]
    data = translated(po.update_po(None, messages, "en"), {"Søk her nå": "Seek"}, "heading")
    data = translated(data, {"Søk her nå": "Apply"}, "label")
    data = po.update_po(data, [message("Søk her i dag", "heading"), message("Søk her i dag", "label")], "en")
    assert entry(data, "Søk her i dag", "heading").strings == ("Seek",)
    assert entry(data, "Søk her i dag", "label").strings == ("Apply",)


def test_a_translation_is_given_out_once() -> None:
    old = "Kommunen har mange ledige stillinger i skolen"
    data = translated(po.update_po(None, [message(old)], "en"), {old: "Many jobs"})
    after = [message(old.replace("mange", "noen")), message(old.replace("mange", "få"))]
    strings = [e.strings[0] for e in po.read_catalog(po.update_po(data, after, "en")).active]
    assert sorted(strings) == ["", "Many jobs"]


def test_moved_text_keeps_its_translation() -> None:
    messages = [message("En"), message("To", file="articles/b.md"), message("Tre")]
    data = translated(po.update_po(None, messages, "en"), {"En": "One", "To": "Two", "Tre": "Three"})
    data = po.update_po(data, [message("Tre", file="articles/b.md"), message("En"), message("To")], "en")
    assert [(e.text, e.strings[0], e.fuzzy) for e in po.read_catalog(data).active] == [
        ("Tre", "Three", False),
        ("En", "One", False),
        ("To", "Two", False),
    ]


def test_only_white_space_changed_is_not_fuzzy() -> None:
    data = translated(po.update_po(None, [message("10 % i dag")], "en"), {"10 % i dag": "10% today"})
    found = entry(po.update_po(data, [message("10\u00a0% i dag")], "en"), "10\u00a0% i dag")
    assert (found.strings, found.fuzzy) == (("10% today",), False)


def test_what_is_gone_is_kept_and_comes_back() -> None:
    first = po.update_po(None, [message("Blir"), message("Går bort", "heading")], "en")
    data = translated(first, {"Går bort": "Goes away"}, "heading")
    gone = po.update_po(data, [message("Blir")], "en")
    assert entry(gone, "Går bort", "heading").obsolete
    assert po.update_po(gone, [message("Blir")], "en") == gone
    back = entry(po.update_po(gone, [message("Blir"), message("Går bort", "heading")], "en"), "Går bort", "heading")
    assert (back.strings, back.fuzzy, back.obsolete) == (("Goes away",), False, False)


def test_another_role_of_the_same_text_is_looked_at_again() -> None:
    data = translated(po.update_po(None, [message("Ledige stillinger her")], "en"), {"Ledige stillinger her": "Jobs"})
    found = entry(
        po.update_po(data, [message("Ledige stillinger her", "label")], "en"), "Ledige stillinger her", "label"
    )
    assert (found.strings, found.fuzzy, found.previous) == (("Jobs",), True, Previous("Ledige stillinger her"))


def test_unlike_text_in_the_same_place_starts_anew() -> None:
    data = translated(po.update_po(None, [message("Kommunen har barnehage")], "en"), {"Kommunen har barnehage": "K"})
    data = po.update_po(data, [message("Ute snør det tett, sier fru Quist")], "en")
    assert entry(data, "Ute snør det tett, sier fru Quist").strings == ("",)
    assert entry(data, "Kommunen har barnehage").obsolete


def test_per_cent_is_no_format() -> None:
    text = HEADER + '#, fuzzy, python-format\nmsgid "10 % i dag"\nmsgstr "10% today"\n'
    assert entry(po.update_po(text.encode(), [message("10 % i dag")], "en"), "10 % i dag").flags == ("fuzzy",)


CATALOG = st.lists(WORDS.map(" ".join), min_size=1, max_size=8, unique=True)


@settings(max_examples=100, deadline=None)
@given(CATALOG, CATALOG, st.data())
def test_no_translation_is_lost_or_doubled(before: list[str], after: list[str], data: st.DataObject) -> None:
    texts = {text: f"T{number}" for number, text in enumerate(before)}
    old = translated(po.update_po(None, [message(text) for text in before], "en"), texts)
    new = po.update_po(old, [message(text) for text in after], "en")
    found = po.read_catalog(new).entries
    assert sorted(e.strings[0] for e in found if e.strings[0]) == sorted(texts.values())
    assert [e.text for e in found if not e.obsolete] == after
    for e in found:
        exact = texts.get(e.text)
        assert exact is None or (e.strings[0] == exact and not e.fuzzy)
        assert e.fuzzy == bool(e.previous)
    assert po.update_po(new, [message(text) for text in after], "en") == new


# ── what programs ask ────────────────────────────────────────────────────────────────────────


def test_a_translation_knows_translated_fuzzy_and_missing() -> None:
    text = HEADER + (
        'msgid "a"\nmsgstr "A"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\n'
        'msgid "c"\nmsgstr " "\n\n#~ msgid "d"\n#~ msgstr "D"\n'
    )
    found = po.read_translation(text.encode(), "en")
    assert [found.find("", text).state for text in "abcd"] == [
        State.TRANSLATED,
        State.FUZZY,
        State.MISSING,
        State.MISSING,
    ]
    assert found.obsolete == {("", "d"): "D"}


def test_a_catalog_that_is_not_there_is_empty(tmp_path: Path) -> None:
    project = Project(root=tmp_path, name="P", source_language="nb", domain="prover", output=tmp_path / "output")
    assert po.load_translation(Files(tmp_path), project, "en").texts == {}


@pytest.mark.parametrize("folder", ["en_GB", "en-GB"])
def test_folders_are_read_either_way(tmp_path: Path, folder: str) -> None:
    path = tmp_path / "locales" / folder / "LC_MESSAGES" / "prover.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "A"\n')
    project = Project(root=tmp_path, name="P", source_language="nb", domain="prover", output=tmp_path / "output")
    assert po.load_translation(Files(tmp_path), project, "en-GB").find("", "a").text == "A"


def write_words(root: Path, language: str, text: str) -> None:
    path = root / "locales" / language / "LC_MESSAGES" / "egen.po"
    path.parent.mkdir(parents=True)
    path.write_text(text)


PLURAL = (
    '"Language: pl\\n"\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 '
    '&& (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)


def test_a_projects_own_words_come_first(tmp_path: Path) -> None:
    write_words(tmp_path, "nb", 'msgid "Contents"\nmsgstr "Her finner du"\n')
    words = po.load_words(Files(tmp_path), "egen", "nb", tmp_path)
    assert words.gettext("Contents") == "Her finner du"
    assert words.gettext("Photo: %(name)s") == "Foto: %(name)s"
    assert words.untranslated == ()


def test_words_that_no_one_translated_are_remembered_once(tmp_path: Path) -> None:
    words = po.load_words(Files(tmp_path), "egen", "pl", tmp_path)
    assert [words.gettext("Nowhere"), words.gettext("Nowhere"), words.ngettext("one", "many", 5)] == [
        "Nowhere",
        "Nowhere",
        "many",
    ]
    assert words.untranslated == ("Nowhere", "one")


def test_plural_forms_of_words(tmp_path: Path) -> None:
    write_words(
        tmp_path,
        "pl",
        f'msgid ""\nmsgstr ""\n{PLURAL}\nmsgid "page"\nmsgid_plural "pages"\n'
        'msgstr[0] "strona"\nmsgstr[1] "strony"\nmsgstr[2] "stron"\n',
    )
    words = po.load_words(Files(tmp_path), "egen", "pl", tmp_path)
    assert [words.ngettext("page", "pages", n) for n in (1, 3, 5)] == ["strona", "strony", "stron"]


def test_fuzzy_words_are_not_used(tmp_path: Path) -> None:
    write_words(tmp_path, "pl", '#, fuzzy\nmsgid "x"\nmsgstr "y"\n')
    words = po.load_words(Files(tmp_path), "egen", "pl", tmp_path)
    assert words.gettext("x") == "x"
    assert words.untranslated == ("x",)


@pytest.mark.parametrize("text", ["Tekst: %s", "Tekst", "Tekst: %(licens)s", "50 % %(licence)s", "%(licence)d"])
def test_words_whose_places_differ_are_refused_with_their_line(tmp_path: Path, text: str) -> None:
    write_words(tmp_path, "pl", f'msgid "Text: %(licence)s"\nmsgstr "{text}"\n')
    for ask in (
        lambda: po.load_words(Files(tmp_path), "egen", "pl", tmp_path),
        lambda: po.find_gaps(Files(tmp_path), "egen", "pl", tmp_path, in_book=False),
    ):
        with pytest.raises(ProjectError) as failure:
            ask()
        assert [(f.code, f.place.line) for f in failure.value.findings] == [("M99", 1)]
        assert failure.value.findings[0].place.file.endswith("locales/pl/LC_MESSAGES/egen.po")


@pytest.mark.parametrize("text", ["Tekst: %(licence)s", "%(licence.genitive)s", "100 %% %(licence)s", ""])
def test_words_with_the_same_places_are_let_be(tmp_path: Path, text: str) -> None:
    write_words(tmp_path, "pl", f'msgid "Text: %(licence)s"\nmsgstr "{text}"\n')
    assert po.load_words(Files(tmp_path), "egen", "pl", tmp_path).gettext("Text: %(licence)s") == (
        text or "Text: %(licence)s"
    )


def test_english_needs_no_words_and_pseudo_makes_them_up(tmp_path: Path) -> None:
    english = po.load_words(Files(tmp_path), "egen", "en", tmp_path)
    assert (english.gettext("Nowhere"), english.untranslated) == ("Nowhere", ())
    pseudo = po.load_words(Files(tmp_path), "egen", "x-pseudo", tmp_path)
    assert pseudo.gettext("Photo: %(name)s").endswith(": %(name)s")
    assert "Photo" not in pseudo.gettext("Photo: %(name)s")
    assert pseudo.untranslated == ()


# ── what people say beside a translation ─────────────────────────────────────────────────────

SEAL = seal("", "Hei", "Hi")


def remarked(*lines: str, target: str = "Hi", flags: str = "") -> Translated:
    text = HEADER + "".join(f"{line}\n" for line in lines) + flags + f'msgid "Hei"\nmsgstr "{target}"\n'
    return po.read_translation(text.encode(), "en").find("", "Hei")


def test_an_approval_holds_for_exactly_these_texts() -> None:
    line = approved(Approval("Kari Nes", "2026-11-20", SEAL))
    assert remarked(line).is_approved(("", "Hei"))
    assert not remarked(line, target="Hello").is_approved(("", "Hei"))
    assert not remarked(line, flags="#, fuzzy\n").is_approved(("", "Hei"))
    assert not remarked(line).is_approved(("title", "Hei"))


def test_an_approval_without_its_seal_approves_nothing() -> None:
    found = remarked("# approved: 2026-11-20 Kari Nes")
    assert not found.is_approved(("", "Hei"))
    assert found.remarks.unread == ("approved: 2026-11-20 Kari Nes",)


def test_an_acceptance_is_bound_by_its_seal_and_holds_before_it_has_one() -> None:
    reason = "the year is wrong in the source"
    assert remarked(f"# accepted: numbers: {reason}").accepts(("", "Hei"), "numbers")
    bound = accepted(Acceptance("numbers", reason, SEAL))
    assert remarked(bound).accepts(("", "Hei"), "numbers")
    assert not remarked(bound).accepts(("", "Hei"), "quotes")
    assert not remarked(bound, target="Hello").accepts(("", "Hei"), "numbers")


def test_an_acceptance_without_a_reason_is_not_understood() -> None:
    found = remarked("# accepted: numbers")
    assert not found.accepts(("", "Hei"), "numbers")
    assert found.remarks.unread == ("accepted: numbers",)


def test_other_comments_are_nobodys_remarks() -> None:
    assert remarked("# I was not sure here", "# source: «Hei» is too short").remarks == Remarks(
        source=(SourceNote("«Hei» is too short"),)
    )


REASON = (
    "# accepted: numbers: the year is wrong in the source and has been so since the very first edition [0123456789ab]"
)


def test_what_babel_and_polib_do_to_comments_is_undone() -> None:
    previous = (
        '# | msgid "A rather long text that stood here before, and so long that\n# it is \\"broken\\" for sure."\n'
    )
    broken = f'{REASON[:68]}\n# {REASON[69:]}\n{previous}#, fuzzy\nmsgid "B"\nmsgstr "T"\n'
    [entry] = po.read_catalog(broken.encode()).entries
    assert entry.comments == (REASON,)
    assert entry.previous == Previous(
        'A rather long text that stood here before, and so long that it is "broken" for sure.'
    )


@pytest.mark.parametrize("lines", ["# accepted: numbers: short\n# hm [0123456789ab]", "# | a table | of mine"])
def test_comments_that_only_look_broken_stay_as_they_are(lines: str) -> None:
    [entry] = po.read_catalog(f'{lines}\nmsgid "B"\nmsgstr "T"\n'.encode()).entries
    assert entry.comments == tuple(lines.split("\n"))


def test_c_escapes_are_read() -> None:
    [entry] = po.read_catalog(rb'msgid "B"' + b"\n" + rb'msgstr "a\vb\fc\x41\101\\n"').entries
    assert entry.strings == ("a\vb\fcAA\\n",)


def test_old_line_ends_are_line_ends() -> None:
    assert po.read_catalog(b'msgid "B"\rmsgstr "T"\r').entries[0].strings == ("T",)


def test_a_header_keeps_every_line() -> None:
    data = po.update_po(None, [], "en", "X").replace(
        b'"MIME', b'"Language-Team: A\\n"\n"  og B\\n"\n"X-Foo: 1\\n"\n"X-Foo: 2\\n"\n"MIME'
    )
    assert po.update_po(data, [], "en", "X") == data
