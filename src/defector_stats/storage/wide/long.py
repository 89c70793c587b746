"""A table with one figure a line, as our own export or a spreadsheet that somebody keeps."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide import counted
from defector_stats.storage.wide.blocks import of_other_width
from defector_stats.storage.wide.grid import Cell, Grid, Row
from defector_stats.storage.wide.labels import (
    Role,
    is_empty,
    is_of_totals,
    is_total,
    label,
    plain,
    role,
)
from defector_stats.storage.wide.periods import Period, period
from defector_stats.storage.wide.reading import Doubt, Reading, TableFigure, with_keys_of_their_own
from defector_stats.storage.wide.values import is_provisional, like_a_count

NAMES: dict[str, set[str]] = {
    "year": {"연도", "년도", "연", "年", "年度", "年份"},
    "through": {"last month", "to month", "기준월", "누계월", "마지막 월"},
    "arrivals": set(),
    "male": set(),
    "female": set(),
    "status": {"상태", "잠정여부", "状态"},
    "source": {"출처", "source id", "来源"},
    "note": {"비고", "notes", "remarks", "备注"},
    "title": {"제목", "标题"},
    "publisher": {"발행처", "기관", "发布者"},
    "author": {"작성자", "기자"},
    "published": {"공표일", "보도일", "발행일"},
    "url": {"주소", "address", "link"},
    "language": {"언어"},
}
"""What a column can hold, and further names by which it goes."""
ONLY_HERE = {"through", "status", "source"}
TEXTS = [what for what in NAMES if what not in ("year", "through", *counted.COUNTED)]
STATUSES = {
    "published": {"published", "", "-", "확정", "공표"},
    "provisional": {"provisional", "잠정", "잠정치", "暂定"},
    "corrected": {"corrected", "정정"},
}
MOST_LINES_ABOVE = 30
MOST_COLUMNS = 100


@dataclass(frozen=True)
class Header:
    """The line with the names of the columns, and which of them was taken for what."""

    line: int
    names: tuple[str, ...]
    mapping: Mapping[str, str]

    @property
    def is_complete(self) -> bool:
        """Whether years and counts are named."""
        both = {"male", "female"} <= self.mapping.keys()
        return "year" in self.mapping and ("arrivals" in self.mapping or both)

    @property
    def is_long(self) -> bool:
        """Whether it has columns that only a table with one figure a line has."""
        of_totals = any(map(is_of_totals, self.names))
        return self.is_complete and not of_totals and not ONLY_HERE.isdisjoint(self.mapping)


def headers(grid: Grid, mapping: Mapping[str, str] | None = None) -> Iterator[Header]:
    """Yield the first lines of a grid as headers, with a mapping that suits them.

    A mapping that is given changes what is proposed; the lines must have its columns.
    """
    for line, row in enumerate(grid.rows[:MOST_LINES_ABOVE]):
        names = tuple(cell.text.strip() if cell else "" for cell in row[:MOST_COLUMNS])
        if mapping is None:
            yield Header(line, names, proposed(names))
        elif set(filter(None, mapping.values())) <= set(names):
            yield Header(line, names, _changed(proposed(names), mapping))


def _changed(mapping: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return a mapping with what is given in place of what was proposed, blank for nothing."""
    kept = {what: name for what, name in mapping.items() if name not in given.values()}
    return {what: name for what, name in {**kept, **given}.items() if name}


def proposed(names: tuple[str, ...]) -> dict[str, str]:
    """Return what is taken for what, each column for one thing."""
    mapping: dict[str, str] = {}
    labels = {name: label(name) for name in names}
    for what, others in NAMES.items():
        free = [name for name in names if name not in mapping.values()]
        found = [name for name in free if labels[name] == what]
        found += [name for name in free if labels[name] in others]
        found += [name for name in free if what in counted.COUNTED and role(name) == what]
        if found:
            mapping[what] = found[0]
    return mapping


