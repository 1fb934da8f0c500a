"""How long things take, as a Markdown table: `make bench`.

The sample publication is copied away and built with the real command; WeasyPrint's own command gets
the same document. Each number is a median, in seconds of wall clock, on whatever machine this is.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from big_catalogs import catalogs

if TYPE_CHECKING:
    from utgivelse.edition import Book
    from utgivelse.typeset import Pages

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples/kongsberg"
UTGIVELSE = (sys.executable, "-m", "utgivelse")
WEASYPRINT = (sys.executable, "-m", "weasyprint")


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "project"
        shutil.copytree(SAMPLE, project, ignore=shutil.ignore_patterns(".utgivelse", "output"))
        output = Path(place) / "output"
        rows = [*editions(project, output), *layouts(project), *printed(project), *whole(project, output)]
        rows += catalogs(Path(place), timed, run)
        rows += standings(Path(place) / "standings")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print("| what | seconds | beside it |\n| --- | ---: | --- |")
    for what, seconds, beside in rows:
        print(f"| {what} | {seconds:.2f} | {beside} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nThe largest process took {peak:.0f} MiB.")


Row = tuple[str, float, str]


def editions(project: Path, output: Path) -> list[Row]:
    """One edition, cold and warm, beside WeasyPrint's own command."""
    page, sheets = dump(project)
    build = (*UTGIVELSE, "build", "-q", "--project", project, "--output", output, "-l", "nb", "-f", "pdf-screen")
    cold = timed(3, lambda: run(*build), before=lambda: forget(project, output))
    warm = timed(3, lambda: run(*build, "--force"))
    command = [*WEASYPRINT, "-q", page, page.with_suffix(".pdf")]
    own = timed(3, lambda: run(*command, *(part for sheet in sheets for part in ("-s", sheet))))
    return [
        ("one screen PDF, WeasyPrint's own command on the same document", own, ""),
        ("one screen PDF, `utgivelse build`, nothing cached", cold, f"{cold / own:.2f} ×"),
        ("one screen PDF, `utgivelse build --force`, pictures cached", warm, f"{warm / own:.2f} ×"),
    ]


def layouts(project: Path) -> list[Row]:
    """Both PDFs of one language beside the screen PDF alone, before press work; in one process."""
    from utgivelse import typeset
    from utgivelse.files import Files

    pages = pages_of(project)
    files = Files(project)

    def screen() -> None:
        typeset.write(typeset.lay_out(pages, files), "screen")

    def both() -> None:
        layout = typeset.lay_out(pages, files)
        typeset.write(layout, "press")
        typeset.write(layout, "screen")

    screen()
    alone, together = timed(5, screen), timed(5, both)
    return [
        ("layout and screen PDF, in a warm process", alone, ""),
        ("layout and both PDFs before press work, in a warm process", together, f"{together / alone:.2f} ×"),
    ]


def printed(project: Path) -> list[Row]:
    """Ink and file work on top of the edition before it, pictures cached; then preflight with its plates."""
    from utgivelse import pdf, preflight, press, render, typeset
    from utgivelse.design import load_design
    from utgivelse.files import Files

    book, profile, files = book_of(project), book_of(project).publication.press, Files(project)

    def edition() -> bytes:
        pages, _ = render.render_pages(book, load_design(files, book.publication, book.brand), files)
        return typeset.write(typeset.lay_out(pages, files), "press")

    colours, written = pages_of(project).colours, edition()

    def ink() -> bytes:
        inked, _ = press.to_ink(written, colours, profile, files)
        return pdf.set_metadata(inked, pdf.describe(book, "pdf-print"), press=True)

    ink()
    path = project / "bench.print.pdf"
    path.write_bytes(ink())

    def examine() -> None:
        preflight.examine(preflight.Subject(path, "application/pdf", profile))

    before, inking, examined = timed(5, edition), timed(5, ink), timed(3, examine)
    return [
        ("the print edition before ink: pages, layout, writing; in a warm process", before, ""),
        ("ink and file work on it, pictures cached", inking, f"{inking / before:.2f} ×, at most 0.25"),
        ("preflight of the print PDF with its plates rendered", examined, f"{examined / before:.2f} ×"),
    ]


def whole(project: Path, output: Path) -> list[Row]:
    """The whole publication, cold, and again with nothing changed."""
    build = (*UTGIVELSE, "build", "-q", "--project", project, "--output", output)
    cold = timed(3, lambda: run(*build), before=lambda: forget(project, output))
    unchanged = timed(7, lambda: run(*build))
    return [
        ("the sample: two languages, three formats, nothing cached", cold, ""),
        ("the sample again, nothing changed", unchanged, "at most 0.30"),
    ]


def standings(place: Path) -> list[Row]:
    """How far every language is: asked for the first time, after an edit, and again."""
    import status

    project = status.write_project(place, SAMPLE)
    ask = (*UTGIVELSE, "status", "--project", project)
    first = timed(3, lambda: run(*ask), before=lambda: forget(project, project / "output"))
    edited = timed(3, lambda: run(*ask), before=lambda: status.edit_article(project))
    again = timed(5, lambda: run(*ask))
    return [
        ("`status`, 40 articles × 20 languages, for the first time", first, ""),
        ("`status` after one article was edited", edited, "at most 2"),
        ("`status` again, nothing changed", again, "at most 2"),
    ]


# ── measuring ────────────────────────────────────────────────────────────────────────────────


def timed(times: int, act: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        before()
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def run(*command: object) -> None:
    """Run a command that must succeed."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def forget(project: Path, output: Path) -> None:
    """Remove the memory, the cache and the output."""
    shutil.rmtree(project / ".utgivelse", ignore_errors=True)
    shutil.rmtree(output, ignore_errors=True)


def book_of(project: Path) -> Book:
    """The text of the Norwegian edition."""
    from utgivelse import fonts, production
    from utgivelse.edition import Job
    from utgivelse.files import Files
    from utgivelse.project import load_project

    loaded = load_project(project)
    files = Files(project)
    os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig_file(files))
    job = Job(loaded.publications[0].id, "nb", ("pdf-screen",))
    book = production.prepare(files, loaded, job, lambda _: None).book
    assert book is not None
    return book


def pages_of(project: Path) -> Pages:
    """The document of the Norwegian edition."""
    from utgivelse import design, render
    from utgivelse.files import Files

    book, files = book_of(project), Files(project)
    return render.render_pages(book, design.load_design(files, book.publication, book.brand), files)[0]


def dump(project: Path) -> tuple[Path, list[Path]]:
    """The same document and its style sheets as files."""
    pages = pages_of(project)
    page = project / "page.html"
    page.write_text(pages.html)
    sheets = [project / f"page-{number}.css" for number in range(len(pages.css))]
    for sheet, css in zip(sheets, pages.css, strict=True):
        sheet.write_text(css)
    return page, sheets


if __name__ == "__main__":
    main()
