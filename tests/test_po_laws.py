"""The merge over any history: no human word is lost, and what nobody touched goes back byte for byte."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from conftest import need
from utgivelse import po
from utgivelse.message import Message, State
from utgivelse.po import Entry

WORDS = (
    "elva",
    "byen",
    "renner",
    "gjennom",
    "fjellet",
    "ligger",
    "vest",
    "for",
    "ikke",
    "1763",
    "Kongsberg",
    "og",
    "stor",
)
ROLES = ("", "", "", "heading", "title", "caption")
FILES = ("articles/a.md", "articles/b.md")


@dataclass(frozen=True)
class Line:
    """A text where it stands."""

    text: str
    role: str
    file: str


History = tuple[tuple[Line, ...], bytes]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
lines = st.builds(Line, texts, st.sampled_from(ROLES), st.sampled_from(FILES))
KINDS = ("word", "not", "space", "delete", "insert", "move", "role", "twice", "split", "join")


def articles() -> st.SearchStrategy[tuple[Line, ...]]:
    """What an article has before anybody was at it."""
    return st.lists(lines, min_size=1, max_size=9).map(tuple)


def without_twins(own: tuple[Line, ...]) -> tuple[Line, ...]:
    """Of texts that differ by white space alone, all as the first is spelt."""
    spelt: dict[tuple[str, ...], str] = {}
    return tuple(replace(line, text=spelt.setdefault((line.role, *line.text.split()), line.text)) for line in own)


def messages(own: tuple[Line, ...]) -> tuple[Message, ...]:
    """What an extraction gives: each key once."""
    found: dict[tuple[str, str], Message] = {}
    for line in own:
        message = Message(line.text, line.role, (f"in {line.file}",), (line.file,))
        found.setdefault(message.key, message)
    return tuple(found.values())


def update(data: bytes | None, own: tuple[Line, ...]) -> bytes:
    return po.update_po(data, messages(own), "en", "laws")


@st.composite
def edits(draw: st.DrawFn, own: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same article after an author was at it."""
    new = list(own)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(0, len(new) - 1)))
        match draw(st.sampled_from(KINDS)):
            case "word" if new:
                words = new[place].text.split()
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                new[place] = replace(new[place], text=" ".join(words))
            case "not" if new:
                new[place] = replace(new[place], text=new[place].text + " ikke")
            case "space" if new:
                new[place] = replace(new[place], text=new[place].text.replace(" ", "\u00a0", 1))
            case "delete" if new:
                del new[place]
            case "insert":
                new.insert(place, draw(lines))
            case "move" if new:
                new.append(new.pop(place))
            case "role" if new:
                new[place] = replace(new[place], role=draw(st.sampled_from(ROLES)))
            case "twice" if new:
                new.append(replace(new[place], role=draw(st.sampled_from(ROLES)), file=draw(st.sampled_from(FILES))))
            case "split" if new:
                words = new[place].text.split(" ")
                parts = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
                new[place : place + 1] = [replace(new[place], text=text) for text in parts if text]
            case "join" if place + 1 < len(new):
                new[place : place + 2] = [replace(new[place], text=f"{new[place].text} {new[place + 1].text}")]
    return tuple(new)


@dataclass
class Hand:
    """A translator: numbers every translation, so that no two are alike."""

    count: int = field(default=0)

    def translate(self, draw: st.DrawFn, data: bytes) -> bytes:
        catalog = po.read_catalog(data)
        return po.write_catalog(replace(catalog, entries=tuple(self._entry(draw, e) for e in catalog.entries)))

    def _entry(self, draw: st.DrawFn, entry: Entry) -> Entry:
        if entry.obsolete:
            return entry
        self.count += 1
        match draw(st.sampled_from(("leave", "leave", "translate", "translate", "doubt", "remark", "keep"))):
            case "translate":
                return replace(entry, strings=(f"T{self.count} {entry.text}",), flags=(), previous=None)
            case "doubt" if entry.done:
                return replace(entry, strings=(f"D{self.count}",), flags=("fuzzy",))
            case "remark":
                return replace(entry, comments=(*entry.comments, f"# remark {self.count}"))
            case "keep" if entry.fuzzy:
                return replace(entry, flags=(), previous=None)
        return entry


@st.composite
def saves(draw: st.DrawFn, hand: Hand, data: bytes) -> bytes:
    """The catalog as a translator saved it."""
    return hand.translate(draw, data)


def human_words(data: bytes) -> tuple[set[str], set[str]]:
    """Every translation in a file, and every comment that is a person's."""
    entries = po.read_catalog(data).entries
    said = {string for entry in entries for string in entry.strings if string.strip()}
    return said, {line for entry in entries for line in entry.comments}


