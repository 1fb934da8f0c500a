"""Profiles: whether the bytes of an ICC profile for a press are whole enough to bring colours through.

Law: a header says what a profile is for, not whether its tables are there: only the colour engine knows,
and it is asked both ways, from ink to what it looks like and back (ISO 15930-7 wants a printer profile of
both). What it says of one profile is remembered.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import ImageCms

from utgivelse.findings import said

INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC


@lru_cache(maxsize=8)
def profile_problem(data: bytes) -> str:
    """Why these bytes are no profile that four inks can be read by; empty when they are one."""
    size = int.from_bytes(data[:4], "big")  # ICC.1:2010, 7.2.2: of the whole file
    if size > len(data):
        return said("it is cut off after {found} of {size} bytes", found=len(data), size=size)
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        seen = ImageCms.createProfile("LAB")
        ImageCms.buildTransform(profile, seen, "CMYK", "LAB", INTENT)
        ImageCms.buildTransform(seen, profile, "LAB", "CMYK", INTENT)
    except (ImageCms.PyCMSError, OSError, ValueError) as problem:
        return str(problem)
    return ""
