"""How the page opens: what the whole series says in a sentence, its numbers, and their day."""

from markupsafe import Markup

from defector_stats.dashboard.page.rendering import render
from defector_stats.i18n.messages import _
from defector_stats.text import findings
from defector_stats.views.selection import Selection
from defector_stats.views.values import ARTICLE, LATEST


def opening(selection: Selection) -> Markup:
    """Return the headline and the numbers of a view."""
    numbers = findings.key_numbers(selection)
    sources = list(dict.fromkeys(number.source for number in numbers))
    headline = findings.headline(selection)
    return render("opening.html", headline=headline, numbers=numbers, sources=sources)


def band(selection: Selection) -> Markup:
    """Return the line that says that old figures are shown, nothing where the newest are."""
    as_of = selection.view.as_of
    if as_of == LATEST:
        return Markup("")
    said = _("As of {day}: what this collection had then.")
    if as_of == ARTICLE:
        said = _("{document}: what other documents state is left aside.")
    name = selection.vintage_name
    return render("band.html", said=said.format(day=name, document=name))
