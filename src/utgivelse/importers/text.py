"""Importer of plain text that was copied out of a web page.

Title, lead, headings, direct speech and lists are recognised by their form; the page's menu is
cut, and names of pictures become placeholders.

Laws: nothing is lost: every line is in the article or quoted in a finding; whatever was cut,
guessed or changed beyond white space has a finding with its line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from utgivelse import pasted
from utgivelse.article import Article, Block, Dialogue, Figure, Heading, List, ListItem, Paragraph
from utgivelse.findings import Finding, Place, ProjectError, Said, error, note, said, warning
from utgivelse.inline import Inlines, Text
from utgivelse.markdown import Report, anchored, normalised, slugged
from utgivelse.pasted import Line
from utgivelse.plugins import Imported, Importer

_SPEECH = re.compile(r"[–—―]\s*(?=\S)")
_BULLET = re.compile(r"[•·*‣▪-]\s+(?=\S)")
_BYLINE = re.compile(r"(?:Av|Tekst|Skrevet av|Journalist|By|Text)\b:?\s+[^\W\d_a-z]\S*(?:\s+\S+){0,7}")
_PUBLISHED = re.compile(
    r"(?:Publisert|Sist (?:endret|oppdatert)|Oppdatert|Published|Updated|Dato)\b.*\d.*", re.IGNORECASE
)
_DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")
_LONGEST_LEAD = 320
_LONGEST_SLUG = 60


def read(data: bytes, name: str, language: str) -> Imported:
    """The article that this text seems to be, and what was cut or guessed."""
    text, findings = pasted.decoded(data, name)
    lines, invisible = pasted.split_lines(text)
    if not lines:
        raise ProjectError(error("A46", said("{file} is empty", file=name), said("save the text into it"), Place(name)))
    desk = _Desk(name, list(findings))
    for number in invisible:
        desk.guess("A47", number, said("invisible characters were taken out of this line"))
    body = desk.head(_unwrapped(lines, desk))
    blocks = anchored(tuple(desk.blocks(body)), Report(name))
    slug = _shortened(slugged("".join(part.text for part in desk.title if isinstance(part, Text))) or "article")
    article = Article(
        slug=slug,
        language=language,
        source=f"{slug}.md",
        title=desk.title,
        lead=desk.lead,
        byline=desk.byline,
        date=desk.date,
        blocks=blocks,
    )
    return Imported(article, findings=tuple(sorted(desk.findings, key=lambda finding: finding.place.line)))


def _shortened(slug: str) -> str:
    return slug if len(slug) <= _LONGEST_SLUG else slug[:_LONGEST_SLUG].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _words(text: str) -> Inlines:
    return normalised((Text(text),))


def _unwrapped(lines: Sequence[Line], desk: _Desk) -> list[Line]:
    """The lines, those of a paragraph that was broken at a fixed width joined again."""
    joined: list[Line] = []
    last = 0
    for line in lines:
        before = joined[-1] if joined else None
        if before and line.number == last + 1 and _continues(before.text, line.text):
            joined[-1] = Line(before.number, f"{before.text} {line.text}")
            desk.guess("A45", line.number, said("joined with the line above: «{text}»", text=line.text))
        else:
            joined.append(line)
        last = line.number
    return joined


def _continues(before: str, line: str) -> bool:
    return len(before) >= 40 and not pasted.is_sentence(before) and line[0].islower()


@dataclass
class _Desk:
    """What has been found so far, and the report."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    title: Inlines = ()
    lead: Inlines = ()
    byline: Inlines = ()
    date: datetime.date | None = None

    # ── the report ──

    def guess(self, code: str, line: int, message: Said, hint: str = "") -> None:
        """Note what was taken for something."""
        self.findings.append(note(code, message, hint, Place(self.name, line)))

    def cut(self, line: Line) -> None:
        """Note what was left out as belonging to the page."""
        self.findings.append(
            warning(
                "A40",
                said("cut, as it seems to belong to the page and not to the article: «{text}»", text=line.text),
                said("put it back by hand if it is part of the text"),
                Place(self.name, line.number),
            )
        )

    # ── the head: menu, title, byline, date, lead ──

    def head(self, lines: Sequence[Line]) -> list[Line]:
        """Find the title and the lead; what remains is the body."""
        first = next((number for number, line in enumerate(lines) if _is_body(line.text)), len(lines))
        above, rest = list(lines[:first]), list(lines[first:])
        place = _title_place(above)
        if place is None:
            self._name_title(above, lines[0].number)
            kept = [line for line in above if pasted.picture_name(line.text)]
        else:
            pictures = [line for line in above[:place] if pasted.picture_name(line.text)]
            for line in above[:place]:
                if line not in pictures:
                    self.cut(line)
            self.title = _words(above[place].text)
            self.guess("A41", above[place].number, said("taken for the title: «{text}»", text=above[place].text))
            kept = [*pictures, *above[place + 1 :]]
        rest = [line for line in (*kept, *rest) if not self._furniture(line) and not self._signed(line)]
        return self._lead(rest)

    def _name_title(self, above: Sequence[Line], line: int) -> None:
        for cut in above:
            if not pasted.picture_name(cut.text):
                self.cut(cut)
        stem = PurePath(self.name).stem
        self.title = _words(stem.replace("_", " ").replace("-", " ").strip().capitalize() or stem)
        self.findings.append(
            warning(
                "A41",
                said("no title found; the file's name stands for it: «{text}»", text=stem),
                said("write the title in the article's front matter"),
                Place(self.name, line),
            )
        )

    def _furniture(self, line: Line) -> bool:
        """Whether the line belongs to a page and never to a text, and is therefore cut."""
        if not pasted.is_furniture(line.text):
            return False
        self.cut(line)
        return True

    def _signed(self, line: Line) -> bool:
        """Whether the line is the byline or the date, which are then noted."""
        if (
            not self.byline
            and len(line.text) < 80
            and _BYLINE.fullmatch(line.text)
            and not pasted.is_sentence(line.text)
        ):
            self.byline = _words(line.text)
            self.guess("A41", line.number, said("taken for the byline: «{text}»", text=line.text))
            return True
        if len(line.text) < 80 and _PUBLISHED.fullmatch(line.text):
            self.date = self.date or _day(line.text)
            self.guess("A41", line.number, said("taken for the date of the page: «{text}»", text=line.text))
            return True
        return False

    def _lead(self, lines: list[Line]) -> list[Line]:
        """The first paragraph as lead, when it is short and text follows it."""
        if len(lines) < 2 or not _is_lead(lines[0].text):
            return lines
        self.lead = _words(lines[0].text)
        self.guess("A41", lines[0].number, said("taken for the lead: «{text}»", text=lines[0].text))
        return lines[1:]

    # ── the body ──

    def blocks(self, lines: Sequence[Line]) -> list[Block]:
        """The blocks of the body."""
        last = max((number for number, line in enumerate(lines) if _is_body(line.text)), default=len(lines))
        blocks: list[Block] = []
        for number, line in enumerate(lines):
            if number > last and pasted.is_navigation(line.text):
                self.cut(line)
            else:
                self._add(blocks, line, lines[number + 1 :])
        return blocks

    def _add(self, blocks: list[Block], line: Line, after: Sequence[Line]) -> None:
        if picture := pasted.picture_name(line.text):
            blocks.append(self._figure(line, picture))
        elif self._credited(blocks, line) or self._listed(blocks, line, after):
            return
        elif speech := _SPEECH.match(line.text):
            blocks.append(self._speech(line, speech.end()))
        elif pasted.looks_like_heading(line.text) and _heads(after):
            self.guess("A41", line.number, said("taken for a heading: «{text}»", text=line.text))
            blocks.append(Heading(line=line.number, level=2, text=_words(line.text)))
        else:
            blocks.append(Paragraph(line=line.number, text=_words(line.text)))

    def _figure(self, line: Line, picture: pasted.PictureName) -> Figure:
        src = _picture_path(picture.name)
        self.findings.append(
            warning(
                "A42",
                said("the name of a picture, for which a placeholder stands: «{text}»", text=line.text),
                said("put the picture at {src}, write what it shows and take `.placeholder` away", src=src),
                Place(self.name, line.number),
            )
        )
        if picture.credit:
            self.guess("A41", line.number, said("taken for the photographer: «{text}»", text=picture.credit))
        else:
            self.findings.append(
                warning(
                    "A43",
                    said("no credit found for the picture «{text}»", text=picture.name),
                    said("find out who took it, and whether it may be printed"),
                    Place(self.name, line.number),
                )
            )
        return Figure(line=line.number, src=src, placeholder=True, credit=picture.credit)

    def _credited(self, blocks: list[Block], line: Line) -> bool:
        """Whether the line is the credit of the picture before it."""
        credit = pasted.credit_of(line.text)
        if not credit or not blocks or not isinstance(figure := blocks[-1], Figure) or figure.credit:
            return False
        blocks[-1] = replace(figure, credit=credit)
        self.guess("A41", line.number, said("taken for the photographer: «{text}»", text=line.text))
        return True

    def _speech(self, line: Line, start: int) -> Dialogue:
        text = f"– {line.text[start:]}"
        if not line.text.startswith(("– ", "—")):
            self.guess("A45", line.number, said("a dash and a space before direct speech: «{text}»", text=line.text))
        return Dialogue(line=line.number, text=_words(text))

    def _listed(self, blocks: list[Block], line: Line, after: Sequence[Line]) -> bool:
        """Whether the line is an item of a list; the list is the last block, or begins here."""
        found = _BULLET.match(line.text)
        if not found:
            return False
        item = ListItem(
            line=line.number,
            blocks=(Paragraph(line=line.number, text=_words(line.text[found.end() :])),),
        )
        if blocks and isinstance(block := blocks[-1], List):
            blocks[-1] = replace(block, items=(*block.items, item))
            return True
        if not after or not _BULLET.match(after[0].text):
            return line.text[0] == "-" and self._hyphened(blocks, line, found.end())
        self.guess("A41", line.number, said("taken for the first item of a list: «{text}»", text=line.text))
        blocks.append(List(line=line.number, items=(item,)))
        return True

    def _hyphened(self, blocks: list[Block], line: Line, start: int) -> bool:
        """A single line that begins with a hyphen is direct speech."""
        self.guess(
            "A45", line.number, said("a dash instead of the hyphen before direct speech: «{text}»", text=line.text)
        )
        blocks.append(Dialogue(line=line.number, text=_words(f"– {line.text[start:]}")))
        return True


