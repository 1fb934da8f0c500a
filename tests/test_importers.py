"""Importers: the article format itself, and plain text pasted from a web page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utgivelse import pipeline
from utgivelse.article import Article, Dialogue, Figure, Heading, List, Paragraph, walk_blocks
from utgivelse.article_json import article_to_json
from utgivelse.findings import Finding, ProjectError, Severity
from utgivelse.importers import json as json_importer
from utgivelse.importers import markdown as markdown_importer
from utgivelse.importers import text as text_importer
from utgivelse.inline import Inlines, plain
from utgivelse.markdown import read_article, write_article
from utgivelse.plugins import Imported

FIXTURE = Path(__file__).parent / "importers/bibliotek.txt"
REAL = Path(__file__).resolve().parents[2] / "shared/input/artikkel-kongsberg.txt"
"""The text that the first brochure is made from; it is another's and lies outside the project, where it lies at all."""


@pytest.fixture(params=[path for path in (FIXTURE, REAL) if path.exists()], ids=lambda path: path.stem)
def pasted(request: pytest.FixtureRequest) -> Path:
    """A text as somebody marks it all and copies it; both have the same kind of line at the same number."""
    path: Path = request.param
    return path


def read(text: str | bytes, name: str = "tekst.txt") -> Imported:
    return text_importer.IMPORTER.read(text.encode() if isinstance(text, str) else text, name, "nb")


def lines(path: Path) -> list[str]:
    """The lines of a file from 1, white space simplified."""
    text = path.read_text(encoding="utf-8")
    return ["", *(re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))]


def texts(article: Article, kind: type[Paragraph | Dialogue | Heading]) -> list[str]:
    running = (block for block in article.blocks if isinstance(block, Paragraph | Dialogue | Heading))
    return [plain(block.text) for block in running if isinstance(block, kind)]


def codes(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in findings]


# ── a pasted article ─────────────────────────────────────────────────────────────────────────


def test_title_lead_and_headings_are_found(pasted: Path) -> None:
    article, source = read(pasted.read_bytes()).article, lines(pasted)
    assert (plain(article.title), plain(article.lead)) == (source[5], source[7])
    assert texts(article, Heading) == [source[17], source[29], source[41]]
    assert all(block.level == 2 for block in article.blocks if isinstance(block, Heading))


def test_every_paragraph_is_speech_or_text(pasted: Path) -> None:
    article, source = read(pasted.read_bytes()).article, lines(pasted)
    speech = [source[number] for number in (9, 23, 33, 39, 45, 49)]
    assert all(line.startswith("– ") for line in speech)
    assert texts(article, Dialogue) == speech
    assert texts(article, Paragraph) == [source[number] for number in (13, 19, 21, 31, 35, 43, 47)]
    assert source[43].endswith("?")


def test_blocks_stand_in_the_order_of_the_source(pasted: Path) -> None:
    numbers = [block.line for block in read(pasted.read_bytes()).article.blocks]
    assert numbers == [9, 13, 17, 19, 21, 23, 25, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49]


def test_names_of_pictures_become_placeholders(pasted: Path) -> None:
    found, source = read(pasted.read_bytes()), lines(pasted)
    first, second = (block for block in found.article.blocks if isinstance(block, Figure))
    assert first.placeholder and second.placeholder
    assert re.fullmatch(r"images/[a-z0-9-]+", first.src) and re.fullmatch(r"images/[a-z0-9-]+", second.src)
    assert (first.credit, second.credit) == ("", " ".join(source[37].split()[-2:]))
    assert ("A43", 25) in codes(found.findings) and ("A43", 37) not in codes(found.findings)


def test_the_menu_is_cut_and_everything_cut_or_guessed_is_reported(pasted: Path) -> None:
    findings = read(pasted.read_bytes()).findings
    guessed = [("A41", number) for number in (5, 7, 17, 29, 37, 41)]
    assert sorted(codes(findings)) == sorted([("A40", 1), ("A40", 3), *guessed, ("A42", 25), ("A43", 25), ("A42", 37)])
    assert all(finding.place.file == "tekst.txt" for finding in findings)


