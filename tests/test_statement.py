"""The accessibility statement: never more than is known, in the edition's language, and itself for everyone."""

from __future__ import annotations

import datetime
import itertools
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from lxml import html

from conftest import ENGLISH, need, translate, write_project
from judges import need as need_judge
from utgivelse import pipeline, preflight, statement
from utgivelse.confirmation import QUESTIONS
from utgivelse.confirming import Assurance
from utgivelse.delivery import Handed, Order
from utgivelse.edition import Artifact, Edition
from utgivelse.findings import ExitCode, Place, note, said, warning
from utgivelse.pipeline import Wishes
from utgivelse.publication import BrandContact, Confirmation, Project
from utgivelse.speech import speaker
from utgivelse.statement import Judged, Statement
from utgivelse.statement.checks import ASKED
from utgivelse.statement.model import Answer, Objection, StatedFinding, StatedJudge
from utgivelse.statement.page import AUTHORITY, STATUS
from utgivelse.statement.rules import STATUS as RULES
from utgivelse.statement.rules import Machines, machines

SCHEMA = Path(__file__).parent.parent / "docs/schema/accessibility.json"
CONTENT = "ab" * 32
EPUB = "application/epub+zip"
DAY = datetime.date(2026, 11, 20)
KARI = Confirmation(language="nb", by="Kari Nes", date=DAY, content=CONTENT, note="lest opp", report="https://a.no/r")
PASSED = StatedJudge(name="EPUBCheck", standard="EPUB 3.3", version="5.3.0", outcome="passed")
FAILED = PASSED.model_copy(update={"outcome": "failed", "objections": (Objection(text="Bad <p>", place="a.xhtml:3"),)})
NOT_RUN = PASSED.model_copy(update={"outcome": "not-run", "version": "", "reason": "epubcheck is not installed"})
UNUSUAL = NOT_RUN.model_copy(update={"name": "Ace by DAISY", "optional": True})
CONTACT = """
[brand.contact]
name = "Prøve kommune"
address = "Torget 1"
phone = "{$sentralbord}"
mail = "post@example.no"
"""


# ── the rule ──


def test_nothing_conforms_unless_a_person_answers_for_exactly_this_and_no_machine_objects() -> None:
    assert set(RULES) == set(itertools.product(get_args(Machines), get_args(Answer)))
    assert [case for case, status in RULES.items() if status == "full"] == [("clean", "holds")]
    assert {status for (_, answer), status in RULES.items() if answer != "holds"} == {"not-assessed"}


@pytest.mark.parametrize(
    ("findings", "judges", "expected"),
    [
        ((), (PASSED,), "clean"),
        ((), (PASSED, NOT_RUN), "unasked"),
        ((), (), "unasked"),
        ((), (PASSED, UNUSUAL), "clean"),
        ((), (UNUSUAL,), "unasked"),
        ((), (PASSED, UNUSUAL.model_copy(update={"outcome": "failed"})), "faults"),
        ((), (PASSED, FAILED), "faults"),
        ((StatedFinding(code="R13", severity="warning", message="a"),), (PASSED,), "faults"),
        ((StatedFinding(code="R13", severity="error", message="a"),), (NOT_RUN,), "faults"),
        ((StatedFinding(code="I90", severity="note", message="a"),), (PASSED,), "clean"),
    ],
)
def test_what_machines_came_to(findings: Any, judges: Any, expected: Machines) -> None:
    assert machines(findings, judges) == expected


