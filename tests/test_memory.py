"""The memory: what was approved comes back where it belongs, fuzzy anywhere else, and nothing is ever lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Command, write_project
from utgivelse import approving, pipeline, po, remembering, tmx, translators
from utgivelse.findings import ProjectError
from utgivelse.memory import Memory, added, likeness, remembered, with_exact
from utgivelse.message import Message, State, Translated, seal
from utgivelse.tmx import Unit

CATALOG = "locales/en/LC_MESSAGES/prover.po"
MEMORY = "locales/en/memory.tmx"

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="Other" creationtoolversion="2" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="NO-NO" datatype="html"><note>ours since 1999</note></header>
<body>
<!-- kept -->
<tu tuid="7" creationid="Ola"><note>a note</note><prop type="x-domain">town</prop>
<tuv xml:lang="NO-NO"><seg>Skogen er <bpt i="1">&lt;b&gt;</bpt>stor<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
<tuv xml:lang="EN"><seg>The forest is big.</seg></tuv><tuv xml:lang="DE"><seg>Der Wald ist groß.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nur deutsch</seg></tuv><tuv xml:lang="fr"><seg>Rien</seg></tuv></tu>
</body></tmx>
"""


def update(root: Path) -> translators.Catalog:
    return translators.update(pipeline.open_project(root), ("en",))[1]


def approve(root: Path, by: str = "Kari Nes") -> None:
    project = pipeline.open_project(root)
    done = approving.approve(project, approving.Approval("en", by, "2026-11-20"))
    assert not done.findings


def found(root: Path, text: str, context: str = "") -> Translated:
    return po.read_translation((root / CATALOG).read_bytes(), "en").find(context, text)


def entry(root: Path, text: str) -> po.Entry:
    catalog = po.read_catalog((root / CATALOG).read_bytes())
    return next(entry for entry in catalog.active if entry.text == text)


def edit(root: Path, article: str, old: str, new: str) -> None:
    path = root / "articles" / article
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


# ── what the memory keeps ────────────────────────────────────────────────────────────────────


def test_only_what_is_approved_is_remembered_and_a_second_update_writes_nothing(project: Path) -> None:
    update(project)
    assert not (project / MEMORY).exists()
    approve(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace('msgstr "It is long."', 'msgstr "It is very long."'))  # its seal is broken
    update(project)
    texts = (project / MEMORY).read_text()
    assert "The river runs through the town." in texts
    assert "It is very long." not in texts
    assert texts.count("<tu ") == 9
    before = (project / MEMORY).stat().st_mtime_ns
    assert not update(project).is_changed
    assert (project / MEMORY).stat().st_mtime_ns == before


def test_a_newer_approval_takes_the_place_of_the_older_one_and_of_nothing_else(project: Path) -> None:
    approve(project)
    (project / MEMORY).write_text(FOREIGN)
    update(project)
    assert "The forest is large." in (project / MEMORY).read_text()
    path = project / CATALOG
    path.write_text(path.read_text().replace("The forest is large.", "The forest is vast."))
    approve(project, "Ola Li")
    update(project)
    texts = (project / MEMORY).read_text()
    assert "The forest is large." not in texts
    assert "The forest is vast." in texts
    for kept in ("The forest is big.", "Der Wald", "Nur deutsch", "<!-- kept -->", "a note", "x-domain", "ours since"):
        assert kept in texts


def test_what_xml_cannot_hold_is_told_and_not_remembered(project: Path) -> None:
    path = project / CATALOG
    catalog = po.read_catalog(path.read_bytes())
    text = "It is\x0b long."
    line = f"# approved: 2026-11-20 Kari Nes [{seal('', 'Den er lang.', text)}]"
    entries = tuple(
        replace(one, strings=(text,), comments=(line,)) if one.text == "Den er lang." else one
        for one in catalog.entries
    )
    path.write_bytes(po.write_catalog(replace(catalog, entries=entries)))
    (finding,) = remembering.remember(pipeline.open_project(project), ("en",))[0].findings
    assert (finding.code, "Den er lang." in finding.message) == ("M91", True)