def test_what_is_imported_is_an_article_of_the_format(pasted: Path) -> None:
    article = read(pasted.read_bytes()).article
    assert read_article(write_article(article), article.source, "nb") == (article, ())


# ── rules ────────────────────────────────────────────────────────────────────────────────────

BODY = """\
Dette er en hel setning som er lang nok til å være brødtekst.

Og her kommer det en til, like lang som den forrige var.
"""


@pytest.mark.parametrize(
    ("line", "src", "credit"),
    [
        ("Adobestock 1234567", "images/adobestock-1234567", ""),
        ("iStock-98765432", "images/istock-98765432", ""),
        ("GettyImages-1234567 stor", "images/gettyimages-1234567-stor", ""),
        ("IMG_2034", "images/img-2034", ""),
        ("DSC01234.JPG", "images/dsc01234.jpg", ""),
        ("Bilde av torget.jpeg", "images/bilde-av-torget.jpeg", ""),
        ("Torget 2021 Foto Kari Å. Nordmann", "images/torget-2021-foto-kari-a-nordmann", ""),
        ("Torget 2021 Foto Kari Nordmann", "images/torget-2021-foto-kari-nordmann", "Kari Nordmann"),
        ("torget_foto_Kari Nordmann.png", "images/torget-foto-kari-nordmann.png", "Kari Nordmann"),
    ],
)
def test_names_of_pictures(line: str, src: str, credit: str) -> None:
    found = read(f"En ganske lang tittel\n\n{BODY}\n{line}\n\n{BODY}")
    figures = [block for block in found.article.blocks if isinstance(block, Figure)]
    if "Å." in line:
        assert not figures
    else:
        assert [(figure.src, figure.credit) for figure in figures] == [(src, credit)]


@pytest.mark.parametrize("line", ["Foto: Kari Nordmann", "FOTO: Kari Nordmann.", "Foto: Kari Nordmann / NTB"])
def test_a_credit_belongs_to_the_picture_before_it(line: str) -> None:
    article = read(f"En ganske lang tittel\n\n{BODY}\nIMG_2034\n{line}\n\n{BODY}").article
    (figure,) = (block for block in article.blocks if isinstance(block, Figure))
    assert figure.credit.startswith("Kari Nordmann")
    alone = read(f"En ganske lang tittel\n\n{BODY}\n{line}\n\n{BODY}").article
    assert line in texts(alone, Paragraph) + texts(alone, Heading)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Slik er byen", Heading),
        ("Hvordan er byen?", Paragraph),
        ("slik er byen", Paragraph),
        ("Slik er byen.", Paragraph),
        ("Slik er byen:", Paragraph),
        ("En linje som er så lang at den ikke kan være noen overskrift, men er brødtekst uten punktum", Paragraph),
        ("–\u00a0Slik er byen, sier hun", Dialogue),
        ("–Slik er byen", Dialogue),
        ("— Slik er byen", Dialogue),
        ("- Slik er byen, sier hun.", Dialogue),
        ("Kontakt", Heading),
    ],
)
def test_what_a_line_between_paragraphs_is(line: str, kind: type) -> None:
    article = read(f"En ganske lang tittel\n\n{BODY}\n{line}\n\n{BODY}").article
    assert [type(block) for block in article.blocks] == [Paragraph, kind, Paragraph, Paragraph]
    if kind is Dialogue:
        assert texts(article, Dialogue)[0].startswith("– Slik er byen")


def test_a_heading_needs_text_under_it() -> None:
    article = read(f"En ganske lang tittel\n\n{BODY}\nKort linje\n\nEnda en kort linje").article
    assert texts(article, Heading) == []


@pytest.mark.parametrize("mark", ["•", "-", "*", "·"])
def test_lines_with_bullets_are_a_list(mark: str) -> None:
    article = read(f"En ganske lang tittel\n\n{BODY}\n{mark} ski\n{mark}\u00a0verktøy\n\n{BODY}").article
    (found,) = (block for block in article.blocks if isinstance(block, List))
    assert [plain(block.text) for block in walk_blocks((found,)) if isinstance(block, Paragraph)] == ["ski", "verktøy"]


