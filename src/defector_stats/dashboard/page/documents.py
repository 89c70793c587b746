"""The documents: what they are, what each of them changed, and where they do not agree."""

from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.dates import today
from defector_stats.i18n.formatting import number
from defector_stats.i18n.messages import _, ngettext
from defector_stats.text import findings, quality, tables
from defector_stats.views.selection import Selection

SHOWN = 200
"""Of more documents and inconsistencies the page has the first, and says how many there are."""


def cited(selection: Selection) -> Markup:
    """Return the documents behind the figures and totals in view as a list of citations."""
    return render("sources.html", documents=tables.documents(selection))


def about(selection: Selection) -> Markup:
    """Return the newest document and the next, what is counted, and what each one changed."""
    return render(
        "documents.html",
        newest=findings.newest_and_next(selection, today()),
        counted=findings.counted(selection.dataset),
        changes=tables.changes(selection.known, selection.totals, most=SHOWN),
    )


def disagreements(selection: Selection) -> Markup:
    """Return a line on what is inconsistent in the files, with the list behind it."""
    found = quality.inconsistencies(selection.dataset)
    said = ngettext(
        "{count} inconsistency between the documents",
        "{count} inconsistencies between the documents",
        len(found),
    ).format(count=number(len(found)))
    more = len(found) - SHOWN
    further = _("and {count} more, which “defector-stats check” lists").format(count=number(more))
    sentences = [*(tell() for tell in found[:SHOWN]), *([further] if more > 0 else [])]
    return render("quality.html", said=said, sentences=sentences)
