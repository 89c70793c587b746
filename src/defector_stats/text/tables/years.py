"""The years in view as tables, newest first: each has what a chart shows, and no more."""

from collections.abc import Callable, Iterable

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _
from defector_stats.text.tables.table import (
    LABELS,
    Cell,
    Table,
    counts,
    document,
    headings,
    number,
    period,
    rows,
    status,
)
from defector_stats.views.selection import Selection


def arrivals(selection: Selection) -> Table:
    """Return the arrivals with their documents."""

    def cells(row: Record) -> Iterable[Cell]:
        yield number(row["arrivals"], formatting.number)
        yield status(row)
        yield document(row)

    return _table("arrivals", selection, cells, "arrivals", "status", "document")


def changes(selection: Selection) -> Table:
    """Return the arrivals with their changes on the year before."""

    def cells(row: Record) -> Iterable[Cell]:
        yield number(row["arrivals"], formatting.number)
        yield number(row["change"], formatting.signed)
        yield number(row["change_percent"], formatting.signed_percent)

    return _table("change", selection, cells, "arrivals", "change", "change_percent")


def sexes(selection: Selection) -> Table:
    """Return the men and women among the arrivals with the share of women."""

    def cells(row: Record) -> Iterable[Cell]:
        yield from counts(row)
        yield number(row["share_of_women"], formatting.percent)

    return _table("female", selection, cells, *analysis.COUNTS, "share_of_women")


def _table(
    name: str, selection: Selection, cells: Callable[[Record], Iterable[Cell]], *columns: str
) -> Table:
    def row_of(row: Record) -> Iterable[Cell]:
        return [period(row), *cells(row)]

    newest_first = rows(selection.changes.iloc[::-1], row_of)
    return Table(name, _(LABELS[name]), "", headings("counted", *columns), newest_first)
