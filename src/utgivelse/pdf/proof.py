"""Proof: a press PDF made small, to look at and to compare.

Laws: page, boxes, text, lines and inks stay as they are; only pictures lose pixels, in the inks they
have. A picture whose colour space is not read here stays whole. Nothing is claimed of the result.
"""

from __future__ import annotations

import io
from math import ceil

import pikepdf
from pikepdf import Array, Name, Object, PdfImage, Stream

from utgivelse.images.pixels import jpeg, packed, shrunk
from utgivelse.pdf.placements import largest, placements
from utgivelse.pdf.saving import save

PROOF_PPI = 100
QUALITY = 75
SLACK = 0.001
CLAIMS = ("/GTS_PDFXVersion", "/GTS_PDFXConformance")
READ = {Name.DeviceCMYK: "CMYK", Name.DeviceGray: "L"}


def as_proof(data: bytes, ppi: int = PROOF_PPI) -> bytes:
    """The same pages with pictures of at most `ppi` pixels an inch, and without a word of PDF/X.

    The output intent stays: it says how the inks look (ISO 32000-2, 14.11.5), and claims nothing
    without the version key beside it.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, size in sorted(largest(placements(pdf)).items()):
            if number != (0, 0):
                _shrink(pdf.get_object(number), size, ppi)
        for key in CLAIMS:
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        return save(pdf)


def _shrink(image: Object, placed: tuple[float, float], ppi: int) -> None:
    if not isinstance(image, Stream) or not _is_read(image):
        return
    width, height = int(image.Width), int(image.Height)
    share = max(placed[0] / 25.4 * ppi / width, placed[1] / 25.4 * ppi / height)
    soft = image.get("/SMask")
    if share < 1:
        _write(image, share, lossy=True)
        if isinstance(soft, Stream) and _is_read(soft) and "/Matte" not in soft:
            _write(soft, share, lossy=False)


def _is_read(image: Object) -> bool:
    """Whether its samples are understood here: 8 bits, in CMYK or grey, each as it stands."""
    if bool(image.get("/ImageMask", False)) or "/Mask" in image or int(image.get("/BitsPerComponent", 8)) != 8:
        return False
    # a JPEG of Adobe's kind holds ink the other way round, and its decode array turns it back
    turned = image.get("/Filter") == Name.DCTDecode
    return image.get("/ColorSpace") in READ and (turned or "/Decode" not in image)


def _write(image: Stream, share: float, *, lossy: bool) -> None:
    size = tuple(max(1, ceil(int(image[key]) * share - SLACK)) for key in ("/Width", "/Height"))
    mode, was_jpeg = READ[Name(str(image.ColorSpace))], image.get("/Filter") == Name.DCTDecode
    pixels = shrunk(PdfImage(image).as_pil_image(), (size[0], size[1]))
    image.write(
        jpeg(pixels, QUALITY) if lossy else packed(pixels, mode),
        filter=Name.DCTDecode if lossy else Name.FlateDecode,
    )
    image.Width, image.Height, image.BitsPerComponent = size[0], size[1], 8
    if lossy and mode == "CMYK" and not was_jpeg:
        image.Decode = Array([1, 0] * 4)
