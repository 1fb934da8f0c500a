"""Alternative texts: one that says nothing, that says what stands beside it, or that says too much.

Laws: A17 has said already where there is none. What kind of picture it is may be said («kart over»,
«maleri av»); that it is a picture is said by every screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from utgivelse.accessibility.subject import Subject, quoted
from utgivelse.accessibility.vocabulary import Vocabulary, vocabulary_of
from utgivelse.article import Drawing, Figure
from utgivelse.findings import Finding, said
from utgivelse.inline import plain

MOST = 250
"""About fifteen seconds of speech; a screen reader cannot be stopped and taken up again in the middle."""
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|tiff?|heic|bmp|pdf|psd|ai)", re.I)
_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|dscf|pxl|mvi|gopr|scan|adobestock|shutterstock|istock\w*|unsplash|dji|image|photo|untitled)"
    r"[\s_-]*\d[\w\s-]*",
    re.I,
)
_JOINED = re.compile(r"[^\W_]+(?:_[^\W_]+)+")


def ask(subject: Subject) -> Iterator[Finding]:
    """What is doubtful about alternative texts."""
    for picture in subject.pictures:
        if picture.alt:
            yield from _of_picture(subject, picture, vocabulary_of(subject.article.language))
    for wording in subject.wordings:
        for icon in wording.icons():
            if says_nothing(icon.alt, icon.src, subject.words(wording)):
                yield _nothing(subject, icon.alt, wording.line)


def _of_picture(subject: Subject, picture: Figure | Drawing, vocabulary: Vocabulary) -> Iterator[Finding]:
    alt = picture.alt
    if says_nothing(alt, picture.src, vocabulary):
        yield _nothing(subject, alt, picture.line)
    elif opening := _opening(alt, vocabulary):
        yield subject.doubt(
            "A52",
            picture.line,
            said("the alternative text begins with «{opening}»: «{alt}»", opening=opening, alt=quoted(alt)),
            said("say at once what is to be seen: a screen reader says itself that it is a picture"),
        )
    if noun := _beside(subject, picture):
        yield subject.doubt(
            "A53",
            picture.line,
            said("the alternative text is the same as {noun}: «{alt}»", noun=noun, alt=quoted(alt)),
            said("say what is to be seen; who listens hears the other words anyway"),
        )
    if len(alt) > MOST:
        yield subject.doubt(
            "A54",
            picture.line,
            said("an alternative text of {length} characters, expected at most {most}", length=len(alt), most=MOST),
            said("say the most important in two sentences, and put the rest into the text or the caption"),
        )


def _nothing(subject: Subject, alt: str, line: int) -> Finding:
    return subject.doubt(
        "A52",
        line,
        said("the alternative text «{alt}» says nothing of the picture", alt=quoted(alt)),
        said("write what is to be seen, as you would tell it on the telephone"),
    )


def says_nothing(alt: str, src: str, vocabulary: Vocabulary) -> bool:
    """Whether this is the name of a file, or only the word «picture» with a number."""
    text = alt.strip(" .,:;!?")
    if not text:
        return False
    bare = re.sub(r"[\s_-]*\d*$", "", text).casefold()
    is_named = any(pattern.fullmatch(text) for pattern in (_FILE, _CAMERA, _JOINED))
    return is_named or bare in vocabulary.picture_words or _is_stem(text, src)


def _is_stem(text: str, src: str) -> bool:
    """Whether it is the file's name, where that is no word: it has digits or signs in it."""
    stem = PurePosixPath(src).stem
    return _bare(text) == _bare(stem) and any(not letter.isalpha() for letter in stem) and " " not in text


def _opening(alt: str, vocabulary: Vocabulary) -> str:
    begins = " ".join(alt.casefold().split())
    return next((opening for opening in vocabulary.openings if begins.startswith(opening + " ")), "")


def _beside(subject: Subject, picture: Figure | Drawing) -> str:
    """What stands beside the picture in the same words; empty when nothing does."""
    beside = (
        (said("the caption"), plain(picture.caption)),
        (said("the credit"), picture.credit),
        (said("the title"), plain(subject.article.title)),
    )
    return next((noun for noun, text in beside if text and _bare(text) == _bare(picture.alt)), "")


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
