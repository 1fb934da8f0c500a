"""Bundle: files put into one zip that arrives whole anywhere.

Laws:
- Names are of small ASCII letters, digits, dot, dash and underline, begin with a letter or digit, are
  none that Windows keeps for itself, and are at most 100 characters long with their folder.
- The same files and date give the same bytes: no clock, no owner, no order but that of the names.
- Everything lies in one folder, so that unpacking litters nobody's desk, and `SHA256SUMS` stands in it.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping

from utgivelse.files import sha256

SUMS = "SHA256SUMS"
LONGEST_STEM = 40
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŧ": "t", "ŋ": "n", "ł": "l"})
_EARLIEST = datetime.date(1980, 1, 1)
"""Zip knows no earlier one."""
_PACKED = (".pdf", ".zip")


def safe_stem(*parts: str) -> str:
    """A name of these parts, joined by dots, that any system takes; one that was cut ends in a hash of the whole."""
    stem = ".".join(filter(None, map(_plain, parts)))
    if _RESERVED.fullmatch(stem.partition(".")[0]) or not stem:
        stem = f"x-{stem}" if stem else f"x-{sha256('.'.join(parts).encode())[:8]}"
    if len(stem) <= LONGEST_STEM:
        return stem
    return f"{stem[: LONGEST_STEM - 9].rstrip('.-')}-{sha256('.'.join(parts).encode())[:8]}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9_]+", "-", letters.encode("ascii", "ignore").decode()).strip("-_")


def checksums(files: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads."""
    return "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(files.items())).encode()


def pack(folder: str, files: Mapping[str, bytes], date: datetime.date) -> bytes:
    """The zip of these files with their checksums, all in `folder` and of that date."""
    whole = {**files, SUMS: checksums(files)}
    moment = max(date, _EARLIEST)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in sorted(whole.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.create_system = 3  # unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()
