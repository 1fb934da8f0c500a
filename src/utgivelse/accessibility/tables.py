"""Tables: one without heads, or with a column that has none.

Law: the corner above the row heads may be empty, as long as another head is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from utgivelse.accessibility.subject import Subject
from utgivelse.article import Table, walk_blocks
from utgivelse.findings import Finding, said
from utgivelse.inline import plain


def ask(subject: Subject) -> Iterator[Finding]:
    """Which tables cannot be understood cell by cell."""
    for block in walk_blocks(subject.article.blocks):
        if isinstance(block, Table):
            yield from _of_table(subject, block)


def _of_table(subject: Subject, table: Table) -> Iterator[Finding]:
    heads = [plain(cell.text).strip() for cell in table.head]
    hint = said("name every column in the first row: a screen reader says the head before each cell")
    if not any(heads):
        yield subject.doubt("A55", table.line, said("a table without heads"), hint)
        return
    for number, head in enumerate(heads[1:], 2):
        if not head and any(plain(row[number - 1].text).strip() for row in table.rows if len(row) >= number):
            yield subject.doubt(
                "A55", table.line, said("column {number} of the table has no head", number=number), hint
            )