def test_furniture_is_cut_wherever_it_stands() -> None:
    above, below = "Forside > Nyheter\nEn ganske lang tittel\nSkriv ut", "Personvern\nKontakt oss"
    found = read(f"{above}\n\n{BODY}\nDel på Facebook\n\n{BODY}\n{below}\n")
    assert [number for code, number in codes(found.findings) if code == "A40"] == [1, 3, 9, 15, 16]
    assert [type(block) for block in found.article.blocks] == [Paragraph, Paragraph, Paragraph]


def test_byline_and_date_are_found() -> None:
    found = read(f"En ganske lang tittel\nAv Kari Nordmann\nPublisert 12.03.2024 kl. 10.00\n\n{BODY}")
    assert plain(found.article.byline) == "Av Kari Nordmann"
    assert found.article.date and found.article.date.isoformat() == "2024-03-12"


def test_a_lead_is_short_and_followed_by_text() -> None:
    short, long = "En setning til ingress, som er lang nok.", "En setning som er lang nok her. " * 3
    assert plain(read(f"En ganske lang tittel\n\n{short}\n\n{BODY}").article.lead) == short
    assert read(f"En ganske lang tittel\n\n{long}\n\n{BODY}").article.lead == ()
    assert read(f"En ganske lang tittel\n\n{short}").article.lead == ()


def test_without_a_title_the_name_of_the_file_stands_for_it() -> None:
    found = read(BODY, "om_byen.txt")
    assert (plain(found.article.title), found.article.slug) == ("Om byen", "om-byen")
    assert found.findings[0].severity is Severity.WARNING


def test_lines_broken_at_a_width_are_joined() -> None:
    broken = (
        "Dette er en setning som er brutt etter en viss bredde,\nslik tekstfiler ofte er, og som går over\ntre linjer."
    )
    found = read(f"En ganske lang tittel\n\n{BODY}\n{broken}\n")
    assert texts(found.article, Paragraph)[-1] == broken.replace("\n", " ")
    assert [number for code, number in codes(found.findings) if code == "A45"] == [8, 9]


def test_no_break_spaces() -> None:
    speech = "–\u00a0\u00a0Ring 32\u00a000, sier\u00a0\u00a0hun –\u00a0og ler."
    found = read(f"En ganske lang tittel\n\u00a0\n{BODY}\u00a0\u00a0\n{speech}\n")
    assert texts(found.article, Dialogue) == ["– Ring 32\u00a000, sier hun – og ler."]


def test_markup_in_pasted_text_stays_text() -> None:
    line = "Prisen er *fast*, se [her](x) og {$y} eller <b> # 1 som en lang nok linje."
    article = read(f"En ganske lang tittel\n\n{BODY}\n{line}\n").article
    assert texts(article, Paragraph)[-1] == line
    assert read_article(write_article(article), article.source, "nb") == (article, ())


# ── encodings and line ends ──────────────────────────────────────────────────────────────────

TEXT = f"Årets blåbærtur gikk godt\n\n{BODY}\n– Å, så fint, sier Åse.\n"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16"])
def test_another_encoding_is_read_and_reported(encoding: str) -> None:
    text = TEXT.replace("–", "-") if encoding == "latin-1" else TEXT
    found = read(text.encode(encoding))
    assert plain(found.article.title) == "Årets blåbærtur gikk godt"
    assert [finding.code for finding in found.findings].count("A44") == 1


def test_utf_8_saved_as_windows_1252_is_repaired_and_reported() -> None:
    found = read(TEXT.encode("utf-8").decode("cp1252").encode("utf-8"))
    assert found.article == read(TEXT).article
    assert found.findings[0].code == "A44"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\v"])
