"""CSV: a spreadsheet that any program opens.

UTF-8 with a byte order mark, without which Excel takes it for Latin-1; separated by semicolons, as a
Norwegian Excel expects; every cell in quotation marks (RFC 4180). A cell that a spreadsheet would take for
a formula gets an apostrophe before it, and so does one that looks as if it had one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from utgivelse.consignment import Consignment, Returned
from utgivelse.findings import said
from utgivelse.foreign.refusal import check_size, unreadable
from utgivelse.foreign.table import Cell, Row, headings, read_table, row_of
from utgivelse.plugins import Exchange

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SEPARATORS = (";", ",", "\t")
_LONGEST_CELL = 1_000_000


def write(consignment: Consignment) -> bytes:
    """The file."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings(consignment))
    writer.writerows([*map(armed, row_of(unit))] for unit in consignment.units)
    return target.getvalue().encode("utf-8-sig")


def armed(text: str) -> str:
    """The text of a cell that no program computes."""
    return f"'{text}" if _FORMULA.match(text) else text


def disarmed(text: str) -> str:
    """The text that was armed; any other as it is, «'s ochtends» too."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read(data: bytes, name: str) -> Returned:
    """What came back."""
    check_size(data, name)
    text = _decoded(data, name)
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    return read_table(_rows(text, separator, name), name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise unreadable(
            said("the file is not UTF-8: the byte {byte}", byte=f"0x{data[failure.start]:02x}"),
            said("save it again as «CSV UTF-8», or as a workbook (.xlsx)"),
            name,
            data.count(b"\n", 0, failure.start) + 1,
        ) from None
    if "\0" in text:
        raise unreadable(said("the file has a NUL character"), said("save it again as «CSV UTF-8»"), name)
    return text


def _rows(text: str, separator: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield number, [Cell(disarmed(cell).replace("\r\n", "\n")) for cell in row]
    except csv.Error:
        raise unreadable(
            said("a cell has a quotation mark that is not doubled, or is not closed"),
            said("open the file in a spreadsheet program and save it again as «CSV UTF-8»"),
            name,
            reader.line_num,
        ) from None


EXCHANGE = Exchange("csv", "csv", (".csv", ".txt", ".tsv"), write, read)
