"""Front matter: the YAML between two lines of `---` at the top of an article.

Laws: YAML 1.2, read as nodes with their lines; every value is text that this schema types, so
that `no` stays a word and `12:30` a time. Aliases, tags and doubled keys are refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from utgivelse.addresses import target_fault
from utgivelse.article import Figure
from utgivelse.findings import Said, nearest, said
from utgivelse.inline import Inlines
from utgivelse.markdown.figures import CENTRE, check_figure, read_focus
from utgivelse.markdown.inlines import read_inlines
from utgivelse.markdown.report import Report

TEXTS = ("title", "kicker", "lead", "byline")
KEYS = ("title", "kicker", "lead", "byline", "date", "image", "slug", "translate", "links")
_IMAGE = ("src", "alt", "credit", "licence", "caption", "focus", "decorative", "placeholder")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEEPEST = 10
_OPENING = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|$)", re.MULTILINE)


@dataclass
class FrontMatter:
    """What the front matter says, typed; `lines` is where each key stands."""

    texts: dict[str, Inlines] = field(default_factory=dict)
    date: datetime.date | None = None
    image: Figure | None = None
    slug: str = ""
    fixed: tuple[str, ...] = ()
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def split(text: str, report: Report) -> tuple[str, str, int]:
    """The front matter, the body, and the number of lines before the body."""
    opening = _OPENING.match(text)
    if not opening:
        return "", text, 0
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        report.error(
            "A01",
            1,
            said("the front matter that begins with `---` has no end"),
            said("write `---` on a line of its own after it"),
        )
        return "", text[opening.end() :], 1
    return text[opening.end() : closing.start()], text[closing.end() :], text.count("\n", 0, closing.start()) + 1


def read_front_matter(text: str, report: Report) -> FrontMatter:
    """The front matter whose first line is the second of the file."""
    reader = _Reader(report, text.split("\n"))
    node = reader.compose(text)
    if node is None:
        return reader.front
    if not isinstance(node, MappingNode):
        reader.wrong(node, said("lines such as `title: …`"))
        return reader.front
    for key, value in reader.pairs(node, KEYS):
        reader.front.lines[key] = reader.line(value)
        reader.read(key, value)
    return reader.front


class _Reader:
    """Walks the nodes; everything that is wrong becomes a finding."""

    def __init__(self, report: Report, lines: list[str]) -> None:
        self.report = report
        self.lines = lines
        self.front = FrontMatter()

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + 2

    def compose(self, text: str) -> Node | None:
        """The root node, when the text is YAML without aliases, tags and deep nesting."""
        try:
            if not self._plain(text):
                return None
            return cast("Node | None", _yaml().compose(text))
        except MarkedYAMLError as exception:
            mark = exception.problem_mark or exception.context_mark
            self._syntax(text, str(exception.problem or exception.context), mark.line + 2 if mark else 1)
        except (YAMLError, ValueError) as exception:
            self._syntax(text, str(exception).split("\n")[0], 1)
        return None

    def _syntax(self, text: str, why: str, line: int) -> None:
        self.report.error(
            "A01",
            line,
            said("the front matter cannot be read: {why}; none of it counts: «{text}»", why=why, text=text.strip()),
            said("put a text that has a colon or a # in it between quotation marks"),
        )

    def _plain(self, text: str) -> bool:
        depth, plain = 0, True
        for event in _yaml().parse(text):
            depth += _step(event)
            line = event.start_mark.line + 2
            if depth > _DEEPEST:
                self._syntax(text, said("more than {most} levels", most=_DEEPEST), line)
                return False
            if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
                self._refused(line, said("«{name}» is an alias or its anchor", name=event.anchor))
                plain = False
            if tag := getattr(event, "tag", None):
                self._refused(line, said("«{name}» is a tag", name=tag))
                plain = False
        if not plain:
            self._syntax(text, said("aliases and tags are refused"), 1)
        return plain

    def _refused(self, line: int, found: Said) -> None:
        self.report.error(
            "A05",
            line,
            said("expected plain text in the front matter, found: {found}", found=found),
            said("put it between quotation marks"),
        )

    def pairs(self, node: MappingNode, known: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping: each known, each once."""
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if not name:
                self.wrong(key, said("a word before the colon"))
            elif name in seen:
                self.report.error(
                    "A04", self.line(key), said("«{name}» is written twice ({value})", name=name, value=_shown(value))
                )
            elif known and name not in known:
                self.report.error(
                    "A02",
                    self.line(key),
                    said("«{name}» is unknown in the front matter ({value})", name=name, value=_shown(value)),
                    nearest(name, known),
                )
            else:
                yield name, value
            seen.add(name)

    def wrong(self, node: Node, expected: Said) -> None:
        self.report.error(
            "A03", self.line(node), said("expected {expected}, found «{found}»", expected=expected, found=_shown(node))
        )

    # ── values ──

    def read(self, key: str, node: Node) -> None:
        if key in TEXTS:
            self.front.texts[key] = read_inlines(self.text(node), self.report, self.line(node))
            self._comment_eaten(node)
            return
        readers: dict[str, Callable[[Node], None]] = {
            "date": self._date,
            "image": self._image,
            "slug": self._slug,
            "translate": self._translate,
            "links": self._links,
        }
        readers[key](node)

    def text(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            self.wrong(node, said("a text"))
            return ""
        return "" if node.style is None and node.value in ("~", "null") else str(node.value)

    def _comment_eaten(self, node: Node) -> None:
        end = node.end_mark
        if not isinstance(node, ScalarNode) or node.style is not None or end.line >= len(self.lines):
            return
        rest = self.lines[node.start_mark.line][node.start_mark.column + len(node.value) :]
        if node.value and re.match(r"\s+#", rest):
            self.report.warning(
                "A36",
                self.line(node),
                said("what follows # is a comment and not shown: «{text}»", text=rest.strip()),
                said("if it belongs to the text, put the whole between quotation marks"),
            )

    def _date(self, node: Node) -> None:
        text = self.text(node)
        try:
            self.front.date = datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
        except ValueError:
            self.front.date = None
        if text and self.front.date is None:
            self.wrong(node, said("a date such as 2026-11-01"))

    def _slug(self, node: Node) -> None:
        text = self.text(node)
        if _SLUG.fullmatch(text):
            self.front.slug = text
        elif text:
            self.wrong(node, said("a slug of a–z, 0–9 and hyphens"))

    def truth(self, node: Node) -> bool | None:
        value = self.text(node)
        if value in ("true", "false"):
            return value == "true"
        self.wrong(node, said("true or false"))
        return None

    def _translate(self, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.wrong(node, said("a table such as `{byline: false}`"))
            return
        pairs = self.pairs(node, (*TEXTS, "image"))
        self.front.fixed = tuple(name for name, value in pairs if self.truth(value) is False)

    def _links(self, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.wrong(node, said("a table: language, then address and address in that language"))
            return
        links: dict[str, dict[str, str]] = {}
        for language, table in self.pairs(node, ()):
            self.report.tag(language, self.line(table))
            if not isinstance(table, MappingNode):
                self.wrong(table, said("a table: address, then address in that language"))
                continue
            links[language] = {address: self._target(value) for address, value in self.pairs(table, ())}
        self.front.links = links

    def _target(self, node: Node) -> str:
        target = self.text(node)
        if fault := target_fault(target):
            self.report.error("A15", self.line(node), fault)
        return target

    def _image(self, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.wrong(node, said("`{src: images/…, alt: …}`"))
            return
        line = self.line(node)
        values = dict(self.pairs(node, _IMAGE))
        words = {name: " ".join(self.text(value).split()) for name, value in values.items() if name in _IMAGE[:4]}
        self.front.image = Figure(
            line=line,
            src=words.get("src", ""),
            alt=words.get("alt", ""),
            credit=words.get("credit", ""),
            licence=words.get("licence", ""),
            caption=read_inlines(self.text(values["caption"]), self.report, line) if "caption" in values else (),
            focus=self._focus(values["focus"]) if "focus" in values else CENTRE,
            decorative="decorative" in values and self.truth(values["decorative"]) is True,
            placeholder="placeholder" in values and self.truth(values["placeholder"]) is True,
        )
        check_figure(self.front.image, self.report, line)

    def _focus(self, node: Node) -> tuple[float, float]:
        parts: list[Any] = node.value if isinstance(node, SequenceNode) else [node]
        return read_focus(" ".join(self.text(part) for part in parts), self.report, self.line(node))


def _step(event: object) -> int:
    name = type(event).__name__
    return name.endswith(("SequenceStartEvent", "MappingStartEvent")) - name.endswith(
        ("SequenceEndEvent", "MappingEndEvent")
    )


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _shown(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, MappingNode):
        return ", ".join(f"{_shown(key)}: {_shown(value)}" for key, value in node.value)
    return ", ".join(_shown(item) for item in node.value)
