"""What a table is: headings, and cells of text with the values behind them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from defector_stats import analysis
from defector_stats.analysis.frames import Record
from defector_stats.i18n import formatting
from defector_stats.i18n.messages import N_, _, own
from defector_stats.text import citations, remarks

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

    `url` is the address of the document, `notes` what is to be said of it, `year` the year whose
    history it opens, `language` that of the text where it is another. `more` are further documents
    that say the same, in a row, or folded away under `folded` where that says something.
    """

    text: str
    value: int | float | str | None = None
    url: str = ""
    notes: tuple[str, ...] = ()
    year: int | None = None
    language: str = ""
    more: "tuple[Cell, ...]" = ()
    folded: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is its text alone."""
        return not (self.url or self.notes or self.more)


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
    "share_of_women": N_("Share of women, %"),
    "status": N_("Status"),
    "document": N_("Source and date"),
    "value": N_("Value"),
    "since": N_("In this collection since"),
    "from_before": N_("On the one before"),
    "to_newest": N_("To the newest"),
    "documents": N_("Published by"),
    "as_of": N_("To the end of"),
    "total": N_("Published"),
    "sum": N_("Sum of the figures"),
    "difference": N_("In words"),
    "publication": N_("Publication"),
    "months": N_("Months"),
    "changed": N_("What it changed"),
}
NUMERIC = {
    "arrivals",
    "male",
    "female",
    "change",
    "change_percent",
    "share_of_women",
    "value",
    "from_before",
    "to_newest",
    "total",
    "sum",
}
SORTABLE = {"counted": "year", "document": "known_on"}
"""By which column of the view's table a column is sorted that has another name."""


def headings(*columns: str, sortable: bool = False) -> tuple[Heading, ...]:
    """Return the headings of columns by their keys."""
    return tuple(
        Heading(
            SORTABLE.get(column, column) if sortable else column,
            _(LABELS[column]),
            column in NUMERIC,
            sortable,
        )
        for column in columns
    )


def rows(
    frame: pd.DataFrame, cells: Callable[[Record], Iterable[Cell]]
) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of each row of a frame."""
    return tuple(tuple(cells(row)) for row in analysis.records(frame))


def period(row: Record) -> Cell:
    """Name the months that a row counts, which open the history of their year."""
    year = int(row["year"])
    return Cell(formatting.period(year, row["through"]), year, year=year)


def counts(row: Record) -> list[Cell]:
    """Return arrivals, men and women."""
    return [number(row[column], formatting.number) for column in analysis.COUNTS]


def number(value: float, write: Callable[[Any], str]) -> Cell:
    """Return a number as it is written, a dash for a missing one."""
    return Cell(NO_VALUE) if pd.isna(value) else Cell(write(value), plain(value))


def plain(value: Any) -> int | float | None:  # noqa: ANN401 - pandas' missing values, too
    """Return a number of a frame as one of Python."""
    if pd.isna(value):
        return None
    return int(value) if value == int(value) else float(value)


def status(row: Record) -> Cell:
    """Name the status of a figure, or what is to be said of a step; nothing of an ordinary one."""
    ordinary = row["status"] == "published"
    said = remarks.state(row) if "unconfirmed" in row else []
    if not said and not ordinary:
        said = [formatting.status(row["status"])]
    return Cell(formatting.listed(said), row["status"])


def document(row: Record, noted: bool = False) -> Cell:
    """Name the document of a row in short with the note on the count, and that on the document.

    The latter only where it is `noted`, so that a table of many rows does not repeat it.
    """
    notes = (own(row, "note"), own(row, "source_note") if noted else "")
    said = tuple(dict.fromkeys(filter(None, notes)))
    return Cell(citations.publication(row), row["published"], row["url"], said)


def documents(frame: pd.DataFrame, noted: bool = False) -> tuple[Cell, ...]:
    """Name the documents of the rows as `document` does."""
    return tuple(document(row, noted) for row in analysis.records(frame))


def with_documents(rows: Sequence[Record]) -> Cell:
    """Name the document of the first row, and those of the others with it."""
    first, *more = map(document, rows)
    return replace(first, more=tuple(more))


def notes_once(table: Table) -> Table:
    """Return a table that does not say again of a document what the row above said of it."""
    above = [(), *table.rows]
    return replace(table, rows=tuple(map(_without_repeats, table.rows, above)))


def _without_repeats(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    said = {(cell.text, cell.notes) for cell in above}
    return tuple(
        replace(cell, notes=()) if (cell.text, cell.notes) in said else cell for cell in row
    )
