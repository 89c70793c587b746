"""The periods of a table with all that the labels and the texts beside them say of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from defector_stats.i18n.messages import N_, Said
from defector_stats.storage.wide import provisional
from defector_stats.storage.wide.asof import AsOf, as_of
from defector_stats.storage.wide.grid import Cell
from defector_stats.storage.wide.periods import Period
from defector_stats.storage.wide.provisional import Note
from defector_stats.storage.wide.reading import Doubt
from defector_stats.storage.wide.table import Table

MOST_YEARS = 4
"""Years that a range without a beginning counts after another one; the Ministry's has three."""


def dated(
    table: Table, notes: Collection[Note], counted_to: date | None, today: date
) -> tuple[dict[Period, Period], list[Doubt]]:
    """Return each period of the labels as it counts, and what is doubtful in them.

    `notes` call something provisional; `counted_to` is the last day counted, where somebody knows
    it better than the table.
    """
    labels = {column: cell for column, cell in table.labels.items() if column}
    periods = _with_beginnings(labels)
    newest = max(labels, key=lambda column: (column.last, column.through))
    texts = [*reversed(table.above), *table.below]
    said = AsOf(counted_to, counted_to.isoformat()) if counted_to else as_of(texts)
    label = labels[newest]
    doubts = list(_doubts_of_day(newest, label, said))
    if said and not newest.month and not newest.several and said.day.year == newest.last:
        periods[newest] = replace(periods[newest], through=said.day.month)
    for column in provisional.periods(table, notes, labels, newest):
        periods[column] = replace(periods[column], provisional=True)
    if periods[newest].end > today:
        expected = Said(N_("a period that is over; name its last month, as 2025.6 or as of a day"))
        doubts.append(Doubt(f"month-{periods[newest].key}", label.place, label.text, expected))
    doubts += _doubts_of_order(periods, labels)
    return periods, doubts


def _with_beginnings(labels: Mapping[Period, Cell]) -> dict[Period, Period]:
    """Let each range without a beginning begin after the period before it.

    The first one counts everything to its end.
    """
    begun: dict[Period, Period] = {}
    before: Period | None = None
    for column in sorted(labels, key=lambda column: (column.last, column.through)):
        open_range = column.first is None and before and before.last < column.last
        begun[column] = replace(column, first=before.last + 1) if open_range and before else column
        before = column
    return begun


def _doubts_of_day(newest: Period, label: Cell, said: AsOf | None) -> Iterator[Doubt]:
    """Yield what contradicts the day to which the table says that it counts."""
    if not newest.clear:
        year = newest.last
        expected = Said(N_("{year}.01 or {year}.10, with two digits"), year=year)
        yield Doubt(f"month-{newest.key}", label.place, label.text, expected)
    if not said:
        return
    day = said.day.isoformat()
    other_month = said.day.year == newest.last and newest.month
    if said.day.year < newest.last or (other_month and said.day.month != newest.through):
        expected = Said(N_("a period that ends on {day}, to which the table counts"), day=day)
        yield Doubt("as-of", label.place, label.text, expected)
    elif not said.whole:
        expected = Said(N_("the last day of a month"))
        yield Doubt("as-of", label.place, said.text, expected)


def _doubts_of_order(
    periods: Mapping[Period, Period], labels: Mapping[Period, Cell]
) -> Iterator[Doubt]:
    """Yield the years that are missing, counted twice, or not where the others lead to."""
    yield from _out_of_order(labels)
    order = sorted(periods.items(), key=lambda pair: (pair[1].last, pair[1].through))
    for (_, before), (column, after) in pairwise(order):
        label, first = labels[column], after.first or 0
        parts_of_a_year = (
            before.last == after.last
            and before.through != after.through
            and not (before.several or after.several)
        )
        if first > before.last + 1:
            expected = Said(
                N_("{year}, the year after {before}"), year=before.last + 1, before=before.last
            )
            yield Doubt(f"missing-{before.last + 1}", label.place, label.text, expected)
        elif first <= before.last and not parts_of_a_year:
            expected = Said(N_("years that no other label counts"))
            yield Doubt(f"twice-{after.key}", label.place, label.text, expected)
        elif column.first is None and after.last - first >= MOST_YEARS:
            expected = Said(
                N_("a range of a few years, not from {first}; the label before may be misread"),
                first=first,
            )
            yield Doubt(f"range-{after.key}", label.place, label.text, expected)


def _out_of_order(labels: Mapping[Period, Cell]) -> Iterator[Doubt]:
    """Yield the labels that go back where the others go on, or the other way round."""
    steps = list(pairwise(labels))
    on = [(one.last, one.through) <= (other.last, other.through) for one, other in steps]
    usual = 2 * sum(on) >= len(on)
    for goes_on, (before, column) in zip(on, steps, strict=True):
        if goes_on != usual:
            cell = labels[column]
            expected = Said(N_("a period in its place, not behind {before}"), before=before.key)
            yield Doubt(f"order-{column.key}", cell.place, cell.text, expected)
