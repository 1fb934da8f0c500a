"""What is asked of an article before anything is built: every bad source with its line, no good one."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from cases import CASES, Case, each_case, load_cases
from conftest import ENGLISH, Command, translate
from sample_project import SAMPLE
from test_articles import TITLE, shown
from utgivelse import accessibility, pipeline
from utgivelse.accessibility.questions import QUESTIONS
from utgivelse.files import Files
from utgivelse.findings import Finding, Severity
from utgivelse.images import lines_of_letters
from utgivelse.markdown import read_article
from utgivelse.project import load_project

FONTS = Path(__file__).parents[1] / "src/utgivelse/fonts"


# ── words: cases that stand in Markdown ──────────────────────────────────────────────────────


def examined(case: Case, part: str) -> str:
    """Everything that is found in one part of a case, a line each."""
    given = case.parts[part]
    text, before = (given, 0) if given.startswith("---") else (TITLE + given, 3)
    article, findings = read_article(text, "a.md", (case.lines("language") or ["nb"])[0])
    found = (*findings, *accessibility.examine(article, "articles/a.md"))
    return "\n".join(shown(finding, before) for finding in found)


@each_case("accessibility")
def test_a_bad_source_is_found_with_its_line(case: Case) -> None:
    assert examined(case, "bad") == case.parts["findings"].rstrip("\n")
    assert case.lines("findings"), "a bad source in which nothing is found"


@each_case("accessibility")
def test_its_good_twin_passes(case: Case) -> None:
    assert examined(case, "good") == ""


def test_every_question_that_needs_no_picture_has_a_bad_source() -> None:
    told = {line.split()[1] for case in load_cases("accessibility") for line in case.lines("findings")}
    asked = {f"A{number:02}" for number in (8, 17, *range(52, 59), *range(60, 66))}
    assert told == asked
    assert len(load_cases("accessibility")) >= 25
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("folder", ["articles"])
def test_articles_that_were_written_to_try_the_format_raise_no_alarm_about_language(folder: str) -> None:
    for case in load_cases(folder):
        article, _ = read_article(TITLE + case.parts["given"], "a.md", "nb")
        assert not [f for f in accessibility.examine(article, "a") if f.code in ("A61", "A62", "A63")], case.name


# ── pictures of text ─────────────────────────────────────────────────────────────────────────


def paper(size: tuple[int, int] = (900, 1200)) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", size, "#f4f4ee")
    return image, ImageDraw.Draw(image)


def typeset(lines: int, letters: int = 34) -> Image.Image:
    """A page of text, as a word processor shows it."""
    image, draw = paper()
    font = ImageFont.truetype(str(FONTS / "Literata_400Regular.ttf"), letters)
    for number in range(lines):
        text = "Velkommen til åpen dag på rådhuset, der alle kan spørre"[: 28 + number * 5 % 20]
        draw.text((60, 60 + number * letters * 1.5), text, "#222222", font=font)
    return image


def dots() -> Image.Image:
    image, draw = paper()
    for number in range(600):
        x, y = 20 + number % 30 * 28, 20 + number // 30 * 40
        draw.ellipse((x, y, x + 20, y + 20), "#10464f")
    return image


def windows() -> Image.Image:
    """A drawn house front: rows of narrow windows, as even as lines of letters."""
    image, draw = paper()
    for number in range(600):
        x, y = 20 + number % 30 * 28, 20 + number // 30 * 55
        draw.rectangle((x, y, x + 9, y + 38), "#222222")
    return image


def bubbles() -> Image.Image:
    """Rows of balls of many sizes: as uneven as lines of letters, and fatter."""
    image, draw = paper()
    for number in range(480):
        x, y, size = 10 + number % 24 * 36, 30 + number // 24 * 55, 10 + number * 7 % 25
        draw.ellipse((x, y + 34 - size, x + size, y + 34), "#10464f")
    return image


def bars() -> Image.Image:
    image, draw = paper()
    font = ImageFont.truetype(str(FONTS / "SourceSans3_400Regular.ttf"), 22)
    for number in range(9):
        x = 60 + number * 90
        draw.rectangle((x, 1000 - number * 90, x + 60, 1000), "#10464f")
        draw.text((x, 1020), str(2010 + number), "#222222", font=font)
        draw.text((5, 980 - number * 100), str(number * 10), "#222222", font=font)
    return image


def picture_findings(root: Path, image: Image.Image, name: str, alt: str = "Et ark") -> list[Finding]:
    """What is said of an article with this picture on its fourth line."""
    path = root / "images" / name
    path.parent.mkdir(exist_ok=True)
    image.save(path, quality=75)
    article, _ = read_article(f"{TITLE}![{alt}](images/{name})\nBildetekst.\n", "a.md", "nb")
    return [f for f in accessibility.examine(article, "articles/a.md", Files(root)) if f.code == "A59"]


@pytest.mark.parametrize("name", ["ark.png", "ark.jpg"])
def test_a_picture_of_a_page_of_text_is_told(tmp_path: Path, name: str) -> None:
    (finding,) = picture_findings(tmp_path, typeset(14), name)
    assert (str(finding.place), finding.severity) == ("articles/a.md:4", Severity.WARNING)
    assert "14 lines of letters" in finding.message


def test_what_the_text_says_in_words_as_well_passes(tmp_path: Path) -> None:
    said = "Velkommen til åpen dag på rådhuset onsdag, der alle barn kan spørre ordføreren om byen, veiene og elva"
    assert picture_findings(tmp_path, typeset(5), "ark.png", said) == []
    assert picture_findings(tmp_path, typeset(5), "ark.png")


def test_two_lines_are_told_only_where_the_name_says_so(tmp_path: Path) -> None:
    assert picture_findings(tmp_path, typeset(2, 46), "Plakat-2026.png")
    assert picture_findings(tmp_path, typeset(2, 46), "rad.png") == []


PASSING = {"dots": dots(), "windows": windows(), "bubbles": bubbles(), "bars": bars(), "logo": typeset(1, 60)}


@pytest.mark.parametrize("image", PASSING.values(), ids=PASSING)
def test_drawn_pictures_without_text_pass(tmp_path: Path, image: Image.Image) -> None:
    assert picture_findings(tmp_path, image, "bilde-av-noe.png") == []


@pytest.mark.parametrize("path", sorted((SAMPLE / "images").glob("*.jpg")), ids=lambda path: str(path.name))
def test_a_photograph_has_no_lines_of_letters(tmp_path: Path, path: Path) -> None:
    shutil.copy(path, tmp_path)
    assert lines_of_letters(Files(tmp_path), path.name) == 0


def test_a_damaged_picture_is_not_told_and_stops_nothing(tmp_path: Path) -> None:
    target = io.BytesIO()
    typeset(14).save(target, "PNG")
    (tmp_path / "ark.png").write_bytes(target.getvalue()[:900])
    article, _ = read_article(f"{TITLE}![Et ark](ark.png)\n\n![Et hus](borte.png)\n", "a.md", "nb")
    assert accessibility.examine(article, "articles/a.md", Files(tmp_path)) == ()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90">{}</svg>'
PLACES = ("Kongsberg", "Hvittingfoss", "Skollenborg", "Passebekk", "Efteløt", "Jondalen")


@pytest.mark.parametrize(
    ("alt", "words", "is_told"),
    [
        ("Kart over kommunen", PLACES, True),
        ("Kart med Kongsberg, Hvittingfoss, Skollenborg, Passebekk og Efteløt", PLACES, False),
        ("Kart over kommunen", PLACES[:3], False),
        ("Kart over kommunen", ("2010", "2015", "2020", "2025", "2030", "A", "B"), False),
    ],
)
def test_words_drawn_in_a_map_must_stand_beside_it(
    tmp_path: Path, alt: str, words: Sequence[str], is_told: bool
) -> None:
    (tmp_path / "kart.svg").write_text(SVG.format("".join(f"<text y='9'>{word}</text>" for word in words)))
    article, _ = read_article(f'{TITLE}Tekst.\n\n::map[{alt}]{{src="kart.svg"}}\n', "a.md", "nb")
    found = accessibility.examine(article, "articles/a.md", Files(tmp_path))
    assert [(finding.code, finding.place.line) for finding in found] == ([("A59", 6)] if is_told else [])


# ── where it is asked ────────────────────────────────────────────────────────────────────────

BAD = "---\ntitle: Skogen\n---\nHogst: [Les mer](https://n.no/skog)\n"


def of_source(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in findings if finding.code == "A56"]


def test_check_and_build_say_the_same(project: Path) -> None:
    (project / "articles/annen.md").write_text(BAD)
    expected = [("A56", "articles/annen.md:4")]
    assert of_source(pipeline.check(project)) == expected
    report = pipeline.build(project, pipeline.Wishes(publications=("to",), languages=("nb",)))
    assert of_source(report.findings) == expected
    assert report.exit_code == 0


def test_the_cover_is_asked_like_a_picture_of_an_article(project: Path) -> None:
    configuration = project / "utgivelse.toml"
    typeset(14).save(project / "forside.png")
    text = configuration.read_text().replace(
        'id = "to"', 'id = "to"\ncover = { src = "forside.png", alt = "Bilde av en skog" }'
    )
    configuration.write_text(text)
    line = text[: text.rindex("[[publication]]")].count("\n") + 1
    found = [(finding.code, str(finding.place)) for finding in pipeline.check(project)]
    assert found == [("A52", f"utgivelse.toml:{line}"), ("A59", f"utgivelse.toml:{line}")]


def test_one_file_is_checked_in_its_projects_language(project: Path, command: Command) -> None:
    configuration = project / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"nb"', '"en"').replace('["en", "en"]', '["en"]'))
    (project / "articles/annen.md").write_text("---\ntitle: Forest\n---\nA forest. [Click here](https://n.no)\n")
    done = command("check", "--json", project / "articles/annen.md", cwd=project)
    found = [(f["code"], f["file"], f["line"]) for f in json.loads(done.stdout)["findings"]]
    assert found == [("A56", "articles/annen.md", 4)]


def test_an_article_in_a_folder_is_named_by_its_path(project: Path, command: Command) -> None:
    (project / "articles/bo").mkdir()
    (project / "articles/bo/her.md").write_text(BAD + "\n![Et hus](images/borte.jpg)\n")
    done = command("check", "--json", project / "articles/bo/her.md", cwd=project)
    found = [(f["code"], f["file"], f["line"]) for f in json.loads(done.stdout)["findings"]]
    assert found == [("A56", "articles/bo/her.md", 4), ("F02", "articles/bo/her.md", 6)]


def test_a_file_outside_a_project_is_looked_at_as_well(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "tekst.txt"
    path.write_text("Skogen\n\nSkogen er stor og gammel og hører kommunen til.\n\nHUSK AT FRISTEN ER FREDAG.\n")
    done = command("check", "--json", path)
    found = [(f["code"], f["file"], f["line"]) for f in json.loads(done.stdout)["findings"]]
    assert ("A64", "tekst.txt", 5) in found


def test_a_translation_is_asked_the_same_and_its_catalog_is_named(project: Path) -> None:
    source = "Vi hogger etter [planen](https://n.no/a) fra i fjor."
    (project / "articles/annen.md").write_text(f"---\ntitle: Skogen\n---\nSkogen er stor.\n\n{source}\n")
    written = source.replace("https://n.no/a", "#1")
    translate(project, {**ENGLISH, written: "We fell trees; click [here](#1)."})
    checked = [finding for finding in pipeline.check(project) if finding.code == "A56"]
    report = pipeline.build(project, pipeline.Wishes(publications=("to",)))
    assert checked == [finding for finding in report.findings if finding.code == "A56"]
    (finding,) = checked
    assert str(finding.place) == "articles/annen.md:6"
    assert finding.message.startswith("in the translation into «en»: the link text «here»")
    assert "locales/en/LC_MESSAGES/prover.po" in finding.hint


def test_what_was_said_of_the_source_is_not_said_of_its_translation(project: Path) -> None:
    (project / "articles/annen.md").write_text(BAD)
    translate(project, {**ENGLISH, "Hogst: [Les mer](#1)": "Felling: [Read more](#1)"})
    assert of_source(pipeline.check(project)) == [("A56", "articles/annen.md:4")]


def test_the_sample_raises_no_alarm_in_either_language() -> None:
    found = pipeline.check(SAMPLE)
    assert [f"{finding.code} {finding.place}: {finding.message}" for finding in found] == []


def test_an_imported_article_raises_no_alarm() -> None:
    from utgivelse.importers.text import IMPORTER

    for path in (Path(__file__).parent / "importers").glob("*.txt"):
        article = IMPORTER.read(path.read_bytes(), path.name, "nb").article
        assert accessibility.examine(article, path.name) == ()


def test_asking_of_words_needs_no_library_for_pictures() -> None:
    program = "import sys, utgivelse.accessibility; print(*{'PIL', 'numpy', 'lxml', 'babel'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_cases_name_the_words_of_every_language_that_a_source_may_have() -> None:
    languages = {line for case in load_cases("accessibility") for line in case.lines("language")}
    assert languages == {"nn", "en"}
    assert (CASES / "accessibility").is_dir()
    assert load_project(SAMPLE).source_language == "nb"
