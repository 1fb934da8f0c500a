"""XLSX: a workbook (ISO/IEC 29500) with one sheet, for people with a spreadsheet program.

Every cell is text by type and by format, so that nothing becomes a formula, a number or a date, here or
where it is edited. Characters that a workbook cannot hold stand as `_x000D_` (18.4.7, `ST_Xstring`).
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from utgivelse.consignment import Back, Consignment, Returned, Stage, sealed
from utgivelse.findings import ProjectError, error, said
from utgivelse.foreign.refusal import unreadable
from utgivelse.foreign.table import COLUMNS, SOURCE, STATE, TARGET, Cell, Row, headings, read_table, row_of
from utgivelse.foreign.zips import check_office_zip, without_clock
from utgivelse.plugins import Exchange

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""Characters in a cell; what is over would be cut off without a word."""
MOST_ROWS = 200_000
MOST_COLUMNS = 100
"""A column further out is none of ours: they are known by their headings, and went out side by side."""
_WIDTHS = {"id": 14, SOURCE: 60, TARGET: 60, "context": 12, STATE: 14, "your note": 30}
_UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|\r")
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write(consignment: Consignment) -> bytes:
    """The file."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = f"{consignment.domain}.{consignment.language}"[:31]
    for number, row in enumerate((headings(consignment), *map(row_of, consignment.units)), 1):
        _write_row(sheet, number, row)
    _furnish(sheet, max(len(consignment.units), 1) + 1)
    target = io.BytesIO()
    workbook.save(target)
    return without_clock(target.getvalue())


def _write_row(sheet: Worksheet, number: int, row: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, Font

    for column, text in enumerate(row, 1):
        escaped = _UNSAFE.sub(lambda found: "_x005F_" if found[0] == "_" else "_x000D_", text)
        if len(escaped) > LONGEST:
            raise ProjectError(_too_long(row[0], len(escaped)))
        cell: Any = sheet.cell(number, column)
        cell.number_format, cell.quotePrefix = "@", True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True)
        if escaped:
            cell.value = escaped
            cell.data_type = "s"


def _too_long(unit: str, length: int) -> Any:
    return error(
        "M79",
        said(
            "the text of {unit} has {length} characters, a workbook's cell holds {most}",
            unit=unit,
            length=length,
            most=LONGEST,
        ),
        said("send it `--as xliff` or `--as csv`"),
    )


def _furnish(sheet: Worksheet, rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 24)
    letter = get_column_letter(COLUMNS.index(STATE) + 1)
    stages = DataValidation("list", formula1=f'"{",".join(stage.value for stage in Stage)}"', allow_blank=True)
    stages.add(f"{letter}2:{letter}{rows}")
    sheet.add_data_validation(stages)


# ── back ─────────────────────────────────────────────────────────────────────────────────────


def read(data: bytes, name: str) -> Returned:
    """What came back: the sheet with the headings, and with work in it when there are several."""
    check_office_zip(data, name)
    sheets = _open(data, name)
    found: dict[str, Returned] = {}
    for sheet in sheets:
        with suppress(ProjectError):
            found[sheet.title] = read_table(_rows(sheet, name), name)
    return _worked_on(found, name) if found else read_table(_rows(sheets[-1], name), name)


def _worked_on(sheets: Mapping[str, Returned], name: str) -> Returned:
    """The sheet that is not as it went out; ProjectError when several are, each in another way."""
    everywhere = frozenset.intersection(*map(_notes, sheets.values()))
    worked = {title: one for title, one in sheets.items() if not _is_as_sent(one, everywhere)}
    if len({(one.domain, one.language, _texts(one)) for one in worked.values()}) > 1:
        raise unreadable(
            said("several sheets have translations, and not the same: «{sheets}»", sheets="», «".join(worked)),
            said("bring the work together in one of them, and delete the others; nothing was taken"),
            name,
        )
    return next(iter((worked or sheets).values()))


def _notes(returned: Returned) -> frozenset[tuple[str, str]]:
    return frozenset((unit.id, text) for unit in returned for text in unit.notes)


def _texts(returned: Returned) -> frozenset[Back]:
    """What the rows say, whatever order they are in."""
    return frozenset(replace(unit, line=0) for unit in returned)


def _is_as_sent(returned: Returned, notes: frozenset[tuple[str, str]]) -> bool:
    """Whether every text is the one that its seal tells of, and there are no notes but these."""
    return _notes(returned) <= notes and all(
        sealed(unit.target, unit.stage is Stage.FUZZY) == unit.seal and not (unit.faults or unit.doubt)
        for unit in returned
    )


def _open(data: bytes, name: str) -> list[Any]:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a sheet has beside its cells nothing is wanted
            workbook = load_workbook(io.BytesIO(data), read_only=False, data_only=False, keep_links=False)
    except Exception as failure:  # a damaged workbook fails in the library in any way whatever
        raise unreadable(
            said("the workbook cannot be opened: {why}", why=" ".join(str(failure).split())[:120] or "–"),
            said("save it again as «Excel workbook (.xlsx)»"),
            name,
        ) from None
    if not workbook.worksheets:
        raise unreadable(said("the workbook has no sheet"), said("send back the sheet that went out"), name)
    return list(workbook.worksheets)


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    """The rows with something in them; the library's own would make a cell of every place up to a stray one."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None and column <= MOST_COLUMNS and _is_within(row, cell, name):
            rows[row][column] = _cell(cell)
    for row, cells in sorted(rows.items()):
        yield row, [cells.get(column, Cell()) for column in range(1, max(cells) + 1)]


def _is_within(row: int, cell: Any, name: str) -> bool:
    """Whether the row can be one of ours; ProjectError when it cannot, and has words."""
    if row > MOST_ROWS and str(cell.value).strip():
        raise unreadable(
            said("the sheet has words in row {row}, expected {most} rows at most", row=row, most=MOST_ROWS),
            said("take out what stands below the table"),
            name,
            row,
        )
    return row <= MOST_ROWS


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell("", said("its cell is a formula: {formula}", formula=str(value)[:40]), str(value))
    if isinstance(value, str) and cell.data_type != "e":
        return Cell(_WRITTEN.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n"))
    if isinstance(value, int) and not isinstance(value, bool):
        return Cell(str(value))
    return Cell("", said("its cell is no text but {value}", value=str(value)[:40]), str(value))


EXCHANGE = Exchange("xlsx", "xlsx", (".xlsx", ".xlsm"), write, read)
