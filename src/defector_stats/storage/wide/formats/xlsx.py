"""The sheets of a workbook, each cell as the spreadsheet program shows it."""

import io
import re
import warnings
import zipfile
from datetime import datetime
from typing import Any

from defector_stats.errors import DataError
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide.grid import (
    LARGEST,
    MOST_CELLS,
    Cell,
    Grid,
    Row,
    reason,
    too_large,
    unreadable,
)
from defector_stats.storage.wide.labels import raised

_WITH_WORDS = re.compile(
    r'(?=.*")(?:"(?P<before>[^"]*)")?(?P<bare>[#0,.%]+)(?:"(?P<after>[^"]*)")?(?:;.*)?'
)
"""A format that shows words beside its number."""


def grids(file: str, content: bytes) -> list[Grid]:
    """Return the sheets that are not hidden; a formula without a value is shown as it is.

    Raises DataError for what is no workbook, and for one that is too large when unpacked.
    """
    try:
        _check_size(file, content)
        values, formulas = _opened(content, data_only=True), _opened(content, data_only=False)
        return [
            _grid(file, sheet, formulas[sheet.title])
            for sheet in values.worksheets
            if sheet.sheet_state == "visible"
        ]
    except DataError:
        raise
    except Exception as error:  # whatever the library stumbles over in a stranger's file
        expected = Said(N_("a workbook that can be opened; save it again as XLSX or CSV"))
        raise unreadable(file, reason(error), expected) from None


def _check_size(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > LARGEST:
            found = Said(N_("{megabytes} MB when unpacked"), megabytes=size // 2**20)
            raise too_large(file, found)
        # The library makes a cell in every place that a merged one covers.
        merged = sum(_merged(archive, part) for part in archive.namelist() if _is_sheet(part))
    if merged > MOST_CELLS:
        raise too_large(file, Said(N_("{cells} merged cells"), cells=f"{merged:,}"))


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/")


def _merged(archive: zipfile.ZipFile, part: str) -> int:
    """Return how many places the merged cells of a sheet cover."""
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.xml.functions import iterparse

    covered = 0
    with archive.open(part) as sheet:
        for _event, element in iterparse(sheet):
            if element.tag.rpartition("}")[2] == "mergeCell":
                rows, columns = CellRange(element.get("ref")).size.values()
                covered += rows * columns
            element.clear()
    return covered


def _opened(content: bytes, data_only: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not know and we do not need
        return load_workbook(io.BytesIO(content), data_only=data_only, rich_text=data_only)


def _grid(file: str, sheet: Any, formulas: Any) -> Grid:  # noqa: ANN401
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        found = Said(
            N_("sheet {sheet} with {rows} rows and {columns} columns"),
            sheet=sheet.title,
            rows=sheet.max_row,
            columns=sheet.max_column,
        )
        raise too_large(file, found)
    covered = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row, column in area.cells
    }

    def cell(row: int, column: int) -> Cell:
        shown = sheet.cell(*covered.get((row, column), (row, column)))
        text = _shown(shown) or _formula(formulas.cell(shown.row, shown.column))
        place = N_("sheet {sheet}, cell {cell}")
        return Cell(text, Said(place, sheet=sheet.title, cell=sheet.cell(row, column).coordinate))

    columns = range(1, sheet.max_column + 1)
    rows: list[Row] = [
        tuple(cell(row, column) for column in columns) for row in range(1, sheet.max_row + 1)
    ]
    return Grid(tuple(rows))


def _formula(cell: Any) -> str:  # noqa: ANN401
    """Return the formula of a cell, since it has not been computed."""
    return str(cell.value) if cell.data_type == "f" else ""


def _shown(cell: Any) -> str:  # noqa: ANN401
    from openpyxl.cell.rich_text import CellRichText

    value, style = cell.value, cell.number_format
    if isinstance(value, CellRichText):
        return "".join(map(_part, value))
    if isinstance(value, datetime):
        parts = [part for part in ("%Y", "%m", "%d") if part[1].lower() in style.lower()]
        return value.strftime("-".join(parts or ["%Y", "%m", "%d"]))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, style)
    return "" if value is None else str(value)


def _number(value: float, style: str) -> str:
    """Return a number with the decimals and zeros in front with which the cell shows it."""
    if words := _WITH_WORDS.fullmatch(style):
        return f"{words['before'] or ''}{_number(value, words['bare'])}{words['after'] or ''}"
    decimals = re.search(r"\.(0+)", style)
    digits = len(decimals[1]) if decimals else 0
    if "%" in style:
        return f"{value:.{digits}%}"
    if re.fullmatch(r"'?0+", style):
        return f"{value:0{len(style)}.0f}" if value == int(value) else str(value)
    if decimals and value != int(value):
        return f"{value:.{digits}f}"
    return str(int(value)) if value == int(value) else str(value)


def _part(part: Any) -> str:  # noqa: ANN401
    """Return a part of a text; a raised digit is a footnote, no part of the number before it."""
    position = getattr(getattr(part, "font", None), "vertAlign", None)
    return raised(str(part)) if position in ("superscript", "subscript") else str(part)
