"""The history of the year that the reader opened."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n import formatting
from defector_stats.text import citations, tables
from defector_stats.views.selection import Selection


@dataclass(frozen=True)
class Figure:
    """A figure that can be corrected: how it is told, and the words for its row and document."""

    said: str
    words: list[str]
    document: list[str]


def of_year(selection: Selection) -> Markup:
    """Return the history of the open year, nothing when none is open."""
    if selection.view.year is None:
        return Markup("")
    history = tables.history(selection)
    stated = selection.known[selection.known["year"] == selection.view.year].iloc[::-1]
    below = [tables.parts(selection), tables.quarters(selection)]
    return render(
        "history.html",
        history=history,
        tables=[history, *below],
        figures=[_figure(row) for _place, row in stated.iterrows()],
        year=selection.view.year,
    )


def _figure(row: pd.Series) -> Figure:
    period = formatting.period(row["year"], row["through"])
    said = f"{period}: {formatting.number(row['arrivals'])}, {citations.cited(row)}"
    document = [str(row["source"])]
    return Figure(said, [f"{row['year']}-{row['through']:02}", *document], document)
