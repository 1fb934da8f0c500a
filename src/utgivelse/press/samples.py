"""Samples: the pixels of a picture object, decoded, and all that they depend on.

Law: what cannot be decoded is a ProjectError that says why.
"""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Object, Stream

from utgivelse.files import Files, sha256
from utgivelse.findings import ProjectError, error, said
from utgivelse.images.origins import Origin, of_comment, recall
from utgivelse.images.pixels import Pixels, with_alpha
from utgivelse.pdf.placements import comment_of

LEFT_OUT = ("/Length", "/Filter", "/DecodeParms", "/Interpolate", "/Metadata", "/Alternates", "/StructParent")
"""What a picture object says that is another's business, or none of the press's."""
_NAMES = ("/Width", "/Height", "/BitsPerComponent", "/Filter", "/DecodeParms", "/Decode", "/ColorSpace")


def origin_of(image: Object, name: str, files: Files) -> Origin | None:
    """The picture of the project behind this one, which the pages call by `name`; None when nothing tells."""
    return of_comment(comment_of(image)) or recall(files, name)


def facts_of(image: Object) -> str:
    """All that the pixels depend on."""
    soft = image.get("/SMask")
    facts = [
        image[name].unparse().decode("latin-1") if hasattr(image.get(name), "unparse") else str(image.get(name))
        for name in _NAMES
    ]
    inner = facts_of(soft) if isinstance(soft, Stream) else ""
    return " ".join((sha256(image.read_raw_bytes()), *facts, inner))


def decoded_with_alpha(image: Object) -> Pixels:
    """The picture with its transparency, when both are of one size."""
    soft = image.get("/SMask")
    return with_alpha(decode(image), decode(soft) if isinstance(soft, Stream) and "/Matte" not in soft else None)


def decode(image: Object) -> Pixels:
    """The picture's own pixels."""
    try:
        assert isinstance(image, Stream)
        return pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, zlib.error) as problem:
        raise unreadable(str(problem)) from problem


def unreadable(why: str) -> ProjectError:
    """The failure for a picture that is beyond us."""
    return ProjectError(
        error(
            "K13",
            said("a picture in the pages cannot be turned into ink: {why}", why=why),
            said("save the picture again as JPEG or PNG"),
        )
    )
