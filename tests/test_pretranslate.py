"""Machines: proved by a distribution of somebody else's; what they make is fuzzy, whole, and says so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Command, write_project
from utgivelse import masking, po
from utgivelse.markdown import parse_inlines, write_inlines
from utgivelse.message import Message, State

CATALOG = "locales/en/LC_MESSAGES/prover.po"

MACHINES = '''
import re

from utgivelse.plugins import Machine

calls = []


def swap(sentences, source, target):
    """Upper case, and the codes in the opposite order."""
    calls.append(len(sentences))
    return [shouted(one.xml) + f" ({source}-{target})" for one in sentences]


def shouted(xml):
    return re.sub(r"(<[^>]*>|&[a-z]+;)|([^<&]+)", lambda found: found[1] or found[2].upper(), xml)


def lossy(sentences, source, target):
    return [re.sub(r"<[^>]*>", "", one.xml) for one in sentences]


def dying(sentences, source, target):
    calls.append(1)
    if len(calls) > 2:
        raise RuntimeError("the quota is used up")
    return swap(sentences, source, target)


def leaving(sentences, source, target):
    raise SystemExit(9)


SWAP = Machine("swap", swap)
LOSSY = Machine("lossy", lossy)
DYING = Machine("dying", dying, batch=2)
LEAVING = Machine("leaving", leaving)
FEW = Machine("few", lambda sentences, source, target: ["x"])
NUMBER = Machine("number", lambda sentences, source, target: [*["x" for _ in sentences[1:]], 7])
NOTHING = Machine("nothing", lambda sentences, source, target: None)
TEXT = Machine("text", lambda sentences, source, target: "x" * len(sentences))
'''
NAMES = ("swap", "lossy", "dying", "leaving", "few", "number", "nothing", "text")

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "stranger-machines"
version = "1"

[project.entry-points."utgivelse.machines"]
"""

