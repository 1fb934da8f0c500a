"""Screen: the laid-out pages as a reader wants them: cut to the trim, with small pictures.

Laws: the page box begins at 0 0 and is the trim; what lies outside is never seen. A picture has at
most `SCREEN_PPI` where it stands largest; transparency stays. Tags, links and bookmarks are untouched.
"""

from __future__ import annotations

import io
from math import ceil

import pikepdf
from pikepdf import Array, Name, Object

from utgivelse.files import Files, sha256
from utgivelse.images.pixels import ENGINE, Pixels, jpeg, packed, shrunk, with_alpha
from utgivelse.pdf.placements import largest, placements
from utgivelse.pdf.saving import save

SCREEN_PPI = 150
QUALITY = 85
SLACK = 0.001


def crop_to_trim(data: bytes) -> bytes:
    """The same pages without their bleed: media box, crop box and trim box are one.

    The engine puts the trim's corner at 0 0; a file that does not is none of ours.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(part) for part in page.trimbox)
            if abs(left) > SLACK or abs(bottom) > SLACK:
                raise ValueError(f"the trim box begins at {left} {bottom}, expected 0 0")
            page.obj[Name.MediaBox] = Array([0, 0, round(right, 4), round(top, 4)])
            for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
                if key in page.obj:
                    del page.obj[key]
        return save(pdf, packed=True)


def shrink_pictures(data: bytes, files: Files) -> bytes:
    """The same pages, each picture with no more pixels than a screen shows."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = largest(placements(pdf))
        for number, size in sorted(sizes.items()):
            if number != (0, 0):
                _shrink(pdf.get_object(number), size, files)
        return save(pdf, packed=True)


def _shrink(image: Object, placed: tuple[float, float], files: Files) -> None:
    """Put smaller pixels into a picture object, and into its soft mask."""
    if bool(image.get("/ImageMask", False)) or "/Mask" in image or image.get("/ColorSpace") == Name.DeviceCMYK:
        return
    size = _size(image, placed)
    soft = image.get("/SMask")
    lossy = image.get("/Filter") == Name.DCTDecode
    image["/Interpolate"] = False
    if lossy or size != (int(image.Width), int(image.Height)):
        _write(image, _derived(image, size, files, "JPEG" if lossy else "RGB"), size, Name.DeviceRGB)
    if isinstance(soft, pikepdf.Stream):
        soft["/Interpolate"] = False
        if size != (int(soft.Width), int(soft.Height)):
            _write(soft, _derived(soft, size, files, "L"), size, Name.DeviceGray)


def _size(image: Object, placed: tuple[float, float]) -> tuple[int, int]:
    width, height = int(image.Width), int(image.Height)
    share = min(1.0, max(placed[0] / 25.4 * SCREEN_PPI / width, placed[1] / 25.4 * SCREEN_PPI / height))
    return max(1, ceil(width * share - SLACK)), max(1, ceil(height * share - SLACK))


def _derived(image: Object, size: tuple[int, int], files: Files, form: str) -> bytes:
    soft = image.get("/SMask")
    hashes = [sha256(one.read_raw_bytes()) for one in (image, soft) if isinstance(one, pikepdf.Stream)]
    key = f"{hashes} {image.get('/Width')} {image.get('/ColorSpace')!r} {size} {form} {QUALITY} {ENGINE}"
    return files.derive("screen", key, lambda: _make(image, size, form))


def _make(image: Object, size: tuple[int, int], form: str) -> bytes:
    soft = image.get("/SMask")
    alpha = _pixels(soft) if isinstance(soft, pikepdf.Stream) else None
    pixels = _pixels(image) if form == "L" else with_alpha(_pixels(image), alpha)
    small = shrunk(pixels, size)
    return jpeg(small, QUALITY) if form == "JPEG" else packed(small, form)


def _pixels(image: Object) -> Pixels:
    assert isinstance(image, pikepdf.Stream)
    return pikepdf.PdfImage(image).as_pil_image()


def _write(image: Object, data: bytes, size: tuple[int, int], space: Name) -> None:
    lossy = data.startswith(b"\xff\xd8")
    image.write(data, filter=Name.DCTDecode if lossy else Name.FlateDecode)
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = size[0], size[1], 8, space
    if "/Decode" in image:
        del image["/Decode"]
