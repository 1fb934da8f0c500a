"""Lettering: the words in a picture, as far as they can be told without reading them.

Laws: a drawing's own texts are its words; of a photograph only lines of letters are counted, once for each content.
"""

from __future__ import annotations

import PIL

from utgivelse.files import Files, sha256
from utgivelse.images.drawings import SVG, parsed


def lines_of_letters(files: Files, src: str) -> int:
    """How many lines of letters a picture surely has. ProjectError when the file is not there."""
    data = files.read(src)
    return int(files.derive("lettering", f"{sha256(data)} {PIL.__version__} 1", lambda: _counted(data)))


def drawn_words(files: Files, src: str) -> tuple[str, ...]:
    """The texts that a drawing draws. ProjectError when it is no SVG."""
    root = parsed(files.read(src), src)
    return tuple(" ".join("".join(text.itertext()).split()) for text in root.iter(f"{{{SVG}}}text"))


def _counted(data: bytes) -> bytes:
    from utgivelse.images.letter_lines import count_in

    return str(count_in(data)).encode()
