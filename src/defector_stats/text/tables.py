"""Every table once: its headings and cells in the language that is spoken.

A page, a report on paper or a workbook only renders them. `Cell.value` is what a program reads, in
the unit of the frames of `analysis`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, ngettext
from defector_stats.text import citations, findings
from defector_stats.views.selection import Selection

HISTORY_SHOWN = 200
NO_VALUE = "–"


@dataclass(frozen=True)
class Heading:
    """The heading of a column; a reader may sort by its `key` where it is `sortable`."""

    key: str
    label: str
    numeric: bool = False
    sortable: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and what it leads to.

    `url` is the address of the document, `year` the year whose history it opens, `language` that
    of the text where it is another; `more` are further documents that say the same.
    """

    text: str
    value: int | float | str | None = None
    url: str = ""
    note: str = ""
    year: int | None = None
    language: str = ""
    more: "tuple[Cell, ...]" = ()


@dataclass(frozen=True)
class Table:
    """A table in words; each row has a cell for each heading, the first one names the row."""

    name: str
    title: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


LABELS = {
    "counted": N_("Counted"),
    "arrivals": N_("Arrivals"),
    "male": N_("Men"),
    "female": N_("Women"),
    "change": N_("Change"),
    "change_percent": N_("Change, %"),
    "status": N_("Status"),
    "document": N_("Source and date"),
    "value": N_("Value"),
    "from_before": N_("On the one before"),
    "to_newest": N_("To the newest"),
    "documents": N_("Published by"),
    "as_of": N_("To the end of"),
    "total": N_("Published"),
    "sum": N_("Sum of the figures"),
    "difference": N_("In words"),
    "publication": N_("Publication"),
    "months": N_("Months"),
}
NUMERIC = {
    "arrivals",
    "male",
    "female",
    "change",
    "change_percent",
    "value",
    "from_before",
    "to_newest",
    "total",
    "sum",
}
SORTABLE = {"counted": "year", "document": "known_on"}
"""By which column of the view's table a column is sorted that has another name."""


def _headings(*columns: str, sortable: bool = False) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            SORTABLE.get(column, column) if sortable else column,
            _(LABELS[column]),
            column in NUMERIC,
            sortable,
        )
        for column in columns
    )


