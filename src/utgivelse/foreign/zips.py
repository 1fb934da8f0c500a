"""Zips: looked through before anything in one is unpacked, and written without a clock."""

from __future__ import annotations

import io
import re
import zipfile

from utgivelse.findings import said
from utgivelse.foreign.refusal import check_size, unreadable

MOST_FILES = 500
MOST_UNPACKED = 200 * 1024 * 1024
_MOMENT = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def check_office_zip(data: bytes, name: str) -> None:
    """ProjectError when these bytes are no workbook that may be opened."""
    check_size(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zipfile.LargeZipFile):
        raise unreadable(
            said("the file is no workbook, or it is cut or locked by a password"),
            said("save it as «Excel workbook (.xlsx)», without a password"),
            name,
        ) from None


def _check(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise unreadable(
            said("unpacked, the workbook has more than {most} files", most=MOST_FILES),
            said("copy the columns into a new workbook and save that"),
            name,
        )
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise unreadable(
            said("unpacked, the workbook has more than {most} MB", most=MOST_UNPACKED // 2**20),
            said("copy the columns into a new workbook and save that"),
            name,
        )
    if any("vbaproject" in member.filename.lower() for member in members):
        raise unreadable(
            said("the workbook has macros, which are neither run nor read"),
            said("save it as «Excel workbook (.xlsx)», which has none"),
            name,
        )
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in _plain(archive.read(member)):
            raise unreadable(
                said("the workbook brings its own document type, which no spreadsheet program writes"),
                said("copy the columns into a new workbook and save that"),
                name,
            )


def _plain(data: bytes) -> bytes:
    return data[:4096].replace(b"\0", b"").upper()


def without_clock(data: bytes) -> bytes:
    """The same office file with fixed dates and order."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _MOMENT)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z\2", content)
            new.writestr(entry, content)
    return target.getvalue()