def test_two_approvals_of_one_message_as_a_merge_of_branches_leaves_them_stay_in_order() -> None:
    both = [Unit("Elva", target, by="Kari", own=True) for target in ("The river", "The stream")]
    first = tmx.write_tmx(tmx.new_tmx("nb", remembered(both, ())), "nb", "en")
    read = tmx.read_tmx(first, "nb", "en")
    assert tmx.write_tmx(replace(read, units=remembered(read.units, ())), "nb", "en") == first
    assert {unit.target for unit in read.units} == {"The river", "The stream"}


# ── what it gives back ───────────────────────────────────────────────────────────────────────


def test_a_lost_catalog_comes_back_translated_and_not_approved(project: Path) -> None:
    approve(project)
    update(project)
    (project / CATALOG).unlink()
    done = update(project)
    assert (done.missing, done.fuzzy) == (0, 0)
    one = found(project, "Den er lang.")
    assert (one.text, one.state) == ("It is long.", State.TRANSLATED)
    assert not one.is_approved(("", "Den er lang."))
    assert "# memory: Kari Nes, 2026-11-20" in entry(project, "Den er lang.").comments
    assert not update(project).is_changed


def test_the_same_text_between_other_neighbours_or_in_another_role_is_fuzzy(project: Path) -> None:
    approve(project)
    update(project)
    (project / CATALOG).unlink()
    edit(project, "felles.md", "Elva renner gjennom byen.", "Fossen bruser under brua.")
    edit(project, "annen.md", "Skogen er stor.", "Skogen er stor.\n\n## Den er lang.")
    update(project)
    assert found(project, "Den er lang.").state is State.FUZZY
    heading = entry(project, "Den er lang.")
    assert heading.previous is None  # the same key: nothing of the source has changed
    in_heading = next(
        one for one in po.read_catalog((project / CATALOG).read_bytes()).active if one.context == "heading"
    )
    assert in_heading.strings == ("It is long.",)
    assert in_heading.fuzzy
    assert in_heading.previous == po.entry.Previous("Den er lang.")


def test_a_like_text_is_fuzzy_with_the_memorys_source_as_previous(project: Path) -> None:
    approve(project)
    update(project)
    (project / CATALOG).unlink()
    edit(project, "egen.md", "Fjellet ligger vest for byen.", "Fjellet ligger ikke vest for byen.")
    update(project)
    one = found(project, "Fjellet ligger ikke vest for byen.")
    assert (one.text, one.state) == ("The mountain lies west of the town.", State.FUZZY)
    assert one.previous == ("", "Fjellet ligger vest for byen.")


def test_others_units_are_never_taken_as_translated(project: Path, tmp_path: Path) -> None:
    """Not even those of another project of our own, sealed as they are."""
    approve(project)
    update(project)
    fresh = write_project(tmp_path / "fresh", translated=False)
    remembering.take_in(pipeline.open_project(fresh), "en", project / MEMORY)
    assert "It is long." in (fresh / MEMORY).read_text()
    done = update(fresh)
    assert (done.missing, done.fuzzy) == (0, 10)
    assert entry(fresh, "Den er lang.").comments == ("# memory: Kari Nes, 2026-11-20, memory.tmx",)


def test_a_unit_changed_by_hand_is_nobodys_approval(project: Path) -> None:
    approve(project)
    update(project)
    path = project / MEMORY
    path.write_text(path.read_text().replace("It is long.", "It is short."))
    (project / CATALOG).unlink()
    update(project)
    one = found(project, "Den er lang.")
    assert (one.text, one.state) == ("It is short.", State.FUZZY)


def test_what_a_translator_emptied_is_not_offered_again(project: Path) -> None:
    approve(project)
    update(project)
    (project / CATALOG).unlink()
    update(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace('msgstr "It is long."', 'msgstr ""'))
    update(project)
    assert found(project, "Den er lang.").state is State.MISSING
    assert found(project, "Skogen er stor.").state is State.TRANSLATED


def test_an_approval_that_is_taken_back_is_forgotten(project: Path) -> None:
    approve(project)
    update(project)
    assert "It is long." in (project / MEMORY).read_text()
    approving.approve(pipeline.open_project(project), approving.Approval("en", "", "2026-11-20", withdraw=True))
    assert "It is long." not in (project / MEMORY).read_text()