def _rows(
    frame: pd.DataFrame, cells: Callable[[pd.Series], Iterable[Cell]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(cells(row)) for _place, row in frame.iterrows())


def figures_in_view(selection: Selection) -> Table:
    """Return the figures of the years in view with their changes, as the reader sorts them."""
    shown = selection.table
    caption = ngettext(
        "{count} figure, as of: {vintage}. A dash stands where no figure or no comparison is "
        "known.",
        "{count} figures, as of: {vintage}. A dash stands where no figure or no comparison is "
        "known.",
        len(shown),
    ).format(count=len(shown), vintage=selection.vintage_name)

    def cells(row: pd.Series) -> Iterable[Cell]:
        yield _period(row)
        yield from _counts(row)
        yield _number(row["change"], formatting.signed)
        yield _number(row["change_percent"], formatting.signed_percent)
        yield _status(row)
        yield _document(row)

    columns = ("counted", *analysis.COUNTS, "change", "change_percent", "status", "document")
    headings = _headings(*columns, sortable=True)
    return Table("figures", _("Figures in view"), caption, headings, _rows(shown, cells))


def every_figure(selection: Selection) -> Table:
    """Return every figure that is known for the years in view."""

    def cells(row: pd.Series) -> Iterable[Cell]:
        return [_period(row), *_counts(row), _status(row), _document(row)]

    headings = _headings("counted", *analysis.COUNTS, "status", "document")
    frame = selection.tables[N_("Every published figure")]
    return Table("every-figure", _("Every published figure"), "", headings, _rows(frame, cells))


def revisions(selection: Selection) -> Table:
    """Return the counts with more than one value, each value with the documents that give it.

    Only the first value of a count has a `year` in its first cell.
    """
    keys = ["year", "through", "step"]
    shown = selection.revisions_shown
    by_step = dict(list(selection.statements.merge(shown[keys], on=keys).groupby(keys)))

    def cells(row: pd.Series) -> Iterable[Cell]:
        counted = _period(row)
        yield counted if row["step"] == 1 else replace(counted, year=None)
        yield _number(row["arrivals"], formatting.number)
        yield _number(row["from_before"], formatting.signed)
        yield _number(row["to_newest"], formatting.signed)
        yield _status(row)
        repeats = by_step[(row["year"], row["through"], row["step"])]
        yield _documents(repeats)

    columns = ("counted", "value", "from_before", "to_newest", "status", "documents")
    return Table("revisions", _("Revisions"), "", _headings(*columns), _rows(shown, cells))


def totals(selection: Selection) -> Table:
    """Return the published totals against the sums of the figures, newest first."""
    caption = _(
        "Each published total against the figures known on the day of its publication, from the "
        "count to the end of 1998 on; men and women from the last total by sex at a year’s end."
    )

    def cells(row: pd.Series) -> Iterable[Cell]:
        day = row["as_of"].date().isoformat()
        yield Cell(formatting.day(day), day)
        yield _number(row["total"], formatting.number)
        yield _number(row["counted"], formatting.number)
        yield Cell(findings.difference(row), _plain(row["difference"]))
        yield _sex(row, "male")
        yield _sex(row, "female")
        yield _document(row)

    columns = ("as_of", "total", "sum", "difference", "male", "female", "document")
    headings = tuple(
        replace(heading, numeric=False) if heading.key in ("male", "female") else heading
        for heading in _headings(*columns)
    )
    rows = _rows(selection.sums.iloc[::-1], cells)
    return Table("totals", _("Table of published totals"), caption, headings, rows)


def documents(selection: Selection) -> Table:
    """Return the documents behind the figures in view as citations, newest first."""
    used = pd.concat([selection.table, selection.arrivals]).drop_duplicates("source")

    def cells(row: pd.Series) -> Iterable[Cell]:
        return [Cell(citations.plain(row), row["source"], row["url"], language=row["language"])]

    frame = used.sort_values("known_on", ascending=False)
    return Table("documents", _("Sources"), "", _headings("publication"), _rows(frame, cells))


def history(selection: Selection) -> Table:
    """Return every figure that is known for the year that the reader opened, newest first."""
    shown = selection.history.head(HISTORY_SHOWN)
    older = len(selection.history) - len(shown)
    caption = _("{count} older figures are in the CSV file.").format(count=older) if older else ""
    year = selection.view.year
    title = _("Every figure published for {year}").format(
        year=formatting.period(year or 0, analysis.FULL_YEAR)
    )

    def cells(row: pd.Series) -> Iterable[Cell]:
        arrivals, *by_sex = _counts(row)
        cited = Cell(citations.plain(row), row["source"], row["url"], row["note"])
        return [replace(_period(row), year=None), arrivals, cited, *by_sex, _status(row)]

    headings = _headings("counted", "arrivals", "publication", "male", "female", "status")
    return Table("history", title, caption, headings, _rows(shown, cells))


def quarters(selection: Selection) -> Table:
    """Return the quarters of the year that the reader opened, and what they follow from."""

    def cells(row: pd.Series) -> Iterable[Cell]:
        yield Cell(formatting.quarter(row["quarter"]), int(row["quarter"]))
        yield _number(row["arrivals"], formatting.number)
        source = citations.publication(row)
        if row["derived"]:
            before = f"{row['publisher_before']}, {formatting.day(row['published_before'])}"
            said = _("derived: {source}, less the months before ({before})")
            source = said.format(source=source, before=before)
        yield Cell(source)

    headings = _headings("months", "arrivals", "document")
    return Table("quarters", _("Quarters"), "", headings, _rows(selection.quarters, cells))


def _period(row: pd.Series) -> Cell:
    year = int(row["year"])
    return Cell(formatting.period(year, row["through"]), year, year=year)


def _counts(row: pd.Series) -> list[Cell]:
    return [_number(row[column], formatting.number) for column in analysis.COUNTS]


def _number(value: float, write: Callable[[Any], str]) -> Cell:
    return Cell(NO_VALUE) if pd.isna(value) else Cell(write(value), _plain(value))


def _plain(value: Any) -> int | float | None:  # noqa: ANN401 - pandas' missing values, too
    if pd.isna(value):
        return None
    return int(value) if value == int(value) else float(value)


def _status(row: pd.Series) -> Cell:
    ordinary = row["status"] == "published"
    return Cell("" if ordinary else formatting.status(row["status"]), row["status"])


def _document(row: pd.Series) -> Cell:
    return Cell(citations.publication(row), row["published"], row["url"], row["note"])


def _documents(rows: pd.DataFrame) -> Cell:
    first, *more = [_document(row) for _place, row in rows.iterrows()]
    return replace(first, more=tuple(more))


def _sex(row: pd.Series, sex: str) -> Cell:
    if pd.isna(row[sex]) or pd.isna(row[f"counted_{sex}"]):
        return _number(row[sex], formatting.number)
    words = f"{formatting.number(row[sex])}, {findings.difference(row, f'difference_{sex}')}"
    return Cell(words, int(row[sex]))
