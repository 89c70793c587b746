"""The history of the year that a reader opened: each value of it, its parts and its quarters."""

from collections.abc import Iterable
from dataclasses import replace

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import remarks
from defector_stats.text.tables import table
from defector_stats.text.tables.table import Cell, Table
from defector_stats.views.selection import Selection

VALUES_SHOWN = 200


def history(selection: Selection) -> Table:
    """Return each value that the whole year had, the newest first, with who states it."""
    full = analysis.full_years(selection.values_of_year)
    shown = full.iloc[::-1].head(VALUES_SHOWN)
    older = len(full) - len(shown)
    caption = _older(older) if older else ""

    def cells(step: Record) -> Iterable[Cell]:
        arrivals, *by_sex = table.counts(step)
        since = Cell(remarks.since(step), step["first_published"])
        return [arrivals, since, _stated_by(step, selection), *by_sex]

    headings = table.headings("arrivals", "since", "document", "male", "female")
    title = formatting.period(selection.view.year or 0, analysis.FULL_YEAR)
    return Table("history", title, caption, headings, table.rows(shown, cells))


def _older(count: int) -> str:
    said = ngettext(
        "{count} older value is in the CSV file.",
        "{count} older values are in the CSV file.",
        count,
    )
    return said.format(count=count)


def parts(selection: Selection) -> Table:
    """Return each value that the first months of the year had."""
    every = selection.values_of_year
    shown = every[every["through"] != analysis.FULL_YEAR].head(VALUES_SHOWN)

    def cells(step: Record) -> Iterable[Cell]:
        arrivals, *_by_sex = table.counts(step)
        stated = _stated_by(step, selection)
        said = (remarks.since(step), *remarks.by_sex(step), *stated.notes)
        return [
            Cell(formatting.months(step["through"]), int(step["through"])),
            arrivals,
            replace(stated, notes=said),
        ]

    headings = table.headings("months", "arrivals", "document")
    return Table("parts", _("Parts of the year"), "", headings, table.rows(shown, cells))


def quarters(selection: Selection) -> Table:
    """Return the quarters of the year, and what those that nobody published follow from."""

    def cells(row: Record) -> Iterable[Cell]:
        yield Cell(formatting.quarter(row["quarter"]), int(row["quarter"]))
        yield table.number(row["arrivals"], formatting.number)
        notes = (formatting.status("provisional"),) if row["provisional"] else ()
        if row["derived"]:
            until, before = row["arrivals"] + row["arrivals_before"], row["arrivals_before"]
            said = _("derived: {until} − {before}")
            counts = {"until": formatting.number(until), "before": formatting.number(before)}
            yield Cell(said.format(**counts), notes=notes)
        else:
            yield Cell(formatting.status("published"), notes=notes)

    headings = table.headings("months", "arrivals", "status")
    rows = table.rows(selection.quarters, cells)
    return Table("quarters", _("Quarters"), "", headings, rows)


def _stated_by(step: Record, selection: Selection) -> Cell:
    """Name the document that is cited for a value, what is to be said, and who confirms it."""
    of_step, known = [*analysis.MONTHS, "step"], selection.known
    statements = known[known[of_step].eq([step[name] for name in of_step]).all(axis=1)]
    others = statements[statements["source"] != step["source"]]
    confirming = others[others["role"] != analysis.ECHOED]
    cited = table.document(step, noted=True)
    return replace(
        cited,
        notes=(*remarks.state(step), *remarks.echoes(step), *cited.notes),
        more=table.documents(confirming, noted=True),
        folded=remarks.confirmed(len(confirming)),
    )
