"""The sample's print PDFs, before every judge: veraPDF, two renderers, the plates, the pictures' own ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import judges
from pictures import taken_out
from sample_project import edition
from utgivelse import plates
from utgivelse.pdf import painting

pytestmark = pytest.mark.xdist_group("sample")
LANGUAGES = ("nb", "en")
LIMIT = 300.0


def test_verapdf_passes_the_marked_copies(sample: Path, tmp_path: Path) -> None:
    files = {language: edition(sample, language, "print.pdf").read_bytes() for language in LANGUAGES}
    for language, verdict in judges.archive_verdicts(files, tmp_path).items():
        assert verdict.rules > 100
        assert verdict.failures == (), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_poppler_and_pdfium_draw_it_alike(language: str, sample: Path, tmp_path: Path) -> None:
    found = judges.assert_drawn_alike(edition(sample, language, "print.pdf"), tmp_path)
    assert len(found) == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_picture_and_no_plate_is_over_the_limit(language: str, sample: Path) -> None:
    judges.need("ghostscript")
    path = edition(sample, language, "print.pdf")
    found = [inks.reshape(-1, 4).sum(1, dtype=np.uint16).max() / 2.55 for inks in taken_out(path.read_bytes())]
    assert len(found) >= 10 and max(found) <= LIMIT + 1
    drawn = plates.render(path, painting.read(path.read_bytes()).pages)
    assert drawn.problem is None
    assert max(plates.most_ink(page) for page in drawn) <= LIMIT + 1
