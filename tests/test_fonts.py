"""Fonts: which there are, which letters they have, which get into a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from books import article, book
from utgivelse import fonts
from utgivelse.files import Files, shipped
from utgivelse.findings import ProjectError

TEXT = "---\ntitle: Elva\n---\nElva «renner» – ærlig talt – forbi.\n"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_the_shipped_families_have_the_letters_of_the_north(files: Files) -> None:
    known = fonts.families(files)
    assert list(known) == ["Literata", "Source Sans 3"]
    for family in known.values():
        assert fonts.missing_glyphs("Árbbolaš Čáhci đŋŧž ÆØÅæøå «» – ’ Łódź Їжак žáry 5\u00a0000\u202f€", family) == ""
    weights = {(face.weight, face.italic) for face in known["Source Sans 3"].faces}
    assert weights == {(400, False), (400, True), (600, False), (600, True)}


def test_missing_letters_are_named_once_and_in_order(files: Files) -> None:
    literata = fonts.families(files)["Literata"]
    assert fonts.missing_glyphs("文a字文\u00ad\u200b\n", literata) == "文字"


def test_a_project_may_bring_its_own_fonts(files: Files) -> None:
    (files.root / "fonts").mkdir()
    shutil.copy(shipped("fonts") / "Literata_400Regular.ttf", files.root / "fonts" / "own.ttf")
    assert len(fonts.families(files)["Literata"].faces) == 4
    (files.root / "fonts" / "bad.ttf").write_bytes(b"no font")
    with pytest.raises(ProjectError) as caught:
        fonts.families(files)
    assert caught.value.findings[0].code == "F20"


def test_a_family_that_is_not_there_and_letters_nobody_has_are_errors(files: Files) -> None:
    chinese = article("---\ntitle: Elva\n---\nEt ord: 河.\n", "kina.md")
    found = fonts.font_findings(book(article(TEXT), chinese), ("Literata", "Source Sans 4"), files)
    assert [(finding.code, finding.place.file) for finding in found] == [
        ("F21", "utgivelse.toml"),
        ("F22", "articles/kina.md"),
    ]
    assert "Source Sans 3" in found[0].hint
    assert "河 (U+6CB3)" in found[1].message


def test_letters_of_the_publication_and_of_alternative_texts_count(files: Files) -> None:
    made = book(article("---\ntitle: A\n---\n![河](images/a.png)\n"))
    titled = replace(made, publication=replace(made.publication, title="山"))
    places = [finding.place.file for finding in fonts.font_findings(titled, ("Literata",), files)]
    assert places == ["utgivelse.toml", "articles/prove.md"]
    assert fonts.font_findings(book(article(TEXT)), ("Literata", "Source Sans 3"), files) == ()


def test_the_private_configuration_names_two_folders_and_no_other(files: Files) -> None:
    path = fonts.fontconfig_file(files)
    tree = ElementTree.parse(path)
    assert [element.text for element in tree.iter("dir")] == [str(shipped("fonts")), str(files.root / "fonts")]
    assert tree.find("include") is None
    assert fonts.fontconfig_file(files) == path


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig's programs are not installed")
def test_fontconfig_sees_these_fonts_only(files: Files) -> None:
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.fontconfig_file(files))}
    seen = subprocess.run(
        ["fc-list", ":", "family"], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split(",")[0] for line in seen.splitlines()} == {"Literata", "Source Sans 3"}
