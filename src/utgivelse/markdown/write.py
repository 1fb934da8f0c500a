"""Writing an article: `Article` → Markdown with front matter.

Laws: for every article that `read_article` gives, `read_article(write_article(a))` gives it back
equal; paragraphs stand on one line each, and an anchor is written only when it is not the one
that its heading has anyway.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from utgivelse.article import (
    Article,
    Base,
    Block,
    Blocks,
    CallToAction,
    Cell,
    Contact,
    Definition,
    DefinitionList,
    Dialogue,
    Drawing,
    FactBox,
    Figure,
    Gallery,
    Heading,
    List,
    Only,
    PageBreak,
    Paragraph,
    Preformatted,
    PullQuote,
    QRCode,
    Quotation,
    Rule,
    Statistics,
    Steps,
    Table,
)
from utgivelse.inline import Icon, Inlines, LineBreak
from utgivelse.markdown.attributes import write_attributes
from utgivelse.markdown.blocks import SPEECH
from utgivelse.markdown.figures import CENTRE
from utgivelse.markdown.frontmatter import TEXTS
from utgivelse.markdown.read import anchor_of, slug_of
from utgivelse.markdown.write_inlines import write_inlines, write_plain, write_target

_AT_START = re.compile(r"[-+](?=\s|$)|[-=](?=[-= ]*$)|[>#:~|]|\d+(?P<mark>[.)])", re.MULTILINE)
_PLAIN_YAML = re.compile(r"[^\W\d_][\w ,.()/«»–—’!?-]*[\w.)»!?]|[^\W\d_]")
_YAML_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def write_article(article: Article) -> str:
    """The article as a file."""
    head = "".join(f"{line}\n" for line in _front_matter(article))
    body = _blocks(article.blocks)
    notes = [_note(note.label, note.blocks) for note in article.notes]
    parts = [part for part in (f"---\n{head}---", body, *notes) if part]
    return "\n\n".join(parts) + "\n"


# ── front matter ─────────────────────────────────────────────────────────────────────────────


def _front_matter(article: Article) -> Iterable[str]:
    for name in TEXTS:
        if text := getattr(article, name):
            yield f"{name}: {_yaml(write_inlines(text))}"
    if article.date:
        yield f"date: {article.date.isoformat()}"
    if article.image:
        yield f"image: {{{', '.join(_image(article.image))}}}"
    if article.slug != slug_of(article.source):
        yield f"slug: {_yaml(article.slug)}"
    if article.fixed:
        yield f"translate: {{{', '.join(f'{name}: false' for name in article.fixed)}}}"
    if article.links:
        yield "links:"
    for language, table in article.links.items():
        yield f"  {_yaml(language)}: {{{', '.join(f'{json.dumps(a)}: {json.dumps(b)}' for a, b in table.items())}}}"


def _image(image: Figure) -> Iterable[str]:
    for name in ("src", "alt", "credit", "licence"):
        if value := getattr(image, name):
            yield f"{name}: {_quoted(value)}"
    if image.caption:
        yield f"caption: {_quoted(write_inlines(image.caption))}"
    if image.focus != CENTRE:
        yield f"focus: [{_number(image.focus[0])}, {_number(image.focus[1])}]"
    for name in ("decorative", "placeholder"):
        if getattr(image, name):
            yield f"{name}: true"


def _yaml(text: str) -> str:
    bare = _PLAIN_YAML.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\u00a0", "\\_").replace("\ufeff", "\\uFEFF")


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


# ── blocks ───────────────────────────────────────────────────────────────────────────────────


def _blocks(blocks: Blocks, between: str = "\n\n", depth: int = 0) -> str:
    written: list[str] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        written.append(_before(block, before) + _block(block, before, written[-1] if written else "", depth))
    return between.join(written)


def _before(block: Block, before: Block | None) -> str:
    """What stands on lines of its own above a block: comments, and attributes that it has no other place for."""
    comments = [f"<!-- translators: {block.comment} -->"] if block.comment else []
    comments += [f"<!-- context: {block.context} -->"] if block.context else []
    anchor = "" if isinstance(block, Heading) and anchor_of(block) == block.anchor else block.anchor
    by = write_inlines(block.by) if isinstance(block, Quotation) else ""
    line = write_attributes("" if _own_attributes(block) else anchor, values={"by": by})
    if not line and isinstance(block, DefinitionList) and isinstance(before, DefinitionList | Paragraph):
        line = "{}" if isinstance(before, DefinitionList) else ""
    return "".join(f"{part}\n" for part in (*comments, line) if part)


def _own_attributes(block: Block) -> bool:
    directives = (
        FactBox
        | PullQuote
        | Statistics
        | Contact
        | CallToAction
        | Steps
        | Gallery
        | Drawing
        | QRCode
        | PageBreak
        | Only
    )
    return isinstance(block, Figure | directives)


def _block(block: Block, before: Block | None, last: str, depth: int) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph(text=text):
            return _paragraph(text)
        case Dialogue(text=text):
            return _line(text)
        case Quotation(blocks=blocks):
            return _prefixed(_blocks(blocks), "> ", "> ")
        case Figure():
            return _figure(block)
        case List():
            return _list(block, last, depth)
        case DefinitionList(items=items):
            return "\n\n".join(_definition(item) for item in items)
        case Table():
            return _table(block)
        case Rule():
            return "***"
        case Preformatted(text=text):
            return _fenced(text)
        case _:
            return _directive(block)


def _heading(block: Heading) -> str:
    text = _edged(write_inlines(block.text))
    if any(isinstance(part, LineBreak) for part in block.text) and block.level == 2:
        return f"{_safe(text)}\n---"
    if text.endswith("#"):
        text = text[:-1] + "\\#"
    return f"{'#' * block.level} {text}".rstrip(" ")


def _paragraph(text: Inlines) -> str:
    if text and isinstance(text[0], Icon):  # a paragraph that began with it would be a figure
        return f"[{write_inlines(text[:1])}]{{}}" + _line(text)[len(write_inlines(text[:1])) :]
    written = _line(text)
    if SPEECH.match(written):
        return f"&#{ord(written[0])};{written[1:]}"
    return written


def _line(text: Inlines) -> str:
    return _safe(_edged(write_inlines(text)))


def _safe(text: str) -> str:
    """The text with a backslash wherever the start of a line would be read as another block."""
    return "\n".join(_start_escaped(line) for line in text.split("\n"))


def _start_escaped(line: str) -> str:
    found = _AT_START.match(line)
    if not found:
        return line
    position = found.start("mark") if found["mark"] else 0
    return f"{line[:position]}\\{line[position:]}"


def _edged(text: str) -> str:
    """White space at the ends as references, which CommonMark does not strip."""
    stripped = text.strip()
    if stripped == text:
        return text
    lead = len(text) - len(text.lstrip())
    tail = len(text) - len(text.rstrip()) if stripped else 0
    middle = text[lead : len(text) - tail]
    return (
        "".join(map(_reference, text[:lead]))
        + middle
        + "".join(map(_reference, text[len(text) - tail :] if tail else ""))
    )


def _reference(space: str) -> str:
    return "&nbsp;" if space == "\u00a0" else f"&#{ord(space)};"


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    indented = [(rest + line) if line else rest.rstrip(" ") for line in lines[1:]]
    return "\n".join([(first + lines[0]).rstrip(" ") if not lines[0] else first + lines[0], *indented])


def _figure(block: Figure) -> str:
    values = {"credit": block.credit, "licence": block.licence, "size": "" if block.size == "column" else block.size}
    if block.focus != CENTRE:
        values["focus"] = f"{_number(block.focus[0])} {_number(block.focus[1])}"
    values["place"] = "here" if block.here else ""
    flags = [name for name in ("decorative", "placeholder") if getattr(block, name)]
    attributes = write_attributes(block.anchor, flags, values)
    caption = _edged(write_inlines(block.caption))
    return f"![{write_plain(block.alt)}]({write_target(block.src)}){attributes}" + (
        f"\n{_safe(caption)}" if caption else ""
    )


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}" if text else f"{fence}\n{fence}"


def _list(block: List, last: str, depth: int) -> str:
    marks = (".", ")") if block.ordered else ("-", "*")
    mark = marks[depth % 2]
    if _ends_in_list(last, mark, block.ordered):
        mark = marks[1 - depth % 2]
    lines = []
    running = any(isinstance(inner, Paragraph | Dialogue | Figure) for item in block.items for inner in item.blocks)
    for number, item in enumerate(block.items, block.start):
        first = f"{min(number, 999_999_999)}{mark} " if block.ordered else f"{mark} "
        lines.append(_item(item.blocks, first, "\n" if block.tight and running else "\n\n", depth))
    return ("\n" if block.tight else "\n\n").join(lines)


def _ends_in_list(text: str, mark: str, ordered: bool) -> bool:
    start = text.rsplit("\n-->", 1)[-1] if text else ""
    pattern = rf"^\d+\{mark}(?: |$)" if ordered else rf"^\{mark}(?: |$)"
    return bool(re.search(pattern, start, re.MULTILINE))


def _item(blocks: Blocks, first: str, between: str, depth: int) -> str:
    text = _blocks(blocks, between, depth + 1)
    if text.startswith("***") and text[3:4] in ("", "\n"):  # `* ***` would be a rule without a list
        text = "___" + text[3:]
    return _prefixed(text, first, " " * len(first))


def _definition(item: Definition) -> str:
    body = _blocks(item.blocks) or "{}"
    return f"{_line(item.term)}\n{_prefixed(body, ': ', '  ')}"


def _table(block: Table) -> str:
    rules = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
    lines = [_row(block.head), "| " + " | ".join(rules[side] for side in block.align) + " |"]
    return "\n".join((*lines, *map(_row, block.rows)))


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join(_edged(write_inlines(cell.text)).replace("|", "\\|") for cell in cells) + " |"


def _note(label: str, blocks: Blocks) -> str:
    return _prefixed(_blocks(blocks), f"[^{label}]: ", "    ")


# ── directives ───────────────────────────────────────────────────────────────────────────────


def _directive(block: Block) -> str:
    match block:
        case FactBox(title=title, blocks=blocks):
            return _container(block, title, {}, _blocks(blocks))
        case PullQuote(text=text, by=by):
            return _container(block, (), {"by": write_inlines(by)}, _paragraph(text))
        case Statistics(title=title, items=items, source=source):
            body = "\n\n".join(_definition(Definition(term=item.value, blocks=_labelled(item.label))) for item in items)
            return _container(block, title, {"source": write_inlines(source)}, body)
        case Contact():
            values = {"role": write_inlines(block.role)} | {
                key: getattr(block, key) for key in ("phone", "mail", "url", "qr")
            }
            return _container(block, block.name, values, "\n".join(_line(line.text) for line in block.lines))
        case CallToAction(text=text, button=button, url=url, qr=qr):
            return _container(block, button, {"url": url}, _paragraph(text), ["qr"] if qr else [])
        case Steps(title=title, items=items):
            return _container(
                block, title, {}, _blocks((List(items=items, ordered=True, tight=_tight(block)),) if items else ())
            )
        case Gallery(figures=figures, caption=caption):
            return _container(block, caption, {}, _blocks(figures))
        case Drawing():
            values = {"src": block.src, "caption": write_inlines(block.caption), "credit": block.credit}
            return _head("::", block, write_plain(block.alt), values)
        case QRCode(url=url, caption=caption):
            return _head("::", block, write_inlines(caption), {"url": url})
        case Only(languages=languages, written=written, blocks=blocks):
            return _container(block, (), {"languages": " ".join(languages), "written": written}, _blocks(blocks))
        case _:
            return _head("::", block, "", {})


def _labelled(label: Inlines) -> Blocks:
    return (Paragraph(text=label),) if label else ()


def _tight(steps: Steps) -> bool:
    return all(len(item.blocks) < 2 for item in steps.items)


def _container(block: Base, label: Inlines, values: dict[str, str], body: str, flags: Sequence[str] = ()) -> str:
    longest = max((len(run) for run in re.findall(r"^[ >]*(:{2,})", body, re.MULTILINE)), default=2)
    fence = ":" * max(3, longest + 1)
    return "\n".join(filter(None, (_head(fence, block, write_inlines(label), values, flags), body, fence)))


def _head(fence: str, block: Base, label: str, values: dict[str, str], flags: Sequence[str] = ()) -> str:
    kind: str = block.kind  # type: ignore[attr-defined]
    return f"{fence}{kind}{f'[{label}]' if label else ''}{write_attributes(block.anchor, flags, values)}"
