"""The sample publication: what a new user holds after one command, judged by outside programs too."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pikepdf
import pypdfium2
import pytest

from conftest import need
from page_trace import trace
from pdf_walker import colour_uses
from sample_project import SAMPLE, copy_sample, edition, run_build
from utgivelse import po, preflight, tools
from utgivelse.inline import plain
from utgivelse.markdown import parse_inlines
from utgivelse.place_file import read_places

pytestmark = pytest.mark.xdist_group("sample")

BLEED = 3 * 72 / 25.4
FAMILIES = {"Literata", "Source-Sans-3", "Source-Sans-3-Semi-Bold"}


@pytest.fixture(params=["nb", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# ── what lies where ──────────────────────────────────────────────────────────────────────────


def test_exactly_these_files_and_a_valid_manifest(sample: Path) -> None:
    found = {str(path.relative_to(sample)) for path in sample.rglob("*") if path.is_file() and path.name[0] != "."}
    names = {
        f"velkommen/{t}/velkommen.{t}.{s}" for t in ("nb", "en") for s in ("print.pdf", "pdf", "epub", "places.json")
    }
    assert found == {"manifest.json", *names}
    manifest = json.loads((sample / "manifest.json").read_text())
    schema = json.loads((SAMPLE.parents[1] / "docs/schema/manifest.json").read_text())
    jsonschema.validate(manifest, schema)
    assert {entry["state"] for entry in manifest["editions"]} == {"current"}
    press = ["PDF/X-4", "press-ready"]
    claims = {entry["format"]: entry["claims"] for entry in manifest["editions"]}
    assert claims == {"pdf-print": press, "pdf-screen": ["PDF/UA-1", "PDF/A-2a"], "epub": []}


def test_sixteen_pages_in_both_languages(sample: Path, language: str) -> None:
    for suffix in ("print.pdf", "pdf"):
        with pikepdf.open(edition(sample, language, suffix)) as pdf:
            assert len(pdf.pages) == 16


def test_the_map_tells_where_every_text_stands(sample: Path, language: str) -> None:
    places = read_places(edition(sample, language, "places.json").read_bytes())
    assert places
    pdf = pypdfium2.PdfDocument(edition(sample, language, "pdf"))
    texts = [one for one in places.placed if one.words.strip()]
    assert len(texts) > 200
    for one in texts:
        page = pdf[one.page - 1]
        point, height = 72 / 25.4, page.get_height()
        left, top, right, bottom = (
            one.area.x * point,
            one.area.y * point,
            one.area.right * point,
            one.area.bottom * point,
        )
        found = page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert solid(one.words) in solid(found), (one, found)


# ── the print PDF ────────────────────────────────────────────────────────────────────────────


def millimetres(box: pikepdf.Object) -> list[float]:
    return [round(float(value) * 25.4 / 72, 2) for value in list(box)]


def test_boxes(sample: Path, language: str) -> None:
    with pikepdf.open(edition(sample, language, "print.pdf")) as pdf:
        for page in pdf.pages:
            assert millimetres(page.obj.MediaBox) == [0, 0, 154, 216]
            assert millimetres(page.obj.BleedBox) == [0, 0, 154, 216]
            assert millimetres(page.obj.TrimBox) == [3, 3, 151, 213]
            assert "/Annots" not in page.obj


def test_only_ink_is_on_the_press(sample: Path, language: str) -> None:
    uses = colour_uses(edition(sample, language, "print.pdf").read_bytes())
    spaces = {use.space for use in uses if not use.mask}
    assert not [space for space in spaces if "RGB" in space or space in ("CalGray", "Lab", "ICCBased")]
    numbers = {use.numbers for use in uses if use.by in ("k", "K")}
    assert (0.9, 0.45, 0.48, 0.46) in numbers
    assert (0.1, 0.54, 0.88, 0.01) in numbers
    assert (0, 0, 0, 1) in numbers


def test_black_text_is_black_ink_alone(sample: Path, language: str) -> None:
    """Every neutral that paints is on the black plate only, and text in the theme's ink is 100 % of it."""
    uses = colour_uses(edition(sample, language, "print.pdf").read_bytes())
    dark = {use.numbers for use in uses if use.by in ("k", "K") and sum(use.numbers[:3]) == 0}
    assert dark == {(0, 0, 0, 1), (0, 0, 0, 0)}
    assert not [use for use in uses if use.by in ("g", "G") and not use.mask]


def test_pictures_are_cmyk_and_no_finer_than_needed(sample: Path, language: str) -> None:
    from utgivelse.pdf import placed_images

    placed = placed_images(edition(sample, language, "print.pdf").read_bytes())
    assert len(placed) >= 10
    assert max(image.ppi for image in placed) <= 301
    assert min(image.ppi for image in placed) >= 200


