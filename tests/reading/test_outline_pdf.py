"""The outline of a PDF: what a screen reader goes through, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_gaps import png

from conftest import Command
from paper import by_us, lay_out
from utgivelse import outline
from utgivelse.outline.pdf import read_pdf

BODY = f"""
<h1>Elva</h1>
<p>Elva heter <span lang="se">Buorre</span> for <a href="https://example.no">noen</a>.<span class="fn">En note.</span>
</p>
<p><img src="{png()}" alt="En rød bil"/></p>
<table><tr><th>År</th><th>Fisk</th></tr><tr><th scope="row">2025</th><td>12</td></tr></table>
<ul><li>laks</li><li>ørret<ul><li>sjøørret</li></ul></li></ul>
<h2 style="break-before: page">Neste</h2><blockquote><p>Sagt er sagt.</p></blockquote>
"""
EXPECTED = """\
document [nb]: Prøve
  page: 1
  heading 1: Elva
  paragraph: Elva heter Buorre for noen.1
    passage [se]: Buorre
    link: noen – https://example.no
    link: 1
  note: 1. En note.
    link: 1.
  image: En rød bil
  table, 2 by 2
    row 1 of 2
      column head: År
      column head: Fisk
    row 2 of 2
      row head: 2025
      cell of «Fisk, 2025»: 12
  list of 2
    item 1 of 2: • laks
    item 2 of 2: • ørret
      list of 1
        item 1 of 1: ◦ sjøørret
  page: 2
  heading 2: Neste
  quotation
    paragraph: Sagt er sagt.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("outline") / "elva.pdf"
    path.write_bytes(by_us(lay_out(BODY, "@page { size: 150mm 200mm }")))
    return path


def test_the_outline_is_what_is_read(file: Path) -> None:
    assert outline.write(read_pdf(file.read_bytes())) == EXPECTED


def test_the_command_prints_it_and_gives_it_as_data(file: Path, command: Command) -> None:
    done = command("check", "--outline", file)
    assert (done.returncode, done.stdout) == (0, EXPECTED)
    told = json.loads(command("check", "--outline", file, "--json").stdout)["outlines"][str(file)]
    assert told[1] == {"depth": 1, "role": "page", "text": "1", "language": ""}
    assert len(told) == len(EXPECTED.splitlines())


def test_the_command_speaks_norwegian(file: Path, command: Command) -> None:
    done = command("check", "--outline", file, LC_ALL="nb_NO.UTF-8", LANGUAGE="nb")
    assert "overskrift 1: Elva" in done.stdout and "punkt 1 av 2" in done.stdout


def test_a_file_without_tags_says_so(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(lay_out("<p>Ord</p>").document.write_pdf())
    done = command("check", "--outline", path)
    assert done.returncode == 0 and done.stdout.startswith("document without tags")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.md", b"# Nei", "R70"), ("b.pdf", b"no pdf", "F30"), ("c.epub", b"no zip", "R70"), ("d.pdf", None, "F02")],
)
def test_what_has_no_outline_is_said(
    tmp_path: Path, command: Command, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = command("check", "--outline", path)
    assert done.returncode == 2 and f"error {code}" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_named_is_said(command: Command) -> None:
    done = command("check", "--outline")
    assert done.returncode == 2 and "R70" in done.stderr
