"""Dates that a spreadsheet program turned into another form, and which are plain without doubt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from defector_stats import dates
from defector_stats.errors import Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.cells import tidy

Order = Literal["mdy", "dmy"]
COLUMNS = {
    "sources.csv": "published",
    "totals.csv": "as_of",
    "events.csv": "date",
    "schedule.csv": "from",
}
"""The column of each file that holds dates."""
LINES = 10
"""Lines that a message names."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
NUMBERS = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-]" + _YEAR)
NAMED = [
    re.compile(rf"(?:(?P<day>\d{{1,2}})[-/ ])?{_NAME}[-/ ,]+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_NAME}[-/ ](?P<day>\d{{1,2}}),?[-/ ]+(?P<year>\d{{4}})", re.IGNORECASE),
]
_CLOCK = r"0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)?\s*AM|오전\s*12:00(?::00)?"
AT_MIDNIGHT = re.compile(rf"(?P<date>.*\d)(?:T|\s+)(?:{_CLOCK})", re.IGNORECASE)
ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
WITHOUT_YEAR = re.compile(rf"\d{{1,2}}[-/ ]{_NAME}|\d{{1,2}}월\s*\d{{1,2}}일", re.IGNORECASE)


@dataclass(frozen=True)
class Turned:
    """A cell in a line of a file, and the dates that it may have been.

    It is plain if only one is left; 12-Mar has lost its year, and none is.
    """

    line: int
    cell: str
    readings: tuple[str, ...]

    @property
    def meant(self) -> str:
        """The date, empty where it is not plain."""
        return self.readings[0] if len(self.readings) == 1 else ""


def turned(
    cells: Iterable[tuple[int, str]], today: date, order: Order | None = None
) -> list[Turned]:
    """Return the cells of a column, by line, that were turned into another form.

    One program made all of them: where some show that the day or the month comes first, as
    3/25/2004 does, it does so in the others. `order` says it where none does.
    """
    found: list[tuple[int, str, Mapping[Order, str]]] = []
    for line, cell in cells:
        readings = _readings(tidy(cell), today)
        if readings is not None:
            found.append((line, cell, readings))
    seen = {next(iter(each)) for _line, _cell, each in found if len({*each}) == 1}
    first = order or (next(iter(seen)) if len(seen) == 1 else None)
    return [Turned(line, cell, _left(readings, first)) for line, cell, readings in found]


def _left(readings: Mapping[Order, str], first: Order | None) -> tuple[str, ...]:
    """Return the different dates that are left of the readings once it is known what is first."""
    plain = readings[first] if first in readings and first else ""
    return (plain,) if plain else tuple(dict.fromkeys(readings.values()))


def _readings(text: str, today: date) -> Mapping[Order, str] | None:
    """Return a text as a date in each order that gives one, None if it was not turned."""
    if match := AT_MIDNIGHT.fullmatch(text):
        return _without_clock(match["date"], today)
    if match := NUMBERS.fullmatch(text):
        one, two = int(match["one"]), int(match["two"])
        year = _full_year(match["year"], today)
        both: dict[Order, str] = {
            "mdy": f"{year}-{one:02}-{two:02}",
            "dmy": f"{year}-{two:02}-{one:02}",
        }
        return {order: iso for order, iso in both.items() if _can_be(iso, today)}
    for pattern in NAMED:
        if match := pattern.fullmatch(text):
            month = MONTHS.index(match["name"].lower()) + 1
            day = f"-{int(match['day']):02}" if match["day"] else ""
            iso = f"{_full_year(match['year'], today)}-{month:02}{day}"
            return {"mdy": iso, "dmy": iso} if _can_be(iso, today) else {}
    return {} if WITHOUT_YEAR.fullmatch(text) else None


def _without_clock(text: str, today: date) -> Mapping[Order, str] | None:
    """Return the date to which a program added the beginning of its day."""
    match = ISO.fullmatch(text)
    if not match:
        return _readings(text, today)
    iso = f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    return {"mdy": iso, "dmy": iso} if _can_be(iso, today) else {}


def _full_year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= today.year % 100 else 1900)


def _can_be(iso: str, today: date) -> bool:
    try:
        return dates.first_day(iso) <= today
    except ValueError:
        return False


def of_file(
    file: str,
    lines: Iterable[tuple[int, Mapping[str, str]]],
    today: date,
    order: Order | None = None,
) -> list[Turned]:
    """Return the dates of a file that were turned; its lines are numbers and cells by column."""
    column = COLUMNS.get(file, "")
    return turned(((line, cells.get(column, "")) for line, cells in lines), today, order)


def problem(file: str, cells: Sequence[Turned]) -> Problem:
    """Return the one problem that names the cause, the cells, and what can be done."""
    plain = sum(bool(cell.meant) for cell in cells)
    lines = ", ".join(str(cell.line) for cell in cells[:LINES])
    expected = Said(
        N_(
            "dates as YYYY-MM-DD; a spreadsheet program turned {count} (lines {lines}{more}), of "
            "which {plain} can be read without doubt: defector-stats repair {file} mends them"
        ),
        count=len(cells),
        lines=lines,
        more=" …" if len(cells) > LINES else "",
        plain=plain,
        file=file,
    )
    return Problem(file, cells[0].line, COLUMNS[file], cells[0].cell, expected)
