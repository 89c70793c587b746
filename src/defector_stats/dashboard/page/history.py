"""The history of the year that the reader opened, and what the files do not agree on."""

from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n.messages import ngettext
from defector_stats.text import tables
from defector_stats.text.quality import sentences
from defector_stats.views.selection import Selection


def of_year(selection: Selection) -> Markup:
    """Return the history of the open year, nothing when none is open."""
    if selection.view.year is None:
        return Markup("")
    return render(
        "history.html",
        history=tables.history(selection),
        quarters=tables.quarters(selection),
    )


def quality(selection: Selection) -> Markup:
    """Return a line on what is inconsistent in the files, with the list behind it."""
    warnings = sentences(selection.dataset)
    said = ngettext(
        "{count} inconsistency between the publications in the data files",
        "{count} inconsistencies between the publications in the data files",
        len(warnings),
    ).format(count=len(warnings))
    return render("quality.html", warnings=warnings, said=said)
