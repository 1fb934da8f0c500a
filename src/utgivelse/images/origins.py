"""Origins: which picture of the project a page's picture was made from, and what was done to its colours.

Laws: a JPEG carries it in a comment that the page engine passes on. The engine takes other formats apart;
of those it passes on only a name made from their address, under which the origin is kept beside them.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from utgivelse.files import Files

COMMENT = b"utgivelse:"
"""Begins the comment; after a zero byte it says how the saturation was changed."""
TONED = "saturation "
NAME = re.compile(r"/?i([0-9a-f]{32})[01]")
"""What WeasyPrint calls a picture: the MD5 of its address, and whether it is smoothed."""


@dataclass(frozen=True)
class Origin:
    """The path of the picture in the project, and the theme's saturation (1 for none of its own)."""

    src: str
    saturation: float = 1.0

    def comment(self) -> bytes:
        """What a JPEG carries."""
        toned = f"\0{TONED}{self.saturation}" if self.saturation != 1.0 else ""
        return COMMENT + f"{self.src}{toned}".encode()


def of_comment(comment: str) -> Origin | None:
    """The origin that a JPEG's comment tells; None where it tells none."""
    src, _, toned = comment.removeprefix(COMMENT.decode()).partition("\0")
    if not src or not comment.startswith(COMMENT.decode()):
        return None
    try:
        return Origin(src, float(toned.removeprefix(TONED) or 1.0))
    except ValueError:
        return None


def remember(files: Files, address: str, origin: Origin) -> None:
    """Keep the origin of the picture at this address."""
    name = hashlib.md5(address.encode(), usedforsecurity=False).hexdigest()
    files.derive("origin", name, lambda: json.dumps(asdict(origin)).encode())


def recall(files: Files, name: str) -> Origin | None:
    """The origin of the picture that the page engine gave this name; None when it was not kept."""
    found = NAME.fullmatch(name)
    try:
        return Origin(**json.loads(files.derive("origin", found[1], _unknown))) if found else None
    except LookupError:
        return None


def _unknown() -> bytes:
    raise LookupError
