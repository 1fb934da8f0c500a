"""Pasted: plain text as it comes out of a web page, and what its lines look like.

What a line *is* depends on its neighbours and is decided by the importer; here stands what can
be seen from the line alone.

Laws: decoding never drops a character; what it had to guess it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from utgivelse.findings import Finding, Place, ProjectError, error, said, warning

_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_WIDE = re.compile(r"[ \t\u00a0]{2,}|\t")
_DASHED = re.compile(r"([–—―])[ \t\u00a0]+")
_MOJIBAKE = re.compile("Ã[\u00a0-¿…†˜]|â€")

NAVIGATION = frozenset(
    (
        "meny",
        "menu",
        "søk",
        "search",
        "hjem",
        "home",
        "forside",
        "forsiden",
        "startside",
        "kontakt",
        "kontakt oss",
        "contact",
        "contact us",
        "om oss",
        "about us",
        "logg inn",
        "log in",
        "login",
        "logg ut",
        "min side",
        "nyheter",
        "news",
        "aktuelt",
        "tjenester",
        "english",
        "norsk",
        "bokmål",
        "nynorsk",
        "språk",
        "language",
        "tilgjengelighet",
        "a til å",
        "innhold",
    )
)
"""Words of a page's menu; some can be headings, so they count only outside the article's text."""

FURNITURE = frozenset(
    (
        "til innholdet",
        "til innhold",
        "til hovedinnhold",
        "til hovedinnholdet",
        "gå til innhold",
        "gå til innholdet",
        "gå til hovedinnhold",
        "hopp til innhold",
        "hopp til innholdet",
        "hopp til hovedinnhold",
        "hopp til hovedinnholdet",
        "skip to content",
        "skip to main content",
        "jump to content",
        "til toppen",
        "til forsiden",
        "tilbake til toppen",
        "back to top",
        "skriv ut",
        "print",
        "del",
        "del artikkelen",
        "del saken",
        "del på facebook",
        "del på x",
        "del på twitter",
        "del på linkedin",
        "share",
        "share on facebook",
        "les mer",
        "read more",
        "vis mer",
        "show more",
        "lukk",
        "lukk meny",
        "close",
        "åpne meny",
        "personvern",
        "personvernerklæring",
        "tilgjengelighetserklæring",
        "informasjonskapsler",
        "cookies",
        "godta alle",
        "accept all",
        "forrige",
        "neste",
        "previous",
        "next",
    )
)
"""What belongs to a page and never to an article, wherever it stands."""

_AGENCY = (
    r"adobe ?stock|i ?stock(?:photo)?|shutterstock|getty ?images?|colou?rbox|mostphotos|scanpix|unsplash|pexels|"
    r"pixabay|depositphotos|dreamstime|alamy|fotolia|bigstock|johner|ntb"
)
_STOCK = re.compile(rf"(?:{_AGENCY})[ _-]*(?:[\w-]+[ _-]+)*#?\d{{3,}}(?:[ _-]\w+)*", re.IGNORECASE)
_CAMERA = re.compile(r"(?:_?img|dscf?|dscn|_?mg|pxl|mvimg|sam|gopr|dji)[ _-]?\d{3,}(?:[ _-]\w+)*", re.IGNORECASE)
_SUFFIX = re.compile(r"[^/\\:*?\"<>|]+\.(?:jpe?g|png|gif|webp|tiff?|svg|heic|avif|bmp|eps|psd)", re.IGNORECASE)
_PERSON = r"[^\W\d_a-z][\w'’-]*(?:[ ][^\W\d_a-z][\w'’-]*){1,3}"
_CMS = re.compile(rf"(?P<name>[^.!?,;:–—]+?)[ _](?:[Ff]oto|FOTO|[Pp]hoto)(?:graf)?[ _:]+(?P<credit>{_PERSON})")
_CREDIT = re.compile(rf"(?:[Ff]oto|FOTO|[Pp]hoto)(?:graf)?\s*:\s*(?P<credit>{_PERSON}.{{0,60}}?)\.?")


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its number in the file, and its text without white space round it."""

    number: int
    text: str


@dataclass(frozen=True)
class PictureName:
    """The name of a picture that was left in the text; `credit` is the photographer it names, or empty."""

    name: str
    credit: str = ""


