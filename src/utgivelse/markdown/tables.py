"""Tables, definition lists, and the numbers of ordered lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from markdown_it.tree import SyntaxTreeNode

from utgivelse.article import Cell, Definition, DefinitionList, Table
from utgivelse.findings import said

if TYPE_CHECKING:
    from utgivelse.markdown.blocks import Reader

_ALIGN = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def check_numbers(reader: Reader, node: SyntaxTreeNode, start: int) -> None:
    """Say which items of an ordered list will be numbered otherwise than they are written."""
    numbers = [int(item.info or start) for item in node.children]
    if len(set(numbers)) == 1:
        return
    for number, (item, found) in enumerate(zip(node.children, numbers, strict=True), start):
        if found != number:
            reader.report.warning(
                "A28",
                reader.line(item),
                said("the item numbered {found} becomes number {number}", found=found, number=number),
                said("number the items one by one, or part the lists by a paragraph"),
            )


def read_table(reader: Reader, node: SyntaxTreeNode) -> Table:
    """A table; cells that it has no column for are named in a finding."""
    rows = [row for part in node.children for row in part.children]
    for row in rows:
        for text in reader.excess.get(row.map[0] if row.map else -1, ()):
            reader.report.error(
                "A27",
                reader.line(row),
                said("the row has more cells than the table has columns: «{text}»", text=text.strip()),
                said("give the first row a cell more, or write a `|` inside a cell as `\\|`"),
            )
    cells = [
        tuple(
            Cell(line=reader.line(cell), text=reader.inlines(reader.text(cell), reader.line(cell)))
            for cell in row.children
        )
        for row in rows
    ]
    align = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), "") for cell in rows[0].children)
    return Table(
        line=reader.line(node),
        head=cells[0],
        rows=tuple(cells[1:]),
        align=cast("tuple[Literal['', 'left', 'center', 'right'], ...]", align),
    )


def read_definitions(reader: Reader, node: SyntaxTreeNode) -> DefinitionList:
    """A definition list; several explanations of a term are joined."""
    items: list[Definition] = []
    for child in node.children:
        if child.type == "dt":
            items.append(
                Definition(line=reader.line(child), term=reader.inlines(reader.text(child), reader.line(child)))
            )
        else:
            items[-1] = replace(items[-1], blocks=items[-1].blocks + reader.blocks(child.children))
    return DefinitionList(line=reader.line(node), items=tuple(items))
