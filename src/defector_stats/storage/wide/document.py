"""From the cells of a table to the figures and totals of one document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide import counted, kind, provisional, running, sums
from defector_stats.storage.wide.asof import as_of
from defector_stats.storage.wide.counted import Counted, Counts
from defector_stats.storage.wide.dated import dated
from defector_stats.storage.wide.labels import is_corner, is_cumulative, is_unit, plain
from defector_stats.storage.wide.periods import Period
from defector_stats.storage.wide.reading import (
    Doubt,
    Reading,
    TableFigure,
    TableTotal,
    with_keys_of_their_own,
)
from defector_stats.storage.wide.strips import Column
from defector_stats.storage.wide.table import Table

LONGEST_TITLE = 100


def reading(table: Table, counted_to: date | None, today: date) -> Reading:
    """Return the figures and totals of a table, and everything that is doubtful in it.

    `counted_to` is the last day counted, where somebody knows it better than the table.
    """
    notes = provisional.notes([*reversed(table.above), *table.below])
    periods, doubts = dated(table, notes, counted_to, today)
    names: dict[Column, str] = {column: period.key for column, period in periods.items()}
    if None in table.labels:
        names[None] = "total"
    doubts += table.doubts
    counts: dict[Column, Counts] = {}
    for column, name in names.items():
        cells = table.cells.get(column, {})
        marks = provisional.marks(notes, column)
        counts[column], found = counted.read(cells, name, marks)
        doubts += [*found, *sums.shares(counts[column], cells, name, marks)]
    doubts += kind.doubts(table, counts)
    begins = any(period.first is None for period in periods.values())
    cumulative = None in table.labels and is_cumulative(table.labels[None].text)
    if None in names and (begins or not cumulative):
        columns = [(plain(table.labels[column].text), counts[column]) for column in periods]
        doubts += sums.sums_of_columns(counts[None], table.cells.get(None, {}), columns)
    values = {
        column: counted.storable(counts[column], table.cells.get(column, {})) for column in names
    }
    over = {column: period for column, period in periods.items() if period.end <= today}
    totals = list(_totals_of_ranges(over, values))
    if (begins or cumulative) and over == periods and (whole := values.get(None)):
        totals.append(_total(max(period.end for period in periods.values()), whole))
    of_running, found = running.read(table.running, counts, periods)
    doubts += [*found, *_contradicting(totals, of_running)]
    stored = {total.as_of for total in totals}
    totals += [total for total in of_running if total.as_of not in stored]
    return Reading(
        tuple(_figures(over, values)),
        tuple(totals),
        with_keys_of_their_own(doubts),
        tuple(_remarks(table, periods, values, {total.as_of for total in totals})),
        _title(table),
        _language(table),
    )


Values = Mapping[Column, Counted | None]


def _figures(periods: Mapping[Period, Period], values: Values) -> Iterator[TableFigure]:
    for column, period in periods.items():
        found = values[column]
        if found and not period.several:
            yield TableFigure(
                period.last,
                period.through,
                found.arrivals,
                found.male,
                found.female,
                period.provisional,
                found.place,
                found.note,
            )


def _totals_of_ranges(periods: Mapping[Period, Period], values: Values) -> Iterator[TableTotal]:
    """Yield the sums of the first columns, as far as these count several years each."""
    sum_before: Counted | None = None
    for column, period in periods.items():
        found = values[column]
        if not found or not period.several or (period.first is None) != (sum_before is None):
            return
        sum_before = counted.added(sum_before, found) if sum_before else found
        yield _total(period.end, sum_before)


def _contradicting(
    totals: Sequence[TableTotal], of_running: Sequence[TableTotal]
) -> Iterator[Doubt]:
    """Yield a last running count that is not the total of all columns."""
    for one in of_running:
        for other in totals:
            if other.as_of == one.as_of and other.total != one.total:
                expected = Said(N_("{sum}, the sum of all periods"), sum=other.total)
                yield Doubt("running-total", one.place, str(one.total), expected)


def _total(end: date, found: Counted) -> TableTotal:
    return TableTotal(end, found.arrivals, found.male, found.female, found.place, found.note)


def _remarks(
    table: Table, periods: Mapping[Period, Period], values: Values, stored: set[date]
) -> Iterator[Said]:
    """Yield what was recognised, and what is not stored or not checked."""
    labels = [plain(table.labels[column].text) for column in periods]
    message = N_("periods {first} to {last} ({count})")
    yield Said(message, count=len(labels), first=labels[0], last=labels[-1])
    if any(table.names.values()):
        yield Said(N_("counted: {labels}"), labels=", ".join(map(plain, table.names.values())))
    yield from table.remarks
    if None in table.labels:
        yield Said(N_("a total of all columns: {label}"), label=plain(table.labels[None].text))
    else:
        yield Said(N_("no total of all columns, with which they could be checked"))
    for (column, period), label in zip(periods.items(), labels, strict=True):
        if values[column] is None:
            yield Said(N_("{label}: no value"), label=label)
        elif period.several and period.end not in stored:
            yield Said(N_("{label}: several years, not stored"), label=label)


def _title(table: Table) -> str:
    """Return the line of text above the table that is no unit and no day."""
    for text in map(plain, reversed(table.above)):
        if len(text) < LONGEST_TITLE and not (is_unit(text) or is_corner(text) or as_of([text])):
            return text
    return ""


def _language(table: Table) -> str:
    """Return the language of the labels: ko, zh or en."""
    words = " ".join([*(cell.text for cell in table.labels.values()), *table.names.values()])
    if re.search("[가-힣]", words):
        return "ko"
    return "zh" if re.search("[一-鿿]", words) else "en"
