"""The checks of EPUBs, whoever made them: each fault is found with its file and line by the check meant for it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ebooks import TEXT, changed, pack, picture, sound
from utgivelse import preflight
from utgivelse.findings import Finding, Severity

PAGE_2 = '<li><a href="text.xhtml#page-2">2</a></li>\n'
SECOND = '<li><a href="text.xhtml#page-1">1</a></li>\n' + PAGE_2
BACK = '<a href="#ref-1" role="doc-backlink" aria-label="Tilbake til teksten">↩</a>'


def examine(files: Mapping[str, bytes], folder: Path) -> tuple[Finding, ...]:
    path = folder / "bok.epub"
    path.write_bytes(pack(files))
    return preflight.examine(preflight.Subject(path, preflight.MEDIA_TYPES[".epub"]))


def line_of(files: Mapping[str, bytes], path: str, text: str) -> int:
    content = files[path].decode()
    assert text in content
    return content.count("\n", 0, content.index(text)) + 1


def test_nothing_is_said_of_a_sound_book(tmp_path: Path) -> None:
    assert examine(sound(), tmp_path) == ()


BROKEN = [
    ("E03", "text.xhtml", ' lang="nb" xml:lang="nb"', "", "<html"),
    ("E03", "text.xhtml", ' lang="nb" xml:lang="nb"', ' lang="und" xml:lang="und"', "<html"),
    ("E04", "text.xhtml", ' lang="nb" xml:lang="nb"', ' lang="en" xml:lang="en"', "<html"),
    ("E05", "text.xhtml", "<ul>", '<h2 id="ny">Et kapittel til</h2>\n<ul>', "Et kapittel til"),
    ("E06", "nav.xhtml", "Under brua</a>", "Over brua</a>", "Over brua"),
    ("E08", "text.xhtml", ' alt="Elva om høsten"', "", '<img src="elv.jpg"/>'),
    ("E08", "text.xhtml", "<ul>", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n<ul>', "<svg"),
    ("E09", "text.xhtml", 'alt="Elva om høsten"', 'alt="IMG_2041.jpg"', "IMG_2041"),
    ("E09", "text.xhtml", 'alt="Elva om høsten"', 'alt="DSC 0042"', "DSC 0042"),
    ("E11", "text.xhtml", BACK, "", '<aside id="note-1"'),
    ("E12", "text.xhtml", 'href="#ref-1"', 'href="#under"', 'href="#under"'),
    ("E16", "nav.xhtml", 'text.xhtml#page-2">', 'text.xhtml#under">', 'text.xhtml#under">2<'),
    ("E17", "nav.xhtml", SECOND, PAGE_2 + SECOND.removesuffix(PAGE_2), 'text.xhtml#page-1"'),
    ("E18", "nav.xhtml", '#page-2">2<', '#page-2">1<', '#page-2">1<'),
    ("E19", "nav.xhtml", PAGE_2, "", None),
    ("E20", "text.xhtml", '<h2 id="under">Under brua</h2>', '<h4 id="under">Under brua</h4>', "<h4"),
    ("E21", "text.xhtml", '<thead><tr><th scope="col">År</th><th scope="col">Fisk</th></tr></thead>', "", "<table>"),
    ("E22", "book.css", "body {", "p {\n  font-size: 14px;\n}\nbody {", "font-size: 14px"),
    ("E22", "book.css", "body {", ".box { height: 20em }\nbody {", "height: 20em"),
    ("E22", "text.xhtml", "<table>", '<table style="width: 600px">', "<table"),
    ("E22", "book.css", "body {", "/* wide\n */ .a { width: 100vw }\nbody {", "100vw"),
    ("E23", "book.css", " background: #ffffff", "", "color: #000000"),
    ("E23", "text.xhtml", "<ul>", '<ul style="color: black">', "<ul"),
    ("E24", "text.xhtml", 'src="elv.jpg"', 'src="https://example.no/elv.jpg"', "https://example.no/elv.jpg"),
    ("E24", "book.css", "body {", "@import '//example.no/stil.css';\nbody {", "@import"),
    ("E26", "text.xhtml", "om fisket", "{$selskap}", '<a href="https://example.no"'),
    ("E26", "book.opf", "<dc:title>Elva</dc:title>", "<dc:title>{{ title }}</dc:title>", "<dc:title>"),
    ("E13", "book.opf", '<meta property="schema:accessMode">visual</meta>\n', "", "<metadata"),
    ("E15", "book.opf", '<meta property="schema:accessibilityHazard">none</meta>\n', "", "<metadata"),
    ("E27", "book.opf", '<meta property="pageBreakSource">urn:isbn:9788205000001</meta>\n', "", "<package"),
]
"""Code, file, what is replaced by what, and what stands on the line that is named (None: in another file)."""


@pytest.mark.parametrize(
    ("code", "path", "old", "new", "there"), BROKEN, ids=[f"{one[0]}-{n}" for n, one in enumerate(BROKEN)]
)
def test_each_fault_is_found_in_its_line_and_alone(  # noqa: PLR0917
    tmp_path: Path, code: str, path: str, old: str, new: str, there: str | None
) -> None:
    files = changed(path, old, new)
    if code == "E27":
        files = {**files, "EPUB/book.opf": files["EPUB/book.opf"].replace(b"dc:source", b"dc:relation")}
    found = examine(files, tmp_path)
    mine = [one for one in found if one.code == code]
    assert len(mine) == 1
    assert mine[0].hint
    if there is None:
        assert mine[0].place.file == "EPUB/text.xhtml"
        assert mine[0].place.line == line_of(files, "EPUB/text.xhtml", 'id="page-2"')
    else:
        assert mine[0].place.file == f"EPUB/{path}"
        assert mine[0].place.line == line_of(files, f"EPUB/{path}", there)
    companions = {"E08": {"E14"}, "E24": {"E08"}, "E16": {"E19"}}.get(code, set())
    assert {one.code for one in found} <= {code} | companions


def test_a_book_that_claims_pages_and_has_none_is_told_apart(tmp_path: Path) -> None:
    files = changed("nav.xhtml", 'epub:type="page-list" role="doc-pagelist"', 'role="navigation"')
    codes = {one.code for one in examine(files, tmp_path)}
    assert codes == {"E19", "E27"}
    without = TEXT.replace(' epub:type="pagebreak" role="doc-pagebreak"', "")
    texts = [one.message for one in examine({**files, "EPUB/text.xhtml": without.encode()}, tmp_path)]
    assert [text for text in texts if "pageBreakMarkers" in text] and [
        text for text in texts if "pageNavigation" in text
    ]


def test_claims_about_pictures_that_are_not_there(tmp_path: Path) -> None:
    files = changed("text.xhtml", '<img src="elv.jpg" alt="Elva om høsten"/>', "")
    found = [one for one in examine(files, tmp_path) if one.code == "E14"]
    assert len(found) == 2
    assert all(one.place.file == "EPUB/book.opf" for one in found)


def test_a_claim_of_words_for_pictures_that_have_none(tmp_path: Path) -> None:
    found = [
        one.message
        for one in examine(changed("text.xhtml", ' alt="Elva om høsten"', ""), tmp_path)
        if one.code == "E14"
    ]
    assert len(found) == 2
    assert all("pictures without a text: 1" in text for text in found)


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    files = {**sound(), "EPUB/text.xhtml": TEXT[: TEXT.index("<body>")].encode() + b"<body>\n</body>\n</html>\n"}
    (found,) = [one for one in examine(files, tmp_path) if one.code == "E25"]
    assert (found.severity, found.place.file) == (Severity.ERROR, "EPUB/text.xhtml")


def test_a_picture_larger_than_small_readers_show(tmp_path: Path) -> None:
    large = {**sound(), "EPUB/elv.jpg": picture(2100, 2000)}
    (found,) = examine(large, tmp_path)
    assert (found.code, found.place.file) == ("E10", "EPUB/elv.jpg")
    assert found.measure and found.measure.found == 4.2
    heavy = {**sound(), "EPUB/elv.jpg": picture() + bytes(1_600_000)}
    (found,) = examine(heavy, tmp_path)
    assert found.measure and found.measure.unit == "MB"


def test_what_is_right_is_not_found_fault_with(tmp_path: Path) -> None:
    """Decoration, a table for layout, a level that returns, a colour that is the reader's, what is typed as code."""
    right = (
        '<img src="elv.jpg" alt=""/><img src="elv.jpg" role="presentation"/><h2 id="u2"><a href="#under">x</a></h2>'
        '<table role="presentation"><tr><td>a</td></tr></table><code>{$navn}</code><p style="color: inherit">a</p>'
        '<div role="img" aria-label="Kart"><svg xmlns="http://www.w3.org/2000/svg"/></div><aside><h2>Boks</h2></aside>'
        '<p style="margin: 0 2px; line-height: 1.4; max-height: none; height: auto">b</p><h3>c</h3>'
    )
    files = changed("text.xhtml", "<ul>", f"{right}<ul>")
    nav = files["EPUB/nav.xhtml"].replace(b"</ol></li>", b'<li><a href="text.xhtml#u2">x</a></li></ol></li>')
    assert examine({**files, "EPUB/nav.xhtml": nav}, tmp_path) == ()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no book at all"])