# ── what it says ──


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a contact; its English lacks the address."""
    root = write_project(tmp_path_factory.mktemp("erklaering") / "prosjekt", ("pdf-screen", "epub"), translated=False)
    path = root / "utgivelse.toml"
    path.write_text(path.read_text().replace("\n[[publication]]", f"{CONTACT}\n[[publication]]", 1))
    translate(root, {text: ENGLISH[text] for text in ("Den første", "Prøve kommune")})
    return pipeline.open_project(root)


def confirmed(project: Project, *confirmations: Confirmation) -> Project:
    first, *others = project.publications
    return replace(project, publications=(replace(first, confirmed=confirmations), *others))


def judged(language: str = "nb", *, findings: Any = (), judges: Any = (PASSED,), title: str = "Den første") -> Judged:
    path = f"en/{language}/en.{language}.epub"
    artifact = Artifact(
        Edition("en", language, "epub"), path, EPUB, "current", "cd" * 32, 4200, None, (), findings, content=CONTENT
    )
    return Judged(artifact, title, judges)


def page_of(made: Statement) -> Any:
    return html.fromstring(statement.write_html(made, "nb").decode())


def words(page: Any) -> str:
    return " ".join(page.text_content().split())


def test_a_machine_alone_never_says_conforms(project: Project) -> None:
    made = statement.fill_in(project, judged("en"))
    text = words(page_of(made))
    assert (made.status, made.person.answer) == ("not-assessed", "nobody")
    assert "Not assessed Nobody has looked" in text
    assert "Nobody has confirmed that:" in text
    assert "onforms with" not in text
    assert STATUS["full"] not in text
    assert "not confirmed" in text


def test_a_person_who_looked_at_exactly_this_is_named_with_the_day(project: Project) -> None:
    made = statement.fill_in(confirmed(project, KARI), judged())
    text = words(page_of(made))
    assert made.status == "full"
    assert "I samsvar med kravene Kari Nes har sett gjennom" in text
    assert "Kari Nes bekreftet 20. november 2026 om nøyaktig dette innholdet:" in text
    assert "Slik ble det sett gjennom: lest opp" in text
    assert made.by_hand == tuple(map(speaker("nb"), QUESTIONS.values()))
    assert all(question in text for question in made.by_hand)
    assert page_of(made).xpath("//a[@href='https://a.no/r']")


def test_a_person_who_looked_at_something_else_answers_for_nothing(project: Project) -> None:
    made = statement.fill_in(confirmed(project, replace(KARI, content="00" * 32)), judged())
    text = words(page_of(made))
    assert (made.status, made.person.answer) == ("not-assessed", "lapsed")
    assert "Kari Nes så gjennom et tidligere innhold" in text
    assert "ikke bekreftet" in text
    other = replace(KARI, language="en")
    assert statement.fill_in(confirmed(project, other), judged()).person.answer == "nobody"


@pytest.mark.parametrize("judge", [FAILED, NOT_RUN])
def test_a_judge_that_objects_or_was_not_run_leaves_it_at_partially(project: Project, judge: StatedJudge) -> None:
    made = statement.fill_in(confirmed(project, KARI), judged(judges=(PASSED, judge)))
    assert made.status == "partial"
    assert "Delvis i samsvar" in words(page_of(made))


def test_every_finding_stands_there_with_its_place_and_a_judge_in_its_own_language(project: Project) -> None:
    found = (
        warning("R13", said("a picture without an alternative text"), place=Place("articles/egen.md", 7, 3)),
        note("I90", said("`a` is <b>"), place=Place("b.md")),
        warning("R60", "lapsed"),
    )
    page = page_of(statement.fill_in(project, judged(findings=found, judges=(FAILED,))))
    (under,) = page.xpath("//h2[.='Innhold som ikke er tilgjengelig']/following-sibling::ul[1]")
    text = words(under)
    assert "advarsel et bilde uten alternativ tekst (side 3, articles/egen.md, linje 7) R13" in text
    assert [part.text for part in under.xpath(".//*[@lang='en']")] == ["Bad <p>"]
    assert "a.xhtml:3" in text
    assert "I90" not in text
    assert "merknad a is <b> (b.md) I90" in words(page)
    assert "R60" not in words(page)


def test_what_was_not_run_is_said_and_nothing_in_its_place(project: Project) -> None:
    text = words(page_of(statement.fill_in(project, judged("en", judges=(NOT_RUN,)))))
    assert "EPUBCheck (EPUB 3.3): not run; epubcheck is not installed" in text
    assert "found nothing" not in text


def test_contact_and_title_are_in_the_edition_s_language_or_marked(project: Project) -> None:
    made = statement.fill_in(project, judged("en", title="The first"))
    assert (made.publisher.text, made.contact.name.text) == ("The municipality of Prøve", "The municipality of Prøve")
    assert (made.contact.address.text, made.contact.address.language) == ("Torget 1", "nb")
    page = page_of(made)
    assert page.get("lang") == "en"
    assert page.xpath("//address//*[.='Torget 1']/@lang") == ["nb"]
    assert page.xpath("//a[@href='tel:32000000']/text()") == ["32 00 00 00"]
    assert page.xpath("//a[@href='mailto:post@example.no']")
    assert page.xpath(f"//a[@href='{AUTHORITY}']")
    assert not page.xpath("//h1//@lang")


def test_a_publisher_who_names_nobody_gets_no_empty_address(project: Project) -> None:
    silent = replace(project, brand=replace(project.brand, contact=BrandContact(), url="https://example.no"))
    page = page_of(statement.fill_in(silent, judged("en")))
    assert not page.xpath("//address")
    assert page.xpath("//a[@href='https://example.no']")


@pytest.mark.parametrize(("language", "spoken"), [("nb", "nb"), ("nn", "nn"), ("en", "en"), ("de", "en"), ("ar", "en")])
def test_a_language_that_the_program_does_not_speak_is_marked(project: Project, language: str, spoken: str) -> None:
    page = page_of(statement.fill_in(project, judged(language, title="Titel")))
    assert (page.get("lang"), page.get("dir")) == (spoken, "ltr")
    assert page.xpath("//h1//@lang") == ([] if language == spoken else [language])
    title = {"nb": "Tilgjengelighetserklæring", "nn": "Tilgjengeerklæring", "en": "Accessibility statement"}[spoken]
    assert page.findtext(".//title") == f"{title}: Titel (EPUB 3, {language})"


def test_names_are_text_and_nothing_else(project: Project) -> None:
    sly = replace(KARI, by="<b>{by}</b> {date}", note="<script>")
    data = statement.write_html(statement.fill_in(confirmed(project, sly), judged(title="A & <i>B")), "nb").decode()
    assert "<script>" not in data
    assert "<b>{by}" not in data
    assert escape("<b>{by}</b> {date}") in data
    assert "A &amp; &lt;i&gt;B" in data


def test_the_same_is_the_same(project: Project) -> None:
    one, other = (statement.fill_in(confirmed(project, KARI), judged()) for _ in range(2))
    assert statement.write_html(one, "nb") == statement.write_html(other, "nb")
    assert statement.write_json(one) == statement.write_json(other)


def test_the_data_keeps_to_its_published_schema(project: Project) -> None:
    remake = "python -m utgivelse.statement > docs/schema/accessibility.json"
    assert SCHEMA.read_bytes() == statement.statement_schema(), remake
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(statement.write_json(statement.fill_in(confirmed(project, KARI), judged(judges=(FAILED,)))))
    jsonschema.validate(data, schema)
    assert (data["status"], data["person"]["date"], data["person"]["content"]) == ("partial", "2026-11-20", CONTENT)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"status": "conforms"}, schema)


def test_every_check_of_the_program_s_own_is_told_in_words() -> None:
    groups = tomllib.loads((SCHEMA.parents[2] / "pyproject.toml").read_text())["project"]["entry-points"]
    own = set(groups["utgivelse.checks"])
    named = {name for kind in (EPUB, "application/pdf") for name in preflight.asked(kind)} & own
    assert len(named) > 10
    assert named <= set(ASKED), "what it asks belongs into statement/checks.py"


# ── outside judges ──


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose first publication is built in Norwegian and English, in all three formats."""
    formats = ("pdf-print", "pdf-screen", "epub")
    root = write_project(tmp_path_factory.mktemp("levert") / "prosjekt", formats)
    path = root / "utgivelse.toml"
    path.write_text(path.read_text().replace("\n[[publication]]", f"{CONTACT}\n[[publication]]", 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UTGIVELSE_EXECUTOR", "inline")
        translate(root, ENGLISH)
        translate(root, {"Torget 1": "Torget 1"})
        report = pipeline.build(root, Wishes(("en",)))
    assert report.exit_code == ExitCode.OK, report.findings
    return root


def test_outside_judges_are_asked_with_their_versions(built: Path) -> None:
    need_judge("java", "epubcheck", "verapdf")
    (book,) = statement.judge(built / "output/en/nb/en.nb.epub", EPUB, (), str)[:1]
    assert (book.name, book.outcome, book.version) == ("EPUBCheck", "passed", "5.3.0")
    found = statement.judge(built / "output/en/nb/en.nb.pdf", "application/pdf", ("PDF/UA-1", "PDF/A-2a"), str)
    assert [(one.name, one.standard, one.outcome) for one in found] == [
        ("veraPDF", "PDF/UA-1", "passed"),
        ("veraPDF", "PDF/A-2a", "passed"),
    ]
    assert all(re.fullmatch(r"1\.\d+\.\d+", one.version) for one in found)


def test_ace_is_asked_too(built: Path) -> None:
    need_judge("ace", "chromium", "node")
    (one,) = (one for one in statement.judge(built / "output/en/nb/en.nb.epub", EPUB, (), str) if one.optional)
    assert (one.name, one.outcome, one.version, one.objections) == ("Ace by DAISY", "passed", "1.4.6", ())


def test_a_broken_book_and_an_untagged_pdf_are_objected_to_in_the_judges_words(built: Path, tmp_path: Path) -> None:
    need_judge("java", "epubcheck", "verapdf")
    broken = tmp_path / "a.epub"
    with zipfile.ZipFile(built / "output/en/nb/en.nb.epub") as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"</body>", b"<p id='x'/><p id='x'/></body>"))
    (one, *_) = statement.judge(broken, EPUB, (), str)
    assert one.outcome == "failed"
    assert any("RSC-005" in objection.text and "text/" in objection.place for objection in one.objections)
    assert not any("EPUBCheck says" in objection.text for objection in one.objections)
    (other,) = statement.judge(built / "output/en/nb/en.nb.print.pdf", "application/pdf", (), str)
    assert (other.standard, other.outcome) == ("PDF/UA-1", "failed")
    assert any(re.match(r"7\.1, test \d+: ", objection.text) for objection in other.objections)