def test_what_was_approved_here_and_stands_empty_comes_back_to_be_looked_at(project: Path) -> None:
    approve(project)
    update(project)
    path = project / CATALOG
    path.write_text(path.read_text().replace('msgstr "It is long."', 'msgstr ""'))
    update(project)
    assert found(project, "Den er lang.").state is State.FUZZY


def test_words_that_serve_another_text_now_are_left_to_the_merge(project: Path) -> None:
    """Who goes back to the text before gets the catalog's own entry, with all that stands beside it."""
    approve(project)
    update(project)
    edit(project, "felles.md", "Den er lang.", "Den er ganske lang.")
    update(project)
    catalog = po.read_catalog((project / CATALOG).read_bytes())
    assert [one.text for one in catalog.active if one.fuzzy] == ["Den er ganske lang."]
    known = Memory(tmx.read_tmx((project / MEMORY).read_bytes(), "nb", "en").units)
    wanted = [Message("Den er lang."), Message("Elva", "title")]
    assert known.exact(wanted[0].key)
    assert with_exact(catalog, wanted, known) == catalog


# ── other people's files ─────────────────────────────────────────────────────────────────────


def test_others_files_are_kept_as_they_are_and_taken_once(project: Path, command: Command) -> None:
    (file := project / "byrå.tmx").write_text(FOREIGN)
    first = command("remember", "en", "--from", file, "--json", cwd=project)
    assert first.returncode == 0, first.stderr
    (memory,) = json.loads(first.stdout)["memories"]
    assert (memory["units"], memory["new"], memory["is_changed"]) == (1, 1, True)
    before = (project / MEMORY).read_bytes()
    (again,) = json.loads(command("remember", "en", "--from", file, "--json", cwd=project).stdout)["memories"]
    assert (again["new"], again["is_changed"]) == (0, False)
    assert (project / MEMORY).read_bytes() == before
    (unit,) = [one for one in tmx.read_tmx(before, "nb", "en").units if one.source]
    assert (unit.source, unit.target, unit.by, unit.origin) == (
        "Skogen er stor.",
        "The forest is big.",
        "Ola",
        "byrå.tmx",
    )


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "M91", "not XML"),
        (FOREIGN.encode()[:500], "M91", "not XML"),
        (b"<html><body/></html>", "M91", "html"),
        (b"<tmx version='1.4'/>", "M91", "body"),
        (
            b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body><tu><tuv xml:lang="nb"><seg>&a;</seg></tuv></tu></body></tmx>',
            "M91",
            "&a;",
        ),
        (FOREIGN.replace("NO-NO", "sv").encode(), "M92", "sv, en, de"),
        (FOREIGN.replace("<body>", "<<<<<<< HEAD\n<body>").encode(), "M91", "not XML"),
    ],
)
def test_a_bad_memory_is_told_left_alone_and_the_update_goes_on(
    project: Path, data: bytes, code: str, says: str
) -> None:
    (project / MEMORY).write_bytes(data)
    approve(project)
    done = update(project)
    (finding,) = done.findings
    assert (finding.code, finding.severity) == (code, "warning")
    assert says in finding.message
    assert (project / MEMORY).read_bytes() == data
    assert done.missing == 0
    (file := project / "bad.tmx").write_bytes(data)
    (project / MEMORY).unlink()
    with pytest.raises(ProjectError) as caught:
        remembering.take_in(pipeline.open_project(project), "en", file)
    assert [one.code for one in caught.value.findings] == [code]
    assert not (project / MEMORY).exists()


def test_utf_16_and_a_namespace_are_read(project: Path) -> None:
    text = FOREIGN.replace("UTF-8", "UTF-16").replace('<tmx version="1.4">', '<tmx version="1.4" xmlns="urn:tmx">')
    (file := project / "o.tmx").write_bytes(text.encode("utf-16"))
    assert remembering.take_in(pipeline.open_project(project), "en", file).new == 1
    data = (project / MEMORY).read_bytes()
    again = tmx.read_tmx(data, "nb", "en")
    assert tmx.write_tmx(again, "nb", "en") == data


# ── laws ─────────────────────────────────────────────────────────────────────────────────────

