"""Confirmation: bound to the content to the letter, written by a person alone, gone when the content is another."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from books import EVERY_BLOCK, article, book, project_folder
from conftest import ENGLISH, Command, translate, write_project
from judges import need
from utgivelse import pipeline, tools
from utgivelse.article import Figure
from utgivelse.confirmation import CLAIM, QUESTIONS, content_hash, short
from utgivelse.confirming import Assurance, Confirmed
from utgivelse.edition import Artifact, Book
from utgivelse.files import Files
from utgivelse.findings import ExitCode, Finding, ProjectError
from utgivelse.ledger import Report
from utgivelse.manifest import ManifestConfirmation, read_manifest
from utgivelse.pipeline import Step, Wishes, build
from utgivelse.project import load_project, set_confirmation
from utgivelse.publication import Confirmation, Gates, Ink, Pages, PrintJob

KARI = Assurance("Kari Nes", datetime.date(2026, 11, 20))
OPF = {"o": "http://www.idpf.org/2007/opf"}


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")


# ── the hash of what readers meet ──


def whole(text: str = EVERY_BLOCK, **changes: Any) -> Book:
    return book(article(text), **changes)


def published(made: Book, **changes: Any) -> Book:
    return replace(made, publication=replace(made.publication, **changes))


def covered(made: Book, **changes: Any) -> Book:
    assert made.publication.cover
    return published(made, cover=replace(made.publication.cover, **changes))


def coloured(made: Book, ink: Ink) -> Book:
    return replace(made, brand=replace(made.brand, colours={"primary": ink}))


def bereft(files: Files) -> Book:
    (files.root / "images/bred.png").unlink()
    return whole()


def repainted(files: Files) -> Book:
    path = files.root / "images" / "bred.png"
    with Image.open(path) as picture:
        picture.putpixel((0, 0), (1, 2, 3))
        picture.save(path)
    return whole()


READ_ANEW: dict[str, Callable[[Files], Book]] = {
    "a letter": lambda _: whole(EVERY_BLOCK.replace("Etter sideskiftet", "Etter sideskifta")),
    "an alternative text": lambda _: whole(EVERY_BLOCK.replace("![Hel side]", "![Heil side]")),
    "a heading's level": lambda _: whole(EVERY_BLOCK.replace("### Under", "#### Under").replace("## Over", "### Over")),
    "an order": lambda _: whole(EVERY_BLOCK.replace("- ett\n- to", "- to\n- ett")),
    "a passage's language": lambda _: whole(EVERY_BLOCK.replace("{lang=se}", "{lang=sma}")),
    "where a link leads": lambda _: whole(EVERY_BLOCK.replace("example.no/a", "example.no/b")),
    "what is decoration": lambda _: covered(whole(), decorative=True, alt=""),
    "the cover's words": lambda _: covered(whole(), alt="Et annet felt"),
    "the title": lambda _: published(whole(), title="Prøvetrykk 2"),
    "the theme": lambda _: whole(theme="dristig"),
    "the sheet": lambda _: whole(sheet="a4"),
    "the language": lambda _: whole(language="en"),
    "the look of a colour": lambda _: coloured(whole(), Ink(rgb="#10464e", cmyk=(90, 45, 48, 46))),
    "the publisher's number": lambda _: replace(
        whole(), brand=replace(whole().brand, contact=replace(whole().brand.contact, phone="1"))
    ),
    "a text that is not translated": lambda _: replace(whole(), untranslated={"Prøvetrykk": "missing"}),
    "a picture's bytes": repainted,
    "a picture that is gone": bereft,
}


def hash_here(root: Path, change: Callable[[Files], Book]) -> str:
    files = project_folder(root)
    return content_hash(change(files), files)


@pytest.mark.parametrize("what", READ_ANEW)
def test_what_readers_meet_anew_has_another_hash(what: str, tmp_path: Path) -> None:
    assert hash_here(tmp_path / "a", READ_ANEW[what]) != hash_here(tmp_path / "b", lambda _: whole())


def moved(files: Files) -> Book:
    """The same picture under another name."""
    shutil.copy(files.root / "images/bred.png", files.root / "images/felt.png")
    return whole(EVERY_BLOCK.replace("![I spalten](images/bred.png)", "![I spalten](images/felt.png)"))


CONFIRMATION = Confirmation(language="nb", by="Kari", date=datetime.date(2026, 1, 1), content="0" * 64)
READ_AS_BEFORE: dict[str, Callable[[Files], Book]] = {
    "another folder": lambda _: whole(),
    "who confirmed it": lambda _: published(whole(), confirmed=(CONFIRMATION,)),
    "the print job": lambda _: published(whole(), job=PrintJob(quantity=9), pages=Pages(multiple=4)),
    "formats and languages": lambda _: published(whole(), formats=("epub",), languages=("nb", "en", "se")),
    "dates of work": lambda _: published(whole(), due={"en": datetime.date(2026, 1, 1)}, gate=Gates(missing="draft")),
    "the lines of its source": lambda _: published(whole(EVERY_BLOCK.replace("## Overskrift", "\n\n## Overskrift"))),
    "a word for translators": lambda _: whole(EVERY_BLOCK.replace("## Over", "<!-- translators: kort -->\n\n## Over")),
    "the ink of a colour": lambda _: coloured(whole(), Ink(rgb="#10464f", cmyk=(90, 45, 48, 40), spot="P 1")),
    "a picture's name": moved,
    "another language's address": lambda _: published(
        whole(), url={"nb": "https://example.no/prove", "en": "https://example.no/try"}
    ),
    "the name of its file": lambda _: book(article(EVERY_BLOCK, "annen.md")),
}


@pytest.mark.parametrize("what", READ_AS_BEFORE)
def test_what_readers_meet_as_before_has_the_same_hash(what: str, tmp_path: Path) -> None:
    assert hash_here(tmp_path / "a", READ_AS_BEFORE[what]) == hash_here(tmp_path / "b" / "c", lambda _: whole())


def test_a_theme_of_the_project_s_own_counts_with_its_files_and_a_shipped_one_by_its_name(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    theme = tmp_path / "templates" / "eget"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "kommune"\n')
    own = content_hash(whole(), files, (theme,))
    assert own != content_hash(whole(), files, (Path("/usr/lib"),)) == content_hash(whole(), files)
    (theme / ".DS_Store").write_bytes(b"a file manager's own")
    (theme / "pages.css~").write_text("an editor's own")
    assert content_hash(whole(), files, (theme,)) == own
    (theme / "pages.css").write_text("p { order: 2 }")
    assert content_hash(whole(), files, (theme,)) != own


# ── the whole way ──


def small(root: Path, *formats: str) -> Path:
    """A project with a picture, in Norwegian and English."""
    write_project(root, formats or ("epub",), translated=False)
    (root / "images").mkdir()
    Image.radial_gradient("L").convert("RGB").resize((600, 400)).save(root / "images" / "felt.png")
    path = root / "articles" / "egen.md"
    path.write_text(path.read_text() + "\n![Et felt](images/felt.png)\n")
    translate(root, {**ENGLISH, "Et felt": "A field"})
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "prosjekt")


def confirm(root: Path, language: str = "nb", assurance: Assurance = KARI, publication: str = "en") -> Confirmed:
    return pipeline.confirm(root, Wishes((publication,), (language,)), assurance)


def sure(root: Path, language: str = "nb", assurance: Assurance = KARI) -> Report:
    """Built, confirmed, built."""
    build(root)
    confirm(root, language, assurance)
    return build(root)


def artifact(report: Report, language: str = "nb", name: str = "epub", publication: str = "en") -> Artifact:
    (found,) = (
        one
        for one in report.artifacts
        if (one.edition.publication, one.edition.language, one.edition.format) == (publication, language, name)
    )
    return found


def package(root: Path, language: str = "nb") -> etree._Element:
    with zipfile.ZipFile(root / f"output/en/{language}/en.{language}.epub") as opened:
        return etree.fromstring(opened.read("EPUB/content.opf"))


def told(package: etree._Element) -> dict[str, tuple[str, str]]:
    """What a package says of conformance: property → (value, what it refines)."""
    found = {
        meta.get("property"): (meta.text or "", meta.get("refines", ""))
        for meta in package.iterfind(".//o:meta", OPF)
        if meta.get("property", "").startswith("a11y:")
        or meta.get("property") in ("dcterms:conformsTo", "dcterms:date")
    }
    links = {link.get("rel"): (link.get("href"), link.get("refines")) for link in package.iterfind(".//o:link", OPF)}
    return found | links


def lapses(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == "R60"]


def test_a_book_claims_what_a_person_confirmed_and_nothing_before(root: Path) -> None:
    build(root)
    assert told(package(root)) == {}
    confirm(root, assurance=replace(KARI, credential="https://a.no/c", report="https://a.no/r", note="med skjermleser"))
    report = build(root)
    assert told(package(root)) == {
        "dcterms:conformsTo": ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", ""),
        "a11y:certifiedBy": ("Kari Nes", "#claim"),
        "a11y:certifierCredential": ("https://a.no/c", "#certifier"),
        "dcterms:date": ("2026-11-20", "#certifier"),
        "a11y:certifierReport": ("https://a.no/r", "#certifier"),
    }
    assert told(package(root, "en")) == {}
    assert artifact(report).claims == (CLAIM,)
    assert artifact(report, "en").claims == ()
    assert lapses(report) == []


def test_epubcheck_has_nothing_to_say_with_and_without(root: Path) -> None:
    need("java", "epubcheck")
    path = root / "output/en/nb/en.nb.epub"
    build(root, Wishes(("en",)))
    assert tools.epubcheck(path) == ()
    confirm(root, assurance=replace(KARI, credential="https://a.no/c?x=1&y=2", report="https://a.no/r", by="A & <B>"))
    build(root, Wishes(("en",)))
    assert told(package(root))["a11y:certifiedBy"] == ("A & <B>", "#claim")
    assert tools.epubcheck(path) == ()


def test_the_manifest_says_who_confirmed_which_content_when(root: Path) -> None:
    report = sure(root, assurance=replace(KARI, note="med skjermleser"))
    entries = read_manifest((root / "output/manifest.json").read_bytes())
    assert entries
    by_edition = {(e.publication, e.language): e for e in entries}
    content = artifact(report).content
    assert by_edition["en", "nb"].confirmed == ManifestConfirmation(
        by="Kari Nes", date=KARI.date, content=content, note="med skjermleser", credential="", report=""
    )
    assert by_edition["en", "nb"].content == content
    assert by_edition["en", "en"].confirmed is None
    assert len({entry.content for entry in entries}) == 4


def test_only_the_books_concerned_are_made_again(tmp_path: Path) -> None:
    root = small(tmp_path / "prosjekt", "pdf-screen", "epub")
    wishes = Wishes(("en",))
    before = build(root, wishes)
    for by in ("Kari Nes", "Per Nes"):
        steps: list[Any] = []
        confirm(root, assurance=replace(KARI, by=by))
        after = build(root, wishes, steps.append)
        assert [step.subject for step in steps if isinstance(step, Step) and step.number == 7] == ["en nb epub"]
        assert [told(package(root))["a11y:certifiedBy"][0]] == [by]
    for name, language in (("pdf-screen", "nb"), ("pdf-screen", "en"), ("epub", "en")):
        assert artifact(after, language, name) == artifact(before, language, name)
    steps = []
    build(root, wishes, steps.append)
    assert [step for step in steps if isinstance(step, Step) and step.number > 1] == []


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


LAPSING: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a letter of an article": ("nb", lambda root: rewrite(root / "articles/egen.md", "vest for", "øst for")),
    "a letter of a translation": (
        "en",
        lambda root: rewrite(root / "locales/en/LC_MESSAGES/prover.po", "lies west", "lies east"),
    ),
    "an alternative text": ("nb", lambda root: rewrite(root / "articles/egen.md", "Et felt", "Ein felt")),
    "a picture": ("nb", lambda root: Image.new("RGB", (600, 400)).save(root / "images/felt.png")),
    "the sheet": ("nb", lambda root: rewrite(root / "utgivelse.toml", '"a5"', '"a4"')),
}


@pytest.mark.parametrize("what", LAPSING)
def test_a_confirmation_lapses_with_its_content(what: str, root: Path) -> None:
    language, change = LAPSING[what]
    confirmed = artifact(sure(root, language), language).content
    change(root)
    if what == "an alternative text":  # the English edition then lacks one
        build(root, Wishes(("en",), ("nb",)))
    report = build(root, Wishes(("en",), (language,)))
    (finding,) = lapses(report)
    content = artifact(report, language).content
    lines = (root / "utgivelse.toml").read_text().split("\n")
    assert (finding.severity, finding.place.file) == ("warning", "utgivelse.toml")
    assert lines[finding.place.line - 1] == "[[publication.confirmed]]"
    assert short(confirmed) in finding.message and short(content) in finding.message and confirmed != content
    assert f'`utgivelse confirm en -l {language} --by "NAME"`' in finding.hint
    assert told(package(root, language)) == {}
    assert (artifact(report, language).claims, artifact(report, language).confirmed) == ((), {})
    entries = read_manifest((root / "output/manifest.json").read_bytes())
    (entry,) = (e for e in entries or () if (e.publication, e.language) == ("en", language))
    assert entry.confirmed is None
    assert [f.code for f in entry.findings] == ["R60"]


def test_it_holds_again_when_the_content_is_back_and_when_it_is_renewed(root: Path) -> None:
    sure(root)
    rewrite(root / "articles/egen.md", "vest for", "øst for")
    assert lapses(build(root, Wishes(("en",), ("nb",))))
    rewrite(root / "articles/egen.md", "øst for", "vest for")
    assert artifact(build(root)).claims == (CLAIM,)
    rewrite(root / "articles/egen.md", "vest for", "øst for")
    build(root, Wishes(("en",), ("nb",)))
    done = confirm(root)
    assert [finding.code for finding in done.findings] == []
    report = build(root, Wishes(("en",), ("nb",)))
    assert (artifact(report).claims, lapses(report)) == ((CLAIM,), [])
    assert (root / "utgivelse.toml").read_text().count("[[publication.confirmed]]") == 1


def test_it_holds_while_another_article_another_language_and_the_job_change(root: Path) -> None:
    before = artifact(sure(root))
    rewrite(root / "articles/annen.md", "stor", "svær")
    rewrite(root / "locales/en/LC_MESSAGES/prover.po", "lies west", "lies east")
    rewrite(root / "utgivelse.toml", 'id = "en"\n', 'id = "en"\ndue = { en = 2026-11-20 }\nshared-plates = true\n')
    report = build(root, Wishes(("en",)))
    assert (artifact(report).content, artifact(report).claims) == (before.content, (CLAIM,))
    assert lapses(report) == []


def test_a_publication_without_a_book_is_told_as_well(tmp_path: Path) -> None:
    root = small(tmp_path / "prosjekt", "pdf-screen")
    wishes = Wishes(("en",), ("nb",))
    build(root, wishes)
    confirm(root)
    assert lapses(build(root, wishes)) == []
    rewrite(root / "articles/egen.md", "vest for", "øst for")
    assert len(lapses(build(root, wishes))) == 1
    assert len(lapses(build(root, wishes))) == 1, "it is told as long as it is so, though nothing is made"
    confirm(root)
    assert lapses(build(root, wishes)) == []


# ── what cannot be confirmed ──


def untouched(root: Path, language: str = "nb", assurance: Assurance = KARI, publication: str = "en") -> list[Finding]:
    before = (root / "utgivelse.toml").read_bytes()
    with pytest.raises(ProjectError) as failure:
        confirm(root, language, assurance, publication)
    assert (root / "utgivelse.toml").read_bytes() == before
    return list(failure.value.findings)


def test_what_was_never_built_cannot_be_confirmed(root: Path) -> None:
    (finding,) = untouched(root)
    assert (finding.code, finding.message) == ("U30", "en nb epub cannot be confirmed: it has not been built")
    assert "`utgivelse build en -l nb`" in finding.hint


def test_what_is_old_cannot_be_confirmed(root: Path) -> None:
    build(root)
    rewrite(root / "articles/egen.md", "vest for", "øst for")
    (finding,) = untouched(root)
    assert finding.message.endswith("its sources or settings have changed since it was made")
    build(root)
    (root / "output/en/nb/en.nb.epub").write_bytes(b"another")
    assert [one.code for one in untouched(root)] == ["U30"]


def test_a_draft_cannot_be_confirmed(root: Path) -> None:
    rewrite(root / "articles/egen.md", "vest for byen", "vest for elva")
    build(root, Wishes(draft=True))
    (finding,) = untouched(root, "en")
    assert finding.message == "en en epub cannot be confirmed: it is a draft"


def test_what_has_errors_cannot_be_confirmed(root: Path) -> None:
    build(root)
    rewrite(root / "articles/egen.md", "images/felt.png", "images/borte.png")
    assert build(root).exit_code == ExitCode.REFUSED
    (finding,) = untouched(root)
    assert (finding.code, "images/borte.png" in finding.message) == ("U30", True)


def test_every_edition_for_the_screen_must_be_there_and_none_for_paper(tmp_path: Path) -> None:
    root = small(tmp_path / "a", "pdf-print", "pdf-screen", "epub")
    build(root, Wishes(("en",), ("nb",), ("epub",)))
    assert [finding.message.split(" cannot")[0] for finding in untouched(root)] == ["en nb pdf-screen"]
    paper = small(tmp_path / "b", "pdf-print")
    (finding,) = untouched(paper)
    assert (finding.code, finding.message) == ("U32", "nothing of en is read on a screen")


@pytest.mark.parametrize(
    ("language", "assurance", "publication", "code"),
    [
        ("nb", KARI, "tre", "U01"),
        ("se", KARI, "en", "U32"),
        ("x-pseudo", KARI, "en", "U32"),
        ("nb", replace(KARI, by="  "), "en", "U31"),
        ("nb", replace(KARI, report="rapport.html"), "en", "P05"),
        ("nb", replace(KARI, credential="javascript:alert(1)"), "en", "P05"),
    ],
)
def test_who_and_what_is_confirmed_must_be_known(
    root: Path, language: str, assurance: Assurance, publication: str, code: str
) -> None:
    build(root)
    assert [finding.code for finding in untouched(root, language, assurance, publication)] == [code]


# ── the configuration ──

ENTRY = Confirmation(
    language="nb",
    by='Kari "K" Nes',
    date=datetime.date(2026, 11, 20),
    content="ab" * 32,
    note="med\nskjermleser",
    report="https://a.no/r",
)
HEAD = """\
# Øverst
[project]
name = "Prøver"   # navnet
source-language = "nb"
domain = "prover"

