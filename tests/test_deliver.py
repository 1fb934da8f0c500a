"""Delivery: what is up to date and proven goes to the print shop whole; the rest is named and stays."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import jsonschema
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from conftest import ENGLISH, Command, need, translate, write_project
from utgivelse import bundle, pipeline, plugins, speech
from utgivelse.delivery import Handed, Order
from utgivelse.edition import Artifact, Edition
from utgivelse.files import sha256
from utgivelse.findings import ExitCode, Place, ProjectError, ToolError, warning
from utgivelse.pdf import painting, placed_images
from utgivelse.pipeline import Wishes, build, deliver
from utgivelse.places import Area
from utgivelse.plugins import Delivered, Delivery, Ready
from utgivelse.publication import Brand, Ink, PrintJob, Project
from utgivelse.ticket import Parcel, Ticket, fill_in, ticket_schema, write_page

SCHEMA = Path(__file__).parent.parent / "docs/schema/job.json"
SIGNED = Order(signed_off="Kari Nes: trykkeriet har sett den")
PROVEN = ("PDF/X-4", "press-ready")
JOB = """
[publication.job]
quantity = 2500
paper = "150 g silk"
finishing = "brettet"
contact = "Kari Nes, 32 00 00 00"
note = "Leveres på rådhuset"
"""


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTGIVELSE_EXECUTOR", "inline")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a picture and a job, its first publication built for print in both languages."""
    root = write_project(tmp_path_factory.mktemp("trykk") / "prosjekt", ("pdf-print",))
    (root / "images").mkdir()
    Image.radial_gradient("L").convert("RGB").resize((1600, 1000)).save(root / "images" / "felt.jpg", quality=90)
    article = root / "articles" / "egen.md"
    article.write_text(article.read_text() + "\n![Et felt](images/felt.jpg)\n")
    configuration = root / "utgivelse.toml"
    first, second = configuration.read_text().rsplit("[[publication]]", 1)
    configuration.write_text(f"{first.rstrip()}\n{JOB}\n[[publication]]{second}")
    translate(root, {**ENGLISH, "Et felt": "A field"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UTGIVELSE_EXECUTOR", "inline")
        report = build(root, Wishes(publications=("en",)))
    assert report.exit_code == ExitCode.OK, report.findings
    return root


@pytest.fixture
def shop(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, to do harm to; it is built anew, since it has moved."""
    root = Path(shutil.copytree(built, tmp_path / "kopi"))
    build(root, Wishes(("en",)))
    return root


def codes(handed: Handed | Delivered) -> list[str]:
    return [finding.code for finding in handed.findings]


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {PurePosixPath(name).name: archive.read(name) for name in archive.namelist()}


def ready(root: Path, language: str = "nb", *, claims: tuple[str, ...] = PROVEN) -> Ready:
    """The built edition, as a build that proves it would have left it."""
    (found,) = (a for a in build(root, Wishes(("en",), (language,))).artifacts)
    assert found.state == "current"
    return Ready(replace(found, claims=claims), root / "output" / found.path, "Den første")


def hand_over(
    root: Path, *editions: Ready, folder: Path, project: Project | None = None, signed_off: str = ""
) -> Delivered:
    delivery = Delivery(
        project=project or pipeline.open_project(root),
        ready=editions,
        folder=folder,
        say=speech.speaker("en"),
        signed_off=signed_off,
    )
    made: Delivered = plugins.load("outlets", "print-shop").deliver(delivery)
    return made


# ── the bundle ──


def test_a_bundle_has_all_that_a_print_shop_needs_and_arrives_whole(shop: Path, tmp_path: Path) -> None:
    handed = deliver(shop, "print-shop", Wishes(("en",)), SIGNED)
    assert handed.exit_code == ExitCode.OK
    assert [path.relative_to(shop).as_posix() for path in handed.files] == [
        "output/delivery/print-shop/en.nb.zip",
        "output/delivery/print-shop/en.en.zip",
    ]
    with zipfile.ZipFile(handed.files[0]) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "en.nb"
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS",
        "en.nb.preflight.html",
        "en.nb.preflight.json",
        "en.nb.print.pdf",
        "en.nb.proof.pdf",
        "en.nb.ticket.html",
        "en.nb.ticket.json",
    ]
    assert (folder / "en.nb.print.pdf").read_bytes() == (shop / "output/en/nb/en.nb.print.pdf").read_bytes()
    judge = [need("sha256sum"), "--strict", "-c", "SHA256SUMS"]
    said = subprocess.run(judge, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert said.count(": OK\n") == 6
    (folder / "en.nb.proof.pdf").write_bytes(b"broken on the way")
    assert subprocess.run(judge, cwd=folder, capture_output=True, check=False).returncode == 1


def test_the_same_edition_is_the_same_bundle(built: Path, tmp_path: Path) -> None:
    first = deliver(built, "print-shop", Wishes(("en",)), replace(SIGNED, to=str(tmp_path / "a")))
    second = deliver(built, "print-shop", Wishes(("en",)), replace(SIGNED, to=str(tmp_path / "b")))
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


def test_names_are_safe_anywhere(shop: Path) -> None:
    (path, *_) = deliver(shop, "print-shop", Wishes(("en",)), SIGNED).files
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)


@given(st.lists(st.text(max_size=90), min_size=1, max_size=3))
def test_any_words_become_a_safe_name(parts: list[str]) -> None:
    stem = bundle.safe_stem(*parts)
    assert re.fullmatch(r"[a-z0-9_][a-z0-9._-]*", stem), stem
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", stem.partition(".")[0])
    assert len(f"{stem}/{stem}.preflight.html") <= 100


def test_names_that_are_cut_stay_apart() -> None:
    assert bundle.safe_stem("a" * 80, "nb") != bundle.safe_stem("a" * 81, "nb")
    assert bundle.safe_stem("Blåbær på bøen", "se") == "blabaer-pa-boen.se"
    assert bundle.safe_stem("CON", "nb") == "x-con.nb"


def test_publications_that_differ_in_capitals_alone_get_two_files(built: Path, tmp_path: Path) -> None:
    project = pipeline.open_project(built)
    twin = replace(project.publications[0], id="EN")
    project = replace(project, publications=(*project.publications, twin))
    one = ready(built)
    other = replace(one, artifact=replace(one.artifact, edition=Edition("EN", "nb", "pdf-print")))
    made = hand_over(built, one, other, folder=tmp_path, project=project)
    assert len({path.name.lower() for path in made.files}) == 2


def test_a_zip_knows_no_year_before_1980() -> None:
    data = bundle.pack("x", {"a.txt": b"a"}, datetime.date(1814, 5, 17))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


# ── the proof ──


def test_the_proof_looks_like_the_press_pdf_and_is_none(built: Path, tmp_path: Path) -> None:
    made = contents(hand_over(built, ready(built), folder=tmp_path).files[0])
    press, proof = made["en.nb.print.pdf"], made["en.nb.proof.pdf"]
    assert max(image.ppi for image in placed_images(press)) > 150
    fine = [image.ppi for image in placed_images(proof)]
    assert fine
    assert max(fine) < 102
    with pikepdf.open(io.BytesIO(proof)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Proof, not for printing: Den første"
        assert b"GTS_PDFX" not in pdf.Root.Metadata.read_bytes()
        assert not [key for key in pdf.docinfo if "PDFX" in key]
        spaces = {str(o.ColorSpace) for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/ColorSpace" in o}
        assert "/DeviceRGB" not in spaces
        boxes = [[float(part) for part in page.trimbox] for page in pdf.pages]
        wide = [float(pdf.pages[0].mediabox[end]) - float(pdf.pages[0].bleedbox[end]) for end in (2, 3)]
        assert min(wide) > 5 / 25.4 * 72, "no room for marks"
    assert b"/All" in inked_in(proof)
    assert b"/All" not in inked_in(press)
    for number, box in enumerate(boxes):
        ours, theirs = (trimmed(data, number) for data in (press, proof))
        assert ours.size == pytest.approx(theirs.size, abs=1)
        difference = ImageChops.difference(ours, theirs.resize(ours.size))
        assert max(ImageStat.Stat(difference).mean) < 4, number
        assert box[2] - box[0] == pytest.approx(148 / 25.4 * 72, abs=0.01)


def inked_in(data: bytes) -> bytes:
    """The names of the inks of a file, one after another."""
    return b" ".join(f"/{ink}".encode() for one in painting.read(data).painted for ink in one.colour.space.inks)


def trimmed(data: bytes, number: int) -> Image.Image:
    """A page's trimmed area as pdfium draws it."""
    page = pypdfium2.PdfDocument(data)[number]
    left, bottom, right, top = page.get_trimbox()
    x, y, right_end, top_end = page.get_mediabox()
    crop = (left - x, bottom - y, right_end - right, top_end - top)
    drawn: Image.Image = page.render(scale=1, crop=crop).to_pil().convert("RGB")
    return drawn


# ── the report ──


def test_the_report_is_of_the_file_beside_it(built: Path, tmp_path: Path) -> None:
    found = warning("K12", "the picture prints at 99 pixels an inch", place=Place(page=1, area=Area(10, 20, 30, 40)))
    edition = ready(built)
    edition = replace(edition, artifact=replace(edition.artifact, findings=(found,)))
    made = contents(hand_over(built, edition, folder=tmp_path).files[0])
    report = json.loads(made["en.nb.preflight.json"])
    assert report["file"]["name"] == "en.nb.print.pdf"
    assert report["file"]["sha256"] == sha256(made["en.nb.print.pdf"])
    assert report["light"] == "yellow"
    assert [(one["code"], one["page"], one["area"]) for one in report["findings"]] == [("K12", 1, [10, 20, 30, 40])]
    page = made["en.nb.preflight.html"].decode()
    assert "the picture prints at 99 pixels an inch" in page
    assert not re.search(r"(src|href)=[\"']?https?:", page)


# ── the ticket ──


def test_the_machine_file_keeps_to_its_published_schema(built: Path, tmp_path: Path) -> None:
    assert SCHEMA.read_bytes() == ticket_schema(), "python -m utgivelse.ticket > docs/schema/job.json"
    unproven = ready(built, "en", claims=("PDF/X-4",))
    handed = hand_over(built, unproven, folder=tmp_path, signed_off=SIGNED.signed_off)
    assert codes(handed) == ["K88"]
    made = contents(handed.files[0])
    ticket = json.loads(made["en.en.ticket.json"])
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(ticket, schema)
    assert (ticket["quantity"], ticket["paper"], ticket["title"]) == (2500, "150 g silk", "Den første")
    assert (ticket["sheet"]["width"], ticket["sheet"]["height"], ticket["sheet"]["bleed"]) == (148, 210, 3)
    assert ticket["signed_off"] == {"name": "Kari Nes", "reason": "trykkeriet har sett den"}
    assert ticket["preflight"]["press_ready"] is False
    assert {file["path"] for file in ticket["files"]} == {name for name in made if "ticket" not in name} - {bundle.SUMS}
    assert [ink["name"] for ink in ticket["inks"]] == ["Cyan", "Magenta", "Yellow", "Black"]
    assert {ink["kind"] for ink in ticket["inks"]} == {"process"}
    assert all(font["embedded"] for font in ticket["fonts"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(ticket | {"quantity": "2500"}, schema)


def test_a_proven_edition_leaves_without_a_signature_and_says_so(built: Path, tmp_path: Path) -> None:
    handed = hand_over(built, ready(built), folder=tmp_path)
    assert codes(handed) == []
    made = contents(handed.files[0])
    ticket = json.loads(made["en.nb.ticket.json"])
    assert (ticket["preflight"]["press_ready"], ticket["preflight"]["claims"]) == (True, ["PDF/X-4"])
    assert ticket["signed_off"] is None
    page = made["en.nb.ticket.html"].decode()
    assert "Checked and ready for the press" in page
    assert "2\u00a0500" in page


@pytest.mark.parametrize(
    ("language", "binding", "edge"),
    [("nb", "", "left"), ("ar", "", "right"), ("fa", "", "right"), ("ar", "top", "top"), ("nb", "none", "none")],
)
def test_the_back_is_where_the_language_begins_to_read(built: Path, language: str, binding: str, edge: str) -> None:
    ticket = ticket_of(built, language, PrintJob(binding=binding))  # type: ignore[arg-type]
    assert (ticket.binding, ticket.binding_is_given) == (edge, bool(binding))
    page = write_page(ticket, speech.speaker("en"), "en").decode()
    assert {"left": "left edge", "right": "right edge", "top": "top edge", "none": "none: loose sheet"}[edge] in page
    assert ('class="bound"' in page) == (edge != "none")


def ticket_of(root: Path, language: str, job: PrintJob, *, brand: Brand | None = None, data: bytes = b"") -> Ticket:
    project = pipeline.open_project(root)
    publication = replace(project.publications[0], job=job)
    project = replace(project, publications=(publication,), brand=brand or project.brand)
    whole = data or doubled((root / "output/en/nb/en.nb.print.pdf").read_bytes())
    artifact = Artifact(Edition("en", language, "pdf-print"), "x.pdf", "application/pdf", "current")
    return fill_in(project, Parcel(artifact, whole, "Tittel <b>& mer"))


def doubled(data: bytes) -> bytes:
    """The same file with its pages twice, so that there is something to bind."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages.extend(list(pdf.pages))
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_spot_and_technical_inks_are_read_from_the_file(built: Path) -> None:
    with pikepdf.open(built / "output/en/nb/en.nb.print.pdf") as pdf:
        page = pdf.pages[0]
        shapes = b" ".join(b"/%s cs 1 scn 20 20 9 9 re f" % name for name in (b"Gold", b"CutContour", b"All", b"Black"))
        page.contents_add(shapes)
        function = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1
        )  # fmt: skip
        spaces = {}
        for name in ("Gold", "CutContour", "All", "Black"):
            space = [pikepdf.Name.Separation, pikepdf.Name(f"/{name}"), pikepdf.Name.DeviceCMYK, function]
            spaces[f"/{name}"] = pikepdf.Array(space)
        page.resources.ColorSpace = pikepdf.Dictionary(spaces)
        target = io.BytesIO()
        pdf.save(target)
    inks = {
        "gold": Ink(rgb="#b8923a", cmyk=(20, 35, 80, 5), spot="Gold"),
        "cut": Ink(rgb="#ff00ff", cmyk=(0, 100, 0, 0), spot="CutContour", technical="cutting"),
    }
    ticket = ticket_of(built, "nb", PrintJob(), brand=Brand(colours=inks), data=target.getvalue())
    assert [(ink.name, ink.kind, ink.step) for ink in ticket.inks][4:] == [
        ("CutContour", "technical", "cutting"),
        ("Gold", "spot", ""),
    ]


def test_a_file_in_black_alone_is_ordered_in_black_alone(built: Path) -> None:
    with pikepdf.open(built / "output/en/nb/en.nb.print.pdf") as pdf:
        del pdf.pages[1:]
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 0 1 k 20 20 50 50 re f")
        target = io.BytesIO()
        pdf.save(target)
    ticket = ticket_of(built, "nb", PrintJob(), data=target.getvalue())
    assert [ink.name for ink in ticket.inks] == ["Black"]
    assert (ticket.binding, ticket.sheet.pages) == ("none", 1)


def test_the_sheet_needs_nothing_beside_itself_and_shows_what_is_missing(built: Path) -> None:
    page = write_page(ticket_of(built, "nb", PrintJob()), speech.speaker("en"), "en").decode()
    assert not re.search(r"https?:|src=|url\(|@import|<script", page)
    assert "Tittel &lt;b&gt;&amp; mer" in page
    assert page.count("not given") == 4


def test_the_sheet_is_one_page_of_a4(built: Path, tmp_path: Path) -> None:
    job = PrintJob(
        quantity=120_000,
        paper="Omslag 300 g silk, innmat 150 g ubestrøket resirkulert, FSC",
        finishing="Falset, stiftet, renskåret, mattlaminert omslag, pakket à 50 stk. i kartong",
        contact="Kari Nes Nordmann-Hansen, Kongsberg kommune, 32 00 00 00, kari.nes.nordmann@example.no",
        note="Leveres på rådhuset innen fredag; ring på forhånd. " * 3,
    )
    path = tmp_path / "seddel.html"
    ticket = replace_title(ticket_of(built, "nb", job), "Velkommen til en by som ble til under jorda, og som vokser")
    path.write_bytes(write_page(ticket, speech.speaker("en"), "en"))
    printed = tmp_path / "seddel.pdf"
    subprocess.run(
        [
            need("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'chromium'}", f"--print-to-pdf={printed}", path.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )  # fmt: skip
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((595, 842), abs=1)


def replace_title(ticket: Ticket, title: str) -> Ticket:
    return ticket.model_copy(update={"title": title})


# ── what stays ──


def test_what_is_not_proven_stays_unless_somebody_signs(built: Path, tmp_path: Path) -> None:
    unproven = hand_over(built, ready(built, claims=("PDF/X-4",)), folder=tmp_path / "til")
    assert (codes(unproven), unproven.files) == (["K85"], ())
    assert "--signed-off" in unproven.findings[0].hint
    assert not (tmp_path / "til").exists()


@pytest.mark.parametrize("signature", ["Kari Nes", ": a reason", "Kari Nes:", "  "])
def test_a_signature_has_a_name_and_a_reason(built: Path, signature: str) -> None:
    with pytest.raises(ProjectError) as caught:
        deliver(built, "print-shop", order=Order(signed_off=signature))
    assert caught.value.findings[0].code == "U22"


def test_an_old_edition_stays_and_its_sister_leaves(shop: Path) -> None:
    catalog = shop / "locales/en/LC_MESSAGES/prover.po"
    catalog.write_text(catalog.read_text().replace("The mountain lies west", "The mountain stands west"))
    handed = deliver(shop, "print-shop", Wishes(("en",)), SIGNED)
    assert [path.name for path in handed.files] == ["en.nb.zip"]
    assert handed.exit_code == ExitCode.REFUSED
    (held,) = (finding for finding in handed.findings if finding.severity == "error")
    assert held.code == "U21"
    assert "have changed" in held.message
    assert held.hint == "`utgivelse build en -l en -f pdf-print`"


def test_what_was_never_built_is_named(built: Path) -> None:
    handed = deliver(built, "print-shop", Wishes(("to",)), SIGNED)
    assert (codes(handed), handed.files, handed.exit_code) == (["U21", "U21"], (), ExitCode.REFUSED)
    assert "has not been built" in handed.findings[0].message


def test_a_draft_never_leaves(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", ("pdf-print",), translated=False)
    build(root, Wishes(("to",), ("en",), draft=True))
    handed = deliver(root, "print-shop", Wishes(("to",), ("en",)), SIGNED)
    assert (codes(handed), handed.files) == (["U21"], ())
    assert "it is a draft" in handed.findings[0].message


def test_a_file_that_somebody_changed_stays(shop: Path, tmp_path: Path) -> None:
    edition = ready(shop)
    edition.file.write_bytes(edition.file.read_bytes() + b"\n")
    handed = hand_over(shop, edition, folder=tmp_path / "til")
    assert (codes(handed), handed.files) == (["K86"], ())
    assert codes(deliver(shop, "print-shop", Wishes(("en",), ("nb",)), SIGNED)) == ["U21"]


def test_a_job_without_quantity_and_contact_leaves_with_a_warning(built: Path, tmp_path: Path) -> None:
    project = pipeline.open_project(built)
    bare = replace(project.publications[0], job=PrintJob())
    handed = hand_over(built, ready(built), folder=tmp_path, project=replace(project, publications=(bare,)))
    assert len(handed.files) == 1
    assert codes(handed) == ["K87", "K87"]
    assert "quantity = 1000" in handed.findings[0].hint
    assert handed.findings[0].place.line > 0


def test_the_job_changes_the_ticket_and_no_page(shop: Path) -> None:
    path = shop / "utgivelse.toml"
    path.write_text(path.read_text().replace("quantity = 2500", "quantity = 99"))
    (zipped, *_) = deliver(shop, "print-shop", Wishes(("en",)), SIGNED).files
    assert json.loads(contents(zipped)["en.nb.ticket.json"])["quantity"] == 99


def test_a_folder_that_cannot_be_written_is_told(built: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("no folder")
    with pytest.raises(ToolError) as caught:
        deliver(built, "print-shop", Wishes(("en",)), replace(SIGNED, to=str(tmp_path / "fil")))
    assert str(tmp_path / "fil") in caught.value.findings[0].message


def test_builds_leave_what_was_delivered(shop: Path) -> None:
    handed = deliver(shop, "print-shop", Wishes(("en",)), SIGNED)
    report = build(shop, Wishes(("en",), prune=True))
    assert (report.strangers, report.pruned) == ((), ())
    assert all(path.is_file() for path in handed.files)


def test_a_project_without_print_editions_has_nothing_to_deliver(project: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        deliver(project, "print-shop")
    assert caught.value.findings[0].code == "U20"
    with pytest.raises(ProjectError) as unknown:
        deliver(project, "print-shop", Wishes(("nope",)))
    assert unknown.value.findings[0].code == "U01"


def test_the_command_answers_with_files_and_an_exit_code(shop: Path, command: Command) -> None:
    assert command("build", "en", cwd=shop).returncode == 0
    held = command("deliver", "print-shop", "en", "-l", "nb", cwd=shop)
    signed = command("deliver", "print-shop", "en", "-l", "nb", "--signed-off", "K: r", "--json", cwd=shop)
    assert signed.returncode == 0, signed.stderr
    answer = json.loads(signed.stdout)
    assert [Path(name).name for name in answer["files"]] == ["en.nb.zip"]
    assert held.returncode in (ExitCode.OK, ExitCode.REFUSED)
    assert command("deliver", "post-office", cwd=shop).returncode == ExitCode.MISSING
    assert "Traceback" not in held.stderr + signed.stderr
