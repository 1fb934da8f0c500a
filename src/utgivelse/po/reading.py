"""Reading PO files strictly: whatever is doubtful is refused with its line, and nothing is guessed.

Babel's own reader goes on after an unterminated string and makes a translator's comment of
`#| msgid`; so the lines are read here. Laws:
- What is read and written again loses no word of a human's: comments, flags, header fields,
  previous texts and obsolete entries included.
- A file that is cut, merged badly, in another encoding or another language raises `ProjectError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from utgivelse.findings import Place, ProjectError, Said, error, said
from utgivelse.language import gettext_name
from utgivelse.po.entry import Entry, PoFile, Previous
from utgivelse.po.rejoining import earlier_texts, rejoined

LARGEST = 40 * 1024 * 1024
"""Twenty thousand paragraphs in a script of two bytes a letter are 30 MB."""

_STRING = re.compile(r'"[^"\\]*(?:\\(?:[\\nrtabfv"]|[0-7]{1,3}|x[0-9A-Fa-f]{2})[^"\\]*)*"')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{2}|.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
"""As C has them: gettext's own programs write them all."""
_CONFLICT = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}$")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s*(.*)", re.DOTALL)


def read_catalog(data: bytes, place: Place = Place(), language: str = "") -> PoFile:
    """The catalog in these bytes; `language` is the one its header must name, if it names any."""
    catalog = _Reader(_decode(data, place), place).read()
    _check_header(catalog, language, place)
    _check_doubles(catalog, place)
    return catalog