[[publication]]   # den første
id = "en"
title = "En"
date = 2026-11-01
sheet = { width = "148mm",  height = "210mm" }   # rar luft
articles = ["en.md"]
languages = ["nb", "en"]
formats = ["epub"]
"""
SECOND = """
# Den andre
[[publication]]
id = "to"
title = "To"
date = 2026-11-01
sheet = "a5"
articles = ["en.md"]
languages = ["nb"]
formats = ["epub"]
"""
OLD = 'content = "' + "00" * 32 + '"'
CONFIGURATIONS = {
    "last in the file": HEAD,
    "without an end": HEAD.rstrip(),
    "before another": HEAD + SECOND,
    "after tables of its own": HEAD + "[publication.job]\nquantity = 9 # ni\n[publication.gate]\n" + SECOND,
    "an older one": HEAD
    + f'[[publication.confirmed]]\nlanguage = "nb" # språk\nby = "Per" # hvem\ndate = 2025-01-01\n{OLD}'
    + '\nnote = """\ngammel"""  # hvordan\ncredential = "https://b.no"\n'
    + SECOND,
    "another language's": HEAD
    + f'[[publication.confirmed]]\nlanguage = "en"\nby = "Per"\ndate = 2025-01-01\n{OLD}\n'
    + SECOND,
    "in braces": HEAD
    + f'confirmed = [ {{ language = "nb", by = "Per", date = 2025-01-01, {OLD}, note = "gammel" }} ] # her\n'
    + SECOND,
    "in braces, another language's": HEAD
    + f'confirmed = [{{ language = "en", by = "Per", date = 2025-01-01, {OLD} }}]\n'
    + SECOND,
    "nothing in braces": HEAD + "confirmed = []\n" + SECOND,
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_entry_is_written_and_all_else_stays(name: str, line_end: str, tmp_path: Path) -> None:
    before = CONFIGURATIONS[name]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/en.md").write_text("---\ntitle: A\n---\nB\n")
    (tmp_path / "utgivelse.toml").write_bytes(before.replace("\n", line_end).encode())
    set_confirmation(tmp_path, "en", ENTRY)
    raw = (tmp_path / "utgivelse.toml").read_bytes().decode()
    assert raw.count("\r\n") == (raw.count("\n") if line_end == "\r\n" else 0)
    after = raw.replace("\r\n", "\n")
    publication = load_project(tmp_path).publication("en")
    (written,) = (one for one in publication.confirmed if one.language == "nb")
    assert written == ENTRY, "what is not said this time is empty"
    assert len(publication.confirmed) == 1 + before.count('language = "en", by') + before.count('language = "en"\nby')
    old, new = tomllib.loads(before), tomllib.loads(after)
    for data in (old, new):
        data["publication"][0].pop("confirmed", None)
    assert old == new
    assert re.findall("#.*", before) == re.findall("#.*", after)
    for line in HEAD.rstrip().split("\n"):
        assert line in after.split("\n")
    set_confirmation(tmp_path, "en", ENTRY)
    assert (tmp_path / "utgivelse.toml").read_bytes().decode() == raw, "twice the same is once"


def test_the_second_publication_gets_its_own(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/en.md").write_text("---\ntitle: A\n---\nB\n")
    (tmp_path / "utgivelse.toml").write_text(HEAD + SECOND + '[translators.en]\nname = "Ola"\n')
    set_confirmation(tmp_path, "to", ENTRY)
    set_confirmation(tmp_path, "en", replace(ENTRY, language="en"))
    project = load_project(tmp_path)
    assert [one.language for one in project.publication("en").confirmed] == ["en"]
    assert project.publication("to").confirmed == (ENTRY,)
    lines = (tmp_path / "utgivelse.toml").read_text().split("\n")
    for publication in project.publications:
        assert lines[publication.confirmed[0].line - 1] == "[[publication.confirmed]]"


# ── the command ──


def test_the_command_says_what_was_confirmed_and_what_no_machine_asked(root: Path, command: Command) -> None:
    assert command("build", "en", cwd=root).returncode == 0
    typed = ("confirm", "en", "-l", "nb", "--by", "Kari Nes", "--note", "lest opp", "--date", "2026-11-20")
    done = command(*typed, cwd=root, LANGUAGE="nb", LC_ALL="nb_NO.UTF-8")
    assert done.returncode == 0, done.stderr
    (one,) = load_project(root).publication("en").confirmed
    assert (one.by, one.note, one.date) == ("Kari Nes", "lest opp", datetime.date(2026, 11, 20))
    assert "den alternative teksten" in done.stdout, "it speaks the terminal's language"
    assert command(*typed, cwd=root).returncode == ExitCode.WRONG, "the book does not say it yet, and is old"
    assert command("build", "en", cwd=root).returncode == 0
    answer = json.loads(command(*typed, "--json", cwd=root).stdout)
    assert answer["confirmed"]["content"] == one.content
    assert {"package", "book_language", "book_pictures"} <= set(answer["checks"])
    assert answer["by_hand"] == [str(text) for text in QUESTIONS.values()]
    assert command("build", "en", cwd=root).returncode == 0
    plain = command(*typed, cwd=root).stdout
    for text in (*QUESTIONS.values(), short(one.content), "output/en/nb/en.nb.epub", "by Kari Nes on 2026-11-20"):
        assert text in plain
    assert "`utgivelse build en -l nb`" in plain


def test_the_command_refuses_with_its_code(root: Path, command: Command) -> None:
    done = command("confirm", "en", "-l", "nb", "--by", "Kari Nes", cwd=root)
    assert (done.returncode, "U30" in done.stderr) == (ExitCode.WRONG, True)
    assert command("confirm", "en", "-l", "nb", cwd=root).returncode == ExitCode.WRONG
    assert "confirmed" not in (root / "utgivelse.toml").read_text()


def test_a_placeholder_s_picture_is_not_looked_for(tmp_path: Path) -> None:
    files = project_folder(tmp_path)
    made = published(whole(), cover=Figure(src="images/kommer.png", alt="Kommer", placeholder=True))
    assert content_hash(made, files) == content_hash(made, Files(tmp_path))
    assert not files.record.absent