# ── decoding ─────────────────────────────────────────────────────────────────────────────────


def decoded(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file of unknown encoding, and what had to be guessed; ProjectError when it is none."""
    place = Place(name, 1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_wide(data, place)
    if b"\0" in data:
        raise ProjectError(error("A46", said("{file} is no text", file=name), said("save it as plain text"), place))
    try:
        return _repaired(data.decode("utf-8-sig"), place)
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text, (_guessed("Windows-1252", Place(name, line)),)


def _decoded_wide(data: bytes, place: Place) -> tuple[str, tuple[Finding, ...]]:
    try:
        return data.decode("utf-16"), (_guessed("UTF-16", place),)
    except UnicodeDecodeError:
        raise ProjectError(
            error("A46", said("{file} is no text", file=place.file), said("save it as plain text"), place)
        ) from None


def _guessed(encoding: str, place: Place) -> Finding:
    return warning(
        "A44",
        said("the file is not UTF-8; it was read as {encoding}", encoding=encoding),
        said("look at æ, ø, å, quotation marks and dashes; save the source as UTF-8 to be sure"),
        place,
    )


def _repaired(text: str, place: Place) -> tuple[str, tuple[Finding, ...]]:
    """The text, or what it was before somebody saved UTF-8 as if it were Windows-1252."""
    if not _MOJIBAKE.search(text):
        return text, ()
    try:
        repaired = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text, ()
    return repaired, (_guessed("UTF-8 ← Windows-1252", place),)


def split_lines(text: str) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines that are not blank, and the numbers of the lines that held invisible characters.

    A line of no-break spaces is blank; after a dash they become one space, as in the rest of a
    run of white space.
    """
    lines: list[Line] = []
    invisible: list[int] = []
    for number, raw in enumerate(_BREAKS.sub("\n", text).split("\n"), 1):
        clean = _INVISIBLE.sub("", raw)
        if clean != raw:
            invisible.append(number)
        clean = _WIDE.sub(" ", _DASHED.sub(r"\1 ", clean)).strip()
        if clean:
            lines.append(Line(number, clean))
    return tuple(lines), tuple(invisible)


# ── what a line looks like ───────────────────────────────────────────────────────────────────


def is_furniture(text: str) -> bool:
    """Whether the line belongs to a page wherever it stands."""
    return _bare(text) in FURNITURE


def is_navigation(text: str) -> bool:
    """Whether the line is one of a page's menu."""
    trail = re.split(r"\s*(?:[/>›»|→]|\s-\s)\s*", text)
    return is_furniture(text) or _bare(text) in NAVIGATION or (len(trail) > 1 and _bare(trail[0]) in NAVIGATION)


def _bare(text: str) -> str:
    return re.sub(r"[^\w ]", "", text).strip().lower()


def picture_name(text: str) -> PictureName | None:
    """The picture whose name the line is, or None."""
    stem = text[: -len(PurePath(text).suffix)] if _SUFFIX.fullmatch(text) else text
    if found := _CMS.fullmatch(stem):
        return PictureName(text, found["credit"])
    if _SUFFIX.fullmatch(text) and (" " not in stem or len(stem) < 80):
        return PictureName(text)
    if len(text) < 100 and (_STOCK.fullmatch(text) or _CAMERA.fullmatch(text)):
        return PictureName(text)
    return None


def credit_of(text: str) -> str:
    """The photographer whom a line «Foto: …» names, or empty."""
    found = _CREDIT.fullmatch(text)
    return found["credit"] if found else ""


def is_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(re.search(r"[.!?…:;][»”\"’')\]]*$", text))


def looks_like_heading(text: str) -> bool:
    """A short line that begins with a capital or a figure and has no mark at its end."""
    if len(text) > 80 or len(text.split()) > 12 or re.search(r"[.!?…:;,–—-]$", text) or is_sentence(text):
        return False
    return not text[0].islower() and text[0] not in "–—―-•·*‣▪" and any(letter.isalpha() for letter in text)


def sentences(text: str) -> int:
    """About how many sentences the text has."""
    return len(re.findall(r"[.!?…][»”\"’')\]]*(?=\s+[^\Wa-z]|$)", text)) or 1
