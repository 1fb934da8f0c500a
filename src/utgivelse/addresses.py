"""Where a link may lead, and where a picture may lie.

Laws: an address is http, https, mailto or tel, `#anchor`, or `other.md#anchor`; a picture lies
inside the project, written relative to its root with `/`. Everything else is refused by name.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from utgivelse.findings import Said, said

ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = ("http", "https", "mailto", "tel")
_ARTICLE = re.compile(r"(?P<file>[^#:?\\]+\.md)?(?:#(?P<anchor>[^\s#]+))?")


def target_fault(target: str) -> Said | None:
    """What is wrong with where a link leads, or None."""
    if not target.strip():
        return said("a link leads nowhere, expected an address")
    if any(ord(character) < 32 or character == "\\" for character in target):
        return said("the address «{target}» has a character that no address may have", target=ascii(target))
    scheme = _SCHEME.match(target)
    if scheme:
        return None if scheme[1].lower() in _ALLOWED else _not_allowed(target)
    found = _ARTICLE.fullmatch(target)
    if not found or (found["file"] and leaves(found["file"])):
        return _not_allowed(target)
    return None


def _not_allowed(target: str) -> Said:
    return said(
        "the link leads to «{target}», expected https:, http:, mailto:, tel:, `#anchor` or `other.md#anchor`",
        target=target,
    )


def address_fault(address: str) -> Said | None:
    """What is wrong with an outer address (a button, a code to scan, a contact's page), or None."""
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() in _ALLOWED:
        return target_fault(address)
    return said(
        "expected an address that begins with https:, http:, mailto: or tel:, found «{address}»", address=address
    )


def article_target(target: str) -> tuple[str, str] | None:
    """(file, anchor) of a link to an article or inside one; None for an outer address."""
    if _SCHEME.match(target):
        return None
    found = _ARTICLE.fullmatch(target)
    return (found["file"] or "", found["anchor"] or "") if found else None


def picture_fault(src: str) -> Said | None:
    """What is wrong with a picture's path, or None."""
    if not src.strip():
        return said("a picture without a file, expected a path in the project such as `images/elva.jpg`")
    if "\\" in src:
        return said("the picture's path «{src}» has a backslash, expected `/`", src=src)
    if _SCHEME.match(src) or src.startswith("//"):
        return said("the picture «{src}» is an address, expected a file in the project", src=src)
    if leaves(src):
        return said("the picture «{src}» lies outside the project", src=src)
    return None


def leaves(path: str) -> bool:
    """Whether a path, written with `/`, is absolute or leads upwards."""
    parts = PurePosixPath(path)
    return parts.is_absolute() or ".." in parts.parts or "\0" in path
