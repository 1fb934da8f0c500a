"""The review book: each text with its place on the pages, read by outside programs as a translator opens it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html

import judges
from conftest import Command, need, translate, write_project
from page_words import solid
from sample_project import edition
from utgivelse import pipeline, plugins, po, tools, translators
from utgivelse.delivery import Handed, Order
from utgivelse.findings import ExitCode, Severity
from utgivelse.localize import walk
from utgivelse.message import seal
from utgivelse.pipeline import Wishes, build, deliver
from utgivelse.place_file import read_places
from utgivelse.places import Area, Placed, PlaceMap, Sheet
from utgivelse.plugins import Delivery, Ready
from utgivelse.review_book.absence import HEARD, NOWHERE, ONLY_BOOK, TOLD, Witness
from utgivelse.review_book.framing import apart, window
from utgivelse.review_book.labels import ROLES
from utgivelse.review_book.model import Room
from utgivelse.review_book.room import Ruler

pytestmark = pytest.mark.xdist_group("sample")
POINT = 72 / 25.4
PAGES = 16
NODE = Path(__file__).parents[1] / "tools/node"
CATALOG = "locales/en/LC_MESSAGES/prover.po"


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")


@pytest.fixture(scope="module")
def book(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's book in English."""
    done = hand_over(sample.parent, tmp_path_factory.mktemp("bok"), "en")
    assert done.files, done.findings
    return done.files[0]


def hand_over(root: Path, folder: Path, *languages: str, spoken: str = "en") -> Handed:
    return deliver(
        root, "review-book", Wishes(("en",) if "prover" in root.name else (), languages), Order(str(folder), "", spoken)
    )


def read(path: Path) -> Any:
    return html.fromstring(path.read_text())


def cards(page: Any) -> list[Any]:
    return list(page.find_class("card"))


def card(page: Any, text: str) -> Any:
    """The card whose source is this text."""
    (found,) = (one for one in cards(page) if words(one, "source") == text)
    return found


def words(one: Any, side: str) -> str:
    """What stands on a side, as it is read."""
    texts = one.xpath(f".//*[contains(@class, 'side {side}')]/*[contains(@class, 'text')]")
    return " ".join(texts[0].text_content().split()) if texts else ""


@dataclass(frozen=True)
class Frame:
    page: int
    areas: tuple[Area, ...]


def frames(one: Any, side: str) -> list[Frame]:
    """The rectangles of a side as they are drawn, by page."""
    return [
        Frame(
            int(shot.get("data-page")),
            tuple(
                Area(*(float(rect.get(name)) for name in ("x", "y", "width", "height")))
                for rect in shot.xpath("./div//*[local-name()='rect']")
            ),
        )
        for shot in one.xpath(f".//*[contains(@class, 'side {side}')]//figure")
    ]


def told(pdf: pypdfium2.PdfDocument, frame: Frame, aside: float = 0) -> str:
    """What an outside reader finds in the rectangles of a frame: the letters whose middle lies in one."""
    page = pdf[frame.page - 1]
    text, height = page.get_textpage(), page.get_height()
    signs = text.get_text_range()
    boxes = [text.get_charbox(number) for number in range(len(signs))]
    spots = [((box[0] + box[2]) / 2 / POINT - aside, (height - (box[1] + box[3]) / 2) / POINT) for box in boxes]
    found = [
        sign
        for sign, (x, y) in zip(signs, spots, strict=True)
        if any(area.x <= x <= area.right and area.y <= y <= area.bottom for area in frame.areas)
    ]
    return solid("".join(found))


def plain(text: str) -> str:
    """Without the signs that stand for what the pages have in another form."""
    return solid(re.sub(r"#\d+|\[\^\w+\]", " ", text))


# ── the places ──


