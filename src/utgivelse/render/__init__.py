"""Render: the only room that knows Jinja2. A localized book × a theme → HTML.

Laws:
- Templates run sandboxed and see frozen values only; what they read is recorded in `Files`.
- A block is written by `blocks/<kind>.html.j2`, inline text by `markup`; a block without a
  template is an error that names it. Style sheets are templates too, so that page margins can
  name colours.
- `render_pages` serves both PDFs, `render_volume` the EPUB; a theme sees which by `medium`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from utgivelse import images, language, po
from utgivelse.article import Article, Block, Figure, Note, Paragraph, walk_blocks
from utgivelse.design import Design
from utgivelse.edition import PSEUDO, Book
from utgivelse.files import Files
from utgivelse.findings import Failure, Finding, Place, ProjectError, error, said, warning
from utgivelse.fitting import balance, fit
from utgivelse.inline import Span, Text, plain
from utgivelse.markup import NOTHING, Medium, Writer, short_address
from utgivelse.names import load_names
from utgivelse.places import Origin
from utgivelse.render.grammar import Grammar
from utgivelse.render.marking import Marker, origin_of
from utgivelse.render.pieces import Piece, Plate, compose, notes_in_order
from utgivelse.tongues import tongue
from utgivelse.typeset import Pages

__all__ = ["Piece", "Plate", "Renderer", "compose", "render_pages", "unspoken"]

NO_BREAK = "\u00a0"


class Renderer:
    """One book in one theme for one medium. Made anew for every edition: it records what it reads."""

    def __init__(self, book: Book, design: Design, files: Files, medium: Medium) -> None:
        self.book, self.design, self.files, self.medium = book, design, files, medium
        self.findings: list[Finding] = [*design.findings]
        self.uses: Counter[str] = Counter()
        self.words = po.load_words(files, design.name, book.language, files.root)
        self.language = language.language(book.language, book.source_language)
        self.names = load_names(files, book.language)
        self.grammar = Grammar(self.words, self.names, self.language.tag, book.source_language)
        self.marker = Marker()
        self.environment = self._environment()
        self.writer = self._writer()
        self.pieces = tuple(self._piece(article) for article in book.articles)
        self.texts = self._texts()

    def _environment(self) -> ImmutableSandboxedEnvironment:
        environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=jinja2.select_autoescape(("html.j2", "xhtml.j2"), default_for_string=True),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        environment.newstyle_gettext = True  # type: ignore[attr-defined]
        environment.globals.update(self.grammar.globals())
        environment.globals.update(
            book=self.book,
            publication=self.book.publication,
            brand=self.book.brand,
            draft=self.book.draft,
            design=self.design,
            sheet=self.design.sheet,
            colour={colour.name: "#{:02x}{:02x}{:02x}".format(*colour.rgb) for colour in self.design.colours},
            font=self.design.fonts,
            language=self.language,
            medium=self.medium,
            picture=self.picture,
            drawing=self.drawing,
            credit=self.credit,
            qr=lambda address, colour="ink": Markup(images.qr_svg(address, self._hex(colour))),
            language_name=language.language_name,
            short=short_address,
            plain=plain,
            fit=fit,
            mark=self.mark,
            balance=lambda text, measure, size: self._marked(text, balance(text, measure, size)),
            credits=self.credits,
            begins=self.begins,
            tongue=self.tongue,
            focus=lambda point: f"object-position: {point[0] * 100:g}% {point[1] * 100:g}%",
            logo=lambda logo: self.icon(logo.src),
            address=_address(self.book),
        )
        return environment

    def _hex(self, name: str) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self.design.colours[name].rgb)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        for folder in self.design.folders:
            path = folder / name
            if self.files.exists(path):
                return self.files.read_text(path), str(path), lambda: True
        return None

    # ── pictures ─────────────────────────────────────────────────────────────────────────────

    def saturation(self) -> float:
        """How much colour the theme leaves to photographs; 1 is all."""
        return float(self.design.tokens.get("pictures", {}).get("saturation", 1.0))

    def picture(self, figure: Figure) -> images.Prepared | None:
        """The figure's picture, ready for this medium; None for a placeholder."""
        if figure.placeholder:
            return None
        try:
            self._note(images.picture(self.files, figure.src).findings)
        except ProjectError as failure:
            place = self._place_of(figure)
            raise ProjectError(*(replace(finding, place=place) for finding in failure.findings)) from failure
        prepared = images.prepared(self.files, figure.src, self.medium, self.saturation())
        place = self._place_of(figure)
        self.marker.picture(prepared.address, Origin(place.file, place.line, figure.kind))
        return prepared

    def _place_of(self, figure: Figure) -> Place:
        """Where a figure is written."""
        for article in self.book.articles:
            if figure is article.image or any(figure is block for block in walk_blocks(article.blocks)):
                return Place(f"articles/{article.source}", figure.line)
        return Place("utgivelse.toml", self.book.publication.line)

    def _note(self, findings: Iterable[Finding]) -> None:
        self.findings += [finding for finding in findings if finding not in self.findings]

    def named(self, figure: Figure) -> str:
        """Who took a picture and on which terms: as the author says, else as the file does."""
        credit, licence = figure.credit, figure.licence
        if not figure.placeholder and not (credit and licence):
            file = images.picture(self.files, figure.src)
            credit, licence = credit or file.credit, licence or file.licence
        return ", ".join(part for part in (credit, licence.replace(" ", NO_BREAK)) if part)

    def icon(self, src: str) -> str:
        """The address of a picture inside a line."""
        return images.prepared(self.files, src, self.medium, self.saturation()).address

    def mark(self, text: str) -> Markup:
        """A text of the publication or the brand; marked when it stands here untranslated."""
        state = self.book.untranslated.get(text)
        if state is None:
            return self._marked(text, Markup("{}").format(text))
        tag = self.book.source_language if state == "missing" else ""
        span = Span((Text(text),), tag, state if self.book.draft else None)
        return self._marked(text, self.writer.write((span,)))

    # ── whose words stand where ──────────────────────────────────────────────────────────────

    def _texts(self) -> dict[str, Origin]:
        """The texts that templates set without their markup, with their origins: configuration and titles."""
        line = self.book.publication.line
        texts = {text: Origin("utgivelse.toml", line, "publication", key) for text, key in self.book.own.items()}
        for piece in self.pieces:
            for words in (piece.article.title, piece.article.kicker):
                if origin := origin_of(words, piece.article):
                    texts[plain(words)] = origin
        return texts

    def _marked(self, text: str, markup: Markup) -> Markup:
        before, after = self.marker.text(self.texts.get(text))
        return before + markup + after

    def tongue(self, text: str) -> Markup:
        """The attributes of an element whose own words (an alternative text) stand untranslated; else nothing."""
        is_source = self.book.untranslated.get(text) == "missing"
        return self.writer.language(self.book.source_language if is_source else "")

    def begins(self, figure: Figure) -> Markup:
        """The mark of where a picture stands that no block holds."""
        place = self._place_of(figure)
        return NOTHING.join(self.marker.block(Origin(place.file, place.line, figure.kind)))

    def drawing(self, src: str) -> Markup:
        """A checked SVG, to stand inside the markup."""
        self.uses[src] += 1
        return Markup(images.safe_svg(self.files, src, self.uses[src]))

    def credit(self, figure: Figure) -> Markup:
        """«Photo: Name, licence», or nothing."""
        name = self.named(figure)
        if not name:
            return Markup("")
        return Markup("{}").format(self.words.gettext("Photo: %(name)s") % {"name": name})

    def credits(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Everyone whose pictures are in the book, with the ids of the places, in order."""
        found: dict[str, list[str]] = {}
        for place, figure in self._figures():
            name = self.named(figure)
            if name and not figure.placeholder:
                found.setdefault(name, []).append(place)
        return tuple((name, tuple(dict.fromkeys(places))) for name, places in found.items())

    def _figures(self) -> Iterable[tuple[str, Figure]]:
        if self.book.publication.cover:
            yield "cover", self.book.publication.cover
        for piece in self.pieces:
            if piece.article.image:
                yield piece.id, piece.article.image
            for block in walk_blocks(piece.article.blocks):
                if isinstance(block, Figure):
                    yield self._figure_id(piece, block), block

    def _figure_id(self, piece: Piece, figure: Figure) -> str:
        return f"{piece.id}--figure-{figure.line}"

    # ── articles ─────────────────────────────────────────────────────────────────────────────

    def _piece(self, article: Article) -> Piece:
        flow, plates = compose(article)
        writer = replace(
            self.writer,
            article=article.slug,
            note=lambda note: self.footnote(note, article),
            notes=notes_in_order(article),
            used={},
            marks=lambda words: self.marker.text(origin_of(words, article)),
        )
        return Piece(article, article.slug, flow, plates, writer)

    def _writer(self) -> Writer:
        """What writes texts that stand in no article."""
        return Writer(
            medium=self.medium,
            article="",
            targets={other.source: other.slug for other in self.book.articles},
            see_page=self._see_page(),
            picture=self.icon,
            note=lambda note: Markup(""),
            direction=lambda tag: language.language(tag, self.book.source_language).direction,
            notes_at_end=self.design.tokens.get("notes") == "end",
        )

    def _see_page(self) -> tuple[str, str]:
        before, _, after = self.words.gettext("see page %(page)s").partition("%(page)s")
        return f" ({before}", f"{after})"

    def footnote(self, note: Note, article: Article) -> Markup:
        """The blocks of a footnote as one run of text."""
        piece = next(piece for piece in self.pieces if piece.article is article)
        return Markup(" ").join(
            piece.writer.write(block.text) if isinstance(block, Paragraph) else self.block(piece, block)
            for block in note.blocks
        )

    def block(self, piece: Piece, block: Block, **extra: Any) -> Markup:
        """One block by its template; ProjectError when the theme has none for its kind."""
        if isinstance(block, Figure) and block.placeholder:
            self._left_out(piece, block)
            if not self.book.draft:
                return Markup("")
        try:
            template = self.environment.get_template(f"blocks/{block.kind}.html.j2")
        except jinja2.TemplateNotFound as problem:
            raise ProjectError(
                error(
                    "T05",
                    said(
                        "the theme «{theme}» has no template for the block «{kind}»",
                        theme=self.design.name,
                        kind=block.kind,
                    ),
                    said("write `templates/{theme}/blocks/{kind}.html.j2`", theme=self.design.name, kind=block.kind),
                    Place(f"articles/{piece.article.source}", block.line),
                )
            ) from problem
        before, after = self.marker.block(Origin(f"articles/{piece.article.source}", block.line, block.kind))
        return before + Markup(template.render(b=block, **self._tools(piece), **extra)) + after

    def _tools(self, piece: Piece) -> Mapping[str, Any]:
        """What a block's template may call, bound to its article."""
        return {
            "piece": piece,
            "article": piece.article,
            "inline": piece.writer.write,
            "block": lambda block, **extra: self.block(piece, block, **extra),
            "blocks": lambda blocks, **extra: Markup("").join(self.block(piece, block, **extra) for block in blocks),
            "anchor": lambda name: Markup(' id="{}"').format(piece.writer.anchor(name)) if name else Markup(""),
            "figure_id": lambda figure: self._figure_id(piece, figure),
            "address": piece.writer.inner,
        }

    def _left_out(self, piece: Piece, figure: Figure) -> None:
        finding = warning(
            "A90",
            said("the picture {src} is a placeholder and is left out", src=figure.src),
            said("put the file into the project and delete `.placeholder`"),
            Place(f"articles/{piece.article.source}", figure.line),
        )
        self._note([finding])

    def render(self, name: str, **context: Any) -> str:
        """A whole template of the theme; errors in it are the theme's, with file and line."""
        try:
            return self.environment.get_template(name).render(pieces=self.pieces, tools=self._tools, **context)
        except Failure:
            raise
        except jinja2.TemplateSyntaxError as problem:
            raise ProjectError(_template_error(problem, problem.filename or name, problem.lineno)) from problem
        except (
            jinja2.TemplateError,
            TypeError,
            ValueError,
            AttributeError,
            KeyError,
            ZeroDivisionError,
            OverflowError,
            RecursionError,
        ) as problem:
            raise ProjectError(_template_error(problem, *_template_place(problem, name))) from problem


def _address(book: Book) -> str:
    """Where the publication lies, in its language; else the brand's address."""
    url = book.publication.url
    return (url if isinstance(url, str) else url.get(book.language, "")) or book.brand.url


def render_pages(book: Book, design: Design, files: Files) -> tuple[Pages, tuple[Finding, ...]]:
    """The document that both PDFs are laid out from, and what is to be said of it."""
    renderer = Renderer(book, design, files, "page")
    html = renderer.render(design.sheet.get("page", "page.html.j2"))
    usual = design.tokens.get("styles", {}).get("pages", ["pages.css"])
    css = tuple(renderer.render(name) for name in design.sheet.get("styles", usual))
    pages = Pages(
        html,
        css,
        design.colours,
        tuple(design.fonts.values()),
        book.language,
        tuple(renderer.marker.origins),
        {address: tuple(origins) for address, origins in renderer.marker.pictures.items()},
    )
    return pages, (*renderer.findings, *unspoken(renderer))


def unspoken(renderer: Renderer) -> tuple[Finding, ...]:
    """What the theme could not say in this language: words without a translation, names without a case."""
    return (*untranslated(renderer), *renderer.names.findings)


def untranslated(renderer: Renderer) -> tuple[Finding, ...]:
    """What the theme's own words lack in this language: it stops the edition, as any text does."""
    book, missing = renderer.book, tuple(renderer.words.untranslated)
    if not missing or book.language == PSEUDO:
        return ()
    severity = warning if book.draft else error
    return (
        severity(
            "M90",
            said(
                "{count} of the theme's own words have no translation into {language}: {words}",
                count=len(missing),
                language=tongue(book.language),
                words=", ".join(missing[:5]),
            ),
            said(
                "add them to `locales/{language}/LC_MESSAGES/{theme}.po`",
                language=book.language.replace("-", "_"),
                theme=renderer.design.name,
            ),
        ),
    )


def _template_place(problem: Exception, name: str) -> tuple[str, int]:
    """The last place in a template that the traceback passed through."""
    place, step = (name, 0), problem.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css")):
            place = (file, step.tb_lineno)
        step = step.tb_next
    return place


def _template_error(problem: Exception, file: str, line: int) -> Finding:
    return error(
        "T06",
        said("the template fails: {why}", why=str(problem) or type(problem).__name__),
        said("mend the template at this place"),
        Place(Path(file).name if Path(file).is_absolute() else file, line),
    )