ARTICLE = """---
title: Elva
---
Les [mer om **elva**](https://example.com/elva) før {$sentralbord}[^1], og kjør `utgivelse build`.

Elva er 5 < 6 & «kald».

[^1]: En note.
"""


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path on which the distribution with the machines is installed, as pip does it for anyone."""
    place = tmp_path_factory.mktemp("stranger")
    (source := place / "source").mkdir()
    lines = "".join(f'{name} = "stranger_machines:{name.upper()}"\n' for name in NAMES)
    (source / "pyproject.toml").write_text(PROJECT + lines)
    (source / "stranger_machines.py").write_text(MACHINES)
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(place / "there"), str(source)], check=True, capture_output=True)
    return os.pathsep.join([str(place / "there"), os.environ["PYTHONPATH"]])


@pytest.fixture
def untranslated(tmp_path: Path) -> Path:
    """A project with no English yet, one of its articles full of markup."""
    root = write_project(tmp_path / "p", translated=False)
    (root / "articles/felles.md").write_text(ARTICLE)
    return root


def states(root: Path) -> dict[str, State]:
    translation = po.read_translation((root / CATALOG).read_bytes(), "en")
    catalog = po.read_catalog((root / CATALOG).read_bytes())
    return {entry.text: translation.find(*entry.key).state for entry in catalog.active}


def entry(root: Path, begin: str) -> po.Entry:
    return next(one for one in po.read_catalog((root / CATALOG).read_bytes()).active if one.text.startswith(begin))


def test_every_guess_is_fuzzy_names_its_machine_and_has_every_code(
    untranslated: Path, stranger: str, command: Command
) -> None:
    done = command("pretranslate", "en", "--with", "swap", "--json", cwd=untranslated, PYTHONPATH=stranger)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)["pretranslated"]
    assert made["made"] == made["missing"] == len(states(untranslated))
    assert set(states(untranslated).values()) == {State.FUZZY}
    first = entry(untranslated, "Les [")
    assert first.strings == ("LES [MER OM **ELVA**](#1) FØR {$sentralbord}[^1], OG KJØR `utgivelse build`. (nb-en)",)
    assert first.comments == ("# machine: swap",)
    assert first.previous is None
    assert entry(untranslated, "Elva er").strings == ("ELVA ER 5 < 6 & «KALD». (nb-en)",)


def test_a_guess_is_never_remembered_nor_approved_by_itself(
    untranslated: Path, stranger: str, command: Command
) -> None:
    command("pretranslate", "en", "--with", "swap", cwd=untranslated, PYTHONPATH=stranger)
    approved = command("approve", "en", "--by", "Kari Nes", "--json", cwd=untranslated)
    assert json.loads(approved.stdout)["approved"]["approved"] == 0
    command("update", "en", cwd=untranslated)
    assert not (untranslated / "locales/en/memory.tmx").exists()
    assert set(states(untranslated).values()) == {State.FUZZY}
    assert entry(untranslated, "Les [").comments == ("# machine: swap",)


def test_only_missing_texts_of_the_named_publication_are_touched(
    project: Path, stranger: str, command: Command
) -> None:
    path = project / CATALOG
    text = (
        path.read_text()
        .replace('msgstr "It is long."', 'msgstr ""')
        .replace('msgstr "The forest is large."', 'msgstr ""')
    )
    path.write_text(text)
    done = command("pretranslate", "en", "--with", "swap", "--publication", "to", cwd=project, PYTHONPATH=stranger)
    assert done.returncode == 0, done.stderr
    expected = text.replace(
        'msgid "Skogen er stor."\nmsgstr ""', 'msgid "Skogen er stor."\nmsgstr "SKOGEN ER STOR. (nb-en)"'
    )
    fuzzy = [line for line in path.read_text().splitlines() if line not in expected.splitlines()]
    assert fuzzy == ["# machine: swap", "#, fuzzy"]
    assert entry(project, "Den er lang.").strings == ("",)


def test_what_a_person_emptied_is_not_guessed_again(untranslated: Path, stranger: str, command: Command) -> None:
    command("pretranslate", "en", "--with", "swap", cwd=untranslated, PYTHONPATH=stranger)
    path = untranslated / CATALOG
    path.write_text(path.read_text().replace('msgstr "ELVA ER 5 < 6 & «KALD». (nb-en)"', 'msgstr ""'))
    command("pretranslate", "en", "--with", "swap", cwd=untranslated, PYTHONPATH=stranger)
    assert entry(untranslated, "Elva er").strings == ("",)


def test_what_lost_its_codes_stays_missing_and_is_told(untranslated: Path, stranger: str, command: Command) -> None:
    done = command("pretranslate", "en", "--with", "lossy", cwd=untranslated, PYTHONPATH=stranger)
    assert done.returncode == 0
    line = entry(untranslated, "Les [").line
    assert f"M95  {CATALOG}:{line}: " in done.stderr
    assert "<g id=1>" in done.stderr
    assert states(untranslated)[entry(untranslated, "Les [").text] is State.MISSING
    assert states(untranslated)["Fjellet"] is State.FUZZY


@pytest.mark.parametrize(
    "failing",
    [
        ("dying", "RuntimeError('the quota is used up')", 2),
        ("leaving", "SystemExit(9)", 0),
        ("few", "it gave 1 texts for", 0),
        ("number", "it gave a int among the texts", 0),
        ("nothing", "NoneType", 0),
        ("text", "it gave a str, expected a list of texts", 0),
    ],
)
def test_a_machine_that_fails_is_named_and_what_it_had_made_is_kept(
    untranslated: Path, stranger: str, command: Command, failing: tuple[str, str, int]
) -> None:
    name, says, made = failing
    done = command("pretranslate", "en", "--with", name, cwd=untranslated, PYTHONPATH=stranger)
    assert done.returncode == 1
    assert "M94" in done.stderr
    assert f"«{name}» of stranger-machines (stranger_machines:{name.upper()})" in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert sum(state is State.FUZZY for state in states(untranslated).values()) == made


def test_an_unknown_machine_is_refused_and_nothing_is_written(
    untranslated: Path, stranger: str, command: Command
) -> None:
    done = command("pretranslate", "en", "--with", "swop", cwd=untranslated, PYTHONPATH=stranger)
    assert done.returncode == 3
    assert "did you mean «swap»?" in done.stderr
    assert not (untranslated / CATALOG).exists()
    listed = command("plugins", PYTHONPATH=stranger).stdout
    assert any("stranger-machines" in line and " swap " in line for line in listed.splitlines())


# ── laws ─────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    ["Elva", " ", "er ", "**stor**", "[her](#1)", "[der *borte*](#2)", "{$frist}", "[^1]", "`a < b`", "![et bilde](#3)",
     "[bures]{lang=se}", "&", "<", "\\*", "\\\n", "*kald*", "."]
)  # fmt: skip
SOURCES = st.lists(PIECES, max_size=8).map("".join).filter(lambda text: any(letter.isalnum() for letter in text))


@given(SOURCES, st.booleans())
def test_what_comes_back_as_it_went_out_is_the_text(text: str, plain: bool) -> None:
    protected = masking.protect(Message(text, plain=plain))
    if any(letter.isalnum() for letter in re.sub("<[^>]*>|&[a-z]+;", "", protected.xml)):
        assert masking.unprotect(protected, protected.xml) == (text if plain else write_inlines(parse_inlines(text)))


@given(SOURCES)
def test_no_code_can_be_lost_unseen(text: str) -> None:
    protected = masking.protect(Message(text))
    for number in protected.codes:
        for broken in (f'<x id="{number}"/>', f'<g id="{number}">'):
            if broken in protected.xml:
                with pytest.raises(masking.Lost):
                    masking.unprotect(protected, protected.xml.replace(broken, "", 1))
                with pytest.raises(masking.Lost):
                    masking.unprotect(protected, protected.xml.replace(broken, broken * 2, 1))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ('Read <g id="1">more</g>', "<x id=2> did not come back"),
        ('Read <g id="1">more</g> <x id="2"/><x id="2"/>', "<x id=2> came back though it was not sent, or twice"),
        ('Read <g id="1">more</g> <x id="2"/><b>!</b>', "<b id=None> came back though it was not sent, or twice"),
        ('Read <g id="1">more <x id="2"></g></x>', "its markup is broken"),
        ('Read <x id="2">more</x> <g id="1">x</g>', "there are words in what must stay empty"),
        ('<g id="1">…</g><x id="2"/>', "it is empty"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "its markup is broken"),
        ('Read <g id="1">&b;</g> <x id="2"/>', "its markup is broken"),
    ],
)
def test_each_way_to_break_a_sentence_is_told(answer: str, why: str) -> None:
    protected = masking.protect(Message("Les [mer](#1) {$frist}"))
    with pytest.raises(masking.Lost) as caught:
        masking.unprotect(protected, answer)
    assert caught.value.why == why


def test_codes_may_change_places_and_nest_otherwise() -> None:
    protected = masking.protect(Message("Les [mer](#1) *nå* {$frist}"))
    text = masking.unprotect(protected, '<x id="3"/>: <g id="2">now <g id="1">more</g></g>')
    assert text == "{$frist}: *now [more](#1)*"


def test_a_picture_keeps_its_address_and_its_words_are_translated() -> None:
    protected = masking.protect(Message("![et hus](#1) ved elva"))
    assert masking.unprotect(protected, '<g id="1">a house</g> by the river') == "![a house](#1) by the river"


def test_a_sign_that_xml_cannot_hold_is_told(untranslated: Path, stranger: str, command: Command) -> None:
    path = untranslated / "utgivelse.toml"
    path.write_text(path.read_text().replace('"Den andre"', '"Den\\u0001andre"'))
    done = command("pretranslate", "en", "--with", "swap", cwd=untranslated, PYTHONPATH=stranger)
    assert done.returncode == 0, done.stderr
    assert "XML cannot hold" in done.stderr
