"""Package: an EPUB is a whole zip archive that says first what it is (EPUB Open Container Format 3.3, 4.2 and 4.3)."""

from __future__ import annotations

import zipfile

from utgivelse.findings import Finding, Place, error, said
from utgivelse.plugins import Check
from utgivelse.preflight import Subject

MEDIA_TYPE = b"application/epub+zip"


def run(subject: Subject) -> tuple[Finding, ...]:
    """Errors for an archive that is damaged, or does not begin with its media type."""
    place = Place(subject.path.name)
    try:
        with zipfile.ZipFile(subject.path) as archive:
            damaged = archive.testzip()
            first = archive.infolist()[0]
            is_named = first.filename == "mimetype" and archive.read(first) == MEDIA_TYPE
            is_plain = first.compress_type == zipfile.ZIP_STORED
    except (zipfile.BadZipFile, IndexError, OSError) as problem:
        return (error("E40", said("the file is no zip archive: {why}", why=problem), place=place),)
    if damaged:
        return (error("E41", said("{name} in the archive is damaged", name=damaged), place=place),)
    if not (is_named and is_plain):
        return (error("E42", said("the archive does not begin with its media type, uncompressed"), place=place),)
    return ()


CHECK = Check("package", ("application/epub+zip",), run)