# ── what a line is among its neighbours ──────────────────────────────────────────────────────


def _is_body(text: str) -> bool:
    return not pasted.picture_name(text) and (
        _SPEECH.match(text) is not None or (len(text) > 40 and pasted.is_sentence(text))
    )


def _title_place(above: Sequence[Line]) -> int | None:
    """Which of the lines above the body is the title: the first that is no menu and not very short."""
    places = [number for number, line in enumerate(above) if _may_be_title(line.text)]
    return next((number for number in places if not _very_short(above[number].text)), places[-1] if places else None)


def _may_be_title(text: str) -> bool:
    return not (
        pasted.is_navigation(text) or pasted.picture_name(text) or _BYLINE.fullmatch(text) or _PUBLISHED.fullmatch(text)
    )


def _very_short(text: str) -> bool:
    return len(text) < 20 and len(text.split()) < 3


def _is_lead(text: str) -> bool:
    if _SPEECH.match(text) or pasted.picture_name(text) or _BULLET.match(text) or text.endswith("?"):
        return False
    return pasted.is_sentence(text) and len(text) <= _LONGEST_LEAD and pasted.sentences(text) <= 2


def _heads(after: Sequence[Line]) -> bool:
    """Whether text follows that a heading can stand over: pictures are passed by."""
    following = next((line.text for line in after if not pasted.picture_name(line.text)), "")
    return bool(following) and not pasted.looks_like_heading(following)


def _day(text: str) -> datetime.date | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        if found["iso"]:
            return datetime.date.fromisoformat(found["iso"])
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _picture_path(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    known = suffix if re.fullmatch(r"\.[a-z]{3,4}", suffix) else ""
    return f"images/{slugged(name[: len(name) - len(known)]) or 'picture'}{known}"


IMPORTER = Importer(name="text", suffixes=(".txt", ".text"), read=read)