TEXT = st.text(
    st.one_of(st.sampled_from("*[](){}$#1`!\\ab åøж漢<>&\"'\n\t"), st.characters(blacklist_categories=["Cs"])),
    max_size=30,
)
HELD = TEXT.filter(tmx.is_held)
WORDED = HELD.filter(lambda text: bool(text.strip()))
UNITS = st.lists(
    st.builds(
        Unit,
        WORDED,
        WORDED,
        st.sampled_from(["", "heading", "cell"]),
        by=st.sampled_from(["", "Kari"]),
        own=st.just(value=True),
    ),
    max_size=6,
)


@given(TEXT)
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    assert "".join(part.text for part in tmx.parts(text)) == text


@given(UNITS)
def test_what_is_written_is_read_and_the_second_write_is_the_first(units: list[Unit]) -> None:
    data = tmx.write_tmx(tmx.new_tmx("nb", units), "nb", "en")
    again = tmx.read_tmx(data, "nb", "en")
    assert list(again.units) == units
    assert tmx.write_tmx(again, "nb", "en") == data


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), UNITS), max_size=5))
def test_a_memory_never_loses_a_unit_but_to_a_newer_approval(steps: list[tuple[bool, list[Unit]]]) -> None:
    memory: tuple[Unit, ...] = ()
    approvals: dict[tuple[str, str], str] = {}
    theirs: set[tuple[str, str, str]] = set()
    for is_approved, units in steps:
        if is_approved:
            memory = remembered(memory, units)
            approvals |= {(unit.source, unit.context): unit.target for unit in units}
        else:
            data = tmx.write_tmx(tmx.new_tmx("nb", units), "nb", "en")
            memory = added(memory, tmx.read_tmx(data, "nb", "en").units, Path("o.tmx"))
            theirs |= {(unit.source, unit.target, unit.context) for unit in units}
        data = tmx.write_tmx(tmx.new_tmx("nb", memory), "nb", "en")
        read = tmx.read_tmx(data, "nb", "en")
        assert tmx.write_tmx(replace(read, units=remembered(read.units, ())), "nb", "en") == data
        memory = read.units
    assert {(unit.source, unit.context): unit.target for unit in memory if unit.own} == approvals
    there = {(unit.source, unit.target, unit.context) for unit in memory}
    overtaken = {pair for pair in theirs - there if pair[0::2] in approvals}
    assert theirs - there <= overtaken


@given(TEXT, TEXT)
def test_likeness_is_symmetrical_and_full_only_for_the_same_text(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) == 100) == (one.split() == other.split())
    assert 0 <= likeness(one, other) <= 100


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("Vi søker ti sykepleiere nå.", "Vi søker ikke ti sykepleiere nå.", 92),
        ("Les **mer** om jobben her.", "Les mer om jobben her.", 99),
        ("Søk her", "Søk der", 85),
        ("Vi bor ved elva i byen", "Fisk er dyrt om vinteren nå", 0),
    ],
)
def test_likeness_by_hand(one: str, other: str, percent: int) -> None:
    assert likeness(one, other) == percent


def test_the_index_finds_what_comparing_all_finds() -> None:
    words = [
        "elva",
        "byen",
        "fjellet",
        "renner",
        "gjennom",
        "stor",
        "liten",
        "gammel",
        "og",
        "i",
        "skogen",
        "bor",
        "folk",
    ]
    texts = [" ".join(words[(n * k + n // 7) % len(words)] for k in range(1, 10)) + f" {n}" for n in range(200)]
    memory = Memory(Unit(text, "x") for text in texts)
    for text in texts[::9]:
        changed = text.replace(" og", "", 1).replace(" bor", " vokser", 1)
        best = max((likeness(changed, other) for other in texts), default=0)
        near = memory.near(changed)
        assert (near.percent if near else 0) == (best if best >= 75 else 0)


def test_short_texts_are_found_by_their_letters() -> None:
    memory = Memory([Unit("Arbeidsplasser", "Jobs"), Unit("Skole", "School")])
    near = memory.near("Arbeidsplassene")
    assert near is not None
    assert (near.unit.target, near.percent) == ("Jobs", 89)
