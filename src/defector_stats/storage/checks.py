"""What is wrong across rows: repeated ones, unknown sources, days that cannot be. Errors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from defector_stats.dates import first_day, last_day, month_end
from defector_stats.errors import Problem
from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.cells import slip
from defector_stats.storage.schema import (
    Event,
    Figure,
    Row,
    Schedule,
    Source,
    Tables,
    Total,
)

SUGGESTED = 50
"""Unknown ids for which a known one is looked for."""
ONCE: dict[type[Row], tuple[str, str]] = {
    Source: ("id", N_("an id used once ({there} has it too)")),
    Figure: (
        "source",
        N_("one figure for {year} through month {through} from a source ({there} has it too)"),
    ),
    Total: ("source", N_("one total to the end of {as_of} from a source ({there} has it too)")),
    Event: ("label", N_("an event once ({there} has it too)")),
    Schedule: ("from", N_("one rule of a source from a day on ({there} has it too)")),
}
"""What is expected of rows that would repeat others, and the column in which it is told."""


@dataclass(frozen=True)
class Cited:
    """The source that a line names, whether or not the line is right otherwise."""

    file: str
    line: int
    source: str


def problems(
    tables: Tables, cited: list[Cited], ids: set[str] | None, today: date
) -> Iterator[Problem]:
    """Yield what no single row shows.

    `ids` are all ids of sources.csv, those of unreadable rows too, or None if they are not known.
    """
    yield from _repeated(tables)
    if ids is not None:
        yield from _unknown_sources(cited, ids)
    yield from _future(tables, today)
    yield from _older_than_counted(tables, today)


def _repeated(tables: Tables) -> Iterator[Problem]:
    """Yield the rows that state what another row of their kind has stated."""
    for kind, (column, expected) in ONCE.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in tables.of(kind):
            first = seen.setdefault(row.identity, row.line)
            if first != row.line:
                cells = row.cells()
                said = Said(expected, **cells, there=_there(first))
                yield Problem(kind.file, row.line, column, cells[column], said)


def _unknown_sources(cited: list[Cited], ids: set[str]) -> Iterator[Problem]:
    suggestions: dict[str, str] = {}
    for each in cited:
        if each.source and each.source not in ids:
            if each.source not in suggestions and len(suggestions) < SUGGESTED:
                suggestions[each.source] = slip(each.source, ids)
            meant = suggestions.get(each.source, "")
            expected = N_("the id of a source in sources.csv")
            if not meant:
                expected = N_("the id of a source in sources.csv; add the document there first")
            yield Problem(each.file, each.line, "source", each.source, Said(expected), meant)


def _there(line: int) -> Said:
    """Say where a row stands: in the file, or before another one that is added with it."""
    if line > 0:
        return Said(N_("line {line}"), line=line)
    return Said(N_("new row {number}"), number=-line)


def _future(tables: Tables, today: date) -> Iterator[Problem]:
    for figure in tables.figures:
        if figure.year > today.year:
            expected = Said(N_("a year that has begun, {year} or earlier"), year=today.year)
            yield Problem(Figure.file, figure.line, "year", str(figure.year), expected)
        elif month_end(figure.year, figure.through) > today:
            expected = Said(N_("a month that has ended by {day}"), day=today)
            yield Problem(Figure.file, figure.line, "through", str(figure.through), expected)
    expected = Said(N_("a day that has come, {day} or earlier"), day=today)
    for source in tables.sources:
        if first_day(source.published) > today:
            yield Problem(Source.file, source.line, "published", source.published, expected)
    for total in tables.totals:
        if total.as_of > today:
            yield Problem(Total.file, total.line, "as_of", str(total.as_of), expected)
    for event in tables.events:
        if first_day(event.date) > today:
            yield Problem(Event.file, event.line, "date", event.date, expected)


def _older_than_counted(tables: Tables, today: date) -> Iterator[Problem]:
    published = {source.id: source.published for source in tables.sources}
    ends: Iterator[tuple[Figure | Total, str, date]] = chain(
        ((row, "through", month_end(row.year, row.through)) for row in tables.figures),
        ((row, "as_of", row.as_of) for row in tables.totals),
    )
    for row, column, end in ends:
        day = published.get(row.source)
        if day and last_day(day) < end <= today:
            yield Problem(
                row.file,
                row.line,
                column,
                row.cells()[column],
                Said(
                    N_(
                        "a count that ends before its publication: {source} is of {day}, "
                        "the count goes to {end}"
                    ),
                    source=row.source,
                    day=day,
                    end=end,
                ),
            )
