"""A print file with nothing wrong, built by hand: A5, 3 mm bleed, a printing condition, an embedded font.

Laws:
- Every resource that a case may name is in every file; only what its content uses counts.
- `Hiding` puts one content into a page in different ways, always at the same place on the page as seen.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from small_profile import small_profile
from utgivelse.places import Area

PACKAGE = Path(__file__).parent.parent / "src/utgivelse"
MM = 72 / 25.4
BLEED = 3 * MM
WIDTH, HEIGHT = 148 * MM, 210 * MM
WHOLE = (0.0, 0.0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED)
LETTERS = "".join(map(chr, range(32, 127))) + "æøåÆØÅ"

Content = bytes
Box = tuple[float, float, float, float]


def area(x: float, y: float, width: float, height: float) -> Area:
    """Points from the bleed's lower left corner as the millimetres that a finding gives."""
    return Area((x - BLEED) / MM, (HEIGHT + BLEED - y - height) / MM, width / MM, height / MM)


def icc() -> bytes:
    """A whole profile, and a small one."""
    return small_profile()


@cache
def _font() -> tuple[bytes, dict[str, int], dict[int, int], int]:
    """A subset of a shipped font: its file, letters → glyphs, glyphs → widths in 1/1000 em, number of glyphs."""
    font = TTFont(PACKAGE / "fonts/SourceSans3_400Regular.ttf")
    options = Options(hinting=False, layout_features=[], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    order, cmap, unit = font.getGlyphOrder(), font.getBestCmap(), font["head"].unitsPerEm
    numbers = {name: index for index, name in enumerate(order)}
    glyphs = {letter: numbers[cmap[ord(letter)]] for letter in LETTERS}
    widths = {numbers[name]: round(font["hmtx"][name][0] * 1000 / unit) for name in order}
    held = io.BytesIO()
    font.save(held)
    return held.getvalue(), glyphs, widths, len(order)


def text(x: float, y: float, size: float, words: str, font: str = "/F") -> Content:
    """A line of text in the embedded font."""
    codes = "".join(f"{_font()[1][letter]:04x}" for letter in words)
    return f"BT {font} {size} Tf {x} {y} Td <{codes}> Tj ET ".encode()


def width_of(words: str, size: float) -> float:
    """How long a line is, in points."""
    _, glyphs, widths, _ = _font()
    return sum(widths[glyphs[letter]] for letter in words) * size / 1000


def embedded_font(pdf: Pdf, file: bytes = b"") -> Object:
    """The font as a composite one with its letters' meaning; `file` is embedded in place of its own."""
    data, glyphs, widths, count = _font()
    data = file or data
    rows = "\n".join(f"<{glyph:04x}> <{ord(letter):04x}>" for letter, glyph in glyphs.items())
    meaning = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(glyphs)} beginbfchar\n{rows}\nendbfchar"
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+SourceSans3"), Flags=4, Ascent=984, Descent=-273,
        CapHeight=660, ItalicAngle=0, StemV=80, FontBBox=Array([0, -273, 1000, 984]), FontFile2=pdf.make_stream(data),
    )  # fmt: skip
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+SourceSans3"), CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array([widths[glyph] for glyph in range(count)])]),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+SourceSans3"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(meaning.encode()),
        )
    )


def tint(pdf: Pdf, cmyk: tuple[float, float, float, float], inputs: int = 1) -> Object:
    """A function from an ink to process inks."""
    if inputs == 1:
        return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(list(cmyk)), N=1)
    program = b"{ " + b"pop " * inputs + b"0 0 0 0 }"
    domain = Array([0, 1] * inputs)
    return pdf.make_stream(program, FunctionType=4, Domain=domain, Range=Array([0, 1] * 4))


def ink(pdf: Pdf, name: str, cmyk: tuple[float, float, float, float] = (0, 0.5, 1, 0)) -> Array:
    """A Separation."""
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint(pdf, cmyk)])