def test_line_ends_of_every_kind(end: str) -> None:
    assert read(TEXT.replace("\n", end)).article == read(TEXT).article
    assert read("\ufeff" + TEXT.replace("\n", end, 3)).article == read(TEXT).article


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", "\u00a0\n\u200b ".encode(), b"\xef\xbb\xbf", b"PK\x03\x04\0\0", b"\xff\xfe\x00\xd8\x00"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ProjectError) as failure:
        read(data)
    assert [finding.code for finding in failure.value.findings] == ["A46"]


# ── nothing is lost ──────────────────────────────────────────────────────────────────────────


def words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text)) + " "


def told(found: Imported) -> list[str]:
    """Every text of the article and of the report."""
    article = found.article
    running = (block.text for block in walk_blocks(article.blocks) if isinstance(block, Paragraph | Dialogue | Heading))
    inlines: list[Inlines] = [article.title, article.lead, article.byline, *running]
    return [words(plain(text)) for text in inlines] + [words(finding.message) for finding in found.findings]


def assert_nothing_lost(text: str) -> None:
    try:
        found = read(text)
    except ProjectError:
        assert not re.findall(r"\w", re.sub(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]", "", text)) or "\0" in text
        return
    pieces = told(found)
    for raw in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text):
        line = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff]", "", raw)
        assert any(words(line) in piece for piece in pieces) or not words(line).strip(), line
    article = found.article
    assert read_article(write_article(article), article.source, "nb") == (article, ())


LINES = [line for line in FIXTURE.read_text(encoding="utf-8").split("\n") if line.strip()]
MORE = [
    "• ski",
    "- verktøy",
    "Skriv ut",
    "Av Kari Nordmann",
    "Publisert 1.2.2024",
    "Foto: Kari Nordmann",
    "bilde.jpg",
    "Hjem",
    "1. Først",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(LINES + MORE), max_size=20),
    st.lists(st.sampled_from(["\n", "\n\n", "\n\u00a0\n", "\r\n"]), min_size=20, max_size=20),
)
def test_no_line_of_a_shuffled_article_is_lost(chosen: list[str], ends: list[str]) -> None:
    assert_nothing_lost("".join(line + end for line, end in zip(chosen, ends, strict=False)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=30) | st.sampled_from(LINES + MORE), max_size=8).map("\n".join))
def test_no_line_of_any_text_is_lost(text: str) -> None:
    assert_nothing_lost(text)


# ── the article format ───────────────────────────────────────────────────────────────────────


def test_an_article_is_read_as_it_is() -> None:
    found = markdown_importer.IMPORTER.read("---\ntitle: Å\n---\n## B\n".encode(), "bo/by.md", "nb")
    assert (found.article, found.findings) == read_article("---\ntitle: Å\n---\n## B\n", "bo/by.md", "nb")
    assert found.article.slug == "bo-by"


def test_an_article_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(ProjectError) as failure:
        markdown_importer.IMPORTER.read(b"---\ntitle: \xe5\n---\n", "by.md", "nb")
    (finding,) = failure.value.findings
    assert (finding.code, finding.place.file, finding.place.line) == ("F05", "articles/by.md", 2)


# ── articles as JSON ─────────────────────────────────────────────────────────────────────────


def test_an_article_given_as_json_is_an_article_of_the_project(project: Path) -> None:
    source = markdown_importer.IMPORTER.read((project / "articles/egen.md").read_bytes(), "egen.md", "nb").article
    (project / "articles/egen.json").write_bytes(article_to_json(source))
    (project / "articles/egen.md").unlink()
    path = project / "utgivelse.toml"
    path.write_text(path.read_text().replace("egen.md", "egen.json"))
    assert [finding for finding in pipeline.check(project, ()) if finding.severity == "error"] == []
    assert json_importer.read((project / "articles/egen.json").read_bytes(), "egen.json", "nb").article == replace(
        source, source="egen.json"
    )


def test_json_that_is_no_article_is_refused_with_its_place() -> None:
    with pytest.raises(ProjectError) as caught:
        json_importer.read(b'{"slug": "x", "language": "nb", "blocks": [{"kind": "paragraf"}]}', "x.json", "nb")
    assert caught.value.findings[0].place.file == "articles/x.json"
