"""The colours of a publication: computed contrast, and what high contrast makes of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from books import EVERY_BLOCK, article, book, project_folder
from sample_project import SAMPLE, copy_sample, run_build
from utgivelse import contrast, fonts, grounds, pdf, pipeline, plugins, typeset
from utgivelse.colour import RGB, Colour, parse_rgb
from utgivelse.design import Design, load_design
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.findings import Finding, ProjectError
from utgivelse.palette import palette
from utgivelse.pdf import painting
from utgivelse.preflight import Subject
from utgivelse.publication import Contrast, Ink, Publication
from utgivelse.render import render_pages
from utgivelse.volume import render_volume

WHITE: RGB = (255, 255, 255)
TOKENS: Mapping[str, Any] = {
    "colours": {
        "ink": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]},
        "paper": {"rgb": "#ffffff", "cmyk": [0, 0, 0, 0]},
        "primary": {"rgb": "#10464f", "cmyk": [90, 45, 48, 46]},
        "pale": {"of": "primary", "tint": 10},
        "rule": {"of": "primary", "tint": 45},
        "accent": {"rgb": "#d98536", "cmyk": [10, 54, 88, 1]},
    },
    "text-on": {"paper": ["ink", "primary"], "primary": ["paper"], "pale": ["primary"]},
    "lines-on": {"paper": ["rule", "accent"]},
    "sheet": {"a4-large": {"text": 18.0}},
}


def publication(wanted: Contrast = "normal", sheet: str = "a5") -> Publication:
    return replace(book(article("---\ntitle: T\n---\nT.\n"), sheet=sheet).publication, contrast=wanted)


def ink(rgb: str, cmyk: tuple[float, float, float, float] = (0, 0, 0, 50), **more: Any) -> Ink:
    return Ink(rgb=rgb, cmyk=cmyk, **more)


def told(primary: str, wanted: Contrast = "normal", sheet: str = "a5") -> list[Finding]:
    return list(palette(TOKENS, {"primary": ink(primary, line=7)}, publication(wanted, sheet))[1])


# ── as it is ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("primary", "sheet", "pairs"),
    [
        ("#6d6d6d", "a5", set()),
        ("#6e6e6e", "a5", {"pale"}),
        ("#767676", "a5", {"pale"}),
        ("#777777", "a5", {"pale", "paper"}),
        ("#777777", "a4-large", set()),
        ("#949494", "a4-large", {"pale"}),
        ("#959595", "a4-large", {"pale", "paper"}),
    ],
)
def test_a_colour_of_the_brand_that_is_too_faint_is_named_with_its_line(
    primary: str, sheet: str, pairs: set[str]
) -> None:
    findings = told(primary, sheet=sheet)
    assert {finding.code for finding in findings} <= {"R50"}
    assert {ground for ground in ("pale", "paper") for one in findings if f"on «{ground}»" in one.message} == pairs
    assert {str(finding.place) for finding in findings} <= {"utgivelse.toml:7"}
    assert {finding.hint for finding in findings} <= {"choose a darker «primary»"}


def test_what_is_told_of_it() -> None:
    *_, finding = told("#777777")
    values = "a contrast of 3.96 to 1, expected at least 4.5"
    assert finding.message == f"the brand's colour «primary» gives text in «primary» on «pale» {values}"
    assert finding.measure
    assert (finding.measure.found, finding.measure.limit) == (3.96, 4.5)


def test_a_theme_that_is_too_faint_is_told_as_such() -> None:
    tokens = {**TOKENS, "colours": {**TOKENS["colours"], "ink": {"rgb": "#808080", "cmyk": [0, 0, 0, 100]}}}
    (finding,) = palette(tokens, {}, publication())[1]
    assert (finding.code, str(finding.place)) == ("R51", "theme.toml")


def test_on_a_dark_paper_a_lighter_colour_is_wanted() -> None:
    colours = {**TOKENS["colours"], "paper": {"rgb": "#101010", "cmyk": [0, 0, 0, 96]}}
    tokens = {**TOKENS, "colours": colours, "text-on": {"paper": ["primary"]}}
    (finding,) = palette(tokens, {"primary": ink("#333333")}, publication())[1]
    assert finding.hint == "choose a lighter «primary»"
    table, _ = palette(tokens, {"primary": ink("#333333")}, publication("high"))
    assert contrast.ratio(table["primary"].rgb, table["paper"].rgb) >= 7
    assert table["paper"].rgb == (16, 16, 16)


# ── high contrast ────────────────────────────────────────────────────────────────────────────


def test_high_contrast_leaves_what_is_high_enough() -> None:
    table, findings = palette(TOKENS, {"primary": ink("#10464f", (90, 45, 48, 46))}, publication("high"))
    assert table["primary"].hex == "#10464f"
    assert [finding.message.split("«")[1].split("»")[0] for finding in findings] == ["rule", "accent"]


def test_a_colour_is_deepened_no_more_than_it_must_and_told() -> None:
    table, findings = palette(
        TOKENS, {"primary": ink("#d2571e", (5, 75, 95, 5), spot="Oker", line=9)}, publication("high")
    )
    made = table["primary"]
    assert 7 <= contrast.ratio(made.rgb, table["pale"].rgb) < 7.2
    assert (made.spot, made.cmyk[3] > 0.3) == ("", True)
    note = next(finding for finding in findings if "«primary»" in finding.message)
    assert (note.code, note.severity, str(note.place)) == ("R52", "note", "utgivelse.toml:9")
    assert note.message == f"for high contrast the colour «primary» is {made.hex} instead of #d2571e"
    assert "its own ink is not printed" in note.hint
    assert "R50" not in {finding.code for finding in findings}


def test_the_hue_stays() -> None:
    red, green, blue = contrast.deepened(Colour("a", (210, 87, 30), (0.05, 0.75, 0.95, 0.05)), WHITE, 7, 300).rgb
    assert red / green == pytest.approx(210 / 87, rel=0.03)
    assert red / blue == pytest.approx(210 / 30, rel=0.06)


def test_deepened_inks_keep_the_limit() -> None:
    made = contrast.deepened(Colour("a", (90, 200, 90), (0.9, 0.5, 0.9, 0.0)), WHITE, 12, 240)
    assert 2.3 < sum(made.cmyk) <= 2.4001


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
@settings(max_examples=150, deadline=None)
def test_any_two_colours_of_a_brand_come_out_readable(primary: int, accent: int) -> None:
    inks = {"primary": ink(f"#{primary:06x}", (12, 34, 56, 7)), "accent": ink(f"#{accent:06x}", (65, 43, 21, 3))}
    if {primary, accent} & {0xFFFFFF, 0x1A1A1A, 0} or primary == accent:
        return
    try:
        palette(TOKENS, inks, publication("normal"))
    except ProjectError:  # a tint of it is white, or another colour's: no brand of any contrast may have it
        assume(False)
    table, findings = palette(TOKENS, inks, publication("high"))
    assert contrast.faint(table, TOKENS["text-on"], 7) == []
    assert contrast.faint(table, TOKENS["lines-on"], 3) == []
    assert {finding.code for finding in findings} <= {"R52"}


# ── on paper ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    made = project_folder(tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts.fontconfig_file(made)))
    return made


def branded(made: Book, primary: str) -> Book:
    return replace(made, brand=replace(made.brand, colours={"primary": ink(primary, (5, 75, 95, 5), line=3)}))


def asked(made: Book, wanted: Contrast) -> Book:
    return replace(made, publication=replace(made.publication, contrast=wanted))


def design_of(files: Files, made: Book) -> Design:
    return load_design(files, made.publication, made.brand)


def screen(files: Files, made: Book) -> Path:
    pages, _ = render_pages(made, design_of(files, made), files)
    path = files.root / "fil.pdf"
    path.write_bytes(pdf.crop_to_trim(typeset.write(typeset.lay_out(pages, files), "screen")))
    return path


def faint_texts(path: Path, wanted: Contrast = "normal") -> list[Finding]:
    return list(plugins.load("checks", "contrast").run(Subject(path, "application/pdf", contrast=wanted)))


SHEETS = ("a5", "a4", "a4-large")


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_text_on_every_page_reaches_high_contrast(files: Files, sheet: str) -> None:
    made = asked(
        branded(book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn.\n", "to.md"), sheet=sheet), "#d2571e"),
        "high",
    )
    path = screen(files, made)
    standing, problem = grounds.read(path, painting.read(path.read_bytes()))
    assert problem is None
    assert len(standing) > 60
    assert min(one.ratio for one in standing) >= 7
    assert {one.ground for one in standing} == {WHITE, design_of(files, made).colours["primary"].rgb}
    assert faint_texts(path, "high") == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_rule_and_border_is_seen_in_high_contrast(files: Files, sheet: str) -> None:
    made = asked(branded(book(article(EVERY_BLOCK), sheet=sheet), "#d2571e"), "high")
    found = painting.read(screen(files, made).read_bytes())
    rules = [one for one in found.painted if one.visible and one.kind in ("fill", "stroke") and 0 < one.width < 3]
    assert len(rules) > 8
    primary = design_of(files, made).colours["primary"].rgb
    for rule in rules:
        colour = grounds.plain_rgb(rule.colour)
        assert colour
        fields = [one for one in found.on(rule.page) if one.flat and grounds.plain_rgb(one.colour) == primary]
        is_on_field = any(one.area and rule.area and one.area.shared(rule.area) > 0 for one in fields)
        assert contrast.ratio(colour, primary if is_on_field and colour == WHITE else WHITE) >= 3, rule


def test_links_are_underlined_only_in_high_contrast(files: Files) -> None:
    made = book(article("---\ntitle: T\n---\nSe [her](https://example.no/a) nå.\n"))
    usual, _ = render_pages(made, design_of(files, made), files)
    high = asked(made, "high")
    more, _ = render_pages(high, design_of(files, high), files)
    assert "underline" not in usual.css[0]
    assert ".body a, .sender a, .imprint a { text-decoration: underline }" in more.css[0]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("draft", [False, True])
def test_the_theme_has_no_faint_text(files: Files, sheet: str, draft: bool) -> None:
    made = book(article(EVERY_BLOCK), article("---\ntitle: To\n---\nEn.\n", "to.md"), sheet=sheet, draft=draft)
    assert faint_texts(screen(files, made)) == []


def test_the_book_gets_the_same_colours_and_findings(files: Files) -> None:
    made = asked(branded(book(article(EVERY_BLOCK)), "#d2571e"), "high")
    volume = render_volume(made, design_of(files, made), files)
    assert {finding.code for finding in volume.findings} == {"R52"}


# ── the whole way ────────────────────────────────────────────────────────────────────────────

PALE = {'rgb = "#10464f"': 'rgb = "#8fa9ad"'}


def test_check_names_the_line_of_the_configuration(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "kongsberg", **PALE)
    findings = [finding for finding in pipeline.check(project) if finding.code[0] == "R"]
    line = (project / "utgivelse.toml").read_text().split("\n").index("[brand.colours]") + 2
    assert {(finding.code, str(finding.place)) for finding in findings} == {("R50", f"utgivelse.toml:{line}")}
    assert [finding for finding in pipeline.check(SAMPLE) if finding.code[0] == "R"] == []


def test_a_build_names_the_article_and_line_of_faint_text(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "kongsberg", **PALE)
    run_build(project, "-l", "nb", "-f", "pdf-screen")
    (made,) = pipeline.build(project, pipeline.Wishes(languages=("nb",), formats=("pdf-screen",))).artifacts
    faint = [finding for finding in made.findings if finding.code == "R40"]
    heading = (project / "articles/byen.md").read_text().split("\n").index("## Det som flyttet ut av fjellet") + 1
    places = {(finding.place.file, finding.place.line) for finding in faint}
    assert ("articles/byen.md", heading) in places
    assert {finding.place.file.split("/")[0] for finding in faint} <= {"articles", "utgivelse.toml", ""}
    shutil.rmtree(project)


def test_the_book_says_its_colours_in_pairs(files: Files) -> None:
    """Where the EPUB's style sheet sets a colour for text or a ground, it sets both, and they are far apart."""
    made = book(article(EVERY_BLOCK))
    css = render_volume(made, design_of(files, made), files).css.decode()
    pairs = dict(coloured(css))
    assert set(pairs) == {".qr", ".drawing svg"}
    for selector, (text, ground) in pairs.items():
        assert text and ground, selector
        assert contrast.ratio(text, ground) >= 7
    for reader in (WHITE, (0xF4, 0xEC, 0xD8), (0x11, 0x11, 0x11)):
        own = (0, 0, 0) if contrast.luminance(reader) > 0.18 else WHITE
        assert contrast.ratio(own, reader) >= 7


def coloured(css: str) -> list[tuple[str, tuple[RGB | None, RGB | None]]]:
    """The rules that set a colour or a ground, with both."""
    found = []
    for rule in css.split("}"):
        selector, _, body = rule.partition("{")
        values = dict(part.strip().split(": ", 1) for part in body.split(";") if ": " in part)
        text = values.get("color", "").removeprefix("inherit")  # what is inherited is the reader's own
        ground = values.get("background", values.get("background-color", ""))
        if text or ground:
            found.append(
                (selector.strip().split("\n")[-1].split("} ")[-1].strip(), (parse_rgb(text), parse_rgb(ground)))
            )
    return found