def picture(pdf: Pdf, space: Any, pixels: tuple[int, int], components: int, **more: Any) -> Stream:
    """A flat picture of eight bits."""
    data = b"\x40" * (pixels[0] * pixels[1] * components)
    return pdf.make_stream(
        zlib.compress(data), Type=Name.XObject, Subtype=Name.Image, Width=pixels[0], Height=pixels[1],
        BitsPerComponent=8, ColorSpace=space, Filter=Name.FlateDecode, **more,
    )  # fmt: skip


def line_art(pdf: Pdf, pixels: tuple[int, int], *, stencil: bool) -> Stream:
    """A flat picture of one bit."""
    data = zlib.compress(b"\x55" * ((pixels[0] + 7) // 8 * pixels[1]))
    kind = {"ImageMask": True} if stencil else {"ColorSpace": Name.DeviceGray}
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=pixels[0], Height=pixels[1], BitsPerComponent=1,
        Filter=Name.FlateDecode, **kind,
    )  # fmt: skip


def shading(space: Name, components: int) -> Dictionary:
    """A gradient across the page."""
    end = Array([0.5] * components)
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * components), C1=end)
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 400, 0]), Function=function, Extend=Array([True, True])
    )


def spaces(pdf: Pdf, own: Object) -> Dictionary:
    """Colour spaces that cases name."""
    white = Array([0.95, 1, 1.09])
    srgb = pdf.make_stream(b"\0" * 16 + b"RGB " + b"\0" * 108, N=3)
    unlike = Array([Name.Separation, Name("/Fjord"), Name.DeviceCMYK, tint(pdf, (1, 0, 0, 0))])
    several = Array([Name("/Fjord"), Name("/Cyan")])
    return Dictionary(
        Lab=Array([Name.Lab, Dictionary(WhitePoint=white)]),
        Cal=Array([Name.CalRGB, Dictionary(WhitePoint=white)]),
        CalGrey=Array([Name.CalGray, Dictionary(WhitePoint=white)]),
        Icc=Array([Name.ICCBased, srgb]),
        Own=Array([Name.ICCBased, own]),
        Fjord=ink(pdf, "Fjord"),
        FJORD=ink(pdf, "FJORD 1"),
        Spaced=ink(pdf, "fjord-1"),
        Unlike=unlike,
        Gran=ink(pdf, "Gran", (1, 0, 1, 0)),
        Torv=ink(pdf, "Torv", (0, 0.2, 0.4, 0.6)),
        CutContour=ink(pdf, "CutContour", (0, 1, 0, 0)),
        Step=ink(pdf, "Kontur", (0, 1, 0, 0)),
        All=ink(pdf, "All", (1, 1, 1, 1)),
        None_=Array([Name.Separation, Name("/None"), Name.DeviceCMYK, tint(pdf, (0, 0, 0, 0))]),
        Black=ink(pdf, "Black", (0, 0, 0, 1)),
        Several=Array([Name.DeviceN, several, Name.DeviceCMYK, tint(pdf, (0, 0, 0, 0), 2)]),
        LabSpot=Array([Name.Separation, Name("/Fjord"), Array([Name.Lab, Dictionary(WhitePoint=white)]), Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([100, 0, 0]), C1=Array([50, 20, 20]), N=1)]),
        IndexedRGB=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\x00\x00\x00\xff\x00\x00")]),
        IndexedCMYK=Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\0\0\0\0\xff")]),
    )  # fmt: skip


def states() -> Dictionary:
    """Graphics states that cases name."""
    return Dictionary(
        Over=Dictionary(OP=True, op=True, OPM=1),
        Over0=Dictionary(OP=True, op=True, OPM=0),
        FillOver=Dictionary(OP=False, op=True, OPM=1),
        OnlyOP=Dictionary(OP=True, OPM=1),
        Out=Dictionary(OP=False, op=False, OPM=1),
        Thin=Dictionary(LW=0.1),
        Thick=Dictionary(LW=0.5),
        Half=Dictionary(ca=0.5, CA=0.5),
        NoTransfer=Dictionary(TR=Name.Identity, TR2=Name.Default),
        Clear=Dictionary(ca=0, CA=0),
    )


