"""Streams: what the pages paint, marked with what it is, and with glyphs that say their own letters.

Laws (the clauses are ISO 14289-1's, and ISO 32000-1's where they say so):
- Every piece of content is either marked as belonging to the tree or an artifact, never both and never
  neither (7.1); forms that a page paints have marks of their own (ISO 32000-1, 14.7.4.2).
- A glyph means the letter that it was set for (7.21.7): the hyphen of a broken word is a soft hyphen, a
  no-break space no plain one. One glyph that stands for two letters is shown through a second name of
  its font. White space that a line's end swallowed is put back, since words must have something
  between them (ISO 32000-1, 14.8.2.5). `ActualText` is left to clusters and to lines from the right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

SOFT_HYPHEN = "\u00ad"
PLAIN = {"\u00a0": " ", "\u202f": " ", "\u00ad": "-", "\u2010": "-", "\u2011": "-"}
"""What a glyph that these share with an everyday sign is taken to mean, unless it is told otherwise."""
TOKEN = re.compile(r"<([0-9a-f]*)>|(-?[\d.]+)")
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Meanings(dict[int, str]):
    """A font's letters by glyph, which lets the engine tell the letter of every glyph that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, str]] = []

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self.told.append((glyph, text))
        if text:
            self.setdefault(glyph, PLAIN.get(text, text))

    def take(self) -> list[tuple[int, str]]:
        """What was told since the last time."""
        told, self.told = self.told, []
        return told

    def unused(self, glyphs: set[int]) -> None:
        """Give glyphs that are never told a letter of their own something that is nothing."""
        for glyph in glyphs:
            self.setdefault(glyph, "\u200b")


@dataclass(slots=True)
class Show:
    """One string as it stands in a stream: where, in which font, and the letter of each glyph."""

    index: int
    string: str
    font: tuple[str, float]
    glyphs: list[tuple[int, str]]


@dataclass(slots=True)
class Mark:
    """Content of the tree: its stream, its number there, and what it shows."""

    stream: TaggedStream
    number: int
    properties: Any
    shows: list[Show] = field(default_factory=list)


@dataclass
class Recorder:
    """What is drawn, while it is drawn."""

    is_artifact: Callable[[Any], bool]
    pages: list[TaggedStream] = field(default_factory=list)
    forms: list[TaggedStream] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    faces: dict[str, Meanings] = field(default_factory=dict)

    def new_page(self, *arguments: Any, **named: Any) -> TaggedStream:
        """The stream of the next page."""
        stream = TaggedStream(*arguments, **named)
        stream.recorder = self
        self.pages.append(stream)
        return stream