def test_a_judge_that_is_not_installed_was_not_run(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    for name, kind in (("en.nb.epub", EPUB), ("en.nb.pdf", "application/pdf")):
        for one in statement.judge(built / "output/en/nb" / name, kind, (), speaker("nb")):
            assert (one.outcome, one.version, one.objections) == ("not-run", "", ())
            assert "ikke installert" in one.reason


# ── the outlet ──


def delivered(root: Path, to: Path) -> Handed:
    return pipeline.deliver(root, "accessibility", Wishes(("en",)), Order(to=str(to), language="en"))


def test_every_edition_gets_its_statement_in_its_own_language(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # outside judges have tests of their own
    handed = delivered(built, tmp_path)
    names = [f"en.{language}.{end}" for language in ("nb", "en") for end in ("print.pdf", "pdf", "epub")]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.accessibility.{end}" for name in names for end in ("html", "json")
    )
    assert handed.exit_code == ExitCode.OK
    assert {finding.code for finding in handed.findings} == {"R61"}
    for path in handed.files:
        if path.suffix == ".html":
            assert html.fromstring(path.read_bytes()).get("lang") == path.name.split(".")[1]
    paper = json.loads((tmp_path / "en.nb.print.pdf.accessibility.json").read_bytes())
    assert (paper["status"], paper["checks"], paper["judges"], paper["findings"]) == ("paper", [], [], [])
    assert "press-ready" not in paper["claims"]
    screen = json.loads((tmp_path / "en.nb.pdf.accessibility.json").read_bytes())
    assert (screen["status"], screen["claims"]) == ("not-assessed", ["PDF/UA-1", "PDF/A-2a"])
    assert {"sources", "tag_tree", "untagged", "reading_set_up"} <= {check["name"] for check in screen["checks"]}
    assert all(check["asked"] != check["name"] for check in screen["checks"])
    first = {path.name: path.read_bytes() for path in handed.files}
    delivered(built, tmp_path)
    assert {path.name: path.read_bytes() for path in handed.files} == first


def test_what_lapsed_is_told_and_no_longer_stated(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")
    root = Path(shutil.copytree(built, tmp_path / "kopi"))
    wishes = Wishes(("en",), ("nb",))
    configuration = root / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"pdf-print", "pdf-screen", ', ""))
    pipeline.build(root, wishes)
    pipeline.confirm(root, wishes, Assurance("Kari Nes", DAY))
    pipeline.build(root, wishes)
    order = Order(to=str(tmp_path / "ut"))
    path = tmp_path / "ut/en.nb.epub.accessibility.json"
    handed = pipeline.deliver(root, "accessibility", wishes, order)
    held = json.loads(path.read_bytes())
    assert (held["person"]["answer"], held["person"]["by"]) == ("holds", "Kari Nes")
    assert held["claims"] == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert "R60" not in {finding.code for finding in handed.findings}
    article = root / "articles/egen.md"
    article.write_text(article.read_text().replace("vest", "øst"))
    pipeline.build(root, wishes)
    handed = pipeline.deliver(root, "accessibility", wishes, order)
    lapsed = json.loads(path.read_bytes())
    assert (lapsed["status"], lapsed["person"]["answer"], lapsed["claims"]) == ("not-assessed", "lapsed", [])
    assert [finding.code for finding in handed.findings].count("R60") == 1


# ── the page itself, in a browser ──

AUDIT = """
const light = colour => {
  const [r, g, b] = colour.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const numbers = text => text.match(/[\\d.]+/g).map(Number);
const audit = (w, d) => {
const ground = e => {
  for (; e; e = e.parentElement) {
    const colour = numbers(w.getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
  }
  return [255, 255, 255];
};
const all = [...d.body.querySelectorAll("*")], told = found => found.map(e => e.outerHTML);
const texts = all.filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()));
const contrasts = texts.map(e => {
  const [a, b] = [light(numbers(w.getComputedStyle(e).color).slice(0, 3)), light(ground(e))];
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
});
const right = e => e.getBoundingClientRect().right;
return {
  least: Math.min(...contrasts), texts: texts.length, width: w.innerWidth,
  wide: d.documentElement.scrollWidth, room: d.documentElement.clientWidth,
  headings: all.filter(e => /^H[1-6]$/.test(e.tagName)).map(e => Number(e.tagName[1])),
  outside: told(all.filter(e => right(e) > d.documentElement.clientWidth + .5)),
  small: told(texts.filter(e => parseFloat(w.getComputedStyle(e).fontSize) < 14)),
  blank: told(all.filter(e => /^(A|H[1-6]|LI|DD|DT)$/.test(e.tagName) && !e.textContent.trim())),
  landmarks: d.querySelectorAll("main").length,
};
};
const found = [...document.querySelectorAll("iframe")].map(frame => audit(frame.contentWindow, frame.contentDocument));
document.body.textContent = JSON.stringify(found);
"""


def audit(pages: Iterable[bytes], folder: Path, width: int, *, dark: bool = False) -> list[dict[str, Any]]:
    """What Chromium makes of each page when it is `width` wide."""
    query = b"@media (prefers-color-scheme: dark)"
    frames = ""
    for page in pages:
        assert query in page
        source = escape((page.replace(query, b"@media all") if dark else page).decode())
        frames += f'<iframe width="{width}" height="900" style="border:0" srcdoc="{source}"></iframe>'
    path = folder / "frame.html"
    path.write_text(f"<!doctype html><body>{frames}<script>onload = () => {{{AUDIT}}}</script></body>")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--window-size=1400,1000"]
    command = [need("chromium"), *flags, f"--user-data-dir={folder}/own", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found: list[dict[str, Any]] = json.loads(html.fromstring(done.stdout).find(".//body").text_content())
    return found


def every_page(project: Project) -> Iterator[bytes]:
    """The page in every status, with as much on it as there can be."""
    long = warning("R13", "a" * 90, place=Place("articles/" + "b" * 80 + ".md", 7, 3))
    full = judged(findings=(note("I90", "n"),))
    faulty = judged(findings=(long,), judges=(PASSED, FAILED, NOT_RUN))
    for made in (full, faulty):
        for person in (KARI, replace(KARI, content="00" * 32)):
            yield statement.write_html(statement.fill_in(confirmed(project, person), made), "nb")
    yield statement.write_html(statement.fill_in(project, replace(full, is_for_paper=True)), "nb")


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False), (1280, True)])
def test_the_page_is_one_that_everyone_can_read(project: Project, tmp_path: Path, width: int, dark: bool) -> None:
    audited = audit(every_page(project), tmp_path, width, dark=dark)
    assert len(audited) == 5
    for found in audited:
        assert found["least"] >= 4.5, "WCAG 1.4.3"
        assert found["texts"] > 15
        assert (found["wide"], found["outside"]) == (found["room"], [])
        assert found["width"] == width
        levels = found["headings"]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert (found["small"], found["blank"], found["landmarks"]) == ([], [], 1)


def test_the_page_needs_nothing_outside_itself(project: Project) -> None:
    for data in every_page(project):
        page = html.fromstring(data.decode())
        assert not page.xpath("//@src | //link | //script")
        assert "url(" not in data.decode()
        assert all(href.startswith(("https:", "mailto:", "tel:")) for href in page.xpath("//a/@href"))
