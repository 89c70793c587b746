"""A table that somebody published, from the bytes of its file to one document's figures.

Years across or down, in Korean, English or Chinese, as HTML, CSV, XLSX, PDF or text; or one
figure a line. What does not add up or cannot be read is a `Doubt`: no misread cell passes in
silence.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.cells import nearest
from defector_stats.storage.wide import counted, document, formats, long
from defector_stats.storage.wide.grid import Grid
from defector_stats.storage.wide.labels import role
from defector_stats.storage.wide.periods import period
from defector_stats.storage.wide.reading import (
    Doubt,
    NotUnderstoodError,
    Reading,
    TableFigure,
    TableTotal,
)
from defector_stats.storage.wide.table import tables

MOST_SHOWN = 5

__all__ = ["Doubt", "NotUnderstoodError", "Reading", "TableFigure", "TableTotal", "read"]


def read(
    file: str,
    content: bytes,
    today: date,
    counted_to: date | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Return what the table in a file says, `file` being the name by which messages call it.

    `counted_to` is the last day counted where the table does not say it. `mapping` tells which
    column of a table with one figure a line is taken for what (`long.NAMES`).

    Raises NotUnderstoodError when there is no such table, DataError for a file that is damaged,
    too large or of another format.
    """
    grids = formats.grids(file, content)
    if mapping is not None:
        return _mapped(file, grids, mapping, today)
    for grid in grids:
        for header in long.headers(grid):
            if header.is_long:
                return long.reading(grid, header, today)
    found = [table for grid in grids for table in tables(grid)]
    if not found:
        raise _not_understood(file, grids)
    readings = [(table.counts, document.reading(table, counted_to, today)) for table in found]
    return max(readings, key=lambda pair: (pair[0], -len(pair[1].doubts)))[1]


def _mapped(file: str, grids: Sequence[Grid], mapping: Mapping[str, str], today: date) -> Reading:
    """Return the reading of a table with one figure a line by a mapping that was given."""
    for grid in grids:
        for header in long.headers(grid, mapping):
            if header.is_complete:
                return long.reading(grid, header, today)
    raise DataError(_problems_of_mapping(file, _columns(grids), mapping))


def _problems_of_mapping(
    file: str, columns: tuple[str, ...], mapping: Mapping[str, str]
) -> list[Problem]:
    problems = []
    for what, column in mapping.items():
        if what not in long.NAMES:
            expected = Said(N_("one of {names}"), names=", ".join(long.NAMES))
            problems.append(Problem(file, 0, "", what, expected, nearest(what, [*long.NAMES])))
        elif column not in columns:
            expected = Said(N_("one of the columns {names}"), names=", ".join(columns))
            meant = nearest(column, list(columns))
            problems.append(Problem(file, 0, what, column, expected, meant))
    given = ", ".join(f"{what}={column}" for what, column in mapping.items())
    expected = Said(N_("columns for year and arrivals, or for year, male and female"))
    return problems or [Problem(file, 0, "", given, expected)]


def _columns(grids: Sequence[Grid]) -> tuple[str, ...]:
    """Return the names of the columns in the line that looks most like a header."""
    headers = (header for grid in grids for header in long.headers(grid))
    best = max(headers, key=lambda header: (len(header.mapping), len(header.names)), default=None)
    return tuple(filter(None, best.names)) if best else ()


def _not_understood(file: str, grids: Sequence[Grid]) -> NotUnderstoodError:
    """Return the error that says what was recognised in a file, and what is missing."""
    texts = dict.fromkeys(cell.text for grid in grids for cell in grid.cells())
    years = [text for text in texts if (named := period(text)) and named.sure]
    roles = [text for text in texts if role(text) in counted.COUNTED]
    if years and roles:
        message = N_("years ({years}) and labels ({labels}) that do not belong together")
    elif years:
        message = N_("years ({years}), but no label of men, women or their sum")
    elif roles:
        message = N_("labels ({labels}), but no years across or down")
    else:
        message = N_("neither years nor labels of men, women or their sum")
    found = Said(message, years=_some(years), labels=_some(roles))
    expected = Said(
        N_(
            "a table with years across or down ('02, 2002, 2025.6) and men, women or their sum "
            "(남, 여, 합계; Male, Female, Total; 男, 女, 合计)"
        )
    )
    return NotUnderstoodError(Problem(file, 0, "", found, expected), _columns(grids))


def _some(texts: Sequence[str]) -> str:
    return ", ".join(texts[:MOST_SHOWN]) + (" …" if len(texts) > MOST_SHOWN else "")