class TaggedStream(Stream):  # type: ignore[misc] # WeasyPrint has no types
    """A page or a form whose content is marked."""

    recorder: Recorder
    depth = 0
    current: Mark | None = None
    count = 0

    def clone(self, **named: Any) -> TaggedStream:
        """A stream for a form or pattern that this one paints."""
        named = {
            "fonts": self._fonts,
            "page_rectangle": self.page_rectangle,
            "resources": self._resources,
            "images": self._images,
            "tags": self._tags,
            "color_profiles": self._color_profiles,
            "output_intent": self._output_intent,
            "compress": self.compress,
            **named,
        }
        made = TaggedStream(**named)
        made.recorder, made.depth = self.recorder, self.depth
        self.recorder.forms.append(made)
        return made

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Content of the tree, or an artifact; nothing where nothing is seen."""
        is_seen = box.style["visibility"] == "visible" and getattr(box, "text", "-").strip()
        if self.depth or not is_seen:
            yield
        elif self.recorder.is_artifact(box):
            with self.artifact():
                yield
        else:
            yield from self._in_mark(box, tag)

    def _in_mark(self, box: Any, tag: str) -> Iterator[None]:
        mark = Mark(self, self.count, pydyf.Dictionary({"MCID": self.count}))
        self.recorder.marks[id(box)] = self.current = mark
        self.count += 1
        self.depth += 1
        self.begin_marked_content(tag, mark.properties)
        try:
            yield
        finally:
            self.end_marked_content()
            self.depth -= 1
            self.current = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is not to be read; inside of marked content it is that content's already."""
        if self.depth:
            yield
            return
        self.depth += 1
        self.begin_marked_content("Artifact")
        try:
            yield
        finally:
            self.end_marked_content()
            self.depth -= 1

    def begin_text(self) -> None:
        """Begin a text object, never one that goes on where other content ended."""
        self._current_font = None
        pydyf.Stream.begin_text(self)

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """A font whose glyphs are told one by one."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, Meanings):
            font.to_unicode = self.recorder.faces.setdefault(font.hash, Meanings())
        return font, size

    def show_text(self, text: str) -> None:
        """Show a string, and remember what it says."""
        super().show_text(text)
        font: tuple[str, float] = self._current_font  # type: ignore[assignment] # set by the engine just before
        face = self.recorder.faces.get(font[0])
        told = face.take() if face is not None else []
        if self.current is not None:
            self.current.shows.append(Show(len(self.stream) - 1, text, font, told))


# ── the letters of glyphs, put right when all is drawn ───────────────────────────────────────


class Lettering:
    """Makes what is shown say what was meant; `aliases` are the second names of fonts that this takes."""

    def __init__(self, faces: dict[str, Meanings]) -> None:
        self.faces = faces
        self.aliases: dict[str, list[dict[int, str]]] = {}
        for face in faces.values():
            face.take()
        self.blanks = {name: glyph for name, face in faces.items() for glyph, text in face.items() if text == " "}

    def spell(self, mark: Mark, words: str, *, hyphen: bool, space: bool) -> None:
        """Let a mark say its words: `hyphen` when its last glyph is a soft one, `space` when one must follow."""
        letters = [text for show in mark.shows for _, text in show.glyphs]
        if not mark.shows:
            return
        if "" in letters or FROM_THE_RIGHT.search(words) or (space and not self.blanks):
            mark.properties["ActualText"] = pydyf.String(words + " " * space)
            for show in mark.shows:
                self.faces[show.font[0]].unused({glyph for glyph, _ in show.glyphs})
            return
        for show in mark.shows:
            is_last = show is mark.shows[-1]
            self._write(mark.stream, show, hyphen=hyphen and is_last, space=space and is_last)

    def _write(self, stream: TaggedStream, show: Show, *, hyphen: bool, space: bool) -> None:
        name, size = show.font
        glyphs = list(show.glyphs)
        if hyphen:
            glyphs[-1] = (glyphs[-1][0], SOFT_HYPHEN)
        face = self.faces[name]
        if any(face[glyph] != text for glyph, text in glyphs):
            stream.stream[show.index] = self._through_aliases(show, glyphs)
        if space:
            stream.stream[show.index] += self._blank(name, size)

    def _blank(self, name: str, size: float) -> bytes:
        """A space glyph, of another font where this one has none."""
        if name in self.blanks:
            return b"\n<%04x> Tj" % self.blanks[name]
        other = next(iter(self.blanks))
        return b"\n/%b %b Tf <%04x> Tj" % (other.encode(), _number(size), self.blanks[other])

    def _through_aliases(self, show: Show, glyphs: list[tuple[int, str]]) -> bytes:
        """The string again, each run of glyphs through the name of the font by which it says its letters."""
        name, size = show.font
        parts: list[tuple[str, list[str]]] = []
        told = iter(glyphs)
        for digits, number in TOKEN.findall(show.string):
            for start in range(0, len(digits), 4):
                used = self._name(name, *next(told))
                if not parts or parts[-1][0] != used:
                    parts.append((used, []))
                parts[-1][1].append(f"<{digits[start : start + 4]}>")
            if number:
                parts = parts or [(name, [])]
                parts[-1][1].append(number)
        written = [f"/{used} {_number(size).decode()} Tf [{''.join(texts)}] TJ" for used, texts in parts]
        return "\n".join([*written, f"/{name} {_number(size).decode()} Tf"]).encode()

    def _name(self, name: str, glyph: int, text: str) -> str:
        if self.faces[name][glyph] == text:
            return name
        names = self.aliases.setdefault(name, [])
        for number, known in enumerate(names):
            if known.setdefault(glyph, text) == text:
                return alias(name, number)
        names.append({glyph: text})
        return alias(name, len(names) - 1)


def alias(name: str, number: int) -> str:
    """The further name of a font, by which some of its glyphs say something else."""
    return f"{name}.{number + 1}"


def _number(value: float) -> bytes:
    written: bytes = pydyf._to_bytes(value)
    return written
