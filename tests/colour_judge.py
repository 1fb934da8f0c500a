"""How far two pictures in ink lie apart to the eye: LittleCMS in floats, and CIEDE2000.

The library is the very one that Pillow brings along (or the machine's), called without Pillow, whose own
CIELAB has only 8 bits. CIEDE2000 as in Sharma, Wu, Dalal (2005), with all weights 1.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import PIL
from numpy.typing import NDArray

Lab = NDArray[np.float64]
Inks = NDArray[np.uint8]
"""Samples in rows, not ink alone."""

_CMYK_8 = (6 << 16) | (4 << 3) | 1
_RGB_8 = (4 << 16) | (3 << 3) | 1
_LAB_DOUBLE = (1 << 22) | (10 << 16) | (3 << 3)
"""LittleCMS' pixel formats: colour space, channels, bytes a channel (0 is eight)."""
PERCEPTUAL, RELATIVE_COLORIMETRIC = 0, 1
BLACK_POINT_COMPENSATION, NO_OPTIMISATION = 0x2000, 0x0100


class _Point(ctypes.Structure):
    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double), ("luminance", ctypes.c_double))


class _Primaries(ctypes.Structure):
    _fields_ = (("red", _Point), ("green", _Point), ("blue", _Point))


@cache
def _library() -> ctypes.CDLL:
    bundled = sorted((Path(PIL.__file__).parent.parent / "pillow.libs").glob("liblcms2*"))
    library = ctypes.CDLL(str(bundled[0]) if bundled else ctypes.util.find_library("lcms2") or "liblcms2.so.2")
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    for name, result, arguments in (
        ("cmsOpenProfileFromMem", pointer, [ctypes.c_char_p, number]),
        ("cmsCreateLab4Profile", pointer, [pointer]),
        ("cmsCreate_sRGBProfile", pointer, []),
        ("cmsBuildGamma", pointer, [pointer, ctypes.c_double]),
        ("cmsCreateRGBProfile", pointer, [pointer, pointer, pointer]),
        ("cmsCreateGrayProfile", pointer, [pointer, pointer]),
        ("cmsSaveProfileToMem", ctypes.c_int, [pointer, pointer, pointer]),
        ("cmsCreateTransform", pointer, [pointer, number, pointer, number, number, number]),
        ("cmsDoTransform", None, [pointer, pointer, pointer, number]),
        ("cmsDeleteTransform", None, [pointer]),
        ("cmsCloseProfile", ctypes.c_int, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def _changed(samples: Inks, ways: tuple[Any, int, Any, int], intent: int, into: Any, flags: int = 0) -> Any:
    """Rows of samples through a transform of LittleCMS; the profiles are closed."""
    lcms, flat = _library(), np.ascontiguousarray(samples)
    change = lcms.cmsCreateTransform(*ways, intent, flags | NO_OPTIMISATION)
    assert all(ways) and change
    lcms.cmsDoTransform(change, flat.ctypes.data, into.ctypes.data, len(flat))
    lcms.cmsDeleteTransform(change)
    for profile in ways[::2]:
        lcms.cmsCloseProfile(profile)
    return into


def lab(inks: Inks, icc: bytes) -> Lab:
    """What inks look like: bytes in rows of four, through the profile's A2B, as rows of CIELAB."""
    lcms, flat = _library(), inks.reshape(-1, 4)
    ways = lcms.cmsOpenProfileFromMem(icc, len(icc)), _CMYK_8, lcms.cmsCreateLab4Profile(None), _LAB_DOUBLE
    seen: Lab = _changed(flat, ways, RELATIVE_COLORIMETRIC, np.empty((len(flat), 3), np.float64))
    return seen


def inks(
    pixels: Inks, icc: bytes, source: bytes = b"", intent: int = PERCEPTUAL, flags: int = BLACK_POINT_COMPENSATION
) -> Inks:
    """What ink LittleCMS makes of RGB pixels in rows of three, which are meant in `source` or else in sRGB."""
    lcms, flat = _library(), pixels.reshape(-1, 3)
    given = lcms.cmsOpenProfileFromMem(source, len(source)) if source else lcms.cmsCreate_sRGBProfile()
    ways = given, _RGB_8, lcms.cmsOpenProfileFromMem(icc, len(icc)), _CMYK_8
    made: Inks = _changed(flat, ways, intent, np.empty((len(flat), 4), np.uint8), flags)
    return made


def wide_rgb() -> bytes:
    """An ICC profile with the primaries, white and gamma of Adobe RGB (1998)."""
    lcms = _library()
    white = _Point(0.3127, 0.3290, 1)
    primaries = _Primaries(_Point(0.64, 0.33, 1), _Point(0.21, 0.71, 1), _Point(0.15, 0.06, 1))
    curves = (ctypes.c_void_p * 3)(*[lcms.cmsBuildGamma(None, 563 / 256)] * 3)
    return _saved(lcms.cmsCreateRGBProfile(ctypes.byref(white), ctypes.byref(primaries), curves))


def grey_light() -> bytes:
    """An ICC profile for greys of another gamma than sRGB's."""
    lcms, white = _library(), _Point(0.3457, 0.3585, 1)
    return _saved(lcms.cmsCreateGrayProfile(ctypes.byref(white), lcms.cmsBuildGamma(None, 1.8)))


def _saved(profile: Any) -> bytes:
    lcms, size = _library(), ctypes.c_uint32(0)
    assert lcms.cmsSaveProfileToMem(profile, None, ctypes.byref(size))
    room = ctypes.create_string_buffer(size.value)
    assert lcms.cmsSaveProfileToMem(profile, room, ctypes.byref(size))
    lcms.cmsCloseProfile(profile)
    return room.raw


def delta_e(one: Lab, other: Lab) -> NDArray[np.float64]:
    """CIEDE2000 of each pair of rows."""
    l1, l2 = one[:, 0], other[:, 0]
    c1, c2 = np.hypot(one[:, 1], one[:, 2]), np.hypot(other[:, 1], other[:, 2])
    mean7 = ((c1 + c2) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + 25.0**7))
    a1, a2, b1, b2 = one[:, 1] * stretch, other[:, 1] * stretch, one[:, 2], other[:, 2]
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    turn = np.where(~grey & (h2 - h1 == 180), 180, turn)
    big = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    middle = np.where(np.abs(h1 - h2) <= 180, (h1 + h2) / 2, (h1 + h2 + np.where(h1 + h2 < 360, 360, -360)) / 2)
    middle = np.where(grey, h1 + h2, middle)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(middle - 30))
        + 0.24 * np.cos(np.radians(2 * middle))
        + 0.32 * np.cos(np.radians(3 * middle + 6))
        - 0.20 * np.cos(np.radians(4 * middle - 63))
    )
    s_l = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = (
        -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((middle - 275) / 25) ** 2))))
    )
    d_l, d_c, d_h = (l2 - l1) / s_l, (c2 - c1) / s_c, big / s_h
    return np.asarray(np.sqrt(d_l**2 + d_c**2 + d_h**2 + rotation * d_c * d_h))
