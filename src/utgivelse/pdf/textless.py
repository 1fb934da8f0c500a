"""Textless: the same pages without a letter, so that what lies under their text can be seen.

Laws: only the operators that show text go (ISO 32000-2, 9.4.3), wherever they stand; what text clips stays clipped to
nothing, and what only a text's place decides is not drawn. The result is drawn and thrown away.
"""

from __future__ import annotations

import io
from collections.abc import Collection

import pikepdf
from pikepdf import Stream

from utgivelse.pdf.painting.objects import is_bomb, word

SHOWING = frozenset(("Tj", "TJ", "'", '"'))


def without_text(data: bytes, pages: Collection[int]) -> bytes:
    """A copy in which these pages, and all forms and pattern cells, show no text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            if number in pages and not any(is_bomb(part) for part in _parts(page.obj)):
                page.obj.Contents = pdf.make_stream(_stripped(page.obj))
        for found in list(pdf.objects):
            if isinstance(found, Stream) and _is_content(found) and not is_bomb(found):
                found.write(_stripped(found))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def _parts(page: pikepdf.Object) -> list[pikepdf.Object]:
    contents = page.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []


def _is_content(stream: Stream) -> bool:
    return word(stream.get("/Subtype")) == "Form" or stream.get("/PatternType") == 1


def _stripped(content: pikepdf.Object) -> bytes:
    try:
        kept = [one for one in pikepdf.parse_content_stream(content) if str(one.operator) not in SHOWING]
        return pikepdf.unparse_content_stream(kept)
    except Exception:  # a stream that is none: what it would draw is not drawn
        return b""
