"""Volume: the finished files of an EPUB, before they are packed.

Laws:
- One XHTML file an article, named by its slug; every file is well-formed XML with its language.
- With the map of a printed edition's pages each of them is marked, and the contents list them.
- Only what the book uses is in it: pictures are named in order of first use, ASCII and stable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from utgivelse import images
from utgivelse.article import Figure, Heading, walk_blocks
from utgivelse.design import Design
from utgivelse.ebook import SVG
from utgivelse.ebook.elements import description, pictures_in
from utgivelse.edition import Book
from utgivelse.files import Files
from utgivelse.findings import Finding, Place, ProjectError, error, said
from utgivelse.inline import plain
from utgivelse.page_marks import PageMark, mark_pages
from utgivelse.places import PlaceMap
from utgivelse.render import Piece, Renderer, unspoken

ChapterKind = Literal["cover", "nav", "text", "colophon"]


@dataclass(frozen=True)
class Chapter:
    """A finished XHTML file below `text/`; `has_svg` must be told to the manifest.

    `descriptions` are those of its pictures that inform: None for one that nobody described.
    """

    name: str
    title: str
    xhtml: bytes
    kind: ChapterKind
    has_svg: bool = False
    descriptions: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """A chapter before its pages are marked."""

    name: str
    title: str
    kind: ChapterKind
    template: str
    text: str


@dataclass(frozen=True)
class BookPicture:
    """A picture; `name` begins with `images/`."""

    name: str
    path: Path
    media_type: str


@dataclass(frozen=True)
class Volume:
    """All files of an EPUB, and what its package document says of them.

    `cover` is the name of the cover's picture, or empty; `informing` counts the pictures that tell something,
    `described` is true when each of them has an alternative text, and `summary` says for whom the book can be
    read. `pages` are those of the printed edition, if it has one.
    """

    title: str
    language: str
    direction: str
    chapters: tuple[Chapter, ...]
    nav: Chapter
    css: bytes
    pictures: tuple[BookPicture, ...]
    cover: str = ""
    informing: int = 0
    described: bool = True
    summary: str = ""
    pages: tuple[PageMark, ...] = ()
    findings: tuple[Finding, ...] = ()


class _BookRenderer(Renderer):
    """A renderer whose pictures are files of the book, addressed as a chapter sees them."""

    def __init__(self, book: Book, design: Design, files: Files) -> None:
        self.pictures: dict[str, images.Prepared] = {}
        super().__init__(book, design, files, "book")

    def picture(self, figure: Figure) -> images.Prepared | None:
        prepared = super().picture(figure)
        return prepared and self._shelve(prepared)

    def icon(self, src: str) -> str:
        return self._shelve(images.prepared(self.files, src, "book", self.saturation())).address

    def _shelve(self, prepared: images.Prepared) -> images.Prepared:
        self.pictures.setdefault(prepared.address, prepared)
        return replace(prepared, address=f"../{prepared.address}")


def render_volume(book: Book, design: Design, files: Files, places: PlaceMap | None = None) -> Volume:
    """The files of a book's EPUB. ProjectError when a template makes no well-formed XHTML."""
    renderer = _BookRenderer(book, design, files)
    front = _front(book, renderer)
    drafts = _drafts(book, renderer, f"../{front.name}" if front else "")
    texts, pages = mark_pages(
        [draft.text for draft in drafts],
        tuple(renderer.marker.origins),
        places,
        renderer.words.gettext("sheet {number}"),
    )
    chapters = tuple(_chapter(draft, text) for draft, text in zip(drafts, texts, strict=True))
    nav = _nav(renderer, chapters, pages)
    css = "\n".join(renderer.render(name) for name in design.tokens.get("styles", {}).get("book", ["epub.css"]))
    descriptions = tuple(text for chapter in chapters for text in chapter.descriptions)
    described = None not in descriptions
    pictures = tuple(BookPicture(name, picture.path, picture.media_type) for name, picture in renderer.pictures.items())
    return Volume(
        title=book.publication.title,
        language=renderer.language.tag,
        direction=renderer.language.direction,
        chapters=chapters,
        nav=nav,
        css=css.encode(),
        pictures=((front,) if front else ()) + pictures,
        cover=front.name if front else "",
        informing=len(descriptions),
        described=described,
        summary=renderer.render("epub/summary.txt.j2", described=described, pages=pages).strip(),
        pages=pages,
        findings=(*renderer.findings, *unspoken(renderer)),
    )


def _front(book: Book, renderer: Renderer) -> BookPicture | None:
    cover = book.publication.cover
    if cover is None or cover.placeholder:
        return None
    prepared = images.cover(renderer.files, cover.src, cover.focus, renderer.saturation())
    return BookPicture(prepared.address, prepared.path, prepared.media_type)


def _drafts(book: Book, renderer: Renderer, cover: str) -> tuple[_Draft, ...]:
    """Every chapter in order, with the marks of what stands where."""
    colophon = renderer.words.gettext("About this publication")
    return (
        _draft(renderer, "cover.xhtml", book.publication.title, "cover", cover=cover),
        *(
            _draft(renderer, f"{piece.id}.xhtml", piece.heading, "text", template="chapter", piece=piece)
            for piece in renderer.pieces
        ),
        _draft(renderer, "colophon.xhtml", colophon, "colophon"),
    )


def _draft(renderer: Renderer, name: str, title: str, kind: ChapterKind, **context: Any) -> _Draft:
    template = f"epub/{context.pop('template', kind)}.xhtml.j2"
    return _Draft(name, title, kind, template, renderer.render(template, **context))


def _nav(renderer: Renderer, chapters: tuple[Chapter, ...], pages: tuple[PageMark, ...]) -> Chapter:
    entries = _entries(renderer, chapters[-1])
    listed = [{"href": f"{chapters[page.file].name}#{page.id}", "text": page.label} for page in pages]
    draft = _draft(renderer, "nav.xhtml", renderer.words.gettext("Contents"), "nav", entries=entries, pages=listed)
    return _chapter(draft, mark_pages([draft.text], (), None, "")[0][0])


def _chapter(draft: _Draft, text: str) -> Chapter:
    xhtml = text.encode()
    try:
        tree = etree.fromstring(xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise ProjectError(
            error(
                "E01",
                said("the template does not give well-formed XHTML: {why}", why=str(problem)),
                said("close every element and write `&amp;` for an ampersand"),
                Place(draft.template),
            )
        ) from problem
    told = (_told(picture) for picture in pictures_in(tree))
    has_svg = next(tree.iter(f"{SVG}svg"), None) is not None
    return Chapter(draft.name, draft.title, xhtml, draft.kind, has_svg, tuple(text for text in told if text != ""))


def _told(picture: Any) -> str | None:
    """What is said of a picture; a sign in a line has no way to say that it only decorates."""
    return description(picture) or (None if picture.get("class") == "icon" else description(picture))


def _entries(renderer: Renderer, colophon: Chapter) -> list[Mapping[str, Any]]:
    """The table of contents: every article with its second-level headings, and the colophon."""
    return [
        *({"href": f"{piece.id}.xhtml", "text": piece.heading, "inner": _headings(piece)} for piece in renderer.pieces),
        {"href": colophon.name, "text": colophon.title, "inner": []},
    ]


def _headings(piece: Piece) -> list[Mapping[str, str]]:
    return [
        {"href": f"{piece.id}.xhtml#{block.anchor}", "text": plain(block.text)}
        for block in walk_blocks(piece.flow)
        if isinstance(block, Heading) and block.level == 2 and block.anchor
    ]
