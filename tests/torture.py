"""A document with everything that is hard to turn into ink, laid out by the real engine."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import weasyprint
from PIL import Image, ImageCms, ImageDraw

from utgivelse.colour import ColourTable, colour_table
from utgivelse.files import shipped
from utgivelse.publication import PressProfile

PROFILE = PressProfile(name="iso-coated-300", icc="ISOcoated_v2_300_bas.icc", condition="FOGRA39")

TABLE: ColourTable = colour_table(
    {
        "ink": {"rgb": "#1a1a1a", "cmyk": [0, 0, 0, 100]},
        "paper": {"rgb": "#ffffff", "cmyk": [0, 0, 0, 0]},
        "primary": {"rgb": "#10464f", "cmyk": [90, 45, 48, 46]},
        "primary-tint": {"of": "primary", "tint": 12},
        "accent": {"rgb": "#f2a900", "cmyk": [0, 35, 100, 0]},
        "ink-tint": {"of": "ink", "tint": 10},
    }
)

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="50mm" height="25mm">
<defs>
<linearGradient id="l"><stop offset="0" stop-color="#10464f"/><stop offset="1" stop-color="#f2a900"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#fff"/><stop offset=".5" stop-color="#c03"/>
<stop offset="1" stop-color="#036" stop-opacity="0"/></radialGradient>
<linearGradient id="m"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>
<mask id="k"><rect width="200" height="100" fill="url(#m)"/></mask>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="4" fill="#36c"/></pattern>
</defs>
<rect width="60" height="90" fill="url(#l)"/><circle cx="100" cy="45" r="40" fill="url(#r)"/>
<rect x="140" width="60" height="45" fill="url(#p)" stroke="#808080" stroke-width="2"/>
<g mask="url(#k)"><rect x="140" y="50" width="60" height="45" fill="#c03"/></g>
<text x="5" y="98" font-size="9" fill="#1a1a1a">tegning</text>
</svg>"""

HTML = """<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Tortur</title><style>
@page { size: 148mm 210mm; margin: 10mm; bleed: 3mm; background: #e2e9ea }
@page cover { background: linear-gradient(135deg, #124a54, #d89a10); margin: 10mm }
body { font: 9pt 'Source Sans 3', sans-serif; color: #1a1a1a; margin: 0 }
a { color: #10464f }
.row { display: flex; gap: 3mm; margin-bottom: 3mm }
.row > * { width: 28mm; height: 20mm }
.cover { page: cover; color: #fff; height: 100mm }
</style></head><body>
<div class="cover"><h1 style="color:#fff">Forside</h1><p style="color:rgba(255,255,255,.6)">gjennomsiktig</p>
<div style="width:40mm;height:20mm;background:rgb(242 169 0 / 50%)"></div></div>
<p>Brødtekst i svart. <a href="https://example.no">lenke</a> <b style="color:#808080">grå</b>
<b style="color:#10464f">merke</b> <b style="color:#c8102e">fremmed rødt</b> <b style="color:#818080">nesten grå</b></p>
<div class="row"><div style="background:linear-gradient(90deg,#1a1a1a,#fff)"></div>
<div style="background:linear-gradient(90deg,#10464f,#f2a900)"></div>
<div style="background:linear-gradient(90deg,#f00,#00f 50%,#0f0 50%,#ff0)"></div>
<div style="background:radial-gradient(circle,#fff,#c03 60%,transparent)"></div></div>
<div class="row"><div style="background:repeating-linear-gradient(45deg,#10464f 0 2mm,#fff 2mm 4mm)"></div>
<div style="opacity:.5;background:#10464f"><div style="background:#f2a900;width:15mm;height:10mm"></div></div>
<div style="border:1mm dashed #c8102e;border-radius:4mm;background:#eee"></div>
<div style="background:#e2e9ea;outline:.3mm solid #808080"></div></div>
<div class="row"><img src="photo.jpg"><img src="rotated.jpg"><img src="alpha.png"><img src="grey.png"></div>
<div class="row"><img src="cmyk.jpg"><img src="photo.webp"><img src="palette.png"><img src="bits.png"></div>
<div class="row"><div style="background:url(tile.png) 0 0/8mm 8mm"></div>
<img src="drawing.svg" style="width:50mm;height:25mm">
<div style="box-shadow:1mm 1mm 2mm #808080;background:#fff"></div></div>
<div style="transform:rotate(12deg) scale(.9);width:40mm;background:#f2a900;color:#1a1a1a">dreid</div>
</body></html>"""


def write_pictures(folder: Path) -> None:
    """One picture of every kind, beside the document."""
    photo = _photo()
    photo.save(folder / "photo.jpg", quality=92)
    photo.save(folder / "photo.webp", quality=90)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.rotate(90, expand=True).save(folder / "rotated.jpg", exif=exif, quality=92)
    alpha = photo.copy()
    mask = Image.new("L", photo.size, 0)
    ImageDraw.Draw(mask).ellipse((20, 20, photo.width - 20, photo.height - 20), fill=200)
    alpha.putalpha(mask)
    alpha.save(folder / "alpha.png")
    photo.convert("L").save(folder / "grey.png")
    photo.quantize(32).save(folder / "palette.png")
    photo.convert("1").save(folder / "bits.png")
    photo.resize((40, 40)).save(folder / "tile.png")
    profile = shipped("icc") / "ISOcoated_v2_300_bas.icc"
    inks = ImageCms.profileToProfile(photo, ImageCms.createProfile("sRGB"), str(profile), outputMode="CMYK")
    assert inks is not None
    inks.save(folder / "cmyk.jpg", quality=95)
    (folder / "drawing.svg").write_text(SVG, encoding="utf-8")


def _photo() -> Image.Image:
    """A made-up photograph: sky, hills, a red house."""
    image = Image.linear_gradient("L").resize((420, 300))
    pixels = Image.merge(
        "RGB",
        (image.point(lambda v: 80 + v // 2), image.point(lambda v: 140 + v // 3), image.point(lambda v: 230 - v // 4)),
    )
    draw = ImageDraw.Draw(pixels)
    draw.polygon([(0, 300), (0, 200), (120, 120), (240, 220), (340, 150), (420, 230), (420, 300)], fill=(52, 88, 60))
    draw.rectangle((150, 190, 210, 240), fill=(170, 30, 30))
    draw.rectangle((10, 10, 60, 40), fill=(128, 128, 128))
    return pixels


def torture_pdf(folder: Path, html: str = HTML) -> bytes:
    """The document as the page engine writes it: sRGB, untagged."""
    write_pictures(folder)
    logging.getLogger("weasyprint").handlers = [logging.NullHandler()]
    document = weasyprint.HTML(string=html, base_url=folder.as_uri() + "/").render()
    target = io.BytesIO()
    document.write_pdf(target, pdf_identifier=b"test")
    return target.getvalue()