def test_what_is_no_book_is_said_to_be_so_once(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bok.epub"
    path.write_bytes(data)
    found = preflight.examine(preflight.Subject(path, preflight.MEDIA_TYPES[".epub"]))
    assert [one.code for one in found] == ["E40"]


def test_a_book_in_pieces_breaks_no_check(tmp_path: Path) -> None:
    """Missing files, broken XML, an entity that nobody declared, a package without a manifest."""
    pieces: list[dict[str, bytes]] = [
        {name: data for name, data in sound().items() if name != "EPUB/text.xhtml"},
        {**sound(), "EPUB/text.xhtml": b"<html><body><p>uten slutt"},
        {**sound(), "EPUB/nav.xhtml": b"\xff\xfe\x00"},
        changed("text.xhtml", "Elva renner", "Elva&nbsp;renner"),
        changed("book.opf", "<manifest>", "<other>") | {"EPUB/elv.jpg": b"no picture"},
        {**sound(), "EPUB/book.css": b"p { color: "},
    ]
    for files in pieces:
        assert "X06" not in {one.code for one in examine(files, tmp_path)}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bombe.epub"
    files = sound()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), b"application/epub+zip")
        for name, data in files.items():
            archive.writestr(name, data if name != "EPUB/text.xhtml" else bytes(65_000_000))
    found = preflight.examine(preflight.Subject(path, preflight.MEDIA_TYPES[".epub"]))
    assert "E25" in {one.code for one in found}
    assert "X06" not in {one.code for one in found}