def test_the_fineness_of_every_picture_is_reported(sample: Path, language: str) -> None:
    manifest = json.loads((sample / "manifest.json").read_text())
    printed = next(e for e in manifest["editions"] if (e["language"], e["format"]) == (language, "pdf-print"))
    reported = {f["file"] for f in printed["findings"] if f["code"] in ("K12", "K14")}
    assert reported == {f"images/{path.name}" for path in (SAMPLE / "images").glob("*.jpg")}


def test_each_file_claims_the_standards_that_it_is_judged_by_and_no_other(sample: Path, language: str) -> None:
    with pikepdf.open(edition(sample, language, "print.pdf")) as pdf:
        assert [intent.OutputConditionIdentifier for intent in pdf.Root.OutputIntents] == ["FOGRA39"]
        press = pdf.Root.Metadata.read_bytes()
    assert b"PDF/X-4" in press
    with pikepdf.open(edition(sample, language, "pdf")) as pdf:
        assert [intent.S for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
        screen = pdf.Root.Metadata.read_bytes()
    assert not any(claim in press for claim in (b"pdfuaid", b"pdfaid"))
    assert all(claim in screen for claim in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"))
    assert b"pdfxid" not in screen
    with zipfile.ZipFile(edition(sample, language, "epub")) as book:
        assert b"conformsTo" not in book.read("EPUB/content.opf")


def test_fonts_are_embedded_and_only_those_asked_for(sample: Path, language: str) -> None:
    need("pdffonts")
    for suffix in ("print.pdf", "pdf"):
        lines = subprocess.run(
            ["pdffonts", edition(sample, language, suffix)], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert lines
        for line in lines:
            name, *_, embedded, subset, unicode = line.split()[:-2]
            assert name.split("+")[1].rstrip(",") in FAMILIES
            assert (embedded, subset, unicode) == ("yes", "yes", "yes")


# ── one layout, two files ────────────────────────────────────────────────────────────────────


def placed_words(path: Path, shift: float) -> list[tuple[int, str, float, float]]:
    page, words = 0, []
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        if "<page " in line:
            page += 1
        if found := re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>(.*)</word>', line):
            words.append((page, found[3], float(found[1]) - shift, float(found[2]) - shift))
    return words


def test_both_pdfs_have_the_same_words_in_the_same_places(sample: Path, language: str) -> None:
    need("pdftotext")
    press = placed_words(edition(sample, language, "print.pdf"), BLEED)
    screen = placed_words(edition(sample, language, "pdf"), 0)
    assert len(press) > 900
    # the hyphen of a broken word is one on paper; on a screen it says that it is none of the word's
    assert [word[:2] for word in press] == [(page, text.replace("\u00ad", "-")) for page, text, *_ in screen]
    assert max(max(abs(a[2] - b[2]), abs(a[3] - b[3])) for a, b in zip(press, screen, strict=True)) < 0.05


# ── the screen PDF and the EPUB ──────────────────────────────────────────────────────────────


def test_the_screen_pdf_leads_its_reader(sample: Path, language: str) -> None:
    with pikepdf.open(edition(sample, language, "pdf")) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert millimetres(pdf.pages[0].obj.MediaBox) == [0, 0, 148, 210]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        addresses = {
            str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        }
    assert len(titles) >= 5
    assert "https://example.no/kongsberg/jobb" in addresses
    assert not [address for address in addresses if address.startswith(("file:", "javascript:"))]


def test_epubcheck_finds_nothing(sample: Path, language: str) -> None:
    need("java")
    assert tools.epubcheck(edition(sample, language, "epub")) == ()


def test_every_file_of_the_book_says_its_language(sample: Path, language: str) -> None:
    with zipfile.ZipFile(edition(sample, language, "epub")) as book:
        package = ElementTree.fromstring(book.read("EPUB/content.opf"))
        assert package.findtext(".//{http://purl.org/dc/elements/1.1/}language") == language
        for name in book.namelist():
            if name.endswith(".xhtml"):
                assert ElementTree.fromstring(book.read(name)).get("lang") == language
        text = book.read("EPUB/text/sok.xhtml").decode()
    assert '<span lang="se" xml:lang="se" dir="ltr">Buorre boahtin</span>' in text


def test_the_same_sources_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "kongsberg")
    run_build(project, "-l", "en")
    for suffix in ("print.pdf", "pdf", "epub"):
        assert edition(project / "output", "en", suffix).read_bytes() == edition(sample, "en", suffix).read_bytes()


def test_every_page_is_set_as_it_was(sample: Path, language: str, update: bool) -> None:
    """The page trace is the golden; `pytest --update` writes it anew after a change that was looked at."""
    golden = Path(__file__).parent / "traces" / f"velkommen.{language}.txt"
    found = trace(edition(sample, language, "pdf"))
    if update:
        golden.write_text(found)
    assert found == golden.read_text()


def lines_of(sample: Path, language: str) -> dict[int, list[tuple[float, str, str]]]:
    """Page → its lines: distance of the baseline from the top in mm, font and size, words."""
    pages: dict[int, list[tuple[float, str, str]]] = {}
    for line in trace(edition(sample, language, "pdf")).splitlines():
        if line.startswith("page "):
            pages[len(pages) + 1] = []
        else:
            _, y, font, size, words = line.split(maxsplit=4)
            pages[len(pages)].append((float(y), f"{font} {size}", words))
    return pages


def test_columns_stand_on_one_grid(sample: Path, language: str) -> None:
    """A page of two columns with headings and nothing between: every line is a whole number of units apart."""
    unit = 13.5 * 25.4 / 72
    baselines = [y for y, font, _ in lines_of(sample, language)[9] if font == "Literata 9.25"]
    assert len(baselines) > 30
    steps = [(y - baselines[0]) / unit for y in baselines]
    assert max(abs(step - round(step)) for step in steps) < 0.04


def test_the_preflight_finds_nothing(sample: Path) -> None:
    manifest = json.loads((sample / "manifest.json").read_text())
    for entry in manifest["editions"]:
        assert [finding for finding in entry["findings"] if finding["severity"] != "note"] == []


def test_a_finding_names_the_line_and_the_rectangle_of_its_words(sample: Path) -> None:
    subject = preflight.subject_of(edition(sample, "nb", "print.pdf"))
    assert subject.press and subject.places
    picky = replace(subject, press=replace(subject.press, text=10, safe=20))
    found = [one for one in preflight.examine(picky) if one.place.file.startswith("articles/")]
    assert {one.code for one in found} == {"K52", "K53"}
    pdf = pypdfium2.PdfDocument(subject.path)
    for one in found:
        assert one.place.area and one.place.line and one.place.block
        left, top, right, bottom = (
            (edge + 3) * 72 / 25.4
            for edge in (one.place.area.x, one.place.area.y, one.place.area.right, one.place.area.bottom)
        )
        page = pdf[one.place.page - 1]
        height = page.get_height()
        words = solid(page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1))
        rest = (SAMPLE / one.place.file).read_text().splitlines()[one.place.line - 1 :]
        block = [*takewhile(str.strip, rest)]  # from its first line to the empty one that ends it
        own = re.sub(r"^(?:[«»\d]|kilde:)+", "", words)  # without the marks and the word that the theme sets
        assert own or (one.place.block, words) in (("pullquote", "«"), ("paragraph", "1"))  # a mark by itself
        assert own[:12] in solid("".join(block)), (one, words)


def test_no_page_of_text_is_under_half_full(sample: Path, language: str) -> None:
    pages = lines_of(sample, language)
    lowest = {number: max(y for y, _, _ in pages[number] if y < 190) for number in (5, 9, 10, 11, 14, 15)}
    assert all(y > 19 + (186 - 19) / 2 for y in lowest.values()), lowest


def test_no_heading_stands_alone_at_the_foot(sample: Path, language: str) -> None:
    for lines in lines_of(sample, language).values():
        body = [(y, font) for y, font, _ in lines if y < 187]
        headings = [y for y, font in body if font == "Source-Sans-3-Semi-Bold 11"]
        assert all(any(0 < y - heading < 12 for y, _ in body) for heading in headings)


# ── languages ────────────────────────────────────────────────────────────────────────────────


def shown(message: str) -> str:
    """A message without its markup; a Norwegian name may stand in its translation, marked as Norwegian."""
    return plain(parse_inlines(message))


def solid(text: str) -> str:
    """The letters alone: no white space, no hyphens."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe-]+", "", unicodedata.normalize("NFC", text)).casefold()


def squashed(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    return re.sub(r"[\s-]+", "", re.sub(r"-\n", "", text))


def texts(path: Path) -> str:
    """All that a file says to a reader or a program: its text and its metadata."""
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            return "\n".join(
                " ".join([*tree.itertext(), *attributes(tree)])
                for name in book.namelist()
                if name.endswith((".xhtml", ".opf"))
                for tree in [ElementTree.fromstring(book.read(name))]
            )
    document = pypdfium2.PdfDocument(path)
    body = "\n".join(page.get_textpage().get_text_range() for page in document)
    with pikepdf.open(path) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        # what the metadata's own properties mean is told to programs (ISO 19005-2, 6.6.2.3)
        metadata = re.sub(r"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", " ", metadata, flags=re.DOTALL)
        info = " ".join(str(value) for value in pdf.trailer.get("/Info", {}).values())
        alternatives = " ".join(
            str(obj.Alt) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj
        )
        with pdf.open_outline() as outline:
            titles = " ".join(item.title for item in outline.root)
    return "\n".join((body, re.sub(r"<[^>]*>", " ", metadata), info, alternatives, titles))


def attributes(tree: ElementTree.Element) -> Iterator[str]:
    for element in tree.iter():
        yield from (element.get(name, "") for name in ("alt", "title", "aria-label"))


def test_no_norwegian_is_left_in_the_english_editions(sample: Path) -> None:
    project = sample.parent
    catalog = po.read_translation((project / "locales/en/LC_MESSAGES/brosjyrer.po").read_bytes(), "en")
    messages = {shown(text): shown(done.text) for (_, text), done in catalog.texts.items()}
    norwegian = [text for text, done in messages.items() if len(text.split()) >= 3 and text != done]
    assert len(norwegian) > 70
    for suffix in ("print.pdf", "pdf", "epub"):
        said = squashed(texts(edition(sample, "en", suffix)))
        assert [text for text in norwegian if squashed(text) in said] == []
        assert "Whentheshiftisover" in said


ALLOWED = {
    *("Aitzol", "Berasategi", "Clemens", "Engelhardt", "CC", "BY", "Buorre", "boahtin"),
    *("example", "no", "kongsberg", "velkommen", "jobb", "https", "www", "mailto"),
}
"""Credits, licences, the foreign passage, addresses, the publication's id."""
MACHINE = {
    *("application", "pdf", "utgivelse", "pseudo", "uuid", "urn", "dcterms", "schema"),
    *("textual", "visual", "main", "subtitle", "none"),
    *("PDF", "default", "False"),
}
"""Words of the formats themselves."""


def test_the_pseudo_locale_leaves_no_source_text_anywhere(sample: Path) -> None:
    for suffix in ("print.pdf", "pdf", "epub"):
        text = texts(edition(sample.parent / "pseudo", "x-pseudo", suffix))
        text = re.sub(r"urn:uuid:\S+|uuid:\S+|\d{4}-\d\d-\d\dT[\d:]+(Z|[+-][\d:]+)?|D:\d+Z?[\d'+-]*", " ", text)
        plain_words = set(re.findall(r"(?<![^\W\d_])[A-Za-zæøåÆØÅ]*[A-Za-z]{2,}[A-Za-zæøåÆØÅ]*(?![^\W\d_])", text))
        features = {"structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"}
        features |= {"pageNavigation", "pageBreakMarkers"}
        assert plain_words - ALLOWED - MACHINE - features - {"alternativeText"} == set()


def test_marks_and_dates_follow_the_language(sample: Path) -> None:
    norwegian, english = (texts(edition(sample, tag, "pdf")) for tag in ("nb", "en"))
    assert "15. januar 2027" in norwegian
    assert "15 January 2027" in " ".join(english.split())
    assert "«Her spør de ikke" in norwegian
    assert "‘Here nobody asks" in english
    assert "«" not in english


# ── another sheet ────────────────────────────────────────────────────────────────────────────


def test_the_sample_also_builds_on_a4(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "kongsberg", **{'sheet = "a5"': 'sheet = "a4"'})
    run_build(project, "-l", "nb", "-f", "pdf-screen")
    with pikepdf.open(edition(project / "output", "nb", "pdf")) as pdf:
        assert millimetres(pdf.pages[0].obj.MediaBox) == [0, 0, 210, 297]
        assert len(pdf.pages) >= 12


def test_a_press_profile_with_more_bleed_gets_it_and_a_spot_ink_its_plate(tmp_path: Path) -> None:
    project = copy_sample(
        tmp_path / "kongsberg",
        **{
            'press = "iso-coated-300"': 'press = "mine"',
            "cmyk = [10, 54, 88, 1] }": 'cmyk = [10, 54, 88, 1], spot = "Oker" }',
        },
    )
    configuration = project / "utgivelse.toml"
    own = '\n[press.mine]\nextends = "iso-coated-300"\nbleed = 6\n'
    configuration.write_text(configuration.read_text() + own)
    run_build(project, "-l", "nb", "-f", "pdf-print")
    (entry,) = json.loads((project / "output/manifest.json").read_text())["editions"]
    assert entry["claims"] == ["PDF/X-4", "press-ready"]
    assert [finding for finding in entry["findings"] if finding["severity"] != "note"] == []
    subject = preflight.subject_of(edition(project / "output", "nb", "print.pdf"))
    assert min(min(page.bleeds) for page in subject.painting.pages) > 5.99
    assert subject.painting.spots == ("Oker",)
