"""The figures of a view, one by one and where they were revised."""

from collections.abc import Iterable
from dataclasses import replace

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, ngettext
from defector_stats.text.tables import table
from defector_stats.text.tables.table import Cell, Table
from defector_stats.views.selection import Selection


def figures_in_view(selection: Selection) -> Table:
    """Return the figures of the years in view with their changes, as the reader sorts them."""
    shown = selection.table
    caption = ngettext(
        "{count} figure {vintage}. A dash stands where this collection has no figure or no "
        "comparison.",
        "{count} figures {vintage}. A dash stands where this collection has no figure or no "
        "comparison.",
        len(shown),
    ).format(count=len(shown), vintage=selection.as_of_label)

    def cells(row: Record) -> Iterable[Cell]:
        yield table.period(row)
        yield from table.counts(row)
        yield table.number(row["change"], formatting.signed)
        yield table.number(row["change_percent"], formatting.signed_percent)
        yield table.status(row)
        yield table.document(row)

    columns = ("counted", *analysis.COUNTS, "change", "change_percent", "status", "document")
    headings = table.headings(*columns, sortable=True)
    return Table("figures", _("Figures in view"), caption, headings, table.rows(shown, cells))


def every_figure(selection: Selection) -> Table:
    """Return every figure in the collection for the years in view."""

    def cells(row: Record) -> Iterable[Cell]:
        return [table.period(row), *table.counts(row), table.status(row), table.document(row)]

    headings = table.headings("counted", *analysis.COUNTS, "status", "document")
    frame = selection.tables[N_("Every published figure")]
    title = _("Every published figure")
    return Table("every-figure", title, "", headings, table.rows(frame, cells))


def revisions(selection: Selection) -> Table:
    """Return the counts with more than one value, each value with the documents that give it.

    Only the first value of a count has a `year` in its first cell.
    """
    keys = ["year", "through", "step"]
    shown = selection.revisions_shown
    by_step: dict[tuple[int, ...], list[Record]] = {}
    for row in analysis.records(selection.statements.merge(shown[keys], on=keys)):
        by_step.setdefault(tuple(row[key] for key in keys), []).append(row)

    def cells(row: Record) -> Iterable[Cell]:
        counted = table.period(row)
        yield counted if row["step"] == 1 else replace(counted, year=None)
        yield table.number(row["arrivals"], formatting.number)
        yield table.number(row["from_before"], formatting.signed)
        yield table.number(row["to_newest"], formatting.signed)
        yield table.status(row)
        yield table.with_documents(by_step[tuple(row[key] for key in keys)])

    columns = ("counted", "value", "from_before", "to_newest", "status", "documents")
    headings = table.headings(*columns)
    return Table("revisions", _("Revisions"), "", headings, table.rows(shown, cells))