@st.composite
def histories(draw: st.DrawFn, spell: Callable[[tuple[Line, ...]], tuple[Line, ...]] = tuple) -> History:
    """An article and its catalog, as updates and translators left them."""
    own, hand = spell(draw(articles())), Hand()
    data = update(None, own)
    for _ in range(draw(st.integers(1, 4))):
        data = hand.translate(draw, data)
        own = spell(draw(edits(own)))
        data = update(data, own)
    return own, data


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_what_a_person_wrote_is_there_after_every_update(data: st.DataObject) -> None:
    own, hand = data.draw(articles()), Hand()
    catalog = update(None, own)
    for _ in range(data.draw(st.integers(1, 5))):
        saved = data.draw(saves(hand, catalog))
        own = data.draw(edits(own))
        catalog = update(saved, own)
        (said, remarks), (kept, kept_remarks) = human_words(saved), human_words(catalog)
        assert said <= kept
        assert remarks <= kept_remarks


@settings(max_examples=200, deadline=None)
@given(histories())
def test_an_update_twice_is_an_update_once(history: History) -> None:
    own, data = history
    assert update(data, own) == data
    assert po.write_catalog(po.read_catalog(data)) == data


@settings(max_examples=400, deadline=None)
@given(history=histories(spell=without_twins), data=st.data())
def test_there_and_back_gives_the_first_catalog(history: History, data: st.DataObject) -> None:
    first, catalog = history
    there = update(catalog, without_twins(data.draw(edits(first))))
    event("changed" if there != catalog else "the same")
    assert update(there, first).decode() == catalog.decode()


@settings(max_examples=200, deadline=None)
@given(history=histories(spell=without_twins), data=st.data())
def test_any_way_round_gives_the_first_catalog(history: History, data: st.DataObject) -> None:
    """Also by texts that stood there once, and by others that have nothing to do with them."""
    own, catalog = history
    there, now = catalog, own
    for _ in range(data.draw(st.integers(1, 4))):
        now = without_twins(data.draw(st.one_of(edits(now), articles())))
        there = update(there, now)
    assert update(there, own).decode() == catalog.decode()


@settings(max_examples=300, deadline=None)
@given(history=histories(), data=st.data())
def test_no_other_text_gets_a_finished_translation(history: History, data: st.DataObject) -> None:
    """Whatever was edited comes out fuzzy or empty; only white space may differ."""
    own, catalog = history
    entries = [entry for entry in po.read_catalog(catalog).entries if entry.done]
    known = {spaced(e.context, e.text, e.strings[0]) for e in entries if not e.fuzzy}
    known |= {spaced(e.previous.context, e.previous.text, e.strings[0]) for e in entries if e.previous}
    after = update(catalog, data.draw(edits(own)))
    for entry in po.read_catalog(after).active:
        if entry.done and not entry.fuzzy:
            assert spaced(entry.context, entry.text, entry.strings[0]) in known


def spaced(context: str, text: str, string: str) -> tuple[str, str, str]:
    return context, " ".join(text.split()), string


EDITED = st.sampled_from(("ikke", "42", "Drammen"))


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), min_size=3, max_size=12), word=EDITED, place=st.integers(0, 12))
def test_not_a_number_and_a_name_put_in_make_a_text_fuzzy(text: list[str], word: str, place: int) -> None:
    before, after = " ".join(text), " ".join((*text[:place], word, *text[place:]))
    own = (Line("Før", "", FILES[0]), Line(before, "", FILES[0]), Line("Etter", "", FILES[0]))
    catalog = po.read_catalog(update(None, own))
    entries = tuple(replace(entry, strings=(f"T {entry.text}",)) for entry in catalog.entries)
    data = po.write_catalog(replace(catalog, entries=entries))
    found = po.read_translation(update(data, (own[0], Line(after, "", FILES[0]), own[2])), "en").find("", after)
    assert (found.state, found.text, found.previous) == (State.FUZZY, f"T {before}", ("", before))


# ── gettext's own tools ──────────────────────────────────────────────────────────────────────


def gettext_tool(name: str) -> str:
    return need(name)


@settings(max_examples=25, deadline=None)
@given(history=histories())
def test_gettext_finds_nothing_wrong_and_its_save_keeps_all(
    tmp_path_factory: pytest.TempPathFactory, history: History
) -> None:
    own, data = history
    folder = tmp_path_factory.mktemp("po")
    path, saved = folder / "a.po", folder / "b.po"
    path.write_bytes(data)
    checked = subprocess.run(
        [gettext_tool("msgfmt"), "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    assume(all(entry.done for entry in po.read_catalog(data).obsolete))  # msgcat throws the others away
    subprocess.run([gettext_tool("msgcat"), "--force-po", "-o", saved, path], check=True)
    assert update(saved.read_bytes(), own) == data


def test_previous_texts_survive_their_save_and_ours(tmp_path: Path) -> None:
    own = (Line("Elva renner gjennom byen.", "", FILES[0]),)
    catalog = po.read_catalog(update(None, own))
    data = po.write_catalog(replace(catalog, entries=(replace(catalog.entries[0], strings=("It runs.",)),)))
    data = update(data, (Line("Elva renner ikke gjennom byen.", "", FILES[0]),))
    path = tmp_path / "a.po"
    path.write_bytes(data)
    saved = subprocess.run([gettext_tool("msgcat"), path], check=True, capture_output=True).stdout
    for found in (data, saved, po.write_catalog(po.read_catalog(saved))):
        assert b'#| msgid "Elva renner gjennom byen."' in found