def reading(grid: Grid, header: Header, today: date) -> Reading:
    """Return the figures of a table with one a line, and everything that is doubtful in it."""
    places = {what: header.names.index(name) for what, name in header.mapping.items()}
    figures: dict[tuple[int, int, str], TableFigure] = {}
    doubts: list[Doubt] = []
    remarks: list[Said] = []
    for number, row in _rows(grid, header):
        first = next(filter(None, row))
        if len(row) < len(header.names):
            doubts.append(of_other_width(number, row, len(header.names)))
            continue
        cells = {what: row[place] or Cell("", first.place) for what, place in places.items()}
        if is_total(cells["year"].text):
            remarks.append(Said(N_("{place}: a sum, not read"), place=first.place))
            continue
        figure, found = _figure(cells, f"row-{number}", today)
        doubts += found
        if figure:
            key = figure.year, figure.through, figure.stated.get("source", "")
            if key in figures:
                expected = Said(N_("one figure for a period and a source"))
                doubts.append(Doubt(f"twice-row-{number}", first.place, first.text, expected))
            figures.setdefault(key, figure)
    lines = Said(N_("one line with a figure"))
    if len(figures) != 1:
        lines = Said(N_("{count} lines with a figure each"), count=len(figures))
    return Reading(
        tuple(figures.values()),
        (),
        with_keys_of_their_own(doubts),
        (lines, *remarks),
        columns=tuple(filter(None, header.names)),
        mapping=header.mapping,
    )


def _rows(grid: Grid, header: Header) -> Iterator[tuple[int, Row]]:
    """Yield the lines below the header with their numbers, without blank ones and notes."""
    for number, row in enumerate(grid.rows[header.line + 1 :], header.line + 2):
        texts = [cell.text for cell in row if cell and not is_empty(cell.text)]
        if len(texts) > 1 or any(map(like_a_count, texts)):
            yield number, row


def _figure(
    cells: Mapping[str, Cell], key: str, today: date
) -> tuple[TableFigure | None, list[Doubt]]:
    """Return the figure of a line, None if there is none, and what is doubtful in it."""
    when, doubts = _period(cells, key, today)
    status, found = _status(cells.get("status"), key)
    by_role: dict[Role, Cell] = {who: cells[who] for who in counted.COUNTED if who in cells}
    counts, disagreeing = counted.read(by_role, key)
    doubts += [*found, *disagreeing]
    texts = [cell.text for cell in by_role.values()]
    values = counted.storable(counts, by_role)
    if not when or not values:
        return None, doubts
    stated = {what: _without_guard(cells[what].text) for what in TEXTS if what in cells}
    figure = TableFigure(
        when.last,
        when.through,
        values.arrivals,
        values.male,
        values.female,
        when.provisional or status == "provisional" or any(map(is_provisional, texts)),
        values.place,
        values.note,
        stated | {"status": status},
    )
    return figure, doubts


def _period(cells: Mapping[str, Cell], key: str, today: date) -> tuple[Period | None, list[Doubt]]:
    year, month = cells["year"], cells.get("through")
    found = period(year.text)
    if not found or found.several:
        return None, [Doubt(f"year-{key}", year.place, year.text, Said(N_("a calendar year")))]
    if month and not is_empty(month.text):
        number = re.fullmatch(r"(\d\d?)\s*[월月]?", plain(month.text))
        if not number or not 1 <= int(number[1]) <= 12:
            expected = Said(N_("the last month counted, 1 to 12 (12 is the full year)"))
            return None, [Doubt(f"through-{key}", month.place, month.text, expected)]
        found = replace(found, through=int(number[1]))
    if found.end > today:
        expected = Said(N_("a period that is over"))
        return None, [Doubt(f"year-{key}", year.place, found.key, expected)]
    return found, []


def _status(cell: Cell | None, key: str) -> tuple[str, list[Doubt]]:
    """Return the status that a cell names, published if it names none."""
    text = label(cell.text) if cell else ""
    found = next((status for status, names in STATUSES.items() if text in names), None)
    if cell is None or found:
        return found or "published", []
    expected = Said(N_("published, provisional or corrected"))
    return "published", [Doubt(f"status-{key}", cell.place, cell.text, expected)]


def _without_guard(text: str) -> str:
    """Return a text without the apostrophe that kept it from being run as a formula."""
    return text[1:] if re.match("'[=+@-]", text) else text
