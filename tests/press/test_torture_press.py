"""The torture publication: a project with all that is hard to print, built by the real command and judged."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pikepdf
import pytest

import judges
from pdf_walker import colour_uses
from pictures import KINDS, heavy_separation, taken_out, write
from utgivelse import plates
from utgivelse.pdf import painting

pytestmark = pytest.mark.xdist_group("torture")
SOURCE = Path(__file__).parents[1] / "torture_press"
LIMIT = 300.0
TECHNICAL = {"CutContour", "Lakk", "Hvit"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tortur") / "prosjekt"
    shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns(".utgivelse", "output"))
    for name in KINDS:
        write(root, name)
    heavy_separation().save(root / "images/heavy.tif", compression="tiff_lzw")
    build(root)
    return root


def build(root: Path) -> None:
    command = [sys.executable, "-m", "utgivelse", "build", "--project", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr + done.stdout


def pressed(root: Path) -> Path:
    return root / "output/tortur/nb/tortur.nb.print.pdf"


@pytest.fixture(scope="module")
def path(project: Path) -> Path:
    return pressed(project)


def told(project: Path) -> dict[str, list[str]]:
    manifest = json.loads((project / "output/manifest.json").read_text())
    found: dict[str, list[str]] = {}
    for finding in manifest["editions"][0]["findings"]:
        found.setdefault(finding["code"], []).append(finding["message"])
    return found


def test_it_is_as_hard_as_it_claims(path: Path) -> None:
    uses = colour_uses(path.read_bytes())
    assert {"shading", "image", "group", "function"} <= {use.by for use in uses}
    with pikepdf.open(path) as opened:
        inks = {str(obj[1])[1:] for obj in opened.objects if _is_ink(obj)}
        assert len(opened.pages) == 4
        assert [round(float(part) * 25.4 / 72, 1) for part in opened.pages[0].bleedbox][2:] != [148, 210]
    assert TECHNICAL | {"PANTONE 214 C"} <= inks
    assert len(taken_out(path.read_bytes())) == len(KINDS) + 1


def _is_ink(obj: pikepdf.Object) -> bool:
    return isinstance(obj, pikepdf.Array) and len(obj) == 4 and obj[0] == "/Separation"


def test_what_was_brought_down_is_told_and_nothing_else_is_wrong(project: Path) -> None:
    found = told(project)
    assert len(found.pop("K31")) == 1
    print({code: len(messages) for code, messages in found.items()})
    manifest = json.loads((project / "output/manifest.json").read_text())
    assert not [finding for finding in manifest["editions"][0]["findings"] if finding["severity"] == "error"]


def test_verapdf_passes_the_marked_copy(path: Path, tmp_path: Path) -> None:
    (verdict,) = judges.archive_verdicts({"tortur": path.read_bytes()}, tmp_path).values()
    assert verdict.failures == ()


def test_no_picture_and_no_plate_is_over_the_limit(path: Path) -> None:
    judges.need("ghostscript")
    for inks in taken_out(path.read_bytes()):
        assert inks.reshape(-1, 4).sum(1, dtype=np.uint16).max() / 2.55 <= LIMIT + 1
    known = plates.Known(technical=TECHNICAL)
    drawn = plates.render(path, painting.read(path.read_bytes()).pages, known, plates.THOROUGH)
    assert drawn.problem is None and len(drawn) == 4
    most = [plates.most_ink(page) for page in drawn]
    print("plates", most)
    assert max(most) <= LIMIT + 1


def test_poppler_and_pdfium_draw_it_alike(path: Path, tmp_path: Path) -> None:
    print(judges.assert_drawn_alike(path, tmp_path))


def test_the_same_project_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    again = tmp_path / "igjen"
    shutil.copytree(project, again, ignore=shutil.ignore_patterns(".utgivelse", "output"))
    build(again)
    assert pressed(again).read_bytes() == pressed(project).read_bytes()


def test_cmyk_pictures_are_in_the_file_as_they_were_supplied(project: Path, path: Path) -> None:
    from PIL import Image

    with Image.open(project / "images/inks.tif") as opened:
        wanted = np.asarray(opened)
    assert any(inks.shape == wanted.shape and (inks == wanted).all() for inks in taken_out(path.read_bytes()))


def test_no_trace_of_light_is_left(path: Path) -> None:
    data = path.read_bytes()
    with pikepdf.open(io.BytesIO(data)) as opened:
        written = b"".join(
            obj.unparse() for obj in opened.objects if not isinstance(obj, pikepdf.Stream) or "/N" not in obj
        )
    assert not re.search(rb"/DeviceRGB|/CalRGB|/Lab\b", written)