TEN = (
    "Velkommen til Kongsberg",
    "Under byen ligger en annen by",
    "Målt utenfra",
    "Vekst i Kongsberg",
    "Det som flyttet ut av fjellet",
    "Her spør de ikke hvor du er fra. De spør hva du tror vi bør prøve først.",
    "med gruver, industri og omstilling",
    "Et yrke som synes på vei hjem",
    "Når skiftet er slutt",
    "Fire steg, så er du her",
)


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("text", TEN)
def test_the_words_of_a_text_stand_in_its_frames(sample: Path, book: Path, text: str, side: str) -> None:
    one = card(read(book), text)
    pdf = pypdfium2.PdfDocument(edition(sample, {"source": "nb", "target": "en"}[side], "pdf"))
    wanted = plain(words(one, side))
    assert frames(one, side)
    for frame in frames(one, side):
        assert wanted in told(pdf, frame), frame
        assert wanted not in told(pdf, frame, aside=60), "the reader finds them anywhere"


def test_every_text_is_framed_or_says_why_not(sample: Path, book: Path) -> None:
    page = read(book)
    assert len(cards(page)) == 117
    framed, unsaid = 0, []
    for side, language in (("source", "nb"), ("target", "en")):
        pdf = pypdfium2.PdfDocument(edition(sample, language, "pdf"))
        for one in cards(page):
            if one.xpath(f".//*[contains(@class, 'side {side}')]/p[@class='why']"):
                continue
            found = "".join(told(pdf, frame) for frame in frames(one, side))
            parts = [plain(part) for part in re.split(r"\{\$.*?\}|(?<=[.!?,–]) ", words(one, side))]
            unsaid += [part for part in parts if part not in found]
            framed += 1
    assert framed > 200
    assert unsaid == []


def test_an_alternative_text_is_on_no_page_but_its_picture_is(book: Path) -> None:
    one = card(read(book), "En bekk faller i trinn mellom mosegrodde steiner")
    assert [part.text for part in one.find_class("why")] == [HEARD, HEARD]
    (frame,) = frames(one, "target")
    assert frame == Frame(4, (Area(-3, -3, 154, 112),))


def test_neighbours_are_those_of_the_page(book: Path) -> None:
    one = card(read(book), "med gruver, industri og omstilling")
    near = [
        " ".join(part.text_content().split()[-3:])
        for part in one.xpath(".//*[contains(@class, 'target')]/p[@class='near']")
    ]
    assert near == ["page: 400 years", "and NHO, 2021"]


# ── the file ──


def test_it_is_small_and_has_each_page_once(book: Path) -> None:
    text = book.read_text()
    assert book.stat().st_size <= 5_000_000
    assert len(re.findall("data:image/jpeg", text)) == 2 * PAGES
    rules = re.findall(r"\.(source|target)-(\d+)\{background-image:url\(", text)
    assert sorted(rules) == sorted((side, str(page)) for side in ("source", "target") for page in range(1, PAGES + 1))
    assert book.name == "velkommen.en.review.html"


