"""The history of the year that the reader opened."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from defector_stats import analysis
from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n import formatting
from defector_stats.storage.corrections import NAMED
from defector_stats.storage.schema import Event, Total
from defector_stats.text import citations, edits, tables
from defector_stats.views.selection import Selection


@dataclass(frozen=True)
class Editable:
    """A row that can be corrected: its kind, how it is told, the words for it and its document."""

    what: str
    said: str
    words: list[str]
    document: list[str]


TALLEST = 90
"""Pixels of the tallest bar of the quarters."""


@dataclass(frozen=True)
class Bar:
    """The bar of a quarter, of which there may be none before it: how high, and what it says."""

    quarter: int
    height: int
    count: str
    label: str
    derived: bool
    provisional: bool


def of_year(selection: Selection) -> Markup:
    """Return the history of the open year, nothing when none is open."""
    if selection.view.year is None:
        return Markup("")
    history = tables.history(selection)
    return render(
        "history.html",
        history=history,
        parts=tables.parts(selection),
        quarters=tables.quarters(selection),
        bars=list(_bars(selection.quarters)),
        tallest=TALLEST,
        rows=[*_figures(selection), *_others(selection)],
        year=selection.view.year,
    )


def _bars(quarters: pd.DataFrame) -> Iterator[Bar]:
    most = max(quarters["arrivals"].max(), 1) if len(quarters) else 1
    for row in analysis.records(quarters):
        yield Bar(
            int(row["quarter"]),
            round(TALLEST * max(row["arrivals"], 0) / most),
            formatting.number(row["arrivals"]),
            formatting.quarter_in_short(row["quarter"]),
            bool(row["derived"]),
            bool(row["provisional"]),
        )


def _figures(selection: Selection) -> Iterator[Editable]:
    """Yield the figures of the open year, the newest first."""
    stated = selection.known[selection.known["year"] == selection.view.year].iloc[::-1]
    for row in analysis.records(stated):
        period = formatting.period(row["year"], row["through"])
        said = f"{period}: {formatting.number(row['arrivals'])}, {citations.cited(row)}"
        document = [str(row["source"])]
        yield Editable("figure", said, [f"{row['year']}-{row['through']:02}", *document], document)


def _others(selection: Selection) -> Iterator[Editable]:
    """Yield the totals to a day of the open year, and its events."""
    of_year = str(selection.view.year)
    for what, kind in NAMED.items():
        if kind in (Total, Event):
            for row in selection.dataset.tables.of(kind):
                cells = row.cells()
                words = [*row.identity]
                if words[0].startswith(of_year):
                    yield Editable(what, edits.named(kind, cells), words, [cells["source"]])
