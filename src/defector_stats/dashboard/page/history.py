"""The history of the year that the reader opened."""

from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.text import tables
from defector_stats.views.selection import Selection


def of_year(selection: Selection) -> Markup:
    """Return the history of the open year, nothing when none is open."""
    if selection.view.year is None:
        return Markup("")
    history = tables.history(selection)
    below = [tables.parts(selection), tables.quarters(selection)]
    return render("history.html", history=history, tables=[history, *below])
