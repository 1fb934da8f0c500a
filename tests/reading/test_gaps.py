"""Every gap of the engine that `typeset.structure` mends: it is there without us, and gone with us.

A test that fails by its first half says that the engine has learnt it: then the remedy can go.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from judges import need
from paper import by_engine, by_us, lay_out
from utgivelse import typeset, verapdf
from utgivelse.pdf import painting
from utgivelse.pdf.painting import Content, Linked, Painting, Tag
from utgivelse.pdf.painting.words import Words


def png() -> str:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    return f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"


LONG = "Kommunesammenslåingsutvalget møttes i fylkeshuset for å drøfte veien videre. " * 14
ROWS = "".join(f"<tr><td>{number}</td><td>rad</td></tr>" for number in range(30))
TABLE = f"<table><thead><tr><th>Tall</th><th>Ord</th></tr></thead><tbody>{ROWS}</tbody></table>"


def tags(found: Painting, role: str) -> list[Tag]:
    return [tag for tag in found.structure.walk() if tag.role == role]


def texts(found: Painting, role: str) -> list[str]:
    words = Words(found)
    return [" ".join(words.inside(tag).replace("\u00ad", "").split()) for tag in tags(found, role)]


def pages_of(tag: Tag) -> set[int]:
    return {content.page for content in tag.contents()}


def is_one_paragraph(found: Painting) -> bool:
    return [text == LONG.strip() for text in texts(found, "P")] == [True] and len(pages_of(tags(found, "P")[0])) > 1


def has_artifact_furniture(found: Painting) -> bool:
    furniture = [one for one in found.painted if one.text and "Bunnlinje" in one.text.characters]
    return bool(furniture) and all(one.mark is not None and one.mark.artifact for one in furniture)


def has_no_empty_figure(found: Painting) -> bool:
    return [tag.alt for tag in tags(found, "Figure")] == ["En bil"]


def has_all_in_tags(found: Painting) -> bool:
    return "Sees gjennom." in texts(found, "P") and not list(Words(found).unmarked())


def has_words_apart(found: Painting) -> bool:
    return any(text == LONG.strip() for text in texts(found, "P"))


def has_true_spaces(found: Painting) -> bool:
    words = Words(found)
    text = words.inside(tags(found, "P")[0])
    return "kl.\u00a09" in text and "10\u202f000" in text and "to ord" in text and "fram-og" in text


def has_one_head(found: Painting) -> bool:
    return texts(found, "TH") == ["Tall", "Ord"]


def says_languages(found: Painting) -> bool:
    return [(tag.language, Words(found).inside(tag).strip()) for tag in found.structure.walk() if tag.language] == [
        ("se", "Buorre boahtin"),
        ("en", "All in English."),
    ]


def has_scopes(found: Painting) -> bool:
    return [tag.attribute("Scope") for tag in tags(found, "TH")] == ["Column", "Row"]


def has_labels(found: Painting) -> bool:
    numbering = [tag.attribute("ListNumbering") for tag in tags(found, "L")]
    return texts(found, "Lbl") == ["1", "2"] and texts(found, "LBody") == ["Ring", "Kom"] and numbering == ["Decimal"]


def has_notes_both_ways(found: Painting) -> bool:
    note = next(iter(tags(found, "Note")), None)
    reference = next(iter(tags(found, "Reference")), None)
    if not (note and reference and note.id):
        return False
    links = [kid for tag in (note, reference) for inner in tag.walk() for kid in inner.kids if isinstance(kid, Linked)]
    return len(links) == 2 and "Selve noten." in texts(found, "Note")[0] and texts(found, "P")[0] == "Ord1 og mer."


def describes_links(found: Painting) -> bool:
    links = [kid for tag in tags(found, "Link") for kid in tag.kids if isinstance(kid, Linked)]
    printed = all(one.prints for one in found.annotations)
    return printed and [link.contents for link in links] == ["Søk jobb – https://example.no/jobb", "example.no"]


def has_bounds_in_points(found: Painting) -> bool:
    return any(abs(one.area.width - 40) < 0.5 for one in found.painted if one.image and one.area) and all(
        figure.attribute("Placement") == "Block" for figure in tags(found, "Figure")
    )


def has_one_area_a_link(found: Painting) -> bool:
    return len(found.annotations) == 1


def has_no_skipped_level(found: Painting) -> bool:
    return [tag.role for tag in found.structure.walk() if tag.role[0] == "H"] == ["H1", "H2", "H3", "H3", "H2", "H1"]


def has_told_links_only(found: Painting) -> bool:
    return len(found.annotations) == 1 and len(tags(found, "Link")) == 1


@dataclass(frozen=True)
class Gap:
    body: str
    is_mended: Callable[[Painting], bool]
    css: str = ""


GAPS = {
    "a paragraph over pages": Gap(f"<p>{LONG}</p>", is_one_paragraph),
    "a paragraph over columns": Gap(f'<div class="c"><p>{LONG}</p></div>', is_one_paragraph, ".c { columns: 2 }"),
    "page furniture": Gap("<p>Tekst.</p>", has_artifact_furniture),
    "decoration": Gap(f'<p><img src="{png()}" alt=""/><img src="{png()}" alt="En bil"/></p>', has_no_empty_figure),
    "what is see-through": Gap('<p style="opacity: 0.5">Sees gjennom.</p>', has_all_in_tags),
    "space at line ends": Gap(f"<p>{LONG}</p>", has_words_apart),
    "letters that share a glyph": Gap("<p>to ord kl.&nbsp;9, 10&#x202f;000 fram-og-tilbake</p>", has_true_spaces),
    "heads of tables": Gap(TABLE, has_one_head),
    "languages": Gap(
        '<p>Det heter <span lang="se">Buorre boahtin</span>.</p><p lang="en">All in English.</p>', says_languages
    ),
    "scopes": Gap('<table><tr><th>Tall</th></tr><tr><th scope="row">1</th></tr></table>', has_scopes),
    "labels": Gap(
        "<ol><li>Ring</li><li>Kom</li></ol>",
        has_labels,
        "ol { list-style: none; counter-reset: n } li { counter-increment: n } li::before { content: counter(n) }",
    ),
    "notes": Gap('<p>Ord<span class="fn">Selve noten.</span> og mer.</p>', has_notes_both_ways),
    "links": Gap(
        '<p><a href="https://example.no/jobb">Søk jobb</a> <a href="https://example.no">example.no</a></p>',
        describes_links,
    ),
    "bounds of figures": Gap(f'<p><img src="{png()}" alt="En bil" style="width: 40mm"/></p>', has_bounds_in_points),
    "levels of headings": Gap(
        "<h1>A</h1><h2>B</h2><h4>C</h4><h3>D</h3><h2>E</h2><h1>F</h1>",
        has_no_skipped_level,
    ),
    "links without words": Gap(
        f'<p>Ord <a href="https://example.no">til</a> og <a href="https://b.no"><img src="{png()}" alt=""/></a></p>',
        has_told_links_only,
    ),
    "areas of links": Gap(
        '<p><a href="https://example.no"><span>Til <b>oss</b></span></a></p>',
        has_one_area_a_link,
        "a, a > span { display: block }",
    ),
}


@pytest.mark.parametrize("name", GAPS)
def test_the_engine_has_this_gap_and_we_have_not(name: str) -> None:
    gap = GAPS[name]
    layout = lay_out(gap.body, gap.css)
    theirs, ours = painting.read(by_engine(layout)), painting.read(by_us(layout))
    assert not gap.is_mended(theirs), "the engine has learnt this: the remedy can go"
    assert gap.is_mended(ours), [(tag.role, Words(ours).inside(tag)) for tag in ours.structure.walk()]


def test_every_gap_together_passes_the_outside_judge(tmp_path: Path) -> None:
    need("verapdf")
    body = "".join(gap.body for gap in GAPS.values())
    css = "".join(gap.css for gap in GAPS.values())
    path = tmp_path / "all.pdf"
    path.write_bytes(by_us(lay_out(f"<h1>Alt</h1>{body}", css)))
    for flavour in ("ua1", "2a"):
        (verdict,) = verapdf.judge((path,), flavour)
        assert verdict.failures == (), verdict


def test_the_print_file_is_not_touched_and_each_time_is_the_same() -> None:
    layout = lay_out("".join(gap.body for gap in GAPS.values()), "".join(gap.css for gap in GAPS.values()))
    before = typeset.write(layout, "press")
    first = typeset.write(layout, "screen")
    assert typeset.write(layout, "press") == before
    assert typeset.write(layout, "screen") == first
    fresh = lay_out("".join(gap.body for gap in GAPS.values()), "".join(gap.css for gap in GAPS.values()))
    assert typeset.write(fresh, "screen") == first


def test_files_written_at_the_same_time_are_the_same() -> None:
    layouts = [lay_out(GAPS["notes"].body), lay_out(GAPS["languages"].body)]
    wanted = [(typeset.write(one, "press"), typeset.write(one, "screen")) for one in layouts]
    jobs = [(at, variant) for _ in range(4) for at in (0, 1) for variant in ("press", "screen")]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda job: typeset.write(layouts[job[0]], VARIANTS[job[1]]), jobs))
    assert made == [wanted[at][variant == "screen"] for at, variant in jobs]


VARIANTS: dict[str, typeset.Variant] = {"press": "press", "screen": "screen"}


def test_every_page_looks_as_the_engine_alone_draws_it(tmp_path: Path) -> None:
    """Tags move no letter: the engine's own file and ours are the same pixels."""
    from judges import by_pdfium

    layout = lay_out("".join(gap.body for gap in GAPS.values()), "".join(gap.css for gap in GAPS.values()))
    paths = [tmp_path / "theirs.pdf", tmp_path / "ours.pdf"]
    for path, data in zip(paths, (by_engine(layout), by_us(layout)), strict=True):
        path.write_bytes(data)
    theirs, ours = map(by_pdfium, paths)
    assert len(theirs) == len(ours) > 5
    assert all((one == other).all() for one, other in zip(theirs, ours, strict=True))


CLUSTERS = "<p>Et tegn av to: m\u0303 og q\u0303, og \u0645\u0631\u062d\u0628\u0627 bak.</p>"


def test_clusters_and_lines_from_the_right_have_an_actual_text() -> None:
    """Where a glyph's text is not its character, and nowhere else."""
    found = painting.read(by_us(lay_out(CLUSTERS, 'body { font-family: "Literata", "DejaVu Sans" }')))
    words = Words(found)
    (paragraph,) = tags(found, "P")
    assert (
        " ".join(words.inside(paragraph).split())
        == "Et tegn av to: m\u0303 og q\u0303, og \u0645\u0631\u062d\u0628\u0627 bak."
    )
    contents = [content for content in paragraph.contents() if isinstance(content, Content)]
    assert any(one.mark and one.mark.words for content in contents for one in words.pieces(content))