def test_it_asks_for_nothing_outside_itself(book: Path) -> None:
    page = read(book)
    assert not page.xpath("//link | //img | //iframe | //script[@src]")
    assert all(link.get("href", "").startswith("#") for link in page.iter("a"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    ids = page.xpath("//@id")
    assert len(ids) == len({*ids})
    assert not [link for link in page.xpath("//a/@href") if link[1:] not in ids]


def test_the_same_again_has_the_same_bytes_and_leaves_the_catalog_alone(
    sample: Path, book: Path, tmp_path: Path
) -> None:
    catalog = sample.parent / "locales/en/LC_MESSAGES/brosjyrer.po"
    before = catalog.read_bytes()
    again = hand_over(sample.parent, tmp_path, "en").files[0]
    assert again.read_bytes() == book.read_bytes()
    assert catalog.read_bytes() == before


def test_it_speaks_norwegian_where_that_is_asked_for(sample: Path, tmp_path: Path) -> None:
    page = read(hand_over(sample.parent, tmp_path, "en", spoken="nn").files[0])
    assert page.get("lang") == "nn"
    assert "Omsetjing" in page.text_content()
    assert page.find_class("text")[0].get("lang") == "nb"
    assert page.find_class("text")[1].get("lang") == "en"


# ── in a browser ──


@dataclass(frozen=True)
class View:
    name: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    script: bool = True
    at: str = ""
    steps: tuple[tuple[str, ...], ...] = field(default=())


VIEWS = (
    View("light"),
    View("dark", dark=True),
    View("phone", 390, 844),
    View("phone dark", 390, 844, dark=True),
    View("bare", script=False),
    View("fragment", at="#q=GRUVER"),
    View("typed", steps=(("press", "/"), ("type", ".bar input", "nothing like it"))),
    View("cleared", at="#q=zzz", steps=(("press", "/"), ("press", "Escape"))),
    View("page", steps=(("choose", "[name=page]", "7"),)),
    View("none", steps=(("choose", "[name=page]", "none"),)),
    View("keys", at="#q=gruver", steps=(("press", "j"), ("press", "j"))),
    View("back", at="#q=gruver", steps=(("press", "j"), ("press", "j"), ("press", "k"))),
)


@pytest.fixture(scope="module")
def opened(book: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What a browser without a net makes of the sample's book."""
    judges.need("node", "chromium")
    if not (NODE / "node_modules/puppeteer-core").is_dir():
        pytest.skip("the outside judge «puppeteer-core» is not installed: npm ci in tools/node")
    order = tmp_path_factory.mktemp("nettleser") / "order.json"
    asked = {"file": str(book), "chromium": str(tools.require("chromium")), "views": [asdict(view) for view in VIEWS]}
    order.write_text(json.dumps(asked))
    done = subprocess.run(["node", str(NODE / "page.mjs"), str(order)], capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return {answer["view"]: answer for answer in json.loads(done.stdout)}


def test_it_opens_without_a_net_and_complains_of_nothing(opened: dict[str, dict[str, Any]]) -> None:
    for answer in opened.values():
        assert (answer["errors"], answer["outside"]) == ([], []), answer["view"]


@pytest.mark.parametrize("view", ["light", "dark", "phone", "phone dark"])
def test_everything_can_be_read(opened: dict[str, dict[str, Any]], view: str) -> None:
    answer = opened[view]
    assert answer["texts"] > 500
    assert answer["faint"] == []
    assert answer["wide"] == []


def test_without_a_script_it_is_a_list(opened: dict[str, dict[str, Any]]) -> None:
    assert len(opened["bare"]["shown"]) == 117
    assert not opened["bare"]["bar"]
    assert opened["light"]["bar"]


def test_search_and_choice_leave_what_fits(opened: dict[str, dict[str, Any]]) -> None:
    assert opened["light"]["told"] == "117 of 117 shown"
    assert opened["fragment"]["shown"] == ["m9", "m33"]
    assert opened["fragment"]["told"] == "2 of 117 shown"
    assert (opened["typed"]["shown"], opened["typed"]["nothing"]) == ([], True)
    assert (len(opened["cleared"]["shown"]), opened["cleared"]["nothing"]) == (117, False)
    assert "m33" in opened["page"]["shown"]
    assert 2 < len(opened["page"]["shown"]) < 20
    assert opened["none"]["shown"] == []


def test_keys_go_from_text_to_text(opened: dict[str, dict[str, Any]]) -> None:
    assert opened["keys"]["focus"] == "m33"
    assert opened["back"]["focus"] == "m9"


def looked_up(book: Path, words: str, own: Path) -> list[str]:
    """The texts that a plain browser shows when the book is opened with a search."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom"]
    command = [need("chromium"), *flags, f"--user-data-dir={own}", f"{book.as_uri()}#q={words}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return [one.get("id") for one in cards(html.fromstring(done.stdout)) if one.get("hidden") is None]


def test_a_plain_browser_finds_what_the_fragment_asks_for(book: Path, tmp_path: Path) -> None:
    assert looked_up(book, "gruver", tmp_path / "own") == ["m9", "m33"]


# ── what translators do ──


@pytest.fixture
def prover(tmp_path: Path) -> Path:
    """A small project, its pages for the screen."""
    return write_project(tmp_path / "prover", ("pdf-screen",))


@pytest.mark.parametrize(
    ("asked", "count"), [("messages", 0), ("prover.po", 0), ("locales", 0), ("lang", 1), ("river", 2), (":{line}", 1)]
)
def test_what_every_text_has_is_not_found_in_any(prover: Path, tmp_path: Path, asked: str, count: int) -> None:
    assert build(prover, Wishes(("en",), draft=True)).exit_code == ExitCode.OK
    (book,) = hand_over(prover, tmp_path / "bok", "en").files
    (place,) = card(read(book), "Den er lang.").xpath(".//p[@class='facts']/code")
    catalog, _, line = place.text_content().rpartition(":")
    assert catalog == CATALOG
    assert len(looked_up(book, asked.format(line=line), tmp_path / "own")) == count


def change(root: Path, text: str, entry: str, *, before: str = "") -> None:
    """The entry of a text written anew: its msgstr, and lines that stand before it."""
    path = root / CATALOG
    pattern = re.compile(r'((?:msgctxt "[^"]*"\n)?msgid "' + re.escape(text) + r'"\nmsgstr )"[^\n]*"')
    done, count = pattern.subn(
        lambda found: before + found[1] + json.dumps(entry, ensure_ascii=False), path.read_text()
    )
    assert count == 1
    path.write_text(done)


def made(root: Path, *languages: str) -> Any:
    """The book of a project that is built as a draft first."""
    report = build(root, Wishes(("en",), draft=True))
    assert report.exit_code == ExitCode.OK, report.findings
    handed = hand_over(root, root / "bok", *languages)
    assert handed.exit_code == ExitCode.OK, handed.findings
    return read(handed.files[0])


def test_a_draft_will_do_and_every_state_is_shown(prover: Path) -> None:
    change(prover, "Den er lang.", "")
    change(prover, "Elva", "The creek", before='#, fuzzy\n#| msgctxt "title"\n#| msgid "Den lille elva"\n')
    own = seal("", "Elva renner gjennom byen.", "The river runs through the town.")
    change(
        prover,
        "Elva renner gjennom byen.",
        "The river runs through the town.",
        before=f"# approved: 2026-11-10 Kari Nes [{own}]\n# godt sagt\n# source: er det Lågen?\n",
    )
    change(prover, "Fjellet", "The mountain", before=f"# approved: 2026-11-10 Kari Nes [{own}]\n")
    page = made(prover, "en")
    stages = {words(one, "source"): one.get("data-stage") for one in cards(page)}
    assert stages["Den er lang."] == "missing"
    assert stages["Elva"] == "fuzzy"
    assert stages["Elva renner gjennom byen."] == "approved"
    assert stages["Fjellet"] == "translated"
    fuzzy, approved = card(page, "Elva"), card(page, "Elva renner gjennom byen.")
    assert [part.text_content() for part in fuzzy.xpath(".//del")] == ["Den lille elva"]
    assert [part.text_content() for part in fuzzy.xpath(".//ins")] == ["Elva"]
    notes = [part.text_content() for part in approved.xpath(".//dl[@class='notes']/dd")]
    assert notes == ["godt sagt", "er det Lågen?", "by Kari Nes, 10 November 2026"]
    assert "void" in card(page, "Fjellet").text_content()
    assert "draft" in page.find_class("head")[0].text_content()
    assert frames(card(page, "Den er lang."), "target")
    line = next(n for n, row in enumerate((prover / CATALOG).read_text().split("\n"), 1) if "Den er lang" in row)
    places = [part.text_content() for part in card(page, "Den er lang.").xpath(".//p[@class='facts']/code")]
    assert places and int(places[0].rpartition(":")[2]) in range(line - 4, line + 1)


def test_what_is_found_in_a_translation_stands_with_it(prover: Path) -> None:
    article = prover / "articles/felles.md"
    article.write_text(article.read_text() + "\nDen er 356 km lang.\n")
    translate(prover, {"Den er 356 km lang.": "It is 365 km long."})
    page = made(prover, "en")
    one = card(page, "Den er 356 km lang.")
    assert one.get("data-findings") == "2"
    assert "356" in one.find_class("findings")[0].text_content()
    assert card(page, "Den er lang.").get("data-findings") == "0"


HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&"


def test_nothing_that_somebody_wrote_becomes_markup(prover: Path) -> None:
    """In source and translation alike, since markup that a translator invents stops the edition before."""
    configuration = prover / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('"Den første"', json.dumps(HOSTILE), 1))
    article = prover / "articles/felles.md"
    article.write_text(article.read_text() + "\n" + re.sub("([<>])", r"\\\1", HOSTILE) + "\n")
    translators.update(pipeline.open_project(prover), ("en",))
    catalog = prover / CATALOG
    own = f"# {HOSTILE}\n# source: {HOSTILE}\n"
    entry = re.compile(r'((?:msgctxt "[^"]*"\n)?msgid ("[^\n]*style[^\n]*")\n)msgstr ""\n')
    written, count = entry.subn(lambda found: f"{own}{found[1]}msgstr {found[2]}\n", catalog.read_text())
    assert count == 2
    catalog.write_text(written)
    page = made(prover, "en")
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //*[@onerror]")
    shown = [one for one in cards(page) if words(one, "target") == HOSTILE]
    assert len(shown) == 2
    for one in shown:
        assert [note.text_content() for note in one.xpath(".//dl[@class='notes']/dd")] == [HOSTILE, HOSTILE]


def test_markup_is_shown_as_it_is_read(prover: Path) -> None:
    article = prover / "articles/felles.md"
    article.write_text(article.read_text() + "\nRing **nå** på {$sentralbord}, eller [skriv](https://example.no).\n")
    source = "Ring **nå** på {$sentralbord}, eller [skriv](#1)."
    translate(prover, {source: "Call *now* on {$sentralbord}, or [write](#1)."})
    one = card(made(prover, "en"), "Ring nå på {$sentralbord}, eller skriv#1.")
    assert words(one, "target") == "Call now on {$sentralbord}, or write#1."
    assert [part.tag for part in one.xpath(".//*[contains(@class, 'target')]/p[contains(@class, 'text')]/*")] == [
        "em",
        "code",
        "u",
        "sup",
    ]
    assert "https://example.no" in one.find_class("notes")[0].text_content()


def test_two_languages_are_two_books(prover: Path) -> None:
    configuration = prover / "utgivelse.toml"
    configuration.write_text(configuration.read_text().replace('["nb", "en"]', '["nb", "en", "de"]'))
    translators.update(pipeline.open_project(prover), ("de",))
    build(prover, Wishes(("en",), draft=True))
    handed = hand_over(prover, prover / "bok")
    assert [path.name for path in handed.files] == ["en.en.review.html", "en.de.review.html"]
    assert {one.get("data-stage") for one in cards(read(handed.files[1]))} == {"missing"}
    assert {one.get("data-stage") for one in cards(read(handed.files[0]))} == {"translated"}


def test_a_language_that_runs_to_the_left(prover: Path) -> None:
    # builds in this process leave a private set of fonts behind
    around = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    command = [need("fc-match"), "-f", "%{file}", "DejaVu Sans"]
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=around)
    font = Path(found.stdout)
    if font.name != "DejaVuSans.ttf":
        pytest.skip("the font «DejaVu Sans» is not installed")
    (prover / "fonts").mkdir()
    shutil.copy(font, prover / "fonts")
    configuration = prover / "utgivelse.toml"
    text = configuration.read_text().replace('["nb", "en"]', '["nb", "ar"]', 1)
    brand = '[brand.fonts]\ntext = "DejaVu Sans"\ndisplay = "DejaVu Sans"\n'
    configuration.write_text(text.replace("[[publication]]", f"{brand}\n[[publication]]", 1))
    translators.update(pipeline.open_project(prover), ("ar",))
    catalog = prover / "locales/ar/LC_MESSAGES/prover.po"
    arabic = "النهر يجري عبر المدينة."
    old = 'msgid "Elva renner gjennom byen."\nmsgstr ""'
    assert old in catalog.read_text()
    catalog.write_text(catalog.read_text().replace(old, old[:-2] + f'"{arabic}"'))
    page = made(prover, "ar")
    one = card(page, "Elva renner gjennom byen.")
    (text_,) = one.xpath(".//*[contains(@class, 'target')]/p[contains(@class, 'text')]")
    assert (text_.get("lang"), text_.get("dir"), text_.text_content()) == ("ar", "rtl", arabic)
    (frame,) = frames(one, "target")
    assert frame.areas[0].right > 130, "the line begins at the right"
    room = re.search(
        r"(\d+) mm, about (\d+) characters", one.xpath(".//*[contains(@class, 'target')]")[0].text_content()
    )
    places = read_places((prover / "output/en/ar/en.ar.draft.places.json").read_bytes())
    assert places and room
    (block,) = [one.area for one in places.on(frame.page) if not one.words and one.area.shared(frame.areas[0])]
    assert block.right - frame.areas[0].right < 0.1
    assert abs(int(room[1]) - (frame.areas[0].x - block.x)) < 1, "what is left lies to the left"


# ── what there is not ──


def test_without_the_source_there_is_no_book_but_what_to_type(prover: Path) -> None:
    build(prover, Wishes(("en",), ("en",)))
    handed = hand_over(prover, prover / "bok", "en")
    assert (handed.files, [finding.code for finding in handed.findings]) == ((), ["M85"])
    assert handed.findings[0].hint == "`utgivelse build en -l nb -f pdf-screen`"
    assert handed.exit_code == ExitCode.REFUSED


def test_without_the_edition_the_draft_is_what_to_type(prover: Path) -> None:
    build(prover, Wishes(("en",), ("nb",)))
    (finding,) = hand_over(prover, prover / "bok", "en").findings
    assert (finding.code, finding.hint) == ("U21", "`utgivelse build en -l en -f pdf-screen --draft`")


def test_a_map_that_is_not_the_editions_is_not_believed(prover: Path) -> None:
    report = build(prover, Wishes(("en",)))
    ready = [Ready(found, report.output / found.path, "Den første") for found in report.artifacts]
    bare = [replace(one, artifact=replace(one.artifact, companions={})) for one in ready]
    project = pipeline.open_project(prover)
    for given in ((ready[0], bare[1]), (bare[0], ready[1])):
        done = plugins.load("outlets", "review-book").deliver(Delivery(project, given, prover / "bok", str))
        assert (done.files, [finding.code for finding in done.findings]) == ((), ["M85"])
    places = prover / "output/en/en/en.en.places.json"
    places.write_text(places.read_text().replace('"pages"', '"Pages"'))
    handed = hand_over(prover, prover / "bok", "en")
    assert (handed.files, [finding.code for finding in handed.findings]) == ((), ["U21"])


def test_the_language_that_everything_is_written_in_needs_none(prover: Path) -> None:
    build(prover, Wishes(("en",)))
    handed = hand_over(prover, prover / "bok", "nb")
    assert [(finding.code, finding.severity) for finding in handed.findings] == [("M86", Severity.NOTE)]
    assert (handed.files, handed.exit_code) == ((), ExitCode.OK)


def test_a_draft_still_goes_to_nobody_else(prover: Path) -> None:
    change(prover, "Den er lang.", "")
    build(prover, Wishes(("en",), draft=True))
    handed = deliver(prover, "accessibility", Wishes(("en",), ("en",)))
    assert [finding.code for finding in handed.findings] == ["U21"]


def test_without_a_painter_the_frames_stand_on_white_paper(prover: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    assert build(prover, Wishes(("en",))).exit_code == ExitCode.OK
    done = command("build", "en", "--project", prover, PATH=str(tmp_path / "bin"))
    done = command("deliver", "review-book", "en", "-l", "en", "--project", prover, PATH=str(tmp_path / "bin"))
    assert "M87" in done.stdout + done.stderr
    page = read(prover / "output/delivery/review-book/en.en.review.html")
    assert "white paper" in page.find_class("warned")[0].text_content()
    assert frames(card(page, "Den er lang."), "target")


# ── measured ──


def placed(
    x: float, y: float, width: float, words_: str = "", *, start: int = 0, height: float = 5, block: str = "paragraph"
) -> Placed:
    message = ("", "m") if words_ else None
    characters = (start, start + len(words_)) if words_ else None
    return Placed(1, Area(x, y, width, height), "a.md", 3, block, "nb", words_, message, characters)


def room(*things: Placed, rtl: bool = False) -> tuple[int, Room | None]:
    places = PlaceMap("l", "nb", (Sheet(148, 210),), things)
    return Ruler(places, rtl=rtl).measure([one for one in things if one.message == ("", "m")])[1]


BLOCK = placed(20, 20, 100)


@pytest.mark.parametrize(
    ("things", "rtl", "lines", "left"),
    [
        pytest.param(
            (placed(20, 20, 100, height=10), placed(20, 20, 100, "x" * 50), placed(20, 25, 40, "x" * 20, start=50)),
            False,
            2,
            Room(60, 30),
            id="last line",
        ),
        pytest.param((BLOCK, placed(20, 20, 100, "x" * 50)), False, 1, Room(0, 0), id="full"),
        pytest.param(
            (placed(18, 18, 104, height=9), placed(20, 20, 40, "x" * 20)), False, 1, Room(60, 30), id="inner margin"
        ),
        pytest.param((BLOCK, placed(80, 20, 40, "x" * 20)), True, 1, Room(60, 30), id="to the left"),
        pytest.param(
            (BLOCK, placed(20, 20, 40, "x" * 20), placed(50, 22, 30, height=60, block="figure")),
            False,
            1,
            Room(60, 30),
            id="a picture is no text",
        ),
        pytest.param(
            (placed(20, 60, 60), placed(20, 20, 30, "x" * 15)), False, 1, Room(30, 15), id="no block: the page's text"
        ),
        pytest.param(
            (BLOCK, placed(20, 20, 40, "x" * 20), Placed(1, Area(90, 21, 9, 5), "a.md", 3, "cell", words="y")),
            False,
            1,
            Room(30, 15),
            id="something beside it",
        ),
    ],
)
def test_what_is_left_in_the_last_line(things: tuple[Placed, ...], rtl: bool, lines: int, left: Room) -> None:
    assert room(*things, rtl=rtl) == (lines, left)


def lines_of(root: Path, text: str) -> tuple[int, int]:
    """How many lines an English text takes in a real layout, and how many characters are said to be left."""
    change(root, "Den er lang.", text)
    one = card(made(root, "en"), "Den er lang.")
    caption = one.xpath(".//*[contains(@class, 'target')]//figcaption")[0].text_content()
    found = re.search(r"lines: (\d+)(?:.*about (\d+) characters)?", caption)
    assert found
    return int(found[1]), int(found[2] or 0)


def test_what_is_left_can_be_written_and_not_much_more(prover: Path) -> None:
    text = "The river is long, and whoever wants to see where it ends must walk for many days."
    lines, left = lines_of(prover, text)
    assert left > 12
    more = " and on" * 20
    assert lines_of(prover, text[:-1] + more[: int(left * 0.85)].rstrip() + ".")[0] == lines
    assert lines_of(prover, text[:-1] + more[: int(left * 1.25) + 8].rstrip() + ".")[0] == lines + 1


def test_a_window_is_large_enough_and_stays_on_the_page() -> None:
    sheet = Sheet(148, 210)
    assert window([Area(15, 20, 10, 5)], sheet) == Area(0, 10.5, 86, 24)
    assert window([Area(-3, -3, 154, 216)], sheet) == Area(0, 0, 148, 210)
    assert window([Area(120, 200, 20, 5), Area(20, 190, 20, 5)], sheet).right <= 148


def test_lines_set_close_meet_halfway() -> None:
    assert apart([Area(10, 10, 50, 12), Area(10, 20, 40, 12)]) == (Area(10, 10, 50, 11), Area(10, 21, 40, 11))
    assert apart([Area(10, 10, 50, 12), Area(70, 20, 40, 12)]) == (Area(10, 10, 50, 12), Area(70, 20, 40, 12))


# ── why on no page ──


def test_each_reason_is_found_in_a_file(sample: Path) -> None:
    witness = Witness(edition(sample, "nb", "pdf"), (edition(sample, "nb", "epub"),))
    assert witness.why("En bekk faller i trinn mellom mosegrodde steiner", is_alternative=True) == HEARD
    assert witness.why("Velkommen til Kongsberg", is_alternative=False) == TOLD
    assert witness.why("Dette står ikke i noen av filene.", is_alternative=False) == NOWHERE
    assert "page 5" in witness.why("Sølv lå aldri og ventet. Det gjemte seg i smale årer", is_alternative=False)
    assert witness.why("Om utgivelsen", is_alternative=False) == ONLY_BOOK
    assert Witness(edition(sample, "nb", "pdf")).why("Om utgivelsen", is_alternative=False) == NOWHERE


def test_every_role_has_a_name_that_can_be_said() -> None:
    running = {"paragraph", "quotation", "footnote", "list item"}
    assert {*walk.NOUNS.values()} | running <= {*ROLES}
    assert po.is_remark("# source: hm")
    assert not po.is_remark("# hm")
