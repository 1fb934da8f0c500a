"""Reading: rules of the standard that decide what a painted thing is, each in one small page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from clean_sheet import WHOLE, Content, clean, saved, text
from utgivelse.pdf import painting
from utgivelse.pdf.painting import Painted, Painting

Change = Callable[[Pdf, Any], None]
SQUARE = b"100 300 50 50 re f "


def read(content: Content, change: Change | None = None) -> Painting:
    """The painting of a page with this content; `change` gets the file and its resources."""
    pdf = clean(content)
    if change:
        change(pdf, pdf.pages[0].obj.Resources)
    return painting.read(saved(pdf))


def drawn(content: Content, change: Change | None = None) -> list[Painted]:
    """What the content painted, without the ground."""
    return [*read(content, change).painted[1:]]


def form(pdf: Pdf, content: Content, **parts: Any) -> Any:
    return pdf.make_stream(content, Subtype=Name.Form, **{"BBox": Array(list(WHOLE)), **parts})


def test_a_default_space_stands_in_for_a_device_space() -> None:
    def change(_: Pdf, resources: Any) -> None:
        resources.ColorSpace.DefaultCMYK = resources.ColorSpace.Own

    (square,) = drawn(b"0 0 0 1 k " + SQUARE, change)
    assert square.colour.space.family == "icc"
    assert square.colour.plates == (("Black", 1.0),)


def test_a_group_s_alpha_goes_over_all_that_is_in_it_and_a_form_s_own_state_stays_there() -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        group = Dictionary(S=Name.Transparency)
        resources.XObject.G = form(pdf, b"/Over gs 0 0 0 1 k " + SQUARE, Group=group, Resources=resources)

    inside, after = drawn(b"/Half gs /G Do " + SQUARE, change)
    assert (inside.alpha, inside.overprint, inside.mode) == (0.5, True, 1)
    assert (after.alpha, after.overprint, after.mode) == (0.5, False, 0)
    assert after.colour.space.family == "grey"


def test_op_follows_op_only_where_a_state_gives_that_alone() -> None:
    alone, both = drawn(b"/OnlyOP gs " + SQUARE + b"/Out gs " + SQUARE)
    assert (alone.overprint, both.overprint) == (True, False)
    (line,) = drawn(b"/FillOver gs 1 w 1 300 m 99 300 l S")
    assert not line.overprint


@pytest.mark.parametrize(
    ("policy", "members", "shows"),
    [
        ("AnyOn", "On Off", True),
        ("AnyOn", "Off", False),
        ("AllOn", "On Off", False),
        ("AllOn", "On", True),
        ("AllOff", "On Off", False),
        ("AllOff", "Off", True),
        ("AnyOff", "On Off", True),
        ("AnyOff", "On", False),
    ],
)
def test_a_membership_shows_by_its_policy(policy: str, members: str, *, shows: bool) -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        groups = resources.Properties
        listed = Array([groups["/" + name] for name in members.split()])
        groups.Mine = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=listed, P=Name("/" + policy)))
        pdf.Root.OCProperties.OCGs.append(groups.Off)
        pdf.Root.OCProperties.D.OFF = Array([groups.Off])

    (square,) = drawn(b"/OC /Mine BDC " + SQUARE + b"EMC", change)
    assert square.hidden != shows


def test_an_object_s_own_layer_hides_it() -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        groups = resources.Properties
        pdf.Root.OCProperties.OCGs.append(groups.Off)
        pdf.Root.OCProperties.D.OFF = Array([groups.Off])
        resources.XObject.Harmless.OC = groups.Off

    (square,) = drawn(b"/Harmless Do", change)
    assert square.hidden
    assert not square.visible


@pytest.mark.parametrize(("flags", "visible"), [(4, True), (0, False), (6, False)])
def test_an_annotation_paints_where_it_is_fitted_and_only_if_it_prints(flags: int, *, visible: bool) -> None:
    def change(pdf: Pdf, _: Any) -> None:
        look = form(pdf, b"1 0 0 rg 0 0 10 10 re f", BBox=Array([0, 0, 10, 10]))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=flags, Rect=Array([100, 300, 150, 350]))
        note.AP = Dictionary(N=look)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    found = read(b"", change)
    square = found.painted[-1]
    assert square.within == ("annotation",)
    assert square.visible == visible
    assert square.area is not None
    assert square.area.width == pytest.approx(50 / 72 * 25.4)
    assert found.annotations[0].drawn


def test_a_cell_without_colours_takes_the_colour_given_and_keeps_it() -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        cell = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=2, XStep=9, YStep=9)
        cell.BBox, cell.Resources = Array([0, 0, 9, 9]), Dictionary()
        resources.Pattern.Plain = cell
        resources.ColorSpace.Under = Array([Name.Pattern, Name.DeviceCMYK])

    shape, inside = drawn(b"/Under cs 0 1 1 0 /Plain scn " + SQUARE, change)
    assert shape.colour.pattern == "tiling"
    assert inside.colour.space.family == "cmyk"
    assert inside.colour.values == (0, 1, 1, 0)
    assert inside.area == shape.area


def glyph(pdf: Pdf, resources: Any, procedure: Content) -> None:
    resources.Font.Drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=97, LastChar=97,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=pdf.make_stream(procedure)),
        Encoding=Dictionary(Differences=Array([97, Name.a])), Widths=Array([1000]),
    )  # fmt: skip


def test_a_glyph_of_the_text_s_colour_ignores_its_own_and_one_with_colours_keeps_them() -> None:
    show = b"0 1 0 0 k BT /Drawn 10 Tf 100 300 Td (a) Tj ET"
    own = drawn(show, lambda pdf, resources: glyph(pdf, resources, b"1000 0 d0 1 0 0 rg 0 0 900 900 re f"))
    plain = drawn(
        show, lambda pdf, resources: glyph(pdf, resources, b"1000 0 0 0 900 900 d1 1 0 0 rg 0 0 900 900 re f")
    )
    assert [one.colour.space.family for one in own] == ["rgb", "unknown"]
    assert [one.colour.space.family for one in plain] == ["cmyk", "cmyk"]
    assert own[-1].text is not None
    assert own[-1].text.size == pytest.approx(10)


def test_text_that_is_filled_and_drawn_round_is_two_things() -> None:
    fill, stroke = drawn(b"2 Tr 0 0 0 1 k 1 0 0 RG " + text(100, 300, 12, "Kom"))
    assert (fill.colour.space.family, fill.stroked) == ("cmyk", False)
    assert (stroke.colour.space.family, stroke.stroked) == ("rgb", True)


def test_text_clips_what_comes_after_it() -> None:
    _, inside, outside = drawn(b"7 Tr " + text(100, 300, 12, "Kom") + b"0 0 400 600 re f 0 0 9 9 re f")
    assert inside.area is not None
    assert inside.area.width < 15
    assert outside.area is None


def test_text_says_what_a_reader_would_copy() -> None:
    (line,) = drawn(text(100, 300, 12, "Blåbær"))
    assert line.text is not None
    assert line.text.characters == "Blåbær"
    assert line.text.codes == 6
    assert line.text.font == "SourceSans3"


def test_lines_of_text_go_on_where_the_last_ended() -> None:
    one, two, three = drawn(b"BT /F 10 Tf 12 TL 100 300 Td <0002> Tj <0002> Tj T* <0002> Tj ET")
    assert one.area is not None
    assert two.area is not None
    assert three.area is not None
    assert two.area.x > one.area.x
    assert three.area.x == pytest.approx(one.area.x)
    assert three.area.y - one.area.y == pytest.approx(12 / 72 * 25.4)


def test_a_gradient_s_area_is_what_it_is_clipped_to() -> None:
    (gradient,) = drawn(b"q 100 300 50 60 re W n /CMYK sh Q")
    assert gradient.kind == "shading"
    assert gradient.area is not None
    assert gradient.area.height == pytest.approx(60 / 72 * 25.4)


def test_a_soft_mask_s_content_is_marked_and_its_image_is_no_paint() -> None:
    inside, square = drawn(b"/Mask gs " + SQUARE)
    assert inside.mask
    assert not inside.visible
    assert square.visible
    (image,) = drawn(b"q 50 0 0 50 100 300 cm /Masked Do Q")
    assert image.image is not None
    assert image.image.soft_mask


def test_resources_and_boxes_come_from_the_parents_too() -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        page = pdf.pages[0].obj
        pdf.Root.Pages.Resources, pdf.Root.Pages.MediaBox = resources, page.MediaBox
        pdf.Root.Pages.Rotate = 90
        del page["/Resources"], page["/MediaBox"]

    found = read(text(100, 300, 12, "Kom"), change)
    assert not found.troubles
    assert found.page(1).rotate == 90
    assert found.page(1).media.width == pytest.approx(216)


def test_technical_inks_are_those_of_steps_and_those_called_so() -> None:
    found = read(
        b"/OC /Cut BDC /Step CS 1 SCN 1 1 9 9 re S EMC /CutContour CS 1 SCN 1 1 9 9 re S /Fjord CS 1 SCN 1 1 9 9 re S"
    )
    assert found.inks == {"Kontur": True, "CutContour": True, "Fjord": False}
    assert found.spots == ("Fjord",)


def test_an_ink_used_in_a_step_and_in_the_print_is_printed() -> None:
    found = read(b"/OC /Cut BDC /Step CS 1 SCN 1 1 9 9 re S EMC /Step CS 1 SCN 1 1 9 9 re S")
    assert found.spots == ("Kontur",)


@pytest.mark.parametrize(("number", "family"), [(16, "rgb"), (18, "rgb"), (17, "grey"), (12, "cmyk"), (99, "unknown")])
def test_a_jpeg_2000_picture_says_its_space_itself(number: int, family: str) -> None:
    def change(pdf: Pdf, resources: Any) -> None:
        data = b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x0fcolr\1\0\0" + number.to_bytes(4, "big")
        resources.XObject.J = pdf.make_stream(data, Subtype=Name.Image, Width=210, Height=210, Filter=Name.JPXDecode)

    (image,) = drawn(b"q 50 0 0 50 100 300 cm /J Do Q", change)
    assert image.colour.space.family == family


def test_a_font_of_unseen_text_alone_needs_not_be_there() -> None:
    show = b"BT /N 12 Tf 100 300 Td (Kom) Tj ET"
    assert [font.name for font in read(show).fonts] == ["Helvetica"]
    assert read(b"3 Tr " + show).fonts == ()
