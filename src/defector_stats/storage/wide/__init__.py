"""A table that somebody published, from the bytes of its file to one document's figures.

Years across or down, in Korean, English or Chinese, as HTML, CSV, XLSX, PDF or text; or one
figure a line. What does not add up or cannot be read is a `Doubt`: no misread cell passes in
silence.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from defector_stats.errors import DataError, Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.cells import nearest
from defector_stats.storage.wide import counted, document, formats, long
from defector_stats.storage.wide.grid import Grid
from defector_stats.storage.wide.labels import plain, role
from defector_stats.storage.wide.periods import period
from defector_stats.storage.wide.reading import NotUnderstoodError as NotUnderstoodError
from defector_stats.storage.wide.reading import Reading as Reading
from defector_stats.storage.wide.table import tables

MOST_SHOWN = 5
MOST_SEARCHED = 5_000


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
    if mapping and not mapping.keys() <= long.NAMES.keys():
        raise DataError(_problems_of_mapping(file, (), mapping))
    grids = []
    for grid in formats.grids(file, content):
        for header in long.headers(grid, mapping):
            if header.is_complete if mapping else header.is_long:
                reading = long.reading(grid, header, today)
                if mapping or reading.figures:
                    return reading
        grids.append(grid)
    if mapping:
        raise DataError(_problems_of_mapping(file, _columns(grids), mapping))
    found = [table for grid in grids for table in tables(grid)]
    readings = [(table.counts, document.reading(table, counted_to, today)) for table in found]
    # Words and numbers of a text may seem to be a table, but most of it then makes no sense.
    sensible = [(counts, reading) for counts, reading in readings if counts >= len(reading.doubts)]
    if not sensible:
        raise _not_understood(file, grids)
    return max(sensible, key=lambda pair: (pair[0], -len(pair[1].doubts)))[1]


def _problems_of_mapping(
    file: str, columns: tuple[str, ...], mapping: Mapping[str, str]
) -> list[Problem]:
    problems = []
    for what, column in mapping.items():
        if what not in long.NAMES:
            expected = Said(N_("one of {names}"), names=", ".join(long.NAMES))
            problems.append(Problem(file, 0, "", what, expected, nearest(what, [*long.NAMES])))
        elif columns and column not in ("", *columns):
            expected = Said(N_("one of the columns {names}"), names=", ".join(columns))
            meant = nearest(column, list(columns))
            problems.append(Problem(file, 0, what, column, expected, meant))
    given = ", ".join(f"{what}={column}" for what, column in mapping.items())
    expected = Said(N_("columns for year and arrivals, or for year, male and female"))
    return problems or [Problem(file, 0, "", given, expected)]


def _columns(grids: Sequence[Grid]) -> tuple[str, ...]:
    """Return the names of the columns in the line that looks most like a header."""
    headers = (header for grid in grids for header in long.headers(grid))
    best = max(headers, key=lambda header: len(header.mapping), default=None)
    return tuple(filter(None, best.names)) if best else ()


def _not_understood(file: str, grids: Sequence[Grid]) -> NotUnderstoodError:
    """Return the error that says what was recognised in a file, and what is missing."""
    years, roles = max(map(_labels, grids), key=lambda of: sum(map(len, of)), default=([], []))
    if years and roles:
        message = N_("years ({years}) and labels ({labels}) that do not belong together")
    elif years:
        message = N_("years ({years}), but no label of men, women or their sum")
    elif roles:
        message = N_("labels ({labels}), but no years across or down")
    elif not any(grid.rows for grid in grids):
        message = N_("an empty file")
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


def _labels(grid: Grid) -> tuple[list[str], list[str]]:
    """Return the labels of years and of men, women or their sum."""
    texts = dict.fromkeys(plain(cell.text) for cell in islice(grid.cells(), MOST_SEARCHED))
    years = [text for text in texts if (named := period(text)) and (named.sure or len(text) == 4)]
    return years, [text for text in texts if role(text) in counted.COUNTED]


def _some(texts: Sequence[str]) -> str:
    return ", ".join(texts[:MOST_SHOWN]) + (" …" if len(texts) > MOST_SHOWN else "")