def forms(pdf: Pdf, resources: Dictionary) -> Dictionary:
    """Pictures and forms that cases name."""
    rgb_group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    box = Array(list(WHOLE))
    fill = b"0 0 0 1 k 100 300 50 50 re f"

    def form(content: bytes, **more: Any) -> Stream:
        return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, **{"BBox": box, **more})

    loop = form(b"/Loop Do", Resources=resources)
    return Dictionary(
        RGB=picture(pdf, Name.DeviceRGB, (210, 210), 3),
        CMYK=picture(pdf, Name.DeviceCMYK, (210, 210), 4),
        Grey=picture(pdf, Name.DeviceGray, (210, 210), 1),
        IndexedRGB=picture(pdf, resources.ColorSpace.IndexedRGB, (210, 210), 1),
        Art=line_art(pdf, (210, 210), stencil=False),
        Stencil=line_art(pdf, (210, 210), stencil=True),
        Masked=picture(pdf, Name.DeviceCMYK, (210, 210), 4, SMask=picture(pdf, Name.DeviceGray, (20, 20), 1)),
        RGBGroup=form(fill, Group=rgb_group, BBox=Array([100, 300, 150, 350])),
        CMYKGroup=form(fill, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
        Loop=loop,
        Harmless=form(fill),
    )


def layers(pdf: Pdf) -> Dictionary:
    """Optional content groups that cases name: one that shows, one that is off, a processing step."""
    step = Dictionary(GTS_ProcStepsGroup=Name.Structural, GTS_ProcStepsType=Name.Cutting)
    return Dictionary(
        On=pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("På"))),
        Off=pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Av"))),
        Cut=pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Stans"), GTS_Metadata=step)),
    )


def resources_of(pdf: Pdf, own: Object) -> Dictionary:
    """Everything that cases name."""
    simple = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    found: Dictionary = pdf.make_indirect(Dictionary(ColorSpace=spaces(pdf, own), ExtGState=states()))
    found.Font = Dictionary(F=embedded_font(pdf), N=pdf.make_indirect(simple), Junk=embedded_font(pdf, b"junk" * 99))
    found.Properties = layers(pdf)
    found.XObject = forms(pdf, found)
    found.Shading = Dictionary(RGB=shading(Name.DeviceRGB, 3), CMYK=shading(Name.DeviceCMYK, 4))
    found.Pattern = Dictionary(
        RGB=Dictionary(PatternType=2, Shading=found.Shading.RGB),
        CMYK=Dictionary(PatternType=2, Shading=found.Shading.CMYK),
    )
    found.ExtGState.Transfer = Dictionary(TR=tint(pdf, (1, 0, 0, 0)))
    found.ExtGState.Transfer2 = Dictionary(TR2=Array([Name.Identity] * 3 + [tint(pdf, (1, 0, 0, 0))]))
    mask = pdf.make_stream(b"1 g 100 300 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(WHOLE)),
                           Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))  # fmt: skip
    found.ExtGState.Mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    return found


BACKGROUND = b"q 0.2 0.1 0 0 k 0 0 436.6 612.3 re f Q "
"""A light ground over trim and bleed."""


def clean(*contents: Content) -> Pdf:
    """A file of one page for each content, with nothing wrong around them."""
    pdf = pikepdf.new()
    own = pdf.make_stream(icc(), N=4)
    resources = resources_of(pdf, own)
    for content in contents or (b"",):
        page = pdf.add_blank_page(page_size=(WHOLE[2], WHOLE[3]))
        page.obj.Resources = resources
        page.obj.TrimBox = Array([BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT])
        page.obj.BleedBox = Array(list(WHOLE))
        page.obj.Contents = pdf.make_stream(BACKGROUND + content)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"), DestOutputProfile=own,
            )
        ]
    )  # fmt: skip
    groups = resources.Properties
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("Ren"), Trapped=Name("/False")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([groups.On, groups.Cut]), D=Dictionary(Order=Array([groups.On])))
    return pdf