def _decode(data: bytes, place: Place) -> str:
    if len(data) > LARGEST:
        raise _refusal(
            "M10", said("the catalog has more than 40 MB"), said("split the project, or look what is in it"), place
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal("M11", said("the catalog is UTF-16, expected UTF-8"), said("save it again as UTF-8"), place)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise _refusal(
            "M11",
            said("the catalog is not UTF-8: the byte {byte}", byte=f"0x{data[failure.start]:02x}"),
            said("save it again as UTF-8; it may be Latin-1"),
            Place(place.file, line),
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _refusal("M11", said("the catalog has a NUL character"), said("take it out"), Place(place.file, line))
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def _refusal(code: str, message: Said, hint: Said, place: Place) -> ProjectError:
    return ProjectError(error(code, message, hint, place))


@dataclass
class _Draft:
    """An entry while its lines come in."""

    line: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False

    def text(self, name: str) -> str:
        return "".join(self.parts.get(name, ()))

    def entry(self) -> Entry:
        forms = sorted((int(name[7:-1]), "".join(text)) for name, text in self.parts.items() if "[" in name)
        strings = tuple(text for _, text in forms) if forms else (self.text("msgstr"),)
        earlier, comments = earlier_texts(self.comments)
        return Entry(
            self.text("msgid"),
            self.text("msgctxt"),
            self.text("msgid_plural"),
            strings,
            tuple(rejoined(comments)),
            tuple(rejoined(self.extracted)),
            tuple(self.references),
            tuple(dict.fromkeys(flag for flag in self.flags if flag)),
            self._previous(earlier),
            self.obsolete,
            self.line,
        )

    def _previous(self, in_comments: Mapping[str, Sequence[str]]) -> Previous | None:
        found = self.previous or {name: [*map(_text, pieces)] for name, pieces in in_comments.items()}
        if "msgid" not in found:
            return None
        text, context, plural = ("".join(found.get(n, ())) for n in ("msgid", "msgctxt", "msgid_plural"))
        return Previous(text, context, plural)


class _Reader:
    """The lines of one file, read from top to bottom."""

    def __init__(self, text: str, place: Place) -> None:
        self.lines = text.split("\n")
        self.place = place
        self.number = 0
        self.draft = _Draft()
        self.open: list[str] | None = None
        self.entries: list[Entry] = []

    def read(self) -> PoFile:
        for number, raw in enumerate(self.lines, 1):
            self.number = number
            self._line(raw.strip(" \t\r\ufeff"))
        self._finish()
        header = next((e for e in self.entries if not e.text and not e.context and not e.obsolete), Entry(""))
        rest = tuple(entry for entry in self.entries if entry is not header)
        return PoFile(header, rest, tuple(self.draft.comments))

    def _line(self, line: str) -> None:
        if _CONFLICT.match(line):
            raise self._refusal(
                "M12",
                said("the catalog has the marks of a merge that was not finished: {found}", found=line[:20]),
                said("settle the conflict, keep one of the two texts and take the marks out"),
            )
        if not line:
            self._finish()
        elif line.startswith("#~"):
            self._obsolete(line[2:].lstrip())
        elif line.startswith("#"):
            self._comment(line)
        else:
            self._content(line, self.draft.parts)

    def _obsolete(self, line: str) -> None:
        if line.startswith("|"):
            self._begin_comment()
            self.draft.obsolete = True
            self._content(line[1:].lstrip(), self.draft.previous)
        elif line:
            self._content(line, self.draft.parts)
            self.draft.obsolete = True

    def _comment(self, line: str) -> None:
        self._begin_comment()
        match line[:2]:
            case "#.":
                self.draft.extracted.append(line[2:].strip())
            case "#:":
                self.draft.references += _references(line[2:])
            case "#,":
                self.draft.flags += [flag.strip() for flag in line[2:].split(",")]
            case "#|":
                self._content(line[2:].lstrip(), self.draft.previous)
            case _:
                self.draft.comments.append(line)

    def _begin_comment(self) -> None:
        if any(name.startswith("msgstr") for name in self.draft.parts):
            self._finish()
        elif self.draft.parts:
            raise self._wrong(said("expected a `msgstr` before the next comment"))

    def _content(self, line: str, parts: dict[str, list[str]]) -> None:
        if line.startswith('"'):
            if self.open is None:
                raise self._wrong(said("text in quotation marks belongs to no entry"))
            self.open.append(self._string(line))
            return
        found = _KEYWORD.match(line)
        if not found:
            raise self._wrong(
                said(
                    "expected `msgid`, `msgstr`, a comment or text in quotation marks, found: {found}", found=line[:40]
                )
            )
        name, _, rest = found.groups()
        if parts is self.draft.parts and name in ("msgctxt", "msgid"):
            self._begin_entry(name)
            parts = self.draft.parts
        if name in parts:
            raise self._wrong(said("`{name}` stands twice in one entry", name=name))
        if name.startswith("msgstr") and "msgid" not in parts:
            raise self._wrong(said("`{name}` without a `msgid`", name=name))
        self.open = parts.setdefault(name, [])
        self.open.append(self._string(rest))

    def _begin_entry(self, name: str) -> None:
        if any(part.startswith("msgstr") for part in self.draft.parts) or (name in self.draft.parts):
            self._finish()
        if not self.draft.parts:
            self.draft.line = self.number

    def _string(self, text: str) -> str:
        if not _STRING.fullmatch(text):
            if not text.endswith('"') or len(text) < 2 or not text.startswith('"'):
                raise self._wrong(said("a text without its closing quotation mark"))
            raise self._wrong(said("a quotation mark or backslash inside a text needs a backslash before it"))
        return _text(text)

    def _finish(self) -> None:
        draft = self.draft
        if not draft.parts:
            self.open = None
            return  # comments before a blank line belong to the entry that follows
        if "msgid" not in draft.parts or not any(name.startswith("msgstr") for name in draft.parts):
            raise self._wrong(said("the entry is cut: it has no `msgstr`"), draft.line)
        if ("msgid_plural" in draft.parts) != any("[" in name for name in draft.parts):
            raise self._wrong(said("`msgid_plural` and `msgstr[0]` belong together"), draft.line)
        self.entries.append(draft.entry())
        self.draft, self.open = _Draft(), None

    def _wrong(self, message: Said, line: int = 0) -> ProjectError:
        return self._refusal(
            "M13", message, said("mend the line in a text editor, or fetch an older version of the file"), line
        )

    def _refusal(self, code: str, message: Said, hint: Said, line: int = 0) -> ProjectError:
        return _refusal(code, message, hint, Place(self.place.file, line or self.number))


def _text(quoted: str) -> str:
    return _ESCAPE.sub(_unescaped, quoted[1:-1]) if "\\" in quoted else quoted[1:-1]


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code in _ESCAPES:
        return _ESCAPES[code]
    return chr(int(code[1:], 16) if code[0] == "x" else int(code, 8))


def _references(text: str) -> list[str]:
    """File names; those with spaces stand between U+2068 and U+2069."""
    return [a or b for a, b in re.findall("\u2068([^\u2069]*)\u2069|(\\S+)", text)]


def _check_header(catalog: PoFile, language: str, place: Place) -> None:
    fields = catalog.fields
    charset = fields.get("Content-Type", "").rpartition("charset=")[2].strip().lower()
    if charset not in ("", "utf-8", "utf8", "ascii", "us-ascii", "charset"):
        raise _refusal(
            "M11",
            said("the catalog's header says {found}, expected UTF-8", found=charset),
            said("write `charset=UTF-8` in its Content-Type and save it as UTF-8"),
            Place(place.file, catalog.header.line),
        )
    found = fields.get("Language", "")
    if language and found and not _same_language(found, language):
        raise _refusal(
            "M14",
            said("the catalog says it is in «{found}», expected «{expected}»", found=found, expected=language),
            said("put it into the folder of its language, or mend `Language:` in its header"),
            Place(place.file, catalog.header.line),
        )


def _same_language(found: str, expected: str) -> bool:
    one, other = sorted((gettext_name(found), gettext_name(expected)), key=len)
    return one == other or other.startswith(one + "_") or (one, other) in (("nb", "no"), ("no", "nb"), ("no", "nb_NO"))


def _check_doubles(catalog: PoFile, place: Place) -> None:
    """Two entries of one key; a second header is one, too."""
    seen = {catalog.header.key: catalog.header}
    findings = []
    for entry in catalog.active:
        if first := seen.get(entry.key):
            findings.append(
                error(
                    "M15",
                    said(
                        "the message «{text}» stands twice, first in line {line}", text=entry.text[:60], line=first.line
                    ),
                    said("keep one of the two"),
                    Place(place.file, entry.line),
                )
            )
        seen.setdefault(entry.key, entry)
    if findings:
        raise ProjectError(*findings)
