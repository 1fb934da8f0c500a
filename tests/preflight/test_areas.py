"""Areas: what is said to stand somewhere is drawn there by pdfium, and takes up all of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pypdfium2
import pytest

from clean_sheet import (
    HIDINGS,
    MM,
    WHOLE,
    clean,
    in_form,
    in_glyph,
    in_large_units,
    on_page,
    on_turned_page,
    saved,
    text,
)
from utgivelse.pdf import painting
from utgivelse.places import Area

PPI = 120
INK = b"0 0 0 1 k 0 0 0 1 K "
SHAPES = {
    "text": INK + text(100, 300, 40, "Hei"),
    "text with tails": INK + text(100, 300, 40, "gjp"),
    "leaning text": INK + b"q .7 .7 -.7 .7 150 300 cm " + text(0, 0, 40, "H") + b"Q",
    "stretched text": INK + b"50 Tz 3 Tc 10 Ts " + text(100, 300, 40, "Hei"),
    "rectangle": INK + b"100 300 50 70 re f",
    "curve": INK + b"110 300 m 110 305.5 105.5 310 100 310 c 94.5 310 90 305.5 90 300 c f",
    "line": INK + b"5 w 100 300 m 200 300 l S",
    "leaning line with caps": INK + b"5 w 2 J 100 300 m 200 350 l S",
    "clipped": INK + b"q 120 310 20 30 re W n 100 300 50 70 re f Q",
    "picture": b"q 60 20 -20 60 200 300 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 00000000> EI Q",
    "pattern": b"/Pattern cs /CMYK scn 300 300 50 70 re f",
}
PLAIN = (on_page, in_form, in_glyph, on_turned_page, in_large_units)


def drawn(data: bytes) -> Area:
    """Where pdfium's page is dark, as millimetres from the trim."""
    with pypdfium2.PdfDocument(data) as pdf:
        bitmap = pdf[0].render(scale=PPI / 72, grayscale=True).to_numpy()
    rows, columns = np.nonzero(bitmap.reshape(bitmap.shape[:2]) < 170)
    across, down = WHOLE[2] / MM / bitmap.shape[1], WHOLE[3] / MM / bitmap.shape[0]
    left, top = columns.min() * across, rows.min() * down
    return Area(left - 3, top - 3, (columns.max() + 1) * across - left, (rows.max() + 1) * down - top)


@pytest.mark.parametrize("hiding", PLAIN, ids=lambda hiding: hiding.__name__)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_area_is_where_pdfium_draws(shape: str, hiding: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clean_sheet.BACKGROUND", b"")
    make = next(made for made in HIDINGS.values() if made is hiding)
    data = saved(make(SHAPES[shape], (90, 290, 150, 100)))
    found = [one for one in painting.read(data).painted if one.visible and one.object and one.colour.space.components]
    said, seen = found[0].area, drawn(data)
    assert said is not None
    loose = 3.2 if "text" in shape else 0.45  # letters don't fill their line
    for one, other in ((said.x, seen.x), (said.y, seen.y), (said.right, seen.right), (said.bottom, seen.bottom)):
        assert abs(one - other) <= loose
    assert said.x <= seen.x + 0.45
    assert said.y <= seen.y + 0.45
    assert said.right >= seen.right - 0.45
    assert said.bottom >= seen.bottom - 0.45


def test_things_come_in_the_order_in_which_they_are_painted() -> None:
    data = saved(clean(b"".join(b"0 0 0 %.1f k %d 300 5 5 re f " % (step / 10, 20 * step) for step in range(1, 9))))
    painted = [one.area.x for one in painting.read(data).painted[1:] if one.area]
    assert all(one < other for one, other in pairwise(painted))