XMP = b"""\
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Ren</rdf:li></rdf:Alt></dc:title>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def saved(pdf: Pdf, **options: Any) -> bytes:
    held = io.BytesIO()
    pdf.save(held, **{"deterministic_id": True, **options})
    pdf.close()
    return held.getvalue()


Hiding = Callable[[Content, Box], Pdf]


def on_page(content: Content, _: Box) -> Pdf:
    return clean(content)


def in_form(content: Content, _: Box) -> Pdf:
    """In a form of its own matrix, in another form."""
    pdf = clean(b"q 2 0 0 2 10 20 cm /Outer Do Q")
    resources = pdf.pages[0].obj.Resources
    inner = pdf.make_stream(content, Subtype=Name.Form, BBox=Array(list(WHOLE)), Resources=resources)
    inner.Matrix = Array([0.5, 0, 0, 0.5, -5, -10])
    own = Dictionary(XObject=Dictionary(Inner=inner))
    outer = pdf.make_stream(b"/Inner Do", Subtype=Name.Form, BBox=Array([-9, -19, 999, 999]), Resources=own)
    resources.XObject.Outer = outer
    return pdf


def in_pattern(content: Content, shape: Box) -> Pdf:
    """In the cell of a pattern that fills the shape, a little larger."""
    x, y, width, height = shape
    pdf = clean(f"/Pattern cs /Cell scn {x - 5} {y - 5} {width + 10} {height + 10} re f".encode())
    resources = pdf.pages[0].obj.Resources
    resources.Pattern.Cell = pdf.make_stream(
        content, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array(list(WHOLE)), XStep=WHOLE[2],
        YStep=WHOLE[3], Resources=resources,
    )  # fmt: skip
    return pdf


def in_glyph(content: Content, _: Box) -> Pdf:
    """As a coloured glyph of a Type 3 font."""
    pdf = clean(b"BT /Drawn 1 Tf <61> Tj ET")
    resources = pdf.pages[0].obj.Resources
    glyph = pdf.make_stream(b"436 0 d0 " + content)
    resources.Font.Drawn = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array(list(WHOLE)), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Differences=Array([97, Name.a])), FirstChar=97,
            LastChar=97, Widths=Array([1]), Resources=resources,
        )
    )  # fmt: skip
    return pdf


def on_turned_page(content: Content, _: Box) -> Pdf:
    """On a page that is turned by 90°, drawn so that it looks the same."""
    pdf = clean()
    page = pdf.pages[0].obj
    turned = f"0 1 -1 0 {WHOLE[3]} 0 cm ".encode()
    page.Contents = pdf.make_stream(turned + BACKGROUND + content)
    page.Rotate = 90
    page.MediaBox = page.BleedBox = Array([0, 0, WHOLE[3], WHOLE[2]])
    page.TrimBox = Array([BLEED, BLEED, BLEED + HEIGHT, BLEED + WIDTH])
    return pdf


def in_large_units(content: Content, _: Box) -> Pdf:
    """On a page whose unit is two points, drawn half as large."""
    pdf = clean()
    page = pdf.pages[0].obj
    page.UserUnit = 2
    page.Contents = pdf.make_stream(b"0.5 0 0 0.5 0 0 cm " + BACKGROUND + content)
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[key] = Array([float(part) / 2 for part in page[key]])
    return pdf


HIDINGS: dict[str, Hiding] = {
    "page": on_page,
    "form": in_form,
    "pattern": in_pattern,
    "type 3": in_glyph,
    "turned": on_turned_page,
    "unit": in_large_units,
}
